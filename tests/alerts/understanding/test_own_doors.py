"""House numbers in a free text: somebody's own, a neighbour's, that of the place."""

import pytest

from alerts.understanding.own_doors import own_doors
from alerts.understanding.private_kind import PrivateKind
from tests.alerts.understanding.lexicon import said


def found(text: str) -> list[str]:
    """Return what is taken for the number of a house, as written; of several at one place the longest."""
    spans = {span.end: (span.start, span.end) for span in own_doors(said(text))}.values()
    whole = [span for span in spans if not any(other[0] <= span[0] and span[1] < other[1] for other in spans)]
    return [text[start:end] for start, end in whole]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("213 chestnut st", "213"),
        ("213 chestnut", "213"),
        ("they are at 12 Oak", "12"),
        ("5 Main st", "5"),
        ("12a Main st", "12a"),
        ("12345 Main St", "12345"),
        ("12 E Main St", "12"),
        ("214 e main st", "214"),
        ("214 E Main", "214"),
        ("12-14 Elm St", "12-14"),
        ("12 and 14 Elm St", "12 and 14"),
        ("12 & 14 Elm St", "12 & 14"),
        ("12 y 14 Elm", "12 y 14"),
        ("exit 12 and 14 Elm St", "14"),
        ("340 & Main", "340"),
        ("Main St 12", "12"),
        ("on Elm 77", "77"),
        ("at 2024 Main st", "2024"),
        ("rua Baldwin 61", "61"),
        ("calle Ash 14", "14"),
        ("la Elm 77", "77"),
        ("la 140 de la Orchard", "140"),
        ("el 22 de la Grove", "22"),
        ("nan 45 Walnut st", "45"),
        ("#214", "#214"),
        ("house # 5", "# 5"),
        ("casa numero 41", "41"),
        ("no. 41", "41"),
        ("the house at 41", "41"),
    ],
)
def test_a_house_is_found_as_people_write_it(text: str, number: str) -> None:
    assert found(text) == [number]
    assert {span.kind for span in own_doors(said(text))} == {PrivateKind.DOOR}


@pytest.mark.parametrize(
    ("text", "number"),
    [
        pytest.param("i live at 77", "77", id="my own"),
        pytest.param("vivo en el 38", "38", id="my own in Spanish"),
        pytest.param("vivo en la 64 Bowers", "64", id="my own on a street"),
        pytest.param("vivo por Orchard 9", "9", id="my own behind a street"),
        pytest.param("moro no 12", "12", id="my own in Portuguese"),
        pytest.param("my cousin lives at 77", "77", id="a cousin's"),
        pytest.param("she lives across at 41", "41", id="a neighbour's"),
        pytest.param("mi vecina vive enfrente en el 38", "38", id="a neighbour's in Spanish"),
    ],
)
def test_who_lives_there_makes_a_bare_number_a_door(text: str, number: str) -> None:
    assert found(text) == [number]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="says nothing"),
        pytest.param("41", id="a number alone"),
        pytest.param("5 vans, 4 agents at Oak", id="counts"),
        pytest.param("i live 2 blocks from Elm", id="blocks"),
        pytest.param("300 meters from Oak", id="metres"),
        pytest.param("20 min ago on Main", id="minutes"),
        pytest.param("5:30 Elm, 12:15 Elm st", id="a time"),
        pytest.param("a las 6 en la Elm", id="an hour in Spanish"),
        pytest.param("8 è Main", id="an hour in Creole"),
        pytest.param("in 2024", id="a year"),
        pytest.param("a 2024 Honda", id="a car's year"),
        pytest.param("1999 vans", id="a year or a count"),
        pytest.param("$213 Elm", id="a price"),
        pytest.param("$ 213 Elm", id="a price with a space"),
        pytest.param("213% of Elm", id="a share"),
        pytest.param("exit 12", id="an exit"),
        pytest.param("exit 19 Main st", id="an exit before a street"),
        pytest.param("la salida 12 de la 91", id="an exit in Spanish"),
        pytest.param("route 9, mile 62, I-91", id="roads and miles"),
        pytest.param("la 140", id="a road in Spanish"),
        pytest.param("la 12 de la 91", id="where two roads meet"),
        pytest.param("a la 2 de la tarde", id="an hour of the afternoon"),
        pytest.param("no, 4 of them", id="a no before a count"),
        pytest.param("no, 2 de la migra", id="two of them"),
        pytest.param("3rd st, 5th and Main", id="streets that are counted"),
        pytest.param("5 & Main", id="a corner with a street that is counted"),
        pytest.param("5 and Main", id="a corner in words"),
        pytest.param("7 Eleven", id="a shop that begins with a number"),
        pytest.param("99 Restaurant on King", id="a restaurant that does"),
        pytest.param("motel 6, Big Y 6", id="shops that end with one"),
        pytest.param("123456 Main st", id="a digit too many"),
        pytest.param("Elm, 61 agents", id="agents behind a street"),
    ],
)
def test_what_is_nobodys_house_is_none(text: str) -> None:
    assert found(text) == []
