"""One message, understood: the same for the intake and for `rebato understand`."""

from dataclasses import dataclass
from datetime import datetime

from alerts.network.region import Region
from alerts.network.town import without_town
from alerts.network.town_reading import TownBasis, TownReading
from alerts.places.map_links import point_in
from alerts.places.place import Place, Point, area, distance, plain_words
from alerts.places.whereabouts import place_words
from alerts.understanding.eta import eta_minutes
from alerts.understanding.intent import Intent
from alerts.understanding.lexicon import Lexicon
from alerts.understanding.reading import FirstHand, Reading, SeenAt
from alerts.understanding.situation import Situation


@dataclass(frozen=True, kw_only=True)
class Message:
    """One message before it is understood, with what we know of who wrote it."""

    text: str
    situation: Situation
    point: Point | None = None
    """A location sent with it."""
    home_town: str = ""
    """The town of the writer, or of the incident that is theirs; empty where there is none, or several."""
    forwarded: bool = False
    sent_at: datetime | None = None
    """When it was written, aware, in the network's time zone; None where it is not known."""


def understand(message: Message, lexicon: Lexicon, region: Region) -> Reading:
    """Tell what a message says; `region` holds the towns it may be about."""
    place = place_words(message.text)
    point = message.point or point_in(message.text)
    del lexicon
    named = [t for t in region.towns if f" {plain_words(t.name)} " in f" {plain_words(message.text)} "]
    if point is not None:
        near = min(region.towns, key=lambda t: distance(t.point, point), default=None)
        named = [near] if near and distance(near.point, point) < 25000 else []
    town = TownReading(basis=TownBasis.UNKNOWN)
    if len(named) == 1:
        town = TownReading(basis=TownBasis.NAMED, name=named[0].name)
        place = without_town(place, named[0]) or place
    elif point is None and message.home_town:
        town = TownReading(basis=TownBasis.HOME, name=message.home_town)
    return Reading(
        intent=Intent.SIGHTING,
        sure=False,
        language=None,
        town=town,
        places=(place,) if place else (),
        community_places=(area(Place(words=place)),) if place else (),
        point=point,
        seen=SeenAt(minutes_ago=0),
        eta_minutes=eta_minutes(message.text) if message.situation.on_task else None,
        first_hand=FirstHand.UNKNOWN,
        public_words=message.text,
    )
