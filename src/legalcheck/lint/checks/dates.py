"""Reviews that are old, and statements that leave a gap between one state of the law and the next, or overlap."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from legalcheck.law.statements import Statement
from legalcheck.lint.found import Check, Findings
from legalcheck.lint.world import World, Written


def _stale(world: World) -> Findings:
    for written in world.statements():
        age = (world.today - written.statement.reviewed).days
        if age > world.max_age:
            yield written.problem(f"last reviewed {age} days ago ({written.statement.reviewed}); look whether it still holds", "reviewed"), None
        elif age < 0:
            yield written.problem(f"reviewed in the future ({written.statement.reviewed})", "reviewed"), None


def _gaps(world: World) -> Findings:
    for one, following in _successions(world):
        assert one.statement.end
        assert following.statement.start
        first_day = one.statement.end + timedelta(days=1)
        if following.statement.start > first_day:
            yield following.problem(
                f"starts on {following.statement.start}, but what it follows ({one.statement.id}) ends on {one.statement.end}: "
                "nothing is on file for the days between", "from",
            ), None  # fmt: skip


def _overlaps(world: World) -> Findings:
    for one, following in _successions(world):
        assert one.statement.end
        assert following.statement.start
        if following.statement.start <= one.statement.end:
            yield following.problem(
                f"starts on {following.statement.start}, while {one.statement.id}, which says the same of the same things, runs until "
                f"{one.statement.end}", "from",
            ), None  # fmt: skip


def _successions(world: World) -> Iterator[tuple[Written, Written]]:
    """Pairs of statements of one section with the same selectors and the same fields, the first with an end, the second the next that starts."""
    groups: dict[tuple[object, ...], list[Written]] = {}
    for written in world.statements():
        groups.setdefault((written.profile.kind, written.profile.key, written.statement.section, *_about(written.statement)), []).append(written)
    for group in groups.values():
        dated = sorted((one for one in group if one.statement.start), key=lambda one: one.statement.start or world.today)
        for one in group:
            end, start = one.statement.end, one.statement.start
            if end is None:
                continue
            after = [other for other in dated if other is not one and other.statement.start and (start is None or other.statement.start > start)]
            if after:
                yield one, after[0]


def _about(statement: Statement) -> tuple[object, ...]:
    selects = tuple(sorted((name, tuple(sorted(map(str, select.values))), select.exclude) for name, select in statement.selects.items()))
    named = tuple((name, str(statement.fields[name])) for name in NAMING if name in statement.fields)
    return selects, tuple(sorted(statement.fields)), named


NAMING = ("kind", "ground", "provision", "instrument", "partners")
"""Fields that say what a statement is about."""
STALE = Check("stale", "warning", "A statement whose last review is older than --max-age days (or in the future).", _stale)
GAPS = Check("gap", "warning", "Two successive states of the law with days between them for which nothing is on file.", _gaps)
OVERLAPS = Check("overlap", "warning", "Two states of the law on the same thing whose dates overlap.", _overlaps)
