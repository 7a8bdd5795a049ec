"""JSON Schemas (2020-12) of every file kind and of the result, made from the models and the vocabulary."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Literal

from pydantic import BaseModel

from legalcheck.models.draft import Draft
from legalcheck.models.offences import OffenceFile
from legalcheck.models.profile import profile_model
from legalcheck.models.regions import RegionFile
from legalcheck.models.result import Result
from legalcheck.models.rule import RuleFile
from legalcheck.models.scenario import ScenarioFile

DIALECT = "https://json-schema.org/draft/2020-12/schema"

_MODELS: Mapping[str, tuple[Callable[[], type[BaseModel]], Literal["validation", "serialization"]]] = {
    "draft": (lambda: Draft, "validation"),
    "jurisdiction": (lambda: profile_model("jurisdiction"), "validation"),
    "instrument": (lambda: profile_model("instrument"), "validation"),
    "provider": (lambda: profile_model("provider"), "validation"),
    "rules": (lambda: RuleFile, "validation"),
    "scenarios": (lambda: ScenarioFile, "validation"),
    "offences": (lambda: OffenceFile, "validation"),
    "regions": (lambda: RegionFile, "validation"),
    "result": (lambda: Result, "serialization"),
}

SCHEMA_NAMES = tuple(_MODELS)

MODE = "# yaml-language-server: $schema="
"""Beginning of the line by which an editor knows the schema of a file."""
_ABOVE = {"instrument": 2, "provider": 2, "scenarios": 2}
"""Folders between the top and the place where files of a kind are kept; one for the others."""


def mode_line(name: str) -> str:
    """The line for editors of a kind of file (`SCHEMA_NAMES`), from where such files are kept."""
    return f"{MODE}{'../' * _ABOVE.get(name, 1)}docs/schemas/{name}.schema.json"


def schema(name: str) -> dict[str, Any]:
    """The JSON Schema of a kind of file (`SCHEMA_NAMES`)."""
    model, mode = _MODELS[name]
    return {"$schema": DIALECT, "$id": f"legalcheck/{name}.schema.json", **model().model_json_schema(by_alias=True, mode=mode)}
