"""`legalcheck lint`: what is wrong, doubtful or stale in what people write."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from legalcheck.cli.common import data_option, library_of, said_plainly

if TYPE_CHECKING:
    from legalcheck.lint.found import Found

FOUND = 1
"""Exit status where an error was found (with --strict: anything but a note)."""


@click.command()
@click.argument("paths", metavar="[PATHS]...", nargs=-1, type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(["text", "json", "sarif", "github"]), default="text", show_default=True)
@click.option("--max-age", type=click.IntRange(min=1), default=None, metavar="DAYS", help="Reviews older than this are stale.  [default: a year]")
@click.option("--strict", is_flag=True, help="Warnings count as errors for the exit status.")
@click.option("--quiet", is_flag=True, help="Leave notes out.")
@click.option("--fix", "mend", is_flag=True, help="Make the changes that are safe (spelling of capitals, hyphens; the line for editors).")
@click.option("--list", "listed", is_flag=True, help="List the checks and what each finds.")
@data_option
@said_plainly
def lint(
    paths: tuple[Path, ...], form: str, max_age: int | None, strict: bool, quiet: bool, mend: bool, listed: bool, overlays: tuple[Path, ...]
) -> None:  # fmt: skip
    """Check profiles, rules, drafts and scenarios: words, sources, dates, contradictions, what nothing reads.

    A comment silences a check: "# lint: ignore[stale]" at the end of a line or alone on the line before it,
    "# lint: ignore-file[stale]" for a whole file.

    \b
    Examples:     legalcheck lint
                  legalcheck lint jurisdictions/fr.yaml --max-age 180
    Exit status:  0 no error, 1 errors, 2 bad usage
    """
    from legalcheck.assessment.evaluate import today
    from legalcheck.lint.checks import CHECKS
    from legalcheck.lint.run import fix, run_checks
    from legalcheck.lint.world import DEFAULT_MAX_AGE, DEFAULT_PATHS, read_world
    from legalcheck.rendering.lint_text import lint_github, lint_json, lint_sarif, lint_text
    from legalcheck.rendering.terminal import console, paragraph

    target = console(sys.stdout)
    if listed:
        for check in CHECKS:
            paragraph(target, check.about, mark=f"{check.id} ({check.severity}): ")
        return
    wanted = paths or tuple(path for name in DEFAULT_PATHS if (path := Path(name)).exists())
    if not wanted:
        raise click.UsageError(f"there is none of {', '.join(DEFAULT_PATHS)} here; say which files to check")
    for path in wanted:
        if not path.exists():
            raise click.UsageError(f"there is no {path}")

    def look() -> tuple[int, list[Found]]:
        world = read_world(wanted, library_of(overlays), today(), max_age or DEFAULT_MAX_AGE)
        return len(world.files), [one for one in run_checks(world) if not (quiet and one.severity == "note")]

    files, found = look()
    if mend:
        for name, number in fix(found).items():
            click.echo(f"{name}: {number} changed", err=True)
        files, found = look()
    if form == "text":
        lint_text(found, files, target)
    else:
        texts = {"json": lambda: lint_json(found), "sarif": lambda: lint_sarif(found, CHECKS), "github": lambda: lint_github(found)}
        click.echo(texts[form]().encode(), nl=False)
    grave = {"error", "warning"} if strict else {"error"}
    raise SystemExit(FOUND if any(one.severity in grave for one in found) else 0)
