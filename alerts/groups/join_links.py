"""The personal link by which a responder asks to be let into their town's group on Telegram."""

from datetime import datetime, timedelta

from alerts.groups.ports import GROUPS, MEMBERSHIPS
from alerts.groups.responder_group import MAY_BE_IN, ResponderGroup, responder_group
from alerts.notices import Lane, Notice, text
from alerts.people.person import Person
from alerts.work.unit_of_work import UnitOfWork

LASTS = timedelta(hours=24)
"""For so long a link can be followed. Whoever follows it only asks: the role decides."""


async def ask_for_links(uow: UnitOfWork, person: Person) -> Notice:
    """Let a link to each group of theirs on Telegram be sent to their account there. Return what they are told."""
    contacts = [one for one in await uow.contacts.of(person.id) if one.transport == "telegram" and one.reachable]
    asked = []
    for group in await GROUPS(uow).of_responders("telegram"):
        found = await responder_group(uow, group)
        if found is None or not person.has(MAY_BE_IN, found.town.id):
            continue
        for contact in contacts:
            if contact.line_id == group.line_id:
                await MEMBERSHIPS(uow).want_link(group.id, contact.id)
                asked.append(found.town.name)
    if asked:
        return Notice.of("group.link_comes", towns=tuple(dict.fromkeys(asked)))
    return Notice.of("group.no_group" if contacts else "group.signal_needs_no_link")


async def send_link(uow: UnitOfWork, now: datetime, found: ResponderGroup, contact_id: int, link: str) -> None:
    """Send somebody the link that was made for them."""
    await MEMBERSHIPS(uow).note_link(found.group.id, contact_id)
    told = (
        text("group.link", title=found.title, town=found.town.name),
        text("group.link_itself", link=link),
        text("group.link_yours"),
    )
    notice = Notice(parts=told, lane=Lane.REST, expires_at=now + LASTS)
    await uow.mail.post(notice, [contact_id], now)


async def note_already_inside(uow: UnitOfWork, now: datetime, found: ResponderGroup, contact_id: int) -> None:
    """Remember that they are in the group already; who asked for a link hears that they need none."""
    asked = await MEMBERSHIPS(uow).wants_link(found.group.id, contact_id)
    await MEMBERSHIPS(uow).note_joined(found.group.id, contact_id)
    if asked:
        notice = Notice.of("group.inside_already", title=found.title, town=found.town.name)
        await uow.mail.post(notice, [contact_id], now)
