"""Scenario files to checked drafts: each starts from a draft and changes it, and a mistake is shown where it was written."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from legalcheck.models.check import checked
from legalcheck.models.draft import Draft
from legalcheck.models.scenario import Scenario, ScenarioFile
from legalcheck.reading.problems import InputError, Problem, suggestion
from legalcheck.reading.yaml_text import Document, Position, Step, read_file, value_at
from legalcheck.writing.places import PlaceError, put, steps_of

SCENARIOS = Path("tests/scenarios")
"""Where a project keeps its case book."""


@dataclass(frozen=True)
class Case:
    """A scenario with its draft, checked."""

    scenario: Scenario
    draft: Draft
    document: Document
    """The file it stands in."""
    index: int
    data: tuple[Path, ...] = ()
    """Folders of law laid over the library's own."""

    @property
    def file(self) -> str:
        return self.document.name

    @property
    def line(self) -> int:
        return self.document.position(("scenarios", self.index))[0]

    @property
    def key(self) -> str:
        """File without its ending, and id."""
        return f"{Path(self.file).stem}/{self.scenario.id}"

    def position(self, *path: Step) -> Position:
        """Where a part of the scenario stands."""
        return self.document.position(("scenarios", self.index, *path))


@dataclass
class _Composed:
    """A draft as it is put together, and where each of its parts was written."""

    data: Any
    values: dict[tuple[Step, ...], Position]
    keys: dict[tuple[Step, ...], Position]

    def copy(self) -> _Composed:
        return _Composed(copy.deepcopy(self.data), dict(self.values), dict(self.keys))


def scenario_files(paths: Iterable[Path]) -> list[Path]:
    """The files meant by files and folders; a folder means the YAML files of scenarios under it."""
    found: dict[Path, None] = {}
    for path in paths:
        inside = sorted(path.rglob("*.yaml")) if path.is_dir() else [path]
        found.update(dict.fromkeys(inside))
    return list(found)


def is_casebook(document: Document) -> bool:
    """Whether a file says that it holds scenarios (and is no draft)."""
    return isinstance(document.data, dict) and str(document.data.get("schema", "")).startswith("scenarios/")


def read_cases(paths: Iterable[Path]) -> list[Case]:
    """The cases of files and folders. Raises InputError with the problems of all files."""
    cases: list[Case] = []
    problems: list[Problem] = []
    for path in scenario_files(paths):
        try:
            cases += cases_of(read_file(path), path.parent)
        except InputError as error:
            problems += error.problems
    if problems:
        raise InputError(problems)
    return cases


def cases_of(document: Document, folder: Path) -> list[Case]:
    """The cases of one file. `folder`: from where paths of drafts are read."""
    file = checked(document, ScenarioFile)
    composer = _Composer(document, folder)
    cases: list[Case] = []
    for index, scenario in enumerate(file.scenarios):
        composed = composer.compose(file, index)
        if composed is None:
            continue
        try:
            draft = checked(Document(document.name, composed.data, composed.values, composed.keys), Draft)
        except InputError as error:
            composer.problems += [Problem(one.file, one.line, one.column, f"{scenario.id}: {one.message}") for one in error.problems]
            continue
        if draft.as_of is None:
            composer.report(("scenarios", index), f"{scenario.id}: its draft names no day (as_of), so that it would come out differently tomorrow")
        cases.append(Case(scenario, draft, document, index, tuple(folder / name for name in file.data)))
    if composer.problems:
        raise InputError(sorted(set(composer.problems)))
    return cases


class _Composer:
    def __init__(self, document: Document, folder: Path) -> None:
        self.document, self.folder = document, folder
        self.problems: list[Problem] = []
        self.by_id: dict[str, _Composed | None] = {}
        self._starts: dict[tuple[Step, ...], _Composed | None] = {}
        """Drafts that scenarios start from, by where they are given."""
        self._files: dict[str, Document] = {}
        """Files of drafts: each is read once."""

    def report(self, path: tuple[Step, ...], message: str) -> None:
        self.problems.append(self.document.problem(path, message))

    def compose(self, file: ScenarioFile, index: int) -> _Composed | None:
        scenario = file.scenarios[index]
        here: tuple[Step, ...] = ("scenarios", index)
        if scenario.id in self.by_id:
            self.report((*here, "id"), f"scenario '{scenario.id}' is there twice")
            return None
        self.by_id[scenario.id] = None
        start: _Composed | None
        if scenario.based_on is not None:
            if scenario.based_on not in self.by_id:
                near = suggestion(scenario.based_on, self.by_id)
                self.report((*here, "based_on"), f"{scenario.id}: no scenario '{scenario.based_on}' before it in this file{near}")
                return None
            start = self.by_id[scenario.based_on]
        else:
            start = self._given((*here, "draft") if scenario.draft is not None else ("draft",))
        if start is None:
            return None
        composed = start.copy()
        for place in scenario.change:
            self._change(composed, place, (*here, "change", place), scenario.id)
        self.by_id[scenario.id] = composed
        return composed

    def _given(self, path: tuple[Step, ...]) -> _Composed | None:
        value = value_at(self.document.data, path[:-1]).get(path[-1])
        if value is None:
            self.report((), "neither the file nor the scenario has a draft")
            return None
        if path not in self._starts:
            self._starts[path] = self._read(value, path)
        return self._starts[path]

    def _read(self, value: Any, path: tuple[Step, ...]) -> _Composed | None:
        """A draft written here, or that of a file."""
        if isinstance(value, dict):
            return _Composed(value, *_below(self.document, path, ()))
        try:
            other = self._file(str(value))
        except InputError as error:
            self.problems += error.problems
            return None
        position = self.document.position(path)
        return _Composed(other.data, dict.fromkeys(other.values, position), dict.fromkeys(other.keys, position))

    def _file(self, name: str) -> Document:
        if name not in self._files:
            self._files[name] = read_file(self.folder / name)
        return self._files[name]

    def _change(self, composed: _Composed, place: str, path: tuple[Step, ...], scenario: str) -> None:
        try:
            put(composed.data, place, value_at(self.document.data, path))
        except PlaceError as error:
            self.report(path, f"{scenario}: {error}")
            return
        values, keys = _below(self.document, path, steps_of(place))
        composed.values.update(values)
        composed.keys.update(keys)


def _below(document: Document, path: tuple[Step, ...], moved: tuple[Step, ...]) -> Iterator[dict[tuple[Step, ...], Position]]:
    """Positions of what stands at `path` and below, as if it stood at `moved`."""
    for table in (document.values, document.keys):
        yield {(*moved, *place[len(path) :]): position for place, position in table.items() if place[: len(path)] == path}
