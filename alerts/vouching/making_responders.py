"""A member becomes a responder (in the chat: witness) by a coordinator's tap once they were trained."""

from datetime import datetime

from alerts.audit.deed import Action, Deed
from alerts.audit.recording import record
from alerts.joining.welcome import welcome
from alerts.network.town import Town
from alerts.notices import Lane, Notice, Text, text
from alerts.people.naming import named
from alerts.people.person import COORDINATOR, Grant, Person, Role
from alerts.trust.announcing import done_by, tell_coordinators
from alerts.trust.newcomers import tell_of_newcomer
from alerts.trust.people_with_roles import is_answerable_for
from alerts.vouching.membership import add_vouch
from alerts.vouching.outside_training import OutsideTraining
from alerts.vouching.ports import TRAINED_ELSEWHERE
from alerts.vouching.readiness import is_trained, may_become_responder
from alerts.vouching.taps import MakeResponder
from alerts.work.refused import Refused
from alerts.work.unit_of_work import UnitOfWork


async def propose_responder(uow: UnitOfWork, now: datetime, person_id: int) -> None:
    """Propose somebody who was just trained to the coordinators of each town where they are a member."""
    person = await uow.people.get(person_id)
    if person is None or not await is_trained(uow, person_id):
        return
    for town in (await uow.network()).towns:
        if town.id in person.own_towns() and may_become_responder(person, town.id):
            await _propose(uow, now, person, town)


async def _propose(uow: UnitOfWork, now: datetime, person: Person, town: Town) -> None:
    whom = [one.id for one in await uow.people.with_role(COORDINATOR, town.id) if one.id != person.id]
    told = text("vouching.witness_ready", name=named(person), town=town.name)
    tap = MakeResponder(person.id, town.id).choice(text("choice.vouching.witness", town=town.name))
    notice = Notice(parts=(told,), lane=Lane.REST).with_choices((tap,))
    await uow.mail.to_persons(whom, notice.only(COORDINATOR, town.id), now)


async def make_responder(uow: UnitOfWork, now: datetime, person_id: int, town_id: int, by: Person) -> Text | Refused:
    """Let a trained member be asked to look; that is the coordinator's vouch."""
    town, person = (await uow.network()).town(town_id), await uow.people.get(person_id)
    if town is None or not by.has(COORDINATOR, town_id):
        return Refused(text("refused.role"))
    if person is None or not may_become_responder(person, town_id):
        return Refused(text("vouching.no_witness_there"))
    if by.was_one_with(person):
        return Refused(text("vouching.yourself"))
    if not await is_trained(uow, person_id):
        return Refused(text("vouching.not_trained", name=named(person)))
    await add_vouch(uow, now, person, town_id, by)
    grant = Grant(Role.RESPONDER, town_id)
    await uow.grants.give(person_id, grant.role, town_id, now)
    await record(uow, now, Deed(action=Action.LET_IN, by_id=by.id, whom_id=person_id, role=grant.role, town_id=town_id))
    await tell_of_newcomer(uow, now, person, grant, by)
    parts = welcome(await uow.network(), grant.role, town_id)
    await uow.mail.to_person(person_id, Notice(parts=parts[1:]), now)
    return text("toast.vouching.witness", name=named(person), town=town.name)


async def note_trained_elsewhere(
    uow: UnitOfWork, now: datetime, person_id: int, where: OutsideTraining, by: Person
) -> Text | Refused:
    """Keep a coordinator's word that somebody was trained, but not by us; all other coordinators hear so."""
    person = await uow.people.get(person_id)
    if person is None or not person.grants:
        return Refused(text("trust.gone"))
    if not is_answerable_for(by, person.grants):
        return Refused(text("refused.role"))
    if by.was_one_with(person):
        return Refused(text("vouching.yourself"))
    if not await TRAINED_ELSEWHERE(uow).add(person_id, by.id, where, now):
        return Refused(text("vouching.trained_already"))
    await record(uow, now, Deed(action=Action.TRAINED_ELSEWHERE, by_id=by.id, whom_id=person_id))
    reason = text(f"vouching.elsewhere.{where}")
    told = Notice.of("vouching.told_trained", by=done_by(by), name=named(person), reason=reason)
    await tell_coordinators(uow, now, told, person, but=[by.id])
    await propose_responder(uow, now, person_id)
    return text("toast.vouching.trained", name=named(person))
