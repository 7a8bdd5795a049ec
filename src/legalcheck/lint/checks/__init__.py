"""All checks, in the order in which they run."""

from __future__ import annotations

from legalcheck.lint.checks import contradictions, dates, editing, form, reach, references, rules, sources
from legalcheck.lint.found import Check

CHECKS: tuple[Check, ...] = (
    form.CHECK, rules.TOGETHER, sources.UNSOURCED, sources.UNDATED, dates.STALE, dates.GAPS, dates.OVERLAPS,
    contradictions.CONTRADICTION, contradictions.DISAGREEMENT, references.DRAFTS, references.PROVIDERS, references.SCENARIOS,
    rules.IMPOSSIBLE, rules.UNUSED, rules.UNREAD, rules.UNREQUIRED, reach.UNREACHABLE, reach.EMPTY, editing.CHECK,
)  # fmt: skip
