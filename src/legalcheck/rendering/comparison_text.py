"""Profiles side by side, for a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from legalcheck.browse.compare import Row
from legalcheck.law.profiles import Profile
from legalcheck.law.statements import Statement
from legalcheck.rendering.profile_text import typed_text
from legalcheck.rendering.terminal import printable


def comparison_text(profiles: Sequence[Profile], rows: Sequence[Row], target: Console, day: date) -> None:
    """Print a table: a row for each section, a column for each profile; `?` marks what is recalled, grey what is not in force on the day."""
    table = Table(box=box.SQUARE, show_lines=True, expand=True, padding=(0, 1))
    table.add_column("", style="bold", no_wrap=True, min_width=18)
    for profile in profiles:
        table.add_column(f"{profile.name} ({profile.key})", ratio=1)
    for row in rows:
        table.add_row(row.section, *(_cell(statements, day) for statements in row.statements))
    target.print(table)


def _cell(statements: Sequence[Statement], day: date) -> Text:
    if not statements:
        return Text("unknown", style="yellow")
    found = Text()
    for number, statement in enumerate(statements):
        style = "" if statement.holds_on(day) else "dim"
        mark = "-" if statement.basis == "read" else "?"
        found.append("\n" if number else "")
        found.append(printable(f"{mark} {statement.prose}"), style=style)
        if typed := typed_text(statement):
            found.append(f"\n  {printable(typed)}", style=style or "cyan")
    return found
