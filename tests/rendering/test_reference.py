"""The reference that is generated from the vocabulary, the rules and the models is whole."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from legalcheck import Library
from legalcheck.rendering.reference import main, reference_files
from legalcheck.scenarios.casebook import read_cases

ROOT = Path(__file__).resolve().parents[2]
GENERATED = reference_files(Library(), read_cases([Path(__file__).resolve().parents[1] / "scenarios"]))


def test_the_command_writes_the_files(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, [str(tmp_path)])
    assert done.exit_code == 0, done.output
    assert {name: (tmp_path / name).read_text(encoding="utf-8") for name in GENERATED} == GENERATED


def test_every_word_is_in_the_vocabulary_reference() -> None:
    text, vocabulary = GENERATED["vocabulary.md"], Library().vocabulary
    for names in (*vocabulary.slugs.values(), vocabulary.parts, vocabulary.selectors, vocabulary.conclusions):
        assert not [name for name in names if f"| `{name}` |" not in text]
    paths = [path.name for path in vocabulary.paths.values() if path.part not in vocabulary.section_parts]
    assert not [name for name in paths if f"| `{name}` |" not in text]
    assert not [section for section in vocabulary.sections if f"\n### {section}\n" not in text]
    fields = [field for section in vocabulary.sections.values() for field in (*section.fields, *section.computed)]
    assert not [field for field in fields if f"| `{field}` |" not in text]


def test_every_rule_is_in_the_rule_reference_with_its_law() -> None:
    text, rules = GENERATED["rules.md"], Library().engine().base.rules
    blocks = {block.partition("\n")[0]: block for block in text.split("\n### ")[1:]}
    assert set(rules) <= set(blocks)
    assert not [name for name in rules if "\n- Law: " not in blocks[name]]


def test_every_line_of_a_table_has_the_cells_of_its_head() -> None:
    for name in ("vocabulary.md", "rules.md"):
        width = 0
        for line in GENERATED[name].splitlines():
            cells = line.replace("\\|", "").count("|") if line.startswith("|") else 0
            width = 0 if not cells else width or cells
            assert cells == width, f"{name}: {line}"


def test_the_schema_each_file_names_for_editors_is_there() -> None:
    for path in [*ROOT.glob("jurisdictions/**/*.yaml"), *ROOT.glob("rules/*.yaml"), *ROOT.glob("examples/*.yaml")]:
        first = path.read_text(encoding="utf-8").partition("\n")[0]
        if "$schema=" in first:
            target = (path.parent / first.partition("$schema=")[2].strip()).resolve()
            assert target.parent == ROOT / "docs" / "schemas"
            assert f"schemas/{target.name}" in GENERATED
