"""Statements and rules in which words occur."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from legalcheck.language.rulebase import RuleBase
from legalcheck.law.profiles import Profile


@dataclass(frozen=True)
class Hit:
    """One statement or rule: its name, its place, the text in which the words occur."""

    name: str
    place: str
    text: str
    rank: int
    """0 where a word is in the name, 1 where it is in the text itself, 2 in source, note or typed values."""


def search(words: Sequence[str], profiles: Sequence[Profile], base: RuleBase) -> list[Hit]:
    """Everything in which all words occur (capitals do not count), the best first."""
    wanted = [word.casefold() for word in words]
    hits = [hit for name, place, fields in (*_statements(profiles), *_rules(base)) if (hit := _hit(wanted, name, place, fields))]
    return sorted(hits, key=lambda hit: (hit.rank, hit.name))


def _hit(words: Sequence[str], name: str, place: str, fields: Sequence[str]) -> Hit | None:
    """`fields`: the text itself, then what stands around it."""
    texts = [name, *fields]
    if not all(any(word in text.casefold() for text in texts) for word in words):
        return None
    where = min(min(index for index, text in enumerate(texts) if word in text.casefold()) for word in words)
    shown = texts[where] if where else fields[0]
    return Hit(name, place, " ".join(shown.split()), min(where, 2))


def _statements(profiles: Sequence[Profile]) -> Iterator[tuple[str, str, Sequence[str]]]:
    for profile in profiles:
        for section, statements in profile.sections.items():
            for one in statements:
                values = " ".join(f"{name} {value}" for name, value in one.fields.items())
                source = f"{one.source.title}, {one.source.locator}"
                yield f"{profile.key} {section}/{one.id}", one.place, (one.prose, source, one.note or "", values, profile.name)


def _rules(base: RuleBase) -> Iterator[tuple[str, str, Sequence[str]]]:
    for rule in base.rules.values():
        written = rule.rule
        law = "; ".join(f"{basis.instrument or basis.title or basis.statements} {basis.locator or ''}" for basis in written.basis)
        text = written.message or written.title or ""
        yield rule.id, rule.place, (text, written.title or "", written.remedy or "", law)
