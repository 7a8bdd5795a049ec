"""Problems: how they read, and the nearest valid word."""

from __future__ import annotations

import pytest

from legalcheck.reading.problems import LONGEST_WORD, InputError, Problem, excerpt, nearest, suggestion

WORDS = ("production", "interception", "expedited-preservation", "fine-only")


def test_a_problem_reads_as_file_line_column_and_message() -> None:
    assert str(Problem("draft.yaml", 3, 7, "is wrong")) == "draft.yaml:3:7: is wrong"


def test_a_problem_of_the_file_as_a_whole_names_no_line() -> None:
    assert str(Problem("draft.yaml", 0, 0, "cannot be read")) == "draft.yaml: cannot be read"


def test_a_file_name_cannot_steer_the_terminal() -> None:
    assert str(Problem("a\x1b[31m\nb.yaml", 1, 1, "is empty")) == "a\\x1b[31m\\x0ab.yaml:1:1: is empty"


def test_problems_sort_by_place_in_the_text() -> None:
    later, earlier = Problem("d", 10, 1, "a"), Problem("d", 9, 40, "b")
    assert sorted([later, earlier]) == [earlier, later]


def test_an_input_error_says_every_problem_on_a_line_of_its_own() -> None:
    error = InputError([Problem("d", 1, 1, "a"), Problem("d", 2, 1, "b")])
    assert str(error).splitlines() == ["d:1:1: a", "d:2:1: b"]
    assert len(error.problems) == 2


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("productoin", "production"),
        ("Production", "production"),
        ("PRODUCTION", "production"),
        ("expedited_preservation", "expedited-preservation"),
        ("fine only", "fine-only"),
        ("xyz", None),
        ("", None),
    ],
)
def test_the_nearest_word_is_found_where_one_is_near(word: str, expected: str | None) -> None:
    assert nearest(word, WORDS) == expected


def test_a_word_too_long_to_be_a_misspelling_is_not_compared() -> None:
    word = "p" * (LONGEST_WORD + 1)
    assert nearest(word, [word]) is None
    assert nearest(word[:-1], [word[:-1]]) == word[:-1]


def test_a_suggestion_asks_and_says_nothing_where_nothing_is_near() -> None:
    assert suggestion("productoin", WORDS) == "; did you mean 'production'?"
    assert suggestion("xyz", WORDS) == ""
    assert suggestion("production", WORDS) == ""
    assert suggestion("production", []) == ""


def test_an_excerpt_is_short_on_one_line_and_shows_control_characters() -> None:
    assert excerpt("short") == "short"
    assert excerpt("a\nb\x1b[0m\u202ec") == "a\\x0ab\\x1b[0m\\x202ec"
    assert excerpt("x" * 41) == "x" * 40 + "…"
    assert excerpt("x" * 40) == "x" * 40
    assert len(excerpt("\x00" * 10_000_000)) == 41
    assert excerpt(12) == "12"
    assert excerpt("\ud800").encode() == b"\\xd800"
