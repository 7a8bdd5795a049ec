"""What an edit changes, in words: for a terminal, and as Markdown for a pull request."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from rich.console import Console

from legalcheck.impact.changes import Change, Impact, grouped
from legalcheck.impact.edits import LawEdit
from legalcheck.models.base import country_name
from legalcheck.rendering.terminal import paragraph
from legalcheck.vocabulary import Vocabulary

MAX_EDITS = 20
MAX_NAMED = 8
"""Cases named in a group; the others are counted."""


def impact_text(found: Impact, target: Console, vocabulary: Vocabulary) -> None:
    """Print what changes for whom."""
    if found.edits:
        paragraph(target, "Edited:", style="bold")
    for edit in found.edits[:MAX_EDITS]:
        paragraph(target, _edit(edit), indent=2, mark="- ")
    if len(found.edits) > MAX_EDITS:
        paragraph(target, f"and {len(found.edits) - MAX_EDITS} more", indent=2, mark="- ")
    paragraph(target, f"After this edit {_head(found)}", style="bold")
    for title, cases in _groups(found, vocabulary):
        paragraph(target, title, indent=2, mark="- ")
        paragraph(target, _named(cases), indent=4, style="dim")
        for line in _responsible(cases):
            paragraph(target, line, indent=4)


def impact_markdown(found: Impact, vocabulary: Vocabulary) -> str:
    """The same as Markdown."""
    lines = ["## What this edit changes", "", f"{_head(found)[:1].upper()}{_head(found)[1:]}", ""]
    edited = [f"- {_plain(_edit(edit))}" for edit in found.edits]
    for title, cases in _groups(found, vocabulary):
        lines.append(f"- **{_plain(title)}**")
        lines += [f"  - {_plain(line)}" for line in _responsible(cases)]
        lines.append(f"  - <details><summary>cases</summary>{_plain(_named(cases, limit=None))}</details>")
    if edited:
        lines += ["", "### Edited", "", *edited]
    return "\n".join(lines).rstrip() + "\n"


def _edit(edit: LawEdit) -> str:
    parts = f": {', '.join(edit.parts)}" if edit.parts else ""
    return f"{edit.name} {edit.what}{parts} ({edit.place})"


def _plain(text: str) -> str:
    return text.replace("<", "&lt;").replace("*", "\\*").replace("_", "\\_")


def _head(found: Impact) -> str:
    number = len(found.changes)
    cases = f"{number} of {found.looked_at} case{'s' if found.looked_at != 1 else ''} change{'s' if number == 1 else ''}"
    if not number:
        return f"none of {found.looked_at} case{'s' if found.looked_at != 1 else ''} changes."
    verdicts = Counter(change.after.verdict for change in found.changes if change.verdict_changed)
    said = ", ".join(f"{count} become{'s' if count == 1 else ''} {verdict}" for verdict, count in sorted(verdicts.items()))
    return f"{cases}{f' ({said})' if said else ' (no verdict)'}:"


def _groups(found: Impact, vocabulary: Vocabulary) -> Iterator[tuple[str, Sequence[Change]]]:
    for (requested, before, after, why), cases in grouped(found.changes).items():
        number = len(cases)
        to = country_name(requested)
        reasons = ", ".join(_reason(word, vocabulary) for word in why)
        requests = f"{number} request{'s' if number != 1 else ''} to {to}"
        if before == after:
            what = f"stay{'s' if number == 1 else ''} {after}, with other findings or papers"
        else:
            what = f"{'becomes' if number == 1 else 'become'} {after} ({'was' if number == 1 else 'were'} {before})"
        yield f"{requests} {what}{f': {reasons}' if reasons else ''}", cases


def _reason(word: str, vocabulary: Vocabulary) -> str:
    """A topic, a paper that is or is no longer missing, or a rule."""
    for words in ("topic", "attachment"):
        if word in vocabulary.slugs[words]:
            return vocabulary.name_of(words, word)
    return word


def _responsible(cases: Iterable[Change]) -> Iterator[str]:
    """The rules that are new or gone, with the statements they rest on."""
    for word in ("now", "no longer"):
        rules: dict[tuple[str, str], dict[str, None]] = {}
        for change in cases:
            for reason in change.appeared if word == "now" else change.gone:
                rules.setdefault((reason.rule, reason.severity), {}).update(dict.fromkeys(reason.statements))
        for (rule, severity), statements in rules.items():
            places = ", ".join(list(statements)[:4])
            yield f"{word}: {severity} {rule}{f' (by {places})' if places else ''}"
    opened = {rule for change in cases for rule in {*change.after.open_, *change.after.missing} - {*change.before.open_, *change.before.missing}}
    closed = {rule for change in cases for rule in {*change.before.open_, *change.before.missing} - {*change.after.open_, *change.after.missing}}
    if opened:
        yield f"now open or missing: {', '.join(sorted(opened))}"
    if closed:
        yield f"no longer open or missing: {', '.join(sorted(closed))}"


def _named(cases: Sequence[Change], limit: int | None = MAX_NAMED) -> str:
    names = [change.subject.name for change in cases]
    shown = names if limit is None else names[:limit]
    return ", ".join(shown) + (f" and {len(names) - len(shown)} more" if len(names) > len(shown) else "")
