"""Whether the case book would notice: every rule with one of its conditions dropped, run against what the scenarios expect.

A condition whose loss no scenario notices is either not needed or not tested. All mutants of a rule base become units of one program beside the
rules themselves, so that a scenario is evaluated once for all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from legalcheck.assessment.findings import shown_as
from legalcheck.engine.compiled import Compiled
from legalcheck.engine.lower import lower
from legalcheck.engine.values import Values
from legalcheck.language.conditions import All, AnyOf, Condition, Every, Not, Some
from legalcheck.language.rulebase import CheckedRule, RuleBase
from legalcheck.library import Engine
from legalcheck.scenarios.outcome import Outcome, state


@dataclass(frozen=True)
class Mutant:
    """A rule without one of its conditions (`dropped`), or without an exception to it (the id of the exception)."""

    rule: str
    number: int
    dropped: Condition | str
    place: str
    """`when`, `unless` or `exception`."""

    @property
    def id(self) -> str:
        return f"{self.rule}~{self.number}"


def mutants_of(rule: CheckedRule) -> Iterator[tuple[Mutant, CheckedRule]]:
    """Each mutant of a rule, and the rule as it then stands."""
    number = 0
    for dropped, left in _without_one(rule.when):
        mutant = Mutant(rule.id, number, dropped, "when")
        yield mutant, _renamed(replace(rule, when=left or All(())), mutant)
        number += 1
    for dropped, left in _without_one(rule.unless) if rule.unless is not None else ():
        mutant = Mutant(rule.id, number, dropped, "unless")
        yield mutant, _renamed(replace(rule, unless=left), mutant)
        number += 1
    for name in rule.exceptions:
        mutant = Mutant(rule.id, number, name, "exception")
        yield mutant, _renamed(replace(rule, exceptions=tuple(one for one in rule.exceptions if one != name)), mutant)
        number += 1


def _without_one(condition: Condition) -> Iterator[tuple[Condition, Condition | None]]:
    """(what is dropped, what is left) for each condition inside; nothing is left of one that stands alone."""
    if isinstance(condition, All | AnyOf):
        for index, part in enumerate(condition.parts):
            for dropped, left in _without_one(part):
                kept = (*condition.parts[:index], *([left] if left is not None else []), *condition.parts[index + 1 :])
                yield dropped, type(condition)(kept) if kept else None
    elif isinstance(condition, Not):
        for dropped, left in _without_one(condition.part):
            yield (condition, None) if left is None else (dropped, Not(left))
    elif isinstance(condition, Some | Every):
        for dropped, left in _without_one(condition.part):
            yield (condition, None) if left is None else (dropped, type(condition)(condition.over, left))
    else:
        yield condition, None


def _renamed(rule: CheckedRule, mutant: Mutant) -> CheckedRule:
    return replace(rule, rule=rule.rule.model_copy(update={"id": mutant.id}))


class Nursery:
    """All mutants of an engine's rules, ready to run."""

    def __init__(self, engine: Engine) -> None:
        self.base = engine.base
        found = [pair for rule in engine.base.rules.values() for pair in mutants_of(rule)]
        self.mutants = [mutant for mutant, _ in found]
        self.by_rule: dict[str, list[Mutant]] = {}
        for mutant in self.mutants:
            self.by_rule.setdefault(mutant.rule, []).append(mutant)
        rules = {**engine.base.rules, **{mutant.id: rule for mutant, rule in found}}
        base = RuleBase(rules, (*engine.base.order, *(mutant.id for mutant in self.mutants)), engine.base.concluders, engine.base.vocabulary)
        self.program = lower(base, engine.owners)
        self.compiled = Compiled(self.program, base.vocabulary)

    def noticed(self, outcome: Outcome) -> set[str]:
        """Ids of the mutants under which the expectations of this case, which holds, would fail."""
        evaluation, expected = outcome.evaluation, outcome.case.scenario.expect
        values = self.compiled.run(evaluation.values.facts)
        found: set[str] = set()
        for about, rules in (("holds", expected.holds), ("open", expected.open_), ("fails", expected.fails)):
            for rule in rules:
                found |= {mutant.id for mutant in self.by_rule.get(rule, ()) if state(values, self._unit(mutant)) != about}
        for severity, wanted in (("blocker", expected.blockers), ("warning", expected.warnings)):
            if wanted is not None:
                found |= self._shown_otherwise(values, severity, wanted, evaluation.finder.reader.emergency)
        if expected.verdict == "ready":
            blocking = (rule for rule in self.base.finding_rules if rule.rule.finding and rule.rule.finding.severity == "blocker")
            found |= self._changed(blocking, lambda rule, mutant: bool(list(values.holding(self._unit(mutant)))))
        return found

    def _unit(self, mutant: Mutant) -> int:
        return self.program.unit_of_rule[mutant.id]

    def _changed(self, rules: Iterable[CheckedRule], changes: Callable[[CheckedRule, Mutant], bool]) -> set[str]:
        return {mutant.id for rule in rules for mutant in self.by_rule.get(rule.id, ()) if changes(rule, mutant)}

    def _shown_otherwise(self, values: Values, severity: str, wanted: tuple[str, ...], emergency: bool) -> set[str]:
        def changes(rule: CheckedRule, mutant: Mutant) -> bool:
            shown = any(shown_as(rule, value, emergency) == severity for _, value in values.holding(self._unit(mutant)))
            return shown is not (rule.id in wanted)

        return self._changed(self.base.finding_rules, changes)


def unnoticed(outcomes: Iterable[Outcome]) -> tuple[list[Mutant], int]:
    """(mutants that no passing case notices, number of mutants)."""
    nurseries: dict[int, Nursery] = {}
    noticed: set[str] = set()
    for outcome in outcomes:
        engine = outcome.evaluation.engine
        nursery = nurseries.setdefault(id(engine), nurseries.get(id(engine)) or Nursery(engine))
        if outcome.passed:
            noticed |= nursery.noticed(outcome)
    everything: Mapping[str, Mutant] = {mutant.id: mutant for nursery in nurseries.values() for mutant in nursery.mutants}
    return [mutant for name, mutant in everything.items() if name not in noticed], len(everything)
