"""Time limits as dates. The first day does not count; a period in days ends on a day, one in hours at a moment with the addressee's offset."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from legalcheck.assessment.findings import Finder, legal_basis
from legalcheck.assessment.trace import reasons
from legalcheck.engine.atoms import Cell
from legalcheck.facts.build import Setting
from legalcheck.models.base import Period
from legalcheck.models.profile import JurisdictionHead
from legalcheck.models.result import DeadlineDue, LegalBasis
from legalcheck.models.rule import PathOperand


@dataclass(frozen=True)
class _Due:
    """A deadline whose start may be another one's end."""

    kind: str
    desk: str
    period: Period | None
    source: str
    starts: str
    rule: str
    basis: tuple[LegalBasis, ...]


def deadlines(finder: Finder, setting: Setting) -> tuple[DeadlineDue, ...]:
    """Every deadline that holds as far as likely, earliest first. One that runs from the service on a provider has no date yet, and is left out."""
    dues = list(dict.fromkeys(_dues(finder)))
    decisions = [on for due in dues if due.kind == "decision" and due.starts == "receipt" for on, _ in _dates(due, setting, None)]
    found: dict[tuple[str, str, str, bool], DeadlineDue] = {}
    for due in dues:
        for on, assumed in _dates(due, setting, min(decisions, default=None)):
            key = due.kind, on, due.desk, assumed
            same = found.get(key)
            # instrument and state that say the same are one date, resting on both
            basis = tuple(dict.fromkeys((*(same.legal_basis if same else ()), *due.basis)))
            rule = same.rule if same else due.rule
            found[key] = DeadlineDue(kind=due.kind, on=on, for_=due.desk, assumed=assumed, rule=rule, legal_basis=basis)
    return tuple(sorted(found.values(), key=lambda one: (one.on, one.kind, one.for_, one.rule)))


def _dues(finder: Finder) -> Iterator[_Due]:
    for rule in finder.base.deadline_rules:
        spec = rule.rule.deadline
        assert spec is not None
        for cell, value, unit in finder.rows(rule):
            if value // 3 != 2:
                continue
            kind, period, desk, starts = (_operand(one, cell) for one in (spec.kind, spec.period, spec.for_, spec.starts))
            if kind is None or desk is None or (spec.period is not None and period is None):
                continue
            statements = [fact.statement for fact in reasons(finder.tracer.tree(unit, cell)) if fact.statement is not None]
            yield _Due(kind, desk, period, spec.from_, starts or "receipt", rule.id, legal_basis(rule.rule.basis, statements))


def _operand(operand: Any, cell: Cell) -> Any:
    if not isinstance(operand, PathOperand):
        return operand
    for part in cell.values():
        if operand.path in part.values:
            return part.values[operand.path]
    return None


def _dates(due: _Due, setting: Setting, decision: str | None) -> list[tuple[str, bool]]:
    """(day or moment, whether its start is assumed). `decision`: the last day for the decision."""
    order = setting.draft.order
    if due.source == "order.expires":
        return [(order.expires.isoformat(), False)] if order and order.expires else []
    if due.source == "preserved.until":
        records = (setting.draft.case.preserved if setting.draft.case else None) or ()
        return [(record.until.isoformat(), False) for record in records if record.until]
    if due.period is None or due.starts == "service":
        return []
    if due.starts == "order":
        return _ending(due.period, _midnight(order.on, _zone(setting, "requesting")), False) if order and order.on else []
    moment, assumed = _start(setting)
    if due.starts == "decision":
        # at the latest: the decision taken on its last day
        return _ending(due.period, datetime.fromisoformat(decision), assumed) if decision else []
    return _ending(due.period, moment, assumed)


def _ending(period: Period, start: datetime, assumed: bool) -> list[tuple[str, bool]]:
    if period.by_the_hour:
        # counted on the clock of the world: a night on which clocks change is an hour longer or shorter on the wall
        end = (start.astimezone(UTC) + timedelta(hours=period.hours)).astimezone(start.tzinfo)
        return [(end.isoformat(timespec="minutes"), assumed)]
    return [(period.after(start.date()).isoformat(), assumed)]


def _start(setting: Setting) -> tuple[datetime, bool]:
    """When the clock starts where the addressee is: on receipt, or (assumed) at the start of the day of reading."""
    zone = _zone(setting, "requested")
    received = setting.draft.received.at if setting.draft.received else None
    if received is None:
        return _midnight(setting.day, zone), True
    if received.kind == "instant":
        return received.when.astimezone(zone), False
    if received.kind == "no-zone":
        return received.when.replace(tzinfo=zone), True
    return _midnight(received.day, zone), False


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=zone)


def _zone(setting: Setting, side: str) -> ZoneInfo:
    profile = setting.sides[side]
    head = profile.head if profile else None
    return ZoneInfo(head.time_zone if isinstance(head, JurisdictionHead) else "UTC")
