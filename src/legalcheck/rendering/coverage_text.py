"""How much of the law is on file, for a terminal: a line for each profile, a column for each section."""

from __future__ import annotations

from collections.abc import Sequence

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from legalcheck.law.coverage import Coverage, Known

UNKNOWN = "·"
HEIGHT = 20
"""Letters of a section's name that are shown, one below the other."""


def coverage_text(found: Sequence[Coverage], target: Console) -> None:
    """Print coverage by kind of profile: a number of statements read; yellow with a sign where some rest on memory; a dot where nothing is known."""
    for kind, title in (("jurisdiction", "Jurisdictions"), ("instrument", "Instruments"), ("provider", "Providers")):
        rows = [one for one in found if one.profile.kind == kind]
        if not rows:
            continue
        sections = list(dict.fromkeys(section for one in rows for section in one.sections))
        target.print(Text(f"{title} ({len(rows)})", style="bold"))  # no title of the table: that wraps where the table is narrow
        table = Table(box=box.SIMPLE_HEAD, padding=(0, 0), pad_edge=False)
        table.add_column("", no_wrap=True)
        for section in sections:
            table.add_column("\n".join(section[:HEIGHT]), justify="right", vertical="bottom", no_wrap=True, min_width=3)
        table.add_column("all", justify="right", vertical="bottom", no_wrap=True, min_width=5)
        for one in rows:
            table.add_row(one.profile.key, *(_cell(one.sections.get(section)) for section in sections), _cell(one.total))
        target.print(table)
    read = sum(one.total.read for one in found)
    recalled = sum(one.total.recalled for one in found)
    profiles = f"{len(found)} profile{'s' if len(found) != 1 else ''}"
    target.print(Text(f"{profiles}, {read + recalled} statements: {read} read in their source, {recalled} from memory in some field (?)."))
    target.print(Text(f"{UNKNOWN} nothing on file: what could block there leaves a result unsettled."))


def _cell(known: Known | None) -> Text:
    if known is None:
        return Text(UNKNOWN, style="dim")
    number = known.read + known.recalled
    return Text(f"{number}?", style="yellow") if known.recalled else Text(str(number), style="green")
