"""The process in which a town is looked up: a query on its input, the answer on its output, both JSON."""

import json
import sys
from pathlib import Path
from typing import Any

from alerts.places.named_place import NamedPlace
from bot.gazetteer.gazetteer import Gazetteer, Surroundings
from bot.gazetteer.own_places import read_own_places


def main() -> None:
    """Answer one query. Raises OwnListFault where the operator's list is broken."""
    given = json.loads(sys.stdin.read())
    own = read_own_places(Path(given["own"])) if given["own"] else ()
    around = Surroundings(zone=given["zone"], points=tuple((point[0], point[1]) for point in given["near"]))
    found = Gazetteer(own).find(given["words"], around)
    answer = {"place": [found.place] if found.place else [], "alike": found.alike}
    json.dump({name: [_fields(place) for place in places] for name, places in answer.items()}, sys.stdout)


def _fields(place: NamedPlace) -> dict[str, Any]:
    return {"name": place.name, "region": place.region, "point": place.point}


if __name__ == "__main__":
    main()
