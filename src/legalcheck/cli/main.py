"""The command line. Every verb reads files (or `-`, standard input), prints to standard output, says what is wrong on standard error."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import click

from legalcheck._version import __version__
from legalcheck.cli.common import data_option, draft_of, library_of, nothing_called, said_plainly
from legalcheck.cli.impact import impact
from legalcheck.cli.linting import lint
from legalcheck.cli.showing import search, show
from legalcheck.cli.testing import test
from legalcheck.cli.upkeep import confirm, new


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="legalcheck")
def main() -> None:
    """Checks draft requests for electronic evidence against the law of both sides.

    \b
    legalcheck evaluate draft.yaml          what blocks, what to watch, what to attach
    legalcheck show US                      the law on file of a jurisdiction
    legalcheck explain draft.yaml RULE      why a rule did or did not hold
    """
    _prepare_output()


def _prepare_output() -> None:
    """What the terminal cannot show is escaped. A reader that stops reading ends the process by a signal, which is no verdict's status."""
    if sys.stdout is None:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    if sys.stdout is sys.__stdout__ and hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)


@main.command()
@click.argument("draft", metavar="DRAFT")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option(
    "--as",
    "desk",
    type=click.Choice(["requesting", "requested", "provider"]),
    default="requesting",
    show_default=True,
    help="On whose desk the request lies.",
)
@click.option("--engine", type=click.Choice(["durable", "compiled"]), default="durable", show_default=True)
@click.option("--cross-check", is_flag=True, help="Run both engines and fail on any difference.")
@click.option("--show-values", is_flag=True, help="Show identifiers in full (they are masked otherwise).")
@click.option("--full", is_flag=True, help="Every question, route, reason and source.")
@data_option
@said_plainly
def evaluate(
    draft: str, form: str, desk: str, engine: str, cross_check: bool, show_values: bool, full: bool, overlays: tuple[Path, ...]
) -> None:  # fmt: skip
    """Evaluate a draft request (YAML or JSON; - for standard input).

    \b
    Example:      legalcheck evaluate examples/preservation-fr-us-24-7.yaml
    Exit status:  0 ready, 1 blocked, 3 incomplete, 4 unsettled, 2 bad usage or bad input
    """
    from legalcheck.assessment.evaluate import Evaluator, Options, today
    from legalcheck.models.result import EXIT_STATUS

    library, read = library_of(overlays), draft_of(draft)
    evaluator = Evaluator(library, Options(desk=desk, engine=engine, cross_check=cross_check, show_values=show_values))  # type: ignore[arg-type]
    result = evaluator.result(read, today())
    if evaluator.engine_name != engine:
        click.echo(f"legalcheck: durable-rules cannot be imported here; the {evaluator.engine_name} engine answered", err=True)
    if form == "json":
        click.echo(result.to_json().encode(), nl=False)
    else:
        from legalcheck.rendering.result_text import result_text
        from legalcheck.rendering.terminal import console

        result_text(result, console(sys.stdout), library.vocabulary, full=full)
    raise SystemExit(EXIT_STATUS[result.verdict])


@main.command()
@click.argument("name", metavar="NAME")
@said_plainly
def schema(name: str) -> None:
    """Print the JSON Schema of a kind of file: draft, jurisdiction, instrument, provider, rules, scenarios, offences,
    regions, result.

    \b
    Example:      legalcheck schema draft > draft.schema.json
    """
    import json

    from legalcheck.models.schemas import SCHEMA_NAMES
    from legalcheck.models.schemas import schema as schema_of
    from legalcheck.reading.problems import excerpt, suggestion

    if name not in SCHEMA_NAMES:
        listed = ", ".join(SCHEMA_NAMES)
        raise click.UsageError(f"no schema '{excerpt(name)}'{suggestion(name, SCHEMA_NAMES) or f'; there are {listed}'}")
    click.echo(json.dumps(schema_of(name), indent=2, ensure_ascii=False).encode())


@main.command()
@click.argument("draft", metavar="DRAFT")
@click.argument("rule", metavar="RULE")
@data_option
@said_plainly
def explain(draft: str, rule: str, overlays: tuple[Path, ...]) -> None:
    """Explain why a rule did or did not hold for a draft: each of its conditions with what the draft and the law say.

    \b
    Example:      legalcheck explain examples/holocaust-denial-de-us.yaml dual-criminality.not-met
    """
    from legalcheck.assessment.evaluate import Evaluator, Options, today
    from legalcheck.rendering.rule_text import explanation_text
    from legalcheck.rendering.terminal import console

    library = library_of(overlays)
    evaluation = Evaluator(library, Options(engine="compiled")).evaluation(draft_of(draft), today())
    rules = evaluation.finder.base.rules
    if rule not in rules:
        raise click.UsageError(nothing_called(rule, library, list(rules)))
    explanation_text(rules[rule], evaluation, console(sys.stdout))


main.add_command(show)
main.add_command(search)
main.add_command(test)
main.add_command(lint)
main.add_command(impact)
main.add_command(confirm)
main.add_command(new)
