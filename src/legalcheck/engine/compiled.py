"""The `compiled` executor: each group becomes one Python function, made once from its formulas."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from legalcheck.engine.executors import Values
from legalcheck.engine.program import And, Formula, Group, Neg, Ref

_Function = Callable[[Values], tuple[int, ...]]


class Compiled:
    """Functions by group; one object serves one program, and any number of threads."""

    name = "compiled"

    def __init__(self) -> None:
        self._functions: dict[int, _Function] = {}

    def run(self, group: Group, cells: Sequence[Values]) -> list[Values]:
        function = self._functions.get(group.index)
        if function is None:
            function = self._functions[group.index] = compile_group(group)
        return [function(cell) for cell in cells]


def compile_group(group: Group) -> _Function:
    """A function of the atoms' values that returns the units' values. The text holds numbers and min/max only, nothing from any file."""
    slot = {atom: f"a[{index}]" for index, atom in enumerate(group.atoms)}
    body = ", ".join(_expression(unit.formula, slot) for unit in group.units)
    namespace: dict[str, object] = {}
    exec(f"def evaluate(a):\n    return ({body},)", {"__builtins__": {}, "min": min, "max": max}, namespace)
    return namespace["evaluate"]  # type: ignore[return-value]


def _expression(formula: Formula, slot: dict[int, str]) -> str:
    if isinstance(formula, Ref):
        return slot[formula.atom]
    if isinstance(formula, Neg):
        return f"(2 - {_expression(formula.part, slot)})"
    parts = [_expression(part, slot) for part in formula.parts]
    if len(parts) == 1:
        return parts[0]
    if not parts:
        return "2" if isinstance(formula, And) else "0"
    return f"{'min' if isinstance(formula, And) else 'max'}({', '.join(parts)})"


