"""Statements of law as the engine reads them: plain values, selectors, certainty per field, and what is in force on a day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True)
class Select:
    """To what a statement applies under one selector: these values only, or all but these."""

    values: frozenset[Any]
    exclude: bool = False

    def admits(self, value: Any) -> bool:
        return (value in self.values) is not self.exclude


@dataclass(frozen=True)
class Citation:
    """A source as it is cited."""

    title: str
    locator: str
    url: str | None = None
    kind: str | None = None


@dataclass(frozen=True, eq=False)
class Statement:
    """One statement of one profile. Compared by identity: it is one place in one file."""

    id: str
    section: str
    owner: str
    """Code or slug of the profile it stands in."""
    file: str
    line: int
    prose: str
    source: Citation
    basis: str
    basis_of: Mapping[str, str]
    reviewed: date
    state_of: str | None
    start: date | None
    end: date | None
    fields: Mapping[str, Any]
    selects: Mapping[str, Select]
    note: str | None = None

    @property
    def place(self) -> str:
        """`jurisdictions/us.yaml:41`."""
        return f"{self.file}:{self.line}"

    def holds_on(self, day: date) -> bool:
        """Whether `day` lies within `from` and `until`."""
        return not ((self.start and day < self.start) or (self.end and day > self.end))

    def sure_of(self, field: str, day: date) -> bool:
        """Whether the field was read, in a source that is not younger than `day` (a dated statement is sure on both sides of its dates)."""
        if self.basis_of.get(field, self.basis) != "read":
            return False
        if self.start or self.end or self.state_of is None:
            return True
        return day >= earliest(self.state_of)


def earliest(partial: str) -> date:
    """First day of a date that may be partial: 2024 → 2024-01-01."""
    return date.fromisoformat((partial + "-01-01")[:10] if len(partial) == 4 else partial + "-01" if len(partial) == 7 else partial)
