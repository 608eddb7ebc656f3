"""Lines: who is on which, where newcomers are sent, and how one is given up."""

from datetime import timedelta

from alerts.joining import invitations
from alerts.joining.ports import CODES
from alerts.lines import retiring
from alerts.lines.line import Line, roomiest
from alerts.lines.ports import LINES
from alerts.network.audience import Audience
from alerts.people.person import Contact, Role
from storage.core import core_tables as t
from storage.inbox.inbox import Arrived, InboxOrder, heads, keep
from storage.lines.lines import account_of, accounts, of_account, remember_name, reopen
from tests.storage.house import NORTHAMPTON, House, alert, saying

SUBSCRIBER = (Role.SUBSCRIBER, NORTHAMPTON)


async def second_bot(house: House) -> int:
    async with house.store.write() as session:
        row = await of_account(session, house.store.vault, "telegram", "88", secret="88:token")
        await remember_name(session, house.store.vault, house.telegram, "first_bot")
        await remember_name(session, house.store.vault, row.id, "second_bot")
        return row.id


async def joined(house: House, address: str, line: int = 0) -> Contact:
    person, contact = await house.someone(address, SUBSCRIBER, line=line)
    async with house.begin() as uow:
        await uow.people.consent(person.id, "Rosa", house.now)
    return contact


async def lines(house: House) -> dict[int, Line]:
    async with house.begin() as uow:
        return {line.id: line for line in await LINES(uow).all()}


def line(number: int, **changes: object) -> Line:
    given = {"id": number, "transport": "telegram", "name": f"bot{number}", "people": 0}
    return Line(**(given | changes))  # type: ignore[arg-type]


def test_a_newcomer_is_sent_to_the_line_with_the_fewest_people_and_open_invitations(house: House) -> None:
    assert roomiest([line(1, people=5), line(2, people=3, offers=1)], "telegram") == line(2, people=3, offers=1)
    assert roomiest([line(1, people=5), line(2, people=3, offers=2)], "telegram") == line(1, people=5)
    assert roomiest([line(1), line(2, transport="signal")], "signal") == line(2, transport="signal")


def test_nobody_is_sent_to_a_line_without_a_name_or_one_that_is_given_up(house: House) -> None:
    gone = [line(1, name=""), line(2, retired_at=house.now), line(3, closed_at=house.now)]
    assert roomiest(gone, "telegram") is None


async def test_people_count_where_they_wrote_last(house: House) -> None:
    second = await second_bot(house)
    await joined(house, "1")
    await joined(house, "2")
    assert {number: one.people for number, one in (await lines(house)).items()} == {1: 2, 2: 0, second: 0}
    house.forward(minutes=1)
    async with house.begin() as uow:
        # The same platform address on another bot: the same person.
        moved, _ = await uow.people.add(second, "2", house.now)
        assert (await uow.people.find(house.telegram, "2") or (None,))[0] == moved
    assert {number: one.people for number, one in (await lines(house)).items()} == {1: 1, 2: 0, second: 1}


async def test_the_same_address_on_another_transport_is_somebody_else(house: House) -> None:
    await joined(house, "1")
    async with house.begin() as uow:
        there, _ = await uow.people.add(house.signal, "1", house.now)
        here = await uow.people.find(house.telegram, "1")
        assert here is not None
        assert here[0].id != there.id


async def test_an_alert_goes_to_the_line_on_which_somebody_wrote_last(house: House) -> None:
    second = await second_bot(house)
    await joined(house, "1")
    house.forward(minutes=1)
    incident = await house.incident()
    async with house.begin() as uow:
        await uow.people.add(second, "1", house.now)
        from_all = await uow.mail.to_line(alert(incident.id), second, house.now)
        from_first = await uow.mail.to_line(alert(incident.id), house.telegram, house.now)
    assert (from_all, from_first) == (1, 0)


async def test_invitations_are_spread_over_the_lines(house: House) -> None:
    second = await second_bot(house)
    named = []
    for _ in range(4):
        async with house.begin() as uow:
            made = await invitations.invite(uow, house.now, Role.MEMBER, NORTHAMPTON)
            assert made.telegram is not None
            assert made.signal is not None
            named.append(made.telegram.id)
    assert named == [house.telegram, second, house.telegram, second]
    assert made.link == f"https://t.me/second_bot?start={made.words}"


async def test_a_used_invitation_makes_no_line_full(house: House) -> None:
    await second_bot(house)
    async with house.begin() as uow:
        made = await invitations.invite(uow, house.now, Role.MEMBER, NORTHAMPTON)
        code = await CODES(uow).find("invite", made.words)
        assert code is not None
        await CODES(uow).use(code.id, house.now)
    assert (await lines(house))[house.telegram].offers == 0


async def test_a_retired_line_serves_on_and_asks_its_people_to_move(house: House) -> None:
    second = await second_bot(house)
    contact = await joined(house, "1")
    await joined(house, "2", second)
    async with house.begin() as uow:
        assert await retiring.retire(uow, house.now, (await lines_in(uow))[house.telegram]) == 1
    notice = await house.newest_notice()
    assert await house.deliveries(notice.id) == {contact.id: "queued"}
    async with house.store.read() as session:
        assert house.telegram in [one.line_id for one in await accounts(session, house.store.vault)]
    async with house.begin() as uow:
        made = await invitations.invite(uow, house.now, Role.MEMBER, NORTHAMPTON)
    assert made.telegram is not None
    assert made.telegram.id == second


async def lines_in(uow: object) -> dict[int, Line]:
    return {one.id: one for one in await LINES(uow).all()}  # type: ignore[attr-defined]


async def test_the_only_line_of_a_transport_is_not_retired(house: House) -> None:
    async with house.begin() as uow:
        try:
            await retiring.retire(uow, house.now, (await lines_in(uow))[house.telegram])
        except retiring.NoOtherLine:
            pass
        else:
            raise AssertionError
    assert (await lines(house))[house.telegram].retired_at is None


async def test_what_waits_on_a_closed_line_goes_to_the_other_contact_or_has_failed(house: House) -> None:
    second = await second_bot(house)
    alone = await joined(house, "1")
    moved = await joined(house, "2")
    async with house.begin() as uow:
        _, other = await uow.people.add(second, "2", house.now - timedelta(days=1))
    incident = await house.incident()
    async with house.begin() as uow:
        notice_id = await uow.mail.post(alert(incident.id), [alone.id, moved.id], house.now)
    async with house.begin() as uow:
        assert await retiring.close(uow, house.now, (await lines_in(uow))[house.telegram]) == 1
    assert await house.deliveries(notice_id) == {alone.id: "failed", moved.id: "withdrawn", other.id: "queued"}
    [gone] = await house.rows(t.contact, t.contact.c.id == alone.id)
    assert not gone.reachable
    async with house.store.read() as session:
        assert house.telegram not in [one.line_id for one in await accounts(session, house.store.vault)]


async def test_what_was_on_its_way_when_a_line_was_closed_says_elsewhere_that_it_may_have_come_before(
    house: House,
) -> None:
    second = await second_bot(house)
    sending, waiting = await joined(house, "1"), await joined(house, "2")
    async with house.begin() as uow:
        for address in ("1", "2"):
            await uow.people.add(second, address, house.now - timedelta(days=1))
    incident = await house.incident()
    async with house.begin() as uow:
        await uow.mail.post(alert(incident.id), [sending.id, waiting.id], house.now)
    await house.set(t.delivery, t.delivery.c.contact_id == sending.id, state="sending", boot="first")
    async with house.begin() as uow:
        await retiring.close(uow, house.now, (await lines_in(uow))[house.telegram])
    rows = await house.rows(t.delivery, t.delivery.c.line_id == second)
    assert sorted(row.repeat for row in rows) == [False, True]


async def test_who_writes_while_a_closed_line_hangs_up_is_not_told_there(house: House) -> None:
    second = await second_bot(house)
    here = await joined(house, "1")
    async with house.begin() as uow:
        _, there = await uow.people.add(second, "1", house.now - timedelta(days=1))
    async with house.begin() as uow:
        await retiring.close(uow, house.now, (await lines_in(uow))[house.telegram])
        await uow.contacts.heard(here, house.now)
        _, newcomer = await uow.people.add(house.telegram, "2", house.now)
        assert not newcomer.reachable
    incident = await house.incident()
    async with house.begin() as uow:
        subscribers = Audience(roles=frozenset({Role.SUBSCRIBER}), town_id=NORTHAMPTON)
        assert await uow.mail.broadcast(alert(incident.id), subscribers, house.now) == 1
    assert await house.deliveries((await house.newest_notice()).id) == {there.id: "queued"}


async def test_what_was_kept_of_a_line_that_was_closed_is_answered_by_whoever_comes_first(house: House) -> None:
    second = await second_bot(house)
    vault = house.store.vault
    said = Arrived(line_id=second, dedup="1", sender="1", sent_at=house.now, body={"text": "migra"})
    async with house.store.write() as session:
        await keep(session, vault, [said], house.now)
    elsewhere = frozenset({house.telegram})
    async with house.store.read() as session:
        assert (await heads(session, vault, house.now, 9, InboxOrder(lines=elsewhere))).due == []
    async with house.begin() as uow:
        await retiring.close(uow, house.now, (await lines_in(uow))[second])
    async with house.store.read() as session:
        assert len((await heads(session, vault, house.now, 9, InboxOrder(lines=elsewhere))).due) == 1


async def test_a_closed_line_that_is_added_again_is_worked_again(house: House) -> None:
    second = await second_bot(house)
    async with house.begin() as uow:
        await retiring.close(uow, house.now, (await lines_in(uow))[second])
    async with house.store.write() as session:
        await reopen(session, second)
    async with house.store.read() as session:
        assert second in [one.line_id for one in await accounts(session, house.store.vault)]


async def test_a_lines_token_is_kept_sealed_and_shown_in_no_repr(house: House) -> None:
    second = await second_bot(house)
    async with house.store.read() as session:
        account = await account_of(session, house.store.vault, second)
    assert (account.account, account.secret) == ("88", "88:token")
    assert "token" not in repr(account)
    [row] = await house.rows(t.line, t.line.c.id == second)
    assert b"token" not in row.secret


async def test_a_line_that_is_added_again_gets_its_new_token_and_keeps_its_number(house: House) -> None:
    second = await second_bot(house)
    async with house.store.write() as session:
        row = await of_account(session, house.store.vault, "telegram", "88", secret="88:fresh")
    assert row.id == second
    async with house.store.read() as session:
        assert (await account_of(session, house.store.vault, second)).secret == "88:fresh"


async def test_a_message_to_a_line_reaches_nobody_who_stopped(house: House) -> None:
    contact = await joined(house, "1")
    async with house.begin() as uow:
        await uow.people.stop(contact.person_id, house.now)
        assert await uow.mail.to_line(saying(), house.telegram, house.now) == 0
