"""The law at hand: shipped files with a team's own laid over them, read on demand, checked once, kept by content."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from pathlib import Path

from legalcheck.engine.compiled import Compiled
from legalcheck.engine.lower import lower
from legalcheck.engine.values import Executor
from legalcheck.facts.build import SideLaw
from legalcheck.language.rulebase import RuleBase, build_rulebase
from legalcheck.law.profiles import Action, Kind, LocatedRule, Profile, build_profile, extended, located_rules
from legalcheck.models.check import checked
from legalcheck.models.offences import OffenceFile
from legalcheck.models.regions import RegionFile
from legalcheck.models.rule import RuleFile
from legalcheck.places import shipped_place
from legalcheck.reading.problems import InputError, Problem
from legalcheck.reading.yaml_text import MAX_BYTES, Document, read_bytes
from legalcheck.vocabulary import Vocabulary, shipped_vocabulary

FOLDERS: Mapping[Kind, str] = {
    "jurisdiction": "jurisdictions", "instrument": "jurisdictions/instruments", "provider": "jurisdictions/providers"
}  # fmt: skip
VOCABULARY_FILE = "vocabulary.yaml"
REGIONS_FILE, OFFENCES_FILE = "jurisdictions/regions.yaml", "jurisdictions/offences.yaml"
"""Tables beside the profiles of jurisdictions."""
MAX_SIDES = 4096
"""Profiles kept as parts, one for each side and day; beyond that they are made anew."""


class Engine:
    """A rule base made ready to run: its program, and one executor of each kind, made on first use."""

    def __init__(self, base: RuleBase, owners: Mapping[str, str], digest: str) -> None:
        self.base, self.owners, self.digest = base, owners, digest
        self.program = lower(base, owners)
        self.compiled = Compiled(self.program, base.vocabulary)
        self._durable: Executor | None = None
        self._lock = threading.Lock()

    def durable(self) -> Executor:
        """The durable-rules executor. Raises ImportError where its C extension cannot be imported."""
        with self._lock:
            if self._durable is None:
                from legalcheck.engine.durable import Durable
                from legalcheck.engine.strata import Strata

                self._durable = Strata(self.program, self.base.vocabulary, Durable())
            return self._durable


class Library:
    """Load once, evaluate many, from any number of threads. Nothing is read before it is needed, and nothing but the law is kept."""

    def __init__(self, *overlays: str | Path, shipped: Path | None = None) -> None:
        """`overlays`: folders laid out like the shipped data (`rules/`, `jurisdictions/…`); a later one lies over an earlier one.

        `shipped`: a folder that takes the place of the shipped data (an earlier state of it).
        """
        self.vocabulary: Vocabulary = shipped_vocabulary()
        self._places = (shipped or shipped_place(), *(Path(overlay) for overlay in overlays))
        problems = [problem for overlay in self._places[1:] for problem in _overlay_problems(overlay)]
        if problems:
            raise InputError(problems)
        self._profiles: dict[tuple[Kind, str], Profile | None] = {}
        self._engines: dict[tuple[str, ...], Engine] = {}
        self._regions: Mapping[str, frozenset[str]] | None = None
        self._rules: tuple[list[LocatedRule], str] | None = None
        self.overlaid_rules: dict[str, Action] = {}
        """Files of rules of the overlays, once the rules are read."""
        self._lock = threading.RLock()
        self._side_law: dict[tuple[str, str, date], SideLaw] = {}

    def under(self, *overlays: Path) -> Library:
        """The same law with more folders laid over it."""
        shipped, *own = self._places
        return Library(*own, *overlays, shipped=shipped)

    def jurisdiction(self, code: str) -> Profile | None:
        """Profile of a country, None where there is none at hand. Raises InputError if its file is wrong."""
        return self.profile("jurisdiction", code)

    def instrument(self, slug: str) -> Profile | None:
        """Profile of an instrument."""
        return self.profile("instrument", slug)

    def provider(self, slug: str) -> Profile | None:
        """Profile of a provider."""
        return self.profile("provider", slug)

    def keys(self, kind: Kind) -> tuple[str, ...]:
        """Codes or slugs of all profiles of a kind, in order."""
        found = {path.stem for place in self._places for path in (place / FOLDERS[kind]).glob("*.yaml")}
        found -= {Path(table).stem for table in (REGIONS_FILE, OFFENCES_FILE)}
        return tuple(sorted(key.upper() if kind == "jurisdiction" else key for key in found))

    def profiles(self) -> list[Profile]:
        """Every profile at hand: jurisdictions, instruments, providers."""
        return [profile for kind in FOLDERS for key in self.keys(kind) if (profile := self.profile(kind, key)) is not None]

    def engine(self, profiles: Sequence[Profile | None] = ()) -> Engine:
        """The rule pack together with the rules that these profiles carry of their own."""
        carrying = sorted({profile.key: profile for profile in profiles if profile and profile.requirements}.items())
        key = tuple(f"{name}:{profile.digest}" for name, profile in carrying)
        with self._lock:
            if key not in self._engines:
                rules, digest = self._rule_pack()
                own = [located for _, profile in carrying for located in profile.requirements]
                base = build_rulebase([*rules, *own], self.vocabulary)
                self._engines[key] = Engine(base, {name: profile.kind for name, profile in carrying}, digest)
            return self._engines[key]

    def side_law(self, side: str, profile: Profile | None, day: date) -> SideLaw:
        """The sections of a profile as rules read them on a day; kept, for it depends on no draft."""
        key = (side, profile.key if profile else "", day)
        found = self._side_law.get(key)
        if found is None:
            if len(self._side_law) >= MAX_SIDES:
                self._side_law.clear()
            found = self._side_law[key] = SideLaw(side, profile, day, self.vocabulary)
        return found

    @property
    def regions(self) -> Mapping[str, frozenset[str]]:
        """Groups of states that selectors may name."""
        if self._regions is None:
            model = checked(self._read(REGIONS_FILE)[-1][0], RegionFile)
            self._regions = {name: frozenset(region.members) for name, region in model.regions.items()}
        return self._regions

    @cached_property
    def offences(self) -> OffenceFile:
        """The table of offences. A later file of a team's own data replaces the shipped one."""
        return checked(self._read(OFFENCES_FILE)[-1][0], OffenceFile)

    def profile(self, kind: Kind, key: str) -> Profile | None:
        """A profile of any kind, None where there is none at hand. Raises InputError if its file is wrong."""
        with self._lock:
            if (kind, key) not in self._profiles:
                self._profiles[kind, key] = self._load_profile(kind, key)
            return self._profiles[kind, key]

    def _load_profile(self, kind: Kind, key: str) -> Profile | None:
        found: Profile | None = None
        for number, (document, digest) in enumerate(self._read(f"{FOLDERS[kind]}/{key.lower()}.yaml")):
            profile = build_profile(kind, document, digest, self.vocabulary, self.regions)
            if profile.key != key:
                field = "code" if kind == "jurisdiction" else "slug"
                raise InputError([document.problem((field,), f"{field}: '{profile.key}' does not fit the name of the file, which expects '{key}'")])
            shipped = number == 0 and document.name.startswith(FOLDERS[kind])
            if not shipped:
                action: Action = "adds" if found is None else "extends" if profile.head.extends else "replaces"
                profile = replace(profile, overlays=((document.name, action),))
            found = extended(found, profile) if found and profile.head.extends else profile
        return found

    def _rule_pack(self) -> tuple[list[LocatedRule], str]:
        if self._rules is None:
            names = sorted({path.name for place in self._places for path in (place / "rules").glob("*.yaml")} - {VOCABULARY_FILE})
            rules: dict[str, list[LocatedRule]] = {}
            digests: list[str] = []
            problems: list[Problem] = []
            for name in names:
                for document, digest in self._read(f"rules/{name}"):
                    digests.append(digest)
                    try:
                        model = checked(document, RuleFile)
                    except InputError as error:
                        problems += error.problems
                        continue
                    own = located_rules(document, "rules", model.rules)
                    if not document.name.startswith("rules/"):
                        self.overlaid_rules[document.name] = "adds" if name not in rules else "extends" if model.extends else "replaces"
                    mine = {located.rule.id for located in own}
                    kept = [old for old in rules.get(name, ()) if model.extends and old.rule.id not in mine]
                    rules[name] = [*kept, *own]
            if problems:
                raise InputError(sorted(problems))
            digest = hashlib.sha256("".join(digests).encode()).hexdigest()[:16]
            self._rules = [rule for name in names for rule in rules[name]], digest
        return self._rules

    def _read(self, relative: str) -> list[tuple[Document, str]]:
        """The file in each place that has it, shipped one first, with the digest of its content."""
        found: list[tuple[Document, str]] = []
        for number, place in enumerate(self._places):
            path = place / relative
            if not path.is_file():
                continue
            name = relative if number == 0 else str(path)
            with path.open("rb") as stream:
                content = stream.read(MAX_BYTES + 1)
            found.append((read_bytes(content, name), hashlib.sha256(content).hexdigest()[:16]))
        return found


def _overlay_problems(overlay: Path) -> Iterator[Problem]:
    """What would otherwise be passed over in silence: a folder laid out in another way, a vocabulary of its own."""
    if not overlay.is_dir():
        yield Problem(str(overlay), 0, 0, "is no folder")
        return
    for stray in sorted(overlay.glob("*.yaml")):
        yield Problem(str(stray), 0, 0, "is not read here: rules belong into rules/, profiles into jurisdictions/")
    if (overlay / "rules" / VOCABULARY_FILE).is_file():
        yield Problem(str(overlay / "rules" / VOCABULARY_FILE), 0, 0, "the vocabulary is the contract and cannot be overlaid")
