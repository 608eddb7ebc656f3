"""What is deleted, and what may not be forwarded: through the real client, against the platform's published rules."""

import pytest
from telegram import Bot
from telegram.error import BadRequest

from bot.drill.telegram.phone import TelegramPhone
from bot.drill.telegram.server import TelegramServer
from bot.transports.base import Delivered, MessageGone, Outbound
from bot.transports.telegram.transport import TelegramTransport
from tests.media import picture

DAYS = 48 * 3600


async def _rosa(server: TelegramServer) -> TelegramPhone:
    server.limits.enforced = False
    rosa = server.add_user("Rosa")
    await rosa.starts()
    return rosa


async def _sent(telegram: TelegramTransport, rosa: TelegramPhone, *texts: str) -> tuple[str, ...]:
    outcomes = [await telegram.send(Outbound(chat=str(rosa.chat_id), text=text)) for text in texts]
    return tuple(outcome.ref for outcome in outcomes if isinstance(outcome, Delivered))


def _age(server: TelegramServer, ref: str) -> None:
    next(posted for (_, number), posted in server.world.posts.items() if str(number) == ref).tick -= DAYS


async def test_our_messages_and_theirs_are_deleted_in_one_call(
    telegram: TelegramTransport, telegram_server: TelegramServer
) -> None:
    rosa = await _rosa(telegram_server)
    theirs = await rosa.says("two vans at Elm & 3rd")
    refs = await _sent(telegram, rosa, "one", "two")
    deleting = Outbound(chat=str(rosa.chat_id), text="", delete=(*refs, theirs.ref, "999999"))
    assert await telegram.send(deleting) == Delivered("")
    assert rosa.messages == []
    assert theirs.deleted
    assert await telegram.send(deleting) == Delivered(""), "made again it does no harm"


async def test_one_that_is_too_old_keeps_no_other(telegram: TelegramTransport, telegram_server: TelegramServer) -> None:
    rosa = await _rosa(telegram_server)
    old, young = await _sent(telegram, rosa, "old", "young")
    _age(telegram_server, old)
    assert await telegram.send(Outbound(chat=str(rosa.chat_id), text="", delete=(old, young))) == Delivered("")
    assert [shown.text for shown in rosa.messages] == ["old"]
    assert await telegram.send(Outbound(chat=str(rosa.chat_id), text="", delete=(old,))) == MessageGone()


async def test_what_is_the_desks_is_protected_and_an_alert_is_not(
    telegram: TelegramTransport, telegram_server: TelegramServer
) -> None:
    rosa = await _rosa(telegram_server)
    chat = str(rosa.chat_id)
    await telegram.send(Outbound(chat=chat, text="card", protected=True))
    await telegram.send(Outbound(chat=chat, text="photo", photo=picture(), protected=True))
    await telegram.send(Outbound(chat=chat, text="", pin=(42.3, -72.6, "Elm"), protected=True))
    await telegram.send(Outbound(chat=chat, text="alert"))
    await rosa.wait_for("alert")
    assert [shown.protected for shown in rosa.messages] == [True, True, True, False]


async def test_more_than_a_hundred_at_once_are_refused(
    telegram: TelegramTransport, telegram_server: TelegramServer
) -> None:
    rosa = await _rosa(telegram_server)
    async with Bot(telegram_server.token, base_url=f"{telegram_server.origin}/bot") as bot:
        with pytest.raises(BadRequest, match="Too many"):
            await bot.delete_messages(rosa.chat_id, list(range(1, 102)))
