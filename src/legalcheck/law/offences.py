"""What the profiles say of one offence, state by state."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from legalcheck.law.profiles import Profile
from legalcheck.law.statements import Statement

SECTION = "offences"


@dataclass(frozen=True)
class Standing:
    """What one state's law says of an offence: `no offence`, `narrower`, `protected as expression` or `an offence`."""

    profile: Profile
    statement: Statement
    words: tuple[str, ...]


def standings(offence: str, profiles: Iterable[Profile]) -> list[Standing]:
    """States whose profile names the offence, those that do not punish it first."""
    found = []
    for profile in profiles:
        for statement in profile.section(SECTION):
            select = statement.selects.get(SECTION)
            if select is None or select.exclude or not select.admits(offence):
                continue
            fields = statement.fields
            words = [
                word
                for word, holds in (
                    ("no offence", fields.get("crime") is False),
                    ("protected as expression", fields.get("protected_speech") is True),
                    ("narrower", fields.get("narrower") is True),
                    ("an offence", fields.get("crime") is True and not fields.get("narrower")),
                )
                if holds
            ]
            if words:
                found.append(Standing(profile, statement, tuple(words)))
    return sorted(found, key=lambda one: (one.words[0] != "no offence", one.words[0], one.profile.key))
