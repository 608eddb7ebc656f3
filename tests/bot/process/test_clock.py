"""The clock that never goes back."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.process.clock import Clock

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


class Hands:
    """A wall clock and a monotonic one, moved by hand. Seconds."""

    def __init__(self) -> None:
        self.wall = NOON.timestamp()
        self.monotonic = 1000.0
        self.held_up = 0.0
        """So long the next look at either of them takes, after it was read."""
        self.clock = Clock(wall=lambda: self._read(self.wall), monotonic=lambda: self._read(self.monotonic))

    def _read(self, hand: float) -> float:
        held_up, self.held_up = self.held_up, 0.0
        self.pass_by(held_up)
        return hand

    def pass_by(self, seconds: float) -> None:
        self.wall += seconds
        self.monotonic += seconds


def test_it_says_the_wall_clocks_time_in_utc() -> None:
    hands = Hands()
    hands.pass_by(90)
    assert hands.clock.now() == NOON + timedelta(seconds=90)
    assert hands.clock().tzinfo is UTC


def test_a_wall_clock_that_goes_back_does_not_stop_time() -> None:
    hands = Hands()
    hands.wall -= 3600
    assert hands.clock.now() == NOON
    hands.pass_by(10)
    assert hands.clock.now() == NOON + timedelta(seconds=10)
    assert hands.clock.ahead() == timedelta(hours=1)


def test_after_a_jump_forward_and_back_time_goes_on_from_the_greatest_moment() -> None:
    hands = Hands()
    hands.wall += 3600
    assert hands.clock.now() == NOON + timedelta(hours=1)
    hands.wall -= 3600
    hands.pass_by(60)
    assert hands.clock.now() == NOON + timedelta(hours=1, minutes=1)
    hands.pass_by(86400)
    assert hands.clock.ahead() == timedelta(hours=1)


def test_a_jump_forward_and_back_between_two_looks_is_never_noticed() -> None:
    hands = Hands()
    hands.wall += 3600
    hands.wall -= 3600
    assert hands.clock.now() == NOON
    assert hands.clock.ahead() == timedelta(0)


def test_after_the_machine_has_slept_the_wall_clock_is_believed() -> None:
    hands = Hands()
    hands.wall += 7200  # The monotonic clock stood still meanwhile.
    assert hands.clock.now() == NOON + timedelta(hours=2)
    assert hands.clock.ahead() == timedelta(0)


def test_who_is_held_up_between_reading_the_two_is_not_ahead_afterwards() -> None:
    hands = Hands()
    hands.pass_by(1)
    hands.held_up = 0.25
    assert hands.clock.now() == NOON + timedelta(seconds=1.25)
    hands.pass_by(1)
    assert hands.clock.now() == NOON + timedelta(seconds=2.25)


def test_many_quick_looks_do_not_hold_time_up() -> None:
    hands = Hands()
    hands.wall -= 3600
    for _ in range(1000):
        hands.monotonic += 2e-7
        hands.clock.now()
    assert hands.clock.now() - NOON == timedelta(microseconds=200)


def test_a_new_start_tells_how_far_the_earlier_run_was_ahead() -> None:
    clock = Hands().clock
    assert clock.set_back(NOON + timedelta(days=400)) == timedelta(days=400)


def test_a_new_start_after_an_ordinary_run_moves_nothing() -> None:
    clock = Hands().clock
    assert clock.set_back(NOON - timedelta(days=1)) == timedelta(0)
    assert clock.set_back(NOON + timedelta(seconds=59)) == timedelta(0)


@given(st.lists(st.tuples(st.floats(-1e6, 1e6), st.floats(0, 1e5))))
def test_it_never_goes_back_and_never_lags_behind_elapsed_time(steps: list[tuple[float, float]]) -> None:
    hands = Hands()
    slack = timedelta(microseconds=2)
    for jump, elapsed in steps:
        before = hands.clock.now()
        hands.wall += jump
        hands.pass_by(elapsed)
        after = hands.clock.now()
        assert after >= before
        assert after - before >= timedelta(seconds=elapsed) - slack


def test_it_goes_by_another_clock_that_several_share() -> None:
    hands = Hands()
    assert hands.clock.follow(NOON + timedelta(milliseconds=900)) == timedelta(0), "as near as clocks are"
    for off in (timedelta(minutes=3), timedelta(hours=-2)):
        hands = Hands()
        assert hands.clock.follow(NOON + off) == off
        assert hands.clock.now() == NOON + off
        assert hands.clock.begun == NOON + off
        hands.pass_by(60)
        assert hands.clock.now() == NOON + off + timedelta(minutes=1)
        assert hands.clock.ahead() == timedelta(0)
