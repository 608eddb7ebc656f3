"""Groups, supergroups and channels."""

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.error import BadRequest, ChatMigrated, Forbidden

from bot.drill.screen import NotPossibleError
from bot.drill.telegram.server import TelegramServer


async def fresh(bot: Bot) -> list[Update]:
    updates = list(await bot.get_updates())
    if updates:
        await bot.get_updates(offset=updates[-1].update_id + 1)
    return updates


async def test_being_added_is_told_as_documented(telegram: TelegramServer, bot: Bot) -> None:
    rosa = telegram.add_user("Rosa")
    group = telegram.add_group("Northampton", [rosa])
    with pytest.raises(Forbidden, match="not a member of the supergroup chat"):
        await bot.send_message(group.chat_id, "x")
    await group.adds_bot(by=rosa)
    change, notice = await fresh(bot)
    assert change.my_chat_member
    assert change.my_chat_member.from_user.id == rosa.chat_id
    assert change.my_chat_member.old_chat_member.status == "left"
    assert change.my_chat_member.new_chat_member.status == "member"
    assert change.my_chat_member.chat.title == "Northampton"
    assert notice.message
    assert notice.message.new_chat_members[0].id == bot.id
    await bot.send_message(group.chat_id, "hello")
    assert group.texts == ["hello"]


async def test_an_ordinary_member_bot_hears_only_what_is_meant_for_it(telegram: TelegramServer, bot: Bot) -> None:
    rosa = telegram.add_user("Rosa")
    group = telegram.add_group("Northampton", [rosa], "group")
    await group.adds_bot(by=rosa)
    await bot.send_message(group.chat_id, "which corner?")
    await fresh(bot)
    await group.says(rosa, "nice weather")
    await group.says(rosa, "/status@some_other_bot")
    await group.says(rosa, "/status")
    await group.says(rosa, "elm", quote=group.messages[0])
    await group.adds_bot(by=rosa, admin=True)
    await group.says(rosa, "nice weather")
    heard = [update.message.text for update in await fresh(bot) if update.message]
    assert heard == ["/status", "elm", "nice weather"]


async def test_a_channel_takes_the_bot_as_an_administrator_only(telegram: TelegramServer, bot: Bot) -> None:
    rosa, dana = telegram.add_user("Rosa"), telegram.add_user("Dana")
    channel = telegram.add_group("Alerts", [rosa, dana], "channel")
    with pytest.raises(NotPossibleError):
        await channel.adds_bot(by=rosa)
    with pytest.raises(NotPossibleError):
        await channel.says(dana, "hello")
    await channel.adds_bot(by=rosa, admin=True)
    await channel.says(rosa, "/start")
    sent = await bot.send_message(channel.chat_id, "alert")
    change, post = await fresh(bot)
    assert change.my_chat_member
    assert change.my_chat_member.new_chat_member.status == "administrator"
    assert post.channel_post
    assert post.channel_post.text == "/start"
    assert (sent.from_user, sent.sender_chat and sent.sender_chat.id) == (None, channel.chat_id)


@pytest.mark.parametrize("kind", ["group", "supergroup", "channel"])
async def test_a_bot_thrown_out_is_told_and_refused(telegram: TelegramServer, bot: Bot, kind: str) -> None:
    rosa = telegram.add_user("Rosa")
    group = telegram.add_group("Northampton", [rosa], kind)
    await group.adds_bot(by=rosa, admin=True)
    await group.removes_bot(by=rosa)
    changes = [u.my_chat_member for u in await fresh(bot) if u.my_chat_member]
    assert changes[-1].new_chat_member.status == "kicked"
    with pytest.raises(Forbidden, match=f"bot was kicked from the {kind} chat"):
        await bot.send_message(group.chat_id, "x")


async def test_a_group_that_became_a_supergroup_says_where_it_went(telegram: TelegramServer, bot: Bot) -> None:
    rosa = telegram.add_user("Rosa")
    group = telegram.add_group("Northampton", [rosa], "group")
    await group.adds_bot(by=rosa)
    new = await group.migrates()
    with pytest.raises(ChatMigrated) as moved:
        await bot.send_message(group.chat_id, "x")
    assert moved.value.new_chat_id == new.chat_id
    await bot.send_message(new.chat_id, "x")
    assert new.texts == ["x"]
    notices = [update.message for update in await fresh(bot) if update.message]
    assert [notice.migrate_to_chat_id for notice in notices] == [None, new.chat_id, None]


async def test_who_is_who_can_be_asked(telegram: TelegramServer, bot: Bot) -> None:
    rosa, dana, ines = (telegram.add_user(name) for name in ("Rosa", "Dana", "Ines"))
    group = telegram.add_group("Northampton", [dana], creator=rosa)
    await group.adds_bot(by=rosa, admin=True)
    statuses = [(await bot.get_chat_member(group.chat_id, p.chat_id)).status for p in (rosa, dana, ines)]
    assert statuses == ["creator", "member", "left"]
    admins = await bot.get_chat_administrators(group.chat_id)
    assert [admin.user.id for admin in admins] == [rosa.chat_id, bot.id]
    assert (await bot.get_chat(group.chat_id)).title == "Northampton"
    await rosa.starts()
    with pytest.raises(BadRequest, match="no administrators in the private chat"):
        await bot.get_chat_administrators(rosa.chat_id)


async def test_the_bot_can_leave(telegram: TelegramServer, bot: Bot) -> None:
    rosa = telegram.add_user("Rosa")
    group = telegram.add_group("Northampton", [rosa])
    await group.adds_bot(by=rosa)
    await bot.leave_chat(group.chat_id)
    with pytest.raises(Forbidden, match="not a member"):
        await bot.send_message(group.chat_id, "x")


async def test_a_button_in_a_group_tells_who_pressed_it(telegram: TelegramServer, bot: Bot) -> None:
    rosa, dana = telegram.add_user("Rosa"), telegram.add_user("Dana")
    group = telegram.add_group("Northampton", [rosa, dana])
    await group.adds_bot(by=rosa)
    key = InlineKeyboardButton("On my way", callback_data="go")
    await bot.send_message(group.chat_id, "alert", reply_markup=InlineKeyboardMarkup([[key]]))
    await group.taps(dana, "On my way")
    query = (await fresh(bot))[-1].callback_query
    assert query
    assert query.message
    assert (query.from_user.id, query.message.chat.id) == (dana.chat_id, group.chat_id)
