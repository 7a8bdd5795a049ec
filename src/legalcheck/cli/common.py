"""What all verbs share: options, how bad input is said, where law and drafts come from."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

import click

if TYPE_CHECKING:
    from legalcheck.law.profiles import Profile
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


def library_of(overlays: tuple[Path, ...]) -> Library:
    """The shipped law with the folders of `--data` over it."""
    from legalcheck.library import Library

    return Library(*overlays)


def draft_of(name: str) -> Draft:
    """A draft from a file, or from standard input."""
    from legalcheck.models.check import checked
    from legalcheck.models.draft import Draft
    from legalcheck.reading.yaml_text import MAX_BYTES, read_bytes, read_file

    if name != "-":
        return checked(read_file(Path(name)), Draft)
    content = sys.stdin.buffer.read(MAX_BYTES + 1) if sys.stdin else b""
    return checked(read_bytes(content, "<stdin>"), Draft)


def profile_named(name: str, library: Library) -> Profile | None:
    """The jurisdiction (in capitals or not), instrument or provider of a name."""
    if name.upper() in library.keys("jurisdiction"):
        return library.jurisdiction(name.upper())
    if name in library.keys("instrument"):
        return library.instrument(name)
    return library.provider(name) if name in library.keys("provider") else None


def nothing_called(name: str, library: Library, rules: list[str]) -> str:
    """That nothing on file has the name, with the nearest that has one."""
    from legalcheck.reading.problems import excerpt, suggestion

    words = [*library.keys("jurisdiction"), *library.keys("instrument"), *library.keys("provider"), *library.vocabulary.slugs["offence"], *rules]
    return f"nothing on file is called '{excerpt(name)}'{suggestion(name, words)}"
