"""Many who asked are let in at once, to receive alerts and no more; and within an hour that is taken back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from alerts.audit.deed import Action, Deed
from alerts.audit.recording import record
from alerts.incidents.stepping_down import step_down
from alerts.joining.join_request import UNDO_WITHIN, LetInPerson
from alerts.joining.ports import JOIN_REQUESTS
from alerts.joining.welcome import tell_skills, welcome
from alerts.notices import Lane, Notice, Text, text
from alerts.people.naming import named
from alerts.people.person import COORDINATOR, Grant, Person, Role
from alerts.trust.announcing import done_by, roles_in_words, tell_coordinators
from alerts.vouching.ports import VOUCHES_GIVEN
from alerts.vouching.taps import ShowOwnCode
from alerts.work.refused import Refused
from alerts.work.unit_of_work import UnitOfWork

MOST_AT_ONCE = 25
"""So many people at once (our choice): as many as stand in one message, so that each was read."""


@dataclass(frozen=True, kw_only=True)
class LetInTogether:
    """Who was let in at once."""

    people: int
    batch_id: int


async def let_in_together(
    uow: UnitOfWork, now: datetime, by: Person, town_id: int, person_ids: Sequence[int]
) -> LetInTogether | Refused:
    """Let those of them receive alerts who still wait for an answer there."""
    town = (await uow.network()).town(town_id)
    if town is None or not by.has(COORDINATOR, town_id):
        return Refused(text("refused.role"))
    waiting = await JOIN_REQUESTS(uow).open_among(person_ids, town_id)
    found = [await uow.people.get(one) for one in waiting]
    people = [one.id for one in found if one is not None and _may_come_in(one, town_id)]
    if not people:
        return Refused(text("join.request_over"))
    for person_id in people:
        await uow.grants.give(person_id, Role.SUBSCRIBER, town_id, now)
        deed = Deed(action=Action.LET_IN, by_id=by.id, whom_id=person_id, role=Role.SUBSCRIBER, town_id=town_id)
        await record(uow, now, deed)
    batch_id = await JOIN_REQUESTS(uow).let_in(people, Role.SUBSCRIBER, now)
    parts = (*welcome(await uow.network(), Role.SUBSCRIBER, town_id), text("vouching.to_be_member"))
    code = ShowOwnCode(town_id).choice(text("choice.vouching.code", town=town.name))
    await uow.mail.to_persons(people, Notice(parts=parts, lane=Lane.REST).with_choices((tell_skills(),), (code,)), now)
    return LetInTogether(people=len(people), batch_id=batch_id)


def _may_come_in(person: Person, town_id: int) -> bool:
    gone = person.stopped_at is not None or person.suspended or person.banned
    return person.consented_at is not None and not gone and not person.roles_in(town_id)


async def undo_letting_in(uow: UnitOfWork, now: datetime, by: Person, batch_id: int) -> Text | Refused:
    """Take back exactly what this gave, of whom nothing has changed since; their requests are open again."""
    batch = await JOIN_REQUESTS(uow).let_in_together(batch_id)
    if not batch or now - batch[0].at > UNDO_WITHIN:
        return Refused(text("choose.stale"))
    if not by.has(COORDINATOR, batch[0].town_id):
        return Refused(text("refused.role"))
    undone = [one for one in batch if await _undo(uow, now, by, one)]
    if not undone:
        return Refused(text("vouching.undo_nothing"))
    people = [one.person_id for one in undone]
    await JOIN_REQUESTS(uow).reopen(people)
    await uow.mail.to_persons(people, Notice.of("vouching.taken_back"), now)
    return text("toast.vouching.undone", count=len(undone), left=len(batch) - len(undone))


async def _undo(uow: UnitOfWork, now: datetime, by: Person, one: LetInPerson) -> bool:
    """Take the role back; False where something else has happened to them since."""
    person, given = await uow.people.get(one.person_id), Grant(one.role, one.town_id)
    if person is None or person.grants != (given,) or person.stopped_at is not None:
        return False
    await uow.grants.take_role(person.id, given.role, given.town_id)
    await VOUCHES_GIVEN(uow).take_back(person.id, one.at)
    deed = Deed(action=Action.LET_IN_UNDONE, by_id=by.id, whom_id=person.id, role=given.role, town_id=given.town_id)
    await record(uow, now, deed)
    await step_down(uow, now, person.id)
    if given.role is not Role.SUBSCRIBER:
        # The others were told that they came in.
        [role] = roles_in_words(await uow.network(), [given])
        told = Notice.of("vouching.told_undone", by=done_by(by), name=named(person), role=role)
        await tell_coordinators(uow, now, told, person, but=[by.id], lane=Lane.REST)
    return True
