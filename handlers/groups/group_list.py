"""The groups and channels that people connected to a town, and cutting one off."""

from alerts.groups import cutting_off
from alerts.groups.cutting_off import TITLE, cutting
from alerts.groups.ports import GROUPS
from alerts.groups.taps import CutOffGroup, ShowTownGroups
from alerts.notices import Notice, text
from alerts.people.naming import called
from alerts.towns.town_access import town_of
from alerts.work.refused import Refused
from handlers.core.turn import Turn

LIST = 12
"""Groups in one message; a town has one or two."""


async def show(turn: Turn, tap: ShowTownGroups) -> None:
    """List them, for a coordinator of the town."""
    town = await town_of(turn.uow, tap.town, turn.person)
    if isinstance(town, Refused):
        await turn.acknowledge(town)
        return
    groups = (await GROUPS(turn.uow).of_people(town.id))[:LIST]
    lines = [text(f"group.listed.{one.reader}", title=called(one.title, TITLE)) for one in groups]
    head = text("group.list" if groups else "group.list_none", town=town.name)
    await turn.reply(Notice(parts=(head, *lines)).with_choices(*((cutting(one),) for one in groups)))


async def cut_off(turn: Turn, tap: CutOffGroup) -> None:
    """Cut this one off."""
    await turn.acknowledge(await cutting_off.cut_off(turn.uow, turn.now, turn.person, tap.group))
