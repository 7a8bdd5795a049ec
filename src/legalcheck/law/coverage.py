"""How much of the law is on file: for each profile and section, what was read, what is only recalled, what is unknown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from legalcheck.law.profiles import Profile


@dataclass(frozen=True)
class Known:
    """Statements of one section: read in every field, and recalled in some."""

    read: int
    recalled: int


@dataclass(frozen=True)
class Coverage:
    """One profile; a section that is not in `sections` is unknown."""

    profile: Profile
    sections: Mapping[str, Known]

    @property
    def total(self) -> Known:
        return Known(sum(one.read for one in self.sections.values()), sum(one.recalled for one in self.sections.values()))


def coverage(profiles: Iterable[Profile]) -> list[Coverage]:
    """Coverage of each profile, in the order given."""
    found = []
    for profile in profiles:
        sections = {}
        for name, statements in profile.sections.items():
            read = sum(one.basis == "read" and "recalled" not in one.basis_of.values() for one in statements)
            if statements:
                sections[name] = Known(read, len(statements) - read)
        found.append(Coverage(profile, sections))
    return found
