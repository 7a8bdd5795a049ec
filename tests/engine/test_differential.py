"""The naive interpreter, the compiled and the durable executor agree on every rule in every cell, over random rule sets, profiles and drafts."""

from __future__ import annotations

import os
from typing import Any

from hypothesis import HealthCheck, assume, given, settings

from legalcheck.engine.compiled import Compiled
from legalcheck.engine.durable import Durable
from legalcheck.engine.lower import lower
from legalcheck.engine.strata import Strata
from legalcheck.engine.values import Values
from legalcheck.facts.parts import FactBase, Part
from legalcheck.language.rulebase import RuleBase
from legalcheck.reading.problems import InputError
from oracle.naive import ORDER, Naive
from oracle.strategies import VOCABULARY, fact_bases, rule_lists, rulebase

CASES = int(os.environ.get("LEGALCHECK_CASES", "2000"))


def rows(values: Values, base: RuleBase, unit_of_rule: Any) -> dict[str, list[tuple[tuple[int, ...], str, str]]]:
    """Every rule's cells as the naive interpreter gives them."""
    found = {}
    for rule in base.rules.values():
        found[rule.id] = [
            (tuple(cell[binding.part].uid for binding in rule.bindings), ORDER[value // 3], ORDER[value % 3])
            for cell, value in values.cells_of(unit_of_rule[rule.id])
        ]
    return found


@settings(max_examples=CASES, deadline=None, suppress_health_check=list(HealthCheck))
@given(rule_lists(), fact_bases())
def test_the_three_agree_on_every_rule_in_every_cell(rules: list[dict[str, Any]], facts: FactBase) -> None:
    try:
        base = rulebase(rules)
    except InputError:
        assume(False)
        raise
    program = lower(base, {})
    naive = Naive(base, facts, {})
    meant = {rule.id: naive.rows(rule) for rule in base.rules.values()}
    compiled = Compiled(program, VOCABULARY).run(facts)
    assert rows(compiled, base, program.unit_of_rule) == meant
    durable = Strata(program, VOCABULARY, Durable()).run(facts)
    assert rows(durable, base, program.unit_of_rule) == meant
    for rule, unit in program.unit_of_rule.items():
        holding = [(key, likely, sure) for key, likely, sure in meant[rule] if (likely, sure) != ("false", "false")]
        searched = [
            (tuple(cell[binding.part].uid for binding in base.rules[rule].bindings), ORDER[value // 3], ORDER[value % 3])
            for cell, value in compiled.holding(unit)
        ]
        assert searched == holding


def test_a_part_around_an_exception_does_not_narrow_what_the_exception_ranges_over() -> None:
    """An exception over no parts that quantifies over measures looks at all of them, from whichever measure it is asked."""
    law = [{"title": "A law", "locator": "art. 1", "basis": "read"}]
    base = rulebase(
        [
            {
                "id": "a.rule",
                "for_each": ["measure"],
                "basis": law,
                "finding": {"severity": "blocker", "topic": "legal-basis", "effect": "may-refuse"},
                "message": "A rule.",
                "when": {"measure.kind": ["production", "interception"]},
            },
            {
                "id": "an.exception",
                "for_each": [],
                "basis": law,
                "exception_to": "a.rule",
                "when": {"every": {"measure": {"some": {"item": {"measure.stored": True}}}}},
            },
        ]
    )
    stored = Part("measure", 1, {"measure.kind": "production", "measure.stored": True}, index=0)
    live = Part("measure", 2, {"measure.kind": "interception", "measure.stored": False}, index=1)
    item = Part("item", 3, {}, index=0)
    facts = FactBase(
        request=Part("request", 0, {}), measures=[stored, live], data={}, items={1: [item], 2: [item]}, offences=[], subjects=[],
        sections={}, silent={}, ended=frozenset(), origins={},
    )  # fmt: skip
    program = lower(base, {})
    for values in (Compiled(program, VOCABULARY).run(facts), Strata(program, VOCABULARY, Durable()).run(facts)):
        assert rows(values, base, program.unit_of_rule)["a.rule"] == [((1,), "true", "true"), ((2,), "true", "true")]
