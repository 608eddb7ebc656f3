"""The story of the drill: a report, two who look, a decision, an alert, and its end."""

from dataclasses import dataclass
from datetime import datetime

from bot.drill.stage import Stage
from bot.drill.transcript import Transcript

CORNER = (42.3251, -72.6412)
"""Elm & 3rd, Northampton, of the drill."""


@dataclass(frozen=True, kw_only=True)
class Times:
    """When the things happened that a network counts in seconds. Aware UTC."""

    reported: datetime
    card: datetime
    sent: datetime
    told: tuple[datetime, ...]

    def lines(self) -> list[str]:
        """As somebody reads them."""
        first, last = min(self.told), max(self.told)
        return [
            f"from the report to the desk's card    {_seconds(self.reported, self.card)}",
            f"from the dispatcher's tap to the first {_seconds(self.sent, first)}",
            f"from the dispatcher's tap to the last  {_seconds(self.sent, last)} (Signal: one every 5 s)",
        ]


def _seconds(begin: datetime, end: datetime) -> str:
    return f"{(end - begin).total_seconds():6.2f} s"


async def play(stage: Stage, transcript: Transcript) -> Times:
    """The whole of it. Raises NotHeardError where somebody did not hear what they should."""
    transcript.heading("1. Rosa sees something. Marisol and Jean are asked to look while Dana's card arrives.")
    reported, card = await _report(stage)
    transcript.heading("2. Jean sees it. Dana confirms.")
    sent = await _confirm(stage)
    transcript.heading("3. Everybody hears, each in their language and their version.")
    told = await _alert(stage)
    transcript.heading("4. Marisol goes, Jean can't. A stranger reports the same corner.")
    await _answers(stage)
    transcript.heading("5. It is over: exactly those who were told hear it, and Rosa and the stranger the outcome.")
    await _all_clear(stage)
    return Times(reported=reported, card=card, sent=sent, told=told)


async def _report(stage: Stage) -> tuple[datetime, datetime]:
    await stage.rosa.says("/reportar 2 camionetas blancas en Elm y 3ra")
    reported = stage.rosa.screen.history[-1].at
    await stage.rosa.hears("report.received")
    card = await stage.dana.hears("card.head", number=1, town="Northampton")
    await stage.marisol.hears("verify.ask", number=1)
    await stage.jean.hears("verify.ask", number=1)
    await stage.rosa.chooses("choice.kind.see")
    await stage.rosa.hears("ask.activity")
    await stage.rosa.chooses("choice.activity.asking")
    await stage.rosa.hears("ask.size")
    await stage.rosa.chooses("choice.size.some")
    await stage.rosa.hears("ask.uniform")
    await stage.rosa.sends_location(*CORNER)
    await stage.rosa.hears("report.added")
    return reported, card.at


async def _confirm(stage: Stage) -> datetime:
    await stage.dana.chooses("choice.claim")
    await stage.jean.chooses("choice.seen")
    await stage.jean.hears("look.seen")
    await stage.dana.hears("desk.seen", number=1)
    await stage.dana.chooses("choice.confirm")
    for language in ("en", "es"):
        await _preview(stage, language)
    await stage.dana.hears("preview.ready", number=1, people=3)
    tapped = datetime.now(stage.rosa.screen.history[-1].at.tzinfo)
    await stage.dana.chooses("choice.send")
    return tapped


async def _preview(stage: Stage, language: str) -> None:
    mine = stage.dana.languages
    stage.dana.languages = (language,)
    await stage.dana.hears("preview.responders")
    stage.dana.languages = mine


async def _alert(stage: Stage) -> tuple[datetime, ...]:
    shown = [
        await stage.telegram_group.hears("community.head", town="Northampton"),
        await stage.signal_group.hears("community.head", town="Northampton"),
        await stage.marisol.hears("alert.head", town="Northampton", number=1),
        await stage.jean.hears("alert.head", town="Northampton", number=1),
        await stage.tomas.hears("community.head", town="Northampton"),
    ]
    await stage.rosa.hears("outcome.confirmed")
    return tuple(one.at for one in shown)


async def _answers(stage: Stage) -> None:
    await stage.marisol.chooses("choice.onway")
    await stage.marisol.hears("answer.onway")
    await stage.marisol.sees_pin()
    await stage.jean.chooses("choice.cannot")
    await stage.jean.hears("answer.cannot")
    await stage.stranger.says("la migra esta en Elm & 3rd, Northampton")
    await stage.stranger.hears("report.received")
    await stage.dana.hears("desk.second_lead", number=1, n=2)


async def _all_clear(stage: Stage) -> None:
    await stage.dana.chooses("choice.allclear")
    await stage.dana.hears("sure.allclear", number=1, people=3)
    await stage.dana.chooses("choice.yes.allclear")
    await stage.dana.hears("desk.ended.all_clear", number=1, name="Dana")
    await stage.telegram_group.hears("closing.all_clear.community", town="Northampton")
    await stage.signal_group.hears("closing.all_clear.community", town="Northampton")
    await stage.marisol.hears("closing.all_clear.responders")
    await stage.jean.hears("closing.all_clear.responders")
    await stage.tomas.hears("closing.all_clear.community", town="Northampton")
    await stage.rosa.hears("outcome.over")
    await stage.stranger.hears("outcome.over")
