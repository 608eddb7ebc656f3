"""The incident that a command is about: the one with this number, or those that fit where none was given."""

from alerts.incidents.incident import OPEN, UNDECIDED, Incident, State
from alerts.incidents.number_taps import DeskAct
from alerts.incidents.open_filter import OpenFilter, of_desk
from alerts.incidents.ports import INCIDENTS
from alerts.people.person import DESK, Person
from alerts.work.unit_of_work import UnitOfWork

_STATES = {
    DeskAct.CLAIM: frozenset({State.REPORTED}),
    DeskAct.ASK: UNDECIDED,
    DeskAct.CONFIRM: UNDECIDED,
    DeskAct.DISMISS: OPEN,
    DeskAct.CLOSE: OPEN,
}
_OF_ALERTS = frozenset({DeskAct.ASK, DeskAct.CONFIRM})
"""What is done only with what people may be told of."""


async def numbered(uow: UnitOfWork, person: Person, number: int) -> Incident | None:
    """Return the incident with this number; None where there is none, or it is another desk's, which reads alike."""
    found = await INCIDENTS(uow).numbered(number)
    return found if found is not None and person.has(DESK, found.town_id) else None


async def fitting(uow: UnitOfWork, person: Person, act: DeskAct, most: int) -> list[Incident]:
    """Return so many at most of this person's desk with which that can be done now, the newest first."""
    wanted = OpenFilter(towns=of_desk(person), states=_STATES[act], muted=False)
    found = await INCIDENTS(uow).some_open(wanted, most, newest=True)
    return [one for one in found if one.may_alert or act not in _OF_ALERTS]
