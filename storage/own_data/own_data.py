"""Everything in the database that is kept on one person, opened."""

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import Column, func, select
from sqlmodel import SQLModel
from sqlmodel.ext.asyncio.session import AsyncSession

from alerts.own_data.kept_row import KeptRow, KeptValue
from storage.core import core_tables as t
from storage.encryption.vault import Vault
from storage.own_data.references import COUNTED, ELSEWHERE, TWICE, references, sender_indexes, whose

STATES = ("consented_at", "stopped_at", "suspended_at", "unverified_at", "away_until", "parted_from_id")
"""Columns of a person of which each that is set is told apart."""


_READ = {"text", "point"}
"""Fields by which a message or a place is known: what else stands there is the platform's numbering."""


class SqlOwnData:
    """What is kept on a person, in the database (port: alerts/own_data/ports.py)."""

    def __init__(self, session: AsyncSession, vault: Vault) -> None:
        self._session = session
        self._vault = vault

    async def of(self, person_id: int) -> list[KeptRow]:
        """Return it, each table's together, the oldest first."""
        kept: list[KeptRow] = []
        senders = await sender_indexes(self._session, self._vault, person_id)
        for column in references():
            if str(column) in COUNTED:
                counting = select(func.count()).select_from(column.table).where(whose(column, person_id, senders))
                if n := (await self._run(counting)).scalar_one():
                    kept.append(KeptRow(what=str(column), values={"n": n}))
            elif str(column) not in TWICE | ELSEWHERE:
                kept += await self._rows(column, person_id, senders)
        return kept

    async def _rows(self, column: Column[Any], person_id: int, senders: list[bytes]) -> list[KeptRow]:
        table = column.table
        [own] = table.primary_key
        theirs = select(table).where(whose(column, person_id, senders)).order_by(own)
        rows = [dict(row) for row in (await self._run(theirs)).mappings()]
        numbers = await self._numbers(rows)
        lines = await self._lines()
        found: list[KeptRow] = []
        for row in rows:
            values = {one.name: self._opened(one, row[own.name], row[one.name]) for one in table.columns}
            values["number"] = row.get("number") if table.name == "incident" else numbers.get(row.get("incident_id"))
            values["transport"] = lines.get(row.get("line_id"))
            found.append(KeptRow(what=str(column), values=values))
            if column is t.person.c.id:
                found += _states(values)
        return found

    def _opened(self, column: Column[Any], row_id: int, value: Any) -> KeptValue:
        if value is None or isinstance(value, str | int | float | datetime):
            return value
        if not column.info.get("sealed"):
            # A keyed hash: it tells nothing.
            return None
        opened = self._vault.open(column.table.name, column.name, row_id, value)
        return ", ".join(_said(opened)) if opened[:1] in ("{", "[") else opened

    async def _numbers(self, rows: list[dict[str, Any]]) -> dict[int | None, int]:
        incident = SQLModel.metadata.tables["incident"]
        ids = {row["incident_id"] for row in rows if row.get("incident_id") is not None}
        if not ids:
            return {}
        return dict((await self._run(select(incident.c.id, incident.c.number).where(incident.c.id.in_(ids)))).all())

    async def _lines(self) -> dict[int | None, str]:
        return dict((await self._run(select(t.line.c.id, t.line.c.transport))).all())

    async def _run(self, statement: Any) -> Any:
        return await (await self._session.connection()).execute(statement)


def _states(values: dict[str, KeptValue]) -> Iterator[KeptRow]:
    for name in STATES:
        if values[name] is not None:
            yield KeptRow(what=f"person.{name}", values=values)


def _said(opened: str) -> Iterator[str]:
    """Return what a JSON value says, with the names of its fields; of messages and places what they say themselves."""
    try:
        value = json.loads(opened)
    except json.JSONDecodeError:
        # Words of theirs that begin like JSON.
        yield opened
        return
    if isinstance(value, dict) and _READ & value.keys():
        yield from (str(value[name]) for name in ("sender_name", "text", "words", "point") if value.get(name))
    elif isinstance(value, dict):
        yield from (f"{name}: {one}" for name, one in value.items() if one not in (None, "", [], {}, False, 0))
    else:
        yield str(value)
