"""Whether a period of retention had ended for an item, and the days left of it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from legalcheck.facts.retention import days_left, elapsed
from legalcheck.models.base import Period

SECTION = "requested.retention"


def found(period: str | None, event: date | None, day: date, runs_from: str | None = None) -> tuple[bool | None, int | None]:
    """(elapsed, days left) of a period for an event on a day."""
    statement: dict[str, Any] = {} if period is None else {f"{SECTION}.period": Period(period)}
    if runs_from:
        statement[f"{SECTION}.runs_from"] = runs_from
    item = {} if event is None else {"item.age_days": (day - event).days}
    return elapsed(SECTION, statement, item, day), days_left(SECTION, statement, item, day)


@pytest.mark.parametrize(
    ("period", "event", "last"),
    [
        ("10 days", date(2026, 11, 23), date(2026, 12, 3)),
        ("1 day", date(2026, 12, 31), date(2027, 1, 1)),
        ("2 weeks", date(2026, 11, 23), date(2026, 12, 7)),
        ("1 month", date(2026, 1, 31), date(2026, 2, 28)),
        ("1 month", date(2028, 1, 31), date(2028, 2, 29)),
        ("1 month", date(2026, 2, 28), date(2026, 3, 28)),
        ("1 month", date(2026, 3, 31), date(2026, 4, 30)),
        ("6 months", date(2026, 8, 31), date(2027, 2, 28)),
        ("12 months", date(2024, 2, 29), date(2025, 2, 28)),
        ("1 year", date(2024, 2, 29), date(2025, 2, 28)),
        ("4 years", date(2024, 2, 29), date(2028, 2, 29)),
        ("12 months", date(2025, 11, 23), date(2026, 11, 23)),
        ("2 months", date(2026, 12, 31), date(2027, 2, 28)),
        ("24 months", date(2026, 12, 31), date(2028, 12, 31)),
        ("48 hours", date(2026, 11, 23), date(2026, 11, 25)),
        ("8 hours", date(2026, 11, 23), date(2026, 11, 24)),
    ],
)
def test_a_period_runs_to_its_last_day_and_is_over_on_the_next(period: str, event: date, last: date) -> None:
    assert Period(period).after(event) == last
    assert found(period, event, last) == (False, 0)
    assert found(period, event, date.fromordinal(last.toordinal() - 1)) == (False, 1)
    assert found(period, event, date.fromordinal(last.toordinal() + 1)) == (True, 0)


def test_on_the_day_of_the_event_the_whole_period_is_left() -> None:
    assert found("10 days", date(2026, 11, 23), date(2026, 11, 23)) == (False, 10)


@pytest.mark.parametrize(("period", "event"), [(None, date(2020, 1, 1)), ("1 year", None), (None, None)])
def test_without_period_or_time_nothing_is_known(period: str | None, event: date | None) -> None:
    assert found(period, event, date(2026, 11, 23)) == (None, None)


@pytest.mark.parametrize("runs_from", ["account-end", "contract-end", "creation", "deletion", "report"])
@pytest.mark.parametrize(("period", "event"), [("1 day", date(2000, 1, 1)), ("1 year", None), (None, None)])
def test_a_period_that_does_not_run_from_the_event_is_not_shown_to_have_ended(
    runs_from: str, period: str | None, event: date | None
) -> None:
    assert found(period, event, date(2026, 11, 23), runs_from) == (False, None)


def test_the_event_said_is_as_the_event_left_unsaid() -> None:
    assert found("1 year", date(2020, 1, 1), date(2026, 11, 23), "event") == (True, 0)
