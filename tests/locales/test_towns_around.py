"""The list of municipalities around a network."""

from locales.towns.towns_around import towns_around

VALLEY = [(42.325, -72.641)]
CALIFORNIA = [(37.77, -122.42)]


def test_the_states_around_a_network_are_named_and_no_others() -> None:
    names = towns_around(VALLEY, []).names
    assert {"Hadley", "West Springfield", "Enfield", "Brattleboro", "Keene"} <= set(names)
    assert not towns_around(CALIFORNIA, []).names


def test_massachusetts_is_whole() -> None:
    """It has 351 cities and towns."""
    assert len(towns_around([(42.2, -71.0)], []).names) > 351


def test_the_networks_own_towns_and_their_villages_are_no_others() -> None:
    around = towns_around(VALLEY, ["Montague", "Northampton"])
    assert not {"Montague", "Turners Falls", "Northampton", "Florence"} & set(around.names)
    assert "Turners Falls" in towns_around(VALLEY, ["Northampton"]).names


def test_every_name_that_is_shared_with_streets_and_every_nickname_is_of_a_town_of_the_list() -> None:
    around = towns_around(VALLEY, [])
    assert set(around.nicknames.values()) <= set(around.names)
    assert {"Lincoln", "Franklin", "Essex"} <= around.shared_names
    assert not {"Hadley", "Chicopee", "Boston"} & around.shared_names
