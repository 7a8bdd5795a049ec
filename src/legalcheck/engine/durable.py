"""The `durable` executor: the formulas of a group as small durable-rules rulesets. The only module that imports that engine.

durable-rules 2.0.28 is memory-unsafe in known ways; this module stays inside the envelope in which it was measured to be exact. Only
numbers 0, 1, 2 and names made here ever reach it, so no text of a draft or profile can: a pattern is a flat conjunction with a tag; a formula is
expanded to disjunctive normal form, and split into stages where that grows; a ruleset is bounded in forms and in different tests;
each evaluation has a session of its own, a closing fact that always fires, and only then is the session deleted.
Each unit has a *true* form (literals = 2) and a *possible* form (literals ≥ 1): unknown is possible without true.
"""

from __future__ import annotations

import json
import threading
import weakref
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import durable_rules_engine as engine

from legalcheck.engine.program import And, Formula, Group, Neg, Ref
from legalcheck.engine.strata import Row

MAX_CONJUNCTS = 8
"""Conjunctions a formula may expand to before it is split into stages."""
MAX_LITERALS = 12
"""Tests in one conjunction (error 303 appears from about 60 pending at once)."""
MAX_FORMS = 30
"""Patterns in one ruleset (never failed up to 66)."""
MAX_TESTS = 40
"""Different tests in one ruleset."""

Literal = tuple[int, bool]
"""(slot, positive): the value at a slot of the cell, or 2 minus it."""
Conjunction = tuple[Literal, ...]


@dataclass
class _Stage:
    """Formulas that can be evaluated together, as sets of conjunctions; each writes its value to a slot."""

    targets: list[tuple[int, tuple[Conjunction, ...]]] = field(default_factory=list)


@dataclass
class _Ruleset:
    """One ruleset of the engine and how its firings are read."""

    handle: int
    slots: tuple[int, ...]
    targets: tuple[tuple[int, tuple[Conjunction, ...]], ...]


@dataclass
class _Plan:
    """What a group needs: rulesets in stages, and the slots of its units."""

    stages: list[list[_Ruleset]]
    outputs: tuple[int, ...]
    size: int


class Durable:
    """Rulesets by group, made on first use and freed with the executor. Any number of threads may share one."""

    name = "durable"

    def __init__(self) -> None:
        self._plans: dict[int, _Plan] = {}
        self._sessions = count(1)
        self._lock = threading.Lock()
        self._handles: list[int] = []
        weakref.finalize(self, _free, self._handles)

    def run(self, group: Group, cells: Sequence[Row]) -> list[Row]:
        plan = self._plans.get(group.index)
        if plan is None:
            with self._lock:
                plan = self._plans.get(group.index) or self._prepare(group)
                self._plans[group.index] = plan
        states = [[*cell, *([0] * (plan.size - len(cell)))] for cell in cells]
        for stage in plan.stages:
            for ruleset in stage:
                self._evaluate(ruleset, states)
        return [tuple(state[slot] for slot in plan.outputs) for state in states]

    def _prepare(self, group: Group) -> _Plan:
        planner = _Planner(group)
        stages = [[self._ruleset(part) for part in _parted(stage.targets)] for stage in planner.stages]
        return _Plan(stages, tuple(planner.outputs), planner.size)

    def _ruleset(self, targets: list[tuple[int, tuple[Conjunction, ...]]]) -> _Ruleset:
        definition: dict[str, Any] = {"end": {"all": [{"m": {"t": "end"}}]}}
        for slot, conjunctions in targets:
            for number, conjunction in enumerate(conjunctions):
                for form, test in (("t", _is_true), ("p", _is_possible)):
                    pattern = {"$and": [{"t": "cell"}, *(test(literal) for literal in conjunction)]}
                    definition[f"{slot}.{form}.{number}"] = {"all": [{"m": pattern}]}
        handle = engine.create_ruleset(f"legalcheck{len(self._handles)}", json.dumps(definition))
        self._handles.append(handle)
        slots = sorted({slot for _, conjunctions in targets for conjunction in conjunctions for slot, _ in conjunction})
        return _Ruleset(handle, tuple(slots), tuple(targets))

    def _evaluate(self, ruleset: _Ruleset, states: list[list[int]]) -> None:
        """Assert the cells in which anything can hold, one fact each, read the firings, write the targets."""
        alive = [
            index
            for index, state in enumerate(states)
            if any(_possible(conjunction, state) for _, conjunctions in ruleset.targets for conjunction in conjunctions)
        ]
        if not alive:
            return
        session = str(next(self._sessions))
        try:
            for index in alive:
                state = states[index]
                fact: dict[str, Any] = {"id": f"c{index}", "sid": session, "t": "cell"}
                fact |= {f"v{slot}": state[slot] for slot in ruleset.slots}
                engine.assert_fact(ruleset.handle, json.dumps(fact))
        finally:
            _, state_handle = engine.assert_fact(ruleset.handle, json.dumps({"id": "end", "sid": session, "t": "end"}))
            for name, fact_id in _firings(ruleset.handle, state_handle):
                if name == "end":
                    continue
                slot, form, _ = name.split(".")
                state = states[int(fact_id[1:])]
                state[int(slot)] = max(state[int(slot)], 2 if form == "t" else 1)
            engine.delete_state(ruleset.handle, session)


def _firings(handle: int, state_handle: int) -> Iterable[tuple[str, str]]:
    """(name, id of the fact) of every firing of a session."""
    started = engine.start_action_for_state(handle, state_handle)
    message = started[1] if started else None
    while message:
        for name, bound in json.loads(message).items():
            yield name, bound["m"]["id"]
        message = engine.complete_and_start_action(handle, state_handle)


def _is_true(literal: Literal) -> dict[str, Any]:
    slot, positive = literal
    return {f"v{slot}": 2 if positive else 0}


def _is_possible(literal: Literal) -> dict[str, Any]:
    slot, positive = literal
    return {"$gte": {f"v{slot}": 1}} if positive else {"$lte": {f"v{slot}": 1}}


def _possible(conjunction: Conjunction, state: Sequence[int]) -> bool:
    """Whether no literal is false: only then is the ruleset worth running for the cell."""
    return all(state[slot] >= 1 if positive else state[slot] <= 1 for slot, positive in conjunction)


def _free(handles: list[int]) -> None:
    for handle in handles:
        engine.delete_ruleset(handle)


def _parted(targets: list[tuple[int, tuple[Conjunction, ...]]]) -> list[list[tuple[int, tuple[Conjunction, ...]]]]:
    """Targets in portions that fit one ruleset."""
    portions: list[list[tuple[int, tuple[Conjunction, ...]]]] = []
    forms, tests = 0, set[tuple[Literal, str]]()
    for target in targets:
        more = {(literal, form) for conjunction in target[1] for literal in conjunction for form in "tp"}
        needed = 2 * len(target[1])
        if not portions or forms + needed > MAX_FORMS or len(tests | more) > MAX_TESTS:
            portions.append([])
            forms, tests = 0, set()
        portions[-1].append(target)
        forms, tests = forms + needed, tests | more
    return portions


class _Planner:
    """Expands the formulas of a group to conjunctions of literals; what would grow too large becomes a target of an earlier stage."""

    def __init__(self, group: Group) -> None:
        self.slots = {atom: index for index, atom in enumerate(group.atoms)}
        self.size = len(group.atoms)
        self.stages: list[_Stage] = []
        self.outputs = [self._target(self._expand(unit.formula, True)) for unit in group.units]

    def _target(self, expanded: tuple[list[Conjunction], int]) -> int:
        conjunctions, stage = expanded
        if len(conjunctions) > 1 and 2 * len({literal for conjunction in conjunctions for literal in conjunction}) > MAX_TESTS:
            # too many different tests for one ruleset: each conjunction is read from the stage before
            conjunctions = [((self._target(([one], stage)), True),) for one in conjunctions]
            stage += 1
        while len(self.stages) <= stage:
            self.stages.append(_Stage())
        slot, self.size = self.size, self.size + 1
        self.stages[stage].targets.append((slot, tuple(conjunctions)))
        return slot

    def _named(self, expanded: tuple[list[Conjunction], int]) -> tuple[list[Conjunction], int]:
        """The same value as one literal, read from the stage before."""
        return [((self._target(expanded), True),)], expanded[1] + 1

    def _expand(self, formula: Formula, positive: bool) -> tuple[list[Conjunction], int]:
        """(conjunctions, stage from which on they can be evaluated) of a formula, or of its negation."""
        if isinstance(formula, Ref):
            return [((self.slots[formula.atom], positive),)], 0
        if isinstance(formula, Neg):
            return self._expand(formula.part, not positive)
        parts = [self._expand(part, positive) for part in formula.parts]
        if isinstance(formula, And) is positive:
            return self._conjoin(parts)
        return self._disjoin(parts)

    def _disjoin(self, parts: list[tuple[list[Conjunction], int]]) -> tuple[list[Conjunction], int]:
        found: list[Conjunction] = []
        stage = 0
        for part in parts:
            conjunctions, since = part
            if found and (len(found) + len(conjunctions) > MAX_CONJUNCTS or _too_many_tests(found, conjunctions)):
                found, stage = self._named((found, stage))
                if _too_many_tests(found, conjunctions):
                    conjunctions, since = self._named(part)
            found, stage = found + conjunctions, max(stage, since)
        return found, stage

    def _conjoin(self, parts: list[tuple[list[Conjunction], int]]) -> tuple[list[Conjunction], int]:
        found: list[Conjunction] = [()]
        stage = 0
        for part in sorted(parts, key=lambda one: len(one[0])):
            conjunctions, since = part
            if len(found) * len(conjunctions) > MAX_CONJUNCTS:
                conjunctions, since = self._named(part)
            if found != [()] and _too_many_tests(found, conjunctions):
                found, stage = self._named((found, stage))
                if _too_many_tests(found, conjunctions):
                    conjunctions, since = self._named((conjunctions, since))
            product = [(*left, *right) for left in found for right in conjunctions]
            if max((len(one) for one in product), default=0) > MAX_LITERALS and found != [()]:
                found, stage = self._named((found, stage))
                product = [(*left, *right) for left in found for right in conjunctions]
            found, stage = product, max(stage, since)
        return found, stage


def _too_many_tests(found: list[Conjunction], more: list[Conjunction]) -> bool:
    """Whether they have more different tests than a ruleset may hold; each literal is tested in two forms."""
    return 2 * len({literal for conjunction in (*found, *more) for literal in conjunction}) > MAX_TESTS
