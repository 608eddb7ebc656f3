"""Codes: invitations, and the links between two transports of one person. Only their keyed hashes are kept."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, case, delete, insert, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from alerts.people.code import Code
from alerts.people.person import Role
from storage.core.core_tables import code as t
from storage.core.core_tables import invited
from storage.core.ids import new_id
from storage.core.moments import UtcMilliseconds
from storage.encryption.vault import Vault
from storage.inbox.insert_new import insert_new

_NOW: Any = bindparam("now", type_=UtcMilliseconds())
_IS_OPEN = t.c.used_at.is_(None)
_IT = t.c.id == bindparam("which")
_OF_PERSON = invited.c.code_id == bindparam("which"), invited.c.person_id == bindparam("whose")
# Built once: a wave of newcomers asks for these hundreds of times a minute.
_ADD = insert(t)
_FIND = select(t).where(t.c.code_index == bindparam("hash"), t.c.purpose == bindparam("meant"))
_GET = select(t).where(_IT)
_OPEN_INVITATIONS = select(t).where(t.c.purpose == "invite", _IS_OPEN, t.c.expires_at > _NOW).order_by(t.c.id)
_END = update(t).where(_IT).values(expires_at=_NOW, waits=False)
_IS_LAST = t.c.used + 1 >= t.c.uses
_USE = update(t).where(_IT, _IS_OPEN).values(used=t.c.used + 1, used_at=case((_IS_LAST, _NOW), else_=t.c.used_at))
_APPROVE = update(t).where(_IT, t.c.waits.is_(True)).values(waits=False)
_DROP = delete(t).where(t.c.purpose == bindparam("meant"), t.c.person_id == bindparam("whose"))
_HAS_JOINED = select(invited.c.id).where(*_OF_PERSON, invited.c.joined_at.is_not(None))
_ADD_INVITED = insert(invited)
_JOINED = update(invited).where(*_OF_PERSON).values(joined_at=_NOW)


class SqlCodes:
    """Invitations and linking codes in the database (port: alerts/joining/ports.py)."""

    def __init__(self, session: AsyncSession, vault: Vault) -> None:
        self._session = session
        self._vault = vault

    async def add(self, code: Code, words: str) -> None:
        """Keep a code by its keyed hash."""
        values = {
            "id": new_id(),
            "purpose": code.purpose,
            "code_index": self._vault.index("code", words),
            "role": code.role.value if code.role is not None else None,
            "town_id": code.town_id,
            "person_id": code.person_id,
            "expires_at": code.expires_at,
            "uses": code.uses,
            "used": 0,
            "waits": code.waits,
            "made_by_id": code.made_by_id,
            "made_at": code.made_at,
        }
        await self._run(_ADD, values)

    async def find(self, purpose: str, words: str) -> Code | None:
        """Return the code that reads so; None where there is none for this purpose."""
        row = (await self._run(_FIND, {"hash": self._vault.index("code", words), "meant": purpose})).first()
        return code_of(row) if row is not None else None

    async def get(self, code_id: int) -> Code | None:
        """Return the code of this id; None where there is none (any more)."""
        row = (await self._run(_GET, {"which": code_id})).first()
        return code_of(row) if row is not None else None

    async def open_invitations(self, now: datetime) -> list[Code]:
        """Return the invitations that somebody can still use, oldest first."""
        return [code_of(row) for row in await self._run(_OPEN_INVITATIONS, {"now": now})]

    async def end(self, code_id: int, now: datetime) -> None:
        """Let nobody use it from now on; who tries it yet has guessed nothing."""
        await self._run(_END, {"which": code_id, "now": now})

    async def use(self, code_id: int, now: datetime) -> bool:
        """Use it once; False where others were faster and nothing is left of it."""
        return bool((await self._run(_USE, {"which": code_id, "now": now})).rowcount == 1)

    async def approve(self, code_id: int) -> bool:
        """Let it work; False where it does already, or is over."""
        return bool((await self._run(_APPROVE, {"which": code_id})).rowcount == 1)

    async def drop(self, purpose: str, person_id: int) -> None:
        """Forget this person's codes for this purpose: a new one takes their place."""
        await self._run(_DROP, {"meant": purpose, "whose": person_id})

    async def opened(self, code_id: int, person_id: int) -> None:
        """Remember that this person opened it; that takes it from nobody."""
        values = {"id": new_id(), "code_id": code_id, "person_id": person_id, "joined_at": None}
        await insert_new(self._session, invited, values, ("code_id", "person_id"))

    async def joined(self, code_id: int, person_id: int, now: datetime) -> None:
        """Remember that this person came in by it."""
        given = {"which": code_id, "whose": person_id, "now": now}
        if (await self._run(_JOINED, given)).rowcount == 0:
            values = {"id": new_id(), "code_id": code_id, "person_id": person_id, "joined_at": now}
            await self._run(_ADD_INVITED, values)

    async def has_joined(self, code_id: int, person_id: int) -> bool:
        """Say whether this person came in by it before."""
        return (await self._run(_HAS_JOINED, {"which": code_id, "whose": person_id})).first() is not None

    async def _run(self, statement: Any, values: Mapping[str, Any]) -> Any:
        return await (await self._session.connection()).execute(statement, values)


def code_of(row: Any) -> Code:
    """Return the code that a row of the table holds."""
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
