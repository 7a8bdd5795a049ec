"""Statements that can never apply: of an instrument that does not bind the state, or of a time that is over for everybody."""

from __future__ import annotations

from legalcheck.lint.found import Check, Findings
from legalcheck.lint.world import World
from legalcheck.models.profile import MEMBERSHIP

NOT_BINDING = ("none", "not-bound")


def _unreachable(world: World) -> Findings:
    for written in world.statements():
        select = written.statement.selects.get("instruments")
        if written.profile.kind != "jurisdiction" or written.statement.section == MEMBERSHIP or select is None or select.exclude:
            continue
        standing = {
            name: {one.fields["status"] for one in written.profile.memberships if one.fields["instrument"] == name} for name in select.values
        }
        if standing and all(found and found <= set(NOT_BINDING) for found in standing.values()):
            named = ", ".join(sorted(standing))
            yield written.problem(f"can never apply: {written.profile.key} is not bound by {named}", "instruments"), None


def _empty(world: World) -> Findings:
    for written in world.statements():
        for name, select in written.statement.selects.items():
            if not select.values:
                meaning = "excepts nothing" if select.exclude else "admits nothing: the statement can never apply"
                yield written.problem(f"{name} {meaning}", name), None


UNREACHABLE = Check("unreachable", "warning", "A statement about an instrument by which the state is not bound.", _unreachable)
EMPTY = Check("empty-selector", "error", "A selector with an empty list: the statement can never apply.", _empty)
