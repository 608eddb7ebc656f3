"""Towns as an operator lists and changes them, beside a running bot too."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeAlias

from alerts.network.town import Network, Town
from alerts.notices import Text
from alerts.towns import adding_towns, changing, ending
from alerts.towns.headcount import Gap, TownHeadcount
from alerts.towns.ports import TOWNS
from alerts.work.refused import Refused
from alerts.work.unit_of_work import UnitOfWork
from bot.network.open import OpenNetwork
from bot.network.town_argument import town_reader
from bot.process.clock import Clock
from bot.settings.settings import Settings, SettingsError
from handlers.core.lexicon import cleaner
from locales.catalogue import ReaderLocale
from storage.unit_of_work import UnitOfWorkFactory

Change: TypeAlias = Callable[[UnitOfWork], Awaitable[Text | Town | Refused]]


@dataclass(frozen=True, kw_only=True)
class ListedTown:
    """A town as an operator sees it."""

    town: Town
    headcount: TownHeadcount
    neighbors: tuple[Town, ...]


@dataclass(frozen=True)
class TownRoster:
    """The towns of a network, as an operator sees and changes them. All but `all` raise SettingsError."""

    settings: Settings
    opened: OpenNetwork
    clock: Clock

    async def all(self) -> list[ListedTown]:
        """Return every town with who is there, oldest first."""
        async with self._work.look() as uow:
            network = await uow.network()
            return [
                ListedTown(town=town, headcount=await TOWNS(uow).headcount(town.id), neighbors=network.neighbors(town))
                for town in network.towns
            ]

    async def add(self, where: str) -> str:
        """Add a town, named by state, by ZIP code or by coordinates. Return what was done, in words."""
        near = tuple(town.point for town in self._network.towns)
        name, point = town_reader(self.settings, str(self._network.zone), "TOWN").read(where, near)
        return await self._done(lambda uow: adding_towns.add_town(uow, self.clock.now(), name, point, None))

    async def split(self, town: str, part: str) -> str:
        """Make a part of a town one of its own. Return what was done, in words."""
        split, known = self.named(town), str(self._network.zone)
        name, point = town_reader(self.settings, known, "PART").read(part, (split.point,))
        return await self._done(lambda uow: adding_towns.split_town(uow, self.clock.now(), split.id, name, point, None))

    async def rename(self, town: str, name: str) -> str:
        """Give a town another name. Return what was done, in words."""
        town_id = self.named(town).id
        return await self._done(lambda uow: changing.rename_town(uow, self.clock.now(), town_id, name, None))

    async def move(self, town: str, where: str) -> str:
        """Let a town's center lie where that place does. Return what was done, in words."""
        moved = self.named(town)
        reader = town_reader(self.settings, str(self._network.zone), "WHERE")
        _, point = reader.read(where if where.count(":") != 1 else f"{moved.name}:{where}", (moved.point,))
        return await self._done(lambda uow: changing.move_town(uow, self.clock.now(), moved.id, point, None))

    async def merge(self, gone: str, into: str) -> str:
        """Make one town a part of another. Return what was done, in words."""
        one, other = self.named(gone).id, self.named(into).id
        return await self._done(lambda uow: ending.merge_towns(uow, self.clock.now(), one, other, None))

    async def retire(self, town: str) -> str:
        """Leave a town. Return what was done, in words."""
        town_id = self.named(town).id
        return await self._done(lambda uow: ending.retire_town(uow, self.clock.now(), town_id, None))

    async def set_neighbors(self, town: str, other: str, adjoin: bool | None) -> str:
        """Say that two towns are neighbors, or are none; None: their distance decides. Return what was done."""
        both = self.named(town).id, self.named(other).id
        return await self._done(lambda uow: changing.set_neighbors(uow, self.clock.now(), both, adjoin, None))

    def named(self, name: str) -> Town:
        """Return our town of that name."""
        found = self._network.bearing(name)
        if found is None:
            known = ", ".join(town.name for town in self._network.towns)
            raise SettingsError("TOWN", "is not a town of this network", f"choose from {known}")
        return found

    async def _done(self, change: Change) -> str:
        words = ReaderLocale("en", self._network.zone)
        async with self._work.begin() as uow:
            result = await change(uow)
            if isinstance(result, Refused):
                raise SettingsError("rebato town", "changed nothing", words.text(result.why, self.clock.now()))
            if isinstance(result, Town):
                return _added(result, await TOWNS(uow).headcount(result.id))
        return words.text(result, self.clock.now())

    @property
    def _network(self) -> Network:
        return self.opened.network

    @property
    def _work(self) -> UnitOfWorkFactory:
        return UnitOfWorkFactory(self.opened.store, self.settings.retention, self.settings.hotline, cleaner())


def _added(town: Town, headcount: TownHeadcount) -> str:
    latitude, longitude = town.point
    told = f"Added: {town.name}, centre {latitude:g}, {longitude:g}."
    if Gap.DESK not in headcount.gaps:
        return told
    return f'{told}\nNobody is at its desk yet: ./rebato invite --role coordinator --town "{town.name}"'
