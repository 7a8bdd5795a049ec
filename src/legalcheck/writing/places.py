"""Setting a value at a place such as `offences[0].category` in plain data."""

from __future__ import annotations

import copy
import re
from itertools import pairwise
from typing import Any

_STEP = re.compile(r"([^.\[\]]+)|\[(\d+)\]")
_PLACE = re.compile(r"[^.\[\]]+(\.[^.\[\]]+|\[\d+\])*")

Step = str | int


class PlaceError(ValueError):
    """There is no such place."""


def steps_of(place: str) -> tuple[Step, ...]:
    """The keys and indices of a place. Raises PlaceError if it is not written like one."""
    if not _PLACE.fullmatch(place):
        raise PlaceError(f"'{place}' is no place in a draft; write it like offences[0].category")
    return tuple(word or int(number) for word, number in _STEP.findall(place))


def put(data: Any, place: str, value: Any) -> None:
    """Set a value (None removes it). Mappings on the way, and the next member of a list, are made. Raises PlaceError where there is no such place."""
    steps = steps_of(place)
    target = data
    for step, following in pairwise(steps):
        if isinstance(target, dict) and isinstance(step, str):
            target = target.setdefault(step, [] if isinstance(following, int) else {})
        elif isinstance(target, list) and isinstance(step, int) and step <= len(target) and value is not None:
            if step == len(target):
                target.append([] if isinstance(following, int) else {})
            target = target[step]
        elif isinstance(target, list) and isinstance(step, int) and step < len(target):
            target = target[step]
        else:
            raise PlaceError(f"there is no {place} in the draft")
    last = steps[-1]
    if isinstance(target, dict) and isinstance(last, str):
        if value is not None:
            target[last] = copy.deepcopy(value)
        elif last in target:
            del target[last]
        else:
            raise PlaceError(f"there is no {place} in the draft to remove")
    elif isinstance(target, list) and isinstance(last, int) and last <= len(target) - (value is None):
        target[last : last + 1] = [] if value is None else [copy.deepcopy(value)]
    else:
        raise PlaceError(f"there is no {place} in the draft")
