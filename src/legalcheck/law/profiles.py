"""A checked profile file as statements by section."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from legalcheck.law.statements import Citation, Select, Statement
from legalcheck.models.base import country_codes
from legalcheck.models.check import checked
from legalcheck.models.profile import MEMBERSHIP, InstrumentHead, JurisdictionHead, Membership, Overlay, ProviderHead, profile_model
from legalcheck.models.profile import Statement as StatementModel
from legalcheck.models.rule import Rule
from legalcheck.reading.problems import InputError, Problem, suggestion
from legalcheck.reading.yaml_text import Document
from legalcheck.vocabulary import Vocabulary

Kind = Literal["jurisdiction", "instrument", "provider"]
PLACE_SELECTORS = ("users_in", "requesting", "requested", "partners")
"""Keys that take countries, and groups of them."""
Action = Literal["replaces", "extends", "adds"]
"""What a file of a team's own data does to the shipped ones."""


@dataclass(frozen=True)
class LocatedRule:
    """A rule and where it is written."""

    rule: Rule
    file: str
    line: int
    document: Document
    path: tuple[str | int, ...]
    owner: str = ""
    """Code or slug of the profile whose own rule it is; empty for the rule pack."""


@dataclass(frozen=True, eq=False)
class Profile:
    """The law of one jurisdiction, instrument or provider."""

    kind: Kind
    key: str
    name: str
    file: str
    digest: str
    sections: Mapping[str, tuple[Statement, ...]]
    requirements: tuple[LocatedRule, ...]
    head: JurisdictionHead | InstrumentHead | ProviderHead
    overlays: tuple[tuple[str, Action], ...] = ()
    """Files of the team's own data that replaced or extended it."""

    def section(self, name: str) -> tuple[Statement, ...]:
        return self.sections.get(name, ())

    @property
    def memberships(self) -> tuple[Statement, ...]:
        return self.section(MEMBERSHIP)


def located_rules(document: Document, key: str, rules: Iterable[Rule], owner: str = "") -> tuple[LocatedRule, ...]:
    """The rules listed under `key` of a file, each with its place. `owner`: the profile whose own they are."""
    return tuple(
        LocatedRule(rule, document.name, document.position((key, index))[0], document, (key, index), owner) for index, rule in enumerate(rules)
    )


def build_profile(kind: Kind, document: Document, digest: str, vocabulary: Vocabulary, regions: Mapping[str, frozenset[str]]) -> Profile:
    """Check a parsed profile file and turn it into statements. Raises InputError with all problems."""
    model = checked(document, profile_model(kind))
    assert isinstance(model, JurisdictionHead | InstrumentHead | ProviderHead)
    key = model.code if isinstance(model, JurisdictionHead) else model.slug
    problems = list(_head_problems(model, document))
    sections: dict[str, tuple[Statement, ...]] = {}
    names = [section.name for section in vocabulary.sections.values() if kind in section.kinds]
    for name in ([MEMBERSHIP] if kind == "jurisdiction" else []) + names:
        given: Sequence[StatementModel] = getattr(model, name.replace("-", "_"))
        if not given:
            continue
        selectors = () if name == MEMBERSHIP else vocabulary.sections[name].selectors
        sections[name] = tuple(
            _statement(statement, name, key, index, document, selectors, regions, problems) for index, statement in enumerate(given)
        )
    problems += _double_ids(sections, document.name)
    if problems:
        raise InputError(sorted(problems))
    requirements = located_rules(document, "requirements", model.requirements, key)
    return Profile(kind, key, model.name, document.name, digest, sections, requirements, model)


def _head_problems(model: Overlay, document: Document) -> Iterable[Problem]:
    if isinstance(model, JurisdictionHead):
        try:
            ZoneInfo(model.time_zone)
        except (ZoneInfoNotFoundError, ValueError):
            yield document.problem(("time_zone",), f"'{model.time_zone}' is not an IANA time zone such as Europe/Paris")


def _statement(
    model: StatementModel, section: str, owner: str, index: int, document: Document,
    selectors: Sequence[str], regions: Mapping[str, frozenset[str]], problems: list[Problem],
) -> Statement:  # fmt: skip
    path = (section, index)
    common = set(StatementModel.model_fields)
    fields: dict[str, Any] = {}
    selects: dict[str, Select] = {}
    for attribute, info in type(model).model_fields.items():
        value = getattr(model, attribute)
        name = info.alias or attribute
        if attribute in common or value is None:
            continue
        if name in selectors:
            selects[name] = _select(name, value, path, document, regions, problems)
        elif name == "partners":
            fields[name] = tuple(sorted(_select(name, value, path, document, regions, problems).values))
        else:
            fields[name] = value
    if not isinstance(model, Membership):
        unknown = sorted(set(model.basis_of or {}) - set(fields))
        for name in unknown:
            words = f"basis_of names '{name}', which the statement does not give{suggestion(name, fields)}"
            problems.append(document.problem((*path, "basis_of", name), words, key=True))
    if model.from_ and model.until and model.from_ > model.until:
        problems.append(document.problem((*path, "until"), "until lies before from"))
    source = Citation(model.source.title, model.source.locator, model.source.url, model.source.kind)
    return Statement(
        model.id, section, owner, document.name, document.position(path)[0], model.statement, source, model.basis,
        dict(model.basis_of or {}), model.reviewed, model.state_of, model.from_, model.until, fields, selects, model.note,
    )  # fmt: skip


def _select(
    name: str, value: Any, path: tuple[str | int, ...], document: Document, regions: Mapping[str, frozenset[str]], problems: list[Problem]
) -> Select:
    if isinstance(value, bool):
        return Select(frozenset({value}))
    exclude = not isinstance(value, tuple)
    words: tuple[str, ...] = value.except_ if exclude else value
    values: set[str] = set()
    for word in words:
        if name in PLACE_SELECTORS and word in regions:
            values |= regions[word]
        elif name in PLACE_SELECTORS and word not in country_codes():
            near = suggestion(word, (*regions, *country_codes()))
            words_of_problem = f"{name}: '{word}' is neither a country code nor a group of jurisdictions/regions.yaml{near}"
            problems.append(document.problem((*path, name), words_of_problem))
        else:
            values.add(word)
    return Select(frozenset(values), exclude)


def _double_ids(sections: Mapping[str, Sequence[Statement]], file: str) -> Iterable[Problem]:
    seen: dict[str, int] = {}
    for name, statements in sections.items():
        for statement in statements:
            identity = f"{name}/{statement.id}"
            if identity in seen:
                yield Problem(file, statement.line, 1, f"id '{statement.id}' is there twice in {name} (first in line {seen[identity]})")
            seen.setdefault(identity, statement.line)


def extended(shipped: Profile, overlay: Profile) -> Profile:
    """The shipped profile with the statements of an overlay: a statement of the same section and id is replaced, others are added."""
    sections = dict(shipped.sections)
    for name, statements in overlay.sections.items():
        mine = {statement.id for statement in statements}
        sections[name] = tuple(old for old in sections.get(name, ()) if old.id not in mine) + statements
    own = {located.rule.id for located in overlay.requirements}
    requirements = tuple(old for old in shipped.requirements if old.rule.id not in own) + overlay.requirements
    return replace(
        overlay,
        sections=sections,
        requirements=requirements,
        digest=f"{shipped.digest}+{overlay.digest}",
        overlays=shipped.overlays + overlay.overlays,
    )
