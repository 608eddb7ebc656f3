"""Subjects: what notices are about."""

from sqlalchemy import bindparam, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.core.core_tables import subject
from storage.encryption.vault import Vault

_KIND = select(subject.c.kind).where(subject.c.id == bindparam("subject"))  # Built once: many taps ask for it.


class SqlSubjects:
    """Subjects in the database (port: alerts/work/subject.py)."""

    def __init__(self, session: AsyncSession, _: Vault) -> None:
        self._session = session

    async def kind(self, subject_id: int) -> str | None:
        """Return which kind of subject it is; None where it is gone."""
        connection = await self._session.connection()
        kind: str | None = (await connection.execute(_KIND, {"subject": subject_id})).scalar_one_or_none()
        return kind
