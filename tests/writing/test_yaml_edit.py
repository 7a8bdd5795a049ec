"""A YAML file is changed where it is meant, and nowhere else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from legalcheck import InputError, Library
from legalcheck.upkeep.confirm import Confirmation, confirm
from legalcheck.writing.files import replace_text
from legalcheck.writing.places import PlaceError, put
from legalcheck.writing.yaml_edit import YamlText

ROOT = Path(__file__).resolve().parents[2]
TEXT = """# a heading
list:   # of things
  - id: a     # first
    prose: >-
      Folded text
      over two lines.
    source:
      title: A law   # its title
      locator: s. 1
    basis: recalled    # to be confirmed
    reviewed: 2026-01-01   # by nobody

    # between
  - id: b
    source: {title: "Other: law", locator: s. 2}   # flow
    basis: read
    reviewed: 2026-01-01
# the end
"""


def test_a_scalar_is_replaced_and_all_else_stays() -> None:
    text = YamlText(TEXT, "t")
    text.set(("list", 0), {"basis": "read", "reviewed": "2026-11-24"})
    assert text.text == TEXT.replace("basis: recalled ", "basis: read ").replace("2026-01-01   # by nobody", "2026-11-24   # by nobody")


def test_keys_are_added_at_the_end_of_their_mapping() -> None:
    text = YamlText(TEXT, "t")
    text.set(("list", 0), {"state_of": "2026-11"})
    text.set(("list", 0, "source"), {"url": "https://example.org/a"})
    text.set(("list", 1, "source"), {"url": "https://example.org/b"})
    expected = TEXT.replace("   # by nobody\n", "   # by nobody\n    state_of: 2026-11\n").replace("s. 1\n", 's. 1\n      url: "https://example.org/a"\n')
    assert text.text == expected.replace("locator: s. 2}", 'locator: s. 2, url: "https://example.org/b"}')


def test_keys_are_removed_with_their_line() -> None:
    text = YamlText(TEXT, "t")
    text.set(("list", 0), {"basis": None})
    text.set(("list", 1, "source"), {"locator": None})
    assert text.text == TEXT.replace("    basis: recalled    # to be confirmed\n", "").replace(", locator: s. 2}", "}")


def test_a_folded_text_is_replaced() -> None:
    text = YamlText(TEXT, "t")
    text.set(("list", 0), {"prose": "Now: otherwise."})
    assert text.checked().data["list"][0]["prose"] == "Now: otherwise."
    assert text.text.replace('"Now: otherwise."\n', ">-\n      Folded text\n      over two lines.\n") == TEXT


words = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1, max_size=30)
values = st.one_of(words, st.booleans(), st.integers(0, 999), st.lists(words, max_size=3))


PLACES = [("list", 0), ("list", 1), ("list", 0, "source"), ("list", 1, "source")]


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(PLACES), st.sampled_from(["id", "title", "basis", "fresh"]), values)
def test_any_value_reads_back_as_what_was_set_and_no_comment_is_lost(path: tuple[Any, ...], key: str, value: Any) -> None:
    text = YamlText(TEXT, "t")
    text.set(path, {key: value})
    expected: Any = YamlText(TEXT, "t").checked().data
    target = expected
    for step in path:
        target = target[step]
    target[key] = value
    assert text.checked().data == expected
    for comment in ("# a heading", "# of things", "# its title", "# between", "# flow", "# the end", "# by nobody"):
        assert comment in text.text


@pytest.mark.parametrize("code", ["DE", "JP", "US", "FR"])
def test_confirming_any_statement_of_a_shipped_profile_changes_its_lines_alone(code: str, tmp_path: Path) -> None:
    library = Library()
    profile = library.jurisdiction(code)
    assert profile is not None
    shipped = (ROOT / profile.file).read_text(encoding="utf-8")
    for statements in profile.sections.values():
        for statement in statements[:: 1 if code == "JP" else 4]:
            path = tmp_path / f"{code.lower()}.yaml"
            path.write_text(shipped, encoding="utf-8")
            day = statement.reviewed
            text = confirm(path, profile, f"{statement.section}/{statement.id}", Confirmation(day, {"locator": "s. 99"}, "2026-11"), library)
            before, after = shipped.splitlines(), text.splitlines()
            same_head = next(number for number, (one, other) in enumerate(zip(before, after, strict=False)) if one != other)
            assert same_head >= statement.line - 1
            comments = [[line for line in lines if line.strip().startswith("#")] for lines in (before, after)]
            assert comments[0] == comments[1]


def test_what_cannot_be_confirmed_leaves_the_file_alone(tmp_path: Path) -> None:
    library = Library()
    profile = library.jurisdiction("DE")
    assert profile is not None
    statement = profile.section("retention")[0]
    path = tmp_path / "de.yaml"
    path.write_text((ROOT / profile.file).read_text(encoding="utf-8"), encoding="utf-8")
    before = path.read_text(encoding="utf-8")
    with pytest.raises(InputError):
        confirm(path, profile, f"retention/{statement.id}", Confirmation(statement.reviewed, values={"period": "some time"}), library)
    assert path.read_text(encoding="utf-8") == before
    assert [one.name for one in tmp_path.iterdir()] == ["de.yaml"]


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    replace_text(path, "one\n")
    path.chmod(0o640)
    replace_text(path, "two\n")
    assert (path.read_text(encoding="utf-8"), path.stat().st_mode & 0o777) == ("two\n", 0o640)
    with pytest.raises(UnicodeEncodeError):
        replace_text(path, "half \ud800")
    assert path.read_text(encoding="utf-8") == "two\n"
    assert list(tmp_path.iterdir()) == [path]


def test_places() -> None:
    data: dict[str, Any] = {"offences": [{"category": "fraud"}]}
    put(data, "offences[0].category", "theft")
    put(data, "offences[1].category", "fraud")
    put(data, "case.child.victim_in_danger", True)
    put(data, "offences[0]", None)
    assert data == {"offences": [{"category": "fraud"}], "case": {"child": {"victim_in_danger": True}}}
    for place, value in (("offences[5].category", "x"), ("offences.category", "x"), ("nothing", None), ("a..b", 1)):
        with pytest.raises(PlaceError):
            put(data, place, value)
