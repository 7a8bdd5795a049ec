"""What is wrong with a text, said to the person who wrote it: file, line, column, expectation, nearest valid word."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

SHORTEST_BEGINNING = 3
"""Letters two words must share at their beginning to be taken for one another."""
LONGEST_FILE_NAME = 300


@dataclass(frozen=True, order=True)
class Problem:
    """One thing wrong at one place. Lines and columns count from 1; 0 means the file as a whole."""

    file: str
    line: int
    column: int
    message: str

    def __str__(self) -> str:
        place = f":{self.line}:{self.column}" if self.line else ""
        return f"{excerpt(self.file, LONGEST_FILE_NAME)}{place}: {self.message}"


class InputError(Exception):
    """A text that cannot be used; carries every problem found in it, not only the first."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = tuple(problems)


LONGEST_WORD = 100
"""A longer one is no misspelling; comparing it would only take time."""


def nearest(word: str, words: Iterable[str]) -> str | None:
    """The valid word most like `word`, or None where none is near. Capitals do not count, unless they make the difference."""
    if len(word) > LONGEST_WORD:
        return None
    known = [str(one) for one in words]
    for written in (word, word.lower()):
        if found := difflib.get_close_matches(written, known, n=1, cutoff=0.6):
            return found[0]
    # a word written longer or shorter than it is: `budapest-convention` for `budapest`
    begun = [one for one in known if len(one) > SHORTEST_BEGINNING and (word.lower().startswith(one) or one.startswith(word.lower()))]
    return max(begun, key=len, default=None) if len(word) > SHORTEST_BEGINNING else None


def suggestion(word: str, words: Iterable[str]) -> str:
    """`; did you mean 'x'?`, or nothing."""
    near = nearest(word, words)
    return f"; did you mean '{near}'?" if near and near != word else ""


def excerpt(value: object, limit: int = 40) -> str:
    """A value as it may be quoted in a message: short, on one line, control characters escaped."""
    text = value if isinstance(value, str) else repr(value)
    text = "".join(char if char.isprintable() else f"\\x{ord(char):02x}" for char in text[: limit + 1])
    return text if len(text) <= limit else text[:limit] + "…"
