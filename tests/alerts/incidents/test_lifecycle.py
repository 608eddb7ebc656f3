"""Every (state, event) pair, as docs/architecture.md draws them."""

from itertools import product

import pytest

from alerts.incidents.incident import ENDED, OPEN, UNDECIDED, State
from alerts.incidents.lifecycle import Event, after

EXPECTED = """
    state           claim     lapse    confirm   cannot_verify dismiss     all_clear cancel      not_immigration close  merge  forget reopen    handle    run_out
    reported        verifying -        -         -             -           -         -           -               -      merged closed -         -         lapsed
    verifying       -         reported confirmed unverifiable  false_alarm -         -           not_immigration -      merged closed -         closed    -
    unverifiable    -         -        confirmed -             -           -         -           not_immigration closed merged closed -         closed    -
    confirmed       -         -        -         -             -           closed    false_alarm not_immigration -      merged closed -         -         -
    closed          -         -        -         -             -           -         -           -               -      -      -      verifying -         -
    false_alarm     -         -        -         -             -           -         -           -               -      -      -      verifying -         -
    not_immigration -         -        -         -             -           -         -           -               -      -      -      verifying -         -
    lapsed          -         -        -         -             -           -         -           -               -      -      -      verifying -         -
    merged          -         -        -         -             -           -         -           -               -      -      -      -         -         -
"""  # noqa: E501 - one row a state reads best as one line
"""The lifecycle as it was designed. A claim that lapses goes back: a dispatcher may fall asleep over it.

run_out: only strangers reported it, and nobody touched it for hours (LEAD_LASTS).
forget: nobody closed it for so long that it is purged (alerts/incidents/timings.py, FORGOTTEN).
"""

_HEAD, *_ROWS = [line.split() for line in EXPECTED.strip().splitlines()]
TABLE = {
    (State(row[0]), Event(name)): None if cell == "-" else State(cell)
    for row in _ROWS
    for name, cell in zip(_HEAD[1:], row[1:], strict=True)
}


def test_the_table_above_leaves_out_no_pair() -> None:
    assert set(TABLE) == set(product(State, Event))


@pytest.mark.parametrize(("state", "event"), list(product(State, Event)))
def test_an_event_leads_where_the_design_says(state: State, event: Event) -> None:
    assert after(state, event) is TABLE[state, event]


def test_what_is_over_can_only_be_opened_again_and_what_was_merged_not_even_that() -> None:
    after_the_end = {(state, event) for state, event in product(State, Event) if after(state, event)}
    after_the_end = {(state, event) for state, event in after_the_end if state not in OPEN}
    assert after_the_end == {(state, Event.REOPEN) for state in ENDED}
    assert set(State) - OPEN - ENDED == {State.MERGED}


def test_what_is_opened_again_is_undecided_so_nobody_is_told_by_that() -> None:
    assert {after(state, Event.REOPEN) for state in ENDED} <= UNDECIDED


def test_people_are_told_by_one_event_only() -> None:
    """No report becomes a broadcast without a decision."""
    ways = {(state, event) for state, event in product(State, Event) if after(state, event) is State.CONFIRMED}
    assert {event for _, event in ways} == {Event.CONFIRM}
    assert State.REPORTED not in {state for state, _ in ways}


def test_undecided_is_open_and_nobody_was_told() -> None:
    assert OPEN - {State.CONFIRMED} == UNDECIDED
