"""Cases evaluated on the law before and after an edit, and what differs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from legalcheck.assessment.evaluate import VERDICTS, Evaluation
from legalcheck.impact.edits import LawEdit, edits
from legalcheck.models.draft import Draft
from legalcheck.scenarios.outcome import Bench


@dataclass(frozen=True)
class Subject:
    """A draft that is evaluated twice: its name, and itself."""

    name: str
    draft: Draft
    data: tuple[Path, ...] = ()
    """Folders of law laid over both."""


@dataclass(frozen=True)
class Reason:
    """A rule that stands in the way or warns, its topic, and the places of the statements that made it hold."""

    rule: str
    topic: str
    severity: str
    statements: tuple[str, ...]


@dataclass(frozen=True)
class Answer:
    """What one evaluation came to."""

    verdict: str
    instrument: str | None
    channel: str | None
    reasons: tuple[Reason, ...]
    open_: tuple[str, ...]
    """Rules that keep it from being ready without being findings: what is open or missing."""
    missing: tuple[str, ...]
    """Required papers that are not there."""


@dataclass(frozen=True)
class Change:
    """A case that comes out differently."""

    subject: Subject
    before: Answer
    after: Answer

    @property
    def worse(self) -> bool:
        return VERDICTS.index(self.after.verdict) > VERDICTS.index(self.before.verdict)

    @property
    def verdict_changed(self) -> bool:
        return self.after.verdict != self.before.verdict

    @property
    def appeared(self) -> tuple[Reason, ...]:
        """Findings that are new."""
        return _only(self.after.reasons, self.before.reasons)

    @property
    def gone(self) -> tuple[Reason, ...]:
        """Findings that are no longer there."""
        return _only(self.before.reasons, self.after.reasons)


def _only(these: Sequence[Reason], those: Sequence[Reason]) -> tuple[Reason, ...]:
    known = {(one.rule, one.severity) for one in those}
    return tuple(one for one in these if (one.rule, one.severity) not in known)


@dataclass(frozen=True)
class Impact:
    """All cases that were looked at, those that change, and the statements and rules that were edited."""

    looked_at: int
    changes: tuple[Change, ...]
    edits: tuple[LawEdit, ...]


def impact(subjects: Sequence[Subject], before: Bench, after: Bench, day: date, step: Callable[[], None] = lambda: None) -> Impact:
    """Evaluate every draft on both states of the law. `day`: for drafts that name none. `step` is called after each draft."""
    edited = tuple(edits(before.library, after.library))
    changes = []
    for subject in subjects:
        if not _concerned(subject.draft, edited):
            step()
            continue
        was, now = (_answer(bench.evaluator(subject.data).evaluation(subject.draft, day)) for bench in (before, after))
        if _differ(was, now):
            changes.append(Change(subject, was, now))
        step()
    return Impact(len(subjects), tuple(changes), edited)


def _concerned(draft: Draft, edited: Sequence[LawEdit]) -> bool:
    """Whether an edit can reach a draft at all: rules and instruments reach every one, a state or provider those that name it."""
    named = {("jurisdiction", draft.requesting.jurisdiction), ("jurisdiction", draft.requested.jurisdiction), ("provider", draft.requested.provider)}
    return any(edit.profile is None or edit.profile[0] == "instrument" or edit.profile in named for edit in edited)


def _differ(one: Answer, other: Answer) -> bool:
    """Whether anything but the line numbers of the statements differs."""
    return _bare(one) != _bare(other)


def _bare(answer: Answer) -> tuple[object, ...]:
    reasons = tuple((reason.rule, reason.severity) for reason in answer.reasons)
    return answer.verdict, answer.instrument, answer.channel, reasons, answer.open_, answer.missing


def _answer(one: Evaluation) -> Answer:
    reasons: dict[tuple[str, str], Reason] = {}
    for finding in one.assessment.findings:
        statements = tuple(dict.fromkeys(because.source for because in finding.because if because.source))
        key = (finding.rule, finding.severity)
        known = reasons.get(key)
        merged = tuple(dict.fromkeys((*(known.statements if known else ()), *statements)))
        reasons[key] = Reason(finding.rule, finding.topic, finding.severity, merged)
    open_ = dict.fromkeys(obstacle.rule for obstacle in one.assessment.obstacles if obstacle.verdict != "blocked")
    return Answer(one.verdict, one.setting.instrument_slug, one.setting.channel, tuple(reasons.values()), tuple(open_), one.papers.missing)


def grouped(changes: Iterable[Change]) -> dict[tuple[str, str, str, tuple[str, ...]], list[Change]]:
    """Changes by requested state, verdict before and after, and the topics (or open rules) that are new or gone; the worst and largest first."""
    groups: dict[tuple[str, str, str, tuple[str, ...]], list[Change]] = {}
    for change in changes:
        why = tuple(sorted({one.topic for one in (change.appeared if change.worse else change.gone or change.appeared)}))
        if not why:
            now = set(change.after.open_) | set(change.after.missing)
            then = set(change.before.open_) | set(change.before.missing)
            papers = set(change.after.missing) ^ set(change.before.missing)
            why = tuple(sorted(papers or now ^ then))
        key = (change.subject.draft.requested.jurisdiction, change.before.verdict, change.after.verdict, why)
        groups.setdefault(key, []).append(change)

    def order(key: tuple[str, str, str, tuple[str, ...]]) -> tuple[object, ...]:
        step = VERDICTS.index(key[2]) - VERDICTS.index(key[1])
        return -step, -len(groups[key]), key

    return {key: groups[key] for key in sorted(groups, key=order)}
