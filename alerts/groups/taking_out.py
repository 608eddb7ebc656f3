"""Who is put out of a group of responders: by a coordinator's word, or because the role is gone."""

from datetime import datetime

from alerts.audit.deed import Action, Deed
from alerts.audit.recording import record
from alerts.groups.group_account import AccountStanding, GroupAccount
from alerts.groups.ports import GROUP_ACCOUNTS, GROUPS, MEMBERSHIPS
from alerts.groups.responder_group import ResponderGroup, responder_group, tell_coordinators_of
from alerts.notices import Notice, Text, text
from alerts.people.naming import named
from alerts.people.person import COORDINATOR, Person
from alerts.work.refused import Refused
from alerts.work.unit_of_work import UnitOfWork


async def take_out(uow: UnitOfWork, now: datetime, by: Person, account_id: int) -> Text | Refused:
    """Let an account be put out, as a coordinator of the group's town says. It is done after this, and told then."""
    account = await _mine(uow, by, account_id)
    if isinstance(account, Refused):
        return account
    if account.standing is AccountStanding.OUT:
        return text("toast.group.out")
    if not account.address:
        return Refused(text("group.too_late"))
    await GROUP_ACCOUNTS(uow).change(account.id, AccountStanding.OUT)
    await _record(uow, now, Action.GROUP_TAKEN_OUT, by, account)
    return text("toast.group.out")


async def let_stay(uow: UnitOfWork, now: datetime, by: Person, account_id: int) -> Text | Refused:
    """Let an account be there, as a coordinator of the group's town says: nobody is told of it again."""
    account = await _mine(uow, by, account_id)
    if isinstance(account, Refused):
        return account
    if account.standing is AccountStanding.OUT:
        return Refused(text("toast.group.out"))
    if account.standing is not AccountStanding.STAYS:
        await GROUP_ACCOUNTS(uow).change(account.id, AccountStanding.STAYS, keep_address=False)
        await _record(uow, now, Action.GROUP_STAYS, by, account)
    return text("toast.group.stays")


async def note_taken_out(uow: UnitOfWork, now: datetime, found: ResponderGroup, account: GroupAccount) -> None:
    """Tell the coordinators that it is done, and forget the account."""
    await GROUP_ACCOUNTS(uow).delete(account.id)
    await tell_coordinators_of(uow, now, found.town, Notice.of("group.taken_out", title=found.title))


async def tell_cannot_be_taken_out(
    uow: UnitOfWork, now: datetime, found: ResponderGroup, address: str, *, owner: bool
) -> None:
    """Tell the coordinators, once, that this account runs the group: the bot can put no such one out."""
    known = await uow.people.find(found.group.line_id, address)
    account = await GROUP_ACCOUNTS(uow).find(found.group.id, address)
    key = "group.is_owner" if owner else "group.is_admin"
    contact_id = known[1].id if known is not None else None
    kept = await GROUP_ACCOUNTS(uow).put(found.group.id, address, AccountStanding.TOLD, now, contact_id)
    await GROUP_ACCOUNTS(uow).change(kept.id, AccountStanding.TOLD, keep_address=False)
    if known is not None:
        # Else it would be tried, and told, again and again: whoever runs the group is asked now.
        await MEMBERSHIPS(uow).remove(found.group.id, [known[1].id])
    if account is not None and account.standing is AccountStanding.TOLD:
        return
    who = named(known[0]) if known is not None and known[0].name else text("group.an_account")
    await tell_coordinators_of(uow, now, found.town, Notice.of(key, title=found.title, name=who))


async def _mine(uow: UnitOfWork, by: Person, account_id: int) -> GroupAccount | Refused:
    account = await GROUP_ACCOUNTS(uow).get(account_id)
    found = await responder_group(uow, await GROUPS(uow).get(account.group_id)) if account is not None else None
    if account is None or found is None:
        return Refused(text("group.too_late"))
    return account if by.has(COORDINATOR, found.town.id) else Refused(text("refused.role"))


async def _record(uow: UnitOfWork, now: datetime, action: Action, by: Person, account: GroupAccount) -> None:
    group = await GROUPS(uow).get(account.group_id)
    owner = await uow.contacts.owner_of(account.contact_id) if account.contact_id is not None else None
    town_id = group.town_id if group is not None else None
    await record(uow, now, Deed(action=action, by_id=by.id, whom_id=owner, town_id=town_id))
