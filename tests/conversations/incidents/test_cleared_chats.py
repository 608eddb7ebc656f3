"""Two days on: what people wrote and what the desk got is deleted from private chats on Telegram."""

from datetime import timedelta

from alerts.legal_hold.ports import LEGAL_HOLDS
from alerts.network.retention import Retention
from alerts.upkeep.clearing_chats import CLEAR_CHATS, EVERY, IN_CHATS
from alerts.upkeep.retention_defaults import MESSAGES
from handlers.core.inbound import InboundKind
from storage.core import core_tables as t
from tests.conversations.scenes import CORNER, Cast, confirmed, observed, reported
from tests.conversations.town import Town

DEADLINE = timedelta(hours=47)
"""Telegram deletes for 48 hours."""


async def begin(town: Town) -> None:
    async with town.work.begin() as uow:
        await uow.deadlines.set(CLEAR_CHATS, 0, town.now + EVERY)


async def later(town: Town, cast: Cast) -> None:
    """Just before Telegram would refuse."""
    town.forget_news()
    await town.forward(seconds=(IN_CHATS + EVERY).total_seconds() + 60)
    assert IN_CHATS + EVERY < DEADLINE
    assert cast


async def test_words_places_pictures_and_maps_are_gone_from_the_chats_of_the_desk_and_of_who_wrote_them(
    town: Town,
) -> None:
    await begin(town)
    cast = await observed(town)
    await cast.rosa.send(InboundKind.PHOTO, text="look", media="picture", ref="501")
    await cast.rosa.sends_location(42.31957, -72.62983, ref="502")
    await cast.rosa.says("they are at the gate", ref="503")
    await cast.dana.taps("desk.confirm").taps("confirm.send").taps("desk.allclear").taps("end.allclear")
    await later(town, cast)
    for phone in (cast.dana, cast.rosa, cast.marisol):
        shown = [line for line in phone.screen.lines if line.spoken.notice.subject_id is not None]
        assert [line.keys for line in shown if CORNER in line.spoken.text] == []
        assert not [line for line in shown if line.spoken.photo or line.spoken.pin]
    assert {"501", "502", "503"} <= {*cast.rosa.screen.deleted}
    assert [row.body for row in await town.rows(t.inbox) if row.line_id == 1 and row.body] == []
    assert any(line.says("closed.cleared") for line in cast.marisol.screen.lines), "that it was stays"
    await town.nobody_hears_anything_else()


async def test_what_is_open_still_keeps_its_card_as_a_new_message_and_its_alert(town: Town) -> None:
    await begin(town)
    cast = await confirmed(town)
    card = next(line.ref for line in cast.dana.screen.lines if line.says("card.head"))
    await later(town, cast)
    await cast.dana.hears("card.head", number=1)
    assert CORNER in cast.dana.text
    assert card in cast.dana.screen.deleted
    assert [line.says("community.head") for line in cast.on_telegram.screen.lines] == [True]
    assert any(line.spoken.notice.kind == "alert" for line in cast.marisol.screen.lines)
    await cast.dana.taps("desk.allclear").taps("end.allclear").is_told("toast.ended")


async def test_a_legal_hold_keeps_its_incidents_messages_and_what_its_reporters_wrote(town: Town) -> None:
    await begin(town)
    cast = await observed(town)
    await cast.rosa.says("they are at the gate", ref="503")
    (incident,) = await town.rows_of("incident")
    until = town.now + timedelta(days=30)
    async with town.work.begin() as uow:
        hold = await LEGAL_HOLDS(uow).ask(incident.id, cast.dana.person_id, until, town.now)
        await LEGAL_HOLDS(uow).grant(hold.id, until)
    await cast.dana.taps("desk.confirm").taps("confirm.send").taps("desk.allclear").taps("end.allclear")
    await later(town, cast)
    assert cast.rosa.screen.deleted == cast.marisol.screen.deleted == cast.dana.screen.deleted == []
    assert any(CORNER in line.spoken.text for line in cast.marisol.screen.lines if line.says("alert.head"))


async def test_on_signal_nothing_is_deleted_by_age_and_what_came_from_there_is_kept_as_before(town: Town) -> None:
    await begin(town)
    cast = await reported(town)
    await cast.jean.says("can't make it, my kid")
    before = len(cast.jean.screen.lines)
    await later(town, cast)
    assert (len(cast.jean.screen.lines), cast.jean.screen.deleted) == (before, [])
    assert [row for row in await town.rows(t.inbox) if row.line_id == 2 and row.body]


async def test_after_a_kill_it_goes_on_where_it_was(town: Town) -> None:
    await begin(town)
    cast = await observed(town)
    await cast.dana.taps("desk.dismiss").taps("end.dismiss")
    town.begin(town.store)
    await later(town, cast)
    town.begin(town.store)
    await town.forward(seconds=EVERY.total_seconds())
    assert [line for line in cast.dana.screen.lines if line.spoken.notice.subject_id is not None] == []
    assert len(cast.dana.screen.deleted) == len({*cast.dana.screen.deleted})


async def test_where_messages_are_kept_for_a_day_they_are_deleted_before_the_purge_forgets_where_they_stand(
    town: Town,
) -> None:
    await begin(town)
    cast = await reported(town)
    town.work = type(town.work)(
        town.store, Retention({MESSAGES.name: timedelta(days=1)}), "", town.work.cleaner, frozenset
    )
    town.scheduler._work = town.work
    await cast.dana.taps("desk.dismiss").taps("end.dismiss")
    town.forget_news()
    await town.forward(hours=24)
    assert cast.rosa.screen.deleted
