"""What stands apart on the desk's card: its own word, and what was told and is not used."""

from typing import Any, cast

import pytest

from alerts.incidents.card_apart import (
    choices,
    desks_word,
    facts,
    facts_mark,
    place_is_a_leads,
    place_line,
    places,
    undecided,
)
from alerts.incidents.corrections import CorrectedField, Corrections, IncidentKind, PlaceApart, PlaceSource
from alerts.incidents.incident import Incident
from alerts.incidents.whose_word import FactApart
from alerts.notices import Quote, Text, text
from alerts.places.place import Place
from alerts.work.unit_of_work import UnitOfWork
from tests.alerts.incidents.case_file import CaseFile, report
from tests.alerts.samples import incident, taps

OAK = Place(words="Oak & 9th")
POINT = Place(point=(42.32, -72.64))


def apart(number: int, **changes: Any) -> PlaceApart:
    given: dict[str, Any] = {"number": number, "place": OAK, "vouched": False}
    return PlaceApart(**(given | changes))


def beside(*told: PlaceApart) -> Incident:
    """An incident with these places beside its own, the oldest first."""
    return incident(corrections=Corrections(apart=told))


@pytest.mark.parametrize(
    ("corrections", "lines"),
    [
        pytest.param({}, [], id="the desk set nothing"),
        pytest.param(
            {"fields": {CorrectedField.TOWN, CorrectedField.PLACE}},
            [text("card.set_by_desk", what=(text("corrected.place"), text("corrected.town")))],
            id="place and town in the order of the card",
        ),
        pytest.param(
            {"fields": {CorrectedField.KIND}, "kind": IncidentKind.TAKEN},
            [text("card.set_by_desk", what=(text("corrected.kind"),)), text("card.kind", kind=text("kind.taken"))],
            id="what it is",
        ),
        pytest.param(
            {"fields": {CorrectedField.WORDS}, "words": "white vans"},
            [
                text("card.set_by_desk", what=(text("corrected.words"),)),
                text("card.words", words=Quote("white vans", 300)),
            ],
            id="its own words",
        ),
        pytest.param(
            {"fields": {CorrectedField.WORDS}, "words": ""},
            [text("card.set_by_desk", what=(text("corrected.words"),)), text("card.words_out")],
            id="no words at all",
        ),
        pytest.param(
            {"fields": {CorrectedField.WORDS}, "words": None},
            [text("card.set_by_desk", what=(text("corrected.words"),))],
            id="the reporter's own words again",
        ),
    ],
)
def test_the_card_names_what_is_the_desks_own_word(corrections: dict[str, Any], lines: list[Text]) -> None:
    assert desks_word(incident(corrections=Corrections(**corrections))) == lines


@pytest.mark.parametrize(
    ("vouched", "place", "source", "marked"),
    [
        pytest.param(True, OAK, PlaceSource.LEAD, True, id="a stranger's beside somebody we know"),
        pytest.param(False, OAK, PlaceSource.LEAD, False, id="a stranger's among strangers"),
        pytest.param(True, OAK, PlaceSource.VOUCHED, False, id="of somebody we know"),
        pytest.param(True, OAK, PlaceSource.DESK, False, id="the desk's"),
        pytest.param(True, Place(), PlaceSource.LEAD, False, id="no place"),
    ],
)
def test_a_strangers_place_is_marked_where_somebody_we_know_reported_it(
    vouched: bool, place: Place, source: PlaceSource, marked: bool
) -> None:
    assert place_is_a_leads(incident(place=place, place_from=source), vouched=vouched) is marked


@pytest.mark.parametrize(
    ("told", "left"),
    [
        pytest.param((), [], id="none"),
        pytest.param((apart(1), apart(2), apart(3)), [3, 2, 1], id="the newest first"),
        pytest.param((apart(1), apart(2, declined=True), apart(3)), [3, 1], id="without what the desk declined"),
    ],
)
def test_places_that_nobody_decided_about_are_left(told: tuple[PlaceApart, ...], left: list[int]) -> None:
    assert [one.number for one in undecided(beside(*told))] == left


@pytest.mark.parametrize(
    ("told", "keys"),
    [
        pytest.param((), [], id="none"),
        pytest.param((apart(1),), ["card.apart.lead"], id="a stranger's"),
        pytest.param((apart(1, vouched=True),), ["card.apart.verified"], id="of somebody we know"),
        pytest.param((apart(1), apart(2, vouched=True)), ["card.apart.verified", "card.apart.lead"], id="two"),
        pytest.param(
            (apart(1), apart(2), apart(3, vouched=True)),
            ["card.apart.verified", "card.apart.lead", "card.apart.more"],
            id="three, of which one waits",
        ),
    ],
)
async def test_the_two_newest_places_stand_on_the_card(told: tuple[PlaceApart, ...], keys: list[str]) -> None:
    lines = await places(cast("UnitOfWork", CaseFile()), beside(*told))
    assert [line.key for line in lines] == keys
    assert [line.values["n"] for line in lines if line.key == "card.apart.more"] == [1] * ("card.apart.more" in keys)


@pytest.mark.parametrize(
    ("report_id", "who"),
    [
        (5, text("card.person", n=2)),
        (6, text("card.somebody")),
        (None, text("card.somebody")),
    ],
    ids=["a reporter", "whose report is gone", "nobody knows"],
)
async def test_it_is_said_who_told_it(report_id: int | None, who: Text) -> None:
    file = CaseFile(reports=(report(2, id=5),))
    (line,) = await places(cast("UnitOfWork", file), beside(apart(1, report_id=report_id)))
    assert line == text("card.apart.lead", who=who, what=place_line(OAK))


@pytest.mark.parametrize(
    ("place", "line"),
    [
        (OAK, text("card.where", place=Quote("Oak & 9th", 120), link="")),
        (POINT, text("card.where_point", link=POINT.link)),
        (
            Place(words="Oak & 9th", point=POINT.point),
            text("card.where", place=Quote("Oak & 9th", 120), link=POINT.link),
        ),
    ],
    ids=["words", "a point", "both"],
)
def test_a_place_is_one_line_with_its_map(place: Place, line: Text) -> None:
    assert place_line(place) == line


FEW, MANY = {"size": "few"}, {"size": "many"}


@pytest.mark.parametrize(
    ("said", "corrected", "vouched", "keys"),
    [
        pytest.param([taps(facts=FEW)], {}, False, [], id="a stranger's count among strangers"),
        pytest.param([taps(facts=FEW)], {}, True, ["card.apart.facts_lead"], id="a stranger's beside somebody we know"),
        pytest.param([taps(facts=FEW, verified=True)], {}, True, [], id="somebody's we know"),
        pytest.param(
            [taps(facts=FEW, verified=True)],
            MANY,
            True,
            ["card.apart.facts_verified"],
            id="somebody's we know against the desk",
        ),
        pytest.param(
            [taps(1, facts=FEW, verified=True), taps(2, facts={"vehicles": "two"})],
            MANY,
            True,
            ["card.apart.facts_lead", "card.apart.facts_verified"],
            id="both, strangers first",
        ),
        pytest.param([taps(facts=MANY)], MANY, True, [], id="what the desk says too"),
        pytest.param([taps(facts={"size": "skip"})], {}, True, [], id="a question that was passed over"),
    ],
)
def test_facts_that_are_not_used_stand_apart_by_whose_they_are(
    said: list[Any], corrected: dict[str, str], vouched: bool, keys: list[str]
) -> None:
    about = incident(corrections=Corrections(facts=corrected))
    assert [line.key for line in facts(said, about, vouched=vouched)] == keys


def fact(name: str, value: str) -> FactApart:
    return FactApart(name=name, value=value, vouched=False)


def test_a_tap_that_was_offered_for_other_facts_is_stale() -> None:
    offered = [fact("size", "few"), fact("vehicles", "one")]
    assert facts_mark(offered) == facts_mark([fact("size", "few"), fact("vehicles", "one")])
    others = [
        [],
        offered[:1],
        [fact("size", "many"), fact("vehicles", "one")],
        [fact("activity", "few"), fact("vehicles", "one")],
        [fact("size", "few"), fact("vehicles", "two")],
    ]
    assert len({facts_mark(one) for one in [offered, *others]}) == 6


@pytest.mark.parametrize(
    ("told", "said", "labels"),
    [
        pytest.param((), [], [], id="nothing"),
        pytest.param(
            (apart(1), apart(2)), [], [["choice.use_place", "choice.decline_place"]], id="the newest place alone"
        ),
        pytest.param((apart(1, declined=True),), [], [], id="a place that the desk declined"),
        pytest.param((), [taps(facts=FEW)], [["choice.use_facts", "choice.decline_facts"]], id="facts"),
        pytest.param(
            (apart(1),),
            [taps(facts=FEW)],
            [["choice.use_place", "choice.decline_place"], ["choice.use_facts", "choice.decline_facts"]],
            id="place and facts",
        ),
    ],
)
def test_the_desk_takes_over_or_leaves_what_stands_apart(
    told: tuple[PlaceApart, ...], said: list[Any], labels: list[list[str]]
) -> None:
    rows = choices(said, beside(*told), vouched=True)
    assert [[choice.label.key for choice in row] for row in rows] == labels


def test_the_taps_mean_the_newest_place() -> None:
    ((use, decline),) = choices([], beside(apart(1), apart(2)), vouched=True)
    ((use_older, decline_older),) = choices([], beside(apart(1)), vouched=True)
    assert len({use.action, decline.action, use_older.action, decline_older.action}) == 4
    assert (use.action.endswith("2"), use_older.action.endswith("1")) == (True, True)
