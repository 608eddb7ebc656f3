"""Licence plates in a free text."""

import pytest

from alerts.understanding.plates import plates
from tests.alerts.understanding.lexicon import said


def found(text: str) -> list[str]:
    """Return what is taken for a plate, as written."""
    return [text[span.start : span.end] for span in plates(said(text))]


@pytest.mark.parametrize(
    ("text", "plate"),
    [
        ("plate 7KX 921", "7KX 921"),
        ("plate 7kx921", "7kx921"),
        ("plate: 7KX-921", "7KX-921"),
        ("the plate, qz 884", "qz 884"),
        ("license plate number 4821", "4821"),
        ("plate 12 ABC", "12 ABC"),
        ("plate 123", "123"),
        ("plate ending in 345", "345"),
        ("placa ABC 123", "ABC 123"),
        ("carro gris con placas de Massachusetts 1BTK 45", "1BTK 45"),
        ("una van blanca, placa qz 884", "qz 884"),
        ("plak 6VB 772", "6VB 772"),
    ],
)
def test_the_word_for_it_tells_of_a_plate(text: str, plate: str) -> None:
    assert found(text) == [plate]


@pytest.mark.parametrize(
    ("text", "plate"),
    [("MA 1AB 234", "1AB 234"), ("MA 123", "123"), ("NH 512 3341", "512 3341"), ("white van CT AB12345", "AB12345")],
)
def test_so_does_a_state_before_it(text: str, plate: str) -> None:
    assert found(text) == [plate]


@pytest.mark.parametrize("plate", ["7KX921", "7KX 921", "3HJ 501", "QZ-884", "ABC 123", "ABC1234"])
def test_its_shape_is_enough_where_no_word_tells_of_it(plate: str) -> None:
    assert found(f"silver jeep {plate} on Elm") == [plate]


def test_each_of_two_is_found() -> None:
    assert found("plates 7KX 921, and a blue van QZ-884") == ["7KX 921", "QZ-884"]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="says nothing"),
        pytest.param("3rd and Main, 21st street", id="streets that are counted"),
        pytest.param("calle 2da con la 3ra", id="streets that are counted in Spanish"),
        pytest.param("RT 9, RT 116 and US 202", id="routes"),
        pytest.param("I 91, I91N, exit 12A", id="interstates and exits"),
        pytest.param("ICE 12, HSI 123, DHS 4471", id="agencies before a number"),
        pytest.param("apt 12B", id="a door"),
        pytest.param("section B 123", id="a letter before a number"),
        pytest.param("they told me 123 times", id="no state in small letters"),
        pytest.param("214 Elm St", id="a house"),
        pytest.param("at 5pm 3rd and Main, 10min, 24h, 24/7", id="times"),
        pytest.param("since 2024", id="a year"),
        pytest.param("$200", id="a price"),
        pytest.param("ford F150 4x4", id="a pickup"),
        pytest.param("form I9", id="a form"),
        pytest.param("7-Eleven, Super8, Big Y 12", id="shops"),
        pytest.param("4 agents, 2 vans", id="counts"),
        pytest.param("the CVS 345 Northampton St", id="a shop before a number"),
        pytest.param("a black Honda CRV 2019", id="a car's model and year"),
        pytest.param("plate, they would not say", id="the word alone"),
        pytest.param("they took the plates. 4 agents", id="the word in another sentence"),
        pytest.param("plate 12", id="too few figures to tell a car by"),
    ],
)
def test_what_only_looks_like_one_is_none(text: str) -> None:
    assert found(text) == []
