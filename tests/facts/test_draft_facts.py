"""What a draft says, as values that rules test: times, preservation, categories of data, several measures, what is claimed."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from legalcheck.facts.build import Setting, SideLaw, build_facts
from legalcheck.facts.parts import RECALLED_TRUE, TRUE, UNKNOWN, FactBase, Part
from legalcheck.models.check import checked
from legalcheck.models.draft import Draft
from legalcheck.reading.yaml_text import Document
from legalcheck.vocabulary import shipped_vocabulary

VOCABULARY = shipped_vocabulary()
DAY = date(2026, 11, 23)


def facts(standing: int = UNKNOWN, channel: str | None = "central-authority", **draft: Any) -> FactBase:
    """The facts of a draft that asks Germany for production, unless it says otherwise."""
    whole = {"requesting": {"jurisdiction": "FR"}, "requested": {"jurisdiction": "DE"}, "measures": [{"kind": "production"}]} | draft
    sides = dict.fromkeys(("requesting", "requested", "instrument", "provider"))
    law = {side: SideLaw(side, None, DAY, VOCABULARY) for side in sides}
    model = checked(Document("draft.yaml", whole), Draft)
    return build_facts(Setting(model, DAY, None, "budapest", channel, sides, law, (standing, None), (standing, None), {}), VOCABULARY)


def item(**fields: Any) -> dict[str, Any]:
    """The values of one item."""
    found = facts(items=[{key.rstrip("_"): value for key, value in fields.items()}])
    return found.items[found.measures[0].uid][0].values


def categories(parts: list[Part]) -> list[str | None]:
    return [part.values.get("data.category") for part in parts]


@pytest.mark.parametrize(
    ("times", "kind"),
    [
        ({}, "none"),
        ({"from": "2026-11-01"}, "date"),
        ({"from": "2026-11-01T10:00:00"}, "no-zone"),
        ({"from": "2026-11-01T10:00:00Z"}, "instant"),
        ({"from": "2026-11-01T10:00:00+01:00", "until": "2026-11-01T11:00:00"}, "no-zone"),
        ({"from": "2026-11-01T10:00:00+01:00", "until": "2026-11-01"}, "date"),
        ({"from": "2026-11-01T10:00:00", "until": "2026-11-01"}, "date"),
        ({"from": "2026-11-01T10:00:00Z", "until": "2026-11-01T10:00:00Z", "identifier": {"seen_at": "2026-11-01T10:00:00"}}, "no-zone"),
        ({"identifier": {"seen_at": "2026-11-01T10:00:00+05:30"}}, "instant"),
    ],
)
def test_the_least_exact_time_of_an_item_counts(times: dict[str, Any], kind: str) -> None:
    assert item(**times)["item.time"] == kind


@pytest.mark.parametrize(
    ("times", "age"),
    [
        ({"until": "2026-11-20"}, 3),
        ({"from": "2026-11-01", "until": "2026-11-20"}, 3),
        ({"until": "2026-11-01", "identifier": {"seen_at": "2026-11-22"}}, 1),
        ({"until": "2026-11-20T00:30:00+02:00"}, 4),
        ({"until": "2026-11-20T23:30:00-02:00"}, 2),
        ({"until": "2026-11-20T23:30:00Z"}, 3),
        ({"until": "2026-11-20T23:30:00"}, 3),
        ({"until": "2026-11-20T00:30:00+02:00", "from": "2026-11-19T20:00:00-05:00"}, 3),
        ({"until": "2026-11-23"}, 0),
        ({"until": "2027-01-01"}, 0),
    ],
)
def test_the_age_of_an_item_is_that_of_its_latest_time_in_utc(times: dict[str, Any], age: int) -> None:
    assert item(**times)["item.age_days"] == age


@pytest.mark.parametrize(("until", "ongoing"), [("2026-11-22", False), ("2026-11-23", False), ("2026-11-24", True),
("2026-11-24T00:30:00+02:00", False)])
def test_a_period_that_reaches_beyond_the_day_goes_on(until: str, ongoing: bool) -> None:
    assert item(until=until)["item.ongoing"] is ongoing


def test_an_item_without_time_has_no_age() -> None:
    assert not {"item.age_days", "item.ongoing"} & set(item(purpose="evidence"))


@pytest.mark.parametrize(
    ("times", "given"),
    [
        ({}, False),
        ({"from": "2026-11-01"}, False),
        ({"until": "2026-11-01"}, False),
        ({"from": "2026-11-01", "until": "2026-11-02"}, True),
        ({"identifier": {"seen_at": "2026-11-01"}}, True),
    ],
)
def test_a_period_has_two_ends_or_is_an_instant(times: dict[str, Any], given: bool) -> None:
    assert item(**times)["item.period_given"] is given


@pytest.mark.parametrize(
    ("identifier", "values"),
    [
        ({"type": "ip", "value": "10.0.0.1"}, {"item.address_kind": "private", "item.ip_version": 4, "item.identified": True}),
        ({"type": "ip", "value": "2001:db8::1"}, {"item.address_kind": "reserved", "item.ip_version": 6, "item.identified": True}),
        ({"type": "ip", "value": "jdoe"}, {"item.address_kind": "invalid", "item.identified": True}),
        ({"type": "ip", "value": ""}, {"item.identified": False}),
        ({"type": "ip"}, {}),
        ({"type": "username", "value": "10.0.0.1"}, {"item.identified": True}),
        (None, {}),
    ],
)
def test_what_an_identifier_says(identifier: dict[str, Any] | None, values: dict[str, Any]) -> None:
    found = item(**({"identifier": identifier} if identifier else {}))
    assert {path: value for path, value in found.items() if path in ("item.address_kind", "item.ip_version", "item.identified")} == values


@pytest.mark.parametrize(
    ("preserved", "standing"),
    [
        (None, None),
        ("none", "none"),
        ([], "none"),
        ({"status": "confirmed"}, "confirmed"),
        ({"status": "asked"}, "asked"),
        ({"status": "lapsed"}, "lapsed"),
        ({"status": "none"}, "none"),
        ({"reference": "X-1"}, None),
        ({"status": "confirmed", "items": [0]}, "confirmed"),
        ({"status": "confirmed", "items": [1]}, "none"),
        ({"status": "confirmed", "until": "2026-11-23"}, "confirmed"),
        ({"status": "confirmed", "until": "2026-11-22"}, "lapsed"),
        ({"status": "asked", "until": "2026-11-22"}, "lapsed"),
        ({"reference": "X-1", "until": "2026-11-22"}, "lapsed"),
        ([{"status": "asked"}, {"status": "confirmed"}], "confirmed"),
        ([{"status": "lapsed"}, {"status": "asked"}], "asked"),
        ([{"status": "confirmed", "until": "2026-01-01"}, {"status": "asked"}], "asked"),
        ([{"status": "asked"}, {"reference": "X-1"}], None),
        ([{"status": "confirmed"}, {"reference": "X-1"}], "confirmed"),
        ([{"status": "confirmed", "items": [1]}, {"status": "asked", "items": [0]}], "asked"),
    ],
)
def test_the_best_standing_of_a_preservation_counts(preserved: Any, standing: str | None) -> None:
    found = facts(items=[{"purpose": "evidence"}], case={} if preserved is None else {"preserved": preserved})
    assert found.items[found.measures[0].uid][0].values.get("item.preserved") == standing


def test_two_items_alike_each_have_their_own_preservation() -> None:
    alike = {"identifier": {"type": "username", "value": "jdoe77"}, "purpose": "evidence"}
    found = facts(items=[alike, dict(alike)], case={"preserved": {"status": "confirmed", "items": [1]}})
    assert [one.values["item.preserved"] for one in found.items[found.measures[0].uid]] == ["none", "confirmed"]


def test_access_data_sought_as_evidence_are_traffic_data() -> None:
    measures = [{"kind": "production", "data": ["subscriber", "access"]}]
    found = facts(measures=measures, items=[{"purpose": "evidence"}, {"purpose": "identify-user"}, {}])
    measure = found.measures[0].uid
    assert [categories(found.data[measure, one.uid]) for one in found.items[measure]] == [
        ["subscriber", "traffic"], ["subscriber", "access"], ["subscriber", "access"]
    ]  # fmt: skip
    assert sorted(categories(found.data[measure, -1])) == ["access", "subscriber", "traffic"]


def test_access_data_of_evidence_alone_leave_no_access_data() -> None:
    found = facts(measures=[{"kind": "production", "data": ["access"]}], items=[{"purpose": "evidence"}])
    assert categories(found.data[found.measures[0].uid, -1]) == ["traffic"]


def test_access_and_traffic_of_evidence_are_one_category() -> None:
    found = facts(measures=[{"kind": "production", "data": ["access", "traffic"]}], items=[{"purpose": "evidence"}])
    measure = found.measures[0].uid
    assert categories(found.data[measure, found.items[measure][0].uid]) == ["traffic"]
    assert categories(found.data[measure, -1]) == ["traffic"]


def test_access_data_stay_access_data_where_another_item_seeks_traffic() -> None:
    items = [{"purpose": "identify-user", "data": ["access"]}, {"purpose": "evidence", "data": ["traffic"]}]
    found = facts(measures=[{"kind": "production", "data": ["access", "traffic"]}], items=items)
    assert sorted(categories(found.data[found.measures[0].uid, -1])) == ["access", "traffic"]


def test_access_data_no_item_seeks_stay_where_another_item_seeks_traffic() -> None:
    items = [{"purpose": "evidence", "data": ["traffic"]}]
    found = facts(measures=[{"kind": "production", "data": ["access", "traffic"]}], items=items)
    assert sorted(categories(found.data[found.measures[0].uid, -1]), key=str) == ["access", "traffic"]


@pytest.mark.parametrize(
    ("of_measure", "of_items", "by_item", "of_all"),
    [
        (["subscriber", "content"], [None], [["subscriber", "content"]], ["subscriber", "content"]),
        (["subscriber", "content"], [["content"]], [["content"]], ["content", "subscriber"]),
        (["subscriber"], [["content"]], [], ["subscriber"]),
        (["subscriber"], [["subscriber"], ["content"]], [["subscriber"]], ["subscriber"]),
        (["subscriber", "content"], [["subscriber"], ["content"]], [["subscriber"], ["content"]], ["subscriber", "content"]),
        (["subscriber"], [["subscriber", "content"]], [["subscriber"]], ["subscriber"]),
        (None, [["content"]], [["content"]], ["content"]),
        (None, [None], [[None]], [None]),
        ([], [["content"]], [], []),
        (["subscriber"], [], [], ["subscriber"]),
    ],
)
def test_items_narrow_the_namedof_a_measure(
    of_measure: list[str] | None, of_items: list[list[str] | None], by_item: list[list[str | None]], of_all: list[str | None]
) -> None:
    measure = {"kind": "production"} | ({} if of_measure is None else {"data": of_measure})
    found = facts(measures=[measure], items=[{} if words is None else {"data": words} for words in of_items])
    uid = found.measures[0].uid
    assert [categories(found.data[uid, one.uid]) for one in found.items[uid]] == by_item
    assert sorted(categories(found.data[uid, -1]), key=str) == sorted(of_all, key=str)


def test_items_left_out_are_one_item_with_the_namedof_the_measure() -> None:
    found = facts(measures=[{"kind": "production", "data": ["subscriber", "content"]}])
    measure = found.measures[0].uid
    (unknown,) = found.items[measure]
    assert unknown.values == {}
    assert unknown.place == "items"
    assert categories(found.data[measure, unknown.uid]) == ["subscriber", "content"]


def test_each_measure_has_its_own_namedand_items() -> None:
    measures = [{"kind": "production", "data": ["content"]}, {"kind": "expedited-preservation", "data": ["traffic",
    "content"]}, {"kind": "hearing-by-video"}]
    found = facts(measures=measures, items=[{"data": ["content"]}, {"data": ["traffic"]}])
    production, preservation, hearing = (one.uid for one in found.measures)
    assert [one.index for one in found.items[production]] == [0]
    assert [one.index for one in found.items[preservation]] == [0, 1]
    assert found.items[hearing] == []
    assert categories(found.data[production, -1]) == ["content"]
    assert sorted(categories(found.data[preservation, -1])) == ["content", "traffic"]
    assert categories(found.data[hearing, -1]) == ["not-applicable"]


def test_the_same_category_of_two_measures_is_two_parts_and_of_two_items_one() -> None:
    found = facts(measures=[{"kind": "production", "data": ["content"]}] * 2, items=[{}, {}])
    one, other = (measure.uid for measure in found.measures)
    assert found.data[one, -1][0] is not found.data[other, -1][0]
    first, second = found.items[one]
    assert found.data[one, first.uid][0] is found.data[one, second.uid][0]


def test_every_part_has_a_number_of_its_own() -> None:
    found = facts(
        measures=[{"kind": "production", "data": ["content",
        "access"]}, {"kind": "domain-registration"}], items=[{}, {"purpose": "evidence"}],
        offences=[{}, {}], subjects=[{}],
    )  # fmt: skip
    parts = {id(part): part for listed in [*found.data.values(), *found.items.values()] for part in listed}
    parts |= {id(part): part for part in [*found.measures, *found.offences, *found.subjects]}
    assert len({part.uid for part in parts.values()}) == len(parts)


@pytest.mark.parametrize(
    ("draft", "claimed"),
    [
        ({}, False),
        ({"urgency": "urgent"}, False),
        ({"urgency": "emergency"}, True),
        ({"emergency": {"imminent_danger": True}}, True),
        ({"emergency": {}}, True),
        ({"measures": [{"kind": "emergency-disclosure"}]}, True),
        ({"measures": [{"kind": "production"}, {"kind": "emergency-disclosure"}]}, True),
    ],
)
def test_an_emergency_is_claimed_by_urgency_block_or_measure(draft: dict[str, Any], claimed: bool) -> None:
    values = facts(**draft).request.values
    assert values["request.emergency"] is claimed
    if claimed:
        assert values["request.urgency"] == "emergency"


def test_no_provider_is_addressed_unless_the_request_goes_to_one() -> None:
    assert facts().request.values["request.provider_addressed"] is False
    assert "request.provider_addressed" not in facts(channel="provider-direct").request.values
    assert facts(requested={"jurisdiction": "DE", "provider": "meta"}).request.values["request.provider_addressed"] is True


def test_what_the_contract_takes_as_said_where_it_is_left_out() -> None:
    values = facts(requesting={"jurisdiction": "FR", "authority": "judge"}, offences=[{}]).request.values
    assert values["requesting.validator"] == "none"
    assert values["requesting.transmitter"] == "judge"
    assert values["received.arrived"] is False
    assert values["answer.given"] is False
    assert values["history.kinds"] == ()
    assert facts(offences=[{}]).offences[0].values == {"offence.shown": False}


def test_what_is_left_out_otherwise_is_unknown() -> None:
    left_out = {"requesting.authority", "requesting.transmitter", "request.urgency", "request.language", "request.offences_stated",
    "order.given",
                "assurances", "attachments.kinds", "exposure.political", "case.stage", "confidentiality.requested",
                "instrument.binds"}  # fmt: skip
    assert not left_out & set(facts().request.values)


def test_the_view_of_the_receiving_desk_prevails_over_that_of_the_sender() -> None:
    values = facts(exposure={"political": False, "fiscal": True}, assessment={"political": True}).request.values
    assert (values["exposure.political"], values["exposure.fiscal"]) == (True, True)


@pytest.mark.parametrize(("expires", "expired"), [("2026-11-22", True), ("2026-11-23", False), ("2026-11-24", False)])
def test_an_order_holds_on_its_last_day(expires: str, expired: bool) -> None:
    assert facts(order={"expires": expires}).request.values["order.expired"] is expired


@pytest.mark.parametrize(
    ("penalty", "months", "kind"), [(12, 12, "months"), (0, 0, "months"), ("life", 1200, "life"), ("death", 1201, "death"),
    ("fine-only", 0, "fine-only")]
)
def test_a_penalty_is_a_number_of_months_and_a_kind(penalty: Any, months: int, kind: str) -> None:
    values = facts(offences=[{"maximum_penalty_months": penalty}]).offences[0].values
    assert (values["offence.maximum_penalty_months"], values["offence.penalty_kind"]) == (months, kind)


def test_an_offence_that_is_named_other_says_nothing_of_its_nature() -> None:
    named = ("other", "holocaust-denial", "illegal-access")
    other, denial, access = facts(offences=[{"category": word} for word in named]).offences
    assert "offence.nature" not in other.values
    assert "offence.budapest" not in other.values
    assert (denial.values["offence.nature"], denial.values["offence.budapest"]) == (("speech",), False)
    assert (access.values["offence.nature"], access.values["offence.budapest"]) == ((), True)


@pytest.mark.parametrize(("committed", "at_home"), [(["FR"], True), (["FR", "DE"], False), (["DE"], False), ([], False), (["FR",
"FR"], True)])
def test_an_offence_is_committed_at_home_only_where_it_was_committed_nowhere_else(committed: list[str], at_home: bool) -> None:
    assert facts(offences=[{"committed_in": committed}]).offences[0].values["offence.committed_at_home"] is at_home


def test_a_word_for_not_known_is_unknown() -> None:
    (subject,) = facts(subjects=[{"role": "unknown", "privilege": "unknown"}]).subjects
    assert subject.values == {}


def test_translations_count_among_the_languages_of_a_request() -> None:
    attachments = [{"kind": "translation", "language": "en"}, {"kind": "facts-summary",
    "language": "es"}, {"kind": "certified-translation", "language": "de"}]
    assert facts(language="fr", attachments=attachments).request.values["request.languages"] == ("fr", "en", "de")


def test_whether_the_instrument_binds_is_as_sure_as_its_statement() -> None:
    assert (facts(TRUE).request.values["instrument.binds"], facts(TRUE).request.unsure) == (True, frozenset())
    recalled = facts(RECALLED_TRUE).request
    assert (recalled.values["instrument.binds"], "instrument.binds" in recalled.unsure) == (True, True)
