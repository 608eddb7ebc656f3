"""Telegram as it is before anything is said: the writers' accounts, and the town's two groups."""

from bot.drill.telegram.phone import TelegramPhone
from bot.drill.telegram.server import TelegramServer
from bot.fuzz.founded_network import GROUP_CHAT, WITNESS_CHAT
from bot.fuzz.writers import TELEGRAM, cast


def populate(server: TelegramServer) -> None:
    """Add everybody's account and both groups, of which the bot is an administrator; everybody asks to be let in."""
    phones = []
    for writer in cast():
        if writer.platform == TELEGRAM:
            phone = TelegramPhone(server.world, int(writer.address), writer.name, writer.language)
            server.world.chats[phone.chat_id] = phone
            phones.append(phone)
    for chat in (GROUP_CHAT, WITNESS_CHAT):
        group = server.add_group("Barrio", phones[:2])
        if group.chat_id != int(chat):
            raise LookupError(chat)
        group.bot_status = "administrator"
        group.admissions.asking |= {phone.chat_id for phone in phones[2:]}
