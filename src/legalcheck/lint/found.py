"""What a check finds, and what a check is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from legalcheck.reading.problems import Problem

if TYPE_CHECKING:
    from legalcheck.lint.world import World

Severity = Literal["error", "warning", "note"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")


@dataclass(frozen=True, order=True)
class Edit:
    """A safe change of one line: `old` (a part of the line) becomes `new`; an empty `old` puts `new` before the line."""

    line: int
    old: str
    new: str


@dataclass(frozen=True, order=True)
class Found:
    """One thing found, at one place."""

    problem: Problem
    check: str
    severity: Severity
    edit: Edit | None = None


@dataclass(frozen=True)
class Check:
    """A check: its name (by which a comment silences it), what it finds and why that matters, and how grave it is."""

    id: str
    severity: Severity
    about: str
    run: Callable[[World], Iterator[tuple[Problem, Edit | None]]]

    def found(self, world: World) -> Iterator[Found]:
        for problem, edit in self.run(world):
            yield Found(problem, self.id, self.severity, edit)


Findings = Iterator[tuple[Problem, Edit | None]]
"""What the function of a check yields: the problem, and a safe change where there is one."""
