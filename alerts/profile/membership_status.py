"""Where somebody stands who has signed up: what they are, what is missing for more, and one small thing to do."""

from datetime import datetime

from alerts.joining.ports import JOIN_REQUESTS
from alerts.network.stopping import roles_by_town
from alerts.network.town import Network
from alerts.notices import BLANK, Choice, Notice, Text, text
from alerts.people.person import DESK, Person, Role
from alerts.profile.taps import LetAlarmThrough, MoreTowns, PhoneSystem
from alerts.trainings.taps import ShowTraining
from alerts.trainings.training import Training
from alerts.trainings.training_records import next_training_for
from alerts.vouching.readiness import is_trained
from alerts.vouching.still_missing import missing_vouches
from alerts.work.unit_of_work import UnitOfWork

_WOKEN = DESK | {Role.RESPONDER}
"""Whom a message of ours is to wake."""


async def membership_status(uow: UnitOfWork, now: datetime, person: Person) -> Notice:
    """Return what they are by now, what is missing for more, and one small thing to do, with its taps."""
    network = await uow.network()
    roles = roles_by_town(person, network)
    training = await next_training_for(uow, now, person)
    parts = (
        text("profile.thanks"),
        *roles,
        *await waits_for(uow, person),
        *await missing(uow, person),
        *((_said_of(network, training),) if training is not None else ()),
        BLANK,
        _small_thing(uow, person),
        text("profile.change"),
    )
    rows: list[tuple[Choice, ...]] = [
        tuple(LetAlarmThrough(phone).choice(text(f"choice.profile.alarm.{phone}")) for phone in PhoneSystem)
    ]
    if training is not None:
        rows.append((ShowTraining(training.id).choice(text("choice.profile.training")),))
    if roles and any(not person.roles_in(town.id) for town in network.towns):
        rows.append((MoreTowns().choice(text("choice.profile.towns")),))
    return Notice(parts=parts).with_choices(*rows)


async def waits_for(uow: UnitOfWork, person: Person) -> tuple[Text, ...]:
    """Say what they wait for, who asked to join and has no answer; nothing of anybody else."""
    request = await JOIN_REQUESTS(uow).of(person.id) if not person.grants else None
    town = (await uow.network()).town(request.town_id) if request is not None and request.is_open else None
    return (text("profile.waits", town=town.name),) if town is not None else ()


def _said_of(network: Network, training: Training) -> Text:
    town = network.town(training.plan.town_id)
    return text("profile.training", town=town.name if town else "", at=training.starts_at)


async def missing(uow: UnitOfWork, person: Person) -> tuple[Text, ...]:
    """Say what is missing for the next role, to who has none of those that are given by hand."""
    held = {grant.role for grant in person.grants}
    if not held <= {Role.SUBSCRIBER, Role.MEMBER}:
        return ()
    vouches = await missing_vouches(uow, person)
    if vouches or not held:
        return vouches
    if Role.MEMBER not in held:
        return (text("profile.missing.member"),)
    trained = await is_trained(uow, person.id)
    return (text("profile.missing.witness" if trained else "profile.missing.responder"),)


def _small_thing(uow: UnitOfWork, person: Person) -> Text:
    """Return one thing that takes a minute: who is to be woken lets the alarm through, others keep a number."""
    if any(grant.role in _WOKEN for grant in person.grants):
        return text("profile.now.alarm")
    if uow.hotline:
        return text("profile.now.hotline", hotline=uow.hotline)
    return text("profile.now.rights")
