"""What the desk hears of trouble, beyond the table in test_platforms.py: of a token, a person, a group."""

import asyncio
from datetime import timedelta
from pathlib import Path

from alerts.lines.troubles import TELL_AGAIN
from alerts.people.person import Role
from bot.drill.screen import Phone
from tests.faults.neighborhood import Neighborhood, gathered, words
from tests.faults.quick_time import in_quick_time, until

DISPATCHERS = frozenset({Role.DISPATCHER})
SOON = 200.0
"""Seconds: two minutes of patience, one look, one message."""


@in_quick_time
async def test_a_refused_token_is_told_on_signal(tmp_path: Path) -> None:
    async with gathered(tmp_path) as here:
        here.after("telegram", 12, lambda: setattr(here.telegram, "tokens", ()))
        await here.confirm()
        await until(lambda: here.told(here.ines, "desk.line.dead", platform="Telegram"), SOON)


@in_quick_time
async def test_what_stays_is_told_again_after_hours_and_desk_shows_it_meanwhile(tmp_path: Path) -> None:
    async with gathered(tmp_path) as here:
        await here.signal.stop()
        await until(lambda: here.told(here.dana, "desk.line.down"), SOON)
        await here.dana.says("/desk")
        await until(lambda: len(here.told(here.dana, "desk.line.down")) == 2, 10)
        assert words("en", "desk.list_empty") in here.dana.texts[-1]
        here.wrong[0] += TELL_AGAIN / timedelta(seconds=1)
        await until(lambda: len(here.told(here.dana, "desk.line.down")) == 3, 10)


@in_quick_time
async def test_a_responders_new_safety_number_is_told_by_name_once_and_a_subscribers_is_only_counted(
    tmp_path: Path,
) -> None:
    async with gathered(tmp_path) as here:
        responder, subscriber = here.on_signal[8], here.on_signal[9]
        responder.changes_safety_number()
        subscriber.changes_safety_number()
        await here.confirm()
        await here.settled()
        for phone in (here.dana, here.ines):
            await until(lambda phone=phone: told_of_number(here, phone, responder), 30)
            assert len(told_of_number(here, phone, responder)) == 1
            assert not any(subscriber.name in text for text in phone.texts)
        await until(lambda: words("en", "card.unreachable", n=2) in here.card(), 10)


def told_of_number(here: Neighborhood, phone: Phone, whom: Phone) -> list[object]:
    return [shown for shown in here.told(phone, "desk.safety_number", name=whom.name) if whom.name in shown.text]


@in_quick_time
async def test_a_trusted_number_is_told_as_soon_as_something_arrives_there_again(tmp_path: Path) -> None:
    async with gathered(tmp_path) as here:
        responder = here.on_signal[8]
        responder.changes_safety_number()
        await here.confirm()
        await until(lambda: here.told(here.dana, "desk.safety_number", name=responder.name), 120)
        responder.trusted = True
        await ends(here)
        assert not here.told(here.dana, "desk.safety_back"), "who was not told hears no end either"
        await responder.says("/help")
        await until(lambda: here.told(here.dana, "desk.safety_back", name=responder.name), 30)


async def ends(here: Neighborhood) -> None:
    """Dana gives the all clear."""
    for key in ("choice.allclear", "choice.yes.allclear"):
        await here.taps(key)


@in_quick_time
async def test_a_telegram_group_that_refuses_a_post_is_told_and_so_is_its_coming_back(tmp_path: Path) -> None:
    async with gathered(tmp_path) as here:
        here.telegram_group.bot_status = "left"
        await here.confirm()
        await here.settled()
        for phone in (here.dana, here.ines):
            await until(lambda phone=phone: here.told(phone, "desk.group_refused.removed", town="Northampton"), 30)
        await until(lambda: words("en", "card.told", sent=50, all=50, groups=2, all_groups=3) in here.card(), 20)
        await reconnected(here)
        await until(lambda: here.told(here.ines, "group.connected", town="Northampton"), 30)
        assert len(here.told(here.dana, "group.connected", town="Northampton")) == 1


async def reconnected(here: Neighborhood) -> None:
    """Dana, who coordinates too, adds the bot and says for which town."""
    async with here.work.begin() as uow:
        [dana] = [person for person in await uow.people.with_role(DISPATCHERS, 1) if person.name == "Dana"]
        await uow.grants.give(dana.id, Role.COORDINATOR, 1, here.clock.now())
    await here.telegram_group.adds_bot(by=here.dana)
    await here.dana.wait_for("Barrio")
    await asyncio.sleep(2)
    await here.dana.taps("Northampton")
