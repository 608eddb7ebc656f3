"""What `rebato people export` does: the list of people as a file under a passphrase, told to the coordinators."""

from datetime import datetime
from pathlib import Path

from alerts.network.town import Town
from alerts.roster.exporting import announce_operators_list
from alerts.roster.roster_row import RosterRow, roster_rows
from bot.network.open import OpenNetwork
from bot.network.private_file import new_private_file
from bot.settings.settings import Settings, SettingsError
from handlers.core.lexicon import cleaner
from handlers.roster.encrypted_archive import encrypted_archive
from handlers.roster.people_table import people_table
from locales.catalogue import ReaderLocale
from storage.unit_of_work import UnitOfWorkFactory

SHORTEST = 16
"""Characters of a passphrase: the file can be tried for as long as somebody has it."""
_FEWEST = 8
"""Different ones among them."""
INSIDE = "list.csv"


def checked_passphrase(first: str, second: str) -> str:
    """Return the passphrase that was given twice. Raises SettingsError where it differs, or is guessed too easily."""
    if first != second:
        raise SettingsError("passphrase", "differs from the first one", "start again")
    if len(first) < SHORTEST or len(set(first)) < _FEWEST:
        raise SettingsError("passphrase", f"has fewer than {SHORTEST} characters", "take six random words")
    return first


async def export_people(
    settings: Settings, opened: OpenNetwork, now: datetime, town: Town | None, passphrase: str, out: Path
) -> int:
    """Write the list of this town (None: of all) to a new file; return how many people stand in it.

    The coordinators are told whether or not somebody opens it. Raises SettingsError where the file is there already.
    """
    work = UnitOfWorkFactory(opened.store, settings.retention, settings.hotline, cleaner())
    with new_private_file(out, "--out") as file:
        async with work.begin() as uow:
            rows: list[RosterRow] = await roster_rows(uow, None if town is None else frozenset({town.id}))
            await announce_operators_list(uow, now, town.id if town else None)
        reader = ReaderLocale(opened.network.languages[0], opened.network.zone)
        content = encrypted_archive(INSIDE, people_table(rows, opened.network, reader), passphrase)
        file.write(content)
    return len(rows)
