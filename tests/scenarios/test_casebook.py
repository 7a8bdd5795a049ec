"""The case book comes out as it says, by both engines; it reaches every rule both ways, and notices the loss of any condition."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from legalcheck import Library
from legalcheck.facts.build import Setting, SideLaw
from legalcheck.scenarios.casebook import Case, read_cases
from legalcheck.scenarios.exercised import exercised
from legalcheck.scenarios.mutants import unnoticed
from legalcheck.scenarios.outcome import Bench, Outcome, run_case

HERE = Path(__file__).parent
CASES = read_cases([HERE])
BENCH = Bench(Library())
LEAST_SCENARIOS, LEAST_READY_PAIRS, LEAST_PUBLISHED = 150, 20, 10


@cache
def outcome(key: str) -> Outcome:
    return run_case(next(case for case in CASES if case.key == key), BENCH)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.key)
def test_a_scenario_comes_out_as_it_says_by_both_engines(case: Case) -> None:
    found = run_case(case, BENCH, cross_check=True)
    assert [f"{case.file}:{one.position[0]}: {one.about}: expected {one.expected}, got {one.got}" for one in found.failures] == []


def test_there_are_enough_scenarios_and_ten_are_published_cases() -> None:
    assert len(CASES) >= LEAST_SCENARIOS
    assert len({case.scenario.source.title for case in CASES if case.scenario.source}) >= LEAST_PUBLISHED


def test_every_rule_is_reached_both_ways() -> None:
    found = exercised(CASES)
    rules = BENCH.library.engine(BENCH.library.profiles()).base.rules
    assert [rule for rule in rules if rule not in found or not found[rule].holding] == []
    assert [rule for rule in rules if rule not in found or not found[rule].failing] == []


@pytest.mark.parametrize("case", [case for case in CASES if case.scenario.expect.blockers], ids=lambda case: case.key)
def test_law_that_is_not_on_file_never_makes_a_blocked_request_ready(case: Case) -> None:
    """Each section of each profile is taken away in turn: what blocks may become unknown, never fine."""
    found = outcome(case.key).evaluation
    setting, day = found.setting, case.draft.as_of
    assert day is not None
    scopes = found.values.facts.scopes.values()
    looked_at = {(part.statement.owner, part.statement.section) for scope in scopes for _, part in scope if part.statement}
    for side, profile in setting.sides.items():
        for section in profile.sections if profile else ():
            assert profile is not None
            if (profile.key, section) not in looked_at:
                continue
            without = replace(profile, sections={name: kept for name, kept in profile.sections.items() if name != section})
            law = {**setting.law, side: SideLaw(side, without, day, BENCH.library.vocabulary)}
            less = Setting(
                setting.draft, day, setting.instrument, setting.instrument_slug, setting.channel, {**setting.sides, side: without},
                law, setting.standing, setting.treaty_link, setting.standings,
            )  # fmt: skip
            assert BENCH.evaluator(case.data).evaluate(less, found.engine).verdict != "ready", f"without {section} of {profile.key}"


def test_requests_between_many_states_end_in_ready_on_law_that_was_read() -> None:
    pairs = set()
    for case in CASES:
        if case.scenario.expect.verdict == "ready":
            found = outcome(case.key).evaluation
            assert not found.assessment.obstacles, case.key
            pairs.add((case.draft.requesting.jurisdiction, case.draft.requested.jurisdiction))
    assert len(pairs) >= LEAST_READY_PAIRS


def test_the_loss_of_any_condition_of_any_rule_is_noticed() -> None:
    left, number = unnoticed(outcome(case.key) for case in CASES)
    assert number > 1000
    assert [f"{mutant.id}: {mutant.place} {mutant.dropped}" for mutant in left] == []
