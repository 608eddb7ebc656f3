from datetime import timedelta

import pytest
from sqlalchemy import select

from alerts.notices import Kind, Lane
from alerts.people.person import Role
from storage.core import core_tables as t
from storage.outbox.card_refreshes import CARD_DELAY
from storage.outbox.claim import next_due, recover, requeue_lost
from storage.outbox.delivery_fate import Fate, Verdict
from storage.outbox.exchange import Leftovers, first_exchange
from storage.outbox.mail import SqlMail
from tests.storage.mailbox import SIGNAL, Mailbox, alert, asking, saying


async def _set(mailbox: Mailbox, table: object, **values: object) -> None:
    async with mailbox.store.write() as session:
        await (await session.connection()).execute(table.update().values(**values))  # type: ignore[attr-defined]


async def test_lanes_come_first_then_group_posts_then_the_order_of_posting(mailbox: Mailbox) -> None:
    first, second = await mailbox.contact("1"), await mailbox.contact("2")
    third = await mailbox.contact("3")
    group = await mailbox.group("-5")
    await mailbox.post(saying(lane=Lane.REST), [third])
    await mailbox.post(alert(), [first])
    await mailbox.post(alert(), [], [group])
    await mailbox.post(saying(), [second])
    assert [one.chat for one in await mailbox.claim()] == ["2", "-5", "1", "3"]


async def test_what_is_claimed_is_not_claimed_again(mailbox: Mailbox) -> None:
    await mailbox.post(saying(), [await mailbox.contact("1")])
    assert len(await mailbox.claim()) == 1
    assert await mailbox.claim() == []


async def test_the_limit_bounds_what_is_under_way(mailbox: Mailbox) -> None:
    await mailbox.post(alert(), [await mailbox.contact(str(n)) for n in range(5)])
    assert len(await mailbox.claim(limit=2)) == 2
    assert sorted(await mailbox.states()) == ["queued"] * 3 + ["sending"] * 2


async def test_one_chat_gets_one_message_at_a_time_in_order(mailbox: Mailbox) -> None:
    rosa = await mailbox.contact("1")
    for key in ("report.where", "report.which_town"):
        await mailbox.post(saying(key), [rosa])
    [first] = await mailbox.claim()
    assert first.notice.parts[0].key == "report.where"
    assert await mailbox.claim() == []
    await mailbox.show(first)
    [second] = await mailbox.claim()
    assert second.notice.parts[0].key == "report.which_town"


async def test_the_edit_of_a_card_stands_behind_the_answer_to_a_tap(mailbox: Mailbox) -> None:
    dana = await mailbox.contact("1", role=Role.DISPATCHER)
    card = await mailbox.post(asking("claim", kind=Kind.CARD), [dana])
    [shown] = await mailbox.claim()
    await mailbox.show(shown)
    mailbox.forward(seconds=5)
    await mailbox.revise(card, asking("confirm", kind=Kind.CARD))
    await mailbox.post(saying("report.where"), [dana])
    [first] = await mailbox.claim()
    assert first.notice.parts[0].key == "report.where"
    await mailbox.show(first)
    [then] = await mailbox.claim()
    assert then.edit


async def test_a_message_that_is_tried_again_keeps_its_place(mailbox: Mailbox) -> None:
    rosa = await mailbox.contact("1")
    await mailbox.post(saying("report.where"), [rosa])
    [first] = await mailbox.claim()
    await mailbox.record(Verdict(claimed=first, fate=Fate.AGAIN, due_at=mailbox.now + timedelta(seconds=2)))
    await mailbox.post(saying("report.which_town"), [rosa])
    assert await mailbox.claim() == []
    mailbox.forward(seconds=2)
    [again] = await mailbox.claim()
    assert again.delivery_id == first.delivery_id
    assert again.attempts == 1


async def test_a_message_that_keeps_failing_blocks_nobody_for_ever(mailbox: Mailbox) -> None:
    rosa = await mailbox.contact("1")
    await mailbox.post(saying("report.where"), [rosa])
    for _ in range(6):
        [first] = await mailbox.claim()
        await mailbox.record(Verdict(claimed=first, fate=Fate.AGAIN, due_at=mailbox.now + timedelta(seconds=9)))
        mailbox.forward(seconds=9)
    [first] = await mailbox.claim()
    await mailbox.record(Verdict(claimed=first, fate=Fate.AGAIN, due_at=mailbox.now + timedelta(seconds=9)))
    await mailbox.post(saying("report.which_town"), [rosa])
    [second] = await mailbox.claim()
    assert second.notice.parts[0].key == "report.which_town"


async def test_a_flood_of_one_chat_leaves_room_for_the_others(mailbox: Mailbox) -> None:
    loud, calm = await mailbox.contact("1"), await mailbox.contact("2")
    for _ in range(40):
        await mailbox.post(saying(), [loud])
    await mailbox.post(saying(), [calm])
    assert [one.chat for one in await mailbox.claim()] == ["1", "2"]


async def test_chats_that_their_pace_closes_are_left_out(mailbox: Mailbox) -> None:
    rosa, luis = await mailbox.contact("1"), await mailbox.contact("2")
    group = await mailbox.group("-5")
    await mailbox.post(alert(), [rosa, luis], [group])
    claimed = await mailbox.claim(busy_contacts=frozenset({rosa}), busy_groups=frozenset({group}))
    assert [one.chat for one in claimed] == ["2"]


async def test_a_paced_line_still_answers_and_posts(mailbox: Mailbox) -> None:
    asked = await mailbox.contact("1", heard=timedelta(seconds=10))
    silent, other = await mailbox.contact("2"), await mailbox.contact("3")
    group = await mailbox.group("-5")
    await mailbox.post(alert(), [silent, other], [group])
    await mailbox.post(saying(), [asked])
    assert [one.chat for one in await mailbox.claim(held=0)] == ["1", "-5"]
    assert [one.chat for one in await mailbox.claim(held=1)] == ["2"]


async def test_an_answer_is_prompted_for_a_minute(mailbox: Mailbox) -> None:
    rosa = await mailbox.contact("1", heard=timedelta(seconds=59))
    luis = await mailbox.contact("2", heard=timedelta(seconds=61))
    await mailbox.post(saying(), [rosa, luis])
    assert [one.prompted for one in await mailbox.claim()] == [True, False]


async def test_a_group_reads_every_language_and_a_person_their_own(mailbox: Mailbox) -> None:
    await mailbox.post(alert(), [await mailbox.contact("1", language="es")], [await mailbox.group("-5")])
    assert [(one.group, one.language) for one in await mailbox.claim()] == [(True, None), (False, "es")]


async def test_what_lapsed_is_never_sent(mailbox: Mailbox) -> None:
    soon = mailbox.now + timedelta(minutes=1)
    await mailbox.post(alert(expires_at=soon), [await mailbox.contact(str(n)) for n in range(40)])
    await mailbox.post(alert(), [await mailbox.contact("last")])
    mailbox.forward(minutes=1)
    assert [one.chat for one in await mailbox.claim()] == ["last"]
    assert (await mailbox.states()).count("expired") == 40


async def test_of_what_lapsed_the_card_of_its_incident_tells_a_moment_later(mailbox: Mailbox) -> None:
    incident, soon = await mailbox.incident(), mailbox.now + timedelta(minutes=1)
    people = [await mailbox.contact(str(number)) for number in range(3)]
    await mailbox.post(alert(incident, expires_at=soon), people)
    await mailbox.post(saying(kind=Kind.ASK, subject_id=await mailbox.incident(), expires_at=soon), people)
    mailbox.forward(minutes=1)
    assert await mailbox.claim() == []
    set_by_it = await mailbox.rows(t.deadline)
    assert [(row.kind, row.subject_id, row.state) for row in set_by_it] == [("card", incident, "pending")]
    assert set_by_it[0].due_at == mailbox.now + CARD_DELAY


async def test_what_lapsed_after_it_may_have_arrived_counts_as_unsure(mailbox: Mailbox) -> None:
    await mailbox.post(alert(expires_at=mailbox.now + timedelta(minutes=1)), [await mailbox.contact("1")])
    [one] = await mailbox.claim()
    await mailbox.record(Verdict(claimed=one, fate=Fate.AGAIN, repeat=True))
    mailbox.forward(minutes=1)
    assert await mailbox.claim() == []
    assert await mailbox.states() == ["unknown"]


async def test_purged_contents_are_not_sent(mailbox: Mailbox) -> None:
    await mailbox.post(saying(), [await mailbox.contact("1")])
    await _set(mailbox, t.notice, content=None)
    assert await mailbox.claim() == []
    assert await mailbox.states() == ["expired"]


async def test_a_damaged_field_fails_alone(mailbox: Mailbox) -> None:
    rosa, luis = await mailbox.contact("1"), await mailbox.contact("2")
    await mailbox.post(saying(), [rosa])
    await mailbox.post(saying(), [luis])
    async with mailbox.store.write() as session:
        broken = t.contact.update().where(t.contact.c.id == rosa).values(address=b"nonsense")
        await (await session.connection()).execute(broken)
    assert [one.chat for one in await mailbox.claim()] == ["2"]
    assert await mailbox.states() == ["failed", "sending"]


@pytest.mark.parametrize("kind", [Kind.ALERT, Kind.ASK, Kind.UPDATE, Kind.CORRECTION, Kind.REMINDER])
async def test_nobody_is_sent_to_what_is_over(mailbox: Mailbox, kind: Kind) -> None:
    incident = await mailbox.incident()
    await mailbox.post(saying(kind=kind, subject_id=incident), [await mailbox.contact("1")])
    [one] = await mailbox.claim()
    await _set(mailbox, t.subject, closed_at=mailbox.now)
    await mailbox.record(Verdict(claimed=one, fate=Fate.AGAIN))
    assert await mailbox.claim() == []
    assert await mailbox.states() == ["withdrawn"]


@pytest.mark.parametrize("kind", [Kind.REPLY, Kind.CARD, Kind.CLOSING])
async def test_the_end_itself_is_told(mailbox: Mailbox, kind: Kind) -> None:
    incident = await mailbox.incident(closed_at=mailbox.now)
    await mailbox.post(saying(kind=kind, subject_id=incident), [await mailbox.contact("1")])
    assert len(await mailbox.claim()) == 1


async def test_an_alert_of_a_merged_incident_lives_as_long_as_the_one_that_goes_on(mailbox: Mailbox) -> None:
    parent = await mailbox.incident()
    merged = await mailbox.incident(closed_at=mailbox.now, merged_into_id=parent)
    await mailbox.post(alert(merged), [await mailbox.contact("1")])
    [one] = await mailbox.claim()
    await mailbox.record(Verdict(claimed=one, fate=Fate.AGAIN))
    await _set(mailbox, t.subject, closed_at=mailbox.now)
    assert await mailbox.claim() == []


async def test_a_closing_refers_to_the_alert_in_the_same_chat(mailbox: Mailbox) -> None:
    incident = await mailbox.incident()
    rosa, luis = await mailbox.contact("1"), await mailbox.contact("2")
    await mailbox.post(alert(incident), [rosa])
    [one] = await mailbox.claim()
    await mailbox.show(one, "77")
    closing = saying(kind=Kind.CLOSING, lane=Lane.ALERT, subject_id=incident, refers=True)
    await mailbox.post(closing, [rosa, luis])
    assert [one.answers for one in await mailbox.claim()] == ["77", ""]


async def test_a_new_run_finds_what_an_earlier_one_left(mailbox: Mailbox) -> None:
    shown = await mailbox.contact("1")
    card = await mailbox.post(saying(kind=Kind.CARD), [shown])
    [one] = await mailbox.claim()
    await mailbox.show(one)
    mailbox.forward(seconds=3)
    await mailbox.revise(card, saying("report.which_town", kind=Kind.CARD))
    await mailbox.post(alert(), [await mailbox.contact("2")])
    await mailbox.post(saying(kind=Kind.REMINDER), [await mailbox.contact("3")])
    assert len(await mailbox.claim()) == 3
    now, line_id = mailbox.now, mailbox.line_id
    assert await mailbox.store.transact(lambda connection: recover(connection, line_id, now, "first")) == 0
    assert await mailbox.store.transact(lambda connection: recover(connection, line_id, now, "second")) == 3
    rows = await mailbox.deliveries()
    assert [(row.state, row.repeat) for row in rows] == [
        ("queued", False),
        ("queued", True),
        ("unknown", True),
    ]


async def test_another_line_is_left_alone(mailbox: Mailbox) -> None:
    other = await mailbox.line("signal")
    await mailbox.post(saying(), [await mailbox.contact("1", line_id=other)])
    assert await mailbox.claim() == []
    assert await mailbox.store.transact(lambda connection: next_due(connection, mailbox.line_id)) is None
    assert await mailbox.store.transact(lambda connection: next_due(connection, other)) == mailbox.now


async def test_claims_whose_commit_was_never_answered_are_put_back(mailbox: Mailbox) -> None:
    await mailbox.post(alert(), [await mailbox.contact("1"), await mailbox.contact("2")])
    known, _ = await mailbox.claim()
    holding, line_id = [known.delivery_id], mailbox.line_id
    assert await mailbox.store.transact(lambda connection: requeue_lost(connection, line_id, "first", holding)) == 1
    assert await mailbox.states() == ["sending", "queued"]


async def test_recent_posts_count_over_a_restart(mailbox: Mailbox) -> None:
    group = await mailbox.group("-5")
    await mailbox.post(alert(), [], [group])
    [one] = await mailbox.claim()
    await mailbox.show(one)
    now, line_id = mailbox.now, mailbox.line_id
    left = await mailbox.store.transact(lambda connection: first_exchange(connection, line_id, now, "second", None))
    assert left == Leftovers(deliveries=0, paused_until=None, posts=[(group, now)])


async def test_signal_choices_keep_their_numbers_over_edits(mailbox: Mailbox) -> None:
    rosa = await mailbox.contact("1")
    card = await mailbox.post(asking("claim", "dismiss", kind=Kind.CARD), [rosa])
    [one] = await mailbox.claim(habits=SIGNAL)
    assert [(number, choice.action) for number, choice in one.numbers] == [(1, "claim"), (2, "dismiss")]
    await mailbox.show(one, habits=SIGNAL)
    mailbox.forward(seconds=5)
    await mailbox.revise(card, asking("confirm", "dismiss", kind=Kind.CARD))
    [one] = await mailbox.claim(habits=SIGNAL)
    assert [(number, choice.action) for number, choice in one.numbers] == [(3, "confirm"), (2, "dismiss")]


async def test_two_open_questions_of_a_person_never_share_a_number(mailbox: Mailbox) -> None:
    rosa = await mailbox.contact("1")
    given: list[int] = []
    for _ in range(3):
        await mailbox.post(asking("yes", "no"), [rosa])
        [one] = await mailbox.claim(habits=SIGNAL)
        given += [number for number, _ in one.numbers]
        await mailbox.show(one, habits=SIGNAL)
    assert given == [1, 2, 3, 4, 5, 6]


async def test_numbers_begin_again_on_a_new_day_but_spare_what_was_asked_late(mailbox: Mailbox) -> None:
    rosa = await mailbox.contact("1")
    await mailbox.post(asking("yes", "no"), [rosa])
    [one] = await mailbox.claim(habits=SIGNAL)
    await mailbox.show(one, habits=SIGNAL)
    mailbox.forward(hours=10)
    await mailbox.post(asking("yes", "no"), [rosa])
    [one] = await mailbox.claim(habits=SIGNAL)
    assert [number for number, _ in one.numbers] == [3, 4]
    await mailbox.show(one, habits=SIGNAL)
    mailbox.forward(days=2)
    await mailbox.post(asking("yes", "no"), [rosa])
    [one] = await mailbox.claim(habits=SIGNAL)
    assert [number for number, _ in one.numbers] == [1, 2]


async def test_a_question_of_an_open_incident_holds_its_number_for_days(mailbox: Mailbox) -> None:
    rosa = await mailbox.contact("1")
    incident = await mailbox.incident()
    await mailbox.post(asking("yes", subject_id=incident), [rosa])
    [one] = await mailbox.claim(habits=SIGNAL)
    await mailbox.show(one, habits=SIGNAL)
    mailbox.forward(days=3)
    await mailbox.post(asking("yes"), [rosa])
    [one] = await mailbox.claim(habits=SIGNAL)
    assert [number for number, _ in one.numbers] == [2]


async def test_a_chat_that_takes_no_lead_just_now_is_answered_all_the_same(mailbox: Mailbox) -> None:
    dana, leo = await mailbox.contact("1", role=Role.DISPATCHER), await mailbox.contact("2")
    await mailbox.post(saying("report.where", lane=Lane.LEAD), [dana, leo])
    assert [one.chat for one in await mailbox.claim(leads_wait=frozenset({dana}))] == ["2"]
    await mailbox.post(saying("report.which_town"), [dana])
    [first] = await mailbox.claim(leads_wait=frozenset({dana}))
    assert first.notice.parts[0].key == "report.which_town"
    await mailbox.show(first)
    [second] = await mailbox.claim()
    assert second.notice.lane is Lane.LEAD


async def test_who_is_vouched_for_is_answered_before_anybody_else(mailbox: Mailbox) -> None:
    stranger, subscriber = await mailbox.contact("1"), await mailbox.contact("2", role=Role.SUBSCRIBER)
    member, dana = await mailbox.contact("3", role=Role.MEMBER), await mailbox.contact("4", role=Role.DISPATCHER)
    await mailbox.post(alert(), [await mailbox.contact("5")])
    await mailbox.post(saying(), [stranger, subscriber])
    await mailbox.post(saying("report.where", lane=Lane.LEAD), [await mailbox.contact("6", role=Role.DISPATCHER)])
    await mailbox.post(saying(), [stranger, member, dana])
    claimed = await mailbox.claim()
    assert [(one.chat, one.lane) for one in claimed] == [
        ("3", Lane.REPLY),
        ("4", Lane.REPLY),
        ("6", Lane.LEAD),
        ("1", Lane.ANYBODY),
        ("2", Lane.ANYBODY),
        ("5", Lane.ALERT),
    ]


async def test_of_a_group_of_persons_each_is_answered_in_the_own_lane(mailbox: Mailbox) -> None:
    await mailbox.contact("1")
    await mailbox.contact("2", role=Role.RESPONDER)
    async with mailbox.store.write() as session:
        persons = (await (await session.connection()).execute(select(t.person.c.id))).scalars().all()
        await SqlMail(session, mailbox.vault).to_persons(persons, saying(), mailbox.now)
    assert [(one.chat, one.lane) for one in await mailbox.claim()] == [("2", Lane.REPLY), ("1", Lane.ANYBODY)]


async def test_a_flood_of_answers_leaves_alerts_their_part(mailbox: Mailbox) -> None:
    await mailbox.post(saying(), [await mailbox.contact(str(number)) for number in range(10)])
    await mailbox.post(alert(), [await mailbox.contact(f"1{number}") for number in range(10)])
    first = await mailbox.claim(limit=6, anybody=2)
    assert [one.lane for one in first] == [Lane.ANYBODY] * 2 + [Lane.ALERT] * 4
    # Nothing else is due than six alerts: what is left is for answers.
    assert [one.lane for one in await mailbox.claim(limit=8, anybody=0)] == [Lane.ANYBODY] * 2 + [Lane.ALERT] * 6
    assert [one.lane for one in await mailbox.claim(limit=4, anybody=0)] == [Lane.ANYBODY] * 4


async def test_a_flood_of_answers_keeps_nothing_from_the_desk(mailbox: Mailbox) -> None:
    await mailbox.post(saying(), [await mailbox.contact(str(number)) for number in range(10)])
    await mailbox.post(alert(), [await mailbox.contact("10")])
    await mailbox.post(saying(), [await mailbox.contact("11", role=Role.DISPATCHER)])
    claimed = await mailbox.claim(limit=3, anybody=0)
    assert [one.chat for one in claimed] == ["11", "0", "10"]


async def test_a_lead_that_somebody_vouched_for_meanwhile_goes_with_the_answers(mailbox: Mailbox) -> None:
    dana = await mailbox.contact("1")
    other = await mailbox.post(saying("report.which_town", lane=Lane.LEAD), [dana])
    card = await mailbox.post(asking("claim", kind=Kind.CARD, lane=Lane.LEAD), [dana])
    assert other < card
    await mailbox.revise(card, asking("confirm", kind=Kind.CARD))
    [first] = await mailbox.claim()
    assert (first.notice_id, first.notice.lane) == (card, Lane.REPLY)
