"""A parsed text against its model: every error of the model becomes a problem with its line, the expectation and the nearest valid word."""

from __future__ import annotations

import types
import typing
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from legalcheck.models.base import country_codes
from legalcheck.reading.problems import InputError, Problem, excerpt, suggestion
from legalcheck.reading.yaml_text import Document, Step

Model = TypeVar("Model", bound=BaseModel)

_SHAPES = {
    "model_type": "a mapping (key: value)",
    "dict_type": "a mapping (key: value)",
    "tuple_type": "a list",
    "list_type": "a list",
    "string_type": "a word or text",
    "missing": "",
}


def checked(document: Document, model: type[Model]) -> Model:
    """The document as `model`. Raises InputError with all problems, in the order of the text."""
    if document.data is None:
        raise InputError([Problem(document.name, 1, 1, "is empty")])
    try:
        return model.model_validate(document.data)
    except ValidationError as error:
        raise InputError(problems_of(error, document, model)) from None


def problems_of(error: ValidationError, document: Document, model: type[BaseModel]) -> list[Problem]:
    """The errors of the model as problems. Alternatives of one value (a word, or a number) count as one problem."""
    found: dict[tuple[Step, ...], list[ErrorDetails]] = {}
    for details in error.errors(include_url=False, include_context=True):
        found.setdefault(_path(details["loc"], document.data), []).append(details)
    problems = [_problem(path, group, document, model) for path, group in found.items()]
    return sorted(set(problems))


def _path(location: tuple[Step, ...], data: Any) -> tuple[Step, ...]:
    """The location without the names pydantic adds for the alternatives of a union."""
    path: list[Step] = []
    for step in location:
        if isinstance(data, dict) and isinstance(step, str) and step in data:
            path.append(step)
            data = data[step]
        elif isinstance(data, (list, tuple)) and isinstance(step, int) and step < len(data):
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
        words = [word.strip("' ") for one in literals for word in str(one.get("ctx", {}).get("expected", "")).replace(" or ", ", ").split(",")]
        near = suggestion(str(value), words)
        listed = ", ".join(words[:12]) + (" …" if len(words) > 12 else "")
        return document.problem(path, f"{name}: '{excerpt(value)}' is not known{near or f'; expected one of {listed}'}")
    if kind == "country":
        upper = str(value).upper()
        near = f"; did you mean '{upper}'?" if upper in country_codes() and upper != value else suggestion(upper, country_codes())
        return document.problem(path, f"{name}: '{excerpt(value)}' is not a country code (ISO 3166-1, two capital letters){near}")
    if kind in _SHAPES:
        return document.problem(path, f"{name or 'the file'}: expected {_SHAPES[kind]}, not {excerpt(value)!r}")
    words_of_error = "; ".join(dict.fromkeys(str(one["msg"]) for one in group))
    words_of_error = words_of_error[:1].lower() + words_of_error[1:]
    shown = "" if isinstance(value, dict | list | BaseModel) else f" (found '{excerpt(value)}')"
    return document.problem(path, f"{name or 'the file'}: {words_of_error}{shown}")


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
