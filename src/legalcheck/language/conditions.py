"""Conditions as trees. Three values, strong Kleene: `All` is the least of its parts, `AnyOf` the greatest, `Not` swaps true and false."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from legalcheck.vocabulary import Path

Op = Literal["equals", "one_of", "includes", "includes_any", "at_least", "more_than", "at_most", "less_than", "known"]


@dataclass(frozen=True)
class Test:
    """A path compared with a constant or with another path."""

    path: Path
    op: Op
    constant: Any = None
    other: Path | None = None


@dataclass(frozen=True)
class Concluded:
    """A conclusion of other rules holds."""

    name: str


@dataclass(frozen=True)
class All:
    """Least of the parts; true of none."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True)
class AnyOf:
    """Greatest of the parts; false of none."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True)
class Not:
    """True and false swapped."""

    part: Condition


@dataclass(frozen=True)
class Some:
    """Greatest over the parts of a kind (`offence`, or a profile section such as `requested.retention`)."""

    over: str
    part: Condition


@dataclass(frozen=True)
class Every:
    """Least over the parts of a kind."""

    over: str
    part: Condition


Condition = Test | Concluded | All | AnyOf | Not | Some | Every
"""A condition as it is written, checked."""


@dataclass(frozen=True)
class Binding:
    """A part that a rule ranges over; `optional`: a measure that takes no data counts too."""

    part: str
    optional: bool = False
