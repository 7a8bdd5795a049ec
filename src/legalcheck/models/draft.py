"""The draft request: the contract with those who write one. A field left out is unknown, never false; see each field for what it asks."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from legalcheck.models.base import Count, Country, Day, Flag, Language, Moment, Port, SlugOf, Strict, Text

Measure_ = Annotated[str, SlugOf("measure")]
Data = Annotated[str, SlugOf("data")]
Authority = Annotated[str, SlugOf("authority")]


class Received(Strict):
    """The request has arrived at the addressee: clocks start here."""

    at: Moment | None = None
    authenticated: Flag | None = None


class Requesting(Strict):
    """The side that asks."""

    jurisdiction: Country
    authority: Authority | None = Field(None, description="who issues the request or order")
    validated_by: Authority | None = Field(None, description="who validated it, where another issued it; left out: not validated")
    transmitted_by: Authority | None = Field(None, description="who sends it; left out: the issuer")
    level: Annotated[str, SlugOf("level")] | None = None


class Requested(Strict):
    """The side that is asked."""

    jurisdiction: Country
    provider: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$")] | None = Field(None, description="slug of a provider profile")


class Emergency(Strict):
    """The danger that makes it an emergency."""

    imminent_danger: Flag | None = None
    danger_to: tuple[Annotated[str, SlugOf("danger")], ...] | None = None
    grounds_stated: Flag | None = None


class Measure(Strict):
    """One measure asked for."""

    kind: Measure_
    data: tuple[Data, ...] | None = None


class Order(Strict):
    """The order at home that authorises the measure."""

    kind: Annotated[str, SlugOf("order")] | None = None
    issued_by: Authority | None = None
    on: Day | None = None
    expires: Day | None = None
    covers: tuple[Data, ...] | None = None
    necessity_stated: Flag | None = None
    proportionality_stated: Flag | None = None


Penalty = Annotated[Count | Literal["life", "death", "fine-only"], Field(union_mode="left_to_right")]


class Offence(Strict):
    """One offence under inquiry."""

    category: Annotated[str, SlugOf("offence")] | None = None
    provision: Text | None = None
    maximum_penalty_months: Penalty | None = None
    description_given: Flag | None = None
    requested_state_provision: Text | None = None
    requested_state_maximum_penalty_months: Penalty | None = None
    listed_category: Annotated[str, SlugOf("listed-category")] | Literal["none"] | None = None
    by_information_system: Flag | None = None
    committed_in: tuple[Country, ...] | None = None


class Preserved(Strict):
    """A preservation made before: what, by whom, and whether it was confirmed."""

    reference: Text | None = None
    status: Annotated[str, SlugOf("preserved-status")] | None = None
    holder: Text | None = None
    items: tuple[Count, ...] | None = Field(None, description="indices of the items preserved; left out: all")
    from_: Day | None = Field(None, alias="from")
    until: Day | None = None


class Report(Strict):
    """A report that started a child case. Its number is quoted, never required."""

    body: Annotated[str, SlugOf("report-body")] | None = None
    number: Text | None = None


class Child(Strict):
    """What a case of sexual abuse of a child adds."""

    victim_identified: Flag | None = None
    danger_now: Flag | None = None
    material_enclosed: Flag | None = None
    report: Report | None = None


PreservedAsWritten = tuple[Preserved, ...] | Preserved | Literal["none"]


def _preserved(value: Any) -> Any:
    if value == "none":
        return ()
    return (value,) if isinstance(value, dict | Preserved) else value


class Case(Strict):
    """The case at home."""

    stage: Annotated[str, SlugOf("stage")] | None = None
    facts_summary_given: Flag | None = None
    nexus_shown: Flag | None = Field(None, description="why this data matters to this offence")
    darknet: Flag | None = None
    parallel_requests: Annotated[str, SlugOf("parallel-requests")] | None = None
    preserved: Annotated[tuple[Preserved, ...], BeforeValidator(_preserved, json_schema_input_type=PreservedAsWritten)] | None = Field(
        None, description="what was preserved before: a list, one mapping, or `none`"
    )
    child: Child | None = None


class HistoryEntry(Strict):
    """Something that has passed between the two sides."""

    kind: Annotated[str, SlugOf("history")]
    on: Day | None = None
    reference: Text | None = None


class Identifier(Strict):
    """What identifies the data: an account, a number, an address. Its value is masked wherever it is shown."""

    type: Annotated[str, SlugOf("identifier")] | None = None
    value: Text | None = None
    seen_at: Moment | None = None


class Item(Strict):
    """One item sought."""

    identifier: Identifier | None = None
    data: tuple[Data, ...] | None = Field(None, description="left out: the measure's")
    purpose: Annotated[str, SlugOf("purpose")] | None = None
    from_: Moment | None = Field(None, alias="from")
    until: Moment | None = None
    source_port: Port | None = None
    user_country: Country | None = None


class Subject(Strict):
    """A person concerned."""

    role: Annotated[str, SlugOf("role")] | None = None
    nationality: Country | None = None
    residence: Country | None = None
    located_in: Country | None = None
    minor: Flag | None = None
    privilege: Annotated[str, SlugOf("privilege")] | None = None


class Exposure(Strict):
    """What a refusal ground could rest on. Said by the sender, `false` is only the sender's word."""

    death_penalty: Flag | None = None
    political: Flag | None = None
    military: Flag | None = None
    fiscal: Flag | None = None
    double_jeopardy: Flag | None = None
    torture_risk: Flag | None = None
    discrimination: Flag | None = None


class Confidentiality(Strict):
    """Secrecy of the request."""

    requested: Flag | None = None
    reasons_given: Flag | None = None


class Attachment(Strict):
    """A paper enclosed."""

    kind: Annotated[str, SlugOf("attachment")]
    language: Language | None = None
    certified: Flag | None = None


class Answer(Strict):
    """What came back."""

    received: Day | None = None
    complete: Flag | None = None
    time_zone_of_records: Text | None = None
    hash: Text | None = None
    certificate: Flag | None = None
    conditions: tuple[Text, ...] | None = None


class Draft(Strict):
    """A draft request. Only the two jurisdictions and one measure must be there."""

    schema_: Literal["draft/1"] | None = Field(None, alias="schema")
    reference: Text | None = None
    as_of: Day | None = Field(None, description="the law is read as it stands on this day; left out: today")
    received: Received | None = None
    requesting: Requesting
    requested: Requested
    instrument: Literal["auto"] | Annotated[str, SlugOf("instrument")] | None = None
    channel: Annotated[str, SlugOf("channel")] | None = None
    urgency: Annotated[str, SlugOf("urgency")] | None = None
    emergency: Emergency | None = None
    measures: Annotated[tuple[Measure, ...], Field(min_length=1)]
    order: Order | None = None
    offences: tuple[Offence, ...] | None = None
    case: Case | None = None
    history: tuple[HistoryEntry, ...] | None = None
    items: tuple[Item, ...] | None = None
    subjects: tuple[Subject, ...] | None = None
    assurances: tuple[Annotated[str, SlugOf("assurance")], ...] | None = None
    exposure: Exposure | None = None
    assessment: Exposure | None = Field(None, description="the receiving desk's own view, which prevails over the sender's")
    confidentiality: Confidentiality | None = None
    language: Language | None = None
    attachments: tuple[Attachment, ...] | None = None
    answer: Answer | None = None
