"""A statement confirmed or corrected by somebody who read the source: its file is changed in place, and nothing else in it."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from legalcheck.law.profiles import Profile, build_profile
from legalcheck.law.statements import Statement
from legalcheck.library import Library
from legalcheck.reading.problems import InputError, Problem
from legalcheck.reading.yaml_text import Document, read_file, value_at
from legalcheck.writing.files import replace_text, text_of
from legalcheck.writing.yaml_edit import YamlText


@dataclass(frozen=True)
class Confirmation:
    """What somebody read: where, on which day it was current, and what it says where that differs from what is on file."""

    reviewed: date
    source: Mapping[str, str] = field(default_factory=dict)
    """`title`, `locator`, `url`, `kind`: only those that change."""
    state_of: str | None = None
    statement: str | None = None
    """The prose, where it is corrected."""
    values: Mapping[str, Any] = field(default_factory=dict)
    """Typed fields that are corrected; None removes one."""


def find_statement(profile: Profile, name: str) -> Statement:
    """The statement `section/id` of a profile. Raises KeyError."""
    section, _, identity = name.partition("/")
    for statement in profile.section(section):
        if statement.id == identity:
            return statement
    raise KeyError(name)


def place_in(document: Document, statement: Statement) -> tuple[str, int] | None:
    """Where a statement stands in a file; None where it does not. (A profile put together of several files has other numbers than each of them.)"""
    listed = document.data.get(statement.section) if isinstance(document.data, dict) else None
    for index, one in enumerate(listed or ()):
        if str(one.get("id")) == statement.id:  # a number written there is a word of digits
            return statement.section, index
    return None


def confirm(path: Path, profile: Profile, name: str, confirmation: Confirmation, library: Library) -> str:
    """Change the statement in its file, and return the new text, which is written.

    The new text is read again before it is written: it must say what was there with exactly the changes asked for, and must still be a valid
    profile. Otherwise InputError is raised and the file stays as it is.
    """
    statement = find_statement(profile, name)
    before = read_file(path)
    text = YamlText(text_of(path), str(path))
    place = place_in(before, statement)
    if place is None:
        raise InputError([Problem(str(path), 0, 0, f"does not hold {name} of {profile.key}")])
    changes: dict[str, Any] = {**confirmation.values, "basis": "read", "reviewed": confirmation.reviewed.isoformat()}
    if statement.basis_of:
        changes["basis_of"] = None
    if confirmation.state_of is not None:
        changes["state_of"] = confirmation.state_of
    if confirmation.statement is not None:
        changes["statement"] = confirmation.statement
    if confirmation.source:
        text.set((*place, "source"), confirmation.source)
    text.set(place, changes)
    after = text.checked()
    if after.data != _expected(before, place, changes, confirmation.source):
        raise InputError([Problem(str(path), statement.line, 1, "could not be changed without changing more than was meant; edit it by hand")])
    build_profile(profile.kind, after, "", library.vocabulary, library.regions)
    replace_text(path, text.text)
    return text.text


def _expected(before: Document, place: tuple[str | int, ...], changes: Mapping[str, Any], source: Mapping[str, str]) -> Any:
    data = copy.deepcopy(before.data)
    target = value_at(data, place)
    for key, value in changes.items():
        if value is None:
            target.pop(key, None)
        else:
            target[key] = list(value) if isinstance(value, tuple) else value
    target["source"].update(source)
    return data
