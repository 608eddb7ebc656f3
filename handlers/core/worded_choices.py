"""Choices made by typing their words, a bare "yes" or "no" among them: which question was meant."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar
from zlib import crc32

from alerts.notices import Choice, Notice, Text, text
from alerts.places.place import plain_words
from alerts.tap import Tap
from alerts.work.mail import Asked
from handlers.core.turn import Turn
from locales.catalogue import label

NEVER_MIND = "choice.never_mind"
WORDS_LAST = timedelta(hours=2)
"""So long a choice may be made by typing its words."""
YES_LASTS = timedelta(minutes=10)
"""So long a bare yes answers a question that has another message below it (our choice)."""
_PLAIN = ("choice.yes", "choice.no")
_REFUSALS = ("choice.no", NEVER_MIND)


@dataclass(frozen=True)
class AnswerQuestion(Tap):
    """The tap that says which of several open questions typed words were the answer to."""

    verb: ClassVar = "question.is"
    notice: int
    mark: int
    """A number that stands for what was meant there (mark_of); one that is offered no more is stale."""


@dataclass(frozen=True, kw_only=True)
class Worded:
    """A choice of a notice, as somebody typed it."""

    asked: Asked
    choice: Choice


def mark_of(action: str) -> int:
    """Return the number that stands for an action in AnswerQuestion."""
    return crc32(action.encode())


def in_one(turn: Turn, asked: Asked | None, *, yes_too: bool) -> list[Worded]:
    """Return what the words of this message choose in this question; empty for nothing."""
    choice = _meant(turn, asked.notice, yes_too) if asked is not None else None
    return [Worded(asked=asked, choice=choice)] if asked is not None and choice is not None else []


async def in_open_questions(turn: Turn, newest: Asked | None, *, yes_too: bool) -> list[Worded]:
    """Return what the words of this message choose in the newest question, and in others that are still open.

    More than one: nobody can tell which was meant. What has no subject is answered by the newest alone: a menu is no
    question that waits.
    """
    first = in_one(turn, newest, yes_too=yes_too)
    if any(one.asked.notice.subject_id is None for one in first) or not (first or (yes_too and _is_bare(turn))):
        return first
    since = turn.now - (WORDS_LAST if first else YES_LASTS)
    # The newest is answered though its subject has ended: it says so.
    found = {one.asked.notice.subject_id: one for one in first}
    for asked in await turn.uow.mail.open_questions(turn.contact.id, since):
        meant = _meant(turn, asked.notice, yes_too)
        if meant is not None:
            found.setdefault(asked.notice.subject_id, Worded(asked=asked, choice=meant))
    return list(found.values())


def ask_back(meant: Sequence[Worded]) -> Notice:
    """Ask which question was meant: by the number that people know each by, where its words name one."""
    lines, rows = [], []
    for place, one in enumerate(reversed(meant), 1):
        number = _number_in(one.asked.notice) or place
        lines.append(text("choose.open_question", number=number, question=one.asked.notice.parts[0]))
        tap = AnswerQuestion(one.asked.notice_id, mark_of(one.choice.action))
        label_ = text("choice.open_question", number=number)
        rows.append((Choice(tap.action, label_, counts=(number, number)),))
    return Notice(parts=(text("choose.which_question"), *lines), choices=tuple(rows), internal=True)


async def answer(turn: Turn, tap: AnswerQuestion) -> None:
    """Let the router carry out what was meant, if it is still offered."""
    asked = await turn.uow.mail.sent_to(tap.notice, turn.contact.id)
    actions = asked.notice.actions() if asked is not None else frozenset()
    action = next((one for one in sorted(actions) if mark_of(one) == tap.mark), None)
    if asked is None or action is None:
        await turn.acknowledge(text("choose.stale"))
    else:
        turn.meant = (asked, action)


def _number_in(notice: Notice) -> int | None:
    numbers = (part.values.get("number") for part in notice.parts)
    return next((number for number in numbers if isinstance(number, int)), None)


def _meant(turn: Turn, notice: Notice, yes_too: bool) -> Choice | None:
    said = plain_words(turn.inbound.text)
    if not said:
        return None
    choices = [choice for row in notice.choices for choice in row]
    return next((one for one in choices if said in _labels(turn, _said_as(one, choices, yes_too))), None)


def _labels(turn: Turn, texts: Sequence[Text]) -> set[str]:
    return {plain_words(label(one, [reader])) for one in texts for reader in turn.readers()}


def _said_as(choice: Choice, choices: Sequence[Choice], yes_too: bool) -> tuple[Text, ...]:
    """Return the words that mean this choice: a plain No what wants none of it, a plain Yes what stands beside a No."""
    if choice.label.key == NEVER_MIND:
        return choice.label, text("choice.no")
    match choices:
        case [first, last] if yes_too and choice is first and last.label.key in _REFUSALS:
            return choice.label, text("choice.yes")
    return (choice.label,)


def _is_bare(turn: Turn) -> bool:
    """Say whether the message is no more than a yes or a no."""
    return plain_words(turn.inbound.text) in _labels(turn, [text(key) for key in _PLAIN])
