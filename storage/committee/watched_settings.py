"""The settings that the committee watches over."""

from dataclasses import replace

from sqlalchemy import update
from sqlmodel.ext.asyncio.session import AsyncSession

from alerts.network.watched_setting import SettingInForce
from storage.core.ids import new_id
from storage.core.network_tables import NetworkRow, WatchedSettingRow
from storage.encryption.vault import Vault
from storage.network.networks import TOWNS_CHANGED
from storage.network.settings_in_force import read_settings


class SqlWatchedSettings:
    """These settings in the database (port: alerts/committee/ports.py)."""

    def __init__(self, session: AsyncSession, _: Vault) -> None:
        self._session = session

    async def all(self) -> list[SettingInForce]:
        """Return all that were kept, in the order in which they were."""
        return await read_settings(self._session)

    async def save(self, setting: SettingInForce) -> SettingInForce:
        """Keep how it stands now; what runs meanwhile follows within seconds."""
        kept = replace(setting, id=setting.id or new_id())
        row = await self._session.get(WatchedSettingRow, kept.id) or WatchedSettingRow(
            id=kept.id, name=kept.setting.value, value=0
        )
        row.value, row.proposed, row.before = kept.value, kept.proposed, kept.before
        row.changed_at, row.objected = kept.changed_at, kept.objected
        self._session.add(row)
        await self._session.flush()
        # It is read with the network and its towns, and anew like those.
        await self._session.exec(update(NetworkRow).values(towns_version=NetworkRow.towns_version + 1))
        self._session.info[TOWNS_CHANGED] = True
        return kept
