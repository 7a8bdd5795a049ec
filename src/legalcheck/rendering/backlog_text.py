"""The statements somebody should look at, for a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from legalcheck.rendering.terminal import paragraph
from legalcheck.upkeep.backlog import ToConfirm


def backlog_text(found: Sequence[ToConfirm], cases: int, target: Console, limit: int | None) -> None:
    """Print them, what most scenarios rest on first. `limit`: no more than so many."""
    for one in found[:limit]:
        statement = one.statement
        target.print(
            Text(f"{one.cases:>4} of {cases}  ") + Text(f"{statement.owner} {statement.section}/{statement.id}", style="bold")
            + Text(f"  {one.why}  {statement.place}", style="dim"), soft_wrap=True,
        )  # fmt: skip
        paragraph(target, statement.prose, indent=13)
        paragraph(target, f"{statement.source.title}, {statement.source.locator}", indent=13, style="dim")
    shown = f"; the {limit} on which most scenarios rest are shown (--all for every one)" if limit is not None and len(found) > limit else ""
    target.print(Text(f"{len(found)} statement{'s' if len(found) != 1 else ''} to confirm{shown}." if found else "Nothing to confirm."))
