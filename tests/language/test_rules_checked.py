"""A mistake in a rule gives one problem, at its line and column, with what was expected and the nearest valid word."""

from __future__ import annotations

import pytest

from legalcheck.language.rulebase import RuleBase, build_rulebase
from legalcheck.law.profiles import LocatedRule
from legalcheck.models.check import checked
from legalcheck.models.rule import RuleFile
from legalcheck.reading.problems import InputError, Problem
from legalcheck.reading.yaml_text import read_bytes
from legalcheck.vocabulary import shipped_vocabulary

MARK = "«"
"""Stands in a text where a problem is expected; it is taken out before the text is read."""

HEAD = "schema: rules/1\ntheme: test\nrules:\n"
BASIS = "    basis: [{title: A law, locator: art. 1, basis: read}]\n"
FINDING = "    finding: {severity: warning, topic: legal-basis, effect: practice}\n    message: So.\n"
BLOCKER = "    finding: {severity: blocker, topic: legal-basis, effect: may-refuse}\n    message: So.\n"


def rule(body: str, *, name: str = "test.one", concludes: str = FINDING, basis: str = BASIS) -> str:
    """One rule of a file: `body` is its conditions, indented by four."""
    return f"  - id: {name}\n" + "".join(f"    {line}\n" for line in body.strip("\n").split("\n")) + concludes + basis


def load(text: str) -> RuleBase:
    """The rules of a text, read and checked as those of a file are."""
    document = read_bytes(text.encode(), "rules/test.yaml")
    model = checked(document, RuleFile)
    located = [
        LocatedRule(one, document.name, document.position(("rules", index))[0], document, ("rules", index))
        for index, one in enumerate(model.rules)
    ]
    return build_rulebase(located, shipped_vocabulary())


def problems(text: str) -> tuple[list[Problem], list[tuple[int, int]]]:
    """The problems of a text, and the places that are marked in it."""
    places = []
    while MARK in text:
        before, _, after = text.partition(MARK)
        places.append((before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1))
        text = before + after
    with pytest.raises(InputError) as caught:
        load(text)
    return list(caught.value.problems), places


def assert_one_problem(text: str, *words: str) -> None:
    found, places = problems(HEAD + text)
    assert [(problem.file, problem.line, problem.column) for problem in found] == [("rules/test.yaml", *place) for place in places], found
    assert len(found) == 1, found
    for word in words:
        assert word in found[0].message


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("when: {«request.urgancy: urgent}", ["unknown path 'request.urgancy'", "did you mean 'request.urgency'?"]),
        ("when: {«zzz.qqq.xxx: urgent}", ["unknown path 'zzz.qqq.xxx'"]),
        ("when: {«al: [{channel: diplomatic}]}", ["unknown path 'al'", "did you mean 'all'?"]),
        ("when: {«emergency.doors: true}", ["unknown path 'emergency.doors'", "did you mean 'emergency.door'?"]),
        ("when:\n  not:\n    all:\n      - channel: diplomatic\n      - {«chanel: diplomatic}", ["'chanel'", "did you mean 'channel'?"]),
        ("for_each: [offence]\nwhen: {channel: diplomatic}\nunless: {«offence.kategory: fraud}", ["'offence.kategory'",
        "'offence.category'?"]),
        ("when: {«requested.retention.state: in-force}", ["'requested.retention.state'", "did you mean 'requested.retention.status'?"]),
    ],
)
def test_an_unknown_path(body: str, words: list[str]) -> None:
    assert_one_problem(rule(body), *words)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("for_each: [«offense]\nwhen: {channel: diplomatic}", ["'offense' is no part", "did you mean 'offence'?"]),
        ("for_each:\n  - measure\n  - «requested.retentions\nwhen: {channel: diplomatic}", ["'requested.retentions' is no part",
        "'requested.retention'?"]),
        ("for_each: [measure, data, «instrument.retention]\nwhen: {channel: diplomatic}", ["'instrument.retention' is no part"]),
        ("when: {some: {«ofence: {offence.category: fraud}}}", ["'ofence' is no part", "did you mean 'offence'?"]),
        ("when: {every: {«subjects: {subject.minor: true}}}", ["'subjects' is no part", "did you mean 'subject'?"]),
        ("for_each: [«offence-or-none]\nwhen: {channel: diplomatic}", ["only `data-or-none` may be optional"]),
        ("for_each: [offence, «offence]\nwhen: {channel: diplomatic}", ["'offence' is there twice"]),
        ("for_each: [measure, data, «data-or-none]\nwhen: {channel: diplomatic}", ["'data' is there twice"]),
        ("for_each: [offence]\nwhen: {some: {«offence: {offence.category: fraud}}}", ["'offence' is bound already"]),
    ],
)
def test_an_unknown_part(body: str, words: list[str]) -> None:
    assert_one_problem(rule(body), *words)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("when: {«offence.category: fraud}", ["offence.category is about 'offence', which is not bound here"]),
        ("for_each: [subject]\nwhen: {channel: diplomatic, «offence.category: fraud}", ["is about 'offence'"]),
        ("for_each: [offence]\nwhen: {offence.maximum_penalty_months: {at_least: {path: «item.age_days}}}",
         ["item.age_days is about 'item'"]),
        ("for_each: «[data]\nwhen: {channel: diplomatic}", ["'data' needs 'measure' to be bound too"]),
        ("for_each: «[item]\nwhen: {channel: diplomatic}", ["'item' needs 'measure' to be bound too"]),
        ("when: {some: {data: «{data.category: content}}}", ["'data' needs 'measure' to be bound too"]),
        ("for_each: [measure]\nwhen: {«content.sought: true, «dual-criminality.met: true}".replace("«content",
        "content"), ["dual-criminality.met is about 'offence'"]),
        ("for_each: [measure]\nwhen: {dual-criminality.required: true}".replace("dual-criminality.required",
        "«political.excluded"), ["is about 'offence'"]),
    ],
)
def test_a_part_that_is_not_bound(body: str, words: list[str]) -> None:
    assert_one_problem(rule(body), *words)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("when: {requested.offences.crime: «true}", ["'requested.offences' needs 'offence' to be bound too"]),
        ("for_each: [measure]\nwhen: {requested.dual-criminality.required: «true}",
         ["'requested.dual-criminality' needs 'data' to be bound too"]),
        ("for_each: «[measure, requested.retention]\nwhen: {channel: diplomatic}", ["'requested.retention' needs 'data' to be bound too"]),
        ("when: {some: {requested.offences: «{requested.offences.crime: true}}}", ["'requested.offences' needs 'offence' to be bound too"]),
        ("for_each: [measure, data]\nwhen: {«requested.retention.elapsed: true}",
         ["requested.retention.elapsed needs 'requested.retention' and 'item' to be bound"]),
        ("for_each: [measure, data, requested.retention]\nwhen: {«requested.retention.days_left: 3}",
         ["needs 'requested.retention' and 'item' to be bound"]),
        ("for_each: [measure, item, data]\nwhen: {«requested.retention.elapsed: true}",
         ["needs 'requested.retention' and 'item' to be bound"]),
    ],
)
def test_a_section_whose_selectors_need_parts(body: str, words: list[str]) -> None:
    assert_one_problem(rule(body), *words)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("when: {request.emergency: «urgent}", ["request.emergency: expected a value of type boolean, not 'urgent'"]),
        ("when: {request.emergency: «1}", ["expected a value of type boolean, not '1'"]),
        ('when: {request.emergency: «"true"}', ["expected a value of type boolean, not 'true'"]),
        ("for_each: [offence]\nwhen: {offence.maximum_penalty_months: «twelve}", ["expected a value of type integer, not 'twelve'"]),
        ("for_each: [offence]\nwhen: {offence.maximum_penalty_months: «true}", ["expected a value of type integer, not 'True'"]),
        ("for_each: [offence]\nwhen: {offence.maximum_penalty_months: {at_least: «1.5}}", ["expected a value of type integer, not '1.5'"]),
        ("for_each: [offence]\nwhen: {offence.maximum_penalty_months: [12, «x]}", ["expected a value of type integer, not 'x'"]),
        ("when: {request.language: «french}", ["expected a value of type language, not 'french'"]),
        ("when: {requesting.jurisdiction: «fr}", ["expected a value of type country, not 'fr'"]),
        ("when: {requested.provider: «7}", ["expected a value of type text, not '7'"]),
        ("when: {request.as_of: «tomorrow}", ["request.as_of: expected a date such as 2026-11-23, not 'tomorrow'"]),
        ("when: {request.as_of: {at_least: «2026-02-30}}", ["expected a date such as 2026-11-23, not '2026-02-30'"]),
        ("when: {emergency.door: «maybe}", ["emergency.door is true or false"]),
        ("when: {request.language: {known: «maybe}}", ["known is true or false"]),
    ],
)
def test_a_value_of_the_wrong_type(body: str, words: list[str]) -> None:
    assert_one_problem(rule(body), *words)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("for_each: [measure]\nwhen: {measure.kind: «produktion}", ["measure.kind: 'produktion' is not known",
        "did you mean 'production'?"]),
        ("for_each: [measure]\nwhen: {measure.kind: [production, «interseption]}", ["'interseption' is not known",
        "did you mean 'interception'?"]),
        ("when: {channel: «zzzz}", ["channel: 'zzzz' is not known"]),
        ("when: {assurances: {includes: «recprocity}}", ["'recprocity' is not known", "did you mean 'reciprocity'?"]),
        ("when: {assurances: {includes_any: [costs, «retrun]}}", ["'retrun' is not known", "did you mean 'return'?"]),
        ("when: {channel: «true}", ["channel: 'True' is not known"]),
        ("when: {channel: [«[diplomatic]]}", ["is not known"]),
        ("when: {channel: [«{equals: diplomatic}]}", ["is not known"]),
        ("when: {channel: {equals: «[diplomatic]}}", ["channel: '['diplomatic']' is not known"]),
        ("for_each: [measure, data]\nwhen: {requested.retention.status: «inforce}", ["'inforce' is not known", "did you mean 'in-force'?"]),
    ],
)
def test_a_word_that_is_not_on_the_list(body: str, words: list[str]) -> None:
    assert_one_problem(rule(body), *words)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("when: {assurances: {«at_least: costs}}", ["assurances is of type list:slug:assurance, which has no order"]),
        ("when: {channel: {«more_than: diplomatic}}", ["channel is of type slug:channel, which has no order"]),
        ("when: {request.emergency: {«less_than: true}}", ["request.emergency is of type boolean, which has no order"]),
        ("when: {channel: {«includes: diplomatic}}", ["channel is no list; write `channel: value`"]),
        ("when: {channel: {«includes_any: [diplomatic]}}", ["channel is no list"]),
        ("when: {assurances: «costs}", ["assurances is a list: write {includes: costs}"]),
        ("when: {assurances: {«equals: costs}}", ["assurances is a list: use includes or includes_any"]),
        ("when: {assurances: {«one_of: [costs]}}", ["assurances is a list: use includes or includes_any"]),
        ("when: {assurances: «[costs, return]}", ["assurances is a list: write {includes_any: [...]}"]),
        ("when: {channel: {one_of: «diplomatic}}", ["one_of expects a list"]),
        ("when: {channel: {one_of: «[]}}", ["one_of expects a list"]),
        ("when: {channel: «[]}", ["channel expects at least one value"]),
        ("when: {assurances: {includes_any: «costs}}", ["includes_any expects a list"]),
        ("for_each: [offence]\nwhen: {offence.maximum_penalty_months: «{at_least: 12, less_than: 60}}",
         ["a test has one operator; write two tests under `all`"]),
        ("when: {channel: «{}}", ["a test has one operator"]),
        ("for_each: [offence]\nwhen: {offence.maximum_penalty_months: {«at_leest: 12}}", ["unknown test 'at_leest'",
        "did you mean 'at_least'?"]),
        ("when: {channel: {«not: diplomatic}}", ["unknown test 'not'", "expected one of equals, one_of"]),
    ],
)
def test_an_operator_that_does_not_fit(body: str, words: list[str]) -> None:
    assert_one_problem(rule(body), *words)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("for_each: [offence]\nwhen: {offence.maximum_penalty_months: {at_least: «{path: request.as_of}}}",
         ["offence.maximum_penalty_months is of type integer, request.as_of of type date: they cannot be compared"]),
        ("when: {requesting.authority: {equals: «{path: channel}}}", ["of type slug:authority, channel of type slug:channel"]),
        ("when: {requesting.authority: {equals: {path: «requesting.autority}}}", ["unknown path 'requesting.autority'",
        "'requesting.authority'?"]),
        ("when: {request.language: {equals: «{path: request.languages}}}",
         ["equals needs a single value; request.languages is of type list:language"]),
        ("when: {request.language: {one_of: «{path: request.language}}}", ["one_of needs a list; request.language is of type language"]),
        ("when: {request.languages: {includes_any: «{path: request.language}}}", ["includes_any needs a list"]),
        ("when: {request.language: {equals: «{paths: request.language}}}", ["expected a value or {path: other.path}"]),
        ("when: {request.language: {equals: «{path: 7}}}", ["expected a value or {path: other.path}"]),
        ("for_each: [measure, data, offence]\nwhen: "
         "{offence.maximum_penalty_months: {at_least: «{path: requested.disclosure.minimum_penalty_months}}}",
         ["can be compared with only where its statement is bound", "requested.disclosure"]),
    ],
)  # fmt: skip
def test_an_operand_that_does_not_fit(body: str, words: list[str]) -> None:
    assert_one_problem(rule(body), *words)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("when: {all: «{channel: diplomatic}}", ["`all` expects a list of conditions"]),
        ("when: {any: «[]}", ["`any` expects a list of conditions"]),
        ("when: {not: «[{channel: diplomatic}]}", ["expected a condition"]),
        ("when: {all: [{channel: diplomatic}, «diplomatic]}", ["expected a condition"]),
        ("when: {some: «{}}", ["`some` expects one part and its condition"]),
        ("when: {every: «{offence: {offence.category: fraud}, subject: {subject.minor: true}}}",
         ["`every` expects one part and its condition"]),
        ("when: {some: {offence: «true}}", ["expected a condition"]),
        ("when: «{}", ["expected a condition"]),
        ("when: «diplomatic", ["expected a condition"]),
    ],
)
def test_a_condition_that_is_none(body: str, words: list[str]) -> None:
    assert_one_problem(rule(body), *words)


@pytest.mark.parametrize(
    "body",
    [
        "when: «{request.language: {known: true}}",
        "when: «{all: [{channel: diplomatic}, {not: {request.language: {known: false}}}]}",
        "when: «{some: {offence: {offence.category: {known: true}}}}",
        "when: {channel: diplomatic}\nunless: «{request.language: {known: true}}",
    ],
)
def test_known_may_not_stand_in_a_blocker(body: str) -> None:
    assert_one_problem(rule(body, concludes=BLOCKER), "`known` may not stand in the condition of a blocker")


def test_known_may_stand_in_a_warning() -> None:
    assert load(HEAD + rule("when: {request.language: {known: true}}")).order == ("test.one",)


def test_a_double_rule_id() -> None:
    text = rule("when: {channel: diplomatic}") + rule("when: {channel: diplomatic}", name="«test.one")
    assert_one_problem(text, "rule 'test.one' is there twice (first in rules/test.yaml:4)")


def test_an_exception_to_a_rule_that_is_not_there() -> None:
    exception = rule("when: {channel: diplomatic}", name="test.two", concludes="    exception_to: «test.ones\n")
    assert_one_problem(rule("when: {channel: diplomatic}") + exception, "test.two: no rule 'test.ones'", "did you mean 'test.one'?")


def test_an_unknown_conclusion() -> None:
    assert_one_problem(
        rule("when: {channel: diplomatic}", concludes="    conclude: «emergency.doors\n"),
        "'emergency.doors' is no conclusion", "did you mean 'emergency.door'?",
    )  # fmt: skip


def test_a_circle_of_conclusions() -> None:
    one = rule("when: {channel.direct: true}", name="«test.one", concludes="    conclude: emergency.door\n")
    two = rule("when: {not: {emergency.door: true}}", name="test.two", concludes="    conclude: channel.direct\n")
    found, _ = problems(HEAD + one + two)
    assert len(found) == 1
    assert found[0].line in (4, 7)
    assert "in a circle" in found[0].message
    assert {"test.one", "test.two"} <= set(found[0].message.split(": ")[-1].split(" ← "))


def test_a_conclusion_that_rests_on_itself() -> None:
    found, _ = problems(HEAD + rule("when: {channel: diplomatic}\nunless: {emergency.door: true}", concludes="    conclude: emergency.door\n"))
    assert [(one.line, "in a circle" in one.message) for one in found] == [(4, True)]


def test_a_circle_of_exceptions() -> None:
    one = rule("when: {channel: diplomatic}", name="test.one", concludes="    exception_to: test.two\n")
    two = rule("when: {channel: diplomatic}", name="test.two", concludes="    exception_to: test.one\n")
    found, _ = problems(HEAD + one + two)
    assert len(found) == 1
    assert "in a circle" in found[0].message


def test_an_exception_to_itself() -> None:
    found, _ = problems(HEAD + rule("when: {channel: diplomatic}", concludes="    exception_to: test.one\n"))
    assert len(found) == 1
    assert "in a circle" in found[0].message


def test_a_circle_through_an_exception_and_a_conclusion() -> None:
    concluding = rule("when: {channel: diplomatic}", name="test.one", concludes="    conclude: emergency.door\n")
    exception = rule("when: {emergency.door: true}", name="test.two", concludes="    exception_to: test.one\n")
    found, _ = problems(HEAD + concluding + exception)
    assert len(found) == 1
    assert "in a circle" in found[0].message


MESSAGES = "    finding: {severity: blocker, topic: legal-basis, effect: may-refuse}\n"


@pytest.mark.parametrize(
    ("body", "texts", "words"),
    [
        ("when: {channel: diplomatic}", '    message: «"{requested.nme} does not."\n', ["unknown placeholder '{requested.nme}'",
        "did you mean 'requested.name'?"]),
        ("when: {channel: diplomatic}", '    message: So.\n    remedy: «"Ask {zzz}."\n', ["unknown placeholder '{zzz}'"]),
        ("when: {channel: diplomatic}", '    message: «"Of {}."\n', ["unknown placeholder '{}'"]),
        ("when: {channel: diplomatic}", '    message: So.\n    if_unknown: {message: «"Is {measure.nam} open?"}\n', ["'{measure.nam}'",
        "'measure.name'?"]),
        ("when: {channel: diplomatic}", '    message: So.\n    if_unknown: {message: So, remedy: «"See {chanel}."}\n', ["'{chanel}'",
        "'channel'?"]),
        ("when: {channel: diplomatic}", '    message: So.\n    as_requested: {message: «"See {chanel}."}\n', ["'{chanel}'"]),
        ("when: {channel: diplomatic}", '    message: So.\n    as_provider: {message: So, remedy: «"See {chanel}."}\n', ["'{chanel}'"]),
        ("when: {channel: diplomatic}", '    message: «"{measure.name} is not open."\n',
         ["placeholder '{measure.name}' is about 'measure', which is not bound"]),
        ("for_each: [measure]\nwhen: {channel: diplomatic}", '    message: «"{offence.maximum_penalty_months} months."\n',
         ["is about 'offence', which is not bound"]),
        ("when: {some: {offence: {offence.category: fraud}}}", '    message: «"{offence.name} is no crime."\n',
         ["is about 'offence', which is not bound"]),
    ],
)
def test_a_placeholder_that_cannot_be_filled(body: str, texts: str, words: list[str]) -> None:
    assert_one_problem(rule(body, concludes=MESSAGES + texts), *words)


def test_a_placeholder_in_what_a_paper_must_contain() -> None:
    attachment = "    attachment: {kind: facts-summary, need: required, recipient: [provider], must_contain: [the facts, «\"{item.label}\"]}\n"
    assert_one_problem(rule("when: {channel: diplomatic}", concludes=attachment), "'{item.label}' is about 'item'")


def test_every_placeholder_that_can_be_filled() -> None:
    words = "{requesting.name} {requested.name} {provider.name} {instrument.name} {channel.name} {offences.names} {measure.name} {data.name}"
    more = "{item.label} {offence.name} {offence.category} {offence.category.name} {requested.retention.status} {channel}"
    concludes = MESSAGES + f'    message: "{words} {more}"\n'
    assert load(HEAD + rule("for_each: [measure, item, data, offence]\nwhen: {channel: diplomatic}", concludes=concludes)).order


@pytest.mark.parametrize(
    ("concludes", "words"),
    [
        (FINDING + "    conclude: emergency.door\n",
        "a rule concludes exactly one of finding, attachment, deadline, conclude, exception_to"),
        ("", "a rule concludes exactly one of finding, attachment, deadline, conclude, exception_to"),
        ("    finding: {severity: warning, topic: legal-basis, effect: practice}\n", "a finding needs a message"),
        (FINDING + "    if_unknown: {message: Is it so?}\n", "if_unknown belongs to blockers"),
        ("    conclude: emergency.door\n    if_unknown: {message: Is it so?}\n", "if_unknown belongs to blockers"),
    ],
)
def test_a_rule_that_concludes_not_one_thing(concludes: str, words: str) -> None:
    text = rule("when: {channel: diplomatic}", name="test.one", concludes=concludes).replace("- id", f"- {MARK}id")
    assert_one_problem(text, words)


@pytest.mark.parametrize(
    ("basis", "words"),
    [
        ("", "'basis' is missing"),
        ("    basis: «[]\n", "must not be empty"),
        ("    basis: [«{title: A law, instrument: budapest, locator: art. 1, basis: read}]\n",
        "expected exactly one of instrument, title, statements"),
        ("    basis: [«{locator: art. 1, basis: read}]\n", "expected exactly one of instrument, title, statements"),
        ("    basis: [«{title: A law, basis: read}]\n", "needs a locator and basis: read or recalled"),
        ("    basis: [«{title: A law, locator: art. 1}]\n", "needs a locator and basis: read or recalled"),
        ("    basis: [{title: A law, locator: art. 1, basis: «remembered}]\n", "'remembered' is not known; expected one of read, recalled"),
        ("    basis: [{instrument: «budapesst, locator: art. 1, basis: read}]\n", "did you mean 'budapest'?"),
        ("    basis: [{statements: «requested.retentions}]\n",
        "'requested.retentions' is no profile section; did you mean 'requested.retention'?"),
        ("    basis: [{title: A law, «locater: art. 1, basis: read}]\n", "unknown key 'locater'; did you mean 'locator'?"),
    ],
)
def test_a_basis_that_is_none(basis: str, words: str) -> None:
    text = rule("when: {channel: diplomatic}", basis=basis)
    assert_one_problem(text if MARK in text else text.replace("- id", f"- {MARK}id"), words)


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("{kind: answer, period: {path: «instrument.deadlines.perod}, for: requested}",
        "'instrument.deadlines.perod'; did you mean 'instrument.deadlines.period'?"),
        ("{kind: {path: «instrument.deadline.kind}, period: 10 days, for: requested}", "did you mean 'instrument.deadlines.kind'?"),
        ("{kind: answer, period: 10 days, for: {path: «instrument.deadlines.fore}}", "did you mean 'instrument.deadlines.for'?"),
        ("{kind: «anser, period: 10 days, for: requested}", "did you mean 'answer'?"),
        ("{kind: answer, period: 10 days, for: requested, from: «recieved}", "did you mean 'received'?"),
    ],
)
def test_a_deadline_that_cannot_be_worked_out(written: str, words: str) -> None:
    assert_one_problem(rule("when: {channel: diplomatic}", concludes=f"    deadline: {written}\n"), words)


@pytest.mark.parametrize("name", ["one", "Test.one", "test..one", "test.one two", "test.", ".one"])
def test_an_id_of_another_form(name: str) -> None:
    assert_one_problem(rule("when: {channel: diplomatic}", name=f"«{name}"), "does not have the form")


def test_an_unknown_key_of_a_rule() -> None:
    assert_one_problem(rule("«forr_each: [offence]\nwhen: {channel: diplomatic}"), "unknown key 'forr_each'", "did you mean 'for_each'?")


def test_a_rule_without_condition() -> None:
    assert_one_problem("  - «id: test.one\n" + FINDING + BASIS, "'when' is missing")


def test_several_problems_are_all_said_in_the_order_of_the_text() -> None:
    one = rule("for_each: [«offense]\nwhen: {«chanel: diplomatic, channel: «zzzz}\nunless: {channel: {«includes: diplomatic}}")
    two = rule("when: {«item.purpose: evidence}", name="test.two", concludes="    exception_to: «test.onee\n")
    found, places = problems(HEAD + one + two)
    assert [(problem.line, problem.column) for problem in found] == places
    assert len(found) == 6


def test_a_problem_says_its_rule() -> None:
    found, _ = problems(HEAD + rule("when: {chanel: diplomatic}", name="test.of-the-channel"))
    assert str(found[0]) == "rules/test.yaml:5:12: test.of-the-channel: unknown path 'chanel'; did you mean 'channel'?"


def test_rules_come_after_those_they_read() -> None:
    reader = rule("when: {emergency.door: true}", name="test.reader")
    concluder = rule("when: {channel: diplomatic}", name="test.concluder", concludes="    conclude: emergency.door\n")
    exception = rule("when: {channel: informal}", name="test.exception", concludes="    exception_to: test.concluder\n")
    assert load(HEAD + reader + concluder + exception).order == ("test.exception", "test.concluder", "test.reader")
