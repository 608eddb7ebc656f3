"""What the bot says about itself, as the conversation registers it. /help is made over all areas: help.py."""

from handlers.core.area import Command, ConversationArea
from handlers.info import texts

AREA = ConversationArea(
    name="info",
    commands=(
        Command(name="privacy", run=texts.privacy, menu=90, help=20),
        Command(name="rights", run=texts.rights, menu=100, help=10),
    ),
)
