"""Subjects: what notices are about."""

from sqlmodel.ext.asyncio.session import AsyncSession

from storage.core.subject_tables import SubjectRow
from storage.encryption.vault import Vault


class SqlSubjects:
    """Subjects in the database (port: alerts/work/subject.py)."""

    def __init__(self, session: AsyncSession, _: Vault) -> None:
        self._session = session

    async def kind(self, subject_id: int) -> str | None:
        """Return which kind of subject it is; None where it is gone."""
        row = await self._session.get(SubjectRow, subject_id)
        return row.kind if row else None
