"""A town as an operator names it, and the hint where that cannot be meant."""

from pathlib import Path

import pytest

from alerts.places.named_place import NamedPlace
from bot.gazetteer.own_places import OwnListFault, read_own_places
from bot.network.town_argument import TownReader
from bot.settings.settings import SettingsError

NORTHAMPTON = (42.325, -72.641)
EASTERN = TownReader(zone="America/New_York")


def test_a_town_is_a_name_and_a_point() -> None:
    assert TownReader().read("Northampton:42.325:-72.641") == ("Northampton", (42.325, -72.641))


@pytest.mark.parametrize(
    "text",
    [
        "Northampton",
        "Northampton:42.3",
        ":42.3:-72.6",
        "N:x:y",
        "N:91:0",
        "N:0:181",
        "N:nan:0",
        "N:1:2:3",
        "x" * 61 + ":1:2",
    ],
)
def test_what_is_no_town_is_refused(text: str) -> None:
    with pytest.raises(SettingsError, match="--town"):
        TownReader().read(text)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("Northampton:-72.641:42.325", "swapped"),
        ("Phoenix:-112.07:33.45", "swapped"),
        ("Northampton:42.325:72.641", "west of Greenwich"),
        ("Northampton:142.325:-72.641", "look|-90 to 90"),
        ("Northampton:423.25:-726.41", "-90 to 90"),
        ("Northampton:0:0", "on a map"),
        ("Northampton:-42.325:-72.641", None),
        ("Northampton:42.325:-72.641", None),
        ("Honolulu:21.3:-157.8", "on a map"),
    ],
)
def test_coordinates_that_cannot_be_meant_are_refused_with_the_hint(text: str, hint: str | None) -> None:
    if hint is None:
        assert TownReader(zone="America/New_York").read(text)
        return
    with pytest.raises(SettingsError, match=hint):
        TownReader(zone="America/New_York").read(text)


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("Kashgar:39.47:75.99", "Asia/Shanghai"),
        ("Honolulu:21.3:-157.8", "Pacific/Honolulu"),
        ("Suva:-18.14:178.44", "Pacific/Fiji"),
        ("Apia:-13.83:-171.77", "Pacific/Apia"),
        ("Longyearbyen:78.22:15.65", "Europe/Oslo"),
        ("Somewhere:42:-72", "Etc/UTC"),
        ("Somewhere:42:-72", "UTC"),
    ],
)
def test_towns_far_from_the_middle_of_their_zone_are_towns(text: str, zone: str) -> None:
    assert TownReader(zone=zone).read(text)


def test_a_town_is_named_once() -> None:
    with pytest.raises(SettingsError, match="--town"):
        TownReader().read_all(["A:1:2", "a:3:4"])


@pytest.mark.parametrize("text", ["Easthampton MA", "easthampton, massachusetts", "01027", "01027-1234"])
def test_a_town_named_by_state_or_zip_code_finds_its_centre(text: str) -> None:
    name, (latitude, longitude) = EASTERN.read(text)
    assert name == "Easthampton"
    assert abs(latitude - 42.267) < 0.02
    assert abs(longitude + 72.669) < 0.02


def test_where_no_state_is_named_the_town_beside_ours_is_meant() -> None:
    assert EASTERN.read("Springfield", (NORTHAMPTON,))[0] == "Springfield"
    with pytest.raises(SettingsError, match=r'is it "Springfield .*Springfield'):
        EASTERN.read("Springfield")


def test_of_several_towns_given_at_once_the_later_ones_lie_around_the_first() -> None:
    (_, first), (_, second) = EASTERN.read_all(["Northampton MA", "Springfield"])
    assert abs(first[0] - second[0]) < 0.5


def test_a_misspelt_town_is_offered_and_not_taken() -> None:
    with pytest.raises(SettingsError, match=r'^--town is not clear: is it "Easthampton MA"') as refused:
        EASTERN.read("Easthamton MA")
    assert "\n" not in str(refused.value)


def test_a_town_that_nobody_knows_is_answered_with_the_forms() -> None:
    with pytest.raises(SettingsError, match=r'--town names no town that we know: write it as "Northampton MA"'):
        EASTERN.read("00000")


def test_the_operators_own_list_goes_before_that_of_zip_codes(tmp_path: Path) -> None:
    listed = tmp_path / "towns.csv"
    listed.write_text("name,latitude,longitude,region\nTijuana,32.52,-117.03,BC\nEasthampton,42.3,-72.7,\n")
    reader = TownReader(zone="America/Tijuana", own=read_own_places(listed))
    assert reader.read("tijuana") == reader.read("Tijuana BC") == ("Tijuana", (32.52, -117.03))
    assert TownReader(own=read_own_places(listed)).read("Easthampton") == ("Easthampton", (42.3, -72.7))
    with pytest.raises(SettingsError, match=r'is it "Tijuana BC"'):
        TownReader(own=read_own_places(listed)).read("Tiuana")


def test_an_own_list_may_begin_with_the_mark_that_spreadsheets_put_there(tmp_path: Path) -> None:
    listed = tmp_path / "towns.csv"
    listed.write_bytes("\ufeffname,latitude,longitude\r\nPeñasco,31.31,-113.53\r\n".encode())
    assert read_own_places(listed) == (NamedPlace(name="Peñasco", point=(31.31, -113.53)),)


@pytest.mark.parametrize(
    ("rows", "fault"),
    [
        ("town,lat,lon\nA,1,2\n", "no list of towns"),
        ("", "no list of towns"),
        ("name,latitude,longitude\nA,1,2\nTijuana,-117.03,32.52\n", "swapped in line 3"),
        ("name,latitude,longitude\nA,x,2\n", "no coordinates in line 2"),
        ("name,latitude,longitude\nA,1\n", "no coordinates in line 2"),
        ("name,latitude,longitude\nA,nan,2\n", "where no town is in line 2"),
        ("name,latitude,longitude\n,1,2\n", "no name in line 2"),
    ],
)
def test_a_fault_of_the_own_list_is_named_by_its_line(tmp_path: Path, rows: str, fault: str) -> None:
    listed = tmp_path / "towns.csv"
    listed.write_text(rows)
    with pytest.raises(OwnListFault, match=fault):
        read_own_places(listed)


def test_an_own_list_that_is_not_there_or_no_text_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "picture.csv").write_bytes(b"\xff\xd8\xff\x00")
    for name in ("none.csv", "picture.csv"):
        with pytest.raises(OwnListFault, match="cannot be read"):
            read_own_places(tmp_path / name)
