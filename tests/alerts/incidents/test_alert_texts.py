"""The words of an alert: what who goes there reads, and what everybody else does."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from alerts.incidents.alert_texts import for_community, for_responders
from alerts.incidents.draft import AlertSnapshot
from alerts.incidents.incident import Basis
from alerts.notices import Kind, Lane, Notice, Quote, Text
from alerts.places.place import Place
from tests.alerts.samples import NOON, NORTHAMPTON

POINT = (42.32, -72.64)
SHOWN = AlertSnapshot(
    at=NOON + timedelta(minutes=5),
    number=12,
    basis=Basis.OBSERVER,
    town_id=NORTHAMPTON,
    town="Northampton",
    place=Place(words="214 Elm St", point=POINT),
    observed_at=NOON,
    hotline="1-800-555-0199",
)
TASK = ["", "alert.task", "alert.may", "alert.may_not"]
RIGHTS = ["community.dont_come", "", "community.rights", "community.hotline"]


def keys(notice: Notice) -> list[str]:
    return [part.key for part in notice.parts]


def said(notice: Notice, key: str) -> Text:
    """Return the part with this key; there must be exactly one."""
    (part,) = (part for part in notice.parts if part.key == key)
    return part


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        pytest.param(
            {}, ["alert.head", "place.both", "alert.times", "alert.basis.observer", *TASK], id="seen by an observer"
        ),
        *(
            pytest.param(
                {"basis": basis},
                ["alert.head_likely", "place.both", "alert.times", f"alert.basis.{basis}", *TASK],
                id=f"likely by {basis}",
            )
            for basis in Basis
            if basis is not Basis.OBSERVER
        ),
        pytest.param(
            {"told_before": True},
            ["alert.head", "alert.open_again", "place.both", "alert.times", "alert.basis.observer", *TASK],
            id="people were told that it is over",
        ),
        pytest.param(
            {"known": (("size", "few"),)},
            ["alert.head", "place.both", "alert.times", "alert.basis.observer", "alert.known", *TASK],
            id="with facts",
        ),
        pytest.param(
            {"words": Quote("two vans")},
            ["alert.head", "place.both", "alert.times", "alert.basis.observer", "alert.words", *TASK],
            id="with a reporter's words",
        ),
        pytest.param(
            {"words": Quote("two vans"), "words_from_desk": True},
            ["alert.head", "place.both", "alert.times", "alert.basis.observer", "alert.words_of_desk", *TASK],
            id="with the desk's words",
        ),
        pytest.param(
            {"practice": True},
            ["practice.first", "alert.head", "place.both", "alert.times", "alert.basis.observer", *TASK],
            id="practice",
        ),
    ],
)
def test_who_goes_there_reads_where_when_why_and_what_to_do(changes: dict[str, Any], expected: list[str]) -> None:
    assert keys(for_responders(1, replace(SHOWN, **changes))) == expected


@pytest.mark.parametrize(
    ("place", "key"),
    [
        (Place(words="Elm & 3rd", point=POINT), "place.both"),
        (Place(words="Elm & 3rd"), "place.words"),
        (Place(point=POINT), "place.point"),
    ],
    ids=["words and a point", "words alone", "a point alone"],
)
def test_who_goes_there_gets_all_that_is_known_of_the_place(place: Place, key: str) -> None:
    values = said(for_responders(1, replace(SHOWN, place=place)), key).values
    assert values == ({"place": Quote(place.words, 120)} if place.words else {}) | (
        {"link": place.link} if place.point else {}
    )


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        pytest.param({}, ["community.head", "community.area", "community.time", *RIGHTS], id="seen by an observer"),
        *(
            pytest.param(
                {"basis": basis},
                ["community.head_likely", "community.likely", "community.area", "community.time", *RIGHTS],
                id=f"likely by {basis}",
            )
            for basis in Basis
            if basis is not Basis.OBSERVER
        ),
        pytest.param(
            {"place": Place(point=POINT)},
            ["community.head", "community.town", "community.time", *RIGHTS],
            id="a point alone",
        ),
        pytest.param(
            {"place": Place(words="214")},
            ["community.head", "community.town", "community.time", *RIGHTS],
            id="nothing but a house number",
        ),
        pytest.param(
            {"told_before": True},
            ["community.head", "alert.open_again", "community.area", "community.time", *RIGHTS],
            id="people were told that it is over",
        ),
        pytest.param(
            {"known": (("size", "few"),), "words": Quote("two vans")},
            ["community.head", "community.area", "community.time", "alert.known", "alert.words", *RIGHTS],
            id="with facts and words",
        ),
        pytest.param(
            {"hotline": ""},
            ["community.head", "community.area", "community.time", *RIGHTS[:-1], "call.somebody"],
            id="no hotline",
        ),
        pytest.param(
            {"practice": True},
            ["practice.first", "community.head", "community.area", "community.time", *RIGHTS],
            id="practice",
        ),
    ],
)
def test_everybody_else_reads_what_about_where_when_and_not_to_come(
    changes: dict[str, Any], expected: list[str]
) -> None:
    assert keys(for_community(1, replace(SHOWN, **changes))) == expected


def test_everybody_else_gets_no_house_no_point_and_no_task() -> None:
    notice = for_community(1, SHOWN)
    assert said(notice, "community.area").values == {"area": Quote("Elm St", 80)}
    assert (notice.pin, notice.choices) == (None, ())
    assert "mlat" not in repr(notice)


def test_who_goes_there_answers_by_taps() -> None:
    assert [[choice.label.key for choice in row] for row in for_responders(1, SHOWN).choices] == [
        ["choice.onway", "choice.onscene"],
        ["choice.cannot", "choice.later"],
    ]


@pytest.mark.parametrize("unclear", [False, True])
def test_the_moment_is_when_it_was_seen_or_is_said_not_to_be_known(unclear: bool) -> None:
    shown = replace(SHOWN, time_unclear=unclear)
    moment = Text("seen.unclear", {"at": NOON}) if unclear else NOON
    assert said(for_community(1, shown), "community.time").values == {"at": moment}
    assert said(for_responders(1, shown), "alert.times").values == {"observed": moment, "confirmed": shown.at}


def test_both_are_alerts_about_the_incident_that_expire_with_it() -> None:
    until = NOON + timedelta(hours=2)
    for notice, reader in (
        (for_responders(7, SHOWN, until), "responder"),
        (for_community(7, SHOWN, until), "community"),
    ):
        assert (notice.kind, notice.lane, notice.reader) == (Kind.ALERT, Lane.ALERT, reader)
        assert (notice.subject_id, notice.expires_at) == (7, until)
