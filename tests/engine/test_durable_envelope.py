"""The durable-rules engine is used inside the envelope in which it was measured to be exact, whatever the rules and the draft."""

from __future__ import annotations

import ast
import gc
import json
import os
import random
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import legalcheck
from legalcheck.api import evaluate, read_draft
from legalcheck.assessment.evaluate import Evaluator, Options
from legalcheck.engine import durable
from legalcheck.engine.durable import Durable
from legalcheck.engine.program import And, Formula, Group, Neg, Or, Ref, Unit, atoms_of
from legalcheck.engine.strata import Strata
from legalcheck.library import Library
from legalcheck.reading.yaml_text import read_file

SOURCE = Path(legalcheck.__file__).resolve().parent
EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
DAY = date(2026, 11, 23)

FORMS_AT_MOST = 30
TESTS_AT_MOST = 40
"""Error 303 appears from about 60 different tests that all hold for one fact."""
PROPERTIES_AT_MOST = 253
NAMES_OF_OUR_OWN = re.compile(r"legalcheck\d+|v\d+|c\d+|\d+|\d+\.[tp]\.\d+|t|m|id|sid|all|end|cell|\$and|\$gte|\$lte")


class Watched:
    """The C extension, with everything that goes into it kept."""

    def __init__(self, engine: Any) -> None:
        self.engine = engine
        self.made: list[int] = []
        self.freed: list[int] = []
        self.definitions: list[dict[str, Any]] = []
        self.facts: list[dict[str, Any]] = []
        self.texts: list[str] = []
        self.opened: set[tuple[int, str]] = set()
        self.closed: set[tuple[int, str]] = set()
        self.deleted: list[tuple[int, str]] = []

    def create_ruleset(self, name: str, definition: str) -> int:
        self.texts += [name, definition]
        self.definitions.append(json.loads(definition))
        handle: int = self.engine.create_ruleset(name, definition)
        self.made.append(handle)
        return handle

    def assert_fact(self, handle: int, text: str) -> Any:
        fact = json.loads(text)
        self.texts.append(text)
        self.facts.append(fact)
        (self.closed if fact["t"] == "end" else self.opened).add((handle, fact["sid"]))
        return self.engine.assert_fact(handle, text)

    def delete_state(self, handle: int, session: str) -> None:
        assert (handle, session) in self.closed, "a session in which nothing fired must not be deleted"
        self.deleted.append((handle, session))
        self.engine.delete_state(handle, session)

    def delete_ruleset(self, handle: int) -> None:
        self.freed.append(handle)
        self.engine.delete_ruleset(handle)

    def __getattr__(self, name: str) -> Any:
        if name not in ("start_action_for_state", "complete_and_start_action"):
            raise AssertionError(f"{name} of the engine was not measured")
        return getattr(self.engine, name)


@pytest.fixture
def watched(monkeypatch: pytest.MonkeyPatch) -> Iterator[Watched]:
    found = Watched(durable.engine)
    monkeypatch.setattr(durable, "engine", found)
    yield found
    gc.collect()  # executors of the test give their rulesets back while the extension is still watched


def group(*formulas: Formula) -> Group:
    """Units without parts over the atoms the formulas use."""
    units = tuple(Unit(index, f"unit-{index}", (), formula, 0, None) for index, formula in enumerate(formulas))
    atoms = tuple(sorted({number for formula in formulas for number in atoms_of(formula)}))
    return Group(0, 0, (), units, atoms)


def meaning(formula: Formula, row: Sequence[int]) -> int:
    """The value of a formula, by definition. `row`: the value of each atom by its number."""
    if isinstance(formula, Ref):
        return row[formula.atom]
    if isinstance(formula, Neg):
        return 2 - meaning(formula.part, row)
    values = [meaning(part, row) for part in formula.parts]
    return min(values) if isinstance(formula, And) else max(values)


def assert_exact(formulas: Sequence[Formula], rows: Sequence[Sequence[int]], executor: Durable | None = None) -> None:
    asked = group(*formulas)
    found = (executor or Durable()).run(asked, [[row[atom] for atom in asked.atoms] for row in rows])
    assert [list(one) for one in found] == [[meaning(formula, row) for formula in formulas] for row in rows]


def assert_inside(watched: Watched) -> None:
    """Every ruleset and fact so far is inside the envelope."""
    for definition in watched.definitions:
        patterns = [one["all"][0]["m"] for name, one in definition.items() if name != "end"]
        assert definition["end"] == {"all": [{"m": {"t": "end"}}]}
        assert len(patterns) <= FORMS_AT_MOST
        tests = set()
        for pattern in patterns:
            tag, *written = pattern["$and"]
            assert list(pattern) == ["$and"]
            assert tag == {"t": "cell"}
            for one in written:
                (key, value), = one.items()
                assert (key.startswith("v") and value in (0, 2)) or (key in ("$gte", "$lte") and list(value.values()) == [1]), one
                tests.add(json.dumps(one, sort_keys=True))
        assert len(tests) <= TESTS_AT_MOST, f"{len(tests)} tests in one ruleset"
    for fact in watched.facts:
        assert len(fact) <= PROPERTIES_AT_MOST
        assert all(value in (0, 1, 2) for key, value in fact.items() if key.startswith("v"))
    assert watched.opened <= watched.closed
    assert sorted(watched.deleted) == sorted(watched.closed)


REFS = [Ref(number) for number in range(2000)]


def conjunction(start: int, count: int) -> Formula:
    return And(tuple(REFS[start : start + count]))


def disjunction(start: int, count: int) -> Formula:
    return Or(tuple(REFS[start : start + count]))


def deep(depth: int) -> Formula:
    """and of or of and of …, one atom each."""
    formula: Formula = REFS[0]
    for number in range(1, depth):
        formula = (And if number % 2 else Or)((REFS[number], formula))
    return formula


def negated(depth: int) -> Formula:
    formula: Formula = And((REFS[0], REFS[1]))
    for number in range(2, depth):
        formula = Neg(Or((Neg(REFS[number]), formula)))
    return formula


def random_formula(chance: random.Random, atoms: int, depth: int) -> Formula:
    form = chance.choice(("ref", "and", "or", "neg")) if depth else "ref"
    if form == "ref":
        return REFS[chance.randrange(atoms)]
    if form == "neg":
        return Neg(random_formula(chance, atoms, depth - 1))
    parts = tuple(random_formula(chance, atoms, depth - 1) for _ in range(chance.randint(1, 5)))
    return And(parts) if form == "and" else Or(parts)


ADVERSARIAL: dict[str, tuple[Formula, ...]] = {
    "one atom": (REFS[0],),
    "an atom and its opposite": (And((REFS[0], Neg(REFS[0]))), Or((REFS[0], Neg(REFS[0])))),
    "300 atoms that must all hold": (conjunction(0, 300),),
    "300 atoms of which one must hold": (disjunction(0, 300),),
    "none of 300 atoms": (Neg(disjunction(0, 300)),),
    "not all of 300 atoms": (Neg(conjunction(0, 300)),),
    "two to the power of 12 conjunctions": (And(tuple(Or((REFS[2 * n], REFS[2 * n + 1])) for n in range(12))),),
    "two to the power of 60 conjunctions": (And(tuple(Or((REFS[2 * n], REFS[2 * n + 1])) for n in range(60))),),
    "its opposite": (Neg(Or(tuple(And((REFS[2 * n], REFS[2 * n + 1])) for n in range(60)))),),
    "conjunctions inside disjunctions inside conjunctions": (
        And(tuple(Or(tuple(conjunction(36 * n + 6 * m, 6) for m in range(6))) for n in range(6))),
    ),
    "a long disjunction of long conjunctions beside one atom, over and over": tuple(
        And((REFS[400], Or((REFS[401], conjunction(19 * n, 19), conjunction(19 * n + 5, 19))))) for n in range(15)
    ),
    "eight conjunctions of twelve atoms": (Or(tuple(conjunction(12 * n, 12) for n in range(8))),),
    "nine conjunctions of thirteen atoms": (Or(tuple(conjunction(13 * n, 13) for n in range(9))),),
    "eight disjunctions of eight atoms": (And(tuple(disjunction(8 * n, 8) for n in range(8))),),
    "products of products": (And(tuple(Or((conjunction(6 * n, 3), conjunction(6 * n + 3, 3))) for n in range(10))),),
    "nested a hundred deep": (deep(100),),
    "nested a hundred deep under negations": (negated(100),),
    "two hundred rules of one atom": tuple(REFS[:200]),
    "two hundred rules of the same atoms": tuple(conjunction(n % 5, 6) for n in range(200)),
    "two hundred rules of six atoms each": tuple(conjunction(6 * n, 6) for n in range(200)),
    "one atom in every rule": tuple(And((REFS[0], REFS[n])) for n in range(1, 150)),
}


@pytest.mark.parametrize("name", ADVERSARIAL)
def test_adversarial_rules_stay_inside_the_envelope_and_are_exact(name: str, watched: Watched) -> None:
    formulas = ADVERSARIAL[name]
    size = 1 + max(atom for formula in formulas for atom in atoms_of(formula))
    chance = random.Random(name)
    rows = [[value] * size for value in (0, 1, 2)]
    rows += [[chance.choice((0, 1, 2)) for _ in range(size)] for _ in range(5)]
    rows += [[chance.choice((1, 2)) for _ in range(size)] for _ in range(5)]
    rows += [[chance.choice((0, 0, 0, value)) for _ in range(size)] for value in (1, 2)]
    for position in (0, size // 2, size - 1):
        rows += [[odd if index == position else rest for index in range(size)] for odd, rest in ((0, 2), (2, 0), (1, 2), (1, 0))]
    assert_exact(formulas, rows)
    assert_inside(watched)


def test_random_rules_stay_inside_the_envelope_and_are_exact(watched: Watched) -> None:
    chance = random.Random(7)
    for _ in range(150):
        atoms = chance.randint(1, 60)
        formulas = [random_formula(chance, atoms, chance.randint(0, 5)) for _ in range(chance.randint(1, 30))]
        assert_exact(formulas, [[chance.choice((0, 1, 2)) for _ in range(atoms)] for _ in range(6)])
    assert_inside(watched)


def test_many_cells_at_once_are_exact(watched: Watched) -> None:
    chance = random.Random(11)
    formulas = [random_formula(chance, 12, 4) for _ in range(25)]
    assert_exact(formulas, [[chance.choice((0, 1, 2)) for _ in range(12)] for _ in range(400)])
    assert_inside(watched)


def test_the_shipped_rules_stay_inside_the_envelope(watched: Watched) -> None:
    library = Library()
    made = library.engine([library.instrument(slug) for slug in library.keys("instrument")])
    executor = Durable()
    for one in made.program.groups:
        rows = [[value] * len(one.atoms) for value in (2, 1, 0)]
        by_atom = [dict(zip(one.atoms, row, strict=True)) for row in rows]
        found = executor.run(one, rows)
        assert [list(row) for row in found] == [[_meaning(unit.formula, values) for unit in one.units] for values in by_atom]
    assert watched.definitions
    assert_inside(watched)


def _meaning(formula: Formula, values: dict[int, int]) -> int:
    size = 1 + max(values, default=0)
    return meaning(formula, [values.get(atom, 0) for atom in range(size)])


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.yaml")), ids=lambda path: path.stem)
def test_the_examples_stay_inside_the_envelope(path: Path, watched: Watched) -> None:
    evaluate(read_draft(read_file(path).data), Library(), engine="durable", cross_check=True, day=DAY)
    assert watched.facts
    assert_inside(watched)


def test_only_one_module_imports_the_engine() -> None:
    found = set()
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            names += [one.name for one in node.names] if isinstance(node, ast.Import) else []
            called = [one.value for one in node.args if isinstance(one, ast.Constant)] if isinstance(node, ast.Call) else []
            if any(str(name).split(".")[0] in ("durable", "durable_rules_engine") for name in (*names, *called)):
                found.add(path.relative_to(SOURCE).as_posix())
    assert found == {"engine/durable.py"}


def test_the_engine_is_imported_only_when_it_is_asked_for() -> None:
    command = "import sys, legalcheck.api; legalcheck.api.Library().engine(); print('durable_rules_engine' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", command], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "False"


# -- sessions, memory, threads ----------------------------------------------------------------------------------------------------

WIDE = tuple(And((REFS[n], Or((REFS[n + 1], Neg(REFS[n + 2]))))) for n in range(12))


@pytest.mark.parametrize("value", [0, 1, 2])
def test_two_thousand_sessions_on_one_ruleset(value: int, watched: Watched) -> None:
    executor = Durable()
    for _ in range(2000):
        assert_exact(WIDE, [[value] * 14], executor)
    assert len(watched.made) < 10
    assert len(watched.deleted) == len(watched.closed)


def test_no_session_is_opened_where_nothing_can_hold(watched: Watched) -> None:
    assert_exact([conjunction(0, 4)], [[0, 2, 2, 2]] * 5)
    assert not watched.facts


MEMORY = """
import resource, sys
sys.path.insert(0, sys.argv[1])
from engine.test_durable_envelope import WIDE, Durable, assert_exact
executor = Durable()
def run(times):
    for number in range(times):
        assert_exact(WIDE, [[1] * 14, [number % 3] * 14], executor)
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
before = run(500)
print(run(5000) - before)
"""
REBUILT = MEMORY.replace("% 3] * 14], executor)", "% 3] * 14], Durable())").replace("run(500)", "run(100)").replace("run(5000)", "run(1000)")


@pytest.mark.parametrize(("script", "times"), [(MEMORY, 5000), (REBUILT, 1000)], ids=["sessions", "rulesets"])
def test_memory_is_flat(script: str, times: int) -> None:
    pytest.importorskip("resource")
    tests = Path(__file__).resolve().parents[1]
    paths = os.pathsep.join((str(tests), os.environ.get("PYTHONPATH", "")))
    command = [sys.executable, "-c", script, str(tests)]
    ran = subprocess.run(command, capture_output=True, text=True, check=True, env=os.environ | {"PYTHONPATH": paths})
    kilobytes = int(ran.stdout) / (1024 if sys.platform == "darwin" else 1)
    assert kilobytes < 2 * times  # rulesets that are kept are 300 kilobytes each; sessions that are kept fail at 1,024


def test_eight_threads_share_one_executor(watched: Watched) -> None:
    executor = Durable()
    chance = random.Random(3)
    rows = [[chance.choice((0, 1, 2)) for _ in range(14)] for _ in range(800)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda row: assert_exact(WIDE, [row], executor), rows))
    assert len(set(watched.deleted)) == len(watched.deleted)
    assert len(watched.made) < 10


def test_a_session_is_closed_and_deleted_though_a_fact_fails(watched: Watched, monkeypatch: pytest.MonkeyPatch) -> None:
    executor = Durable()
    honest = watched.assert_fact

    def fails(handle: int, text: str) -> Any:
        if json.loads(text)["id"] == "c1":
            raise RuntimeError("the engine failed")
        return honest(handle, text)

    monkeypatch.setattr(watched, "assert_fact", fails)
    with pytest.raises(RuntimeError, match="the engine failed"):
        assert_exact(WIDE, [[1] * 14] * 3, executor)
    monkeypatch.setattr(watched, "assert_fact", honest)
    assert watched.opened <= watched.closed
    assert sorted(watched.deleted) == sorted(watched.closed)
    assert_exact(WIDE, [[1] * 14] * 3, executor)


def test_rulesets_are_freed_with_their_executor(watched: Watched) -> None:
    executor = Durable()
    assert_exact(WIDE, [[1] * 14], executor)
    assert watched.made
    assert not watched.freed
    del executor
    gc.collect()
    assert sorted(watched.freed) == sorted(watched.made)


def test_rulesets_are_freed_with_their_library(watched: Watched) -> None:
    library = Library()
    evaluate(read_draft(read_file(EXAMPLES / "subscriber-ip-nl-de-eio.yaml").data), library, engine="durable", day=DAY)
    assert watched.made
    del library
    gc.collect()
    assert sorted(watched.freed) == sorted(watched.made)


# -- what goes in -----------------------------------------------------------------------------------------------------------------


def words(value: Any) -> Iterator[str]:
    """Every word in a value, keys included."""
    if isinstance(value, dict):
        for key, one in value.items():
            yield key
            yield from words(one)
    elif isinstance(value, list):
        for one in value:
            yield from words(one)
    elif isinstance(value, str):
        yield value
    else:
        assert type(value) is int
        assert value in (0, 1, 2)


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.yaml")), ids=lambda path: path.stem)
def test_no_word_of_a_draft_a_rule_or_a_profile_reaches_the_engine(path: Path, watched: Watched) -> None:
    draft: Any = read_file(path).data
    for item in draft.get("items") or []:
        item.setdefault("identifier", {"type": "username"})["value"] = 'x", "t": "end\u0000\U0001f600'
    draft["reference"] = "$nex"
    evaluate(read_draft(draft), Library(), engine="durable", day=DAY)
    assert watched.texts
    strange = [word for one in (*watched.definitions, *watched.facts) for word in words(one) if not NAMES_OF_OUR_OWN.fullmatch(word)]
    assert not strange


def test_no_rule_name_reaches_the_engine_however_it_is_called(watched: Watched) -> None:
    asked = group(REFS[0])
    units = tuple(Unit(unit.index, 'end"}, "$nex', unit.bindings, unit.formula, 0, 'end"}, "$nex') for unit in asked.units)
    assert Durable().run(Group(0, 0, (), units, asked.atoms), [[2]]) == [(2,)]
    assert all(NAMES_OF_OUR_OWN.fullmatch(word) for one in watched.definitions for word in words(one))


# -- the engine cannot be imported ------------------------------------------------------------------------------------------------


@pytest.fixture
def without_engine(tmp_path: Path) -> dict[str, str]:
    """Environment of a process in which the C extension cannot be imported."""
    (tmp_path / "durable_rules_engine.py").write_text('raise ImportError("no such library here")\n')
    return os.environ | {"PYTHONPATH": os.pathsep.join((str(tmp_path), os.environ.get("PYTHONPATH", "")))}


@pytest.mark.parametrize("arguments", [(), ("--engine", "durable"), ("--cross-check",)])
def test_the_other_engine_answers_and_says_so_where_it_cannot_be_imported(
    arguments: tuple[str, ...], without_engine: dict[str, str]
) -> None:
    draft = EXAMPLES / "subscriber-ip-nl-de-eio.yaml"
    command = [sys.executable, "-m", "legalcheck", "evaluate", str(draft), "--format", "json", *arguments]
    ran = subprocess.run(command, capture_output=True, text=True, env=without_engine, check=False)
    found = json.loads(ran.stdout)
    assert ran.returncode == 0
    assert found["verdict"] == "ready"
    assert found["provenance"]["engine"] == "compiled"
    assert "durable-rules cannot be imported" in ran.stderr
    assert "compiled" in ran.stderr
    assert "Traceback" not in ran.stderr


def test_nothing_is_said_where_the_other_engine_was_asked_for(without_engine: dict[str, str]) -> None:
    draft = EXAMPLES / "subscriber-ip-nl-de-eio.yaml"
    command = [sys.executable, "-m", "legalcheck", "evaluate", str(draft), "--format", "json", "--engine", "compiled"]
    ran = subprocess.run(command, capture_output=True, text=True, env=without_engine, check=False)
    assert (ran.returncode, ran.stderr) == (0, "")


def test_the_library_answers_too_and_says_so_in_the_result(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "legalcheck.engine.durable")
    monkeypatch.setitem(sys.modules, "durable_rules_engine", None)
    draft = read_draft(read_file(EXAMPLES / "subscriber-ip-nl-de-eio.yaml").data)
    assert Evaluator(Library(), Options(engine="durable")).result(draft, DAY).provenance.engine == "compiled"


def test_strata_says_which_engine_it_runs() -> None:
    library = Library()
    made = library.engine()
    assert Strata(made.program, library.vocabulary, Durable()).name == "durable"
    assert made.compiled.name == "compiled"
