"""A line is given up: newcomers are sent elsewhere at once, and who is on it is asked to write to another one."""

from dataclasses import replace
from datetime import datetime

from alerts.lines.line import Line, roomiest
from alerts.lines.ports import LINES
from alerts.lines.worked_lines import worked_lines
from alerts.notices import Lane, Notice
from alerts.work.unit_of_work import UnitOfWork


class NoOtherLine(Exception):
    """The lack of another line of this transport that its people could write to."""


async def retire(uow: UnitOfWork, now: datetime, line: Line) -> int:
    """Ask everybody on this line to write to another one. Return how many were asked. Raises NoOtherLine.

    It goes on as before: nobody moves but by writing, and an alert must reach them until they have.
    """
    there = roomiest([other for other in await worked_lines(uow) if other.id != line.id], line.transport)
    if there is None:
        raise NoOtherLine
    await LINES(uow).retire(line.id, now)
    notice = replace(Notice.of(f"line.moving.{line.transport}", name=there.name), lane=Lane.REST)
    return await uow.mail.to_line(notice, line.id, now)


async def close(uow: UnitOfWork, now: datetime, line: Line) -> int:
    """Close the line: nobody is served here any more. Return how many people no other line reaches.

    What was to be said to them goes to their other contact, where they have one; the desk's card counts the others as
    not reached.
    """
    await LINES(uow).close(line.id, now)
    return await LINES(uow).stranded(line.id)
