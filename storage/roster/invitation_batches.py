"""Invitations by the thousand, in statements of many rows: a running bot waits for no more than a moment."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import delete, insert, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from alerts.people.code import Code, invitation_words_from
from alerts.people.person import Role
from alerts.roster.invitee import Invitee
from storage.core import core_tables as t
from storage.core.columns import core_table
from storage.core.ids import new_id
from storage.encryption.vault import Vault
from storage.joining.codes import code_of
from storage.roster.tables import UntoldInvitationRow

T = TypeVar("T")

_untold = core_table(UntoldInvitationRow)

AT_ONCE = 500
"""Values in one statement; what the database takes is more."""


class SqlInvitationBatches:
    """Invitations by the thousand, in the database (port: alerts/roster/ports.py)."""

    def __init__(self, session: AsyncSession, vault: Vault) -> None:
        self._session = session
        self._vault = vault

    def words(self, invitee: Invitee, generation: int) -> str:
        """Return the words of this person's invitation: who has our key and the list can make them, nobody else."""
        label, town_id = invitee.key
        row = f"{generation}:{town_id}:{label}"
        halves = (self._vault.index(f"invitee {half}", row) for half in ("1", "2"))
        return invitation_words_from(b"".join(halves))

    async def known(self, words: Sequence[str]) -> Mapping[str, Code]:
        """Return the invitations that read so, by their words."""
        by_index = {self._vault.index("code", one): one for one in words}
        found: dict[str, Code] = {}
        for some in _parts(list(by_index)):
            asking = select(t.code).where(t.code.c.purpose == "invite", t.code.c.code_index.in_(some))
            rows = await self._run(asking)
            found |= {by_index[row.code_index]: code_of(row) for row in rows}
        return found

    async def add(self, codes: Mapping[str, Code], lines: Mapping[str, Collection[int]]) -> None:
        """Keep these codes by the keyed hashes of their words, and which lines (ids) each names."""
        rows, offers = [], []
        for words, code in codes.items():
            code_id = new_id()
            rows.append(self._row(code_id, code, words))
            offers += [{"id": new_id(), "code_id": code_id, "line_id": line_id} for line_id in lines[words]]
        if rows:
            await self._run(insert(t.code), rows)
        if offers:
            await self._run(insert(t.offer), offers)

    async def end(self, code_ids: Collection[int], now: datetime) -> None:
        """Let nobody use these from now on."""
        for some in _parts(list(code_ids)):
            await self._run(update(t.code).where(t.code.c.id.in_(some)).values(expires_at=now, waits=False))

    async def count(self, made: Mapping[tuple[Role, int], int]) -> None:
        """Keep of how many the coordinators have not heard yet; it adds up."""
        for (role, town_id), more in made.items():
            theirs = (_untold.c.role == role.value, _untold.c.town_id == town_id)
            added = await self._run(update(_untold).where(*theirs).values(made=_untold.c.made + more))
            if not added.rowcount:
                row = {"id": new_id(), "role": role.value, "town_id": town_id, "made": more}
                await self._run(insert(_untold), row)

    async def take_counts(self) -> Mapping[tuple[Role, int], int]:
        """Return what count() kept, and keep it no more."""
        rows = (await self._run(select(_untold).order_by(_untold.c.id))).all()
        await self._run(delete(_untold))
        return {(Role(row.role), row.town_id): row.made for row in rows}

    def _row(self, code_id: int, code: Code, words: str) -> dict[str, Any]:
        return {
            "id": code_id,
            "purpose": code.purpose,
            "code_index": self._vault.index("code", words),
            "role": code.role,
            "town_id": code.town_id,
            "made_by_id": code.made_by_id,
            "made_at": code.made_at,
            "expires_at": code.expires_at,
            "uses": code.uses,
            "used": code.used,
            "waits": code.waits,
        }

    async def _run(self, statement: Any, *rows: Any) -> Any:
        return await (await self._session.connection()).execute(statement, *rows)


def _parts(values: Sequence[T]) -> Iterator[Sequence[T]]:
    return (values[start : start + AT_ONCE] for start in range(0, len(values), AT_ONCE))
