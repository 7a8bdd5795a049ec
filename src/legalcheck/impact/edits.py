"""What was edited between two states of the law: statements and rules that are new, gone or different."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from legalcheck.law.statements import Statement
from legalcheck.library import Library


@dataclass(frozen=True)
class LawEdit:
    """One statement or rule that differs."""

    what: Literal["added", "removed", "changed"]
    name: str
    """`DE languages/eio`, or the id of a rule."""
    place: str
    parts: tuple[str, ...] = ()
    """Parts that differ, of one that changed."""
    profile: tuple[str, str] | None = None
    """Kind and key of the profile it belongs to; None for a rule."""


def edits(before: Library, after: Library) -> list[LawEdit]:
    """Statements and rules that differ, in the order of the files."""
    found = list(_differences(dict(_statements(before)), dict(_statements(after))))
    rules = [{rule.id: rule for rule in library.engine(library.profiles()).base.rules.values()} for library in (before, after)]
    for name in dict.fromkeys((*rules[0], *rules[1])):
        old, new = rules[0].get(name), rules[1].get(name)
        if old is None or new is None:
            there = new or old
            assert there is not None
            found.append(LawEdit("removed" if new is None else "added", name, there.place))
        elif old.rule != new.rule:
            parts = tuple(field for field in type(new.rule).model_fields if getattr(old.rule, field) != getattr(new.rule, field))
            found.append(LawEdit("changed", name, new.place, parts))
    return found


_Name = tuple[str, str, str]
"""Kind and key of the profile, and section and id of the statement."""


def _statements(library: Library) -> Iterator[tuple[_Name, Statement]]:
    for profile in library.profiles():
        for section, statements in profile.sections.items():
            for statement in statements:
                yield (profile.kind, profile.key, f"{section}/{statement.id}"), statement


def _differences(old: dict[_Name, Statement], new: dict[_Name, Statement]) -> Iterator[LawEdit]:
    for name in dict.fromkeys((*old, *new)):
        kind, key, place = name
        was, now = old.get(name), new.get(name)
        if was is None or now is None:
            there = now or was
            assert there is not None
            yield LawEdit("removed" if now is None else "added", f"{key} {place}", there.place, profile=(kind, key))
        elif parts := tuple(_parts(was, now)):
            yield LawEdit("changed", f"{key} {place}", now.place, parts, (kind, key))


def _parts(was: Statement, now: Statement) -> Iterator[str]:
    for name in dict.fromkeys((*was.fields, *now.fields)):
        if was.fields.get(name) != now.fields.get(name):
            yield name
    for name in dict.fromkeys((*was.selects, *now.selects)):
        if was.selects.get(name) != now.selects.get(name):
            yield name
    shown = {"prose": "statement", "source": "source", "basis": "basis", "basis_of": "basis_of", "start": "from", "end": "until"}
    for attribute, key in {**shown, "reviewed": "reviewed", "state_of": "state_of", "note": "note"}.items():
        if getattr(was, attribute) != getattr(now, attribute):
            yield key
