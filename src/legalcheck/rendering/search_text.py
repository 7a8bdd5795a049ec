"""Hits of a search, each with its place and the text in which the words occur."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from legalcheck.browse.search import Hit
from legalcheck.rendering.terminal import paragraph

LONGEST = 300


def search_text(hits: Sequence[Hit], words: Sequence[str], target: Console, limit: int | None) -> None:
    """Print the hits, the best first; `limit`: no more than so many."""
    for hit in hits[:limit]:
        target.print(Text(hit.name, style="bold") + Text(f"  {hit.place}", style="dim"), soft_wrap=True)
        paragraph(target, _around(hit.text, words), indent=2)
    number = len(hits)
    more = f"; the first {limit} are shown (--all for every one)" if limit is not None and number > limit else ""
    target.print(Text(f"{number} found{more}." if number else "Nothing found."))


def _around(text: str, words: Sequence[str]) -> str:
    """The text, or the part of a long one around the first word."""
    if len(text) <= LONGEST:
        return text
    first = min((at for word in words if (at := text.casefold().find(word.casefold())) >= 0), default=0)
    start = max(first - LONGEST // 2, 0)
    return f"{'…' if start else ''}{text[start : start + LONGEST]}…"
