"""From a checked draft and the profiles to the fact base of one evaluation."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from legalcheck.facts.addresses import address_kind
from legalcheck.facts.membership import Standing
from legalcheck.facts.parts import FALSE, NOT_APPLICABLE, RECALLED_FALSE, RECALLED_TRUE, TRUE, UNKNOWN, FactBase, Ledger, Part
from legalcheck.law.profiles import Profile
from legalcheck.law.statements import Statement
from legalcheck.models.base import Moment
from legalcheck.models.draft import Draft, Item, Offence, Subject
from legalcheck.vocabulary import Vocabulary

PROVIDER_DIRECT = "provider-direct"
"""The channel that leads to a provider, not to a state."""
LIFE_MONTHS, DEATH_MONTHS = 1200, 1201
"""Penalties without a term, ordered above every term of imprisonment."""

_TIME_ORDER = ("none", "date", "no-zone", "instant")


class Setting:
    """One draft under one instrument and channel, with the law that answers it."""

    def __init__(
        self, draft: Draft, day: date, instrument: Profile | None, instrument_slug: str | None, channel: str | None,
        sides: Mapping[str, Profile | None], law: Mapping[str, SideLaw], standing: Standing, treaty_link: Standing,
        standings: Mapping[str, Standing],
    ) -> None:  # fmt: skip
        self.draft, self.day = draft, day
        self.instrument, self.instrument_slug, self.channel = instrument, instrument_slug, channel
        self.sides = sides
        """`requesting`, `requested`, `instrument`, `provider` → profile, None where there is none at hand."""
        self.law = law
        """The same sides as parts for rules to read."""
        self.standing, self.treaty_link = standing, treaty_link
        self.standings = standings
        """Every instrument → whether it is in force between the two."""


def build_facts(setting: Setting, vocabulary: Vocabulary) -> FactBase:
    """All parts and their values. What is not known is not there."""
    uids = count(1)
    draft = setting.draft
    sections: dict[str, tuple[Part, ...]] = {}
    silent: dict[str, Part] = {}
    ended: set[str] = set()
    for law in setting.law.values():
        sections |= law.sections
        silent |= law.silent
        ended |= law.ended
    request = Part("request", 0, _request_values(setting, vocabulary))
    origins: dict[str, Statement] = {}
    unsure: set[str] = set()
    for path, (truth, statement) in {"instrument.binds": setting.standing, "request.treaty_link": setting.treaty_link}.items():
        if truth == UNKNOWN:
            continue
        request.values[path] = truth in (TRUE, RECALLED_TRUE)
        if truth in (RECALLED_TRUE, RECALLED_FALSE):
            unsure.add(path)
        if statement:
            origins[path] = statement
    for side in ("requesting", "requested"):
        request.values[f"{side}.reserved"] = setting.law[side].reserved
    request.values["request.in_force"] = Ledger({slug: one for slug, one in setting.standings.items() if one[0] != UNKNOWN})
    request.unsure = frozenset(unsure)

    measures = [
        Part("measure", next(uids), _measure_values(measure.kind, vocabulary), index=index, place=f"measures[{index}]")
        for index, measure in enumerate(draft.measures)
    ]
    items: dict[int, list[Part]] = {}
    data: dict[tuple[int, int], list[Part]] = {}
    sought = _item_parts(setting, uids)
    for part, measure in zip(measures, draft.measures, strict=True):
        words = vocabulary.slugs["measure"][measure.kind]
        categories = _Categories(part.place, uids)
        if not words["takes_data"]:
            items[part.uid] = sought if words["takes_items"] else []
            for uid in (-1, *(item.uid for item in items[part.uid])):
                data[part.uid, uid] = [categories.part(NOT_APPLICABLE)]
            continue
        items[part.uid] = []
        covered: set[str] = set()
        for item in sought:
            narrowed = draft.items[item.index].data if draft.items and item.index >= 0 else None
            if narrowed is not None and measure.data is not None and not set(narrowed) & set(measure.data):
                continue
            both = measure.data if narrowed is None else tuple(c for c in narrowed if measure.data is None or c in measure.data)
            items[part.uid].append(item)
            covered |= set(both or ())  # as written: access data that are evidence are covered as traffic data
            data[part.uid, item.uid] = categories.parts(both, item.values.get("item.purpose"))
        named = [one for item in items[part.uid] for one in data[part.uid, item.uid]]
        rest = None if measure.data is None else tuple(word for word in measure.data if word not in covered)
        own = named + (categories.parts(rest, None) if rest != () and not (rest is None and named) else [])
        data[part.uid, -1] = sorted(dict.fromkeys(own), key=lambda one: (one.index, one.uid))
    return FactBase(
        request, measures, data, items,
        _list_parts("offence", draft.offences, "offences", uids, lambda one, _: _offence_values(one, draft, vocabulary)),
        _list_parts("subject", draft.subjects, "subjects", uids, lambda one, _: _subject_values(one, draft)),
        sections, silent, frozenset(ended), origins,
    )  # fmt: skip


def _known(values: Mapping[str, Any]) -> dict[str, Any]:
    return {path: value for path, value in values.items() if value is not None}


def _list_parts(
    kind: str, given: tuple[Any, ...] | None, place: str, uids: Iterable[int], values: Callable[[Any, int], dict[str, Any]]
) -> list[Part]:
    ids = iter(uids)
    if given is None:
        return [Part(kind, next(ids), {}, place=place)]
    return [Part(kind, next(ids), values(one, index), index=index, place=f"{place}[{index}]") for index, one in enumerate(given)]


def _request_values(setting: Setting, vocabulary: Vocabulary) -> dict[str, Any]:
    draft, day = setting.draft, setting.day
    order, case, emergency = draft.order, draft.case, draft.emergency
    child = case.child if case else None
    kinds = {measure.kind for measure in draft.measures}
    # none is claimed unless urgency, the emergency block or a measure says so
    claimed = draft.urgency == "emergency" or emergency is not None or "emergency-disclosure" in kinds
    direct = setting.channel == PROVIDER_DIRECT
    provider = draft.requested.provider
    exposure = {name: getattr(draft.exposure, name, None) for name in vocabulary.slugs["exposure"]}
    if draft.assessment:
        exposure |= {name: said for name in exposure if (said := getattr(draft.assessment, name)) is not None}
    languages = [draft.language, *(a.language for a in draft.attachments or () if a.kind in ("translation", "certified-translation"))]
    values: dict[str, Any] = {
        "instrument": setting.instrument_slug,
        "channel": setting.channel,
        "request.as_of": day,
        "request.urgency": "emergency" if claimed else draft.urgency,
        "request.emergency": claimed,
        "request.language": draft.language,
        "request.languages": tuple(dict.fromkeys(one for one in languages if one)) or None,
        "request.same_state": draft.requesting.jurisdiction == draft.requested.jurisdiction,
        "request.provider_addressed": True if provider else None if direct else False,
        "request.provider_profiled": (setting.sides["provider"] is not None) if provider else None,
        "request.offences_stated": None if draft.offences is None else bool(draft.offences),
        "request.grounds_on_file": any(setting.law[side].sections[f"{side}.refusal-grounds"] for side in ("requested", "instrument")) or None,
        "request.preserves_too": bool(kinds & {"expedited-preservation", "preservation-extension"}),
        "route.usual_days": _usual_days(setting),
        "requesting.jurisdiction": draft.requesting.jurisdiction,
        "requesting.level": draft.requesting.level,
        "requesting.authority": draft.requesting.authority,
        "requesting.validated": draft.requesting.validated_by is not None,
        "requesting.validator": draft.requesting.validated_by or "none",
        "requesting.transmitter": draft.requesting.transmitted_by or draft.requesting.authority,
        "requested.jurisdiction": draft.requested.jurisdiction,
        "requesting.profiled": setting.sides["requesting"] is not None,
        "requested.profiled": setting.sides["requested"] is not None,
        "requested.provider": provider,
        "emergency.imminent_danger": emergency and emergency.imminent_danger,
        "emergency.danger_to": emergency and emergency.danger_to,
        "emergency.grounds_stated": emergency and emergency.grounds_stated,
        "order.kind": order and order.kind,
        "order.given": None if order is None else order.kind != "none",
        "order.issued_by": order and order.issued_by,
        "order.expired": order.expires < day if order and order.expires else None,
        "order.covers": order and order.covers,
        "order.necessity_stated": order and order.necessity_stated,
        "order.proportionality_stated": order and order.proportionality_stated,
        "case.stage": case and case.stage,
        "case.facts_summary_given": case and case.facts_summary_given,
        "case.nexus_shown": case and case.nexus_shown,
        "case.darknet": case and case.darknet,
        "case.parallel_requests": case and case.parallel_requests,
        "case.child_danger_now": child and child.danger_now,
        "case.child_victim_identified": child and child.victim_identified,
        "case.child_material_enclosed": child and child.material_enclosed,
        "case.child_report_quoted": child.report.number is not None if child and child.report else None,
        "history.kinds": tuple(dict.fromkeys(entry.kind for entry in draft.history or ())),
        "received.arrived": draft.received is not None,
        "received.authenticated": draft.received and draft.received.authenticated,
        "answer.given": draft.answer is not None,
        "answer.complete": draft.answer and draft.answer.complete,
        "answer.time_zone": draft.answer and draft.answer.time_zone_of_records,
        "answer.certificate": draft.answer and draft.answer.certificate,
        "assurances": draft.assurances,
        "confidentiality.requested": draft.confidentiality and draft.confidentiality.requested,
        "confidentiality.reasons_given": draft.confidentiality and draft.confidentiality.reasons_given,
        "attachments.kinds": None if draft.attachments is None else tuple(one.kind for one in draft.attachments),
    }
    values |= {f"exposure.{name}": said for name, said in exposure.items()}
    return _known(values)


def _usual_days(setting: Setting) -> int | None:
    """Low end of the usual time of an answer by this route, from the practice statements that apply to any of the measures."""
    found: list[int] = []
    for side in ("provider", "requested", "instrument"):
        profile = setting.sides[side]
        for statement in profile.section("practice") if profile else ():
            if "usual_days" not in statement.fields or not statement.holds_on(setting.day):
                continue
            facts = {"instruments": setting.instrument_slug, "channels": setting.channel}
            if any(name in statement.selects and not statement.selects[name].admits(value) for name, value in facts.items()):
                continue
            kinds = statement.selects.get("measures")
            if kinds is None or any(kinds.admits(measure.kind) for measure in setting.draft.measures):
                found.append(statement.fields["usual_days"])
    return min(found) if found else None


def _measure_values(kind: str, vocabulary: Vocabulary) -> dict[str, Any]:
    words = vocabulary.slugs["measure"][kind]
    return {
        "measure.kind": kind,
        "measure.coercive": words["coercive"],
        "measure.stored": words["stored"],
        "measure.discloses": words["discloses"],
        "measure.takes_data": words["takes_data"],
        "measure.takes_items": words["takes_items"],
    }


class _Categories:
    """The categories of one measure, one part each however many items name it. Access data not sought only to identify the user are traffic data."""

    def __init__(self, place: str, uids: Iterable[int]) -> None:
        self.place, self.ids = place, iter(uids)
        self.made: dict[str | None, Part] = {}

    def parts(self, given: tuple[str, ...] | None, purpose: str | None) -> list[Part]:
        if given is None:
            return [self.part(None)]
        words = dict.fromkeys("traffic" if word == "access" and purpose == "evidence" else word for word in given)
        return [self.part(word) for word in words]

    def part(self, word: str | None) -> Part:
        if word not in self.made:
            index = -1 if word in (None, NOT_APPLICABLE) else len(self.made)
            place = self.place if word == NOT_APPLICABLE else f"{self.place}.data"
            self.made[word] = Part("data", next(self.ids), {} if word is None else {"data.category": word}, index=index, place=place)
        return self.made[word]


def _item_parts(setting: Setting, uids: Iterable[int]) -> list[Part]:
    return _list_parts("item", setting.draft.items, "items", uids, lambda item, index: _item_values(item, index, setting))


def _item_values(item: Item, index: int, setting: Setting) -> dict[str, Any]:
    draft, day = setting.draft, setting.day
    identifier = item.identifier
    seen = identifier.seen_at if identifier else None
    kind = version = None
    if identifier and identifier.type == "ip" and identifier.value:
        kind, version = address_kind(identifier.value)
    times = [moment for moment in (item.from_, item.until, seen) if moment is not None]
    latest = max((_latest(moment) for moment in times), default=None)
    return _known(
        {
            "item.type": identifier and identifier.type,
            "item.identified": bool(identifier.value) if identifier and identifier.value is not None else None,
            "item.purpose": item.purpose,
            "item.time": min((moment.kind for moment in times), key=_TIME_ORDER.index, default="none"),
            "item.period_given": bool(seen) or (item.from_ is not None and item.until is not None),
            "item.seen_at_given": seen is not None,
            "item.ip_version": version,
            "item.address_kind": kind,
            "item.port_given": item.source_port is not None,
            "item.age_days": max((day - latest).days, 0) if latest else None,
            "item.ongoing": latest > day if latest else None,
            "item.preserved": _preserved(draft, index, day),
            "item.user_country": item.user_country,
        }
    )


def _latest(moment: Moment) -> date:
    """The day of a moment in UTC; of one without zone, the day as written."""
    return moment.when.astimezone(UTC).date() if isinstance(moment.when, datetime) and moment.when.tzinfo else moment.day


def _preserved(draft: Draft, index: int, day: date) -> str | None:
    """The best standing of an item's preservation on the day: confirmed, asked, lapsed, none; None where the draft does not say."""
    records = draft.case.preserved if draft.case else None
    if records is None:
        return None
    standings = []
    for record in records:
        if record.items is not None and index not in record.items:
            continue
        over = record.until is not None and record.until < day
        standings.append("lapsed" if over else record.status)
    if any(standing is None for standing in standings) and "confirmed" not in standings:
        return None
    return next((standing for standing in ("confirmed", "asked", "lapsed", "none") if standing in standings), "none")


def _months(penalty: int | str | None) -> int | None:
    if isinstance(penalty, str):
        return {"life": LIFE_MONTHS, "death": DEATH_MONTHS, "fine-only": 0}[penalty]
    return penalty


def _offence_values(offence: Offence, draft: Draft, vocabulary: Vocabulary) -> dict[str, Any]:
    words: Mapping[str, Any] = vocabulary.slugs["offence"].get(offence.category or "", {})
    penalty = offence.maximum_penalty_months
    listed = offence.listed_category
    home = draft.requesting.jurisdiction
    known = offence.category is not None and offence.category != "other"
    return _known(
        {
            "offence.category": offence.category,
            "offence.provision_given": offence.provision is not None or None,
            "offence.maximum_penalty_months": _months(penalty),
            "offence.penalty_kind": penalty if isinstance(penalty, str) else None if penalty is None else "months",
            "offence.description_given": offence.description_given,
            "offence.shown": offence.requested_state_provision is not None,
            "offence.requested_state_maximum_penalty_months": _months(offence.requested_state_maximum_penalty_months),
            "offence.listed": None if listed is None else listed != "none",
            "offence.listed_category": None if listed == "none" else listed,
            "offence.by_information_system": offence.by_information_system,
            "offence.committed_in": offence.committed_in,
            "offence.committed_at_home": None if offence.committed_in is None else set(offence.committed_in) == {home},
            **{name: mark in words if known else None for name, mark in vocabulary.marks.items()},
            "offence.nature": tuple(words.get("nature", ())) if known else None,
        }
    )


def _subject_values(subject: Subject, draft: Draft) -> dict[str, Any]:
    return _known(
        {
            "subject.role": None if subject.role == "unknown" else subject.role,
            "subject.nationality": subject.nationality,
            "subject.residence": subject.residence,
            "subject.located_in": subject.located_in,
            "subject.resides_at_home": None if subject.residence is None else subject.residence == draft.requesting.jurisdiction,
            "subject.minor": subject.minor,
            "subject.privilege": None if subject.privilege == "unknown" else subject.privilege,
        }
    )


class SideLaw:
    """The sections of one profile as parts on a day. It does not depend on any draft, so it can be kept and shared."""

    def __init__(self, side: str, profile: Profile | None, day: date, vocabulary: Vocabulary) -> None:
        self.sections: dict[str, tuple[Part, ...]] = {}
        self.silent: dict[str, Part] = {}
        self.ended: set[str] = set()
        for part, (of, section) in vocabulary.section_parts.items():
            if of != side:
                continue
            # a statement in prose alone has nothing for a rule to read
            written = [statement for statement in (profile.section(section) if profile else ()) if statement.fields]
            holding = [statement for statement in written if statement.holds_on(day)]
            if written and not holding and vocabulary.sections[section].ends_in_no:
                self.ended.add(part)
            self.sections[part] = tuple(_statement_part(part, statement, day, vocabulary) for statement in holding)
            self.silent[part] = Part(part, next(_LAW_UIDS), {})
        reservations = self.sections.get(f"{side}.reservations", ())
        self.reserved = _ledger(reservations, day, vocabulary)


_LAW_UIDS = count(-1, -1)
"""Statements are numbered apart from the parts of drafts, once for all."""


def _statement_part(part: str, statement: Statement, day: date, vocabulary: Vocabulary) -> Part:
    values = {f"{part}.{name}": value for name, value in statement.fields.items()}
    spec = vocabulary.sections[statement.section].fields
    unsure = frozenset(f"{part}.{name}" for name in statement.fields if not spec[name].identifies and not statement.sure_of(name, day))
    return Part(part, next(_LAW_UIDS), values, unsure=unsure, statement=statement)


def _ledger(statements: tuple[Part, ...], day: date, vocabulary: Vocabulary) -> Ledger:
    entries: dict[str, tuple[int, Statement | None]] = {}
    complete: dict[str, tuple[bool, Statement]] = {}
    for part in statements:
        statement = part.statement
        assert statement is not None
        fields = statement.fields
        if "provision" in fields and "made" in fields:
            sure = statement.sure_of("made", day)
            entries[fields["provision"]] = ((TRUE if sure else RECALLED_TRUE) if fields["made"] else (FALSE if sure else RECALLED_FALSE), statement)
        if "complete" in fields:
            complete[fields["complete"]] = (statement.sure_of("complete", day), statement)
    return Ledger(entries, complete, tuple(vocabulary.slugs["instrument"]))
