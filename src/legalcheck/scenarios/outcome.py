"""What a scenario comes to, against what it is to come to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from legalcheck.assessment.evaluate import Evaluation, Evaluator, Options, compare
from legalcheck.engine.values import Values
from legalcheck.library import Library
from legalcheck.models.base import country_name
from legalcheck.models.scenario import Expected
from legalcheck.reading.problems import suggestion
from legalcheck.reading.yaml_text import Position
from legalcheck.scenarios.casebook import Case

STATES = ("fails", "open", "holds")
"""State of a rule over all parts of a draft, by its greatest value: false in all, open in some, holding in some."""


@dataclass(frozen=True)
class Failure:
    """One expectation that is not met."""

    position: Position
    about: str
    """Field of the expectation: `verdict`, `blockers`, `holds` …"""
    expected: str
    got: str
    rule: str | None = None
    """The rule to look at, where it is about one."""


@dataclass(frozen=True)
class Outcome:
    """A case as it came out."""

    case: Case
    evaluation: Evaluation
    failures: tuple[Failure, ...]

    @property
    def passed(self) -> bool:
        return not self.failures


class Bench:
    """Evaluators for cases: one for the law at hand, and one for each set of folders that cases lay over it."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self._evaluators: dict[tuple[Path, ...], Evaluator] = {}

    def evaluator(self, data: tuple[Path, ...]) -> Evaluator:
        """The evaluator for law with these folders over it."""
        if data not in self._evaluators:
            library = self.library.under(*data) if data else self.library
            self._evaluators[data] = Evaluator(library, Options(engine="compiled"))
        return self._evaluators[data]


def run_case(case: Case, bench: Bench, *, cross_check: bool = False) -> Outcome:
    """Evaluate a case. `cross_check`: run both executors and raise DisagreementError on any difference."""
    assert case.draft.as_of is not None
    evaluation = bench.evaluator(case.data).evaluation(case.draft, case.draft.as_of)
    if cross_check:
        compare(evaluation.engine.program, evaluation.engine.durable().run(evaluation.values.facts), evaluation.values)
    return Outcome(case, evaluation, tuple(_failures(case, evaluation)))


def state(values: Values, unit: int) -> str:
    """State of a rule (or other unit) in one evaluation."""
    return STATES[max((value // 3 for _, value in values.holding(unit)), default=0)]


def _failures(case: Case, one: Evaluation) -> Iterable[Failure]:
    expected = case.scenario.expect
    yield from _single(case, one, expected)
    for about, wanted in (("blockers", expected.blockers), ("warnings", expected.warnings)):
        if wanted is not None:
            severity = about.removesuffix("s")
            got = [finding.rule for finding in one.assessment.findings if finding.severity == severity]
            yield from _exactly(case, about, wanted, got, is_rule=True)
    if expected.missing is not None:
        yield from _exactly(case, "missing", expected.missing, one.papers.missing, is_rule=False)
    for about, rules in (("holds", expected.holds), ("open", expected.open_), ("fails", expected.fails)):
        for index, rule in enumerate(rules):
            position = case.position("expect", about, index)
            unit = one.engine.program.unit_of_rule.get(rule)
            if unit is None:
                yield Failure(position, about, rule, f"there is no such rule{suggestion(rule, one.engine.base.rules)}")
            elif (found := state(one.values, unit)) != about:
                yield Failure(position, about, f"{rule} {_WORDS[about]}", f"it {_WORDS[found]}", rule)
    asked = {missing.path for missing in one.assessment.questions}
    for index, path in enumerate(expected.asks):
        if path not in asked:
            yield Failure(case.position("expect", "asks", index), "asks", path, ", ".join(sorted(asked)) or "nothing is asked")


_WORDS = {"holds": "holds", "open": "is open", "fails": "does not hold"}


def _single(case: Case, one: Evaluation, expected: Expected) -> Iterable[Failure]:
    for about, wanted, got in (
        ("verdict", expected.verdict, one.verdict),
        ("instrument", expected.instrument, one.setting.instrument_slug),
        ("channel", expected.channel, one.setting.channel),
    ):
        if wanted is not None and wanted != got:
            why = _because(one) if about == "verdict" else []
            yield Failure(case.position("expect", about), about, wanted, f"{got} ({', '.join(why)})" if why else str(got), next(iter(why), None))


def _because(one: Evaluation) -> list[str]:
    return list(dict.fromkeys(obstacle.rule for obstacle in one.assessment.obstacles if obstacle.verdict == one.verdict))


def _exactly(case: Case, about: str, wanted: Sequence[str], got: Sequence[str], *, is_rule: bool) -> Iterable[Failure]:
    for index, name in enumerate(wanted):
        if name not in got:
            yield Failure(case.position("expect", about, index), about, name, "it is not there", name if is_rule else None)
    for name in dict.fromkeys(got):
        if name not in wanted:
            yield Failure(case.position("expect", about), about, "it is not there", name, name if is_rule else None)


def sides_of(case: Case) -> str:
    """`France to the United States`, for a heading."""
    draft = case.draft
    return f"{country_name(draft.requesting.jurisdiction)} to {country_name(draft.requested.jurisdiction)}"
