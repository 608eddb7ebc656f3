"""What people do on Telegram arrives as Inbound, in order, and nothing is confirmed before it is kept."""

import asyncio
import math

import pytest
from structlog.testing import capture_logs
from telegram.constants import ChatMemberStatus
from telegram.error import InvalidToken

from bot.drill.telegram.server import TelegramServer
from bot.transports.base import Button, Outbound
from bot.transports.telegram.conflicts import Conflicts
from bot.transports.telegram.transport import TelegramTransport
from handlers.core.inbound import InboundKind
from tests.bot.transports.signal.listeners import Ears, fails, now

JPEG = b"\xff\xd8\xff\xe0picture"


async def test_a_text_arrives_with_its_sender_and_its_dedup_key(
    telegram: TelegramTransport, telegram_server: TelegramServer, ears: Ears
) -> None:
    rosa = telegram_server.add_user("Rosa", "es")
    await rosa.says("Hay migra en Elm & 3rd")
    [heard] = await ears.hear()
    assert (heard.text, heard.kind, heard.line_id) == ("Hay migra en Elm & 3rd", InboundKind.TEXT, 7)
    assert heard.sender == heard.chat == str(rosa.chat_id)
    assert heard.private
    assert not any((heard.edited, heard.forwarded, heard.is_channel))
    assert heard.sender_name == "Rosa"
    assert heard.sent_at.utcoffset() is not None
    assert int(heard.dedup) + 1 == ears.offsets[-1]


async def test_messages_keep_their_order(
    telegram: TelegramTransport, telegram_server: TelegramServer, ears: Ears
) -> None:
    rosa = telegram_server.add_user("Rosa")
    for number in range(30):
        await rosa.says(f"message {number}")
    await ears.hear(30)
    assert ears.texts == [f"message {number}" for number in range(30)]
    assert len({heard.dedup for heard in ears.heard}) == 30


async def test_places_photos_voices_and_stickers_become_their_kinds(
    telegram: TelegramTransport, telegram_server: TelegramServer, ears: Ears
) -> None:
    rosa = telegram_server.add_user("Rosa")
    await rosa.sends_location(42.325, -72.641)
    await rosa.sends_photo(JPEG, "two vans")
    await rosa.sends_voice(b"OggS voice", seconds=9)
    await rosa.sends_video(b"film", "they are inside")
    await rosa.sends_sticker()
    place, photo, voice, video, sticker = await ears.hear(5)
    assert (video.kind, video.text) == (InboundKind.VIDEO, "they are inside")
    assert await telegram.fetch(video.media) == b"film"
    assert (place.kind, place.point) == (InboundKind.LOCATION, (42.325, -72.641))
    assert (photo.kind, photo.text) == (InboundKind.PHOTO, "two vans")
    assert (voice.kind, voice.media_seconds) == (InboundKind.VOICE, 9)
    assert (sticker.kind, sticker.text) == (InboundKind.OTHER, "")
    assert await telegram.fetch(photo.media) == JPEG
    assert await telegram.fetch(voice.media) == b"OggS voice"


async def test_a_place_that_does_not_exist_is_nothing_we_can_read_and_holds_nobody_up(
    telegram: TelegramTransport, telegram_server: TelegramServer, ears: Ears
) -> None:
    rosa = telegram_server.add_user("Rosa")
    await rosa.sends_location(math.nan, -72.641)
    await rosa.sends_location(42.325, 1e300)
    await rosa.says("still here")
    heard = await ears.hear(3)
    assert [(one.kind, one.point) for one in heard] == [
        (InboundKind.OTHER, None),
        (InboundKind.OTHER, None),
        (InboundKind.TEXT, None),
    ]


async def test_one_that_was_never_started_fetches_and_answers_taps_until_it_is_stopped(
    telegram: TelegramTransport, impatient: TelegramTransport, telegram_server: TelegramServer, ears: Ears
) -> None:
    """Two instances share a database: one hears, and the other brings to its own lines what was heard there."""
    dana = telegram_server.add_user("Dana")
    await dana.sends_photo(JPEG, "two vans")
    [photo] = await ears.hear()
    assert await impatient.fetch(photo.media) == JPEG
    row = (Button(label="Claim", data="claim:12:abc"),)
    await telegram.send(Outbound(chat=str(dana.chat_id), text="A new incident", buttons=(row,)))
    await dana.wait_for("A new incident")
    await impatient.acknowledge(await dana.taps("Claim"), "It is yours.")
    assert await dana.wait_for_toast("yours")
    await impatient.stop()
    assert await impatient.fetch(photo.media) is None, "what was stopped stays closed"
    assert await telegram.fetch(photo.media) == JPEG


async def test_one_that_was_stopped_before_it_was_used_opens_nothing_either(
    telegram: TelegramTransport, impatient: TelegramTransport, telegram_server: TelegramServer, ears: Ears
) -> None:
    await telegram_server.add_user("Dana").sends_photo(JPEG, "two vans")
    [photo] = await ears.hear()
    await impatient.stop()
    assert await impatient.fetch(photo.media) is None


async def test_a_file_that_is_gone_is_none(telegram: TelegramTransport, telegram_server: TelegramServer) -> None:
    assert await telegram.fetch("no-such-file") is None


async def test_edited_and_forwarded_messages_are_marked(
    telegram: TelegramTransport, telegram_server: TelegramServer, ears: Ears
) -> None:
    rosa = telegram_server.add_user("Rosa")
    said = await rosa.says("/confirm 12")
    await rosa.edits(said, "/confirm 13")
    await rosa.forwards("somebody else's words")
    _, edited, forwarded = await ears.hear(3)
    assert (edited.edited, edited.text) == (True, "/confirm 13")
    assert (forwarded.forwarded, forwarded.edited) == (True, False)


async def test_a_tap_carries_its_data_its_message_and_its_id(
    telegram: TelegramTransport, telegram_server: TelegramServer, ears: Ears
) -> None:
    dana = telegram_server.add_user("Dana")
    await dana.starts()
    row = (Button(label="Claim", data="claim:12:abc"),)
    await telegram.send(Outbound(chat=str(dana.chat_id), text="A new incident", buttons=(row,)))
    card = await dana.wait_for("A new incident")
    tap_id = await dana.taps("Claim")
    tap = (await ears.hear(2))[1]
    assert (tap.kind, tap.action, tap.quote) == (InboundKind.TAP, "claim:12:abc", card.ref)
    assert (tap.tap_id, tap.chat, tap.private) == (tap_id, str(dana.chat_id), True)
    await telegram.acknowledge(tap.tap_id, "x" * 300)
    assert len(await dana.wait_for_toast("x")) == 200
    await telegram.acknowledge("nonsense", "")


async def test_an_answer_to_our_message_quotes_it(
    telegram: TelegramTransport, telegram_server: TelegramServer, ears: Ears
) -> None:
    dana = telegram_server.add_user("Dana")
    own = await dana.starts()
    await telegram.send(Outbound(chat=str(dana.chat_id), text="Where?"))
    question = await dana.wait_for("Where?")
    await dana.says("Elm & 3rd", question)
    await dana.says("I mean this", own)
    _, answer, other = await ears.hear(3)
    assert answer.quote == question.ref
    assert other.quote == ""


async def test_blocking_and_unblocking_are_heard(
    telegram: TelegramTransport, telegram_server: TelegramServer, ears: Ears
) -> None:
    rosa = telegram_server.add_user("Rosa")
    await rosa.starts()
    await rosa.blocks()
    await rosa.unblocks()
    await rosa.says("back again")
    _, stopped, returned, back = await ears.hear(4)
    assert (returned.kind, returned.sender) == (InboundKind.RETURNED, str(rosa.chat_id))
    assert (stopped.kind, stopped.sender, stopped.private) == (InboundKind.STOPPED, str(rosa.chat_id), True)
    assert back.text == "back again"


async def test_groups_and_channels_tell_when_we_are_added_and_removed(
    telegram: TelegramTransport, telegram_server: TelegramServer, ears: Ears
) -> None:
    dana = telegram_server.add_user("Dana")
    for kind in ("supergroup", "channel"):
        group = telegram_server.add_group("Northampton", [dana], kind=kind)
        await group.adds_bot(dana, admin=True)
        await group.removes_bot(dana)
    await ears.until(lambda: sum(one.kind is InboundKind.GROUP_REMOVED for one in ears.heard) == 2)
    added = [heard for heard in ears.heard if heard.kind is InboundKind.GROUP_ADDED]
    assert [heard.text for heard in added] == ["Northampton", "Northampton"]
    assert [heard.is_channel for heard in added] == [False, True]
    assert {heard.sender for heard in added} == {str(dana.chat_id)}
    assert not any(heard.private for heard in added)


async def test_what_is_said_in_a_group_is_not_private(
    telegram: TelegramTransport, telegram_server: TelegramServer, ears: Ears
) -> None:
    dana = telegram_server.add_user("Dana")
    group = telegram_server.add_group("Northampton", [dana])
    await group.adds_bot(dana, admin=True)
    await group.says(dana, "/confirm 12")
    await ears.until(lambda: "/confirm 12" in ears.texts)
    heard = next(one for one in ears.heard if one.text == "/confirm 12")
    assert (heard.private, heard.chat, heard.sender) == (False, str(group.chat_id), str(dana.chat_id))


async def test_nothing_is_confirmed_that_was_not_kept(
    impatient: TelegramTransport, telegram_server: TelegramServer, ears: Ears
) -> None:
    rosa = telegram_server.add_user("Rosa")
    ears.refusals = 3
    await rosa.says("one")
    await rosa.says("two")
    await impatient.start(ears, None)
    await ears.hear(2)
    assert ears.refused == 3
    assert ears.texts == ["one", "two"]


async def test_the_commit_that_is_under_way_is_finished_before_stopping(
    telegram: TelegramTransport, telegram_server: TelegramServer, ears: Ears
) -> None:
    ears.gate.clear()
    await telegram_server.add_user("Rosa").says("hello")
    await ears.busy.wait()
    stopping = asyncio.create_task(telegram.stop())
    await asyncio.sleep(0)
    ears.gate.set()
    await stopping
    assert ears.texts == ["hello"]


async def test_an_update_that_nobody_can_read_blocks_nobody(
    telegram: TelegramTransport, telegram_server: TelegramServer, ears: Ears
) -> None:
    rosa = telegram_server.add_user("Rosa")
    person = {"id": rosa.chat_id, "is_bot": False, "first_name": "Rosa"}
    chat = {"id": rosa.chat_id, "type": "private"}
    push = telegram_server.world.updates.push
    push("message", {"message_id": 1, "from": person, "chat": chat, "date": 1, "photo": "not a list"})
    push("callback_query", {"id": 5, "from": "nobody"})
    push("chat_boost", {"anything": True})
    await rosa.says("still here")
    odd, text = await ears.hear(2)
    assert (odd.kind, odd.sender) == (InboundKind.OTHER, str(rosa.chat_id))
    assert text.text == "still here"


async def test_fields_that_other_servers_leave_out_are_done_without(
    telegram: TelegramTransport, telegram_server: TelegramServer, ears: Ears
) -> None:
    push = telegram_server.world.updates.push
    push("message", {"message_id": 1, "from": {"id": 5}, "chat": {"id": 5}, "text": "hello"})
    push("callback_query", {"id": "9", "from": {"id": 5}, "data": "go", "message": {"message_id": 3}})
    text, tap = await ears.hear(2)
    assert (text.text, text.sender, text.private) == ("hello", "5", True)
    assert (tap.action, tap.quote) == ("go", "3")


async def test_other_bots_and_notes_of_the_app_say_nothing(
    telegram: TelegramTransport, telegram_server: TelegramServer, ears: Ears
) -> None:
    rosa = telegram_server.add_user("Rosa")
    chat = {"id": rosa.chat_id, "type": "private"}
    person = {"id": rosa.chat_id, "is_bot": False, "first_name": "Rosa"}
    robot = {"id": 99, "is_bot": True, "first_name": "Other"}
    push = telegram_server.world.updates.push
    push("message", {"message_id": 1, "date": 1, "from": robot, "chat": chat, "text": "beep"})
    timer = {"message_auto_delete_time": 60}
    note = {"message_id": 2, "date": 1, "from": person, "chat": chat}
    push("message", note | {"message_auto_delete_timer_changed": timer})
    await rosa.says("hello")
    assert (await ears.hear())[0].text == "hello"


async def test_an_anonymous_admin_and_a_channel_speak_as_a_chat(
    telegram: TelegramTransport, telegram_server: TelegramServer, ears: Ears
) -> None:
    group = {"id": -1001, "type": "supergroup", "title": "Northampton"}
    channel = {"id": -1002, "type": "channel", "title": "News"}
    mask = {"id": 1087968824, "is_bot": True, "first_name": "Group"}
    push = telegram_server.world.updates.push
    said = {"message_id": 1, "date": 1, "chat": group, "from": mask, "sender_chat": group, "text": "/stop"}
    push("message", said)
    push("channel_post", {"message_id": 2, "date": 1, "chat": channel, "sender_chat": channel, "text": "x"})
    anonymous, post = await ears.hear(2)
    assert (anonymous.is_channel, anonymous.private, anonymous.sender) == (True, False, "-1001")
    assert (post.is_channel, post.private, post.chat) == (True, False, "-1002")


async def test_an_administrator_who_joins_is_no_second_adding(
    telegram: TelegramTransport, telegram_server: TelegramServer, ears: Ears
) -> None:
    dana = telegram_server.add_user("Dana")
    chat = {"id": -1001, "type": "supergroup", "title": "Northampton"}
    me = telegram_server.world.bot
    before = {"status": ChatMemberStatus.MEMBER, "user": me}
    after = {"status": ChatMemberStatus.MEMBER, "user": me}
    change = {"chat": chat, "from": dana.user_json(), "date": 1}
    telegram_server.world.updates.push("my_chat_member", change | {"old_chat_member": before, "new_chat_member": after})
    await dana.says("hello")
    assert (await ears.hear())[0].text == "hello"


async def test_a_server_that_is_down_at_start_is_waited_for(
    impatient: TelegramTransport, telegram_server: TelegramServer, ears: Ears
) -> None:
    telegram_server.fail_next("*", 502, times=5)
    rosa = telegram_server.add_user("Rosa")
    await rosa.says("hello")
    await impatient.start(ears, None)
    assert (await ears.hear())[0].text == "hello"
    assert impatient.username == telegram_server.world.bot["username"]


async def test_a_conflict_a_flood_and_junk_are_waited_out(
    impatient: TelegramTransport, telegram_server: TelegramServer, ears: Ears
) -> None:
    telegram_server.fail_next("deleteWebhook", 404)
    telegram_server.fail_next("getUpdates", 409)
    telegram_server.fail_next("getUpdates", 429)
    telegram_server.fail_next("getUpdates", 429, {"ok": False, "error_code": 429})
    telegram_server.fail_next("getUpdates", 200, "<html>")
    telegram_server.fail_next("getUpdates", 200, {"ok": True, "result": [{"no": "number"}]})
    telegram_server.fail_next("getUpdates", how="drop")
    telegram_server.fail_next("getUpdates", 401)
    rosa = telegram_server.add_user("Rosa")
    await rosa.says("hello")
    await impatient.start(ears, None)
    assert (await ears.hear())[0].text == "hello"


async def test_a_fault_that_nobody_foresaw_makes_no_line_deaf_for_good(
    impatient: TelegramTransport, telegram_server: TelegramServer, ears: Ears, monkeypatch: pytest.MonkeyPatch
) -> None:
    fails(monkeypatch, Conflicts, "alarms")
    telegram_server.fail_next("getUpdates", 409)
    await telegram_server.add_user("Rosa").says("hello")
    with capture_logs() as logs:
        await impatient.start(ears, None)
        assert (await ears.hear())[0].text == "hello"
    assert "line.hearing_failed" in [one["event"] for one in logs]


async def test_the_commands_are_announced_in_each_language(
    telegram: TelegramTransport, telegram_server: TelegramServer, ears: Ears
) -> None:
    await telegram_server.add_user("Rosa").says("hello")
    await ears.hear()
    profile = telegram_server.world.profile
    assert profile["commands:all_private_chats:en"] == [{"command": "help", "description": "What I can do"}]
    assert "commands:all_private_chats:" in profile


async def test_who_says_the_name_or_nothing(telegram_server: TelegramServer) -> None:
    transport = TelegramTransport(7, telegram_server.token, telegram_server.origin, now)
    assert await transport.ask_name() == telegram_server.world.bot["username"]
    telegram_server.fail_next("getMe", 500)
    assert await transport.ask_name() is None
    telegram_server.fail_next("getMe", 401)
    with pytest.raises(InvalidToken):
        await transport.ask_name()
