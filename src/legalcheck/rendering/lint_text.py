"""What checks found: for a terminal, as JSON, as SARIF 2.1.0, and as annotations of GitHub."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from rich.console import Console
from rich.text import Text

from legalcheck._version import __version__
from legalcheck.lint.found import SEVERITIES, Check, Found
from legalcheck.rendering.terminal import printable

SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_STYLE = {"error": "red", "warning": "yellow", "note": "dim"}


def lint_text(found: Sequence[Found], files: int, target: Console) -> None:
    """Print a line for each, as an editor can follow it, and how many there are."""
    for one in found:
        line = Text(_place(one)) + Text(f": {one.severity}", style=_STYLE[one.severity])
        target.print(line + Text(f" [{one.check}] {printable(one.problem.message)}"), soft_wrap=True)
    counts = Counter(one.severity for one in found)
    said = ", ".join(f"{counts[severity]} {severity}{'s' if counts[severity] != 1 else ''}" for severity in SEVERITIES if counts[severity])
    target.print(Text(f"{files} file{'s' if files != 1 else ''}: {said or 'nothing found'}."))


def lint_json(found: Sequence[Found]) -> str:
    """A list of what was found, in the order of the files."""
    listed = [
        {
            "file": one.problem.file, "line": one.problem.line, "column": one.problem.column, "severity": one.severity, "check": one.check,
            "message": one.problem.message, "fixable": one.edit is not None,
        }
        for one in found
    ]  # fmt: skip
    return json.dumps(listed, indent=2, ensure_ascii=False) + "\n"


def lint_sarif(found: Sequence[Found], checks: Sequence[Check]) -> str:
    """A log of SARIF 2.1.0 (OASIS): one run, its rules, its results."""
    index = {check.id: number for number, check in enumerate(checks)}
    rules = [
        {
            "id": check.id,
            "shortDescription": {"text": check.about},
            "defaultConfiguration": {"level": check.severity},
        }
        for check in checks
    ]
    results: list[dict[str, Any]] = []
    for one in found:
        region = {"startLine": max(one.problem.line, 1), "startColumn": max(one.problem.column, 1)}
        results.append(
            {
                "ruleId": one.check,
                **({"ruleIndex": index[one.check]} if one.check in index else {}),
                "level": one.severity,
                "message": {"text": one.problem.message},
                "locations": [{"physicalLocation": {"artifactLocation": {"uri": quote(one.problem.file.replace("\\", "/"))}, "region": region}}],
            }
        )
    driver = {"name": "legalcheck", "version": __version__, "rules": rules}
    log = {"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [{"tool": {"driver": driver}, "results": results}]}
    return json.dumps(log, indent=2, ensure_ascii=False) + "\n"


def lint_github(found: Sequence[Found]) -> str:
    """Workflow commands that GitHub shows at the lines of a pull request."""
    level = {"error": "error", "warning": "warning", "note": "notice"}
    lines = [
        f"::{level[one.severity]} file={_property(one.problem.file)},line={max(one.problem.line, 1)},col={max(one.problem.column, 1)},"
        f"title={_property(one.check)}::{_data(one.problem.message)}"
        for one in found
    ]
    return "".join(f"{line}\n" for line in lines)


def _place(one: Found) -> str:
    return f"{printable(one.problem.file)}:{max(one.problem.line, 1)}:{max(one.problem.column, 1)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
