"""A table of towns instead of a network's database."""

import csv
from pathlib import Path

from alerts.network.region import Region
from alerts.network.town import Town
from bot.settings.settings import SettingsError
from locales.towns.towns_around import towns_around


def region_from(path: Path) -> Region:
    """Read a CSV with the columns town, latitude, longitude, in_network ("yes", "no"); raise SettingsError."""
    try:
        with path.open(encoding="utf-8", newline="") as lines:
            rows = [
                (_town(number, row), row["in_network"] == "yes") for number, row in enumerate(csv.DictReader(lines))
            ]
    except OSError as error:
        raise SettingsError("--towns", "cannot be read", "give a CSV file") from error
    except (KeyError, TypeError, ValueError) as error:
        raise SettingsError(
            "--towns", "is no table of towns", "columns: town, latitude, longitude, in_network"
        ) from error
    ours = tuple(town for town, is_ours in rows if is_ours)
    around = towns_around((town.point for town in ours), [town.name for town in ours])
    return Region(
        towns=ours,
        outside=tuple(town for town, is_ours in rows if not is_ours),
        elsewhere=around.names,
        shared_names=around.shared_names,
        nicknames=around.nicknames,
        villages=around.villages,
    )


def _town(id_: int, row: dict[str, str]) -> Town:
    return Town(id=id_, name=row["town"], point=(float(row["latitude"]), float(row["longitude"])))
