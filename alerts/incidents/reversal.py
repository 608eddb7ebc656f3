"""Reversals: decisions that take back what another dispatcher decided, or what many people were told."""

import zlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import ClassVar

from alerts.incidents import closing, salute
from alerts.incidents.after_end import may_reopen, seen_since
from alerts.incidents.incident import ENDED, Incident, State
from alerts.incidents.ports import REPORTS
from alerts.people.person import DESK, Person
from alerts.tap import Tap
from alerts.work.unit_of_work import UnitOfWork

MANY_TOLD = 25
"""Whoever takes an alert back that more people than this were told of needs a second dispatcher (our choice)."""
ALONE_AFTER = timedelta(minutes=2)
"""So long others are waited for before it is done without them, with a reason: a raid lasts minutes (our choice)."""


class Reversal(StrEnum):
    """What is reversed. Kept in taps and steps: a value is never renamed."""

    REOPEN = "reopen"
    """What another one ended is opened again."""
    CANCEL = "cancel"
    """An alert that many were told of is called a false alarm."""
    POLICE = "police"
    """Of an alert that many were told of it is said that it was police."""
    NEIGHBORS = "neighbors"
    """Nothing is taken back, but several towns hear of it: their witnesses are asked to come."""
    OTHERS = "others"
    """Of an alert that many were told of it is said that it was somebody else."""


@dataclass(frozen=True)
class AgreeToReverse(Tap):
    """A second dispatcher's yes to what the first one (a person's id) wants. `mark`: of the decision (mark_of)."""

    verb: ClassVar = "second.yes"
    reversal: Reversal
    by: int
    mark: int


@dataclass(frozen=True)
class RefuseToReverse(Tap):
    """A second dispatcher's no, of which the first one hears."""

    verb: ClassVar = "second.no"
    reversal: Reversal
    by: int


@dataclass(frozen=True)
class ReverseAlone(Tap):
    """The first one's tap where nobody answers. `after`: from when on, in seconds since 1970."""

    verb: ClassVar = "second.alone"
    reversal: Reversal
    after: int
    mark: int


def mark_of(incident: Incident, what: Reversal) -> int:
    """Return a number that stands for the decision that would be reversed: another end, or alert, has another.

    Where neighbors are asked, also for what they would read: where it is, and what is needed.
    """
    decided = (incident.closed_at, incident.confirmed_at)
    read = (incident.place, incident.town_id, incident.tasks) if what is Reversal.NEIGHBORS else ()
    return zlib.crc32(repr((*decided, *read)).encode())


async def needs_second(uow: UnitOfWork, now: datetime, incident: Incident, person: Person, what: Reversal) -> bool:
    """Say whether this takes another dispatcher's yes. What cannot be done at all is refused by who does it."""
    if what is Reversal.NEIGHBORS:
        return incident.state is State.CONFIRMED
    if what is not Reversal.REOPEN:
        return incident.state is State.CONFIRMED and await closing.people_who_hear(uow, incident) > MANY_TOLD
    by_other = incident.holder_id is not None and incident.holder_id not in await uow.people.one_hand(person.id)
    if incident.state not in ENDED - {State.LAPSED} or not may_reopen(incident, now) or not by_other:
        return False
    # Where a trained observer sees it since, or somebody pleads, no time is lost.
    return not (await seen_since(uow, incident) or await _pleads(uow, incident))


async def _pleads(uow: UnitOfWork, incident: Incident) -> bool:
    return any(said.facts.get("kind") in salute.PLEAS for said in await REPORTS(uow).taps(incident.id))


async def others_at_desk(uow: UnitOfWork, incident: Incident, person: Person) -> list[int]:
    """Return the ids of who else works this desk, is here, and can be reached; two apps of one hand are one."""
    people = await uow.people.with_role(DESK, incident.town_id)
    others = [one.id for one in people if not one.away and not one.was_one_with(person)]
    reachable = await uow.contacts.reachable(others)
    return [person_id for person_id in others if person_id in reachable]
