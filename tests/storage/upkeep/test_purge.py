"""Keeping little: what goes, what stays, and when."""

from datetime import timedelta

import pytest
from sqlmodel import SQLModel

from alerts.areas import DUTIES
from alerts.incidents.incident import Incident, PickedBy, Reply, State
from alerts.incidents.ports import ANSWERS, INCIDENTS, REPORTS, VERIFICATIONS
from alerts.joining.ports import CODES
from alerts.lines.ports import LINES
from alerts.notices import Kind
from alerts.people.code import Code
from alerts.people.person import Role
from alerts.places.place import Place
from alerts.upkeep.ports import PURGE
from alerts.work.deadline import Deadline
from storage.core import core_tables as t
from storage.inbox.inbox import Arrived, keep
from storage.incidents.tables import incident as incident_table
from tests.storage.house import NORTHAMPTON, House, alert, saying
from tests.storage.incidents.test_incidents import reported

DAY = timedelta(days=1)


async def ended(house: House, **changes: object) -> tuple[Incident, int]:
    """A closed incident with everything an incident has, and the contact who reported it."""
    incident = await house.incident()
    rosa, contact = await house.someone(f"rosa of {incident.number}", (Role.RESPONDER, NORTHAMPTON))
    others = [(await house.someone(f"{incident.number}:{n}"))[1].id for n in range(3)]
    async with house.begin() as uow:
        await REPORTS(uow).add(
            reported(incident, person_id=rosa.id, contact_id=contact.id, facts={"kind": "see"}, verified=True)
        )
        await VERIFICATIONS(uow).add(incident.id, {rosa.id: PickedBy.OWN_TOWN}, 1, house.now)
        await ANSWERS(uow).save(incident.id, rosa.id, Reply.ON_MY_WAY, house.now)
        await uow.mail.post(alert(incident.id), [contact.id, *others], house.now)
        await uow.mail.post(saying(kind=Kind.CARD, subject_id=incident.id), [contact.id], house.now)
        given = {"state": State.CLOSED, "closed_at": house.now, "holder_id": rosa.id, "observer_id": rosa.id}
        closed = await INCIDENTS(uow).change(incident, **(given | changes))
    await house.delivered([contact.id, *others[:2]])
    assert closed is not None
    return closed, contact.id


async def test_an_incident_decays_to_town_times_and_counts(house: House) -> None:
    incident, contact = await ended(house)
    other, _ = await ended(house)
    async with house.begin() as uow:
        await INCIDENTS(uow).purge(incident.id, house.now + 7 * DAY)
    async with house.begin() as uow:
        found = await INCIDENTS(uow).get(incident.id)
        assert found is not None
        assert found.place == Place()
        assert (found.holder_id, found.observer_id, found.card_id) == (None, None, None)
        assert (found.number, found.town_id, found.state) == (incident.number, NORTHAMPTON, State.CLOSED)
        assert (found.opened_at, found.closed_at) == (incident.opened_at, incident.closed_at)
        [report] = await REPORTS(uow).of(incident.id)
        assert (report.words, report.place, report.facts) == ("", Place(), {})
        assert (report.person_id, report.contact_id) == (None, None)
        assert (report.number, report.verified, report.received_at) == (1, True, house.now)
        assert await VERIFICATIONS(uow).of(incident.id) == []
        assert await ANSWERS(uow).of(incident.id) == {}
        untouched = await INCIDENTS(uow).get(other.id)
        assert untouched == other
        [kept] = await REPORTS(uow).of(other.id)
        assert kept.words == "two vans"
    [row] = await house.rows(incident_table, incident_table.c.id == incident.id)
    assert (row.told, row.went, row.purged_at) == (3, 1, house.now + 7 * DAY)
    assert await house.rows(t.notice, t.notice.c.subject_id == incident.id) == []
    left = {row.notice_id for row in await house.rows(t.delivery)}
    assert left == {row.id for row in await house.rows(t.notice, t.notice.c.subject_id == other.id)}
    assert contact


async def test_what_was_merged_into_it_decays_with_it(house: House) -> None:
    parent, _ = await ended(house)
    child, _ = await ended(house, state=State.MERGED, merged_into_id=parent.id)
    deep, _ = await ended(house, state=State.MERGED, merged_into_id=child.id)
    async with house.begin() as uow:
        await DUTIES.of["purge incident"](uow, house.now, parent.id)
    for incident in (parent, child, deep):
        [row] = await house.rows(incident_table, incident_table.c.id == incident.id)
        assert (row.place, row.told, row.purged_at) == (None, 3, house.now)


async def test_old_letters_lose_their_contents(house: House) -> None:
    closed, contact = await ended(house)
    open_one = await house.incident()
    async with house.begin() as uow:
        free = await uow.mail.post(saying(), [contact], house.now)
        told = await uow.mail.post(alert(open_one.id), [contact], house.now)
        card = await uow.mail.post(saying(kind=Kind.CARD, subject_id=open_one.id), [contact], house.now)
        arrived = Arrived(line_id=house.telegram, dedup="1", sender="501", sent_at=house.now, body={"text": "x"})
        await keep(uow.session, house.store.vault, [arrived], house.now)
        await uow.conversations.go(
            (await uow.people.with_role(frozenset({Role.RESPONDER}), None))[0].id, "x", {}, house.now
        )
    house.forward(days=3, seconds=1)
    async with house.begin() as uow:
        fresh = await uow.mail.post(saying(), [contact], house.now)
        later = Arrived(line_id=house.telegram, dedup="2", sender="501", sent_at=house.now, body={"text": "y"})
        await keep(uow.session, house.store.vault, [later], house.now)
        await PURGE(uow).mail(house.now - 3 * DAY)
    content = {row.id: row.content is not None for row in await house.rows(t.notice)}
    assert free not in content
    assert content[fresh]
    assert content[card], "the card of what is open must stay to be edited"
    assert not content[told]
    assert await house.deliveries(told) == {contact: "queued"}, "who was told must hear the end"
    assert not any(content[row.id] for row in await house.rows(t.notice, t.notice.c.subject_id == closed.id))
    assert [row.received_at for row in await house.rows(t.inbox)] == [house.now]
    assert await house.rows(t.step) == []


@pytest.mark.parametrize(
    ("expires", "used", "stays"), [(1, None, True), (-4, None, False), (9, -4, False), (9, -1, True), (-1, None, True)]
)
async def test_codes_that_are_past_go(house: House, expires: int, used: int | None, stays: bool) -> None:
    async with house.begin() as uow:
        await CODES(uow).add(Code(id=0, purpose="invite", expires_at=house.now + expires * DAY), "ABC")
    if used is not None:
        await house.set(t.code, used_at=house.now + used * DAY)
    async with house.begin() as uow:
        await PURGE(uow).mail(house.now - 3 * DAY)
        assert (await CODES(uow).find("invite", "ABC") is not None) is stays


async def test_deadlines_that_are_past_go_and_those_that_wait_stay(house: House) -> None:
    for n, state in enumerate(("pending", "fired", "called off", "aside")):
        async with house.begin() as uow:
            await uow.deadlines.set(Deadline("card"), n + 1, house.now - 4 * DAY)
        await house.set(t.deadline, t.deadline.c.subject_id == n + 1, state=state)
    async with house.begin() as uow:
        await PURGE(uow).mail(house.now - 3 * DAY)
    assert sorted(row.state for row in await house.rows(t.deadline)) == ["aside", "pending"]


async def test_who_never_joined_is_forgotten_with_everything_of_theirs(house: House) -> None:
    stranger, contact = await house.someone("501")
    member, _ = await house.someone("502", (Role.SUBSCRIBER, NORTHAMPTON))
    async with house.begin() as uow:
        await uow.conversations.go(stranger.id, "report", {}, house.now)
        await uow.mail.post(saying(), [contact.id], house.now)
    house.forward(days=3)
    late, _ = await house.someone("503")
    house.forward(seconds=1)
    async with house.begin() as uow:
        await PURGE(uow).strangers(house.now - 3 * DAY)
        assert await uow.people.find(house.telegram, "501") is None
        assert await uow.people.get(stranger.id) is None
        assert await uow.people.get(member.id) == member
        assert await uow.people.get(late.id) == late
    assert await house.rows(t.delivery) == await house.rows(t.step) == []
    assert contact.id not in {row.id for row in await house.rows(t.contact)}


async def test_a_stranger_is_kept_until_what_they_reported_or_were_told_of_is_over(house: House) -> None:
    reporter, contact = await house.someone("501")
    told, its = await house.someone("502")
    incident = await house.incident()
    async with house.begin() as uow:
        await REPORTS(uow).add(reported(incident, person_id=reporter.id, contact_id=contact.id))
        await uow.mail.post(alert(incident.id), [its.id], house.now)
    house.forward(days=9)
    async with house.begin() as uow:
        await PURGE(uow).strangers(house.now - 3 * DAY)
        assert await uow.people.get(reporter.id) is not None
        assert await uow.people.get(told.id) is not None
        await INCIDENTS(uow).change(incident, state=State.CLOSED, closed_at=house.now)
        await PURGE(uow).strangers(house.now - 3 * DAY)
        assert await uow.people.get(reporter.id) is None
        assert await uow.people.get(told.id) is None
        [report] = await REPORTS(uow).of(incident.id)
        assert (report.person_id, report.words) == (None, "two vans")


async def test_a_dispatcher_who_left_takes_no_incident_along(house: House) -> None:
    dana, _ = await house.someone("501", (Role.DISPATCHER, NORTHAMPTON))
    incident = await house.incident()
    async with house.begin() as uow:
        await INCIDENTS(uow).change(incident, state=State.CLOSED, holder_id=dana.id, closed_at=house.now)
        await uow.people.stop(dana.id, house.now)
    house.forward(days=4)
    async with house.begin() as uow:
        await PURGE(uow).strangers(house.now - 3 * DAY)
        assert await uow.people.get(dana.id) is None
        found = await INCIDENTS(uow).get(incident.id)
    assert found is not None
    assert found.holder_id is None


async def test_the_purge_sets_its_next_round(house: House) -> None:
    async with house.begin() as uow:
        await DUTIES.of["purge mail"](uow, house.now, 0)
    [row] = await house.rows(t.deadline)
    assert (row.kind, row.state) == ("purge mail", "pending")
    assert house.now < row.due_at <= house.now + DAY


async def test_a_deaf_time_is_remembered(house: House) -> None:
    since = house.now - timedelta(minutes=3)
    async with house.begin() as uow:
        await LINES(uow).add_deaf_time(house.signal, since, house.now, house.now)
    [row] = await house.rows(SQLModel.metadata.tables["deaf"])
    assert (row.line_id, row.since, row.until) == (house.signal, since, house.now)
