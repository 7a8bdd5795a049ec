"""The result: the contract with those who read one. JSON is canonical: the same inputs give the same bytes."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from legalcheck.models.base import SlugOf, Strict

Severity = Annotated[str, SlugOf("severity")]
Verdict = Annotated[str, SlugOf("verdict")]


class About(Strict):
    """What was evaluated."""

    reference: str | None
    requesting: str
    requested: str
    provider: str | None
    instrument: str | None
    channel: str | None
    as_: Annotated[str, SlugOf("desk")] = Field(alias="as")
    chosen: Literal["given", "auto"]


class LegalBasis(Strict):
    """Law that a statement rests on."""

    instrument: str | None = None
    law: str | None = None
    locator: str
    url: str | None = None


class Because(Strict):
    """A fact that made a rule hold: a field of the draft, or a statement of a profile with its place."""

    path: str
    value: Any
    source: str | None = None


class Finding(Strict):
    """Something that stands in the way, or is to be watched."""

    rule: str
    topic: Annotated[str, SlugOf("topic")]
    severity: Severity
    effect: Annotated[str, SlugOf("effect")]
    ground: str | None
    subject: str | None
    subjects: tuple[str, ...]
    count: int
    message: str
    remedy: str | None
    because: tuple[Because, ...]
    legal_basis: tuple[LegalBasis, ...]
    confidence: Annotated[str, SlugOf("confidence")]


class CategoryVerdict(Strict):
    """Verdict for one category of data."""

    category: str | None
    verdict: Verdict


class MeasureVerdict(Strict):
    """Verdict for one measure."""

    index: int
    kind: str
    verdict: Verdict
    data: tuple[CategoryVerdict, ...]


class AttachmentNeed(Strict):
    """A paper that is needed, and whether it is there."""

    kind: str
    title: str
    need: Annotated[str, SlugOf("need")]
    recipient: tuple[str, ...]
    status: Annotated[str, SlugOf("attachment-status")]
    must_contain: tuple[str, ...]
    language: tuple[str, ...]
    form: str | None
    required_by: tuple[str, ...]
    legal_basis: tuple[LegalBasis, ...]
    confidence: Annotated[str, SlugOf("confidence")]


class Question(Strict):
    """What is open and would matter."""

    path: str
    ask: str
    decides: tuple[str, ...]
    answered_by: Literal["drafter", "profile"]


class DeadlineDue(Strict):
    """A time limit: a plain date, or a date-time with the addressee's offset for one counted in hours."""

    kind: Annotated[str, SlugOf("deadline-kind")]
    on: str
    for_: Annotated[str, SlugOf("desk")] = Field(alias="for")
    assumed: bool
    rule: str
    legal_basis: tuple[LegalBasis, ...]


class Addressee(Strict):
    """The institution (or company) the request goes to."""

    institution: str
    kind: str
    channel: str | None
    languages: tuple[str, ...]
    source: str


class Later(Strict):
    """A paper that may follow an emergency request."""

    kind: str
    by: str | None


class SendNow(Strict):
    """In an emergency: the fastest lawful door and the little without which it is turned away."""

    to: str
    channel: str
    minimum: tuple[str, ...]
    later: tuple[Later, ...]


class Route(Strict):
    """Another instrument and channel, evaluated the same way."""

    instrument: str
    channel: str
    verdict: Verdict
    blockers: int
    warnings: int
    why: tuple[str, ...]
    expected_days: tuple[int, int] | None
    legal_basis: tuple[LegalBasis, ...]


class Overlaid(Strict):
    """A file of the team's own data that took part."""

    file: str
    action: Literal["replaces", "extends", "adds"]


class Provenance(Strict):
    """With what the result was made."""

    legalcheck: str
    rules: str
    profiles: dict[str, str]
    overlays: tuple[Overlaid, ...]
    engine: Literal["durable", "compiled"]


class Result(Strict):
    """The answer to a draft."""

    schema_: Literal["result/1"] = Field("result/1", alias="schema")
    about: About
    verdict: Verdict
    measures: tuple[MeasureVerdict, ...]
    send_now: SendNow | None
    addressee: Addressee | None
    blockers: tuple[Finding, ...]
    warnings: tuple[Finding, ...]
    notes: tuple[Finding, ...]
    attachments: tuple[AttachmentNeed, ...]
    questions: tuple[Question, ...]
    deadlines: tuple[DeadlineDue, ...]
    routes: tuple[Route, ...]
    as_of: str
    provenance: Provenance

    def to_json(self) -> str:
        """Canonical JSON: two spaces, keys in the order of the contract, a newline at the end."""
        return self.model_dump_json(indent=2, by_alias=True) + "\n"


EXIT_STATUS: dict[str, int] = {"ready": 0, "blocked": 1, "incomplete": 3, "unsettled": 4}
"""Exit status of the command line by verdict."""
