"""A program stratum by stratum, cell by cell: the way to feed an engine that takes many values at once and gives many back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from legalcheck.engine.atoms import Cell, Evaluate, atom_functions
from legalcheck.engine.cells import cells
from legalcheck.engine.guards import Guards
from legalcheck.engine.program import ConclusionAtom, Group, Program, RecalledAtom, UnitAtom
from legalcheck.facts.parts import FALSE, RECALLED_TRUE, TRUE, FactBase, Part
from legalcheck.language.conditions import Binding
from legalcheck.vocabulary import Vocabulary

Row = Sequence[int]
Key = tuple[int, ...]


class GroupEngine(Protocol):
    """Evaluates the formulas of a group."""

    name: str

    def run(self, group: Group, cells: Sequence[Row]) -> list[Row]:
        """For each cell (the values of `group.atoms`, each 0 false, 1 unknown, 2 true) the values of `group.units`, in their order."""
        ...


class Strata:
    """An executor around a group engine."""

    def __init__(self, program: Program, vocabulary: Vocabulary, engine: GroupEngine) -> None:
        self.program, self.vocabulary, self.engine = program, vocabulary, engine
        self.name = engine.name
        self.functions: list[Evaluate | None] = atom_functions(program, vocabulary)
        self.guards = Guards(program, self.functions)

    def run(self, facts: FactBase) -> TableValues:
        values = TableValues(self, facts)
        dead = self.guards.dead(facts)
        for group in self.program.groups:
            if group.units[0].index in dead:
                for unit in group.units:
                    values.tables[unit.index] = dict.fromkeys(values.keys(unit.bindings), FALSE)
            else:
                self._group(group, values)
        return values

    def _group(self, group: Group, values: TableValues) -> None:
        """Groups stand in the order of their strata, so that what an atom reads is there."""
        found = values.cells(group.bindings)
        if not found:
            return
        codes = [[values.atom(atom, cell) for atom in group.atoms] for cell in found]
        likely = self.engine.run(group, [[code // 3 for code in row] for row in codes])
        sure = likely
        if any(code % 3 != code // 3 for row in codes for code in row):
            sure = self.engine.run(group, [[code % 3 for code in row] for row in codes])
        keys = values.keys(group.bindings)
        for position, unit in enumerate(group.units):
            values.tables[unit.index] = {key: one[position] * 3 + two[position] for key, one, two in zip(keys, likely, sure, strict=True)}


class TableValues:
    """Values kept in tables by unit and cell."""

    def __init__(self, strata: Strata, facts: FactBase) -> None:
        self.strata, self.facts = strata, facts
        self.tables: list[dict[Key, int]] = [{} for _ in strata.program.units]
        self._cells: dict[tuple[Binding, ...], list[dict[str, Part]]] = {}
        self._keys: dict[tuple[Binding, ...], list[Key]] = {}

    def cells(self, bindings: tuple[Binding, ...]) -> list[dict[str, Part]]:
        if bindings not in self._cells:
            self._cells[bindings] = list(cells(bindings, self.facts, self.strata.vocabulary))
        return self._cells[bindings]

    def keys(self, bindings: tuple[Binding, ...]) -> list[Key]:
        """The uids of the parts of each cell."""
        if bindings not in self._keys:
            self._keys[bindings] = [tuple(cell[binding.part].uid for binding in bindings) for cell in self.cells(bindings)]
        return self._keys[bindings]

    def cells_of(self, unit: int) -> Iterator[tuple[Cell, int]]:
        yield from zip(self.cells(self.strata.program.units[unit].bindings), self.tables[unit].values(), strict=True)

    def holding(self, unit: int) -> Iterator[tuple[Cell, int]]:
        yield from ((cell, value) for cell, value in self.cells_of(unit) if value)

    def atom(self, number: int, cell: Cell) -> int:
        function = self.strata.functions[number]
        if function is not None:
            return function(self, cell)
        atom = self.strata.program.atoms[number]
        if isinstance(atom, RecalledAtom):
            return RECALLED_TRUE
        if isinstance(atom, UnitAtom):
            values = [value for _, value in self.rows(atom.unit, cell)]
            return max(values, default=FALSE) if atom.gather == "some" else min(values, default=TRUE)
        assert isinstance(atom, ConclusionAtom)
        return self.conclusion(atom.name, cell)

    def rows(self, unit: int, cell: Cell) -> list[tuple[Cell, int]]:
        bindings = self.strata.program.units[unit].bindings
        if all(binding.part in cell for binding in bindings):
            value = self.tables[unit].get(tuple(cell[binding.part].uid for binding in bindings))
            return [] if value is None else [(cell, value)]
        kinds = [binding.part for binding in bindings]
        shared = [kind for kind in kinds if kind in cell]
        return [({**cell, **row}, value) for row, value in self.cells_of(unit) if all(row[kind] is cell[kind] for kind in shared)]

    def conclusion(self, name: str, cell: Cell) -> int:
        about = {part: cell[part] for part in ("request", *self.strata.vocabulary.conclusions[name].of) if part in cell}
        units = self.strata.program.concluders.get(name, ())
        return max((value for unit in units for _, value in self.rows(unit, about)), default=FALSE)
