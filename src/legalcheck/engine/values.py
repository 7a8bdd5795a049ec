"""What an executor returns: the value of every rule in every cell, and whatever lies behind it, on demand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol

from legalcheck.engine.atoms import Cell
from legalcheck.facts.parts import FactBase


class Values(Protocol):
    """Truth values of one evaluation. A value is likely * 3 + sure, each 0 false, 1 unknown, 2 true."""

    facts: FactBase

    def cells_of(self, unit: int) -> Iterator[tuple[Cell, int]]:
        """Every cell of a unit with its value, in the order of the draft."""
        ...

    def holding(self, unit: int) -> Iterable[tuple[Cell, int]]:
        """The cells of a unit in which it is not false, with their values."""
        ...

    def rows(self, unit: int, cell: Cell) -> list[tuple[Cell, int]]:
        """The cells of a unit that agree with `cell` in the parts both have, with their values."""
        ...

    def atom(self, number: int, cell: Cell) -> int:
        """Value of an atom in a cell."""
        ...

    def conclusion(self, name: str, cell: Cell) -> int:
        """True if one rule that concludes it is true, unknown if none is but one is open, else false."""
        ...


class Executor(Protocol):
    """Runs a program over a fact base. Holds no state of an evaluation: any number of threads may share one."""

    name: str

    def run(self, facts: FactBase) -> Values: ...


class DisagreementError(AssertionError):
    """Two executors gave different values: a defect of legalcheck, never of the draft."""
