"""The operator's own list of towns, where the one of ZIP codes does not reach."""

import csv
from pathlib import Path

from alerts.places.coordinates import CoordinateDoubt, doubt
from alerts.places.named_place import NamedPlace

COLUMNS = "name, latitude, longitude and, if you like, region"


class OwnListFault(Exception):
    """What is wrong with the list, and the remedy."""

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(what)
        self.what = what
        self.remedy = remedy


def read_own_places(path: Path) -> tuple[NamedPlace, ...]:
    """Read a CSV file with the columns name, latitude, longitude and perhaps region. Raises OwnListFault."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            rows = csv.DictReader(lines)
            if not {"name", "latitude", "longitude"} <= {*(rows.fieldnames or ())}:
                raise OwnListFault("is no list of towns", f"its first line names the columns {COLUMNS}")
            return tuple(_place(row, rows.line_num) for row in rows)
    except (OSError, UnicodeDecodeError, csv.Error):
        raise OwnListFault("cannot be read", "give a CSV file in UTF-8") from None


def _place(row: dict[str, str], line: int) -> NamedPlace:
    remedy = f"each line holds {COLUMNS}, in degrees: 42.325, -72.641"
    try:
        point = float(row["latitude"]), float(row["longitude"])
        name, region = (" ".join((row.get(column) or "").split()) for column in ("name", "region"))
    except (TypeError, ValueError):
        raise OwnListFault(f"has no coordinates in line {line}", remedy) from None
    wrong = doubt(point)
    if wrong is not None:
        swapped = wrong is CoordinateDoubt.SWAPPED
        what = "latitude and longitude swapped" if swapped else "coordinates where no town is"
        raise OwnListFault(f"has {what} in line {line}", remedy)
    if not name:
        raise OwnListFault(f"has no name in line {line}", remedy)
    return NamedPlace(name=name, region=region, point=point)
