"""The old network's rows in a database of any kind, at the revision they were kept in."""

import base64
import json
from functools import cache
from pathlib import Path
from shutil import copyfile
from typing import Any

from sqlalchemy import Connection, LargeBinary, MetaData, Table, func, insert, select
from sqlalchemy.ext.asyncio import AsyncEngine

from storage.database.migrate import migrate
from storage.database.revision import VERSIONS
from storage.encryption.keyring import Keyring

FOLDER = Path(__file__).parent


@cache
def kept(file: str) -> dict[str, Any]:
    """Return the content of one of this folder's JSON files."""
    content: dict[str, Any] = json.loads((FOLDER / file).read_text(encoding="utf-8"))
    return content


@cache
def keyring() -> Keyring:
    """Open the network's key file."""
    return Keyring.open(FOLDER, kept("people.json")["rebato_key"])


async def fill(engine: AsyncEngine, folder: Path) -> None:
    """Make the tables by the repository's own migrations up to that revision, and insert every row.

    `folder`: takes a copy of those migrations.
    """
    await migrate(engine, _versions(folder))
    async with engine.begin() as connection:
        await connection.run_sync(_insert)


def _versions(folder: Path) -> Path:
    folder.mkdir()
    for file in VERSIONS.glob("[0-9]*.py"):
        if file.name[:4] <= kept("rows.json")["revision"]:
            copyfile(file, folder / file.name)
    return folder


def _insert(connection: Connection) -> None:
    tables = reflected(connection)
    assert {table.name for table in tables} == kept("rows.json")["tables"].keys()
    for table in tables:
        rows = _rows(table)
        if rows:
            # In one statement: a row may refer to a later one of its own table.
            connection.execute(insert(table).values(rows))
        if connection.dialect.name == "postgresql" and "id" in table.c:
            # The next number of a table that counts by itself; NULL, and without effect, for any other.
            counter = func.pg_get_serial_sequence(table.name, "id")
            connection.execute(select(func.setval(counter, select(func.max(table.c.id)).scalar_subquery())))


def _rows(table: Table) -> list[dict[str, Any]]:
    found = kept("rows.json")["tables"][table.name]
    blobs = {column.name for column in table.c if isinstance(column.type, LargeBinary)}
    rows = [dict(zip(found["columns"], row, strict=True)) for row in found["rows"]]
    return [
        {name: base64.b64decode(value) if name in blobs and value is not None else value for name, value in row.items()}
        for row in rows
    ]


def reflected(connection: Connection) -> list[Table]:
    """Return the tables as they are in the database, those that others refer to first."""
    found = MetaData()
    found.reflect(connection)
    return [table for table in found.sorted_tables if table.name != "alembic_version"]
