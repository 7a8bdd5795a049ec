"""Reading of YAML and JSON: what a text means, where its values stand, and what is turned away."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from legalcheck.reading import yaml_text
from legalcheck.reading.problems import InputError
from legalcheck.reading.yaml_text import MAX_BYTES, MAX_DEPTH, MAX_PROBLEMS, MAX_VALUES, Document, read_bytes, read_file


@pytest.fixture(params=["libyaml", "python"])
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Both sources of events: what is read must not depend on whether libyaml is there."""
    if request.param == "python":
        monkeypatch.setattr(yaml_text, "_EventSource", yaml.SafeLoader)
    return str(request.param)


def read(text: str | bytes) -> Document:
    return read_bytes(text.encode() if isinstance(text, str) else text, "d.yaml")


def value(text: str) -> Any:
    return read(f"a: {text}\n").data["a"]


def refused(text: str | bytes) -> list[str]:
    with pytest.raises(InputError) as caught:
        read(text)
    return [str(problem) for problem in caught.value.problems]


def test_libyaml_is_used_where_it_is_there() -> None:
    assert yaml.__with_libyaml__
    assert yaml_text._EventSource is yaml.CSafeLoader


# what a text means


@pytest.mark.parametrize(
    "text",
    [
        "NO", "no", "No", "on", "off", "On", "yes", "YES", "y", "n", "12:30", "12:30:45", "190:20:30", "1e3", "1E3", "0123", "0o17", "0x1F",
        "0b1", "1_000", "+1", "1.10", "0.5", ".5", "1.", ".inf", ".nan", "NaN", "Infinity", "2026-11-23", "2026-11-23T10:00:00Z", "00",
        "--1", "tRUE", "nULL", "None", "1234567890123456", "٣", "１２", "=", "<<",
    ],
)  # fmt: skip
def test_a_word_stays_the_text_that_was_written(text: str, parser: str) -> None:
    assert value(text) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("true", True), ("True", True), ("TRUE", True), ("false", False), ("False", False), ("FALSE", False),
        ("null", None), ("Null", None), ("NULL", None), ("~", None), ("", None),
        ("0", 0), ("-0", 0), ("12", 12), ("-7", -7), ("123456789012345", 123456789012345),
    ],
)  # fmt: skip
def test_true_false_null_and_whole_numbers_are_values(text: str, expected: object, parser: str) -> None:
    found = value(text)
    assert found == expected
    assert type(found) is type(expected)


@pytest.mark.parametrize("text", ["'true'", '"12"', "'null'", '"~"', "''", "|\n  12\n", ">-\n  true\n"])
def test_what_is_quoted_or_in_a_block_is_text(text: str, parser: str) -> None:
    assert isinstance(value(text), str)


def test_mappings_lists_and_comments_read_as_written(parser: str) -> None:
    text = "# a draft\na: [1, {b: NO}]  # Norway\nc:\n- d\n-\n  e: |\n    two\n    lines\nf: {}\ng: []\n"
    assert read(text).data == {"a": [1, {"b": "NO"}], "c": ["d", {"e": "two\nlines\n"}], "f": {}, "g": []}


def test_keys_are_text_even_where_a_value_would_not_be(parser: str) -> None:
    assert read("1: a\ntrue: b\nnull: c\non: d\n").data == {"1": "a", "true": "b", "null": "c", "on": "d"}


@pytest.mark.parametrize("text", ["", "\n", "# only a comment\n", "---\n", "null\n", "\ufeff"])
def test_an_empty_text_holds_nothing(text: str, parser: str) -> None:
    assert read(text).data is None


def test_a_byte_order_mark_is_skipped_and_does_not_shift_positions(parser: str) -> None:
    document = read("\ufeffa: 1\n")
    assert document.data == {"a": 1}
    assert document.position(("a",)) == (1, 4)
    assert read('\ufeff{"a": "\\ud83d\\ude00"}').data == {"a": "😀"}


def test_windows_line_ends_count_as_one_line_each(parser: str) -> None:
    document = read("a: 1\r\nb:\r\n  c: 2\r\n")
    assert document.data == {"a": 1, "b": {"c": 2}}
    assert document.position(("b", "c")) == (3, 6)


# JSON


def test_json_escapes_and_surrogate_pairs_are_read_as_json(parser: str) -> None:
    text = r'{"a": "\u00e9 \ud83d\ude00 \/ \" \\ud83d\\ude00 \n", "\ud83d\ude00": 1, "b": ["\uD83D\uDE00"]}'
    assert read(text).data == json.loads(text)
    assert read(r'["\ud83d\ude00"]').data == ["😀"]


def test_a_surrogate_pair_does_not_shift_the_positions_after_it(parser: str) -> None:
    text = r'{"a": "\ud83d\ude00", "b": 1}'
    assert read(text).position(("b",)) == (1, text.index("1}") + 1)


@pytest.mark.parametrize(
    "text", [r'{"a": "\ud83d"}', r'{"a": "\ude00\ud83d"}', r'{"a": "\ud83dx\ude00"}', r'{"\udfff": 1}', r'a: "\ud83d"']
)
def test_half_a_character_is_refused(text: str, parser: str) -> None:
    assert refused(text)[0].startswith("d.yaml:1:")


def test_json_and_yaml_agree_on_numbers_and_constants(parser: str) -> None:
    text = '{"a": [1, -2, 1e3, 1.10, 12345678901234567890], "b": NaN, "c": true, "d": null}'
    expected = {"a": [1, -2, "1e3", "1.10", "12345678901234567890"], "b": "NaN", "c": True, "d": None}
    assert read(text).data == expected
    assert read(text + " # so it is YAML").data == expected


def test_json_with_thousands_of_digits_is_read_without_delay_or_error(parser: str) -> None:
    assert read('{"a": ' + "9" * 100_000 + "}").data == {"a": "9" * 100_000}


def test_yaml_that_only_begins_like_json_is_read_as_yaml(parser: str) -> None:
    assert read(r"{a: '\ud83d\ude00', b: NO}").data == {"a": r"\ud83d\ude00", "b": "NO"}


def test_json_with_tabs_is_read() -> None:
    assert read('{\n\t"a":\t1\n}').data == {"a": 1}


# positions


def test_values_and_keys_know_their_line_and_column(parser: str) -> None:
    document = read("a:\n  - b: x\n    cc:   y\n  - {d: 1, e: [2, 3]}\n")
    assert document.position(("a",), key=True) == (1, 1)
    assert document.position(("a", 0, "cc")) == (3, 11)
    assert document.position(("a", 0, "cc"), key=True) == (3, 5)
    assert document.position(("a", 1)) == (4, 5)
    assert document.position(("a", 1, "e", 1)) == (4, 19)


def test_columns_count_characters_not_bytes(parser: str) -> None:
    assert read("{é: 'ü', b: 1}\n").position(("b",)) == (1, 13)


def test_a_path_that_is_not_there_points_to_what_encloses_it(parser: str) -> None:
    document = read("a:\n  b: 1\n")
    assert document.position(("a", "missing", 3)) == document.position(("a",)) == (2, 3)
    assert document.position(("nowhere",)) == (1, 1)
    assert str(document.problem(("a", "b"), "is wrong")) == "d.yaml:2:6: is wrong"
    assert str(document.problem(("a", "b"), "is wrong", key=True)) == "d.yaml:2:3: is wrong"


# what is refused


def test_a_duplicate_key_is_reported_with_both_lines(parser: str) -> None:
    assert refused("a: 1\nb:\n  c: 1\n  d: 2\n  c: 3\n") == ["d.yaml:5:3: key 'c' is there twice (first in line 3)"]
    assert refused('{"a": 1, "\\u0061": 2}') == ["d.yaml:1:10: key 'a' is there twice (first in line 1)"]


def test_every_duplicate_key_is_reported_up_to_a_limit(parser: str) -> None:
    assert [line.split(":")[1] for line in refused("a: 1\na: 2\nb: 1\na: 3\nb: 2\n")] == ["2", "4", "5"]
    assert len(refused("a: 1\n" * 10_000)) == MAX_PROBLEMS


@pytest.mark.parametrize(
    ("text", "place"),
    [("a: &x 1", "1:4"), ("a: *x", "1:4"), ("a: &x [1]", "1:4"), ("? &k a\n: 1", "1:3"), ("&r a: 1", "1:1"), ("- &a\n- *a", "1:3")],
)
def test_an_anchor_or_alias_is_refused_with_its_place(text: str, place: str, parser: str) -> None:
    assert refused(text) == [f"d.yaml:{place}: anchors and aliases (&, *) are not accepted; write the value out"]


def test_an_alias_bomb_is_turned_away_at_its_first_anchor(parser: str) -> None:
    lines = ["a0: &a0 [lol, lol]"] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 60)]
    assert refused("\n".join(lines))[0].startswith("d.yaml:1:5: anchors")


@pytest.mark.parametrize(
    "text",
    [
        "a: !!str 1", "a: !!python/object/apply:os.system [id]", "a: !x {b: 1}", "a: ! 1", "!x a: 1", "? !x a\n: 1", "a: !!binary aGk=",
        "!!map\na: 1", "a: !<tag:yaml.org,2002:int> '1'", "a: !!set {b}", "- !x\n",
    ],
)  # fmt: skip
def test_a_tag_is_refused(text: str, parser: str) -> None:
    problem = refused(text)[0]
    assert problem.startswith("d.yaml:1:")
    assert "is not accepted" in problem


def test_a_second_document_is_refused_with_its_place(parser: str) -> None:
    assert refused("a: 1\n---\nb: 2\n") == ["d.yaml:2:1: holds a second document (---); one file holds one"]
    assert read("---\na: 1\n...\n").data == {"a": 1}


@pytest.mark.parametrize("text", ["? [a]\n: 1\n", "[a]: 1\n", "{[a]: 1}\n", "? {a: 1}\n: 1\n", "? - a\n: 1\n"])
def test_a_list_or_mapping_as_key_is_refused(text: str, parser: str) -> None:
    assert "a key must be a word" in refused(text)[0]


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "[{a: ", '{"a": '])
def test_deep_nesting_is_turned_away_at_the_limit(opening: str, parser: str) -> None:
    (problem,) = refused(opening * 200)
    assert problem.endswith(f"is nested deeper than {MAX_DEPTH} levels")


def test_the_deepest_nesting_allowed_is_read(parser: str) -> None:
    assert refused("[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1))
    data = read("[" * MAX_DEPTH + "]" * MAX_DEPTH).data
    for _ in range(MAX_DEPTH - 1):
        (data,) = data
    assert data == []


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", '{"a": ', "? "])
def test_a_million_levels_are_no_crash(opening: str) -> None:
    assert len(refused(opening * (1_000_000 // len(opening)))) == 1


def test_a_huge_scalar_is_read_once_and_excerpted_in_problems(parser: str) -> None:
    text = "x" * 300_000
    assert value(f'"{text}"') == text
    assert len(refused(f"? {text}\n: 1\n? {text}\n: 2\n")[0]) < 120


def test_reading_stops_at_the_limit_of_values(monkeypatch: pytest.MonkeyPatch, parser: str) -> None:
    drawn = 0
    events = yaml_text._events

    def counted(text: str, name: str) -> Any:
        nonlocal drawn
        for event in events(text, name):
            drawn += 1
            yield event

    monkeypatch.setattr(yaml_text, "MAX_VALUES", 1000)
    monkeypatch.setattr(yaml_text, "_events", counted)
    (problem,) = refused("- 1\n" * 100_000)
    assert problem.endswith("holds more than 1000 values")
    assert drawn == 1001


def test_the_real_limit_of_values_turns_a_full_size_text_away() -> None:
    assert refused("[" + "1," * (MAX_BYTES // 2 - 1))[0].endswith(f"holds more than {MAX_VALUES} values")


def test_a_text_larger_than_the_limit_is_not_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_text, "_build", lambda *_: pytest.fail("it was parsed"))
    assert refused(b"a" * (MAX_BYTES + 1)) == ["d.yaml: is larger than 8 MiB; a draft or profile is far smaller"]


@pytest.mark.parametrize(
    ("content", "place"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00", "1:1"),
        ("a: 1".encode("utf-16"), "1:1"),
        ("a: é".encode("latin-1"), "1:4"),
        (b"a: 1\nb: \xc3\xa9\xff\n", "2:6"),
        (b"a: \xed\xa0\x80", "1:4"),
        (b"a: \xc0\xaf", "1:4"),
        (b"\x1f\x8b\x08\x00", "1:2"),
    ],
)
def test_another_encoding_or_a_binary_file_is_refused_with_its_place(content: bytes, place: str) -> None:
    assert refused(content) == [f"d.yaml:{place}: is not UTF-8 text (a binary file, or another encoding?)"]


@pytest.mark.parametrize("char", ["\x00", "\x07", "\x1b", "\x7f", "\x80", "\ufffe", "\uffff"])
def test_a_control_character_is_refused_with_its_place(char: str, parser: str) -> None:
    assert refused(f"a: 1\nb: x\u200b{char}y\n")[0].startswith("d.yaml:2:6: is not text: ")


def test_utf_16_without_a_mark_is_refused(parser: str) -> None:
    assert refused("a: 1".encode("utf-16-le"))[0].startswith("d.yaml:1:2: is not text: ")


@pytest.mark.parametrize(
    "text", ["a: [1\n", "a: b: c\n", 'a: "x\n', "a: 1\n  b: 2\n", "@a\n", "a: %\n", "%YAML 3.0\n---\na", "{a: 1}}\n", "\ta: 1\n"]
)
def test_what_is_no_yaml_is_refused_with_a_place(text: str, parser: str) -> None:
    (problem,) = refused(text)
    assert problem.startswith("d.yaml:")
    assert "is not valid YAML: " in problem
    assert len(problem.splitlines()) == 1


# files


def test_a_file_is_read_and_named_as_given(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("a: [\n")
    with pytest.raises(InputError, match=r"^shown\.yaml:\d"):
        read_file(path, "shown.yaml")
    path.write_text("a: 1\n")
    assert read_file(path).data == {"a": 1}
    assert read_file(path).name == str(path)


def test_a_missing_file_and_a_folder_are_problems_like_any_other(tmp_path: Path) -> None:
    for path in (tmp_path / "none.yaml", tmp_path):
        with pytest.raises(InputError, match="cannot be read: "):
            read_file(path)


def test_no_more_of_a_large_file_is_read_than_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "large.yaml"
    with path.open("wb") as stream:
        stream.truncate(2**40)
    with pytest.raises(InputError, match="is larger than 8 MiB"):
        read_file(path)


# properties


@given(st.binary(max_size=200))
def test_any_bytes_are_a_document_or_an_input_error(content: bytes) -> None:
    check_bytes(content)


@given(st.text(alphabet=st.sampled_from("ab01:-?[]{},&*!|>'\"%@`#~<=\\ud8e \t\n\r\ufeff\x85\u2028é😀"), max_size=60))
@settings(max_examples=500)
def test_any_soup_of_yaml_signs_is_a_document_or_an_input_error(text: str) -> None:
    check_bytes(text.encode())


def check_bytes(content: bytes) -> None:
    try:
        said = json.dumps(read_bytes(content, "d.yaml").data, ensure_ascii=False)
    except InputError as error:
        said = str(error)
        assert said.startswith("d.yaml")
    said.encode()


# YAML folds the line separators of Unicode as it folds a line end, and a dumper need not escape them
words = st.characters(exclude_characters="\x85\u2028\u2029", codec="utf-8")
leaves = st.none() | st.booleans() | st.integers(-(10**13), 10**13) | st.text(words, max_size=20)


def containers(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.lists(inner, max_size=4) | st.dictionaries(st.text(words, max_size=8), inner, max_size=4)


trees = st.recursive(leaves, containers, max_leaves=20)


@given(containers(trees), st.booleans(), st.sampled_from([None, 0, 2]))
def test_what_is_dumped_as_json_reads_back_equal(data: Any, escaped: bool, indent: int | None) -> None:
    text = json.dumps(data, ensure_ascii=escaped, indent=indent)
    assume(not yaml.reader.Reader.NON_PRINTABLE.search(text))  # DEL, for one, may stand in JSON but not in YAML
    assert read(text).data == data


@given(trees, st.booleans(), st.booleans())
def test_what_is_dumped_as_yaml_reads_back_equal(data: Any, block: bool, unicode: bool) -> None:
    text = yaml.dump(data, Dumper=NoAliases, default_flow_style=not block, allow_unicode=unicode, width=1000)
    assume(not set("\x85\u2028\u2029") & set(text))  # YAML 1.1, which PyYAML writes, breaks lines there and so folds them
    assert read(text).data == data


@given(containers(trees))
def test_every_value_has_a_position(data: Any) -> None:
    document = read(yaml.dump(data, Dumper=NoAliases))

    def walk(node: Any, path: tuple[str | int, ...]) -> None:
        assert path in document.values
        for step, inner in node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ():
            walk(inner, (*path, step))

    walk(data, ())


class NoAliases(yaml.SafeDumper):
    """Writes a value that occurs twice twice."""

    def ignore_aliases(self, data: Any) -> bool:
        return True
