"""The command line. Every verb reads files (or `-`, standard input), prints to standard output, says what is wrong on standard error."""

from __future__ import annotations

import os
import signal
import sys
import traceback
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

import click

from legalcheck._version import __version__

if TYPE_CHECKING:
    from legalcheck.library import Library
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
    return click.option(
        "--data", "overlays", multiple=True, metavar="DIR", type=click.Path(path_type=Path),
        help="A folder with your own rules/ and jurisdictions/, laid over the shipped ones (repeatable).",
    )(verb)  # fmt: skip


def said_plainly(verb: Verb) -> Verb:
    """Turns problems with an input, and files that cannot be read or written, into messages."""

    @wraps(verb)
    def run(*args: Any, **kwargs: Any) -> Any:
        from legalcheck.reading.problems import InputError

        try:
            return verb(*args, **kwargs)
        except InputError as error:
            raise Input("\n".join(str(problem) for problem in error.problems)) from None
        except OSError as error:
            raise Input(f"{error.filename or 'output'}: {error.strerror or error}") from None
        except (click.ClickException, click.Abort, click.exceptions.Exit):
            raise
        except Exception as error:  # a defect of ours must not look like a verdict, nor show what is in the draft
            place = traceback.extract_tb(error.__traceback__)[-1]
            raise Input(
                f"legalcheck: internal error ({type(error).__name__} at {Path(place.filename).name}:{place.lineno}). "
                "This is a defect of legalcheck, not of the draft; nothing was decided. Please report it."
            ) from None

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

    library, read = _library(overlays), _draft(draft)
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


def _library(overlays: tuple[Path, ...]) -> Library:
    from legalcheck.library import Library

    return Library(*overlays)


def _draft(name: str) -> Draft:
    """A draft from a file, or from standard input."""
    from legalcheck.models.check import checked
    from legalcheck.models.draft import Draft
    from legalcheck.reading.yaml_text import MAX_BYTES, read_bytes, read_file

    if name != "-":
        return checked(read_file(Path(name)), Draft)
    content = sys.stdin.buffer.read(MAX_BYTES + 1) if sys.stdin else b""
    return checked(read_bytes(content, "<stdin>"), Draft)


@main.command()
@click.argument("name", metavar="NAME")
@said_plainly
def schema(name: str) -> None:
    """Print the JSON Schema of a kind of file: draft, jurisdiction, instrument, provider, rules, regions, result.

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
@click.argument("name", metavar="NAME")
@data_option
@said_plainly
def show(name: str, overlays: tuple[Path, ...]) -> None:
    """Show a jurisdiction (FR), an instrument, a provider or a rule as a person reads it.

    \b
    Examples:     legalcheck show US
                  legalcheck show budapest
                  legalcheck show dual-criminality.not-met
    """
    from legalcheck.assessment.evaluate import today
    from legalcheck.rendering.profile_text import profile_text
    from legalcheck.rendering.rule_text import rule_text
    from legalcheck.rendering.terminal import console

    library = _library(overlays)
    profile = (
        library.jurisdiction(name.upper()) if name.upper() in library.keys("jurisdiction")
        else library.instrument(name) if name in library.keys("instrument")
        else library.provider(name) if name in library.keys("provider")
        else None
    )  # fmt: skip
    if profile is not None:
        profile_text(profile, console(sys.stdout), library.vocabulary, today())
        return
    base = library.engine([library.instrument(slug) for slug in library.keys("instrument")]).base
    if name not in base.rules:
        raise click.UsageError(_nothing_called(name, library, list(base.rules)))
    rule_text(base.rules[name], base, console(sys.stdout))


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

    library = _library(overlays)
    evaluation = Evaluator(library, Options(engine="compiled")).evaluation(_draft(draft), today())
    rules = evaluation.finder.base.rules
    if rule not in rules:
        raise click.UsageError(_nothing_called(rule, library, list(rules)))
    explanation_text(rules[rule], evaluation, console(sys.stdout))


def _nothing_called(name: str, library: Library, rules: list[str]) -> str:
    from legalcheck.reading.problems import excerpt, suggestion

    words = [*library.keys("jurisdiction"), *library.keys("instrument"), *library.keys("provider"), *rules]
    return f"nothing on file is called '{excerpt(name)}'{suggestion(name, words)}"
