"""How many vouches a network had chosen still holds after the migration by which the committee watches over it."""

from pathlib import Path
from shutil import copyfile

import pytest

from storage.database.migrate import migrate
from storage.database.revision import VERSIONS
from storage.database.sqlite_drivers import DriverOptions
from storage.database.sqlite_engine import open_engine
from tests.storage.old_network.database import keyring

STOOD, WAITED = (7, 3, 0), (9, 1, 1)
"""Rows of that program: id, vouches, and whether a second coordinator is still asked."""


@pytest.mark.parametrize(
    ("rows", "holds", "waits"),
    [
        ([], [], []),
        ([STOOD], [("vouches", 3)], []),
        ([STOOD, WAITED], [("vouches", 3)], [(9, 1)]),
        ([WAITED], [], [(9, 1)]),
    ],
)
async def test_what_was_chosen_holds_and_what_waited_waits(
    tmp_path: Path, rows: list[tuple[int, int, int]], holds: list[tuple[str, int]], waits: list[tuple[int, int]]
) -> None:
    engine = open_engine(tmp_path / "rebato.db", keyring(), DriverOptions.PLAIN)
    before = tmp_path / "versions"
    before.mkdir()
    for file in VERSIONS.glob("[0-9]*.py"):
        if file.name[:4] <= "0043":
            copyfile(file, before / file.name)
    await migrate(engine, before)
    async with engine.begin() as connection:
        for row in rows:
            await connection.exec_driver_sql(
                "INSERT INTO vouch_rule (id, needed, waits, made_at) VALUES (?, ?, ?, 0)", row
            )
    await migrate(engine)
    async with engine.begin() as connection:
        kept = await connection.exec_driver_sql("SELECT name, value FROM watched_setting")
        assert [tuple(row) for row in kept] == holds
        asked = await connection.exec_driver_sql("SELECT id, needed FROM vouch_rule")
        assert [tuple(row) for row in asked] == waits
    await engine.dispose()
