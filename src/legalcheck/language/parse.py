"""Conditions as written (mappings of paths to tests) into trees, checked against the vocabulary; every mistake with its place."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, get_args

from legalcheck.language.conditions import All, AnyOf, Binding, Concluded, Condition, Every, Not, Op, Some, Test
from legalcheck.law.profiles import LocatedRule
from legalcheck.reading.problems import Problem, excerpt, suggestion
from legalcheck.vocabulary import Path, ValueType, Vocabulary

_OPS: tuple[str, ...] = get_args(Op)
_JOINERS = ("all", "any", "not", "some", "every")
_ORDERINGS = ("at_least", "more_than", "at_most", "less_than")
PART_ORDER = ("measure", "item", "data", "offence", "subject")
"""Order in which draft parts are bound: the categories of an item depend on the item."""

OR_NONE = "-or-none"
"""Ending of an optional part: `data-or-none` counts a measure that takes no data too."""

Steps = tuple[str | int, ...]


class ConditionParser:
    """Parses the conditions of one rule. Problems are collected; a part with a problem is left out of the tree."""

    def __init__(self, located: LocatedRule, vocabulary: Vocabulary) -> None:
        self.located, self.vocabulary = located, vocabulary
        self.problems: list[Problem] = []

    def report(self, path: Steps, message: str, *, key: bool = False) -> None:
        self.problems.append(self.located.document.problem((*self.located.path, *path), f"{self.located.rule.id}: {message}", key=key))

    def bindings(self) -> tuple[Binding, ...]:
        """The parts of `for_each`, in binding order: draft parts first, then profile sections."""
        found: list[Binding] = []
        for index, word in enumerate(self.located.rule.for_each):
            part = word.removesuffix(OR_NONE)
            if part not in self.vocabulary.parts and part not in self.vocabulary.section_parts:
                known = (*self.vocabulary.parts, *self.vocabulary.section_parts)
                self.report(("for_each", index), f"'{excerpt(part)}' is no part{suggestion(part, known)}")
            elif word.endswith(OR_NONE) and part != "data":
                self.report(("for_each", index), "only `data-or-none` may be optional")
            elif part in (binding.part for binding in found):
                self.report(("for_each", index), f"'{part}' is there twice")
            else:
                found.append(Binding(part, word.endswith(OR_NONE)))
        bound = {binding.part for binding in found}
        self._needed(bound, bound, ("for_each",))
        return tuple(sorted(found, key=lambda binding: binding_order(binding.part)))

    def _needed(self, parts: set[str], bound: set[str], path: Steps) -> None:
        for part in sorted(parts):
            if part in self.vocabulary.parts:
                needs = {self.vocabulary.parts[part].of} - {""}
            else:
                needs = set(self.vocabulary.section_needs(self.vocabulary.section_parts[part][1]))
            for missing in sorted(needs - bound):
                self.report(path, f"'{part}' needs '{missing}' to be bound too (for_each: [{missing}, …])")

    def condition(self, raw: Any, path: Steps, bound: frozenset[str]) -> Condition:
        """The tree of one condition. `bound`: the parts in scope."""
        if not isinstance(raw, Mapping) or not raw:
            self.report(path, "expected a condition: a mapping of paths to tests, or all / any / not / some / every")
            return All(())
        parts = [self._entry(key, value, (*path, key), bound) for key, value in raw.items()]
        return parts[0] if len(parts) == 1 else All(tuple(parts))

    def _entry(self, key: str, value: Any, path: Steps, bound: frozenset[str]) -> Condition:
        if key in ("all", "any"):
            if not isinstance(value, list) or not value:
                self.report(path, f"`{key}` expects a list of conditions")
                return All(())
            children = tuple(self.condition(child, (*path, index), bound) for index, child in enumerate(value))
            return All(children) if key == "all" else AnyOf(children)
        if key == "not":
            return Not(self.condition(value, path, bound))
        if key in ("some", "every"):
            return self._quantified(key, value, path, bound)
        return self._test(key, value, path, bound)

    def _quantified(self, key: str, value: Any, path: Steps, bound: frozenset[str]) -> Condition:
        if not isinstance(value, Mapping) or len(value) != 1:
            self.report(path, f"`{key}` expects one part and its condition: {key}: {{offence: {{…}}}}")
            return All(())
        part, raw = next(iter(value.items()))
        if part not in self.vocabulary.parts and part not in self.vocabulary.section_parts:
            known = (*self.vocabulary.parts, *self.vocabulary.section_parts)
            self.report((*path, part), f"'{excerpt(part)}' is no part{suggestion(part, known)}", key=True)
            return All(())
        if part in bound:
            self.report((*path, part), f"'{part}' is bound already; test its paths directly", key=True)
        self._needed({part}, set(bound) | {part}, (*path, part))
        inner = self.condition(raw, (*path, part), bound | {part})
        return Some(part, inner) if key == "some" else Every(part, inner)

    def _test(self, name: str, raw: Any, path: Steps, bound: frozenset[str]) -> Condition:
        if name in self.vocabulary.conclusions:
            return self._conclusion(name, raw, path, bound)
        found = self._path(name, path, bound, key=True)
        if found is None:
            return All(())
        if isinstance(raw, Mapping):
            return self._operator(found, raw, path, bound)
        if isinstance(raw, list):
            if found.type.many or not raw:
                self.report(path, f"{name} is a list: write {{includes_any: [...]}}" if found.type.many else f"{name} expects at least one value")
            return Test(found, "one_of", tuple(self._constant(found, found.type, word, (*path, i)) for i, word in enumerate(raw)))
        if found.type.many:
            self.report(path, f"{name} is a list: write {{includes: {excerpt(raw)}}}")
        return Test(found, "equals", self._constant(found, found.type, raw, path))

    def _conclusion(self, name: str, raw: Any, path: Steps, bound: frozenset[str]) -> Condition:
        for part in self.vocabulary.conclusions[name].of:
            if part not in bound:
                self.report(path, f"{name} is about '{part}', which is not bound here", key=True)
        if not isinstance(raw, bool):
            self.report(path, f"{name} is true or false")
        return Concluded(name) if raw is True else Not(Concluded(name))

    def _path(self, name: str, path: Steps, bound: frozenset[str], *, key: bool = False) -> Path | None:
        found = self.vocabulary.paths.get(name)
        if found is None:
            known = (*self.vocabulary.paths, *self.vocabulary.conclusions, *_JOINERS)
            self.report(path, f"unknown path '{excerpt(name)}'{suggestion(name, known)}", key=key)
            return None
        if found.part in self.vocabulary.parts and found.part not in bound:
            self.report(path, f"{name} is about '{found.part}', which is not bound here (for_each, some or every)", key=key)
        if found.part in self.vocabulary.section_parts and found.part not in bound:
            self._needed({found.part}, set(bound) | {found.part}, path)
        for part in found.needs:
            if part not in bound or found.part not in bound:
                self.report(path, f"{name} needs '{found.part}' and '{part}' to be bound", key=key)
        return found

    def _operator(self, found: Path, raw: Mapping[str, Any], path: Steps, bound: frozenset[str]) -> Condition:
        if len(raw) != 1:
            self.report(path, "a test has one operator; write two tests under `all`")
            return All(())
        op, operand = next(iter(raw.items()))
        if op not in _OPS:
            self.report((*path, op), f"unknown test '{excerpt(op)}'{suggestion(op, _OPS)}; expected one of {', '.join(_OPS)}", key=True)
            return All(())
        if op in _ORDERINGS and not found.type.ordered:
            self.report((*path, op), f"{found.name} is of type {found.type}, which has no order", key=True)
        if op in ("includes", "includes_any") and not found.type.many:
            self.report((*path, op), f"{found.name} is no list; write `{found.name}: value`", key=True)
        if op in ("equals", "one_of") and found.type.many:
            self.report((*path, op), f"{found.name} is a list: use includes or includes_any", key=True)
        if op == "known":
            if not isinstance(operand, bool):
                self.report((*path, op), "known is true or false")
            test: Condition = Test(found, "known")
            return test if operand is True else Not(test)
        if isinstance(operand, Mapping):
            return self._with_path(found, op, operand, (*path, op), bound)  # type: ignore[arg-type]
        single = ValueType(found.type.kind, found.type.slug)
        if op in ("one_of", "includes_any"):
            if not isinstance(operand, list) or not operand:
                self.report((*path, op), f"{op} expects a list")
                return All(())
            words = tuple(self._constant(found, single, word, (*path, op, index)) for index, word in enumerate(operand))
            if op == "includes_any" and found.profile and not found.part:
                # of a list that a profile answers it is known word by word whether the word is on it
                return AnyOf(tuple(Test(found, "includes", word) for word in words))
            return Test(found, op, words)  # type: ignore[arg-type]
        return Test(found, op, self._constant(found, single, operand, (*path, op)))  # type: ignore[arg-type]

    def _with_path(self, found: Path, op: Op, operand: Mapping[str, Any], path: Steps, bound: frozenset[str]) -> Condition:
        if set(operand) != {"path"} or not isinstance(operand["path"], str):
            self.report(path, "expected a value or {path: other.path}")
            return All(())
        other = self._path(operand["path"], (*path, "path"), bound)
        if other is None:
            return All(())
        if other.part in self.vocabulary.section_parts and other.part not in bound:
            self.report(path, f"{other.name} can be compared with only where its statement is bound (for_each, some or every: {other.part})")
        wants_list = op in ("one_of", "includes_any")
        if other.type.many is not wants_list:
            self.report(path, f"{op} needs {'a list' if wants_list else 'a single value'}; {other.name} is of type {other.type}")
        if (other.type.kind, other.type.slug) != (found.type.kind, found.type.slug):
            self.report(path, f"{found.name} is of type {found.type}, {other.name} of type {other.type}: they cannot be compared")
        return Test(found, op, None, other)

    def _constant(self, found: Path, value_type: ValueType, value: Any, path: Steps) -> Any:
        kind = value_type.kind
        if kind == "slug":
            words = self.vocabulary.slugs[value_type.slug]
            if not isinstance(value, str) or value not in words:
                self.report(path, f"{found.name}: '{excerpt(value)}' is not known{suggestion(str(value), words)}")
            return value
        fits = {
            "boolean": isinstance(value, bool),
            "integer": isinstance(value, int) and not isinstance(value, bool),
            "text": isinstance(value, str),
            "language": isinstance(value, str) and len(value) == 2,
            "country": isinstance(value, str) and len(value) == 2 and value.isupper(),
        }
        if kind == "date":
            try:
                return date.fromisoformat(str(value))
            except ValueError:
                self.report(path, f"{found.name}: expected a date such as 2026-11-23, not '{excerpt(value)}'")
        elif not fits.get(kind, False):
            self.report(path, f"{found.name}: expected a value of type {value_type}, not '{excerpt(value)}'")
        return value


def binding_order(part: str) -> tuple[int, str]:
    """Draft parts in the order in which they depend on each other, then profile sections by name."""
    return (PART_ORDER.index(part), "") if part in PART_ORDER else (len(PART_ORDER), part)
