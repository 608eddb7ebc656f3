"""/help, made from what all areas register, and of that no more than this person may use."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from alerts.notices import Notice, Text, text
from alerts.people.person import Person
from handlers.core.area import Command, ConversationArea, HelpParagraph, HelpReader
from handlers.core.turn import Turn

OF_ROLES = 200
"""From this place on a second message holds what comes with the desk, with coordinating, with the committee."""


@dataclass(frozen=True, kw_only=True)
class _HelpLine:
    """A line of /help, and who is shown it."""

    place: int
    words: Text
    is_for: Callable[[Person], bool]


def area(areas: Sequence[ConversationArea]) -> ConversationArea:
    """Return the area of /help over these areas."""
    lines = [_line(one, one.help) for each in areas for one in each.commands if one.help is not None]
    paragraphs = [_paragraph(one) for each in areas for one in each.help]
    entries = sorted((*lines, *paragraphs), key=lambda one: one.place)

    async def answer(turn: Turn, _: str) -> None:
        shown = [one for one in entries if one.is_for(turn.person)]
        everybodys = [one.words for one in shown if one.place < OF_ROLES]
        of_roles = tuple(one.words for one in shown if one.place >= OF_ROLES)
        await turn.reply(Notice(parts=(text("help.report"), text("help.example"), *everybodys)))
        if of_roles:
            await turn.reply(Notice(parts=of_roles))

    return ConversationArea(name="help", commands=(Command(name="help", run=answer, menu=30),))


def _line(command: Command, place: int) -> _HelpLine:
    name, what = Text(f"command.{command.name}.name"), Text(f"command.{command.name}.help")
    words = text("help.line", command=name, what=what)
    return _HelpLine(place=place, words=words, is_for=lambda person: _is_named_to(command, person))


def _is_named_to(command: Command, person: Person) -> bool:
    if not command.may(person) or command.is_barred(person):
        return False
    match command.help_for:
        case HelpReader.JOINED:
            return person.consented_at is not None
        case HelpReader.NOT_IN:
            return not person.grants
        case HelpReader.ANYBODY:
            return True


def _paragraph(paragraph: HelpParagraph) -> _HelpLine:
    def is_for(person: Person) -> bool:
        return any(grant.role in paragraph.roles for grant in person.grants)

    return _HelpLine(place=paragraph.place, words=text(paragraph.key), is_for=is_for)
