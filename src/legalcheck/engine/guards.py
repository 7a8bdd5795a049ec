"""Which units can hold at all under an instrument, a channel and the measures asked for: known before anything else of a draft is looked at.

A unit whose formula is a conjunction with a test of these alone is false wherever the test is. Most rules of a pack are ruled out so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from legalcheck.engine.atoms import Evaluate
from legalcheck.engine.program import And, Atom, ConclusionAtom, Formula, Neg, Or, Program, Ref, TestAtom, Unit
from legalcheck.facts.parts import FALSE, TRUE, FactBase, Part

GUARDING = frozenset(
    {
        "instrument", "channel", "measure.kind", "measure.coercive", "measure.stored", "measure.discloses", "measure.takes_data",
        "measure.takes_items",
    }
)  # fmt: skip
"""Paths whose values follow from instrument, channel and kind of measure."""
MAX_KEPT = 2000


def guards(formula: Formula, atoms: Sequence[Atom], concluded: Mapping[str, Sequence[Unit]]) -> tuple[Formula, ...]:
    """The parts of a conjunction that rest on guarding paths alone. `concluded`: conclusion → the units that conclude it."""
    parts = formula.parts if isinstance(formula, And) else (formula,)
    return tuple(part for part in parts if _guarding(part, atoms, concluded))


def _guarding(formula: Formula, atoms: Sequence[Atom], concluded: Mapping[str, Sequence[Unit]]) -> bool:
    if isinstance(formula, Ref):
        atom = atoms[formula.atom]
        if isinstance(atom, ConclusionAtom):
            # a unit that ranges over parts has as many values as cells, or none where a list is empty
            return all(not one.bindings and _guarding(one.formula, atoms, concluded) for one in concluded.get(atom.name, ()))
        return isinstance(atom, TestAtom) and atom.test.path.name in GUARDING and atom.test.other is None and atom.test.op != "known"
    parts = (formula.part,) if isinstance(formula, Neg) else formula.parts
    return bool(parts) and all(_guarding(part, atoms, concluded) for part in parts)


@dataclass(frozen=True)
class _Facts:
    facts: FactBase


class Guards:
    """Dead units by instrument, channel and measures; kept, for they depend on nothing else of a draft."""

    def __init__(self, program: Program, functions: list[Evaluate | None]) -> None:
        self.program, self.functions = program, functions
        self.concluded = {name: [program.units[unit] for unit in units] for name, units in program.concluders.items()}
        self.guarded = [(unit, found) for unit in program.units if (found := guards(unit.formula, program.atoms, self.concluded))]
        self._kept: dict[tuple[object, ...], frozenset[int]] = {}

    def dead(self, facts: FactBase) -> frozenset[int]:
        """Indices of the units that are false in every cell."""
        request = facts.request.values
        key = (request.get("instrument"), request.get("channel"), frozenset(part.values["measure.kind"] for part in facts.measures))
        found = self._kept.get(key)
        if found is None:
            if len(self._kept) >= MAX_KEPT:
                self._kept.clear()
            found = self._kept[key] = frozenset(unit.index for unit, parts in self.guarded if self._dead(unit, parts, facts))
        return found

    def _dead(self, unit: Unit, parts: tuple[Formula, ...], facts: FactBase) -> bool:
        return all(any(self._value(part, facts, measure) == FALSE for part in parts) for measure in facts.measures)

    def _value(self, formula: Formula, facts: FactBase, measure: Part) -> int:
        if isinstance(formula, Ref):
            atom = self.program.atoms[formula.atom]
            if isinstance(atom, ConclusionAtom):
                return max((self._value(one.formula, facts, measure) for one in self.concluded.get(atom.name, ())), default=FALSE)
            function = self.functions[formula.atom]
            assert function is not None
            return function(_Facts(facts), {"request": facts.request, "measure": measure})
        if isinstance(formula, Neg):
            return TRUE - self._value(formula.part, facts, measure)
        values = [self._value(part, facts, measure) for part in formula.parts]
        return max(values) if isinstance(formula, Or) else min(values)
