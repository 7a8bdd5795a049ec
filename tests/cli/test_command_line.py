"""The command line, run as a process: exit status, what is said and where, and what is never said."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import click
import pytest

from cli.running import BAD_INPUT, READY, ROOT, Ran, inside, overlay, run
from legalcheck.cli.main import main

EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))
LEAST = "requesting: {jurisdiction: FR}\nrequested: {jurisdiction: US}\nmeasures: [{kind: production}]\nas_of: 2026-11-23\n"
DIRECT = "instrument: budapest\nchannel: central-authority\n"
EXIT_STATUS = {"ready": 0, "blocked": 1, "incomplete": 3, "unsettled": 4}


def said(text: str | bytes, *words: str) -> Ran:
    """`legalcheck evaluate -` on a text."""
    return run("evaluate", "-", *words, given=text.encode() if isinstance(text, str) else text)


def refused(text: str | bytes) -> list[str]:
    """The problems of a text that is bad input."""
    ran = said(text)
    assert (ran.status, ran.output) == (BAD_INPUT, "")
    return ran.errors.splitlines()


# the verdict and the exit status


def test_the_exit_status_is_that_of_the_verdict_and_the_examples_show_each() -> None:
    verdicts: dict[str, Path] = {}
    for path in EXAMPLES:
        ran = inside("evaluate", path, "--format", "json", "--engine", "compiled")
        assert ran.errors == ""
        verdict = json.loads(ran.output)["verdict"]
        assert ran.status == EXIT_STATUS[verdict], path
        verdicts[verdict] = path
    assert set(verdicts) == set(EXIT_STATUS)
    for verdict, path in verdicts.items():
        ran = run("evaluate", path)
        assert (ran.status, ran.errors) == (EXIT_STATUS[verdict], "")
        assert ran.output.startswith(f"{verdict.upper()}: ")


@pytest.mark.parametrize("words", [["--format", "json"], ["--full"], ["--format", "json", "--engine", "compiled"]], ids=" ".join)
def test_the_same_draft_gives_the_same_bytes(words: Sequence[str]) -> None:
    one, two = (run("evaluate", EXAMPLES[0], *words, PYTHONHASHSEED=seed) for seed in ("1", "2"))
    assert one.bytes == two.bytes
    assert one.bytes.endswith(b"\n")


def test_both_engines_say_the_same_of_an_example() -> None:
    one, two = (json.loads(run("evaluate", EXAMPLES[0], "--format", "json", "--engine", name).output) for name in ("durable", "compiled"))
    assert (one["provenance"].pop("engine"), two["provenance"].pop("engine")) == ("durable", "compiled")
    assert one == two
    assert run("evaluate", EXAMPLES[0], "--cross-check").status in EXIT_STATUS.values()


def test_a_draft_may_come_from_standard_input_and_as_json() -> None:
    text = LEAST + DIRECT
    as_json = json.dumps(
        {
            "requesting": {"jurisdiction": "FR"}, "requested": {"jurisdiction": "US"}, "measures": [{"kind": "production"}],
            "as_of": "2026-11-23", "instrument": "budapest", "channel": "central-authority",
        }
    )  # fmt: skip
    one, two = said(text, "--format", "json"), said(as_json, "--format", "json")
    assert one.status == EXIT_STATUS["incomplete"]
    assert one.bytes == two.bytes


def test_a_time_stamp_without_zone_is_a_finding_and_no_error() -> None:
    ran = run("evaluate", ROOT / "examples" / "ip-without-zone-br-fr.yaml", "--format", "json")
    result = json.loads(ran.output)
    assert ran.status in EXIT_STATUS.values()
    assert "data-identification.address-without-zone" in {finding["rule"] for finding in result["blockers"] + result["warnings"]}


def test_a_state_without_a_profile_is_no_error_and_never_ready() -> None:
    ran = said(LEAST.replace("US", "TV") + "offences: []\nitems: []\n", "--format", "json")
    assert ran.status in (EXIT_STATUS["blocked"], EXIT_STATUS["incomplete"], EXIT_STATUS["unsettled"])
    assert "TV" not in json.loads(ran.output)["provenance"]["profiles"]


# bad input


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (LEAST + "ofences: []\n", "<stdin>:5:1: unknown key 'ofences'; did you mean 'offences'?"),
        (LEAST.replace("FR", "fr"), "<stdin>:1:28: requesting.jurisdiction: 'fr' is not a country code"),
        (LEAST.replace("FR", "UK"), "<stdin>:1:28: requesting.jurisdiction: 'UK' is not a country code"),
        (LEAST + "offences: [{category: homicid}]\n", "<stdin>:5:23: offences[0].category: 'homicid' is not known"),
        (LEAST + "offences: [{category: jaywalking}]\n", "<stdin>:5:23: offences[0].category: 'jaywalking' is not known"),
        ("", "<stdin>:1:1: is empty"),
        ("# nothing\n", "<stdin>:1:1: is empty"),
        (b"\x00\x01\x02\xff" * 1000, "<stdin>:1:4: is not UTF-8 text (a binary file, or another encoding?)"),
        (LEAST.encode("utf-16"), "<stdin>:1:1: is not UTF-8 text (a binary file, or another encoding?)"),
        (LEAST + "order: !!python/object/apply:os.system [id]\n", "<stdin>:5:8: tag "),
        (LEAST + "as_of: 2026-11-24\n", "<stdin>:5:1: key 'as_of' is there twice (first in line 4)"),
        (LEAST + "---\n" + LEAST, "<stdin>:5:1: holds a second document"),
        (LEAST + "items: [\n", "<stdin>:6:1: is not valid YAML: "),
        ("- a list\n", "<stdin>:1:1: the file: expected a mapping (key: value), not a list"),
    ],
)  # fmt: skip
def test_bad_input_is_said_with_its_place_on_standard_error(text: str | bytes, expected: str) -> None:
    (problem,) = refused(text)
    assert problem.startswith(expected)


def test_every_problem_is_on_a_line_of_its_own() -> None:
    assert len(refused(LEAST.replace("FR", "fr") + "ofences: []\nlanguage: french\n")) == 3


def test_a_file_is_named_as_the_user_named_it(tmp_path: Path) -> None:
    (tmp_path / "my draft.yaml").write_text(LEAST.replace("US", "us"))
    assert run("evaluate", "my draft.yaml", folder=tmp_path).errors.startswith("my draft.yaml:2:27: ")


@pytest.mark.parametrize("name", ["missing.yaml", ".", "x" * 5000])
def test_a_missing_file_or_a_folder_is_bad_input(name: str) -> None:
    ran = run("evaluate", name)
    assert (ran.status, ran.output) == (BAD_INPUT, "")
    assert ": cannot be read: " in ran.errors
    assert len(ran.errors) < 500


def test_no_value_of_the_draft_is_said_beyond_the_line_concerned() -> None:
    text = LEAST + (
        "reference: secret-1\n"
        "items: [{identifier: {type: emial, value: secret-2}, purpose: evidence}]\n"
        "subjects: {role: suspect, nationality: [secret-3]}\n"
        "case: [secret-4]\n"
        "offences: [{provision: [secret-5]}]\n"
    )
    problems = refused(text)
    assert len(problems) == 4
    assert "secret" not in "".join(problems)


# hostile input


def bomb() -> str:
    lines = ["a0: &a0 [lol, lol, lol]"] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 40)]
    return LEAST + "\n".join(lines)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(bomb(), "anchors and aliases", id="alias bomb"),
        pytest.param(LEAST + "items: " + "[" * 1_000_000, "nest", id="deep lists"),
        pytest.param("{a: " * 1_000_000, "nest", id="deep mappings"),
        pytest.param('{"a": ' * 1_000_000, "nest", id="deep JSON"),
        pytest.param(LEAST + "items: [" + "{}," * 2_000_000 + "]", "values", id="too many values"),
        pytest.param(LEAST + "".join(f"k{n}: 1\n" for n in range(90_000)), "unknown key", id="too many keys"),
        pytest.param(LEAST + "a: 1\n" * 90_000, "twice", id="one key many times"),
        pytest.param(LEAST + "offences: [" + "{maximum_penalty_months: x}," * 40_000 + "]", "number of months", id="too many mistakes"),
        pytest.param(LEAST + "instrument: " + "x" * 7_000_000, "is not known", id="huge word"),
        pytest.param("? " + "k" * 7_000_000 + "\n: 1\n", "unknown key", id="huge key"),
        pytest.param(LEAST + "reference: [" + "9" * 7_000_000 + "]", "expected a word", id="huge number"),
        pytest.param("#" * 8_000_000, "is empty", id="huge comment"),
        pytest.param("\n" * 8_000_000, "is empty", id="many lines"),
        pytest.param(b"a" * 50_000_000, "is larger than 8 MiB", id="50 MB"),
    ],
)
def test_a_hostile_text_is_turned_away_with_little_work(text: str | bytes, expected: str) -> None:
    problems = refused(text)
    assert expected in "".join(problems)
    assert len(problems) <= 60
    assert max(map(len, problems)) < 500


def test_a_large_file_is_turned_away_unread(tmp_path: Path) -> None:
    with (tmp_path / "large.yaml").open("wb") as stream:
        stream.truncate(50_000_000)
    ran = run("evaluate", tmp_path / "large.yaml")
    assert ran.status == BAD_INPUT
    assert "is larger than 8 MiB" in ran.errors


@pytest.mark.parametrize(
    "line",
    [
        "received: {at: LASTT23:59:59-12:00}",
        "received: {at: FIRSTT00:00:00+14:00}",
        "items: [{identifier: {type: ip, value: 81.2.3.4, seen_at: LASTT23:59:59-12:00}}]",
        "items: [{identifier: {type: ip, value: 81.2.3.4, seen_at: FIRSTT00:00:00+14:00}, from: FIRST, until: LAST}]",
        "case: {preserved: {from: FIRST, until: LAST}}",
        "order: {kind: warrant, on: LAST, expires: FIRST}",
        "history: [{kind: preservation, on: FIRST}, {kind: reminder, on: LAST}]",
        "answer: {received: LAST}",
    ],
)
def test_a_date_at_the_end_of_time_is_evaluated_or_refused(line: str) -> None:
    for first, last in (("1900-01-01", "2200-12-31"), ("0001-01-01", "9999-12-31")):
        for day in (first, "2026-11-23", last):
            text = LEAST.replace("2026-11-23", day) + DIRECT + line.replace("FIRST", first).replace("LAST", last)
            ran = inside("evaluate", "-", "--engine", "compiled", given=text.encode())
            assert (ran.status in EXIT_STATUS.values()) if first == "1900-01-01" else (ran.status == BAD_INPUT), ran.errors


def test_control_characters_of_a_draft_do_not_reach_the_terminal() -> None:
    text = json.dumps({"requesting": {"jurisdiction": "FR"}, "requested": {"jurisdiction": "US"}, "measures": [{"kind": "production"}]})
    text = text.replace('"measures"', r'"reference": "a\u001b[31m\u0007\r\u202eb", "measures"', 1)
    ran = said(text)
    assert ran.status == EXIT_STATUS["incomplete"]
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", ran.output)


# usage


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["evalaute", "x"], "Did you mean 'evaluate'?"),
        (["evaluate"], "Missing argument"),
        (["evaluate", str(READY), "extra"], "unexpected extra argument"),
        (["evaluate", str(READY), "--fromat", "json"], "Did you mean '--format'?"),
        (["evaluate", str(READY), "--format", "xml"], "'text', 'json'"),
        (["evaluate", str(READY), "--as", "judge"], "'requesting', 'requested', 'provider'"),
        (["evaluate", str(READY), "--data", "no-such-folder"], "no-such-folder: is no folder"),
        (["show", "budapst"], "nothing on file is called 'budapst'; did you mean 'budapest'?"),
        (["show", "telegramm"], "did you mean 'telegram'?"),
        (["show", "dual-criminality.not-mt"], "did you mean 'dual-criminality.not-met'?"),
        (["show", "ZZ"], "nothing on file is called 'ZZ'"),
        (["show", ""], "nothing on file is called ''"),
        (["show", "../us"], "nothing on file is called '../us'"),
        (["explain", str(READY), "dual-criminality.not-mt"], "did you mean 'dual-criminality.not-met'?"),
        (["schema", "drft"], "no schema 'drft'; did you mean 'draft'?"),
        (["schema", "zzz"], "there are draft, jurisdiction, instrument, provider, rules, scenarios, offences, regions, result"),
    ],
)
def test_bad_usage_is_said_with_the_nearest_word(words: Sequence[str], expected: str) -> None:
    ran = run(*words)
    assert (ran.status, ran.output) == (BAD_INPUT, "")
    assert expected in ran.errors


def test_every_verb_has_help_with_an_example() -> None:
    for verb in sorted(main.commands):
        ran = run(verb, "--help")
        assert (ran.status, ran.errors) == (0, ""), verb
        assert re.search(rf"Examples?: +legalcheck {verb}\s", ran.output), verb


def test_every_verb_and_option_says_what_it_is_for() -> None:
    for verb, command in main.commands.items():
        assert command.help, verb
        for option in command.params:
            if isinstance(option, click.Option) and option.name not in ("form", "engine"):
                assert option.help, f"{verb} {option.name}"


def test_help_without_a_verb_names_every_verb() -> None:
    ran = run("--help")
    assert ran.status == 0
    assert all(f"\n  {verb} " in ran.output for verb in main.commands)


@pytest.mark.parametrize("name", ["draft", "jurisdiction", "instrument", "provider", "rules", "regions", "result"])
def test_a_schema_is_printed_as_json(name: str) -> None:
    ran = inside("schema", name)
    assert (ran.status, ran.errors) == (0, "")
    assert json.loads(ran.output)["$id"] == f"legalcheck/{name}.schema.json"


@pytest.mark.parametrize("name", ["US", "us", "budapest", "telegram", "dual-criminality.not-met"])
def test_show_prints_what_is_on_file(name: str) -> None:
    ran = inside("show", name)
    assert (ran.status, ran.errors) == (0, "")
    assert len(ran.output.splitlines()) > 5


def test_explain_says_which_conditions_held() -> None:
    ran = run("explain", ROOT / "examples" / "ip-without-zone-br-fr.yaml", "data-identification.address-without-zone")
    assert (ran.status, ran.errors) == (0, "")
    assert "items[0]: yes" in ran.output
    assert "items[1]: no" in ran.output


# what is printed, and how


@pytest.mark.parametrize("columns", ["40", "60", "200", "1", "0", "-1", "x"])
@pytest.mark.parametrize("words", [("evaluate", str(READY), "--engine", "compiled"), ("show", "budapest")], ids=["evaluate", "show"])
def test_text_fits_the_width_and_is_never_lost(words: Sequence[str], columns: str) -> None:
    ran = inside(*words, COLUMNS=columns)
    assert len(ran.output.splitlines()) > 10
    if columns in ("40", "60"):
        long = [line for line in ran.output.splitlines() if len(line) > int(columns)]
        assert not [line for line in long if len(line.split()) > 1 and "http" not in line]


def test_a_line_has_no_blanks_at_its_end() -> None:
    output = inside("evaluate", READY, "--engine", "compiled").output + inside("show", "US").output
    assert not [line for line in output.splitlines() if line != line.rstrip()]


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252"])
def test_a_terminal_with_few_characters_gets_the_text_all_the_same(encoding: str) -> None:
    text = LEAST + DIRECT + "reference: 😀\n"
    assert said(text).status == EXIT_STATUS["incomplete"]
    in_ascii = run("evaluate", "-", given=text.encode(), PYTHONIOENCODING=encoding)
    assert in_ascii.status == EXIT_STATUS["incomplete"]
    assert "\\U0001f600" in in_ascii.output


def test_json_is_utf_8_whatever_the_terminal() -> None:
    text = (LEAST + DIRECT + "reference: 😀\n").encode()
    one, two = (run("evaluate", "-", "--format", "json", given=text, PYTHONIOENCODING=name) for name in ("utf-8", "ascii"))
    assert one.bytes == two.bytes
    assert json.loads(one.output)["about"]["reference"] == "😀"


def test_a_reader_that_stops_early_is_no_verdict() -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "legalcheck", "show", "US"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT
    )  # fmt: skip
    assert process.stdout is not None
    process.stdout.close()
    _, errors = process.communicate(timeout=60)
    assert errors == b""
    assert process.returncode not in EXIT_STATUS.values()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.parametrize("form", ["text", "json"])
def test_a_full_disk_is_no_verdict(form: str) -> None:
    with open("/dev/full", "wb") as full:
        command = [sys.executable, "-m", "legalcheck", "evaluate", str(READY), "--format", form]
        ended = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, cwd=ROOT, timeout=60, check=False)
    assert ended.returncode == BAD_INPUT
    assert ended.stderr == b"output: No space left on device\n"


@pytest.mark.parametrize("stream", [0, 1])
def test_a_closed_stream_is_no_crash(stream: int) -> None:
    def close() -> None:
        os.close(stream)

    command = [sys.executable, "-m", "legalcheck", "evaluate", "-" if stream == 0 else str(READY)]
    ended = subprocess.run(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, cwd=ROOT, timeout=60, preexec_fn=close, check=False)
    assert b"Traceback" not in ended.stderr
    assert ended.returncode == (BAD_INPUT if stream == 0 else 0)


SECRETS = {"username": "jdoe77secret", "email": "jdoe77@example.org", "ip": "81.249.10.20", "phone": "+33612345678", "domain": "jdoe.example"}


def identifying() -> str:
    seen = "seen_at: 2026-11-20T10:00:00"
    items = ", ".join(f'{{identifier: {{type: {kind}, value: "{value}", {seen}}}}}' for kind, value in SECRETS.items())
    return LEAST.replace("production", "production, data: [traffic]") + DIRECT + f"items: [{items}]\n"


@pytest.mark.parametrize("words", [["--full"], ["--format", "json"], ["--as", "provider", "--full"], ["--as", "requested"]], ids=" ".join)
def test_identifying_values_are_masked(words: Sequence[str]) -> None:
    ran = inside("evaluate", "-", *words, given=identifying().encode())
    assert "•••" in ran.output
    assert [value for value in SECRETS.values() if value in ran.output.replace("\n", "")] == []
    assert "jdoe" not in ran.output


def test_identifying_values_are_shown_where_that_is_asked_for() -> None:
    assert SECRETS["ip"] in inside("evaluate", "-", "--show-values", "--format", "json", given=identifying().encode()).output


def test_identifying_values_are_masked_in_an_explanation() -> None:
    ran = inside("explain", "-", "data-identification.address-without-zone", given=identifying().encode())
    assert ran.status == 0
    assert [value for value in SECRETS.values() if value in ran.output] == []


# a team's own data

SOURCE = "source: {title: A source, locator: p. 1}\n    basis: read\n    reviewed: 2026-11-23\n"
EXTENDED = f"""schema: jurisdiction/1
extends: shipped
code: US
name: the United States
time_zone: America/New_York
instruments:
  - id: budapest
    instrument: budapest
    status: none
    statement: For this test, the United States has left the convention.
    {SOURCE}"""
RULE = """schema: rules/1
theme: Ours
rules:
  - id: ours.always
    when: {measure.kind: expedited-preservation}
    for_each: [measure]
    finding: {severity: blocker, topic: formality, effect: practice}
    message: Our office blocks this.
    basis: [{title: Our manual, locator: p. 1, basis: read}]
"""


def evaluated(*words: str | Path) -> tuple[int, dict[str, object]]:
    ran = inside("evaluate", READY, "--format", "json", "--engine", "compiled", *words)
    assert ran.errors == ""
    return ran.status, json.loads(ran.output)


def overlaid(result: dict[str, object]) -> list[tuple[str, str]]:
    provenance = result["provenance"]
    assert isinstance(provenance, dict)
    return [(one["file"], one["action"]) for one in provenance["overlays"]]


def test_without_overlays_the_example_is_ready() -> None:
    status, result = evaluated()
    assert status == EXIT_STATUS["ready"]
    assert overlaid(result) == []


def test_an_overlay_extends_a_shipped_profile_and_is_named(tmp_path: Path) -> None:
    status, result = evaluated("--data", overlay(tmp_path, jurisdictions__us=EXTENDED))
    assert status != EXIT_STATUS["ready"]
    assert overlaid(result) == [(str(tmp_path / "jurisdictions/us.yaml"), "extends")]


def test_an_overlay_replaces_a_shipped_profile(tmp_path: Path) -> None:
    status, result = evaluated("--data", overlay(tmp_path, jurisdictions__us=EXTENDED.replace("extends: shipped\n", "")))
    assert status != EXIT_STATUS["ready"]
    assert overlaid(result) == [(str(tmp_path / "jurisdictions/us.yaml"), "replaces")]


def test_an_unchanged_copy_of_a_profile_changes_nothing_but_the_provenance(tmp_path: Path) -> None:
    shipped = (ROOT / "jurisdictions/us.yaml").read_text()
    _, plain = evaluated()
    status, result = evaluated("--data", overlay(tmp_path, jurisdictions__us=shipped))
    assert status == EXIT_STATUS["ready"]
    assert overlaid(result) == [(str(tmp_path / "jurisdictions/us.yaml"), "replaces")]
    for key in ("verdict", "measures", "attachments", "deadlines"):
        strip = str(tmp_path) + "/"
        assert json.loads(json.dumps(result[key]).replace(strip, "")) == plain[key]


def test_an_overlay_adds_rules_of_its_own(tmp_path: Path) -> None:
    status, result = evaluated("--data", overlay(tmp_path, rules__ours=RULE))
    assert status == EXIT_STATUS["blocked"]
    blockers = result["blockers"]
    assert isinstance(blockers, list)
    assert [blocker["message"] for blocker in blockers] == ["Our office blocks this."]
    assert overlaid(result) == [(str(tmp_path / "rules/ours.yaml"), "adds")]


def test_an_overlay_extends_or_replaces_a_file_of_rules(tmp_path: Path) -> None:
    theme = "extends: shipped\n" + RULE.replace("theme: Ours", "theme: Preservation")
    for action, text in (("extends", theme), ("replaces", theme.removeprefix("extends: shipped\n"))):
        folder = overlay(tmp_path / action, rules__preservation=text)
        status, result = evaluated("--data", folder)
        assert status == EXIT_STATUS["blocked"]
        assert overlaid(result) == [(str(folder / "rules/preservation.yaml"), action)]
        shown = inside("show", "preservation.ask-for-the-path", "--data", folder)
        assert (shown.status == 0) == (action == "extends")


def test_an_overlay_adds_a_jurisdiction(tmp_path: Path) -> None:
    profile = EXTENDED.replace("extends: shipped\n", "").replace("US", "TV").replace("the United States", "Tuvalu")
    folder = overlay(tmp_path, jurisdictions__tv=profile.replace("America/New_York", "Pacific/Funafuti"))
    assert inside("show", "TV", "--data", folder).output.startswith("Tuvalu (TV)")
    result = json.loads(inside("evaluate", "-", "--format", "json", "--data", folder, given=LEAST.replace("US", "TV").encode()).output)
    assert overlaid(result) == [(str(tmp_path / "jurisdictions/tv.yaml"), "adds")]


def test_a_later_overlay_lies_over_an_earlier_one(tmp_path: Path) -> None:
    one = overlay(tmp_path / "one", jurisdictions__us=EXTENDED)
    two = overlay(tmp_path / "two", jurisdictions__us=EXTENDED.replace("status: none", "status: party\n    in_force: 2007-01-01"))
    assert evaluated("--data", one, "--data", two)[0] == EXIT_STATUS["ready"]
    assert evaluated("--data", two, "--data", one)[0] != EXIT_STATUS["ready"]


def test_an_empty_overlay_changes_nothing(tmp_path: Path) -> None:
    assert evaluated("--data", tmp_path) == evaluated()


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("jurisdictions__us", "a: [\n", ":2:1: is not valid YAML"),
        ("jurisdictions__us", "", ":1:1: is empty"),
        ("jurisdictions__us", EXTENDED.replace("status: none", "status: non"), ":9:13: instruments[0].status: 'non' is not known; "),
        ("jurisdictions__us", EXTENDED.replace("statement:", "statment:"), ": unknown key 'statment'; did you mean 'statement'?"),
        ("jurisdictions__us", EXTENDED.replace("code: US", "code: GB"), ":3:7: code: 'GB' does not fit the name of the file"),
        ("jurisdictions__us", EXTENDED.replace("America/New_York", "New York"), ":5:12: 'New York' is not an IANA time zone"),
        ("rules__ours", RULE.replace("measure.kind", "measure.knd"), "measure.knd"),
        ("rules__ours", RULE.replace("expedited-preservation", "expedited-preservaton"), "expedited-preservaton"),
        ("rules__ours", RULE.replace("ours.always", "dual-criminality.not-met"), "dual-criminality.not-met"),
        ("rules__ours", RULE.replace("finding:", "findng:"), ":7:5: unknown key 'findng'; did you mean 'finding'?"),
        ("rules__ours", "x: &a 1\n", ":1:4: anchors and aliases"),
    ],
)
def test_a_mistake_in_an_overlay_is_said_with_its_place(tmp_path: Path, name: str, text: str, expected: str) -> None:
    ran = inside("evaluate", READY, "--data", overlay(tmp_path, **{name: text}))
    assert (ran.status, ran.output) == (BAD_INPUT, "")
    assert ran.errors.startswith(str(tmp_path / name.replace("__", "/")) + ".yaml:")
    assert expected in ran.errors


def test_a_vocabulary_in_an_overlay_is_not_passed_over_in_silence(tmp_path: Path) -> None:
    ran = inside("evaluate", READY, "--data", overlay(tmp_path, rules__vocabulary="slugs: {}\n"))
    assert "vocabulary" in ran.errors


def test_an_overlay_that_is_laid_out_wrongly_is_not_passed_over_in_silence(tmp_path: Path) -> None:
    ran = inside("evaluate", READY, "--data", overlay(tmp_path, us=EXTENDED))
    assert str(tmp_path) in ran.errors
