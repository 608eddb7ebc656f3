"""A coordinator says what their town does when nobody takes an incident."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from alerts.audit.deed import Action, Deed
from alerts.audit.recording import record
from alerts.escalation.policy import USUAL_POLICY, EscalationPolicy, EscalationStep
from alerts.escalation.policy_words import sentences
from alerts.escalation.ports import ESCALATION_POLICIES
from alerts.escalation.town_policy import policy_of
from alerts.incidents.escalations import FIRST_STEP, Rung
from alerts.notices import Notice, text
from alerts.people.naming import named
from alerts.people.person import COORDINATOR, Person
from alerts.trust.announcing import tell_on_every_app
from alerts.work.refused import Refused
from alerts.work.unit_of_work import UnitOfWork

STEP_CHOICES = tuple(timedelta(seconds=seconds) for seconds in (20, 40, 60, 120, 180, 300, 600))
"""When a step may come, as it is offered (our choice)."""
EVERY_CHOICES = tuple(timedelta(minutes=minutes) for minutes in (2, 5, 10))
"""How often everybody is rung again after the last step, as it is offered (our choice)."""
COORDINATORS_BY = timedelta(minutes=10)
"""At the latest by then coordinators are rung (our choice: a raid may be over in three minutes)."""
MOST_STEPS = 8
"""Steps of one policy at most: what has more, nobody reads."""


async def set_policy(
    uow: UnitOfWork, now: datetime, town_id: int, policy: EscalationPolicy | None, by: Person
) -> EscalationPolicy | Refused:
    """Let this be what the town does from now on (None: the usual); its other coordinators hear so."""
    town = (await uow.network()).town(town_id)
    if town is None:
        return Refused(text("towns.gone"))
    if not by.has(COORDINATOR, town_id):
        return Refused(text("refused.role"))
    wrong = why_not(policy) if policy is not None else None
    if wrong is not None:
        return wrong
    if (policy or USUAL_POLICY) == await policy_of(uow, town_id):
        return Refused(text("toast.known"))
    await ESCALATION_POLICIES(uow).save(town_id, policy if policy != USUAL_POLICY else None)
    await record(uow, now, Deed(action=Action.ESCALATION_SET, by_id=by.id, town_id=town_id))
    told = text("escalation.told", name=named(by), town=town.name)
    notice = Notice(parts=(told, *sentences(policy or USUAL_POLICY)))
    for coordinator in await uow.people.with_role(COORDINATOR, town_id):
        if coordinator.id != by.id:
            await tell_on_every_app(uow, now, coordinator.id, notice.only(COORDINATOR, town_id))
    return policy or USUAL_POLICY


def why_not(policy: EscalationPolicy) -> Refused | None:
    """Return why a town may not do this; None where it may."""
    if not 1 <= len(policy.steps) <= MOST_STEPS:
        return Refused(text("escalation.too_many", most=MOST_STEPS))
    if policy.steps[0].after < FIRST_STEP or not EVERY_CHOICES[0] <= policy.every <= EVERY_CHOICES[-1]:
        return Refused(text("refused.changed"))
    coordinators = [step.after for step in policy.steps if step.whom is Rung.COORDINATORS]
    if not coordinators or min(coordinators) > COORDINATORS_BY:
        return Refused(text("escalation.coordinators_by", by=COORDINATORS_BY // timedelta(minutes=1)))
    return None


def with_steps(policy: EscalationPolicy, steps: Sequence[EscalationStep]) -> EscalationPolicy:
    """Return the policy with these steps, the soonest first and none twice."""
    once = dict.fromkeys(sorted(steps, key=lambda step: (step.after, list(Rung).index(step.whom))))
    return EscalationPolicy(steps=tuple(once), every=policy.every)
