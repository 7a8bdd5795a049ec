"""Outcomes of scenarios for those who keep the law: expected and got side by side, the conditions with their values, the line to look at."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from legalcheck.rendering.language_words import lines
from legalcheck.rendering.rule_text import values_text
from legalcheck.rendering.terminal import paragraph
from legalcheck.scenarios.mutants import Mutant
from legalcheck.scenarios.outcome import Outcome, sides_of
from legalcheck.vocabulary import Vocabulary


def failure_text(outcome: Outcome, target: Console) -> None:
    """Print what a scenario was to come to and what it came to."""
    case, scenario = outcome.case, outcome.case.scenario
    target.print(Text(f"FAILED  {scenario.id}", style="bold red") + Text(f"  {scenario.name} ({sides_of(case)})"))
    for failure in outcome.failures:
        line, column = failure.position
        paragraph(target, f"{case.file}:{line}:{column}: {failure.about}", indent=2, style="bold")
        paragraph(target, failure.expected, indent=4, mark="expected  ", style="green")
        paragraph(target, failure.got, indent=4, mark="got       ", style="red")
    shown = dict.fromkeys(failure.rule for failure in outcome.failures if failure.rule is not None)
    for name in shown:
        rule = outcome.evaluation.engine.base.rules.get(name)
        if rule is not None:
            paragraph(target, f"{name} ({rule.place})", indent=2)
            values_text(rule, outcome.evaluation, target, 4)
    paragraph(target, scenario.law, indent=2, mark="law: ")
    target.print()


def summary_text(number: int, failed: int, target: Console) -> None:
    """Print how many scenarios there were and how many differ."""
    word = "scenario" if number == 1 else "scenarios"
    differ = f"{failed} differ" if failed != 1 else "1 differs"
    target.print(Text(f"{number} {word}, {differ if failed else 'all as expected'}.", style="red" if failed else "green"))


def mutant_text(left: Sequence[Mutant], number: int, vocabulary: Vocabulary, target: Console) -> None:
    """Print the conditions whose loss no scenario notices."""
    target.print(Text(f"{number} conditions dropped one by one; the loss of {len(left)} of those looked at is noticed by no scenario."))
    for mutant in left:
        if isinstance(mutant.dropped, str):
            paragraph(target, f"{mutant.rule}: without its exception {mutant.dropped}", indent=2)
            continue
        paragraph(target, f"{mutant.rule}: without ({mutant.place})", indent=2)
        for indent, line in lines(mutant.dropped, vocabulary, 4):
            paragraph(target, line, indent=indent)
