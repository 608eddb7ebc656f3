"""Edits and deletions of what is over: behind everything, a few at a time, each message once."""

from datetime import timedelta

from sqlalchemy import select

from alerts.notices import Kind, Lane
from alerts.work.chat_copies import Cleared
from storage.core import core_tables as t
from storage.outbox.chat_copies import SqlChatCopies
from tests.storage.mailbox import Mailbox, alert, asking, saying

CLOSED = saying("closed.cleared")


async def _shown(mailbox: Mailbox, ref: int = 1) -> None:
    claimed = await mailbox.claim()
    while claimed:
        for one in claimed:
            await mailbox.show(one, str(ref))
            ref += 1
        claimed = await mailbox.claim()


async def _close(mailbox: Mailbox, incident: int) -> Cleared:
    async with mailbox.store.write() as session:
        return await SqlChatCopies(session, mailbox.vault).close([incident], CLOSED, mailbox.now)


async def _delete_old(mailbox: Mailbox, held: frozenset[int] = frozenset()) -> Cleared:
    async with mailbox.store.write() as session:
        copies = SqlChatCopies(session, mailbox.vault)
        return await copies.delete_old(mailbox.now - timedelta(hours=46), held, mailbox.now)


async def _end(mailbox: Mailbox, incident: int) -> None:
    async with mailbox.store.write() as session:
        ending = t.subject.update().where(t.subject.c.id == incident).values(closed_at=mailbox.now)
        await (await session.connection()).execute(ending)


async def test_each_alert_is_edited_once_and_counts_as_it_did(mailbox: Mailbox) -> None:
    incident = await mailbox.incident()
    people = [await mailbox.contact(str(n)) for n in range(3)]
    await mailbox.post(alert(incident), people)
    await _shown(mailbox)
    await _end(mailbox, incident)
    assert await _close(mailbox, incident) == Cleared(queued=3)
    assert await _close(mailbox, incident) == Cleared()
    claimed = await mailbox.claim()
    assert [(one.edit, one.notice.kind, one.lane) for one in claimed] == [
        (str(n), Kind.CLOSED, Lane.CLEANUP) for n in (1, 2, 3)
    ]
    async with mailbox.store.read() as session:
        about = select(t.delivery.c.state).join(t.notice, t.notice.c.id == t.delivery.c.notice_id)
        rows = await (await session.connection()).execute(about.where(t.notice.c.kind == Kind.ALERT.value))
        assert {row.state for row in rows} == {"delivered"}, "whoever was told is told still"


async def test_an_alert_that_begins_finds_the_line_free_of_them(mailbox: Mailbox) -> None:
    incident = await mailbox.incident()
    people = [await mailbox.contact(str(n)) for n in range(40)]
    await mailbox.post(alert(incident), people)
    await _shown(mailbox)
    await _end(mailbox, incident)
    await _close(mailbox, incident)
    others = [await mailbox.contact(str(n)) for n in range(100, 110)]
    await mailbox.post(alert(await mailbox.incident()), others)
    claimed = await mailbox.claim(limit=30)
    assert [one.lane for one in claimed] == [Lane.ALERT] * 10 + [Lane.CLEANUP] * 5


async def test_where_the_end_is_still_on_its_way_nothing_changes(mailbox: Mailbox) -> None:
    incident = await mailbox.incident()
    rosa, dana = await mailbox.contact("1"), await mailbox.contact("2")
    await mailbox.post(alert(incident), [rosa, dana])
    await _shown(mailbox)
    await _end(mailbox, incident)
    await mailbox.post(saying(kind=Kind.CLOSING, lane=Lane.ALERT, subject_id=incident), [rosa])
    assert await _close(mailbox, incident) == Cleared(queued=1, waiting=1)
    await _shown(mailbox, 10)
    assert await _close(mailbox, incident) == Cleared(queued=1)


async def test_what_is_old_is_deleted_of_one_chat_in_one_call(mailbox: Mailbox) -> None:
    incident = await mailbox.incident()
    dana = await mailbox.contact("1")
    for _ in range(120):
        await mailbox.post(saying(subject_id=incident), [dana])
    await mailbox.post(alert(incident), [dana])
    await mailbox.post(saying(), [dana])
    await _shown(mailbox)
    assert await _delete_old(mailbox) == Cleared()
    mailbox.forward(hours=46)
    assert await _delete_old(mailbox, held=frozenset({incident})) == Cleared(), "a hold keeps them"
    assert await _delete_old(mailbox) == Cleared(queued=120), "no alert, and nothing that is about nothing"
    assert await _delete_old(mailbox) == Cleared()
    calls = []
    for _ in range(2):
        [one] = await mailbox.claim()
        calls.append(one)
        await mailbox.show(one, "")
    assert sorted(len(one.edit.split(",")) for one in calls) == [20, 100]
    assert {one.notice.kind for one in calls} == {Kind.DELETION}


async def test_after_two_days_nobody_tries_and_it_is_counted_once(mailbox: Mailbox) -> None:
    incident = await mailbox.incident()
    await mailbox.post(saying(subject_id=incident), [await mailbox.contact("1")])
    await _shown(mailbox)
    mailbox.forward(hours=60)
    assert await _delete_old(mailbox) == Cleared(too_old=1)
    assert await _delete_old(mailbox) == Cleared()
    assert await mailbox.claim() == []


async def test_the_card_of_what_is_open_is_shown_anew_before_the_old_one_goes(mailbox: Mailbox) -> None:
    incident = await mailbox.incident()
    dana = await mailbox.contact("1")
    await mailbox.post(asking("claim", kind=Kind.CARD, subject_id=incident), [dana])
    await _shown(mailbox)
    mailbox.forward(hours=46)
    assert await _delete_old(mailbox) == Cleared(queued=1)
    [card] = await mailbox.claim()
    assert (card.notice.kind, card.edit) == (Kind.CARD, "")
    await mailbox.show(card, "2")
    [deletion] = await mailbox.claim()
    assert (deletion.notice.kind, deletion.edit) == (Kind.DELETION, "1")
