"""Names that lead nowhere: an instrument, provider or jurisdiction without a file, a rule of a scenario that does not exist."""

from __future__ import annotations

from legalcheck.lint.found import Check, Findings
from legalcheck.lint.world import World
from legalcheck.models.profile import ProviderHead
from legalcheck.reading.problems import suggestion


def _drafts(world: World) -> Findings:
    known = {"provider": set(world.library.keys("provider")), "jurisdiction": set(world.library.keys("jurisdiction"))}
    for file in world.of_kind("draft"):
        if file.draft is None or file.document is None:
            continue
        draft = file.draft
        provider = draft.requested.provider
        if provider and provider not in known["provider"]:
            near = suggestion(provider, known["provider"])
            yield file.document.problem(("requested", "provider"), f"no profile of the provider '{provider}' is on file{near}"), None
        for side, code in (("requesting", draft.requesting.jurisdiction), ("requested", draft.requested.jurisdiction)):
            if code not in known["jurisdiction"]:
                message = f"no profile of {code} is on file: its law is unknown, and the result cannot be ready"
                yield file.document.problem((side, "jurisdiction"), message), None


def _providers(world: World) -> Findings:
    for file in world.of_kind("provider"):
        if file.profile is None or file.document is None or not isinstance(file.profile.head, ProviderHead):
            continue
        for index, code in enumerate(file.profile.head.established_in or ()):
            if world.profile("jurisdiction", code) is None:
                message = f"established in {code}, of which no profile is on file"
                yield file.document.problem(("established_in", index), message), None


def _scenarios(world: World) -> Findings:
    rules = set(world.base.rules) if world.base else None
    if rules is None:
        return
    for file in world.of_kind("scenarios"):
        for case in file.cases:
            expected = case.scenario.expect
            lists = {
                "holds": expected.holds, "open": expected.open_, "fails": expected.fails,
                "blockers": expected.blockers or (), "warnings": expected.warnings or (),
            }  # fmt: skip
            for name, listed in lists.items():
                for index, rule in enumerate(listed):
                    if rule not in rules:
                        path = ("scenarios", case.index, "expect", name, index)
                        yield case.document.problem(path, f"{case.scenario.id}: there is no rule '{rule}'{suggestion(rule, rules)}"), None


DRAFTS = Check("no-profile", "warning", "A draft that names a provider or a jurisdiction of which no profile is on file.", _drafts)
PROVIDERS = Check("established-nowhere", "note", "A provider established in a state of which no profile is on file.", _providers)
SCENARIOS = Check("no-rule", "error", "A scenario that expects something of a rule that does not exist.", _scenarios)
