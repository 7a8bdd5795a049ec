"""Statements that can apply to the same case and say opposite things; profiles that disagree about a treaty between them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from legalcheck.facts.membership import BINDING
from legalcheck.law.statements import Select, Statement
from legalcheck.lint.found import Check, Findings
from legalcheck.lint.world import World, Written
from legalcheck.models.profile import MEMBERSHIP, InstrumentHead
from legalcheck.vocabulary import Vocabulary


def _inside(world: World) -> Findings:
    groups: dict[tuple[str, str, str], list[Written]] = {}
    for written in world.statements():
        if written.statement.section != MEMBERSHIP:
            groups.setdefault((written.profile.kind, written.profile.key, written.statement.section), []).append(written)
    for group in groups.values():
        for one, other in combinations(group, 2):
            for name in _opposed(one.statement, other.statement, world.vocabulary):
                yield other.problem(
                    f"says {name}: {_shown(other.statement.fields[name])}, while {one.statement.id} (line {one.statement.line}) says "
                    f"{_shown(one.statement.fields[name])}, and both can apply to one case; keep them apart with selectors or dates", name,
                ), None  # fmt: skip


def _opposed(one: Statement, other: Statement, vocabulary: Vocabulary) -> Iterator[str]:
    fields = vocabulary.sections[one.section].fields
    for name, field in fields.items():
        if field.identifies and one.fields.get(name) != other.fields.get(name):
            return
    for name, field in fields.items():
        if field.type.kind != "boolean" or name not in one.fields or name not in other.fields or one.fields[name] == other.fields[name]:
            continue
        if _meet(one, other):
            yield name


def _meet(one: Statement, other: Statement) -> bool:
    """Whether there can be a day and a case to which both apply."""
    if (one.end and other.start and one.end < other.start) or (other.end and one.start and other.end < one.start):
        return False
    return all(_common(one.selects[name], other.selects[name]) for name in one.selects.keys() & other.selects.keys())


def _common(one: Select, other: Select) -> bool:
    if one.exclude and other.exclude:
        return True
    if one.exclude or other.exclude:
        kept, left_out = (other, one) if one.exclude else (one, other)
        return bool(kept.values - left_out.values)
    return bool(one.values & other.values)


def _shown(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _between(world: World) -> Findings:
    """A bilateral treaty in force by the word of one side, of which the other side's profile says that it is not."""
    for written in world.statements():
        fields = written.statement.fields
        if written.statement.section != MEMBERSHIP or fields.get("status") not in BINDING or not written.statement.holds_on(world.today):
            continue
        instrument = world.profile("instrument", fields["instrument"])
        for partner in fields.get("partners") or ():
            other = world.profile("jurisdiction", partner)
            if other is None or (instrument and isinstance(instrument.head, InstrumentHead) and instrument.head.membership != "bilateral"):
                continue
            denied = [
                theirs for theirs in other.memberships
                if theirs.fields["instrument"] == fields["instrument"] and theirs.fields["status"] not in BINDING
                and written.profile.key in (theirs.fields.get("partners") or ()) and theirs.holds_on(world.today)
            ]  # fmt: skip
            for theirs in denied:
                yield written.problem(
                    f"says {fields['instrument']} is in force with {partner}, while {theirs.place} says '{theirs.fields['status']}'", "status"
                ), None


CONTRADICTION = Check("contradiction", "warning", "Two statements of one profile that can apply to one case and say opposite things.", _inside)
DISAGREEMENT = Check("disagreement", "warning", "A bilateral treaty that one profile says is in force and the other says is not.", _between)
