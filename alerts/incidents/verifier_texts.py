"""What verifiers read: the question, what to do when they go, that they stand by, and what reaches them on the way."""

from datetime import datetime, timedelta

from alerts.incidents import timings
from alerts.incidents.incident import Incident, Verification, VerifierState
from alerts.incidents.seen import seen_at
from alerts.incidents.taps import Look
from alerts.notices import BLANK, Choice, Kind, Lane, Notice, Pin, Quote, Text, text
from alerts.places.place import Place

ETAS = (5, 15)
"""Minutes offered with "going"."""
WORDS = 12
"""How many words there are by which a pair recognises each other (verify.word.0, …)."""


def question(incident: Incident, now: datetime, *before: Text) -> Notice:
    """Ask whether they can go and look; `before` stands above it. One notice for everybody who is asked together."""
    going = tuple(Look(VerifierState.GOING, 0, eta).choice(text("choice.going", minutes=eta)) for eta in ETAS)
    return Notice(
        parts=(
            *before,
            text("verify.ask", number=incident.number),
            where(incident.place),
            text("verify.observed", at=seen_at(incident.observed_at, unclear=incident.time_unclear)),
            BLANK,
            text("verify.approach"),
            text("verify.look_for"),
            text("verify.back", minutes=minutes(timings.REPORT_BACK)),
            text("verify.rules"),
        ),
        choices=(going, *_found()),
        kind=Kind.ASK,
        internal=True,
        lane=Lane.ALERT,
        subject_id=incident.id,
        expires_at=now + timings.ASK_LASTS,
    )


def _found() -> tuple[tuple[Choice, ...], ...]:
    return (
        (
            Look(VerifierState.SEEN, 0).choice(text("choice.seen")),
            Look(VerifierState.NOTHING, 0).choice(text("choice.nothing")),
        ),
        (Look(VerifierState.CANNOT, 0).choice(text("choice.cannot")),),
    )


def go(incident: Incident, count: int, arrives: datetime | None, other: Verification | None) -> list[Notice]:
    """Tell somebody who offers to go: go, as which of how many, where to park, and how the two know each other.

    `arrives`: when they said that they are there; `other`: who of the pair goes already. None: not known, nobody.
    """
    said = {"n": count, "quota": timings.QUOTA}
    arriving = () if other is None or other.eta_at is None else (text("verify.other_at", at=other.eta_at),)
    parts = (
        text("verify.go_at", **said, at=arrives) if arrives else text("verify.go", **said),
        where(incident.place),
        text("verify.park"),
        text("verify.pair" if other is None else "verify.pair_other", word=word_of(incident)),
        *arriving,
        text("verify.on_the_way"),
        text("look.going"),
    )
    return [Notice(parts=parts, subject_id=incident.id, internal=True), *pin(incident)]


def word_of(incident: Incident) -> Text:
    """Return the word by which the witnesses of this incident recognise each other."""
    return text(f"verify.word.{incident.id % WORDS}")


def stand_by(incident: Incident) -> Notice:
    """Tell somebody who offers to go that enough do: they are asked first if one of those does not come."""
    return Notice(
        parts=(text("look.standby"),),
        choices=_found(),
        kind=Kind.ASK,
        internal=True,
        subject_id=incident.id,
    )


def on_the_way(key: str, incident: Incident) -> Text:
    """Return the first line of whatever reaches somebody who drives: verify.stop, verify.moved or verify.stand_down."""
    return text(key, number=incident.number)


def where(place: Place) -> Text:
    """Say where it is, to somebody who goes there."""
    if place.words and place.point:
        return text("place.both", place=Quote(place.words, 120), link=place.link)
    if place.words:
        return text("place.words", place=Quote(place.words, 120))
    return text("place.point", link=place.link)


def minutes(span: timedelta) -> int:
    """Return the whole minutes of a span."""
    return int(span.total_seconds() // 60)


def pin(incident: Incident) -> list[Notice]:
    """Return the place on the map, for who goes there; nothing where we have words only."""
    if incident.place.point is None:
        return []
    latitude, longitude = incident.place.point
    here = Pin(latitude, longitude, incident.place.words or f"#{incident.number}")
    words = (text("place.pin", number=incident.number),)
    return [Notice(parts=words, pin=here, kind=Kind.REMINDER, subject_id=incident.id, internal=True)]
