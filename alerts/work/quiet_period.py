"""The time in which somebody is not told of the same once more: a deadline that does nothing when it ends."""

from datetime import datetime

from alerts.work.unit_of_work import UnitOfWork


async def end_quiet_period(uow: UnitOfWork, now: datetime, subject_id: int) -> None:
    """Do nothing: that this deadline stands no more lets them be told anew."""
