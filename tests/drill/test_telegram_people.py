"""What people do on their phones reaches the real client in the documented shapes."""

import asyncio

import pytest
from telegram import Bot, Update
from telegram.constants import MessageEntityType
from telegram.error import Conflict

from bot.drill.screen import NotPossibleError
from bot.drill.telegram.server import TelegramServer
from tests.drill.conftest import Call


async def newest(bot: Bot) -> Update:
    return (await bot.get_updates(offset=-1))[0]


async def test_start_with_a_deep_link_is_a_command_with_a_payload(telegram: TelegramServer, bot: Bot) -> None:
    rosa = telegram.add_user("Rosa", "es")
    await rosa.starts("inv-1")
    message = (await newest(bot)).message
    assert message is not None
    assert message.from_user is not None
    assert message.text == "/start inv-1"
    assert list(message.parse_entities([MessageEntityType.BOT_COMMAND]).values()) == ["/start"]
    assert message.from_user.language_code == "es"
    assert message.chat.id == rosa.chat_id


async def test_a_payload_telegram_would_not_carry_is_refused(telegram: TelegramServer) -> None:
    with pytest.raises(NotPossibleError):
        await telegram.add_user("Rosa").starts("a b")


async def test_a_command_after_an_emoji_is_found_where_telegram_counts_it(telegram: TelegramServer, bot: Bot) -> None:
    await telegram.add_user("Rosa").says("🚐 /report elm")
    message = (await newest(bot)).message
    assert message is not None
    assert [(e.offset, e.length) for e in message.entities] == [(3, 7)]


async def test_a_long_text_arrives_in_parts(telegram: TelegramServer, bot: Bot) -> None:
    await telegram.add_user("Rosa").says("x" * 5000)
    texts = [update.message.text for update in await bot.get_updates() if update.message]
    assert [len(text or "") for text in texts] == [4096, 904]


async def test_places_pictures_voices_and_stickers_arrive(telegram: TelegramServer, bot: Bot) -> None:
    rosa = telegram.add_user("Rosa")
    await rosa.sends_location(42.325, -72.641)
    await rosa.sends_photo(b"a picture", "on elm")
    await rosa.sends_voice(b"a voice", 7)
    await rosa.sends_sticker()
    place, photo, voice, sticker = [update.message for update in await bot.get_updates()]
    assert place
    assert place.location
    assert place.location.latitude == 42.325
    assert photo
    assert photo.caption == "on elm"
    assert voice
    assert voice.voice
    assert sticker
    assert sticker.sticker
    for sent, content in ((photo.photo[-1], b"a picture"), (voice.voice, b"a voice")):
        assert await (await sent.get_file()).download_as_bytearray() == content


async def test_a_file_that_is_gone_says_so(telegram: TelegramServer, bot: Bot) -> None:
    await telegram.add_user("Rosa").sends_photo(b"a picture")
    message = (await newest(bot)).message
    assert message is not None
    telegram.world.files.lose(message.photo[-1].file_id)
    with pytest.raises(Exception, match="temporarily unavailable"):
        await message.photo[-1].get_file()


async def test_edits_forwards_and_replies_are_told_apart(telegram: TelegramServer, bot: Bot) -> None:
    rosa = telegram.add_user("Rosa")
    first = await rosa.says("on elm")
    await bot.send_message(rosa.chat_id, "which town?")
    await rosa.says("that one", quote=await rosa.wait_for("which town"))
    await rosa.edits(first, "on oak")
    await rosa.forwards("/start elm")
    _, reply, edit, forward = await bot.get_updates()
    assert reply.message
    assert reply.message.reply_to_message
    assert reply.message.reply_to_message.text == "which town?"
    assert edit.edited_message
    assert edit.edited_message.text == "on oak"
    assert forward.message
    assert forward.message.forward_origin


async def test_blocking_and_coming_back_are_told(telegram: TelegramServer, bot: Bot) -> None:
    rosa = telegram.add_user("Rosa")
    await rosa.starts()
    await rosa.blocks()
    with pytest.raises(NotPossibleError):
        await rosa.says("hello")
    await rosa.starts()
    updates = await bot.get_updates()
    changes = [u.my_chat_member.new_chat_member.status for u in updates if u.my_chat_member]
    assert changes == ["kicked", "member"]


async def test_updates_stay_until_they_are_confirmed(telegram: TelegramServer, bot: Bot) -> None:
    rosa = telegram.add_user("Rosa")
    for text in ("one", "two", "three"):
        await rosa.says(text)
    first = await bot.get_updates(limit=2)
    again = await bot.get_updates(limit=2)
    rest = await bot.get_updates(offset=first[-1].update_id + 1)
    assert [u.update_id for u in first] == [u.update_id for u in again]
    assert [u.message.text for u in rest if u.message] == ["three"]
    assert await bot.get_updates(offset=rest[-1].update_id + 1) == ()


async def test_a_waiting_call_is_answered_by_the_next_message(telegram: TelegramServer, bot: Bot) -> None:
    waiting = asyncio.create_task(bot.get_updates(timeout=30))
    await telegram.world.updates.wait_polled()
    await telegram.add_user("Rosa").says("hello")
    assert [u.message.text for u in await waiting if u.message] == ["hello"]


async def test_a_second_poller_ends_the_first(telegram: TelegramServer, bot: Bot, call: Call) -> None:
    first = asyncio.create_task(bot.get_updates(timeout=30))
    await telegram.world.updates.wait_polled()
    assert (await call("getUpdates", {}))["result"] == []
    with pytest.raises(Conflict):
        await first


async def test_only_the_kinds_asked_for_come(telegram: TelegramServer, bot: Bot) -> None:
    rosa = telegram.add_user("Rosa")
    await bot.get_updates(allowed_updates=["my_chat_member"])
    await rosa.says("hello")
    await rosa.blocks()
    assert [update.message for update in await bot.get_updates()] == [None]
