"""The naive interpreter: section by section what the rule language means, written for clarity. It shares no code with the engine.

A truth value is "false", "unknown" or "true". Every rule is read twice: `sure`, in which a recalled statement counts as unknown, and
`likely`, in which it counts as true.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from legalcheck.facts.parts import FactBase, Ledger, Part
from legalcheck.language.conditions import All, AnyOf, Binding, Concluded, Condition, Every, Not, Some, Test
from legalcheck.language.rulebase import CheckedRule, RuleBase

ORDER = ("false", "unknown", "true")
Cell = Mapping[str, Part]
DRAFT_PARTS = ("measure", "item", "data", "offence", "subject")
OWNER = {"jurisdiction": "requested.jurisdiction", "instrument": "instrument", "provider": "requested.provider"}


def least(values: Iterable[str]) -> str:
    return min(values, key=ORDER.index, default="true")


def greatest(values: Iterable[str]) -> str:
    return max(values, key=ORDER.index, default="false")


def opposite(value: str) -> str:
    return {"true": "false", "false": "true", "unknown": "unknown"}[value]


def truth(holds: bool) -> str:
    return "true" if holds else "false"


class Naive:
    """Interprets a rule base over a fact base."""

    def __init__(self, base: RuleBase, facts: FactBase, owners: Mapping[str, str]) -> None:
        self.base, self.facts, self.owners = base, facts, owners
        self.vocabulary = base.vocabulary

    # -- rules ------------------------------------------------------------------------------------------------------------------

    def rows(self, rule: CheckedRule) -> list[tuple[tuple[int, ...], str, str]]:
        """(uids of the parts, likely, sure) for every cell of a rule, in the order of the draft."""
        found = []
        for cell in self.cells(rule.bindings, {}):
            key = tuple(cell[binding.part].uid for binding in rule.bindings)
            found.append((key, self.value(rule, cell, "likely"), self.value(rule, cell, "sure")))
        return found

    def value(self, rule: CheckedRule, cell: Cell, mode: str) -> str:
        """value(rule) = its own law holds, and its bound statements apply, and when, and not unless, and not any exception."""
        values = [self.condition(rule.when, cell, mode)]
        if rule.owner:
            own = self.facts.request.values.get(OWNER[self.owners[rule.owner]])
            values.append("unknown" if own is None else truth(own == rule.owner))
        values += [self.applies(binding.part, cell[binding.part], cell) for binding in rule.bindings if self.is_section(binding.part)]
        if rule.unless is not None:
            values.append(opposite(self.condition(rule.unless, cell, mode)))
        for name in rule.exceptions:
            exception = self.base.rules[name]
            own = {binding.part: cell[binding.part] for binding in exception.bindings if binding.part in cell}
            values.append(opposite(greatest(self.value(exception, one, mode) for one in self.cells(exception.bindings, own))))
        if rule.recalled:
            values.append("true" if mode == "likely" else "unknown")
        return least(values)

    # -- conditions -------------------------------------------------------------------------------------------------------------

    def condition(self, condition: Condition, cell: Cell, mode: str) -> str:
        if isinstance(condition, Test):
            return self.test(condition, cell, mode)
        if isinstance(condition, Concluded):
            return self.concluded(condition.name, cell, mode)
        if isinstance(condition, All):
            return least([self.condition(part, cell, mode) for part in condition.parts])
        if isinstance(condition, AnyOf):
            return greatest([self.condition(part, cell, mode) for part in condition.parts])
        if isinstance(condition, Not):
            return opposite(self.condition(condition.part, cell, mode))
        if isinstance(condition, Some):
            return greatest([least([guard, value]) for guard, value in self.over(condition, cell, mode)])
        assert isinstance(condition, Every)
        return least([greatest([opposite(guard), value]) for guard, value in self.over(condition, cell, mode)])

    def over(self, condition: Some | Every, cell: Cell, mode: str) -> list[tuple[str, str]]:
        """(the part counts, the condition of it) for every part of the kind."""
        found = []
        for part in self.parts(Binding(condition.over), cell):
            guard = self.applies(condition.over, part, cell) if self.is_section(condition.over) else "true"
            found.append((guard, self.condition(condition.part, {**cell, condition.over: part}, mode)))
        return found

    def concluded(self, name: str, cell: Cell, mode: str) -> str:
        about = {part: cell[part] for part in self.vocabulary.conclusions[name].of}
        values = []
        for rule_id in self.base.concluders.get(name, ()):
            rule = self.base.rules[rule_id]
            values += [self.value(rule, one, mode) for one in self.cells(rule.bindings, about)]
        return greatest(values)

    def test(self, test: Test, cell: Cell, mode: str) -> str:
        section = test.path.part
        if self.is_section(section) and section not in cell:
            return self.some_statement(test, cell, mode)
        known, value, sure = self.read(test.path.name, section, test.path.needs, cell)
        if not known:
            return "false" if test.op == "known" else "unknown"
        other = test.constant
        if test.other is not None:
            known, other, other_sure = self.read(test.other.name, test.other.part, test.other.needs, cell)
            if not known:
                return "unknown"
            sure = sure and other_sure
        if isinstance(value, Ledger):
            return self.ledger(value, other, mode) if test.op == "includes" else "unknown"
        if mode == "sure" and not sure:
            return "unknown"
        return truth(compare(test.op, value, other))

    def ledger(self, ledger: Ledger, word: str, mode: str) -> str:
        code = ledger.truth(word)
        return ORDER[code // 3 if mode == "likely" else code % 3]

    def some_statement(self, test: Test, cell: Cell, mode: str) -> str:
        """Some statement that applies and has the field says so; where none that surely applies has it, nothing is known to be false."""
        section = test.path.part
        having = [part for part in self.facts.sections[section] if test.path.name in part.values]
        guarded = [(self.selected(part, cell), part) for part in having]
        values = [least([guard, self.test(test, {**cell, section: part}, mode)]) for guard, part in guarded if guard != "false"]
        if any(guard == "true" for guard, _ in guarded):
            return greatest(values)
        if not values and (section in self.facts.ended or test.op == "known"):
            return "false"
        return greatest([*values, "unknown"])

    # -- values -----------------------------------------------------------------------------------------------------------------

    def read(self, name: str, part_kind: str, needs: tuple[str, ...], cell: Cell) -> tuple[bool, Any, bool]:
        """(known, value, sure)."""
        part = cell[part_kind] if part_kind else self.facts.request
        if needs:
            value = self.days_left(part_kind, part, cell[needs[0]])
            if value is not None and name.endswith(".elapsed"):
                value = value < 0
            elif value is not None:
                value = max(value, 0)
            elif name.endswith(".elapsed") and part.values.get(f"{part_kind}.runs_from", "event") != "event":
                value = False
            return value is not None, value, not part.unsure
        return name in part.values, part.values.get(name), name not in part.unsure

    def days_left(self, section: str, statement: Part, item: Part) -> Any:
        period, age = statement.values.get(f"{section}.period"), item.values.get("item.age_days")
        if period is None or age is None or statement.values.get(f"{section}.runs_from", "event") != "event":
            return None
        today: date = self.facts.request.values["request.as_of"]
        return (period.after(today - timedelta(days=age)) - today).days

    # -- parts ------------------------------------------------------------------------------------------------------------------

    def is_section(self, part: str) -> bool:
        return bool(part) and part not in DRAFT_PARTS

    def cells(self, bindings: tuple[Binding, ...], given: Cell) -> Iterator[Cell]:
        """Every combination of parts that agrees with `given` in the parts both have."""
        found: list[dict[str, Part]] = [dict(given)]
        for binding in bindings:
            longer = []
            for cell in found:
                able = [part for part in self.parts(binding, cell) if binding.part not in given or given[binding.part] is part]
                longer += [{**cell, binding.part: part} for part in able]
            found = longer
        yield from found

    def parts(self, binding: Binding, cell: Cell) -> list[Part]:
        kind, facts = binding.part, self.facts
        if kind == "measure":
            return facts.measures
        if kind == "item":
            found = facts.items[cell["measure"].uid]
            if "data" not in cell:
                return found
            # bound inside a category: the items that seek it
            return [item for item in found if cell["data"] in facts.data[cell["measure"].uid, item.uid]]
        if kind == "data":
            found = facts.data.get((cell["measure"].uid, cell["item"].uid if "item" in cell else -1), [])
            return [part for part in found if binding.optional or part.values.get("data.category") != "not-applicable"]
        if kind in ("offence", "subject"):
            return facts.offences if kind == "offence" else facts.subjects
        possible = [part for part in facts.sections[kind] if self.selected(part, cell) != "false"]
        return possible or [facts.silent[kind]]

    def applies(self, section: str, part: Part, cell: Cell) -> str:
        """A bound statement applies to the cell; the silent one is unknown, or false where all that was written has ended."""
        if part.statement is None:
            return "false" if section in self.facts.ended else "unknown"
        return self.selected(part, cell)

    def selected(self, part: Part, cell: Cell) -> str:
        """Every selector of the statement admits what the draft says."""
        assert part.statement is not None
        values = []
        for name, select in part.statement.selects.items():
            selector = self.vocabulary.selectors[name]
            owner = cell[selector.part] if selector.part else self.facts.request
            if selector.path not in owner.values:
                values.append("unknown")
            else:
                value = owner.values[selector.path]
                values.append(truth(value != "not-applicable" and (value in select.values) is not select.exclude))
        return least(values)


def compare(op: str, value: Any, other: Any) -> bool:
    if op == "known":
        return True
    if op == "equals":
        return bool(value == other)
    if op == "one_of":
        return value in other
    if op == "includes":
        return other in value
    if op == "includes_any":
        return any(one in value for one in other)
    if op == "at_least":
        return bool(value >= other)
    if op == "more_than":
        return bool(value > other)
    if op == "at_most":
        return bool(value <= other)
    assert op == "less_than"
    return bool(value < other)
