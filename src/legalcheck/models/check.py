"""A parsed text against its model: every error of the model becomes a problem with its line, the expectation and the nearest valid word."""

from __future__ import annotations

import types
import typing
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from legalcheck.models.base import country_codes
from legalcheck.reading.problems import InputError, Problem, excerpt, suggestion
from legalcheck.reading.yaml_text import MAX_PROBLEMS, Document, Step
from legalcheck.vocabulary import shipped_vocabulary

Model = TypeVar("Model", bound=BaseModel)

_SHAPES = {
    "model_type": "a mapping (key: value)",
    "dict_type": "a mapping (key: value)",
    "tuple_type": "a list",
    "list_type": "a list",
    "string_type": "a word or text",
}
_LIMITS = {
    "too_short": "must not be empty",
    "greater_than_equal": "expected a number of at least {ge}",
    "less_than_equal": "expected a number of at most {le}",
    "string_pattern_mismatch": "does not have the form {pattern}",
}


def checked(document: Document, model: type[Model]) -> Model:
    """The document as `model`. Raises InputError with all problems, in the order of the text."""
    if document.data is None:
        raise InputError([Problem(document.name, 1, 1, "is empty")])
    try:
        return model.model_validate(document.data, by_alias=True, by_name=False)
    except ValidationError as error:
        raise InputError(problems_of(error, document, model)) from None


def problems_of(error: ValidationError, document: Document, model: type[BaseModel]) -> list[Problem]:
    """The errors of the model as problems, `MAX_PROBLEMS` at most. Alternatives of one value (a word, or a number) count as one problem."""
    found: dict[tuple[Step, ...], list[ErrorDetails]] = {}
    for details in error.errors(include_url=False, include_context=True):
        found.setdefault(_path(details["loc"], document.data), []).append(details)
    wrong_inside = {path[:length] for path in found for length in range(len(path))}
    groups = [  # of a list, pydantic counts only the members that are right: it is too short then, and that is no problem of its own
        (path, group) for path, group in found.items() if not (path in wrong_inside and all(one["type"] == "too_short" for one in group))
    ]
    groups.sort(key=lambda entry: document.position(entry[0], key=entry[1][0]["type"] == "extra_forbidden"))
    problems = sorted({_problem(path, group, document, model) for path, group in groups[:MAX_PROBLEMS]})
    if more := groups[MAX_PROBLEMS:]:
        problems.append(document.problem(more[0][0], f"and {len(more)} more problems from here on", key=True))
    return problems


def _path(location: tuple[Step, ...], data: Any) -> tuple[Step, ...]:
    """The location without the names pydantic adds for the alternatives of a union."""
    path: list[Step] = []
    for step in location:
        there = step in data if isinstance(data, dict) else isinstance(data, list) and isinstance(step, int) and step < len(data)
        if there:
            path.append(step)
            data = data[step]
        elif isinstance(data, dict) and isinstance(step, str) and step == location[-1]:
            path.append(step)
            data = None
    return tuple(path)


def _problem(path: tuple[Step, ...], group: list[ErrorDetails], document: Document, model: type[BaseModel]) -> Problem:
    details = group[0]
    kind, value = details["type"], details.get("input")
    name = _written(path)
    if kind == "extra_forbidden":
        known = _keys_at(model, path[:-1])
        return document.problem(path, f"unknown key '{excerpt(str(path[-1]))}'{suggestion(str(path[-1]), known)}", key=True)
    if kind == "missing":
        inside = _written(path[:-1]) or "the file"
        return document.problem(path[:-1], f"'{path[-1]}' is missing in {inside}")
    if literals := [one for one in group if one["type"] == "literal_error"]:
        listed = ",".join(str(one["ctx"]["expected"]) for one in literals)
        words = [word.strip("' ") for word in listed.replace(" or ", ", ").split(",")]
        near = suggestion(str(value), words)
        others = [_other(one, path) for one in group if one["type"] != "literal_error"]
        if others:
            listed = ", ".join([*others, *words[:-1]])
            return document.problem(path, f"{name}: expected {listed} or {words[-1]} (found {_quoted(value)}){near}")
        listed = ", ".join(words[:12]) + (" …" if len(words) > 12 else "")
        return document.problem(path, f"{name}: {_quoted(value)} is not known{near or f'; expected one of {listed}'}")
    if kind == "country" and isinstance(value, str):
        upper = value.upper()
        meant = shipped_vocabulary().usual_countries.get(upper) or (upper if upper in country_codes() and upper != value else None)
        near = f"; did you mean '{meant}'?" if meant else suggestion(upper, country_codes())
        return document.problem(path, f"{name}: {_quoted(value)} is not a country code (ISO 3166-1, two capital letters){near}")
    if kind in _SHAPES:
        return document.problem(path, f"{name or 'the file'}: expected {_SHAPES[kind]}, not {_shape(value)}")
    said = (_LIMITS[one["type"]].format(**one["ctx"]) if one["type"] in _LIMITS else one["msg"] for one in group)
    expected = "; ".join(dict.fromkeys(said))
    shown = "" if isinstance(value, dict | list | BaseModel | tuple) else f" (found {_quoted(value)})"
    return document.problem(path, f"{name or 'the file'}: {expected[:1].lower()}{expected[1:]}{shown}")


def _other(details: ErrorDetails, path: tuple[Step, ...]) -> str:
    """What may stand where a word may stand too."""
    if details["type"] in _SHAPES:
        return _SHAPES[details["type"]]
    number = "a number of months" if str(path[-1]).endswith("months") else "a whole number"
    return f"{number} up to {details['ctx']['le']}" if details["type"] == "less_than_equal" else number


def _quoted(value: Any) -> str:
    """A value as its writer would know it again. What is inside a list or mapping is not repeated: it may identify someone."""
    return f"'{excerpt(value)}'" if isinstance(value, str) or type(value) in (int, float) else _shape(value)


def _shape(value: Any) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return "text"
    return "a list" if isinstance(value, list | tuple) else "a mapping" if isinstance(value, dict) else "a number"


def _written(path: tuple[Step, ...]) -> str:
    text = ""
    for step in path:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else str(step)
    return text


def _keys_at(model: type[BaseModel], path: tuple[Step, ...]) -> list[str]:
    """Keys that the mapping at `path` may have."""
    current: set[type[BaseModel]] = {model}
    for step in path:
        if isinstance(step, int):
            continue
        following: set[type[BaseModel]] = set()
        for one in current:
            for name, info in one.model_fields.items():
                if step in (name, info.alias):
                    following |= set(_models_in(info.annotation))
        current = following
    return [info.alias or name for one in current for name, info in one.model_fields.items()]


def _models_in(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    if typing.get_origin(annotation) in (types.UnionType, typing.Union, tuple, list, dict, typing.Annotated):
        return [model for argument in typing.get_args(annotation) for model in _models_in(argument)]
    return []
