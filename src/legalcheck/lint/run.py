"""All checks over a world, without what comments silence; and the safe changes they offer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from legalcheck.lint.checks import CHECKS
from legalcheck.lint.found import Check, Edit, Found
from legalcheck.lint.world import World
from legalcheck.reading.problems import Problem, suggestion
from legalcheck.writing.files import replace_text, text_of

_SILENCE = re.compile(r"#\s*lint:\s*(ignore|ignore-file)\[([^\]]*)\]")
UNKNOWN_CHECK = Check("unknown-check", "warning", "A comment that silences a check that does not exist.", lambda world: iter(()))


def run_checks(world: World, checks: Sequence[Check] = CHECKS) -> list[Found]:
    """What the checks find in the files of the world, in the order of the files and lines.

    `# lint: ignore[stale]` at the end of a line, or alone on the line before, silences a check there; `# lint: ignore-file[stale]` anywhere
    silences it for the file.
    """
    names = {file.name for file in world.files}
    silences = {file.name: _Silences(file.path) for file in world.files}
    relative = {str(Path(name)): name for name in names}
    found: set[Found] = set()
    for check in checks:
        for one in check.found(world):
            file = relative.get(one.problem.file)
            if file is None or not silences[file].silenced(one):
                found.add(one)
    for name, silence in silences.items():
        found |= set(silence.unknown(name))
    return sorted(found)


class _Silences:
    """The comments of one file that silence checks."""

    def __init__(self, path: Path) -> None:
        self.by_line: dict[int, set[str]] = {}
        self.whole: set[str] = set()
        self.named: dict[str, int] = {}
        try:
            lines = path.read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeDecodeError):
            lines = []
        for number, line in enumerate(lines, 1):
            for match in _SILENCE.finditer(line):
                checks = {word.strip() for word in match[2].split(",") if word.strip()}
                self.named.update(dict.fromkeys(checks, number))
                if match[1] == "ignore-file":
                    self.whole |= checks
                else:
                    alone = line.strip().startswith("#")
                    self.by_line.setdefault(number + alone, set()).update(checks)

    def silenced(self, one: Found) -> bool:
        return one.check in self.whole or one.check in self.by_line.get(one.problem.line, set())

    def unknown(self, file: str) -> Iterable[Found]:
        known = [check.id for check in CHECKS]
        for name, line in self.named.items():
            if name not in known:
                message = f"silences '{name}', which is no check{suggestion(name, known)}"
                yield Found(Problem(file, line, 1, message), UNKNOWN_CHECK.id, UNKNOWN_CHECK.severity)


def fix(found: Iterable[Found]) -> dict[str, int]:
    """Make the safe changes. Returns how many were made in each file. Each file is written beside and renamed: never half."""
    edits: dict[str, set[Edit]] = {}
    for one in found:
        if one.edit is not None:
            edits.setdefault(one.problem.file, set()).add(one.edit)
    made: dict[str, int] = {}
    for name, wanted in edits.items():
        path = Path(name)
        lines = text_of(path).split("\n")
        for edit in sorted(wanted, reverse=True):
            if not edit.old:
                lines.insert(edit.line - 1, edit.new + ("\r" if lines[edit.line - 1].endswith("\r") else ""))
            else:
                lines[edit.line - 1] = lines[edit.line - 1].replace(edit.old, edit.new, 1)
        replace_text(path, "\n".join(lines))
        made[name] = len(wanted)
    return made
