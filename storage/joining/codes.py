"""Codes: invitations, and the links between two transports of one person. Only their keyed hashes are kept."""

from datetime import datetime
from typing import Any

from sqlalchemy import delete, update
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from alerts.people.code import Code
from alerts.people.person import Role
from storage.core.ids import new_id
from storage.core.people_tables import CodeRow, InvitedRow
from storage.encryption.vault import Vault


class SqlCodes:
    """Invitations and linking codes in the database (port: alerts/joining/ports.py)."""

    def __init__(self, session: AsyncSession, vault: Vault) -> None:
        self._session = session
        self._vault = vault

    async def add(self, code: Code, words: str) -> None:
        """Keep a code by its keyed hash."""
        self._session.add(
            CodeRow(
                id=new_id(),
                purpose=code.purpose,
                code_index=self._vault.index("code", words),
                role=code.role,
                town_id=code.town_id,
                person_id=code.person_id,
                expires_at=code.expires_at,
                uses=code.uses,
                waits=code.waits,
                made_by_id=code.made_by_id,
                made_at=code.made_at,
            )
        )
        await self._session.flush()

    async def find(self, purpose: str, words: str) -> Code | None:
        """Return the code that reads so; None where there is none for this purpose."""
        found = await self._session.exec(
            select(CodeRow).where(CodeRow.code_index == self._vault.index("code", words), CodeRow.purpose == purpose)
        )
        row = found.first()
        return code_of(row) if row is not None else None

    async def get(self, code_id: int) -> Code | None:
        """Return the code of this id; None where there is none (any more)."""
        row = await self._session.get(CodeRow, code_id)
        return code_of(row) if row is not None else None

    async def open_invitations(self, now: datetime) -> list[Code]:
        """Return the invitations that somebody can still use, oldest first."""
        rows = await self._session.exec(
            select(CodeRow)
            .where(CodeRow.purpose == "invite", col(CodeRow.used_at).is_(None), CodeRow.expires_at > now)
            .order_by(col(CodeRow.id))
        )
        return [code_of(row) for row in rows.all()]

    async def end(self, code_id: int, now: datetime) -> None:
        """Let nobody use it from now on; who tries it yet has guessed nothing."""
        ended = update(CodeRow).where(col(CodeRow.id) == code_id).values(expires_at=now, waits=False)
        await self._session.exec(ended)
        self._session.expire_all()

    async def use(self, code_id: int, now: datetime) -> bool:
        """Use it once; False where others were faster and nothing is left of it."""
        its, is_open = col(CodeRow.id) == code_id, col(CodeRow.used_at).is_(None)
        used = await self._session.exec(update(CodeRow).where(its, is_open).values(used=col(CodeRow.used) + 1))
        nothing_left = col(CodeRow.used) >= col(CodeRow.uses)
        await self._session.exec(update(CodeRow).where(its, is_open, nothing_left).values(used_at=now))
        self._session.expire_all()
        return bool(used.rowcount == 1)

    async def approve(self, code_id: int) -> bool:
        """Let it work; False where it does already, or is over."""
        its, waits = col(CodeRow.id) == code_id, col(CodeRow.waits).is_(True)
        changed = await self._session.exec(update(CodeRow).where(its, waits).values(waits=False))
        self._session.expire_all()
        return bool(changed.rowcount == 1)

    async def drop(self, purpose: str, person_id: int) -> None:
        """Forget this person's codes for this purpose: a new one takes their place."""
        theirs = col(CodeRow.purpose) == purpose, col(CodeRow.person_id) == person_id
        await self._session.exec(delete(CodeRow).where(*theirs))
        self._session.expire_all()

    async def opened(self, code_id: int, person_id: int) -> None:
        """Remember that this person opened it; that takes it from nobody."""
        if await self._invited(code_id, person_id) is None:
            self._session.add(InvitedRow(id=new_id(), code_id=code_id, person_id=person_id))
            await self._session.flush()

    async def joined(self, code_id: int, person_id: int, now: datetime) -> None:
        """Remember that this person came in by it."""
        row = await self._invited(code_id, person_id) or InvitedRow(id=new_id(), code_id=code_id, person_id=person_id)
        row.joined_at = now
        self._session.add(row)
        await self._session.flush()

    async def has_joined(self, code_id: int, person_id: int) -> bool:
        """Say whether this person came in by it before."""
        row = await self._invited(code_id, person_id)
        return row is not None and row.joined_at is not None

    async def _invited(self, code_id: int, person_id: int) -> InvitedRow | None:
        its = InvitedRow.code_id == code_id, InvitedRow.person_id == person_id
        return (await self._session.exec(select(InvitedRow).where(*its))).first()


def code_of(row: Any) -> Code:
    """Return the code that a row of the table holds, whether it was read with SQLModel or with SQLAlchemy Core."""
    return Code(
        id=row.id,
        purpose=row.purpose,
        expires_at=row.expires_at,
        role=Role(row.role) if row.role else None,
        town_id=row.town_id,
        person_id=row.person_id,
        uses=row.uses,
        used=row.used,
        waits=row.waits,
        used_at=row.used_at,
        made_by_id=row.made_by_id,
        made_at=row.made_at,
    )
