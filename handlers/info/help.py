"""/help, made from what all areas register, and of that no more than this person may use."""

from collections.abc import Sequence

from alerts.notices import Notice, Text, text
from handlers.core.area import Command, ConversationArea, HelpParagraph
from handlers.core.turn import Turn


def area(areas: Sequence[ConversationArea]) -> ConversationArea:
    """Return the area of /help over these areas."""
    commands = [command for one in areas for command in one.commands if command.help is not None]
    commands.sort(key=lambda command: command.help or 0)
    paragraphs = sorted((paragraph for one in areas for paragraph in one.help), key=lambda one: one.place)

    async def answer(turn: Turn, _: str) -> None:
        lines = [_line(command) for command in commands if command.may(turn.person)]
        below = [text(one.key) for one in paragraphs if _shown(turn, one)]
        await turn.reply(Notice(parts=(text("help.report"), text("help.example"), *lines, *below)))

    return ConversationArea(name="help", commands=(Command(name="help", run=answer, menu=30),))


def _line(command: Command) -> Text:
    name, what = Text(f"command.{command.name}.name"), Text(f"command.{command.name}.help")
    return text("help.line", command=name, what=what)


def _shown(turn: Turn, paragraph: HelpParagraph) -> bool:
    return any(grant.role in paragraph.roles for grant in turn.person.grants)
