"""What the bot says about itself, as the conversation registers it. /help is made over all areas: help.py."""

from handlers.core import worded_choices
from handlers.core.area import Command, ConversationArea, on
from handlers.info import texts

AREA = ConversationArea(
    name="info",
    commands=(
        Command(name="privacy", run=texts.privacy, menu=90, help=20),
        Command(name="rights", run=texts.rights, menu=100, help=10),
    ),
    taps=(on(worded_choices.AnswerQuestion, worded_choices.answer, while_suspended=True),),
)
