"""Skeletons of new files: what is needed, and as comments what else may be said, with its meaning, from the vocabulary."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from importlib import resources

from legalcheck.law.profiles import Kind
from legalcheck.models.base import country_codes
from legalcheck.models.result import Question
from legalcheck.models.schemas import mode_line
from legalcheck.vocabulary import Field, Section, ValueType, Vocabulary

_HEADS: dict[Kind, str] = {
    "jurisdiction": """schema: jurisdiction/1
code: {key}
name: {name}                 # as it reads inside a sentence: the United States
time_zone: {zone}           # IANA zone of the capital

# By what it is bound. Membership is only written here, never in the instrument's own file.
# instruments:
#   - id: budapest
#     instrument: budapest
#     status: party           # {statuses}
#     in_force: 2015-01-01    # first day on which it binds
#     statement: One sentence a lawyer would write.
#     source: {{title: name of the source, locator: article or page, url: "https://…", kind: primary}}
#     basis: read             # read: read in that source; recalled: known, not read there
#     reviewed: {today}
""",
    "instrument": """schema: instrument/1
slug: {key}
name: the {name}             # as it reads inside a sentence
title: {name}                # in full
kind: convention             # {kinds}
membership: multilateral     # multilateral: both must be bound; bilateral: either names the other as partner; open: none is needed
assistance: true             # whether it is a legal basis for mutual assistance between states
""",
    "provider": """schema: provider/1
slug: {key}
name: {name}
kind: company                # company, or none where there is nobody to address
# established_in: [US, IE]
""",
}


def profile_skeleton(kind: Kind, key: str, name: str, vocabulary: Vocabulary, today: date, zone: str = "Europe/Paris") -> str:
    """A profile that can be read as it is, with every section it may have as comments."""
    head = _HEADS[kind].format(
        key=key, name=name, zone=zone, today=today.isoformat(),
        statuses=" | ".join(vocabulary.slugs["membership-status"]), kinds=" | ".join(vocabulary.slugs["instrument-kind"]),
    )  # fmt: skip
    lines = [mode_line(kind), head.rstrip()]
    for section in vocabulary.sections.values():
        if kind in section.kinds:
            lines += ["", *_section(section, vocabulary, today)]
    return "\n".join(lines) + "\n"


def _section(section: Section, vocabulary: Vocabulary, today: date) -> Iterator[str]:
    yield f"# {section.meaning}"
    yield f"# {section.name}:"
    yield "#   - id: short-name-of-the-statement"
    for name in section.selectors:
        selector = vocabulary.selectors[name]
        yield f"#     {name}: {_example(selector.type, vocabulary, many=selector.type.kind != 'boolean')}   # applies to these only; left out: to all"
    for field in section.fields.values():
        yield f"#     {field.name}: {_value(field, vocabulary)}   # {field.meaning}"
    yield "#     statement: The law in one or two sentences, in your own words."
    yield '#     source: {title: name of the source, locator: article or page, url: "https://…", kind: primary}'
    yield "#     basis: read"
    yield f"#     reviewed: {today.isoformat()}"


def _value(field: Field, vocabulary: Vocabulary) -> str:
    return _example(field.type, vocabulary, many=field.type.many)


def _example(value: ValueType, vocabulary: Vocabulary, *, many: bool) -> str:
    single = {
        "boolean": "true", "integer": "12", "date": "2026-01-01", "duration": "90 days", "text": "some text", "language": "fr",
        "country": min(country_codes()),
    }.get(value.kind) or next(iter(vocabulary.slugs[value.slug]))  # fmt: skip
    return f"[{single}]" if many else single


def rule_skeleton(name: str) -> str:
    """A file of rules with one rule."""
    theme, _, rest = name.partition(".")
    return f"""{mode_line("rules")}
schema: rules/1
theme: {theme}
rules:
  - id: {theme}.{rest or "name-of-the-rule"}
    title: A short noun phrase
    for_each: [measure]                 # measure, data, item, offence, subject; left out: the request as a whole
    when:                               # all of these
      measure.coercive: true            # guards that are always known first
      requested.reciprocity.without_treaty: false
    # unless: {{emergency.door: true}}
    finding: {{severity: blocker, topic: legal-basis, effect: not-executable}}
    message: "What stands in the way, in one or two sentences; {{requested.name}} and {{measure.name}} are filled in."
    remedy: "What to do."
    # if_unknown: {{message: "What is said while it cannot be told.", remedy: "…"}}
    basis:                              # at least one
      - {{statements: requested.reciprocity}}
      # - {{instrument: budapest, locator: "art. 27", basis: read}}
      # - {{title: name of the law, locator: section, url: "https://…", basis: recalled}}
"""


def scenario_skeleton(today: date) -> str:
    """A scenario file with one scenario."""
    return f"""{mode_line("scenarios")}
schema: scenarios/1
title: What these cases are about
draft:                                  # shared by the scenarios; or the path of a draft from the folder of this file
  as_of: {today.isoformat()}
  requesting: {{jurisdiction: FR, authority: judge, transmitted_by: central-authority}}
  requested: {{jurisdiction: US}}
  instrument: budapest
  channel: central-authority
  measures:
    - {{kind: expedited-preservation, data: [traffic]}}
scenarios:
  - id: name-of-the-case
    name: What the case is about, as a heading
    law: Why it comes out so, in law, with the article.
    # source: {{title: decided case or guide, locator: paragraph, url: "https://…"}}
    # change: {{"offences[0].category": fraud}}      # place in the draft: new value; nothing (null) removes it
    expect:
      verdict: incomplete
      # blockers: []                    # these rules block, and no others
      # holds: []                       # rules that hold for some part
      # open: []                        # rules that cannot be told
      # fails: []                       # rules that do not hold
"""


def question_comments(questions: Sequence[Question]) -> str:
    """What a result asks of the drafter, as comments to be filled in."""
    asked = [question for question in questions if question.answered_by == "drafter"]
    if not asked:
        return ""
    lines = ["", "# What matters for this request and is not said yet (field: question):"]
    lines += [f"#   {question.path}: {question.ask}" for question in asked]
    return "\n".join(lines) + "\n"


def capital_zone(code: str) -> str:
    """An IANA time zone of a country (the first that tzdata lists for it); UTC where it lists none."""
    table = resources.files("tzdata").joinpath("zoneinfo", "zone.tab")
    for line in table.read_text(encoding="utf-8").splitlines():
        columns = line.split("\t")
        if not line.startswith("#") and columns[0] == code:
            return columns[2]
    return "UTC"
