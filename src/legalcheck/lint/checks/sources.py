"""Statements whose source says nothing, or that do not say how current they are although they will change."""

from __future__ import annotations

from legalcheck.lint.found import Check, Findings
from legalcheck.lint.world import World

PLACEHOLDERS = ("todo", "tbd", "fixme", "?", "xxx", "n/a", "unknown", "source")
CHANGING = ("practice", "costs")
"""Sections that tell what is done, and so are true of a time."""


def _unsourced(world: World) -> Findings:
    for written in world.statements():
        source = written.statement.source
        for key, text in (("title", source.title), ("locator", source.locator)):
            if text.strip().lower().strip(".…") in PLACEHOLDERS or not text.strip():
                message = f"{key} of its source says nothing ('{text}'); name the law and where in it, or leave the statement out"
                yield written.problem(message, "source", key), None


def _undated(world: World) -> Findings:
    for written in world.statements():
        statement = written.statement
        dated = statement.state_of or statement.start or statement.end
        if statement.section in CHANGING and statement.basis == "read" and not dated:
            yield written.problem("says what is done in practice, but not of when (state_of)", "statement"), None


UNSOURCED = Check("unsourced", "error", "A source whose title or locator is a placeholder: a statement nobody can check.", _unsourced)
UNDATED = Check("undated", "note", "A statement on practice or costs without `state_of`: such things change.", _undated)
