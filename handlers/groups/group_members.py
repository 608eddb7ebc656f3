"""Who comes into a group, leaves it, asks to be let in, or writes there: most of them are nobody whom we know."""

from datetime import datetime

from alerts.groups import admission_requests, unknown_accounts
from alerts.groups.group import GroupReader
from alerts.groups.ports import GROUPS
from alerts.groups.seen_account import SeenAccount
from alerts.work.unit_of_work import UnitOfWork
from handlers.core.inbound import Inbound, InboundKind


async def changed(uow: UnitOfWork, now: datetime, inbound: Inbound) -> bool:
    """Take note of a change of who is in a group; False where it is another sort of message."""
    if inbound.kind is InboundKind.JOIN_REQUEST:
        await admission_requests.note_request(uow, now, inbound.line_id, inbound.chat, inbound.sender)
    elif inbound.kind is InboundKind.GROUP_LEFT:
        await unknown_accounts.left(uow, inbound.line_id, inbound.chat, inbound.sender)
    elif inbound.kind is InboundKind.GROUP_JOINED:
        group = await GROUPS(uow).find(inbound.line_id, inbound.chat)
        for account in inbound.accounts:
            await unknown_accounts.seen(uow, now, group, account)
    else:
        return False
    return True


async def wrote(uow: UnitOfWork, now: datetime, inbound: Inbound) -> None:
    """Take note of who writes in a group; what a linked channel posts there by itself is nobody's."""
    if inbound.is_channel and inbound.forwarded:
        return
    group = await GROUPS(uow).find(inbound.line_id, inbound.chat)
    if group is None or group.reader is not GroupReader.RESPONDERS:
        return
    if group.id not in {one.id for one in await GROUPS(uow).of_responders("telegram")}:
        # Signal's are compared by whom the service lists (bot/lines/group_members.py).
        return
    account = SeenAccount(address=inbound.sender, name=inbound.sender_name, is_masked=inbound.is_channel)
    await unknown_accounts.seen(uow, now, group, account)
