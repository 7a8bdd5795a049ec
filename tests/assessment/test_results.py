"""What holds of every result: what is left out never helps, order and desk change no law, the same input gives the same bytes."""

from __future__ import annotations

import copy
import hashlib
import json
import os
import random
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import CliRunner

from legalcheck.api import evaluate, read_draft
from legalcheck.assessment.evaluate import PREFERRED, VERDICTS, Evaluation, Evaluator, Options
from legalcheck.assessment.findings import MAX_SUBJECTS, merged
from legalcheck.cli.main import main
from legalcheck.library import Library
from legalcheck.models.result import EXIT_STATUS, Finding, LegalBasis, Result
from legalcheck.models.schemas import schema
from legalcheck.reading.problems import InputError
from legalcheck.reading.yaml_text import read_file

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
NAMES = sorted(path.stem for path in EXAMPLES.glob("*.yaml"))
DAY = date(2026, 11, 23)
Draft = dict[str, Any]
Steps = tuple[str | int, ...]

TAKEN_AS_SAID: frozenset[Steps] = frozenset(
    {
        ("emergency",), ("received",), ("history",), ("answer",), ("assessment",), ("requesting", "validated_by"),
        ("requesting", "transmitted_by"), ("requested", "provider"), ("instrument",), ("channel",),
    }
)  # fmt: skip
"""Fields whose absence says something by contract (none claimed, not validated, …), or leaves the choice of a route."""


@cache
def library() -> Library:
    return Library()


def example(name: str) -> Draft:
    """The data of an example, the reader's own to change."""
    data: Draft = copy.deepcopy(_read(name))
    return data


@cache
def _read(name: str) -> Any:
    return read_file(EXAMPLES / f"{name}.yaml").data


def result(draft: Draft, **options: Any) -> Result:
    return evaluate(draft, library(), day=DAY, **options)


def as_json(draft: Draft, **options: Any) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(result(draft, **options).to_json())
    return found


def evaluation(draft: Draft) -> Evaluation:
    return Evaluator(library(), Options(engine="compiled")).evaluation(read_draft(draft), DAY)


def in_the_way(one: Evaluation) -> set[str]:
    """Rules that keep a verdict from being ready."""
    return {obstacle.rule for obstacle in one.assessment.obstacles}


def law_of(found: Result) -> tuple[str, set[tuple[str, str]]]:
    """The verdict, and which rules gave findings of which severity."""
    return found.verdict, {(one.rule, one.severity) for one in (*found.blockers, *found.warnings, *found.notes)}


def fields(data: Any, at: Steps = ()) -> Iterator[Steps]:
    """Every key of every mapping of a draft. (Members of lists are no fields: a list that is given is complete.)"""
    for key, value in data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ():
        if isinstance(data, dict):
            yield (*at, key)
        yield from fields(value, (*at, key))


def without(draft: Draft, *paths: Steps) -> Draft | None:
    """The draft without some fields; None where it then is no draft any more."""
    changed: Any = copy.deepcopy(draft)
    for path in paths:
        place = changed
        for step in path[:-1]:
            place = place.get(step) if isinstance(place, dict) else place[step]
            if place is None:
                break
        else:
            place.pop(path[-1], None)
    try:
        read_draft(changed)
    except InputError:
        return None
    kept: Draft = changed
    return kept


# -- absence ----------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES[::3])
def test_leaving_out_a_field_never_clears_what_stood_in_the_way(name: str) -> None:
    before = evaluation(example(name))
    tried = 0
    for path in fields(example(name)):
        draft = without(example(name), path) if path not in TAKEN_AS_SAID else None
        if draft is None:
            continue
        tried += 1
        after = evaluation(draft)
        assert in_the_way(before) <= in_the_way(after), path
        if before.verdict != "blocked":
            assert VERDICTS.index(after.verdict) >= VERDICTS.index(before.verdict), path
        else:
            assert after.verdict != "ready", path
    assert tried > 40


@pytest.mark.parametrize("name", NAMES[::3])
def test_leaving_out_several_fields_never_clears_what_stood_in_the_way(name: str) -> None:
    before = evaluation(example(name))
    chance = random.Random(name)
    able = [path for path in fields(example(name)) if path not in TAKEN_AS_SAID]
    tried = 0
    for _ in range(30):
        draft = without(example(name), *chance.sample(able, chance.randint(2, 12)))
        if draft is not None:
            tried += 1
            after = evaluation(draft)
            assert in_the_way(before) <= in_the_way(after)
            assert before.verdict == "ready" or after.verdict != "ready"
    assert tried > 3


def ready() -> list[str]:
    """The examples that are ready."""
    found = [name for name in NAMES if evaluation(example(name)).verdict == "ready"]
    assert len(found) > 2
    return found


@pytest.mark.parametrize("path", [("requesting", "authority"), ("items",), ("items", 0, "identifier"), ("items", 0, "identifier", "value")])
def test_a_request_that_is_ready_needs_its_authority_and_what_it_seeks(path: Steps) -> None:
    for name in ready():
        draft = without(example(name), path)
        assert draft is not None
        assert evaluation(draft).verdict != "ready", name


@pytest.mark.parametrize("path", [("offences",), ("offences", 0, "category")])
def test_a_request_that_is_ready_and_no_emergency_needs_its_offences(path: Steps) -> None:
    for name in ready():
        draft = without(example(name), path)
        assert draft is not None
        assert evaluation(draft).verdict != "ready" or "emergency" in draft, name


@pytest.mark.parametrize("name", NAMES)
def test_the_two_states_and_one_measure_are_enough_of_a_draft_and_never_ready(name: str) -> None:
    whole = example(name)
    bare = {side: {"jurisdiction": whole[side]["jurisdiction"]} for side in ("requesting", "requested")}
    found = result({**bare, "measures": [{"kind": whole["measures"][0]["kind"]}]})
    assert found.verdict != "ready"
    assert any(question.answered_by == "drafter" for question in found.questions) or found.verdict == "blocked"


# -- order ------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES[::3])
def test_the_order_of_lists_does_not_matter(name: str) -> None:
    draft = example(name)
    for kind in ("offences", "subjects", "items"):  # so that there is something to put in order
        if draft.get(kind):
            draft[kind].append(draft[kind][0] | ({"category": "other"} if kind == "offences" else {}))
    expected = law_of(result(draft, routes=False))
    chance = random.Random(name)
    for _ in range(3):
        moved = copy.deepcopy(draft)
        for kind in ("offences", "subjects", "attachments", "assurances", "history"):
            chance.shuffle(moved.get(kind) or [])
        if moved.get("items"):
            order = chance.sample(range(len(moved["items"])), len(moved["items"]))
            moved["items"] = [draft["items"][index] for index in order]
            preserved = (moved.get("case") or {}).get("preserved")
            for record in preserved if isinstance(preserved, list) else [preserved] if isinstance(preserved, dict) else []:
                if "items" in record:
                    record["items"] = [order.index(index) for index in record["items"]]
        for measure in moved["measures"]:
            chance.shuffle(measure.get("data") or [])
        assert law_of(result(moved, routes=False)) == expected


@pytest.mark.parametrize("name", NAMES[::3])
def test_saying_the_same_twice_changes_nothing(name: str) -> None:
    draft = example(name)
    expected = law_of(result(draft, routes=False))
    for kind in ("offences", "subjects", "attachments", "assurances"):
        draft[kind] = [one for one in draft.get(kind, []) for _ in range(2)] if kind in draft else []
        if not draft[kind]:
            del draft[kind]
    assert law_of(result(draft, routes=False)) == expected


@pytest.mark.parametrize("name", NAMES[::3])
def test_the_order_of_keys_does_not_matter(name: str) -> None:
    def turned(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: turned(value[key]) for key in reversed(value)}
        return [turned(one) for one in value] if isinstance(value, list) else value

    assert result(turned(example(name))).to_json() == result(example(name)).to_json()


# -- papers -----------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES[::3])
def test_a_paper_that_is_added_never_makes_it_worse(name: str) -> None:
    draft = example(name)
    draft["attachments"] = []
    bare = result(draft, routes=False)
    missing = [need for need in bare.attachments if need.status == "missing"]
    for need in missing:
        before = result(draft, routes=False)
        language = need.language[0] if need.language else draft.get("language", "en")
        draft["attachments"].append({"kind": need.kind, "language": language, "certified": True})
        after = result(draft, routes=False)
        assert VERDICTS.index(after.verdict) <= VERDICTS.index(before.verdict), need.kind
        # a translation is no longer asked for once it is there
        assert {one.kind: one.status for one in after.attachments}.get(need.kind, "present") == "present", need.kind
    assert not [need for need in result(draft, routes=False).attachments if need.status == "missing" and need.need == "required"]


@pytest.mark.parametrize("name", NAMES)
def test_a_required_paper_that_is_missing_keeps_it_from_being_ready_unless_it_may_come_later(name: str) -> None:
    found = result(example(name) | {"attachments": []}, routes=False)
    missing = {need.kind for need in found.attachments if need.need == "required" and need.status == "missing"}
    later = {paper.kind for paper in found.send_now.later} if found.send_now else set()
    assert found.verdict != "ready" or missing <= later


# -- desks ------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_the_desk_changes_words_and_not_law(name: str) -> None:
    found = {desk: as_json(example(name), desk=desk) for desk in ("requesting", "requested", "provider")}
    for desk, one in found.items():
        assert one["about"].pop("as") == desk

    def law(one: dict[str, Any]) -> Any:
        findings = [
            {key: value for key, value in finding.items() if key not in ("message", "remedy", "subject", "subjects", "count", "because")}
            for severity in ("blockers", "warnings", "notes")
            for finding in one[severity]
        ]
        said = {json.dumps(finding, sort_keys=True) for finding in findings}
        return said, {key: value for key, value in one.items() if key not in ("blockers", "warnings", "notes", "routes")}

    assert law(found["requested"]) == law(found["requesting"])
    assert law(found["provider"]) == law(found["requesting"])


# -- the same input ---------------------------------------------------------------------------------------------------------------

HASHES = """
import hashlib, pathlib, sys
from datetime import date
from legalcheck.api import evaluate
from legalcheck.library import Library
library = Library()
for path in sorted(pathlib.Path(sys.argv[1]).glob("*.yaml")):
    text = evaluate(path.read_bytes(), library, day=date(2026, 11, 23), engine=sys.argv[2]).to_json()
    print(path.stem, hashlib.sha256(text.encode()).hexdigest())
"""


@pytest.mark.parametrize("engine", ["compiled", "durable"])
def test_the_same_input_gives_the_same_bytes_in_any_process(engine: Any) -> None:
    here = [f"{name} {hashlib.sha256(result(example(name), engine=engine).to_json().encode()).hexdigest()}" for name in NAMES]
    for seed in ("1", "2"):
        command = [sys.executable, "-c", HASHES, str(EXAMPLES), engine]
        there = subprocess.run(command, env=os.environ | {"PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True)
        assert there.stdout.splitlines() == here


@pytest.mark.parametrize("name", NAMES)
def test_both_engines_give_the_same_result(name: str) -> None:
    found = {engine: as_json(example(name), engine=engine, cross_check=True) for engine in ("compiled", "durable")}
    assert found["durable"]["provenance"].pop("engine") == "durable"
    found["compiled"]["provenance"].pop("engine")
    assert found["durable"] == found["compiled"]


@pytest.mark.parametrize("engine", ["compiled", "durable"])
def test_eight_threads_give_the_same_results(engine: Any) -> None:
    fresh = Library()
    evaluator = Evaluator(fresh, Options(engine=engine))
    drafts = [read_draft(example(name)) for name in NAMES] * 3
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda draft: evaluator.result(draft, DAY).to_json(), drafts))
    assert found == [Evaluator(library(), Options(engine=engine)).result(draft, DAY).to_json() for draft in drafts]


@pytest.mark.parametrize("name", NAMES)
def test_a_result_is_of_its_published_form(name: str) -> None:
    jsonschema.validate(as_json(example(name)), schema("result"))


# -- parts of the result ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_the_verdict_is_the_worst_of_the_measures(name: str) -> None:
    found = result(example(name))
    assert found.verdict == max((measure.verdict for measure in found.measures), key=VERDICTS.index)
    for measure in found.measures:
        assert all(VERDICTS.index(one.verdict) <= VERDICTS.index(measure.verdict) for one in measure.data)


@pytest.mark.parametrize("name", NAMES)
def test_every_statement_of_law_carries_its_source(name: str) -> None:
    found = result(example(name))
    for one in (*found.blockers, *found.warnings, *found.notes):
        assert one.legal_basis, one.rule
    for need in found.attachments:
        assert need.legal_basis, need.kind
    for due in found.deadlines:
        assert due.legal_basis, due.rule


@pytest.mark.parametrize("name", NAMES)
def test_a_blocker_makes_it_blocked_and_only_a_blocker_does(name: str) -> None:
    found = result(example(name))
    assert (found.verdict == "blocked") is bool(found.blockers)
    assert all(one.confidence == "read" for one in found.blockers)
    assert all(one.effect in ("must-refuse", "may-refuse", "not-executable") for one in found.blockers)


@pytest.mark.parametrize("name", [name for name in NAMES if "emergency" not in example(name)])
def test_questions_stand_in_the_order_of_the_contract(name: str) -> None:
    draft = example(name)
    for path in (("requesting", "authority"), ("offences",), ("items", 0, "identifier"), ("attachments",), ("order",)):
        draft = without(draft, path) or draft
    found = result(draft)
    rules = library().engine([library().instrument(slug) for slug in library().keys("instrument")]).base.rules

    def decided(question: Any, kind: str) -> int:
        written = [rules[rule].rule for rule in question.decides]
        if kind == "attachment":
            return sum(one.attachment is not None for one in written)
        return sum(one.finding is not None and one.finding.severity == "blocker" for one in written)

    order = [(-decided(one, "blocker"), -decided(one, "attachment"), one.path) for one in found.questions]
    assert len(order) > 2
    assert order == sorted(order)


@pytest.mark.parametrize("name", NAMES)
def test_a_question_is_asked_once(name: str) -> None:
    found = result(example(name)).questions
    assert len({(one.path, one.answered_by) for one in found}) == len(found)
    assert all(one.ask and one.decides for one in found)


@pytest.mark.parametrize("name", NAMES)
def test_findings_equal_in_rule_and_words_are_one(name: str) -> None:
    draft = example(name)
    draft["offences"] = [one for one in draft.get("offences", [{}]) for _ in range(25)]
    found = result(draft)
    findings = (*found.blockers, *found.warnings, *found.notes)
    assert len({(one.rule, one.severity, one.message) for one in findings}) == len(findings)
    for one in findings:
        assert len(one.subjects) == min(one.count, MAX_SUBJECTS) or (one.subject is None and one.count == 1 and not one.subjects)
        assert one.subject is None or one.subject == one.subjects[0]


def finding(subject: str, message: str = "It is no crime.", severity: str = "blocker") -> Finding:
    return Finding(
        rule="test.rule", topic="legal-basis", severity=severity, effect="may-refuse", ground=None, subject=subject, subjects=(subject,),
        count=1, message=message, remedy=None, because=(), legal_basis=(LegalBasis(law="A law", locator=subject),), confidence="read",
    )  # fmt: skip


def test_a_merged_finding_lists_twenty_subjects_and_counts_them_all() -> None:
    (one,) = merged([finding(f"offences[{index}]") for index in range(25)], {"test.rule": 0})
    assert (one.count, len(one.subjects), one.subjects[0], one.subjects[-1]) == (25, 20, "offences[0]", "offences[19]")
    assert len(one.legal_basis) == 25


def test_findings_that_differ_in_words_or_severity_stay_apart() -> None:
    found = merged([finding("offences[0]"), finding("offences[1]",
    "It is none."), finding("offences[0]", severity="warning")], {"test.rule": 0})
    assert len(found) == 3


# -- deadlines --------------------------------------------------------------------------------------------------------------------


def due(draft: Draft, kind: str) -> list[tuple[str, bool]]:
    return [(one.on, one.assumed) for one in result(draft).deadlines if one.kind == kind and one.rule == "deadlines.instrument"]


def production_order(received: Any = None, urgency: str = "routine", **changes: Any) -> Draft:
    """A European production order to a provider in Ireland (ten days; in an emergency eight hours)."""
    draft = example("epoc-de-ie-subscriber") | {"urgency": urgency} | changes
    if urgency == "emergency":
        draft["emergency"] = {"imminent_danger": True, "danger_to": ["life"], "grounds_stated": True}
    return draft | ({"received": {"at": received, "authenticated": True}} if received else {})


@pytest.mark.parametrize(
    ("received", "on", "assumed"),
    [
        (None, "2026-12-03", True),
        ("2026-11-23T09:12:00+00:00", "2026-12-03", False),
        ("2026-11-23T23:59:00+00:00", "2026-12-03", False),
        ("2026-11-24T00:30:00+01:00", "2026-12-03", False),
        ("2026-11-23T20:00:00-05:00", "2026-12-04", False),
        ("2026-11-23", "2026-12-03", False),
        ("2026-11-23T09:12:00", "2026-12-03", True),
        ("2026-12-25T09:12:00Z", "2027-01-04", False),
        ("2028-02-20T09:12:00Z", "2028-03-01", False),
    ],
)
def test_the_first_day_of_a_period_does_not_count(received: str | None, on: str, assumed: bool) -> None:
    assert due(production_order(received), "answer") == [(on, assumed)]


@pytest.mark.parametrize(
    ("received", "on", "assumed"),
    [
        (None, "2026-11-23T08:00+00:00", True),
        ("2026-11-23T09:12:00+00:00", "2026-11-23T17:12+00:00", False),
        ("2026-11-23T09:12:00+01:00", "2026-11-23T16:12+00:00", False),
        ("2026-11-23T20:12:00-05:00", "2026-11-24T09:12+00:00", False),
        ("2026-11-23T09:12:00", "2026-11-23T17:12+00:00", True),
        ("2027-07-01T09:12:00+00:00", "2027-07-01T18:12+01:00", False),
    ],
)
def test_a_period_in_hours_ends_at_a_time_with_the_offset_of_the_addressee(received: str | None, on: str, assumed: bool) -> None:
    assert due(production_order(received, "emergency"), "answer") == [(on, assumed)]


@pytest.mark.parametrize(
    ("received", "on"),
    [("2026-10-25T00:30:00+01:00", "2026-10-25T07:30+00:00"), ("2027-03-28T00:30:00+00:00", "2027-03-28T09:30+01:00")],
)
def test_eight_hours_are_eight_hours_in_the_night_the_clocks_change(received: str, on: str) -> None:
    assert due(production_order(received, "emergency"), "answer") == [(on, False)]


def test_a_period_runs_where_the_addressee_is() -> None:
    draft = example("subscriber-ip-nl-de-eio") | {"received": {"at": "2026-11-23T23:30:00Z", "authenticated": True}}
    assert due(draft, "acknowledgement") == [("2026-12-01", False)]


def test_without_receipt_a_period_runs_from_the_day_on_which_the_law_is_read() -> None:
    assert due(production_order() | {"as_of": "2026-12-24"}, "answer") == [("2027-01-03", True)]


@pytest.mark.parametrize("name", NAMES)
def test_deadlines_stand_in_order_and_are_assumed_only_without_receipt(name: str) -> None:
    found = result(example(name) | {"received": {"at": "2026-11-23T09:12:00+00:00", "authenticated": True}}).deadlines
    assert [one.on for one in found] == sorted(one.on for one in found)
    assert not any(one.assumed for one in found)


# -- what identifies --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_identifiers_are_masked_in_the_whole_result(name: str) -> None:
    draft = example(name)
    for index, item in enumerate(draft.get("items") or []):
        item.setdefault("identifier", {"type": "username"})["value"] = ("Zq7#w", f"Zq7#{'x' * 40}{index}", "Zq7#@example.org")[index % 3]
    draft.setdefault("case", {}).setdefault("child", {})["report"] = {"body": "ncmec", "number": "Zq7#report"}
    text = result(draft).to_json()
    assert "Zq7" not in text
    for desk in ("requested", "provider"):
        assert "Zq7" not in result(draft, desk=desk).to_json()


@pytest.mark.parametrize("name", NAMES)
def test_the_values_of_the_examples_are_masked(name: str) -> None:
    values = [item["identifier"]["value"] for item in example(name).get("items") or [] if "value" in item.get("identifier", {})]
    text = result(example(name)).to_json()
    assert not [value for value in values if value in text]


def test_identifiers_are_shown_to_who_asks_for_them() -> None:
    draft = example("ip-without-zone-br-fr")
    assert any(item["identifier"]["value"] in result(draft, show_values=True).to_json() for item in draft["items"])


# -- routes -----------------------------------------------------------------------------------------------------------------------


def any_route(name: str) -> Draft:
    return {key: value for key, value in example(name).items() if key not in ("instrument", "channel")}


@pytest.mark.parametrize("name", NAMES)
def test_the_route_chosen_is_the_best(name: str) -> None:
    found = result(any_route(name))
    assert found.about.chosen == "auto"

    def order(verdict: str, instrument: str | None, channel: str | None, *counts: int) -> tuple[object, ...]:
        """Ways that papers alone keep from ready come first, and among them a treaty or act before comity."""
        comity = instrument == "none" and channel != "provider-direct" and verdict != "blocked"
        return verdict not in ("ready", "incomplete"), comity, PREFERRED.index(verdict), *counts

    chosen = order(found.verdict, found.about.instrument, found.about.channel, len(found.blockers), len(found.warnings))
    for route in found.routes:
        assert chosen <= order(route.verdict, route.instrument, route.channel, route.blockers, route.warnings), route


@pytest.mark.parametrize("name", NAMES)
def test_the_route_chosen_is_as_it_is_where_it_is_named(name: str) -> None:
    chosen = as_json(any_route(name))
    named = as_json(any_route(name) | {"instrument": chosen["about"]["instrument"], "channel": chosen["about"]["channel"]})
    assert (chosen["about"].pop("chosen"), named["about"].pop("chosen")) == ("auto", "given")
    for one in (chosen, named):
        del one["routes"]
    assert named == chosen


@pytest.mark.parametrize("name", NAMES[::3])
def test_a_route_is_as_it_is_where_it_is_named(name: str) -> None:
    for route in result(example(name)).routes[::3]:
        named = result(any_route(name) | {"instrument": route.instrument, "channel": route.channel}, routes=False)
        assert (route.verdict, route.blockers, route.warnings) == (named.verdict, len(named.blockers), len(named.warnings)), route


@pytest.mark.parametrize("name", NAMES)
def test_routes_stand_in_order_and_never_list_the_one_chosen(name: str) -> None:
    for draft in (example(name), any_route(name)):
        found = result(draft)
        order = [(PREFERRED.index(one.verdict), one.blockers, one.warnings) for one in found.routes]
        assert order == sorted(order)
        pairs = [(one.instrument, one.channel) for one in found.routes]
        assert len(set(pairs)) == len(pairs)
        assert (found.about.instrument, found.about.channel) not in pairs


@pytest.mark.parametrize("name", NAMES)
def test_auto_is_the_same_as_leaving_the_choice(name: str) -> None:
    assert result(any_route(name) | {"instrument": "auto"}).to_json() == result(any_route(name)).to_json()


# -- what no profile says ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("side", ["requesting", "requested"])
@pytest.mark.parametrize("name", NAMES)
def test_a_country_without_profile_is_valid_and_the_result_says_that_its_law_is_not_known(name: str, side: str) -> None:
    draft = example(name)
    draft[side]["jurisdiction"] = "NP"
    found = result(draft)
    assert found.verdict != "ready" or found.send_now is not None
    assert "NP" not in found.provenance.profiles
    findings = (*found.blockers, *found.warnings, *found.notes)
    said = [*(one.path for one in found.questions if "profiles.NP" in one.path), *(one.rule for one in findings if "Nepal" in one.message)]
    assert said


@pytest.mark.parametrize("name", NAMES)
def test_a_provider_without_profile_is_valid_and_the_result_says_so(name: str) -> None:
    draft = example(name)
    draft["requested"]["provider"] = "chat-of-nowhere"
    found = result(draft)
    assert found.about.provider == "chat-of-nowhere"
    assert "chat-of-nowhere" not in found.provenance.profiles
    words = " ".join([*(one.message for one in (*found.blockers, *found.warnings, *found.notes)), *(one.path for one in found.questions)])
    assert "chat-of-nowhere" in words


def test_two_states_of_which_nothing_is_known() -> None:
    draft = {"requesting": {"jurisdiction": "NP"}, "requested": {"jurisdiction": "TV"}, "measures": [{"kind": "production"}]}
    found = result(draft)
    assert found.verdict in ("incomplete", "unsettled")
    assert found.addressee is None


# -- law that is not on file ------------------------------------------------------------------------------------------------------

SHOWING = (("offences", 0, "requested_state_provision"), ("offences", 0, "requested_state_maximum_penalty_months"))


EIO, MLA = "subscriber-ip-nl-de-eio", "auto-gb-us-content"


@pytest.mark.parametrize(
    ("name", "section", "left_out"),
    [
        *((name, section, ()) for name in (EIO, MLA) for section in ("coverage", "channels", "competence", "languages")),
        (MLA, "dual-criminality", SHOWING),
        (EIO, "refusal-grounds", ()),
        (MLA, "refusal-grounds", ()),
    ],
)
def test_what_is_ready_is_not_ready_without_the_law_that_was_checked(name: str, section: str, left_out: tuple[Steps, ...]) -> None:
    whole = result(example(name))
    route = {"instrument": whole.about.instrument, "channel": whole.about.channel}
    draft = without(example(name) | route, *left_out)
    assert draft is not None
    assert whole.verdict == "ready"
    lawless = Library()
    evaluator = Evaluator(lawless, Options(engine="compiled"))
    evaluator.evaluation(read_draft(draft), DAY)
    for key, profile in list(lawless._profiles.items()):
        if profile is not None:
            kept = {word: statements for word, statements in profile.sections.items() if word != section}
            lawless._profiles[key] = replace(profile, sections=kept)
    lawless._side_law.clear()
    assert evaluator.evaluation(read_draft(draft), DAY).verdict in ("unsettled", "incomplete")


# -- exit status ------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_the_exit_status_is_that_of_the_verdict(name: str) -> None:
    ran = CliRunner().invoke(main, ["evaluate", str(EXAMPLES / f"{name}.yaml"), "--format", "json", "--engine", "compiled"])
    assert ran.exit_code == EXIT_STATUS[json.loads(ran.stdout)["verdict"]]


def test_each_verdict_has_its_exit_status() -> None:
    assert EXIT_STATUS == {"ready": 0, "blocked": 1, "incomplete": 3, "unsettled": 4}
    assert set(EXIT_STATUS) == set(VERDICTS) == set(PREFERRED)


@pytest.mark.parametrize("text", ["", "measures: [", "requesting: {jurisdiction: FRA}", "\x00", "a: &a [*a]"])
def test_bad_input_ends_with_two(text: str) -> None:
    ran = CliRunner().invoke(main, ["evaluate", "-"], input=text)
    assert ran.exit_code == 2
    assert "Traceback" not in ran.output
