"""Codes that do not exist, and who wrote them, in the database."""

from datetime import datetime

from sqlalchemy import delete
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from alerts.joining.guesses import Guesses, LineGuesses
from storage.core.ids import new_id
from storage.encryption.vault import Vault
from storage.joining.tables import LineGuessesRow, WrongGuessRow


class SqlWrongGuesses:
    """Wrong guesses in the database (port: alerts/joining/ports.py)."""

    def __init__(self, session: AsyncSession, _: Vault) -> None:
        self._session = session

    async def of(self, person_id: int) -> Guesses | None:
        """Return what this person guessed; None: nothing."""
        row = await self._row(person_id)
        return Guesses(count=row.count, last_at=row.last_at, told_at=row.told_at) if row is not None else None

    async def save(self, person_id: int, guesses: Guesses) -> None:
        """Keep what this person guessed by now."""
        row = await self._row(person_id) or WrongGuessRow(
            id=new_id(), person_id=person_id, count=0, last_at=guesses.last_at
        )
        row.count, row.last_at, row.told_at = guesses.count, guesses.last_at, guesses.told_at
        self._session.add(row)
        await self._session.flush()

    async def told_since(self, moment: datetime) -> bool:
        """Say whether coordinators were told of anybody's since then."""
        told = select(WrongGuessRow.id).where(col(WrongGuessRow.told_at) > moment).limit(1)
        return (await self._session.exec(told)).first() is not None

    async def end(self, before: datetime) -> None:
        """Forget those of whom the last lies before this."""
        await self._session.exec(delete(WrongGuessRow).where(col(WrongGuessRow.last_at) < before))
        self._session.expire_all()

    async def on_line(self, line_id: int) -> LineGuesses | None:
        """Return what was guessed on this line, by whomever; None: nothing."""
        row = await self._session.get(LineGuessesRow, line_id)
        return LineGuesses(count=row.count, since=row.since, told_at=row.told_at) if row is not None else None

    async def save_on_line(self, line_id: int, guesses: LineGuesses) -> None:
        """Keep what was guessed on this line by now."""
        row = await self._session.get(LineGuessesRow, line_id) or LineGuessesRow(
            line_id=line_id, count=0, since=guesses.since
        )
        row.count, row.since, row.told_at = guesses.count, guesses.since, guesses.told_at
        self._session.add(row)
        await self._session.flush()

    async def _row(self, person_id: int) -> WrongGuessRow | None:
        found = await self._session.exec(select(WrongGuessRow).where(WrongGuessRow.person_id == person_id))
        return found.first()
