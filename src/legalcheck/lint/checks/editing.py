"""What makes editing easier: the line that tells an editor which schema a file has."""

from __future__ import annotations

from legalcheck.lint.found import Check, Edit, Findings
from legalcheck.lint.world import PROFILE_KINDS, World
from legalcheck.models.schemas import MODE, mode_line
from legalcheck.reading.problems import Problem


def _run(world: World) -> Findings:
    for file in world.files:
        if file.kind not in (*PROFILE_KINDS, "rules", "scenarios") or file.document is None:
            continue
        text = file.path.read_bytes().decode(errors="replace")
        if not any(line.startswith(MODE) for line in text.splitlines()[:3]):
            yield Problem(file.name, 1, 1, "has no line for editors (yaml-language-server: $schema=…)"), Edit(1, "", mode_line(file.kind))


CHECK = Check("mode-line", "note", "A file without the line by which an editor knows its schema, and so can complete and explain words.", _run)
