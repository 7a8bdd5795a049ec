"""Changing single values of a YAML text. Every other character, comments, order and layout included, stays as it is.

The text is not written anew from its data: the places of the values are looked up in the parsed text, and only those are replaced.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

import yaml

from legalcheck.reading.yaml_text import Document, read_bytes

try:
    from yaml import CSafeLoader as _Loader
except ImportError:  # libyaml is not there: the pure Python parser gives the same places
    from yaml import SafeLoader as _Loader  # type: ignore[assignment]

Step = str | int

_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ._()/-]*\Z")
_WORDS = {"true", "false", "null", "yes", "no", "on", "off", "y", "n"}


class YamlText:
    """A YAML text that is being changed."""

    def __init__(self, text: str, name: str) -> None:
        self.text, self.name = text, name

    def set(self, path: Sequence[Step], values: Mapping[str, Any]) -> None:
        """Set keys of the mapping at `path`; a key that is not there is added at its end, a value of None removes a key that is."""
        for key, value in values.items():
            if value is None:
                self._remove(path, key)
            else:
                self._set(path, key, value)

    def checked(self) -> Document:
        """The changed text, parsed. Raises InputError if it cannot be read any more."""
        return read_bytes(self.text.encode(), self.name)

    def _mapping(self, path: Sequence[Step]) -> yaml.MappingNode:
        node: Any = yaml.compose(self.text, Loader=_Loader)
        for step in path:
            keyed = isinstance(node, yaml.MappingNode)
            node = next(value for key, value in node.value if key.value == step) if keyed else node.value[step]
        if not isinstance(node, yaml.MappingNode):
            raise KeyError(path)
        return node

    def _set(self, path: Sequence[Step], key: str, value: Any) -> None:
        node = self._mapping(path)
        for name, old in node.value:
            if name.value == key:
                self._replace(old, value, name)
                return
        self._add(node, key, value)

    def _replace(self, old: Any, value: Any, name: Any) -> None:
        start, end = old.start_mark.index, old.end_mark.index
        written = _inline(value)
        if isinstance(old, yaml.ScalarNode) and old.style in ("|", ">"):
            # a block scalar ends where the next line begins
            written += "\n"
        elif not old.flow_style if isinstance(old, yaml.CollectionNode) else False:
            # a block collection starts on a line of its own and ends where the next token does: it becomes one value behind its key
            start = name.end_mark.index
            block = self.text[start:end]
            kept = block[len(block.rstrip()) :]
            written = f": {written}{kept or chr(10)}"
        self.text = self.text[:start] + written + self.text[end:]

    def _add(self, node: yaml.MappingNode, key: str, value: Any) -> None:
        written = f"{key}: {_inline(value)}"
        last_key, last = node.value[-1]
        if node.flow_style:
            end = last.end_mark.index
            self.text = f"{self.text[:end]}, {written}{self.text[end:]}"
            return
        indent = " " * last_key.start_mark.column
        end = last.end_mark.index
        rest = len(self.text[:end].rstrip())
        line_end = self.text.find("\n", rest)
        # behind a comment on the last line, before whatever follows
        place = len(self.text) if line_end < 0 else line_end
        self.text = f"{self.text[:place]}\n{indent}{written}{self.text[place:]}"

    def _remove(self, path: Sequence[Step], key: str) -> None:
        node = self._mapping(path)
        for index, (name, old) in enumerate(node.value):
            if name.value != key:
                continue
            if node.flow_style:
                following = node.value[index + 1][0].start_mark.index if index + 1 < len(node.value) else old.end_mark.index
                start = name.start_mark.index if index + 1 < len(node.value) else node.value[index - 1][1].end_mark.index
                self.text = self.text[:start] + self.text[following:]
                return
            start = self.text.rfind("\n", 0, name.start_mark.index) + 1
            end = len(self.text[: old.end_mark.index].rstrip())
            line_end = self.text.find("\n", end)
            self.text = self.text[:start] + ("" if line_end < 0 else self.text[line_end + 1 :])
            return


def _inline(value: Any) -> str:
    """A value on one line: a plain word where it reads back as the same, quoted otherwise; lists and mappings in flow style."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, list | tuple):
        return f"[{', '.join(_inline(one) for one in value)}]"
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_inline(one)}" for key, one in value.items()) + "}"
    text = str(value)
    if _PLAIN.match(text) and text.lower() not in _WORDS and not text.isdigit() and text == text.strip():
        return text
    return json.dumps(text, ensure_ascii=False)
