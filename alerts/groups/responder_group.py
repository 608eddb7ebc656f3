"""A town's group of responders on Telegram: which it is, and who belongs there."""

from dataclasses import dataclass
from datetime import datetime

from alerts.audit.deed import Action, Deed
from alerts.audit.recording import record
from alerts.groups.group import Group, GroupReader
from alerts.groups.ports import GROUPS
from alerts.groups.taps import ReadByEverybody, ReadByResponders
from alerts.network.town import Town
from alerts.notices import Notice, Quote, text
from alerts.people.naming import called
from alerts.people.person import COORDINATOR, DESK, Person, Role
from alerts.work.unit_of_work import UnitOfWork

MAY_BE_IN = DESK | {Role.RESPONDER}
"""Who may be in the group of a town where they have one of these roles."""


@dataclass(frozen=True)
class ResponderGroup:
    """A connected group of responders, and its town."""

    group: Group
    town: Town

    @property
    def title(self) -> Quote:
        """What it is called, as people are shown it."""
        return called(self.group.title, 60)


async def responder_group(uow: UnitOfWork, group: Group | None) -> ResponderGroup | None:
    """Return the group with its town; None where it is not (any more) a town's group of responders that we are in."""
    town = (await uow.network()).town(group.town_id if group else None)
    if group is None or town is None or not group.active or group.reader is not GroupReader.RESPONDERS:
        return None
    return ResponderGroup(group, town)


async def tell_coordinators_of(uow: UnitOfWork, now: datetime, town: Town, notice: Notice) -> None:
    """Tell who coordinates this town: they know who it may be, and who runs the group."""
    coordinators = [person.id for person in await uow.people.with_role(COORDINATOR, town.id)]
    await uow.mail.to_persons(coordinators, notice.only(COORDINATOR, town.id), now)


async def choose_reader(
    uow: UnitOfWork, now: datetime, person: Person, group_id: int, reader: GroupReader
) -> Notice | None:
    """Let a town's group be for these readers, for a coordinator of that town; None where they may not.

    Every other coordinator of the town hears of it: what is posted there is something else from now on.
    """
    group = await GROUPS(uow).get(group_id)
    town = (await uow.network()).town(group.town_id if group else None)
    if group is None or town is None or not group.active or not person.has(COORDINATOR, town.id):
        return None
    if group.reader is not reader:
        await GROUPS(uow).read_by(group.id, reader)
        await record(uow, now, Deed(action=Action.GROUP_READERS, by_id=person.id, town_id=town.id))
        told = Notice.of(f"group.now_{reader}", title=called(group.title, 60), town=town.name)
        others = [one.id for one in await uow.people.with_role(COORDINATOR, town.id) if one.id != person.id]
        await uow.mail.to_persons(others, told.only(COORDINATOR, town.id), now)
    return described(group.id, group.title, town, reader)


def described(group_id: int, title: str, town: Town, reader: GroupReader) -> Notice:
    """Say for whom a group is, with the tap that changes it."""
    quoted = called(title, 60)
    if reader is GroupReader.RESPONDERS:
        parts = (text("group.now_responders", title=quoted, town=town.name), text("group.needs_rights"))
        return Notice(parts=parts, choices=((ReadByEverybody(group_id).choice(text("choice.group.everybody")),),))
    return Notice.of("group.now_community", title=quoted, town=town.name).with_choices(
        (ReadByResponders(group_id).choice(text("choice.group.witnesses")),)
    )
