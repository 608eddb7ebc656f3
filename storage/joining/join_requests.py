"""Requests to join in the database: one a person."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import and_, bindparam, delete, func, insert, or_, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from alerts.joining.join_request import DECLINED_HOLDS, REQUESTS, UNDO_WITHIN, JoinRequest, LetInBatch, LetInPerson
from alerts.network.retention import Retention
from alerts.people.person import Role
from storage.core.ids import new_id
from storage.core.moments import UtcMilliseconds
from storage.encryption.vault import Vault
from storage.joining.tables import held_decline, join_request
from storage.people.held_addresses import indexes

_NOW: Any = bindparam("now", type_=UtcMilliseconds())
_THEIRS = join_request.c.person_id == bindparam("whose")
_HASHED = held_decline.c.address_index.in_(bindparam("hashes", expanding=True))
# Built once: whoever joins asks for some of these.
_OF = select(join_request).where(_THEIRS)
_BEGIN = insert(join_request)
_END = delete(join_request).where(_THEIRS)
_DECLINE = update(join_request).where(_THEIRS).values(declined_at=_NOW)
_END_DECLINES = delete(held_decline).where(_HASHED)
_ADD_DECLINE = insert(held_decline)
_WAS_DECLINED = select(held_decline.c.id).where(_HASHED, held_decline.c.declined_at > _NOW).limit(1)


class SqlJoinRequests:
    """Requests to join in the database (port: alerts/joining/ports.py)."""

    def __init__(self, session: AsyncSession, vault: Vault) -> None:
        self._session = session
        self._vault = vault

    async def of(self, person_id: int) -> JoinRequest | None:
        """Return the last request of this person; None where they made none, or it was granted."""
        row = (await self._run(_OF, {"whose": person_id})).first()
        if row is None or row.batch_id is not None:
            return None
        return JoinRequest(
            person_id=row.person_id,
            town_id=row.town_id,
            first_asked_at=row.first_asked_at,
            asked_at=row.asked_at,
            declined_at=row.declined_at,
        )

    async def begin(self, person_id: int, town_id: int, now: datetime) -> None:
        """Keep a new request, in place of the one before; whoever waits still keeps their place."""
        before = await self.of(person_id)
        since = before.first_asked_at if before is not None and before.is_open else now
        await self.end(person_id)
        values = {"id": new_id(), "person_id": person_id, "town_id": town_id, "first_asked_at": since, "asked_at": now}
        await self._run(_BEGIN, values)

    async def decline(self, person_id: int, now: datetime) -> None:
        """Remember that a coordinator declined it; and their addresses, as keyed hashes."""
        await self._run(_DECLINE, {"whose": person_id, "now": now})
        hashes = sorted(await indexes(self._session, self._vault, person_id))
        await self._run(_END_DECLINES, {"hashes": hashes})
        for one in hashes:
            await self._run(_ADD_DECLINE, {"id": new_id(), "address_index": one, "declined_at": now})

    async def was_declined(self, person_id: int, since: datetime) -> bool:
        """Say whether somebody with an address of theirs was declined since then."""
        hashes = await indexes(self._session, self._vault, person_id)
        return (await self._run(_WAS_DECLINED, {"hashes": sorted(hashes), "now": since})).first() is not None

    async def end_declines(self, before: datetime) -> None:
        """Forget whose address was declined before then."""
        await self._run(delete(held_decline).where(held_decline.c.declined_at <= before))

    async def end(self, person_id: int) -> None:
        """Forget it: they are in."""
        await self._run(_END, {"whose": person_id})

    async def let_in(self, person_ids: Collection[int], role: Role, now: datetime) -> int:
        """Remember that these were let in together, as what; return the id of the batch by which that is undone."""
        batch_id = new_id()
        values = {"batch_id": batch_id, "let_in_at": now, "let_in_as": role.value}
        theirs = join_request.c.person_id.in_(list(person_ids))
        await self._run(update(join_request).where(theirs).values(**values))
        return batch_id

    async def open_among(self, person_ids: Collection[int], town_id: int) -> list[int]:
        """Return which of them still wait for an answer in that town, the oldest first."""
        c = join_request.c
        theirs = c.person_id.in_(list(person_ids)), c.town_id == town_id
        waiting = select(c.person_id).where(*theirs, c.declined_at.is_(None), c.batch_id.is_(None))
        return list((await self._run(waiting.order_by(c.first_asked_at, c.id))).scalars())

    async def batches(self, town_ids: Collection[int], since: datetime) -> list[LetInBatch]:
        """Return who was let in together in one of these towns since then, the newest first."""
        c = join_request.c
        at = func.max(c.let_in_at, type_=c.let_in_at.type)
        lately = c.town_id.in_(list(town_ids)), c.batch_id.is_not(None), c.let_in_at > since
        together = select(c.batch_id, func.count(), at).where(*lately).group_by(c.batch_id)
        rows = await self._run(together.order_by(c.batch_id.desc()))
        return [LetInBatch(id=batch_id, people=people, at=moment) for batch_id, people, moment in rows]

    async def let_in_together(self, batch_id: int) -> list[LetInPerson]:
        """Return those of this batch whose requests are still kept."""
        c = join_request.c
        rows = await self._run(select(join_request).where(c.batch_id == batch_id).order_by(c.first_asked_at, c.id))
        return [
            LetInPerson(person_id=row.person_id, town_id=row.town_id, role=Role(row.let_in_as), at=row.let_in_at)
            for row in rows
        ]

    async def reopen(self, person_ids: Collection[int]) -> None:
        """Let their requests wait for an answer again, where they stood."""
        values = {"batch_id": None, "let_in_at": None, "let_in_as": None}
        theirs = join_request.c.person_id.in_(list(person_ids))
        await self._run(update(join_request).where(theirs).values(**values))

    async def _run(self, statement: Any, values: Mapping[str, Any] | None = None) -> Any:
        return await (await self._session.connection()).execute(statement, values)


async def purge_requests(session: AsyncSession, now: datetime, retention: Retention) -> None:
    """Remove requests that nobody answered for long, those declined long ago, and what can be undone no more."""
    c = join_request.c
    unanswered = and_(c.declined_at.is_(None), c.batch_id.is_(None), c.first_asked_at < now - retention.of(REQUESTS))
    declined = c.declined_at < now - DECLINED_HOLDS
    let_in = c.let_in_at < now - UNDO_WITHIN
    await (await session.connection()).execute(delete(join_request).where(or_(unanswered, declined, let_in)))
    session.expire_all()
