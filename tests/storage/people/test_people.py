"""Persons, contacts, roles and codes, on every kind of database."""

from datetime import timedelta

import pytest

from alerts.incidents.incident import PickedBy, Reply, Report, VerifierState
from alerts.incidents.ports import ANSWERS, INCIDENTS, REPORTS, VERIFICATIONS
from alerts.joining.ports import CODES, LINKED_CONTACTS
from alerts.people.code import Code
from alerts.people.person import DESK, Grant, Role
from alerts.places.place import Place
from alerts.upkeep.ports import PURGE
from alerts.work.conversations import KeptStep
from storage.core import core_tables as t
from tests.storage.house import HOLYOKE, NORTHAMPTON, House, saying


async def test_who_wrote_once_is_found_again_by_line_and_address(house: House) -> None:
    person, contact = await house.someone("501", line=house.telegram)
    async with house.begin() as uow:
        found = await uow.people.find(house.telegram, "501")
        assert found is not None
        assert (found[0].id, found[1]) == (person.id, contact)
        assert (contact.transport, contact.address, contact.reachable) == ("telegram", "501", True)
        assert await uow.people.find(house.signal, "501") is None
        assert await uow.people.find(house.telegram, "5011") is None


async def test_one_address_on_two_lines_is_two_persons_until_they_are_linked(house: House) -> None:
    one, _ = await house.someone("501", line=house.telegram)
    other, _ = await house.someone("501", line=house.signal)
    assert one.id != other.id


async def test_who_writes_can_be_reached_again(house: House) -> None:
    person, contact = await house.someone("501")
    async with house.begin() as uow:
        await uow.contacts.unreachable(contact.id)
        await uow.people.stop(person.id, house.now)
    house.forward(hours=1)
    async with house.begin() as uow:
        await uow.contacts.heard(contact, house.now)
    async with house.begin() as uow:
        found = await uow.people.find(house.telegram, "501")
    assert found is not None
    assert found[1].reachable
    assert found[0].stopped_at is not None, "a thank you is no wish to hear more"
    async with house.begin() as uow:
        await uow.people.resume(person.id)
    async with house.begin() as uow:
        back = await uow.people.get(person.id)
    assert back is not None
    assert back.stopped_at is None
    [row] = await house.rows(t.person, t.person.c.id == person.id)
    assert row.seen_at == house.now


async def test_the_contact_heard_last_comes_first(house: House) -> None:
    person, first = await house.someone("501")
    house.forward(minutes=1)
    other, second = await house.someone("u-1", line=house.signal)
    async with house.begin() as uow:
        await uow.people.merge(person.id, other.id, house.now)
        assert [c.id for c in await uow.contacts.of(person.id)] == [second.id, first.id]
    house.forward(minutes=1)
    async with house.begin() as uow:
        await uow.contacts.heard(first, house.now)
        assert [c.id for c in await uow.contacts.of(person.id)] == [first.id, second.id]


async def test_a_role_is_given_once_and_taken_with_its_town(house: House) -> None:
    rosa, _ = await house.someone("501", (Role.MEMBER, NORTHAMPTON), (Role.MEMBER, NORTHAMPTON))
    async with house.begin() as uow:
        await uow.grants.give(rosa.id, Role.RESPONDER, HOLYOKE, house.now)
        await uow.grants.give(rosa.id, Role.COORDINATOR, None, house.now)
        await uow.grants.give(rosa.id, Role.COORDINATOR, None, house.now)
    async with house.begin() as uow:
        person = await uow.people.get(rosa.id)
        assert person is not None
        assert sorted((g.role, g.town_id) for g in person.grants if g.town_id) == [
            (Role.MEMBER, NORTHAMPTON),
            (Role.RESPONDER, HOLYOKE),
        ]
        assert len(person.grants) == 3
        await uow.grants.take(rosa.id, NORTHAMPTON)
    async with house.begin() as uow:
        person = await uow.people.get(rosa.id)
        assert person is not None
        assert person.roles_in(NORTHAMPTON) == {Role.COORDINATOR}
        assert person.roles_in(HOLYOKE) == {Role.COORDINATOR, Role.RESPONDER}


async def test_with_role_finds_whom_has_says(house: House) -> None:
    everyone = [
        await house.someone("1", (Role.DISPATCHER, NORTHAMPTON)),
        await house.someone("2", (Role.DISPATCHER, HOLYOKE), (Role.MEMBER, NORTHAMPTON)),
        await house.someone("3", (Role.COORDINATOR, None), (Role.COORDINATOR, NORTHAMPTON)),
        await house.someone("4", (Role.MEMBER, NORTHAMPTON)),
        await house.someone("5"),
    ]
    gone, _ = await house.someone("6", (Role.DISPATCHER, NORTHAMPTON))
    await house.set(t.person, t.person.c.id == gone.id, stopped_at=house.now)
    async with house.begin() as uow:
        for town in (NORTHAMPTON, HOLYOKE, None):
            found = [person.id for person in await uow.people.with_role(DESK, town)]
            assert found == [p.id for p, _ in everyone if p.has(DESK, town)]


async def test_who_stops_leaves_no_role_and_no_name(house: House) -> None:
    rosa, contact = await house.someone("501", (Role.MEMBER, NORTHAMPTON))
    async with house.begin() as uow:
        await uow.people.consent(rosa.id, "Rosa", house.now)
        before = await uow.people.get(rosa.id)
        await uow.people.stop(rosa.id, house.now)
        after = await uow.people.get(rosa.id)
    assert before is not None
    assert after is not None
    assert (before.name, before.consented_at) == ("Rosa", house.now)
    assert (after.name, after.consented_at, after.stopped_at, after.grants) == ("", None, house.now, ())
    async with house.begin() as uow:
        await uow.mail.to_person(rosa.id, saying(), house.now)
    assert await house.rows(t.delivery, t.delivery.c.contact_id == contact.id) == []


async def code(house: House, words: str = "ABC", **changes: object) -> Code:
    given: dict[str, object] = {"id": 0, "purpose": "invite", "expires_at": house.now + timedelta(days=1)}
    async with house.begin() as uow:
        await CODES(uow).add(Code(**(given | changes)), words)  # type: ignore[arg-type]  # as the fields are
        found = await CODES(uow).find(str((given | changes)["purpose"]), words)
    assert found is not None
    return found


async def test_a_code_is_found_by_its_words_and_purpose_and_used_once(house: House) -> None:
    made = await code(house, role=Role.MEMBER, town_id=NORTHAMPTON)
    assert (made.role, made.town_id, made.person_id, made.used_at) == (Role.MEMBER, NORTHAMPTON, None, None)
    async with house.begin() as uow:
        assert await CODES(uow).find("link", "ABC") is None
        assert await CODES(uow).find("invite", "ABD") is None
        assert await CODES(uow).use(made.id, house.now)
        assert not await CODES(uow).use(made.id, house.now)
        used = await CODES(uow).find("invite", "ABC")
    assert used is not None
    assert used.used_at == house.now


async def test_a_code_for_several_is_used_so_often_and_remembers_who_joined_by_it(house: House) -> None:
    made = await code(house, uses=2)
    rosa, _ = await house.someone("501")
    luis, _ = await house.someone("502")
    async with house.begin() as uow:
        for person in (rosa, rosa, luis):
            await CODES(uow).opened(made.id, person.id)
        assert [await CODES(uow).use(made.id, house.now) for _ in range(3)] == [True, True, False]
        await CODES(uow).joined(made.id, rosa.id, house.now)
        assert [await CODES(uow).has_joined(made.id, person.id) for person in (rosa, luis)] == [True, False]
        used = await CODES(uow).get(made.id)
    assert used is not None
    assert (used.left, used.used_at) == (0, house.now)


async def test_whoever_opened_a_code_takes_it_along_neither_when_suspended_nor_when_purged(house: House) -> None:
    made = await code(house, uses=2)
    rosa, _ = await house.someone("501", (Role.MEMBER, NORTHAMPTON))
    async with house.begin() as uow:
        stranger = await uow.people.add(house.telegram, "777", house.now)
        for person_id in (rosa.id, stranger[0].id):
            await CODES(uow).opened(made.id, person_id)
        await uow.people.suspend(rosa.id, None, house.now)
        await PURGE(uow).strangers(house.now + timedelta(days=1000))
    async with house.begin() as uow:
        assert await uow.people.get(stranger[0].id) is None
        assert await CODES(uow).get(made.id) is not None


async def test_the_words_of_a_code_are_nowhere(plain_house: House) -> None:
    await code(plain_house, "WXYZ23456789")
    [row] = await plain_house.rows(t.code)
    assert all(
        "WXYZ" not in str(value) and b"WXYZ" not in (value if isinstance(value, bytes) else b"") for value in row
    )


async def test_two_persons_become_one_and_nothing_of_theirs_is_lost(house: House) -> None:
    """Dana works the desk on Telegram and links the Signal she also used."""
    keep, _ = await house.someone("u-1", line=house.signal)
    gone, telegram = await house.someone("501", (Role.DISPATCHER, NORTHAMPTON), language="es")
    incident = await house.incident()
    invited = await code(house)
    async with house.begin() as uow:
        await uow.people.consent(gone.id, "Dana", house.now)
        await CODES(uow).joined(invited.id, gone.id, house.now)
        held = await INCIDENTS(uow).change(incident, holder_id=gone.id, observer_id=gone.id)
        [look] = await VERIFICATIONS(uow).add(incident.id, {gone.id: PickedBy.OWN_TOWN}, 1, house.now)
        await ANSWERS(uow).save(incident.id, gone.id, Reply.ON_MY_WAY, house.now)
        report = await REPORTS(uow).add(
            Report(
                id=0,
                incident_id=incident.id,
                person_id=gone.id,
                contact_id=telegram.id,
                number=1,
                verified=True,
                first_hand=True,
                received_at=house.now,
                words="",
                language=None,
                place=Place(),
            )
        )
        await uow.people.merge(keep.id, gone.id, house.now)
    assert held is not None
    async with house.begin() as uow:
        dana = await uow.people.get(keep.id)
        assert await uow.people.get(gone.id) is None
        assert dana is not None
        assert dana.has(DESK, NORTHAMPTON)
        assert (dana.name, dana.consented_at) == ("Dana", house.now)
        assert {c.address for c in await uow.contacts.of(keep.id)} == {"501", "u-1"}
        now = await INCIDENTS(uow).get(incident.id)
        assert now is not None
        assert (now.holder_id, now.observer_id) == (keep.id, keep.id)
        assert [v.person_id for v in await VERIFICATIONS(uow).of(incident.id)] == [keep.id]
        assert await VERIFICATIONS(uow).get(look.id) is not None
        assert await ANSWERS(uow).of(incident.id) == {keep.id: Reply.ON_MY_WAY}
        moved = await REPORTS(uow).get(report.id)
        assert moved is not None
        assert moved.person_id == keep.id
        assert await CODES(uow).has_joined(invited.id, keep.id)


async def test_where_both_were_asked_the_answer_of_who_stays_counts(house: House) -> None:
    keep, _ = await house.someone("u-1", line=house.signal)
    gone, _ = await house.someone("501")
    incident = await house.incident()
    async with house.begin() as uow:
        [mine] = await VERIFICATIONS(uow).add(incident.id, {keep.id: PickedBy.OWN_TOWN}, 1, house.now)
        await VERIFICATIONS(uow).record(mine.id, VerifierState.SEEN, house.now, None)
        await VERIFICATIONS(uow).add(incident.id, {gone.id: PickedBy.OWN_TOWN}, 1, house.now)
        await uow.people.merge(keep.id, gone.id, house.now)
        [look] = await VERIFICATIONS(uow).of(incident.id)
    assert (look.id, look.state) == (mine.id, VerifierState.SEEN)


@pytest.mark.parametrize("which", ["itself", "nobody"])
async def test_joining_with_oneself_or_nobody_does_no_harm(house: House, which: str) -> None:
    rosa, _ = await house.someone("501", (Role.MEMBER, NORTHAMPTON))
    async with house.begin() as uow:
        await uow.people.merge(rosa.id, rosa.id if which == "itself" else 1, house.now)
        await uow.people.merge(1, rosa.id, house.now)
        assert await uow.people.get(rosa.id) == rosa
        assert len(await uow.contacts.of(rosa.id)) == 1


async def test_a_step_of_a_conversation_is_kept_replaced_and_left(house: House) -> None:
    rosa, _ = await house.someone("501")
    luis, _ = await house.someone("502")
    async with house.begin() as uow:
        assert await uow.conversations.step(rosa.id) is None
        await uow.conversations.go(rosa.id, "report", {"report": 7, "words": "Tomás 🚨"}, house.now)
        await uow.conversations.go(luis.id, "offer", {}, house.now)
    house.forward(minutes=1)
    async with house.begin() as uow:
        assert await uow.conversations.step(rosa.id) == KeptStep(
            name="report", data={"report": 7, "words": "Tomás 🚨"}, since=house.now - timedelta(minutes=1)
        )
        await uow.conversations.go(rosa.id, "consent", {"code": ""}, house.now)
        assert await uow.conversations.step(rosa.id) == KeptStep(name="consent", data={"code": ""}, since=house.now)
        await uow.conversations.leave(rosa.id)
        assert await uow.conversations.step(rosa.id) is None
        assert await uow.conversations.step(luis.id) == KeptStep(
            name="offer", data={}, since=house.now - timedelta(minutes=1)
        )


async def test_the_roles_of_who_is_suspended_rest_and_come_back_as_they_were(house: House) -> None:
    dana, _ = await house.someone("501", (Role.DISPATCHER, NORTHAMPTON), (Role.RESPONDER, None))
    cora, _ = await house.someone("502", (Role.COORDINATOR, NORTHAMPTON))
    before = dana.grants
    async with house.begin() as uow:
        assert await uow.people.suspend(dana.id, cora.id, house.now)
        assert not await uow.people.suspend(dana.id, None, house.now), "the first counts"
    async with house.begin() as uow:
        resting = await uow.people.get(dana.id)
        assert resting is not None
        assert (resting.suspended, resting.suspended_by_id, resting.grants) == (True, cora.id, ())
        assert [one.id for one in await uow.people.with_role(DESK, NORTHAMPTON)] == [cora.id]
        assert [(one.id, set(roles)) for one, roles in await uow.people.suspended()] == [(dana.id, set(before))]
        await uow.grants.give(dana.id, Role.COORDINATOR, NORTHAMPTON, house.now)
        await uow.grants.give(dana.id, Role.RESPONDER, None, house.now)
        assert (await uow.people.get(dana.id) or dana).grants == (), "whatever is given meanwhile rests too"
        assert await uow.grants.take_role(dana.id, Role.DISPATCHER, NORTHAMPTON)
        assert not await uow.grants.take_role(dana.id, Role.DISPATCHER, NORTHAMPTON)
    async with house.begin() as uow:
        assert await uow.people.lift(dana.id)
        assert not await uow.people.lift(dana.id)
    async with house.begin() as uow:
        back = await uow.people.get(dana.id)
        assert back is not None
        assert not back.suspended
        assert {*back.grants} == {Grant(Role.RESPONDER, None), Grant(Role.COORDINATOR, NORTHAMPTON)}
    assert await house.rows(t.resting_grant) == []


async def test_a_suspension_ends_codes_and_outlives_a_merge_and_the_purge(house: House) -> None:
    dana, _ = await house.someone("501", (Role.DISPATCHER, NORTHAMPTON))
    leo, _ = await house.someone("u-1", (Role.DISPATCHER, NORTHAMPTON), line=house.signal)
    soon = house.now + timedelta(hours=1)
    async with house.begin() as uow:
        await CODES(uow).add(Code(id=0, purpose="link", person_id=dana.id, expires_at=soon), "THEIRS")
        await CODES(uow).add(Code(id=0, purpose="invite", made_by_id=dana.id, expires_at=soon), "MADE")
        await CODES(uow).add(Code(id=0, purpose="invite", made_by_id=leo.id, expires_at=soon), "OTHER")
        await uow.people.suspend(dana.id, None, house.now)
        assert await CODES(uow).find("link", "THEIRS") is None
        assert await CODES(uow).find("invite", "MADE") is None
        assert await CODES(uow).find("invite", "OTHER") is not None
    async with house.begin() as uow:
        await PURGE(uow).strangers(house.now + timedelta(days=1000))
        assert await uow.people.get(dana.id) is not None
        await uow.people.merge(leo.id, dana.id, house.now)
    async with house.begin() as uow:
        both = await uow.people.get(leo.id)
        assert both is not None
        assert (both.suspended, both.grants) == (True, ())


async def test_a_contact_is_parted_into_a_person_without_roles_and_name(house: House) -> None:
    dana, _ = await house.someone("501", (Role.DISPATCHER, NORTHAMPTON), language="es")
    other, contact = await house.someone("u-1", line=house.signal)
    had = (Grant(Role.MEMBER, NORTHAMPTON), Grant(Role.MEMBER, None))
    async with house.begin() as uow:
        await uow.people.consent(dana.id, "Dana", house.now)
        await uow.people.merge(dana.id, other.id, house.now)
        await LINKED_CONTACTS(uow).add(
            [contact.id], [Grant(Role.MEMBER, NORTHAMPTON), Grant(Role.MEMBER, None)], house.now
        )
    async with house.begin() as uow:
        [link] = await LINKED_CONTACTS(uow).of(dana.id)
        assert (link.contact_id, link.linked_at) == (contact.id, house.now)
        assert link.had == had
        parted = await uow.people.part([contact.id], house.now, agreed=True)
        assert (parted.grants, parted.language, parted.name, parted.consented_at) == ((), "es", "", house.now)
        assert [one.person_id for one in await uow.contacts.of(parted.id)] == [parted.id]
        assert len(await uow.contacts.of(dana.id)) == 1
        assert (await uow.people.get(dana.id) or parted).grants == dana.grants
        assert [one.contact_id for one in await LINKED_CONTACTS(uow).of(parted.id)] == [contact.id]
        await LINKED_CONTACTS(uow).end([contact.id])
        assert await LINKED_CONTACTS(uow).of(parted.id) == []
