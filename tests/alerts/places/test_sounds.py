"""Words that somebody wrote by ear, and words that only look like it."""

import pytest

from alerts.places.sounds import loosely_same_by_ear, same_by_ear


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("meipol", "maple"),
        ("mapel", "maple"),
        ("jai", "high"),
        ("bich", "beech"),
        ("pain", "pine"),
        ("esteit", "state"),
        ("apelton", "appleton"),
        ("suforc", "suffolk"),
        ("chesnut", "chestnut"),
        ("sargent", "sargeant"),
        ("laiman", "lyman"),
        ("yakson", "jackson"),
        ("brigde", "bridge"),
        ("juestern", "western"),
        ("jeferson", "jefferson"),
    ],
)
def test_what_sounds_so_is_meant(written: str, meant: str) -> None:
    assert same_by_ear(written, meant)
    assert same_by_ear(meant, written)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("pine", "vine"),
        ("beech", "beach"),
        ("hill", "hall"),
        ("race", "rose"),
        ("linden", "london"),
        ("stanford", "sanford"),
        ("hampden", "hampton"),
        ("sumner", "summer"),
        ("marshal", "marshall"),
        ("hawthorn", "hawthorne"),
        ("elm", "elk"),
        ("", "elm"),
        ("a", "a street"),
        ("y", "x"),
    ],
)
def test_two_streets_that_sound_nearly_alike_stay_two(one: str, other: str) -> None:
    assert not same_by_ear(one, other)
    assert not loosely_same_by_ear(one, other)


@pytest.mark.parametrize(("written", "meant"), [("chorch", "church"), ("duay", "dwight")])
def test_where_the_rest_of_a_place_agrees_a_rougher_ear_is_believed(written: str, meant: str) -> None:
    assert loosely_same_by_ear(written, meant)
    assert not same_by_ear(written, meant)
