"""The Bot API's methods about the bot itself, its webhook and its updates."""

import re
from typing import Any

from bot.drill.telegram.limits import (
    COMMAND_DESCRIPTION,
    COMMANDS,
    DESCRIPTION,
    NAME,
    SHORT_DESCRIPTION,
    units,
)
from bot.drill.telegram.refusals import WEBHOOK_ACTIVE, BotApiRefusalError, Json, bad
from bot.drill.telegram.requests import Params
from bot.drill.telegram.world import TelegramWorld

COMMAND = re.compile(r"/?[a-z0-9_]{1,32}")


def get_me(world: TelegramWorld, params: Params) -> Json:
    """Tell who the bot is."""
    return world.bot | {
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def set_my_commands(world: TelegramWorld, params: Params) -> bool:
    """Set the menu of commands for a language and a scope."""
    commands: Any = params.tree("commands", "can't parse commands JSON object")
    if not isinstance(commands, list):
        raise bad("expected an Array of BotCommand")
    if len(commands) > COMMANDS:
        raise bad("BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        if not COMMAND.fullmatch(str(command.get("command", ""))):
            raise bad("BOT_COMMAND_INVALID")
        if not 1 <= units(str(command.get("description", ""))) <= COMMAND_DESCRIPTION:
            raise bad("BOT_COMMAND_DESCRIPTION_INVALID")
    scope = params.tree("scope", "can't parse BotCommandScope JSON object") or {"type": "default"}
    world.profile[f"commands:{scope['type']}:{params.text('language_code')}"] = commands
    return True


def set_my_name(world: TelegramWorld, params: Params) -> bool:
    """Set the bot's name for a language."""
    return _set(world, params, "name", NAME, "BOT_TITLE_INVALID")


def set_my_description(world: TelegramWorld, params: Params) -> bool:
    """Set what an empty chat shows, for a language."""
    return _set(world, params, "description", DESCRIPTION, "BOT_DESCRIPTION_TOO_LONG")


def set_my_short_description(world: TelegramWorld, params: Params) -> bool:
    """Set what the bot's profile shows, for a language."""
    return _set(world, params, "short_description", SHORT_DESCRIPTION, "BOT_SHORT_DESCRIPTION_TOO_LONG")


def _set(world: TelegramWorld, params: Params, name: str, most: int, refusal: str) -> bool:
    value = params.text(name)
    if units(value) > most:
        raise bad(refusal)
    world.profile[f"{name}:{params.text('language_code')}"] = value
    return True


def set_webhook(world: TelegramWorld, params: Params) -> bool:
    """Remember the address: getUpdates is refused meanwhile. The drill posts nothing there."""
    world.webhook = params.text("url")
    return True


def delete_webhook(world: TelegramWorld, params: Params) -> bool:
    """Forget the address: getUpdates works again."""
    world.webhook = ""
    if params.flag("drop_pending_updates"):
        world.updates.pending.clear()
    return True


def get_webhook_info(world: TelegramWorld, params: Params) -> Json:
    """Tell the webhook's address, and how many updates wait."""
    return {
        "url": world.webhook,
        "has_custom_certificate": False,
        "pending_update_count": len(world.updates.pending),
    }


async def get_updates(world: TelegramWorld, params: Params, most_seconds: int) -> list[Json]:
    """Wait for what happened since the offset, at most `most_seconds`.

    Raises the 409 that Telegram gives where a webhook is set.
    """
    if world.webhook:
        raise BotApiRefusalError(409, WEBHOOK_ACTIVE)
    allowed: Any = params.tree("allowed_updates", "can't parse allowed_updates JSON object")
    if isinstance(allowed, list):
        world.updates.allowed = frozenset(str(kind) for kind in allowed)
    timeout = min(max(params.integer("timeout"), 0), most_seconds)
    return await world.updates.get(params.integer("offset"), params.integer("limit", 100), timeout)
