"""Whose word counts: the desk's before everybody's, that of people we know before a stranger's."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from alerts.incidents.corrections import Corrections, PlaceApart, PlaceSource
from alerts.incidents.incident import Incident, Report
from alerts.incidents.salute import FACTS, SALUTE
from alerts.incidents.taking_over import completed
from alerts.incidents.whose_word import (
    MOST_APART,
    differs,
    facts_apart,
    joined_place,
    known,
    with_apart,
    with_told,
)
from alerts.places.place import Place
from tests.alerts.samples import HOLYOKE, NOON, NORTHAMPTON, incident, taps

MINUTE = timedelta(minutes=1)
CORNER = Place(words="Elm & 3rd")
PINNED = Place(words="Elm & 3rd", point=(42.32, -72.64))
PIN = Place(point=(42.32, -72.64))
OTHER = Place(words="Oak & 9th")
NOWHERE = Place()
DESK, VOUCHED, LEAD = PlaceSource.DESK, PlaceSource.VOUCHED, PlaceSource.LEAD


def report(place: Place, *, verified: bool) -> Report:
    return Report(
        id=7, incident_id=1, person_id=1, contact_id=1, number=2, verified=verified, first_hand=True,
        received_at=NOON, words="", language=None, place=place,
    )  # fmt: skip


def told(standing: Place, whose: PlaceSource, place: Place, *, verified: bool, vouched: bool) -> Incident:
    before = incident(place=standing, place_from=whose, ways=(standing,) if standing.usable else ())
    return with_told(before, report(place, verified=verified), None, vouched=vouched or verified)


@pytest.mark.parametrize(
    ("before", "place", "verified", "vouched", "after", "apart"),
    [
        # Strangers among themselves complete each other, as nobody better is there.
        ((NOWHERE, LEAD), CORNER, False, False, (CORNER, LEAD), None),
        ((CORNER, LEAD), PINNED, False, False, (PINNED, LEAD), None),
        ((CORNER, LEAD), OTHER, False, False, (CORNER, LEAD), None),
        # Who is vouched for completes others who are, and takes the place of strangers.
        ((NOWHERE, LEAD), CORNER, True, False, (CORNER, VOUCHED), None),
        ((CORNER, VOUCHED), PINNED, True, True, (PINNED, VOUCHED), None),
        ((OTHER, LEAD), CORNER, True, False, (CORNER, VOUCHED), OTHER),
        ((PINNED, LEAD), CORNER, True, False, (CORNER, VOUCHED), PINNED),
        ((CORNER, LEAD), PINNED, True, False, (PINNED, VOUCHED), None),
        ((CORNER, LEAD), NOWHERE, True, False, (CORNER, LEAD), None),
        # A stranger completes, moves and colours nothing that somebody vouched for reported.
        ((CORNER, VOUCHED), PINNED, False, True, (CORNER, VOUCHED), PINNED),
        ((CORNER, VOUCHED), PIN, False, True, (CORNER, VOUCHED), PIN),
        ((CORNER, VOUCHED), OTHER, False, True, (CORNER, VOUCHED), OTHER),
        ((PIN, VOUCHED), CORNER, False, True, (PIN, VOUCHED), CORNER),
        ((CORNER, VOUCHED), CORNER, False, True, (CORNER, VOUCHED), None),
        ((NOWHERE, VOUCHED), CORNER, False, True, (NOWHERE, VOUCHED), CORNER),
        ((CORNER, VOUCHED), NOWHERE, False, True, (CORNER, VOUCHED), None),
        # Nobody changes what the desk set.
        ((CORNER, DESK), OTHER, True, True, (CORNER, DESK), OTHER),
        ((CORNER, DESK), PINNED, True, True, (CORNER, DESK), PINNED),
        ((CORNER, DESK), OTHER, False, False, (CORNER, DESK), OTHER),
        ((CORNER, DESK), CORNER, True, True, (CORNER, DESK), None),
        ((PINNED, DESK), CORNER, True, True, (PINNED, DESK), None),
    ],
)
def test_what_becomes_of_a_place_that_is_told(
    before: tuple[Place, PlaceSource],
    place: Place,
    verified: bool,
    vouched: bool,
    after: tuple[Place, PlaceSource],
    apart: Place | None,
) -> None:
    learned = told(*before, place, verified=verified, vouched=vouched)
    assert (learned.place, learned.place_from) == after
    assert [one.place for one in learned.corrections.apart] == ([apart] if apart else [])


def test_a_place_that_stands_apart_says_who_told_it() -> None:
    learned = told(CORNER, VOUCHED, OTHER, verified=False, vouched=True)
    assert learned.corrections.apart == (PlaceApart(number=1, place=OTHER, vouched=False, report_id=7),)
    displaced = told(OTHER, LEAD, CORNER, verified=True, vouched=False)
    assert displaced.corrections.apart == (PlaceApart(number=1, place=OTHER, vouched=False, report_id=None),)


def test_a_strangers_other_words_for_a_place_that_is_known_are_nothing_new() -> None:
    before = incident(place=CORNER, place_from=VOUCHED, ways=(CORNER, OTHER))
    learned = with_told(before, report(OTHER, verified=False), None, vouched=True)
    assert learned.corrections.apart == ()


def test_the_same_told_again_stands_there_once() -> None:
    learned = told(CORNER, VOUCHED, OTHER, verified=False, vouched=True)
    again = with_told(learned, report(Place(words="oak and 9th"), verified=False), None, vouched=True)
    assert again.corrections == learned.corrections


def test_what_the_desk_declined_or_took_out_does_not_come_back() -> None:
    declined = Corrections(apart=(PlaceApart(number=1, place=OTHER, vouched=True, declined=True),))
    for place in (CORNER, NOWHERE):
        before = incident(place=place, corrections=declined)
        learned = with_told(before, report(OTHER, verified=True), None, vouched=True)
        assert (learned.place, learned.corrections) == (place, declined)


def test_few_places_stand_apart_however_many_are_told() -> None:
    kept = Corrections()
    for number in range(100, 120):
        kept = with_apart(kept, Place(words=f"{number} Elm St"), vouched=False, report_id=number)
    assert len(kept.apart) == MOST_APART
    assert [one.number for one in kept.apart] == list(range(15, 21))


@pytest.mark.parametrize(
    ("known_town", "verified", "vouched", "after"),
    [
        (None, False, False, HOLYOKE),
        (None, True, True, HOLYOKE),
        (None, False, True, None),
        (NORTHAMPTON, True, True, NORTHAMPTON),
    ],
)
def test_a_stranger_gives_no_town_to_what_somebody_vouched_for_reported(
    known_town: int | None, verified: bool, vouched: bool, after: int | None
) -> None:
    before = incident(town_id=known_town)
    learned = with_told(before, report(CORNER, verified=verified), HOLYOKE, vouched=vouched)
    assert learned.town_id == after


@pytest.mark.parametrize(
    ("whose", "standing", "place", "at_odds"),
    [
        (DESK, CORNER, OTHER, True),
        (DESK, CORNER, PINNED, False),
        (DESK, CORNER, NOWHERE, False),
        (VOUCHED, CORNER, OTHER, False),
    ],
)
def test_only_another_place_than_the_desks_is_at_odds_with_it(
    whose: PlaceSource, standing: Place, place: Place, at_odds: bool
) -> None:
    assert differs(incident(place=standing, place_from=whose), place) is at_odds


@pytest.mark.parametrize(
    ("target", "other", "after", "apart"),
    [
        ((CORNER, VOUCHED), (PINNED, VOUCHED), (PINNED, VOUCHED), None),
        ((CORNER, VOUCHED), (PINNED, LEAD), (CORNER, VOUCHED), PINNED),
        ((OTHER, LEAD), (CORNER, VOUCHED), (CORNER, VOUCHED), OTHER),
        ((CORNER, VOUCHED), (OTHER, DESK), (OTHER, DESK), CORNER),
        ((CORNER, DESK), (OTHER, DESK), (CORNER, DESK), OTHER),
        ((NOWHERE, LEAD), (CORNER, LEAD), (CORNER, LEAD), None),
    ],
)
def test_of_two_that_were_one_the_better_word_stands(
    target: tuple[Place, PlaceSource], other: tuple[Place, PlaceSource], after: tuple[Place, PlaceSource],
    apart: Place | None,
) -> None:  # fmt: skip
    one, two = (incident(n, place=p, place_from=f) for n, (p, f) in enumerate((target, other), 1))
    vouched = VOUCHED in (target[1], other[1])
    both = joined_place(one, two, vouched=vouched)
    assert (both.place, both.place_from) == after
    assert [stands.place for stands in both.corrections.apart] == ([apart] if apart else [])


@pytest.mark.parametrize(
    ("standing", "place", "after"),
    [
        (CORNER, PIN, PINNED),
        (CORNER, replace(PINNED, words="elm and 3rd"), PINNED),
        (CORNER, replace(PINNED, words="Oak & 9th"), replace(PINNED, words="Oak & 9th")),
        (CORNER, OTHER, OTHER),
        (PINNED, OTHER, OTHER),
        (NOWHERE, CORNER, CORNER),
        (PIN, CORNER, PINNED),
        (PIN, PINNED, PINNED),
    ],
)
def test_a_point_taken_over_completes_the_place_and_another_place_is_taken_whole(
    standing: Place, place: Place, after: Place
) -> None:
    assert completed(standing, place) == after


def said(number: int, **changes: Any) -> Any:
    return taps(number, received_at=NOON + number * MINUTE, **changes)


FEW, MANY = {"size": "few"}, {"size": "many", "vehicles": "two"}


@pytest.mark.parametrize(
    ("first", "second", "vouched", "desk", "says"),
    [
        (False, False, False, {}, {"size": "many", "vehicles": "two"}),
        (True, False, True, {}, {"size": "few"}),
        (False, True, True, {}, {"size": "many", "vehicles": "two"}),
        (True, True, True, {}, {"size": "many", "vehicles": "two"}),
        (False, False, True, {}, {}),
        (True, True, True, {"size": "some"}, {"size": "some", "vehicles": "two"}),
        (True, True, True, {"size": ""}, {"vehicles": "two"}),
        (False, False, False, {"activity": "leaving"}, {"activity": "leaving", "size": "many", "vehicles": "two"}),
    ],
)
def test_an_alert_says_the_desks_word_else_the_latest_of_those_who_count(
    first: bool, second: bool, vouched: bool, desk: dict[str, str], says: dict[str, str]
) -> None:
    both = [said(1, facts=FEW, verified=first), said(2, facts=MANY, verified=second)]
    for order in (both, both[::-1]):
        assert known(order, Corrections(facts=desk), vouched=vouched) == says


def test_what_was_skipped_leaves_what_others_said() -> None:
    both = [said(1, facts=FEW), said(2, facts={"size": "skip"})]
    assert known(both, Corrections(), vouched=False) == FEW


def test_an_alert_says_nothing_about_the_reporter() -> None:
    everything = {name: values[0] for name, values in FACTS.items()}
    assert set(known([taps(facts=everything)], Corrections(), vouched=False)) == set(SALUTE)


@pytest.mark.parametrize(
    ("corrections", "vouched", "apart"),
    [
        (Corrections(), False, []),
        (Corrections(), True, [("size", "many", False), ("vehicles", "two", False)]),
        (Corrections(passed_over=frozenset({("size", "many")})), True, [("vehicles", "two", False)]),
        (
            Corrections(facts={"size": "some"}),
            True,
            [("size", "few", True), ("size", "many", False), ("vehicles", "two", False)],
        ),
        (Corrections(facts={"size": "many"}), True, [("size", "few", True), ("vehicles", "two", False)]),
        (Corrections(facts={"size": ""}), False, [("size", "few", True), ("size", "many", False)]),
    ],
)
def test_facts_that_are_not_used_stand_apart_until_the_desk_says_so(
    corrections: Corrections, vouched: bool, apart: list[tuple[str, str, bool]]
) -> None:
    both = [said(1, facts=FEW, verified=True), said(2, facts=MANY)]
    found = facts_apart(both, corrections, vouched=vouched)
    assert [(one.name, one.value, one.vouched) for one in found] == apart
