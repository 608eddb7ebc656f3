"""Whether a message, by itself, asks anybody to go somewhere."""

from typing import Any

import pytest

from alerts.network.town_reading import TownBasis, TownReading
from alerts.understanding.intent import Intent
from alerts.understanding.public_reading import PublicReading
from alerts.understanding.reading import FirstHand, Reading, SeenAt
from alerts.understanding.sending import asks_to_go, is_fresh
from alerts.understanding.where import WhereReading
from tests.alerts.understanding.lexicon import shipped

OURS = TownReading(basis=TownBasis.NAMED, name="Holyoke")


def reading(**changes: Any) -> Reading:
    """Agents seen now by the writer at Elm & 3rd in Holyoke."""
    given: dict[str, Any] = {
        "intent": Intent.SIGHTING,
        "sure": True,
        "language": "en",
        "town": OURS,
        "places": ("Elm & 3rd",),
        "told": WhereReading(town=OURS, places=("Elm & 3rd",)),
        "seen": SeenAt(minutes_ago=0),
        "first_hand": FirstHand.YES,
        "public": PublicReading("two vans at Elm & 3rd", ("Elm & 3rd",), shipped(), frozenset()),
    }
    return Reading(**(given | changes))


def in_town(basis: TownBasis) -> TownReading:
    return TownReading(basis=basis, name="Holyoke")


@pytest.mark.parametrize(
    ("changes", "asks"),
    [
        pytest.param({}, True, id="agents seen now at a place of ours"),
        pytest.param({"sure": False}, False, id="not plainly agents"),
        pytest.param({"town": in_town(TownBasis.POINT)}, True, id="the town of a location"),
        pytest.param({"town": in_town(TownBasis.HOME)}, True, id="the writer's own town"),
        pytest.param({"town": in_town(TownBasis.OUTSIDE)}, False, id="another town"),
        pytest.param({"town": in_town(TownBasis.UNKNOWN)}, False, id="a town that must be asked"),
        pytest.param({"town": in_town(TownBasis.NONE)}, False, id="no town"),
        pytest.param({"places": ()}, False, id="nowhere"),
        pytest.param({"places": (), "point": (42.2, -72.6)}, True, id="a location alone"),
        pytest.param({"first_hand": FirstHand.UNKNOWN}, True, id="perhaps seen by the writer"),
        pytest.param({"first_hand": FirstHand.NO}, False, id="heard from somebody"),
        pytest.param({"seen": SeenAt(minutes_ago=30)}, True, id="half an hour ago"),
        pytest.param({"seen": SeenAt(minutes_ago=31)}, False, id="a minute longer ago"),
        pytest.param({"seen": SeenAt(words="yesterday")}, False, id="at a time that must be asked"),
        pytest.param({"seen": SeenAt()}, True, id="an answer that tells no time"),
    ],
)
def test_who_could_be_sent_for_it(changes: dict[str, Any], asks: bool) -> None:
    assert asks_to_go(reading(**changes)) is asks


@pytest.mark.parametrize("intent", list(Intent))
def test_only_what_tells_of_agents_somewhere_asks_anybody_to_go(intent: Intent) -> None:
    assert asks_to_go(reading(intent=intent)) is (
        intent
        in (
            Intent.SIGHTING,
            Intent.CAME_FOR_ME,
            Intent.SOMEBODY_TAKEN,
            Intent.PLACE_ANSWER,
            Intent.CORRECTION,
            Intent.RESPONDER_IN_TROUBLE,
            Intent.VERIFIER_SEES,
        )
    )


@pytest.mark.parametrize(
    ("seen", "fresh"),
    [
        (SeenAt(minutes_ago=0), True),
        (SeenAt(minutes_ago=30), True),
        (SeenAt(minutes_ago=31), False),
        (SeenAt(words="ayer"), False),
        (SeenAt(), True),
    ],
    ids=["now", "half an hour ago", "31 minutes ago", "yesterday", "no time told"],
)
def test_half_an_hour_is_the_border_of_fresh(seen: SeenAt, fresh: bool) -> None:
    assert is_fresh(reading(seen=seen)) is fresh
