"""A result for a prosecutor: the verdict, what could go now, what blocks and why, what to do, the law it rests on, papers, dates, other ways."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from legalcheck.models.base import language_name
from legalcheck.models.result import AttachmentNeed, Finding, LegalBasis, Question, Result, Route
from legalcheck.rendering.terminal import paragraph
from legalcheck.vocabulary import Vocabulary

VERDICT_STYLE = {"ready": "bold green", "incomplete": "bold yellow", "unsettled": "bold yellow", "blocked": "bold red"}
VERDICT_MEANING = {
    "ready": "nothing stands in the way as far as the law on file goes",
    "incomplete": "something is missing that the draft can supply",
    "unsettled": "the law on file does not settle a point that could block it",
    "blocked": "it would be refused or could not be executed as it stands",
}
MAX_QUESTIONS = 6
MAX_ROUTES = 6


def result_text(result: Result, target: Console, vocabulary: Vocabulary, *, full: bool = False) -> None:
    """Print a result. `full`: every question, route, reason and source; otherwise what matters first."""
    writer = _Writer(result, target, vocabulary, full)
    writer.head()
    writer.send_now()
    writer.findings("What blocks", result.blockers, "red")
    writer.attachments()
    writer.findings("What to watch", result.warnings, "yellow")
    writer.questions()
    writer.deadlines()
    writer.routes()
    writer.findings("Notes", result.notes, "")
    writer.foot()


class _Writer:
    def __init__(self, result: Result, target: Console, vocabulary: Vocabulary, full: bool) -> None:
        self.result, self.target, self.vocabulary, self.full = result, target, vocabulary, full

    def heading(self, text: str, style: str = "") -> None:
        self.target.print()
        self.target.print(Text(text.upper(), style=f"bold {style}".strip()))

    def head(self) -> None:
        result, about = self.result, self.result.about
        self.target.print(Text(f"{result.verdict.upper()}", style=VERDICT_STYLE[result.verdict]) + Text(f": {VERDICT_MEANING[result.verdict]}."))
        to = f"{about.requested}" + (f" ({about.provider})" if about.provider else "")
        how = [self._name("instrument", about.instrument), f"by {self._name('channel', about.channel)}" if about.channel else ""]
        parts = [f"{about.requesting} to {to}", ", ".join(one for one in how if one), f"law of {result.as_of}"]
        paragraph(self.target, "; ".join([*([about.reference] if about.reference else []), *parts]))
        if about.chosen == "auto":
            paragraph(self.target, "Instrument and channel were not given: this is the best way found; the others are below.")
        if result.addressee:
            paragraph(self.target, f"To: {result.addressee.institution}")
            if result.addressee.languages:
                paragraph(self.target, f"In: {' or '.join(language_name(one) for one in result.addressee.languages)}")
        self._what_can_go()

    def _what_can_go(self) -> None:
        verdicts = {measure.verdict for measure in self.result.measures}
        categories = [one for measure in self.result.measures for one in measure.data]
        if len(verdicts) == 1 and len({one.verdict for one in categories}) <= 1:
            return
        for measure in self.result.measures:
            data = ", ".join(f"{self._name('data', one.category)} {one.verdict}" for one in measure.data if one.category)
            detail = f" ({data})" if len({one.verdict for one in measure.data}) > 1 else ""
            paragraph(self.target, f"{self._name('measure', measure.kind)}: {measure.verdict}{detail}", indent=2, mark="- ")

    def send_now(self) -> None:
        now = self.result.send_now
        if not now:
            return
        self.heading("Send now", "red")
        paragraph(self.target, f"{now.to}, by {self._name('channel', now.channel)}", indent=2)
        if now.minimum:
            paragraph(self.target, "At once: " + ", ".join(self._name("attachment", kind) for kind in now.minimum) + ".", indent=2)
        if now.later:
            paragraph(self.target, "May follow: " + ", ".join(self._name("attachment", one.kind) for one in now.later) + ".", indent=2)

    def findings(self, title: str, found: Sequence[Finding], style: str) -> None:
        if not found:
            return
        self.heading(title, style)
        for finding in found:
            mark = "? " if finding.confidence == "recalled" else "- "
            paragraph(self.target, finding.message + self._doubt(finding), indent=2, mark=mark, style="bold" if finding.severity == "blocker" else "")
            if finding.remedy and finding.severity != "note":
                paragraph(self.target, finding.remedy, indent=4, mark="→ ")
            law = _law(finding.legal_basis, self.vocabulary, 6 if self.full else 2)
            where = f"{', '.join(finding.subjects[:3])}{' …' if finding.count > 3 else ''}; " if finding.subjects else ""
            paragraph(self.target, f"[{where}{finding.rule}] {law}", indent=4, style="dim")
            if self.full:
                for one in finding.because:
                    paragraph(self.target, f"{one.path} = {one.value}{f'  ({one.source})' if one.source else ''}", indent=6, mark="· ", style="dim")

    @staticmethod
    def _doubt(finding: Finding) -> str:
        return " (From memory: to be confirmed.)" if finding.confidence == "recalled" else ""

    def attachments(self) -> None:
        if not self.result.attachments:
            return
        self.heading("Attachments")
        for need in self.result.attachments:
            box = {"present": "[x]", "missing": "[ ]", "unsuitable": "[!]", "withhold": "[-]"}[need.status]
            words = [] if need.need == "required" else ["recommended"]
            words += [need.status] if need.status in ("unsuitable", "withhold") else []
            words += [f"in {' or '.join(language_name(one) for one in need.language)}"] if need.language and need.status != "present" else []
            detail = f" ({', '.join(words)})" if words else ""
            style = "yellow" if need.need == "required" and need.status in ("missing", "unsuitable") else ""
            paragraph(self.target, self._upper(need.title) + detail + self._to(need), indent=2, mark=f"{box} ", style=style)
            if need.status != "present" or self.full:
                for content in need.must_contain:
                    paragraph(self.target, content, indent=8, mark="- ")
                law = _law(need.legal_basis, self.vocabulary, 4 if self.full else 1)
                if law:
                    paragraph(self.target, law, indent=6, style="dim")

    def _to(self, need: AttachmentNeed) -> str:
        names = [self._name("recipient", one) for one in need.recipient if one != "requested-authority"]
        return f", for the {' and the '.join(names)}" if names else ""

    def questions(self) -> None:
        asked = [one for one in self.result.questions if one.answered_by == "drafter"]
        research = [one for one in self.result.questions if one.answered_by == "profile"]
        self._ask("What the draft leaves open", asked)
        if self.result.verdict != "ready" or self.full:
            self._ask("What the law on file leaves open", research)

    def _ask(self, title: str, asked: Sequence[Question]) -> None:
        if not asked:
            return
        self.heading(title)
        for one in asked if self.full else asked[:MAX_QUESTIONS]:
            paragraph(self.target, f"{one.ask}  [{one.path}]", indent=2, mark="- ")
        self._more(len(asked) - MAX_QUESTIONS)

    def _more(self, count: int) -> None:
        if count > 0 and not self.full:
            paragraph(self.target, f"and {count} more (--full)", indent=2, style="dim")

    def deadlines(self) -> None:
        if not self.result.deadlines:
            return
        self.heading("Dates")
        for due in self.result.deadlines:
            assumed = " (if received on the day of reading)" if due.assumed else ""
            who = {"requesting": "you", "requested": "the requested authority", "provider": "the provider"}
            if self.result.about.as_ != "requesting":
                who = {"requesting": "the requesting authority", "requested": "the requested authority", "provider": "the provider"}
            paragraph(self.target, f"{due.on}  {self._name('deadline-kind', due.kind)}, for {who[due.for_]}{assumed}", indent=2)

    def routes(self) -> None:
        if not self.result.routes:
            return
        self.heading("Other ways")
        for route in self.result.routes if self.full else self.result.routes[:MAX_ROUTES]:
            paragraph(self.target, self._route(route), indent=2, mark="- ")
        self._more(len(self.result.routes) - MAX_ROUTES)

    def _route(self, route: Route) -> str:
        why = f" ({', '.join(route.why[:3])})" if route.why else ""
        days = f", usually {route.expected_days[0]} to {route.expected_days[1]} days" if route.expected_days else ""
        return f"{self._name('instrument', route.instrument)}, {self._name('channel', route.channel)}: {route.verdict}{why}{days}"

    def foot(self) -> None:
        self.target.print()
        made = self.result.provenance
        team = f"; with {', '.join(one.file for one in made.overlays)}" if made.overlays else ""
        paragraph(
            self.target, f"legalcheck {made.legalcheck}, rules {made.rules}, engine {made.engine}{team}. It informs, it does not decide.", style="dim"
        )

    def _name(self, words: str, slug: str | None) -> str:
        return self.vocabulary.name_of(words, slug) if slug else ""

    @staticmethod
    def _upper(text: str) -> str:
        return text[:1].upper() + text[1:]


def _law(basis: Sequence[LegalBasis], vocabulary: Vocabulary, limit: int) -> str:
    shown = [f"{vocabulary.name_of('instrument', one.instrument) if one.instrument else one.law}, {one.locator}" for one in basis[:limit]]
    return "; ".join(shown) + (f" and {len(basis) - limit} more" if len(basis) > limit else "")
