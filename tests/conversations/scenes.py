"""How a story begins that a test goes on with: the people of the drill, and how far they got."""

import re
from dataclasses import dataclass

from tests.conversations.phone import Phone
from tests.conversations.town import Room, Town

CORNER = "Elm & 3rd"
REPORT = f"/report two vans at {CORNER}"


@dataclass(frozen=True)
class Cast:
    """The people of the drill."""

    town: Town
    rosa: Phone
    """Member, Northampton, Telegram, Spanish."""
    dana: Phone
    """Dispatcher, Telegram, English."""
    marisol: Phone
    """Responder, Northampton, Telegram, Spanish."""
    jean: Phone
    """Responder, Northampton, Signal, English."""
    tomas: Phone
    """Subscriber, Northampton, Signal, Spanish."""
    ines: Phone
    """Responder, Holyoke, Telegram."""
    on_telegram: Room
    on_signal: Room


async def gathered(town: Town, language: str = "") -> Cast:
    """Everybody is there, and nothing has happened. `language`: all speak this one."""
    descriptions: tuple[str, ...] = (
        "Rosa es member",
        "Dana en dispatcher",
        "Marisol es responder",
        "Jean en responder signal",
        "Tomás es subscriber signal",
        "Ines en responder Holyoke",
    )
    if language:
        descriptions = tuple(re.sub(r"\b(en|es)\b", language, description) for description in descriptions)
    rosa, dana, marisol, jean, tomas, ines = await town.with_people(*descriptions)
    on_telegram, on_signal = await town.with_groups()
    return Cast(town, rosa, dana, marisol, jean, tomas, ines, on_telegram, on_signal)


async def reported(town: Town, report: str = REPORT) -> Cast:
    """Rosa has reported: the desk has its card, Marisol and Jean are asked to look."""
    cast = await gathered(town)
    await cast.rosa.says(report)
    town.forget_news()
    return cast


async def observed(town: Town, report: str = REPORT) -> Cast:
    """Jean sees it."""
    cast = await reported(town, report)
    await cast.jean.taps("look.seen")
    town.forget_news()
    return cast


async def confirmed(town: Town, report: str = REPORT) -> Cast:
    """Dana has sent the alert."""
    cast = await observed(town, report)
    await cast.dana.taps("desk.confirm").taps("confirm.send")
    town.forget_news()
    return cast
