"""What is shipped passes its own checks."""

from __future__ import annotations

from pathlib import Path

from legalcheck import Library
from legalcheck.assessment.evaluate import today
from legalcheck.lint.run import run_checks
from legalcheck.lint.world import DEFAULT_MAX_AGE, DEFAULT_PATHS, read_world

ROOT = Path(__file__).resolve().parents[2]


def test_the_shipped_files_have_neither_errors_nor_warnings() -> None:
    world = read_world([ROOT / path for path in DEFAULT_PATHS], Library(), today(), DEFAULT_MAX_AGE)
    assert [f"{one.problem} [{one.check}]" for one in run_checks(world) if one.severity != "note" and one.check != "stale"] == []


def test_at_least_110_jurisdictions_load() -> None:
    library = Library()
    loaded = [library.jurisdiction(code) for code in library.keys("jurisdiction")]
    assert len([profile for profile in loaded if profile and profile.sections]) >= 110
