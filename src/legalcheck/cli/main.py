"""The command line. Every verb reads files (or `-`, standard input), prints to standard output, and says what is wrong on standard error."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

import click

from legalcheck._version import __version__

if TYPE_CHECKING:
    from legalcheck.law.library import Library
    from legalcheck.models.draft import Draft

BAD_INPUT = 2
"""Exit status of bad usage or bad input."""

Verb = TypeVar("Verb", bound=Callable[..., Any])


class Input(click.ClickException):
    """Bad input: each problem on a line of its own, exit status 2."""

    exit_code = BAD_INPUT

    def show(self, file: Any = None) -> None:
        click.echo(self.message, file=file or sys.stderr)


def data_option(verb: Verb) -> Verb:
    """`--data DIR`, repeatable."""
    return cast(
        "Verb",
        click.option(
            "--data", "overlays", multiple=True, metavar="DIR", type=click.Path(path_type=Path),
            help="A folder with your own rules/ and jurisdictions/, laid over the shipped ones (repeatable).",
        )(verb),
    )  # fmt: skip


def said_plainly(verb: Verb) -> Verb:
    """Turns problems with an input into messages; a broken pipe ends quietly."""

    @wraps(verb)
    def run(*args: Any, **kwargs: Any) -> Any:
        from legalcheck.reading.problems import InputError

        try:
            return verb(*args, **kwargs)
        except InputError as error:
            raise Input("\n".join(str(problem) for problem in error.problems)) from None
        except BrokenPipeError:
            sys.stderr.close()
            raise SystemExit(0) from None

    return cast("Verb", run)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="legalcheck")
def main() -> None:
    """Checks draft requests for electronic evidence against the law of both sides.

    \b
    legalcheck evaluate draft.yaml          what blocks, what to watch, what to attach
    legalcheck show US                      the law on file of a jurisdiction
    legalcheck explain draft.yaml RULE      why a rule did or did not hold
    """


@main.command()
@click.argument("draft", metavar="DRAFT")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--as", "desk", type=click.Choice(["requesting", "requested", "provider"]), default="requesting", show_default=True,
              help="On whose desk the request lies.")
@click.option("--engine", type=click.Choice(["durable", "compiled"]), default="durable", show_default=True)
@click.option("--cross-check", is_flag=True, help="Run both engines and fail on any difference.")
@click.option("--show-values", is_flag=True, help="Show identifiers in full (they are masked otherwise).")
@click.option("--full", is_flag=True, help="Every question, route, reason and source.")
@data_option
@said_plainly
def evaluate(draft: str, form: str, desk: str, engine: str, cross_check: bool, show_values: bool, full: bool, overlays: tuple[Path, ...]) -> None:
    """Evaluate a draft request (YAML or JSON; - for standard input).

    \b
    Example:      legalcheck evaluate examples/preservation-fr-us-24-7.yaml
    Exit status:  0 ready, 1 blocked, 3 incomplete, 4 unsettled, 2 bad usage or bad input
    """
    from legalcheck.assessment.evaluate import Evaluator, Options, today
    from legalcheck.models.result import EXIT_STATUS

    library, read = _library(overlays), _draft(draft)
    evaluator = Evaluator(library, Options(desk=desk, engine=engine, cross_check=cross_check, show_values=show_values))  # type: ignore[arg-type]
    result = evaluator.result(read, today())
    if evaluator.engine_name != engine:
        click.echo(f"legalcheck: durable-rules cannot be imported here; the {evaluator.engine_name} engine answered", err=True)
    if form == "json":
        click.echo(result.to_json(), nl=False)
    else:
        from legalcheck.rendering.result_text import result_text
        from legalcheck.rendering.terminal import console

        result_text(result, console(sys.stdout), library.vocabulary, full=full)
    raise SystemExit(EXIT_STATUS[result.verdict])


def _library(overlays: tuple[Path, ...]) -> Library:
    from legalcheck.law.library import Library

    return Library(*overlays)


def _draft(name: str) -> Draft:
    """A draft from a file, or from standard input."""
    from legalcheck.models.check import checked
    from legalcheck.models.draft import Draft
    from legalcheck.reading.yaml_text import MAX_BYTES, read_bytes, read_file

    document = read_bytes(sys.stdin.buffer.read(MAX_BYTES + 1), "<stdin>") if name == "-" else read_file(Path(name))
    return checked(document, Draft)
