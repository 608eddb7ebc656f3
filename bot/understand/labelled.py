"""Labelled messages: what somebody wrote, and what is right about it."""

import csv
from dataclasses import dataclass
from pathlib import Path

from alerts.understanding.intent import Intent
from alerts.understanding.reading import FirstHand
from alerts.understanding.situation import Situation
from alerts.understanding.understand import Message
from bot.settings.settings import SettingsError

README = "locales/recognition/labelled/README.md"
_BETWEEN = " | "
"""Stands between several spans or places in one field."""


@dataclass(frozen=True, kw_only=True)
class LabelledMessage:
    """One row of a table of messages, with its labels."""

    id: str
    message: Message
    language: str
    intent: Intent
    town: str
    """A name, "ask", "outside:NAME"; empty where the message sets none."""
    places: tuple[str, ...]
    community_places: tuple[str, ...]
    minutes_ago: str
    """A number; "?" where it must be asked; empty where nothing is observed."""
    first_hand: FirstHand
    private: tuple[str, ...]


def labelled_messages(path: Path) -> list[LabelledMessage]:
    """Read a CSV of labelled messages; raise SettingsError for what is none."""
    try:
        with path.open(encoding="utf-8", newline="") as lines:
            return [_checked(number, row) for number, row in enumerate(csv.DictReader(lines), start=1)]
    except OSError as error:
        raise SettingsError("--csv", "cannot be read", "give a CSV file") from error
    except (AttributeError, KeyError, UnicodeDecodeError, csv.Error) as error:
        raise SettingsError("--csv", "is no table of labelled messages", "columns: " + ", ".join(COLUMNS)) from error


COLUMNS = ("id", "context", "language", "intent", "message")
"""That must be there. The labels of the rest are empty where a table has none; other columns are passed over."""


def _checked(number: int, row: dict[str, str]) -> LabelledMessage:
    try:
        return _labelled(row)
    except ValueError as error:
        wrong = f"has a label in row {number} that there is not"
        raise SettingsError("--csv", wrong, f"see {README}") from error


def _labelled(row: dict[str, str]) -> LabelledMessage:
    return LabelledMessage(
        id=row["id"],
        message=Message(text=row["message"], situation=Situation(row["context"]), home_town=row.get("home_town", "")),
        language=row["language"],
        intent=Intent(row["intent"]),
        town=row.get("town", ""),
        places=_several(row.get("place", "")),
        community_places=_several(row.get("community_place", "")),
        minutes_ago=row.get("minutes_ago", ""),
        first_hand=FirstHand(row.get("first_hand") or FirstHand.UNKNOWN),
        private=_several(row.get("private", "")),
    )


def _several(field: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in field.split(_BETWEEN) if part.strip())
