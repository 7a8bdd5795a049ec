"""Which scenarios exercise a rule: those that say it holds, and those that say it does not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from legalcheck.scenarios.casebook import Case


@dataclass
class Exercise:
    """Keys of scenarios (`file/id`) by what they say of a rule."""

    holding: list[str] = field(default_factory=list)
    open_: list[str] = field(default_factory=list)
    failing: list[str] = field(default_factory=list)


def exercised(cases: Iterable[Case]) -> Mapping[str, Exercise]:
    """By rule, what the scenarios say of it."""
    found: dict[str, Exercise] = {}
    for case in cases:
        expected = case.scenario.expect
        for rule in dict.fromkeys((*expected.holds, *(expected.blockers or ()), *(expected.warnings or ()))):
            if rule not in expected.open_:
                found.setdefault(rule, Exercise()).holding.append(case.key)
        for rule in expected.open_:
            found.setdefault(rule, Exercise()).open_.append(case.key)
        for rule in expected.fails:
            found.setdefault(rule, Exercise()).failing.append(case.key)
    return found
