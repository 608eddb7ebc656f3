"""Whatever verifiers answer, whenever: what must hold of asking them, holds."""

import random
from collections import Counter
from datetime import datetime, timedelta

import pytest

from alerts.incidents import timings
from alerts.incidents.incident import VerifierState
from tests.conversations.phone import Held, Phone
from tests.conversations.scenes import REPORT
from tests.conversations.town import Town

GOING = "choice.going"
ANSWERS = (GOING, GOING, "look.seen", "look.nothing", "look.cannot")
SECONDS = (1, 20, 59, 61, 120, 300, 900)
STEPS = 40


class Watch:
    """What is seen from outside: who was asked when, and how many went then."""

    def __init__(self, town: Town, phones: list[Phone]) -> None:
        self.town = town
        self.phones = phones
        self.asked: list[tuple[datetime, str, bool]] = []
        """When, who, and whether it says that somebody is missing: then they may have been asked before."""
        self._seen = 0

    async def going(self) -> int:
        """How many go, or were there."""
        counting = (VerifierState.GOING, VerifierState.SEEN, VerifierState.NOTHING)
        return sum(row.state in counting for row in await self.town.rows_of("verification"))

    async def given_up(self) -> bool:
        """Whether somebody who goes was to report back long ago."""
        waits = timings.REPORT_BACK + timings.STILL_WAITS
        going = [row for row in await self.town.rows_of("verification") if row.state == VerifierState.GOING.value]
        return any((row.eta_at or row.answered_at + timings.UNTIMED) + waits <= self.town.now for row in going)

    def look(self) -> list[str]:
        """Who was asked since the last look."""
        names = {f"{phone.name} ({phone.platform.name.title()})" for phone in self.phones}
        fresh = self.town.diary[self._seen :]
        self._seen = len(self.town.diary)
        asked = []
        for name, how, spoken in fresh:
            keys = [part.key for part in spoken.notice.parts]
            if name in names and how == "new" and "verify.ask" in keys:
                self.asked.append((self.town.now, name, "verify.needed" in keys))
                asked.append(name)
        return asked


def some_button(phone: Phone, chance: random.Random) -> Held | None:
    """Any answer that they are still offered."""
    what = chance.choice(ANSWERS)
    return phone.button(what) if any(line.offer(what) for line in phone.screen.lines) else None


@pytest.mark.parametrize("drawn", range(12))
async def test_nobody_is_asked_twice_nor_more_than_twelve_nor_after_the_quota_or_the_end(
    town: Town, drawn: int
) -> None:
    chance = random.Random(drawn)  # noqa: S311 - draws what people do
    here = [f"R{n} en responder{chance.choice(('', ' signal'))}" for n in range(chance.choice((2, 5, 9, 16)))]
    there = [f"H{n} en responder Holyoke" for n in range(chance.choice((0, 3)))]
    rosa, dana, *phones = await town.with_people("Rosa es member", "Dana en dispatcher", *here, *there)
    watch = Watch(town, phones)
    await rosa.says(REPORT)
    started = town.now
    assert watch.look(), "the first ring is asked at once"
    for _ in range(STEPS):
        before = await watch.going()
        if chance.random() < 0.5:
            await town.forward(seconds=chance.choice(SECONDS))
            asked = watch.look()
            assert not asked or before < timings.QUOTA or await watch.given_up(), "nobody is asked once enough go"
        else:
            phone = chance.choice(phones)
            button = some_button(phone, chance)
            if button is not None:
                await phone.presses(button)
                watch.look()
    times = Counter(name for _, name, again in watch.asked if not again)
    assert set(times.values()) == {1}, "nobody is asked twice but where somebody is missing again"
    assert len(times) <= timings.MOST_ASKED
    first = {name for at, name, _ in watch.asked if at == started}
    assert len(first) <= timings.RINGS[0]
    await dana.says("/desk").taps("choice.show", number=1).taps("desk.dismiss").taps("end.dismiss")
    told = len(town.diary)
    await town.forward(hours=1)
    asked_late = [spoken for _, _, spoken in town.diary[told:] if "verify.ask" in [p.key for p in spoken.notice.parts]]
    assert asked_late == [], "nobody is asked after the end"


@pytest.mark.parametrize("drawn", range(6))
async def test_each_ring_comes_at_its_time_whatever_the_clock_s_steps(town: Town, drawn: int) -> None:
    chance = random.Random(drawn)  # noqa: S311 - draws what people do
    rosa, *phones = await town.with_people("Rosa es member", *(f"R{n} en responder" for n in range(16)))
    watch = Watch(town, phones)
    await rosa.says(REPORT)
    started = town.now
    watch.look()
    while town.now < started + timedelta(minutes=10):
        await town.forward(seconds=chance.choice((1, 7, 30)))
        watch.look()
    waits = [at - started for at, _, _ in watch.asked]
    steps = [timings.RING_WAITS * ring for ring, size in enumerate(timings.RINGS) for _ in range(size)]
    assert len(waits) == timings.MOST_ASKED
    for waited, step in zip(waits, steps, strict=True):
        assert step <= waited <= step + timedelta(seconds=30)
