"""Which towns are neighbors: by distance, unless a coordinator says otherwise."""

from alerts.notices import Choice, Notice, text
from alerts.places.place import distance
from alerts.towns import changing
from alerts.towns.taps import Adjoin, SetNeighbor, ShowNeighbors
from alerts.towns.town_access import town_of
from alerts.work.refused import Refused
from handlers.core.turn import Turn

LIST = 10
"""Towns that are offered, the nearest."""


async def show(turn: Turn, tap: ShowNeighbors) -> None:
    """Show the towns around this one, each with the tap that makes it a neighbor or none."""
    town = await town_of(turn.uow, tap.town, turn.person)
    if isinstance(town, Refused):
        await turn.acknowledge(town)
        return
    network = await turn.uow.network()
    beside = network.neighbors(town)
    others = sorted((one for one in network.towns if one != town), key=lambda one: distance(one.point, town.point))
    rows: list[tuple[Choice, ...]] = []
    for one in others[:LIST]:
        adjoin = one in beside
        tapped = SetNeighbor(town.id, one.id, Adjoin.NO if adjoin else Adjoin.YES)
        label = text("choice.towns.not_beside" if adjoin else "choice.towns.beside", town=one.name)
        rows.append((tapped.choice(label),))
    names = tuple(one.name for one in beside)
    parts = (
        text("towns.neighbors_of", town=town.name, towns=names)
        if names
        else text("towns.neighbors_none", town=town.name),
        text("towns.neighbors_what"),
    )
    await turn.reply(Notice(parts=parts).with_choices(*rows))


async def set_neighbor(turn: Turn, tap: SetNeighbor) -> None:
    """Say whether that town is a neighbor."""
    both = (tap.town, tap.into)
    said = await changing.set_neighbors(turn.uow, turn.now, both, tap.adjoin is Adjoin.YES, turn.person)
    await turn.acknowledge(said)
