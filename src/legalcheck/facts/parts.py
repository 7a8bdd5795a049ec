"""Parts: what rules range over, each with the values known of it. A value that is not there is unknown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from legalcheck.law.statements import Statement

FALSE, RECALLED_FALSE, UNKNOWN, RECALLED_TRUE, TRUE = 0, 1, 4, 7, 8
"""Truth as one number, likely * 3 + sure, each 0 false, 1 unknown, 2 true. `sure` takes what is recalled as unknown.

These five are all there are, and they are a chain in both components: `and` is the least of the numbers, `or` the greatest, `not` is 8 minus."""

NOT_APPLICABLE = "not-applicable"
"""Category of the data of a measure that takes none."""


class Part:
    """One part of the draft, or one statement of a profile."""

    __slots__ = ("index", "kind", "place", "statement", "uid", "unsure", "values")

    def __init__(
        self, kind: str, uid: int, values: dict[str, Any], *, index: int = -1, place: str = "",
        unsure: frozenset[str] = frozenset(), statement: Statement | None = None,
    ) -> None:  # fmt: skip
        self.kind, self.uid, self.values, self.index = kind, uid, values, index
        self.place = place
        """Where it stands in the draft: `offences[0]`; `offences` for the one unknown part of a list left out."""
        self.unsure = unsure
        """Paths whose values are recalled."""
        self.statement = statement

    def __repr__(self) -> str:
        return f"Part({self.kind} {self.place or (self.statement.id if self.statement else '')})"


@dataclass(frozen=True)
class Ledger:
    """A list of which it is known, word by word, whether it is on it."""

    entries: Mapping[str, tuple[int, Statement | None]]
    """Word → truth and the statement that says so."""
    complete: Mapping[str, tuple[bool, Statement]] = field(default_factory=dict)
    """Prefix (an instrument) → the list is complete for it; whether that was read."""
    prefixes: tuple[str, ...] = ()
    """All instruments: a word belongs to the longest that fits, `budapest-2ap-7` to `budapest-2ap` and not to `budapest`."""

    def truth(self, word: str) -> int:
        if word in self.entries:
            return self.entries[word][0]
        read, statement = self._complete(word)
        return UNKNOWN if statement is None else FALSE if read else RECALLED_FALSE

    def statement(self, word: str) -> Statement | None:
        return self.entries[word][1] if word in self.entries else self._complete(word)[1]

    def _complete(self, word: str) -> tuple[bool, Statement | None]:
        longest = max((prefix for prefix in self.prefixes if word.startswith(prefix + "-")), key=len, default="")
        return self.complete.get(longest, (False, None))


@dataclass(eq=False)
class FactBase:
    """All parts of one evaluation (one draft under one instrument and channel)."""

    request: Part
    measures: list[Part]
    data: dict[tuple[int, int], list[Part]]
    """(uid of measure, uid of item or -1) → its categories."""
    items: dict[int, list[Part]]
    """uid of measure → the items it seeks."""
    offences: list[Part]
    subjects: list[Part]
    sections: Mapping[str, tuple[Part, ...]]
    """Profile section (`requested.retention`) → its statements in force on the day."""
    silent: Mapping[str, Part]
    """Profile section → the one statement of which everything is unknown."""
    ended: frozenset[str]
    """Profile sections whose statements are all outside their dates and whose end means no."""
    origins: Mapping[str, Statement]
    """Path of the request → the statement its value rests on."""
    scopes: dict[tuple[str, tuple[int, ...]], tuple[tuple[int, Part], ...]] = field(default_factory=dict)
    """Kept for the evaluation: (profile section, uids of the parts its selectors look at) → (truth of applying, statement), none that does not."""
