from bisect import bisect_left
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alerts.notices import Lane
from bot.outbound.no_limits import NoLimits
from bot.outbound.rate_limits import NEAR, Pace, Send, SignalPace, TelegramPace

START = datetime(2026, 11, 22, 17, 0, tzinfo=UTC)
EVERY = timedelta(seconds=5)
SECOND = timedelta(seconds=1)

sends = st.builds(
    Send,
    chat=st.integers(1, 4),
    group=st.booleans(),
    lane=st.sampled_from(Lane),
    prompted=st.booleans(),
)
arrivals = st.lists(st.tuples(st.integers(0, 1500), sends), max_size=150)
"""Milliseconds since the one before, and what is to be sent."""


def direct(chat: int = 1, *, prompted: bool = False, lane: Lane = Lane.ALERT) -> Send:
    return Send(chat=chat, group=False, lane=lane, prompted=prompted)


def post(chat: int = 1) -> Send:
    return Send(chat=chat, group=True, lane=Lane.ALERT, prompted=False)


def answer(chat: int = 1) -> Send:
    return direct(chat, prompted=True, lane=Lane.REPLY)


def play(pace: Pace, arriving: Sequence[tuple[int, Send]]) -> list[tuple[datetime, Send]]:
    """Everything is sent in order, each as early as the pace allows."""
    now, sent = START, []
    for gap, send in arriving:
        now = pace.when(now + timedelta(milliseconds=gap), send)
        pace.answered(now, pace.sent(now, send))
        sent.append((now, send))
    return sent


def play_over_network(pace: Pace, ways: Sequence[tuple[float, float]]) -> list[datetime]:
    """When messages arrive: each takes so many milliseconds until its answer, and arrives part of the way."""
    now, answers, arrived = START, list[tuple[datetime, int]](), list[datetime]()
    for chat, (span, part) in enumerate(ways):
        while True:
            opens = pace.when(now, direct(chat))
            answers.sort()
            if not answers or answers[0][0] > opens:
                break
            now, ticket = answers.pop(0)
            pace.answered(now, ticket)
        now = opens
        way = timedelta(milliseconds=span)
        answers.append((now + way, pace.sent(now, direct(chat))))
        arrived.append(now + min(way * part, TelegramPace.LONGEST))
    return sorted(arrived)


def most_within(times: Sequence[datetime], span: timedelta) -> int:
    """The most that any half-open window of that span holds."""
    return max((bisect_left(times, at + span) - place for place, at in enumerate(times)), default=0)


def within_bucket(times: Sequence[datetime], burst: int) -> bool:
    """One a second after a burst: no stretch holds more than the burst and one for each second of it."""
    return all(
        later - place < burst + (times[later] - times[place]) / SECOND + 1e-9
        for place in range(len(times))
        for later in range(place, len(times))
    )


def of(sent: Sequence[tuple[datetime, Send]], key: tuple[bool, int]) -> list[datetime]:
    return [at for at, send in sent if send.key == key]


@given(arrivals)
@settings(max_examples=60)
def test_telegrams_limits_hold_whatever_arrives(arriving: list[tuple[int, Send]]) -> None:
    sent = play(TelegramPace(START), arriving)
    assert most_within([at for at, _ in sent], SECOND) <= 30
    for chat in range(1, 5):
        assert within_bucket(of(sent, (False, chat)), 3)
        assert most_within(of(sent, (True, chat)), timedelta(minutes=1)) <= 20


@given(st.lists(st.integers(0, 120), max_size=200))
@settings(max_examples=60)
def test_thirty_a_second_hold_over_many_chats(gaps: list[int]) -> None:
    sent = play(TelegramPace(START), [(gap, direct(chat)) for chat, gap in enumerate(gaps)])
    assert most_within([START] * 30 + [at for at, _ in sent], SECOND) <= 30


@given(st.lists(st.tuples(st.integers(0, 400), st.floats(0, 1)), min_size=60, max_size=150))
@settings(max_examples=40)
def test_thirty_a_second_arrive_however_the_network_shuffles_them(ways: list[tuple[int, float]]) -> None:
    # One short way shows that nothing is taken by all alike.
    arrived = play_over_network(TelegramPace(START), [(5, 0.5), *ways])
    assert most_within(arrived, SECOND) <= 30


def test_a_way_that_is_long_for_all_slows_nothing_down() -> None:
    arrived = play_over_network(TelegramPace(START), [(120, 0.5)] * 600)
    assert arrived[-1] - arrived[0] <= 1.03 * 600 / 30 * SECOND


@pytest.mark.parametrize("seed", range(5))
def test_two_thousand_people_are_told_in_time_over_a_steady_network_with_a_long_way(seed: int) -> None:
    """Round trips of 100 to 200 ms; out and back each take what the line takes, and some milliseconds of chance."""
    chance = Random(seed)  # noqa: S311 - a model, not a secret
    out, back = chance.uniform(50, 100), chance.uniform(50, 100)
    ways = [(out + chance.expovariate(1 / 3), back + chance.expovariate(1 / 3)) for _ in range(2_000)]
    arrived = play_over_network(TelegramPace(START), [(out + back, out / (out + back)) for out, back in ways])
    assert most_within(arrived, SECOND) <= 30
    assert arrived[-1] - arrived[0] <= 1.02 * 2_000 / 30 * SECOND


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize(("least", "most"), [(50, 100), (1, 60), (20, 40)])
def test_where_out_and_back_vary_widely_it_is_slower_and_never_too_much(least: int, most: int, seed: int) -> None:
    """As on a machine kept busy by others: what one lost on the way out, another lost on the way back."""
    chance = Random(seed)  # noqa: S311 - a model, not a secret
    ways = [(chance.uniform(least, most), chance.uniform(least, most)) for _ in range(1_000)]
    arrived = play_over_network(TelegramPace(START), [(out + back, out / (out + back)) for out, back in ways])
    assert most_within(arrived, SECOND) <= 30
    assert arrived[-1] - arrived[0] <= 1.15 * 1_000 / 30 * SECOND


@given(arrivals)
@settings(max_examples=60)
def test_signals_pace_holds_whatever_arrives(arriving: list[tuple[int, Send]]) -> None:
    sent = play(SignalPace(START, EVERY), arriving)
    answers = Lane.REPLY, Lane.ANYBODY
    held = [at for at, send in sent if not send.group and not (send.prompted and send.lane in answers)]
    assert most_within([START, *held], EVERY) <= 1
    assert most_within([at for at, send in sent if send.group], SECOND) <= 1
    for chat in range(1, 5):
        assert within_bucket(of(sent, (False, chat)), 3)


@given(arrivals, st.integers(1, 60))
@settings(max_examples=40)
@pytest.mark.parametrize("fresh", [TelegramPace, NoLimits, lambda start: SignalPace(start, EVERY)])
def test_nothing_goes_during_a_pause(fresh: type[TelegramPace], arriving: list[tuple[int, Send]], wait: int) -> None:
    pace = fresh(START)
    until = START + timedelta(seconds=wait)
    pace.pause(until)
    pace.pause(START)
    assert all(at >= until for at, _ in play(pace, arriving))


def test_two_thousand_messages_take_little_longer_than_they_must() -> None:
    sent = play(TelegramPace(START), [(0, direct(chat)) for chat in range(2000)])
    took = sent[-1][0] - sent[0][0]
    assert took <= 1.02 * 2000 / 30 * SECOND


def test_a_start_waits_for_what_an_earlier_run_may_have_sent() -> None:
    first = play(TelegramPace(START), [(0, direct())])[0][0]
    assert SECOND <= first - START < 1.1 * SECOND


def test_a_few_answers_after_a_rest_go_at_once() -> None:
    later = START + timedelta(minutes=1)
    pace = TelegramPace(START)
    for chat in range(10):
        assert pace.when(later, answer(chat)) == later
        pace.sent(later, answer(chat))
    assert pace.when(later, answer(11)) > later


def test_a_paused_chat_holds_up_nobody_else() -> None:
    later = START + timedelta(minutes=1)
    pace = TelegramPace(START)
    pace.pause(later + timedelta(seconds=9), (False, 1))
    assert pace.when(later, direct(1)) == later + timedelta(seconds=9)
    assert pace.when(later, direct(2)) == later
    assert pace.when(later, post(1)) == later
    assert pace.busy(later) == {(False, 1): later + timedelta(seconds=9)}


def test_a_full_group_stays_in_the_queue_until_it_opens() -> None:
    pace = TelegramPace(START)
    sent = play(pace, [(0, post())] * 20)
    now = sent[-1][0]
    opens = pace.busy(now)[True, 1]
    assert opens - sent[0][0] >= timedelta(minutes=1)
    assert pace.busy(opens - NEAR) == {}


def test_posts_of_an_earlier_run_count() -> None:
    pace = TelegramPace(START)
    for _ in range(20):
        pace.posted(START - timedelta(seconds=10), 1)
    assert pace.when(START + 2 * SECOND, post()) >= START + timedelta(seconds=50)


def test_a_group_goes_before_the_direct_messages_of_signal() -> None:
    later = START + timedelta(minutes=1)
    pace = SignalPace(START, EVERY)
    pace.sent(later, direct())
    assert pace.when(later, post()) == later
    assert pace.when(later, direct(2)) == later + EVERY


def test_who_just_wrote_to_signal_is_answered_at_once() -> None:
    later = START + timedelta(minutes=1)
    pace = SignalPace(START, EVERY)
    pace.sent(later, direct(2))
    assert [at - later for at, _ in play_from(pace, later, [answer()] * 4)][:3] == [timedelta(0)] * 3
    assert pace.when(later, direct(3)) == later + EVERY


def play_from(pace: Pace, now: datetime, sending: Sequence[Send]) -> list[tuple[datetime, Send]]:
    return play(
        pace,
        [((now - START) // timedelta(milliseconds=1) if n == 0 else 0, s) for n, s in enumerate(sending)],
    )


def test_one_direct_message_is_taken_from_the_queue_when_its_moment_is_near() -> None:
    pace = SignalPace(START, EVERY)
    assert pace.held(START) == 0
    assert pace.opens(START) == START + EVERY
    assert pace.held(START + EVERY - NEAR) == 1


def test_thousands_of_chats_are_forgotten_once_they_rested() -> None:
    pace = TelegramPace(START)
    play(pace, [(40, direct(chat)) for chat in range(6000)])
    assert len(pace._chats) <= 5001


def test_of_telegrams_thirty_anybody_gets_fifteen_where_alerts_wait() -> None:
    pace, now = TelegramPace(START), START + timedelta(minutes=1)
    assert pace.anybodys(now) == 15
    sent = play_from(pace, now, [direct(chat, lane=Lane.ANYBODY) for chat in range(9)])
    assert pace.anybodys(sent[-1][0]) == 6
    play_from(pace, now, [direct(100), answer(101)])
    assert pace.anybodys(sent[-1][0]) == 6
    assert pace.anybodys(sent[-1][0] + pace.SECOND) == 15


@pytest.mark.parametrize("pace", [SignalPace(START, SECOND), NoLimits(START)], ids=["signal", "none"])
def test_where_answers_take_nothing_from_alerts_they_are_not_counted(pace: Pace) -> None:
    play_from(pace, START, [direct(chat, lane=Lane.ANYBODY, prompted=True) for chat in range(9)])
    assert pace.anybodys(START) is None


def lead(chat: int = 1) -> Send:
    return direct(chat, lane=Lane.LEAD)


@pytest.mark.parametrize("pace", [TelegramPace(START), SignalPace(START, SECOND)], ids=["telegram", "signal"])
def test_a_chat_that_was_just_answered_takes_no_lead(pace: Pace) -> None:
    """Else it would be claimed, and whatever is answered there next would wait for it."""
    now = START + timedelta(minutes=1)
    play_from(pace, now, [answer(), answer(2)])
    opens = pace.leads_wait(now)
    assert opens == {chat: pace.when(now, lead(chat)) for chat in (1, 2)}
    assert pace.leads_wait(max(opens.values())) == {}


@pytest.mark.parametrize("pace", [TelegramPace(START), SignalPace(START, SECOND)], ids=["telegram", "signal"])
def test_leads_leave_a_chat_room_for_answers(pace: Pace) -> None:
    now = START + timedelta(minutes=1)
    assert pace.leads_wait(now) == {}
    assert [at for at, _ in play_from(pace, now, [lead(), answer(), answer()])] == [now] * 3
    opens = pace.leads_wait(now)[1]
    # One a second is what the chat gets: two answers more and the lead waits for three.
    assert opens > now + 2 * SECOND
    assert pace.when(now, lead()) == opens
    assert pace.leads_wait(opens) == {}
    assert pace.when(opens, lead()) == opens
