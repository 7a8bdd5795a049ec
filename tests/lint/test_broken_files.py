"""Fifty broken files: each is told at the right line, in words that need no second reading."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from legalcheck import Library
from legalcheck.lint.run import run_checks
from legalcheck.lint.world import read_world

LIBRARY = Library()
PROFILE = """# yaml-language-server: $schema=../docs/schemas/jurisdiction.schema.json
schema: jurisdiction/1
code: FR
name: France
time_zone: Europe/Paris

instruments:
  - id: budapest
    instrument: budapest
    status: party
    in_force: 2006-05-01
    statement: France is a party.
    source: {title: Treaty Office, locator: chart, url: "https://example.org", kind: official}
    basis: read
    reviewed: 2026-11-01

retention:
  - id: traffic
    data: [traffic, location]
    status: in-force
    period: 12 months
    runs_from: event
    erased_after: false
    statement: Traffic data are kept for a year.
    source: {title: A decree, locator: art. 1}
    basis: read
    basis_of: {runs_from: recalled}
    reviewed: 2026-11-01
    from: 2021-10-21
    until: 2026-12-31
"""
DRAFT = """schema: draft/1
as_of: "2026-11-23"
requesting:
  jurisdiction: FR
  authority: judge
requested:
  jurisdiction: US
  provider: meta
instrument: budapest
channel: contact-point-24-7
measures:
  - kind: expedited-preservation
    data: [traffic, content]
offences:
  - category: fraud
    maximum_penalty_months: 60
items:
  - identifier: {type: ip, value: "198.51.100.7", seen_at: "2026-11-18T21:40:00+01:00"}
    from: "2026-10-12T00:00:00+02:00"
    until: "2026-11-20T18:00:00+01:00"
language: en
"""
RULES = """# yaml-language-server: $schema=../docs/schemas/rules.schema.json
schema: rules/1
theme: sample
rules:
  - id: sample.a
    title: A sample
    for_each: [measure]
    when:
      measure.kind: production
      requested.reciprocity.without_treaty: false
    finding: {severity: warning, topic: legal-basis, effect: condition}
    message: "{requested.name} wants a treaty for {measure.name}."
    basis:
      - {statements: requested.reciprocity}
"""
SCENARIOS = """# yaml-language-server: $schema=../../docs/schemas/scenarios.schema.json
schema: scenarios/1
title: Cases
draft:
  as_of: "2026-11-23"
  requesting: {jurisdiction: FR}
  requested: {jurisdiction: US}
  measures: [{kind: production, data: [traffic]}]
scenarios:
  - id: first
    name: A case
    law: So it is.
    change: {language: en}
    expect: {verdict: incomplete}
"""

BROKEN = [
    # text, what is written instead of what, line, words of the message
    (PROFILE, "code: FR", "code: FRA", 3, "is not a country code"),
    (PROFILE, "code: FR", "code: UK", 3, "did you mean 'GB'"),
    (PROFILE, "code: FR\n", "", 2, "'code' is missing"),
    (PROFILE, "time_zone: Europe/Paris", "time_zone: Paris", 5, "is not an IANA time zone"),
    (PROFILE, "schema: jurisdiction/1", "schema: jurisdicton/1", 2, "did you mean 'jurisdiction'"),
    (PROFILE, "schema: jurisdiction/1", "schema: jurisdiction/2", 2, "jurisdiction/1"),
    (PROFILE, "instrument: budapest", "instrument: budapst", 9, "did you mean 'budapest'"),
    (PROFILE, "status: party", "status: partner", 10, "did you mean 'party'"),
    (PROFILE, "in_force: 2006-05-01", "in_force: 1 May 2006", 11, "expected a date such as"),
    (PROFILE, "in_force: 2006-05-01", "in_force: 2006-05-32", 11, "expected a date such as"),
    (PROFILE, "    statement: France is a party.\n", "", 8, "'statement' is missing"),
    (PROFILE, ", kind: official}", ", kind: offical}", 13, "did you mean 'official'"),
    (PROFILE, "locator: chart, ", "", 13, "'locator' is missing"),
    (PROFILE, "basis: read\n    reviewed: 2026-11-01\n\nretention", "basis: redd\n    reviewed: 2026-11-01\n\nretention", 14, "did you mean 'read'"),
    (PROFILE, "    reviewed: 2026-11-01\n\nretention", "\nretention", 8, "'reviewed' is missing"),
    (PROFILE, "retention:", "retentoin:", 17, "did you mean 'retention'"),
    (PROFILE, "data: [traffic, location]", "data: [trafic, location]", 19, "did you mean 'traffic'"),
    (PROFILE, "data: [traffic, location]", "datas: [traffic]", 19, "did you mean 'data'"),
    (PROFILE, "period: 12 months", "period: 12 mths", 21, "12 months"),
    (PROFILE, "period: 12 months", "period: 365", 21, "expected a length of time"),
    (PROFILE, "erased_after: false", "erased_after: maybe", 23, "expected true or false"),
    (PROFILE, "basis_of: {runs_from: recalled}", "basis_of: {runs_form: recalled}", 27, "did you mean 'runs_from'"),
    (PROFILE, "until: 2026-12-31", "until: 2020-12-31", 30, "until lies before from"),
    (PROFILE, "  - id: traffic", "  - id: traffic\n  - id: traffic", 18, "is missing"),
    (PROFILE, "    status: in-force", "    status: in-force\n    status: none", 21, "is there twice"),
    (PROFILE, "    runs_from: event", "   runs_from: event", 22, "is not valid YAML"),
    (PROFILE, "name: France", "name: [France]", 4, "expected a word or text"),
    (PROFILE, "retention:\n", "retention: none\nother:\n", 17, "expected a list"),
    (PROFILE, "name: France", "name: *france", 4, "anchors and aliases"),
    (PROFILE, "name: France", "name: !!str France", 4, "tag"),
    (DRAFT, "jurisdiction: FR", "jurisdiction: fr", 4, "did you mean 'FR'"),
    (DRAFT, "authority: judge", "authority: juge", 5, "did you mean 'judge'"),
    (DRAFT, "provider: meta", "provider: meat", 8, "did you mean 'meta'"),
    (DRAFT, "instrument: budapest", "instrument: budapest-convention", 9, "did you mean 'budapest'"),
    (DRAFT, "channel: contact-point-24-7", "channel: contact-point-24", 10, "did you mean 'contact-point-24-7'"),
    (DRAFT, "kind: expedited-preservation", "kind: expedited-presrvation", 12, "did you mean 'expedited-preservation'"),
    (DRAFT, "measures:", "measure:", 11, "did you mean 'measures'"),
    (DRAFT, "maximum_penalty_months: 60", "maximum_penalty_months: five years", 16, "a number of months"),
    (DRAFT, "type: ip,", "type: ipp,", 18, "did you mean 'ip'"),
    (DRAFT, 'from: "2026-10-12T00:00:00+02:00"', 'from: "12.10.2026"', 19, "expected a time with its zone"),
    (DRAFT, "language: en", "language: english", 21, "expected a language code"),
    (DRAFT, "language: en", "langauge: en", 21, "did you mean 'language'"),
    (RULES, "for_each: [measure]", "for_each: [mesure]", 7, "did you mean 'measure'"),
    (RULES, "severity: warning", "severity: warn", 11, "did you mean 'warning'"),
    (RULES, "topic: legal-basis", "topic: legalbasis", 11, "did you mean 'legal-basis'"),
    (RULES, "    basis:\n      - {statements: requested.reciprocity}\n", "", 5, "'basis' is missing"),
    (SCENARIOS, "law: So it is.", "laws: So it is.", 12, "did you mean 'law'"),
    (SCENARIOS, "change: {language: en}", "change: {language: english}", 13, "expected a language code"),
    (SCENARIOS, "change: {language: en}", "change: {\"offences[3].category\": fraud}", 13, "there is no offences[3].category"),
    (SCENARIOS, "verdict: incomplete", "verdict: incomplet", 14, "did you mean 'incomplete'"),
    (SCENARIOS, '  as_of: "2026-11-23"\n', "", 9, "names no day"),
]  # fmt: skip


def test_there_are_fifty() -> None:
    assert len(BROKEN) >= 50


@pytest.mark.parametrize(("text", "good", "bad", "line", "words"), BROKEN, ids=[f"{number}-{case[2][:20]!r}" for number, case in enumerate(BROKEN)])
def test_a_broken_file_is_told_at_its_line(text: str, good: str, bad: str, line: int, words: str, tmp_path: Path) -> None:
    assert good in text
    path = tmp_path / "fr.yaml"
    path.write_text(text.replace(good, bad, 1), encoding="utf-8")
    found = [one for one in run_checks(read_world([path], LIBRARY, date(2026, 11, 24), 365)) if one.severity != "note"]
    assert found, "nothing was found"
    told = [(one.problem.line, one.problem.message) for one in found]
    assert any(at == line and words in message for at, message in told), told
    assert all(one.problem.column >= 1 for one in found)


@pytest.mark.parametrize("text", [PROFILE, DRAFT, RULES, SCENARIOS])
def test_unbroken_they_pass(text: str, tmp_path: Path) -> None:
    path = tmp_path / "fr.yaml"
    path.write_text(text, encoding="utf-8")
    found = run_checks(read_world([path], LIBRARY, date(2026, 11, 24), 365))
    assert [one for one in found if one.severity != "note"] == []
