"""Law is data: no country code, no instrument and no statutory period stands in the code."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pycountry
import pytest

from legalcheck import Library
from legalcheck.law.profiles import Profile
from legalcheck.models.base import Period
from legalcheck.vocabulary import shipped_vocabulary

SOURCES = sorted((Path(__file__).resolve().parents[2] / "src" / "legalcheck").rglob("*.py"))
LIBRARY = Library()
COUNTRIES = {country.alpha_2 for country in pycountry.countries} | {"XK", "UK", "EU"}
INSTRUMENTS = set(shipped_vocabulary().slugs["instrument"]) - {"none"}
"""`none` is a word of many lists."""



def constants(path: Path) -> Iterator[tuple[int, object]]:
    """(line, value) of every constant that is no docstring and no size named at the top of its module."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    passed: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr):
            passed.add(id(node.value))
    for node in tree.body:
        if isinstance(node, ast.Assign) and all(isinstance(target, ast.Name) and target.id.isupper() for target in node.targets):
            passed |= {id(inside) for inside in ast.walk(node.value) if isinstance(inside, ast.Constant) and isinstance(inside.value, int)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and id(node) not in passed:
            yield node.lineno, node.value


def statutory_numbers() -> set[int]:
    """Counts of every period, penalty and usual time in the profiles, from a week on: smaller numbers are counts of anything."""
    found: set[int] = set()

    def of(profile: Profile) -> None:
        for statements in profile.sections.values():
            for statement in statements:
                for name, value in statement.fields.items():
                    if isinstance(value, Period):
                        found.add(value.count)
                    elif type(value) is int and name != "extensions":
                        found.add(value)

    for profile in LIBRARY.profiles():
        of(profile)
    return {number for number in found if number >= 7}


CALENDAR = {("models/base.py", number) for number in (10, 12, 24, 168, 730, 8760, 100)} | {
    ("law/statements.py", 7), ("law/statements.py", 10),  # lengths of a partial date as text
    ("facts/parts.py", 7), ("facts/parts.py", 8),  # truth codes
    ("models/check.py", 12),  # words listed in a message
    ("rendering/result_text.py", 8),  # lines shown
    ("rendering/terminal.py", 20), ("rendering/terminal.py", 100),  # columns
    ("library.py", 16),  # letters of a digest
    ("cli/main.py", 100), ("cli/upkeep.py", 120), ("cli/upkeep.py", 7),  # columns; letters of a month
    ("rendering/backlog_text.py", 13), ("rendering/comparison_text.py", 18),  # columns
    ("writing/yaml_edit.py", 10),  # the code of a line feed
}  # fmt: skip
"""Months of a year, hours of a day, letters of a date: numbers of the calendar and of text, where the code needs them."""


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_no_law_in_the_code(path: Path) -> None:
    name = "/".join(path.parts[path.parts.index("legalcheck", path.parts.index("src")) + 1 :])
    numbers = statutory_numbers()
    law = [
        f"{name}:{line}: {value!r}"
        for line, value in constants(path)
        if value in COUNTRIES
        or value in INSTRUMENTS
        or (type(value) is int and value in numbers and (name, value) not in CALENDAR)
    ]  # fmt: skip
    assert not law


def test_named_sizes_count_no_days() -> None:
    """What may be named at the top of a module is a size, never a period: the name says what it counts."""
    for path in SOURCES:
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and isinstance(node.value, ast.Constant):
                words = set(node.targets[0].id.split("_"))
                assert not (type(node.value.value) is int and words & {"DAY", "DAYS", "MONTH", "WEEKS", "YEAR", "DEADLINE"}), node.targets[0].id
