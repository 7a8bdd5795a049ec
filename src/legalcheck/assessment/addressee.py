"""To whom a request goes: the institution of the requested state for the channel, or the company that serves the user."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from legalcheck.engine.atoms import Cell, applies
from legalcheck.facts.build import PROVIDER_DIRECT
from legalcheck.facts.parts import FactBase, Part
from legalcheck.models.result import Addressee
from legalcheck.vocabulary import Vocabulary

KINDS: Mapping[str, tuple[str, ...]] = {
    "central-authority": ("central-authority",),
    "diplomatic": ("diplomatic", "central-authority"),
    "judicial-direct": ("executing-authority", "central-authority"),
    "contact-point-24-7": ("contact-point-24-7",),
    "designated-authority": ("designated-authority",),
    "interpol": ("police",), "europol": ("police",), "police-direct": ("police",), "liaison": ("police",), "police-cooperation-centre": ("police",),
    "eurojust": ("executing-authority",), "judicial-network": ("executing-authority",), "informal": ("police",),
}  # fmt: skip
"""Channel → kinds of institution that stand at its other end, the best first."""


def addressee(facts: FactBase, channel: str | None, languages: tuple[str, ...], vocabulary: Vocabulary) -> Addressee | None:
    """The addressee; None where no profile names it."""
    if channel == PROVIDER_DIRECT:
        return _company(facts, languages, vocabulary)
    for kind in KINDS.get(channel or "", ()):
        for statement in _applying("requested.authorities", facts, vocabulary):
            if statement.values.get("requested.authorities.kind") == kind and "requested.authorities.institution" in statement.values:
                assert statement.statement is not None
                name = statement.values["requested.authorities.institution"]
                return Addressee(institution=name, kind=kind, channel=channel, languages=languages, source=statement.statement.place)
    return None


def _company(facts: FactBase, languages: tuple[str, ...], vocabulary: Vocabulary) -> Addressee | None:
    for part in _applying("provider.entities", facts, vocabulary):
        name, statement = part.values.get("provider.entities.entity"), part.statement
        if name is not None and statement is not None:
            return Addressee(institution=name, kind="provider-addressee", channel=PROVIDER_DIRECT, languages=languages, source=statement.place)
    return None


def accepted_languages(facts: FactBase, channel: str | None, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Languages the addressee accepts, from every statement that applies; empty where none is known."""
    sections = ("provider.languages", "instrument.languages", "requested.languages")
    found: dict[str, None] = {}
    for section in sections if channel == PROVIDER_DIRECT else sections[1:]:
        for statement in _applying(section, facts, vocabulary):
            found.update(dict.fromkeys(statement.values.get(f"{section}.accepted", ())))
    return tuple(found)


def _applying(section: str, facts: FactBase, vocabulary: Vocabulary) -> Iterator[Part]:
    """Statements that apply to the request as it begins: its first measure, item and category."""
    measure = facts.measures[0]
    cell: dict[str, Part] = {"request": facts.request, "measure": measure}
    if items := facts.items.get(measure.uid):
        cell["item"] = items[0]
    if data := facts.data.get((measure.uid, -1)):
        cell["data"] = data[0]
    found: Cell = cell
    ranked = [(applies(part, found, vocabulary), part) for part in facts.sections[section]]
    yield from (part for value, part in sorted(ranked, key=lambda one: -one[0]) if value == 2)
