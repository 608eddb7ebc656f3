"""Taps, numbers, words and thumbs: how a choice is made, and why a stale or foreign one does no harm."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

from alerts.notices import Choice, Kind, Notice, text
from alerts.places.place import plain_words
from alerts.work.mail import Asked
from handlers.core.turn import TOASTS, Turn
from handlers.groups import connecting
from handlers.incidents import closing, confirming, desk, reporting, responding, updating, verifying
from handlers.joining import joining
from handlers.people import settings, towns
from locales.catalogue import label

ACTIONS: dict[str, Callable[[Turn, Notice, list[str]], Awaitable[None]]] = {
    "desk": desk.tapped,
    "confirm": confirming.tapped,
    "end": closing.tapped,
    "tell": updating.tapped,
    "look": verifying.tapped,
    "answer": responding.tapped,
    "fact": reporting.fact_tapped,
    "town": reporting.town_tapped,
    "file": reporting.file_tapped,
    "join": joining.tapped,
    "group": connecting.tapped,
    "language": settings.language_tapped,
    "towns": towns.tapped,
}
"""The first word of an action, and who carries it out."""

THUMBS = {"👍": 0, "👎": 1}
"""Which of two choices a thumb is; a skin tone comes after it."""
WORDS_LAST = timedelta(hours=2)
"""So long a choice may be made by typing its words."""


async def tapped(turn: Turn) -> None:
    """A button: the token finds the notice, which must have been sent to this very contact."""
    token, _, action = turn.inbound.action.partition(":")
    # A forged one may hold what no database takes (half a surrogate pair).
    asked = await turn.uow.mail.tapped(token, turn.contact.id) if token.isascii() else None
    if asked is None:
        await turn.acknowledge(text("refused.not_yours"))
    else:
        await _carry_out(turn, asked, action)


async def numbered(turn: Turn, number: int) -> bool:
    """A number on Signal; False where choices have no numbers, or no question of ours waits."""
    found = await turn.uow.mail.by_number(turn.contact.id, number)
    if found is not None:
        await _carry_out(turn, *found)
        return True
    asked = await turn.uow.mail.latest_asked(turn.contact.id, turn.now - WORDS_LAST)
    if asked is None or turn.contact.transport == TOASTS:
        return False
    await turn.reply(Notice.of("choose.no_such_number", number=number))
    return True


async def worded(turn: Turn) -> bool:
    """The words of a choice, typed: of the quoted message, else of the newest one with choices."""
    asked = await turn.uow.mail.by_ref(turn.contact.id, turn.inbound.quote) if turn.inbound.quote else None
    asked = asked or await turn.uow.mail.latest_asked(turn.contact.id, turn.now - WORDS_LAST)
    if asked is None:
        return False
    choice = _meant(turn, asked.notice)
    if choice is None:
        return False
    await _carry_out(turn, asked, choice.action)
    return True


def _meant(turn: Turn, notice: Notice) -> Choice | None:
    said = plain_words(turn.inbound.text)
    for row in notice.choices:
        for choice in row:
            labels = {plain_words(label(choice.label, [reader])) for reader in turn.readers()}
            if said and said in labels:
                return choice
    return None


async def reacted(turn: Turn) -> None:
    """A thumb on a question of two choices: up is the first, down the second. Anything else says nothing."""
    asked = await turn.uow.mail.by_ref(turn.contact.id, turn.inbound.quote)
    actions = [choice.action for row in asked.notice.choices for choice in row] if asked else []
    place = THUMBS.get(turn.inbound.text[:1])
    if asked is not None and place is not None and len(actions) == len(THUMBS):
        await _carry_out(turn, asked, actions[place])


async def _stale(turn: Turn, notice: Notice) -> None:
    del notice
    await turn.acknowledge(text("choose.stale"))


async def _carry_out(turn: Turn, asked: Asked, action: str) -> None:
    """Only what the notice offers now; role and state are checked again by whoever carries it out."""
    verb, _, rest = action.partition(".")
    if action not in asked.notice.actions() or verb not in ACTIONS:
        await (desk.late if asked.notice.kind is Kind.CARD else _stale)(turn, asked.notice)
        return
    await ACTIONS[verb](turn, asked.notice, rest.split(":"))
