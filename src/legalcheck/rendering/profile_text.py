"""A jurisdiction, instrument or provider as a person reads it: each statement with its source, how it is known, and its age."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from rich.console import Console
from rich.text import Text

from legalcheck.law.profiles import Profile
from legalcheck.law.statements import Statement
from legalcheck.models.profile import MEMBERSHIP, InstrumentHead
from legalcheck.rendering.terminal import paragraph
from legalcheck.vocabulary import Vocabulary


def profile_text(profile: Profile, target: Console, vocabulary: Vocabulary, day: date) -> None:
    """Print a profile as it stands on `day`: what is not in force then is marked."""
    title = profile.head.title if isinstance(profile.head, InstrumentHead) else profile.name
    target.print(Text(f"{title} ({profile.key})", style="bold"))
    statements = [statement for section in profile.sections.values() for statement in section]
    read = sum(statement.basis == "read" for statement in statements)
    paragraph(target, f"{profile.kind}; {len(statements)} statements, {read} read, {len(statements) - read} recalled; {profile.file}", style="dim")
    if profile.overlays:
        paragraph(target, f"with your own {', '.join(file for file, _ in profile.overlays)}", style="dim")
    order = [MEMBERSHIP, *(name for name, section in vocabulary.sections.items() if profile.kind in section.kinds)]
    for name in order:
        if found := profile.section(name):
            _section(name, found, target, vocabulary, day)
    if silent := silent_sections(profile, vocabulary):
        target.print()
        paragraph(target, f"Unknown (nothing on file): {', '.join(silent)}.", style="yellow")


def section_meaning(name: str, vocabulary: Vocabulary) -> str:
    """What a section of a profile is about."""
    return "by what it is bound" if name == MEMBERSHIP else vocabulary.sections[name].meaning


def silent_sections(profile: Profile, vocabulary: Vocabulary) -> list[str]:
    """Sections with typed fields of which nothing is on file: unknown."""
    return [
        name for name, section in vocabulary.sections.items()
        if profile.kind in section.kinds and section.fields and not profile.section(name)
    ]  # fmt: skip


def _section(name: str, statements: Iterable[Statement], target: Console, vocabulary: Vocabulary, day: date) -> None:
    target.print()
    target.print(Text(name.upper(), style="bold"))
    paragraph(target, section_meaning(name, vocabulary), style="dim")
    for statement in statements:
        over = "" if statement.holds_on(day) else " [not in force on this day]"
        mark = "- " if statement.basis == "read" else "? "
        paragraph(target, statement.prose + over, indent=2, mark=mark, style="dim" if over else "")
        if statement.fields or statement.selects:
            paragraph(target, typed_text(statement), indent=4, style="cyan")
        paragraph(target, _source(statement, day), indent=4, style="dim")
        if statement.note:
            paragraph(target, statement.note, indent=4, style="dim", mark="note: ")


def typed_text(statement: Statement) -> str:
    """Typed fields, selectors and dates of a statement."""
    parts = [f"{name} = {_shown(value)}" for name, value in statement.fields.items()]
    for name, select in statement.selects.items():
        words = ", ".join(_shown(value) for value in sorted(select.values, key=str))
        parts.append(f"{name} {'all but ' if select.exclude else ''}{words}")
    if statement.start or statement.end:
        parts.append(f"from {statement.start or '…'} until {statement.end or '…'}")
    return "; ".join(parts)


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(_shown(one) for one in value) if isinstance(value, tuple) else str(value)


def known_text(statement: Statement) -> str:
    """How a statement is known, field by field where they differ."""
    known = {"read": "read", "recalled": "recalled, to be confirmed"}[statement.basis]
    differently = [f"{name} {basis}" for name, basis in statement.basis_of.items()]
    return f"{known} ({', '.join(differently)})" if differently else known


def age_text(statement: Statement, day: date) -> str:
    """How current the source is, and how long ago somebody last checked."""
    state = f", state of {statement.state_of}" if statement.state_of else ""
    days = (day - statement.reviewed).days
    ago = f" ({days} day{'s' if days != 1 else ''} ago)" if days > 0 else ""
    return f"{state}; reviewed {statement.reviewed}{ago}"


def _source(statement: Statement, day: date) -> str:
    known = f"{known_text(statement)}{age_text(statement, day)}"
    return f"{statement.source.title}, {statement.source.locator} [{known}] {statement.place}"
