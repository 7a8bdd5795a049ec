"""Every way to install legalcheck runs it from its own data: an edit of a profile there changes the result."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

pytestmark = pytest.mark.packaging

ROOT = Path(__file__).parents[2]
EXAMPLE = "examples/preservation-fr-us-24-7.yaml"
NOT_THE_PROJECT = shutil.ignore_patterns(".git", ".venv", "venv", "dist", "build", "__pycache__", ".*_cache", ".hypothesis", "*.egg-info")


def call(command: Sequence[str | Path], folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command away from the checkout the tests run in."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "COV_", "VIRTUAL_ENV"))}
    return subprocess.run(
        [str(word) for word in command], cwd=folder, env=inherited | environment, capture_output=True, text=True, timeout=300, check=False
    )


def done(command: Sequence[str | Path], folder: Path, **environment: str) -> str:
    ended = call(command, folder, **environment)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return ended.stdout


@dataclass
class Install:
    """A Python that has legalcheck, by one way or another."""

    python: Path
    home: Path
    """Where its rules and jurisdictions must be."""
    folder: Path
    """An empty folder to run in."""
    path: str = ""

    def python_says(self, code: str) -> str:
        return done([self.python, "-c", code], self.folder, PYTHONPATH=self.path).strip()

    def evaluate(self, draft: Path) -> tuple[int, dict[str, dict[str, object]]]:
        command = [self.python, "-m", "legalcheck", "evaluate", draft, "--format", "json", "--engine", "compiled"]
        ended = call(command, self.folder, PYTHONPATH=self.path)
        assert ended.stderr == ""
        return ended.returncode, json.loads(ended.stdout)


def check(install: Install) -> None:
    """It reads its own data, from nowhere else, and afresh at each run."""
    place = Path(install.python_says("from legalcheck.places import shipped_place; print(shipped_place())"))
    assert place.resolve() == install.home.resolve()
    draft = install.folder / "draft.yaml"
    shutil.copy(ROOT / EXAMPLE, draft)
    status, before = install.evaluate(draft)
    assert (status, before["verdict"]) == (0, "ready")

    profile = place / "jurisdictions" / "us.yaml"
    text = profile.read_text(encoding="utf-8")
    party = "instrument: budapest\n    status: party\n"
    assert text.count(party) == 1
    profile.write_text(text.replace(party, party.replace("party", "none")), encoding="utf-8")
    status, after = install.evaluate(draft)
    assert status != 0
    assert after["verdict"] != "ready"
    digests = before["provenance"]["profiles"], after["provenance"]["profiles"]
    assert all(isinstance(digest, dict) for digest in digests)
    changed = {name for name in digests[0] if digests[0][name] != digests[1].get(name)}  # type: ignore[attr-defined,index]
    assert changed == {"US"}


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of the project as they are now, and nothing that is ignored."""
    copy = tmp_path_factory.mktemp("checkout") / "legalcheck"
    listed = subprocess.run(["git", "ls-files", "-co", "--exclude-standard", "-z"], cwd=ROOT, capture_output=True, check=False)
    if listed.returncode or not listed.stdout:  # the tests run from an unpacked sdist
        return Path(shutil.copytree(ROOT, copy, ignore=NOT_THE_PROJECT))
    for name in listed.stdout.decode().split("\0"):
        if name and (ROOT / name).is_file():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, copy / name)
    return copy


def build(kind: str, source: Path, target: Path) -> Path:
    """Builds with the hatchling that is installed: `pip install legalcheck[dev]` brings it."""
    done([sys.executable, "-m", "build", f"--{kind}", "--no-isolation", "--outdir", target, source], target.parent)
    (built,) = target.iterdir()
    return built


@pytest.fixture(scope="module")
def wheel(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build("wheel", checkout, tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def sdist(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build("sdist", checkout, tmp_path_factory.mktemp("sdist"))


@pytest.fixture(scope="module")
def unpacked(sdist: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("unpacked")
    with tarfile.open(sdist) as archive:
        archive.extractall(folder, filter="data")
    (top,) = folder.iterdir()
    return top


@pytest.fixture(scope="module")
def wheel_of_sdist(unpacked: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build("wheel", unpacked, tmp_path_factory.mktemp("wheel_of_sdist"))


def environment(folder: Path) -> tuple[Path, Path]:
    """A fresh environment: its Python and its site-packages. It sees the dependencies installed here, but no legalcheck."""
    done([sys.executable, "-m", "venv", "--without-pip", folder], folder.parent)
    python = folder / ("Scripts" if os.name == "nt" else "bin") / "python"
    own = Path(done([python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], folder).strip())
    # a folder named in a .pth file is searched after the environment's own, and .pth files inside it (an editable legalcheck) do not count
    (own / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    assert call([python, "-c", "import legalcheck.api"], folder).returncode != 0, "legalcheck is installed where the dependencies are"
    return python, own


def installed(wheel: Path, folder: Path) -> Install:
    python, own = environment(folder / "env")
    done([sys.executable, "-m", "pip", "--python", python, "install", "--no-deps", "--no-index", "--quiet", wheel], folder)
    (folder / "work").mkdir()
    return Install(python, own / "legalcheck" / "data", folder / "work")


def names(wheel: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_a_wheel_runs_from_its_own_data(wheel: Path, tmp_path: Path) -> None:
    check(installed(wheel, tmp_path))


def test_a_wheel_built_from_the_sdist_runs_from_its_own_data(wheel_of_sdist: Path, tmp_path: Path) -> None:
    check(installed(wheel_of_sdist, tmp_path))


def test_a_wheel_built_from_the_sdist_is_the_wheel(wheel: Path, wheel_of_sdist: Path) -> None:
    assert wheel.name == wheel_of_sdist.name
    assert names(wheel) == names(wheel_of_sdist)


def test_a_wheel_brings_the_command_the_licence_and_the_types(wheel: Path, tmp_path: Path) -> None:
    found = names(wheel)
    assert "legalcheck/py.typed" in found
    assert [name for name in found if name.endswith(".dist-info/licenses/LICENSE")]
    assert not [name for name in found if name.split("/")[0] not in ("legalcheck", wheel.name.rsplit("-", 3)[0] + ".dist-info")]
    shipped = {name.removeprefix("legalcheck/data/") for name in found if name.startswith("legalcheck/data/")}
    of_the_project = {str(path.relative_to(ROOT)) for folder in ("rules", "jurisdictions") for path in (ROOT / folder).rglob("*.yaml")}
    assert shipped == of_the_project
    command = installed(wheel, tmp_path).python.parent / "legalcheck"
    assert done([command, "--version"], tmp_path).startswith("legalcheck, version ")
    assert done([command, "show", "FR"], tmp_path).startswith("France (FR)")


def test_an_editable_install_reads_the_checkout_and_never_a_copy(checkout: Path, tmp_path: Path) -> None:
    source = Path(shutil.copytree(checkout, tmp_path / "source"))
    python, own = environment(tmp_path / "env")
    options = ["--no-deps", "--no-index", "--no-build-isolation", "--quiet"]
    done([sys.executable, "-m", "pip", "--python", python, "install", *options, "--editable", source], tmp_path)
    assert list(own.rglob("*.yaml")) == []  # a copy that nobody reads would be edited in vain
    (tmp_path / "work").mkdir()
    check(Install(python, source, tmp_path / "work"))


def test_a_checkout_runs_without_being_installed(checkout: Path, tmp_path: Path) -> None:
    source = Path(shutil.copytree(checkout, tmp_path / "source"))
    python, _ = environment(tmp_path / "env")
    (tmp_path / "work").mkdir()
    check(Install(python, source, tmp_path / "work", str(source / "src")))


def test_an_unpacked_sdist_runs_and_brings_what_a_developer_needs(unpacked: Path, tmp_path: Path) -> None:
    source = Path(shutil.copytree(unpacked, tmp_path / "source"))
    assert not [path for path in source.rglob("*") if "__pycache__" in path.parts or ".git" in path.parts]
    python, _ = environment(tmp_path / "env")
    (tmp_path / "work").mkdir()
    check(Install(python, source, tmp_path / "work", str(source / "src")))
    for name in (EXAMPLE, "tests/conftest.py", "docs/profiles.md", "LICENSE", "README.md", "pyproject.toml", "rules/vocabulary.yaml"):
        assert (source / name).is_file(), name
