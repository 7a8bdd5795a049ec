"""What a drafting tool imports."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from legalcheck.assessment.evaluate import Desk, EngineName, Evaluator, Options, today
from legalcheck.library import Library
from legalcheck.models.check import checked
from legalcheck.models.draft import Draft
from legalcheck.models.result import Result
from legalcheck.reading.problems import InputError
from legalcheck.reading.yaml_text import Document, read_bytes

__all__ = ["Draft", "InputError", "Library", "Result", "evaluate", "read_draft"]


def read_draft(text: str | bytes | Mapping[str, Any], name: str = "draft") -> Draft:
    """A draft from YAML or JSON text, or from a mapping. Raises InputError with every problem: its line, what was expected, the nearest word."""
    if isinstance(text, Mapping):
        return checked(Document(name, _words(text)), Draft)
    return checked(read_bytes(text.encode() if isinstance(text, str) else text, name), Draft)


def evaluate(
    draft: Draft | str | bytes | Mapping[str, Any], library: Library, *, desk: Desk = "requesting", engine: EngineName = "compiled",
    cross_check: bool = False, show_values: bool = False, routes: bool = True, day: date | None = None,
) -> Result:  # fmt: skip
    """The result for a draft.

    `desk`: for whom it is worded. `engine`: `compiled` (the default here, for it is faster) or `durable`; `cross_check` runs both and raises
    `DisagreementError` on any difference. `routes`: whether other ways are evaluated too (without, it is several times quicker).
    `day`: the day on which the law is read where the draft names none (left out: today).
    Raises InputError for a draft or a profile that cannot be used.
    """
    checked_draft = draft if isinstance(draft, Draft) else read_draft(draft)
    options = Options(desk=desk, engine=engine, cross_check=cross_check, show_values=show_values, routes=routes)
    return Evaluator(library, options).result(checked_draft, day or today())


def _words(value: Any) -> Any:
    """A mapping of a caller as YAML would have given it: dates as text, tuples as lists."""
    if isinstance(value, Mapping):
        return {str(key): _words(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_words(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value
