"""The settings that the committee watches over."""

from dataclasses import replace

from sqlalchemy import bindparam, insert, update
from sqlmodel.ext.asyncio.session import AsyncSession

from alerts.network.watched_setting import SettingInForce
from storage.core.columns import core_table
from storage.core.core_tables import network
from storage.core.ids import new_id
from storage.core.network_tables import WatchedSettingRow
from storage.encryption.vault import Vault
from storage.network.networks import TOWNS_CHANGED
from storage.network.settings_in_force import read_settings

# Built once: to build a statement takes longer than SQLite needs for it.
_watched = core_table(WatchedSettingRow)
_CHANGED = ("value", "proposed", "changed_at", "objected", "before")
_ADD = insert(_watched)
_CHANGE = (
    update(_watched)
    .where(_watched.c.id == bindparam("which"))
    .values({name: bindparam(f"new_{name}") for name in _CHANGED})
)
_COUNT_CHANGE = update(network).values(towns_version=network.c.towns_version + 1)


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
        values = {name: getattr(kept, name) for name in _CHANGED}
        connection = await self._session.connection()
        given = {"which": kept.id, **{f"new_{name}": value for name, value in values.items()}}
        if not (await connection.execute(_CHANGE, given)).rowcount:
            await connection.execute(_ADD, {"id": kept.id, "name": kept.setting.value, **values})
        # It is read with the network and its towns, and anew like those.
        await connection.execute(_COUNT_CHANGE)
        self._session.info[TOWNS_CHANGED] = True
        return kept
