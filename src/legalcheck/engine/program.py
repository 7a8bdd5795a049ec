"""The intermediate form: rules as units of flat formulas over numbered atoms, in strata.

A unit is a rule, or the inside of a `some`/`every` (which then is an atom of the unit around it). Conclusions, exceptions and quantified
insides are atoms that read earlier strata, so that an executor only ever sees `and`, `or`, `not` over values 0, 1, 2.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from legalcheck.language.conditions import Binding, Test


@dataclass(frozen=True)
class Ref:
    """The value of an atom."""

    atom: int


@dataclass(frozen=True)
class And:
    """Least of the parts."""

    parts: tuple[Formula, ...]


@dataclass(frozen=True)
class Or:
    """Greatest of the parts."""

    parts: tuple[Formula, ...]


@dataclass(frozen=True)
class Neg:
    """2 minus the part."""

    part: Formula


Formula = Ref | And | Or | Neg


@dataclass(frozen=True)
class TestAtom:
    """A test of a path; for a profile section that is not bound, over all its statements that apply. `bound`: sections bound around it."""

    test: Test
    bound: frozenset[str]


@dataclass(frozen=True)
class AppliesAtom:
    """The bound statement of a profile section applies to the cell."""

    section: str


@dataclass(frozen=True)
class UnitAtom:
    """The value of an earlier unit: of the same parts (`same`), or gathered over the parts it has more (`some`, `every`)."""

    unit: int
    gather: Literal["some", "every"]


@dataclass(frozen=True)
class ConclusionAtom:
    """A conclusion holds."""

    name: str


@dataclass(frozen=True)
class RecalledAtom:
    """The law of a rule is recalled: true as far as likely, unknown as far as sure."""

    rule: str


Atom = TestAtom | AppliesAtom | UnitAtom | ConclusionAtom | RecalledAtom


@dataclass(frozen=True)
class Unit:
    """One formula over the cells of its parts."""

    index: int
    name: str
    """Rule id, or rule id and a number for a quantified inside."""
    bindings: tuple[Binding, ...]
    formula: Formula
    stratum: int
    rule: str | None
    """Rule whose value it is; None for a quantified inside."""


@dataclass(frozen=True)
class Group:
    """Units of one stratum with the same parts: evaluated together, cell by cell. `atoms` are the atoms their formulas use."""

    index: int
    stratum: int
    bindings: tuple[Binding, ...]
    units: tuple[Unit, ...]
    atoms: tuple[int, ...]


@dataclass(frozen=True)
class Program:
    """A compiled rule base."""

    atoms: tuple[Atom, ...]
    units: tuple[Unit, ...]
    groups: tuple[Group, ...]
    unit_of_rule: Mapping[str, int]
    concluders: Mapping[str, tuple[int, ...]]
    """Conclusion → units that conclude it."""


def atoms_of(formula: Formula) -> list[int]:
    """The atoms a formula uses, in order, without repetition."""
    found: dict[int, None] = {}

    def walk(node: Formula) -> None:
        if isinstance(node, Ref):
            found.setdefault(node.atom)
        elif isinstance(node, Neg):
            walk(node.part)
        else:
            for part in node.parts:
                walk(part)

    walk(formula)
    return list(found)
