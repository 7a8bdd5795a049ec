"""The `compiled` executor: formulas as closures that stop as soon as the value is settled, evaluated only where something asks for them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from legalcheck.engine.atoms import Cell, atom_functions
from legalcheck.engine.cells import candidates, cells
from legalcheck.engine.guards import Guards
from legalcheck.engine.program import (
    And,
    AppliesAtom,
    Atom,
    ConclusionAtom,
    Formula,
    Neg,
    Program,
    RecalledAtom,
    Ref,
    TestAtom,
    Unit,
    UnitAtom,
    atoms_of,
)
from legalcheck.facts.parts import FALSE, RECALLED_TRUE, TRUE, FactBase, Part
from legalcheck.vocabulary import Vocabulary

FEW_CELLS = 8
"""Up to so many cells it is quicker to look at each than to search for those that can hold."""


class Compiled:
    """Closures of a program, made once."""

    name = "compiled"

    def __init__(self, program: Program, vocabulary: Vocabulary) -> None:
        self.program, self.vocabulary = program, vocabulary
        self.atom_functions = atom_functions(program, vocabulary)
        self.atoms: list[_Function] = [self._atom(number, atom) for number, atom in enumerate(program.atoms)]
        self.units: list[_Function] = [self._formula(unit.formula) for unit in program.units]
        self.parts = [tuple(binding.part for binding in unit.bindings) for unit in program.units]
        self.part_sets = [frozenset(parts) for parts in self.parts]
        shapes = {unit.bindings: None for unit in program.units}
        order = list(shapes)
        self.shape = [order.index(unit.bindings) for unit in program.units]
        """Number of the parts a unit ranges over: units of the same number share their cells."""
        self.stages = [self._staged(unit) for unit in program.units]
        self.guards = Guards(program, self.atom_functions)

    def run(self, facts: FactBase) -> LazyValues:
        return LazyValues(self, facts)

    def _formula(self, formula: Formula) -> _Function:
        if isinstance(formula, Ref):
            return self.atoms[formula.atom]
        if isinstance(formula, Neg):
            return _negation(self._formula(formula.part))
        parts = sorted(formula.parts, key=self._cost)
        functions = tuple(self._formula(part) for part in parts)
        return _least(functions) if isinstance(formula, And) else _greatest(functions)

    def _staged(self, unit: Unit) -> tuple[_Function | None, ...]:
        """The parts of a conjunction by how many bindings they need: what is false before a part is bound ends the search there."""
        parts = unit.formula.parts if isinstance(unit.formula, And) else (unit.formula,)
        order = self.parts[unit.index]
        stages: list[list[Formula]] = [[] for _ in range(len(order) + 1)]
        for part in sorted(parts, key=self._cost):
            used = self._parts_used(part, frozenset(order))
            stages[max((order.index(kind) + 1 for kind in used), default=0)].append(part)
        return tuple(_least(tuple(self._formula(part) for part in stage)) if stage else None for stage in stages)

    def _parts_used(self, formula: Formula, bound: frozenset[str]) -> set[str]:
        used: set[str] = set()
        for number in atoms_of(formula):
            atom = self.program.atoms[number]
            if isinstance(atom, TestAtom):
                for path in (atom.test.path, atom.test.other):
                    if path is not None:
                        used |= {path.part, *path.needs}
                        if path.part in self.vocabulary.section_parts:
                            used |= self.vocabulary.section_needs(self.vocabulary.section_parts[path.part][1])
            elif isinstance(atom, AppliesAtom):
                used |= {atom.section} | self.vocabulary.section_needs(self.vocabulary.section_parts[atom.section][1])
            elif isinstance(atom, UnitAtom):
                used |= set(self.parts[atom.unit])
            elif isinstance(atom, ConclusionAtom):
                used |= set(self.vocabulary.conclusions[atom.name].of)
        return used & bound

    def _cost(self, formula: Formula) -> int:
        """Cheap and often decisive first: what is of the whole request, then of a part, then what reads profiles or other rules."""
        if isinstance(formula, Neg):
            return self._cost(formula.part)
        if not isinstance(formula, Ref):
            return max((self._cost(part) for part in formula.parts), default=0)
        atom = self.program.atoms[formula.atom]
        if isinstance(atom, TestAtom):
            part = atom.test.path.part
            return 0 if part == "measure" else 1 if not part else 2 if part in self.vocabulary.parts else 4
        return 3 if isinstance(atom, ConclusionAtom) else 5

    def _atom(self, number: int, atom: Atom) -> _Function:
        function = self.atom_functions[number]
        if function is not None:
            assert not isinstance(atom, UnitAtom | ConclusionAtom | RecalledAtom)
            if isinstance(atom, TestAtom) and not atom.test.path.part and atom.test.other is None:
                return _once(number, function)
            if isinstance(atom, TestAtom) and atom.test.path.part in self.vocabulary.section_parts and not atom.bound:
                needs = tuple(sorted(self.vocabulary.section_needs(atom.test.path.part.partition(".")[2])))
                if atom.test.other is None or not atom.test.other.part:
                    return _per_cell(number, needs, function)
            return function
        if isinstance(atom, RecalledAtom):
            return lambda values, cell: RECALLED_TRUE
        if isinstance(atom, UnitAtom):
            unit, some = atom.unit, atom.gather == "some"
            return lambda values, cell: values.gathered(unit, some, cell)
        assert isinstance(atom, ConclusionAtom)
        name = atom.name
        return lambda values, cell: values.conclusion(name, cell)


class LazyValues:
    """Values worked out when they are asked for, and kept for the evaluation."""

    def __init__(self, compiled: Compiled, facts: FactBase) -> None:
        self.compiled, self.facts = compiled, facts
        self.dead = compiled.guards.dead(facts)
        self.once: dict[int, int] = {}
        self.per_cell: dict[tuple[int, ...], int] = {}
        self.by_unit: list[dict[tuple[int, ...], int]] = [{} for _ in compiled.units]
        self.concluded: dict[tuple[str, tuple[int, ...]], int] = {}
        self._cells: dict[int, list[dict[str, Part]]] = {}

    def value(self, unit: int, cell: Cell) -> int:
        table = self.by_unit[unit]
        key = tuple([cell[part].uid for part in self.compiled.parts[unit]])
        found = table.get(key)
        if found is None:
            found = table[key] = self.compiled.units[unit](self, cell)
        return found

    def holding(self, unit: int, given: Cell | None = None) -> list[tuple[Cell, int]]:
        """The cells of a unit in which it is not false, with their values."""
        if unit in self.dead:
            return []
        if given is None:
            cells_there = self.all_cells(unit)
            if len(cells_there) <= FEW_CELLS:
                function = self.compiled.units[unit]
                return [(cell, value) for cell in cells_there if (value := function(self, cell))]
        found: list[tuple[Cell, int]] = []
        start: dict[str, Part] = {"request": self.facts.request} if given is None else dict(given)
        self._search(unit, 0, TRUE, start, given or {}, found)
        return found

    def all_cells(self, unit: int) -> list[dict[str, Part]]:
        """Every cell of a unit; kept, for units of the same parts share them."""
        shape = self.compiled.shape[unit]
        found = self._cells.get(shape)
        if found is None:
            bindings = self.compiled.program.units[unit].bindings
            found = self._cells[shape] = list(cells(bindings, self.facts, self.compiled.vocabulary))
        return found

    def _search(self, unit: int, level: int, value: int, cell: dict[str, Part], given: Cell, found: list[tuple[Cell, int]]) -> None:
        """Bind one part after another; what is false before all are bound ends the search there."""
        stage = self.compiled.stages[unit][level]
        if stage is not None:
            value = min(value, stage(self, cell))
            if value == FALSE:
                return
        bindings = self.compiled.program.units[unit].bindings
        if level == len(bindings):
            found.append((cell, value))
            return
        kind = bindings[level].part
        able = candidates(bindings[level], cell, self.facts, self.compiled.vocabulary)
        if kind in given:
            if given[kind] in able:
                self._search(unit, level + 1, value, cell, given, found)
            return
        for part in able:
            self._search(unit, level + 1, value, {**cell, kind: part}, given, found)

    def cells_of(self, unit: int) -> Iterator[tuple[Cell, int]]:
        function = self.compiled.units[unit]
        for cell in self.all_cells(unit):
            yield cell, function(self, cell)

    def rows(self, unit: int, cell: Cell) -> list[tuple[Cell, int]]:
        bindings = self.compiled.program.units[unit].bindings
        own = self._own(unit, cell)
        return [({**cell, **row}, self.value(unit, row)) for row in cells(bindings, self.facts, self.compiled.vocabulary, own)]

    def _own(self, unit: int, cell: Cell) -> Cell:
        """The cell without parts the unit does not range over: they must not narrow what it does."""
        return {kind: cell[kind] for kind in ("request", *self.compiled.parts[unit]) if kind in cell}

    def atom(self, number: int, cell: Cell) -> int:
        return self.compiled.atoms[number](self, cell)

    def gathered(self, unit: int, some: bool, cell: Cell) -> int:
        """Greatest or least over the cells of a unit that agree with `cell`, no further than needed."""
        if self.compiled.part_sets[unit] <= cell.keys():
            return self._of_the_cell(unit, some, cell)
        own = self._own(unit, cell)
        if some:
            return max((value for _, value in self.holding(unit, own)), default=FALSE)
        result = TRUE
        for row in cells(self.compiled.program.units[unit].bindings, self.facts, self.compiled.vocabulary, own):
            result = min(result, self.value(unit, row))
            if result == FALSE:
                break
        return result

    def _of_the_cell(self, unit: int, some: bool, cell: Cell) -> int:
        """A unit of the same or fewer parts: its value in the cell, if the unit ranges over it at all."""
        bindings = self.compiled.program.units[unit].bindings
        own = self._own(unit, cell)
        for binding in bindings:
            if binding.part == "data" and cell["data"] not in candidates(binding, own, self.facts, self.compiled.vocabulary):
                return FALSE if some else TRUE
        return self.value(unit, own)

    def conclusion(self, name: str, cell: Cell) -> int:
        parts = self.compiled.vocabulary.conclusions[name].of
        key = (name, tuple([cell[part].uid for part in parts if part in cell]))
        found = self.concluded.get(key)
        if found is None:
            about = {part: cell[part] for part in ("request", *parts) if part in cell}
            found = FALSE
            for unit in self.compiled.program.concluders.get(name, ()):
                if unit in self.dead:
                    continue
                found = max(found, self.gathered(unit, True, about))
                if found == TRUE:
                    break
            self.concluded[key] = found
        return found


_Function = Callable[[LazyValues, Cell], int]


def _negation(part: _Function) -> _Function:
    return lambda values, cell: TRUE - part(values, cell)


def _least(parts: tuple[_Function, ...]) -> _Function:
    def evaluate(values: LazyValues, cell: Cell) -> int:
        result = TRUE
        for part in parts:
            value = part(values, cell)
            if value == FALSE:
                return FALSE
            if value < result:
                result = value
        return result

    return evaluate


def _greatest(parts: tuple[_Function, ...]) -> _Function:
    def evaluate(values: LazyValues, cell: Cell) -> int:
        result = FALSE
        for part in parts:
            value = part(values, cell)
            if value == TRUE:
                return TRUE
            if value > result:
                result = value
        return result

    return evaluate


def _once(number: int, function: _Function) -> _Function:
    """An atom of the whole request: the same in every cell."""

    def evaluate(values: LazyValues, cell: Cell) -> int:
        found = values.once.get(number)
        if found is None:
            found = values.once[number] = function(values, cell)
        return found

    return evaluate


def _per_cell(number: int, parts: tuple[str, ...], function: _Function) -> _Function:
    """An atom that reads a whole profile section: the same in cells that agree in the parts its selectors look at."""

    def evaluate(values: LazyValues, cell: Cell) -> int:
        key = (number, *[cell[part].uid for part in parts])
        found = values.per_cell.get(key)
        if found is None:
            found = values.per_cell[key] = function(values, cell)
        return found

    return evaluate
