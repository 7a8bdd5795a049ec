"""Each check has a sample it finds something in, at the right line, and one it passes."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from textwrap import dedent

import pytest
from jsonschema import Draft7Validator

from legalcheck import Library
from legalcheck.lint.checks import CHECKS
from legalcheck.lint.found import Found
from legalcheck.lint.run import fix, run_checks
from legalcheck.lint.world import read_world
from legalcheck.rendering.lint_text import lint_github, lint_json, lint_sarif

TODAY = date(2026, 11, 24)
LIBRARY = Library()
SOURCE = "source: {title: A law, locator: s. 1}"
HEAD = "# yaml-language-server: $schema=x\nschema: jurisdiction/1\ncode: FR\nname: France\ntime_zone: Europe/Paris\n"


def statement(section: str, *lines: str, name: str = "a") -> str:
    body = "".join(f"    {line}\n" for line in lines)
    end = f"    statement: So it is.\n    {SOURCE}\n    basis: read\n    reviewed: 2026-11-01\n"
    return f"{section}:\n" * bool(section) + f"  - id: {name}\n{body}{end}"


def both(section: str, one: tuple[str, ...], other: tuple[str, ...]) -> str:
    return HEAD + statement(section, *one) + statement("", *other, name="b")


RULES = """# yaml-language-server: $schema=x
schema: rules/1
theme: sample
rules:
"""


def rule(name: str, *lines: str) -> str:
    return f"  - id: sample.{name}\n" + "".join(f"    {line}\n" for line in lines) + "    basis: [{title: A law, locator: s. 1, basis: read}]\n"


DRAFT = "requesting: {jurisdiction: FR}\nrequested: {jurisdiction: US, provider: meta}\nmeasures:\n  - {kind: production, data: [traffic]}\n"
SCENARIO = """# yaml-language-server: $schema=x
schema: scenarios/1
title: Cases
draft:
  as_of: "2026-11-24"
  requesting: {jurisdiction: FR}
  requested: {jurisdiction: US}
  measures: [{kind: production, data: [traffic]}]
scenarios:
  - id: a
    name: A case
    law: So it is.
    expect: {holds: [RULE]}
"""

SAMPLES: dict[str, tuple[str, int, str]] = {
    "form": (HEAD + statement("reciprocity", "without_tready: true"), 8, HEAD + statement("reciprocity", "without_treaty: true")),
    "unsourced": (
        HEAD + statement("reciprocity", "without_treaty: true").replace("title: A law", "title: TODO"), 10,
        HEAD + statement("reciprocity", "without_treaty: true"),
    ),
    "undated": (HEAD + statement("practice", "usual_days: 90"), 9, HEAD + statement("practice", "usual_days: 90", "state_of: 2026-01")),
    "stale": (
        HEAD + statement("reciprocity", "without_treaty: true").replace("2026-11-01", "2020-01-01"), 12,
        HEAD + statement("reciprocity", "without_treaty: true"),
    ),
    "gap": (
        both("reciprocity", ("without_treaty: true", "until: 2020-01-01"), ("without_treaty: false", "from: 2021-01-01")), 16,
        both("reciprocity", ("without_treaty: true", "until: 2020-12-31"), ("without_treaty: false", "from: 2021-01-01")),
    ),
    "overlap": (
        both("retention", ("period: 12 months", "from: 2010-01-01", "until: 2021-06-01"), ("period: 6 months", "from: 2021-01-01")), 17,
        both("retention", ("period: 12 months", "from: 2010-01-01", "until: 2020-12-31"), ("period: 6 months", "from: 2021-01-01")),
    ),
    "contradiction": (
        both("dual-criminality", ("required: true",), ("data: [traffic]", "required: false")), 15,
        both("dual-criminality", ("data: {except: [traffic]}", "required: true"), ("data: [traffic]", "required: false")),
    ),
    "no-profile": (DRAFT.replace("meta", "metta"), 2, DRAFT),
    "established-nowhere": (
        "# yaml-language-server: $schema=x\nschema: provider/1\nslug: sample\nname: Sample\nkind: company\nestablished_in: [US, AQ]\n", 6,
        "# yaml-language-server: $schema=x\nschema: provider/1\nslug: sample\nname: Sample\nkind: company\nestablished_in: [US]\n",
    ),
    "no-rule": (SCENARIO.replace("RULE", "legal-basis.no-such-rule"), 13, SCENARIO.replace("RULE", next(iter(LIBRARY.engine().base.rules)))),
    "unreachable": (
        HEAD + statement("instruments", "instrument: eu-eio", "status: none") + statement("languages", "instruments: [eu-eio]", "accepted: [fr]"), 16,
        HEAD + statement("instruments", "instrument: eu-eio", "status: bound") + statement("languages", "instruments: [eu-eio]", "accepted: [fr]"),
    ),
    "empty-selector": (
        HEAD + statement("retention", "data: []", "period: 6 months"), 8,
        HEAD + statement("retention", "data: [traffic]", "period: 6 months"),
    ),
    "mode-line": (HEAD.partition("\n")[2], 1, HEAD),
}  # fmt: skip
"""Check → a text in which it finds something, the line, and a text in which it finds nothing."""


def lint(text: str, folder: Path, name: str = "fr.yaml") -> list[Found]:
    path = folder / name
    path.write_text(dedent(text), encoding="utf-8")
    return run_checks(read_world([path], LIBRARY, TODAY, 365))


@pytest.mark.parametrize("check", SAMPLES)
def test_a_check_finds_its_sample_at_the_line_and_passes_the_other(check: str, tmp_path: Path) -> None:
    bad, line, good = SAMPLES[check]
    assert [one.problem.line for one in lint(bad, tmp_path) if one.check == check] == [line]
    assert [one for one in lint(good, tmp_path) if one.check == check] == []


def overlaid(folder: Path, rules: str, profile: str = "") -> list[Found]:
    """What checks find in rules (and a profile) of a team's own."""
    (folder / "rules").mkdir()
    (folder / "jurisdictions").mkdir()
    (folder / "rules" / "sample.yaml").write_text(RULES + rules, encoding="utf-8")
    if profile:
        (folder / "jurisdictions" / "aq.yaml").write_text(profile, encoding="utf-8")
    return run_checks(read_world([folder], Library(folder), TODAY, 365))


IN_FORCE = "when: {instrument.binds: true}"
RULE_SAMPLES: dict[str, tuple[str, int, str]] = {
    "rules": (
        rule("a", "exception_to: sample.b", IN_FORCE) + rule("b", "exception_to: sample.a", IN_FORCE), 5,
        rule("a", "conclude: channel.direct", "for_each: [measure]", IN_FORCE),
    ),
    "impossible": (
        rule("a", "conclude: channel.direct", "for_each: [measure]", "when: {all: [{measure.kind: production}, {measure.kind: interception}]}"), 8,
        rule("a", "conclude: channel.direct", "for_each: [measure]", "when: {all: [{measure.kind: production}, {measure.coercive: true}]}"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("check", RULE_SAMPLES)
def test_a_check_of_rules_finds_its_sample_and_passes_the_other(check: str, tmp_path: Path) -> None:
    bad, line, good = RULE_SAMPLES[check]
    (tmp_path / "bad").mkdir()
    (tmp_path / "good").mkdir()
    assert [one.problem.line for one in overlaid(tmp_path / "bad", bad) if one.check == check] == [line]
    assert [one for one in overlaid(tmp_path / "good", good) if one.check == check] == []


def test_every_check_has_a_sample_and_says_what_it_is_for() -> None:
    by_world = {"unused-conclusion", "unread-field", "unrequired-paper", "disagreement"}
    assert {check.id for check in CHECKS} == set(SAMPLES) | set(RULE_SAMPLES) | by_world
    assert all(len(check.about) > 20 for check in CHECKS)


def test_a_comment_silences_a_check_and_one_that_does_not_exist_is_said(tmp_path: Path) -> None:
    stale, line, _ = SAMPLES["stale"]
    lines = stale.splitlines()
    lines[line - 1] += "  # lint: ignore[stale]"
    assert [one.check for one in lint("\n".join(lines) + "\n", tmp_path)] == []
    assert [one.check for one in lint("# lint: ignore-file[stale]\n" + stale, tmp_path)] == []
    found = lint("# lint: ignore-file[stalle]\n" + stale, tmp_path)
    assert [(one.check, one.problem.line) for one in found] == [("unknown-check", 1), ("stale", line + 1)]


def test_fixing_changes_what_is_safe_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "fr.yaml"
    text = HEAD.partition("\n")[2] + "# a comment\n" + statement("reciprocity", "without-treaty: true   # stays")
    path.write_text(text, encoding="utf-8")
    world = read_world([path], LIBRARY, TODAY, 365)
    assert fix(run_checks(world)) == {str(path): 2}
    expected = "# yaml-language-server: $schema=../docs/schemas/jurisdiction.schema.json\n" + text.replace("without-treaty", "without_treaty")
    assert path.read_text(encoding="utf-8") == expected
    assert run_checks(read_world([path], LIBRARY, TODAY, 365)) == []


def test_a_doubtful_word_is_left_to_a_person(tmp_path: Path) -> None:
    found = lint(SAMPLES["form"][0], tmp_path)
    assert [one.edit for one in found] == [None]
    assert "did you mean 'without_treaty'?" in found[0].problem.message


def test_the_formats_carry_file_line_column_and_check(tmp_path: Path) -> None:
    found = lint(SAMPLES["stale"][0], tmp_path)
    [listed] = json.loads(lint_json(found))
    assert (listed["line"], listed["check"], listed["severity"], listed["fixable"]) == (12, "stale", "warning", False)
    log = json.loads(lint_sarif(found, CHECKS))
    [result] = log["runs"][0]["results"]
    rules = log["runs"][0]["tool"]["driver"]["rules"]
    assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == "stale"
    assert result["locations"][0]["physicalLocation"]["region"]["startLine"] == 12
    assert log["version"] == "2.1.0"
    assert lint_github(found).startswith("::warning file=")
    assert ",line=12,col=" in lint_github(found)
    Draft7Validator(SARIF).validate(log)


SARIF = {
    "type": "object",
    "required": ["version", "runs", "$schema"],
    "properties": {
        "runs": {
            "items": {
                "required": ["tool", "results"],
                "properties": {
                    "tool": {"required": ["driver"], "properties": {"driver": {"required": ["name"]}}},
                    "results": {"items": {"required": ["message"], "properties": {"level": {"enum": ["none", "note", "warning", "error"]}}}},
                },
            }
        }
    },
}
"""What of the SARIF 2.1.0 schema (OASIS) this log uses: the whole schema cannot be fetched in a test."""
