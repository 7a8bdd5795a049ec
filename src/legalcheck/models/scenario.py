"""Scenarios as they are written: a draft, what it is to come to, and why in law."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from legalcheck.models.base import SlugOf, Strict, Text
from legalcheck.models.profile import Source

ScenarioId = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]


class Expected(Strict):
    """What a scenario is to come to. What is left out is not looked at."""

    verdict: Annotated[str, SlugOf("verdict")] | None = None
    instrument: Annotated[str, SlugOf("instrument")] | None = Field(None, description="the instrument chosen, where the draft leaves it open")
    channel: Annotated[str, SlugOf("channel")] | None = Field(None, description="the channel chosen, where the draft leaves it open")
    blockers: tuple[str, ...] | None = Field(None, description="rules that block: these and no others")
    warnings: tuple[str, ...] | None = Field(None, description="rules that warn: these and no others")
    holds: tuple[str, ...] = Field((), description="rules that hold for some part of the draft")
    open_: tuple[str, ...] = Field((), alias="open", description="rules that hold for no part, and cannot be told for some")
    fails: tuple[str, ...] = Field((), description="rules that hold for no part of the draft, and are open for none")
    missing: tuple[Annotated[str, SlugOf("attachment")], ...] | None = Field(
        None, description="required papers that are not there, or will not do: these and no others"
    )
    asks: tuple[str, ...] = Field((), description="fields the result asks about, among others")


class Scenario(Strict):
    """One case."""

    id: ScenarioId
    name: Text = Field(description="what the case is about, as a heading")
    law: Text = Field(description="why it comes out so, in law")
    source: Source | None = Field(None, description="the decided case or published guide it is taken from")
    based_on: ScenarioId | None = Field(None, description="an earlier scenario of this file, whose draft it changes")
    draft: dict[str, Any] | Text | None = Field(None, description="a draft of its own, or the path of one from the folder of this file")
    change: dict[str, Any] = Field({}, description="place in the draft (`offences[0].category`) → new value; nothing (null) removes it")
    expect: Expected


class ScenarioFile(Strict):
    """Cases on one subject, with the draft they share."""

    schema_: Literal["scenarios/1"] = Field(alias="schema")
    title: Text
    data: tuple[Text, ...] = Field((), description="folders of law (rules/, jurisdictions/) laid over the shipped one, from the folder of this file")
    draft: dict[str, Any] | Text | None = Field(None, description="the draft all scenarios start from, or the path of one")
    scenarios: tuple[Scenario, ...] = Field(min_length=1)
