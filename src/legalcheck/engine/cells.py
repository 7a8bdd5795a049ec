"""Cells: the combinations of parts that a rule ranges over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from legalcheck.engine.atoms import Cell, applicable
from legalcheck.facts.parts import NOT_APPLICABLE, FactBase, Part
from legalcheck.language.conditions import Binding
from legalcheck.vocabulary import Vocabulary


def cells(bindings: tuple[Binding, ...], facts: FactBase, vocabulary: Vocabulary, given: Cell | None = None) -> Iterator[dict[str, Part]]:
    """Each combination of the parts, in the order of the draft; `request` is in every one. Parts that `given` binds keep their part."""
    start = {"request": facts.request} if given is None else dict(given)
    return _extend(start, bindings, facts, vocabulary, given or {})


def _extend(cell: dict[str, Part], bindings: tuple[Binding, ...], facts: FactBase, vocabulary: Vocabulary, given: Cell) -> Iterator[dict[str, Part]]:
    if not bindings:
        yield cell
        return
    kind = bindings[0].part
    found = candidates(bindings[0], cell, facts, vocabulary)
    if kind in given:
        if given[kind] in found:
            yield from _extend(cell, bindings[1:], facts, vocabulary, given)
        return
    for part in found:
        yield from _extend({**cell, kind: part}, bindings[1:], facts, vocabulary, given)


def candidates(binding: Binding, cell: Cell, facts: FactBase, vocabulary: Vocabulary) -> Sequence[Part]:
    """The parts a binding can take, given those bound before it."""
    kind = binding.part
    if kind == "measure":
        return facts.measures
    if kind == "item":
        return facts.items[cell["measure"].uid]
    if kind == "data":
        item = cell.get("item")
        found = facts.data.get((cell["measure"].uid, item.uid if item else -1), [])
        return [] if not binding.optional and found and found[0].values.get("data.category") == NOT_APPLICABLE else found
    if kind == "offence":
        return facts.offences
    if kind == "subject":
        return facts.subjects
    able = [statement for _, statement in applicable(kind, cell, facts, vocabulary)]
    return able or [facts.silent[kind]]
