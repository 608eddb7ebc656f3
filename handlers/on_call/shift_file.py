"""One's own shifts as a calendar file."""

from collections.abc import Sequence

from alerts.document import Document
from alerts.notices import Notice, text
from alerts.on_call.ports import SHIFTS
from alerts.on_call.shift import Shift
from alerts.on_call.taps import SendShiftsFile
from handlers.core.turn import Turn


async def send(turn: Turn, _: SendShiftsFile) -> None:
    """Send the file, and say what a calendar does with it."""
    own = await SHIFTS(turn.uow).of_person(turn.person.id, turn.now)
    if not own:
        await turn.acknowledge(text("on_call.none_own"))
        return
    title = turn.readers()[0].text(text("on_call.calendar_title"))
    document = Document(name="calendar.ics", media_type="text/calendar", content=calendar_of(own, title, turn))
    await turn.reply(Notice(parts=(text("on_call.calendar"),), document=document))


def calendar_of(shifts: Sequence[Shift], title: str, turn: Turn) -> bytes:
    """Return the entries as iCalendar (RFC 5545), each from its moment to its moment. Nothing in it names anybody."""
    # Not above: the start of the program would take longer, for a file that few ask for.
    from icalendar import Calendar, Event  # noqa: PLC0415 - as the comment says

    calendar = Calendar()
    calendar.add("prodid", "-//shifts//")
    calendar.add("version", "2.0")
    for shift in shifts:
        event = Event()
        event.add("uid", f"shift-{shift.id}")
        event.add("dtstamp", turn.now)
        event.add("dtstart", shift.starts_at)
        event.add("dtend", shift.ends_at)
        event.add("summary", title)
        calendar.add_component(event)
    return bytes(calendar.to_ical())
