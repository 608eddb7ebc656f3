"""Labelled pairs of places: whether both are one."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from alerts.incidents.same_incident import same_place
from alerts.network.region import Region
from alerts.places.place import Place
from alerts.understanding.recognition import Recognition
from alerts.understanding.situation import Situation
from alerts.understanding.understand import Message, understand
from bot.settings.settings import SettingsError


@dataclass(frozen=True, kw_only=True)
class LabelledPair:
    """Two descriptions, and whether they name one place."""

    one: str
    other: str
    same: bool


def labelled_pairs(path: Path) -> list[LabelledPair]:
    """Read a CSV with the columns place_a, place_b, same ("yes", "no"); raise SettingsError for what is none."""
    try:
        with path.open(encoding="utf-8", newline="") as lines:
            return [
                LabelledPair(one=row["place_a"], other=row["place_b"], same=row["same"] == "yes")
                for row in csv.DictReader(lines)
            ]
    except OSError as error:
        raise SettingsError("--pairs", "cannot be read", "give a CSV file") from error
    except (KeyError, UnicodeDecodeError, csv.Error) as error:
        raise SettingsError("--pairs", "is no table of pairs", "columns: place_a, place_b, same") from error


def joined(pair: LabelledPair, recognition: Recognition, region: Region) -> bool:
    """Say whether two reports of these places would be taken for one incident's, as the intake does."""
    (town_a, place_a), (town_b, place_b) = (_placed(words, recognition, region) for words in (pair.one, pair.other))
    return (town_a == town_b) and same_place(place_a, place_b)


def _placed(words: str, recognition: Recognition, region: Region) -> tuple[str, Place]:
    reading = understand(Message(text=words, situation=Situation.REPORTER_ASKED_WHERE), recognition, region)
    return reading.town.name, Place(words=reading.places[0] if reading.places else "", point=reading.point)


def pair_figures(
    pairs: Sequence[LabelledPair], recognition: Recognition, region: Region
) -> dict[str, float | int | None]:
    """Return which share of the same, and of the different, would be joined."""
    same = [joined(pair, recognition, region) for pair in pairs if pair.same]
    different = [joined(pair, recognition, region) for pair in pairs if not pair.same]
    return {
        "pairs": len(pairs),
        "joined_same": round(sum(same) / len(same), 4) if same else None,
        "joined_different": round(sum(different) / len(different), 4) if different else None,
    }
