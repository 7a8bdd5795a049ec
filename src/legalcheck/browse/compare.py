"""Two or more profiles side by side: section by section, the statements of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from legalcheck.law.profiles import Profile
from legalcheck.law.statements import Statement
from legalcheck.models.profile import MEMBERSHIP
from legalcheck.vocabulary import Vocabulary


@dataclass(frozen=True)
class Row:
    """One section, and the statements of each profile in it, in the order of the profiles."""

    section: str
    statements: tuple[tuple[Statement, ...], ...]


def compare(profiles: Sequence[Profile], vocabulary: Vocabulary) -> list[Row]:
    """The sections in which at least one of the profiles says something, in the order of the vocabulary."""
    rows = []
    for section in (MEMBERSHIP, *vocabulary.sections):
        statements = tuple(profile.section(section) for profile in profiles)
        if any(statements):
            rows.append(Row(section, statements))
    return rows
