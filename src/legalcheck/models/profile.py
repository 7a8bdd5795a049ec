"""Profiles of jurisdictions, instruments and providers. The models of their sections are built from the vocabulary, which declares them."""

from __future__ import annotations

from functools import cache
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema, create_model
from pydantic_core import PydanticCustomError

from legalcheck.models.base import Count, Country, Day, Flag, Language, PartialDay, Period, SlugOf, Strict, Text
from legalcheck.models.rule import Rule
from legalcheck.vocabulary import Section, ValueType, shipped_vocabulary

Basis = Annotated[str, SlugOf("confidence")]

_IDENTITY = r"^[A-Za-z0-9][A-Za-z0-9._()-]*$"
MEMBERSHIP = "instruments"
"""Section of a jurisdiction that says by what it is bound."""


Identity = Annotated[str, Field(pattern=_IDENTITY), WithJsonSchema({"anyOf": [{"type": "string", "pattern": _IDENTITY}, {"type": "integer"}]})]


class Source(Strict):
    """Where a statement of law can be checked."""

    title: Text
    locator: Text = Field(description="article, section, page")
    url: str | None = None
    kind: Annotated[str, SlugOf("source-kind")] | None = None


class Statement(Strict):
    """One statement of law: prose for people, typed fields for rules, and where it comes from."""

    id: Identity = Field(description="stable within the file")
    statement: Text = Field(description="the law in one or two sentences, in your own words")
    source: Source
    basis: Basis = Field(description="read: read in that source; recalled: known, not read there")
    basis_of: dict[str, Basis] | None = Field(None, description="typed fields that are known differently from the rest")
    reviewed: Day = Field(description="day on which somebody last checked it")
    state_of: PartialDay | None = Field(None, description="how current the source is")
    from_: Day | None = Field(None, alias="from", description="first day on which it holds")
    until: Day | None = Field(None, description="last day on which it holds")
    note: Text | None = None


def _place(value: Any) -> Any:
    if isinstance(value, str) and value.isupper() and value.isalpha() and len(value) >= 2:
        return value
    raise PydanticCustomError("place", "expected a country code or the name of a group of jurisdictions/regions.yaml")


Place = Annotated[str, BeforeValidator(_place), WithJsonSchema({"type": "string", "pattern": "^[A-Z]{2,}$"})]


class Membership(Statement):
    """By which instrument a state is bound, and since when."""

    instrument: Annotated[str, SlugOf("instrument")]
    status: Annotated[str, SlugOf("membership-status")]
    in_force: Day | None = Field(None, description="first day on which it binds")
    in_force_by: Day | None = Field(None, description="a day by which a read source counts it in force")
    partners: tuple[Place, ...] | None = Field(None, description="with whom, for bilateral instruments; groups of regions.yaml count")


def python_type(value_type: ValueType, *, place: bool = False) -> Any:
    """The pydantic type of a vocabulary type."""
    single: Any = {
        "boolean": Flag, "integer": Count, "date": Day, "duration": Period, "text": Text, "language": Language,
        "country": Place if place else Country,
    }.get(value_type.kind) or Annotated[str, SlugOf(value_type.slug)]  # fmt: skip
    return tuple[single, ...] if value_type.many else single


@cache
def statement_model(section: str) -> type[Statement]:
    """The model of the statements of a section: the common fields, its selectors and its typed fields."""
    vocabulary = shipped_vocabulary()
    entry: Section = vocabulary.sections[section]
    fields: dict[str, Any] = {}
    for name in entry.selectors:
        selector = vocabulary.selectors[name]
        if selector.type.kind == "boolean":
            fields[name] = (Flag | None, Field(None, description="applies only where this is so"))
            continue
        words = python_type(ValueType(selector.type.kind, selector.type.slug, many=True), place=True)
        exclusion = create_model(f"Except{name.title()}", __base__=Strict, except_=(words, Field(alias="except")))
        fields[name] = (words | exclusion | None, Field(None, description="applies to these only (left out: to all); or {except: [...]}"))
    for field in entry.fields.values():
        fields[_identifier(field.name)] = (python_type(field.type) | None, Field(None, alias=field.name, description=field.meaning))
    title = "".join(word.title() for word in section.split("-"))
    return create_model(f"{title}Statement", __base__=Statement, __doc__=entry.meaning, **fields)


def _identifier(name: str) -> str:
    return name.replace("-", "_") + ("_" if name == "for" else "")


class Overlay(Strict):
    """Common to all profiles: whether the file extends the shipped one of the same name, and rules of its own."""

    extends: Literal["shipped"] | None = Field(None, description="in an overlay: add to the shipped file instead of replacing it (same id: replaces)")
    requirements: tuple[Rule, ...] = Field((), description="rules of this profile alone")


class JurisdictionHead(Overlay):
    """A jurisdiction: the law of one state or territory."""

    schema_: Literal["jurisdiction/1"] = Field(alias="schema")
    code: Country
    name: str = Field(description="as it reads inside a sentence: the United States")
    time_zone: str = Field(description="IANA time zone of the capital")
    instruments: tuple[Membership, ...] = ()


class Completeness(Strict):
    """That a list is complete, and how that is known."""

    source: Source
    basis: Basis
    state_of: PartialDay | None = None


class InstrumentHead(Overlay):
    """An instrument: treaty, act or scheme under which states (or their authorities and providers) deal with each other."""

    schema_: Literal["instrument/1"] = Field(alias="schema")
    slug: Annotated[str, SlugOf("instrument")]
    name: str = Field(description="as it reads inside a sentence: the Budapest Convention")
    title: str
    kind: Annotated[str, SlugOf("instrument-kind")]
    membership: Literal["multilateral", "bilateral", "open"]
    assistance: Flag = Field(description="whether it is a legal basis for mutual assistance between states")
    opens: Literal["provider"] | None = Field(None, description="provider: orders go to providers")
    membership_complete: Completeness | None = None


class ProviderHead(Overlay):
    """A provider: the company (or the absence of one) that holds data."""

    schema_: Literal["provider/1"] = Field(alias="schema")
    slug: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$")]
    name: str
    kind: Literal["company", "none"]
    established_in: tuple[Country, ...] | None = None


_HEADS: dict[str, type[Overlay]] = {"jurisdiction": JurisdictionHead, "instrument": InstrumentHead, "provider": ProviderHead}


@cache
def profile_model(kind: str) -> type[Overlay]:
    """The model of a `jurisdiction`, `instrument` or `provider` file: its head and the sections the vocabulary allows there."""
    head = _HEADS[kind]
    fields: dict[str, Any] = {
        section.name.replace("-", "_"): (
            tuple[statement_model(section.name), ...],  # type: ignore[misc]
            Field((), alias=section.name, description=section.meaning),
        )
        for section in shipped_vocabulary().sections.values()
        if kind in section.kinds
    }
    return create_model(head.__name__.removesuffix("Head"), __base__=head, __doc__=head.__doc__, **fields)
