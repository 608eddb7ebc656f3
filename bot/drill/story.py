"""The story of the drill: a report, two who look, a decision, an alert, and its end.

It is told in beats: what one person does, and what everybody hears of it. What each is called and how it is told
stands in locales/drill/ (`beat.<name>`, `chapter.<name>`).
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.drill.drill_network import DrillNetwork

CORNER = (42.3251, -72.6412)
"""Latitude and longitude of Elm & 3rd in the drill's Northampton."""


@dataclass(frozen=True)
class Beat:
    """One step of the story; it raises NotHeardError or NotPossibleError where people went another way."""

    name: str
    who: str
    """Whose phone it happens on: the name of a field of DrillNetwork."""
    happens: Callable[[DrillNetwork], Awaitable[None]]


@dataclass(frozen=True)
class Chapter:
    """A part of the story: beats that belong together."""

    name: str
    beats: tuple[Beat, ...]


async def _rosa_writes(drill: DrillNetwork) -> None:
    await drill.rosa.reports("/reportar 2 carros blancos en Elm y 3ra, Northampton")
    await drill.rosa.hears("report.received")
    await drill.dana.hears("card.head", number=1, town="Northampton")
    await drill.marisol.hears("verify.ask", number=1)
    await drill.jean.hears("verify.ask", number=1)


async def _rosa_answers(drill: DrillNetwork) -> None:
    await drill.rosa.chooses("choice.kind.see")
    await drill.rosa.hears("ask.activity")
    await drill.rosa.chooses("choice.activity.asking")
    await drill.rosa.hears("ask.size")
    await drill.rosa.chooses("choice.size.some")
    await drill.rosa.hears("ask.uniform")


async def _rosa_shares_the_place(drill: DrillNetwork) -> None:
    await drill.rosa.sends_location(*CORNER)
    await drill.rosa.hears("report.added")


async def _dana_takes_it(drill: DrillNetwork) -> None:
    await drill.dana.chooses("choice.claim")
    await drill.dana.is_offered("choice.unverifiable")


async def _jean_sees_it(drill: DrillNetwork) -> None:
    await drill.jean.chooses("choice.seen")
    await drill.jean.hears("look.seen")
    await drill.dana.hears("desk.seen", number=1)


async def _dana_reads_it_over(drill: DrillNetwork) -> None:
    await drill.dana.chooses("choice.confirm")
    await drill.dana.hears("preview.responders")
    await drill.dana.hears("preview.community")
    await drill.dana.hears("preview.ready", number=1, people=3)


async def _dana_sends(drill: DrillNetwork) -> None:
    await drill.dana.chooses("choice.send")
    await drill.telegram_group.hears("community.head", town="Northampton")
    await drill.signal_group.hears("community.head", town="Northampton")
    await drill.marisol.hears("alert.head", town="Northampton", number=1)
    await drill.jean.hears("alert.head", town="Northampton", number=1)
    await drill.tomas.hears("community.head", town="Northampton")
    await drill.rosa.hears("outcome.confirmed")


async def _marisol_goes(drill: DrillNetwork) -> None:
    await drill.marisol.chooses("choice.onway")
    await drill.marisol.hears("answer.onway")
    await drill.marisol.sees_pin()


async def _jean_cannot(drill: DrillNetwork) -> None:
    await drill.jean.chooses("choice.cannot")
    await drill.jean.hears("answer.cannot")


async def _a_stranger_reports(drill: DrillNetwork) -> None:
    await drill.stranger.reports("la migra esta en Elm & 3rd, Northampton")
    await drill.stranger.hears("report.received")
    await drill.dana.hears("desk.second_lead", number=1, n=2)


async def _dana_asks_for_the_end(drill: DrillNetwork) -> None:
    await drill.dana.chooses("choice.allclear")
    await drill.dana.hears("sure.allclear", number=1, people=3)


async def _it_is_over(drill: DrillNetwork) -> None:
    await drill.dana.chooses("choice.yes.allclear")
    await drill.dana.hears("desk.ended.all_clear", number=1, name="Dana")
    await drill.telegram_group.hears("closing.all_clear.community", town="Northampton")
    await drill.signal_group.hears("closing.all_clear.community", town="Northampton")
    await drill.marisol.hears("closing.all_clear.responders")
    await drill.jean.hears("closing.all_clear.responders")
    await drill.tomas.hears("closing.all_clear.community", town="Northampton")
    await drill.rosa.hears("outcome.over")
    await drill.stranger.hears("outcome.over")


CHAPTERS = (
    Chapter(
        "report",
        (
            Beat("rosa_writes", "rosa", _rosa_writes),
            Beat("rosa_answers", "rosa", _rosa_answers),
            Beat("rosa_shares_the_place", "rosa", _rosa_shares_the_place),
        ),
    ),
    Chapter(
        "decision",
        (
            Beat("dana_takes_it", "dana", _dana_takes_it),
            Beat("jean_sees_it", "jean", _jean_sees_it),
            Beat("dana_reads_it_over", "dana", _dana_reads_it_over),
        ),
    ),
    Chapter("alert", (Beat("dana_sends", "dana", _dana_sends),)),
    Chapter(
        "answers",
        (
            Beat("marisol_goes", "marisol", _marisol_goes),
            Beat("jean_cannot", "jean", _jean_cannot),
            Beat("a_stranger_reports", "dana", _a_stranger_reports),
        ),
    ),
    Chapter(
        "end",
        (
            Beat("dana_asks_for_the_end", "dana", _dana_asks_for_the_end),
            Beat("it_is_over", "dana", _it_is_over),
        ),
    ),
)
"""The whole story, from the first word to the last."""
