"""The figures that the program itself keeps: each incident, who was told, and what they answered."""

import asyncio
from collections.abc import AsyncIterator

from alerts.incidents.incident import Incident, Reply
from alerts.incidents.ports import ANSWERS, INCIDENTS
from alerts.network.town import Network, Town
from alerts.places.place import Point
from bot.drill.page.page_state import PageVersion, View
from bot.drill.program import Program
from storage.unit_of_work import SqlUnitOfWork, UnitOfWorkFactory

SETTLING = 0.15
"""Seconds between a change on a screen and a look into the database: outcomes are recorded a moment later."""
AGAIN = 1.0
"""Seconds from the last change to one more look, for what was recorded late."""


class IncidentFigures:
    """The figures of every incident, read from the running program's database after each change on a screen."""

    def __init__(self, version: PageVersion) -> None:
        self._version = version
        self._incidents: list[View] = []

    def view(self) -> list[View]:
        """Return the incidents as JSON, oldest first."""
        return self._incidents

    async def follow(self, program: Program) -> None:
        """Read the figures anew after each change, until it is cancelled."""
        async with program.opened() as (work, network):
            seen, again = 0, False
            while True:
                await self._version.wait(seen, AGAIN if again else None)
                again = self._version.number != seen
                await asyncio.sleep(SETTLING)
                seen = self._version.number
                await self._look(work, network)

    async def _look(self, work: UnitOfWorkFactory, network: Network) -> None:
        async with work.look() as uow:
            found = [view async for view in _incidents(uow, network)]
        if found != self._incidents:
            self._incidents = found
            self._version.increment()


async def _incidents(uow: SqlUnitOfWork, network: Network) -> AsyncIterator[View]:
    number = 1
    while (incident := await INCIDENTS(uow).numbered(number)) is not None:
        yield await _figures(uow, network, incident)
        number += 1


async def _figures(uow: SqlUnitOfWork, network: Network, incident: Incident) -> View:
    ids = [incident.id, *(child.id for child in await INCIDENTS(uow).children(incident.id))]
    told = await uow.mail.counts(ids)
    reached = told.delivered + told.unsure
    town = network.town(incident.town_id)
    answers = await ANSWERS(uow).of(incident.id)
    said = {reply: await _names(uow, answers, reply) for reply in Reply}
    return {
        "number": incident.number,
        "state": incident.state.value,
        "town": town.name if town else "",
        "point": _point(incident, town),
        "exact": incident.place.point is not None,
        "told": reached + told.queued + told.unreachable + told.expired,
        "reached": reached,
        "groups": told.groups,
        "going": [*said[Reply.ON_MY_WAY], *said[Reply.ON_THE_SCENE]],
        "cannot": said[Reply.CANNOT],
    }


async def _names(uow: SqlUnitOfWork, answers: dict[int, Reply], wanted: Reply) -> list[str]:
    people = [await uow.people.get(id_) for id_, reply in answers.items() if reply is wanted]
    return sorted(person.name if person else "" for person in people)


def _point(incident: Incident, town: Town | None) -> Point | None:
    return incident.place.point or (town.point if town else None)
