"""Codes that do not exist, and who wrote them, in the database."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, insert, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from alerts.joining.guesses import Guesses, LineGuesses
from storage.core.ids import new_id
from storage.core.moments import UtcMilliseconds
from storage.encryption.vault import Vault
from storage.joining.tables import line_guesses, wrong_guess

_THEIRS = wrong_guess.c.person_id == bindparam("whose")
_ON_LINE = line_guesses.c.line_id == bindparam("line")
_MOMENT: Any = bindparam("moment", type_=UtcMilliseconds())
# Built once: every code that somebody writes asks for some of these.
_OF = select(*(wrong_guess.c[name] for name in ("count", "last_at", "told_at"))).where(_THEIRS)
_CHANGE = update(wrong_guess).where(_THEIRS)
_ADD = insert(wrong_guess)
_TOLD_SINCE = select(wrong_guess.c.id).where(wrong_guess.c.told_at > _MOMENT).limit(1)
_END = delete(wrong_guess).where(wrong_guess.c.last_at < _MOMENT)
_OF_LINE = select(*(line_guesses.c[name] for name in ("count", "since", "told_at"))).where(_ON_LINE)
_CHANGE_LINE = update(line_guesses).where(_ON_LINE)
_ADD_LINE = insert(line_guesses)


class SqlWrongGuesses:
    """Wrong guesses in the database (port: alerts/joining/ports.py)."""

    def __init__(self, session: AsyncSession, _: Vault) -> None:
        self._session = session

    async def of(self, person_id: int) -> Guesses | None:
        """Return what this person guessed; None: nothing."""
        row = (await self._run(_OF, {"whose": person_id})).mappings().first()
        return Guesses(**row) if row is not None else None

    async def save(self, person_id: int, guesses: Guesses) -> None:
        """Keep what this person guessed by now."""
        values = {"count": guesses.count, "last_at": guesses.last_at, "told_at": guesses.told_at}
        if (await self._run(_CHANGE, {"whose": person_id, **values})).rowcount == 0:
            await self._run(_ADD, {"id": new_id(), "person_id": person_id, **values})

    async def told_since(self, moment: datetime) -> bool:
        """Say whether coordinators were told of anybody's since then."""
        return (await self._run(_TOLD_SINCE, {"moment": moment})).first() is not None

    async def end(self, before: datetime) -> None:
        """Forget those of whom the last lies before this."""
        await self._run(_END, {"moment": before})

    async def on_line(self, line_id: int) -> LineGuesses | None:
        """Return what was guessed on this line, by whomever; None: nothing."""
        row = (await self._run(_OF_LINE, {"line": line_id})).mappings().first()
        return LineGuesses(**row) if row is not None else None

    async def save_on_line(self, line_id: int, guesses: LineGuesses) -> None:
        """Keep what was guessed on this line by now."""
        values = {"count": guesses.count, "since": guesses.since, "told_at": guesses.told_at}
        if (await self._run(_CHANGE_LINE, {"line": line_id, **values})).rowcount == 0:
            await self._run(_ADD_LINE, {"line_id": line_id, **values})

    async def _run(self, statement: Any, values: Mapping[str, Any]) -> Any:
        return await (await self._session.connection()).execute(statement, values)
