"""The console all text goes through: as wide as the terminal, coloured only on one."""

from __future__ import annotations

import os
from typing import TextIO

from rich.console import Console
from rich.text import Text

DEFAULT_WIDTH = 100
"""Width where there is no terminal (a file, a pipe)."""
MIN_WIDTH = 30
"""On a narrower terminal lines are left to wrap there."""
MAX_WIDTH = 110
"""Longer lines are hard to read."""


def console(stream: TextIO, *, widest: int | None = MAX_WIDTH) -> Console:
    """A console on a stream. NO_COLOR and COLUMNS are respected; nothing in a text is taken for markup. `widest` None: as wide as a table wants."""
    terminal = stream.isatty()
    width = None if terminal or "COLUMNS" in os.environ else DEFAULT_WIDTH
    made = Console(file=stream, width=width, highlight=False, markup=False, emoji=False, soft_wrap=False, no_color=None if terminal else True)
    made.width = max(made.width, MIN_WIDTH) if widest is None else min(max(made.width, MIN_WIDTH), widest)
    return made


def paragraph(target: Console, text: str, *, indent: int = 0, style: str = "", mark: str = "") -> None:
    """A wrapped paragraph; `mark` stands before its first line, the rest hangs under the text."""
    body = Text(printable(text), style=style)
    width = max(target.width - indent - len(mark), 20)
    lines = body.wrap(target, width)
    for number, line in enumerate(lines):
        line.rstrip()
        lead = " " * indent + (mark if number == 0 else " " * len(mark))
        target.print(Text(lead) + line, no_wrap=True, overflow="ignore", crop=False)


def printable(text: str) -> str:
    """Text of a draft or profile with control characters made visible: it cannot move the cursor or recolour the screen."""
    return "".join(char if char.isprintable() or char == "\n" else f"\\x{ord(char):02x}" for char in text)
