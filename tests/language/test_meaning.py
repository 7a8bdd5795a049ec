"""What the rule language means, by example: each case is read by the naive interpreter, the compiled and the durable executor."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest

from legalcheck.engine.compiled import Compiled
from legalcheck.engine.durable import Durable
from legalcheck.engine.lower import lower
from legalcheck.engine.strata import Strata
from legalcheck.facts.build import Setting, SideLaw, build_facts
from legalcheck.facts.parts import UNKNOWN, FactBase
from legalcheck.language.rulebase import RuleBase, build_rulebase
from legalcheck.law.profiles import LocatedRule, Profile, build_profile
from legalcheck.models.check import checked
from legalcheck.models.draft import Draft
from legalcheck.models.rule import RuleFile
from legalcheck.reading.yaml_text import Document
from legalcheck.vocabulary import shipped_vocabulary
from oracle.naive import ORDER, Naive

VOCABULARY = shipped_vocabulary()
DAY = date(2026, 11, 23)
ENGINES = ("naive", "compiled", "durable")
SIGNS = {"true/true": "T", "true/unknown": "T?", "unknown/unknown": "?", "false/unknown": "F?", "false/false": "F"}
"""likely/sure → how it is written in the tables below."""

Mapped = dict[str, Any]


@dataclass
class Case:
    """One example: the rules (the last one is asked), the draft, the law of the requested state, and the value in each cell."""

    name: str
    expected: str
    when: Mapped = field(default_factory=lambda: {"request.same_state": False})
    for_each: tuple[str, ...] = ()
    unless: Mapped | None = None
    draft: Mapped = field(default_factory=dict)
    law: Mapped | None = None
    before: tuple[Mapped, ...] = ()
    """Rules that stand before the one asked."""
    basis: tuple[str, ...] = ("read",)
    instrument: str = "budapest"
    channel: str | None = "central-authority"
    day: date = DAY

    def __str__(self) -> str:
        return self.name


def rule(name: str, when: Mapped, for_each: tuple[str, ...] = (), basis: tuple[str, ...] = ("read",), **more: Any) -> Mapped:
    """A rule of a test; it gives a warning unless it says that it concludes something else."""
    concluding = {"conclude", "exception_to", "attachment", "deadline"} & set(more)
    finding = {} if concluding else {"finding": {"severity": "warning", "topic": "legal-basis", "effect": "practice"}, "message": "So."}
    sources = [{"title": "A law", "locator": "art. 1", "basis": one} for one in basis]
    return {"id": f"test.{name}", "for_each": list(for_each), "when": when, "basis": sources, **finding, **more}


def says(**fields: Any) -> Mapped:
    """A statement of law, read unless it says otherwise."""
    source = {"title": "A law", "locator": "art. 1"}
    common = {"id": "s", "statement": "A law.", "source": source, "basis": "read", "reviewed": "2026-11-23"}
    return common | fields


def facts_of(
    draft: Mapped, law: Mapped | None, instrument: str = "budapest", channel: str | None = "central-authority", day: date = DAY
) -> FactBase:
    """The facts of a request of France to Germany; `law`: sections of Germany's profile, None for no profile."""
    whole = {"requesting": {"jurisdiction": "FR"}, "requested": {"jurisdiction": "DE"}, "measures": [{"kind": "production"}]} | draft
    profile: Profile | None = None
    if law is not None:
        head = {"schema": "jurisdiction/1", "code": "DE", "name": "Germany", "time_zone": "Europe/Berlin"}
        sections = {name: [{**one, "id": f"s{number}"} for number, one in enumerate(statements)] for name, statements in law.items()}
        profile = build_profile("jurisdiction", Document("de.yaml", head | sections), "0", VOCABULARY, {})
    sides: dict[str, Profile | None] = {"requesting": None, "requested": profile, "instrument": None, "provider": None}
    parts = {side: SideLaw(side, one, day, VOCABULARY) for side, one in sides.items()}
    standing = (UNKNOWN, None)
    setting = Setting(checked(Document("draft.yaml", whole), Draft), day, None, instrument, channel, sides, parts, standing, standing, {})
    return build_facts(setting, VOCABULARY)


def rulebase(rules: list[Mapped], owner: str = "") -> RuleBase:
    """Checked rules; the last one is of the profile `owner`."""
    document = Document("test.yaml", {"schema": "rules/1", "theme": "test", "rules": rules})
    written = checked(document, RuleFile).rules
    owners = ["" for _ in written[:-1]] + [owner]
    return build_rulebase(
        [LocatedRule(one, "test.yaml", index, document, ("rules", index), owners[index]) for index, one in enumerate(written)], VOCABULARY
    )


def values(engine: str, base: RuleBase, facts: FactBase, asked: str, owners: Mapping[str, str]) -> str:
    """The value of a rule in each of its cells, as the tables write it."""
    if engine == "naive":
        found = [f"{likely}/{sure}" for _, likely, sure in Naive(base, facts, owners).rows(base.rules[asked])]
    else:
        program = lower(base, owners)
        executor = Compiled(program, VOCABULARY) if engine == "compiled" else Strata(program, VOCABULARY, Durable())
        result = executor.run(facts)
        unit = program.unit_of_rule[asked]
        found = [f"{ORDER[value // 3]}/{ORDER[value % 3]}" for _, value in result.cells_of(unit)]
        assert [value for _, value in result.holding(unit)] == [value for _, value in result.cells_of(unit) if value]
    return " ".join(SIGNS[one] for one in found)


def assert_means(engine: str, case: Case) -> None:
    more = {"unless": case.unless} if case.unless else {}
    rules = [*case.before, rule("asked", case.when, case.for_each, case.basis, **more)]
    facts = facts_of(case.draft, case.law, case.instrument, case.channel, case.day)
    assert values(engine, rulebase(rules), facts, "test.asked", {}) == case.expected


def table(*cases: Case) -> Any:
    assert len({case.name for case in cases}) == len(cases)

    def decorate(function: Any) -> Any:
        return pytest.mark.parametrize("engine", ENGINES)(pytest.mark.parametrize("case", cases, ids=str)(function))

    return decorate


FRAUD, MURDER, NOTHING_KNOWN = {"category": "fraud"}, {"category": "murder"}, {"description_given": True}
IS_FRAUD = {"offence.category": "fraud"}


@table(
    Case("an offence of a list left out is one part of which nothing is known", "?", IS_FRAUD, ("offence",)),
    Case("a list given empty has no part", "", IS_FRAUD, ("offence",), draft={"offences": []}),
    Case("each offence of a list is a part", "T F ?", IS_FRAUD, ("offence",), draft={"offences": [FRAUD, MURDER, NOTHING_KNOWN]}),
    Case("a subject of a list left out is unknown", "?", {"subject.minor": True}, ("subject",)),
    Case("no subject", "", {"subject.minor": True}, ("subject",), draft={"subjects": []}),
    Case("an item of a list left out is unknown", "?", {"item.purpose": "evidence"}, ("measure", "item")),
    Case("no item", "", {"item.purpose": "evidence"}, ("measure", "item"), draft={"items": []}),
    Case("categories left out are one category that is not known", "?", {"data.category": "content"}, ("measure", "data")),
    Case(
        "no category", "", {"data.category": "content"}, ("measure", "data"),
        draft={"measures": [{"kind": "production", "data": []}]},
    ),
    Case(
        "each category is a part", "F T", {"data.category": "content"}, ("measure", "data"),
        draft={"measures": [{"kind": "production", "data": ["subscriber", "content"]}]},
    ),
    Case("whether an offence is stated is unknown of a list left out", "?", {"request.offences_stated": True}),
    Case("an empty list states no offence", "F", {"request.offences_stated": True}, draft={"offences": []}),
    Case("a list of one states one", "T", {"request.offences_stated": True}, draft={"offences": [FRAUD]}),
    Case("nothing is attached where the list is empty", "F", {"attachments.kinds": {"includes": "consent"}}, draft={"attachments": []}),
    Case("what is attached is unknown where the list is left out", "?", {"attachments.kinds": {"includes": "consent"}}),
    Case("parts multiply", "T T F F", IS_FRAUD, ("subject", "offence"), draft={"subjects": [{}, {}], "offences": [FRAUD, MURDER]}),
    Case(
        "parts multiply in the order of binding, whatever for_each says", "T F", IS_FRAUD, ("offence", "measure"),
        draft={"offences": [FRAUD, MURDER]},
    ),
    Case("one empty list leaves no combination", "", IS_FRAUD, ("subject", "offence"), draft={"subjects": [], "offences": [FRAUD]}),
)  # fmt: skip
def test_lists_left_out_and_lists_given_empty(engine: str, case: Case) -> None:
    assert_means(engine, case)


SOME_FRAUD, EVERY_FRAUD = {"some": {"offence": IS_FRAUD}}, {"every": {"offence": IS_FRAUD}}


@table(
    Case("every over none is true", "T", EVERY_FRAUD, draft={"offences": []}),
    Case("some over none is false", "F", SOME_FRAUD, draft={"offences": []}),
    Case("every over a list left out is unknown", "?", EVERY_FRAUD),
    Case("some over a list left out is unknown", "?", SOME_FRAUD),
    Case("some: one true is enough", "T", SOME_FRAUD, draft={"offences": [MURDER, NOTHING_KNOWN, FRAUD]}),
    Case("some: unknown where none is true and one is open", "?", SOME_FRAUD, draft={"offences": [MURDER, NOTHING_KNOWN]}),
    Case("some: false where all are", "F", SOME_FRAUD, draft={"offences": [MURDER, MURDER]}),
    Case("every: one false is enough", "F", EVERY_FRAUD, draft={"offences": [FRAUD, NOTHING_KNOWN, MURDER]}),
    Case("every: unknown where none is false and one is open", "?", EVERY_FRAUD, draft={"offences": [FRAUD, NOTHING_KNOWN]}),
    Case("every: true where all are", "T", EVERY_FRAUD, draft={"offences": [FRAUD, FRAUD]}),
    Case("not some is every not", "T", {"not": SOME_FRAUD}, draft={"offences": [MURDER]}),
    Case("not every over none is false", "F", {"not": EVERY_FRAUD}, draft={"offences": []}),
    Case(
        "one quantifier inside another", "T", {"every": {"offence": {"some": {"subject": {"subject.minor": True,
        "offence.category": "fraud"}}}}},
        draft={"offences": [FRAUD, FRAUD], "subjects": [{"minor": False}, {"minor": True}]},
    ),
    Case(
        "the inner one over none", "F", {"every": {"offence": {"some": {"subject": {"subject.minor": True}}}}},
        draft={"offences": [FRAUD], "subjects": []},
    ),
    Case(
        "a quantifier inside reads the part bound outside", "T F", {"some": {"subject": {"subject.minor": True,
        "offence.category": "fraud"}}},
        ("offence",), draft={"offences": [FRAUD, MURDER], "subjects": [{"minor": True}]},
    ),
    Case(
        "the categories of each measure", "T F", {"some": {"data": {"data.category": "content"}}}, ("measure",),
        draft={"measures": [{"kind": "production", "data": ["access", "content"]}, {"kind": "interception", "data": ["traffic"]}]},
    ),
    Case(
        "no category of a measure that takes none", "F", {"some": {"data": {"not": {"data.category": "content"}}}}, ("measure",),
        draft={"measures": [{"kind": "hearing-by-video"}]},
    ),
)  # fmt: skip
def test_quantifiers(engine: str, case: Case) -> None:
    assert_means(engine, case)


TRUE_, FALSE_, OPEN_ = {"request.same_state": False}, {"request.same_state": True}, {"request.language": "de"}


@table(
    *(Case(f"all: {a} and {b}", least, {"all": [one, two]})
      for a, one in (("T", TRUE_), ("?", OPEN_), ("F", FALSE_)) for b, two in (("T", TRUE_), ("?", OPEN_), ("F", FALSE_))
      for least in [min(a, b, key="F?T".index)]),
    *(Case(f"any: {a} or {b}", greatest, {"any": [one, two]})
      for a, one in (("T", TRUE_), ("?", OPEN_), ("F", FALSE_)) for b, two in (("T", TRUE_), ("?", OPEN_), ("F", FALSE_))
      for greatest in [max(a, b, key="F?T".index)]),
    Case("not true", "F", {"not": TRUE_}),
    Case("not unknown", "?", {"not": OPEN_}),
    Case("not false", "T", {"not": FALSE_}),
    Case("a contradiction of unknowns stays unknown", "?", {"all": [OPEN_, {"not": OPEN_}]}),
    Case("an excluded middle of unknowns stays unknown", "?", {"any": [OPEN_, {"not": OPEN_}]}),
    Case("several keys are all of them", "F", {**TRUE_, **OPEN_, "instrument": "none"}),
    Case("unless that holds", "F", unless=TRUE_),
    Case("unless that is open", "?", unless=OPEN_),
    Case("unless that fails", "T", unless=FALSE_),
    Case("a condition that fails, unless open", "F", FALSE_, unless=OPEN_),
)  # fmt: skip
def test_three_values(engine: str, case: Case) -> None:
    assert_means(engine, case)


TWELVE = {"offences": [{"maximum_penalty_months": 12, "requested_state_maximum_penalty_months": 12}]}
PENALTY, THERE = "offence.maximum_penalty_months", "offence.requested_state_maximum_penalty_months"


def penalty(test: Any, months: Any) -> Mapped:
    return {"when": {PENALTY: test}, "for_each": ("offence",), "draft": {"offences": [{"maximum_penalty_months": months}]}}


@table(
    Case("equal", "T", **penalty(12, 12)),
    Case("not equal", "F", **penalty(12, 11)),
    Case("at least, the number itself", "T", **penalty({"at_least": 12}, 12)),
    Case("at least, one below", "F", **penalty({"at_least": 12}, 11)),
    Case("more than, the number itself", "F", **penalty({"more_than": 12}, 12)),
    Case("more than, one above", "T", **penalty({"more_than": 12}, 13)),
    Case("at most, the number itself", "T", **penalty({"at_most": 12}, 12)),
    Case("at most, one above", "F", **penalty({"at_most": 12}, 13)),
    Case("less than, the number itself", "F", **penalty({"less_than": 12}, 12)),
    Case("less than, one below", "T", **penalty({"less_than": 12}, 11)),
    Case("one of several numbers", "T", **penalty([6, 12], 12)),
    Case("life is more than any term", "T", **penalty({"more_than": 1199}, "life")),
    Case("death is more than life", "T", **penalty({"more_than": 1200}, "death")),
    Case("a fine is no term at all", "T", **penalty({"at_most": 0}, "fine-only")),
    Case("one of several words", "T", {"offence.category": ["murder", "fraud"]}, ("offence",), draft={"offences": [FRAUD]}),
    Case("one_of written out", "F", {"offence.category": {"one_of": ["murder"]}}, ("offence",), draft={"offences": [FRAUD]}),
    Case("a list includes a word", "T", {"assurances": {"includes": "costs"}}, draft={"assurances": ["return", "costs"]}),
    Case("a list includes none of it", "F", {"assurances": {"includes": "costs"}}, draft={"assurances": ["return"]}),
    Case("a list includes one of several", "T", {"assurances": {"includes_any": ["costs", "return"]}}, draft={"assurances": ["return"]}),
    Case("a list includes none of several", "F", {"assurances": {"includes_any": ["costs", "speciality"]}},
         draft={"assurances": ["return"]}),
    Case("an empty list includes nothing", "F", {"assurances": {"includes": "costs"}}, draft={"assurances": []}),
    Case("a list left out is unknown", "?", {"assurances": {"includes_any": ["costs"]}}),
    Case("another path", "T", {PENALTY: {"at_most": {"path": THERE}}}, ("offence",), draft=TWELVE),
    Case("more than another path", "F", {PENALTY: {"more_than": {"path": THERE}}}, ("offence",), draft=TWELVE),
    Case("another path that is unknown", "?", {PENALTY: {"at_least": {"path": THERE}}}, ("offence",),
         draft={"offences": [{"maximum_penalty_months": 1}]}),
    Case("a path that is unknown against one that is known", "?", {THERE: {"at_least": {"path": PENALTY}}}, ("offence",),
         draft={"offences": [{"maximum_penalty_months": 1}]}),
    Case("in the list of another path", "T", {"request.language": {"one_of": {"path": "request.languages"}}}, draft={"language": "fr"}),
    Case("known, of a value that is there", "T", {"request.language": {"known": True}}, draft={"language": "fr"}),
    Case("known, of a value that is not", "F", {"request.language": {"known": True}}),
    Case("not known", "T", {"request.language": {"known": False}}),
    Case("a value that is false is known", "T", {"subject.minor": {"known": True}}, ("subject",), draft={"subjects": [{"minor": False}]}),
    Case("a day is a day", "T", {"request.as_of": "2026-11-23"}),
    Case("days have an order", "T", {"request.as_of": {"at_least": "2026-11-23"}}),
    Case("a day is before the next", "T", {"request.as_of": {"less_than": "2026-11-24"}}),
)  # fmt: skip
def test_tests_of_values(engine: str, case: Case) -> None:
    assert_means(engine, case)


REQUIRED, MD = {"requested.dual-criminality.required": True}, ("measure", "data")
CRIME, NO_CRIME = {"requested.offences.crime": True}, {"requested.offences.crime": False}


@table(
    Case("no profile: unknown", "?", REQUIRED, MD),
    Case("no statement: unknown", "?", REQUIRED, MD, law={}),
    Case("prose only: unknown", "?", REQUIRED, MD, law={"dual-criminality": [says()]}),
    Case("another field only: unknown", "?", REQUIRED, MD, law={"dual-criminality": [says(effect="may-refuse")]}),
    Case("a statement says so", "T", REQUIRED, MD, law={"dual-criminality": [says(required=True)]}),
    Case("a statement says no", "F", REQUIRED, MD, law={"dual-criminality": [says(required=False)]}),
    Case("one of two says so", "T", REQUIRED, MD, law={"dual-criminality": [says(required=False), says(required=True)]}),
    Case(
        "of two that differ each is said", "T", {"all": [REQUIRED, {"requested.dual-criminality.required": False}]}, MD,
        law={"dual-criminality": [says(required=False), says(required=True)]},
    ),
    Case("prose beside a statement with the field is skipped", "F", REQUIRED, MD, law={"dual-criminality": [says(), says(required=False)]}),
    Case("of another measure: as if there were none", "?", REQUIRED, MD,
         law={"dual-criminality": [says(required=True, measures=["interception"])]}),
    Case("of this measure", "T", REQUIRED, MD, law={"dual-criminality": [says(required=True, measures=["production"])]}),
    Case("of all but another measure", "T", REQUIRED, MD,
         law={"dual-criminality": [says(required=True, measures={"except": ["interception"]})]}),
    Case("of all but this measure", "?", REQUIRED, MD,
         law={"dual-criminality": [says(required=True, measures={"except": ["production"]})]}),
    Case("of coercive measures", "T", REQUIRED, MD, law={"dual-criminality": [says(required=True, coercive=True)]}),
    Case("every selector must admit", "?", REQUIRED, MD,
         law={"dual-criminality": [says(required=True, coercive=True, measures=["interception"])]}),
    Case("its selector is open: it may make it true", "?", REQUIRED, MD, law={"dual-criminality": [says(required=True, data=["content"])]}),
    Case("its selector is open: it cannot make it false", "?", REQUIRED, MD,
         law={"dual-criminality": [says(required=False, data=["content"])]}),
    Case(
        "an exclusion of a value that is open is open", "?", REQUIRED, MD,
        law={"dual-criminality": [says(required=True, data={"except": ["content"]})]}
    ),
    Case(
        "one that applies says no, one that may apply says so", "?", REQUIRED, MD,
        law={"dual-criminality": [says(required=False), says(required=True, data=["content"])]},
    ),
    Case(
        "one that applies says so, one that may apply says no", "T", REQUIRED, MD,
        law={"dual-criminality": [says(required=True), says(required=False, data=["content"])]},
    ),
    Case("the channel is open", "?", {"requested.languages.certified": True}, ("measure",), channel=None,
         law={"languages": [says(certified=True, channels=["diplomatic"])]}),
    Case("the channel is the one", "T", {"requested.languages.certified": True}, ("measure",), channel="diplomatic",
         law={"languages": [says(certified=True, channels=["diplomatic"])]}),
    Case("the instrument is another", "?", {"requested.languages.certified": True}, ("measure",),
         law={"languages": [says(certified=True, instruments=["none"])]}),
    Case("each offence its own statement", "T F ?", CRIME, ("offence",), draft={"offences": [FRAUD, MURDER, {"category": "theft"}]}, law={
        "offences": [says(offences=["fraud"], crime=True), says(offences=["murder"], crime=False)]}),
    Case("an offence that is not named", "?", CRIME, ("offence",), draft={"offences": [NOTHING_KNOWN]},
         law={"offences": [says(crime=True, offences=["fraud"])]}),
    Case("all statements have ended where the end is a no", "F", CRIME, ("offence",),
         law={"offences": [says(crime=True, until="2026-11-22")]}),
    Case("so has the opposite", "F", NO_CRIME, ("offence",), law={"offences": [says(crime=True, until="2026-11-22")]}),
    Case("not of what has ended", "T", {"not": CRIME}, ("offence",), law={"offences": [says(crime=True, until="2026-11-22")]}),
    Case("not begun yet", "F", CRIME, ("offence",), law={"offences": [says(crime=True, **{"from": "2026-11-24"})]}),
    Case("one has ended, one has not", "T", CRIME, ("offence",), law={"offences": [says(crime=False, until="2020-01-01"),
         says(crime=True)]}),
    Case(
        "one has ended, the other is of another offence", "?", CRIME, ("offence",), draft={"offences": [FRAUD]},
        law={"offences": [says(crime=True, until="2020-01-01"), says(crime=True, offences=["murder"])]},
    ),
    Case("prose that has ended says nothing", "?", CRIME, ("offence",), law={"offences": [says(until="2020-01-01")]}),
    Case("an end that is no answer leaves it unknown", "?", REQUIRED, MD,
         law={"dual-criminality": [says(required=True, until="2020-01-01")]}),
    Case("from: its first day counts", "T", REQUIRED, MD, law={"dual-criminality": [says(required=True, **{"from": "2026-11-23"})]}),
    Case("from: not the day before", "?", REQUIRED, MD, law={"dual-criminality": [says(required=True, **{"from": "2026-11-24"})]}),
    Case("until: its last day counts", "T", REQUIRED, MD, law={"dual-criminality": [says(required=True, until="2026-11-23")]}),
    Case("until: not the day after", "?", REQUIRED, MD, law={"dual-criminality": [says(required=True, until="2026-11-22")]}),
    Case("the law of another day", "T", REQUIRED, MD, day=date(2026, 11, 22),
         law={"dual-criminality": [says(required=True, until="2026-11-22")]}),
)  # fmt: skip
def test_sections_read_as_a_whole(engine: str, case: Case) -> None:
    assert_means(engine, case)


RETENTION = ("measure", "data", "requested.retention")
IN_FORCE, ERASED = {"requested.retention.status": "in-force"}, {"requested.retention.erased_after": True}
BOTH = {**IN_FORCE, **ERASED}
SOME_BOTH, EVERY_IN_FORCE = {"some": {"requested.retention": BOTH}}, {"every": {"requested.retention": IN_FORCE}}
SUBSCRIBER = {"measures": [{"kind": "production", "data": ["subscriber"]}]}
SPLIT = {"retention": [says(status="in-force", erased_after=False), says(status="annulled", erased_after=True)]}


@table(
    Case("no statement is one of which nothing is known", "?", IN_FORCE, RETENTION, law={}),
    Case("no profile likewise", "?", IN_FORCE, RETENTION),
    Case("prose is no statement a rule could read", "?", IN_FORCE, RETENTION, law={"retention": [says()]}),
    Case("each statement is a part", "T F", IN_FORCE, RETENTION, law={"retention": [says(status="in-force"), says(status="annulled")]}),
    Case("a field left out is unknown", "?", ERASED, RETENTION, law={"retention": [says(status="in-force")]}),
    Case("read as a whole the same field is skipped", "T", ERASED, MD, law={"retention": [says(status="in-force"),
         says(erased_after=True)]}),
    Case("a statement of other data is no part", "T", IN_FORCE, RETENTION, draft=SUBSCRIBER, law={
        "retention": [says(status="in-force", data=["subscriber"]), says(status="in-force", data=["content"])]}),
    Case("only statements of other data: one of which nothing is known", "?", IN_FORCE, RETENTION, draft=SUBSCRIBER, law={
        "retention": [says(status="in-force", data=["content"])]}),
    Case("whether it applies is open", "?", IN_FORCE, RETENTION, law={"retention": [says(status="in-force", data=["content"])]}),
    Case("whether it applies is open, and it says no", "F", IN_FORCE, RETENTION,
         law={"retention": [says(status="annulled", data=["content"])]}),
    Case("what has ended is false where the end is a no", "F", IN_FORCE, RETENTION,
         law={"retention": [says(status="in-force", until="2020-01-01")]}),
    Case("not even its opposite holds of what has ended", "F", {"not": IN_FORCE}, RETENTION,
         law={"retention": [says(status="in-force", until="2020-01-01")]}),
    Case("all paths mean one statement", "F F", BOTH, RETENTION, law=SPLIT),
    Case("read as a whole each path may mean another", "T", BOTH, MD, law=SPLIT),
    Case("some: in one and the same statement", "F", SOME_BOTH, MD, law=SPLIT),
    Case("some: one statement has both", "T", SOME_BOTH, MD, law={"retention": [says(status="in-force", erased_after=True)]}),
    Case("some over no statement is unknown", "?", SOME_BOTH, MD, law={}),
    Case("some over what has ended is false", "F", SOME_BOTH, MD, law={"retention": [says(status="in-force", until="2020-01-01")]}),
    Case("every over no statement is unknown", "?", EVERY_IN_FORCE, MD, law={}),
    Case("every over what has ended is true", "T", EVERY_IN_FORCE, MD, law={"retention": [says(status="annulled", until="2020-01-01")]}),
    Case("every statement that applies", "T", EVERY_IN_FORCE, MD, law={"retention": [says(status="in-force"),
         says(status="in-force", period="1 day")]}),
    Case("one that applies fails", "F", EVERY_IN_FORCE, MD, law={"retention": [says(status="in-force"), says(status="annulled")]}),
    Case("one that may apply fails", "?", EVERY_IN_FORCE, MD, law={"retention": [says(status="in-force"),
         says(status="annulled", data=["content"])]}),
    Case("one that does not apply fails", "T", EVERY_IN_FORCE, MD, draft=SUBSCRIBER, law={
        "retention": [says(status="in-force"), says(status="annulled", data=["content"])]}),
    Case("some: one that may apply holds", "?", SOME_BOTH, MD,
         law={"retention": [says(status="in-force", erased_after=True, data=["content"])]}),
    Case(
        "of each category its own", "T F", IN_FORCE, RETENTION,
        draft={"measures": [{"kind": "production", "data": ["subscriber", "content"]}]},
        law={"retention": [says(status="in-force", data=["subscriber"]), says(status="annulled", data={"except": ["subscriber"]})]},
    ),
    Case(
        "a statement compared with the draft", "T F", {PENALTY: {"at_least": {"path": "requested.disclosure.minimum_penalty_months"}}},
        ("measure", "data", "offence", "requested.disclosure"), draft={"offences": [{"maximum_penalty_months": 12}]},
        law={"disclosure": [says(minimum_penalty_months=12), says(minimum_penalty_months=13)]},
    ),
    Case(
        "compared with a field left out", "?", {PENALTY: {"at_least": {"path": "requested.disclosure.minimum_penalty_months"}}},
        ("measure", "data", "offence", "requested.disclosure"), draft={"offences": [{"maximum_penalty_months": 12}]},
        law={"disclosure": [says(available=True)]},
    ),
)  # fmt: skip
def test_sections_bound_as_parts(engine: str, case: Case) -> None:
    assert_means(engine, case)


HEARING = {"measures": [{"kind": "hearing-by-video"}]}
AVAILABLE, MDN = {"requested.disclosure.available": True}, ("measure", "data-or-none", "offence")
MDO = ("measure", "data", "offence")
BUT_CONTENT = {"disclosure": [says(available=True, data={"except": ["content"]})]}
BUT_CONTENT_NO = {"disclosure": [says(available=False, data={"except": ["content"]})]}


@table(
    Case("data: a measure that takes none has no part", "", AVAILABLE, MDO, draft=HEARING, law={"disclosure": [says(available=True)]}),
    Case("data-or-none: it has one", "T", AVAILABLE, MDN, draft=HEARING, law={"disclosure": [says(available=True)]}),
    Case("data-or-none: the categories of a measure that takes data", "T", AVAILABLE, MDN, draft=SUBSCRIBER, law=BUT_CONTENT),
    Case("it is no category", "F", {"data.category": "subscriber"}, ("measure", "data-or-none"), draft=HEARING),
    Case("not even an unknown one", "T", {"data.category": {"known": True}}, ("measure", "data-or-none"), draft=HEARING),
    Case("a statement of some data does not apply to it", "?", AVAILABLE, MDN, draft=HEARING,
         law={"disclosure": [says(available=True, data=["subscriber"])]}),
    Case("an exclusion does not admit it", "?", AVAILABLE, MDN, draft=HEARING, law=BUT_CONTENT),
    Case("an exclusion does not admit it to say no either", "?", AVAILABLE, MDN, draft=HEARING, law=BUT_CONTENT_NO),
    Case("bound, an exclusion does not admit it: nothing is known", "?", AVAILABLE, (*MDN, "requested.disclosure"), draft=HEARING,
         law=BUT_CONTENT),
    Case("bound, an exclusion does not admit it to say no", "?", {"not": AVAILABLE}, (*MDN, "requested.disclosure"), draft=HEARING,
         law=BUT_CONTENT_NO),
    Case(
        "bound, only the statement that names no data is left", "F", AVAILABLE, (*MDN, "requested.disclosure"), draft=HEARING,
        law={"disclosure": [says(available=True, data={"except": ["content"]}), says(available=False)]},
    ),
    Case("some statement", "?", {"some": {"requested.disclosure": AVAILABLE}}, MDN, draft=HEARING, law=BUT_CONTENT),
    Case("every statement", "?", {"every": {"requested.disclosure": AVAILABLE}}, MDN, draft=HEARING, law=BUT_CONTENT_NO),
    Case(
        "of two measures one takes data", "T F", {"data.category": "subscriber"}, ("measure", "data-or-none"),
        draft={"measures": [{"kind": "production", "data": ["subscriber"]}, {"kind": "hearing-by-video"}]},
    ),
    Case(
        "a measure that takes items but no data", "F", {"data.category": "subscriber"}, ("measure", "item", "data-or-none"),
        draft={"measures": [{"kind": "domain-registration"}], "items": [{}]},
    ),
    Case("no item of a measure that takes none", "", {"item.purpose": "evidence"}, ("measure", "item"), draft=HEARING | {"items": [{}]}),
)  # fmt: skip
def test_measures_that_take_no_data(engine: str, case: Case) -> None:
    assert_means(engine, case)


URGENT, IN_FRENCH, DIPLOMATIC = {"request.urgency": "urgent"}, {"request.language": "fr"}, {"channel": "diplomatic"}
HOLDS = {"request.same_state": False}


def statute(draft: Mapped, channel: str | None) -> tuple[list[Mapped], FactBase]:
    """A general rule, its exception, and the exception to that, unless the request goes by diplomatic channel."""
    rules = [
        rule("back", IN_FRENCH, unless=DIPLOMATIC, exception_to="test.waived"),
        rule("waived", URGENT, exception_to="test.general"),
        rule("general", HOLDS),
    ]
    return rules, facts_of(draft, None, channel=channel)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("draft", "channel", "general", "waived", "back"),
    [
        ({"urgency": "routine", "language": "de"}, "informal", "T", "F", "F"),
        ({"urgency": "urgent", "language": "de"}, "informal", "F", "T", "F"),
        ({"urgency": "urgent", "language": "fr"}, "informal", "T", "F", "T"),
        ({"urgency": "urgent", "language": "fr"}, "diplomatic", "F", "T", "F"),
        ({"urgency": "routine", "language": "fr"}, "informal", "T", "F", "T"),
        ({"urgency": "urgent"}, "informal", "?", "?", "?"),
        ({"urgency": "urgent"}, "diplomatic", "F", "T", "F"),
        ({"urgency": "urgent", "language": "fr"}, None, "?", "?", "?"),
        ({"language": "fr"}, "informal", "T", "F", "T"),
        ({"language": "de"}, "informal", "?", "?", "F"),
        ({}, None, "?", "?", "?"),
    ],
)
def test_a_rule_its_exception_and_the_exception_to_the_exception(
    engine: str, draft: Mapped, channel: str | None, general: str, waived: str, back: str
) -> None:
    rules, facts = statute(draft, channel)
    base = rulebase(rules)
    found = {name: values(engine, base, facts, f"test.{name}", {}) for name in ("general", "waived", "back")}
    assert found == {"general": general, "waived": waived, "back": back}


def exceptions(*written: Mapped, **more: Any) -> Mapped:
    return {"before": written, "when": HOLDS, **more}


@table(
    Case("an exception that is open leaves a false rule false", "F", FALSE_, before=(rule("e", OPEN_, exception_to="test.asked"),)),
    Case("one of two exceptions is enough", "F", **exceptions(rule("e1", FALSE_, exception_to="test.asked"),
         rule("e2", HOLDS, exception_to="test.asked"))),
    Case("one of two is open, the other fails", "?", **exceptions(rule("e1", OPEN_, exception_to="test.asked"),
         rule("e2", FALSE_, exception_to="test.asked"))),
    Case("an exception for one offence is for any", "F", draft={"offences": [FRAUD, MURDER]}, **exceptions(rule("e", IS_FRAUD,
         ("offence",), exception_to="test.asked"))),
    Case("an exception for the offence itself", "F T", for_each=("offence",), draft={"offences": [FRAUD, MURDER]},
         **exceptions(rule("e", IS_FRAUD, ("offence",), exception_to="test.asked"))),
    Case("an exception of the request as a whole", "F F", for_each=("offence",), draft={"offences": [FRAUD, MURDER]},
         **exceptions(rule("e", HOLDS, exception_to="test.asked"))),
    Case("an exception that ranges over more parts", "T F", for_each=("offence",), draft={"offences": [MURDER, FRAUD],
         "subjects": [{"minor": False}, {"minor": True}]},
         **exceptions(rule("e", {**IS_FRAUD, "subject.minor": True}, ("offence", "subject"), exception_to="test.asked"))),
    Case("an exception over a list given empty never holds", "T", draft={"offences": []}, **exceptions(rule("e", HOLDS,
         ("offence",), exception_to="test.asked"))),
    Case("an exception over a list left out is open", "?", **exceptions(rule("e", IS_FRAUD, ("offence",), exception_to="test.asked"))),
    Case("an exception whose law is recalled", "F?", **exceptions(rule("e", HOLDS, basis=("recalled",), exception_to="test.asked"))),
    Case("an exception by another part", "F F", for_each=("subject",), draft={"offences": [FRAUD], "subjects": [{}, {}]},
         **exceptions(rule("e", IS_FRAUD, ("offence",), exception_to="test.asked"))),
)  # fmt: skip
def test_exceptions_over_parts(engine: str, case: Case) -> None:
    assert_means(engine, case)


def concluding(*written: Mapped, reads: Mapped, **more: Any) -> Mapped:
    return {"before": written, "when": reads, **more}


CONTENT, DOOR, MET = {"content.sought": True}, {"emergency.door": True}, {"dual-criminality.met": True}
NEEDED = {"dual-criminality.required": True}
TWO_MEASURES = {"measures": [{"kind": "production", "data": ["subscriber", "content"]}, {"kind": "production", "data": ["traffic"]}]}


@table(
    Case("a conclusion no rule reaches is false", "F", DOOR),
    Case("and its opposite true", "T", {"emergency.door": False}),
    Case("a conclusion of the request", "T", **concluding(rule("c", HOLDS, conclude="emergency.door"), reads=DOOR)),
    Case("an open one", "?", **concluding(rule("c", OPEN_, conclude="emergency.door"), reads=DOOR)),
    Case("false of an open one is open", "?", **concluding(rule("c", OPEN_, conclude="emergency.door"), reads={"emergency.door": False})),
    Case("one of two rules is enough", "T", **concluding(rule("c1", OPEN_, conclude="emergency.door"), rule("c2", HOLDS,
         conclude="emergency.door"), reads=DOOR)),
    Case("one open, one false", "?", **concluding(rule("c1", OPEN_, conclude="emergency.door"), rule("c2", FALSE_,
         conclude="emergency.door"), reads=DOOR)),
    Case("a rule with more parts than the conclusion: for some of them", "T F", for_each=("measure",), draft=TWO_MEASURES,
         **concluding(rule("c", {"data.category": "content"}, ("measure", "data"), conclude="content.sought"), reads=CONTENT)),
    Case("a rule with fewer parts than the conclusion: for all of them", "T T F F",
         for_each=("measure", "offence"), draft={"measures": [{"kind": "production"}, {"kind": "interception"}],
         "offences": [FRAUD, MURDER]},
         **concluding(rule("c", {"measure.kind": "production"}, ("measure",), conclude="political.excluded"),
         reads={"political.excluded": True})),
    Case("a rule without parts concludes for every part", "T T", for_each=("offence",), draft={"offences": [FRAUD, MURDER]},
         **concluding(rule("c", HOLDS, conclude="dual-criminality.met"), reads=MET)),
    Case("a reader with more parts than the conclusion", "T T F F", for_each=("measure", "offence"),
         draft=TWO_MEASURES | {"offences": [FRAUD, MURDER]},
         **concluding(rule("c", {"data.category": "content"}, ("measure", "data"), conclude="content.sought"), reads=CONTENT)),
    Case("a rule with other parts than the conclusion: for some of them", "T T", for_each=("measure",),
         draft=TWO_MEASURES | {"offences": [MURDER, FRAUD]},
         **concluding(rule("c", IS_FRAUD, ("offence",), conclude="content.sought"), reads=CONTENT)),
    Case("a rule over a list given empty concludes nothing", "F", for_each=("measure",), draft={"offences": []},
         **concluding(rule("c", HOLDS, ("offence",), conclude="content.sought"), reads=CONTENT)),
    Case("a rule over a list given empty concludes nothing, though its condition is settled by the measure", "T",
         for_each=("measure",), draft={"offences": []},
         **concluding(rule("c", {"measure.kind": "production"}, ("measure", "offence"), conclude="content.sought"),
         reads={"content.sought": False})),
    Case("a rule over data concludes nothing of a measure that takes none, though its condition is settled by the measure", "T",
         for_each=("measure", "data-or-none", "offence"), draft=HEARING,
         **concluding(rule("c", {"measure.kind": "hearing-by-video"}, ("measure", "data"), conclude="dual-criminality.required"),
         reads={"dual-criminality.required": False})),
    Case("a rule over data-or-none concludes of a measure that takes none", "T", for_each=("measure", "data-or-none", "offence"),
         draft=HEARING,
         **concluding(rule("c", {"measure.kind": "hearing-by-video"}, ("measure", "data-or-none"),
         conclude="dual-criminality.required"), reads=NEEDED)),
    Case("of each category its own", "T F", for_each=("measure", "data", "offence"), draft={"measures": TWO_MEASURES["measures"][:1]},
         **concluding(rule("c", {"data.category": "subscriber"}, ("measure", "data"), conclude="dual-criminality.required"), reads=NEEDED)),
    Case("a conclusion that rests on another", "T", **concluding(
        rule("c1", HOLDS, conclude="emergency.door"), rule("c2", {"not": {"not": DOOR}}, conclude="channel.direct"),
        reads={"channel.direct": True})),
    Case("a conclusion under a quantifier", "T", draft={"offences": [MURDER, FRAUD]},
         **concluding(rule("c", IS_FRAUD, ("offence",), conclude="dual-criminality.met"), reads={"some": {"offence": MET}})),
    Case("every conclusion under a quantifier", "F", draft={"offences": [MURDER, FRAUD]},
         **concluding(rule("c", IS_FRAUD, ("offence",), conclude="dual-criminality.met"), reads={"every": {"offence": MET}})),
    Case("a conclusion with an exception", "F", **concluding(
        rule("c", HOLDS, conclude="emergency.door"), rule("e", HOLDS, exception_to="test.c"), reads=DOOR)),
    Case("a conclusion of recalled law", "T?", **concluding(rule("c", HOLDS, basis=("recalled",), conclude="emergency.door"), reads=DOOR)),
    Case("read law beside recalled law", "T", **concluding(
        rule("c1", HOLDS, basis=("recalled",), conclude="emergency.door"), rule("c2", HOLDS, conclude="emergency.door"), reads=DOOR)),
    Case("a rule over measures concludes of the request for any of them", "T F", for_each=("measure",),
         draft={"measures": [{"kind": "interception"}, {"kind": "production"}]},
         **concluding(rule("c", {"measure.kind": "production"}, ("measure",), conclude="channel.direct"),
                      reads={"channel.direct": True, "measure.kind": "interception"})),
    Case("and no opposite for the others", "F F", for_each=("measure",),
         draft={"measures": [{"kind": "interception"}, {"kind": "production"}]},
         **concluding(rule("c", {"measure.kind": "production"}, ("measure",), conclude="channel.direct"), reads={"channel.direct": False})),
    Case("a conclusion that gathers statements", "T", for_each=("measure",), law={"retention": [says(status="annulled"),
         says(status="in-force")]},
         **concluding(rule("c", IN_FORCE, RETENTION, conclude="content.sought"), reads=CONTENT)),
)  # fmt: skip
def test_conclusions(engine: str, case: Case) -> None:
    assert_means(engine, case)


GROUND = ("measure", "offence", "requested.refusal-grounds")


@table(
    Case("a recalled statement is likely, not sure", "T?", REQUIRED, MD, law={"dual-criminality": [says(required=True, basis="recalled")]}),
    Case("so is its no", "F?", REQUIRED, MD, law={"dual-criminality": [says(required=False, basis="recalled")]}),
    Case("not of a recalled no", "T?", {"not": REQUIRED}, MD, law={"dual-criminality": [says(required=False, basis="recalled")]}),
    Case("a recalled yes beside a read no", "T?", REQUIRED, MD, law={"dual-criminality": [says(required=True, basis="recalled"),
         says(required=False)]}),
    Case("a read yes beside a recalled no", "T", REQUIRED, MD, law={"dual-criminality": [says(required=True),
         says(required=False, basis="recalled")]}),
    Case("recalled, and whether it applies is open", "?", REQUIRED, MD,
         law={"dual-criminality": [says(required=True, basis="recalled", data=["content"])]}),
    Case("recalled and unknown", "?", {"all": [REQUIRED, OPEN_]}, MD, law={"dual-criminality": [says(required=True, basis="recalled")]}),
    Case("recalled and false", "F", {"all": [REQUIRED, FALSE_]}, MD, law={"dual-criminality": [says(required=True, basis="recalled")]}),
    Case("recalled or unknown", "T?", {"any": [REQUIRED, OPEN_]}, MD, law={"dual-criminality": [says(required=True, basis="recalled")]}),
    Case("one field read in a recalled statement", "T", REQUIRED, MD, law={
        "dual-criminality": [says(required=True, effect="may-refuse", basis="recalled", basis_of={"required": "read"})]}),
    Case("one field recalled in a read statement", "T?", REQUIRED, MD, law={
        "dual-criminality": [says(required=True, effect="may-refuse", basis_of={"required": "recalled"})]}),
    Case("the other field stays read", "T", {"requested.dual-criminality.effect": "may-refuse"}, MD, law={
        "dual-criminality": [says(required=True, effect="may-refuse", basis_of={"required": "recalled"})]}),
    Case("bound, a recalled field", "T?", IN_FORCE, RETENTION, law={"retention": [says(status="in-force", basis="recalled")]}),
    Case("bound, what a recalled statement is about is sure", "T", {"requested.refusal-grounds.ground": "torture"}, GROUND, law={
        "refusal-grounds": [says(ground="torture", applies=True, basis="recalled")]}),
    Case("bound, what it claims is not", "T?", {"requested.refusal-grounds.applies": True}, GROUND, law={
        "refusal-grounds": [says(ground="torture", applies=True, basis="recalled")]}),
    Case("known is as sure as the field", "T?", {"requested.retention.status": {"known": True}}, RETENTION,
         law={"retention": [says(status="in-force", basis="recalled")]}),
    Case("the other operand is recalled", "T?", {PENALTY: {"at_least": {"path": "requested.disclosure.minimum_penalty_months"}}},
         ("measure", "data", "offence", "requested.disclosure"), draft={"offences": [{"maximum_penalty_months": 12}]},
         law={"disclosure": [says(minimum_penalty_months=12, basis="recalled")]}),
    Case("a rule that rests on recalled law alone", "T?", basis=("recalled",)),
    Case("a rule that rests on recalled law twice", "T?", basis=("recalled", "recalled")),
    Case("a rule that rests on read law too", "T", basis=("recalled", "read")),
    Case("a rule of recalled law that fails", "F", FALSE_, basis=("recalled",)),
    Case("a rule of recalled law that is open", "?", OPEN_, basis=("recalled",)),
    Case("a source of the year is not younger than the day", "T", REQUIRED, MD,
         law={"dual-criminality": [says(required=True, state_of="2026")]}),
    Case("a source of the month", "T", REQUIRED, MD, law={"dual-criminality": [says(required=True, state_of="2026-11")]}),
    Case("a source of the day", "T", REQUIRED, MD, law={"dual-criminality": [says(required=True, state_of="2026-11-23")]}),
    Case("a source of the next day counts as recalled", "T?", REQUIRED, MD,
         law={"dual-criminality": [says(required=True, state_of="2026-11-24")]}),
    Case("a source of the next month counts as recalled", "T?", REQUIRED, MD,
         law={"dual-criminality": [says(required=True, state_of="2026-12")]}),
    Case("a source of the next year counts as recalled", "F?", REQUIRED, MD,
         law={"dual-criminality": [says(required=False, state_of="2027")]}),
    Case("a dated statement is sure on both sides: from", "T", REQUIRED, MD, law={
        "dual-criminality": [says(required=True, state_of="2027", **{"from": "2020-01-01"})]}),
    Case("a dated statement is sure on both sides: until", "T", REQUIRED, MD, law={
        "dual-criminality": [says(required=True, state_of="2027", until="2028-01-01")]}),
    Case("a recalled statement is recalled whatever its dates", "T?", REQUIRED, MD, law={
        "dual-criminality": [says(required=True, basis="recalled", **{"from": "2020-01-01"})]}),
)  # fmt: skip
def test_how_sure_the_law_is(engine: str, case: Case) -> None:
    assert_means(engine, case)


def reserves(*listed: Mapped, word: str = "budapest-29-4") -> Mapped:
    return {"when": {"requested.reserved": {"includes": word}}, "law": {"reservations": list(listed)}}


MADE, NOT_MADE = says(provision="budapest-29-4", made=True), says(provision="budapest-29-4", made=False)
COMPLETE = says(complete="budapest")


@table(
    Case("no profile", "?", {"requested.reserved": {"includes": "budapest-29-4"}}),
    Case("nothing is said", "?", **reserves()),
    Case("made", "T", **reserves(MADE)),
    Case("not made", "F", **reserves(NOT_MADE)),
    Case("made, recalled", "T?", **reserves(MADE | {"basis": "recalled"})),
    Case("not made, recalled", "F?", **reserves(NOT_MADE | {"basis": "recalled"})),
    Case("made, in a source younger than the day", "T?", **reserves(MADE | {"state_of": "2027"})),
    Case("another one made", "?", **reserves(says(provision="budapest-2", made=True))),
    Case("the list is complete, and it is not on it", "F", **reserves(COMPLETE, says(provision="budapest-2", made=True))),
    Case("the list is complete, and it is on it", "T", **reserves(COMPLETE, MADE)),
    Case("that the list is complete is recalled", "F?", **reserves(COMPLETE | {"basis": "recalled"})),
    Case("the list to another instrument is complete", "?", **reserves(says(complete="budapest-2ap"))),
    Case("the list to the Convention is not the list to its Protocol", "?", **reserves(COMPLETE, word="budapest-2ap-7-9-a")),
    Case("the list to the Protocol is complete", "F", **reserves(COMPLETE, says(complete="budapest-2ap"), word="budapest-2ap-7-9-a")),
    Case("withdrawn before the day", "?", **reserves(MADE | {"until": "2026-11-22"})),
    Case("withdrawn before the day from a list that is complete", "F", **reserves(MADE | {"until": "2026-11-22"}, COMPLETE)),
    Case("withdrawn on the day", "T", **reserves(MADE | {"until": "2026-11-23"}, COMPLETE)),
    Case("not of made", "F", {"not": {"requested.reserved": {"includes": "budapest-29-4"}}}, law={"reservations": [MADE]}),
    Case("of the other side nothing is known", "?", {"requesting.reserved": {"includes": "budapest-29-4"}}, law={"reservations": [MADE]}),
)  # fmt: skip
def test_the_ledger_of_reservations(engine: str, case: Case) -> None:
    assert_means(engine, case)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("owner", "kind", "draft", "instrument", "expected"),
    [
        ("DE", "jurisdiction", {}, "budapest", "T"),
        ("FR", "jurisdiction", {}, "budapest", "F"),
        ("DE", "jurisdiction", {"requesting": {"jurisdiction": "DE"}, "requested": {"jurisdiction": "FR"}}, "budapest", "F"),
        ("budapest", "instrument", {}, "budapest", "T"),
        ("budapest", "instrument", {}, "none", "F"),
        ("meta", "provider", {"requested": {"jurisdiction": "DE", "provider": "meta"}}, "budapest", "T"),
        ("meta", "provider", {"requested": {"jurisdiction": "DE", "provider": "google"}}, "budapest", "F"),
    ],
)
def test_a_requirement_of_a_profile_applies_to_it_alone(
    engine: str, owner: str, kind: str, draft: Mapped, instrument: str, expected: str
) -> None:
    base = rulebase([rule("asked", HOLDS)], owner)
    assert values(engine, base, facts_of(draft, None, instrument), "test.asked", {owner: kind}) == expected


@table(
    Case("the period had ended", "T", {"requested.retention.elapsed": True}, ("measure", "item", "data", "requested.retention"),
         draft={"items": [{"until": "2025-11-22"}]}, law={"retention": [says(period="1 year")]}),
    Case("on its last day it runs", "F", {"requested.retention.elapsed": True}, ("measure", "item", "data", "requested.retention"),
         draft={"items": [{"until": "2025-11-23"}]}, law={"retention": [says(period="1 year")]}),
    Case("of an item without time it is unknown", "?", {"requested.retention.elapsed": True}, ("measure", "item", "data",
         "requested.retention"),
         draft={"items": [{}]}, law={"retention": [says(period="1 year")]}),
    Case("of a statement without period it is unknown", "?", {"requested.retention.elapsed": True}, ("measure", "item", "data",
         "requested.retention"),
         draft={"items": [{"until": "2020-01-01"}]}, law={"retention": [says(status="in-force")]}),
    Case("a recalled period", "T?", {"requested.retention.elapsed": True}, ("measure", "item", "data", "requested.retention"),
         draft={"items": [{"until": "2020-01-01"}]}, law={"retention": [says(period="1 year", basis="recalled")]}),
    Case("a period from the end of the account is not shown to have ended", "F", {"requested.retention.elapsed": True},
         ("measure", "item", "data", "requested.retention"), draft={"items": [{"until": "2020-01-01"}]},
         law={"retention": [says(period="1 year", runs_from="account-end")]}),
    Case("days left", "T", {"requested.retention.days_left": 1}, ("measure", "item", "data", "requested.retention"),
         draft={"items": [{"until": "2026-11-14"}]}, law={"retention": [says(period="10 days")]}),
    Case("none are left once it is over", "T", {"requested.retention.days_left": 0}, ("measure", "item", "data", "requested.retention"),
         draft={"items": [{"until": "2026-01-01"}]}, law={"retention": [says(period="10 days")]}),
    Case("some statement", "T", {"some": {"requested.retention": {"requested.retention.elapsed": True}}}, ("measure", "item", "data"),
         draft={"items": [{"until": "2026-01-01"}]}, law={"retention": [says(period="10 days"), says(period="10 years")]}),
)  # fmt: skip
def test_fields_worked_out_from_statement_and_item(engine: str, case: Case) -> None:
    assert_means(engine, case)
