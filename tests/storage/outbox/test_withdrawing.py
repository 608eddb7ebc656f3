"""What is on its way to somebody who lost a role is withdrawn, on every kind of database."""

import pytest

from alerts.document import Document
from alerts.notices import Kind, Notice
from alerts.people.person import COORDINATOR, OVERSIGHT, Grant, Person, Role
from storage.core import core_tables as t
from storage.outbox import holders_codec
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


def _coordinates(*towns: int | None) -> tuple[Grant, ...]:
    return tuple(Grant(Role.COORDINATOR, town) for town in towns)


FOR_HOLDERS: dict[str, tuple[Notice, tuple[Grant, ...], bool]] = {
    "nobody's": (saying(), (), True),
    "of any town, none": (saying().only(COORDINATOR), (), False),
    "of any town, a member": (saying().only(COORDINATOR), (Grant(Role.MEMBER, NORTHAMPTON),), False),
    "of any town, another": (saying().only(COORDINATOR, None), _coordinates(HOLYOKE), True),
    "of this town": (saying().only(COORDINATOR, NORTHAMPTON), _coordinates(NORTHAMPTON), True),
    "of another": (saying().only(COORDINATOR, NORTHAMPTON), _coordinates(HOLYOKE), False),
    "of both, one": (saying().only(COORDINATOR, NORTHAMPTON, HOLYOKE), _coordinates(NORTHAMPTON), False),
    "of both, both": (saying().only(COORDINATOR, NORTHAMPTON, HOLYOKE), _coordinates(NORTHAMPTON, HOLYOKE), True),
    "of both, all": (saying().only(COORDINATOR, NORTHAMPTON, HOLYOKE), _coordinates(None), True),
    "either role": (saying().only(OVERSIGHT), (Grant(Role.COMMITTEE, None),), True),
    "a dispatcher": (saying().only(OVERSIGHT), (Grant(Role.DISPATCHER, None),), False),
}


@pytest.mark.parametrize("name", FOR_HOLDERS)
async def test_what_is_for_whoever_holds_a_role_goes_to_nobody_else(house: House, name: str) -> None:
    notice, grants, goes = FOR_HOLDERS[name]
    pat, contact = await house.someone("501")
    _, other = await house.someone("502")
    async with house.begin() as uow:
        notice_id = await uow.mail.post(notice, [contact.id, other.id], house.now)
        await uow.mail.withdraw_beyond_roles(Person(id=pat.id, language="en", grants=grants))
    assert await house.deliveries(notice_id) == {contact.id: "queued" if goes else "withdrawn", other.id: "queued"}


async def test_what_is_being_sent_as_the_role_is_lost_is_not_tried_again(house: House) -> None:
    pat, contact = await house.someone("501")
    incident = await house.incident()
    async with house.begin() as uow:
        page = await uow.mail.post(saying().only(COORDINATOR), [contact.id], house.now)
        ask = await uow.mail.post(saying(kind=Kind.ASK, subject_id=incident.id), [contact.id], house.now)
    ids = [page, ask]
    await house.set(t.delivery, t.delivery.c.notice_id.in_(ids), state="sending")
    async with house.begin() as uow:
        await uow.mail.withdraw_beyond_roles(pat)
    rows = await house.rows(t.delivery, t.delivery.c.notice_id.in_(ids))
    assert {row.state for row in rows} == {"sending"}
    assert all(row.expires_at is not None and row.expires_at <= house.now for row in rows), "the next try is too late"


async def test_a_file_that_goes_to_nobody_is_kept_no_more(house: House) -> None:
    pat, contact = await house.someone("501")
    document = Document(name="list.zip", media_type="application/zip", content=b"x")
    kept, ids = {}, {}
    async with house.begin() as uow:
        for name, whom in {"theirs": COORDINATOR, "a subscriber's": frozenset({Role.SUBSCRIBER})}.items():
            ids[name] = await uow.mail.post(saying(document=document).only(whom), [contact.id], house.now)
        subscribes = Person(id=pat.id, language="en", grants=(Grant(Role.SUBSCRIBER, NORTHAMPTON),))
        await uow.mail.withdraw_beyond_roles(subscribes)
    for name, notice_id in ids.items():
        [row] = await house.rows(t.notice, t.notice.c.id == notice_id)
        kept[name] = "document" in house.store.vault.open_json("notice", "content", row.id, row.content)
    assert kept == {"theirs": False, "a subscriber's": True}


def test_a_role_that_this_program_does_not_know_is_nobodys() -> None:
    someone = Person(id=1, language="en", grants=tuple(Grant(role, None) for role in Role))
    assert not holders_codec.are_met("archivist@", someone)
    assert holders_codec.are_met("archivist,member@", someone)
