"""The reference in `docs/`, made from the vocabulary, the rules and the models: `python -m legalcheck.rendering.reference docs`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from legalcheck.language.conditions import Binding
from legalcheck.language.rulebase import CheckedRule, RuleBase
from legalcheck.law.coverage import Coverage, Known, coverage
from legalcheck.law.offences import standings
from legalcheck.law.profiles import Profile
from legalcheck.library import Library
from legalcheck.models.rule import Basis, PathOperand
from legalcheck.models.schemas import SCHEMA_NAMES, schema
from legalcheck.rendering.offence_text import entry_lines
from legalcheck.scenarios.casebook import SCENARIOS, Case, read_cases
from legalcheck.scenarios.exercised import Exercise, exercised
from legalcheck.vocabulary import Field, Section, Vocabulary

COMMAND = "python -m legalcheck.rendering.reference docs"
MAX_SHOWN = 6
_ESCAPED = str.maketrans({"|": "\\|", "<": "&lt;", "*": "\\*", "\n": " "})


def vocabulary_reference(vocabulary: Vocabulary) -> str:
    """Every word that drafts, profiles, rules and results share, as Markdown."""
    return _text(
        [
            "# The vocabulary",
            _made_from("`rules/vocabulary.yaml`"),
            "Types: boolean, integer (months or days, as the meaning says), date, duration (`90 days`), text, language (ISO 639-1), country"
            " (ISO 3166-1 alpha-2), `slug:NAME` (a word of the list NAME below) and `list:TYPE`.",
            "[Words](#words) · [Parts](#parts) · [Paths](#paths) · [Selectors](#selectors) ·"
            " [Sections of a profile](#sections-of-a-profile) · [Conclusions](#conclusions)",
            *_words(vocabulary),
            "## Parts",
            "What a rule can range over (`for_each`, `some`, `every`), besides the sections of profiles.",
            _table(
                ("part", "meaning", "of", "named in results"),
                ((_code(part.name), _prose(part.meaning), _code(part.of), _code(part.label)) for part in vocabulary.parts.values()),
            ),
            *_paths(vocabulary),
            "## Selectors",
            "With them a statement of a profile says to what it applies. One that is left out admits everything.",
            _table(
                ("selector", "compared with", "type", "needs the part"),
                ((_code(one.name), _code(one.path), _code(str(one.type)), _code(one.part)) for one in vocabulary.selectors.values()),
            ),
            "## Sections of a profile",
            "The typed parts of a profile: the fields that a statement may have, and that rules read as `SIDE.SECTION.FIELD`. Membership"
            " (`instruments:` of a jurisdiction) is in [profiles.md](profiles.md).",
            *(block for section in vocabulary.sections.values() for block in _section(section, vocabulary)),
            "## Conclusions",
            "Booleans that rules establish for other rules.",
            _table(
                ("conclusion", "about", "meaning"),
                ((_code(one.name), ", ".join(one.of) or "the request", _prose(one.meaning)) for one in vocabulary.conclusions.values()),
            ),
        ]
    )


def _words(vocabulary: Vocabulary) -> Iterator[str]:
    yield "## Words"
    yield "The closed lists. A word has a name, and where the name does not say it all, a meaning and properties that rules and facts use."
    for name, words in vocabulary.slugs.items():
        columns = list(dict.fromkeys(key for entry in words.values() for key in entry))
        yield f"### {name}"
        yield _table(
            ("word", *(column.replace("_", " ") for column in columns)),
            ((_code(slug), *(_property(entry.get(column)) for column in columns)) for slug, entry in words.items()),
        )


def _property(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return ", ".join(_prose(str(one)) for one in value)
    return "" if value is None else _prose(str(value))


def _paths(vocabulary: Vocabulary) -> Iterator[str]:
    yield "## Paths"
    yield (
        "What a rule can test about the draft. `answered by` is the field of the draft, or the section of a profile; a path without one is"
        " worked out and never asked for as such."
    )
    for part in ("", *vocabulary.parts):
        found = [path for path in vocabulary.paths.values() if path.part == part]
        if not found:
            continue
        yield f"### of {f'a part: {part}' if part else 'the request as a whole'}"
        yield _table(
            ("path", "type", "meaning", "answered by", "question while it is open"),
            (
                (
                    _code(path.name), _code(str(path.type)), _prose(path.meaning),
                    f"profile: {path.profile}" if path.profile else _code(path.draft), _prose(path.ask),
                )
                for path in found
            ),
        )  # fmt: skip


def _section(section: Section, vocabulary: Vocabulary) -> Iterator[str]:
    yield f"### {section.name}"
    sides = [part for part, (_, name) in vocabulary.section_parts.items() if name == section.name]
    meaning = section.meaning[:1].upper() + section.meaning[1:]
    listed = [
        f"In the profile of: {', '.join(section.kinds)}; read as {', '.join(_code(side) for side in sides)}.",
        f"Selectors: {', '.join(_code(name) for name in section.selectors) or 'none'}.",
    ]
    if needs := sorted(vocabulary.section_needs(section.name)):
        listed.append(f"A rule that reads it binds: {', '.join(needs)}.")
    if section.ends_in_no:
        listed.append("Outside the dates of its statements the answer is no (of other sections it is unknown).")
    yield f"{_prose(meaning)}."
    yield "\n".join(f"- {line}" for line in listed)
    fields = [*section.fields.values(), *section.computed.values()]
    if not fields:
        yield "No typed field: prose, with its source."
        return
    yield _table(
        ("field", "type", "meaning", "question while it is open"),
        ((_code(one.name), _code(str(one.type)), _prose(_field_meaning(one, section)), _prose(one.ask)) for one in fields),
    )


def _field_meaning(field: Field, section: Section) -> str:
    if field.identifies:
        return f"{field.meaning} (it identifies the statement, and is always sure)"
    if field.name in section.computed:
        needs = f", for each {' and '.join(field.needs)}" if field.needs else ""
        return f"{field.meaning} (worked out{needs}; never written in a profile)"
    return field.meaning


def rule_reference(base: RuleBase) -> str:
    """Every rule by theme: what it concludes, its words, the law it rests on, as Markdown."""
    themes: dict[str, list[CheckedRule]] = {}
    for rule in base.rules.values():
        themes.setdefault(_theme(rule), []).append(rule)
    return _text(
        [
            "# The rules",
            _made_from("`rules/` and the `requirements:` of profiles"),
            "A word in braces stands for a value of the draft or profile. [read] and [recalled] say how the law a rule names is known. When"
            " a rule holds is written in its file, and printed by `legalcheck show RULE`; why it did or did not hold for a draft, by"
            " `legalcheck explain DRAFT RULE`.",
            _table(
                ("theme", "rules", "blockers", "warnings", "notes", "attachments", "deadlines", "conclusions", "exceptions"),
                (_counts(theme, rules) for theme, rules in themes.items()),
            ),
            *(block for theme, rules in themes.items() for block in _theme_blocks(theme, rules, base.vocabulary)),
        ]
    )


def _theme(rule: CheckedRule) -> str:
    return f"of {rule.owner}" if rule.owner else Path(rule.file).stem


def _counts(theme: str, rules: Sequence[CheckedRule]) -> tuple[str, ...]:
    kinds = [_kind(rule) for rule in rules]
    columns = ("blocker", "warning", "note", "attachment", "deadline", "conclusion", "exception")
    return (f"[{theme}](#{theme.lower().replace(' ', '-')})", str(len(rules)), *(str(kinds.count(kind) or "") for kind in columns))


def _kind(rule: CheckedRule) -> str:
    written = rule.rule
    if written.finding:
        return written.finding.severity
    return "attachment" if written.attachment else "deadline" if written.deadline else "exception" if written.exception_to else "conclusion"


def _theme_blocks(theme: str, rules: Iterable[CheckedRule], vocabulary: Vocabulary) -> Iterator[str]:
    yield f"## {theme}"
    for rule in rules:
        yield f"### {rule.id}"
        if rule.rule.title:
            yield f"{_prose(rule.rule.title)}."
        yield "\n".join(f"- {line}" for line in _rule_lines(rule, vocabulary))


def _rule_lines(rule: CheckedRule, vocabulary: Vocabulary) -> Iterator[str]:
    written = rule.rule
    over = f" For each {', '.join(_binding(binding) for binding in rule.bindings)}." if rule.bindings else ""
    yield f"{_concludes(rule, vocabulary)}.{over}"
    for name, text in (("Says", written.message), ("Remedy", written.remedy)):
        if text:
            yield f"{name}: {_prose(text)}"
    others = {"While open": written.if_unknown, "To the requested authority": written.as_requested, "To the provider": written.as_provider}
    for name, words in others.items():
        if words:
            yield f"{name}: {_prose(words.message)}"
    if rule.exceptions:
        yield f"Taken back by: {', '.join(_code(name) for name in rule.exceptions)}"
    if written.in_emergency:
        yield "In an emergency: " + {"minimum": "needed all the same", "later": "it may follow", "holds": "unchanged"}[written.in_emergency]
    yield f"Law: {'; '.join(_law(basis, vocabulary) for basis in written.basis)}"


def _binding(binding: Binding) -> str:
    return f"{binding.part} (or none)" if binding.optional else binding.part


def _concludes(rule: CheckedRule, vocabulary: Vocabulary) -> str:
    written = rule.rule
    if finding := written.finding:
        effect = vocabulary.name_of("effect", finding.effect)
        ground = f"; ground: {_prose(finding.ground)}" if finding.ground else ""
        return f"**{finding.severity.capitalize()}**: {vocabulary.name_of('topic', finding.topic)}, {effect}{ground}"
    if paper := written.attachment:
        to = ", ".join(vocabulary.name_of("recipient", one) for one in paper.recipient)
        more = "; it must not reach this addressee" if paper.withhold else ""
        return f"**Attachment**, {paper.need}: {vocabulary.name_of('attachment', paper.kind)}, to: {to}{more}"
    if deadline := written.deadline:
        period = f", {_operand(deadline.period)}" if deadline.period is not None else ""
        start = "" if deadline.from_ == "received" else f" from {_code(deadline.from_)}"
        return f"**Deadline**: {_operand(deadline.kind)}{period}{start}, for {_operand(deadline.for_)}"
    if written.exception_to:
        return f"**Exception**: takes back {_code(written.exception_to)}"
    assert written.conclude is not None
    return f"**Conclusion** {_code(written.conclude)}: {_prose(vocabulary.conclusions[written.conclude].meaning)}"


def _operand(value: object) -> str:
    return f"what {_code(value.path)} says" if isinstance(value, PathOperand) else str(value)


def _law(basis: Basis, vocabulary: Vocabulary) -> str:
    if basis.statements:
        return f"the statements of {_code(basis.statements)} that make it hold"
    name = vocabulary.name_of("instrument", basis.instrument) if basis.instrument else basis.title or ""
    url = f" <{basis.url}>" if basis.url else ""
    return f"{_prose(name)}, {_prose(basis.locator or '')} [{basis.basis}]{url}"


def offence_reference(library: Library) -> str:
    """Every offence of the vocabulary: its meaning, its place in the instruments, the states known to differ, as Markdown."""
    blocks = [
        "# Offences",
        _made_from("`jurisdictions/offences.yaml` and the `offences:` of profiles"),
        "[read] and [recalled] say how a place is known. Of a state that is not named the profiles do not say whether the conduct is an offence"
        " there.",
    ]
    profiles = [one for one in library.profiles() if one.kind == "jurisdiction"]
    for offence, entry in library.offences.offences.items():
        blocks.append(f"## {offence}")
        listed = [f"{label}: {_prose(text)}" for label, text in entry_lines(entry, library)]
        for words in dict.fromkeys(one.words for one in standings(offence, profiles)):
            states = [one.profile.key for one in standings(offence, profiles) if one.words == words]
            listed.append(f"{', '.join(words).capitalize()} in: {', '.join(states)}")
        blocks.append("\n".join(f"- {line}" for line in listed))
    return _text(blocks)


def coverage_reference(profiles: Sequence[Profile], base: RuleBase, exercises: Mapping[str, Exercise]) -> str:
    """What is on file of each profile, and what of each rule is exercised by scenarios, as Markdown."""
    return _text(
        [
            "# What is on file, and what is tested",
            _made_from("`jurisdictions/`, `rules/` and `tests/scenarios/`"),
            "In each section: statements read in their source, then `+` and those that rest on memory in some field. An empty cell is unknown:"
            " nobody has researched it, and where it could block, the result says so.",
            *(
                block
                for kind in ("jurisdiction", "instrument", "provider")
                for block in _coverage_blocks(kind, coverage(one for one in profiles if one.kind == kind))
            ),
            "## Rules and the scenarios that exercise them",
            _table(
                ("rule", "concludes", "law", "scenarios in which it holds", "in which it is open", "in which it does not hold"),
                (
                    (
                        _code(rule.id), _kind(rule), "; ".join(_law(basis, base.vocabulary) for basis in rule.rule.basis),
                        _some(exercise.holding), _some(exercise.open_), _some(exercise.failing),
                    )
                    for rule in base.rules.values()
                    for exercise in [exercises.get(rule.id) or Exercise()]
                ),
            ),
        ]
    )  # fmt: skip


def _coverage_blocks(kind: str, found: Sequence[Coverage]) -> Iterator[str]:
    sections = list(dict.fromkeys(section for one in found for section in one.sections))
    yield f"## {'Jurisdictions' if kind == 'jurisdiction' else 'Instruments' if kind == 'instrument' else 'Providers'} ({len(found)})"
    yield _table(
        (kind, *sections, "all"),
        (
            (f"{_code(one.profile.key)} {_prose(one.profile.name)}", *(_known(one.sections.get(name)) for name in sections), _known(one.total))
            for one in found
        ),
    )


def _known(known: Known | None) -> str:
    return "" if known is None else f"{known.read or ''}{f'+{known.recalled}' if known.recalled else ''}"


def _some(keys: Sequence[str]) -> str:
    shown = ", ".join(_code(key) for key in keys[:MAX_SHOWN])
    return f"{shown} and {len(keys) - MAX_SHOWN} more" if len(keys) > MAX_SHOWN else shown


def _made_from(source: str) -> str:
    return f"Made from {source} by `{COMMAND}`: edit the source, not this file."


def _text(blocks: Iterable[str]) -> str:
    return "\n\n".join(blocks) + "\n"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def _code(text: str) -> str:
    return f"`{text}`" if text else ""


def _prose(text: str) -> str:
    """Text of the data in which nothing is taken for markup."""
    return text.strip().translate(_ESCAPED)


def reference_files(library: Library, cases: Iterable[Case] = ()) -> Mapping[str, str]:
    """The generated files by their path in `docs/`. `cases`: the case book."""
    profiles = library.profiles()
    base = library.engine(profiles).base
    return {
        "vocabulary.md": vocabulary_reference(library.vocabulary),
        "rules.md": rule_reference(base),
        "offences.md": offence_reference(library),
        "coverage.md": coverage_reference(profiles, base, exercised(cases)),
        **{f"schemas/{name}.schema.json": json.dumps(schema(name), indent=2, ensure_ascii=False) + "\n" for name in SCHEMA_NAMES},
    }


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
def main(folder: Path) -> None:
    """Write the generated reference into FOLDER: vocabulary.md, rules.md, offences.md, coverage.md and schemas/."""
    for name, text in reference_files(Library(), read_cases([SCENARIOS])).items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8", newline="\n")
        click.echo(target)


if __name__ == "__main__":
    main()
