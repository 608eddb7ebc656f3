"""A training as a calendar file, for whoever has a place in it."""

from alerts.document import Document
from alerts.notices import Notice, text
from alerts.trainings.ports import SEATS
from alerts.trainings.taps import SendCalendarFile
from alerts.trainings.training import Training
from alerts.trainings.training_access import may_run, may_see, training_for
from alerts.work.refused import Refused
from handlers.core.turn import Turn


async def send(turn: Turn, tap: SendCalendarFile) -> None:
    """Send the file to who knows where it is, and say what a calendar does with it."""
    training = await training_for(turn.uow, turn.person, tap.training, may_see)
    if isinstance(training, Refused):
        await turn.acknowledge(training)
        return
    seat = await SEATS(turn.uow).one(training.id, turn.person.id)
    if not may_run(turn.person, training) and (seat is None or seat.placed_at is None):
        await turn.acknowledge(text("trainings.not_signed_up"))
        return
    title = turn.readers()[0].text(text("trainings.calendar_title"))
    document = Document(name="training.ics", media_type="text/calendar", content=calendar_entry(training, title, turn))
    await turn.reply(Notice(parts=(text("trainings.calendar"),), document=document))


def calendar_entry(training: Training, title: str, turn: Turn) -> bytes:
    """Return the entry as iCalendar (RFC 5545). It names neither the network nor anybody; it ends when nobody knows."""
    # Not above: the start of the program would take longer, for a file that few ask for.
    from icalendar import Calendar, Event  # noqa: PLC0415 - as the comment says

    event = Event()
    event.add("uid", f"training-{training.id}")
    event.add("dtstamp", turn.now)
    event.add("dtstart", training.starts_at)
    event.add("summary", title)
    event.add("location", training.plan.place)
    calendar = Calendar()
    calendar.add("prodid", "-//training//")
    calendar.add("version", "2.0")
    calendar.add_component(event)
    return bytes(calendar.to_ical())
