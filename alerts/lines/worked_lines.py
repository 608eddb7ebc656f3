"""The lines that somebody works: an invitation to any other one would lead nowhere."""

from alerts.lines.line import Line
from alerts.lines.ports import LINES
from alerts.work.unit_of_work import UnitOfWork


async def worked_lines(uow: UnitOfWork) -> list[Line]:
    """Return every line but those whose settings are gone."""
    return [line for line in await LINES(uow).all() if line.id not in uow.idle_lines]


async def deserted_lines(uow: UnitOfWork) -> list[Line]:
    """Return the lines whose settings are gone, and that are not closed: who is there hears nothing."""
    return [line for line in await LINES(uow).all() if line.id in uow.idle_lines and line.closed_at is None]
