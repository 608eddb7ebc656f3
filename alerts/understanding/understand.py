"""One message, understood: the same for the intake and for `rebato understand`."""

from dataclasses import dataclass
from datetime import datetime

from alerts.network.region import Region
from alerts.network.town import without_town
from alerts.network.town_reading import TownBasis, TownReading
from alerts.places.map_links import point_in
from alerts.places.place import Point, distance, plain_words
from alerts.places.whereabouts import place_words
from alerts.understanding.cleaning import MeantFor, clean, clean_places, words_of_towns
from alerts.understanding.eta import eta_minutes
from alerts.understanding.first_hand import read_first_hand
from alerts.understanding.intent_reading import read_intent
from alerts.understanding.phrases import SaidText
from alerts.understanding.private_words import private_spans
from alerts.understanding.reading import Reading
from alerts.understanding.recognition import Recognition
from alerts.understanding.seen_at import read_seen
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


def understand(message: Message, recognition: Recognition, region: Region) -> Reading:
    """Tell what a message says; `region` holds the towns it may be about."""
    lexicon = recognition.lexicon
    said = SaidText.of(message.text, lexicon)
    place = place_words(message.text)
    point = message.point or point_in(message.text)
    towns = words_of_towns((*region.towns, *region.outside))
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
    places = (place,) if place else ()
    wanted = read_intent(said, message.situation, recognition.intents, placed=bool(places or point))
    intent = wanted.intent
    seen = read_seen(said, intent, message.sent_at)
    only_town = town.basis is TownBasis.NAMED and not places and not point
    return Reading(
        intent=intent,
        sure=wanted.sure,
        language=None,
        town=town,
        places=clean_places(places, lexicon, MeantFor.SENT, towns),
        community_places=clean_places(places, lexicon, MeantFor.EVERYBODY, towns),
        point=point,
        seen=seen,
        eta_minutes=eta_minutes(message.text) if message.situation.on_task else None,
        first_hand=read_first_hand(
            said, intent, seen, message.situation, forwarded=message.forwarded, only_town=only_town
        ),
        private=tuple(message.text[span.start : span.end] for span in private_spans(said, towns)),
        public_words=clean(message.text, lexicon, MeantFor.EVERYBODY, town_words=towns).words,
        why=wanted.why,
    )


def has_place(message: Message, region: Region) -> bool:
    """Say whether a place is found in a message, whatever it wants."""
    del region
    return bool(place_words(message.text) or message.point or point_in(message.text))
