"""Groups of states that selectors may name."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from legalcheck.models.base import Country, Strict
from legalcheck.models.profile import Basis, Source


class Region(Strict):
    """A group of states."""

    name: str
    members: tuple[Country, ...]
    source: Source
    basis: Basis


class RegionFile(Strict):
    """All groups, by the name that selectors use."""

    schema_: Literal["regions/1"] = Field(alias="schema")
    regions: dict[Annotated[str, Field(pattern=r"^[A-Z]{2,}$")], Region]
