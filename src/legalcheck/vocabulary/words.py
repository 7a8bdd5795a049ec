"""The vocabulary file as objects, and the look-ups that the checker, the models and the documentation share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Any

from legalcheck.places import shipped_place
from legalcheck.reading.yaml_text import Document, read_file

SIDES: Mapping[str, str] = {"requesting": "jurisdiction", "requested": "jurisdiction", "instrument": "instrument", "provider": "provider"}
"""First word of a profile path, and the kind of file that answers it."""


@dataclass(frozen=True)
class ValueType:
    """Type of a value: `boolean`, `integer`, `date`, `duration`, `text`, `language`, `country` or `slug`; `many` for a list of them."""

    kind: str
    slug: str = ""
    many: bool = False

    @classmethod
    def parse(cls, text: str) -> ValueType:
        many = text.startswith("list:")
        kind, _, slug = text.removeprefix("list:").partition(":")
        return cls(kind, slug, many)

    @property
    def ordered(self) -> bool:
        return not self.many and self.kind in ("integer", "date")

    def __str__(self) -> str:
        name = f"slug:{self.slug}" if self.slug else self.kind
        return f"list:{name}" if self.many else name


@dataclass(frozen=True)
class Path:
    """Something a rule can test: of the request as a whole (`part` empty), of a part, or of a profile statement (`part` is the section)."""

    name: str
    type: ValueType
    meaning: str
    part: str = ""
    draft: str = ""
    """Field of the draft that answers it; `[]` stands for the part's place in its list."""
    ask: str = ""
    profile: str = ""
    """Section that answers it, where a profile does."""
    needs: tuple[str, ...] = ()
    """Parts that must be bound besides `part` (computed fields of statements)."""
    identifies: bool = False
    """It says what a statement is about (`Field.identifies`)."""
    mark: str = ""
    """Property of the offence's word whose presence is the value."""


@dataclass(frozen=True)
class Part:
    """A kind of part a rule ranges over."""

    name: str
    meaning: str
    label: str
    of: str = ""


@dataclass(frozen=True)
class Selector:
    """A key with which a statement says to what it applies, and the path it is compared with."""

    name: str
    path: str
    type: ValueType
    part: str = ""


@dataclass(frozen=True)
class Field:
    """A typed field of a section."""

    name: str
    type: ValueType
    meaning: str
    ask: str = ""
    needs: tuple[str, ...] = ()
    draft: str = ""
    identifies: bool = False
    """It says what the statement is about and is no claim of its own: always sure."""


@dataclass(frozen=True)
class Section:
    """A typed part of a profile."""

    name: str
    meaning: str
    kinds: tuple[str, ...]
    selectors: tuple[str, ...]
    fields: Mapping[str, Field]
    computed: Mapping[str, Field]
    ends_in_no: bool


@dataclass(frozen=True)
class Conclusion:
    """A boolean that rules establish, and the parts it is about."""

    name: str
    of: tuple[str, ...]
    meaning: str


@dataclass(frozen=True)
class Vocabulary:
    """All words. Immutable: one may be shared by any number of threads."""

    slugs: Mapping[str, Mapping[str, Mapping[str, Any]]]
    parts: Mapping[str, Part]
    paths: Mapping[str, Path]
    selectors: Mapping[str, Selector]
    sections: Mapping[str, Section]
    conclusions: Mapping[str, Conclusion]
    section_parts: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """`requested.retention` → (side, section): the profile sections a rule can bind."""
    section_order: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Profile section → the draft parts its selectors look at, in a fixed order."""
    added_countries: Mapping[str, str] = field(default_factory=dict)
    """Country codes beside ISO 3166-1, with their names."""
    usual_countries: Mapping[str, str] = field(default_factory=dict)
    """Codes in use for states that ISO 3166-1 names otherwise."""

    @cached_property
    def marks(self) -> Mapping[str, str]:
        """Path → the property of an offence's word whose presence is its value."""
        return {path.name: path.mark for path in self.paths.values() if path.mark}

    def name_of(self, slug_list: str, slug: str) -> str:
        """Display name of a slug; the slug itself where it has none."""
        entry = self.slugs.get(slug_list, {}).get(slug)
        return str(entry.get("name", slug)) if entry else slug

    def section_needs(self, section: str) -> frozenset[str]:
        """Draft parts that a rule must bind to know which statements of the section apply."""
        return frozenset(part for name in self.sections[section].selectors if (part := self.selectors[name].part))


def build_vocabulary(document: Document) -> Vocabulary:
    """The vocabulary of a parsed file. The file is ours and tested; a mistake in it is a programming error (KeyError, ValueError)."""
    data = document.data
    slugs = {
        name: {slug: entry if isinstance(entry, dict) else {"meaning": entry} for slug, entry in words.items()}
        for name, words in data["slugs"].items()
    }
    parts = {name: Part(name, entry["meaning"], entry["label"], entry.get("of", "")) for name, entry in data["parts"].items()}
    selectors = {
        name: Selector(name, entry["path"], ValueType.parse(entry["type"]), entry.get("part", "")) for name, entry in data["selectors"].items()
    }
    sections = {name: _section(name, entry) for name, entry in data["sections"].items()}
    paths = {
        name: Path(
            name, ValueType.parse(entry["type"]), entry["meaning"], entry.get("part", ""),
            entry.get("draft", ""), entry.get("ask", ""), entry.get("profile", ""), mark=entry.get("mark", ""),
        )
        for name, entry in data["paths"].items()
    }  # fmt: skip
    section_parts: dict[str, tuple[str, str]] = {}
    for side, kind in SIDES.items():
        for section in sections.values():
            if kind not in section.kinds:
                continue
            part = f"{side}.{section.name}"
            section_parts[part] = (side, section.name)
            for entry in (*section.fields.values(), *section.computed.values()):
                name = f"{part}.{entry.name}"
                profile = "" if entry.draft else section.name
                paths[name] = Path(name, entry.type, entry.meaning, part, entry.draft, entry.ask, profile, entry.needs, entry.identifies)
    conclusions = {name: Conclusion(name, tuple(entry["of"]), entry["meaning"]) for name, entry in data["conclusions"].items()}
    order = {
        part: tuple(sorted({selectors[name].part for name in sections[section].selectors} - {""})) for part, (_, section) in section_parts.items()
    }
    countries = data["countries"]
    return Vocabulary(slugs, parts, paths, selectors, sections, conclusions, section_parts, order, countries["added"], countries["usual"])


def _section(name: str, entry: Mapping[str, Any]) -> Section:
    def fields(key: str) -> dict[str, Field]:
        return {
            field_name: Field(
                field_name, ValueType.parse(spec["type"]), spec["meaning"], spec.get("ask", ""),
                tuple(spec.get("needs", ())), spec.get("draft", ""), spec.get("identifies", False),
            )
            for field_name, spec in entry.get(key, {}).items()
        }  # fmt: skip

    return Section(
        name, entry["meaning"], tuple(entry["in"]), tuple(entry["selected_by"]), fields("fields"), fields("computed"),
        entry.get("ends") == "none",
    )  # fmt: skip


@cache
def shipped_vocabulary() -> Vocabulary:
    """The vocabulary that is shipped with the package (read once; it cannot be overlaid, for it is the contract)."""
    return build_vocabulary(read_file(shipped_place() / "rules" / "vocabulary.yaml", "rules/vocabulary.yaml"))
