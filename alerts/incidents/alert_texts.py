"""The words of an alert: a task for who is trained to go there; for others what happened, and what not to do."""

from dataclasses import dataclass
from datetime import datetime

from alerts.incidents.incident import Basis, Incident, Reply
from alerts.incidents.seen import seen_at
from alerts.incidents.taps import AnswerAlert
from alerts.incidents.verifying import where
from alerts.notices import BLANK, Choice, Kind, Lane, Notice, Quote, Text, text
from alerts.places.place import area

ANSWERS: tuple[tuple[Choice, ...], ...] = (
    (
        AnswerAlert(Reply.ON_MY_WAY).choice(text("choice.onway")),
        AnswerAlert(Reply.ON_THE_SCENE).choice(text("choice.onscene")),
    ),
    (AnswerAlert(Reply.CANNOT).choice(text("choice.cannot")),),
)


@dataclass(frozen=True, kw_only=True)
class AlertFacts:
    """What the alert says beyond place and time."""

    town: str
    known: tuple[Text, ...]
    words: Quote | None
    """A reporter's own words, where the dispatcher sends them along."""
    hotline: str


def for_responders(incident: Incident, basis: Basis, facts: AlertFacts, now: datetime, expires_at: datetime) -> Notice:
    """Make the alert for who goes there: place, times, what is known, the task."""
    return Notice(
        parts=(
            text(
                "alert.head" if basis is Basis.OBSERVER else "alert.head_likely",
                town=facts.town,
                number=incident.number,
            ),
            where(incident.place),
            text("alert.times", observed=seen_at(incident), confirmed=now),
            text(f"alert.basis.{basis}"),
            *_known(facts),
            BLANK,
            text("alert.task"),
            text("alert.may"),
            text("alert.may_not"),
        ),
        choices=ANSWERS,
        reader="responder",
        kind=Kind.ALERT,
        lane=Lane.ALERT,
        subject_id=incident.id,
        expires_at=expires_at,
    )


def for_community(incident: Incident, basis: Basis, facts: AlertFacts, expires_at: datetime) -> Notice:
    """Make the alert for everybody else: what, area, time, rights, hotline, please don't come; no pin and no task.

    Groups get the same post.
    """
    place = area(incident.place)
    return Notice(
        parts=(
            text("community.head" if basis is Basis.OBSERVER else "community.head_likely", town=facts.town),
            text("community.area", area=Quote(place, 80)) if place else text("community.town", town=facts.town),
            text("community.time", at=seen_at(incident)),
            *_known(facts),
            text("community.dont_come"),
            BLANK,
            text("community.rights"),
            *((text("community.hotline", hotline=facts.hotline),) if facts.hotline else ()),
        ),
        reader="community",
        kind=Kind.ALERT,
        lane=Lane.ALERT,
        subject_id=incident.id,
        expires_at=expires_at,
    )


def _known(facts: AlertFacts) -> tuple[Text, ...]:
    parts = []
    if facts.known:
        parts.append(text("alert.known", facts=facts.known))
    if facts.words is not None:
        parts.append(text("alert.words", words=facts.words))
    return tuple(parts)
