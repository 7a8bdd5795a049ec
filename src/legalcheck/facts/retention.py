"""Retention: whether a period that runs from the event had ended on a day for an item, and the days left of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from legalcheck.models.base import Period


def _from_the_event(section: str, statement: Mapping[str, Any], item: Mapping[str, Any], day: date) -> int | None:
    """Days from `day` to the last day of the period; negative once it is over. None where it does not run from the event, or is unknown."""
    period: Period | None = statement.get(f"{section}.period")
    age: int | None = item.get("item.age_days")
    if period is None or age is None or statement.get(f"{section}.runs_from", "event") != "event":
        return None
    return (period.after(day - timedelta(days=age)) - day).days


def elapsed(section: str, statement: Mapping[str, Any], item: Mapping[str, Any], day: date) -> bool | None:
    """Whether the period had ended on the day. A period that runs from something else than the event is not shown to have ended: False."""
    left = _from_the_event(section, statement, item, day)
    if left is not None:
        return left < 0
    return False if statement.get(f"{section}.runs_from", "event") != "event" else None


def days_left(section: str, statement: Mapping[str, Any], item: Mapping[str, Any], day: date) -> int | None:
    """Days left of the period, 0 once it is over."""
    left = _from_the_event(section, statement, item, day)
    return None if left is None else max(left, 0)


COMPUTED: Mapping[str, Callable[[str, Mapping[str, Any], Mapping[str, Any], date], Any]] = {"elapsed": elapsed, "days_left": days_left}
"""Computed fields of the vocabulary, by name: (section part, values of the statement, values of the item, day) → value or None."""
