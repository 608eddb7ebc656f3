"""Trained people of a town, and its desk: whom of them a previewed alert goes to, and why not to the others.

These are those whose names the desk may see already. Everybody else is counted, never named: whoever reported it is
missing among them, and would be found by that.
"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from alerts.incidents.draft import AlertSnapshot
from alerts.people.person import DESK, Person, Role
from alerts.work.unit_of_work import UnitOfWork

MOST_PEOPLE = 250
"""An alert to as many is looked through by nobody (our choice)."""
_TRAINED = frozenset({Role.RESPONDER})


class RecipientReason(StrEnum):
    """Why somebody hears an alert, or does not; in the order in which they are listed."""

    TOLD = "told"
    UNTICKED = "unticked"
    """A dispatcher leaves them out of this alert."""
    AWAY = "away"
    UNREACHABLE = "unreachable"
    """They cannot be written to: they blocked us, left, or said that it is not safe."""
    NO_CONSENT = "no_consent"
    OTHER_ROLE = "other_role"
    """They work the desk, and are no witness."""


@dataclass(frozen=True, kw_only=True)
class Recipient:
    """Somebody whom an alert is meant for, or might be thought to be."""

    person: Person
    reason: RecipientReason

    @property
    def may_change(self) -> bool:
        """Whether a dispatcher may leave them out, or tell them after all."""
        return self.reason in (RecipientReason.TOLD, RecipientReason.UNTICKED)


async def recipients(uow: UnitOfWork, shown: AlertSnapshot) -> list[Recipient]:
    """Return them by reason, and by name among those."""
    people = await uow.people.with_role(_TRAINED | DESK, shown.town_id)
    reachable = await uow.contacts.reachable([one.id for one in people])
    listed = [Recipient(person=one, reason=reason_of(one, shown, reachable)) for one in people]
    order = list(RecipientReason)
    return sorted(listed, key=lambda one: (order.index(one.reason), one.person.name.casefold(), one.person.id))


def reason_of(person: Person, shown: AlertSnapshot, reachable: Collection[int]) -> RecipientReason:
    """Return the first reason that holds."""
    if person.id in shown.unticked:
        return RecipientReason.UNTICKED
    if not person.has(_TRAINED, shown.town_id):
        return RecipientReason.OTHER_ROLE
    if person.consented_at is None:
        return RecipientReason.NO_CONSENT
    if person.away:
        return RecipientReason.AWAY
    return RecipientReason.TOLD if person.id in {*shown.told} & {*reachable} else RecipientReason.UNREACHABLE
