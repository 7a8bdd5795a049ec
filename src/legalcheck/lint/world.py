"""The files to check, read each on its own so that one that is wrong does not hide the others, and the law around them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

from legalcheck.language.rulebase import RuleBase
from legalcheck.law.profiles import Kind, LocatedRule, Profile, build_profile, located_rules
from legalcheck.law.statements import Statement
from legalcheck.library import Library
from legalcheck.models.check import checked
from legalcheck.models.draft import Draft
from legalcheck.models.offences import OffenceFile
from legalcheck.models.regions import RegionFile
from legalcheck.models.rule import RuleFile
from legalcheck.reading.problems import InputError, Problem, suggestion
from legalcheck.reading.yaml_text import Document, Step, read_file
from legalcheck.scenarios.casebook import Case, cases_of
from legalcheck.vocabulary import Vocabulary

PROFILE_KINDS: tuple[Kind, ...] = ("jurisdiction", "instrument", "provider")
KINDS = (*PROFILE_KINDS, "rules", "scenarios", "regions", "offences")
DEFAULT_PATHS = ("rules", "jurisdictions", "examples", "tests/scenarios")
DEFAULT_MAX_AGE = timedelta(weeks=52).days
PASSED_OVER = "vocabulary.yaml"


@dataclass
class LintedFile:
    """One file: what it is, what it says, and what is wrong with its form."""

    path: Path
    kind: str
    document: Document | None
    problems: tuple[Problem, ...] = ()
    profile: Profile | None = None
    rules: tuple[LocatedRule, ...] = ()
    cases: tuple[Case, ...] = ()
    draft: Draft | None = None

    @property
    def name(self) -> str:
        return str(self.path)


@dataclass(frozen=True)
class Written:
    """A statement and where it is written."""

    statement: Statement
    profile: Profile
    file: LintedFile
    index: int

    def problem(self, message: str, *path: Step) -> Problem:
        assert self.file.document is not None
        place = (self.statement.section, self.index, *path)
        return self.file.document.problem(place, f"{self.statement.section}/{self.statement.id}: {message}")


@dataclass
class World:
    """All files of one run, and the law they belong to."""

    files: Sequence[LintedFile]
    library: Library
    today: date
    max_age: int
    """Days after which a review is stale."""

    @property
    def vocabulary(self) -> Vocabulary:
        return self.library.vocabulary

    def of_kind(self, kind: str) -> Iterator[LintedFile]:
        return (file for file in self.files if file.kind == kind)

    def statements(self) -> Iterator[Written]:
        """Every statement of the profiles that can be read, in the order of the files."""
        for file in self.files:
            if file.profile is not None:
                for statements in file.profile.sections.values():
                    for index, statement in enumerate(statements):
                        yield Written(statement, file.profile, file, index)

    def profile(self, kind: Kind, key: str) -> Profile | None:
        """A profile: of the files checked, or else of the law on file. None where there is none, or where it cannot be read."""
        for file in self.of_kind(kind):
            if file.profile is not None and file.profile.key == key:
                return file.profile
        try:
            return self.library.profile(kind, key)
        except InputError:
            return None

    @cached_property
    def base(self) -> RuleBase | None:
        """The rules of the library with those of all profiles; None where they cannot be read."""
        try:
            return self.library.engine(self.library.profiles()).base
        except InputError:
            return None


def read_world(paths: Iterable[Path], library: Library, today: date, max_age: int) -> World:
    """Read every YAML (and draft JSON) file under the paths. What cannot be read is kept with its problems."""
    found: dict[Path, None] = {}
    for path in paths:
        inside = sorted(one for one in path.rglob("*.yaml") if one.name != PASSED_OVER) if path.is_dir() else [path]
        found.update(dict.fromkeys(inside))
    return World([_read(path, library) for path in found], library, today, max_age)


def _read(path: Path, library: Library) -> LintedFile:
    try:
        document = read_file(path)
    except InputError as error:
        return LintedFile(path, "unknown", None, error.problems)
    kind = _kind(document)
    file = LintedFile(path, kind, document)
    try:
        if kind == "rules":
            file.rules = located_rules(document, "rules", checked(document, RuleFile).rules)
        elif kind == "scenarios":
            file.cases = tuple(cases_of(document, path.parent))
        elif kind == "regions":
            checked(document, RegionFile)
        elif kind == "offences":
            checked(document, OffenceFile)
        elif kind == "draft":
            file.draft = checked(document, Draft)
        elif kind in PROFILE_KINDS:
            file.profile = build_profile(kind, document, "", library.vocabulary, library.regions)
        else:
            near = suggestion(kind, KINDS) or f"; there are {', '.join(KINDS)}"
            file.problems = (document.problem(("schema",), f"schema: '{kind}' is no kind of file{near}"),)
    except InputError as error:
        file.problems = error.problems
    return file


def _kind(document: Document) -> str:
    """The kind a file says it is; a file that says nothing is a draft."""
    data: Any = document.data
    schema = data.get("schema") if isinstance(data, dict) else None
    return str(schema).partition("/")[0] if schema is not None else "draft"
