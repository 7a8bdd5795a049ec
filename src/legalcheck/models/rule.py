"""Rules as they are written. What a condition means is in `language`; here is its shape."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator
from pydantic_core import PydanticCustomError

from legalcheck.models.base import Flag, Period, SlugOf, Strict, Text


def _condition(value: Any) -> Any:
    if isinstance(value, dict) and value:
        return value
    raise PydanticCustomError("condition", "expected a condition: a mapping of paths to tests, or all / any / not / some / every")


Condition = Annotated[
    dict[str, Any],
    BeforeValidator(_condition),
    WithJsonSchema(
        {
            "type": "object",
            "minProperties": 1,
            "description": "path: value | [values] | {at_least: n} | {includes: x}; all: [..]; any: [..]; not: {..}; "
            "some: {part: {..}}; every: {part: {..}}",
        }
    ),
]


class PathOperand(Strict):
    """A value taken from another path."""

    path: str


class Words(Strict):
    """What a person reads."""

    message: str
    remedy: str | None = None


class Finding(Strict):
    """A finding: what stands in the way, or what to watch."""

    severity: Annotated[str, SlugOf("severity")]
    topic: Annotated[str, SlugOf("topic")]
    effect: Annotated[str, SlugOf("effect")]
    ground: str | None = Field(None, description="article, letter or box in which it is raised")


class RequiredAttachment(Strict):
    """A paper that is needed."""

    kind: Annotated[str, SlugOf("attachment")]
    need: Annotated[str, SlugOf("need")]
    recipient: tuple[Annotated[str, SlugOf("recipient")], ...]
    must_contain: tuple[str, ...] = ()
    form: str | None = None
    language: Literal["accepted"] | None = Field(None, description="accepted: in a language the addressee accepts")
    certified: Flag = False
    satisfied_by: tuple[Annotated[str, SlugOf("attachment")], ...] = ()
    withhold: Flag = Field(False, description="enclosed, it must not reach this addressee")


class Deadline(Strict):
    """A time limit."""

    kind: Annotated[str, SlugOf("deadline-kind")] | PathOperand
    period: Period | PathOperand | None = None
    for_: Annotated[str, SlugOf("desk")] | PathOperand = Field(alias="for")
    from_: Literal["received", "order.expires", "preserved.until"] = Field("received", alias="from")
    starts: Annotated[str, SlugOf("deadline-start")] | PathOperand | None = Field(None, description="from when it runs; left out: from receipt")


class Basis(Strict):
    """The law a rule rests on: an instrument, a titled source, or the profile statements that made it hold."""

    instrument: Annotated[str, SlugOf("instrument")] | None = None
    title: str | None = None
    statements: str | None = Field(None, description="a profile section such as requested.retention")
    locator: Text | None = None
    url: str | None = None
    basis: Annotated[str, SlugOf("confidence")] | None = None

    @model_validator(mode="after")
    def _one_kind(self) -> Basis:
        if sum(part is not None for part in (self.instrument, self.title, self.statements)) != 1:
            raise PydanticCustomError("basis", "expected exactly one of instrument, title, statements")
        if self.statements is None and (self.locator is None or self.basis is None):
            raise PydanticCustomError("basis", "an instrument or titled source needs a locator and basis: read or recalled")
        return self


_CONCLUDES = ("finding", "attachment", "deadline", "conclude", "exception_to")


class Rule(Strict):
    """One rule: conditions over the vocabulary, and the one thing it concludes."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*(\.[a-z0-9][a-z0-9-]*)+$")]
    title: str | None = None
    for_each: tuple[str, ...] = ()
    when: Condition
    unless: Condition | None = None
    finding: Finding | None = None
    attachment: RequiredAttachment | None = None
    deadline: Deadline | None = None
    conclude: str | None = None
    exception_to: str | None = None
    message: str | None = None
    remedy: str | None = None
    if_unknown: Words | None = None
    as_requested: Words | None = None
    as_provider: Words | None = None
    in_emergency: Literal["minimum", "later", "holds"] | None = None
    basis: Annotated[tuple[Basis, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _concludes_one_thing(self) -> Rule:
        given = [name for name in _CONCLUDES if getattr(self, name) is not None]
        if len(given) != 1:
            raise PydanticCustomError("concludes", "a rule concludes exactly one of finding, attachment, deadline, conclude, exception_to")
        if self.finding is not None and self.message is None:
            raise PydanticCustomError("message", "a finding needs a message")
        if self.if_unknown is not None and (self.finding is None or self.finding.severity != "blocker"):
            raise PydanticCustomError("if_unknown", "if_unknown belongs to blockers")
        return self


class RuleFile(Strict):
    """One theme of rules."""

    schema_: Literal["rules/1"] = Field(alias="schema")
    theme: str
    extends: Literal["shipped"] | None = None
    rules: Annotated[tuple[Rule, ...], Field(min_length=1)]
