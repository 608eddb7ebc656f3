"""Who reads what is sent about the first incident, by the rules as people know them; and what they were sent."""

from dataclasses import dataclass
from typing import Any

from alerts.incidents.incident import Incident
from alerts.incidents.ports import INCIDENTS, REPORTS
from alerts.incidents.report_effects import known_facts
from alerts.incidents.salute import asked_for_silence
from alerts.notices import Kind
from alerts.people.person import Contact, Person, Role
from storage.core import core_tables as t
from storage.unit_of_work import SqlUnitOfWork
from tests.conversations.screen import Line, Screen
from tests.conversations.town import Town

LATER = (Kind.UPDATE, Kind.CORRECTION, Kind.CLOSING)
TO_READERS = (Kind.ALERT, *LATER)


@dataclass(frozen=True, kw_only=True)
class Present:
    """The incident and everybody with a phone, at one moment."""

    incident: Incident
    reporters: frozenset[int]
    silent: frozenset[int]
    """Who said of anything open that it is not safe to write to them."""
    people: dict[str, tuple[Person, Contact]]
    """By address."""
    facts: dict[str, str]
    words: str
    """The reporter's, as far as they may be quoted."""
    rooms: dict[str, int | None]
    """Addresses of the groups that are there, and their towns."""

    @classmethod
    async def of(cls, town: Town) -> "Present":
        places = [(line_id, address) for line_id, one in town.platforms.items() for address in one.screens]

        async def look(uow: SqlUnitOfWork) -> dict[str, Any]:
            incident = await INCIDENTS(uow).numbered(1)
            assert incident is not None
            people = {address: await uow.people.find(line_id, address) for line_id, address in places}
            reporters = await REPORTS(uow).reporters(incident.id)
            known = {incident.id, *(one.id for one, _ in await INCIDENTS(uow).standing(None))}
            silent = asked_for_silence([said for id_ in known for said in await REPORTS(uow).taps(id_)])
            facts = await known_facts(uow, incident)
            report = await REPORTS(uow).first_vouched(incident.id)
            return {
                "incident": incident,
                "reporters": reporters,
                "silent": silent,
                "people": {address: found for address, found in people.items() if found is not None},
                "facts": facts,
                "words": report.words if report is not None else "",
            }

        groups = await town.rows(t.group_chat)
        # The one on Telegram was connected first.
        rooms = [address for address in screens(town) if "-group-of-" in address]
        there = {room: row.town_id for room, row in zip(rooms, groups, strict=True) if row.active}
        return cls(rooms=there, **await town.work.look_at(look))

    def content(self, *, quoted: bool) -> tuple[object, ...]:
        """What an alert says of it, with words or without."""
        one = self.incident
        words = (self.words, one.corrections.words) if quoted else ()
        return one.town_id, one.place, one.observed_at, one.time_unclear, self.facts, *words

    @property
    def rooms_here(self) -> list[str]:
        """Addresses of the groups of its town."""
        return [address for address, town_id in self.rooms.items() if town_id == self.incident.town_id]

    def readers(self, reporters: frozenset[int]) -> dict[str, str]:
        """Who is told, by address: in which words. `reporters` hear the outcome instead."""
        return {
            address: words
            for address, (person, contact) in self.people.items()
            if contact.reachable and (words := self._words(person, reporters))
        }

    def _words(self, person: Person, reporters: frozenset[int]) -> str:
        roles = person.roles_in(self.incident.town_id)
        if person.stopped_at is not None or person.consented_at is None or person.id in self.silent:
            return ""
        if Role.RESPONDER in roles:
            return "responder"
        return "community" if roles & {Role.SUBSCRIBER, Role.MEMBER} and person.id not in reporters else ""

    def is_silent(self, address: str) -> bool:
        return address in self.people and self.people[address][0].id in self.silent

    def is_here(self, address: str) -> bool:
        """Whether they have a role in its town."""
        return bool(self.people[address][0].roles_in(self.incident.town_id))

    def language(self, address: str) -> str | None:
        """The one that they read; None for all of them."""
        return self.people[address][0].language if address in self.people else None


def screens(town: Town) -> dict[str, Screen]:
    """Every screen by its address."""
    return {address: screen for platform in town.platforms.values() for address, screen in platform.screens.items()}


def marks(town: Town) -> dict[str, int]:
    """How much stands on each screen now."""
    return {address: len(screen.lines) for address, screen in screens(town).items()}


def heard_since(town: Town, before: dict[str, int]) -> dict[str, list[Line]]:
    """What readers of an alert heard since then, by address."""
    new = {address: screen.lines[before.get(address, 0) :] for address, screen in screens(town).items()}
    heard = {
        address: [line for line in lines if line.spoken.notice.kind in TO_READERS] for address, lines in new.items()
    }
    return {address: lines for address, lines in heard.items() if lines}
