"""Statements that are recalled or stale, those on which most cases rest first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from legalcheck.assessment.evaluate import Evaluation
from legalcheck.law.profiles import Profile
from legalcheck.law.statements import Statement


@dataclass(frozen=True)
class ToConfirm:
    """A statement somebody should look at: why, and in how many cases the rules looked at it."""

    statement: Statement
    why: str
    cases: int


def backlog(profiles: Iterable[Profile], evaluations: Iterable[Evaluation], today: date, max_age: int) -> list[ToConfirm]:
    """Recalled statements (in any field) and those reviewed more than `max_age` days ago, the most used first."""
    used: dict[tuple[str, str, str], int] = {}
    for evaluation in evaluations:
        for key in {_key(statement) for statement in _looked_at(evaluation)}:
            used[key] = used.get(key, 0) + 1
    found = [
        ToConfirm(statement, why, used.get(_key(statement), 0))
        for profile in profiles
        for statements in profile.sections.values()
        for statement in statements
        if (why := _why(statement, today, max_age))
    ]
    return sorted(found, key=lambda one: (-one.cases, one.statement.file, one.statement.line))


def _why(statement: Statement, today: date, max_age: int) -> str:
    if statement.basis == "recalled":
        return "recalled"
    fields = [name for name, basis in statement.basis_of.items() if basis == "recalled"]
    if fields:
        return f"recalled: {', '.join(fields)}"
    age = (today - statement.reviewed).days
    return f"reviewed {age} days ago" if age > max_age else ""


def _key(statement: Statement) -> tuple[str, str, str]:
    return statement.owner, statement.section, statement.id


def _looked_at(evaluation: Evaluation) -> Iterable[Statement]:
    """The statements that the rules looked at: those of every scope that was asked for, and those that settle membership."""
    for scope in evaluation.values.facts.scopes.values():
        for _, part in scope:
            if part.statement is not None:
                yield part.statement
    for _, statement in (evaluation.setting.standing, evaluation.setting.treaty_link):
        if statement is not None:
            yield statement
