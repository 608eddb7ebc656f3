"""The settings that the committee watches over, as they are in force."""

from typing import Any

from sqlalchemy import select
from sqlmodel.ext.asyncio.session import AsyncSession

from alerts.network.watched_setting import SettingInForce, WatchedSetting
from storage.core.columns import core_table
from storage.core.network_tables import WatchedSettingRow

# Built once: a network that is read anew asks for it.
_watched = core_table(WatchedSettingRow)
_ALL = select(_watched).order_by(_watched.c.id)


async def read_settings(session: AsyncSession) -> list[SettingInForce]:
    """Return all that were kept, in the order in which they were."""
    return [_setting(row) for row in await (await session.connection()).execute(_ALL)]


def _setting(row: Any) -> SettingInForce:
    return SettingInForce(
        id=row.id,
        setting=WatchedSetting(row.name),
        value=row.value,
        proposed=row.proposed,
        changed_at=row.changed_at,
        objected=row.objected,
        before=row.before,
    )
