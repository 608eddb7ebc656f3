"""Telegram's updates about who is in a group, what the bot is there, and who asks to be let in."""

import random
from typing import Any

from bot.drill.telegram.server import TOKEN, USERNAME
from bot.fuzz.chance import chance
from bot.fuzz.founded_network import GROUP_CHAT, WITNESS_CHAT
from bot.fuzz.json_mutation import Json

BOT: Json = {"id": int(TOKEN.partition(":")[0]), "is_bot": True, "first_name": "Rebato", "username": USERNAME}
_KINDS = ("join request", "member change", "membership", "who came", "who left")
_WEIGHTS = (4, 4, 3, 2, 1)
_STATUSES = ("creator", "administrator", "member", "member", "restricted", "left", "left", "kicked", "owner", "")
"""The last two there are not (yet)."""
_CHATS: tuple[Json, ...] = (
    {"id": int(WITNESS_CHAT), "type": "supergroup", "title": "Barrio", "is_forum": True},
    {"id": int(WITNESS_CHAT), "type": "supergroup", "title": "Barrio"},
    {"id": int(WITNESS_CHAT), "type": "channel", "title": "Barrio"},
    {"id": int(WITNESS_CHAT)},
    {"id": int(GROUP_CHAT), "type": "supergroup", "title": "Barrio"},
    {"id": -4077, "type": "group", "title": "Ottermonde", "all_members_are_administrators": True},
    {"id": -1001234509999, "type": "channel", "title": "Crosquemont"},
)
_OTHERS: tuple[Json, ...] = (
    BOT,
    {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"},
    {"id": 5_550_400_001, "is_bot": True, "first_name": "Milagrenda", "username": "milagrenda_bot"},
    {"id": 5_550_400_002, "is_bot": False, "first_name": ""},
    {"id": 5_550_400_003, "is_bot": False, "first_name": "Zephyrquist\u202e", "last_name": "{name} %s"},
    {"id": 2**52 - 1, "is_bot": False, "first_name": "Crosquemont", "is_premium": True},
)
"""Ourselves, an anonymous administrator, another bot, a deleted account, and strangers."""
_RIGHTS = (
    "can_be_edited", "is_anonymous", "can_manage_chat", "can_delete_messages", "can_manage_video_chats",
    "can_restrict_members", "can_promote_members", "can_change_info", "can_invite_users", "can_post_stories",
    "can_edit_stories", "can_delete_stories", "can_post_messages", "can_send_messages", "can_send_audios",
    "can_send_documents", "can_send_photos", "can_send_videos", "can_send_video_notes", "can_send_voice_notes",
    "can_send_polls", "can_send_other_messages", "can_add_web_page_previews", "can_pin_messages", "can_manage_topics",
)  # fmt: skip


def group_change_of(dice: random.Random, user: Json, date: int) -> tuple[str, Json]:
    """Return a kind and an update without its number. `user`: who writes; `date`: in Unix seconds."""
    kind = dice.choices(_KINDS, _WEIGHTS)[0]
    someone = user if chance(dice, 0.7) else dice.choice(_OTHERS)
    chat = dice.choice(_CHATS)
    note = {"message_id": dice.randrange(1, 10**6), "from": user, "chat": chat, "date": date}
    match kind:
        case "join request":
            return kind, {"chat_join_request": _join_request(dice, someone, chat, date)}
        case "member change":
            return kind, {"chat_member": _member_change(dice, someone, user, chat, date)}
        case "membership":
            return kind, {"my_chat_member": _membership(dice, user, chat, date)}
        case "who came":
            return kind, {"message": {**note, "new_chat_members": _who_came(dice, someone)}}
        case _:
            return kind, {"message": {**note, "left_chat_member": someone}}


def _join_request(dice: random.Random, someone: Json, chat: Json, date: int) -> Json:
    request: Json = {"chat": chat, "from": someone, "user_chat_id": someone["id"], "date": date}
    if chance(dice, 0.4):
        request["bio"] = "lavandrina vansquorra"
    if chance(dice, 0.8):
        request["invite_link"] = _link(dice, asks=True)
    return request


def _member_change(dice: random.Random, someone: Json, by: Json, chat: Json, date: int) -> Json:
    change: Json = {"chat": chat, "from": by, "date": date, **_sides(dice, someone)}
    if chance(dice, 0.3):
        change |= {"invite_link": _link(dice, asks=chance(dice, 0.5)), "via_join_request": chance(dice, 0.5)}
        change["via_chat_folder_invite_link"] = chance(dice, 0.2)
    return change


def _membership(dice: random.Random, by: Json, chat: Json, date: int) -> Json:
    private: Json = {"id": by["id"], "type": "private"}
    return {"chat": private if chance(dice, 0.25) else chat, "from": by, "date": date, **_sides(dice, BOT)}


def _who_came(dice: random.Random, someone: Json) -> list[Any]:
    came: tuple[list[Any], ...] = ([someone], [someone, *_OTHERS], [someone, someone], [], [{}], [None, someone])
    return dice.choice(came)


def _sides(dice: random.Random, who: Json) -> Json:
    return {f"{side}_chat_member": _member(dice, who) for side in ("old", "new")}


def _member(dice: random.Random, who: Json) -> Json:
    member: Json = {"user": who, "status": dice.choice(_STATUSES), "until_date": 0, "is_member": chance(dice, 0.5)}
    return member | {right: chance(dice, 0.8) for right in _RIGHTS}


def _link(dice: random.Random, *, asks: bool) -> Json:
    link: Json = {"invite_link": "https://t.me/+milagrenda", "creator": BOT, "creates_join_request": asks}
    link |= {"is_primary": False, "is_revoked": chance(dice, 0.1), "expire_date": 1_795_000_000}
    # Of a link that another administrator made Telegram shows the beginning only.
    return link | dice.choice(({}, {"invite_link": "https://t.me/+mi...", "name": "Crosquemont", "member_limit": 1}))
