"""A group or channel becomes a town's: the bot was added there, a coordinator says in private for which town."""

from datetime import datetime

from alerts.audit.deed import Action, Deed
from alerts.audit.recording import record
from alerts.groups import refused_groups
from alerts.groups.cutting_off import tell_of_connected
from alerts.groups.group import Group, GroupReader
from alerts.groups.ports import GROUPS
from alerts.groups.responder_group import described
from alerts.groups.taps import ConnectTown, DontConnect, ReadByResponders
from alerts.network.coordinated_towns import coordinated_towns
from alerts.notices import Notice, text
from alerts.people.naming import called
from alerts.people.person import COORDINATOR, Person, Role
from alerts.work.unit_of_work import UnitOfWork


def may_connect(person: Person) -> bool:
    """Say whether this person may connect groups: coordinators of any town may."""
    return any(grant.role is Role.COORDINATOR for grant in person.grants)


async def ask_town(uow: UnitOfWork, now: datetime, person: Person, group: Group) -> None:
    """Ask the coordinator who added the group, in private, for which town it is."""
    network = await uow.network()
    mine = coordinated_towns(network, person)
    notice = Notice(
        parts=(text("group.ask", title=called(group.title, 60)),),
        choices=(
            *((ConnectTown(group.id, town.id).choice(text("choice.name", name=town.name)),) for town in mine),
            (DontConnect(group.id).choice(text("choice.no")),),
        ),
    )
    await uow.mail.to_person(person.id, notice, now)


async def decline(uow: UnitOfWork, person: Person, group_id: int) -> None:
    """Let it be no town's: they are not asked again who puts us there. Nothing of another town's coordinator counts."""
    group = await GROUPS(uow).get(group_id)
    if group is not None and group.former_town_id is not None and person.has(COORDINATOR, group.former_town_id):
        await GROUPS(uow).connect(group.id, None)


async def connect(uow: UnitOfWork, now: datetime, person: Person, group_id: int, town_id: int) -> Notice:
    """Make the group the town's, for a coordinator of that town. Return what they are told."""
    group = await GROUPS(uow).get(group_id)
    town = (await uow.network()).town(town_id)
    if group is None or town is None or not group.active or not person.has(COORDINATOR, town_id):
        return Notice.of("refused.role")
    if group.town_id not in (None, town_id) and not person.has(COORDINATOR, group.town_id):
        # A question from before it was another town's: whose it is by now decides.
        return Notice.of("refused.role")
    await GROUPS(uow).connect(group_id, town_id)
    if group.town_id != town_id:
        await tell_of_connected(uow, now, person, group, town)
    await record(uow, now, Deed(action=Action.GROUP_CONNECTED, by_id=person.id, town_id=town_id))
    await refused_groups.tell_connected_again(uow, now, group_id, person)
    connected = text("group.connected", title=called(group.title, 60), town=town.name)
    if group.reader is GroupReader.RESPONDERS:
        return described(group_id, group.title, town, group.reader)
    witnesses = ReadByResponders(group_id).choice(text("choice.group.witnesses"))
    return Notice(parts=(connected, text("group.for_whom")), choices=((witnesses,),))
