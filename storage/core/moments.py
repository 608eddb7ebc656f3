"""How moments are kept: whole milliseconds since 1970 in UTC, so that they sort and compare in SQL."""

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import BigInteger, Dialect
from sqlalchemy.types import TypeDecorator

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def milliseconds(moment: datetime) -> int:
    """Return a moment as it is kept. Raises ValueError for a naive one."""
    if moment.tzinfo is None:
        raise ValueError("a moment needs a time zone")
    return (moment - EPOCH) // timedelta(milliseconds=1)


def moment(milliseconds: int | None) -> datetime | None:
    """Return what is kept as a moment again; None for None."""
    return None if milliseconds is None else EPOCH + timedelta(milliseconds=milliseconds)


class UtcMilliseconds(TypeDecorator[datetime]):
    """An aware datetime as an integer; a naive one is refused (ValueError)."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        return None if value is None else milliseconds(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        return moment(value)
