"""Who holds the hotline's phone, in the database."""

from sqlalchemy import delete, insert, select
from sqlmodel.ext.asyncio.session import AsyncSession

from alerts.on_call.hotline_phone import PhoneHolder
from storage.core.ids import new_id
from storage.encryption.vault import Vault
from storage.on_call.tables import hotline_phone

# Built once: to build a statement takes longer than SQLite needs for it.
_HOLDER = select(hotline_phone).order_by(hotline_phone.c.since.desc()).limit(1)
_FORGET = delete(hotline_phone)
_ADD = insert(hotline_phone)


class SqlHotlinePhones:
    """The hotline's phone in the database (port: alerts/on_call/hotline_phone.py)."""

    def __init__(self, session: AsyncSession, _: Vault) -> None:
        self._session = session

    async def holder(self) -> PhoneHolder | None:
        """Return who has it; None where nobody has said so yet, or they are gone."""
        row = (await (await self._session.connection()).execute(_HOLDER)).first()
        return PhoneHolder(person_id=row.person_id, since=row.since) if row else None

    async def hold(self, holder: PhoneHolder) -> None:
        """Keep that they have it, and nobody else."""
        connection = await self._session.connection()
        await connection.execute(_FORGET)
        await connection.execute(_ADD, {"id": new_id(), "person_id": holder.person_id, "since": holder.since})
