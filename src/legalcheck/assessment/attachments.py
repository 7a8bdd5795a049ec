"""The papers a request needs, whether they are there, and whether they will do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from legalcheck.assessment.findings import Assessment, Finder, Obstacle, Scope, legal_basis, scope_of
from legalcheck.assessment.trace import drafter_can_settle, open_questions, reasons
from legalcheck.language.rulebase import CheckedRule
from legalcheck.models.draft import Attachment, Draft
from legalcheck.models.result import AttachmentNeed, Later, LegalBasis

FAILING = ("missing", "unsuitable")
TRANSLATIONS = ("translation", "certified-translation")


@dataclass
class _Need:
    """Rules that ask for one paper, gathered."""

    required: bool = False
    recipients: dict[str, None] = field(default_factory=dict)
    contents: dict[str, None] = field(default_factory=dict)
    form: str | None = None
    accepted: bool = False
    certified: bool = False
    satisfied_by: dict[str, None] = field(default_factory=dict)
    withhold: bool = False
    at_once: bool = False
    """Needed even in an emergency."""
    read: bool = False
    rules: dict[str, None] = field(default_factory=dict)
    basis: dict[LegalBasis, None] = field(default_factory=dict)
    scopes: list[Scope] = field(default_factory=list)


@dataclass
class Papers:
    """All papers, and in an emergency those needed at once and those that may follow."""

    needs: tuple[AttachmentNeed, ...]
    minimum: tuple[str, ...]
    later: tuple[Later, ...]

    @property
    def missing(self) -> tuple[str, ...]:
        """Kinds of required papers that are not there, or will not do."""
        return tuple(need.kind for need in self.needs if need.need == "required" and need.status in FAILING)


def papers(finder: Finder, assessment: Assessment, draft: Draft, languages: tuple[str, ...]) -> Papers:
    """Gather the rules that ask for papers. `languages`: those the addressee accepts, empty where they are not known."""
    needs: dict[str, _Need] = {}
    for rule in finder.base.attachment_rules:
        assert rule.rule.attachment is not None
        for cell, value, unit in finder.rows(rule):
            tree = finder.tracer.tree(unit, cell)
            if value // 3 == 2:
                statements = [fact.statement for fact in reasons(tree) if fact.statement is not None]
                contents = [finder.wording.fill(text, cell) for text in rule.rule.attachment.must_contain]
                need = needs.setdefault(rule.rule.attachment.kind, _Need())
                _add(need, rule, contents, legal_basis(rule.rule.basis, statements), scope_of(cell), value % 3 == 2)
            elif value // 3 == 1 and rule.rule.attachment.need == "required" and not _given(draft, _kinds(rule)):
                may_follow = finder.reader.emergency and rule.rule.in_emergency != "minimum"
                assessment.ask(dict.fromkeys(open_questions(tree)), rule.id, 0 if may_follow else 1)
                if not may_follow:
                    verdict = "incomplete" if drafter_can_settle(tree) else "unsettled"
                    assessment.obstacles.append(Obstacle(verdict, scope_of(cell), rule.id))
    words = finder.base.vocabulary
    minimum: list[str] = []
    later: list[Later] = []
    found: list[AttachmentNeed] = []
    for kind, need in needs.items():
        status = _status(kind, need, draft, languages)
        failing = need.required and status in FAILING
        if failing and finder.reader.emergency and not need.at_once:
            later.append(Later(kind=kind, by=None))
        elif failing:
            assessment.obstacles += [Obstacle("incomplete", scope, next(iter(need.rules))) for scope in need.scopes]
        if need.required and need.at_once:
            minimum.append(kind)
        found.append(
            AttachmentNeed(
                kind=kind,
                title=words.name_of("attachment", kind),
                need="required" if need.required else "recommended",
                recipient=tuple(need.recipients),
                status=status,
                must_contain=tuple(need.contents),
                language=languages if need.accepted else (),
                form=need.form,
                required_by=tuple(need.rules),
                legal_basis=tuple(need.basis),
                confidence="read" if need.read else "recalled",
            )
        )
    order = list(words.slugs["attachment"])
    rank = {"required": 0, "recommended": 1}
    found.sort(key=lambda one: (rank[one.need], one.status == "present", order.index(one.kind)))
    return Papers(tuple(found), tuple(minimum), tuple(later))


def _add(need: _Need, rule: CheckedRule, contents: Sequence[str], basis: Sequence[LegalBasis], scope: Scope, sure: bool) -> None:
    written = rule.rule.attachment
    assert written is not None
    need.required = need.required or written.need == "required"
    need.recipients.update(dict.fromkeys(written.recipient))
    need.contents.update(dict.fromkeys(contents))
    need.form = need.form or written.form
    need.accepted = need.accepted or written.language == "accepted"
    need.certified = need.certified or written.certified
    need.satisfied_by.update(dict.fromkeys(written.satisfied_by))
    need.withhold = need.withhold or written.withhold
    need.at_once = need.at_once or rule.rule.in_emergency == "minimum"
    need.read = need.read or sure
    need.rules[rule.id] = None
    need.basis.update(dict.fromkeys(basis))
    if scope not in need.scopes:
        need.scopes.append(scope)


def _kinds(rule: CheckedRule) -> list[str]:
    """The paper a rule asks for, and those that will do for it."""
    assert rule.rule.attachment is not None
    return [rule.rule.attachment.kind, *rule.rule.attachment.satisfied_by]


def _given(draft: Draft, kinds: Sequence[str]) -> list[Attachment]:
    return [one for one in draft.attachments or () if one.kind in kinds]


def _status(kind: str, need: _Need, draft: Draft, languages: tuple[str, ...]) -> str:
    given = _given(draft, [kind, *need.satisfied_by])
    if need.withhold:
        return "withhold" if given else "present"
    if not given:
        return "missing"
    # a translation enclosed serves every paper but itself
    serving = given if kind in TRANSLATIONS else [*given, *_given(draft, TRANSLATIONS)]
    fits = any(not _unsuitable(one, need, languages) for one in serving)
    return "present" if fits else "unsuitable"


def _unsuitable(one: Attachment, need: _Need, languages: tuple[str, ...]) -> bool:
    if need.certified and one.certified is False:
        return True
    return need.accepted and bool(languages) and one.language is not None and one.language not in languages
