"""What is on its way to somebody who lost a role is withdrawn, on every kind of database."""

import pytest

from alerts.notices import Kind
from alerts.people.person import Grant, Person, Role
from storage.core import core_tables as t
from tests.storage.house import HOLYOKE, NORTHAMPTON, House, saying

EVERYWHERE = Grant(Role.DISPATCHER, None)
ROLES: dict[str, tuple[tuple[Grant, ...], set[str]]] = {
    "none": ((), {"a reply of ours", "the end"}),
    "a subscriber": ((Grant(Role.SUBSCRIBER, NORTHAMPTON),), {"a reply of ours", "the end", "alert"}),
    "a responder": ((Grant(Role.RESPONDER, NORTHAMPTON),), {"a reply of ours", "the end", "alert", "ask"}),
    "elsewhere": ((Grant(Role.DISPATCHER, HOLYOKE),), {"a reply of ours", "the end", "no town"}),
    "everywhere": ((EVERYWHERE,), {"a reply of ours", "the end", "alert", "ring", "card", "no town"}),
}


@pytest.mark.parametrize("name", ROLES)
async def test_only_what_their_roles_allow_is_sent(house: House, name: str) -> None:
    grants, kept = ROLES[name]
    pat, contact = await house.someone("501", *((one.role, one.town_id) for one in grants))
    leo, other = await house.someone("502", (Role.DISPATCHER, NORTHAMPTON))
    here = await house.incident()
    nowhere = await house.incident(town_id=None)
    notices = {
        "a reply of ours": saying(),
        "the end": saying(kind=Kind.CLOSING, subject_id=here.id),
        "alert": saying(kind=Kind.ALERT, subject_id=here.id),
        "ask": saying(kind=Kind.ASK, subject_id=here.id),
        "ring": saying(subject_id=here.id),
        "card": saying(kind=Kind.CARD, subject_id=here.id),
        "no town": saying(kind=Kind.CARD, subject_id=nowhere.id),
    }
    ids = {}
    async with house.begin() as uow:
        for what, notice in notices.items():
            ids[what] = await uow.mail.post(notice, [contact.id, other.id], house.now)
        await uow.mail.withdraw_beyond_roles(Person(id=pat.id, language="en", grants=grants))
    states = {what: await house.deliveries(notice_id) for what, notice_id in ids.items()}
    assert {what for what, found in states.items() if found[contact.id] == "queued"} == kept
    assert {found[other.id] for found in states.values()} == {"queued"}, "another's are left alone"
    assert leo.id != pat.id


async def test_a_card_that_was_shown_is_shown_no_more_and_what_was_told_stays_told(house: House) -> None:
    pat, contact = await house.someone("501")
    incident = await house.incident()
    ids = {}
    async with house.begin() as uow:
        for kind in (Kind.CARD, Kind.ALERT, Kind.REPLY):
            ids[kind] = await uow.mail.post(saying(kind=kind, subject_id=incident.id), [contact.id], house.now)
    await house.delivered([contact.id])
    async with house.begin() as uow:
        await uow.mail.withdraw_beyond_roles(pat)
    states = {kind: (await house.deliveries(notice_id))[contact.id] for kind, notice_id in ids.items()}
    assert states == {Kind.CARD: "withdrawn", Kind.ALERT: "delivered", Kind.REPLY: "delivered"}


async def test_what_may_have_arrived_stays_unknown(house: House) -> None:
    pat, contact = await house.someone("501")
    incident = await house.incident()
    async with house.begin() as uow:
        notice_id = await uow.mail.post(saying(kind=Kind.ALERT, subject_id=incident.id), [contact.id], house.now)
    await house.set(t.delivery, t.delivery.c.notice_id == notice_id, repeat=True)
    async with house.begin() as uow:
        await uow.mail.withdraw_beyond_roles(pat)
    assert await house.deliveries(notice_id) == {contact.id: "unknown"}
