"""A chat's wait is the chat's: slow mode in groups, people's floods, however many are told to wait at once."""

from pathlib import Path

from alerts.groups.ports import GROUPS
from bot.drill.telegram.group import TelegramGroup
from bot.drill.telegram.refusals import slow_down
from storage.lines.lines import of_account
from tests.faults.neighborhood import Neighborhood, gathered
from tests.faults.quick_time import in_quick_time, until

LONG = 600
SLOW = "desk.group_refused.slow"
AT_ONCE = 1.0
"""Seconds of the loop's time, which moves only where everybody waits."""


def must_wait(here: Neighborhood, chat: int, seconds: int = LONG) -> None:
    here.telegram.fail_next("sendMessage", 429, slow_down(seconds).body(), chat=chat)


def told_to_wait(here: Neighborhood, *chats: int) -> bool:
    """Whether each of them met its fault."""
    return not any(fault.chat == str(chat) for chat in chats for fault in here.telegram.faults._waiting)


async def second_group(here: Neighborhood) -> TelegramGroup:
    """Another group of the town, with the bot in it."""
    group = here.telegram.add_group("Norte", [here.dana])
    group.bot_status = "member"
    async with here.store.write() as session:
        line = await of_account(session, here.store.vault, "telegram", here.telegram.token.partition(":")[0])
    async with here.work.begin() as uow:
        added = await GROUPS(uow).added(line.id, str(group.chat_id), group.name)
        await GROUPS(uow).connect(added.id, 1)
    return group


@in_quick_time
async def test_two_groups_in_slow_mode_keep_nobody_else_waiting(tmp_path: Path) -> None:
    async with gathered(tmp_path) as here:
        groups = [here.telegram_group, await second_group(here)]
        for group in groups:
            must_wait(here, group.chat_id)
        await here.confirm()
        await until(lambda: told_to_wait(here, *(group.chat_id for group in groups)), 10)
        await here.answered("telegram", AT_ONCE)
        await until(lambda: all(here.heard(phone) for phone in here.neighbors), 90)
        assert not any(here.heard(group) for group in groups)
        assert len(here.told(here.ines, SLOW, town="Northampton")) == len(groups)
        await here.settled()


@in_quick_time
async def test_twelve_people_told_to_wait_at_once_keep_nobody_else_waiting(tmp_path: Path) -> None:
    async with gathered(tmp_path) as here:
        slow = here.on_telegram[10:22]
        for phone in slow:
            must_wait(here, phone.chat_id)
        await here.confirm()
        await until(lambda: told_to_wait(here, *(phone.chat_id for phone in slow)), 10)
        await here.answered("telegram", AT_ONCE)
        others = [phone for phone in here.on_telegram if phone not in slow]
        await until(lambda: all(here.heard(phone) for phone in others), 10)
        assert not any(here.heard(phone) for phone in slow)
        await here.settled()
        assert not here.told(here.ines, "desk.line.slow")


@in_quick_time
async def test_a_persons_flood_and_then_a_groups_keep_nobody_else_waiting(tmp_path: Path) -> None:
    async with gathered(tmp_path) as here:
        must_wait(here, here.on_telegram[0].chat_id, 1)
        must_wait(here, here.telegram_group.chat_id, 900)
        await here.confirm()
        await until(lambda: told_to_wait(here, here.on_telegram[0].chat_id, here.telegram_group.chat_id), 10)
        await here.answered("telegram", AT_ONCE)
        await until(lambda: all(here.heard(phone) for phone in here.on_telegram), 10)
