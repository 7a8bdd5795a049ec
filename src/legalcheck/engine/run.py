"""A program over a fact base: stratum by stratum, cell by cell. Values are kept by unit and cell, conclusions and insides are gathered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from legalcheck.engine.atoms import Evaluate, applies_atom, both, join_all, join_any, test_atom
from legalcheck.engine.cells import cells
from legalcheck.engine.executors import Executor
from legalcheck.engine.program import AppliesAtom, Atom, ConclusionAtom, Group, Program, RecalledAtom, TestAtom, Unit, UnitAtom
from legalcheck.facts.parts import FactBase, Part
from legalcheck.language.conditions import Binding
from legalcheck.vocabulary import Vocabulary

Key = tuple[int, ...]


@dataclass
class Values:
    """What the rules are worth in every cell, and what they read."""

    facts: FactBase
    by_unit: list[dict[Key, int]]
    cells: Mapping[tuple[Binding, ...], Sequence[dict[str, Part]]]
    concluded: dict[str, dict[Key, int]] = field(default_factory=dict)


class Runner:
    """A program with its atoms as functions. Holds no state of an evaluation: any number of threads may share one."""

    def __init__(self, program: Program, vocabulary: Vocabulary) -> None:
        self.program, self.vocabulary = program, vocabulary
        self.functions: list[Evaluate | None] = [self._function(atom) for atom in program.atoms]
        self.shapes = tuple(dict.fromkeys(unit.bindings for unit in program.units))
        self.parts = {
            unit.index: tuple(binding.part for binding in unit.bindings) for unit in program.units
        }

    def _function(self, atom: Atom) -> Evaluate | None:
        if isinstance(atom, TestAtom):
            return test_atom(atom, self.vocabulary)
        if isinstance(atom, AppliesAtom):
            return applies_atom(atom, self.vocabulary)
        return None

    def run(self, facts: FactBase, executor: Executor) -> Values:
        """Evaluate every unit in every cell."""
        shapes = {shape: tuple(cells(shape, facts, self.vocabulary)) for shape in self.shapes}
        values = Values(facts, [{} for _ in self.program.units], shapes)
        memory: dict[tuple[int, Key], int] = {}
        for stratum in self._strata():
            for group in stratum:
                self._group(group, values, executor, memory)
        return values

    def _strata(self) -> Iterator[list[Group]]:
        current: list[Group] = []
        for group in self.program.groups:
            if current and group.stratum != current[0].stratum:
                yield current
                current = []
            current.append(group)
        if current:
            yield current

    def _group(self, group: Group, values: Values, executor: Executor, memory: dict[tuple[int, Key], int]) -> None:
        found = values.cells[group.bindings]
        if not found:
            return
        kinds = [binding.part for binding in group.bindings]
        keys = [tuple(cell[kind].uid for kind in kinds) for cell in found]
        codes = [[self.atom(atom, cell, values, memory) for atom in group.atoms] for cell in found]
        likely = executor.run(group, [[code // 3 for code in row] for row in codes])
        sure = likely
        if any(code % 3 != code // 3 for row in codes for code in row):
            sure = executor.run(group, [[code % 3 for code in row] for row in codes])
        for position, unit in enumerate(group.units):
            values.by_unit[unit.index] = {
                key: both(one[position], two[position]) for key, one, two in zip(keys, likely, sure, strict=True)
            }

    def atom(self, number: int, cell: Mapping[str, Part], values: Values, memory: dict[tuple[int, Key], int]) -> int:
        """Value of an atom in a cell."""
        function = self.functions[number]
        if function is not None:
            atom = self.program.atoms[number]
            if isinstance(atom, TestAtom) and atom.test.path.part in self.vocabulary.section_parts and not atom.bound:
                key = (number, tuple(part.uid for part in cell.values()))
                if key not in memory:
                    memory[key] = function(cell, values.facts)
                return memory[key]
            return function(cell, values.facts)
        return self.referred(self.program.atoms[number], cell, values)

    def referred(self, atom: Atom, cell: Mapping[str, Part], values: Values) -> int:
        """Value of an atom that reads earlier strata."""
        if isinstance(atom, RecalledAtom):
            return both(2, 1)
        if isinstance(atom, UnitAtom):
            return self.gathered(self.program.units[atom.unit], atom.gather, cell, values)
        assert isinstance(atom, ConclusionAtom)
        return self.conclusion(atom.name, cell, values)

    def gathered(self, unit: Unit, gather: str, cell: Mapping[str, Part], values: Values) -> int:
        """An inside over the parts it has more than the cell; a unit of the same or fewer parts is read as it is."""
        rows = [value for _, value in self.rows(unit, cell, values)]
        return join_any(rows) if gather == "some" else join_all(rows)

    def rows(self, unit: Unit, cell: Mapping[str, Part], values: Values) -> list[tuple[dict[str, Part], int]]:
        """The cells of a unit that agree with `cell` in the parts both have, with their values."""
        kinds = self.parts[unit.index]
        table = values.by_unit[unit.index]
        if all(kind in cell for kind in kinds):
            value = table.get(tuple(cell[kind].uid for kind in kinds))
            return [] if value is None else [(dict(cell), value)]
        shared = [(index, cell[kind].uid) for index, kind in enumerate(kinds) if kind in cell]
        found = []
        for row, (key, value) in zip(values.cells[unit.bindings], table.items(), strict=True):
            if all(key[index] == uid for index, uid in shared):
                found.append(({**cell, **row}, value))
        return found

    def conclusion(self, name: str, cell: Mapping[str, Part], values: Values) -> int:
        """True if one rule that concludes it is true in a cell that agrees in the parts it is about, unknown if one is open, else false."""
        about = {part: cell[part] for part in ("request", *self.vocabulary.conclusions[name].of) if part in cell}
        table = values.concluded.setdefault(name, {})
        key = tuple(part.uid for part in about.values())
        if key not in table:
            rows = [value for unit in self.program.concluders.get(name, ()) for _, value in self.rows(self.program.units[unit], about, values)]
            table[key] = join_any(rows)
        return table[key]


