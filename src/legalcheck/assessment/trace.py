"""Why a unit has its value in a cell: a tree of `and`, `or` and leaves, negation pushed to the leaves.

From it come the facts that made a rule hold, the questions that are open, and whether answering the drafter's questions could settle it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from legalcheck.engine.atoms import Cell, applies, read
from legalcheck.engine.program import And, AppliesAtom, ConclusionAtom, Formula, Neg, Program, RecalledAtom, Ref, TestAtom, UnitAtom
from legalcheck.engine.values import Values
from legalcheck.facts.parts import FALSE, TRUE, UNKNOWN, Ledger, Part
from legalcheck.facts.retention import COMPUTED
from legalcheck.language.conditions import Test
from legalcheck.law.statements import Statement
from legalcheck.vocabulary import Path, Vocabulary

Answerer = Literal["drafter", "profile"]


@dataclass(frozen=True)
class Missing:
    """A value that is not known: the field of the draft, or the section of a profile, that would answer it."""

    path: str
    ask: str
    answered_by: Answerer


@dataclass(frozen=True)
class Fact:
    """A value that a test was about."""

    path: str
    value: Any
    statement: Statement | None = None


@dataclass
class Leaf:
    """An atom, or its negation."""

    value: int
    facts: tuple[Fact, ...]
    missing: tuple[Missing, ...]


@dataclass
class Node:
    """`and` or `or` of parts. `rule`: the rule or conclusion whose value it is, where it is one."""

    op: Literal["and", "or"]
    value: int
    parts: tuple[Tree, ...]
    rule: str | None = None
    negated: bool = False


Tree = Leaf | Node


class Tracer:
    """Builds trees for one evaluation."""

    def __init__(self, program: Program, values: Values, names: Mapping[str, str], vocabulary: Vocabulary) -> None:
        """`names`: placeholder of a question → display name (`requested.name` …)."""
        self.program, self.values, self.names, self.vocabulary = program, values, names, vocabulary
        self._trees: dict[tuple[int, bool, tuple[int, ...]], Tree] = {}
        self._asked: dict[tuple[str, int, str], Missing] = {}
        self._parts = [tuple(binding.part for binding in unit.bindings) for unit in program.units]

    def tree(self, unit: int, cell: Cell, positive: bool = True) -> Tree:
        """The tree of a unit in a cell."""
        key = (unit, positive, tuple([cell[part].uid for part in self._parts[unit]]))
        found = self._trees.get(key)
        if found is None:
            found = self._trees[key] = self._tree(unit, cell, positive)
        return found

    def _tree(self, unit: int, cell: Cell, positive: bool) -> Tree:
        spec = self.program.units[unit]
        tree = self._formula(spec.formula, cell, positive)
        if isinstance(tree, Leaf):
            tree = Node("and", tree.value, (tree,))
        if spec.rule is not None:
            tree.rule, tree.negated = spec.rule, not positive
        return tree

    def _formula(self, formula: Formula, cell: Cell, positive: bool) -> Tree:
        if isinstance(formula, Ref):
            return self._atom(formula.atom, cell, positive)
        if isinstance(formula, Neg):
            return self._formula(formula.part, cell, not positive)
        parts = tuple(self._formula(part, cell, positive) for part in formula.parts)
        return _node("and" if isinstance(formula, And) is positive else "or", parts)

    def _atom(self, number: int, cell: Cell, positive: bool) -> Tree:
        atom = self.program.atoms[number]
        if isinstance(atom, UnitAtom):
            rows = self.values.rows(atom.unit, cell)
            parts = tuple(self.tree(atom.unit, row, positive) for row, _ in rows)
            return _node("or" if (atom.gather == "some") is positive else "and", parts)
        if isinstance(atom, ConclusionAtom):
            about = {part: cell[part] for part in ("request", *self.vocabulary.conclusions[atom.name].of) if part in cell}
            found: list[Tree] = []
            for unit_index in self.program.concluders.get(atom.name, ()):
                found += [self.tree(unit_index, row, positive) for row, _ in self.values.rows(unit_index, about)]
            return _node("or" if positive else "and", tuple(found))
        value = self.values.atom(number, cell)
        facts, missing = self._origin(atom, cell, value)
        if not positive and isinstance(atom, TestAtom) and atom.test.path.identifies:
            facts = []  # that a statement is about something else is no reason for anything
        return Leaf(value if positive else TRUE - value, tuple(facts), tuple(missing))

    def _origin(self, atom: TestAtom | AppliesAtom | RecalledAtom, cell: Cell, value: int) -> tuple[list[Fact], list[Missing]]:
        if isinstance(atom, RecalledAtom):
            ask = f"Confirm the legal basis of rule {atom.rule}: it is recalled, not read."
            return [], [Missing(f"rules.{atom.rule}", ask, "profile")]
        if isinstance(atom, AppliesAtom):
            part = cell[atom.section]
            if part.statement is None:
                return [], [self._section_question(atom.section, None)] if value == UNKNOWN else []
            return [], list(self._selector_questions(part, cell))
        return self._test(atom.test, cell, atom.bound)

    def _test(self, test: Test, cell: Cell, bound: frozenset[str]) -> tuple[list[Fact], list[Missing]]:
        facts: list[Fact] = []
        missing: list[Missing] = []
        for path in (test.path, test.other):
            if path is None:
                continue
            if path.part in self.vocabulary.section_parts and path.part not in bound:
                self._unbound(path, cell, facts, missing)
            else:
                self._bound(path, test, cell, facts, missing)
        return facts, missing

    def _unbound(self, path: Path, cell: Cell, facts: list[Fact], missing: list[Missing]) -> None:
        silent = True
        for part in self.values.facts.sections[path.part]:
            scope = applies(part, cell, self.vocabulary) if path.name in part.values else 0
            if scope == 0:
                continue
            silent = False
            if scope == 1:
                missing += self._selector_questions(part, cell)
            facts.append(Fact(path.name, part.values[path.name], part.statement))
            if path.name in part.unsure:
                missing.append(self._confirm(path, part))
        if silent:
            missing.append(self._section_question(path.part, path))

    def _bound(self, path: Path, test: Test, cell: Cell, facts: list[Fact], missing: list[Missing]) -> None:
        part = cell[path.part or "request"]
        if path.needs:
            self._computed(path, cell, facts, missing)
            return
        value = part.values.get(path.name)
        if value is None:
            missing.append(self._question(path, part, ""))
        elif isinstance(value, Ledger):
            truth, statement = value.truth(test.constant), value.statement(test.constant)
            facts.append(Fact(path.name, test.constant, statement))
            if truth not in (FALSE, TRUE):
                missing.append(self._question(path, part, str(test.constant)))
        else:
            facts.append(Fact(self._place(path, part), value, part.statement or self.values.facts.origins.get(path.name)))
            if path.name in part.unsure:
                missing.append(self._confirm(path, part))

    def _computed(self, path: Path, cell: Cell, facts: list[Fact], missing: list[Missing]) -> None:
        statement, item = cell[path.part], cell[path.needs[0]]
        value, _ = read(path, cell)
        field = path.name.rpartition(".")[2]
        if field in COMPUTED and path.name:
            if "item.age_days" not in item.values:
                missing.append(self._question(self.vocabulary.paths["item.age_days"], item, ""))
            elif f"{path.part}.period" not in statement.values:
                missing.append(self._section_question(path.part, None))
            else:
                facts.append(Fact(path.name, value, statement.statement))
        if statement.unsure:
            missing.append(self._confirm(path, statement))

    def _selector_questions(self, statement: Part, cell: Cell) -> Iterator[Missing]:
        """What the draft leaves open about whether a statement applies."""
        for name in statement.statement.selects if statement.statement else ():
            selector = self.vocabulary.selectors[name]
            part = cell.get(selector.part or "request")
            if part is not None and selector.path not in part.values:
                yield self._question(self.vocabulary.paths[selector.path], part, "")

    def _question(self, path: Path, part: Part, value: str) -> Missing:
        key = (path.name, part.uid, value)
        found = self._asked.get(key)
        if found is None:
            found = self._asked[key] = self._asking(path, part, value)
        return found

    def _asking(self, path: Path, part: Part, value: str) -> Missing:
        if path.profile and not path.draft:
            section = path.part or path.profile
            if path.part in self.vocabulary.section_parts:
                return self._section_question(path.part, path)
            return Missing(f"profiles.{self._owner(path.name)}.{section}", self._worded(path.ask, value) or path.meaning, "profile")
        place = self._place(path, part)
        return Missing(place, self._worded(path.ask, value) or f"What is the {path.meaning}?", "drafter")

    def _section_question(self, section: str, path: Path | None) -> Missing:
        side, name = self.vocabulary.section_parts[section]
        asks = [path.ask] if path and path.ask else [field.ask for field in self.vocabulary.sections[name].fields.values() if field.ask]
        ask = self._worded(asks[0], "") if asks else f"What is the law on {self.vocabulary.sections[name].meaning}?"
        field_name = f".{path.name.rpartition('.')[2]}" if path else ""
        return Missing(f"profiles.{self.names.get(side, side)}.{name}{field_name}", ask, "profile")

    def _confirm(self, path: Path, part: Part) -> Missing:
        statement = part.statement or self.values.facts.origins.get(path.name)
        if statement is None:
            return Missing(f"profiles.{path.name}", f"Confirm from memory: {path.meaning}.", "profile")
        place = f"profiles.{statement.owner}.{statement.section}.{statement.id}"
        return Missing(place, f"Confirm (recalled, not read): {statement.prose}", "profile")

    def _owner(self, path: str) -> str:
        side = path.partition(".")[0]
        return self.names.get(side) or self.names.get("requested", side)

    def _worded(self, ask: str, value: str) -> str:
        text = ask.replace("{value}", value)
        for word, name in self.names.items():
            text = text.replace("{" + word + "}", name)
        return text.replace("{measure.name}", "the measure").replace("{data.name}", "the data").replace("{offence.name}", "the conduct")

    def _place(self, path: Path, part: Part) -> str:
        """The field of the draft that answers a path of a part."""
        if part.index < 0 and part.place:
            return part.place
        if part.statement is not None or not path.draft:
            within = part.place and part.kind in ("item", "offence", "subject")
            return f"{part.place}.{path.name.partition('.')[2]}" if within else path.name
        return path.draft.replace("[]", f"[{_first_index(part)}]", 1)


def _first_index(part: Part) -> int:
    """Index of the list entry a part stands in: `measures[1].data` → 1."""
    inside = part.place.partition("[")[2].partition("]")[0]
    return int(inside) if inside.isdigit() else part.index


def _node(op: Literal["and", "or"], parts: tuple[Tree, ...]) -> Node:
    values = [part.value for part in parts]
    return Node(op, min(values, default=TRUE) if op == "and" else max(values, default=FALSE), parts)


def open_questions(tree: Tree) -> Iterator[Missing]:
    """What is missing at leaves that are open, below nodes that are open: what could change the value."""
    if tree.value % 3 != 1:
        return
    if isinstance(tree, Leaf):
        yield from tree.missing
    else:
        for part in tree.parts:
            yield from open_questions(part)


def drafter_can_settle(tree: Tree) -> bool:
    """Whether answers of the drafter alone could make an open value true or false, whatever the law."""
    return _reachable(tree, True) or _reachable(tree, False)


def _reachable(tree: Tree, wanted: bool) -> bool:
    sure = tree.value % 3
    if sure != 1:
        return sure == (2 if wanted else 0)
    if isinstance(tree, Leaf):
        return any(one.answered_by == "drafter" for one in tree.missing) and all(one.answered_by == "drafter" for one in tree.missing)
    every = (tree.op == "and") is wanted
    return all(_reachable(part, wanted) for part in tree.parts) if every else any(_reachable(part, wanted) for part in tree.parts)


def reasons(tree: Tree) -> Iterator[Fact]:
    """The facts that made a tree hold: of `and` all parts, of `or` those that hold as far as likely."""
    if tree.value // 3 != 2:
        return
    if isinstance(tree, Leaf):
        yield from tree.facts
    elif tree.op == "and":
        for part in tree.parts:
            yield from reasons(part)
    else:
        holding = [part for part in tree.parts if part.value % 3 == 2] or [part for part in tree.parts if part.value // 3 == 2]
        for part in holding[:1]:
            yield from reasons(part)
