"""The settings that the committee watches over, as they are in force."""

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from alerts.network.watched_setting import SettingInForce, WatchedSetting
from storage.core.network_tables import WatchedSettingRow


async def read_settings(session: AsyncSession) -> list[SettingInForce]:
    """Return all that were kept, in the order in which they were."""
    rows = await session.exec(select(WatchedSettingRow).order_by(col(WatchedSettingRow.id)))
    return [_setting(row) for row in rows.all()]


def _setting(row: WatchedSettingRow) -> SettingInForce:
    return SettingInForce(
        id=row.id,
        setting=WatchedSetting(row.name),
        value=row.value,
        proposed=row.proposed,
        changed_at=row.changed_at,
        objected=row.objected,
        before=row.before,
    )
