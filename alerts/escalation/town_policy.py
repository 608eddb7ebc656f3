"""What a town does when nobody takes an incident: the usual, or what its coordinators set."""

from alerts.escalation.policy import USUAL_POLICY, EscalationPolicy
from alerts.escalation.ports import ESCALATION_POLICIES
from alerts.work.unit_of_work import UnitOfWork


async def policy_of(uow: UnitOfWork, town_id: int | None) -> EscalationPolicy:
    """Return what this town does; the usual, where the town is not known."""
    own = await ESCALATION_POLICIES(uow).of(town_id) if town_id is not None else None
    return own or USUAL_POLICY
