"""The draft: what it takes, how it says what is wrong, and dates, times and periods."""

from __future__ import annotations

import calendar
import contextlib
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legalcheck.models.base import YEARS, Moment, Period
from legalcheck.models.check import checked
from legalcheck.models.draft import Draft
from legalcheck.reading.problems import InputError
from legalcheck.reading.yaml_text import MAX_PROBLEMS, Document, read_bytes, read_file

LEAST = "requesting: {jurisdiction: FR}\nrequested: {jurisdiction: US}\nmeasures: [{kind: production}]\n"
EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.yaml"))


def draft(text: str) -> Draft:
    return checked(read_bytes(text.encode(), "d.yaml"), Draft)


def problems(text: str) -> list[str]:
    with pytest.raises(InputError) as caught:
        draft(text)
    return [str(problem) for problem in caught.value.problems]


def problem(line: str) -> str:
    """The one problem of the least draft with `line` added as its fourth."""
    (found,) = problems(LEAST + line)
    return found


# what is taken


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_is_a_draft(path: Path) -> None:
    assert checked(read_file(path), Draft).measures


def test_the_least_draft_leaves_all_else_unknown() -> None:
    read = draft(LEAST)
    given = {"requesting", "requested", "measures"}
    assert {name for name in Draft.model_fields if getattr(read, name) is not None} == given


def test_an_empty_list_is_not_the_same_as_no_list() -> None:
    assert draft(LEAST + "offences: []").offences == ()
    assert draft(LEAST).offences is None
    assert draft(LEAST + "offences:").offences is None


def test_norway_is_a_country_without_quotes() -> None:
    assert draft(LEAST.replace("FR", "NO")).requesting.jurisdiction == "NO"


def test_a_country_and_a_provider_without_a_profile_are_valid() -> None:
    assert draft(LEAST.replace("US", "TV, provider: some-forum-2")).requested.provider == "some-forum-2"


def test_a_number_where_a_word_is_meant_counts_as_it_was_written() -> None:
    read = draft(LEAST + "reference: 417\noffences: [{provision: 141.10}, {provision: 00417}]")
    assert read.reference == "417"
    assert read.offences is not None
    assert [offence.provision for offence in read.offences] == ["141.10", "00417"]


@pytest.mark.parametrize("text", ["2026-08-01T10:00", "2026-08-01 10:00:00", "2026-08-01", "2026-08-01T10:00:00+02:00"])
def test_a_time_without_zone_is_kept_as_written(text: str) -> None:
    read = draft(LEAST + f"items: [{{from: {text}, identifier: {{seen_at: {text}}}}}]")
    assert read.items is not None
    assert str(read.items[0].from_) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("none", ()),
        ("[]", ()),
        ("{reference: X, status: confirmed}", ("X",)),
        ("[{reference: X}, {reference: Y}]", ("X", "Y")),
    ],
)
def test_preserved_may_be_a_list_one_mapping_or_none(text: str, expected: tuple[str, ...]) -> None:
    case = draft(LEAST + f"case: {{preserved: {text}}}").case
    assert case is not None
    assert case.preserved is not None
    assert tuple(one.reference for one in case.preserved) == expected


def test_preserved_left_out_is_unknown() -> None:
    case = draft(LEAST + "case: {darknet: false}").case
    assert case is not None
    assert case.preserved is None


@pytest.mark.parametrize("text", ["60", "0", "life", "death", "fine-only"])
def test_a_penalty_is_a_number_of_months_or_a_word(text: str) -> None:
    offences = draft(LEAST + f"offences: [{{maximum_penalty_months: {text}}}]").offences
    assert offences is not None
    assert str(offences[0].maximum_penalty_months) == text


# what is refused, and how


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("ofences: []", "d.yaml:4:1: unknown key 'ofences'; did you mean 'offences'?"),
        ("case: {dark_net: true}", "d.yaml:4:8: unknown key 'dark_net'; did you mean 'darknet'?"),
        ("offences: [{categori: x}]", "d.yaml:4:13: unknown key 'categori'; did you mean 'category'?"),
        ("items: [{identifier: {typ: email}}]", "d.yaml:4:23: unknown key 'typ'; did you mean 'type'?"),
        ("case: {child: {report: {bdy: x}}}", "d.yaml:4:25: unknown key 'bdy'; did you mean 'body'?"),
        ("case: {preserved: {statu: x}}", "d.yaml:4:20: unknown key 'statu'; did you mean 'status'?"),
        ("zzzzzz: 1", "d.yaml:4:1: unknown key 'zzzzzz'"),
        ("<<: {reference: X}", "d.yaml:4:1: unknown key '<<'"),
        ("instrument: budapst", "d.yaml:4:13: instrument: 'budapst' is not known; did you mean 'budapest'?"),
        ("instrument: atuo", "d.yaml:4:13: instrument: 'atuo' is not known; did you mean 'auto'?"),
        ("urgency: hurried", "d.yaml:4:10: urgency: 'hurried' is not known; expected one of routine, urgent, emergency"),
        ("attachments: [{kind: fact-sumry}]", "d.yaml:4:22: attachments[0].kind: 'fact-sumry' is not known; did you mean 'facts-summary'?"),
        ("attachments: [{language: en}]", "d.yaml:4:15: 'kind' is missing in attachments[0]"),
        ("case: {preserved: {status: confirmd}}", "d.yaml:4:28: case.preserved.status: 'confirmd' is not known; did you mean 'confirmed'?"),
        ("case: {preserved: nothing}", "d.yaml:4:19: case.preserved: expected a list, not text"),
        ("case: {darknet: 1}", "d.yaml:4:17: case.darknet: expected true or false (found '1')"),
        ("case: {darknet: yes}", "d.yaml:4:17: case.darknet: expected true or false (found 'yes')"),
        ("case: {darknet: 'true'}", "d.yaml:4:17: case.darknet: expected true or false (found 'true')"),
        ("items: [{source_port: 70000}]", "d.yaml:4:23: items[0].source_port: expected a number of at most 65535 (found '70000')"),
        ("items: [{source_port: http}]", "d.yaml:4:23: items[0].source_port: expected a whole number (found 'http')"),
        ("case: {preserved: [{items: [-1]}]}", "d.yaml:4:29: case.preserved[0].items[0]: expected a number of at least 0 (found '-1')"),
        ("as_of: 23.11.2026", "d.yaml:4:8: as_of: expected a date such as 2026-11-23 (found '23.11.2026')"),
        ("as_of: 2026-02-30", "d.yaml:4:8: as_of: expected a date such as 2026-11-23 (found '2026-02-30')"),
        ("assurances: reciprocity", "d.yaml:4:13: assurances: expected a list, not text"),
        ("exposure: [political]", "d.yaml:4:11: exposure: expected a mapping (key: value), not a list"),
        ("reference: true", "d.yaml:4:12: reference: expected a word or text, not true"),
        ("schema: draft/2", "d.yaml:4:9: schema: 'draft/2' is not known; did you mean 'draft/1'?"),
        (
            "items: [{from: yesterday}]",
            "d.yaml:4:16: items[0].from: expected a time with its zone such as 2026-08-01T10:02:00+02:00, or a date such as 2026-08-01"
            " (found 'yesterday')",
        ),
    ],
)
def test_a_mistake_is_said_with_its_place_and_the_nearest_word(line: str, expected: str) -> None:
    assert problem(line) == expected


@pytest.mark.parametrize(
    ("written", "ending"),
    [
        ("fr", "'fr' is not a country code (ISO 3166-1, two capital letters); did you mean 'FR'?"),
        ("UK", "'UK' is not a country code (ISO 3166-1, two capital letters); did you mean 'GB'?"),
        ("EL", "'EL' is not a country code (ISO 3166-1, two capital letters); did you mean 'GR'?"),
        ("FRA", "'FRA' is not a country code (ISO 3166-1, two capital letters); did you mean 'FR'?"),
        ("ZX", "'ZX' is not a country code (ISO 3166-1, two capital letters)"),
        ("33", "expected a country code of two capital letters (ISO 3166-1), such as FR (found '33')"),
    ],
)
def test_a_wrong_country_code_is_said_with_the_right_one(written: str, ending: str) -> None:
    assert problems(LEAST.replace("FR", written)) == [f"d.yaml:1:28: requesting.jurisdiction: {ending}"]


@pytest.mark.parametrize("written", ["twelve", "'12'", "12.5", "-1", "60 months", "true", "[60]"])
def test_a_wrong_penalty_is_said_to_be_no_number_of_months(written: str) -> None:
    said = problem(f"offences: [{{maximum_penalty_months: {written}}}]")
    assert said.startswith("d.yaml:4:37: offences[0].maximum_penalty_months: expected a number of months, life, death or fine-only (found ")


def test_a_misspelt_penalty_is_said_with_the_nearest_word() -> None:
    assert problem("offences: [{maximum_penalty_months: lief}]").endswith("(found 'lief'); did you mean 'life'?")


def test_a_penalty_beyond_all_sense_is_refused() -> None:
    assert "a number of months up to 1000000" in problem("offences: [{maximum_penalty_months: 99999999}]")


@pytest.mark.parametrize("written", ["FR", "Fr", "french", "xx", "fra"])
def test_a_language_is_two_small_letters(written: str) -> None:
    assert problem(f"language: {written}").startswith("d.yaml:4:11: language: expected a language code of two small letters (ISO 639-1)")


@pytest.mark.parametrize("line", ["items: [{from_: 2026-08-01}]", "schema_: draft/1"])
def test_the_name_of_a_field_in_python_is_no_key(line: str) -> None:
    assert "unknown key" in problem(line)


@pytest.mark.parametrize("part", ["requesting", "requested", "measures"])
def test_a_part_that_must_be_there_is_missed(part: str) -> None:
    text = "".join(line for line in LEAST.splitlines(keepends=True) if not line.startswith(part))
    assert problems(text) == [f"d.yaml:1:1: '{part}' is missing in the file"]


def test_no_measure_at_all_is_refused() -> None:
    assert problems(LEAST.replace("[{kind: production}]", "[]")) == ["d.yaml:3:11: measures: must not be empty"]


@pytest.mark.parametrize("measure", ["{kind: productoin}", "{}", "production", "{kind: production, data: all}", "{kind: production, a: 1}"])
def test_a_wrong_measure_is_one_problem_and_not_also_an_empty_list(measure: str) -> None:
    (found,) = problems(LEAST.replace("{kind: production}", measure))
    assert not found.startswith("d.yaml:3:11:")


def test_every_problem_is_reported_in_the_order_of_the_text() -> None:
    text = LEAST.replace("FR", "fr").replace("production", "productoin")
    text += "language: fr\nurgncy: routine\ncase: {darknet: 1}\noffences: [{}, 3]\n"
    assert [line.split(": ")[0] for line in problems(text)] == ["d.yaml:1:28", "d.yaml:3:19", "d.yaml:5:1", "d.yaml:6:17", "d.yaml:7:16"]


def test_problems_beyond_number_are_counted_and_not_all_worked_out() -> None:
    found = problems(LEAST + "".join(f"key{number}: 1\n" for number in range(20_000)))
    assert len(found) == MAX_PROBLEMS + 1
    assert found[0].startswith("d.yaml:4:1: ")
    assert found[-1] == f"d.yaml:{4 + MAX_PROBLEMS}:1: and {20_000 - MAX_PROBLEMS} more problems from here on"


@pytest.mark.parametrize("text", ["[]", "text", "12", "- a"])
def test_a_text_that_is_no_mapping_is_refused(text: str) -> None:
    (found,) = problems(text)
    assert found.startswith("d.yaml:1:1: the file: expected a mapping (key: value), not ")


@pytest.mark.parametrize("text", ["", "# nothing", "null"])
def test_an_empty_draft_is_said_to_be_empty(text: str) -> None:
    assert problems(text) == ["d.yaml:1:1: is empty"]


@pytest.mark.parametrize(
    "line",
    [
        "items: {identifier: {type: email, value: jdoe77}}",
        "items: [jdoe77]",
        "items: [{identifier: jdoe77}]",
        "items: [{identifier: {type: email, value: [jdoe77]}}]",
        "items: [{identifier: {type: {value: jdoe77}}}]",
        "items: [{identifier: [{value: jdoe77}], from: x}]",
        "offences: {provision: jdoe77}",
        "subjects: [{role: [jdoe77]}]",
    ],
)
def test_a_problem_does_not_repeat_a_value_that_may_identify_someone(line: str) -> None:
    assert not [said for said in problems(LEAST + line) if "jdoe" in said]


leaves = st.none() | st.booleans() | st.integers() | st.text(max_size=5)


@given(st.recursive(leaves, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)))
def test_any_value_for_any_field_is_a_draft_or_an_input_error(value: object) -> None:
    base = read_bytes(LEAST.encode(), "d.yaml").data
    for name, info in Draft.model_fields.items():
        with contextlib.suppress(InputError):
            checked(Document("d.yaml", {**base, info.alias or name: value}), Draft)


# moments


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("2026-08-01", "date"),
        ("2026-08-01T10:02", "no-zone"),
        ("2026-08-01 10:02:03", "no-zone"),
        ("2026-08-01T10:02:03.250", "no-zone"),
        ("2026-08-01T10:02:00Z", "instant"),
        ("2026-08-01T10:02:00+02:00", "instant"),
        ("2026-08-01T10:02:00-0530", "instant"),
    ],
)
def test_a_moment_keeps_what_was_written_and_knows_its_kind(text: str, kind: str) -> None:
    moment = Moment(text)
    assert (moment.kind, str(moment), moment.day) == (kind, text, date(2026, 8, 1))


def test_the_day_of_a_moment_is_the_day_where_it_was_written() -> None:
    assert Moment("2026-08-01T00:30:00+05:00").day == date(2026, 8, 1)
    assert Moment("2026-08-01T23:30:00-05:00").day == date(2026, 8, 1)


@pytest.mark.parametrize(
    "text",
    [
        "", "2026", "2026-08", "2026-8-1", "2026-02-29", "2026-13-01", "20260801", "01.08.2026", "2026-08-01T", "2026-08-01T10", "10:02",
        "2026-08-01T25:00", "2026-08-01T10:60", "2026-08-01T10:02:00+25:00", "2026-08-01T10:02:00 +02:00", "2026-08-01T10:02:00 CET",
        "2026-08-01T10:02:00z", "2026-08-01T10:02:00Z\n", "٢٠٢٦-٠٨-٠١", "2026-W31-6", "0000-01-01",
    ],
)  # fmt: skip
def test_what_is_no_moment_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        Moment(text)


@given(st.text(alphabet="0123456789-:TZ+. ", max_size=30) | st.text(max_size=30))
def test_any_text_is_a_moment_or_a_value_error(text: str) -> None:
    try:
        moment = Moment(text)
    except ValueError:
        return
    assert str(moment) == text


@given(st.datetimes(datetime(1900, 1, 2), datetime(2200, 12, 30), timezones=st.timezones() | st.none()))
def test_every_iso_time_is_a_moment(when: datetime) -> None:
    when = when.replace(fold=0)
    text = when.isoformat()
    offset = when.utcoffset()
    if offset is None or not offset % timedelta(minutes=1):
        assert Moment(text).when.isoformat() == text


# periods


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("10 days", "2026-11-23", "2026-12-03"),
        ("1 day", "2026-12-31", "2027-01-01"),
        ("0 days", "2026-11-23", "2026-11-23"),
        ("2 weeks", "2024-02-20", "2024-03-05"),
        ("1 month", "2026-01-31", "2026-02-28"),
        ("1 month", "2024-01-31", "2024-02-29"),
        ("1 month", "2026-02-28", "2026-03-28"),
        ("1 month", "2026-10-31", "2026-11-30"),
        ("2 months", "2026-12-31", "2027-02-28"),
        ("12 months", "2024-02-29", "2025-02-28"),
        ("48 months", "2024-02-29", "2028-02-29"),
        ("1 year", "2024-02-29", "2025-02-28"),
        ("4 years", "2096-02-29", "2100-02-28"),
        ("8 hours", "2026-11-23", "2026-11-24"),
        ("24 hours", "2026-11-23", "2026-11-24"),
        ("25 hours", "2026-11-23", "2026-11-25"),
        ("96 hours", "2026-11-23", "2026-11-27"),
    ],
)
def test_a_period_ends_on_the_day_the_calendar_says(text: str, start: str, end: str) -> None:
    assert Period(text).after(date.fromisoformat(start)) == date.fromisoformat(end)


@pytest.mark.parametrize(
    "text", ["", "10", "days", "10 day s", "-1 days", "1.5 days", "10  days", "10 Days", "9 moons", "99999 days", " 10 days", "10 days\n"]
)
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        Period(text)


@pytest.mark.parametrize("unit", ["hour", "day", "week", "month", "year"])
def test_the_longest_period_from_the_last_day_of_a_draft_stays_in_the_calendar(unit: str) -> None:
    last = date(YEARS[-1], 12, 31)
    for count in (9, 99, 999, 9999):
        try:
            period = Period(f"{count} {unit}s")
        except ValueError:  # refused where it is read
            continue
        assert period.after(last) > last


def test_periods_equal_in_words_are_equal() -> None:
    assert Period("1 days") == Period("1 day")
    assert str(Period("1 days")) == "1 day"
    assert Period("30 days") != Period("1 month")
    assert hash(Period("2 week")) == hash(Period("2 weeks"))


days = st.dates(date(1900, 1, 1), date(2200, 1, 1))


@given(days, st.integers(0, 300), st.sampled_from(["month", "year"]))
def test_months_end_on_the_same_day_of_the_month_or_on_its_last(start: date, count: int, unit: str) -> None:
    end = Period(f"{count} {unit}s").after(start)
    year, month = start.year, start.month
    for _ in range(count * (12 if unit == "year" else 1)):  # one month at a time, so that no formula is shared with the code
        month += 1
        if month == 13:
            year, month = year + 1, 1
    assert (end.year, end.month) == (year, month)
    assert end.day == min(start.day, calendar.monthrange(year, month)[1])


@given(days, st.integers(0, 9999), st.sampled_from([("day", 1), ("week", 7)]))
def test_days_and_weeks_do_not_count_the_first_day(start: date, count: int, unit: tuple[str, int]) -> None:
    assert Period(f"{count} {unit[0]}s").after(start).toordinal() == start.toordinal() + count * unit[1]


@given(days, st.integers(0, 9999))
def test_hours_end_within_the_day_that_follows_the_last_full_one(start: date, count: int) -> None:
    passed = (Period(f"{count} hours").after(start) - start).days
    assert (passed - 1) * 24 < count <= passed * 24


@given(days, st.integers(0, 300), st.integers(0, 300), st.sampled_from(["day", "month", "year"]))
def test_a_longer_period_never_ends_earlier(start: date, shorter: int, longer: int, unit: str) -> None:
    shorter, longer = sorted((shorter, longer))
    assert Period(f"{shorter} {unit}s").after(start) <= Period(f"{longer} {unit}s").after(start)
