"""People as an operator lists them, takes a role away, suspends them and lifts it; beside a running bot too."""

from dataclasses import dataclass

from alerts.network.town import Town
from alerts.notices import Text
from alerts.people.person import Grant, Person, Role
from alerts.trust import banning, role_removal, safety_number_changes, suspension
from alerts.trust.ban import Ban
from alerts.trust.ports import BANS
from alerts.work.refused import Refused
from bot.network.open import OpenNetwork
from bot.network.short_number import id_of, short_numbers
from bot.process.clock import Clock
from bot.settings.settings import Settings, SettingsError
from handlers.core.lexicon import cleaner
from locales.catalogue import ReaderLocale
from storage.unit_of_work import UnitOfWorkFactory


@dataclass(frozen=True, kw_only=True)
class ListedPerson:
    """Somebody with roles, as an operator sees them."""

    number: str
    """By which the other verbs name them."""
    person: Person
    roles: tuple[Grant, ...]
    """Those that rest, too."""
    apps: tuple[str, ...]


@dataclass(frozen=True)
class PeopleRoster:
    """The people of a network who have roles, as an operator sees and changes them."""

    settings: Settings
    opened: OpenNetwork
    clock: Clock

    async def all(self, town: Town | None = None) -> list[ListedPerson]:
        """Return everybody with a role (in that town), suspended or not; oldest first."""
        async with self._work.look() as uow:
            held = {one.id: (one, one.grants) for one in await uow.people.with_role(frozenset(Role), None)}
            resting = [*await uow.people.suspended(), *await uow.people.resting_above_member()]
            held |= {one.id: (one, (*one.grants, *roles)) for one, roles in resting}
            known = list(held.values())
            numbers = short_numbers([person.id for person, _ in known])
            apps: dict[int, set[str]] = {person.id: set() for person, _ in known}
            for contact in await uow.contacts.of_all(list(apps)):
                apps[contact.person_id].add(contact.transport)
            return [
                ListedPerson(
                    number=numbers[person.id],
                    person=person,
                    roles=roles,
                    apps=tuple(sorted(apps[person.id])),
                )
                for person, roles in sorted(known, key=lambda one: one[0].id)
                if town is None or any(role.covers(town.id) for role in roles)
            ]

    async def suspend(self, number: str) -> str:
        """Let all roles of this person rest. Return what was done, in words. Raises SettingsError."""
        person_id = await self._person(number)
        async with self._work.begin() as uow:
            return self._said(await suspension.suspend(uow, self.clock.now(), person_id, None))

    async def lift(self, number: str) -> str:
        """Give the roles back. Return what was done, in words. Raises SettingsError."""
        person_id = await self._person(number)
        async with self._work.begin() as uow:
            return self._said(await suspension.lift(uow, self.clock.now(), person_id, None))

    async def verify(self, number: str) -> str:
        """Give back the roles that rest for a changed safety number. Return what was done. Raises SettingsError."""
        person_id = await self._person(number)
        async with self._work.begin() as uow:
            return self._said(await safety_number_changes.confirm_by_operator(uow, self.clock.now(), person_id))

    async def revoke(self, number: str, role: Role, town: Town | None) -> str:
        """Take one role away; `town`: None for one in every town. Return what was done. Raises SettingsError."""
        person_id = await self._person(number)
        grant = Grant(role, town.id if town else None)
        async with self._work.begin() as uow:
            return self._said(await role_removal.take_role(uow, self.clock.now(), person_id, grant, None))

    async def ban(self, number: str) -> str:
        """Put this person out for good. Return what was done, in words. Raises SettingsError."""
        person_id = await self._person(number)
        async with self._work.begin() as uow:
            return self._said(await banning.ban(uow, self.clock.now(), person_id, None))

    async def bans(self) -> dict[str, Ban]:
        """Return who was put out for good, by their numbers; the newest first."""
        async with self._work.look() as uow:
            found = await BANS(uow).page(0, await BANS(uow).count() + 1)
        numbers = short_numbers([one.person_id for one in found])
        return {numbers[one.person_id]: one for one in found}

    async def unban(self, number: str) -> str:
        """Let this person write again. Return what was done, in words. Raises SettingsError."""
        known = [one.person_id for one in (await self.bans()).values()]
        person_id = id_of(number, known, called="PERSON", listed_by="rebato people list --banned")
        async with self._work.begin() as uow:
            return self._said(await banning.unban(uow, self.clock.now(), person_id, None))

    async def _person(self, number: str) -> int:
        known = [one.person.id for one in await self.all()]
        return id_of(number, known, called="PERSON", listed_by="rebato people list")

    def _said(self, result: Text | Refused) -> str:
        words = ReaderLocale("en", self.opened.network.zone)
        if isinstance(result, Refused):
            raise SettingsError("PERSON", words.text(result.why, self.clock.now()), "see `rebato people list`")
        return words.text(result, self.clock.now())

    @property
    def _work(self) -> UnitOfWorkFactory:
        return UnitOfWorkFactory(self.opened.store, self.settings.retention, self.settings.hotline, cleaner())
