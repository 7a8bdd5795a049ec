"""`legalcheck test`: the case book against the law and the rules."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from legalcheck.cli.common import data_option, library_of, said_plainly

FAILED = 1
"""Exit status where an expectation is not met."""


@click.command()
@click.argument("paths", metavar="[PATHS]...", nargs=-1, type=click.Path(path_type=Path))
@click.option("--mutants", is_flag=True, help="Drop each condition of each rule in turn, and list those no scenario notices.")
@click.option("--rule", "rules", multiple=True, metavar="RULE", help="With --mutants: only rules whose name begins so (repeatable).")
@click.option("--cross-check", is_flag=True, help="Run both engines and fail on any difference.")
@data_option
@said_plainly
def test(paths: tuple[Path, ...], mutants: bool, rules: tuple[str, ...], cross_check: bool, overlays: tuple[Path, ...]) -> None:
    """Run scenario files: drafts with what they are to come to.

    \b
    Example:      legalcheck test tests/scenarios
    Exit status:  0 all as expected, 1 something differs, 2 bad usage or bad input
    """
    from legalcheck.assessment.evaluate import Evaluator, Options
    from legalcheck.rendering.scenario_text import failure_text, mutant_text, summary_text
    from legalcheck.rendering.terminal import console
    from legalcheck.scenarios.casebook import SCENARIOS, read_cases
    from legalcheck.scenarios.mutants import unnoticed
    from legalcheck.scenarios.outcome import run_case

    missing = [path for path in paths if not path.exists()]
    if missing:
        raise click.UsageError(f"there is no {missing[0]}")
    evaluator = Evaluator(library_of(overlays), Options(engine="compiled"))
    outcomes = [run_case(case, evaluator, cross_check=cross_check) for case in read_cases(paths or (SCENARIOS,))]
    target = console(sys.stdout)
    for outcome in outcomes:
        if not outcome.passed:
            failure_text(outcome, target)
    failed = sum(not outcome.passed for outcome in outcomes)
    summary_text(len(outcomes), failed, target)
    if mutants:
        left, number = unnoticed(outcomes)
        shown = [one for one in left if not rules or one.rule.startswith(rules)]
        mutant_text(shown, number, evaluator.library, target)
        failed += len(shown)
    raise SystemExit(FAILED if failed else 0)
