"""From checked rules to the program: quantified insides become units of their own, exceptions and conclusions become atoms, strata are numbered."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from legalcheck.engine.guards import guards
from legalcheck.engine.program import (
    And,
    AppliesAtom,
    Atom,
    ConclusionAtom,
    Formula,
    Group,
    Neg,
    Or,
    Program,
    RecalledAtom,
    Ref,
    TestAtom,
    Unit,
    UnitAtom,
    atoms_of,
)
from legalcheck.language.conditions import All, AnyOf, Binding, Concluded, Condition, Every, Not, Some, Test
from legalcheck.language.parse import binding_order
from legalcheck.language.rulebase import CheckedRule, RuleBase

_Key = TypeVar("_Key")

OWNER_PATHS: Mapping[str, str] = {"jurisdiction": "requested.jurisdiction", "instrument": "instrument", "provider": "requested.provider"}
"""Where the rules of a profile of its own apply: when it is the requested state, the instrument, the provider addressed."""


def lower(base: RuleBase, owners: Mapping[str, str]) -> Program:
    """The program of a rule base. `owners`: code or slug of a profile with rules of its own → kind of profile."""
    return _Lowering(base, owners).program()


class _Lowering:
    def __init__(self, base: RuleBase, owners: Mapping[str, str]) -> None:
        self.base, self.owners, self.vocabulary = base, owners, base.vocabulary
        self.atoms: dict[Atom, int] = {}
        self.units: list[Unit] = []
        self.unit_of_rule: dict[str, int] = {}
        self.insides: dict[tuple[tuple[Binding, ...], Formula], int] = {}

    def program(self) -> Program:
        for rule_id in self.base.order:
            self._rule(self.base.rules[rule_id])
        concluders = {name: tuple(self.unit_of_rule[one] for one in ids) for name, ids in self.base.concluders.items()}
        return Program(tuple(self.atoms), tuple(self.units), self._groups(), self.unit_of_rule, concluders)

    def _rule(self, rule: CheckedRule) -> None:
        bound = frozenset(binding.part for binding in rule.bindings)
        parts: list[Formula] = []
        if rule.owner:
            path = self.vocabulary.paths[OWNER_PATHS[self.owners[rule.owner]]]
            parts.append(self._ref(TestAtom(Test(path, "equals", rule.owner), frozenset())))
        parts += [self._ref(AppliesAtom(binding.part)) for binding in rule.bindings if binding.part in self.vocabulary.section_parts]
        parts.append(self._formula(rule.when, bound, rule.bindings, rule.id))
        if rule.unless is not None:
            parts.append(Neg(self._formula(rule.unless, bound, rule.bindings, rule.id)))
        parts += [Neg(self._ref(UnitAtom(self.unit_of_rule[name], "some"))) for name in rule.exceptions]
        if rule.recalled:
            parts.append(self._ref(RecalledAtom(rule.id)))
        self.unit_of_rule[rule.id] = self._unit(rule.id, rule.bindings, _and(parts), rule.id)

    def _formula(self, condition: Condition, bound: frozenset[str], bindings: tuple[Binding, ...], name: str) -> Formula:
        if isinstance(condition, Test):
            sections = frozenset(part for part in bound if part in self.vocabulary.section_parts)
            used = {condition.path.part} | ({condition.other.part} if condition.other else set())
            return self._ref(TestAtom(condition, sections & used))
        if isinstance(condition, Concluded):
            return self._ref(ConclusionAtom(condition.name))
        if isinstance(condition, Not):
            return Neg(self._formula(condition.part, bound, bindings, name))
        if isinstance(condition, All):
            return _and([self._formula(part, bound, bindings, name) for part in condition.parts])
        if isinstance(condition, AnyOf):
            return Or(tuple(self._formula(part, bound, bindings, name) for part in condition.parts))
        return self._ref(self._inside(condition, bound, bindings, name))

    def _inside(self, condition: Some | Every, bound: frozenset[str], bindings: tuple[Binding, ...], name: str) -> UnitAtom:
        over = condition.over
        inner_bound = bound | {over}
        inner_bindings = tuple(sorted((*bindings, Binding(over)), key=lambda one: binding_order(one.part)))
        formula = self._formula(condition.part, inner_bound, inner_bindings, name)
        if over in self.vocabulary.section_parts:
            applies = self._ref(AppliesAtom(over))
            formula = _and([applies, formula]) if isinstance(condition, Some) else Or((Neg(applies), formula))
        needed = self._parts_needed(condition.part, inner_bound) | {over}
        if over == "item" and "data" in bound:
            needed.add("data")  # the items that seek this category
        needed |= self._needs_of(needed, inner_bound)
        kept = tuple(binding for binding in inner_bindings if binding.part in needed)
        if (kept, formula) not in self.insides:
            self.insides[kept, formula] = self._unit(f"{name}#{len(self.units)}", kept, formula, None)
        return UnitAtom(self.insides[kept, formula], "some" if isinstance(condition, Some) else "every")

    def _parts_needed(self, condition: Condition, bound: frozenset[str]) -> set[str]:
        if isinstance(condition, Test):
            needed: set[str] = set(condition.path.needs)
            for path in (condition.path, condition.other):
                if path is not None and path.part:
                    needed.add(path.part)
            sections = {part for part in needed if part in self.vocabulary.section_parts}
            for part in sections:
                needed |= self.vocabulary.section_needs(self.vocabulary.section_parts[part][1])
            return needed & bound
        if isinstance(condition, Concluded):
            return set(self.vocabulary.conclusions[condition.name].of)
        if isinstance(condition, All | AnyOf):
            return set().union(*(self._parts_needed(part, bound) for part in condition.parts))
        if isinstance(condition, Not):
            return self._parts_needed(condition.part, bound)
        inner = bound | {condition.over}
        needed = self._parts_needed(condition.part, inner) | {condition.over}
        return (needed | self._needs_of(needed, inner)) - {condition.over}

    def _needs_of(self, needed: set[str], bound: frozenset[str]) -> set[str]:
        """Parts on which the range of the needed ones depends: the measure of an item, the item whose categories are meant."""
        more: set[str] = set()
        for part in needed:
            if part in self.vocabulary.section_parts:
                more |= self.vocabulary.section_needs(self.vocabulary.section_parts[part][1]) & bound
        for part in needed | more:
            if part in self.vocabulary.parts and self.vocabulary.parts[part].of:
                more = more | {self.vocabulary.parts[part].of}
        if "data" in needed | more and "item" in bound:
            more = more | {"item"}
        return more

    def _ref(self, atom: Atom) -> Ref:
        return Ref(self.atoms.setdefault(atom, len(self.atoms)))

    def _unit(self, name: str, bindings: tuple[Binding, ...], formula: Formula, rule: str | None) -> int:
        index = len(self.units)
        self.units.append(Unit(index, name, bindings, formula, self._stratum(formula), rule))
        return index

    def _stratum(self, formula: Formula) -> int:
        atoms = list(self.atoms)
        highest = -1
        for number in atoms_of(formula):
            atom = atoms[number]
            if isinstance(atom, UnitAtom):
                highest = max(highest, self.units[atom.unit].stratum)
            elif isinstance(atom, ConclusionAtom):
                ids = self.base.concluders.get(atom.name, ())
                highest = max([highest, *(self.units[self.unit_of_rule[one]].stratum for one in ids)])
        return highest + 1

    def _groups(self) -> tuple[Group, ...]:
        """Units of one stratum with the same parts and the same guards: they are dead together."""
        atoms = tuple(self.atoms)
        concluded = {name: [self.units[self.unit_of_rule[one]] for one in ids] for name, ids in self.base.concluders.items()}
        by_shape: dict[tuple[int, tuple[Binding, ...], tuple[Formula, ...]], list[Unit]] = {}
        for unit in self.units:
            by_shape.setdefault((unit.stratum, unit.bindings, guards(unit.formula, atoms, concluded)), []).append(unit)
        groups: list[Group] = []
        for (stratum, bindings, _), units in sorted(by_shape.items(), key=lambda entry: entry[0][0]):
            used = dict.fromkeys(number for unit in units for number in atoms_of(unit.formula))
            groups.append(Group(len(groups), stratum, bindings, tuple(units), tuple(used)))
        return tuple(groups)


def _and(parts: list[Formula]) -> Formula:
    flat: list[Formula] = []
    for part in parts:
        flat += part.parts if isinstance(part, And) else [part]
    return flat[0] if len(flat) == 1 else And(tuple(flat))
