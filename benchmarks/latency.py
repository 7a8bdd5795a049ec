"""How long an evaluation takes, warm and from a cold start: `python benchmarks/latency.py`.

Warm, for one draft under one given instrument and channel, by each executor: the facts and the value of every rule (`truth values`), the
same with findings, papers and questions (`with findings`), and the whole result with every route (`evaluate()`, whose routes are always
run by `compiled`). Cold: the process from start to end, against one that only imports yaml and click and defines one pydantic model.
All are medians; what is compared is run in turns.
"""

from __future__ import annotations

import platform
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

import click
import yaml

from legalcheck import Draft, Library, __version__, evaluate, read_draft
from legalcheck.assessment.evaluate import EngineName, Evaluator, Options, today
from legalcheck.engine.values import Executor
from legalcheck.facts.build import Setting, build_facts
from legalcheck.library import Engine

ONE_CELL = Path(__file__).parent / "drafts" / "one-cell.yaml"
EXAMPLE = Path(__file__).parents[1] / "examples" / "subscriber-ip-nl-de-eio.yaml"
ENGINES: tuple[EngineName, ...] = ("compiled", "durable")
TURNS = 10
"""Turns in which the samples of a comparison are taken."""
DONE = (0, 1, 3, 4)
"""Exit statuses with which `legalcheck evaluate` gives a result."""
BARE_START = """
import click, yaml
from pydantic import BaseModel

class Model(BaseModel):
    name: str
    numbers: list[int] = []

Model.model_validate(yaml.safe_load("{name: bare, numbers: [1, 2]}"))
"""


def larger(text: str) -> Draft:
    """The one-cell draft with all categories of data, ten items and three offences."""
    draft: dict[str, Any] = yaml.safe_load(text)
    categories = ["subscriber", "access", "traffic", "location", "content"]
    (measure,), (offence,), (item,) = draft["measures"], draft["offences"], draft["items"]
    draft["measures"] = [{**measure, "data": categories}]
    draft["order"]["covers"] = categories
    draft["offences"] = [{**offence, "category": category} for category in ("fraud", "illegal-access", "money-laundering")]
    identifiers = [{**item["identifier"], "value": f"84.183.20.{number}"} for number in range(66, 76)]
    draft["items"] = [{**item, "identifier": identifier, "purpose": "evidence", "data": categories} for identifier in identifiers]
    return read_draft(draft)


def median_ms(functions: Mapping[str, Callable[[], object]], repeat: int) -> dict[str, float]:
    """Median time of one call of each, in milliseconds. They take turns, so that what else the machine does falls on all of them alike."""
    samples: dict[str, list[float]] = {name: [] for name in functions}
    for function in functions.values():
        function()
    for turn in range(min(TURNS, repeat)):
        for name, function in functions.items():
            for _ in range(turn, repeat, TURNS):
                start = perf_counter()
                function()
                samples[name].append((perf_counter() - start) * 1000)
    return {name: median(taken) for name, taken in samples.items()}


def truth_values(setting: Setting, engine: Engine, executor: Executor, library: Library) -> int:
    """The facts of a draft, and the cells of every rule in which it is not false."""
    values = executor.run(build_facts(setting, library.vocabulary))
    return sum(1 for unit in engine.program.unit_of_rule.values() for _ in values.holding(unit))


def warm(draft: Draft, library: Library, repeat: int) -> list[tuple[str, dict[str, float]]]:
    """(what is measured, engine → milliseconds)."""
    day = draft.as_of or today()
    setting = Evaluator(library, Options(engine="compiled")).evaluation(draft, day).setting
    engine = library.engine([library.instrument(slug) for slug in library.keys("instrument")] + list(setting.sides.values()))
    executors: dict[EngineName, Executor] = {"compiled": engine.compiled, "durable": engine.durable()}

    def truth(name: EngineName) -> Callable[[], object]:
        return lambda: truth_values(setting, engine, executors[name], library)

    def findings(name: EngineName) -> Callable[[], object]:
        evaluator = Evaluator(library, Options(engine=name))
        return lambda: evaluator._evaluate(setting, engine, executors[name])

    def result(name: EngineName) -> Callable[[], object]:
        return lambda: evaluate(draft, library, engine=name)

    measured = {"truth values": truth, "with findings": findings, "evaluate(), with routes": result}
    return [(what, median_ms({name: make(name) for name in ENGINES}, repeat)) for what, make in measured.items()]


def cold(starts: int) -> dict[str, float]:
    """Milliseconds from the start of a process to its end."""
    evaluation = [sys.executable, "-m", "legalcheck", "evaluate", str(EXAMPLE)]
    commands = {
        "yaml, click and one pydantic model": [sys.executable, "-c", BARE_START],
        "legalcheck evaluate": evaluation,
        "legalcheck evaluate --engine compiled": [*evaluation, "--engine", "compiled"],
    }
    return median_ms({name: _start(command) for name, command in commands.items()}, starts)


def _start(command: Sequence[str]) -> Callable[[], object]:
    def run() -> None:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode not in DONE or (done.returncode and done.stderr):
            raise click.ClickException(f"{' '.join(command[1:4])} ended with status {done.returncode}\n{done.stderr}")

    return run


def _row(what: str, *columns: str) -> str:
    return f"{what:<46}" + "".join(f"{column:>17}" for column in columns)


@click.command()
@click.option("--repeat", type=click.IntRange(min=1), default=100, show_default=True, help="Calls of each warm measurement.")
@click.option("--starts", type=click.IntRange(min=0), default=15, show_default=True, help="Cold starts of each command (0: none).")
def main(repeat: int, starts: int) -> None:
    """Print the medians in milliseconds, and their ratios."""
    library = Library()
    text = ONE_CELL.read_text(encoding="utf-8")
    base = library.engine().base
    machine = f"Python {platform.python_version()}, {platform.system()} {platform.machine()}"
    click.echo(f"legalcheck {__version__}, {len(base.rules)} rules, {machine}")
    drafts = {
        "one measure, category, item and offence": read_draft(text),
        "all categories, 10 items, 3 offences": larger(text),
    }
    first: dict[str, dict[str, float]] = {}
    for title, draft in drafts.items():
        compared = ["durable/compiled"] + (["compiled growth", "durable growth"] if first else [])
        click.echo()
        click.echo(_row(f"Warm: {title}", *(f"{name}, ms" for name in ENGINES), *compared))
        for what, taken in warm(draft, library, repeat):
            growth = [f"{taken[name] / first[what][name]:.1f}x" for name in ENGINES] if what in first else []
            first.setdefault(what, taken)
            ratio = f"{taken['durable'] / taken['compiled']:.1f}x"
            click.echo(_row(f"  {what}", *(f"{taken[name]:.2f}" for name in ENGINES), ratio, *growth))
    click.echo(f"  (medians of {repeat} calls; growth: against the same row of the table before)")
    if starts:
        times = cold(starts)
        bare = next(iter(times.values()))
        click.echo()
        click.echo(_row("Cold start", "ms", "ratio"))
        for what, value in times.items():
            click.echo(_row(f"  {what}", f"{value:.0f}", f"{value / bare:.2f}x"))
        click.echo(f"  (medians of {starts} processes, after one that is not counted)")


if __name__ == "__main__":
    main()
