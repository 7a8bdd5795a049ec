"""Display names and message templates. Values that identify a person or an account are masked unless asked for."""

from __future__ import annotations

from datetime import date
from typing import Any

from legalcheck.engine.atoms import Cell, applies
from legalcheck.facts.build import Setting
from legalcheck.facts.parts import FactBase, Ledger, Part
from legalcheck.language.rulebase import PLACEHOLDER
from legalcheck.law.profiles import Profile
from legalcheck.models.base import country_name
from legalcheck.vocabulary import Path, Vocabulary


def masked(value: str) -> str:
    """A value as it may be shown: the first two characters of a longer one, the rest hidden."""
    return (value[:2] if len(value) > 5 else "") + "•••"


class Wording:
    """Names and templates of one evaluation."""

    def __init__(self, setting: Setting, facts: FactBase, vocabulary: Vocabulary, show_values: bool) -> None:
        self.setting, self.facts, self.vocabulary, self.show_values = setting, facts, vocabulary, show_values
        self.names = names(setting, vocabulary)

    def fill(self, text: str, cell: Cell) -> str:
        """The template with its placeholders filled in; the first letter of a sentence capital."""
        filled = PLACEHOLDER.sub(lambda match: self._word(match[1], cell), text)
        return filled[:1].upper() + filled[1:]

    def _word(self, word: str, cell: Cell) -> str:
        if word in self.names:
            return self.names[word]
        if word == "measure.name":
            return self._slug("measure", cell["measure"].values.get("measure.kind"), "the measure")
        if word == "data.name":
            return self._slug("data", cell["data"].values.get("data.category"), "the data")
        if word == "offence.name":
            return self._slug("offence", cell["offence"].values.get("offence.category"), "the conduct")
        if word == "offences.names":
            named = [self._slug("offence", part.values.get("offence.category"), "the conduct") for part in self.facts.offences]
            return listed(list(dict.fromkeys(named))) or "the conduct"
        if word == "item.label":
            return self.item_label(cell["item"])
        path = self.vocabulary.paths.get(word) or self.vocabulary.paths[word.removesuffix(".name")]
        return self._value(path, cell)

    def _value(self, path: Path, cell: Cell) -> str:
        part = cell.get(path.part or "request")
        if part is None and path.part in self.facts.sections:
            able = [one for one in self.facts.sections[path.part] if path.name in one.values and applies(one, cell, self.vocabulary)]
            found = [one.values[path.name] for one in able]
            return listed(list(dict.fromkeys(text for value in found for text in self._shown(path, value)))) or "unknown"
        value = part.values.get(path.name) if part else None
        return listed(self._shown(path, value)) if value is not None else "unknown"

    def _shown(self, path: Path, value: Any) -> list[str]:
        if isinstance(value, tuple):
            return [text for one in value for text in self._shown(path, one)]
        if path.type.kind == "slug":
            return [self.vocabulary.name_of(path.type.slug, value)]
        if path.type.kind == "country":
            return [country_name(value)]
        return [str(value)]

    def _slug(self, words: str, slug: str | None, otherwise: str) -> str:
        return self.vocabulary.name_of(words, slug) if slug else otherwise

    def item_label(self, item: Part) -> str:
        """`IP address 81••• (items[0])`."""
        kind = self._slug("identifier", item.values.get("item.type"), "the identifier")
        given = self.setting.draft.items
        identifier = given[item.index].identifier if given and item.index >= 0 else None
        value = identifier.value if identifier and identifier.value else None
        shown = "" if value is None else f" {value if self.show_values else masked(value)}"
        return f"{kind}{shown} ({item.place})" if item.index >= 0 else kind


def names(setting: Setting, vocabulary: Vocabulary) -> dict[str, str]:
    """Names of the two sides, the instrument, the channel and the provider; and of each side the code or slug its profile has."""
    draft = setting.draft
    provider = draft.requested.provider
    found = {
        "requesting.name": _profile_name(setting.sides["requesting"], country_name(draft.requesting.jurisdiction)),
        "requested.name": _profile_name(setting.sides["requested"], country_name(draft.requested.jurisdiction)),
        "instrument.name": _profile_name(setting.instrument, vocabulary.name_of("instrument", setting.instrument_slug or "") or "the instrument"),
        "channel.name": vocabulary.name_of("channel", setting.channel) if setting.channel else "the channel",
        "provider.name": _profile_name(setting.sides["provider"], provider or "the provider"),
        "requesting": draft.requesting.jurisdiction,
        "requested": draft.requested.jurisdiction,
        "instrument": setting.instrument_slug or "instrument",
        "provider": provider or "provider",
    }
    return found


def _profile_name(profile: Profile | None, otherwise: str) -> str:
    return profile.name if profile else otherwise


def listed(words: list[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}" if words else ""


def plain(value: Any) -> Any:
    """A value as it stands in JSON."""
    if isinstance(value, tuple):
        return [plain(one) for one in value]
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Ledger):
        return sorted(value.entries)
    return value if isinstance(value, bool | int | str) or value is None else str(value)
