"""Photos, videos and voice notes of who is on a task: of each kind one rings within a while, and none is lost."""

from datetime import datetime

from alerts.incidents import desk
from alerts.incidents.incident import Incident
from alerts.incidents.limit_ports import TASK_MEDIA
from alerts.incidents.person_limits import MEDIA_PAUSE
from alerts.incidents.taps import ShowAllWords
from alerts.incidents.waiting_media import TaskMedia
from alerts.notices import Media, Notice, text
from alerts.people.person import Person
from alerts.work.unit_of_work import UnitOfWork


async def pass_media_on(
    uow: UnitOfWork, now: datetime, incident: Incident, person: Person, media: Media, *, follows: bool
) -> None:
    """Send it to the desk, or let it wait behind "Read all"; of the first that waits the desk hears.

    `follows`: it belongs to an album of which an earlier part came, and goes the way of that.
    """
    name = await desk.name_of(uow, person.id)
    last = await TASK_MEDIA(uow).last(incident.id, person.id, media.kind)
    waits = last is not None and (last.waits if follows else now - last.rang_at < MEDIA_PAUSE)
    rang_at = last.rang_at if waits and last is not None else now
    sent = TaskMedia(
        incident_id=incident.id, person_id=person.id, media=media, sent_at=now, rang_at=rang_at, waits=waits
    )
    await TASK_MEDIA(uow).add(sent)
    if not waits:
        said = text(f"desk.task.{media.kind}", number=incident.number, name=name)
        await desk.ring(uow, now, incident, Notice(parts=(said,), media=media))
    elif last is not None and not last.waits:
        more = text("desk.task.more", number=incident.number, name=name)
        show = ShowAllWords().choice(text("choice.whole"))
        await desk.ring(uow, now, incident, Notice(parts=(more,), choices=((show,),)))
