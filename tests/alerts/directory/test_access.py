"""Who may see an entry, and who may write one."""

import pytest

from alerts.directory.access import may_see, may_write
from alerts.directory.entry import Viewers
from alerts.people.person import Person, Role
from tests.alerts.directory.listings import entry
from tests.alerts.samples import HOLYOKE, NORTHAMPTON, person

STRANGER = person()
TOMAS = person(1, (Role.SUBSCRIBER, HOLYOKE))
DANA = person(1, (Role.DISPATCHER, NORTHAMPTON))
CORA = person(1, (Role.COORDINATOR, NORTHAMPTON))
EVERYWHERE = person(1, (Role.COORDINATOR, None))


@pytest.mark.parametrize(
    ("viewers", "town", "seen_by"),
    [
        (Viewers.EVERYBODY, NORTHAMPTON, [STRANGER, TOMAS, DANA, CORA, EVERYWHERE]),
        (Viewers.NETWORK, NORTHAMPTON, [TOMAS, DANA, CORA, EVERYWHERE]),
        (Viewers.DESK, NORTHAMPTON, [DANA, CORA, EVERYWHERE]),
        (Viewers.DESK, HOLYOKE, [EVERYWHERE]),
        (Viewers.DESK, None, [DANA, CORA, EVERYWHERE]),
    ],
)
def test_who_may_see_it(viewers: Viewers, town: int | None, seen_by: list[Person]) -> None:
    listing = entry(viewers=viewers, town_id=town).listing
    assert [one for one in (STRANGER, TOMAS, DANA, CORA, EVERYWHERE) if may_see(one, listing)] == seen_by


@pytest.mark.parametrize(
    ("town", "writers"),
    [(NORTHAMPTON, [CORA, EVERYWHERE]), (HOLYOKE, [EVERYWHERE]), (None, [CORA, EVERYWHERE])],
)
def test_who_may_write_it(town: int | None, writers: list[Person]) -> None:
    assert [one for one in (STRANGER, TOMAS, DANA, CORA, EVERYWHERE) if may_write(one, town)] == writers
