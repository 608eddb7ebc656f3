"""The published pace is held, and faults come as they were asked for."""

from datetime import timedelta

import pytest
from telegram import Bot
from telegram.error import BadRequest, NetworkError, RetryAfter, TimedOut

from bot.drill.telegram.server import TelegramServer
from tests.drill.conftest import Hand


async def test_one_person_takes_three_at_once_then_one_a_second(telegram: TelegramServer, bot: Bot, hand: Hand) -> None:
    rosa = telegram.add_user("Rosa")
    await rosa.starts()
    for _ in range(3):
        await bot.send_message(rosa.chat_id, "x")
    with pytest.raises(RetryAfter) as refusal:
        await bot.send_message(rosa.chat_id, "x")
    assert refusal.value.retry_after == timedelta(seconds=1)
    hand.forward(1)
    await bot.send_message(rosa.chat_id, "x")
    with pytest.raises(RetryAfter):
        await bot.edit_message_text("y", rosa.chat_id, int(rosa.messages[0].ref))


async def test_the_bot_may_send_thirty_in_any_second(telegram: TelegramServer, bot: Bot, hand: Hand) -> None:
    people = [telegram.add_user(f"Person {number}") for number in range(31)]
    for person in people:
        await person.starts()
    for person in people[:15]:
        await bot.send_message(person.chat_id, "x")
    hand.forward(0.6)
    for person in people[15:30]:
        await bot.send_message(person.chat_id, "x")
    with pytest.raises(RetryAfter):
        await bot.send_message(people[30].chat_id, "x")
    hand.forward(0.4)
    await bot.send_message(people[30].chat_id, "x")
    assert len(people[30].messages) == 1


async def test_a_group_takes_twenty_a_minute(telegram: TelegramServer, bot: Bot, hand: Hand) -> None:
    rosa = telegram.add_user("Rosa")
    group = telegram.add_group("Northampton", [rosa])
    await group.adds_bot(by=rosa)
    for _ in range(20):
        await bot.send_message(group.chat_id, "x")
        hand.forward(1)
    with pytest.raises(RetryAfter) as refusal:
        await bot.send_message(group.chat_id, "x")
    assert refusal.value.retry_after == timedelta(seconds=40)


async def test_the_limits_can_be_switched_off(telegram: TelegramServer, bot: Bot) -> None:
    telegram.limits.enforced = False
    rosa = telegram.add_user("Rosa")
    await rosa.starts()
    for _ in range(35):
        await bot.send_message(rosa.chat_id, "x")
    assert len(rosa.messages) == 35


async def test_faults_are_met_once_each_and_then_all_is_well(telegram: TelegramServer, bot: Bot) -> None:
    telegram.limits.enforced = False
    rosa = telegram.add_user("Rosa")
    await rosa.starts()
    plain = {"ok": False, "error_code": 429, "description": "Too Many Requests"}
    telegram.fail_next("sendMessage")
    telegram.fail_next("sendMessage", 429, plain)
    telegram.fail_next("sendMessage", 502)
    telegram.fail_next("sendMessage", 200, b"\xff junk")
    telegram.fail_next("sendMessage", how="drop")
    kinds: list[type[Exception]] = []
    for _ in range(5):
        with pytest.raises(Exception, match=r".") as fault:
            await bot.send_message(rosa.chat_id, "x")
        kinds.append(fault.type)
    assert kinds[:3] == [RetryAfter, NetworkError, NetworkError]
    assert rosa.messages == []
    await bot.send_message(rosa.chat_id, "x")
    assert len(rosa.messages) == 1


async def test_a_message_can_be_taken_though_its_sender_never_learns(telegram: TelegramServer, bot: Bot) -> None:
    rosa = telegram.add_user("Rosa")
    await rosa.starts()
    telegram.fail_next("sendMessage", after_accept=True)
    with pytest.raises(NetworkError):
        await bot.send_message(rosa.chat_id, "cut")
    telegram.fail_next("sendMessage", after_accept=True, how="hang")
    with pytest.raises(TimedOut):
        await bot.send_message(rosa.chat_id, "hung", read_timeout=0.1)
    assert rosa.texts == ["cut", "hung"]


async def test_a_fault_can_be_meant_for_one_chat(telegram: TelegramServer, bot: Bot) -> None:
    rosa, dana = telegram.add_user("Rosa"), telegram.add_user("Dana")
    await rosa.starts()
    await dana.starts()
    telegram.fail_next("sendMessage", 400, chat=dana.chat_id)
    await bot.send_message(rosa.chat_id, "x")
    with pytest.raises(BadRequest):
        await bot.send_message(dana.chat_id, "x")


async def test_stopping_and_starting_again_keeps_all(telegram: TelegramServer, bot: Bot) -> None:
    rosa = telegram.add_user("Rosa")
    await rosa.says("hello")
    origin = telegram.origin
    await telegram.stop()
    with pytest.raises(NetworkError):
        await bot.get_me()
    await telegram.start()
    assert telegram.origin == origin
    assert len(await bot.get_updates()) == 1
