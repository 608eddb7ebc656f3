"""Messages are deleted: many in one call, each by itself where the platform refuses them together."""

from collections.abc import Sequence

from telegram import Bot
from telegram.error import BadRequest

AT_ONCE = 100
"""Messages in one call (Bot API, deleteMessages)."""
_GONE = "not found"


async def delete_messages(bot: Bot, chat: str, message_ids: Sequence[int]) -> None:
    """Delete these, 100 at most; what is gone already is as good as deleted.

    Raises TelegramError: a refusal where none of them can be deleted. Made again it does no harm.
    """
    try:
        await bot.delete_messages(chat, message_ids)
    except BadRequest as refusal:
        if _is_gone(refusal):
            return
        if len(message_ids) == 1:
            raise
        await _each(bot, chat, message_ids)


async def _each(bot: Bot, chat: str, message_ids: Sequence[int]) -> None:
    """Delete one by one: a single one that is too old must not keep the others."""
    refusals: list[BadRequest] = []
    for message_id in message_ids:
        try:
            await bot.delete_message(chat, message_id)
        except BadRequest as refusal:
            if not _is_gone(refusal):
                refusals.append(refusal)
    if len(refusals) == len(message_ids):
        raise refusals[0]


def _is_gone(refusal: BadRequest) -> bool:
    return _GONE in refusal.message.lower() and "chat" not in refusal.message.lower()
