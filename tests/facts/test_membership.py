"""Whether an instrument is in force between two states on a day."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from legalcheck.facts.membership import binds
from legalcheck.facts.parts import FALSE, RECALLED_FALSE, RECALLED_TRUE, TRUE, UNKNOWN
from legalcheck.law.profiles import Profile, build_profile
from legalcheck.reading.yaml_text import Document
from legalcheck.vocabulary import shipped_vocabulary

VOCABULARY = shipped_vocabulary()
REGIONS = {"EU": frozenset({"DE", "FR", "NL"})}
DAY = date(2026, 11, 23)
SOURCE = {"title": "Chart", "locator": "status"}


def state(code: str, *memberships: dict[str, Any], instrument: str = "budapest") -> Profile:
    """A state that says of the instrument what `memberships` say."""
    common = {"statement": "It is bound.", "source": SOURCE, "basis": "read", "reviewed": "2026-11-23", "instrument": instrument}
    statements = [{"id": f"m{number}", **common, **one} for number, one in enumerate(memberships)]
    head = {"schema": "jurisdiction/1", "code": code, "name": code, "time_zone": "Europe/Paris", "instruments": statements}
    return build_profile("jurisdiction", Document(f"{code.lower()}.yaml", head), "0", VOCABULARY, REGIONS)


def instrument(membership: str = "multilateral", complete: dict[str, Any] | None = None, slug: str = "budapest") -> Profile:
    head: dict[str, Any] = {
        "schema": "instrument/1", "slug": slug, "name": "the treaty", "title": "Treaty", "kind": "convention", "membership": membership,
        "assistance": True,
    }  # fmt: skip
    if complete is not None:
        head["membership_complete"] = {"source": SOURCE, **complete}
    return build_profile("instrument", Document("budapest.yaml", head), "0", VOCABULARY, REGIONS)


PARTY = {"status": "party", "in_force": "2009-07-01"}


def of_one(membership: dict[str, Any], day: date = DAY) -> int:
    """The truth for a pair of which one side surely is a party and the other says `membership`."""
    sides = state("FR", PARTY), state("DE", membership)
    truth = binds(instrument(), *sides, day)[0]
    assert binds(instrument(), *reversed(sides), day)[0] == truth
    return truth


@pytest.mark.parametrize(
    ("membership", "truth"),
    [
        ({"status": "party"}, TRUE),
        ({"status": "bound"}, TRUE),
        ({"status": "in-force"}, TRUE),
        ({"status": "signed"}, FALSE),
        ({"status": "invited"}, FALSE),
        ({"status": "none"}, FALSE),
        ({"status": "not-bound"}, FALSE),
        ({"status": "negotiating"}, FALSE),
        ({"status": "suspended"}, FALSE),
        ({"status": "denounced"}, FALSE),
        ({"status": "expired"}, FALSE),
        ({"status": "pending"}, FALSE),
        ({"status": "party", "basis": "recalled"}, RECALLED_TRUE),
        ({"status": "none", "basis": "recalled"}, RECALLED_FALSE),
        ({"status": "suspended", "basis_of": {"status": "recalled"}}, RECALLED_FALSE),
    ],
)
def test_a_status_binds_or_does_not(membership: dict[str, Any], truth: int) -> None:
    assert of_one(membership) == truth


@pytest.mark.parametrize(
    ("membership", "day", "truth"),
    [
        (PARTY, date(2009, 7, 1), TRUE),
        (PARTY, date(2009, 6, 30), FALSE),
        (PARTY | {"state_of": "2026"}, date(2010, 1, 1), TRUE),
        (PARTY | {"basis_of": {"in_force": "recalled"}}, DAY, RECALLED_TRUE),
        (PARTY | {"basis_of": {"in_force": "recalled"}}, date(2009, 6, 30), RECALLED_FALSE),
        (PARTY | {"basis_of": {"in_force": "recalled"}, "state_of": "2026-04-25"}, date(2026, 4, 25), TRUE),
        (PARTY | {"basis_of": {"in_force": "recalled"}, "state_of": "2026-04-25"}, date(2026, 4, 24), RECALLED_TRUE),
        (PARTY | {"basis_of": {"in_force": "recalled"}, "in_force_by": "2015-01-01"}, date(2015, 1, 1), TRUE),
        (PARTY | {"basis_of": {"in_force": "recalled"}, "in_force_by": "2015-01-01"}, date(2014, 12, 31), RECALLED_TRUE),
        ({"status": "party", "in_force_by": "2015-01-01"}, date(2015, 1, 1), TRUE),
        ({"status": "party", "in_force_by": "2015-01-01"}, date(2014, 12, 31), RECALLED_TRUE),
        ({"status": "party", "state_of": "2026-12"}, DAY, RECALLED_TRUE),
        ({"status": "party", "state_of": "2026-11"}, DAY, TRUE),
        ({"status": "signed", "state_of": "2027"}, DAY, RECALLED_FALSE),
        (PARTY | {"basis": "recalled"}, DAY, RECALLED_TRUE),
        (PARTY | {"basis": "recalled"}, date(2009, 6, 30), RECALLED_FALSE),
        (PARTY | {"basis": "recalled", "basis_of": {"in_force": "read"}}, date(2009, 6, 30), FALSE),
        (PARTY | {"until": "2026-11-23"}, DAY, TRUE),
        (PARTY | {"until": "2026-11-22"}, DAY, FALSE),
        (PARTY | {"until": "2026-11-22", "basis": "recalled"}, DAY, RECALLED_FALSE),
        ({"status": "party", "from": "2026-11-24"}, DAY, FALSE),
    ],
)
def test_the_day_from_which_it_binds(membership: dict[str, Any], day: date, truth: int) -> None:
    assert binds(instrument(), state("FR", {"status": "party"}), state("DE", membership), day)[0] == truth


@pytest.mark.parametrize(
    ("memberships", "truth"),
    [
        ([{"status": "signed", "until": "2020-01-01"}, {"status": "party", "from": "2020-01-02"}], TRUE),
        ([{"status": "party", "until": "2020-01-01"}, {"status": "denounced", "from": "2020-01-02"}], FALSE),
        ([{"status": "party", "until": "2020-01-01"}, {"status": "suspended", "from": "2020-01-02", "basis": "recalled"}], FALSE),
    ],
)
def test_several_statements_over_time(memberships: list[dict[str, Any]], truth: int) -> None:
    assert binds(instrument(), state("FR", PARTY), state("DE", *memberships), DAY)[0] == truth


@pytest.mark.parametrize(
    ("one", "other", "truth"),
    [
        (PARTY, PARTY, TRUE),
        (PARTY, PARTY | {"basis": "recalled"}, RECALLED_TRUE),
        (PARTY, {"status": "none", "basis": "recalled"}, RECALLED_FALSE),
        (PARTY | {"basis": "recalled"}, {"status": "none", "basis": "recalled"}, RECALLED_FALSE),
        ({"status": "none"}, {"status": "none", "basis": "recalled"}, FALSE),
        (PARTY | {"basis": "recalled"}, {"status": "none"}, FALSE),
    ],
)
def test_a_multilateral_instrument_needs_both(one: dict[str, Any], other: dict[str, Any], truth: int) -> None:
    assert binds(instrument(), state("FR", one), state("DE", other), DAY)[0] == truth
    assert binds(instrument(), state("DE", other), state("FR", one), DAY)[0] == truth


def test_a_state_without_profile_is_unknown_and_one_that_is_surely_no_party_settles_it() -> None:
    assert binds(instrument(), None, state("DE", PARTY), DAY)[0] == UNKNOWN
    assert binds(instrument(), state("FR"), state("DE", PARTY), DAY)[0] == UNKNOWN
    assert binds(instrument(), None, state("DE", {"status": "none"}), DAY)[0] == FALSE
    assert binds(instrument(), None, state("DE", {"status": "none", "basis": "recalled"}), DAY)[0] == RECALLED_FALSE
    assert binds(instrument(), None, None, DAY)[0] == UNKNOWN


def test_the_statement_cited_is_that_of_the_side_that_settles_it() -> None:
    no_party, party = state("DE", {"status": "none"}), state("FR", PARTY)
    assert binds(instrument(), party, no_party, DAY)[1] is no_party.memberships[0]
    assert binds(instrument(), no_party, party, DAY)[1] is no_party.memberships[0]


@pytest.mark.parametrize(
    ("complete", "day", "truth"),
    [
        ({"basis": "read"}, DAY, FALSE),
        ({"basis": "recalled"}, DAY, RECALLED_FALSE),
        ({"basis": "read", "state_of": "2026-11-23"}, DAY, FALSE),
        ({"basis": "read", "state_of": "2026-11-24"}, DAY, UNKNOWN),
        ({"basis": "read", "state_of": "2027"}, DAY, UNKNOWN),
    ],
)
def test_who_is_not_on_a_complete_list_is_not_bound(complete: dict[str, Any], day: date, truth: int) -> None:
    assert binds(instrument(complete=complete), state("FR", PARTY), state("DE"), day)[0] == truth


def test_a_complete_list_says_nothing_of_a_state_without_profile() -> None:
    assert binds(instrument(complete={"basis": "read"}), state("FR", PARTY), None, DAY)[0] == UNKNOWN


def test_a_complete_list_does_not_outweigh_the_state_itself() -> None:
    recalled = state("DE", PARTY | {"basis": "recalled"})
    assert binds(instrument(complete={"basis": "read"}), state("FR", PARTY), recalled, DAY)[0] == RECALLED_TRUE


def treaty(status: str, *partners: str, **more: Any) -> dict[str, Any]:
    return {"status": status, "partners": list(partners), **more} if partners else {"status": status, **more}


@pytest.mark.parametrize(
    ("requesting", "requested", "truth"),
    [
        ([treaty("in-force", "US")], [], TRUE),
        ([], [treaty("in-force", "FR")], TRUE),
        ([treaty("in-force", "US")], [treaty("in-force", "FR")], TRUE),
        ([treaty("in-force", "US", basis="recalled")], [], RECALLED_TRUE),
        ([treaty("in-force", "US", basis="recalled")], [treaty("in-force", "FR")], TRUE),
        ([], [treaty("in-force", "EU")], TRUE),
        ([treaty("in-force", "CA")], [treaty("in-force", "CA")], UNKNOWN),
        ([treaty("signed", "US")], [], FALSE),
        ([], [treaty("none")], FALSE),
        ([treaty("in-force", "US", in_force="2027-01-01")], [], FALSE),
        ([treaty("in-force", "US", until="2026-01-01")], [], FALSE),
        ([treaty("in-force", "CA"), treaty("in-force", "US")], [], TRUE),
        ([], [], UNKNOWN),
    ],
)
def test_a_bilateral_instrument_binds_by_the_word_of_either_side(
    requesting: list[dict[str, Any]], requested: list[dict[str, Any]], truth: int
) -> None:
    made = instrument("bilateral", slug="us-mlat")
    sides = state("FR", *requesting, instrument="us-mlat"), state("US", *requested, instrument="us-mlat")
    assert binds(made, *sides, DAY)[0] == truth
    assert binds(made, *reversed(sides), DAY)[0] == truth


def test_a_treaty_of_a_third_pair_does_not_bind() -> None:
    made = instrument("bilateral", slug="us-mlat")
    sides = state("FR", treaty("in-force", "US"), instrument="us-mlat"), state("DE", treaty("in-force", "US"), instrument="us-mlat")
    assert binds(made, *sides, DAY)[0] == UNKNOWN


@pytest.mark.parametrize(("basis", "truth"), [("read", FALSE), ("recalled", RECALLED_FALSE)])
@pytest.mark.parametrize("listed", [[], [treaty("in-force", "CA")]])
def test_a_pair_that_is_not_on_a_complete_list_of_treaties_has_none(listed: list[dict[str, Any]], basis: str, truth: int) -> None:
    made = instrument("bilateral", {"basis": basis}, slug="us-mlat")
    sides = state("FR", instrument="us-mlat"), state("US", *listed, instrument="us-mlat")
    assert binds(made, *sides, DAY)[0] == truth
    assert binds(made, *reversed(sides), DAY)[0] == truth


@pytest.mark.parametrize("sides", [(None, None), ("FR", None), ("FR", "DE")])
def test_an_open_instrument_needs_no_membership(sides: tuple[str | None, str | None]) -> None:
    made = instrument("open", slug="none")
    assert binds(made, *(state(code) if code else None for code in sides), DAY) == (TRUE, None)
