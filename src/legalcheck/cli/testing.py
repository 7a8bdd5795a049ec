"""`legalcheck test`: the case book against the law and the rules."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from legalcheck.cli.common import data_option, library_of, said_plainly

if TYPE_CHECKING:
    from legalcheck.scenarios.outcome import Outcome

FAILED = 1
"""Exit status where an expectation is not met."""


@click.command()
@click.argument("paths", metavar="[PATHS]...", nargs=-1, type=click.Path(path_type=Path))
@click.option("--mutants", is_flag=True, help="Drop each condition of each rule in turn, and list those no scenario notices.")
@click.option("--rule", "rules", multiple=True, metavar="RULE", help="With --mutants: only rules whose name begins so (repeatable).")
@click.option("--cross-check", is_flag=True, help="Run both engines and fail on any difference.")
@click.option("--junit", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Write the outcome as JUnit XML too.")
@click.option("--watch", is_flag=True, help="Run again whenever a file of the law or of the scenarios changes (needs legalcheck[watch]).")
@data_option
@said_plainly
def test(
    paths: tuple[Path, ...], mutants: bool, rules: tuple[str, ...], cross_check: bool, junit: Path | None, watch: bool, overlays: tuple[Path, ...]
) -> None:  # fmt: skip
    """Run scenario files: drafts with what they are to come to.

    PATHS are files or folders; left out: tests/scenarios.

    \b
    Example:      legalcheck test tests/scenarios
    Exit status:  0 all as expected, 1 something differs, 2 bad usage or bad input
    """
    from legalcheck.scenarios.casebook import SCENARIOS

    wanted = paths or (SCENARIOS,)
    for path in wanted:
        if not path.exists():
            raise click.UsageError(f"there is no {path}")
    if watch:
        _watch(wanted, cross_check, overlays)
        return
    outcomes = _run(wanted, cross_check, overlays)
    failed = sum(not outcome.passed for outcome in outcomes)
    if junit is not None:
        from legalcheck.rendering.junit import junit_xml
        from legalcheck.writing.files import replace_text

        replace_text(junit, junit_xml(outcomes))
    if mutants:
        failed += _mutants(outcomes, rules)
    raise SystemExit(FAILED if failed else 0)


def _run(paths: tuple[Path, ...], cross_check: bool, overlays: tuple[Path, ...]) -> list[Outcome]:
    from legalcheck.rendering.scenario_text import failure_text, summary_text
    from legalcheck.rendering.terminal import console
    from legalcheck.scenarios.casebook import read_cases
    from legalcheck.scenarios.outcome import Bench, run_case

    bench = Bench(library_of(overlays))
    with click.progressbar(read_cases(paths), label="evaluating", file=sys.stderr, hidden=not sys.stderr.isatty()) as bar:
        outcomes = [run_case(case, bench, cross_check=cross_check) for case in bar]
    target = console(sys.stdout)
    for outcome in outcomes:
        if not outcome.passed:
            failure_text(outcome, target)
    summary_text(len(outcomes), sum(not outcome.passed for outcome in outcomes), target)
    return outcomes


def _mutants(outcomes: list[Outcome], rules: tuple[str, ...]) -> int:
    """Prints the mutants nobody notices and returns their number."""
    from legalcheck.rendering.scenario_text import mutant_text
    from legalcheck.rendering.terminal import console
    from legalcheck.scenarios.mutants import unnoticed
    from legalcheck.vocabulary import shipped_vocabulary

    left, number = unnoticed(outcomes)
    shown = [one for one in left if not rules or one.rule.startswith(rules)]
    mutant_text(shown, number, shipped_vocabulary(), console(sys.stdout))
    return len(shown)


def _watch(paths: tuple[Path, ...], cross_check: bool, overlays: tuple[Path, ...]) -> None:
    try:
        from watchfiles import watch
    except ImportError:
        raise click.UsageError("--watch needs the package watchfiles: pip install 'legalcheck[watch]'") from None
    from legalcheck.places import shipped_place
    from legalcheck.reading.problems import InputError

    def once() -> None:
        try:
            _run(paths, cross_check, overlays)
        except InputError as error:
            click.echo("\n".join(str(problem) for problem in error.problems), err=True)

    once()
    law = [folder for place in (shipped_place(), *overlays) for name in ("rules", "jurisdictions") if (folder := place / name).is_dir()]
    for _ in watch(*paths, *law):
        click.clear()
        once()
