"""A message of this turn as it is understood, and the sighting that is made of it."""

from dataclasses import replace
from datetime import timedelta

from alerts.incidents.matter import Matter
from alerts.incidents.sighting import Sighting
from alerts.network.town import Town
from alerts.network.town_reading import TownBasis, TownReading
from alerts.notices import OTHER_LANGUAGE, Media
from alerts.places.place import Place
from alerts.understanding.cleaning import MeantFor
from alerts.understanding.intent import Intent
from alerts.understanding.private_kind import PrivateKind
from alerts.understanding.reading import FirstHand, Reading
from alerts.understanding.situation import Situation
from alerts.understanding.understand import Message, understand
from handlers.core.inbound import InboundKind
from handlers.core.recognition import recognition
from handlers.core.region import region_of
from handlers.core.turn import Turn

KINDS = {
    Intent.CAME_FOR_ME: "came",
    Intent.SOMEBODY_TAKEN: "taken",
    Intent.OVER: "over",
    Intent.RETRACTION: "back",
}
"""The tap that an intent stands for."""
MATTERS = {
    Intent.SOMEBODY_TAKEN: Matter.TAKEN,
    Intent.QUESTION_WHERE_IS_RELATIVE: Matter.RELATIVE,
    Intent.I9_OR_NO_MATCH: Matter.WORK_PAPERS,
    Intent.WAGE_THEFT_OR_ABUSE: Matter.WAGES,
    Intent.HATE_CRIME: Matter.HATE,
    Intent.COURT_OR_NEED: Matter.NEED,
}
"""What an intent is about; the others are about a sighting."""
_OF_SOMEBODY_TAKEN = frozenset({Intent.SOMEBODY_TAKEN, Intent.QUESTION_WHERE_IS_RELATIVE})
READ = 3_000
"""Characters of one message that are understood (our choice): the cost grows with their square, and what matters stands
first. All of it is kept for the desk."""
CLOCK_OFF = timedelta(days=7)
"""A message that was sent longer ago comes from a phone whose clock is wrong (our choice)."""
_MEDIA = {InboundKind.PHOTO: "photo", InboundKind.VIDEO: "video", InboundKind.VOICE: "voice"}


def read(turn: Turn, words: str, situation: Situation, home_town: str = "", *, forwarded: bool = False) -> Reading:
    """Understand these words, written in this situation. `home_town`: that of the incident they are at."""
    inbound = turn.inbound
    message = Message(
        text=words[:READ],
        situation=situation,
        point=inbound.point,
        home_town=home_town or _home_town(turn),
        forwarded=forwarded,
        sent_at=inbound.sent_at.astimezone(turn.network.zone),
    )
    return understand(message, recognition(), region_of(turn.network))


def _home_town(turn: Turn) -> str:
    own = turn.person.own_towns()
    town = turn.network.town(next(iter(own))) if len(own) == 1 else None
    return town.name if town else ""


def sighting(turn: Turn, reading: Reading, words: str) -> Sighting:
    """Make of a message what the desk is told of it."""
    told = reading.told
    town = _town(turn, told.town)
    # Where it is not plain what they want, nothing that they say of where is left out, and the desk sees for itself.
    places, point = (reading.places, reading.point) if reading.sure else (told.places, told.point)
    # A location that was shared is meant, whatever stands beside it.
    point = turn.inbound.point or point
    *earlier, newest = places or ("",)
    seen = reading.seen
    seen_at = None
    if seen.minutes_ago is not None:
        sent_at = turn.inbound.sent_at if turn.now - turn.inbound.sent_at <= CLOCK_OFF else turn.now
        seen_at = min(sent_at - timedelta(minutes=seen.minutes_ago), turn.now)
    meant_for = MeantFor.DESK_OF_TAKEN if reading.sure and reading.intent in _OF_SOMEBODY_TAKEN else MeantFor.DESK
    passed_on, masked = for_desk(turn, words, meant_for)
    return Sighting(
        words=passed_on,
        masked=masked,
        place=Place(words=newest, point=point),
        earlier=tuple(earlier),
        media=media(turn),
        follows=turn.inbound.follows,
        first_hand=reading.first_hand is not FirstHand.NO,
        passed_on=turn.inbound.forwarded,
        language=reading.language or (OTHER_LANGUAGE if reading.other_language else None),
        town=town,
        town_proposed=told.town.basis is TownBasis.HOME and len(turn.network.towns) > 1,
        outside=told.town.name if told.town.basis is TownBasis.OUTSIDE else "",
        seen_at=seen_at,
        time_unclear=bool(seen.words),
        matter=MATTERS.get(reading.intent, Matter.SIGHTING) if reading.sure else Matter.SIGHTING,
        kind=KINDS.get(reading.intent, "") if reading.sure else "",
        plain=reading.sure,
    )


def for_desk(turn: Turn, words: str, meant_for: MeantFor = MeantFor.DESK) -> tuple[str, tuple[PrivateKind, ...]]:
    """Return words as the desk may see them, and what was taken out; untouched where nothing was."""
    cleaned = turn.uow.cleaner.words(words, meant_for, turn.network.towns)
    return (cleaned.words, cleaned.taken) if cleaned.taken else (words, ())


def as_kind(saw: Sighting, kind: str) -> Sighting:
    """Return a sighting as what its writer says that it is (salute.FACTS["kind"]); unchanged where they say nothing."""
    if not kind:
        return saw
    matter = Matter.TAKEN if kind == "taken" else Matter.SIGHTING
    return replace(saw, kind=kind, matter=matter)


def media(turn: Turn) -> Media | None:
    """Return the photo, video or voice note of this turn; None where there is none."""
    inbound = turn.inbound
    if inbound.kind not in _MEDIA:
        return None
    return Media(inbound.line_id, inbound.media, _MEDIA[inbound.kind], turn.contact.id)


def _town(turn: Turn, told: TownReading) -> Town | None:
    """Return the network's town that it is about; where nothing tells and there is only one, that."""
    if told.basis in (TownBasis.UNKNOWN, TownBasis.NONE):
        return turn.network.towns[0] if len(turn.network.towns) == 1 else None
    return next((town for town in turn.network.towns if town.name == told.name), None)
