"""`legalcheck impact`: what an edit of the law changes, and for whom."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from legalcheck.cli.common import data_option, draft_of, library_of, said_plainly

if TYPE_CHECKING:
    from legalcheck.impact.changes import Subject

CHANGED = 1
"""Exit status where some case changes."""


@click.command()
@click.argument("paths", metavar="[PATHS]...", nargs=-1, type=click.Path(path_type=Path))
@click.option("--base", default="HEAD", show_default=True, metavar="REV|DIR", help="The law before: a git revision, or a folder with rules/ …")
@click.option("--format", "form", type=click.Choice(["text", "markdown"]), default="text", show_default=True)
@data_option
@said_plainly
def impact(paths: tuple[Path, ...], base: str, form: str, overlays: tuple[Path, ...]) -> None:
    """Evaluate all scenarios (and drafts) before and after an edit, and say what changes.

    PATHS are scenario files, drafts, or folders of them; left out: tests/scenarios and examples.

    \b
    Examples:     legalcheck impact
                  legalcheck impact --base main --format markdown
    Exit status:  0 nothing changes, 1 something does, 2 bad usage or bad input
    """
    from legalcheck.assessment.evaluate import today
    from legalcheck.impact.before import law_before
    from legalcheck.impact.changes import impact as changes_of
    from legalcheck.rendering.impact_text import impact_markdown, impact_text
    from legalcheck.rendering.terminal import console
    from legalcheck.scenarios.outcome import Bench

    subjects = _subjects(paths or tuple(path for name in ("tests/scenarios", "examples") if (path := Path(name)).exists()))
    if not subjects:
        raise click.UsageError("there is no scenario and no draft to evaluate; say where they are")
    after = Bench(library_of(overlays))
    with (
        law_before(base, overlays) as before,
        # the bar shows only on a terminal, and on standard error, so that output can be kept
        click.progressbar(length=len(subjects), label="evaluating", file=sys.stderr, hidden=not sys.stderr.isatty()) as bar,
    ):
        found = changes_of(subjects, before, after, today(), lambda: bar.update(1))
    if form == "markdown":
        click.echo(impact_markdown(found, after.library.vocabulary).encode(), nl=False)
    else:
        impact_text(found, console(sys.stdout), after.library.vocabulary)
    raise SystemExit(CHANGED if found.changes else 0)


def _subjects(paths: tuple[Path, ...]) -> list[Subject]:
    from legalcheck.impact.changes import Subject
    from legalcheck.reading.yaml_text import read_file
    from legalcheck.scenarios.casebook import cases_of, is_casebook, scenario_files

    found: list[Subject] = []
    for path in scenario_files(paths):
        document = read_file(path)
        if is_casebook(document):
            found += [Subject(case.key, case.draft, case.data) for case in cases_of(document, path.parent)]
        else:
            found.append(Subject(path.stem, draft_of(str(path))))
    return found
