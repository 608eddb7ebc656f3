"""What is wrong with a database is told by name, with setting and remedy."""

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError

from bot.verbs.exit_codes import WRONG, explained
from storage.database.faults import REMEDIES, DatabaseFault, DatabaseReplaced, fault_of
from storage.database.migrate import migrate
from storage.database.sqlite_drivers import DriverOptions, choose_driver
from storage.database.sqlite_engine import open_engine
from storage.encryption.keyring import Keyring

NAMES = [
    ("SQLITE_FULL", DatabaseFault.FULL),
    ("SQLITE_BUSY", DatabaseFault.LOCKED),
    ("SQLITE_BUSY_SNAPSHOT", DatabaseFault.LOCKED),
    ("SQLITE_READONLY_DBMOVED", DatabaseFault.READ_ONLY),
    ("SQLITE_CORRUPT", DatabaseFault.DAMAGED),
    ("SQLITE_NOTADB", DatabaseFault.DAMAGED),
    ("SQLITE_IOERR_WRITE", DatabaseFault.IO_ERROR),
    ("SQLITE_CANTOPEN", DatabaseFault.IO_ERROR),
    ("SQLITE_CONSTRAINT_UNIQUE", None),
    ("SQLITE_ERROR", None),
]


class DriverError(Exception):
    """As a driver's, with SQLite's name of it."""

    def __init__(self, name: str) -> None:
        super().__init__("some words")
        self.sqlite_errorname = name


@pytest.mark.parametrize(("name", "found"), NAMES, ids=[name for name, _ in NAMES])
def test_sqlites_names_are_ours(name: str, found: DatabaseFault | None) -> None:
    error = OperationalError("INSERT", None, DriverError(name))
    assert fault_of(error) is found
    assert fault_of(DriverError(name)) is found


def test_what_caused_an_error_counts_and_other_errors_are_no_ailment() -> None:
    wrapped = RuntimeError("the receiver")
    wrapped.__cause__ = DatabaseReplaced("gone")
    assert fault_of(wrapped) is DatabaseFault.REPLACED
    assert fault_of(ValueError("x")) is None


@pytest.mark.parametrize("found", DatabaseFault)
def test_every_remedy_names_a_setting_and_fits_one_line(found: DatabaseFault) -> None:
    assert REMEDIES[found].startswith(("REBATO_DATA", "DATABASE_URL"))
    assert len(REMEDIES[found]) < 110


@pytest.mark.parametrize("wanted", [DriverOptions.PLAIN, DriverOptions.SQLCIPHER])
async def test_a_start_on_a_locked_database_says_who_must_let_go(tmp_path: Path, wanted: DriverOptions) -> None:
    keyring, file = Keyring.generate(), tmp_path / "rebato.db"
    await finished(open_engine(file, keyring, wanted))
    holder: Any = choose_driver(wanted).dbapi.connect(str(file), isolation_level=None)
    if wanted is DriverOptions.SQLCIPHER:
        holder.execute(f"PRAGMA key = \"x'{keyring.file.hex()}'\"")
    holder.execute("BEGIN IMMEDIATE")
    engine = open_engine(file, keyring, wanted, busy=0.01)
    with pytest.raises(OperationalError) as caught:
        await migrate(engine)
    await engine.dispose()
    holder.close()
    assert explained(caught.value) == (WRONG, REMEDIES[DatabaseFault.LOCKED])


async def finished(engine: Any) -> None:
    await migrate(engine)
    await engine.dispose()
