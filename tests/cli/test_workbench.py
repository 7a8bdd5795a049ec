"""The verbs of those who keep the law, run as processes: lint, test, impact, show, search, confirm, new."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import yaml

from cli.running import BAD_INPUT, READY, ROOT, Ran, inside, overlay, run
from legalcheck import Library
from legalcheck.assessment.evaluate import Evaluator, Options
from legalcheck.models.result import Question
from legalcheck.places import shipped_place
from legalcheck.upkeep.interview import answered, interview, place_of
from legalcheck.vocabulary import shipped_vocabulary

FOUND, NOTHING_FOUND = 1, 0
INCOMPLETE = 3
TODAY = date.today()
DAYS_AGO = TODAY - timedelta(days=40)
NO_ZONE = "data-identification.address-without-zone"
MODE = "# yaml-language-server: $schema=../docs/schemas/jurisdiction.schema.json\n"


def profile(code: str = "TV", name: str = "Tuvalu", extends: bool = False, reviewed: str = str(TODAY)) -> str:
    return f"""{MODE}schema: jurisdiction/1
{"extends: shipped" if extends else "# nothing is extended"}
code: {code}
name: {name}
time_zone: Pacific/Funafuti
instruments:   # by what it is bound
  - id: budapest   # left, for this test
    instrument: budapest
    status: none
    statement: It has left the convention, says the xylophone.
    source: {{title: A law, locator: p. 1}}   # the only one
    basis: recalled   # by nobody
    reviewed: {reviewed}

  # between the statements
  - id: second-protocol
    instrument: budapest-2ap
    status: none
    statement: >-
      It has not signed
      the second protocol.
    source:
      title: A list   # of treaties
      locator: p. 2
    basis: recalled
    basis_of: {{status: recalled}}
    reviewed: {reviewed}   # last
# the end
"""


CASES = """# yaml-language-server: $schema=../docs/schemas/scenarios.schema.json
schema: scenarios/1
title: Two times
draft:
  as_of: 2026-11-23
  requesting: {jurisdiction: FR}
  requested: {jurisdiction: US}
  instrument: budapest
  channel: central-authority
  measures: [{kind: production, data: [subscriber]}]
  items: [{identifier: {type: ip, value: 198.51.100.7, seen_at: 2026-11-20T10:00:00}}, {identifier: {type: ip, value: 81.2.3.4}}]
scenarios:
  - id: first
    name: An address with a time without zone
    law: Fourteen hours are another customer.
    change: {"items[0].identifier": {type: ip, value: 81.2.3.4, seen_at: 2026-11-20T10:00:00}}
    expect:
      holds: [data-identification.address-without-zone]
  - id: second
    name: An address with its zone
    law: Nobody else is meant.
    change: {"items[0].identifier": {type: ip, value: 81.2.3.4, seen_at: "2026-11-20T10:00:00+01:00"}}
    expect:
      fails: [data-identification.address-without-zone]
"""
WRONG_CASES = CASES.replace("fails: [", "verdict: ready\n      holds: [")
OURS = """# yaml-language-server: $schema=../docs/schemas/rules.schema.json
schema: rules/1
theme: ours
rules:
  - id: ours.always
    title: Our office
    for_each: [measure]
    when: {measure.kind: production}
    finding: {severity: warning, topic: formality, effect: practice}
    message: Our office wants to know of this.
    basis: [{title: Our manual, locator: p. 1, basis: read}]
"""


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


# lint


@pytest.fixture(scope="module")
def wrong(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an unknown word in line 9 of one file, and a review of some weeks ago in another; a blank and a comma are in its name."""
    folder = tmp_path_factory.mktemp("a, b")
    write(folder / "tv.yaml", profile().replace("status: none\n    statement: It", "status: non\n    statement: It"))
    write(folder / "nr.yaml", profile("NR", "Nauru", reviewed=str(DAYS_AGO)))
    return folder


def test_lint_says_place_check_and_nearest_word(wrong: Path) -> None:
    ran = run("lint", ".", folder=wrong)
    (line, count) = ran.output.splitlines()
    assert ran.status == FOUND
    assert line.startswith("tv.yaml:10:13: error [form] instruments[0].status: 'non' is not known; did you mean 'none'?")
    assert count == "2 files: 1 error."


def test_lint_as_json(wrong: Path) -> None:
    ran = run("lint", wrong, "--format", "json", "--max-age", "30")
    assert ran.status == FOUND
    found = [(Path(one["file"]).name, one["line"], one["severity"], one["check"], one["fixable"]) for one in json.loads(ran.output)]
    assert found == [("nr.yaml", 14, "warning", "stale", False), ("nr.yaml", 28, "warning", "stale", False), ("tv.yaml", 10, "error", "form", False)]


def test_lint_as_sarif(wrong: Path) -> None:
    log = json.loads(inside("lint", wrong, "--format", "sarif").output)
    assert log["version"] == "2.1.0"
    (done,) = log["runs"]
    (result,) = done["results"]
    assert done["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"] == "form"
    place = result["locations"][0]["physicalLocation"]
    assert place["region"] == {"startLine": 10, "startColumn": 13}
    assert place["artifactLocation"]["uri"].endswith("a%2C%20b0/tv.yaml")


def test_lint_as_annotations_of_github(wrong: Path) -> None:
    (line,) = inside("lint", wrong, "--format", "github").output.splitlines()
    head, _, message = line.removeprefix("::").partition("::")
    level, _, properties = head.partition(" ")
    named = dict(one.split("=") for one in properties.split(","))
    assert (level, named["line"], named["col"], named["title"]) == ("error", "10", "13", "form")
    assert named["file"].endswith("a%2C b0/tv.yaml")
    assert "did you mean 'none'?" in message


def test_a_review_is_stale_after_the_days_that_are_given_and_strict_makes_that_an_error(wrong: Path) -> None:
    ran = run("lint", wrong / "nr.yaml", "--strict")
    assert (ran.status, ran.output, ran.errors) == (NOTHING_FOUND, "1 file: nothing found.\n", "")
    for words, status in (([], NOTHING_FOUND), (["--strict"], FOUND)):
        ran = inside("lint", wrong / "nr.yaml", "--max-age", "30", *words)
        assert ran.status == status
        assert ran.output.count("warning [stale]") == 2


def test_a_comment_silences_a_check_where_it_stands(tmp_path: Path) -> None:
    for number, (code, name, silence) in enumerate((
        ("TV", "Tuvalu", "   # last  # lint: ignore[stale]"),
        ("NR", "Nauru", "\n# lint: ignore-file[stale]"),
        ("PW", "Palau", "\n# lint: ignore-file[stael]"),
    )):  # fmt: skip
        write(tmp_path / f"{number}.yaml", profile(code, name, reviewed=str(DAYS_AGO)).replace("   # last", silence))
    ran = run("lint", ".", "--max-age", "30", folder=tmp_path)
    found = [(line.split(":")[0], line.split(":")[1], line.partition("[")[2].partition("]")[0]) for line in ran.output.splitlines()[:-1]]
    assert found == [("0.yaml", "14", "stale"), ("2.yaml", "14", "stale"), ("2.yaml", "28", "stale"), ("2.yaml", "29", "unknown-check")]
    assert "silences 'stael', which is no check; did you mean 'stale'?" in ran.output


def test_fix_makes_the_safe_changes_and_no_others(tmp_path: Path) -> None:
    folder = tmp_path / "jurisdictions"
    folder.mkdir()
    good = {"tv.yaml": profile().encode(), "nr.yaml": profile("NR", "Nauru").replace("\n", "\r\n").encode()}
    for name, text in good.items():
        (folder / name).write_bytes(text.replace(b"status: none", b"status: None", 1).partition(b"\n")[2])
    wrong = write(folder / "pw.yaml", profile("PW", "Palau").replace("status: none", "status: nonr", 1))
    before = wrong.read_bytes()
    ran = run("lint", ".", "--fix", folder=tmp_path)
    assert sorted(ran.errors.splitlines()) == ["jurisdictions/nr.yaml: 2 changed", "jurisdictions/tv.yaml: 2 changed"]
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == {**good, "pw.yaml": before}
    assert ran.status == FOUND
    assert ran.output.startswith("jurisdictions/pw.yaml:10:13: error [form] ")
    assert ran.output.endswith("\n3 files: 1 error.\n")


def test_lint_lists_its_checks(tmp_path: Path) -> None:
    ran = run("lint", "--list", folder=tmp_path)
    assert ran.status == 0
    for check in ("form (error): ", "stale (warning): ", "mode-line (note): "):
        assert f"\n{check}" in f"\n{ran.output}"


def test_lint_of_nothing_is_bad_usage(tmp_path: Path) -> None:
    for words, expected in ((["no-such.yaml"], "there is no no-such.yaml"), ([], "say which files to check"), (["--max-age", "0"], "--max-age")):
        ran = inside("lint", *words, folder=tmp_path)
        assert (ran.status, ran.output) == (BAD_INPUT, "")
        assert expected in ran.errors


# test


def test_scenarios_that_come_out_as_expected(tmp_path: Path) -> None:
    write(tmp_path / "tests/scenarios/times.yaml", CASES)
    ran = run("test", folder=tmp_path)
    assert (ran.status, ran.output, ran.errors) == (0, "2 scenarios, all as expected.\n", "")


def test_a_scenario_that_differs_shows_where_and_which_conditions(tmp_path: Path) -> None:
    write(tmp_path / "times.yaml", WRONG_CASES)
    ran = run("test", "times.yaml", "--junit", "out.xml", folder=tmp_path)
    assert ran.status == FOUND
    lines = [line.strip() for line in ran.output.splitlines()]
    assert lines[0] == "FAILED  second  An address with its zone (France to United States)"
    verdict, rule = (next(number for number, line in enumerate(lines) if line.startswith(f"times.yaml:{place}: ")) for place in ("24:16", "25:15"))
    assert lines[verdict + 1] == "expected  ready"
    assert lines[verdict + 2].startswith("got       ")
    assert lines[rule + 1] == f"expected  {NO_ZONE} holds"
    assert lines[rule + 2] == "got       it does not hold"
    trace = lines[next(number for number, line in enumerate(lines) if line.startswith(f"{NO_ZONE} (rules/data-identification.yaml:")) :]
    assert trace[1] == "items[0]: no"
    assert "yes: measure.kind = production" in trace
    assert "no: items[0].time = instant" in trace
    assert lines[-1] == "2 scenarios, 1 differs."
    suites = ElementTree.parse(tmp_path / "out.xml").getroot()
    (suite,) = suites
    assert (suite.get("name"), suite.get("tests"), suite.get("failures")) == ("times", "2", "1")
    assert [(case.get("name"), case.get("line"), len(case)) for case in suite] == [("first", "13", 0), ("second", "19", 1)]
    assert "times.yaml:24: " in (suite[1][0].text or "")
    mask = os.umask(0)
    os.umask(mask)
    assert (tmp_path / "out.xml").stat().st_mode & 0o777 == 0o666 & ~mask


def test_every_problem_of_a_scenario_file_is_said(tmp_path: Path) -> None:
    write(tmp_path / "times.yaml", CASES.replace("holds: [", "hold: [").replace("id: second", "id: first"))
    ran = run("test", "times.yaml", folder=tmp_path)
    assert (ran.status, ran.output) == (BAD_INPUT, "")
    assert "times.yaml:18:7: " in ran.errors
    assert "did you mean 'holds'?" in ran.errors
    ran = run("test", "no-such.yaml", folder=tmp_path)
    assert (ran.status, ran.output) == (BAD_INPUT, "")
    assert "there is no no-such.yaml" in ran.errors


def test_mutants_name_the_conditions_that_no_scenario_notices(tmp_path: Path) -> None:
    data = overlay(tmp_path / "data", rules__ours=OURS)
    one = CASES.replace(f"holds: [{NO_ZONE}]", "holds: [ours.always]").partition("  - id: second")[0]
    path = write(tmp_path / "cases.yaml", one)
    ran = run("test", path, "--mutants", "--rule", "ours.", "--data", data)
    assert ran.status == FOUND
    assert "the loss of 1 of those looked at is noticed by no scenario" in " ".join(ran.output.split())
    assert "ours.always: without (when)" in ran.output
    assert "dual-criminality" not in ran.output
    other = CASES.partition("scenarios:\n")[2].partition("  - id: second")[2]
    notices = other.replace(NO_ZONE, "ours.always").replace("change: {", 'change: {"measures[0].kind": search-and-seizure, ', 1)
    write(path, one + "  - id: second" + notices)
    ran = run("test", path, "--mutants", "--rule", "ours.", "--data", data)
    assert "the loss of 0 of those looked at" in " ".join(ran.output.split())
    assert ran.status == 0


# impact


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped law with one statement edited: the United States have left the Budapest Convention."""
    folder = tmp_path_factory.mktemp("copied")
    copy_law(folder)
    leave(folder)
    return folder


def copy_law(folder: Path) -> None:
    for name in ("rules", "jurisdictions"):
        shutil.copytree(shipped_place() / name, folder / name)


def leave(folder: Path) -> None:
    path = folder / "jurisdictions/us.yaml"
    text = path.read_text(encoding="utf-8")
    start = text.index("- id: budapest\n")
    assert "status: party" in text[start : text.index("- id: ", start + 1)]
    path.write_text(text[:start] + text[start:].replace("status: party", "status: none", 1), encoding="utf-8")


def test_impact_names_the_edit_and_the_case_it_changes(copied: Path) -> None:
    ran = run("impact", "--base", copied, READY)
    assert (ran.status, ran.errors) == (FOUND, "")
    text = " ".join(ran.output.split())
    assert "- US instruments/budapest changed: status (jurisdictions/us.yaml:" in text
    assert text.count(" changed") == 1
    assert "After this edit 1 of 1 case changes (1 becomes ready): - 1 request to United States becomes ready (was " in text
    assert READY.stem in text
    assert "no longer: blocker " in text


def test_impact_as_markdown(copied: Path) -> None:
    ran = run("impact", "--base", copied, READY, "--format", "markdown")
    assert ran.status == FOUND
    lines = ran.output.splitlines()
    assert lines[0] == "## What this edit changes"
    assert any(line.startswith("- **1 request to United States becomes ready") for line in lines)
    assert f"  - <details><summary>cases</summary>{READY.stem}</details>" in lines
    assert lines[lines.index("### Edited") + 2].startswith("- US instruments/budapest changed: status (jurisdictions/us.yaml:")


def test_impact_of_nothing(tmp_path: Path) -> None:
    ran = run("impact", "--base", shipped_place(), READY, write(tmp_path / "times.yaml", CASES))
    assert (ran.status, ran.output, ran.errors) == (0, "After this edit none of 3 cases changes.\n", "")


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A git repository of its own with program, rules and profiles."""
    folder = tmp_path_factory.mktemp("checkout")
    copy_law(folder)
    shutil.copytree(ROOT / "src/legalcheck", folder / "src/legalcheck", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(READY, folder / "ready.yaml")
    git(folder, "init", "--quiet")
    git(folder, "add", ".")
    git(folder, "-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "--quiet", "--no-gpg-sign", "--message", "The law")
    return folder


@pytest.fixture
def clean(checkout: Path) -> Iterator[Path]:
    yield checkout
    git(checkout, "checkout", "--quiet", "--", ".")


def git(folder: Path, *words: str) -> str:
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    return subprocess.run(["git", *words], cwd=folder, check=True, capture_output=True, text=True, env=inherited).stdout


def there(folder: Path, *words: str | Path) -> Ran:
    """Run with the program and the law of a checkout."""
    return run(*words, folder=folder, PYTHONPATH=str(folder / "src"))


def test_impact_of_an_edit_since_the_last_commit(clean: Path) -> None:
    leave(clean)
    ran = there(clean, "impact", "ready.yaml")
    assert (ran.status, ran.errors) == (FOUND, "")
    text = " ".join(ran.output.split())
    assert "- US instruments/budapest changed: status (jurisdictions/us.yaml:" in text
    assert "1 of 1 case changes" in text
    assert "now: blocker " in text
    assert git(clean, "status", "--short").split() == ["M", "jurisdictions/us.yaml"]


@pytest.mark.parametrize(
    ("base", "expected"),
    [
        ("no-such", "no-such: is neither a folder nor a git revision of "),
        ("--help-me", "--help-me: is neither a folder nor a git revision of "),
        ("src", "src: there is no law to compare with: it has no rules"),
    ],
)
def test_a_base_that_is_none_is_said_plainly(checkout: Path, base: str, expected: str) -> None:
    ran = there(checkout, "impact", f"--base={base}", "ready.yaml")
    assert (ran.status, ran.output) == (BAD_INPUT, "")
    assert ran.errors.startswith(expected)
    assert len(ran.errors.splitlines()) == 1


def test_impact_without_cases_or_with_a_wrong_one(tmp_path: Path) -> None:
    assert "there is no scenario and no draft to evaluate" in run("impact", folder=tmp_path).errors
    ran = run("impact", "--base", shipped_place(), write(tmp_path / "a.yaml", "requesting: {jurisdiction: fr}\n"))
    assert (ran.status, ran.output) == (BAD_INPUT, "")
    assert "'fr' is not a country code" in ran.errors


# show


class Page(HTMLParser):
    """A page: its elements are closed in the order in which they were opened."""

    VOID = ("meta", "br", "hr", "img", "link")

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[str] = []
        self.texts: dict[str, list[str]] = {}
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(tag)
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag, self.getpos()

    def handle_data(self, data: str) -> None:
        if self.open:
            self.texts.setdefault(self.open[-1], []).append(data)


def test_two_profiles_side_by_side() -> None:
    text = run("show", "--compare", "FR", "DE", COLUMNS="200")
    assert (text.status, text.errors) == (0, "")
    heading = text.output.splitlines()[1]
    assert heading.index("France (FR)") < heading.index("Germany (DE)")
    assert "│ retention " in text.output
    markdown = inside("show", "--compare", "FR", "DE", "--format", "markdown").output
    assert markdown.startswith("# France and Germany\n")
    assert "\n| FR | DE |\n| --- | --- |\n" in markdown
    assert {line.count(" | ") for line in markdown.splitlines() if line.startswith("| ")} == {1}
    page = Page(run("show", "--compare", "FR", "DE", "--format", "html").output)
    assert page.texts["title"] == ["France and Germany"]
    assert page.seen.count("table") == markdown.count("\n| FR | DE |\n") == page.seen.count("h2")


def test_profiles_as_a_page_and_as_markdown(tmp_path: Path) -> None:
    hostile = profile().replace("A law,", '"A <script>alert(1)</script> | *law*",').replace("says the xylophone", "<b>says</b> the_xylophone")
    data = overlay(tmp_path, jurisdictions__tv=hostile)
    ran = run("show", "TV", "meta", "--format", "html", "--data", data)
    assert (ran.status, ran.errors) == (0, "")
    page = Page(ran.output)
    assert page.seen.count("html") == page.seen.count("body") == 1
    assert page.texts["title"] == ["Tuvalu (TV)"]
    assert len(page.texts["h1"]) == 2
    assert not {"script", "b"} & set(page.seen)
    assert "<script>alert(1)</script> | *law*" in "".join(page.texts["li"])
    assert "<b>says</b> the_xylophone" in "".join(page.texts["li"])
    markdown = run("show", "TV", "meta", "--format", "markdown", "--data", data).output
    assert [line for line in markdown.splitlines() if line.startswith("# ")][:1] == ["# Tuvalu (TV)"]
    assert "<script" not in markdown


def test_coverage_counts_the_statements_of_each_section(tmp_path: Path) -> None:
    data = overlay(tmp_path, jurisdictions__tv=profile().replace("basis: recalled   # by nobody", "basis: read"))
    ran = run("show", "--coverage", "TV", "--data", data)
    assert (ran.status, ran.errors) == (0, "")
    assert ran.output.startswith("Jurisdictions (1)")
    (row,) = [line.split() for line in ran.output.splitlines() if line.startswith(" TV ")]
    assert row == ["TV", "2?", "2?"]
    assert "\n1 profile, 2 statements: 1 read in their source, 1 from memory in some field (?).\n" in ran.output


def test_an_offence_with_its_instruments_and_states(tmp_path: Path) -> None:
    ran = run("show", "illegal-access", folder=tmp_path)
    assert (ran.status, ran.errors) == (0, "")
    assert "(illegal-access)" in ran.output.splitlines()[0]
    assert "Budapest Convention, art. 2" in ran.output
    assert "(jurisdictions/" in ran.output.partition("\nStates\n")[2]


def test_a_rule_with_its_scenarios(tmp_path: Path) -> None:
    write(tmp_path / "tests/scenarios/times.yaml", CASES)
    ran = run("show", NO_ZONE, "dual-criminality.not-met", folder=tmp_path)
    assert (ran.status, ran.errors) == (0, "")
    rule, scenarios, other = ran.output.split("\n  Scenarios\n")
    assert rule.startswith(f"{NO_ZONE}  ")
    assert "\n  When\n" in rule
    assert "\n  Law\n" in rule
    assert scenarios.split("\n")[:2] == ["    - holds in times/first", "    - does not hold in times/second"]
    assert other == "    - no scenario says anything of it\n"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["--compare", "FR", "budapst"], "did you mean 'budapest'?"),
        (["--compare", "FR", "meta"], "--compare takes two or more profiles of one kind"),
        (["--coverage", "telegramm"], "did you mean 'telegram'?"),
        (["telegramm", "--format", "html"], "did you mean 'telegram'?"),
        (["illegal-access", "--format", "html"], "'illegal-access' is no profile: --format html is for"),
        ([], "say what to show"),
    ],
)
def test_what_cannot_be_shown(words: list[str], expected: str) -> None:
    ran = inside("show", *words)
    assert (ran.status, ran.output) == (BAD_INPUT, "")
    assert expected in ran.errors


# search


def test_search_finds_statements_and_rules_by_all_their_words(tmp_path: Path) -> None:
    data = overlay(tmp_path, jurisdictions__tv=profile(), rules__ours=OURS.replace("Our office wants", "The xylophone wants"))
    ran = run("search", "XYLOPHONE", "--data", data)
    assert (ran.status, ran.errors) == (0, "")
    heads = [line for line in ran.output.splitlines() if not line.startswith(" ")]
    assert heads == [
        f"TV instruments/budapest  {data}/jurisdictions/tv.yaml:8",
        f"ours.always  {data}/rules/ours.yaml:5",
        "2 found.",
    ]
    assert "  The xylophone wants to know of this.\n" in ran.output
    ran = run("search", "xylophone", "zzqq", "--data", data)
    assert (ran.status, ran.output, ran.errors) == (FOUND, "Nothing found.\n", "")


def test_search_shows_the_first_hits_and_says_so() -> None:
    lines = run("search", "convention").output.splitlines()
    number, _, rest = lines[-1].partition(" ")
    assert int(number) > 40
    assert rest == "found; the first 40 are shown (--all for every one)."
    assert len([line for line in lines if not line.startswith(" ")]) == 41


# confirm


@pytest.fixture
def ours(tmp_path: Path) -> Path:
    """A folder that extends the shipped profile of the United States by two statements."""
    return overlay(tmp_path / "ours", jurisdictions__us=profile("US", "the United States", extends=True))


def test_confirm_lists_what_most_scenarios_rest_on_first(tmp_path: Path) -> None:
    write(tmp_path / "tests/scenarios/times.yaml", CASES.replace("jurisdiction: US", "jurisdiction: TV"))
    old = profile(reviewed=str(TODAY - timedelta(days=800))).replace("basis: recalled   # by nobody", "basis: read")
    data = overlay(tmp_path / "ours", jurisdictions__tv=old)
    ran = run("confirm", "tv", "--data", data, folder=tmp_path)
    assert (ran.status, ran.errors) == (0, "")
    heads = [line.split("  ") for line in ran.output.splitlines() if "tv.yaml:" in line]
    assert [[word.strip() for word in one if word] for one in heads] == [
        ["2 of 2", "TV instruments/budapest", "reviewed 800 days ago", f"{data}/jurisdictions/tv.yaml:8"],
        ["0 of 2", "TV instruments/second-protocol", "recalled", f"{data}/jurisdictions/tv.yaml:17"],
    ]
    assert ran.output.endswith("2 statements to confirm.\n")
    assert inside("confirm", "tv", "--max-age", "900", "--data", data, folder=tmp_path).output.endswith("\n1 statement to confirm.\n")


def test_confirming_a_statement_of_an_overlay_changes_its_lines_alone(ours: Path) -> None:
    path = ours / "jurisdictions/us.yaml"
    before = path.read_text(encoding="utf-8")
    ran = run(
        "confirm", "US", "instruments/second-protocol", "--data", ours,
        "--title", "Chart of signatures", "--url", "https://example.org/a", "--state-of", "2026-11", "--on", "2026-11-20",
        "--text", "It has signed: not ratified.", "--set", "status=signed",
    )  # fmt: skip
    assert (ran.status, ran.errors) == (0, "")
    assert ran.output == f"{path}: US instruments/second-protocol is now read, 2026-11-20.\n"
    head, _, tail = before.partition("  - id: second-protocol")
    expected = tail.replace("status: none", "status: signed")
    expected = expected.replace(">-\n      It has not signed\n      the second protocol.", '"It has signed: not ratified."')
    expected = expected.replace("title: A list", "title: Chart of signatures").replace("locator: p. 2\n", 'locator: p. 2\n      url: "https://example.org/a"\n')
    expected = expected.replace("basis: recalled\n    basis_of: {status: recalled}\n", "basis: read\n")
    expected = expected.replace(f"reviewed: {TODAY}   # last\n", "reviewed: 2026-11-20   # last\n    state_of: 2026-11\n")
    assert path.read_text(encoding="utf-8") == f"{head}  - id: second-protocol{expected}"
    assert [one.name for one in path.parent.iterdir()] == ["us.yaml"]


def test_confirming_from_within_the_folder_leaves_the_shipped_file_alone(ours: Path) -> None:
    shipped = (shipped_place() / "jurisdictions/us.yaml").read_bytes()
    ran = run("confirm", "us", "instruments/budapest", "--data", ".", "--on", "2026-11-20", folder=ours)
    assert (ran.status, ran.errors) == (0, "")
    text = (ours / "jurisdictions/us.yaml").read_text(encoding="utf-8")
    expected = profile("US", "the United States", extends=True).replace("basis: recalled   # by nobody", "basis: read   # by nobody")
    assert text == expected.replace(f"reviewed: {TODAY}\n", "reviewed: 2026-11-20\n", 1)
    assert (shipped_place() / "jurisdictions/us.yaml").read_bytes() == shipped


def test_a_statement_that_an_overlay_leaves_is_confirmed_where_it_stands(clean: Path, ours: Path) -> None:
    path = clean / "jurisdictions/us.yaml"
    before = path.read_text(encoding="utf-8")
    names = [one["id"] for one in yaml.safe_load(before)["instruments"] if one["id"] not in ("budapest", "second-protocol")]
    ran = there(clean, "confirm", "US", f"instruments/{names[-1]}", "--data", ours, "--on", "2026-11-20", "--locator", "p. 99")
    assert (ran.status, ran.errors) == (0, "")
    assert ran.output.startswith("jurisdictions/us.yaml: ")
    data = yaml.safe_load(before)
    statement = next(one for one in data["instruments"] if one["id"] == names[-1])
    statement |= {"basis": "read", "reviewed": date(2026, 11, 20), "source": statement["source"] | {"locator": "p. 99"}}
    statement.pop("basis_of", None)
    assert yaml.safe_load(path.read_text(encoding="utf-8")) == data
    assert (ours / "jurisdictions/us.yaml").read_text(encoding="utf-8") == profile("US", "the United States", extends=True)


def test_the_ends_of_lines_stay_as_they_are(ours: Path) -> None:
    path = ours / "jurisdictions/us.yaml"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    before = path.read_bytes().splitlines(keepends=True)
    assert run("confirm", "US", "instruments/budapest", "--data", ours, "--on", "2026-11-20").status == 0
    after = path.read_bytes().splitlines(keepends=True)
    differing = [one for one, other in zip(after, before, strict=True) if one != other]
    assert differing == [b"    basis: read   # by nobody\r\n", b"    reviewed: 2026-11-20\r\n"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["US", "instruments/budapest", "--set", "status=non"], "'non' is not known; did you mean 'none'?"),
        (["US", "instruments/budapest", "--set", "statsu=none"], "unknown key 'statsu'; did you mean 'status'?"),
        (["US", "instruments/budapest", "--set", "instrument="], "instrument"),
        (["US", "instruments/budapest", "--set", "status"], "--set expects FIELD=VALUE, not 'status'"),
        (["US", "instruments/budapest", "--set", "status=a: ["], "--set:1:9: is not valid YAML"),
        (["US", "instruments/budapest", "--state-of", "tomorrow"], "tomorrow"),
        (["US", "instruments/budapest", "--text", ""], "--text is empty"),
        (["US", "instruments/budapest", "--on", "yesterday"], "--on expects a day such as 2026-11-23, not 'yesterday'"),
        (["US", "instruments/second-protocl"], "US has no statement 'instruments/second-protocl'; did you mean 'instruments/second-protocol'?"),
        (["US", "budapest"], "US has no statement 'budapest'"),
        (["budapst", "channels/a"], "nothing on file is called 'budapst'; did you mean 'budapest'?"),
    ],
)
def test_what_cannot_be_confirmed_leaves_the_file_alone(ours: Path, words: list[str], expected: str) -> None:
    before = (ours / "jurisdictions/us.yaml").read_bytes()
    ran = inside("confirm", *words, "--data", ours)
    assert (ran.status, ran.output) == (BAD_INPUT, "")
    assert expected in ran.errors
    assert "internal error" not in ran.errors
    assert (ours / "jurisdictions/us.yaml").read_bytes() == before


# new


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one new file of every kind, as the verb prints them."""
    folder = tmp_path_factory.mktemp("made")
    for words, path in (
        (["jurisdiction", "xk"], "jurisdictions/xk.yaml"),
        (["jurisdiction", "TV"], "jurisdictions/tv.yaml"),
        (["instrument", "budapest"], "jurisdictions/instruments/budapest.yaml"),
        (["provider", "acme-mail"], "jurisdictions/providers/acme-mail.yaml"),
        (["rule", "ours.first"], "rules/ours.yaml"),
        (["scenario"], "tests/scenarios/cases.yaml"),
    ):
        ran = run("new", *words)
        assert (ran.status, ran.errors) == (0, "")
        write(folder / path, ran.output)
    return folder


def test_lint_has_nothing_to_say_of_new_files(made: Path) -> None:
    ran = run("lint", ".", folder=made)
    assert (ran.status, ran.output) == (NOTHING_FOUND, "6 files: nothing found.\n")


def test_the_new_scenario_comes_out_as_it_says(made: Path) -> None:
    assert run("test", folder=made).output == "1 scenario, all as expected.\n"


def test_new_law_is_read_with_the_rest(made: Path) -> None:
    data = made.parent / "data"
    for folder in ("rules", "jurisdictions"):
        shutil.copytree(made / folder, data / folder)
    ran = run("show", "TV", "XK", "budapest", "acme-mail", "ours.first", "--data", data, folder=made.parent)
    assert (ran.status, ran.errors) == (0, "")
    for name in ("Tuvalu (TV)", "Kosovo (XK)", "(budapest)", "(acme-mail)", "ours.first  "):
        assert name in ran.output
    assert "time_zone: Pacific/Funafuti" in (made / "jurisdictions/tv.yaml").read_text(encoding="utf-8")


def uncommented(text: str) -> str:
    """A skeleton of which every section is used: what stands behind a single # and a blank is written for good, sentences excepted."""
    lines = []
    for line in text.splitlines():
        bare = line.removeprefix("# ")
        is_section = bare != line and bare.endswith(":") and " " not in bare
        lines.append(bare if is_section or bare.startswith("  ") else line)
    return "\n".join(lines) + "\n"


def test_the_commented_sections_of_a_skeleton_are_right_when_they_are_used(made: Path, tmp_path: Path) -> None:
    for path in ("jurisdictions/tv.yaml", "jurisdictions/providers/acme-mail.yaml", "jurisdictions/instruments/budapest.yaml"):
        text = uncommented((made / path).read_text(encoding="utf-8"))
        assert text.count("\n  - id: ") > 5
        write(tmp_path / path, text)
    found = json.loads(run("lint", ".", "--format", "json", folder=tmp_path).output)
    assert [one for one in found if one["check"] == "form"] == []


def test_nothing_is_written_over(tmp_path: Path) -> None:
    ran = run("new", "rule", "ours.first", "-o", "ours.yaml", folder=tmp_path)
    assert (ran.status, ran.output, ran.errors) == (0, "", "ours.yaml written\n")
    mask = os.umask(0)
    os.umask(mask)
    assert (tmp_path / "ours.yaml").stat().st_mode & 0o777 == 0o666 & ~mask
    before = (tmp_path / "ours.yaml").read_bytes()
    assert before == run("new", "rule", "ours.first").bytes
    ran = run("new", "rule", "ours.second", "-o", "ours.yaml", folder=tmp_path)
    assert (ran.status, ran.output) == (BAD_INPUT, "")
    assert "ours.yaml is there already; nothing was written" in ran.errors
    assert (tmp_path / "ours.yaml").read_bytes() == before
    ran = run("new", "scenario", "-o", "no/cases.yaml", folder=tmp_path)
    assert (ran.status, ran.errors) == (BAD_INPUT, "no/cases.yaml: No such file or directory\n")
    assert [one.name for one in tmp_path.iterdir()] == ["ours.yaml"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["jurisdiction", "QQ"], "'QQ' is no country code"),
        (["instrument", "budapst"], "the vocabulary has no instrument 'budapst'; did you mean 'budapest'?\n"),
        (["instrument", "zzqq"], "the vocabulary has no instrument 'zzqq'; add the word to rules/vocabulary.yaml first"),
        (["provider", "Acme Mail"], "'Acme Mail' is no name of a file"),
        (["provider", "../acme"], "'../acme' is no name of a file"),
        (["rule", "our rules.first"], "'our rules.first' is no name of a rule"),
        (["rule", "ours."], "'ours.' is no name of a rule"),
        (["draft", "--from", "FR", "--to", "US", "--measure", "producton", "--plain"], "'producton' is not known; did you mean 'production'?"),
        (["draft", "--from", "FR", "--to", "UU", "--measure", "production", "--plain"], "'UU' is not a country code"),
        (["draft", "--from", "FR", "--measure", "production"], "Missing option '--to'"),
    ],
)
def test_what_cannot_be_new(words: list[str], expected: str) -> None:
    ran = inside("new", *words)
    assert (ran.status, ran.output) == (BAD_INPUT, "")
    assert expected in ran.errors


ROUTE = ("--instrument", "budapest", "--channel", "central-authority")
DRAFT = ("new", "draft", "--from", "fr", "--to", "us", "--measure", "production", "--category", "content", *ROUTE)


def test_a_new_draft_holds_the_options_and_lists_what_matters() -> None:
    ran = run(*DRAFT, "--provider", "meta", "--offence", "fraud", "--plain")
    assert (ran.status, ran.errors) == (0, "")
    assert yaml.safe_load(ran.output) == {
        "as_of": str(TODAY), "requesting": {"jurisdiction": "FR"}, "requested": {"jurisdiction": "US", "provider": "meta"},
        "instrument": "budapest", "channel": "central-authority", "measures": [{"kind": "production", "data": ["content"]}],
        "offences": [{"category": "fraud"}],
    }  # fmt: skip
    comments = [line for line in ran.output.splitlines() if line.startswith("#   ")]
    evaluated = run("evaluate", "-", "--format", "json", given=ran.bytes)
    asked = [one for one in json.loads(evaluated.output)["questions"] if one["answered_by"] == "drafter"]
    assert evaluated.status == INCOMPLETE
    assert comments == [f"#   {one['path']}: {one['ask']}" for one in asked] != []


def conversation(answers: Mapping[str, list[str]], *words: str) -> tuple[int, str, list[str]]:
    """Answer each question by its path, all others with an empty line. Returns exit status, standard output, and everything that was asked."""
    process = subprocess.Popen(
        [sys.executable, "-m", "legalcheck", *DRAFT, "--interactive", *words],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT, bufsize=0,
    )  # fmt: skip
    assert process.stdin is not None
    assert process.stdout is not None
    assert process.stderr is not None
    left = {path: list(given) for path, given in answers.items()}
    asked: list[str] = []
    said = ""
    while read := os.read(process.stderr.fileno(), 65536):
        said += read.decode()
        if said.endswith("]: "):
            asked.append(said)
            given = left.get(said.rpartition("[")[2].removesuffix("]: "), [])
            process.stdin.write(f"{given.pop(0) if given else ''}\n".encode())
            said = ""
    output = process.stdout.read().decode()
    process.stdin.close()
    process.stdout.close()
    process.stderr.close()
    assert not any(left.values()), left
    return process.wait(timeout=60), output, asked


def test_a_draft_by_conversation_holds_the_answers() -> None:
    answers = {"offences": ["fruad", "fraud"], "requesting.authority": ["judge"], "language": ["en"], "case.facts_summary_given": ["true"]}
    status, output, asked = conversation(answers)
    assert status == 0
    data = yaml.safe_load(output)
    assert data["requesting"] == {"jurisdiction": "FR", "authority": "judge"}
    assert (data["language"], data["case"]["facts_summary_given"]) == ("en", True)
    assert data["offences"] == [{"category": "fraud"}]
    again = next(text for text in asked if "fruad" in text)
    assert "'fruad' is not known; did you mean 'fraud'?" in again
    paths = [text.rpartition("[")[2] for text in asked]
    assert len(paths) == len(set(paths)) + 1
    assert run("evaluate", "-", given=output.encode()).status in (0, 1, 3, 4)


def test_answers_that_end_early_are_not_lost() -> None:
    first = conversation({})[2][0].rpartition("[")[2].removesuffix("]: ")
    assert first == "offences"
    ran = run(*DRAFT, "--interactive", given=b"fraud\n")
    assert ran.status == 0
    assert yaml.safe_load(ran.output)["offences"] == [{"category": "fraud"}]


# the interview itself


@pytest.fixture(scope="module")
def evaluator() -> Evaluator:
    return Evaluator(Library(), Options(engine="compiled"))


def least() -> dict[str, Any]:
    states = {"requesting": {"jurisdiction": "FR"}, "requested": {"jurisdiction": "US"}}
    return {"as_of": "2026-11-23", **states, "instrument": "budapest", "channel": "central-authority", "measures": [{"kind": "production"}]}


def test_an_interview_asks_each_thing_once_and_ends(evaluator: Evaluator) -> None:
    asked: list[str] = []

    def ask(question: Question, wrong: str | None) -> str:
        assert wrong is None
        assert question.answered_by == "drafter"
        asked.append(question.path)
        return " "

    given = least()
    assert interview(given, evaluator, date(2026, 11, 23), ask) == least() == given
    assert len(asked) == len(set(asked)) > 3


def test_an_interview_asks_again_until_the_answer_can_be_read(evaluator: Evaluator) -> None:
    wrongs: list[str | None] = []
    answers = iter(["fr", "judgge", "judge"])

    def ask(question: Question, wrong: str | None) -> str:
        if question.path != "requesting.authority":
            return ""
        wrongs.append(wrong)
        return next(answers)

    draft = interview(least(), evaluator, date(2026, 11, 23), ask)
    assert draft["requesting"] == {"jurisdiction": "FR", "authority": "judge"}
    assert wrongs[0] is None
    assert all("is not known" in (wrong or "") for wrong in wrongs[1:])
    assert len(wrongs) == 3


def test_an_answer_brings_up_what_follows_from_it(evaluator: Evaluator) -> None:
    def asked(answers: Mapping[str, str]) -> set[str]:
        paths: set[str] = set()

        def ask(question: Question, wrong: str | None) -> str:
            assert wrong is None
            paths.add(question.path)
            return answers.get(question.path, "")

        interview(least(), evaluator, date(2026, 11, 23), ask)
        return paths

    assert {path for path in asked({"offences": "fraud"}) if path.startswith("offences[0].")}
    assert not {path for path in asked({}) if path.startswith("offences[0].")}


def test_an_answer_is_written_as_in_a_file() -> None:
    draft = least()
    assert answered(draft, "offences[0].category", "fraud") is None
    assert answered(draft, "offences[0].maximum_penalty_months", "36") is None
    assert answered(draft, "case.facts_summary_given", "true") is None
    assert answered(draft, "order.covers", "[traffic, content]") is None
    assert answered(draft, "reference", "a: b [") is None
    assert draft == {
        **least(), "offences": [{"category": "fraud", "maximum_penalty_months": 36}], "case": {"facts_summary_given": True},
        "order": {"covers": ["traffic", "content"]}, "reference": "a: b [",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("path", "answer", "expected"),
    [
        ("offences[0].category", "fruad", "did you mean 'fraud'?"),
        ("offences[0].maximum_penalty_months", "many", "number of months"),
        ("offences[3].category", "fraud", "there is no offences[3].category in the draft"),
        ("language", "null", "there is no language in the draft to remove"),
        ("case.facts_summary_given", "perhaps", "case.facts_summary_given"),
        ("no_such_key", "x", "unknown key 'no_such_key'"),
    ],
)
def test_what_is_wrong_with_an_answer_is_said(path: str, answer: str, expected: str) -> None:
    assert expected in (answered(least(), path, answer) or "")


def test_an_answer_about_a_list_that_is_left_out_goes_to_its_first_member() -> None:
    words = shipped_vocabulary()
    category = next(path for path in words.paths.values() if path.draft == "offences[].category")
    assert place_of(Question(path="offences", ask=category.ask, decides=(), answered_by="drafter"), words) == "offences[0].category"
    assert place_of(Question(path="offences", ask="Something else?", decides=(), answered_by="drafter"), words) == "offences"
    assert place_of(Question(path="offences[1].category", ask=category.ask, decides=(), answered_by="drafter"), words) == "offences[1].category"
