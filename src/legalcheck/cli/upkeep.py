"""`legalcheck confirm` and `legalcheck new`: keeping the law current, and starting new files."""

from __future__ import annotations

import re
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from legalcheck.cli.common import data_option, library_of, nothing_called, profile_named, said_plainly

if TYPE_CHECKING:
    from legalcheck.law.profiles import Profile
    from legalcheck.law.statements import Statement
    from legalcheck.library import Library
    from legalcheck.models.result import Question
    from legalcheck.upkeep.confirm import Confirmation

MAX_LISTED = 20
_WORD = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@click.command()
@click.argument("profile", metavar="[PROFILE]", required=False)
@click.argument("statement", metavar="[SECTION/ID]", required=False)
@click.option("--title", help="Title of the source that was read, where it differs from the one on file.")
@click.option("--locator", help="Where in it: article, section, page.")
@click.option("--url", help="Address of the source.")
@click.option("--kind", type=click.Choice(["primary", "official", "secondary"]), help="Kind of the source.")
@click.option("--state-of", help="How current the source is: 2026, 2026-11 or 2026-11-23.")
@click.option("--text", help="The statement in your words, where it is corrected.")
@click.option("--set", "values", multiple=True, metavar="FIELD=VALUE", help="A typed field that is corrected (an empty VALUE removes it).")
@click.option("--on", "reviewed", metavar="DATE", help="Day on which it was read.  [default: today]")
@click.option("--max-age", type=click.IntRange(min=1), default=None, metavar="DAYS", help="Reviews older than this are listed too.  [a year]")
@click.option("--all", "everything", is_flag=True, help=f"List everything, not only the first {MAX_LISTED}.")
@data_option
@said_plainly
def confirm(
    profile: str | None, statement: str | None, title: str | None, locator: str | None, url: str | None, kind: str | None,
    state_of: str | None, text: str | None, values: tuple[str, ...], reviewed: str | None, max_age: int | None, everything: bool,
    overlays: tuple[Path, ...],
) -> None:  # fmt: skip
    """List what rests on memory or is stale, what most scenarios rest on first; or confirm one statement.

    A statement that somebody has read in its source is marked so in its file, with source and day; everything else in the file stays as it
    is, comments included. Without options, on a terminal, it asks.

    \b
    Examples:     legalcheck confirm
                  legalcheck confirm DE
                  legalcheck confirm DE retention/ip --title StPO --locator "s. 100k" --state-of 2026-11
    """
    from legalcheck.assessment.evaluate import today
    from legalcheck.upkeep.confirm import Confirmation, find_statement
    from legalcheck.upkeep.confirm import confirm as confirmed

    library = library_of(overlays)
    found = profile_named(profile, library) if profile is not None else None
    if profile is not None and found is None:
        raise click.UsageError(nothing_called(profile, library, []))
    if statement is None:
        _list(found, library, max_age, None if everything else MAX_LISTED)
        return
    assert found is not None
    try:
        known = find_statement(found, statement)
    except KeyError:
        from legalcheck.reading.problems import suggestion

        names = [f"{section}/{one.id}" for section, listed in found.sections.items() for one in listed]
        raise click.UsageError(f"{found.key} has no statement '{statement}'{suggestion(statement, names)}") from None
    source = {"title": title, "locator": locator, "url": url, "kind": kind}
    if empty := [name for name, value in {**source, "text": text, "state-of": state_of}.items() if value is not None and not value.strip()]:
        raise click.UsageError(f"--{empty[0]} is empty")
    given = {key: value for key, value in source.items() if value is not None}
    day = _day(reviewed) if reviewed else today()
    answers = Confirmation(day, given, state_of, text, dict(_typed(one) for one in values))
    if not (given or state_of or text or values or reviewed) and sys.stdin.isatty():
        answers = _asked(known, day)
    path = _file(known, found, overlays)
    confirmed(path, found, statement, answers, library)
    click.echo(f"{path}: {found.key} {statement} is now read, {day}.")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise click.UsageError(f"--on expects a day such as 2026-11-23, not '{text}'") from None


def _typed(option: str) -> tuple[str, Any]:
    from legalcheck.reading.yaml_text import read_bytes

    name, equals, value = option.partition("=")
    if not equals:
        raise click.UsageError(f"--set expects FIELD=VALUE, not '{option}'")
    return name, read_bytes(f"value: {value}".encode(), "--set").data["value"]


def _asked(statement: Statement, day: date) -> Confirmation:
    from legalcheck.rendering.profile_text import typed_text
    from legalcheck.upkeep.confirm import Confirmation

    click.echo(statement.prose)
    click.echo(typed_text(statement))
    if statement.note:
        click.echo(f"note: {statement.note}")
    click.confirm("Have you read this in the source, and is it so?", abort=True)
    source = statement.source
    known = {"title": source.title, "locator": source.locator, "url": source.url or ""}
    asked = {key: click.prompt(key, default=value) for key, value in known.items()}
    state = click.prompt("state of (how current the source is)", default=statement.state_of or day.isoformat()[:7])
    return Confirmation(day, {key: value for key, value in asked.items() if value and value != known[key]}, state)


def _file(statement: Statement, profile: Profile, overlays: tuple[Path, ...]) -> Path:
    """The file a statement stands in: that of the last folder in which the profile has it."""
    from legalcheck.library import FOLDERS
    from legalcheck.places import shipped_place
    from legalcheck.reading.yaml_text import read_file
    from legalcheck.upkeep.confirm import place_in

    for place in (*reversed(overlays), shipped_place()):
        path = place / FOLDERS[profile.kind] / f"{profile.key.lower()}.yaml"
        if path.is_file() and place_in(read_file(path), statement) is not None:
            return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path
    return Path(statement.file)


def _list(profile: Profile | None, library: Library, max_age: int | None, limit: int | None) -> None:
    from legalcheck.assessment.evaluate import today
    from legalcheck.lint.world import DEFAULT_MAX_AGE
    from legalcheck.rendering.backlog_text import backlog_text
    from legalcheck.rendering.terminal import console
    from legalcheck.scenarios.casebook import SCENARIOS, read_cases
    from legalcheck.scenarios.outcome import Bench
    from legalcheck.upkeep.backlog import backlog

    cases = read_cases([SCENARIOS]) if SCENARIOS.is_dir() else []
    bench = Bench(library)
    profiles = [profile] if profile is not None else library.profiles()
    with click.progressbar(cases, label="evaluating scenarios", file=sys.stderr, hidden=not sys.stderr.isatty()) as bar:
        evaluations = (bench.evaluator(case.data).evaluation(case.draft, today()) for case in bar)
        found = backlog(profiles, evaluations, today(), max_age or DEFAULT_MAX_AGE)
    backlog_text(found, len(cases), console(sys.stdout), limit)


@click.group()
def new() -> None:
    """Start a new file from a commented skeleton.

    \b
    Examples:     legalcheck new jurisdiction XK > jurisdictions/xk.yaml
                  legalcheck new draft --from FR --to US --measure production --category content
    """


def _write(text: str, output: Path | None) -> None:
    from legalcheck.writing.files import replace_text

    if output is None:
        click.echo(text.encode(), nl=False)
    elif output.exists():
        raise click.UsageError(f"{output} is there already; nothing was written")
    else:
        replace_text(output, text)
        click.echo(f"{output} written", err=True)


_output = click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="File to write (left out: standard output).")


@new.command()
@click.argument("code")
@_output
@said_plainly
def jurisdiction(code: str, output: Path | None) -> None:
    """The law of a state: CODE is its ISO 3166-1 code."""
    from legalcheck.assessment.evaluate import today
    from legalcheck.models.base import country_codes, country_name
    from legalcheck.upkeep.skeletons import capital_zone, profile_skeleton
    from legalcheck.vocabulary import shipped_vocabulary

    if code.upper() not in country_codes():
        raise click.UsageError(f"'{code}' is no country code (ISO 3166-1), such as FR")
    name = country_name(code.upper())
    _write(profile_skeleton("jurisdiction", code.upper(), name, shipped_vocabulary(), today(), capital_zone(code.upper())), output)


@new.command()
@click.argument("slug")
@_output
@said_plainly
def instrument(slug: str, output: Path | None) -> None:
    """An instrument: SLUG is its word in the vocabulary."""
    from legalcheck.assessment.evaluate import today
    from legalcheck.reading.problems import suggestion
    from legalcheck.upkeep.skeletons import profile_skeleton
    from legalcheck.vocabulary import shipped_vocabulary

    words = shipped_vocabulary()
    known = words.slugs["instrument"]
    if slug not in known:
        near = suggestion(slug, known)
        raise click.UsageError(f"the vocabulary has no instrument '{slug}'{near or '; add the word to rules/vocabulary.yaml first'}")
    _write(profile_skeleton("instrument", slug, words.name_of("instrument", slug), words, today()), output)


@new.command()
@click.argument("slug")
@_output
@said_plainly
def provider(slug: str, output: Path | None) -> None:
    """A provider: SLUG is the name of its file."""
    from legalcheck.assessment.evaluate import today
    from legalcheck.upkeep.skeletons import profile_skeleton
    from legalcheck.vocabulary import shipped_vocabulary

    if not _WORD.fullmatch(slug):
        raise click.UsageError(f"'{slug}' is no name of a file such as proton-mail (small letters, digits, hyphens)")
    _write(profile_skeleton("provider", slug, slug.replace("-", " ").title(), shipped_vocabulary(), today()), output)


@new.command()
@click.argument("name", metavar="THEME.NAME")
@_output
@said_plainly
def rule(name: str, output: Path | None) -> None:
    """A file with one rule."""
    from legalcheck.upkeep.skeletons import rule_skeleton

    if not all(_WORD.fullmatch(part) for part in name.split(".", 1)):
        raise click.UsageError(f"'{name}' is no name of a rule such as retention.data-gone (small letters, digits, hyphens)")
    _write(rule_skeleton(name), output)


@new.command()
@_output
@said_plainly
def scenario(output: Path | None) -> None:
    """A file with one scenario."""
    from legalcheck.assessment.evaluate import today
    from legalcheck.upkeep.skeletons import scenario_skeleton

    _write(scenario_skeleton(today()), output)


@new.command()
@click.option("--from", "requesting", required=True, metavar="CODE", help="Requesting state.")
@click.option("--to", "requested", required=True, metavar="CODE", help="Requested state.")
@click.option("--measure", "measures", multiple=True, required=True, help="What is asked for (repeatable).")
@click.option("--category", "data_sought", multiple=True, help="Category of data: subscriber, traffic, content … (repeatable).")
@click.option("--instrument", "by", help="Instrument; left out: the best is looked for.")
@click.option("--channel", help="Channel; left out: the best is looked for.")
@click.option("--provider", "holder", help="Provider that holds the data.")
@click.option("--offence", "offences", multiple=True, help="Category of an offence (repeatable).")
@click.option("--interactive/--plain", default=None, help="Ask what matters for this request.  [default: on a terminal]")
@_output
@data_option
@said_plainly
def draft(
    requesting: str, requested: str, measures: tuple[str, ...], data_sought: tuple[str, ...], by: str | None, channel: str | None,
    holder: str | None, offences: tuple[str, ...], interactive: bool | None, output: Path | None, overlays: tuple[Path, ...],
) -> None:  # fmt: skip
    """A draft request. Interactively it asks what matters for the two states and the measure; otherwise it lists that as comments."""
    import yaml

    from legalcheck.assessment.evaluate import Evaluator, Options, today
    from legalcheck.models.check import checked
    from legalcheck.models.draft import Draft
    from legalcheck.reading.yaml_text import Document
    from legalcheck.upkeep.interview import interview
    from legalcheck.upkeep.skeletons import question_comments

    data: dict[str, Any] = {
        "as_of": today().isoformat(),
        "requesting": {"jurisdiction": requesting.upper()},
        "requested": {"jurisdiction": requested.upper(), **({"provider": holder} if holder else {})},
        **({"instrument": by} if by else {}),
        **({"channel": channel} if channel else {}),
        "measures": [{"kind": kind, **({"data": list(data_sought)} if data_sought else {})} for kind in measures],
        **({"offences": [{"category": category} for category in offences]} if offences else {}),
    }
    made = checked(Document("the options", data), Draft)
    evaluator = Evaluator(library_of(overlays), Options(engine="compiled"))
    asking = sys.stdin.isatty() if interactive is None else interactive
    questions: tuple[Question, ...] = ()
    if asking:
        data = interview(data, evaluator, today(), _ask)
    else:
        questions = evaluator.questions(made, today())
    text = yaml.safe_dump(data, sort_keys=False, allow_unicode=True, width=120)
    _write(text + question_comments(questions), output)


def _ask(question: Question, wrong: str | None) -> str:
    if wrong:
        click.echo(f"  {wrong}", err=True)
    # not click.prompt: that of click 8.1 writes to standard output, where the draft goes
    click.echo(f"{question.ask} [{question.path}]: ", nl=False, err=True)
    return sys.stdin.readline()
