"""Time limits as dates. The first day does not count; a period in days ends on a day, one in hours at a moment with the addressee's offset."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from legalcheck.assessment.findings import Finder, legal_basis
from legalcheck.assessment.trace import reasons
from legalcheck.engine.atoms import Cell
from legalcheck.facts.build import Setting
from legalcheck.models.base import Period
from legalcheck.models.profile import JurisdictionHead
from legalcheck.models.result import DeadlineDue
from legalcheck.models.rule import PathOperand


def deadlines(finder: Finder, setting: Setting) -> tuple[DeadlineDue, ...]:
    """Every deadline that holds as far as likely, earliest first."""
    found: dict[DeadlineDue, None] = {}
    for rule in finder.base.deadline_rules:
        spec = rule.rule.deadline
        assert spec is not None
        for cell, value, unit in finder.rows(rule):
            if value // 3 != 2:
                continue
            kind, period, desk = (_operand(one, cell) for one in (spec.kind, spec.period, spec.for_))
            if kind is None or desk is None or (spec.period is not None and period is None):
                continue
            statements = [fact.statement for fact in reasons(finder.tracer.tree(unit, cell)) if fact.statement is not None]
            basis = legal_basis(rule.rule.basis, statements)
            for on, assumed in _dates(spec.from_, period, setting):
                found[DeadlineDue(kind=kind, on=on, for_=desk, assumed=assumed, rule=rule.id, legal_basis=basis)] = None
    return tuple(sorted(found, key=lambda one: (one.on, one.kind, one.for_, one.rule)))


def _operand(operand: Any, cell: Cell) -> Any:
    if not isinstance(operand, PathOperand):
        return operand
    for part in cell.values():
        if operand.path in part.values:
            return part.values[operand.path]
    return None


def _dates(start: str, period: Period | None, setting: Setting) -> list[tuple[str, bool]]:
    if start == "order.expires":
        expires = setting.draft.order.expires if setting.draft.order else None
        return [(expires.isoformat(), False)] if expires else []
    if start == "preserved.until":
        records = (setting.draft.case.preserved if setting.draft.case else None) or ()
        return [(record.until.isoformat(), False) for record in records if record.until]
    if period is None:
        return []
    moment, assumed = _start(setting)
    if period.by_the_hour:
        return [((moment + timedelta(hours=period.hours)).isoformat(timespec="minutes"), assumed)]
    return [(period.after(moment.date()).isoformat(), assumed)]


def _start(setting: Setting) -> tuple[datetime, bool]:
    """When the clock starts where the addressee is: on receipt, or (assumed) at the start of the day of reading."""
    zone = _zone(setting)
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


def _zone(setting: Setting) -> ZoneInfo:
    profile = setting.sides["requested"]
    head = profile.head if profile else None
    return ZoneInfo(head.time_zone if isinstance(head, JurisdictionHead) else "UTC")
