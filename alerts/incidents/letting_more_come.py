"""The desk lets more people come to a scene than usually may: who stands by is called."""

from datetime import datetime

from alerts.incidents import card, desk
from alerts.incidents.incident import Incident, Reply, State
from alerts.incidents.ports import ANSWERS, INCIDENTS
from alerts.incidents.scene_room import CROWD, MORE_AT_ONCE, call
from alerts.notices import Text, text
from alerts.people.person import Person
from alerts.work.refused import Refused
from alerts.work.unit_of_work import UnitOfWork


async def let_more_come(uow: UnitOfWork, now: datetime, incident: Incident, person: Person) -> Text | Refused:
    """Let some more come, and call as many of who stands by as there is room for now."""
    if incident.state is not State.CONFIRMED:
        return Refused(await desk.standing(uow, incident, person))
    more = min(MORE_AT_ONCE, CROWD - incident.scene_cap)
    changed = await INCIDENTS(uow).change(incident, scene_cap=incident.scene_cap + more) if more > 0 else None
    if changed is None:
        return Refused(text("refused.changed"))
    waiting = [id_ for id_, reply in (await ANSWERS(uow).of(changed.id)).items() if reply is Reply.STANDING_BY]
    for person_id in waiting[:more]:
        await call(uow, now, changed, person_id)
    await card.show(uow, now, changed)
    return text("toast.more_on_scene", n=more, number=changed.number)
