"""Somebody is in a group of responders who has no role there: the town's coordinators hear it, once of each account."""

from datetime import datetime, timedelta

from alerts.groups import strangers
from alerts.groups.account_purge import schedule_account_purge
from alerts.groups.admission_requests import may_be_in
from alerts.groups.group import Group
from alerts.groups.group_account import AccountStanding, GroupAccount
from alerts.groups.ports import GROUP_ACCOUNTS, GROUPS, MEMBERSHIPS
from alerts.groups.responder_group import ResponderGroup, responder_group, tell_coordinators_of
from alerts.groups.seen_account import SeenAccount
from alerts.groups.taps import LetAccountStay, TakeAccountOut
from alerts.notices import Notice, Text, text
from alerts.people.naming import called
from alerts.people.person import Person
from alerts.trust.announcing import roles_in_words
from alerts.work.unit_of_work import UnitOfWork

MOST_A_DAY = 10
"""Accounts of one group that coordinators are told of one by one within a day; of more only that there are (ours)."""
_KNOWN = (AccountStanding.TOLD, AccountStanding.STAYS, AccountStanding.OUT)


async def seen(uow: UnitOfWork, now: datetime, group: Group | None, account: SeenAccount) -> None:
    """Take note of whom a group of responders shows: with a role there they are a member; else coordinators hear it."""
    found = await responder_group(uow, group)
    if found is None:
        return
    known = await uow.people.find(found.group.line_id, account.address)
    if known is not None and await may_be_in(uow, found, account.address):
        await MEMBERSHIPS(uow).note_joined(found.group.id, known[1].id)
        return
    there = await GROUP_ACCOUNTS(uow).find(found.group.id, account.address)
    if there is not None and there.standing in _KNOWN:
        return
    told = await GROUP_ACCOUNTS(uow).told_since(found.group.id, now - timedelta(days=1))
    contact_id = known[1].id if known is not None else None
    kept = await GROUP_ACCOUNTS(uow).put(found.group.id, account.address, AccountStanding.TOLD, now, contact_id)
    await schedule_account_purge(uow, now)
    if told >= MOST_A_DAY:
        await uow.deadlines.set_latest(strangers.STRANGERS, found.group.id, now)
        return
    await _tell(uow, now, found, account, kept, known[0] if known is not None else None)


async def left(uow: UnitOfWork, line_id: int, chat: str, address: str) -> None:
    """Take note that somebody is out of a group; who comes again without a role is told of again."""
    found = await responder_group(uow, await GROUPS(uow).find(line_id, chat))
    if found is None:
        return
    known = await uow.people.find(line_id, address)
    if known is not None:
        await MEMBERSHIPS(uow).note_left(found.group.id, known[1].id)
    there = await GROUP_ACCOUNTS(uow).find(found.group.id, address)
    if there is not None and there.standing in _KNOWN:
        await GROUP_ACCOUNTS(uow).delete(there.id)


async def _tell(
    uow: UnitOfWork,
    now: datetime,
    found: ResponderGroup,
    account: SeenAccount,
    kept: GroupAccount,
    person: Person | None,
) -> None:
    network = await uow.network()
    who: Text
    if account.is_masked:
        who = text("group.unknown_masked")
    elif account.is_bot:
        who = text("group.unknown_bot")
    elif person is None:
        who = text("group.unknown_to_us")
    elif person.grants:
        who = text("group.unknown_has", roles=roles_in_words(network, person.grants))
    else:
        who = text("group.unknown_no_role")
    parts = [text("group.unknown", title=found.title, town=found.town.name), who]
    if account.name:
        parts.insert(1, text("group.unknown_name", name=called(account.name, 60)))
    parts.append(text("group.unknown_reads"))
    out = TakeAccountOut(kept.id).choice(text("choice.group.out"))
    stay = LetAccountStay(kept.id).choice(text("choice.group.stay"))
    notice = Notice(parts=tuple(parts), choices=((stay,),) if account.is_masked else ((out,), (stay,)))
    await tell_coordinators_of(uow, now, found.town, notice)
