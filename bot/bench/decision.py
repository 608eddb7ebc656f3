"""How long after a dispatcher's last tap a town is told: its group, and the first of those who are told directly."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from statistics import median
from typing import Any

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.error import TelegramError
from telegram.ext import ExtBot

from alerts.groups.ports import GROUPS
from bot.bench.bench_network import TOWN, BenchNetwork, bench_network
from bot.bench.bulk_people import FIRST
from bot.bench.decision_simulation import Decision
from bot.bench.measured_figure import MeasuredFigure
from bot.bench.simulation_process import simulation_process

NAME = "decision"
PEER = "a bare bot"
GOAL = 0.100
"""Seconds, at the median."""


async def measure(people: int, decisions: int) -> list[MeasuredFigure]:
    """Measure the real program, one decision after the other; then a bot on python-telegram-bot that answers a tap."""
    ours, peer = await _ours(people, decisions), await _bare(decisions)
    return [
        *_figures("to the group's post", [one.post for one in ours], [one.post for one in peer]),
        *_figures("to the first direct alert", [one.direct for one in ours], [one.direct for one in peer]),
    ]


async def _ours(people: int, decisions: int) -> list[Decision]:
    async with (
        simulation_process("bot.bench.decision_simulation", people, decisions, 0) as simulation,
        bench_network(people, origin=simulation.origin, tokens=simulation.tokens, desk=1) as made,
    ):
        await connect(made, await simulation.next_result())
        async with made.running():
            await simulation.next_result()
            return [Decision(**one) for one in await simulation.next_result()]


async def connect(made: BenchNetwork, group: int) -> None:
    """Connect this chat as the town's group."""
    async with made.opened() as (work, line_id), work.begin() as uow:
        added = await GROUPS(uow).added(line_id, str(group), "Town")
        await GROUPS(uow).connect(added.id, TOWN)


async def _bare(decisions: int) -> list[Decision]:
    async with simulation_process("bot.bench.decision_simulation", 1, decisions, 1) as simulation:
        group = await simulation.next_result()
        async with ExtBot[Any](simulation.token, base_url=f"{simulation.origin}/bot") as bot:
            answering = asyncio.create_task(_answer(bot, group))
            try:
                await simulation.next_result()
                return [Decision(**one) for one in await simulation.next_result()]
            finally:
                answering.cancel()
                await asyncio.gather(answering, return_exceptions=True)


async def _answer(bot: ExtBot[Any], group: int) -> None:
    """Answer words with one button, and its tap with a post and one direct message; until it is cancelled."""
    offset = 0
    while True:
        updates: tuple[Update, ...] = ()
        with suppress(TelegramError):
            updates = await bot.get_updates(offset, timeout=10)
        for update in updates:
            offset = update.update_id + 1
            if update.callback_query is not None:
                await bot.send_message(group, "x" * 350)
                await bot.send_message(FIRST, "x" * 350)
            elif update.message is not None:
                keyboard = InlineKeyboardMarkup.from_button(InlineKeyboardButton("Send", callback_data="send"))
                await bot.send_message(update.message.chat.id, "x", reply_markup=keyboard)


def _figures(name: str, ours: Sequence[float], peer: Sequence[float]) -> list[MeasuredFigure]:
    def figure(called: str, seconds: float) -> MeasuredFigure:
        return MeasuredFigure(bench=NAME, name=called, unit="ms", value=seconds * 1_000)

    theirs = figure(f"{PEER}, {name}", median(peer))
    middle = figure(f"{name}, median of {len(ours)}", median(ours)).compared_with(theirs)
    return [
        middle.with_goal(f"{GOAL * 1_000:g} ms", median(ours) <= GOAL),
        figure(f"{name}, worst", max(ours)),
        theirs,
    ]
