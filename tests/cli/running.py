"""Running the command line, as the tests of it do: as a process, or inside this one where only the words matter."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from contextlib import chdir
from pathlib import Path

from click.testing import CliRunner

from legalcheck.cli.main import main

ROOT = Path(__file__).parents[2]
READY = ROOT / "examples" / "preservation-fr-us-24-7.yaml"
BAD_INPUT = 2

SECONDS_OF_WORK = 10
"""What a hostile text may cost in processor time; the aim is 2, the rest is for slow machines. The kernel ends the process beyond it."""
BYTES_OF_MEMORY = 1024 * 1024 * 1024


class Ran:
    """What a run printed and how it ended."""

    def __init__(self, status: int, output: bytes, errors: bytes) -> None:
        self.status, self.bytes = status, output
        self.output, self.errors = output.decode(), errors.decode()
        assert "Traceback" not in self.output + self.errors, self.errors
        assert "\x1b" not in self.output + self.errors


def run(*words: str | Path, given: bytes = b"", folder: Path = ROOT, **environment: str) -> Ran:
    inherited = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES", "NO_COLOR", "FORCE_COLOR")}
    command = [sys.executable, "-m", "legalcheck", *map(str, words)]
    ended = subprocess.run(
        command, input=given, capture_output=True, cwd=folder, env=inherited | environment, timeout=60, preexec_fn=_bounded, check=False
    )
    return Ran(ended.returncode, ended.stdout, ended.stderr)


def _bounded() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS_OF_WORK, SECONDS_OF_WORK))
    resource.setrlimit(resource.RLIMIT_AS, (BYTES_OF_MEMORY, BYTES_OF_MEMORY))


def inside(*words: str | Path, given: bytes = b"", folder: Path | None = None, **environment: str) -> Ran:
    """The same without a process of its own: quicker, where only the words matter."""
    with chdir(folder or Path.cwd()):
        ended = CliRunner().invoke(main, [str(word) for word in words], input=given, env=environment, catch_exceptions=False)
    return Ran(ended.exit_code, ended.stdout_bytes, ended.stderr_bytes)


def overlay(folder: Path, **files: str) -> Path:
    """`jurisdictions__us="…"` is written to `jurisdictions/us.yaml`."""
    for name, text in files.items():
        path = folder / f"{name.replace('__', '/')}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return folder
