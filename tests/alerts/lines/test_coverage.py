"""Which part of a gap nobody listened in: the bot did not, and the receiver was not up either."""

from datetime import UTC, datetime, timedelta

import pytest

from alerts.lines.coverage import BEHIND, LATE, Span, is_posted_to, may_reach, uncovered

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


def at(seconds: float) -> datetime:
    return NOON + timedelta(seconds=seconds)


def span(since: float, until: float) -> Span:
    return Span(since=at(since), until=at(until))


GAP = span(0, 60)


@pytest.mark.parametrize(
    ("watched", "left"),
    [
        ([], [(0, 60)]),
        ([(-100, 100)], []),
        ([(0, 60)], []),
        ([(-100, 59)], [(59, 60)]),
        ([(1, 100)], [(0, 1)]),
        ([(10, 20)], [(0, 10), (20, 60)]),
        ([(-10, 20), (30, 90)], [(20, 30)]),
        ([(-10, 20), (20, 90)], []),
        ([(30, 90), (-10, 20)], [(20, 30)]),
        ([(-10, 40), (10, 20), (40, 60)], []),
        ([(-20, -10), (70, 80)], [(0, 60)]),
        ([(5, 5)], [(0, 5), (5, 60)]),
        ([(-10, 0), (60, 70)], [(0, 60)]),
    ],
)
def test_only_what_no_receiver_watched_is_left(
    watched: list[tuple[float, float]], left: list[tuple[float, float]]
) -> None:
    assert uncovered(GAP, [span(*one) for one in watched]) == tuple(span(*one) for one in left)


def test_a_gap_of_no_length_is_none() -> None:
    assert uncovered(span(5, 5), []) == ()


LATEST = LATE.total_seconds()


@pytest.mark.parametrize(
    ("until", "now", "wait"),
    [
        (58, 60, True),
        (60, 60, False),
        (70, 60, False),
        (60 - LATEST + 1, 60, True),
        (60 - LATEST, 60, False),
        (58, 60 + LATEST - 1, True),
        (58, 60 + LATEST, False),
    ],
)
def test_a_receiver_that_was_up_a_moment_ago_is_waited_for_but_not_for_ever(
    until: float, now: float, wait: bool
) -> None:
    assert may_reach(GAP, [span(-100, until)], at(now)) is wait


def test_where_no_receiver_ever_was_nobody_is_waited_for() -> None:
    assert not may_reach(GAP, [], at(60))


LAG = BEHIND.total_seconds()


@pytest.mark.parametrize(
    ("posted", "heard", "knows"),
    [
        (None, None, False),
        (None, 0, False),
        (0, None, True),
        (0, 0, True),
        (0, -5000, True),
        (0, LAG, True),
        (0, LAG + 1, False),
    ],
)
def test_a_receiver_covers_only_what_the_bridge_is_known_to_post(
    posted: float | None, heard: float | None, knows: bool
) -> None:
    moments = [None if moment is None else at(moment) for moment in (posted, heard)]
    assert is_posted_to(*moments) is knows
