"""Atoms as functions of a cell. Each returns likely * 3 + sure: what it is if recalled law is taken as true, and if it is taken as unknown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Protocol

from legalcheck.engine.program import AppliesAtom, Program, TestAtom
from legalcheck.facts.parts import FALSE, NOT_APPLICABLE, RECALLED_FALSE, RECALLED_TRUE, TRUE, UNKNOWN, FactBase, Ledger, Part
from legalcheck.facts.retention import COMPUTED
from legalcheck.language.conditions import Test
from legalcheck.vocabulary import Path, Vocabulary

Cell = Mapping[str, Part]
"""Part kind (or profile section) → the part bound; `request` is always there."""


class HasFacts(Protocol):
    """Whatever carries the facts of an evaluation."""

    @property
    def facts(self) -> FactBase: ...


Evaluate = Callable[[HasFacts, Cell], int]

_MISSING: Any = object()

_COMPARE: Mapping[str, Callable[[Any, Any], bool]] = {
    "equals": lambda value, other: value == other,
    "one_of": lambda value, other: value in other,
    "includes": lambda value, other: other in value,
    "includes_any": lambda value, other: any(word in value for word in other),
    "at_least": lambda value, other: value >= other,
    "more_than": lambda value, other: value > other,
    "at_most": lambda value, other: value <= other,
    "less_than": lambda value, other: value < other,
    "known": lambda value, other: True,
}


def of_truth(value: int) -> int:
    """The code of 0 false, 1 unknown, 2 true, where nothing recalled is in play."""
    return value * 4


def applies(statement: Part, cell: Cell, vocabulary: Vocabulary) -> int:
    """Whether a statement applies to the cell, 0 to 2: each of its selectors compared with what the draft says."""
    if statement.statement is None:
        return 1
    result = 2
    for name, select in statement.statement.selects.items():
        selector = vocabulary.selectors[name]
        part = cell.get(selector.part or "request")
        value = part.values.get(selector.path, _MISSING) if part is not None else _MISSING
        if value is _MISSING:
            result = min(result, 1)
        elif value == NOT_APPLICABLE or not select.admits(value):
            return 0
    return result


def applicable(section: str, cell: Cell, facts: FactBase, vocabulary: Vocabulary) -> tuple[tuple[int, Part], ...]:
    """(truth of applying, statement) for each statement of a profile section that can apply to the cell."""
    key = (section, tuple([cell[part].uid for part in vocabulary.section_order[section] if part in cell]))
    found = facts.scopes.get(key)
    if found is None:
        scoped = ((applies(statement, cell, vocabulary), statement) for statement in facts.sections[section])
        found = facts.scopes[key] = tuple((scope, statement) for scope, statement in scoped if scope)
    return found


def read(path: Path, cell: Cell) -> tuple[Any, bool]:
    """The value of a path of a bound part (or of the request), and whether it is sure; `_MISSING` where it is unknown."""
    part = cell[path.part or "request"]
    if path.needs:
        item = cell[path.needs[0]]
        section, _, field = path.name.rpartition(".")
        day: date = cell["request"].values["request.as_of"]
        value = COMPUTED[field](section, part.values, item.values, day)
        return (_MISSING if value is None else value), not part.unsure
    return part.values.get(path.name, _MISSING), path.name not in part.unsure


def outcome(test: Test, value: Any, sure: bool, cell: Cell) -> int:
    """Truth of a test of a known or missing value."""
    if value is _MISSING:
        return FALSE if test.op == "known" else UNKNOWN
    if test.other is not None:
        other, other_sure = read(test.other, cell)
        if other is _MISSING:
            return UNKNOWN
        sure = sure and other_sure
    else:
        other = test.constant
    if isinstance(value, Ledger):
        return value.truth(other) if test.op == "includes" else UNKNOWN
    holds = _COMPARE[test.op](value, other)
    if sure:
        return TRUE if holds else FALSE
    return RECALLED_TRUE if holds else RECALLED_FALSE


def test_atom(atom: TestAtom, vocabulary: Vocabulary) -> Evaluate:
    """The function of a test atom."""
    test, path = atom.test, atom.test.path
    if path.part in vocabulary.section_parts and path.part not in atom.bound:
        return lambda values, cell: unbound(test, cell, values.facts, vocabulary)
    if test.other is None and not path.needs and test.op != "known":
        return _plain(test)
    return lambda values, cell: outcome(test, *read(path, cell), cell)


def _plain(test: Test) -> Evaluate:
    """The common case, with nothing looked up twice: one path against one constant."""
    kind, name, constant, compare = test.path.part or "request", test.path.name, test.constant, _COMPARE[test.op]

    def evaluate(values: HasFacts, cell: Cell) -> int:
        part = cell[kind]
        value = part.values.get(name, _MISSING)
        if value is _MISSING:
            return UNKNOWN
        if value.__class__ is Ledger:
            return outcome(test, value, True, cell)
        if name in part.unsure:
            return RECALLED_TRUE if compare(value, constant) else RECALLED_FALSE
        return TRUE if compare(value, constant) else FALSE

    return evaluate


def unbound(test: Test, cell: Cell, facts: FactBase, vocabulary: Vocabulary) -> int:
    """A test of a profile section that is not bound: some statement that applies and has the field says so. None has it: unknown."""
    section = test.path.part
    values: list[int] = []
    settled = False
    for scope, statement in applicable(section, cell, facts, vocabulary):
        if test.path.name not in statement.values:
            continue
        settled = settled or scope == 2
        values.append(min(of_truth(scope), outcome(test, *read(test.path, {**cell, section: statement}), cell)))
    if not settled:
        # a statement that might apply can make it true, but only one that does apply can make it false
        nothing_there = not values and (section in facts.ended or test.op == "known")
        values.append(FALSE if nothing_there else UNKNOWN)
    return max(values)


def applies_atom(atom: AppliesAtom, vocabulary: Vocabulary) -> Evaluate:
    """The function of the guard of a bound section: a statement applies; the silent one is unknown, or false where the section has ended."""

    def evaluate(values: HasFacts, cell: Cell) -> int:
        part = cell[atom.section]
        if part.statement is None and atom.section in values.facts.ended:
            return FALSE
        return of_truth(applies(part, cell, vocabulary))

    return evaluate


def atom_functions(program: Program, vocabulary: Vocabulary) -> list[Evaluate | None]:
    """The functions of a program's atoms; None for those that read other units."""
    return [
        test_atom(atom, vocabulary) if isinstance(atom, TestAtom) else applies_atom(atom, vocabulary) if isinstance(atom, AppliesAtom) else None
        for atom in program.atoms
    ]
