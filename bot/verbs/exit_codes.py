"""What may end a verb, in one line for the operator, with the exit code that says so."""

from sqlalchemy.exc import DatabaseError

from bot.process.service import ServiceEnded
from bot.settings.settings import SettingsError
from storage.core.errors import StorageError
from storage.database.faults import REMEDIES, fault_of

WRONG = 2
"""Exit code for a setting, option or folder that is missing or wrong."""
ENDED = 1


def explained(error: Exception) -> tuple[int, str] | None:
    """Return the exit code and the line ("" where the log has said it already); None for what nobody foresaw."""
    match error:
        case SettingsError() | StorageError():
            return WRONG, str(error)
        case DatabaseError() if (found := fault_of(error)) is not None:
            return WRONG, REMEDIES[found]
        case DatabaseError():
            # Its text names tables and SQL, its parameters are hidden; neither helps who reads it at night.
            return WRONG, "DATABASE_URL: the database cannot be read or written; see the log, or put a backup back"
        case ServiceEnded():
            return ENDED, ""
        case _:
            return None
