"""An offence as a person reads it: its meaning, its place in the instruments, and the states known not to punish it."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console
from rich.text import Text

from legalcheck.law.offences import standings
from legalcheck.library import Library
from legalcheck.models.offences import Duty, OffenceEntry
from legalcheck.rendering.terminal import paragraph
from legalcheck.vocabulary import Vocabulary


def offence_text(offence: str, library: Library, target: Console) -> None:
    """Print what is on file of an offence."""
    vocabulary = library.vocabulary
    target.print(Text(vocabulary.name_of("offence", offence).capitalize(), style="bold") + Text(f"  ({offence})"))
    entry = library.offences.offences.get(offence)
    for label, text in entry_lines(entry, library) if entry else ():
        paragraph(target, text, indent=2, mark=f"{label}: ")
    found = standings(offence, library.profiles())
    if found:
        target.print(Text("States", style="bold"))
    for one in found:
        words = ", ".join(one.words)
        basis = "" if one.statement.basis == "read" else " [recalled]"
        paragraph(target, f"{words}. {one.statement.prose} ({one.statement.place}){basis}", indent=2, mark=f"{one.profile.key}  ")
    paragraph(target, "Of every other state the profiles do not say whether it is an offence there.", style="dim")


def entry_lines(entry: OffenceEntry, library: Library) -> Iterator[tuple[str, str]]:
    """(label, text) of what the table says of an offence."""
    vocabulary = library.vocabulary
    yield "Means", f"{entry.meaning}."
    if entry.components:
        yield "Reached by", ", ".join(vocabulary.name_of("offence", one) for one in entry.components)
    if entry.annex_d:
        listed = "; ".join(vocabulary.name_of("listed-category", one) for one in entry.annex_d)
        yield "EIO Annex D", f"{listed} [{library.offences.annex_d_basis}]"
    if entry.obliged:
        yield "Obliged to punish it", "; ".join(duty_text(duty, vocabulary) for duty in entry.obliged)
    if entry.iccs:
        yield "ICCS", f"{entry.iccs.code} [{entry.iccs.basis}]"
    yield "Agreement among states", entry.agreement.replace("-", " ") + (f"; they part on: {', '.join(entry.watch)}" if entry.watch else "")


def duty_text(duty: Duty, vocabulary: Vocabulary) -> str:
    """`Budapest Convention, art. 2 [read]`."""
    name = vocabulary.name_of("instrument", duty.instrument) if duty.instrument else duty.law or ""
    return f"{name}{f', {duty.locator}' if duty.locator else ''} [{duty.basis}]"
