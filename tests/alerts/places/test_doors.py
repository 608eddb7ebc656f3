"""Doors within a place: they count for nothing where two places are compared."""

import pytest

from alerts.places.doors import without_doors


@pytest.mark.parametrize(
    "place",
    [
        "Elm St apt 3",
        "Elm St apt 3B",
        "Elm St apt B",
        "Elm St apt 3-5",
        "Elm St #4",
        "Elm St unit no. 12",
        "Elm St 2nd floor",
        "Elm St SECOND FLOOR",
        "Elm St top floor",
        "Elm St 3B",
        "Elm St 12b",
        "3B Elm St",
        "Elm St apto 3",
        "Elm St tercer piso",
        "Elm St piso 2",
        "Elm St lote 14",
        "Elm St terceiro andar",
        "Elm St dezyèm etaj",
        "Elm St apatman 2",
    ],
)
def test_a_door_is_taken_out_as_people_write_it(place: str) -> None:
    assert without_doors(place).strip() == "Elm St"


@pytest.mark.parametrize(
    "place",
    [
        "",
        "Elm & 3rd",
        "214 Elm St",
        "exit 3 off 91",
        "exit 7B off 91",
        "salida 3B de la 91",
        "route 5A",
        "parking lot 3",
        "trailer park",
        "the room",
        "the floor",
        "4th of July",
        "St. 4",
        "cuarto y Elm",
        "Big Y",
        "7-Eleven",
    ],
)
def test_what_is_no_door_stays(place: str) -> None:
    assert without_doors(place) == place
