import json
import math
import os
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from itertools import combinations
from pathlib import Path
from random import Random
from typing import Any

import aiohttp
import pytest

from alerts.incidents.same_incident import same_place
from alerts.network.region import Region
from alerts.network.town import Town
from alerts.places.place import Place
from alerts.understanding.intent import Intent
from alerts.understanding.situation import Situation
from alerts.understanding.understand import Message, understand
from bot import cli
from bot.bench import (
    broadcast,
    decision,
    enqueue,
    flood,
    footprint,
    joins,
    open_incidents,
    peers,
    rate_limit,
    report_phrases,
    restart,
    suite,
    surge,
)
from bot.bench.cpu import cpu_seconds
from bot.bench.measured_figure import MeasuredFigure
from bot.bench.memory import peak_mebibytes
from bot.bench.minimal_server import minimal_server
from bot.bench.peers import NotInstalled, Peer, Send
from bot.bench.rate_limit_simulation import BroadcastSeen, RateLimitSimulation, most_within
from bot.bench.table import lines, number
from handlers.core.recognition import recognition

PLAIN = MeasuredFigure(bench="broadcast", name="plain", unit="messages/CPU-s", value=200.0)


def test_a_figure_is_shown_beside_its_peer_with_goal_and_ratio() -> None:
    ours = MeasuredFigure(bench="broadcast", name="ours", unit="messages/CPU-s", value=2_500.0).compared_with(PLAIN)
    assert (ours.peer, ours.ratio) == ("plain", 12.5)
    heading, first, second = lines([ours.with_goal("x 10", True), PLAIN])
    assert heading.split() == ["broadcast", "value", "unit", "ratio", "beside", "goal"]
    assert first.split() == ["ours", "2,500", "messages/CPU-s", "x", "12.5", "plain", "x", "10", "(met)"]
    assert second.split() == ["plain", "200", "messages/CPU-s"]


def test_what_was_not_measured_says_why_and_has_no_ratio() -> None:
    missing = MeasuredFigure(
        bench="broadcast", name="aiogram", unit="messages/CPU-s", note="not installed"
    ).compared_with(PLAIN)
    assert missing.ratio is None
    assert lines([missing])[1].split() == ["aiogram", "not", "installed"]


@pytest.mark.parametrize(("value", "shown"), [(12_345.6, "12,346"), (12.345, "12.3"), (0.01234, "0.0123")])
def test_numbers_have_as_many_digits_as_mean_something(value: float, shown: str) -> None:
    assert number(value) == shown


def test_the_densest_second_is_found_and_its_end_does_not_belong_to_it() -> None:
    assert most_within([], 1.0) == 0
    assert most_within([0.0, 0.5, 0.9, 1.0, 1.4, 5.0], 1.0) == 4


def test_a_percentile_is_one_of_the_values() -> None:
    values = [float(value) for value in range(1, 101)]
    assert (rate_limit.percentile(values, 0.99), rate_limit.percentile([7.0], 0.99)) == (99.0, 7.0)


def test_the_process_knows_its_peak_of_memory() -> None:
    peak = peak_mebibytes()
    assert peak is not None
    assert 1 < peak < 10_000
    assert peak_mebibytes(2**30) is None


async def test_the_time_on_the_processor_is_known_of_a_process_that_is_there() -> None:
    used = cpu_seconds(os.getpid())
    assert used is not None
    assert used > 0
    assert cpu_seconds(2**30) is None


def test_whatever_is_said_of_a_place_in_a_surge_means_that_place_and_no_other() -> None:
    town = Town(id=1, name=report_phrases.TOWN, point=(42.325, -72.641))
    told = [(number, told_place(words, town)) for number, words in report_phrases.all_phrases()]
    for (one, a), (other, b) in combinations(told, 2):
        assert same_place(a, b) is (one == other), (a, b)
    said = report_phrases.draw_phrases(2 * report_phrases.PLACES, Random(1))  # noqa: S311 - not a secret
    place = {words: number for number, words in report_phrases.all_phrases()}
    assert [place[words] for words in said] == [*range(report_phrases.PLACES)] * 2


def told_place(words: str, town: Town) -> Place:
    message = Message(text=words, situation=Situation.STRANGER_FIRST)
    reading = understand(message, recognition(), Region(towns=(town,)))
    assert (reading.intent, reading.town.name, len(reading.places)) == (Intent.SIGHTING, town.name, 1), words
    return Place(words=reading.places[0])


async def test_the_minimal_server_counts_and_tells_when_the_first_message_came() -> None:
    async with minimal_server() as server, aiohttp.ClientSession() as session:
        for expected in (1, 2):
            async with session.post(f"{server.origin}/botx/sendMessage", data={"text": "x"}) as answer:
                assert (await answer.json())["result"]["message_id"] == expected
        assert await server.first_send() > 0


async def test_a_platform_sees_what_was_sent_and_how_fast_it_answered() -> None:
    simulation = RateLimitSimulation(people=2, talkers=1)
    told, talker = simulation.servers[0].phones[:2], simulation.servers[0].phones[2]
    await simulation._speaks(talker)
    for phone in (told[0], talker, told[1]):
        simulation.servers[0].world.ledger.accept("sendMessage", chat=str(phone.chat_id))
    seen = simulation.seen()
    assert (seen.sends, seen.most, len(seen.answers)) == (3, 3, 1)
    assert simulation.ended.is_set()


def test_an_answer_that_never_came_is_the_slowest() -> None:
    seen = BroadcastSeen(sends=3, seconds=1.0, most=31, refused=2, answers=(0.1, math.inf))
    assert [(figure.name, figure.met) for figure in rate_limit._figures("alone", seen)] == [
        ("alone: 3 sends", False),
        ("alone: most in any 1,000 ms", False),
        ("alone: refused (429)", False),
        ("alone: answers, 99th percentile", False),
    ]


async def test_a_durable_broadcast_is_measured_beside_its_peers(monkeypatch: pytest.MonkeyPatch) -> None:
    @asynccontextmanager
    async def missing(origin: str, text: str) -> AsyncIterator[Send]:
        raise NotInstalled("somebody")
        yield

    others = [peer for peer in peers.PEERS if peer.name != peers.AIOGRAM]
    monkeypatch.setattr(broadcast, "PEERS", (*others, Peer(peers.AIOGRAM, missing, 1)))
    figures = {figure.name: figure for figure in await broadcast.measure(messages=40, rounds=1)}
    in_turns = f"beside {peers.BARE}, median of 1 ratios"
    assert set(figures) == {broadcast.OURS, in_turns, *(peer.name for peer in peers.PEERS)}
    assert figures[in_turns].peer == peers.BARE
    assert figures[peers.AIOGRAM].note == "not installed: pip install somebody"
    ours, plain = figures[broadcast.OURS], figures[peers.PLAIN]
    assert ours.value is not None
    assert plain.value is not None
    assert ours.ratio == ours.value / plain.value


def test_near_peers_are_held_against_each_of_our_rounds_and_the_median_counts() -> None:
    rates = {broadcast.OURS: [14.0, 9.0, 30.0], peers.AIOGRAM: [10.0, 3.0, 20.0], peers.BARE: [20.0, 30.0, 40.0]}
    _, aiogram, bare, *_ = broadcast._figures(rates, {})
    assert (aiogram.peer, aiogram.ratio, aiogram.met) == (peers.AIOGRAM, 1.5, True)
    assert (bare.peer, bare.ratio, bare.met) == (peers.BARE, 0.7, True)


async def test_what_a_small_machine_pays_is_measured_beside_its_peers() -> None:
    figures = {figure.name: figure for figure in await footprint.measure(people=3, decisions=1)}
    start, lone = figures[f"a start, median of {footprint.STARTS}"], figures["python-telegram-bot, one message"]
    assert start.value is not None
    assert lone.value is not None
    assert start.ratio == start.value / lone.value
    assert start.value > lone.value > 0
    message = figures["a paced message, with report, decision and card"]
    assert message.value is not None
    assert message.value > 0
    memory = figures["peak memory"]
    assert memory.value is not None
    assert 10 < memory.value < 1_000


async def test_choosing_is_measured_in_a_process_of_its_own() -> None:
    figures = {figure.name: figure for figure in await enqueue.measure((10, 20))}
    assert figures["20 people"].ratio is not None
    assert figures["exponent, 10 to 20"].value is not None
    assert figures["peak memory, 20 people"].unit == "MiB"


async def test_a_restart_is_measured_to_the_first_message() -> None:
    ours, peer, _ = await restart.measure(40)
    assert ours.value is not None
    assert peer.value is not None
    assert ours.ratio == ours.value / peer.value


async def test_the_real_program_is_watched_at_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rate_limit, "TALKERS", 10)
    seen = await rate_limit._ours(5, rate_limit.A_SECOND)
    assert seen.sends >= 5
    assert all(seconds < math.inf for seconds in seen.answers)


async def test_two_lines_are_watched_at_the_limit_of_each(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rate_limit, "TALKERS", 1)
    alone, twice = await rate_limit._ours(8, 0.0), await rate_limit._ours(8, 0.0, rate_limit.BOTS)
    assert (alone.sends, alone.most, twice.sends) == (8, 8, 8)
    assert twice.most == 4, "of one bot"
    names = [figure.name for figure in rate_limit._twice(alone, twice)]
    assert names[0] == "two lines: 8 sends"


async def test_a_surge_is_kept_and_answered() -> None:
    figures = {figure.name: figure for figure in await surge.measure(12, 0.5)}
    assert figures["reports kept of 12"].met
    assert figures["refused (429)"].value == 0
    assert figures["incidents"].value == report_phrases.PLACES
    answered = figures["first answer, 99th percentile"].value
    assert answered is not None
    assert answered < math.inf


@pytest.mark.timeout(180)  # three starts of the program
async def test_who_is_known_is_watched_among_strangers() -> None:
    figures = await flood.measure(flood.FloodSizes(waiting=15, open=(), pause=0.1))
    assert len(figures) == 3 * 4
    assert all(figure.value and figure.value > 0 for figure in figures)
    assert [figure.ratio is not None for figure in figures] == [False] * 4 + [True] * 8
    goals = [figure.goal for figure in figures[4:8]]
    assert goals == ["3,000 ms", "1,000 ms", "1,000 ms", "1,000 ms"]


@pytest.mark.timeout(180)  # the program, an import and the simulation are started
async def test_people_who_join_by_invitation_by_a_list_and_by_vouches_are_watched_beside_who_reports() -> None:
    sizes = joins.JoinSizes(people=6, bots=1, vouchers=1, reports=1, pause=0.0, seconds=0.1)
    figures = {figure.name: figure for figure in await joins.measure(sizes)}
    assert figures["members of 6 who joined"].met
    assert figures["new messages to a coordinator"].met
    meanwhile = figures["the same while they join"]
    assert meanwhile.ratio
    assert meanwhile.goal == "x 1.5"


async def test_a_report_is_measured_with_few_and_with_many_open() -> None:
    figures = await open_incidents.measure((1, 12), reported=3)
    what = len(open_incidents.WHAT)
    for few, many in zip(figures[:what], figures[what:], strict=True):
        assert few.value
        assert many.value
        assert many.ratio == many.value / few.value


async def test_a_decision_is_measured_beside_a_bot_that_only_posts() -> None:
    figures = await decision.measure(people=2, decisions=1)
    assert [figure.peer != "" for figure in figures] == [True, False, False] * 2
    assert all(figure.value for figure in figures)


def test_the_verb_prints_json_of_what_was_asked_for(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    async def measured() -> list[MeasuredFigure]:
        return [PLAIN]

    def measurements(sizes: suite.Sizes) -> dict[str, Any]:
        return dict.fromkeys(suite.NAMES, measured)

    monkeypatch.setattr(suite, "measurements", measurements)

    def said(*words: str) -> str:
        assert cli.main(["bench", *words]) == 0
        return capsys.readouterr().out

    everything: Sequence[dict[str, Any]] = json.loads(said("--json"))
    assert len(everything) == len(suite.NAMES)
    [one] = json.loads(said("--json", "--only", "broadcast"))
    assert (one["name"], one["value"]) == ("plain", 200.0)
    assert "plain" in said("--only", "restart", "limit")
