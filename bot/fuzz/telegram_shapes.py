"""Telegram's updates as its servers send them, made of what a writer does; number and mutations come later."""

import random
from datetime import datetime
from typing import Any

from bot.fuzz.chance import chance
from bot.fuzz.founded_network import GROUP_CHAT
from bot.fuzz.json_mutation import Json
from bot.fuzz.recording_transport import ShownText
from bot.fuzz.telegram_group_shapes import BOT, group_change_of
from bot.fuzz.words import KnownCodes, text_of
from bot.fuzz.writers import Writer

_FILE = {"file_id": "AgACAgEAAxkBAAI000001", "file_unique_id": "AQADfuzz", "file_size": 1234}
_FILM = {**_FILE, "width": 640, "height": 480, "duration": 4, "mime_type": "video/mp4"}
CONTENTS: dict[str, Json] = {
    "photo": {"photo": [{**_FILE, "width": 90, "height": 67}, {**_FILE, "width": 1280, "height": 960}]},
    "video": {"video": _FILM},
    "video note": {"video_note": {**_FILE, "length": 240, "duration": 4}},
    "voice": {"voice": {**_FILE, "duration": 3, "mime_type": "audio/ogg"}},
    "document": {"document": {**_FILE, "file_name": "IMG.heic", "mime_type": "image/heic"}},
    "location": {"location": {"latitude": 42.325, "longitude": -72.641, "horizontal_accuracy": 12.0,
    "live_period": 900}},
    "venue": {
        "venue": {"location": {"latitude": 42.32, "longitude": -72.64}, "title": "Crosquemont",
        "address": "12 Main St"},
        "location": {"latitude": 42.32, "longitude": -72.64},
    },
    "sticker": {
        "sticker": {**_FILE, "width": 512, "height": 512, "is_animated": False, "is_video": False, "type": "regular"}
    },
    "contact": {"contact": {"phone_number": "4138675309", "first_name": "Zephyrquist"}},
    "poll": {
        "poll": {
            "id": "1", "question": "?", "options": [{"text": "yes", "voter_count": 0}], "total_voter_count": 0,
            "is_closed": False,
            "is_anonymous": True, "type": "regular", "allows_multiple_answers": False,
        }
    },
    "dice": {"dice": {"emoji": "🎲", "value": 3}},
    "pinned": {"pinned_message": {"message_id": 1, "date": 0, "chat": {"id": 1, "type": "private"}}},
    "timer": {"message_auto_delete_timer_changed": {"message_auto_delete_time": 86400}},
    "new members": {"new_chat_members": [BOT]},
}  # fmt: skip
_KINDS = ("text", "tap", "content", "edit", "group change", "group", "channel post", "other update")
_WEIGHTS = (28, 28, 12, 5, 10, 4, 2, 11)


def update_of(
    dice: random.Random, writer: Writer, now: datetime, codes: KnownCodes, shown: list[ShownText]
) -> tuple[str, Json]:
    """Return a kind and an update without its number."""
    kind = dice.choices(_KINDS, _WEIGHTS)[0]
    said, words = text_of(dice, codes, [one.text for one in shown])
    date = int(now.timestamp()) - dice.choice((0, 0, 0, 1, 30, 4000))
    match kind:
        case "text":
            return said, {"message": _message(dice, writer, date, {"text": words}, shown)}
        case "tap":
            return _tap(dice, writer, date, shown)
        case "content":
            name = dice.choice(tuple(CONTENTS))
            content = {**CONTENTS[name], **({"caption": words} if chance(dice, 0.4) else {})}
            return name, {"message": _message(dice, writer, date, content, shown)}
        case "edit":
            edited = {**_message(dice, writer, date, {"text": words}, shown), "edit_date": date + 5}
            return "edit", {"edited_message": edited}
        case "group change":
            return group_change_of(dice, _user(writer), date)
        case "group":
            group = {"id": int(GROUP_CHAT), "type": "supergroup", "title": "Barrio", "is_forum": True}
            return "group", {"message": {**_message(dice, writer, date, {"text": words}, []), "chat": group}}
        case "channel post":
            chat = {"id": -1001234509999, "type": "channel", "title": "Crosquemont"}
            return "channel post", {"channel_post": {"message_id": 5, "date": date, "chat": chat, "text": words}}
        case _:
            return "other update", _unasked(dice, writer, date)


def _user(writer: Writer) -> Json:
    return {
        "id": int(writer.address), "is_bot": False, "first_name": writer.name, "last_name": "Quorra",
        "username": f"{writer.name.lower()}_q", "language_code": writer.language,
    }  # fmt: skip


def _message(dice: random.Random, writer: Writer, date: int, content: Json, shown: list[ShownText]) -> Json:
    message: Json = {
        "message_id": dice.randrange(1, 10**6),
        "from": _user(writer),
        "chat": {"id": int(writer.address), "first_name": writer.name, "type": "private"},
        "date": date,
        **content,
    }
    words = content.get("text", "")
    if words.startswith("/"):
        message["entities"] = [{"type": "bot_command", "offset": 0, "length": len(words.split()[0])}]
    if shown and chance(dice, 0.15):
        answered = dice.choice(shown)
        message["reply_to_message"] = {
            "message_id": int(answered.ref), "from": BOT, "chat": message["chat"], "date": date - 60,
            "text": answered.text,
        }  # fmt: skip
    if chance(dice, 0.05):
        message["forward_origin"] = {"type": "hidden_user", "sender_user_name": "Ottermonde", "date": date - 600}
    return message


def _tap(dice: random.Random, writer: Writer, date: int, shown: list[ShownText]) -> tuple[str, Json]:
    offers = [(one.ref, data) for one in shown for data in one.buttons]
    ref, data = dice.choice(offers[-30:]) if offers else ("1", "")
    kind = "tap"
    if not data or chance(dice, 0.25):
        kind, data = "callback data", _callback_data(dice, data)
    message: Any = {
        "message_id": int(ref), "from": BOT, "chat": {"id": int(writer.address), "type": "private"}, "date": date,
        "text": "…",
    }  # fmt: skip
    if chance(dice, 0.05):
        message = {"message_id": int(ref), "chat": message["chat"], "date": 0}
    query = {
        "id": str(dice.randrange(10**18)),
        "from": _user(writer),
        "message": message,
        "chat_instance": "-7",
        "data": data,
    }
    return kind, {"callback_query": query}


def _callback_data(dice: random.Random, data: str) -> str:
    """Make what another client than the app could send: no more than 64 bytes of anything."""
    place = dice.randrange(len(data) + 1)
    made = dice.choice(
        (
            data[:place], data[:place] + dice.choice("A0:|,-~\x00é🏽 ") + data[place + 1 :], data[::-1], data + data,
            data + ":1",
            "desk.confirm:1", "join.in:1:1:coordinator", ":", "x" * 64, "", "9" * 40, data.upper(), f"{data}\n",
        )
    )  # fmt: skip
    return made.encode()[:64].decode(errors="ignore")


def _unasked(dice: random.Random, writer: Writer, date: int) -> Json:
    """Make a kind of update that we do not ask for, or that there is not yet."""
    user, chat = _user(writer), {"id": int(writer.address), "type": "private"}
    updates: tuple[Json, ...] = (
        {"message_reaction": {"chat": chat, "message_id": 1, "user": user, "date": date, "old_reaction": [],
        "new_reaction": []}},
        {"inline_query": {"id": "1", "from": user, "query": "tamborelio", "offset": ""}},
        {"business_message": {"message_id": 1, "from": user, "chat": chat, "date": date, "text": "lavandrina"}},
        {"tomorrow's_kind": {"from": user}},
        {},
        {"message": None},
        {"message": []},
        {"callback_query": {"id": "1", "from": user, "chat_instance": "1", "game_short_name": "x"}},
    )  # fmt: skip
    return dice.choice(updates)
