"""Rules that hold or are open, as findings and as what keeps a verdict from being ready."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from legalcheck.assessment.trace import Missing, Tracer, Tree, drafter_can_settle, open_questions, reasons
from legalcheck.assessment.words import Wording, plain
from legalcheck.engine.atoms import Cell
from legalcheck.engine.program import Program
from legalcheck.engine.values import Values
from legalcheck.language.rulebase import CheckedRule, RuleBase
from legalcheck.law.statements import Citation, Statement
from legalcheck.models.result import Because, Finding, LegalBasis
from legalcheck.models.rule import Basis, Words

SEVERITIES = ("blocker", "warning", "note")
EFFECTS = ("must-refuse", "not-executable", "may-refuse", "condition", "postpone", "practice")
MAX_SUBJECTS = 20
MAX_REASONS = 8


@dataclass(frozen=True)
class Scope:
    """The part of the draft something is about, for the verdict: a measure and a category of data, None for all of them."""

    measure: int | None
    category: str | None

    def covers(self, measure: int, category: str | None) -> bool:
        return self.measure in (None, measure) and (self.category is None or category is None or self.category == category)


@dataclass(frozen=True)
class Obstacle:
    """What keeps the verdict from ready: `blocked`, `incomplete` or `unsettled`, where, by which rule."""

    verdict: str
    scope: Scope
    rule: str


@dataclass
class Assessment:
    """What the rules come to, before it is put in order."""

    findings: list[Finding] = field(default_factory=list)
    obstacles: list[Obstacle] = field(default_factory=list)
    questions: dict[Missing, dict[str, int]] = field(default_factory=dict)
    """Question → rules it decides, each with its weight (2 blocker, 1 attachment, 0 other)."""

    def ask(self, missing: Iterable[Missing], rule: str, weight: int) -> None:
        for one in missing:
            rules = self.questions.setdefault(one, {})
            rules[rule] = max(rules.get(rule, 0), weight)


@dataclass(frozen=True)
class Reader:
    """For whom the result is worded, and whether an emergency lets papers come later."""

    desk: str
    emergency: bool


def shown_as(rule: CheckedRule, value: int, emergency: bool) -> str | None:
    """Severity with which a rule shows as a finding where it has this value; None where it shows none.

    Law that is only recalled warns and does not block; in an emergency so does what may come later; what is open shows where it has words for it.
    """
    assert rule.rule.finding is not None
    severity = rule.rule.finding.severity
    if value % 3 == 2:
        return "warning" if severity == "blocker" and emergency and rule.rule.in_emergency == "later" else severity
    if value // 3 == 2:
        return "warning" if severity == "blocker" else severity
    return "warning" if value // 3 == 1 and rule.rule.if_unknown is not None else None


class Finder:
    """Reads the values of one evaluation."""

    def __init__(self, base: RuleBase, program: Program, values: Values, wording: Wording, reader: Reader) -> None:
        self.base, self.program, self.values, self.wording, self.reader = base, program, values, wording, reader
        self.tracer = Tracer(program, values, wording.names, base.vocabulary)

    def rows(self, rule: CheckedRule) -> list[tuple[Cell, int, int]]:
        """(cell, value, unit) for each cell in which the rule is not false."""
        unit = self.program.unit_of_rule[rule.id]
        return [(cell, value, unit) for cell, value in self.values.holding(unit)]

    def find(self, assessment: Assessment) -> None:
        """Findings, obstacles and questions of all rules that conclude a finding."""
        for rule in self.base.finding_rules:
            for cell, value, unit in self.rows(rule):
                self._row(rule, cell, value, self.tracer.tree(unit, cell), assessment)

    def _row(self, rule: CheckedRule, cell: Cell, value: int, tree: Tree, assessment: Assessment) -> None:
        assert rule.rule.finding is not None
        likely, sure = value // 3, value % 3
        severity = rule.rule.finding.severity
        blocks = severity == "blocker"
        later = self.reader.emergency and rule.rule.in_emergency == "later"
        scope = scope_of(cell)
        shown = shown_as(rule, value, self.reader.emergency)
        if sure == 2:
            if shown == "blocker":
                assessment.obstacles.append(Obstacle("blocked", scope, rule.id))
        else:
            missing = list(dict.fromkeys(open_questions(tree)))
            assessment.ask(missing, rule.id, 2 if blocks and not later else 0)
            if blocks and not later:
                settles = drafter_can_settle(tree)
                assessment.obstacles.append(Obstacle("incomplete" if settles and likely != 2 else "unsettled", scope, rule.id))
        if shown is not None:
            words, confidence = (rule.rule.if_unknown, "read") if likely == 1 else (None, "read" if sure == 2 else "recalled")
            assessment.findings.append(self._finding(rule, cell, tree, shown, words, confidence))

    def _finding(self, rule: CheckedRule, cell: Cell, tree: Tree, severity: str, words: Words | None, confidence: str) -> Finding:
        written = rule.rule
        assert written.finding is not None
        if words is None:
            words = {"requested": written.as_requested, "provider": written.as_provider}.get(self.reader.desk)
        message = words.message if words else written.message or ""
        remedy = words.remedy if words and words.remedy is not None else written.remedy
        if self.reader.desk == "requested" and not (words and words.remedy):
            remedy = self.base.vocabulary.slugs["effect"][written.finding.effect].get("consult", remedy)
        facts = list(dict.fromkeys((fact.path, str(fact.value), fact) for fact in reasons(tree)))
        because = {
            (path, shown): Because(path=path, value=plain(fact.value), source=fact.statement.place if fact.statement else None)
            for path, shown, fact in facts
        }
        statements = [fact.statement for _, _, fact in facts if fact.statement is not None]
        subject = subject_of(cell)
        return Finding(
            rule=rule.id, topic=written.finding.topic, severity=severity, effect=written.finding.effect, ground=written.finding.ground,
            subject=subject, subjects=(subject,) if subject else (), count=1,
            message=self.wording.fill(message, cell), remedy=self.wording.fill(remedy, cell) if remedy else None,
            because=tuple(because.values())[:MAX_REASONS], legal_basis=legal_basis(written.basis, statements), confidence=confidence,
        )  # fmt: skip


def scope_of(cell: Cell) -> Scope:
    """The measure and category a cell is about."""
    measure = cell.get("measure")
    data = cell.get("data")
    return Scope(measure.index if measure else None, data.values.get("data.category") if data and data.index >= 0 else None)


def subject_of(cell: Cell) -> str | None:
    """The part of the draft a cell is about: the most specific one bound."""
    for kind in ("item", "offence", "subject", "data", "measure"):
        part = cell.get(kind)
        if part is not None and part.place:
            category = part.values.get("data.category") if kind == "data" and part.index >= 0 else None
            return f"{part.place} ({category})" if category else part.place
    return None


def legal_basis(written: Sequence[Basis], statements: Sequence[Statement]) -> tuple[LegalBasis, ...]:
    """The law a rule rests on: what it names itself, and the sources of the statements that made it hold; where it is open for want of law, which
    section of which profile is silent."""
    found: dict[LegalBasis, None] = {}
    for basis in written:
        if basis.statements is None:
            found[LegalBasis(instrument=basis.instrument, law=basis.title, locator=basis.locator or "", url=basis.url)] = None
            continue
        section = basis.statements.partition(".")[2]
        for statement in statements:
            if statement.section == section:
                found[_cited(statement.source)] = None
    if not found:
        found = {_cited(statement.source): None for statement in statements}
    if not found:
        found = {LegalBasis(law=basis.statements, locator="nothing on file"): None for basis in written if basis.statements is not None}
    return tuple(found)


def _cited(source: Citation) -> LegalBasis:
    return LegalBasis(law=source.title, locator=source.locator, url=source.url)


def merged(findings: Sequence[Finding], order: Mapping[str, int]) -> list[Finding]:
    """Findings equal in rule and words as one that lists all its subjects, the gravest first."""
    found: dict[tuple[str, str, str], list[Finding]] = {}
    for one in findings:
        found.setdefault((one.rule, one.severity, one.message), []).append(one)
    result: list[Finding] = []
    for same in found.values():
        subjects = tuple(dict.fromkeys(subject for one in same for subject in one.subjects))
        because = {(one.path, str(one.value)): one for finding in same for one in finding.because}
        basis = dict.fromkeys(one for finding in same for one in finding.legal_basis)
        result.append(
            same[0].model_copy(
                update={
                    "subjects": subjects[:MAX_SUBJECTS], "count": len(subjects) or 1,
                    "because": tuple(because.values())[:MAX_REASONS], "legal_basis": tuple(basis),
                }
            )
        )  # fmt: skip
    return sorted(result, key=lambda one: (SEVERITIES.index(one.severity), EFFECTS.index(one.effect), order[one.rule], one.subject or ""))
