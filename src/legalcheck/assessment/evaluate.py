"""One draft under one instrument and channel, or under the best of all; the result as the contract has it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from legalcheck._version import __version__
from legalcheck.assessment.addressee import accepted_languages, addressee
from legalcheck.assessment.attachments import Papers, papers
from legalcheck.assessment.case import Case
from legalcheck.assessment.deadlines import deadlines
from legalcheck.assessment.findings import Assessment, Finder, Obstacle, Reader, merged
from legalcheck.assessment.words import Wording
from legalcheck.engine.program import Program
from legalcheck.engine.values import DisagreementError, Executor, Values
from legalcheck.facts.build import PROVIDER_DIRECT, Setting, build_facts
from legalcheck.facts.parts import TRUE
from legalcheck.library import Engine, Library
from legalcheck.models.draft import Draft
from legalcheck.models.result import (
    About,
    CategoryVerdict,
    LegalBasis,
    MeasureVerdict,
    Overlaid,
    Provenance,
    Question,
    Result,
    Route,
    SendNow,
)

VERDICTS = ("ready", "unsettled", "incomplete", "blocked")
"""From best to worst."""
PREFERRED = ("ready", "incomplete", "unsettled", "blocked")
"""Order in which routes are preferred: a paper can be added, law has to be found out first."""

EngineName = Literal["durable", "compiled"]
Desk = Literal["requesting", "requested", "provider"]


@dataclass(frozen=True)
class Options:
    """How to evaluate: for which desk it is worded, by which executor, whether both are run and compared, whether values are shown."""

    desk: Desk = "requesting"
    engine: EngineName = "durable"
    cross_check: bool = False
    show_values: bool = False
    routes: bool = True
    """Whether the other ways are evaluated too; without them a result is several times quicker."""


@dataclass
class Evaluation:
    """One draft under one instrument and channel, evaluated."""

    setting: Setting
    values: Values
    finder: Finder
    assessment: Assessment
    papers: Papers
    languages: tuple[str, ...]
    engine: Engine
    """The rules it was evaluated by."""

    @property
    def verdict(self) -> str:
        return worst(one.verdict for one in self.assessment.obstacles)


def worst(verdicts: Iterable[str]) -> str:
    """The worst verdict; ready of none."""
    return max(verdicts, key=VERDICTS.index, default="ready")


class Evaluator:
    """Evaluates drafts on the law of a library. Holds nothing of a draft: any number of threads may share one."""

    def __init__(self, library: Library, options: Options) -> None:
        self.library, self.options = library, options
        self.engine_name: EngineName = options.engine
        """The executor that answered; `compiled` where the other one cannot be imported."""

    def result(self, draft: Draft, day: date) -> Result:
        """The result for a draft, the law read as it stands on `day` (unless the draft names a day itself)."""
        case, engine = self._opened(draft, day)
        executor = self._executor(engine)
        tried = self._tried(case, engine, executor)
        given = len(tried) == 1
        chosen = _best(tried, case)
        one = tried[chosen]
        if not given and executor is not engine.compiled:
            one = self._evaluate(one.setting, engine, executor)
        for pair in case.pairs() if self.options.routes else ():
            if pair not in tried:
                tried[pair] = self.evaluate(case.setting(*pair), engine)
        routes = [self._route(pair, way) for pair, way in tried.items() if pair != chosen and (way.verdict != "blocked" or case.would_try(pair))]
        routes.sort(key=_route_rank)
        return self._assemble(case, one, "given" if given else "auto", tuple(routes), engine)

    def evaluation(self, draft: Draft, day: date) -> Evaluation:
        """The evaluation behind a result, for explaining it."""
        case, engine = self._opened(draft, day)
        tried = self._tried(case, engine, engine.compiled)
        return tried[_best(tried, case)]

    def _opened(self, draft: Draft, day: date) -> tuple[Case, Engine]:
        """The law around a draft, and the rules that apply to it."""
        case = Case(self.library, draft, draft.as_of or day)
        return case, self.library.engine(case.profiles())

    def _tried(self, case: Case, engine: Engine, executor: Executor) -> dict[tuple[str, str | None], Evaluation]:
        """The ways the draft leaves to choose from, evaluated: the only one by `executor`, several by the quicker one."""
        pairs = case.asked()
        by = executor if len(pairs) == 1 else engine.compiled
        return {pair: self._evaluate(case.setting(*pair), engine, by) for pair in pairs}

    def questions(self, draft: Draft, day: date) -> tuple[Question, ...]:
        """The questions of a result, without looking at the other routes."""
        return _questions(self.evaluation(draft, day).assessment)

    def evaluate(self, setting: Setting, engine: Engine) -> Evaluation:
        """One draft under one instrument and channel, by the compiled executor."""
        return self._evaluate(setting, engine, engine.compiled)

    def _executor(self, engine: Engine) -> Executor:
        if self.options.engine == "compiled" and not self.options.cross_check:
            return engine.compiled
        try:
            return engine.durable()
        except ImportError:
            self.engine_name = "compiled"
            return engine.compiled

    def _evaluate(self, setting: Setting, engine: Engine, executor: Executor) -> Evaluation:
        vocabulary = self.library.vocabulary
        facts = build_facts(setting, vocabulary)
        values = executor.run(facts)
        if self.options.cross_check and executor is not engine.compiled:
            compare(engine.program, values, engine.compiled.run(facts))
        wording = Wording(setting, facts, vocabulary, self.options.show_values)
        door = values.conclusion("emergency.door", {"request": facts.request})
        finder = Finder(engine.base, engine.program, values, wording, Reader(self.options.desk, door == TRUE))
        assessment = Assessment()
        finder.find(assessment)
        languages = accepted_languages(facts, setting.channel, vocabulary)
        found = papers(finder, assessment, setting.draft, languages)
        return Evaluation(setting, values, finder, assessment, found, languages, engine)

    def _route(self, pair: tuple[str, str | None], one: Evaluation) -> Route:
        order = {rule: index for index, rule in enumerate(one.finder.base.rules)}
        findings = merged(one.assessment.findings, order)
        verdict = one.verdict
        why = dict.fromkeys(obstacle.rule for obstacle in one.assessment.obstacles if obstacle.verdict == verdict)
        usual = one.values.facts.request.values.get("route.usual_days")
        at_most = _usual_at_most(one.setting) or usual
        basis: dict[LegalBasis, None] = {}
        for finding in findings:
            if finding.rule in why:
                basis.update(dict.fromkeys(finding.legal_basis))
        return Route(
            instrument=pair[0], channel=pair[1] or "", verdict=verdict,
            blockers=sum(finding.severity == "blocker" for finding in findings),
            warnings=sum(finding.severity == "warning" for finding in findings),
            why=tuple(why)[:5], expected_days=(usual, max(usual, at_most or usual)) if usual is not None else None,
            legal_basis=tuple(basis)[:3],
        )  # fmt: skip

    def _assemble(self, case: Case, one: Evaluation, chosen: Literal["given", "auto"], routes: tuple[Route, ...], engine: Engine) -> Result:
        draft, setting = case.draft, one.setting
        order = {rule: index for index, rule in enumerate(one.finder.base.rules)}
        findings = merged(one.assessment.findings, order)
        about = About(
            reference=draft.reference, requesting=draft.requesting.jurisdiction, requested=draft.requested.jurisdiction,
            provider=draft.requested.provider, instrument=setting.instrument_slug, channel=setting.channel, as_=self.options.desk, chosen=chosen,
        )  # fmt: skip
        facts = one.values.facts
        to = addressee(facts, setting.channel, one.languages, self.library.vocabulary)
        send_now = None
        if one.finder.reader.emergency and one.verdict != "blocked":
            name = to.institution if to else one.finder.wording.names["requested.name"]
            send_now = SendNow(to=name, channel=setting.channel or "", minimum=one.papers.minimum, later=one.papers.later)
        return Result(
            about=about, verdict=one.verdict, measures=_measures(draft, one), send_now=send_now, addressee=to,
            blockers=tuple(finding for finding in findings if finding.severity == "blocker"),
            warnings=tuple(finding for finding in findings if finding.severity == "warning"),
            notes=tuple(finding for finding in findings if finding.severity == "note"),
            attachments=one.papers.needs, questions=_questions(one.assessment), deadlines=deadlines(one.finder, setting), routes=routes,
            as_of=setting.day.isoformat(), provenance=self._provenance(case, engine),
        )  # fmt: skip

    def _provenance(self, case: Case, engine: Engine) -> Provenance:
        used = {profile.key: profile for profile in case.profiles() if profile is not None}
        laid = {**self.library.overlaid_rules, **{file: action for profile in used.values() for file, action in profile.overlays}}
        overlays = [Overlaid(file=file, action=action) for file, action in sorted(laid.items())]
        return Provenance(
            legalcheck=__version__, rules=engine.digest, profiles={key: used[key].digest for key in sorted(used)},
            overlays=tuple(overlays), engine=self.engine_name,
        )  # fmt: skip


def compare(program: Program, one: Values, other: Values) -> None:
    """Raises DisagreementError if two executors differ on any rule in any cell."""
    for rule, unit in program.unit_of_rule.items():
        first, second = ([value for _, value in values.cells_of(unit)] for values in (one, other))
        if first != second:
            raise DisagreementError(f"{rule}: durable says {first}, compiled says {second} (likely * 3 + sure, by cell)")


def _best(tried: Mapping[tuple[str, str | None], Evaluation], case: Case) -> tuple[str, str | None]:
    return min(tried, key=lambda pair: _rank(tried[pair], case))


def _rank(one: Evaluation, case: Case) -> tuple[Any, ...]:
    """Order of ways to choose from. Comity, which rests on goodwill, stands behind a treaty or act whose papers alone are missing, and before one
    whose law is not known. Of equal ways the first of the instrument's own list of channels."""
    comity = case.rests_on_none(one.setting.instrument_slug) and one.setting.channel != PROVIDER_DIRECT
    usable = one.verdict in ("ready", "incomplete")
    blockers = sum(obstacle.verdict == "blocked" for obstacle in one.assessment.obstacles)
    warnings = sum(finding.severity == "warning" for finding in one.assessment.findings)
    usual = one.values.facts.request.values.get("route.usual_days", 9999)
    return not usable, comity and one.verdict != "blocked", PREFERRED.index(one.verdict), blockers, warnings, usual


def _route_rank(route: Route) -> tuple[Any, ...]:
    days = route.expected_days or (9999, 9999)
    return PREFERRED.index(route.verdict), route.blockers, route.warnings, days, route.instrument, route.channel


def _usual_at_most(setting: Setting) -> int | None:
    found = [
        statement.fields["usual_days_at_most"]
        for side in ("provider", "requested", "instrument")
        if (profile := setting.sides[side])
        for statement in profile.section("practice")
        if "usual_days_at_most" in statement.fields
    ]
    return min(found) if found else None


def _measures(draft: Draft, one: Evaluation) -> tuple[MeasureVerdict, ...]:
    obstacles: list[Obstacle] = one.assessment.obstacles
    facts = one.values.facts
    found = []
    for part in facts.measures:
        categories = [data.values.get("data.category") for data in facts.data[part.uid, -1] if data.index >= 0]
        data = tuple(
            CategoryVerdict(category=category, verdict=worst(o.verdict for o in obstacles if o.scope.covers(part.index, category)))
            for category in categories
        )
        verdict = worst(o.verdict for o in obstacles if o.scope.covers(part.index, None))
        found.append(MeasureVerdict(index=part.index, kind=draft.measures[part.index].kind, verdict=verdict, data=data))
    return tuple(found)


def _questions(assessment: Assessment) -> tuple[Question, ...]:
    by_path: dict[tuple[str, str], tuple[str, dict[str, int]]] = {}
    for missing, rules in assessment.questions.items():
        _, gathered = by_path.setdefault((missing.path, missing.answered_by), (missing.ask, {}))
        for rule, weight in rules.items():
            gathered[rule] = max(gathered.get(rule, 0), weight)

    def order(entry: tuple[tuple[str, str], tuple[str, dict[str, int]]]) -> tuple[Any, ...]:
        (path, _), (_, rules) = entry
        weights: Mapping[str, int] = rules
        return -sum(w == 2 for w in weights.values()), -sum(w == 1 for w in weights.values()), path

    return tuple(
        Question(path=path, ask=ask, decides=tuple(sorted(rules)), answered_by=answered_by)
        for (path, answered_by), (ask, rules) in sorted(by_path.items(), key=order)
    )


def today() -> date:
    """The day on the machine's calendar, on which law is read where a draft names none. No period is ever counted from it."""
    return datetime.now().astimezone().date()
