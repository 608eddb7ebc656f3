"""What every coordinator hears at once: who joined the desk, who was put out, and who did it."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime

from alerts.network.town import Network
from alerts.notices import Lane, Notice, Text, Value, text
from alerts.people.naming import named
from alerts.people.person import COMMITTEE, COORDINATOR, DESK, OVERSIGHT, Grant, Person
from alerts.trust.taps import LiftSuspension, ShowDeskPerson
from alerts.work.unit_of_work import UnitOfWork


async def tell_coordinators(
    uow: UnitOfWork,
    now: datetime,
    notice: Notice,
    about: Person,
    *,
    but: Collection[int] = (),
    lane: Lane = Lane.REPLY,
) -> None:
    """Tell the coordinators of all towns, on every app of theirs, with a first tap that shows whom it is about.

    That person is left out, and so are those of `but` (ids).
    """
    show = ShowDeskPerson(about.id).choice(text("choice.trust.show", name=named(about)))
    shown = notice.with_choices((show,), *notice.choices)
    await tell_every_coordinator(uow, now, shown, but=(about.id, *but), lane=lane)


async def tell_every_coordinator(
    uow: UnitOfWork, now: datetime, notice: Notice, *, but: Collection[int] = (), lane: Lane = Lane.REPLY
) -> None:
    """Tell the coordinators of all towns, on every app of theirs. `but`: ids of those who are left out."""
    whom = [one.id for one in await uow.people.with_role(COORDINATOR, None) if one.id not in but]
    contacts = [contact.id for contact in await uow.contacts.of_all(whom) if contact.reachable]
    if contacts:
        await uow.mail.post(replace(notice.only(COORDINATOR), lane=lane), contacts, now)


async def tell_committee(uow: UnitOfWork, now: datetime, notice: Notice, *, but: Collection[int] = ()) -> None:
    """Tell the members of the committee, on every app of theirs. `but`: ids of those who are left out."""
    for member in await uow.people.with_role(COMMITTEE, None):
        if member.id not in but:
            await tell_on_every_app(uow, now, member.id, notice.only(COMMITTEE))


async def tell_committee_of_loss(
    uow: UnitOfWork, now: datetime, told: Sequence[Text], about: Person, roles: Collection[Grant], by: Person | None
) -> None:
    """Tell the committee who does not coordinate any more, or is no member; with the taps to look and to undo it.

    `about`: with these roles before. `by`: who did it; None: an operator. Who coordinates too has heard it already.
    """
    if not any(one.role in OVERSIGHT for one in roles):
        return
    coordinators = await uow.people.with_role(COORDINATOR, None)
    but = {about.id, *(one.id for one in coordinators), *([by.id] if by else [])}
    rows = [(ShowDeskPerson(about.id).choice(text("choice.trust.show", name=named(about))),)]
    now_suspended = await uow.people.get(about.id)
    if now_suspended is not None and now_suspended.suspended:
        rows.append((LiftSuspension(about.id).choice(text("choice.trust.lift")),))
    alone = [one for one in coordinators if one.id != about.id]
    # Whoever is left must not have become the only one unnoticed.
    last = (text("committee.one_left", name=named(alone[0])),) if len(alone) == 1 else ()
    await tell_committee(uow, now, Notice(parts=(*told, *last)).with_choices(*rows), but=but)


async def tell_of_leaving(uow: UnitOfWork, now: datetime, person: Person, lost: Collection[Grant]) -> None:
    """Tell the coordinators who left the desk of their own will, and whose desk is empty by that. Roles are gone."""
    gone = [grant for grant in lost if grant.role in DESK]
    if gone:
        roles = roles_in_words(await uow.network(), gone)
        told = text("trust.gave_up", name=named(person), roles=roles)
        await tell_every_coordinator(uow, now, Notice(parts=(told, *await empty_desks(uow, gone))), but=[person.id])


async def tell_on_every_app(uow: UnitOfWork, now: datetime, person_id: int, notice: Notice) -> None:
    """Tell one person on each of their apps: whoever holds one of their phones is not the only one to hear it."""
    contacts = [contact.id for contact in await uow.contacts.of(person_id) if contact.reachable]
    if contacts:
        await uow.mail.post(notice, contacts, now)


def done_by(person: Person | None) -> Value:
    """Return who did it: a coordinator's name; None is whoever runs the bot."""
    return named(person) if person is not None else text("trust.operator")


def where_it_counts(network: Network, town_id: int | None) -> Value:
    """Return where a role counts. `town_id`: None for every town."""
    town = network.town(town_id)
    return town.name if town is not None else text("trust.every_town")


def roles_in_words(network: Network, grants: Collection[Grant]) -> tuple[Text, ...]:
    """Return one text a role: what it is, and where it counts."""
    return tuple(
        text("trust.role_in", role=text(f"role.{one.role}"), town=where_it_counts(network, one.town_id))
        for one in grants
    )


async def empty_desks(uow: UnitOfWork, grants: Collection[Grant]) -> tuple[Text, ...]:
    """Return one text a town whose desk nobody works any more, of those where these roles counted."""
    network = await uow.network()
    worked = [town for town in network.towns if any(one.role in DESK and one.covers(town.id) for one in grants)]
    empty = [town for town in worked if not await uow.people.with_role(DESK, town.id)]
    return tuple(text("trust.empty_desk", town=town.name) for town in empty)
