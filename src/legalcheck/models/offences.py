"""The table of offences: what each word means, where instruments place it, and where states part ways."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from legalcheck.models.base import SlugOf, Strict, Text
from legalcheck.models.profile import Basis, Source


class Code(Strict):
    """A code of the International Classification of Crime for Statistical Purposes."""

    code: Text
    basis: Basis


class Duty(Strict):
    """An instrument or act that obliges those bound by it to make the conduct an offence."""

    instrument: Annotated[str, SlugOf("instrument")] | None = None
    law: str | None = None
    locator: Text | None = None
    basis: Basis


class OffenceEntry(Strict):
    """One offence of the vocabulary."""

    meaning: Text
    iccs: Code | None = None
    annex_d: tuple[Annotated[str, SlugOf("listed-category")], ...] = Field((), description="listed categories under which it can fall")
    components: tuple[Annotated[str, SlugOf("offence")], ...] = Field((), description="offences by which it is reached where it has no name")
    obliged: tuple[Duty, ...] = ()
    agreement: Annotated[str, SlugOf("agreement")] = Field(description="how far states agree that it is an offence")
    watch: tuple[Text, ...] = Field((), description="elements on which they part")


class OffenceFile(Strict):
    """All offences, by the word of the vocabulary, and the sources the columns rest on."""

    schema_: Literal["offences/1"] = Field(alias="schema")
    sources: dict[Literal["iccs", "annex_d", "obliged"], tuple[Source, ...]]
    annex_d_basis: Basis
    offences: dict[Annotated[str, SlugOf("offence")], OffenceEntry]
