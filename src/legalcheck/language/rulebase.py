"""All rules of an evaluation, checked together: words, parts, exceptions, conclusions, and the order in which they can be evaluated."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from graphlib import CycleError, TopologicalSorter

from legalcheck.language.conditions import All, AnyOf, Binding, Concluded, Condition, Every, Not, Some, Test
from legalcheck.language.parse import ConditionParser
from legalcheck.law.profiles import LocatedRule
from legalcheck.models.rule import PathOperand, Rule
from legalcheck.reading.problems import InputError, Problem, suggestion
from legalcheck.vocabulary import Vocabulary

PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
SPECIAL_WORDS: Mapping[str, str] = {
    "requesting.name": "", "requested.name": "", "provider.name": "", "instrument.name": "", "channel.name": "", "offences.names": "",
    "measure.name": "measure", "data.name": "data", "item.label": "item", "offence.name": "offence",
}  # fmt: skip
"""Placeholders besides the paths, and the part each needs."""


@dataclass(frozen=True, eq=False)
class CheckedRule:
    """A rule whose words are known to be right."""

    rule: Rule
    file: str
    line: int
    owner: str
    bindings: tuple[Binding, ...]
    when: Condition
    unless: Condition | None
    exceptions: tuple[str, ...]
    recalled: bool
    """Every source it rests on is recalled."""

    @property
    def id(self) -> str:
        return self.rule.id

    @property
    def place(self) -> str:
        return f"{self.file}:{self.line}"


@dataclass(frozen=True, eq=False)
class RuleBase:
    """Rules by id, in an order in which each comes after those it reads."""

    rules: Mapping[str, CheckedRule]
    order: tuple[str, ...]
    concluders: Mapping[str, tuple[str, ...]]
    """Conclusion → rules that conclude it."""
    vocabulary: Vocabulary

    @cached_property
    def finding_rules(self) -> tuple[CheckedRule, ...]:
        return tuple(rule for rule in self.rules.values() if rule.rule.finding is not None)

    @cached_property
    def attachment_rules(self) -> tuple[CheckedRule, ...]:
        return tuple(rule for rule in self.rules.values() if rule.rule.attachment is not None)

    @cached_property
    def deadline_rules(self) -> tuple[CheckedRule, ...]:
        return tuple(rule for rule in self.rules.values() if rule.rule.deadline is not None)


def build_rulebase(located: Sequence[LocatedRule], vocabulary: Vocabulary) -> RuleBase:
    """Check the rules together. Raises InputError with every problem found."""
    problems: list[Problem] = []
    by_id: dict[str, LocatedRule] = {}
    for one in located:
        if one.rule.id in by_id:
            first = by_id[one.rule.id]
            problems.append(one.document.problem((*one.path, "id"), f"rule '{one.rule.id}' is there twice (first in {first.file}:{first.line})"))
        else:
            by_id[one.rule.id] = one
    exceptions: dict[str, list[str]] = {}
    for one in by_id.values():
        target = one.rule.exception_to
        if target is not None and target not in by_id:
            problems.append(one.document.problem((*one.path, "exception_to"), f"{one.rule.id}: no rule '{target}'{suggestion(target, by_id)}"))
        elif target is not None:
            exceptions.setdefault(target, []).append(one.rule.id)
    rules: dict[str, CheckedRule] = {}
    for one in by_id.values():
        checked, found = _check(one, tuple(exceptions.get(one.rule.id, ())), vocabulary)
        problems += found
        rules[one.rule.id] = checked
    concluders: dict[str, list[str]] = {}
    for one in by_id.values():
        name = one.rule.conclude
        if name is not None and name not in vocabulary.conclusions:
            problems.append(
                one.document.problem((*one.path, "conclude"), f"{one.rule.id}: '{name}' is no conclusion{suggestion(name, vocabulary.conclusions)}")
            )
        elif name is not None:
            concluders.setdefault(name, []).append(one.rule.id)
    if problems:
        raise InputError(sorted(set(problems)))
    reads = {rule.id: {*rule.exceptions, *_rules_read(rule, concluders)} for rule in rules.values()}
    try:
        order = tuple(TopologicalSorter(reads).static_order())
    except CycleError as error:
        cycle: list[str] = error.args[1]
        first = by_id[cycle[0]]
        message = "rules depend on each other in a circle: " + " ← ".join(cycle)
        raise InputError([first.document.problem(first.path, message)]) from None
    problems += _forgetful(rules, concluders, by_id)
    if problems:
        raise InputError(sorted(set(problems)))
    return RuleBase(rules, order, {name: tuple(ids) for name, ids in concluders.items()}, vocabulary)


def rule_problems(located: LocatedRule, vocabulary: Vocabulary) -> list[Problem]:
    """What is wrong with one rule taken by itself: its words, its paths, the parts it binds."""
    return _check(located, (), vocabulary)[1]


def _forgetful(rules: Mapping[str, CheckedRule], concluders: Mapping[str, Sequence[str]], by_id: Mapping[str, LocatedRule]) -> Iterator[Problem]:
    """`known` of a field of the draft where its loss would make a blocker weaker, however far behind it: deleting a field must never clear one.

    A blocker is weaker where what stands under an even number of negations is; `unless` and exceptions count as negations.
    """
    reached: dict[tuple[str, bool], str] = {}
    following = [(rule.id, True, rule.id) for rule in rules.values() if rule.rule.finding and rule.rule.finding.severity == "blocker"]
    while following:
        name, even, blocker = following.pop()
        if (name, even) in reached:
            continue
        reached[name, even] = blocker
        rule = rules[name]
        following += [(exception, not even, blocker) for exception in rule.exceptions]
        for key, condition, sign in (("when", rule.when, even), ("unless", rule.unless, not even)):
            for leaf, positive in _signed(condition, sign) if condition is not None else ():
                if isinstance(leaf, Concluded):
                    following += [(concluder, positive, blocker) for concluder in concluders.get(leaf.name, ())]
                elif leaf.op == "known" and positive and not leaf.path.profile:
                    message = f"{name}: `known` of {leaf.path.name} decides the blocker {blocker}: deleting a field of a draft must never clear it"
                    yield by_id[name].document.problem((*by_id[name].path, key), message)


def _signed(condition: Condition, even: bool) -> Iterator[tuple[Test | Concluded, bool]]:
    """(test, whether it stands under an even number of negations)."""
    if isinstance(condition, Test | Concluded):
        yield condition, even
    elif isinstance(condition, All | AnyOf):
        for part in condition.parts:
            yield from _signed(part, even)
    elif isinstance(condition, Not):
        yield from _signed(condition.part, not even)
    else:
        yield from _signed(condition.part, even)


def _rules_read(rule: CheckedRule, concluders: Mapping[str, Sequence[str]]) -> Iterator[str]:
    for condition in (rule.when, rule.unless):
        if condition is not None:
            for name in conclusions_in(condition):
                yield from concluders.get(name, ())


def conclusions_in(condition: Condition) -> Iterator[str]:
    """Names of the conclusions a condition tests."""
    if isinstance(condition, Concluded):
        yield condition.name
    elif isinstance(condition, All | AnyOf):
        for part in condition.parts:
            yield from conclusions_in(part)
    elif isinstance(condition, Not | Some | Every):
        yield from conclusions_in(condition.part)


def _check(located: LocatedRule, exceptions: tuple[str, ...], vocabulary: Vocabulary) -> tuple[CheckedRule, list[Problem]]:
    rule = located.rule
    parser = ConditionParser(located, vocabulary)
    bindings = parser.bindings()
    bound = frozenset(binding.part for binding in bindings)
    when = parser.condition(rule.when, ("when",), bound)
    unless = parser.condition(rule.unless, ("unless",), bound) if rule.unless is not None else None
    if rule.finding and rule.finding.severity == "blocker":
        for key, condition in (("when", when), ("unless", unless)):
            if condition is not None and any(test.op == "known" for test in tests_in(condition)):
                parser.report((key,), "`known` may not stand in the condition of a blocker: deleting a fact must never clear it")
    if rule.deadline:
        for name, operand in (("kind", rule.deadline.kind), ("period", rule.deadline.period), ("for", rule.deadline.for_)):
            if isinstance(operand, PathOperand) and operand.path not in vocabulary.paths:
                parser.report(("deadline", name, "path"), f"unknown path '{operand.path}'{suggestion(operand.path, vocabulary.paths)}")
    for path, text in _texts(rule):
        _check_words(text, path, parser, bound, vocabulary)
    for index, basis in enumerate(rule.basis):
        if basis.statements is not None and basis.statements not in vocabulary.section_parts:
            known = vocabulary.section_parts
            parser.report(("basis", index, "statements"), f"'{basis.statements}' is no profile section{suggestion(basis.statements, known)}")
    sourced = [basis.basis for basis in rule.basis if basis.statements is None]
    recalled = bool(sourced) and len(sourced) == len(rule.basis) and all(basis == "recalled" for basis in sourced)
    checked = CheckedRule(rule, located.file, located.line, located.owner, bindings, when, unless, exceptions, recalled)
    return checked, parser.problems


def tests_in(condition: Condition) -> Iterator[Test]:
    """The tests of paths a condition is made of."""
    if isinstance(condition, Test):
        yield condition
    elif isinstance(condition, All | AnyOf):
        for part in condition.parts:
            yield from tests_in(part)
    elif isinstance(condition, Not | Some | Every):
        yield from tests_in(condition.part)


def _texts(rule: Rule) -> Iterator[tuple[tuple[str | int, ...], str]]:
    for name in ("message", "remedy"):
        if (text := getattr(rule, name)) is not None:
            yield (name,), text
    for name in ("if_unknown", "as_requested", "as_provider"):
        words = getattr(rule, name)
        if words is not None:
            yield (name, "message"), words.message
            if words.remedy is not None:
                yield (name, "remedy"), words.remedy
    if rule.attachment:
        for index, text in enumerate(rule.attachment.must_contain):
            yield ("attachment", "must_contain", index), text


def _check_words(text: str, path: tuple[str | int, ...], parser: ConditionParser, bound: frozenset[str], vocabulary: Vocabulary) -> None:
    for word in PLACEHOLDER.findall(text):
        if word in SPECIAL_WORDS:
            part = SPECIAL_WORDS[word]
        else:
            found = vocabulary.paths.get(word) or vocabulary.paths.get(word.removesuffix(".name"))
            if found is None:
                parser.report(path, f"unknown placeholder '{{{word}}}'{suggestion(word, (*SPECIAL_WORDS, *vocabulary.paths))}")
                continue
            part = found.part if found.part in vocabulary.parts else ""
        if part and part not in bound:
            parser.report(path, f"placeholder '{{{word}}}' is about '{part}', which is not bound")
