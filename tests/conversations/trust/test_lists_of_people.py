"""A stolen phone's chats show no old lists of people: they cannot be forwarded, and are deleted in two days."""

import pytest

from alerts.trainings.ports import SEATS
from alerts.upkeep.clearing_chats import CLEAR_CHATS, EVERY, IN_CHATS
from tests.conversations.phone import Phone
from tests.conversations.town import Town
from tests.conversations.trainings.announced import announced

LISTS = {
    "who is in": ("/people", ("choice.trust.open",), "trust.page"),
    "who works the desk": ("/lock", (), "trust.list"),
    "one of them": ("/lock", ("lock.who",), "trust.line"),
    "who waits": ("/queue", (), "vouching.queue_town"),
    "one who waits": ("/queue", ("queue.is",), "vouching.newcomer"),
    "who is let in at once": ("/queue", ("queue.many",), "vouching.batch"),
    "who can help": ("/helpers", ("helper.of",), "profile.helpers_head"),
    "who signed up": ("/trainings", ("trainings.show", "trainings.list"), "trainings.list"),
}


async def _coordinator(town: Town) -> Phone:
    _, cora, _, nina = await town.with_people("Dana en dispatcher", "Cora en coordinator", "Jean en responder", "Nina")
    await nina.says("/join").taps("consent.en").taps("join.town", name="Northampton")
    training = await announced(town, cora)
    async with town.work.begin() as uow:
        await SEATS(uow).take(training.id, cora.person_id, town.now)
        await uow.deadlines.set(CLEAR_CHATS, 0, town.now + EVERY)
    town.forget_news()
    return cora


@pytest.mark.parametrize("which", list(LISTS))
async def test_a_list_of_people_is_protected_and_gone_after_two_days(town: Town, which: str) -> None:
    cora = await _coordinator(town)
    command, taps, key = LISTS[which]
    await cora.says(command)
    for tap in taps:
        await cora.taps(tap)
    line = next(line for line in reversed(cora.screen.lines) if line.says(key))
    assert line.spoken.protected
    await town.forward(seconds=(IN_CHATS + EVERY).total_seconds() + 60)
    assert line.ref in cora.screen.deleted


async def test_so_is_the_passphrase_of_the_list(town: Town) -> None:
    cora, ben = await town.with_people("Cora en coordinator", "Ben en coordinator")
    await cora.says("/export").taps("export.ask")
    await ben.taps("export.yes").hears("roster.export.passphrase")
    assert ben.last is not None
    assert ben.last.spoken.protected
