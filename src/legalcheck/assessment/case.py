"""A draft and the law around it: which instruments and channels there are between the two sides, and which of them a drafter would try."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from legalcheck.facts.build import PROVIDER_DIRECT, Setting
from legalcheck.facts.membership import Standing, binds
from legalcheck.facts.parts import RECALLED_TRUE, TRUE, UNKNOWN
from legalcheck.law.profiles import Profile
from legalcheck.library import Library
from legalcheck.models.draft import Draft
from legalcheck.models.profile import InstrumentHead


class Case:
    """A draft and the law around it: which instruments and channels there are between the two."""

    def __init__(self, library: Library, draft: Draft, day: date) -> None:
        self.library, self.draft, self.day = library, draft, day
        self.requesting = library.jurisdiction(draft.requesting.jurisdiction)
        self.requested = library.jurisdiction(draft.requested.jurisdiction)
        self.provider = library.provider(draft.requested.provider) if draft.requested.provider else None
        self.instruments: dict[str, Profile] = {}
        for slug in library.keys("instrument"):
            profile = library.instrument(slug)
            if profile:
                self.instruments[slug] = profile
        self.standings: dict[str, Standing] = {
            slug: binds(profile, self.requesting, self.requested, day) for slug, profile in self.instruments.items()
        }

    def profiles(self) -> list[Profile | None]:
        """All profiles whose law can matter."""
        return [self.requesting, self.requested, self.provider, *self.instruments.values()]

    def setting(self, instrument: str, channel: str | None) -> Setting:
        profile = self.instruments.get(instrument)
        sides: dict[str, Profile | None] = {
            "requesting": self.requesting, "requested": self.requested, "instrument": profile, "provider": self.provider
        }  # fmt: skip
        standing = self.standings.get(instrument, (UNKNOWN, None))
        law = {side: self.library.side_law(side, one, self.day) for side, one in sides.items()}
        return Setting(self.draft, self.day, profile, instrument, channel, sides, law, standing, self.treaty_link(), self.standings)

    def treaty_link(self) -> Standing:
        """Whether any instrument that is a basis for mutual assistance is in force between the two. False only if that is known of each."""
        standings = [
            standing
            for slug, standing in self.standings.items()
            if (head := self.instruments[slug].head) and isinstance(head, InstrumentHead) and head.assistance and head.membership != "open"
        ]
        best = max(standings, key=lambda one: (one[0] % 3, one[0] // 3), default=(UNKNOWN, None))
        # no profile lists every treaty of a state, so that none of those known binds does not show that there is none
        return best if best[0] in (TRUE, RECALLED_TRUE) else (UNKNOWN, None)

    def asked(self) -> list[tuple[str, str | None]]:
        """The instruments and channels the draft leaves to choose from; one pair where it names both."""
        return [(instrument, channel) for instrument in self.instruments_asked() for channel in self.channels_asked(instrument)]

    def instruments_asked(self) -> list[str]:
        """The instrument of the draft; where it leaves the choice, those that may be in force between the two, and none."""
        if self.draft.instrument not in (None, "auto"):
            assert self.draft.instrument is not None
            return [self.draft.instrument]
        binding = [slug for slug, (truth, _) in self.standings.items() if truth // 3 == 2 and not self.rests_on_none(slug)]
        return [*binding, *(slug for slug in self.standings if self.rests_on_none(slug))]

    def channels_asked(self, instrument: str) -> Sequence[str | None]:
        """The channel of the draft; where it leaves the choice, those the instrument knows."""
        if self.draft.channel is not None:
            return [self.draft.channel]
        return self.channels(instrument) or ["central-authority"]

    def channels(self, instrument: str) -> list[str]:
        """Channels the instrument allows for any of the measures."""
        profile = self.instruments.get(instrument)
        found: dict[str, None] = {}
        kinds = [measure.kind for measure in self.draft.measures]
        for statement in profile.section("channels") if profile else ():
            select = statement.selects.get("measures")
            if statement.holds_on(self.day) and (select is None or any(select.admits(kind) for kind in kinds)):
                found.update(dict.fromkeys(statement.fields.get("allowed", ())))
        if not self.draft.requested.provider:
            found.pop(PROVIDER_DIRECT, None)
        return list(found)

    def pairs(self) -> list[tuple[str, str]]:
        """Every instrument and channel to list as a route: those in force, none, and those one of the two is bound by."""
        found = []
        for slug, (truth, _) in self.standings.items():
            if self.rests_on_none(slug) or truth // 3 == 2 or (truth // 3 == 1 and self._one_side(slug)):
                found += [(slug, channel) for channel in self.channels(slug)]
            elif self._one_side(slug):
                # not in force between the two, and so closed: its first channel says why
                found += [(slug, channel) for channel in self.channels(slug)[:1]]
        return found

    def would_try(self, pair: tuple[str, str | None]) -> bool:
        """Whether a drafter would try a route that is closed: the instrument binds both, or the requesting state alone."""
        truth, _ = self.standings[pair[0]]
        able = not self.rests_on_none(pair[0]) and (truth // 3 == 2 or self._one_side(pair[0]))
        return able and pair[1] == next(iter(self.channels(pair[0])), None)

    def rests_on_none(self, slug: str | None) -> bool:
        """Whether it stands for a request without an instrument (comity, letters rogatory, voluntary disclosure)."""
        head = self.instruments[slug].head if slug in self.instruments else None
        return isinstance(head, InstrumentHead) and head.kind == "none"

    def _one_side(self, slug: str) -> bool:
        head = self.instruments[slug].head
        multilateral = isinstance(head, InstrumentHead) and head.membership == "multilateral"
        return multilateral and binds(self.instruments[slug], self.requesting, self.requesting, self.day)[0] == TRUE
