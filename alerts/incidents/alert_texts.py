"""The words of an alert: a task for who is trained to go there; for others what happened, and what not to do."""

from datetime import datetime

from alerts.incidents.alert_task_texts import needed_row, wanted_lines
from alerts.incidents.draft import AlertSnapshot
from alerts.incidents.incident import Basis, Reply
from alerts.incidents.practice import ANNOUNCED
from alerts.incidents.seen import seen_at
from alerts.incidents.taps import AnswerAlert
from alerts.incidents.verifier_texts import where
from alerts.notices import BLANK, Choice, Kind, Lane, Notice, Quote, Text, text
from alerts.places.place import area
from alerts.work.hotline import whom_to_call

ANSWERS: tuple[tuple[Choice, ...], ...] = (
    (
        AnswerAlert(Reply.ON_MY_WAY).choice(text("choice.onway")),
        AnswerAlert(Reply.ON_THE_SCENE).choice(text("choice.onscene")),
    ),
    (AnswerAlert(Reply.CANNOT).choice(text("choice.cannot")), AnswerAlert(Reply.LATER).choice(text("choice.later"))),
)


def for_responders(incident_id: int, shown: AlertSnapshot, expires_at: datetime | None = None) -> Notice:
    """Make the alert for who goes there: place, times, what is known, the task."""
    return Notice(
        parts=(
            *_practice(shown),
            text(
                "alert.head" if shown.basis is Basis.OBSERVER else "alert.head_likely",
                town=shown.town,
                number=shown.number,
            ),
            *((text("alert.open_again"),) if shown.told_before else ()),
            where(shown.place),
            text("alert.times", observed=seen_at(shown.observed_at, unclear=shown.time_unclear), confirmed=shown.at),
            text(f"alert.basis.{shown.basis}"),
            *_known(shown),
            *wanted_lines(shown.tasks),
            BLANK,
            text("alert.task"),
            text("alert.may"),
            text("alert.may_not"),
        ),
        choices=(*ANSWERS, *needed_row(shown.tasks)),
        reader="responder",
        kind=Kind.ALERT,
        lane=Lane.ALERT,
        subject_id=incident_id,
        expires_at=expires_at,
    )


def for_community(incident_id: int, shown: AlertSnapshot, expires_at: datetime | None = None) -> Notice:
    """Make the alert for everybody else: what, area, time, rights, hotline, please don't come; no pin and no task.

    Groups get the same post.
    """
    place = area(shown.place)
    return Notice(
        parts=(
            *_practice(shown),
            *_community_head(shown),
            *((text("alert.open_again"),) if shown.told_before else ()),
            text("community.area", area=Quote(place, 80)) if place else text("community.town", town=shown.town),
            text("community.time", at=seen_at(shown.observed_at, unclear=shown.time_unclear)),
            *_known(shown),
            text("community.dont_come"),
            BLANK,
            text("community.rights"),
            text("community.hotline", hotline=shown.hotline) if shown.hotline else whom_to_call(""),
        ),
        reader="community",
        kind=Kind.ALERT,
        lane=Lane.ALERT,
        subject_id=incident_id,
        expires_at=expires_at,
    )


def _practice(shown: AlertSnapshot) -> tuple[Text, ...]:
    return ANNOUNCED if shown.practice else ()


def _community_head(shown: AlertSnapshot) -> tuple[Text, ...]:
    if shown.basis is Basis.OBSERVER:
        return (text("community.head", town=shown.town),)
    return (text("community.head_likely", town=shown.town), text("community.likely"))


def _known(shown: AlertSnapshot) -> tuple[Text, ...]:
    parts = []
    if shown.facts is not None:
        parts.append(text("alert.known", facts=shown.facts))
    if shown.words is not None:
        parts.append(text("alert.words_of_desk" if shown.words_from_desk else "alert.words", words=shown.words))
    return tuple(parts)
