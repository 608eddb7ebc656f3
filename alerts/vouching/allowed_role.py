"""As what somebody comes in where a coordinator's word stands behind it: no higher than vouches and training allow."""

from datetime import datetime

from alerts.people.person import VERIFIED, Person, Role
from alerts.vouching.ports import VOUCHES_GIVEN
from alerts.vouching.readiness import is_trained
from alerts.vouching.vouch import VOUCHERS, Vouch
from alerts.vouching.vouch_counts import vouch_count
from alerts.work.unit_of_work import UnitOfWork

_ASKING = frozenset({Role.MEMBER, Role.RESPONDER})
"""What the rule is about; for the desk a second coordinator says yes."""


async def allowed_role(uow: UnitOfWork, person: Person, town_id: int | None, wanted: Role) -> Role:
    """Return what they may be there: who lacks vouches receives alerts, who lacks a training is a member."""
    if wanted not in _ASKING or town_id is None:
        return wanted
    if not person.has(VOUCHERS, town_id) and not (await vouch_count(uow, person.id, town_id)).enough:
        return Role.SUBSCRIBER
    return wanted if wanted is Role.MEMBER or await is_trained(uow, person.id) else Role.MEMBER


async def vouch_by_invitation(
    uow: UnitOfWork, now: datetime, person: Person, town_id: int | None, wanted: Role, maker: Person
) -> None:
    """Keep whoever invited somebody to more than alerts as who vouched for them; the log says so with the joining."""
    if wanted in VERIFIED and town_id is not None and not maker.was_one_with(person):
        await VOUCHES_GIVEN(uow).add(Vouch(person_id=person.id, by_id=maker.id, town_id=town_id, at=now))
