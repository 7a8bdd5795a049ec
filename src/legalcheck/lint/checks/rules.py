"""Rules as a whole: whether they fit together, whether a draft can make each true, and whether all that is declared is used."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import PurePath

from legalcheck.language.conditions import All, AnyOf, Condition, Every, Not, Some, Test
from legalcheck.language.rulebase import CheckedRule, conclusions_in, rule_problems, tests_in
from legalcheck.lint.found import Check, Findings
from legalcheck.lint.world import LintedFile, World
from legalcheck.models.rule import PathOperand
from legalcheck.reading.problems import InputError, Problem
from legalcheck.reading.yaml_text import Step


def _together(world: World) -> Findings:
    if not any(file.rules or (file.profile and file.profile.requirements) for file in world.files):
        return
    form = {problem for file in world.files for problem in file.problems}
    for file in world.files:
        for located in (*file.rules, *(file.profile.requirements if file.profile else ())):
            for problem in rule_problems(located, world.vocabulary):
                form.add(problem)
                yield problem, None
    try:
        world.library.engine(world.library.profiles())
    except InputError as error:
        for problem in error.problems:
            if problem not in form and not any(_same(problem, known) for known in form):
                yield problem, None


def _same(one: Problem, other: Problem) -> bool:
    return (one.line, one.column, one.message) == (other.line, other.column, other.message) and PurePath(other.file).name == PurePath(one.file).name


def _impossible(world: World) -> Findings:
    for rule, file, path in _checked(world):
        for key, message in _contradicted(rule):
            yield _at(file, (*path, key), f"{rule.id}: no draft can make it hold: {message}"), None


def _contradicted(rule: CheckedRule) -> Iterator[tuple[str, str]]:
    """(key, why) for each conjunction that asks one path for values that exclude each other."""

    def walk(condition: Condition) -> Iterator[str]:
        if isinstance(condition, All):
            yield from _clash(condition)
        if isinstance(condition, All | AnyOf):
            for part in condition.parts:
                yield from walk(part)
        elif isinstance(condition, Not | Some | Every):
            yield from walk(condition.part)

    for message in walk(rule.when):
        yield "when", message
    for message in walk(rule.unless) if rule.unless is not None else ():
        yield "unless", message


def _clash(condition: All) -> Iterator[str]:
    allowed: dict[str, set[object]] = {}
    for part in condition.parts:
        if not isinstance(part, Test) or part.other is not None or part.path.type.many or part.op not in ("equals", "one_of"):
            continue
        values = set(part.constant) if part.op == "one_of" else {part.constant}
        before = allowed.get(part.path.name)
        if before is not None and not before & values:
            yield f"{part.path.name} would have to be {_listed(before)} and {_listed(values)} at once"
        allowed[part.path.name] = values if before is None else before & values


def _listed(values: set[object]) -> str:
    return " or ".join(sorted(str(value).lower() if isinstance(value, bool) else str(value) for value in values))


def _unused_conclusions(world: World) -> Findings:
    if world.base is None:
        return
    used = {
        name for rule in world.base.rules.values() for condition in (rule.when, rule.unless) if condition is not None
        for name in conclusions_in(condition)
    }  # fmt: skip
    for rule, file, path in _checked(world):
        name = rule.rule.conclude
        if name is not None and name not in used and name not in CALLED_BY_NAME:
            yield _at(file, (*path, "conclude"), f"{rule.id}: no rule reads what it concludes ({name})"), None


CALLED_BY_NAME = ("emergency.door",)
"""Conclusions that the evaluation itself asks for."""


def _unread_fields(world: World) -> Findings:
    if world.base is None:
        return
    read = _paths_read(world.base.rules)
    seen: set[tuple[str, str]] = set()
    for written in world.statements():
        section = world.vocabulary.sections.get(written.statement.section)
        sides = {side for side, (_, name) in world.vocabulary.section_parts.items() if section and name == section.name}
        for name in written.statement.fields:
            key = (written.statement.section, name)
            if section is None or key in seen or any(f"{side}.{name}" in read for side in sides) or key in READ_BY_CODE:
                continue
            seen.add(key)
            yield written.problem(f"no rule reads the field '{name}' of {section.name} (said once, for the first statement that has it)", name), None


READ_BY_CODE = frozenset(
    {
        ("authorities", "kind"), ("authorities", "institution"), ("languages", "accepted"), ("practice", "usual_days"),
        ("practice", "usual_days_at_most"), ("formalities", "must_contain"), ("coverage", "article"), ("entities", "entity"),
        ("retention", "period"), ("retention", "runs_from"),
        ("portal", "address"), ("reservations", "provision"), ("reservations", "made"), ("reservations", "complete"),
    }
)  # fmt: skip
"""Fields that facts and assessment read for addressee, languages, days and words, beside the rules."""


def _paths_read(rules: Mapping[str, CheckedRule]) -> set[str]:
    found: set[str] = set()
    for rule in rules.values():
        for condition in (rule.when, rule.unless):
            for test in tests_in(condition) if condition is not None else ():
                found |= {path.name for path in (test.path, test.other) if path is not None}
        if rule.rule.deadline:
            deadline = rule.rule.deadline
            operands = (deadline.kind, deadline.period, deadline.for_, deadline.starts)
            found |= {operand.path for operand in operands if isinstance(operand, PathOperand)}
    return found


def _unrequired_papers(world: World) -> Findings:
    if world.base is None:
        return
    asked = {rule.rule.attachment.kind for rule in world.base.attachment_rules if rule.rule.attachment}
    for written in world.statements():
        for index, kind in enumerate(written.statement.fields.get("requires") or ()):
            if kind not in asked:
                yield written.problem(f"requires '{kind}', but no rule asks for that paper", "requires", index), None


def _checked(world: World) -> Iterator[tuple[CheckedRule, LintedFile, tuple[Step, ...]]]:
    """The rules of the files, as the rule base has them."""
    if world.base is None:
        return
    for file in world.files:
        located = (*file.rules, *(file.profile.requirements if file.profile else ()))
        for one in located:
            rule = world.base.rules.get(one.rule.id)
            if rule is not None:
                yield rule, file, one.path


def _at(file: LintedFile, path: tuple[Step, ...], message: str) -> Problem:
    assert file.document is not None
    return file.document.problem(path, message, key=True)


TOGETHER = Check("rules", "error", "Rules that do not fit together: unknown paths, a circle of exceptions, an id twice.", _together)
IMPOSSIBLE = Check("impossible", "error", "A rule that no draft can make hold: it asks one path for values that exclude each other.", _impossible)
UNUSED = Check("unused-conclusion", "warning", "A conclusion that no rule reads.", _unused_conclusions)
UNREAD = Check("unread-field", "note", "A typed field that statements have and no rule reads.", _unread_fields)
UNREQUIRED = Check("unrequired-paper", "warning", "A paper that a profile requires and no rule asks for.", _unrequired_papers)
