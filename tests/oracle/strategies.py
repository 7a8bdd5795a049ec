"""Random rule sets, profiles and drafts (hypothesis). They go through the same checks as files do, so what is generated is what can be written."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from legalcheck.facts.build import Setting, SideLaw, build_facts
from legalcheck.facts.parts import FactBase
from legalcheck.language.rulebase import RuleBase, build_rulebase
from legalcheck.law.profiles import LocatedRule, Profile, build_profile
from legalcheck.models.check import checked
from legalcheck.models.draft import Draft
from legalcheck.models.rule import RuleFile
from legalcheck.reading.yaml_text import Document
from legalcheck.vocabulary import Path, shipped_vocabulary

VOCABULARY = shipped_vocabulary()
DAY = date(2026, 11, 23)
MEASURES = ("production", "expedited-preservation", "interception", "hearing-by-video", "domain-registration")
CATEGORIES = ("subscriber", "access", "traffic", "content")
OFFENCES = ("illegal-access", "holocaust-denial", "fraud", "other")
SECTIONS = ("dual-criminality", "retention", "disclosure", "refusal-grounds", "channels", "languages")
INTEGERS = (0, 6, 12, 36)
REQUEST_PATHS = (
    "instrument", "channel", "request.urgency", "request.emergency", "request.language", "request.languages", "requesting.authority",
    "requesting.validator", "case.nexus_shown", "assurances", "exposure.political", "instrument.binds", "requested.reserved", "attachments.kinds",
)  # fmt: skip
PART_PATHS = {
    "measure": ("measure.kind", "measure.coercive", "measure.stored"),
    "data": ("data.category",),
    "item": ("item.purpose", "item.time", "item.age_days", "item.preserved", "item.port_given"),
    "offence": ("offence.category", "offence.maximum_penalty_months", "offence.shown", "offence.nature", "offence.budapest"),
    "subject": ("subject.role", "subject.minor"),
}
CONCLUSIONS = ("content.sought", "dual-criminality.met", "dual-criminality.required", "emergency.door", "threshold.met")
RESERVED = ("budapest-29-4", "budapest-2", "budapest-27-9-e")


def _words(path: Path) -> SearchStrategy[Any]:
    """Constants of a path's type: few, so that they meet."""
    narrow = {"measure": MEASURES, "data": CATEGORIES, "offence": OFFENCES}
    if path.name.endswith(".reserved"):
        return st.sampled_from(RESERVED)
    if path.type.kind == "slug":
        return st.sampled_from(narrow.get(path.type.slug) or tuple(VOCABULARY.slugs[path.type.slug])[:4])
    return {
        "boolean": st.booleans(), "integer": st.sampled_from(INTEGERS), "language": st.sampled_from(("fr", "de", "en")),
        "text": st.sampled_from(RESERVED), "country": st.sampled_from(("FR", "DE")),
    }[path.type.kind]  # fmt: skip


@cache
def _testable(bound: frozenset[str]) -> tuple[str, ...]:
    """Paths that may be tested where these parts are bound."""
    names = [*REQUEST_PATHS, *(name for part in bound for name in PART_PATHS.get(part, ()))]
    for section in SECTIONS:
        for side in ("requested", "instrument"):
            part = f"{side}.{section}"
            if part in VOCABULARY.section_parts and VOCABULARY.section_needs(section) <= bound:
                names += [path.name for path in VOCABULARY.paths.values() if path.part == part and path.type.kind != "duration"]
    paths = [VOCABULARY.paths[name] for name in names]
    return tuple(path.name for path in paths if not path.needs or (set(path.needs) <= bound and path.part in bound))


def _test(draw: DrawFn, bound: frozenset[str], *, known: bool) -> dict[str, Any]:
    """A test of a path that may be tested where these parts are bound."""
    usable = _testable(bound)
    of_profiles = [name for name in usable if VOCABULARY.paths[name].part.startswith("requested.")]
    path = VOCABULARY.paths[draw(st.sampled_from(of_profiles if of_profiles and draw(st.booleans()) else usable))]
    value = _words(path)
    if path.name.endswith(".reserved"):
        return {path.name: {"includes": draw(value)}}
    if known and draw(st.integers(0, 9)) == 0:
        return {path.name: {"known": draw(st.booleans())}}
    if path.type.many:
        return {path.name: {"includes": draw(value)} if draw(st.booleans()) else {"includes_any": [draw(value), draw(value)]}}
    form = draw(st.integers(0, 3))
    if form == 0:
        return {path.name: [draw(value), draw(value)]}
    if form == 1 and path.type.ordered:
        op = draw(st.sampled_from(("at_least", "more_than", "at_most", "less_than")))
        others = [name for name in usable if VOCABULARY.paths[name].type == path.type and VOCABULARY.paths[name].part in ("", *bound)]
        if others and draw(st.booleans()):
            return {path.name: {op: {"path": draw(st.sampled_from(others))}}}
        return {path.name: {op: draw(value)}}
    return {path.name: draw(value)}


def _condition(draw: DrawFn, bound: frozenset[str], usable: tuple[str, ...], *, known: bool, depth: int) -> dict[str, Any]:
    """A condition. `usable`: conclusions that may be tested here."""
    form = (
        draw(st.sampled_from(("test", "test", "conclusion", "all", "any", "not", "some", "every")))
        if depth
        else draw(st.sampled_from(("test", "conclusion")))
    )
    fitting = [name for name in usable if set(VOCABULARY.conclusions[name].of) <= bound]
    if form == "conclusion" and fitting:
        return {draw(st.sampled_from(fitting)): draw(st.booleans())}
    if form in ("all", "any"):
        count = draw(st.integers(1, 4))
        return {form: [_condition(draw, bound, usable, known=known, depth=depth - 1) for _ in range(count)]}
    if form == "not":
        return {"not": _condition(draw, bound, usable, known=known, depth=depth - 1)}
    if form in ("some", "every") and (parts := _quantifiable(bound)):
        part = draw(st.sampled_from(parts))
        return {form: {part: _condition(draw, bound | {part}, usable, known=known, depth=depth - 1)}}
    return _test(draw, bound, known=known)


@cache
def _quantifiable(bound: frozenset[str]) -> list[str]:
    parts = [part for part, spec in VOCABULARY.parts.items() if part not in bound and {spec.of} - {""} <= bound]
    sections = [f"requested.{section}" for section in SECTIONS]
    return parts + [part for part in sections if part not in bound and VOCABULARY.section_needs(part.partition(".")[2]) <= bound]


SHAPES = (
    (), ("measure",), ("offence",), ("measure", "data"), ("measure", "data-or-none"), ("measure", "item"), ("measure", "item", "data"),
    ("measure", "data-or-none", "offence"), ("subject",), ("measure", "data", "requested.retention"),
    ("measure", "item", "data", "requested.retention"), ("measure", "offence", "requested.refusal-grounds"),
)  # fmt: skip


@st.composite
def rule_lists(draw: DrawFn) -> list[dict[str, Any]]:
    """Rules in which a conclusion is only tested after the rules that conclude it, and exceptions follow their rule."""
    rules: list[dict[str, Any]] = []
    concluded: list[str] = []
    for number in range(draw(st.integers(1, 5))):
        shape = draw(st.sampled_from(SHAPES))
        bound = frozenset(word.removesuffix("-or-none") for word in shape)
        kind = draw(st.sampled_from(("conclude", "finding", "finding", "finding", "exception")))
        usable = tuple(concluded)
        basis = draw(st.sampled_from((("read",), ("recalled",), ("read", "recalled"))))
        rule: dict[str, Any] = {
            "id": f"random.rule-{number}",
            "for_each": list(shape),
            "basis": [{"title": "A law", "locator": "art. 1", "basis": one} for one in basis],
        }
        findings = [one for one in rules if "finding" in one]
        if kind == "exception" and findings:
            rule["exception_to"] = draw(st.sampled_from(findings))["id"]
        elif kind == "conclude" and (left := [name for name in CONCLUSIONS if name not in concluded]):
            rule["conclude"] = draw(st.sampled_from(left))
        else:
            severity = draw(st.sampled_from(("blocker", "warning", "note")))
            rule["finding"] = {"severity": severity, "topic": "legal-basis", "effect": "may-refuse"}
            rule["message"] = f"Rule {number}."
        known = "finding" not in rule or rule["finding"]["severity"] != "blocker"
        rule["when"] = _condition(draw, bound, usable, known=known, depth=draw(st.integers(0, 3)))
        if draw(st.booleans()):
            rule["unless"] = _condition(draw, bound, usable, known=known, depth=1)
        rules.append(rule)
        if "conclude" in rule:
            concluded.append(rule["conclude"])
    return rules


@st.composite
def statements(draw: DrawFn, section: str, number: int) -> dict[str, Any]:
    """A statement of a section with some of its selectors and fields."""
    spec = VOCABULARY.sections[section]
    statement: dict[str, Any] = {
        "id": f"s{number}", "statement": "A law.", "source": {"title": "A law", "locator": "art. 1"},
        "basis": draw(st.sampled_from(("read", "recalled"))), "reviewed": "2026-11-23",
    }  # fmt: skip
    if draw(st.integers(0, 3)) == 0:
        statement["state_of"] = draw(st.sampled_from(("2020", "2027-01")))
    if draw(st.integers(0, 3)) == 0:
        statement[draw(st.sampled_from(("from", "until")))] = draw(st.sampled_from(("2025-01-01", "2027-01-01")))
    choices = {
        "measures": MEASURES,
        "data": CATEGORIES,
        "offences": OFFENCES,
        "instruments": ("budapest", "none"),
        "channels": ("central-authority", "diplomatic"),
    }
    for name in spec.selectors:
        if name not in choices or draw(st.integers(0, 2)):
            continue
        words = draw(st.lists(st.sampled_from(choices[name]), min_size=1, max_size=2, unique=True))
        statement[name] = draw(st.sampled_from((words, {"except": words})))
    for field in spec.fields.values():
        if draw(st.booleans()):
            path = VOCABULARY.paths.get(f"requested.{section}.{field.name}")
            if field.type.kind == "duration":
                statement[field.name] = draw(st.sampled_from(("10 days", "12 months", "8 hours")))
            elif path is not None:
                one = _words(path)
                statement[field.name] = draw(st.lists(one, min_size=1, max_size=2, unique=True) if field.type.many else one)
            if field.name in statement and draw(st.integers(0, 3)) == 0:
                statement.setdefault("basis_of", {})[field.name] = draw(st.sampled_from(("read", "recalled")))
    return statement


@st.composite
def profiles(draw: DrawFn) -> Profile:
    """A jurisdiction with statements in some sections."""
    data: dict[str, Any] = {"schema": "jurisdiction/1", "code": "DE", "name": "Germany", "time_zone": "Europe/Berlin"}
    for section in SECTIONS:
        count = draw(st.integers(0, 3))
        if count:
            data[section] = [draw(statements(section, number)) for number in range(count)]
            if draw(st.integers(0, 3)) == 0:
                data[section] = [{**statement, "until": "2025-01-01", "from": "2020-01-01"} for statement in data[section]]
    reserved = draw(st.lists(st.sampled_from(RESERVED), max_size=2, unique=True))
    if reserved:
        data["reservations"] = [
            {
                "id": f"r{number}", "statement": "A reservation.", "source": {"title": "Chart", "locator": "list"}, "reviewed": "2026-11-23",
                "basis": draw(st.sampled_from(("read", "recalled"))), "provision": word, "made": draw(st.booleans()),
            }
            for number, word in enumerate(reserved)
        ]  # fmt: skip
        if draw(st.booleans()):
            data["reservations"].append({
                "id": "all", "statement": "The list is complete.", "source": {"title": "Chart", "locator": "list"}, "reviewed": "2026-11-23",
                "basis": draw(st.sampled_from(("read", "recalled"))), "complete": "budapest",
            })  # fmt: skip
    return build_profile("jurisdiction", Document("de.yaml", data), "0", VOCABULARY, {})


def _maybe(strategy: SearchStrategy[Any]) -> SearchStrategy[Any]:
    return st.one_of(st.none(), strategy)


_MOMENTS = st.sampled_from(("2026-11-01T10:00:00+01:00", "2025-06-01T10:00:00", "2026-11-20", "2020-01-01"))


def drafts() -> SearchStrategy[dict[str, Any]]:
    """A draft in which anything may be left out."""
    categories = st.lists(st.sampled_from(CATEGORIES), max_size=2, unique=True)
    offence = st.fixed_dictionaries({}, optional={
        "category": st.sampled_from(OFFENCES), "maximum_penalty_months": st.sampled_from((6, 12, 36, "life", "fine-only")),
        "requested_state_provision": st.just("§ 1"),
    })  # fmt: skip
    item = st.fixed_dictionaries({}, optional={
        "identifier": st.just({"type": "ip", "value": "81.2.3.4"}), "data": categories, "from": _MOMENTS, "until": _MOMENTS,
        "purpose": st.sampled_from(("identify-user", "evidence")), "source_port": st.just(443),
    })  # fmt: skip
    measure = st.fixed_dictionaries({"kind": st.sampled_from(MEASURES)}, optional={"data": categories})
    return st.fixed_dictionaries(
        {
            "requesting": st.fixed_dictionaries({"jurisdiction": st.just("FR")}, optional={"authority": st.sampled_from(("judge", "police"))}),
            "requested": st.just({"jurisdiction": "DE"}),
            "measures": st.lists(measure, min_size=1, max_size=2),
        },
        optional={
            "urgency": st.sampled_from(("routine", "urgent", "emergency")), "language": st.sampled_from(("fr", "de")),
            "offences": st.lists(offence, max_size=2), "items": st.lists(item, max_size=2),
            "subjects": st.lists(st.fixed_dictionaries({}, optional={"role": st.just("suspect"), "minor": st.booleans()}), max_size=2),
            "assurances": st.lists(st.sampled_from(("reciprocity", "speciality")), max_size=2, unique=True),
            "exposure": st.fixed_dictionaries({}, optional={"political": st.booleans()}),
            "case": st.fixed_dictionaries({}, optional={
                "nexus_shown": st.booleans(),
                "preserved": st.sampled_from(("none", {"status": "confirmed"}, {"status": "asked", "items": [0]}, {"until": "2026-01-01"})),
            }),
            "attachments": st.lists(st.fixed_dictionaries({"kind": st.sampled_from(("facts-summary", "offence-text"))}), max_size=2),
        },
    )  # fmt: skip


def rulebase(rules: list[dict[str, Any]]) -> RuleBase:
    """Rules as a file would give them, checked. Raises InputError where they cannot be written."""
    document = Document("random.yaml", {"schema": "rules/1", "theme": "random", "rules": rules})
    model = checked(document, RuleFile)
    located = [LocatedRule(rule, document.name, number + 1, document, ("rules", number)) for number, rule in enumerate(model.rules)]
    return build_rulebase(located, VOCABULARY)


@st.composite
def fact_bases(draw: DrawFn) -> FactBase:
    """The facts of a random draft under a random profile."""
    profile = draw(profiles())
    draft = checked(Document("draft.yaml", draw(drafts())), Draft)
    sides: dict[str, Profile | None] = {"requesting": None, "requested": profile, "instrument": None, "provider": None}
    law = {side: SideLaw(side, one, DAY, VOCABULARY) for side, one in sides.items()}
    standing = (draw(st.sampled_from((0, 1, 4, 7, 8))), None)
    slug, channel = draw(st.sampled_from(("budapest", "none"))), draw(_maybe(st.sampled_from(("central-authority", "diplomatic"))))
    return build_facts(Setting(draft, DAY, None, slug, channel, sides, law, standing, standing, {}), VOCABULARY)
