"""What an executor is: formulas over values 0, 1, 2 in, values 0, 1, 2 out. Everything else about rules happens outside."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from legalcheck.engine.program import Group

Values = Sequence[int]


class Executor(Protocol):
    """Evaluates the formulas of a group for one or more cells."""

    name: str

    def run(self, group: Group, cells: Sequence[Values]) -> list[Values]:
        """For each cell (the values of `group.atoms`, each 0 false, 1 unknown, 2 true) the values of `group.units`, in their order."""
        ...


class Disagreement(AssertionError):
    """Two executors gave different values for the same formulas: a defect of legalcheck, never of the draft."""


class CrossCheck:
    """Runs two executors and fails loudly on any difference."""

    def __init__(self, first: Executor, second: Executor) -> None:
        self.first, self.second = first, second
        self.name = first.name

    def run(self, group: Group, cells: Sequence[Values]) -> list[Values]:
        mine, other = self.first.run(group, cells), self.second.run(group, cells)
        for cell, one, two in zip(cells, mine, other, strict=True):
            for unit, a, b in zip(group.units, one, two, strict=True):
                if a != b:
                    raise Disagreement(f"{unit.name}: {self.first.name} says {a}, {self.second.name} says {b}, for atoms {list(cell)}")
        return mine
