"""One message, understood: the same for the intake and for `rebato understand`."""

from dataclasses import dataclass, replace
from datetime import datetime

from alerts.network.region import Region
from alerts.network.town_reading import TownBasis
from alerts.places.place import Point
from alerts.understanding.cleaning import MeantFor, clean_places, words_of_towns
from alerts.understanding.eta import eta_minutes
from alerts.understanding.first_hand import read_first_hand
from alerts.understanding.intent_features import ToldWhere, features
from alerts.understanding.intent_reading import read_intent
from alerts.understanding.later import later_minutes
from alerts.understanding.lexicon import Lexicon
from alerts.understanding.links_and_commands import links_and_commands
from alerts.understanding.only_asks import asked_for, only_asks
from alerts.understanding.person_names import person_names
from alerts.understanding.phrases import SaidText
from alerts.understanding.private_kind import PrivateSpan
from alerts.understanding.public_reading import PublicReading
from alerts.understanding.reading import Reading
from alerts.understanding.recognition import Recognition
from alerts.understanding.seen_at import read_seen
from alerts.understanding.situation import Situation
from alerts.understanding.spoken_language import is_in_another_language, spoken_language
from alerts.understanding.where import WhereReading, read_where
from alerts.understanding.where_counts import counting


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
    said = SaidText.of(message.text, recognition.lexicon)
    towns = words_of_towns((*region.towns, *region.outside))
    told = _where(message, said, region, towns)
    language = spoken_language(said)
    wanted = read_intent(said, message.situation, recognition.intents, told_where(told), language)
    if message.situation.on_task and only_asks(said):
        wanted = asked_for(wanted)
    where = counting(told, wanted.intent, message.situation)
    seen = read_seen(said, wanted.intent, message.sent_at)
    only_town = where.town.basis is TownBasis.NAMED and not (told.places or told.point)
    places = clean_places(told.places, recognition.lexicon, MeantFor.SENT, towns)
    return Reading(
        intent=wanted.intent,
        sure=wanted.sure,
        language=language,
        other_language=language is None and not told.places and is_in_another_language(said),
        town=where.town,
        places=places if where.places else (),
        point=where.point,
        told=replace(told, places=places),
        short_link=told.short_link,
        seen=seen,
        eta_minutes=eta_minutes(said) if message.situation.on_task else None,
        later_minutes=later_minutes(said.text) if message.situation.on_task else None,
        first_hand=read_first_hand(
            said, wanted.intent, seen, message.situation, forwarded=message.forwarded, only_town=only_town
        ),
        public=PublicReading(message.text, where.places, recognition.lexicon, towns),
        why=wanted.why,
    )


def intent_features(message: Message, lexicon: Lexicon, region: Region) -> dict[str, float]:
    """Return what of a message tells its intent, as the model learns it."""
    said = SaidText.of(message.text, lexicon)
    where = _where(message, said, region, words_of_towns((*region.towns, *region.outside)))
    return features(said, message.situation, told_where(where), spoken_language(said))


def told_where(where: WhereReading) -> ToldWhere:
    """Return what of where tells an intent."""
    town = where.town.basis in (TownBasis.NAMED, TownBasis.OUTSIDE)
    return ToldWhere(place=bool(where.places or where.point), town=town)


def _is_put_right(said: SaidText, span: PrivateSpan) -> bool:
    """Say whether what looks like a name is a street put right: "its Allen not Alden"."""
    behind = next((word.word for word in said.words if word.start >= span.end), "")
    return behind in ("not", "no")


def _where(message: Message, said: SaidText, region: Region, towns: frozenset[str]) -> WhereReading:
    spans = [span for span in person_names(said, towns) if not span.perhaps_place and not _is_put_right(said, span)]
    spans += links_and_commands(said)
    nowhere = frozenset(
        at for at, word in enumerate(said.words) if any(span.start <= word.start < span.end for span in spans)
    )
    return read_where(
        said,
        region,
        home_town=message.home_town,
        point=message.point,
        asked=message.situation is Situation.REPORTER_ASKED_WHERE,
        nowhere=nowhere,
    )
