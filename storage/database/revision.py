"""Which version the tables are of: asked at every start, without waiting for anybody, and without what changes them."""

from pathlib import Path

from sqlalchemy import Connection, inspect
from sqlalchemy.ext.asyncio import AsyncEngine

from storage.database.sqlite_engine import read_only

SCRIPTS = Path(__file__).parents[1] / "migrations"
VERSIONS = SCRIPTS / "versions"
_DIGITS = 4
"""The number that a migration's file begins with is its revision."""


def latest(versions: Path = VERSIONS) -> str:
    """Return the revision of this program's tables."""
    return max(file.name[:_DIGITS] for file in versions.glob("[0-9]*.py"))


async def is_latest(engine: AsyncEngine) -> bool:
    """Say whether no migration is missing. Raises what the database raises."""
    async with read_only(engine).connect() as connection:
        return await connection.run_sync(_revision) == latest()


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    return found
