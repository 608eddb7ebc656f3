"""The story of the drill: a report, two who look, a decision, an alert, and its end.

It is told in beats: what one person does, and what everybody hears of it. What each is called and how it is told
stands in locales/drill/ (`beat.<name>`, `chapter.<name>`).
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.drill.stage import Stage

CORNER = (42.3251, -72.6412)
"""Elm & 3rd, Northampton, of the drill."""


@dataclass(frozen=True)
class Beat:
    """One step of the story. Raises NotHeardError or NotPossibleError where the world went another way."""

    name: str
    who: str
    """Whose phone it happens on, by the name of the field of Stage."""
    happens: Callable[[Stage], Awaitable[None]]


@dataclass(frozen=True)
class Chapter:
    """Some beats that belong together."""

    name: str
    beats: tuple[Beat, ...]


async def _rosa_writes(stage: Stage) -> None:
    await stage.rosa.reports("/reportar 2 camionetas blancas en Elm y 3ra")
    await stage.rosa.hears("report.received")
    await stage.dana.hears("card.head", number=1, town="Northampton")
    await stage.marisol.hears("verify.ask", number=1)
    await stage.jean.hears("verify.ask", number=1)


async def _rosa_answers(stage: Stage) -> None:
    await stage.rosa.chooses("choice.kind.see")
    await stage.rosa.hears("ask.activity")
    await stage.rosa.chooses("choice.activity.asking")
    await stage.rosa.hears("ask.size")
    await stage.rosa.chooses("choice.size.some")
    await stage.rosa.hears("ask.uniform")


async def _rosa_shares_the_place(stage: Stage) -> None:
    await stage.rosa.sends_location(*CORNER)
    await stage.rosa.hears("report.added")


async def _dana_takes_it(stage: Stage) -> None:
    await stage.dana.chooses("choice.claim")
    await stage.dana.is_offered("choice.unverifiable")


async def _jean_sees_it(stage: Stage) -> None:
    await stage.jean.chooses("choice.seen")
    await stage.jean.hears("look.seen")
    await stage.dana.hears("desk.seen", number=1)


async def _dana_reads_it_over(stage: Stage) -> None:
    await stage.dana.chooses("choice.confirm")
    for language in ("en", "es"):
        await stage.dana.hears_in((language,), "preview.responders")
    await stage.dana.hears("preview.ready", number=1, people=3)


async def _dana_sends(stage: Stage) -> None:
    await stage.dana.chooses("choice.send")
    await stage.telegram_group.hears("community.head", town="Northampton")
    await stage.signal_group.hears("community.head", town="Northampton")
    await stage.marisol.hears("alert.head", town="Northampton", number=1)
    await stage.jean.hears("alert.head", town="Northampton", number=1)
    await stage.tomas.hears("community.head", town="Northampton")
    await stage.rosa.hears("outcome.confirmed")


async def _marisol_goes(stage: Stage) -> None:
    await stage.marisol.chooses("choice.onway")
    await stage.marisol.hears("answer.onway")
    await stage.marisol.sees_pin()


async def _jean_cannot(stage: Stage) -> None:
    await stage.jean.chooses("choice.cannot")
    await stage.jean.hears("answer.cannot")


async def _a_stranger_reports(stage: Stage) -> None:
    await stage.stranger.reports("la migra esta en Elm & 3rd, Northampton")
    await stage.stranger.hears("report.received")
    await stage.dana.hears("desk.second_lead", number=1, n=2)


async def _dana_asks_for_the_end(stage: Stage) -> None:
    await stage.dana.chooses("choice.allclear")
    await stage.dana.hears("sure.allclear", number=1, people=3)


async def _it_is_over(stage: Stage) -> None:
    await stage.dana.chooses("choice.yes.allclear")
    await stage.dana.hears("desk.ended.all_clear", number=1, name="Dana")
    await stage.telegram_group.hears("closing.all_clear.community", town="Northampton")
    await stage.signal_group.hears("closing.all_clear.community", town="Northampton")
    await stage.marisol.hears("closing.all_clear.responders")
    await stage.jean.hears("closing.all_clear.responders")
    await stage.tomas.hears("closing.all_clear.community", town="Northampton")
    await stage.rosa.hears("outcome.over")
    await stage.stranger.hears("outcome.over")


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
"""From the first word to the last."""
