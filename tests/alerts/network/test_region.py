"""Towns of a network and those around it."""

from zoneinfo import ZoneInfo

import pytest

from alerts.network.region import Region
from alerts.network.town import Network, Town

OURS = (Town(id=1, name="Northampton", point=(42.325, -72.641)), Town(id=2, name="Holyoke", point=(42.204, -72.616)))
CHICOPEE = Town(id=3, name="Chicopee", point=(42.149, -72.608))
REGION = Region(towns=OURS, outside=(CHICOPEE,))


def test_the_region_around_a_network_has_its_towns_taken_out_of_the_others() -> None:
    network = Network(name="Valley", languages=("en",), zone=ZoneInfo("UTC"), towns=OURS)
    region = Region.around(network, elsewhere=["Holyoke", "Hadley"], nicknames={"hamp": "Northampton"})
    assert region.towns == OURS
    assert region.elsewhere == ("Hadley",)
    assert region.of_ours("Holyoke") == OURS[1]
    assert region.of_ours("Hadley") is None


@pytest.mark.parametrize(
    ("point", "name"),
    [((42.31, -72.64), "Northampton"), ((42.16, -72.61), "Chicopee"), ((42.36, -71.06), None), ((-42.3, 72.6), None)],
)
def test_the_nearest_town_is_ours_or_not_and_none_is_near_from_afar(
    point: tuple[float, float], name: str | None
) -> None:
    near = REGION.nearest(point)
    assert (near.name if near else None) == name


def test_a_point_may_lie_in_a_town_within_twelve_kilometres_of_its_centre() -> None:
    assert REGION.may_lie_in((42.30, -72.64), "Holyoke")
    assert not REGION.may_lie_in((42.325, -72.641), "Chicopee")
    assert REGION.may_lie_in((42.0, -70.0), "Hadley")
