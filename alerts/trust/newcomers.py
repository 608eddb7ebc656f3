"""The coordinators hear who came in: one by one while they are few, together in a wave."""

from collections import Counter
from datetime import datetime, timedelta

from alerts.audit.ports import AUDIT_LOG
from alerts.committee.monthly_account import schedule_account
from alerts.notices import Lane, Notice, text
from alerts.people.naming import named
from alerts.people.person import COMMITTEE, DESK, OVERSIGHT, Grant, Person, Role
from alerts.trust.announcing import done_by, roles_in_words, tell_coordinators, tell_every_coordinator, where_it_counts
from alerts.work.deadline import Deadline
from alerts.work.unit_of_work import UnitOfWork

ONE_BY_ONE = 5
"""So many who come into a town within WAVE are each told by themselves; more would bury all else (our choice)."""
WAVE = timedelta(minutes=10)
TOGETHER_AFTER = timedelta(minutes=1)
"""So soon after the first of a wave the coordinators hear of all, and then once in WAVE at most."""
COUNTED = timedelta(days=1)
"""Of so long; not only since they were told last: of who came in just before the bot was down they hear too."""
NEWCOMERS = Deadline("trust newcomers")
"""Of a town; 0 for roles in every town."""


async def tell_of_newcomer(
    uow: UnitOfWork, now: datetime, person: Person, grant: Grant, invited_by: Person | None
) -> None:
    """Tell the coordinators who came in as what, and by whom; of who receives alerts and no more nobody is told.

    `invited_by`: whoever did it knows it, but hears who used an invitation of theirs to the desk. The audit
    log has it already, as is_told_alone() counts there.
    """
    if grant.role is Role.SUBSCRIBER:
        return
    [role] = roles_in_words(await uow.network(), [grant])
    if grant.role in COMMITTEE:
        await schedule_account(uow, now)
        others = [one.id for one in await uow.people.with_role(OVERSIGHT, None) if one.id != person.id]
        joined = Notice.of("trust.joined_committee", name=named(person), by=done_by(invited_by))
        await uow.mail.to_persons(others, joined.only(OVERSIGHT), now)
        return
    if grant.role in DESK:
        told = Notice.of("trust.joined", name=named(person), role=role, by=done_by(invited_by))
        await tell_coordinators(uow, now, told, person)
        return
    if await is_told_alone(uow, now, grant.town_id):
        told = Notice.of("trust.came_in", name=named(person), role=role, by=done_by(invited_by))
        but = [invited_by.id] if invited_by is not None else []
        await tell_coordinators(uow, now, told, person, but=but, lane=Lane.REST)


async def is_told_alone(uow: UnitOfWork, now: datetime, town_id: int | None) -> bool:
    """Say whether a newcomer to that town, who stands in the audit log, is told by themselves; else with others, later.

    `town_id`: None for every town.
    """
    if len(await AUDIT_LOG(uow).came_in(town_id, now - WAVE, ONE_BY_ONE + 1)) <= ONE_BY_ONE:
        return True
    await uow.deadlines.set_latest(NEWCOMERS, town_id or 0, now + TOGETHER_AFTER, apart=WAVE)
    return False


async def tell_of_newcomers(uow: UnitOfWork, now: datetime, town_id: int) -> None:
    """Tell the coordinators how many came into this town within COUNTED, and as what."""
    since = now - COUNTED
    network, counts = await uow.network(), Counter(await AUDIT_LOG(uow).came_in(town_id or None, since))
    if (town_id and network.town(town_id) is None) or not counts:
        return
    place = where_it_counts(network, town_id or None)
    lines = [text("trust.came_in_as", role=text(f"role.{role}"), count=count) for role, count in counts.items()]
    told = text("trust.came_in_many", town=place, count=counts.total(), since=since)
    await tell_every_coordinator(uow, now, Notice(parts=(told, *lines)), lane=Lane.REST)
