"""The shipped examples come out as their first lines say, and the README shows what they print."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from legalcheck import Library, evaluate
from legalcheck.api import read_draft
from legalcheck.assessment.evaluate import Evaluator, Options, today

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "examples"
LIBRARY = Library()

EXPECTED = {
    "auto-gb-us-content": ("ready", set()),
    "darknet-market-nl-no-provider": ("blocked", {"provider.nobody-to-address"}),
    "emergency-child-in-danger-gb-us": ("ready", set()),
    "epoc-de-ie-content-by-prosecutor": ("blocked", {"competence.epoc-issuer", "competence.not-at-home"}),
    "epoc-de-ie-subscriber": ("ready", set()),
    "holocaust-denial-de-us": ("blocked", {"safeguards.free-speech"}),
    "ip-without-zone-br-fr": (
        "blocked",
        {"data-identification.address-without-zone", "data-identification.address-of-a-private-network"},
    ),
    "mailbox-content-fr-us-no-probable-cause": ("incomplete", set()),
    "no-treaty-ng-cn": ("incomplete", set()),
    "preservation-fr-us-24-7": ("ready", set()),
    "retention-lapsed-nl-fr": ("unsettled", set()),
    "subscriber-ip-nl-de-eio": ("ready", set()),
    "voluntary-subscriber-br-us-meta": ("ready", set()),
}
"""Example → verdict and the rules that block it."""


def draft(name: str) -> bytes:
    return (EXAMPLES / f"{name}.yaml").read_bytes()


def test_every_example_is_expected_here() -> None:
    assert {path.stem for path in EXAMPLES.glob("*.yaml")} == set(EXPECTED)


@pytest.mark.parametrize("name", EXPECTED)
def test_an_example_comes_out_as_expected_by_both_engines(name: str) -> None:
    verdict, rules = EXPECTED[name]
    result = evaluate(draft(name), LIBRARY, engine="durable", cross_check=True)
    assert (result.verdict, {finding.rule for finding in result.blockers}) == (verdict, rules)


@pytest.mark.parametrize("name", [name for name, (verdict, _) in EXPECTED.items() if verdict == "ready"])
def test_what_is_ready_rests_on_law_that_was_read(name: str) -> None:
    checked = read_draft(draft(name))
    found = Evaluator(LIBRARY, Options(engine="compiled")).evaluation(checked, today())
    assert not found.assessment.obstacles
    result = evaluate(checked, LIBRARY)
    assert not [need.kind for need in result.attachments if need.need == "required" and need.status != "present"]


def test_the_missing_paper_is_named() -> None:
    result = evaluate(draft("mailbox-content-fr-us-no-probable-cause"), LIBRARY)
    assert [need.kind for need in result.attachments if need.need == "required" and need.status == "missing"] == ["probable-cause-statement"]
    result = evaluate(draft("no-treaty-ng-cn"), LIBRARY)
    assert [need.kind for need in result.attachments if need.need == "required" and need.status == "missing"] == ["reciprocity-assurance"]


def test_in_an_emergency_it_says_where_to_turn_at_once() -> None:
    result = evaluate(draft("emergency-child-in-danger-gb-us"), LIBRARY)
    assert result.send_now is not None
    assert (result.send_now.to, result.send_now.minimum) == ("Meta Platforms, Inc.", ("emergency-certification",))


def test_the_sessions_of_the_readme_are_true() -> None:
    done = subprocess.run([sys.executable, str(ROOT / "scripts" / "sessions"), "--check"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
