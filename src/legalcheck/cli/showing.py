"""`legalcheck show` and `legalcheck search`: the law and the rules as a person reads them."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from legalcheck.cli.common import data_option, library_of, nothing_called, profile_named, said_plainly

if TYPE_CHECKING:
    from legalcheck.law.profiles import Profile
    from legalcheck.library import Library

MAX_HITS = 40


@click.command()
@click.argument("names", metavar="[NAME]...", nargs=-1)
@click.option("--coverage", "covered", is_flag=True, help="How much law is on file of each profile, or of those named.")
@click.option("--compare", is_flag=True, help="The profiles named side by side.")
@click.option("--format", "form", type=click.Choice(["text", "markdown", "html"]), default="text", show_default=True, help="Of profiles.")
@data_option
@said_plainly
def show(names: tuple[str, ...], covered: bool, compare: bool, form: str, overlays: tuple[Path, ...]) -> None:
    """Show a jurisdiction (FR), an instrument, a provider, an offence or a rule as a person reads it.

    \b
    Examples:     legalcheck show US
                  legalcheck show budapest --format html > budapest.html
                  legalcheck show --compare FR DE
                  legalcheck show illegal-access
                  legalcheck show dual-criminality.not-met
                  legalcheck show --coverage
    """
    library = library_of(overlays)
    if covered:
        _coverage(names, library)
        return
    if not names:
        raise click.UsageError("say what to show: a jurisdiction (FR), an instrument, a provider, an offence or a rule; or --coverage")
    if compare:
        _comparison(names, library, form)
        return
    if form != "text":
        _document(names, library, form)
        return
    for name in names:
        _one(name, library)


def _one(name: str, library: Library) -> None:
    from legalcheck.assessment.evaluate import today
    from legalcheck.rendering.profile_text import profile_text
    from legalcheck.rendering.terminal import console

    profile = profile_named(name, library)
    if profile is None:
        _rule_or_offence(name, library)
    else:
        profile_text(profile, console(sys.stdout), library.vocabulary, today())


def _document(names: tuple[str, ...], library: Library, form: str) -> None:
    """Profiles as one text of Markdown, or one page."""
    from legalcheck.assessment.evaluate import today
    from legalcheck.rendering.profile_page import page, profile_markdown

    parts: list[str] = []
    for name in names:
        profile = profile_named(name, library)
        if profile is None:
            rules = list(library.engine(library.profiles()).base.rules)
            if name in rules or name in library.vocabulary.slugs["offence"]:
                raise click.UsageError(f"'{name}' is no profile: --format {form} is for jurisdictions, instruments and providers")
            raise click.UsageError(nothing_called(name, library, rules))
        parts.append(profile_markdown(profile, library.vocabulary, today()))
    markdown = "\n".join(parts)
    click.echo((page(markdown) if form == "html" else markdown).encode(), nl=False)


def _rule_or_offence(name: str, library: Library) -> None:
    from legalcheck.rendering.offence_text import offence_text
    from legalcheck.rendering.rule_text import exercise_text, rule_text
    from legalcheck.rendering.terminal import console
    from legalcheck.scenarios.casebook import SCENARIOS, read_cases
    from legalcheck.scenarios.exercised import exercised

    if name in library.vocabulary.slugs["offence"]:
        offence_text(name, library, console(sys.stdout))
        return
    base = library.engine(library.profiles()).base
    if name not in base.rules:
        raise click.UsageError(nothing_called(name, library, list(base.rules)))
    rule_text(base.rules[name], base, console(sys.stdout))
    if SCENARIOS.is_dir():
        exercise_text(exercised(read_cases([SCENARIOS])).get(name), console(sys.stdout))


def _comparison(names: tuple[str, ...], library: Library, form: str) -> None:
    from legalcheck.assessment.evaluate import today
    from legalcheck.browse.compare import compare
    from legalcheck.rendering.comparison_text import comparison_text
    from legalcheck.rendering.profile_page import comparison_markdown, page
    from legalcheck.rendering.terminal import console

    profiles: list[Profile] = []
    for name in names:
        profile = profile_named(name, library)
        if profile is None:
            raise click.UsageError(nothing_called(name, library, []))
        profiles.append(profile)
    if len({profile.kind for profile in profiles}) > 1 or len(profiles) < 2:
        raise click.UsageError("--compare takes two or more profiles of one kind: legalcheck show --compare FR DE")
    rows = compare(profiles, library.vocabulary)
    if form == "text":
        comparison_text(profiles, rows, console(sys.stdout, widest=None), today())
    else:
        markdown = comparison_markdown(profiles, rows, library.vocabulary, today())
        click.echo((page(markdown) if form == "html" else markdown).encode(), nl=False)


def _coverage(names: tuple[str, ...], library: Library) -> None:
    from legalcheck.law.coverage import coverage
    from legalcheck.rendering.coverage_text import coverage_text
    from legalcheck.rendering.terminal import console

    wanted = {name.lower() for name in names}
    profiles = [profile for profile in library.profiles() if not wanted or profile.key.lower() in wanted]
    if missing := wanted - {profile.key.lower() for profile in profiles}:
        raise click.UsageError(nothing_called(sorted(missing)[0], library, []))
    coverage_text(coverage(profiles), console(sys.stdout, widest=None))


@click.command()
@click.argument("words", metavar="WORD...", nargs=-1, required=True)
@click.option("--all", "everything", is_flag=True, help=f"Every hit, not only the first {MAX_HITS}.")
@data_option
@said_plainly
def search(words: tuple[str, ...], everything: bool, overlays: tuple[Path, ...]) -> None:
    """Find statements of law and rules in which all WORDs occur.

    \b
    Example:      legalcheck search probable cause
    Exit status:  0 something was found, 1 nothing
    """
    from legalcheck.browse.search import search as hits_of
    from legalcheck.rendering.search_text import search_text
    from legalcheck.rendering.terminal import console

    library = library_of(overlays)
    profiles = library.profiles()
    hits = hits_of(words, profiles, library.engine(profiles).base)
    search_text(hits, words, console(sys.stdout), None if everything else MAX_HITS)
    raise SystemExit(0 if hits else 1)
