"""Cells: the combinations of parts that a rule ranges over."""

from __future__ import annotations

from collections.abc import Iterator

from legalcheck.engine.atoms import applies
from legalcheck.facts.parts import NOT_APPLICABLE, FactBase, Part
from legalcheck.language.conditions import Binding
from legalcheck.vocabulary import Vocabulary


def cells(bindings: tuple[Binding, ...], facts: FactBase, vocabulary: Vocabulary) -> Iterator[dict[str, Part]]:
    """Each combination of the parts, in the order of the draft; `request` is in every one."""
    yield from _extend({"request": facts.request}, bindings, facts, vocabulary)


def _extend(
    cell: dict[str, Part], bindings: tuple[Binding, ...], facts: FactBase, vocabulary: Vocabulary
) -> Iterator[dict[str, Part]]:
    if not bindings:
        yield cell
        return
    for part in candidates(bindings[0], cell, facts, vocabulary):
        yield from _extend({**cell, bindings[0].part: part}, bindings[1:], facts, vocabulary)


def candidates(binding: Binding, cell: dict[str, Part], facts: FactBase, vocabulary: Vocabulary) -> list[Part]:
    """The parts a binding can take, given those bound before it."""
    kind = binding.part
    if kind == "measure":
        return facts.measures
    if kind == "item":
        return facts.items[cell["measure"].uid]
    if kind == "data":
        item = cell.get("item")
        found = facts.data.get((cell["measure"].uid, item.uid if item else -1), [])
        if binding.optional:
            return found
        return [part for part in found if part.values.get("data.category") != NOT_APPLICABLE]
    if kind == "offence":
        return facts.offences
    if kind == "subject":
        return facts.subjects
    able = [statement for statement in facts.sections[kind] if applies(statement, cell, vocabulary)]
    return able or [facts.silent[kind]]
