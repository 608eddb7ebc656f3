"""One place told in two languages, cut short, or with more words; and places that only share words."""

import pytest

from alerts.places.names import same_words
from alerts.places.place_name import place_name

SAME = [
    ("Alder Village", "ALDER VILLAGE APARTMENTS"),
    ("auto shop on Grove Ave", "oficina na Grove Avenue"),
    ("market on South St", "makèt sou South Street"),
    ("Alder Ln & West St", "Alder lane con West"),
    ("Grove St under the train bridge", "la Grove debajo del puente del tren"),
    ("tire shop on Grove", "la tienda de llantas de la Grove"),
    ("Alder Mall bus stop", "parada de guaguas del Alder Mall"),
    ("nursing home on Grove", "asilo de la Grove"),
    ("pizzeria on Grove Ave", "pizzaria da Grove Avenue"),
    ("Grove Rd tire shop", "llantera de la Grove road"),
    ("car wash on Park St", "lavadero de carros de la Park"),
    ("Price Rite on Alder Ave", "praisrai de la Alder"),
    ("Alder Vocational", "Alder high school"),
    ("the train station", "la estación del tren"),
    ("mile marker 12 on 95 north", "milla 12 de la 95 norte"),
    ("exit 7", "exit 7 off 95 south"),
    ("laundromat on Alder st", "lavandería de la Alder"),
    ("laundromat on Alder st", "lavanderia da rua Alder"),
    ("the hospital on Alder", "lopital la sou Alder"),
    ("by the school on Grove Rd", "bò lekòl la sou Grove Rd"),
    ("gas station on Grove", "gasolinera de la Grove"),
    ("gas station on Grove", "posto de gasolina da Grove"),
    ("Alder & Grove", "esquina da Alder com a Grove"),
    ("Alder & Grove", "kwen Alder ak Grove"),
    ("alder n grove", "Alder y Grove"),
    ("Grove St @ Alder St", "Grove and Alder"),
    ("trailer park on Grove Rd", "parque de casas móviles de la Grove road"),
    ("post office on Grove", "el correo de la Grove"),
    ("fire station on Grove", "los bomberos de la Grove"),
    ("warehouse on Grove", "bodega de la Grove"),
    ("corner store on Grove", "bodega de la Grove"),
    ("Motel 6 on Route 12", "motel seis de la ruta doce"),
    ("St. Joseph's church", "iglesia San José"),
    ("Fort Grove & Alder", "ft grove con alder"),
    ("Memorial Ave & Alder", "Mem Ave con Alder"),
    ("213 Alder St 2nd floor", "213 alder"),
    ("Brazilian bakery on Grove St", "padaria brasileira na Grove"),
    ("Dunkin on Grove", "Dunkin Donuts de la Grove"),
    ("Big Y on Grove", "el Big Y de la Grove"),
    ("the urgent care on Grove Rd", "la clínica de urgencias de la Grove Rd"),
    ("bus station on Grove", "la estación de guaguas de la Grove"),
    ("Alder Park zoo", "el zoológico de Alder Park"),
    ("Home Depot on Grove", "el jomdipo de la Grove"),
    ("I-91 north exit 26", "91 norte salida veintiséis"),
    ("Saint Alder Ave Quikmart", "Quikmart de la st Alder"),
    ("Grove Rd bowling alley", "bolos de la Grove road"),
    ("post office on Park St", "correio da rua Park"),
    ("Home Depot, Grove Rd", "el homdipo de la Grove"),
    ("exit 4 off the pike", "exit 4 off I-90"),
    ("tomato farm on Grove", "finca de tomates de la Grove"),
]
DIFFERENT = [
    ("exit 13A off 91", "exit 13B off 91"),
    ("Alder Park", "Alder Park Middle School"),
    ("95 north mile 12", "95 south mile 12"),
    ("exit 7 off 95", "exit 7 off 84"),
    ("exit 7 off 95", "exit 9 off 95"),
    ("exit 7 off the pike", "exit 7 off 95"),
    ("salida 7 del pike", "salida 7 de la 95"),
    ("building 12, Grove Rd", "building 21, Grove Rd"),
    ("Big Y on Grove", "Big Lots on Grove"),
    ("Pride gas on Grove", "Pride gas on Alder"),
    ("memorial bridge", "Memorial Ave"),
    ("church on Grove", "escuela de la Grove"),
    ("North Grove St", "South Grove St"),
    ("E Grove Rd apartments", "W Grove Rd apartments"),
    ("Grove St", "Grove Terrace"),
    ("the parking lot", "el parking"),
    ("in my building", "mi edificio"),
    ("my house", "mi casa"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_one_place_in_other_words_is_one(one: str, other: str) -> None:
    assert same_words(one, other)
    assert same_words(other, one)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_places_that_share_words_are_two(one: str, other: str) -> None:
    assert not same_words(one, other)
    assert not same_words(other, one)


def test_a_single_letter_belongs_to_the_name_unless_a_street_follows() -> None:
    assert place_name("Big Y on Grove").names == {"big", "y", "grove"}
    assert place_name("Grove y Alder").names == {"grove", "alder"}


def test_a_capital_letter_is_a_direction_a_small_one_joins() -> None:
    assert place_name("Alder N Grove").directions == {"north"}
    assert place_name("alder n grove").directions == frozenset()
