"""Whether a file can be read at all: words, shapes, dates, references inside it."""

from __future__ import annotations

from legalcheck.lint.found import Check, Edit, Findings
from legalcheck.lint.world import World
from legalcheck.reading.problems import Problem


def _run(world: World) -> Findings:
    for file in world.files:
        for problem in file.problems:
            yield problem, _respelled(problem, file.path.read_bytes().decode(errors="replace").splitlines())


def _respelled(problem: Problem, lines: list[str]) -> Edit | None:
    """A change that only turns capitals, underscores and hyphens into those of the word that was meant; more than that is for a person."""
    start = problem.message.find("'")
    written = problem.message[start + 1 :].partition("'")[0]
    meant = problem.message.partition("did you mean '")[2].partition("'")[0]
    if not meant or written == meant or _plain(written) != _plain(meant) or not 0 < problem.line <= len(lines):
        return None
    line = lines[problem.line - 1]
    return Edit(problem.line, written, meant) if line.count(written) == 1 else None


def _plain(word: str) -> str:
    return word.lower().replace("_", "-").replace(" ", "-")


CHECK = Check("form", "error", "A file that cannot be read: an unknown word (with the nearest valid one), a wrong shape, a missing key.", _run)
