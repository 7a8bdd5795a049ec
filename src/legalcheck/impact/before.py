"""The law as it was: of a git revision, or in another folder."""

from __future__ import annotations

import io
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from legalcheck.library import REGIONS_FILE, Library
from legalcheck.places import shipped_place
from legalcheck.reading.problems import InputError, Problem
from legalcheck.scenarios.outcome import Bench

DATA = ("rules", "jurisdictions")


@contextmanager
def law_before(base: str, overlays: Sequence[Path]) -> Iterator[Bench]:
    """The law as it was: `base` is a folder with `rules/` and `jurisdictions/`, or a git revision of the folders the law is in.

    A folder of law that is not under git is taken as it is. Raises InputError for a revision that does not exist, or law in it that cannot
    be read (the vocabulary is always that of this program: it is the contract).
    """
    if Path(base).is_dir():
        yield Bench(Library(*overlays, shipped=_with_law(Path(base), base)))
        return
    with tempfile.TemporaryDirectory(prefix="legalcheck-") as name:
        places = [_at_revision(place, base, Path(name) / str(number)) for number, place in enumerate((shipped_place(), *overlays))]
        if all(place == now for place, now in zip(places, (shipped_place(), *overlays), strict=True)):
            message = "is no folder, and none of the law is under git: give --base a folder with rules/ and jurisdictions/"
            raise InputError([Problem(base, 0, 0, message)])
        yield Bench(Library(*places[1:], shipped=_with_law(places[0], base)))


def _with_law(place: Path, base: str) -> Path:
    """The folder, if it holds law at all. Without, every rule would seem to be new."""
    missing = [name for name in (*DATA, REGIONS_FILE) if not (place / name).exists()]
    if missing:
        raise InputError([Problem(base, 0, 0, f"there is no law to compare with: it has no {missing[0]}")])
    return place


def _at_revision(place: Path, revision: str, target: Path) -> Path:
    """The data of a folder at a revision, unpacked into `target`; the folder itself where it is not under git."""
    prefix = _git(place, "rev-parse", "--show-prefix")
    if prefix is None:
        return place
    if _git(place, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}") is None:
        raise InputError([Problem(revision, 0, 0, f"is neither a folder nor a git revision of {place}")])
    present = [name for name in DATA if _git(place, "cat-file", "-e", f"{revision}:{prefix.strip()}{name}") is not None]
    target.mkdir()
    if present:
        done = subprocess.run(["git", "-C", str(place), "archive", revision, "--", *present], capture_output=True, check=True)
        with tarfile.open(fileobj=io.BytesIO(done.stdout)) as archive:
            archive.extractall(target, filter="data")
    return target


def _git(place: Path, *words: str) -> str | None:
    """Output of a git command in a folder; None where it fails, or where there is no git."""
    try:
        done = subprocess.run(["git", "-C", str(place), *words], capture_output=True, text=True, check=False)
    except FileNotFoundError:
        return None
    return done.stdout if done.returncode == 0 else None
