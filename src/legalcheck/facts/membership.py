"""Whether an instrument is in force between two states on a day. Membership is a statement of each state's own profile."""

from __future__ import annotations

from datetime import date

from legalcheck.facts.parts import FALSE, RECALLED_FALSE, RECALLED_TRUE, TRUE, UNKNOWN
from legalcheck.law.profiles import Profile
from legalcheck.law.statements import Statement, earliest
from legalcheck.models.profile import InstrumentHead

BINDING = ("party", "bound", "in-force")
"""Statuses of an instrument that binds."""

Standing = tuple[int, Statement | None]
"""Truth of being bound, and the statement it rests on."""


def binds(instrument: Profile, requesting: Profile | None, requested: Profile | None, day: date) -> Standing:
    """Whether the instrument is in force between the two: of both for a multilateral one, by either's word for a bilateral one."""
    head = instrument.head
    assert isinstance(head, InstrumentHead)
    if head.membership == "open":
        return TRUE, None
    if head.membership == "bilateral":
        return _bilateral(instrument, requesting, requested, day)
    sides = [_bound(instrument, side, day) for side in (requesting, requested)]
    # the side that settles it is the one to cite: the weakest link, else the later one named
    weakest = min(sides, key=lambda standing: (standing[0] % 3, standing[0] // 3))
    likely, sure = min(s[0] // 3 for s in sides), min(s[0] % 3 for s in sides)
    return likely * 3 + sure, weakest[1]


def _bilateral(instrument: Profile, requesting: Profile | None, requested: Profile | None, day: date) -> Standing:
    standings: list[Standing] = []
    for side, other in ((requested, requesting), (requesting, requested)):
        if side is None or other is None:
            standings.append((UNKNOWN, None))
            continue
        own = [s for s in side.memberships if s.fields["instrument"] == instrument.key]
        # no partner named: an answer for every partner where there is no such treaty at all, and for none where there are some
        about = [
            s for s in own
            if other.key in (s.fields.get("partners") or ()) or (s.fields.get("partners") is None and s.fields["status"] not in BINDING)
        ]  # fmt: skip
        standings += [(_in_force(s, day), s) for s in about] or [(_off_the_list(instrument, day), None)]
    return max(standings, key=lambda standing: (_certainty(standing[0]), standing[0] % 3, standing[0]))


def _certainty(truth: int) -> int:
    return {TRUE: 4, RECALLED_TRUE: 3, FALSE: 2, RECALLED_FALSE: 1}.get(truth, 0)


def _bound(instrument: Profile, side: Profile | None, day: date) -> Standing:
    own = [s for s in side.memberships if s.fields["instrument"] == instrument.key] if side else []
    if own:
        best = max(own, key=lambda statement: _certainty(_in_force(statement, day)))
        return _in_force(best, day), best
    return (UNKNOWN if side is None else _off_the_list(instrument, day)), None


def _off_the_list(instrument: Profile, day: date) -> int:
    """What it means that a state's own profile does not list the instrument: not bound, if the list is known to be complete on the day."""
    complete = instrument.head.membership_complete if isinstance(instrument.head, InstrumentHead) else None
    if complete is None or (complete.state_of is not None and earliest(complete.state_of) > day):
        return UNKNOWN
    return FALSE if complete.basis == "read" else RECALLED_FALSE


def _in_force(statement: Statement, day: date) -> int:
    """Truth of one statement on a day. The status is one thing, its date another: each may be read or recalled."""
    if not statement.holds_on(day):
        return FALSE if statement.basis == "read" else RECALLED_FALSE
    read_status = statement.basis_of.get("status", statement.basis) == "read"
    if statement.fields["status"] not in BINDING:
        return FALSE if statement.sure_of("status", day) else RECALLED_FALSE
    since: date | None = statement.fields.get("in_force")
    by: date | None = statement.fields.get("in_force_by")
    read_date = statement.basis_of.get("in_force", statement.basis) == "read"
    if since and day < since:
        return FALSE if read_date else RECALLED_FALSE
    if not read_status:
        return RECALLED_TRUE
    # dated by a read day, or counted in force by a read source that is not younger than the day
    known_from = [one for one in (since if read_date else None, by) if one]
    if not known_from and statement.state_of:
        known_from = [earliest(statement.state_of)]
    return TRUE if (not known_from and since is None) or any(one <= day for one in known_from) else RECALLED_TRUE
