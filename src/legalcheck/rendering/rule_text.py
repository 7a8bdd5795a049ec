"""A rule in words, and why it did or did not hold for a draft."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from legalcheck.assessment.evaluate import Evaluation
from legalcheck.assessment.findings import subject_of
from legalcheck.assessment.trace import Leaf, Tree, open_questions
from legalcheck.assessment.words import plain
from legalcheck.facts.parts import FALSE, RECALLED_FALSE, RECALLED_TRUE, TRUE, UNKNOWN
from legalcheck.language.rulebase import CheckedRule, RuleBase
from legalcheck.rendering.language_words import lines
from legalcheck.rendering.terminal import paragraph
from legalcheck.scenarios.exercised import Exercise

ANSWERS = {TRUE: "yes", RECALLED_TRUE: "likely", UNKNOWN: "open", RECALLED_FALSE: "likely not", FALSE: "no"}
STYLE = {"yes": "green", "likely": "yellow", "open": "yellow", "likely not": "yellow", "no": "red"}


def rule_text(rule: CheckedRule, base: RuleBase, target: Console) -> None:
    """Print a rule: what it concludes, when, except when, and the law it rests on."""
    written, vocabulary = rule.rule, base.vocabulary
    target.print(Text(rule.id, style="bold") + Text(f"  {written.title or ''}"))
    paragraph(target, rule.place, style="dim")
    paragraph(target, _concludes(rule), indent=2)
    if rule.bindings:
        paragraph(target, "For each " + ", ".join(binding.part for binding in rule.bindings) + ".", indent=2)
    for title, condition in (("When", rule.when), ("Unless", rule.unless)):
        if condition is not None:
            target.print(Text(f"  {title}"))
            for indent, line in lines(condition, vocabulary, 4):
                paragraph(target, line, indent=indent)
    for name in rule.exceptions:
        exception = base.rules[name]
        target.print(Text(f"  Except where {exception.rule.title or name} ({name})"))
        for indent, line in lines(exception.when, vocabulary, 4):
            paragraph(target, line, indent=indent)
        if exception.unless is not None:
            target.print(Text("    unless"))
            for indent, line in lines(exception.unless, vocabulary, 6):
                paragraph(target, line, indent=indent)
    for label, text in (("Says", written.message), ("Remedy", written.remedy), ("While open", written.if_unknown and written.if_unknown.message)):
        if text:
            paragraph(target, text, indent=2, mark=f"{label}: ")
    target.print(Text("  Law"))
    for basis in written.basis:
        if basis.statements:
            paragraph(target, f"the statements of {basis.statements} that make it hold", indent=4, mark="- ")
        else:
            law = vocabulary.name_of("instrument", basis.instrument) if basis.instrument else basis.title
            paragraph(target, f"{law}, {basis.locator} [{basis.basis}] {basis.url or ''}", indent=4, mark="- ")


def exercise_text(exercise: Exercise | None, target: Console) -> None:
    """Print the scenarios that exercise a rule."""
    target.print(Text("  Scenarios"))
    if exercise is None:
        paragraph(target, "no scenario says anything of it", indent=4, mark="- ", style="yellow")
        return
    for label, keys in (("holds in", exercise.holding), ("open in", exercise.open_), ("does not hold in", exercise.failing)):
        if keys:
            paragraph(target, f"{label} {', '.join(keys)}", indent=4, mark="- ")


def _concludes(rule: CheckedRule) -> str:
    written = rule.rule
    if written.finding:
        ground = f", {written.finding.ground}" if written.finding.ground else ""
        return f"A {written.finding.severity} ({written.finding.topic}, {written.finding.effect}{ground})."
    if written.attachment:
        return f"An attachment: {written.attachment.kind}, {written.attachment.need}."
    if written.deadline:
        return "A deadline."
    return f"Takes back {written.exception_to}." if written.exception_to else f"Concludes {written.conclude}."


def explanation_text(rule: CheckedRule, evaluation: Evaluation, target: Console) -> None:
    """Print, for each cell, whether the rule holds and which of its conditions do."""
    rule_text(rule, evaluation.finder.base, target)
    target.print()
    setting = evaluation.setting
    paragraph(target, f"For this draft, under {setting.instrument_slug}, by {setting.channel}:", style="bold")
    values_text(rule, evaluation, target, 2)


def values_text(rule: CheckedRule, evaluation: Evaluation, target: Console, indent: int) -> None:
    """Print for each part the rule ranges over whether it holds, each of its conditions, and what is not known."""
    unit = evaluation.engine.program.unit_of_rule[rule.id]
    rows = list(evaluation.values.cells_of(unit))
    if not rows:
        paragraph(target, "It has no place here: the draft has no part it ranges over.", indent=indent)
    for cell, value in rows:
        about = subject_of(cell) or "the request"
        answer = ANSWERS[value]
        target.print(Text(f"{' ' * indent}{about}: ") + Text(answer, style=STYLE[answer]))
        tree = evaluation.finder.tracer.tree(unit, cell)
        _tree(tree, target, indent + 2)
        for missing in dict.fromkeys(open_questions(tree)):
            paragraph(target, f"{missing.ask} [{missing.path}]", indent=indent + 2, mark="open: ", style="yellow")


def _tree(tree: Tree, target: Console, indent: int) -> None:
    answer = ANSWERS[tree.value]
    if isinstance(tree, Leaf):
        for fact in tree.facts:
            place = f"  ({fact.statement.place})" if fact.statement else ""
            paragraph(target, f"{answer}: {fact.path} = {plain(fact.value)}{place}", indent=indent, style=STYLE[answer])
        for missing in tree.missing if not tree.facts else ():
            paragraph(target, f"{answer}: {missing.path} is not known", indent=indent, style=STYLE[answer])
        return
    head = f"{'not ' if tree.negated else ''}{tree.rule}" if tree.rule else ("all of" if tree.op == "and" else "one of")
    paragraph(target, f"{answer}: {head}", indent=indent, style=STYLE[answer])
    for part in tree.parts:
        _tree(part, target, indent + 2)
