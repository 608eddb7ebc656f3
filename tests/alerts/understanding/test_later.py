"""In how many hours somebody could come."""

import pytest

from alerts.understanding.later import later_minutes


@pytest.mark.parametrize(
    ("said", "minutes"),
    [
        ("No, but in two hours", 120),
        ("in 2 hours maybe", 120),
        ("maybe in an hour", 60),
        ("in about 3 hrs", 180),
        ("ahorita no, en una hora", 60),
        ("en 2 horas y media", 150),
        ("como en una hora y media", 90),
        ("dentro de dos horas salgo del trabajo", 120),
        ("daqui a duas horas", 120),
        ("nan de èdtan", 120),
        ("in 1 1/2 hours", 90),
        ("two hours ago", None),
        ("I waited two hours", None),
        ("in 5 min", None),
        ("in 2 hours or in 3 hours", None),
        ("can't make it", None),
    ],
)
def test_only_hours_behind_in_are_when_somebody_could_come(said: str, minutes: int | None) -> None:
    assert later_minutes(said) == minutes
