"""The crash harness: what it counts, that it can say no, and a few kills of the real program."""

import argparse
import asyncio
import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.crash.crash_report import WINDOW, CrashReport, heading
from bot.crash.evidence import SIGNAL, TELEGRAM, DeadlineEvidence, DeafTime, Evidence, ShownWords, WrittenReport
from bot.crash.kill_time import AGAIN, BROADCAST, STARTING, STORY, draw
from bot.crash.screen_facts import AGAIN as MARKS
from bot.crash.screen_facts import RECEIVED, SeenMessage, without_repeats
from bot.crash.series import SeriesPlan, run
from bot.crash.verdict import ATTACHED_WITHIN, ReceiverMode, RoundCounts, counts, goals, slowest
from bot.verbs.crash import options

KILL = datetime(2026, 7, 29, 17, 2, tzinfo=UTC)
BEFORE, AFTER = KILL - timedelta(seconds=3), KILL + timedelta(seconds=2)
ANSWER = "Got it"


def said(words: str, *, reader: int = 0, line: str = TELEGRAM, marked: bool = False) -> ShownWords:
    return ShownWords(reader=reader, line=line, words=words, marked=marked)


def report(
    line: str = TELEGRAM,
    *,
    at: datetime = KILL,
    committed: bool = True,
    kept: int = 1,
    answers: tuple[bool, ...] = (False,),
) -> WrittenReport:
    return WrittenReport(line=line, at=at, committed=committed, kept=kept, answers=answers)


CLEAN = Evidence(
    moment="at noon",
    kills=(KILL,),
    attach=timedelta(seconds=1.5),
    seconds=4.0,
    audience=frozenset({1, 2}),
    alerted=frozenset({1, 2}),
    messages=(said("alert", reader=1), said("alert", reader=2, line=SIGNAL)),
    reports=(report(), report(SIGNAL)),
    deadlines=(DeadlineEvidence(fired=1, heard=(False,)),),
    claimed={TELEGRAM: 1},
    windows=(DeafTime(since=BEFORE, until=AFTER),),
    told=1,
    told_later=True,
    left=0,
    stuck=False,
    thawed=False,
)


def missed(*evidence: Evidence, window: int = 30, receiver: ReceiverMode = ReceiverMode.NONE) -> list[str]:
    """The names of the goals that do not hold."""
    rounds = [counts(one, ANSWER) for one in evidence]
    return [goal.name for goal in (*goals(rounds, window, receiver), slowest(rounds)) if not goal.held]


def judged(**changes: Any) -> RoundCounts:
    """The figures of the clean round, changed."""
    return counts(replace(CLEAN, **changes), ANSWER)


def test_a_kill_that_nobody_noticed_meets_every_goal() -> None:
    assert missed(CLEAN) == []
    assert judged().kills == 1
    assert judged().alerts == 2


def test_somebody_without_the_alert_is_counted() -> None:
    assert missed(replace(CLEAN, alerted=frozenset({1}))) == ["alerts lost"]


@pytest.mark.parametrize("lost", [report(kept=0, committed=False), report(answers=(), committed=False)])
def test_a_telegram_report_never_kept_or_never_answered_is_lost(lost: WrittenReport) -> None:
    assert missed(replace(CLEAN, reports=(lost,))) == ["Telegram reports lost"]


@pytest.mark.parametrize("twice", [report(kept=2), report(answers=(False, False)), report(answers=(True, False))])
def test_a_report_kept_twice_or_answered_anew_is_no_repeat(twice: WrittenReport) -> None:
    assert missed(replace(CLEAN, reports=(twice,))) == ["reports taken twice"]


@pytest.mark.parametrize("answers", [(True, False), (False, True), (True, False, True)])
def test_who_thaws_may_send_what_it_had_under_way_after_its_repeat(answers: tuple[bool, ...]) -> None:
    late = (report(answers=answers),)
    assert (
        missed(replace(CLEAN, thawed=True, reports=late, deadlines=(DeadlineEvidence(fired=1, heard=answers),))) == []
    )


def test_nothing_is_answered_or_done_anew_by_who_thaws() -> None:
    anew = (False, True, False)
    assert missed(replace(CLEAN, thawed=True, reports=(report(answers=anew),))) == ["reports taken twice"]
    again = (DeadlineEvidence(fired=1, heard=anew),)
    assert missed(replace(CLEAN, thawed=True, deadlines=again)) == ["deadlines fired twice"]


def test_who_thaws_sends_no_more_than_its_window_without_the_mark() -> None:
    late = tuple(said("alert", reader=reader, marked=marked) for reader in range(3) for marked in (True, False))
    thawed = replace(CLEAN, thawed=True, messages=late)
    assert missed(thawed, window=3) == []
    assert missed(thawed, window=2) == ["repeats without the mark", "most repeats on a line after one kill"]


def test_an_answer_sent_once_more_with_the_mark_is_allowed_and_counted() -> None:
    messages = (said(f"{ANSWER}, 10:02."), said(f"{ANSWER}, 10:02.", marked=True))
    evidence = replace(CLEAN, messages=messages, reports=(report(answers=(False, True)),))
    assert missed(evidence) == []
    assert counts(evidence, ANSWER).answers_repeated == 1


def test_a_signal_report_may_be_lost_only_within_a_window_that_was_told() -> None:
    unheard = report(SIGNAL, committed=False, kept=0, answers=())
    assert missed(replace(CLEAN, reports=(unheard,))) == []
    assert judged(reports=(unheard,)).signal_reports_lost == 1
    late = replace(unheard, at=AFTER + timedelta(seconds=1))
    assert missed(replace(CLEAN, reports=(late,))) == ["Signal reports lost, and not told"]


def test_with_a_receiver_no_signal_report_may_be_lost_and_nobody_is_told_of_deafness() -> None:
    unheard = report(SIGNAL, committed=False, kept=0, answers=())
    quiet = replace(CLEAN, windows=(), told=0)
    assert missed(quiet, receiver=ReceiverMode.LIVES) == []
    assert missed(replace(quiet, reports=(unheard,)), receiver=ReceiverMode.LIVES) == [
        "Signal reports lost, and not told",
        "Signal reports lost",
    ]
    assert missed(CLEAN, receiver=ReceiverMode.LIVES) == ["deaf windows, though the receiver was up"]


def test_a_receiver_that_is_killed_too_may_lose_only_what_is_told() -> None:
    unheard = report(SIGNAL, committed=False, kept=0, answers=())
    assert missed(replace(CLEAN, windows=(), told=0), receiver=ReceiverMode.DIES) == []
    assert missed(replace(CLEAN, reports=(unheard,)), receiver=ReceiverMode.DIES) == []
    late = replace(CLEAN, reports=(replace(unheard, at=AFTER + timedelta(seconds=1)),))
    assert missed(late, receiver=ReceiverMode.DIES) == ["Signal reports lost, and not told"]


def test_nothing_may_be_lost_that_was_committed_even_while_the_line_was_deaf() -> None:
    lost = report(SIGNAL, kept=0, answers=())
    assert missed(replace(CLEAN, reports=(lost,))) == ["reports lost after the commit"]


@pytest.mark.parametrize("lost", [DeadlineEvidence(fired=0, heard=()), DeadlineEvidence(fired=1, heard=())])
def test_a_deadline_without_its_row_or_its_effect_is_lost(lost: DeadlineEvidence) -> None:
    assert missed(replace(CLEAN, deadlines=(lost,))) == ["deadlines lost"]


@pytest.mark.parametrize(
    "twice", [DeadlineEvidence(fired=2, heard=(False,)), DeadlineEvidence(fired=1, heard=(False, False))]
)
def test_a_deadline_that_fired_twice_is_counted(twice: DeadlineEvidence) -> None:
    assert missed(replace(CLEAN, deadlines=(twice,))) == ["deadlines fired twice"]


def test_the_same_deadlines_message_once_more_with_the_mark_fired_once() -> None:
    assert judged(deadlines=(DeadlineEvidence(fired=1, heard=(False, True)),)).deadlines_twice == 0


def test_a_repeat_is_what_the_same_reader_had_already() -> None:
    others = (said("alert", reader=1), said("alert", reader=2), said("update", reader=1))
    assert judged(messages=others).repeats == {}
    again = (*others, said("alert", reader=1, marked=True))
    assert judged(messages=again).repeats == {TELEGRAM: 1}
    assert missed(replace(CLEAN, messages=again)) == []


def test_a_repeat_without_the_mark_is_a_fault() -> None:
    unmarked = (said("alert", marked=True), said("alert"))
    assert missed(replace(CLEAN, messages=unmarked)) == ["repeats without the mark"]


def test_a_mark_on_what_arrived_only_once_is_counted_apart() -> None:
    figures = judged(messages=(said("alert", marked=True),))
    assert (figures.marked_first, figures.repeats, figures.repeats_unmarked) == (1, {}, 0)


def repeats(number: int, line: str) -> tuple[ShownWords, ...]:
    """So many people got the alert twice."""
    return tuple(
        said("alert", reader=reader, line=line, marked=marked) for reader in range(number) for marked in (False, True)
    )


def test_repeats_are_held_against_the_window_line_by_line_and_kill_by_kill() -> None:
    bound = "most repeats on a line after one kill"
    four = replace(CLEAN, messages=repeats(4, TELEGRAM))
    assert missed(four, window=4) == []
    assert missed(four, window=3) == [bound]
    assert missed(four, four, window=4) == []
    assert missed(replace(four, kills=(KILL, KILL)), window=2) == []
    elsewhere = tuple(replace(message, reader=message.reader + 10) for message in repeats(4, SIGNAL))
    assert missed(replace(four, messages=four.messages + elsewhere), window=4) == []


def test_every_kill_needs_a_window_and_every_window_a_note() -> None:
    assert missed(replace(CLEAN, windows=(), told=0)) == ["deaf windows not written down"]
    assert missed(replace(CLEAN, kills=(KILL, AFTER + timedelta(seconds=1)))) == ["deaf windows not written down"]
    assert missed(replace(CLEAN, told=0)) == ["deaf windows not told to the desk"]


def test_of_two_windows_the_second_may_be_told_later_in_one_note_but_must_be_promised() -> None:
    twice = replace(CLEAN, windows=(*CLEAN.windows, *CLEAN.windows))
    assert missed(twice) == []
    assert missed(replace(twice, told_later=False)) == ["deaf windows not told to the desk"]
    assert missed(replace(twice, told=0)) == ["deaf windows not told to the desk"]


def test_how_much_too_early_a_window_begins_is_told() -> None:
    assert judged().stretched == 3.0


@pytest.mark.parametrize("change", [{"left": 1}, {"stuck": True}])
def test_a_round_that_never_came_to_rest_is_a_fault(change: dict[str, Any]) -> None:
    assert judged(**change).stuck == 1


def test_a_start_that_leaves_signal_unheard_for_too_long_is_a_fault() -> None:
    slow = replace(CLEAN, attach=timedelta(seconds=ATTACHED_WITHIN + 0.1))
    assert missed(slow) == ["seconds from the start to hearing Signal"]


def test_the_same_seed_draws_the_same_moments() -> None:
    first, second = (random.Random(7) for _ in range(2))  # noqa: S311 - drawn again, no secret
    moments = [draw(first, 100) for _ in range(200)]
    assert moments == [draw(second, 100) for _ in range(200)]
    assert all(0 <= moment.seconds <= max(BROADCAST, STORY) for moment in moments)
    assert {moment.after for moment in moments} == {"send", "report"}
    again = [moment.again for moment in moments if moment.again is not None]
    assert 0 < len(again) < 200 * 2 * AGAIN
    assert all(0 <= seconds <= STARTING for seconds in again)
    assert all(draw(first, 1).again is None for _ in range(50))
    assert all(moment.receiver is None for moment in moments)
    dying = [draw(first, 1, receiver=True) for _ in range(50)]
    assert 0 < sum(moment.receiver is not None for moment in dying) < 50
    assert {str(moment).count("receiver") for moment in dying} == {0, 1}


def test_what_the_screens_look_for_stands_in_the_catalogues() -> None:
    assert len(MARKS) == 2
    assert len(RECEIVED) > 20


def test_the_report_says_what_was_missed_and_names_nobody() -> None:
    account = CrashReport(SeriesPlan(kills=1, seed=3))
    account.add(CLEAN)
    assert account.held
    assert len(heading()) == 2
    account.add(replace(CLEAN, alerted=frozenset()))
    assert not account.held
    assert any(line.startswith("MISSED") and "alerts lost" in line for line in account.summary())
    told = account.as_json()
    assert (told["held"], told["seed"], told["kills"], told["window"]) == (False, 3, 2, WINDOW)
    assert [goal["name"] for goal in told["goals"] if not goal["held"]] == ["alerts lost"]
    assert set(told["machine"]) == {"system", "processor", "cpus"}
    assert "not installed" not in told["versions"].values()


@pytest.mark.parametrize("words", [["--kills", "0"], ["--people", "none"]])
def test_what_is_no_number_of_kills_or_people_is_refused(words: list[str]) -> None:
    parser = argparse.ArgumentParser()
    options(parser)
    with pytest.raises(SystemExit):
        parser.parse_args(words)


@pytest.mark.timeout(180)
async def test_two_kills_of_the_real_program_lose_nothing_and_repeat_no_more_than_the_window() -> None:
    account = CrashReport(SeriesPlan(kills=2, seed=32, log=asyncio.subprocess.DEVNULL))
    await run(account.plan, account.add)
    assert account.kills == 2
    figures = [one for _, one in account.rounds]
    assert [goal for goal in goals(figures, WINDOW) if not goal.held] == []
    assert all(one.alerts >= 301 and one.deadlines for one in figures)
    assert sum(one.telegram_reports for one in figures) > 10


@pytest.mark.timeout(240)
async def test_beside_a_receiver_two_kills_lose_nothing_on_signal_either_and_nobody_is_told_of_a_gap() -> None:
    account = CrashReport(SeriesPlan(kills=2, seed=8, people=60, receiver=True, log=asyncio.subprocess.DEVNULL))
    await run(account.plan, account.add)
    figures = [one for _, one in account.rounds]
    assert [goal for goal in goals(figures, WINDOW, ReceiverMode.LIVES) if not goal.held] == []
    assert sum(one.signal_reports for one in figures) > 5
    assert sum(one.signal_reports_lost for one in figures) == 0
    assert sum(one.windows for one in figures) == 0


def test_a_note_of_which_only_the_marked_repeat_arrived_was_told() -> None:
    note, other = SeenMessage("deaf from 5:02", marked=False), SeenMessage("deaf from 5:04", marked=True)
    assert without_repeats([note, replace(note, marked=True)]) == 1
    assert without_repeats([note, note, other, other]) == 3
