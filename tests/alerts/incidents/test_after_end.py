"""For how long what is over may be opened again, and news of it belongs to it."""

from datetime import datetime, timedelta

import pytest

from alerts.incidents.after_end import may_reopen
from alerts.incidents.incident import State
from tests.alerts.samples import NOON, incident

A_DAY = timedelta(days=1)
A_DISPATCHER_ENDED_IT = {State.CLOSED, State.FALSE_ALARM, State.NOT_IMMIGRATION, State.LAPSED}
"""Or nobody took it for hours."""


@pytest.mark.parametrize("state", list(State))
def test_only_what_a_dispatcher_ended_may_be_opened_again(state: State) -> None:
    assert may_reopen(incident(state=state, closed_at=NOON), NOON) is (state in A_DISPATCHER_ENDED_IT)


@pytest.mark.parametrize("state", sorted(A_DISPATCHER_ENDED_IT))
@pytest.mark.parametrize(
    ("closed_at", "may"),
    [
        pytest.param(NOON, True, id="just now"),
        pytest.param(NOON - A_DAY, True, id="a day ago"),
        pytest.param(NOON - A_DAY - timedelta(seconds=1), False, id="a second longer ago"),
        pytest.param(NOON + timedelta(minutes=1), True, id="a minute from now by a clock that was put back"),
        pytest.param(None, False, id="nobody knows when"),
    ],
)
def test_for_a_day_it_may_be_opened_again(state: State, closed_at: datetime | None, may: bool) -> None:
    assert may_reopen(incident(state=state, closed_at=closed_at), NOON) is may
