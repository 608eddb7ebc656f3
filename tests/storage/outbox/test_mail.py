"""The outbox as use cases write it: who is sent what, and exactly who hears how it ended."""

from dataclasses import replace
from datetime import timedelta

import pytest

from alerts.groups.ports import GROUPS
from alerts.joining.ports import CODES
from alerts.network.audience import community, responders
from alerts.notices import Choice, Kind, Text
from alerts.people.code import Code
from alerts.people.person import Contact, Role
from alerts.work.mail import Asked, Counts, Reach
from storage.core import core_tables as t
from tests.storage.house import HOLYOKE, NORTHAMPTON, House, alert, saying

STATES = ("queued", "sending", "delivered", "unknown", "failed", "withdrawn", "expired")
ASKING = replace(saying(), choices=((Choice("yes", Text("report.where")), Choice("no", Text("report.where"))),))


async def test_a_notice_goes_to_these_contacts_once_each(house: House) -> None:
    contacts = [(await house.someone(str(n)))[1].id for n in range(3)]
    async with house.begin() as uow:
        notice = await uow.mail.post(saying(), contacts[:2], house.now)
        nothing = await uow.mail.post(saying(), [], house.now)
        lost = await uow.mail.post(saying(), [1], house.now)
    assert await house.deliveries(notice) == {contacts[0]: "queued", contacts[1]: "queued"}
    assert await house.deliveries(nothing) == await house.deliveries(lost) == {}


async def test_what_is_undone_is_not_sent(house: House) -> None:
    contact = (await house.someone("501"))[1].id
    async with house.undone() as uow:
        await uow.mail.post(saying(), [contact], house.now)
    assert await house.rows(t.delivery) == await house.rows(t.notice) == []


async def two_contacts(house: House) -> tuple[int, int, int]:
    """Person, the Telegram contact, and the Signal one, which was heard last."""
    person, telegram = await house.someone("501")
    house.forward(minutes=1)
    other, signal = await house.someone("u-1", line=house.signal)
    async with house.begin() as uow:
        await uow.people.merge(person.id, other.id, house.now)
    return person.id, telegram.id, signal.id


async def test_a_person_hears_where_they_wrote_last(house: House) -> None:
    person, telegram, signal = await two_contacts(house)
    async with house.begin() as uow:
        await uow.mail.to_person(person, saying(), house.now)
    assert [row.contact_id for row in await house.rows(t.delivery)] == [signal]
    async with house.begin() as uow:
        await uow.contacts.unreachable(signal)
        await uow.mail.to_person(person, saying(), house.now)
    assert [row.contact_id for row in await house.rows(t.delivery)] == [signal, telegram]


async def test_nobody_is_written_to_who_stopped_or_cannot_be_reached(house: House) -> None:
    rosa, _ = await house.someone("1")
    luis, contact = await house.someone("2")
    async with house.begin() as uow:
        await uow.people.stop(rosa.id, house.now)
        await uow.contacts.unreachable(contact.id)
        for person in (rosa, luis):
            await uow.mail.to_person(person.id, saying(), house.now)
        await uow.mail.to_person(1, saying(), house.now)
    assert await house.rows(t.delivery) == []


async def test_the_preview_says_how_many_by_transport(house: House) -> None:
    for n in range(3):
        await house.someone(str(n), (Role.RESPONDER, NORTHAMPTON))
    await house.someone("u-1", (Role.RESPONDER, NORTHAMPTON), line=house.signal)
    await house.someone("u-2", (Role.RESPONDER, HOLYOKE), line=house.signal)
    await house.group("-1")
    await house.group("-2", HOLYOKE)
    await house.group("-3", None)
    await house.group("g", line=house.signal)
    async with house.begin() as uow:
        await GROUPS(uow).removed(house.signal, "g")
        reach = await uow.mail.reach(responders(NORTHAMPTON))
        nobody = await uow.mail.reach(community(HOLYOKE, but=()))
    assert (reach.people, reach.groups) == ({"telegram": 3, "signal": 1}, {"telegram": 1})
    assert nobody == Reach(people={}, groups={"telegram": 1})


async def test_the_preview_says_who_is_left_out_and_why_each_for_one_reason(house: House) -> None:
    await house.someone("1", (Role.RESPONDER, NORTHAMPTON), language="es")
    _, contact = await house.someone("2", (Role.RESPONDER, NORTHAMPTON))
    stopped, gone = await house.someone("3", (Role.RESPONDER, NORTHAMPTON))
    silent, lost = await house.someone("4", (Role.RESPONDER, NORTHAMPTON))
    opened, _ = await house.someone("5")
    await house.someone("6")
    async with house.begin() as uow:
        for one in (contact, gone, lost):
            await uow.contacts.unreachable(one.id)
        code = Code(id=0, purpose="invite", role=Role.RESPONDER, town_id=NORTHAMPTON, expires_at=house.now)
        await CODES(uow).add(code, "WORDS")
        found = await CODES(uow).find("invite", "WORDS")
        assert found is not None
        await CODES(uow).opened(found.id, opened.id)
    await house.set(t.person, t.person.c.id == stopped.id, stopped_at=house.now)
    await house.set(t.person, t.person.c.id == silent.id, consented_at=None)
    async with house.begin() as uow:
        reach = await uow.mail.reach(responders(NORTHAMPTON))
        elsewhere = await uow.mail.reach(responders(HOLYOKE))
    assert reach == Reach(
        people={"telegram": 1}, groups={}, unreachable=1, stopped=1, no_consent=2, languages={"es": 1}
    )
    assert elsewhere == Reach(people={}, groups={})


async def test_a_post_goes_to_the_towns_groups_that_are_still_there(house: House) -> None:
    here, there = await house.group("-1"), await house.group("g", line=house.signal)
    await house.group("-2", HOLYOKE)
    await house.group("-3", None)
    await house.group("-4")
    async with house.begin() as uow:
        await GROUPS(uow).removed(house.telegram, "-4")
        assert await uow.mail.to_groups(saying(), NORTHAMPTON, house.now) == 2
    notice = await house.newest_notice()
    assert await house.deliveries(notice.id) == {here: "queued", there: "queued"}
    assert all(row.post_first == 0 for row in await house.rows(t.delivery))


@pytest.mark.parametrize("repeat", [False, True], ids=["first", "repeat"])
@pytest.mark.parametrize("state", STATES)
async def test_told_is_who_has_seen_it_or_may_have(plain_house: House, state: str, repeat: bool) -> None:
    """Delivered, sending or unknown; and whatever is sent again since an earlier try may have arrived.

    Who may have read the alert must hear its end too.
    """
    house = plain_house
    incident = await house.incident()
    contact = (await house.someone("501"))[1]
    async with house.begin() as uow:
        await uow.mail.post(alert(incident.id), [contact.id], house.now)
    await house.set(t.delivery, state=state, repeat=repeat)
    told = repeat or state in ("delivered", "sending", "unknown")
    async with house.begin() as uow:
        assert await uow.mail.to_told(saying(), [incident.id], house.now, responders=True) == int(told)
        will_be = await uow.mail.told_persons([incident.id])
        of = await uow.mail.told_of(contact.person_id)
    assert (contact.person_id in will_be) is (told or state == "queued")
    assert of == (frozenset({incident.id}) if told or state == "queued" else frozenset())


async def test_the_closing_reaches_exactly_who_was_told_each_in_their_words(house: House) -> None:
    incident, child, other = await house.incident(), await house.incident(), await house.incident()
    people = {
        name: (await house.someone(name))[1].id for name in ("goer", "reader", "of the child", "elsewhere", "none")
    }
    async with house.begin() as uow:
        await uow.mail.post(alert(incident.id), [people["goer"]], house.now)
        await uow.mail.post(alert(incident.id, "community"), [people["reader"]], house.now)
        await uow.mail.post(alert(child.id), [people["of the child"], people["goer"]], house.now)
        await uow.mail.post(alert(other.id), [people["elsewhere"]], house.now)
        await uow.mail.post(saying(kind=Kind.ASK, subject_id=incident.id), [people["none"]], house.now)
    await house.delivered(list(people.values()))
    ids = [incident.id, child.id]
    async with house.begin() as uow:
        assert await uow.mail.to_told(saying(kind=Kind.CLOSING), ids, house.now, responders=True) == 2
    assert await house.deliveries((await house.newest_notice()).id) == {
        people["goer"]: "queued",
        people["of the child"]: "queued",
    }
    async with house.begin() as uow:
        assert await uow.mail.to_told(saying(kind=Kind.CLOSING), ids, house.now, responders=False) == 1
    assert await house.deliveries((await house.newest_notice()).id) == {people["reader"]: "queued"}


async def test_who_heard_the_end_of_an_alert_hears_nothing_of_the_next_one_unless_they_get_it(house: House) -> None:
    incident, child = await house.incident(), await house.incident()
    both, first, of_child = [(await house.someone(name))[1] for name in ("both", "first", "of the child")]
    await house.group("-1")

    async def says(kind: Kind, subject_id: int, *contacts: Contact) -> None:
        async with house.begin() as uow:
            notice = saying(kind=kind, subject_id=subject_id, reader="responder")
            await uow.mail.post(notice, [one.id for one in contacts], house.now)
        await house.set(t.delivery, state="delivered")

    await says(Kind.ALERT, child.id, of_child)
    await says(Kind.CLOSING, child.id, of_child)
    await says(Kind.ALERT, incident.id, both, first)
    async with house.begin() as uow:
        await uow.mail.to_groups(alert(incident.id, "community"), NORTHAMPTON, house.now)
    await says(Kind.CLOSING, incident.id, both, first)
    async with house.begin() as uow:
        # Until there is another alert, these are the ones who were told.
        told = await uow.mail.told_persons([incident.id])
    assert told == {both.person_id, first.person_id}
    await says(Kind.ALERT, incident.id, both)
    async with house.begin() as uow:
        assert await uow.mail.told_persons([incident.id, child.id]) == {both.person_id}
        ids = [incident.id, child.id]
        assert await uow.mail.to_told_groups(saying(kind=Kind.CLOSING, subject_id=incident.id), ids, house.now) == 0
        end = saying(kind=Kind.CLOSING, subject_id=incident.id)
        assert await uow.mail.to_told(end, ids, house.now, responders=True) == 1
    assert await house.deliveries((await house.newest_notice()).id) == {both.id: "queued"}


async def test_who_stopped_after_the_alert_gets_its_one_closing_message(house: House) -> None:
    incident = await house.incident()
    rosa, contact = await house.someone("501", (Role.RESPONDER, NORTHAMPTON))
    async with house.begin() as uow:
        await uow.mail.broadcast(alert(incident.id), responders(NORTHAMPTON), house.now)
    await house.delivered([contact.id])
    async with house.begin() as uow:
        await uow.people.stop(rosa.id, house.now)
        assert await uow.mail.to_told(saying(), [incident.id], house.now, responders=True) == 1
        assert await uow.mail.broadcast(saying(), responders(NORTHAMPTON), house.now) == 0


@pytest.mark.parametrize(("state", "told"), [(s, s in ("delivered", "sending", "unknown")) for s in STATES])
async def test_a_group_hears_the_end_of_what_it_saw(plain_house: House, state: str, told: bool) -> None:
    house = plain_house
    incident = await house.incident()
    group = await house.group("-1")
    async with house.begin() as uow:
        await uow.mail.to_groups(alert(incident.id, "community"), NORTHAMPTON, house.now)
    await house.set(t.delivery, state=state)
    async with house.begin() as uow:
        # A group that is asked for as a person is none.
        assert await uow.mail.to_told(saying(), [incident.id], house.now, responders=False) == 0
        assert await uow.mail.to_told_groups(saying(), [incident.id], house.now) == int(told)
    if told:
        assert await house.deliveries((await house.newest_notice()).id) == {group: "queued"}


@pytest.mark.parametrize(
    ("state", "corrected"),
    [
        ("queued", True), ("sending", True), ("delivered", True), ("unknown", True),
        ("withdrawn", False), ("failed", False), ("expired", False),
    ],
)  # fmt: skip
async def test_a_correction_goes_to_who_was_told_and_to_whom_the_alert_is_on_its_way(
    plain_house: House, state: str, corrected: bool
) -> None:
    house = plain_house
    incident = await house.incident()
    contact, other = [(await house.someone(address))[1].id for address in ("501", "502")]
    group = await house.group("-1")
    async with house.begin() as uow:
        await uow.mail.post(alert(incident.id, "community"), [contact], house.now)
        await uow.mail.post(alert(incident.id), [other], house.now)
        await uow.mail.to_groups(alert(incident.id, "community"), NORTHAMPTON, house.now)
    await house.set(t.delivery, state=state)
    put_right = saying(kind=Kind.CORRECTION, subject_id=incident.id)
    async with house.begin() as uow:
        assert await uow.mail.to_told(put_right, [incident.id], house.now, responders=False) == int(corrected)
    assert await house.deliveries((await house.newest_notice()).id) == ({contact: "queued"} if corrected else {})
    async with house.begin() as uow:
        assert await uow.mail.to_told_groups(put_right, [incident.id], house.now) == int(corrected)
    assert await house.deliveries((await house.newest_notice()).id) == ({group: "queued"} if corrected else {})


async def test_who_stopped_gets_no_correction_though_no_role_in_the_town_is_asked_for(plain_house: House) -> None:
    house = plain_house
    incident = await house.incident()
    (stays, one), (stops, two) = [await house.someone(address) for address in ("501", "502")]
    async with house.begin() as uow:
        await uow.mail.post(alert(incident.id), [one.id, two.id], house.now)
        await uow.people.stop(stops.id, house.now)
    await house.set(t.delivery, state="delivered")
    put_right = saying(kind=Kind.CORRECTION, subject_id=incident.id)
    async with house.begin() as uow:
        assert await uow.mail.to_told(put_right, [incident.id], house.now, responders=True) == 1
    assert await house.deliveries((await house.newest_notice()).id) == {one.id: "queued"}
    assert stays.grants == ()


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("state", ["queued", "delivered"])
async def test_only_what_was_not_sent_of_alerts_updates_and_questions_is_withdrawn(
    plain_house: House, kind: Kind, state: str
) -> None:
    house = plain_house
    incident, other = await house.incident(), await house.incident()
    contact = (await house.someone("501"))[1].id
    async with house.begin() as uow:
        notice = await uow.mail.post(saying(kind=kind, subject_id=incident.id), [contact], house.now)
        elsewhere = await uow.mail.post(saying(kind=kind, subject_id=other.id), [contact], house.now)
    await house.set(t.delivery, state=state)
    gone = state == "queued" and kind in (Kind.ALERT, Kind.UPDATE, Kind.CORRECTION, Kind.ASK)
    async with house.begin() as uow:
        assert await uow.mail.withdraw([incident.id]) == int(gone)
    assert await house.deliveries(notice) == {contact: "withdrawn" if gone else state}
    assert await house.deliveries(elsewhere) == {contact: state}


async def test_what_may_have_arrived_stays_so_when_it_is_withdrawn(house: House) -> None:
    incident = await house.incident()
    contact = (await house.someone("501"))[1].id
    async with house.begin() as uow:
        await uow.mail.post(alert(incident.id), [contact], house.now)
    await house.set(t.delivery, repeat=True)
    async with house.begin() as uow:
        await uow.mail.withdraw([incident.id])
        assert await uow.mail.counts([incident.id]) == Counts(unsure=1)
        assert await uow.mail.to_told(saying(), [incident.id], house.now, responders=True) == 1


async def test_the_counts_add_up(house: House) -> None:
    incident = await house.incident()
    contacts = [(await house.someone(str(n)))[1].id for n in range(len(STATES))]
    await house.group("-1")
    async with house.begin() as uow:
        await uow.mail.post(alert(incident.id), contacts, house.now)
        await uow.mail.to_groups(alert(incident.id, "community"), NORTHAMPTON, house.now)
        await uow.mail.post(saying(kind=Kind.CARD, subject_id=incident.id), contacts, house.now)
    for contact, state in zip(contacts, STATES, strict=True):
        await house.set(t.delivery, t.delivery.c.contact_id == contact, state=state)
    await house.set(t.delivery, t.delivery.c.group_id.is_not(None), state="delivered")
    async with house.begin() as uow:
        counts = await uow.mail.counts([incident.id])
        nothing = await uow.mail.counts([])
    assert counts == Counts(queued=2, delivered=1, unsure=1, unreachable=1, expired=1, groups=1, all_groups=1)
    assert nothing == Counts()


async def test_a_revised_card_is_shown_to_who_has_it_and_to_who_comes_anew(house: House) -> None:
    dana, luis = (await house.someone("1"))[1].id, (await house.someone("2"))[1].id
    ana = (await house.someone("u-1", line=house.signal))[1].id
    async with house.begin() as uow:
        card = await uow.mail.post(saying(kind=Kind.CARD), [dana, ana], house.now)
    await house.delivered([dana, ana])
    async with house.begin() as uow:
        await uow.mail.revise(card, saying("report.added", kind=Kind.CARD), [dana, luis], house.now, major=False)
    assert await house.deliveries(card) == {dana: "queued", ana: "delivered", luis: "queued"}
    async with house.begin() as uow:
        await uow.mail.revise(card, saying("report.thanks", kind=Kind.CARD), [], house.now, major=True)
    assert await house.deliveries(card) == {dana: "queued", ana: "queued", luis: "queued"}
    [row] = await house.rows(t.notice)
    assert (row.version, row.major) == (3, 2)


async def test_a_card_that_is_gone_is_not_revised(house: House) -> None:
    dana = (await house.someone("1"))[1].id
    async with house.begin() as uow:
        await uow.mail.revise(1, saying(), [dana], house.now, major=True)
        card = await uow.mail.post(saying(kind=Kind.CARD), [dana], house.now)
    await house.set(t.notice, content=None)
    await house.delivered([dana])
    async with house.begin() as uow:
        await uow.mail.revise(card, saying("report.added"), [dana], house.now, major=True)
    assert await house.deliveries(card) == {dana: "delivered"}


async def test_a_card_is_shown_again_to_who_asks_for_it(house: House) -> None:
    dana, luis = (await house.someone("1"))[1].id, (await house.someone("2"))[1].id
    async with house.begin() as uow:
        card = await uow.mail.post(saying(kind=Kind.CARD), [dana, luis], house.now)
    await house.delivered([dana, luis])
    async with house.begin() as uow:
        await uow.mail.show_again(card, dana, house.now)
    rows = {row.contact_id: row for row in await house.rows(t.delivery)}
    # The copy that stands above is known until the new one is sent: then it is deleted.
    assert (rows[dana].state, rows[dana].ref) == ("queued", "100")
    assert (rows[luis].state, rows[luis].ref) == ("delivered", "100")


async def test_a_button_works_for_whom_it_was_sent_to_only(house: House) -> None:
    rosa, luis = (await house.someone("1"))[1].id, (await house.someone("2"))[1].id
    async with house.begin() as uow:
        notice = await uow.mail.post(ASKING, [rosa], house.now)
    [row] = await house.rows(t.notice)
    async with house.begin() as uow:
        assert await uow.mail.tapped(row.token, rosa) == Asked(notice_id=notice, notice=ASKING)
        assert await uow.mail.tapped(row.token, luis) is None
        assert await uow.mail.tapped(f"{row.token}x", rosa) is None
        assert await uow.mail.tapped("", rosa) is None
    await house.set(t.notice, content=None)
    async with house.begin() as uow:
        assert await uow.mail.tapped(row.token, rosa) is None


async def test_a_number_stands_for_the_newest_question_that_had_it(house: House) -> None:
    rosa, luis = (await house.someone("1"))[1].id, (await house.someone("2"))[1].id
    async with house.begin() as uow:
        notices = [await uow.mail.post(ASKING, [rosa], house.now) for _ in range(2)]
    async with house.store.write() as session:
        for id_, (notice, action) in enumerate(((notices[0], "yes"), (notices[1], "no")), start=1):
            row = {"id": id_, "contact_id": rosa, "notice_id": notice, "action": action, "number": 3}
            await (await session.connection()).execute(t.question.insert().values(**row, asked_on="2026-11-22"))
    async with house.begin() as uow:
        assert await uow.mail.by_number(rosa, 3) == (Asked(notice_id=notices[1], notice=ASKING), "no")
        assert await uow.mail.by_number(rosa, 4) is None
        assert await uow.mail.by_number(luis, 3) is None


async def test_a_quoted_message_is_found_by_its_first_and_its_newest_ref(house: House) -> None:
    rosa, luis = (await house.someone("1"))[1].id, (await house.someone("2"))[1].id
    async with house.begin() as uow:
        notice = await uow.mail.post(ASKING, [rosa], house.now)
    await house.delivered([rosa], ref="200", first_ref="100")
    async with house.begin() as uow:
        for ref in ("100", "200"):
            assert await uow.mail.by_ref(rosa, ref) == Asked(notice_id=notice, notice=ASKING)
            assert await uow.mail.by_ref(luis, ref) is None
        assert await uow.mail.by_ref(rosa, "300") is None


async def test_the_latest_question_is_the_newest_with_choices_that_was_sent(house: House) -> None:
    rosa = (await house.someone("1"))[1].id
    async with house.begin() as uow:
        first, second, last = [await uow.mail.post(ASKING, [rosa], house.now) for _ in range(3)]
        plain = await uow.mail.post(saying(), [rosa], house.now)
    for age, notice in ((9, first), (5, second), (1, plain)):
        at = house.now - timedelta(minutes=age)
        await house.set(t.delivery, t.delivery.c.notice_id == notice, state="delivered", ref=str(age), sent_at=at)
    async with house.begin() as uow:
        found = await uow.mail.latest_asked(rosa, house.now - timedelta(hours=1))
        assert found is not None
        assert found.notice_id == second
        assert await uow.mail.latest_asked(rosa, house.now - timedelta(minutes=4)) is None
    assert await house.deliveries(last) == {rosa: "queued"}
