"""Apartments, floors, rooms, lots and buildings in a free text."""

import pytest

from alerts.understanding.flats import counts, flats
from alerts.understanding.private_kind import PrivateKind
from tests.alerts.understanding.lexicon import said


def found(text: str) -> list[str]:
    """Return what is taken for a flat or a building, as written, the longest of several at one place."""
    spans = sorted({(span.start, span.end) for span in flats(said(text))}, key=lambda span: (span[0], -span[1]))
    return [text[start:end] for at, (start, end) in enumerate(spans) if at == 0 or start >= spans[at - 1][1]]


@pytest.mark.parametrize(
    ("text", "flat"),
    [
        ("214 Elm apt 3", "apt 3"),
        ("apt 3B", "apt 3B"),
        ("apt B", "apt B"),
        ("apt c", "apt c"),
        ("apt. #12", "apt. #12"),
        ("apt no. 5", "apt no. 5"),
        ("apt 3-5, 214 Elm", "apt 3-5"),
        ("unit two", "unit two"),
        ("room 114", "room 114"),
        ("suite 2000", "suite 2000"),
        ("lot 14", "lot 14"),
        ("trailer 31", "trailer 31"),
        ("2nd floor", "2nd floor"),
        ("the second floor", "second floor"),
        ("floor 2", "floor 2"),
        ("apto 4", "apto 4"),
        ("apartamento dos", "apartamento dos"),
        ("cuarto 114", "cuarto 114"),
        ("puerta 3", "puerta 3"),
        ("en el tercer piso", "tercer piso"),
        ("piso 2", "piso 2"),
        ("terceiro andar", "terceiro andar"),
        ("chanm 6", "chanm 6"),
        ("dezyèm etaj", "dezyèm etaj"),
        ("they are at 12F", "12F"),
        ("214 Elm, 7B", "7B"),
    ],
)
def test_the_door_is_found_as_people_write_it(text: str, flat: str) -> None:
    assert found(text) == [flat]


@pytest.mark.parametrize("text", ["building 5", "edificio 3", "casa 4"])
def test_a_building_is_no_more_than_a_door(text: str) -> None:
    assert {span.kind for span in flats(said(text))} == {PrivateKind.DOOR}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="says nothing"),
        pytest.param("apt", id="the word alone"),
        pytest.param("exit 3", id="an exit"),
        pytest.param("exit 7B off 91", id="an exit with a letter"),
        pytest.param("salida 3B de la 91", id="an exit with a letter in Spanish"),
        pytest.param("gate 3", id="a gate"),
        pytest.param("parking lot 3", id="a lot for cars"),
        pytest.param("unit 4 agents", id="agents are counted"),
        pytest.param("floor 3 agents", id="agents are counted behind a floor"),
        pytest.param("on the floor. 2 vans", id="a number in another sentence"),
        pytest.param("on the floor, 2 of them", id="a number behind a comma"),
        pytest.param("they have someone on the floor", id="the ground"),
        pytest.param("lo tiraron al piso", id="the ground in Spanish"),
        pytest.param("a lot of people", id="many"),
        pytest.param("la puerta d la casa", id="a small word in Spanish"),
        pytest.param("chanm m", id="a small word in Creole"),
        pytest.param("en el cuarto un señor", id="an article"),
        pytest.param("apt 12345", id="a digit too many"),
        pytest.param("6AM, 6A, 5 pm, at 10M", id="times and distances"),
        pytest.param("91N", id="a road's direction"),
        pytest.param("route 5A", id="a route with a letter"),
        pytest.param("Big Y", id="a shop with a letter"),
    ],
)
def test_what_is_nobodys_door_is_none(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("3 vans", True),
        ("3 agentes", True),
        ("3 Elm", False),
        ("3. Vans came", False),
        ("3, vans came", False),
        ("3", False),
    ],
)
def test_a_number_counts_what_stands_right_behind_it(text: str, counted: bool) -> None:
    assert counts(said(text), 1) is counted
