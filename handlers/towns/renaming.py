"""Another name for a town."""

from alerts.notices import Notice, Quote, text
from alerts.towns import changing
from alerts.towns.announcing_changes import people_of
from alerts.towns.taps import ConfirmName, RenameTown
from alerts.towns.town_access import town_of
from alerts.towns.town_names import LONGEST, tidy, wrong_name
from alerts.work.refused import Refused
from handlers.core.inbound import InboundKind
from handlers.core.turn import Turn
from handlers.incidents.limits import pleads
from handlers.towns.keeping_towns import never_mind
from handlers.towns.steps import AskedForName, AskedToConfirmName

WORDS = 5
"""Words of a town's name at most; more is something else that they write."""


async def ask(turn: Turn, tap: RenameTown) -> None:
    """Ask what the town shall be called."""
    town = await town_of(turn.uow, tap.town, turn.person)
    if isinstance(town, Refused):
        await turn.acknowledge(town)
        return
    await turn.enter(AskedForName(town=town.id))
    await turn.reply(Notice(parts=(text("towns.what_name", town=town.name),)).with_choices(never_mind()))


async def written(turn: Turn, step: AskedForName) -> bool:
    """Ask whether the name is meant: everybody there is told of it."""
    name = tidy(turn.inbound.text)
    town = await town_of(turn.uow, step.town, turn.person)
    if turn.inbound.kind is not InboundKind.TEXT or pleads(turn):
        return False
    if isinstance(town, Refused):
        await turn.leave()
        await turn.reply(Notice(parts=(town.why,)))
        return True
    if len(name) > LONGEST or len(name.split()) > WORDS:
        # No name is like that: they write something else, a report say.
        return False
    wrong = wrong_name(turn.network, name, town)
    if wrong is not None:
        await turn.reply(Notice(parts=(wrong,)).with_choices(never_mind()))
        return True
    await turn.enter(AskedToConfirmName(town=town.id, wanted=name))
    told = len(await people_of(turn.uow, town.id))
    sure = text("towns.name_sure", before=town.name, town=Quote(name, LONGEST), n=told)
    yes = (ConfirmName().choice(text("choice.towns.yes")),)
    await turn.reply(Notice(parts=(sure,)).with_choices(yes, never_mind()))
    return True


async def written_again(turn: Turn, step: AskedToConfirmName) -> bool:
    """Take what they write instead of confirming as another name."""
    return await written(turn, AskedForName(town=step.town))


async def confirm(turn: Turn, _: ConfirmName) -> None:
    """Give the town the name that they wrote."""
    step = await turn.step(AskedToConfirmName)
    if step is None:
        await turn.acknowledge(text("choose.stale"))
        return
    await turn.leave()
    await turn.acknowledge(await changing.rename_town(turn.uow, turn.now, step.town, step.wanted, turn.person))
