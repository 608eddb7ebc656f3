"""Places: told in words, as points, and to the community."""

import csv
from dataclasses import dataclass
from pathlib import Path

import pytest

from alerts.notices import Quote, text
from alerts.places.map_links import found_point, link_spans, point_in, short_link_in
from alerts.places.names import SAME_WORDS, same_words
from alerts.places.phrase import phrase
from alerts.places.place import Place, area, plain_words
from alerts.places.place_name import place_name

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Pair:
    """Two descriptions, and whether somebody of the town takes them for one place."""

    same: bool
    kind: str
    one: str
    other: str


def pairs(name: str) -> list[Pair]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        return [Pair(row["verdict"] == "same", row["kind"], row["one"], row["other"]) for row in rows]


@dataclass(frozen=True)
class Measured:
    """How often the rule was right."""

    same: int
    different: int
    joined: int
    """Of the same."""
    wrongly: int
    """Joined, of the different."""


def measured(name: str, threshold: int, monkeypatch: pytest.MonkeyPatch) -> Measured:
    monkeypatch.setattr("alerts.places.names.SAME_WORDS", threshold)
    found = pairs(name)
    return Measured(
        same=sum(pair.same for pair in found),
        different=sum(not pair.same for pair in found),
        joined=sum(pair.same and same_words(pair.one, pair.other) for pair in found),
        wrongly=sum(not pair.same and same_words(pair.one, pair.other) for pair in found),
    )


@pytest.mark.parametrize(
    ("threshold", "designed", "unseen"),
    [
        (75, (71, 10), (22, 5)),
        (80, (71, 5), (22, 4)),
        (85, (71, 0), (22, 3)),
        (90, (70, 0), (21, 0)),
        (95, (70, 0), (20, 0)),
    ],
)
def test_the_figures_of_the_decision_record_hold(
    threshold: int, designed: tuple[int, int], unseen: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """docs/decisions/0004-same-place.md: joined of the same, joined of the different."""
    first = measured("places.csv", threshold, monkeypatch)
    second = measured("places_unseen.csv", threshold, monkeypatch)
    assert (first.joined, first.wrongly) == designed
    assert (second.joined, second.wrongly) == unseen
    assert (first.same, first.different, second.same, second.different) == (72, 80, 23, 27)


def test_the_threshold_is_the_lowest_measured_that_joins_no_two_places() -> None:
    assert SAME_WORDS == 90


@pytest.mark.parametrize("pair", [p for p in pairs("places.csv") + pairs("places_unseen.csv") if not p.same])
def test_two_different_places_are_never_joined(pair: Pair) -> None:
    assert not same_words(pair.one, pair.other)


def test_it_does_not_matter_who_is_named_first() -> None:
    for pair in pairs("places.csv") + pairs("places_unseen.csv"):
        assert same_words(pair.one, pair.other) == same_words(pair.other, pair.one)


def test_a_place_is_the_same_as_itself_unless_it_is_one_of_many() -> None:
    for pair in pairs("places.csv"):
        if pair.kind != "generic":
            assert same_words(pair.one, pair.one)
            assert same_words(pair.one.upper(), f"  {pair.one}!")


@pytest.mark.parametrize("words", ["", " ", "?", "the", "la", "🚨", "calle", "street", "the school", "north"])
def test_what_names_no_place_is_the_same_as_nothing(words: str) -> None:
    assert not same_words(words, words)


def test_st_is_a_saint_before_a_name_and_a_street_behind_one() -> None:
    assert place_name("St. Mary's Church").names == {"saint", "mary"}
    assert place_name("Mary St").names == {"mary"}
    assert place_name("Church St & Main").names == {"church", "main"}


@pytest.mark.parametrize(
    ("words", "heard"),
    [
        ("123 Elm St", "Elm St"),
        ("123B Elm St", "Elm St"),
        ("calle Main 125", "calle Main"),
        ("Main Street 125", "Main Street"),
        ("125 Main St apt 3", "Main St"),
        ("340 Olive St, Unit 4B", "Olive St"),
        ("340 Olive St #12", "Olive St"),
        ("340 Olive St 2nd floor", "Olive St"),
        ("Olive 57", "Olive"),
        ("la Olive 88 segundo piso", "la Olive"),
        ("apartments on Olive building 12", "apartments on Olive"),
        ("edificio 4, calle Olive", "calle Olive"),
        ("trailer park on Olive Rd lot 14", "trailer park on Olive Rd"),
        ("exit 43 off 91", "exit 43 off 91"),
        ("91 north by mile 12", "91 north by mile 12"),
        ("milla 9 de la 91", "milla 9 de la 91"),
        ("saída 45 da 90", "saída 45 da 90"),
        ("la 9 antes del puente", "la 9 antes del puente"),
        ("Motel 6 on Route 5", "Motel 6 on Route 5"),
        ("ruta cinco", "ruta cinco"),
        ("calle Main 125, piso 2", "calle Main"),
        ("the house at 42 Oak", "the house at Oak"),
        ("12 Oak and 340 Elm", "Oak and Elm"),
        ("Elm & 3rd", "Elm & 3rd"),
        ("calle 5 y Pine", "calle 5 y Pine"),
        ("Elm y 3", "Elm y 3"),
        ("Route 9 & Bay Rd", "Route 9 & Bay Rd"),
        ("5th Ave & Main", "5th Ave & Main"),
        ("I-91 exit 18", "I-91 exit 18"),
        ("7-Eleven on King", "7-Eleven on King"),
        ("Lincoln School", "Lincoln School"),
        ("", ""),
    ],
)
def test_the_community_hears_no_house_number(words: str, heard: str) -> None:
    assert area(Place(words=words, point=(42.3, -72.6))) == heard


@pytest.mark.parametrize(
    ("text", "point"),
    [
        ("https://maps.google.com/maps?q=42.325%2C-72.641", (42.325, -72.641)),
        ("https://maps.google.com/?q=42.325,-72.641", (42.325, -72.641)),
        ("https://maps.google.com/?q=loc:42.325,-72.641&z=15", (42.325, -72.641)),
        ("here https://www.google.com/maps/@42.325,-72.641,15z now", (42.325, -72.641)),
        ("https://maps.apple.com/?ll=42.325,-72.641&t=m", (42.325, -72.641)),
        ("geo:42.325,-72.641", (42.325, -72.641)),
        ("https://www.openstreetmap.org/#map=18/42.325/-72.641", (42.325, -72.641)),
        ("https://www.openstreetmap.org/?mlat=42.325&mlon=-72.641#map=18/42/-72", (42.325, -72.641)),
        ("geo:99.5,-72.641", None),
        ("geo:42.325,-172.641", (42.325, -172.641)),
        ("geo:42.325,-182.641", None),
        ("2 vans at 42.325, -72.641", (42.325, -72.641)),
        ("42.3251 -72.6412", (42.3251, -72.6412)),
        ("42.3251° N, 72.6412° W", (42.3251, -72.6412)),
        ("https://waze.com/ul?ll=42.325%2C-72.641&navigate=yes", (42.325, -72.641)),
        ("https://maps.apple.com/place?coordinate=42.325,-72.641", (42.325, -72.641)),
        ("https://www.google.com/maps/place/Corner/@42.325,-72.641,17z", (42.325, -72.641)),
        ("https://shop.example/?q=42.325,-72.641", None),
        ("https://maps.app.goo.gl/Ab3dE5gH7", None),
        ("it costs 12.50, 13.25 the pair", None),
        ("call 413.555 0123", None),
        ("Elm & 3rd", None),
        ("", None),
    ],
)
def test_a_map_link_is_a_point(text: str, point: tuple[float, float] | None) -> None:
    assert point_in(text) == point


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("here 👉 https://maps.app.goo.gl/Ab3dE5gH7 hurry", "https://maps.app.goo.gl/Ab3dE5gH7"),
        ("https://goo.gl/maps/Ab3dE5gH7.", "https://goo.gl/maps/Ab3dE5gH7"),
        ("https://maps.google.com/?cid=1234", "https://maps.google.com/?cid=1234"),
        ("https://maps.google.com/?q=42.325,-72.641", ""),
        ("https://news.example/raid", ""),
        ("https://www.google.com/search?q=raid", ""),
        ("Elm & 3rd", ""),
    ],
)
def test_a_map_link_without_a_position_is_kept_for_the_desk(text: str, link: str) -> None:
    assert short_link_in(text) == link


def test_a_link_is_cut_out_of_the_words_whole() -> None:
    text = "look geo:42.325,-72.641 by the mill"
    found = found_point(text)
    assert found is not None
    assert text[found.start : found.end] == "geo:42.325,-72.641"
    assert link_spans("a https://news.example/x b") == [(2, 24)]


def test_our_own_link_can_be_read_back() -> None:
    place = Place(point=(42.325, -72.641))
    assert point_in(place.link) == place.point
    assert Place(words="Elm & 3rd").link == ""


def test_a_place_is_completed_never_overwritten() -> None:
    words, point = Place(words="Elm & 3rd"), Place(point=(1.0, 2.0))
    assert words.with_more(point) == point.with_more(words) == Place(words="Elm & 3rd", point=(1.0, 2.0))
    assert words.with_more(Place(words="else")) == words
    assert Place().with_more(Place()) == Place()
    assert [p.usable for p in (Place(), words, point)] == [False, True, True]


def test_plain_words_have_no_accents_case_or_marks() -> None:
    assert plain_words(" ¡La  Esquina de PEÑA & José! ") == "la esquina de pena jose"


def test_a_place_is_called_by_its_words_or_by_what_is_known_of_it() -> None:
    assert phrase(Place(words="Elm & 3rd", point=(42.3, -72.6))) == Quote("Elm & 3rd", 80)
    assert phrase(Place(point=(42.3, -72.6))) == text("place.on_map")
    assert phrase(Place()) == text("place.unsaid")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the courthouse", "la corte"),
        ("Holyoke City Hall", "el city hall"),
        ("price rite st james ave", "pricerite on saint james"),
    ],
)
def test_what_a_town_has_one_of_is_one_place_and_a_saint_is_one_however_short(one: str, other: str) -> None:
    assert same_words(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the courthouse", "the city hall"),
        ("the courthouse on Elm St", "the courthouse on Oak St"),
        ("the church", "la iglesia"),
        ("the parking lot", "el parking lot"),
    ],
)
def test_what_a_town_has_many_of_is_not(one: str, other: str) -> None:
    assert not same_words(one, other)
