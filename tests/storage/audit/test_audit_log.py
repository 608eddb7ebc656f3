"""The audit log: found by person, town and incident, counted, and purged; on every database."""

from datetime import timedelta

from alerts.audit.deed import Action, Deed
from alerts.audit.ports import AUDIT_LOG, MOST, AuditFilter
from alerts.people.person import Role
from tests.storage.house import HOLYOKE, NORTHAMPTON, House

CORA, DANA = 7_000_123_456, 7_000_654_321


async def _filled(house: House) -> None:
    deeds = (
        Deed(action=Action.CLAIMED, by_id=DANA, town_id=NORTHAMPTON, incident=12),
        Deed(action=Action.SUSPENDED, by_id=CORA, whom_id=DANA),
        Deed(action=Action.ROLE_TAKEN, by_id=None, whom_id=DANA, role=Role.DISPATCHER, town_id=HOLYOKE),
        Deed(action=Action.DISMISSED, by_id=CORA, incident=13),
    )
    for deed in deeds:
        async with house.begin() as uow:
            await AUDIT_LOG(uow).add(deed, house.now)
        house.forward(minutes=1)


async def _actions(house: House, which: AuditFilter) -> list[Action]:
    async with house.begin() as uow:
        return [entry.deed.action for entry in await AUDIT_LOG(uow).newest(which, 10)]


async def test_an_entry_is_kept_as_it_was_and_found_by_whom_it_concerns(house: House) -> None:
    await _filled(house)
    assert await _actions(house, AuditFilter(person_id=DANA)) == [Action.ROLE_TAKEN, Action.SUSPENDED, Action.CLAIMED]
    assert await _actions(house, AuditFilter(town_id=HOLYOKE)) == [Action.ROLE_TAKEN]
    assert await _actions(house, AuditFilter(incident=12)) == [Action.CLAIMED]
    assert await _actions(house, AuditFilter(incident=MOST)) == []
    async with house.begin() as uow:
        [taken] = await AUDIT_LOG(uow).newest(AuditFilter(town_id=HOLYOKE), 1)
        whole = await AUDIT_LOG(uow).oldest(AuditFilter())
        earlier = await AUDIT_LOG(uow).newest(AuditFilter(), 10, before=taken.id)
    assert taken.deed == Deed(action=Action.ROLE_TAKEN, by_id=None, whom_id=DANA, role=Role.DISPATCHER, town_id=HOLYOKE)
    assert [one.deed.action for one in whole[:2]] == [Action.CLAIMED, Action.SUSPENDED]
    assert [one.deed.action for one in earlier] == [Action.SUSPENDED, Action.CLAIMED]


async def test_within_a_town_what_concerns_no_town_is_seen_but_no_incident_of_an_unknown_one(house: House) -> None:
    await _filled(house)
    assert await _actions(house, AuditFilter(within=frozenset({NORTHAMPTON}))) == [Action.SUSPENDED, Action.CLAIMED]
    assert await _actions(house, AuditFilter(within=frozenset())) == [Action.SUSPENDED]


async def test_persons_are_found_by_their_last_digits(house: House) -> None:
    await _filled(house)
    async with house.begin() as uow:
        assert await AUDIT_LOG(uow).persons() == {CORA, DANA}
        assert await AUDIT_LOG(uow).persons("123456") == {CORA}
        assert await AUDIT_LOG(uow).persons("%") == frozenset()
        assert await AUDIT_LOG(uow).persons("654321", frozenset({HOLYOKE})) == {DANA}


async def test_it_counts_and_forgets(house: House) -> None:
    began = house.now
    await _filled(house)
    async with house.begin() as uow:
        counts = await AUDIT_LOG(uow).counts(began, began + timedelta(minutes=2))
        assert counts == {Action.CLAIMED: 1, Action.SUSPENDED: 1}
        await AUDIT_LOG(uow).purge(began + timedelta(minutes=3))
    assert await _actions(house, AuditFilter()) == [Action.DISMISSED]
