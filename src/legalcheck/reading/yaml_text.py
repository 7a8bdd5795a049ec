"""YAML (and so JSON) text to plain data with the position of every value.

Only what a legal text needs is read: mappings with string keys, lists, strings, whole numbers, true, false and null. Words such as NO, on,
off and 12:30 stay strings, and so do decimal numbers: `1.10` is a section of a statute, not 1.1. JSON is read alike. Anchors, aliases,
tags, duplicate keys and several documents in one file are refused with their position; size, depth and number of values are bounded, so
that a hostile text is turned away quickly (YAML 1.2, restricted).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from yaml.reader import Reader

from legalcheck.reading.problems import InputError, Problem, excerpt

try:
    from yaml import CSafeLoader as _EventSource
except ImportError:  # libyaml is not there: the pure Python parser yields the same events
    from yaml import SafeLoader as _EventSource  # type: ignore[assignment]

MAX_BYTES = 8 * 1024 * 1024
MAX_DEPTH = 40
MAX_VALUES = 200_000
MAX_DIGITS = 15
MAX_PROBLEMS = 50

Step = str | int
Position = tuple[int, int]

_INTEGER = re.compile(r"-?(0|[1-9][0-9]*)\Z")
_SURROGATE = re.compile("[\ud800-\udfff]")
_ESCAPE = re.compile(r"\\(?:u[dD]([89abAB][0-9a-fA-F]{2})\\u[dD]([c-fC-F][0-9a-fA-F]{2})|.)", re.DOTALL)
_CONSTANTS: dict[str, bool | None] = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
}  # fmt: skip


@dataclass
class Document:
    """A parsed text: plain data, and where each value and each key stands (1-based line and column)."""

    name: str
    data: Any
    values: dict[tuple[Step, ...], Position] = field(default_factory=dict)
    keys: dict[tuple[Step, ...], Position] = field(default_factory=dict)

    def position(self, path: tuple[Step, ...], *, key: bool = False) -> Position:
        """Where the value (or its key) at `path` stands; the nearest enclosing value where the path itself is not in the text."""
        first, second = (self.keys, self.values) if key else (self.values, self.keys)
        while path:
            if found := first.get(path) or second.get(path):
                return found
            path = path[:-1]
        return self.values.get((), (1, 1))

    def problem(self, path: tuple[Step, ...], message: str, *, key: bool = False) -> Problem:
        line, column = self.position(path, key=key)
        return Problem(self.name, line, column, message)


def value_at(data: Any, path: Iterable[Step]) -> Any:
    """The value at a path of plain data. Raises KeyError or IndexError where there is none."""
    for step in path:
        data = data[step]
    return data


def read_file(path: Path, name: str | None = None) -> Document:
    """Read one file. Raises InputError; a file that is not there, too large or not text is a problem like any other."""
    shown = name or str(path)
    try:
        with path.open("rb") as stream:
            content = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise InputError([Problem(shown, 0, 0, f"cannot be read: {error.strerror or error}")]) from None
    return read_bytes(content, shown)


def read_bytes(content: bytes, name: str) -> Document:
    """Parse `content`. Raises InputError with the place of what is wrong."""
    if len(content) > MAX_BYTES:
        raise InputError([Problem(name, 0, 0, f"is larger than {MAX_BYTES // 1024 // 1024} MiB; a draft or profile is far smaller")])
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        column = error.start - (content.rfind(b"\n", 0, error.start) + 1) + 1
        raise InputError([Problem(name, line, column, "is not UTF-8 text (a binary file, or another encoding?)")]) from None
    if text.lstrip()[:1] not in ("{", "["):
        return _build(text, name)
    stand_in = _ESCAPE.sub(_stand_in, text)
    document = _build(stand_in, name)
    try:
        document.data = json.loads(text, parse_int=_whole, parse_float=str, parse_constant=str)
    except (ValueError, RecursionError):  # YAML that only begins like JSON
        return document if stand_in == text else _build(text, name)
    return document


def _stand_in(escape: re.Match[str]) -> str:
    """JSON writes a character beyond U+FFFF as two escapes, which libyaml refuses: two others of the same width keep every position."""
    high, low = escape.groups()
    return f"\\ue{int(high, 16) - 0x800:03x}\\ue{int(low, 16) - 0x800:03x}" if high else escape[0]


def _events(text: str, name: str) -> Iterator[Any]:
    source: Any = None
    try:
        source = _EventSource(text)
        while source.check_event():
            yield source.get_event()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        words = " ".join(part for part in (error.context, error.problem) if part)
        raise InputError([Problem(name, line, column, f"is not valid YAML: {words}")]) from None
    except yaml.YAMLError as error:
        line, column = _unreadable(text)
        raise InputError([Problem(name, line, column, f"is not text: {str(error).splitlines()[0]}")]) from None
    except RecursionError:
        raise InputError([Problem(name, 1, 1, "is nested too deeply")]) from None
    finally:
        if source is not None and hasattr(source, "dispose"):
            source.dispose()


def _unreadable(text: str) -> Position:
    found = Reader.NON_PRINTABLE.search(text)
    index = found.start() if found else 0
    return text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)


class _Open:
    """A mapping or list whose end has not been read yet."""

    __slots__ = ("data", "key", "path")

    def __init__(self, data: dict[str, Any] | list[Any], path: tuple[Step, ...]) -> None:
        self.data, self.path, self.key = data, path, None  # type: tuple[Any, Any, str | None]


def _build(text: str, name: str) -> Document:
    document = Document(name, None)
    problems: list[Problem] = []
    stack: list[_Open] = []
    documents = 0

    def place(value: Any, position: Position) -> tuple[Step, ...]:
        if not stack:
            document.data, document.values[()] = value, position
            return ()
        top = stack[-1]
        if isinstance(top.data, list):
            path = (*top.path, len(top.data))
            top.data.append(value)
        else:
            path = (*top.path, top.key or "")
            top.data[top.key or ""] = value
            top.key = None
        document.values[path] = position
        return path

    for count, event in enumerate(_events(text, name)):
        position = (event.start_mark.line + 1, event.start_mark.column + 1)
        if count >= MAX_VALUES:
            raise InputError([Problem(name, *position, f"holds more than {MAX_VALUES} values")])
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise InputError([Problem(name, *position, "anchors and aliases (&, *) are not accepted; write the value out")])
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                raise InputError([Problem(name, *position, "holds a second document (---); one file holds one")])
        elif isinstance(event, yaml.ScalarEvent):
            if event.tag is not None:
                raise InputError([Problem(name, *position, f"tag '{excerpt(event.tag)}' is not accepted")])
            if not event.value.isascii() and _SURROGATE.search(event.value):
                raise InputError([Problem(name, *position, "holds half a character (a surrogate that stands alone)")])
            top = stack[-1] if stack else None
            if top is not None and isinstance(top.data, dict) and top.key is None:
                path = (*top.path, event.value)
                if event.value in top.data:
                    line, _ = document.keys[path]
                    problems.append(Problem(name, *position, f"key '{excerpt(event.value)}' is there twice (first in line {line})"))
                    if len(problems) == MAX_PROBLEMS:
                        raise InputError(problems)
                document.keys[path] = position
                top.key = event.value
            else:
                place(_scalar(event), position)
        elif isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            if event.tag is not None:
                raise InputError([Problem(name, *position, f"tag '{excerpt(event.tag)}' is not accepted")])
            if len(stack) >= MAX_DEPTH:
                raise InputError([Problem(name, *position, f"is nested deeper than {MAX_DEPTH} levels")])
            if stack and isinstance(stack[-1].data, dict) and stack[-1].key is None:
                raise InputError([Problem(name, *position, "a key must be a word, not a list or mapping")])
            data: dict[str, Any] | list[Any] = {} if isinstance(event, yaml.MappingStartEvent) else []
            stack.append(_Open(data, place(data, position)))
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            stack.pop()
    if problems:
        raise InputError(problems)
    return document


def _scalar(event: yaml.ScalarEvent) -> Any:
    text: str = event.value
    if event.style:
        return text
    return _CONSTANTS[text] if text in _CONSTANTS else _whole(text)


def _whole(text: str) -> int | str:
    """The whole number that is written; the text where it is none, or one too long to be a number of anything."""
    return int(text) if len(text) <= MAX_DIGITS and _INTEGER.match(text) else text
