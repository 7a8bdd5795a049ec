"""A profile, or several side by side, as Markdown and as a page of HTML."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from html import escape

from markdown_it import MarkdownIt

from legalcheck.browse.compare import Row
from legalcheck.law.profiles import Profile
from legalcheck.law.statements import Statement
from legalcheck.models.profile import InstrumentHead
from legalcheck.rendering.profile_text import age_text, known_text, section_meaning, silent_sections, typed_text
from legalcheck.vocabulary import Vocabulary

_SPECIAL = str.maketrans({"|": "\\|", "<": "&lt;", "*": "\\*", "_": "\\_", "[": "\\[", "]": "\\]", "`": "\\`", "\n": " "})
_STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #1b1b1b; }
table { border-collapse: collapse; width: 100%; } th, td { border: 1px solid #ccc; padding: .4rem .6rem; vertical-align: top; text-align: left; }
h1 { font-size: 1.6rem; } h2 { font-size: 1.2rem; margin-top: 2rem; } code { font-size: .85em; }
@media (prefers-color-scheme: dark) { body { background: #161616; color: #e6e6e6; } th, td { border-color: #444; } a { color: #8ab4f8; } }
"""


def profile_markdown(profile: Profile, vocabulary: Vocabulary, day: date) -> str:
    """A profile as Markdown: each statement with its source, how it is known, its age; and what is unknown."""
    title = profile.head.title if isinstance(profile.head, InstrumentHead) else profile.name
    lines = [f"# {_prose(title)} ({profile.key})", "", f"Law as of {day}; from `{profile.file}`.", ""]
    for section, statements in profile.sections.items():
        if statements:
            lines += [f"## {section}", "", f"{_meaning(section, vocabulary)}.", ""]
            lines += [line for statement in statements for line in _statement(statement, day)]
            lines.append("")
    if silent := silent_sections(profile, vocabulary):
        lines += ["## Unknown", "", f"Nothing is on file on: {', '.join(silent)}.", ""]
    return "\n".join(lines)


def comparison_markdown(profiles: Sequence[Profile], rows: Sequence[Row], vocabulary: Vocabulary, day: date) -> str:
    """Profiles side by side as Markdown tables, one for each section."""
    lines = [f"# {' and '.join(_prose(profile.name) for profile in profiles)}", "", f"Law as of {day}.", ""]
    for row in rows:
        lines += [f"## {row.section}", "", f"{_meaning(row.section, vocabulary)}.", ""]
        lines += ["| " + " | ".join(profile.key for profile in profiles) + " |", "|" + " --- |" * len(profiles)]
        cells = ["<br>".join(_cell(one, day) for one in statements) or "*unknown*" for statements in row.statements]
        lines += ["| " + " | ".join(cells) + " |", ""]
    return "\n".join(lines)


def page(markdown: str) -> str:
    """Markdown as a page of HTML that needs nothing from elsewhere."""
    body = MarkdownIt("commonmark", {"html": False}).enable("table").render(markdown.replace("<br>", BREAK)).replace(BREAK, "<br>")
    title = markdown.partition("\n")[0].lstrip("# ").replace("\\", "")
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<meta name="viewport" content="width=device-width">\n'
        f"<title>{escape(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n{body}</body>\n</html>\n"
    )


BREAK = "\u2028"
"""Stands for a line break inside a table cell while Markdown is rendered with HTML switched off."""


def _meaning(section: str, vocabulary: Vocabulary) -> str:
    meaning = section_meaning(section, vocabulary)
    return _prose(meaning[:1].upper() + meaning[1:])


def _statement(statement: Statement, day: date) -> Iterator[str]:
    over = "" if statement.holds_on(day) else " *(not in force on this day)*"
    yield f"- {_prose(statement.prose)}{over}"
    if typed := typed_text(statement):
        yield f"  - {_prose(typed)}"
    source = statement.source
    title = f"[{_prose(source.title)}]({source.url})" if source.url else _prose(source.title)
    yield f"  - Source: {title}, {_prose(source.locator)}; {known_text(statement)}{_prose(age_text(statement, day))}; `{statement.place}`"
    if statement.note:
        yield f"  - Note: {_prose(statement.note)}"


def _cell(statement: Statement, day: date) -> str:
    over = "" if statement.holds_on(day) else " *(not in force)*"
    typed = typed_text(statement)
    return f"{_prose(statement.prose)}{f' ({_prose(typed)})' if typed else ''} — {known_text(statement)}{over}"


def _prose(text: str) -> str:
    return text.strip().translate(_SPECIAL)
