"""Somebody asks to be let into a group of responders: by the role they have when it is answered, not by the link."""

from datetime import datetime, timedelta

from alerts.groups.account_purge import schedule_account_purge
from alerts.groups.group_account import AccountStanding, GroupAccount
from alerts.groups.ports import GROUP_ACCOUNTS, GROUPS, MEMBERSHIPS
from alerts.groups.responder_group import MAY_BE_IN, ResponderGroup, responder_group, tell_coordinators_of
from alerts.notices import Lane, Notice, text
from alerts.trust.banning import is_banned
from alerts.work.deadline import Deadline
from alerts.work.unit_of_work import UnitOfWork

REFUSED = Deadline("group requests refused")
"""Set with the first refusal of a day: then the coordinators hear how many there were."""
DAY = timedelta(days=1)
ASKING = (AccountStanding.ASKS, AccountStanding.ASKS_AGAIN)
_ASKED_TODAY = (AccountStanding.REFUSED, AccountStanding.ASKS_AGAIN)


async def note_request(uow: UnitOfWork, now: datetime, line_id: int, chat: str, address: str) -> None:
    """Remember that this account waits for an answer; in a group of everybody's people answer themselves."""
    found = await responder_group(uow, await GROUPS(uow).find(line_id, chat))
    if found is None:
        return
    known = await GROUP_ACCOUNTS(uow).find(found.group.id, address)
    if known is not None and known.standing is AccountStanding.OUT:
        return
    if known is not None and known.standing in _ASKED_TODAY and now - known.since < DAY:
        # Refused today already: they are refused again, without a word.
        again = AccountStanding.ASKS_AGAIN
        await GROUP_ACCOUNTS(uow).put(found.group.id, address, again, known.since, known.contact_id)
        return
    person = await uow.people.find(line_id, address)
    contact_id = person[1].id if person is not None else None
    await GROUP_ACCOUNTS(uow).put(found.group.id, address, AccountStanding.ASKS, now, contact_id)


async def may_be_in(uow: UnitOfWork, found: ResponderGroup, address: str) -> bool:
    """Say whether who writes from this address has a role in the town by which they may be in its group."""
    known = await uow.people.find(found.group.line_id, address)
    if known is None or await is_banned(uow, known[0], address):
        return False
    person = known[0]
    return person.stopped_at is None and person.has(MAY_BE_IN, found.town.id)


async def note_let_in(uow: UnitOfWork, found: ResponderGroup, account: GroupAccount) -> None:
    """Remember that this account was let in."""
    await GROUP_ACCOUNTS(uow).delete(account.id)
    known = await uow.people.find(found.group.line_id, account.address)
    if known is not None:
        await MEMBERSHIPS(uow).note_joined(found.group.id, known[1].id)


async def note_refused(uow: UnitOfWork, now: datetime, found: ResponderGroup, account: GroupAccount) -> None:
    """Tell who asked, if they ever wrote to the bot, once a day; the coordinators hear a count, a day later."""
    await GROUP_ACCOUNTS(uow).change(account.id, AccountStanding.REFUSED, keep_address=False)
    if account.standing is AccountStanding.ASKS_AGAIN:
        return
    await schedule_account_purge(uow, now)
    known = await uow.people.find(found.group.line_id, account.address)
    told = await uow.deadlines.standing(REFUSED)
    if known is not None and not await is_banned(uow, known[0], account.address) and known[0].stopped_at is None:
        notice = Notice.of("group.you_were_refused", title=found.title, town=found.town.name)
        await uow.mail.post(notice, [known[1].id], now)
    if found.group.id not in told:
        await uow.deadlines.set(REFUSED, found.group.id, now + DAY)


async def tell_of_refused(uow: UnitOfWork, now: datetime, group_id: int) -> None:
    """Tell the coordinators how many were refused."""
    found = await responder_group(uow, await GROUPS(uow).get(group_id))
    n = await GROUP_ACCOUNTS(uow).count_refused(group_id)
    if found is None or not n:
        return
    counted = (text("group.refused_count", title=found.title, n=n), text("group.refused_why"))
    await tell_coordinators_of(uow, now, found.town, Notice(parts=counted, lane=Lane.REST))
