from datetime import datetime, timedelta

import pytest

from alerts.notices import Kind, Lane
from storage.core import core_tables as t
from storage.deadlines.deadlines import due, fire
from storage.outbox.card_refreshes import CARD_DELAY
from storage.outbox.claim import paused_until
from storage.outbox.delivery_fate import Fate, Verdict
from storage.outbox.record import pause_line
from tests.storage.mailbox import SIGNAL, TELEGRAM, Mailbox, alert, saying


async def test_what_was_shown_is_delivered_with_its_ref(mailbox: Mailbox) -> None:
    await mailbox.post(saying(), [await mailbox.contact("1")])
    [one] = await mailbox.claim()
    await mailbox.show(one, "42")
    [row] = await mailbox.deliveries()
    assert (row.state, row.ref, row.first_ref, row.shown, row.sent_at) == (
        "delivered",
        "42",
        "42",
        1,
        mailbox.now,
    )


async def test_a_card_revised_on_its_way_is_edited_three_seconds_later(mailbox: Mailbox) -> None:
    card = await mailbox.post(saying(kind=Kind.CARD), [await mailbox.contact("1")])
    [one] = await mailbox.claim()
    await mailbox.revise(card, saying("report.which_town", kind=Kind.CARD))
    await mailbox.show(one, "42")
    assert await mailbox.claim() == []
    mailbox.forward(seconds=3)
    [edit] = await mailbox.claim()
    assert (edit.edit, edit.version, edit.notice.parts[0].key) == ("42", 2, "report.which_town")


async def test_edits_of_a_card_coalesce_and_keep_their_distance(mailbox: Mailbox) -> None:
    card = await mailbox.post(saying(kind=Kind.CARD), [await mailbox.contact("1")])
    [one] = await mailbox.claim()
    await mailbox.show(one)
    for key in ("report.which_town", "mark.again", "report.received"):
        mailbox.forward(seconds=0.5)
        await mailbox.revise(card, saying(key, kind=Kind.CARD))
        assert await mailbox.claim() == []
    mailbox.forward(seconds=1.5)
    [edit] = await mailbox.claim()
    assert edit.version == 4
    await mailbox.show(edit)
    assert await mailbox.states() == ["delivered"]


async def test_a_signal_card_is_edited_for_more_than_counts_only(mailbox: Mailbox) -> None:
    card = await mailbox.post(saying(kind=Kind.CARD), [await mailbox.contact("1")])
    [one] = await mailbox.claim(habits=SIGNAL)
    await mailbox.revise(card, saying("report.which_town", kind=Kind.CARD), major=False)
    await mailbox.show(one, habits=SIGNAL)
    assert await mailbox.states() == ["delivered"]
    mailbox.forward(seconds=5)
    await mailbox.revise(card, saying("mark.again", kind=Kind.CARD), major=True)
    [edit] = await mailbox.claim(habits=SIGNAL)
    assert (edit.version, edit.edit) == (3, "100")


async def test_a_signal_edit_targets_the_newest_ref(mailbox: Mailbox) -> None:
    card = await mailbox.post(saying(kind=Kind.CARD), [await mailbox.contact("1")])
    refs = []
    for round_ in range(3):
        [one] = await mailbox.claim(habits=SIGNAL)
        refs.append(one.edit)
        await mailbox.show(one, str(1000 + round_), habits=SIGNAL)
        mailbox.forward(seconds=4)
        keys = ("report.which_town", "mark.again", "report.where")
        await mailbox.revise(card, saying(keys[round_], kind=Kind.CARD))
    assert refs == ["", "1000", "1001"]
    assert [row.first_ref for row in await mailbox.deliveries()] == ["1000"]


async def _edits_until_anew(mailbox: Mailbox, **span: float) -> int:
    card = await mailbox.post(saying(kind=Kind.CARD), [await mailbox.contact("1")])
    for round_ in range(30):
        [one] = await mailbox.claim(habits=SIGNAL)
        if round_ and not one.edit:
            return round_ - 1
        await mailbox.show(one, str(1000 + round_), habits=SIGNAL)
        mailbox.forward(**span)
        await mailbox.revise(card, saying(("report.where", "mark.again")[round_ % 2 - 1], kind=Kind.CARD))
    return -1


async def test_after_nine_edits_a_new_signal_card_is_sent(mailbox: Mailbox) -> None:
    assert await _edits_until_anew(mailbox, seconds=5) == 9


async def test_after_a_day_a_new_signal_card_is_sent(mailbox: Mailbox) -> None:
    assert await _edits_until_anew(mailbox, hours=6) == 3


async def test_an_edit_that_changed_nothing_keeps_its_ref(mailbox: Mailbox) -> None:
    card = await mailbox.post(saying(kind=Kind.CARD), [await mailbox.contact("1")])
    [one] = await mailbox.claim()
    await mailbox.show(one, "42")
    mailbox.forward(seconds=3)
    await mailbox.revise(card, saying("mark.again", kind=Kind.CARD))
    [edit] = await mailbox.claim()
    await mailbox.record(Verdict(claimed=edit, fate=Fate.SHOWN))
    [row] = await mailbox.deliveries()
    assert (row.state, row.ref, row.shown) == ("delivered", "42", 2)


async def test_a_card_whose_message_is_gone_is_sent_anew(mailbox: Mailbox) -> None:
    card = await mailbox.post(saying(kind=Kind.CARD), [await mailbox.contact("1")])
    [one] = await mailbox.claim()
    await mailbox.show(one, "42")
    mailbox.forward(seconds=3)
    await mailbox.revise(card, saying("mark.again", kind=Kind.CARD))
    [edit] = await mailbox.claim()
    await mailbox.record(Verdict(claimed=edit, fate=Fate.ANEW))
    [anew] = await mailbox.claim()
    assert (anew.edit, anew.version, anew.repeat) == ("", 2, False)


async def test_what_may_have_arrived_comes_again_marked(mailbox: Mailbox) -> None:
    await mailbox.post(saying(), [await mailbox.contact("1")])
    [one] = await mailbox.claim()
    await mailbox.record(Verdict(claimed=one, fate=Fate.AGAIN, repeat=True))
    [again] = await mailbox.claim()
    assert (again.repeat, again.unsure, again.attempts) == (True, 1, 1)


async def test_what_was_not_begun_comes_again_as_if_nothing_had_been(mailbox: Mailbox) -> None:
    incident = await mailbox.incident()
    await mailbox.post(alert(incident), [await mailbox.contact("1")])
    [one] = await mailbox.claim()
    await mailbox.record(Verdict(claimed=one, fate=Fate.RELEASED))
    [again] = await mailbox.claim()
    assert (again.repeat, again.attempts) == (False, 0)
    assert await mailbox.rows(t.deadline) == []


async def test_who_blocked_the_bot_is_unreachable_and_the_rest_of_theirs_fails(mailbox: Mailbox) -> None:
    incident = await mailbox.incident()
    rosa, luis = await mailbox.contact("1"), await mailbox.contact("2")
    await mailbox.post(saying(), [rosa])
    await mailbox.post(alert(incident), [rosa, luis])
    one = (await mailbox.claim())[0]
    await mailbox.record(Verdict(claimed=one, fate=Fate.FAILED, failure="blocked", unreachable=True))
    rows = await mailbox.deliveries()
    assert [(row.state, row.failure) for row in rows] == [
        ("failed", "blocked"),
        ("failed", "blocked"),
        ("sending", None),
    ]
    reachable = {row.id: row.reachable for row in await mailbox.rows(t.contact)}
    assert reachable == {rosa: False, luis: True}
    assert [row.subject_id for row in await mailbox.rows(t.deadline)] == [incident]


async def test_a_group_that_threw_the_bot_out_gets_nothing_more(mailbox: Mailbox) -> None:
    group = await mailbox.group("-5")
    await mailbox.post(alert(), [], [group])
    [one] = await mailbox.claim()
    await mailbox.record(Verdict(claimed=one, fate=Fate.FAILED, failure="blocked", unreachable=True))
    assert [row.active for row in await mailbox.rows(t.group_chat)] == [False]


async def test_a_chat_that_must_wait_holds_all_of_its_messages(mailbox: Mailbox) -> None:
    rosa, luis = await mailbox.contact("1"), await mailbox.contact("2")
    await mailbox.post(alert(), [rosa])
    [one] = await mailbox.claim()
    await mailbox.post(saying(), [rosa, luis])
    until = mailbox.now + timedelta(seconds=7)
    await mailbox.record(Verdict(claimed=one, fate=Fate.AGAIN, due_at=until, chat_until=until))
    assert [other.chat for other in await mailbox.claim()] == ["2"]
    mailbox.forward(seconds=7)
    assert [other.chat for other in await mailbox.claim()] == ["1"]


async def test_a_pause_of_the_line_is_kept_and_never_shortened(mailbox: Mailbox) -> None:
    await mailbox.post(alert(), [await mailbox.contact("1")])
    [one] = await mailbox.claim()
    until = mailbox.now + timedelta(seconds=30)
    await mailbox.record(Verdict(claimed=one, fate=Fate.AGAIN, due_at=until, line_until=until))
    line_id = mailbox.line_id
    await mailbox.store.transact(lambda connection: pause_line(connection, line_id, mailbox.now))
    assert await mailbox.store.transact(lambda connection: paused_until(connection, line_id)) == until


async def test_a_group_that_moved_gets_its_post_at_the_new_address(mailbox: Mailbox) -> None:
    group = await mailbox.group("-5")
    await mailbox.post(alert(), [], [group])
    [one] = await mailbox.claim()
    await mailbox.record(Verdict(claimed=one, fate=Fate.AGAIN, moved_to="-1005"))
    [again] = await mailbox.claim()
    assert (again.chat, again.group_id) == ("-1005", group)
    [row] = await mailbox.rows(t.group_chat)
    assert row.address_index == mailbox.vault.index("group", f"{mailbox.line_id}:-1005")


async def test_a_group_that_moved_to_one_we_know_hands_everything_over(mailbox: Mailbox) -> None:
    old, new = await mailbox.group("-5"), await mailbox.group("-1005")
    await mailbox.post(alert(), [], [old])
    await mailbox.post(alert(), [], [old, new])
    first = next(one for one in await mailbox.claim() if one.group_id == old)
    await mailbox.record(Verdict(claimed=first, fate=Fate.AGAIN, moved_to="-1005"))
    active = {row.id: row.active for row in await mailbox.rows(t.group_chat)}
    assert active == {old: False, new: True}
    assert sorted(await mailbox.states()) == ["queued", "sending", "withdrawn"]
    assert {row.group_id for row in await mailbox.deliveries() if row.state == "queued"} == {new}


@pytest.mark.parametrize("known", [False, True])
async def test_what_a_group_had_before_it_moved_is_quoted_no_more_and_its_end_goes_to_the_new_one(
    mailbox: Mailbox, known: bool
) -> None:
    """Under the old numbers stand other people's messages there."""
    incident, group = await mailbox.incident(), await mailbox.group("-5")
    new = await mailbox.group("-1005") if known else group
    await mailbox.post(alert(incident), [], [group])
    [told] = await mailbox.claim()
    await mailbox.record(Verdict(claimed=told, fate=Fate.SHOWN, ref="2"))
    closing = saying(kind=Kind.CLOSING, lane=Lane.ALERT, subject_id=incident, refers=True)
    await mailbox.post(closing, [], [group])
    [first] = await mailbox.claim()
    assert first.answers == "2"
    await mailbox.record(Verdict(claimed=first, fate=Fate.AGAIN, moved_to="-1005"))
    [again] = await mailbox.claim()
    assert (again.chat, again.answers) == ("-1005", "")
    assert {(row.group_id, row.ref, row.first_ref) for row in await mailbox.deliveries()} == {(new, None, None)}


async def test_the_desk_card_follows_once_for_many_outcomes(mailbox: Mailbox) -> None:
    incident = await mailbox.incident()
    await mailbox.post(alert(incident), [await mailbox.contact(str(n)) for n in range(3)])
    claimed = await mailbox.claim()
    await mailbox.record(*(Verdict(claimed=one, fate=Fate.SHOWN, ref="1") for one in claimed[:2]))
    await mailbox.record(Verdict(claimed=claimed[2], fate=Fate.FAILED, failure="blocked"))
    [row] = await mailbox.rows(t.deadline)
    assert (row.kind, row.subject_id, row.due_at) == ("card", incident, mailbox.now + timedelta(seconds=1))


async def test_while_counts_go_on_the_card_is_made_anew_no_more_often_than_it_is_shown(mailbox: Mailbox) -> None:
    incident = await mailbox.incident()
    await mailbox.post(alert(incident), [await mailbox.contact(str(number)) for number in range(3)])
    first, second, third = await mailbox.claim()
    await mailbox.show(first)
    mailbox.forward(seconds=1)
    await fire_all(mailbox)
    mailbox.forward(seconds=0.1)
    await mailbox.show(second)
    again = await pending(mailbox)
    assert [due - mailbox.now for due in again] == [timedelta(seconds=2.9)]
    mailbox.forward(minutes=1)
    await fire_all(mailbox)
    mailbox.forward(minutes=1)
    await mailbox.show(third)
    assert await pending(mailbox) == [mailbox.now + CARD_DELAY]


async def pending(mailbox: Mailbox) -> list[datetime]:
    return [row.due_at for row in await mailbox.rows(t.deadline) if row.state == "pending"]


async def fire_all(mailbox: Mailbox) -> None:
    async with mailbox.store.write() as session:
        for one in await due(session, mailbox.now):
            assert await fire(session, one.id, mailbox.now)


@pytest.mark.parametrize("kind", [Kind.REPLY, Kind.CARD, Kind.ASK])
async def test_other_outcomes_leave_the_card_alone(mailbox: Mailbox, kind: Kind) -> None:
    incident = await mailbox.incident()
    await mailbox.post(saying(kind=kind, lane=Lane.ALERT, subject_id=incident), [await mailbox.contact("1")])
    [one] = await mailbox.claim()
    await mailbox.show(one)
    assert await mailbox.rows(t.deadline) == []


async def test_an_outcome_of_another_run_changes_nothing(mailbox: Mailbox) -> None:
    await mailbox.post(alert(await mailbox.incident()), [await mailbox.contact("1")])
    [one] = await mailbox.claim(boot="second")
    await mailbox.record(Verdict(claimed=one, fate=Fate.FAILED, failure="x"), boot="first", habits=TELEGRAM)
    assert await mailbox.states() == ["sending"]
    assert await mailbox.rows(t.deadline) == []
