"""The JSON Schemas: valid in themselves, agreeing with the files that are shipped, with the vocabulary and with the models."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, ValidationError

from legalcheck.api import evaluate
from legalcheck.library import Library
from legalcheck.models.schemas import DIALECT, SCHEMA_NAMES, schema
from legalcheck.reading.yaml_text import read_file
from legalcheck.vocabulary import shipped_vocabulary

ROOT = Path(__file__).parents[2]
TABLES = {ROOT / "jurisdictions/regions.yaml", ROOT / "jurisdictions/offences.yaml"}
FILES = {
    "draft": sorted(ROOT.glob("examples/*.yaml")),
    "jurisdiction": sorted(set(ROOT.glob("jurisdictions/*.yaml")) - TABLES),
    "instrument": sorted(ROOT.glob("jurisdictions/instruments/*.yaml")),
    "provider": sorted(ROOT.glob("jurisdictions/providers/*.yaml")),
    "rules": sorted(set(ROOT.glob("rules/*.yaml")) - {ROOT / "rules/vocabulary.yaml"}),
    "regions": [ROOT / "jurisdictions/regions.yaml"],
    "offences": [ROOT / "jurisdictions/offences.yaml"],
    "scenarios": sorted(ROOT.glob("tests/scenarios/*.yaml")),
}
CASES = [pytest.param(kind, path, id=f"{kind}-{path.stem}") for kind, paths in FILES.items() for path in paths]
LEAST: dict[str, Any] = {"requesting": {"jurisdiction": "FR"}, "requested": {"jurisdiction": "US"}, "measures": [{"kind": "production"}]}


@cache
def validator(name: str) -> Draft202012Validator:
    return Draft202012Validator(schema(name))


@cache
def library() -> Library:
    return Library()


def errors(name: str, data: Any) -> list[str]:
    """Every error at its innermost place. Alternatives count, but not `null`, which every field that may be left out takes."""
    return [f"{error.json_path}: {error.message[:200]}" for whole in validator(name).iter_errors(data) for error in innermost(whole)]


def innermost(error: ValidationError) -> Iterator[ValidationError]:
    inner = [one for one in error.context or () if one.validator_value != "null"]
    if not inner:
        yield error
    for one in inner:
        yield from innermost(one)


def nodes(tree: Any) -> Iterator[dict[str, Any]]:
    if isinstance(tree, dict):
        yield tree
    for inner in tree.values() if isinstance(tree, dict) else tree if isinstance(tree, list) else ():
        yield from nodes(inner)


@pytest.mark.parametrize("name", SCHEMA_NAMES)
def test_a_schema_is_valid_json_schema_and_plain_json(name: str) -> None:
    made = schema(name)
    Draft202012Validator.check_schema(made)
    assert made["$schema"] == DIALECT
    assert json.loads(json.dumps(made)) == made


@pytest.mark.parametrize("name", SCHEMA_NAMES)
def test_every_reference_inside_a_schema_leads_somewhere(name: str) -> None:
    made = schema(name)
    for node in nodes(made):
        if "$ref" in node:
            assert node["$ref"].removeprefix("#/$defs/") in made["$defs"]


@pytest.mark.parametrize("name", SCHEMA_NAMES)
def test_every_mapping_of_a_schema_refuses_unknown_keys(name: str) -> None:
    made = schema(name)
    for node in (made, *made.get("$defs", {}).values()):
        if "properties" in node:
            assert node["additionalProperties"] is False, node.get("title")


def test_there_are_files_of_every_kind() -> None:
    assert {kind for kind, paths in FILES.items() if paths} == set(SCHEMA_NAMES) - {"result"}


@pytest.mark.parametrize(("kind", "path"), CASES)
def test_a_shipped_file_is_valid_by_its_schema(kind: str, path: Path) -> None:
    assert errors(kind, read_file(path).data) == []


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"ofences": []}, "$"),
        ({"requesting": {"jurisdiction": "fr"}}, "$.requesting.jurisdiction"),
        ({"measures": []}, "$.measures"),
        ({"measures": [{"kind": "productoin"}]}, "$.measures[0].kind"),
        ({"case": {"darknet": "yes"}}, "$.case.darknet"),
        ({"as_of": 20261123}, "$.as_of"),
        ({"items": [{"from": "yesterday"}]}, "$.items[0].from"),
        ({"items": [{"source_port": 70000}]}, "$.items[0].source_port"),
        ({"language": "FR"}, "$.language"),
    ],
)
def test_the_schema_of_drafts_refuses_what_the_model_refuses(change: dict[str, Any], place: str) -> None:
    assert errors("draft", LEAST) == []
    assert [one for one in errors("draft", LEAST | change) if one.startswith(f"{place}: ")]


@pytest.mark.parametrize("preserved", ["none", [], {"reference": "X"}, [{"reference": "X", "status": "confirmed"}]])
def test_the_schema_takes_what_was_preserved_in_each_form_the_model_takes(preserved: Any) -> None:
    assert errors("draft", LEAST | {"case": {"preserved": preserved}}) == []


@pytest.mark.parametrize("change", [{"reference": 417}, {"offences": [{"provision": 303}]}])
def test_the_schema_takes_a_number_where_the_model_takes_one_for_a_word(change: dict[str, Any]) -> None:
    assert errors("draft", LEAST | change) == []


@pytest.mark.parametrize(
    ("name", "model", "field", "slugs"),
    [
        ("draft", "Measure", "kind", "measure"),
        ("draft", "Measure", "data", "data"),
        ("draft", "Requesting", "authority", "authority"),
        ("draft", "Offence", "category", "offence"),
        ("draft", "Identifier", "type", "identifier"),
        ("draft", "Subject", "privilege", "privilege"),
        ("draft", "Attachment", "kind", "attachment"),
        ("draft", "Draft", "channel", "channel"),
        ("result", "Finding", "severity", "severity"),
        ("result", "Finding", "topic", "topic"),
        ("result", "Finding", "effect", "effect"),
        ("result", "Result", "verdict", "verdict"),
        ("rules", "Finding", "topic", "topic"),
        ("rules", "RequiredAttachment", "recipient", "recipient"),
        ("jurisdiction", "Membership", "instrument", "instrument"),
    ],
)
def test_an_enumeration_is_that_of_the_vocabulary(name: str, model: str, field: str, slugs: str) -> None:
    made = schema(name)
    found = (made["$defs"].get(model) or made)["properties"][field]
    listed = [node["enum"] for node in nodes(found) if "enum" in node]
    assert listed == [list(shipped_vocabulary().slugs[slugs])]


@pytest.mark.parametrize("name", SCHEMA_NAMES)
def test_no_schema_has_a_list_of_words_of_its_own_beside_the_vocabulary(name: str) -> None:
    known = {tuple(words) for words in shipped_vocabulary().slugs.values()}
    described = [node for node in nodes(schema(name)) if "enum" in node and len(node["enum"]) > 3]
    assert [node["enum"] for node in described if tuple(node["enum"]) not in known] == []


@pytest.mark.parametrize("desk", ["requesting", "requested", "provider"])
@pytest.mark.parametrize("path", FILES["draft"], ids=lambda path: path.stem)
def test_the_result_of_an_example_is_valid_by_the_schema_of_results(path: Path, desk: Any) -> None:
    result = evaluate(path.read_text(encoding="utf-8"), library(), desk=desk, day=date(2026, 11, 23))
    assert errors("result", json.loads(result.to_json())) == []


def test_every_field_of_a_result_is_printed_in_the_order_of_the_contract() -> None:
    result = json.loads(evaluate(LEAST, library(), day=date(2026, 11, 23)).to_json())
    assert list(result) == list(schema("result")["properties"])
    assert set(result) - set(schema("result")["required"]) == {"schema"}
