"""Taps, numbers, words and thumbs: how a choice is made, and why a stale or foreign one does no harm."""

from collections.abc import Iterable
from enum import Enum, auto

from alerts.notices import Choice, Kind, Notice, Text, text
from alerts.tap import Taps
from alerts.work.mail import Asked
from handlers.core.area import ConversationArea, Handler
from handlers.core.turn import TOASTS, Turn
from handlers.core.worded_choices import WORDS_LAST, Worded, ask_back, in_one, in_open_questions
from locales.commands import is_call_for_help, is_greeting

THUMBS = {"👍": 0, "👎": 1}
"""Which of two choices a thumb is; a skin tone comes after it."""


class Reacted(Enum):
    """What a reaction did."""

    CHOSEN = auto()
    """It was a choice."""
    UNCLEAR = auto()
    """A thumb on a question that has not two answers."""
    NOTHING = auto()
    """It says nothing to us."""


class Choices:
    """What carries out the choices that notices offer, by the taps that all areas register."""

    def __init__(self, areas: Iterable[ConversationArea]) -> None:
        """Take the areas' taps. Raises ValueError for two with one verb, or two answers to one kind of stale notice."""
        areas = list(areas)
        handlers = [handler for area in areas for handler in area.taps]
        self._taps = Taps(handler.kind for handler in handlers)
        self._handlers = {handler.kind: handler for handler in handlers}
        self._stale: dict[Kind, Handler] = {}
        for area in areas:
            if area.stale.keys() & self._stale.keys():
                raise ValueError(f"{area.name}: this kind of stale notice is answered already")
            self._stale.update(area.stale)

    async def tapped(self, turn: Turn) -> None:
        """Answer a button: its token finds the notice, which must have been sent to this very contact."""
        token, _, action = turn.inbound.action.partition(":")
        # A forged one may hold what no database takes (half a surrogate pair).
        asked = await turn.uow.mail.tapped(token, turn.contact.id) if token.isascii() else None
        if asked is None:
            await turn.acknowledge(text("refused.not_yours"))
        else:
            await self._carry_out(turn, asked, action)

    async def numbered(self, turn: Turn, number: int, *, words_too: bool = False) -> bool:
        """Answer a number; False where choices have none (Telegram), or no question of ours waits.

        `words_too`: they were asked for words, and a number that is no choice may be those.
        """
        found = await turn.uow.mail.by_number(turn.contact.id, number)
        asked = await turn.uow.mail.latest_asked(turn.contact.id, turn.now - WORDS_LAST)
        counted = _counted(asked.notice, number) if asked is not None else None
        if asked is not None and counted is not None:
            await self._count_or_choice(turn, number, (asked, counted), found)
            return True
        if found is not None:
            await self._carry_out(turn, *found)
            return True
        if words_too:
            return False
        if asked is None or turn.contact.transport == TOASTS:
            return False
        await turn.reply(Notice.of("choose.no_such_number", number=number))
        return True

    async def is_numbered(self, turn: Turn, number: int) -> bool:
        """Say whether this number is a choice's."""
        if await turn.uow.mail.by_number(turn.contact.id, number) is not None:
            return True
        asked = await turn.uow.mail.latest_asked(turn.contact.id, turn.now - WORDS_LAST)
        return asked is not None and _counted(asked.notice, number) is not None

    async def _count_or_choice(
        self, turn: Turn, number: int, counted: tuple[Asked, Choice], found: tuple[Asked, str] | None
    ) -> None:
        """Answer a number that may be a count: "3" of "how many?" and an older choice's 3 are told apart by asking."""
        asked, choice = counted
        other = _offered(*found) if found is not None else None
        if other is None or other.action == choice.action:
            await self._carry_out(turn, asked, choice.action)
            return
        ask = text("choose.count_or_choice", number=number, count=choice.label, choice=other.label)
        options = ((Choice(choice.action, choice.label),), (Choice(other.action, other.label),))
        subject_id = found[0].notice.subject_id if found is not None else None
        await turn.reply(Notice(parts=(ask,), choices=options, subject_id=subject_id))

    async def worded(self, turn: Turn, *, yes_too: bool = True) -> bool:
        """Answer the words of a choice, typed: of the quoted message, else of the newest one with choices.

        Where several open questions offer it, ask which was meant. `yes_too`: a bare yes is the words of a choice.
        """
        match await self._worded(turn, yes_too=yes_too):
            case []:
                return False
            case [only]:
                await self._carry_out(turn, only.asked, only.choice.action)
            case several:
                await turn.reply(ask_back(several))
        return True

    async def is_worded(self, turn: Turn) -> bool:
        """Say whether these are the words of a choice."""
        return bool(await self._worded(turn, yes_too=True))

    async def _worded(self, turn: Turn, *, yes_too: bool) -> list[Worded]:
        quoted = await turn.uow.mail.by_ref(turn.contact.id, turn.inbound.quote) if turn.inbound.quote else None
        newest = quoted or await turn.uow.mail.latest_asked(turn.contact.id, turn.now - WORDS_LAST)
        if quoted is not None:
            found = in_one(turn, quoted, yes_too=yes_too)
        else:
            found = await in_open_questions(turn, newest, yes_too=yes_too)
        sign = self._by_sign(turn, newest.notice) if newest is not None and not found else None
        return [Worded(asked=newest, choice=sign)] if newest is not None and sign is not None else found

    async def reacted(self, turn: Turn) -> Reacted:
        """Answer a thumb on a question of two choices: up is the first, down the second. Anything else does nothing."""
        asked = await turn.uow.mail.by_ref(turn.contact.id, turn.inbound.quote)
        actions = [choice.action for row in asked.notice.choices for choice in row] if asked else []
        place = THUMBS.get(turn.inbound.text[:1])
        only = self._only_by_sign(asked.notice) if asked is not None else None
        if asked is not None and only is not None and place == THUMBS["👍"]:
            await self._carry_out(turn, asked, only.action)
            return Reacted.CHOSEN
        if asked is None or place is None or not actions:
            return Reacted.NOTHING
        if len(actions) != len(THUMBS):
            return Reacted.UNCLEAR
        await self._carry_out(turn, asked, actions[place])
        return Reacted.CHOSEN

    def _by_sign(self, turn: Turn, notice: Notice) -> Choice | None:
        """Return the only choice of a notice that takes any sign of life, where they sent no more than that."""
        words = turn.inbound.text
        is_sign = is_greeting(words) or not any(c.isalnum() for c in words)
        return self._only_by_sign(notice) if is_sign and not is_call_for_help(words) else None

    def _only_by_sign(self, notice: Notice) -> Choice | None:
        match [choice for row in notice.choices for choice in row]:
            case [only]:
                try:
                    kind = type(self._taps.read(only.action))
                except ValueError:
                    # Offered by a version of this program that knew it.
                    return None
                return only if self._handlers[kind].by_sign else None
        return None

    async def _carry_out(self, turn: Turn, asked: Asked, action: str) -> None:
        """Carry out what the notice offers now; role and state are checked again by whoever carries it out."""
        turn.notice = asked.notice
        refusal = self._refusal(turn, action)
        is_offered = action in asked.notice.actions()
        if refusal is not None and (is_offered or turn.person.suspended):
            await turn.acknowledge(Text(refusal))
            return
        if not is_offered:
            await self._stale.get(asked.notice.kind, _stale)(turn)
            return
        try:
            tap = self._taps.read(action)
        except ValueError:
            # Offered by a version of this program that knew it.
            await _stale(turn)
            return
        handler = self._handlers[type(tap)]
        turn.roles = handler.roles
        await handler.run(turn, tap)
        if turn.meant is not None:
            (meant, action), turn.meant = turn.meant, None
            await self._carry_out(turn, meant, action)

    def _refusal(self, turn: Turn, action: str) -> str | None:
        """Return the key of why this person may not make such a tap (any more); None where they may, or it is stale."""
        try:
            return self._handlers[type(self._taps.read(action))].refusal(turn.person)
        except ValueError:
            return None


def _counted(notice: Notice, number: int) -> Choice | None:
    """Return the choice that stands for so many; None where the notice does not ask how many."""
    return next((choice for row in notice.choices for choice in row if choice.stands_for(number)), None)


def _offered(asked: Asked, action: str) -> Choice | None:
    """Return what the notice offers under this action; None where it does so no more."""
    return next((choice for row in asked.notice.choices for choice in row if choice.action == action), None)


async def _stale(turn: Turn) -> None:
    await turn.acknowledge(text("choose.stale"))
