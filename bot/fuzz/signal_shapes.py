"""Signal's frames as signal-cli writes them, made of what a writer does; mutations come later."""

import base64
import json
import random
from datetime import datetime
from typing import Any

from bot.drill.signal.server import NUMBER
from bot.fuzz.chance import chance
from bot.fuzz.json_mutation import Json
from bot.fuzz.platforms import RAW
from bot.fuzz.recording_transport import ShownText
from bot.fuzz.words import KnownCodes, text_of
from bot.fuzz.writers import Writer

_GROUP = base64.b64encode(b"fuzz group of a town, 32 bytes..").decode()
_PART = {"contentType": "image/jpeg", "filename": None, "id": "fuzzfuzzfuzz.jpg", "size": 1234, "isVoiceNote": False}
DATA_PARTS: dict[str, Json] = {
    "attachment": {"attachments": [_PART]},
    "album": {"attachments": [_PART, {**_PART, "id": "b.mp4", "contentType": "video/mp4"}, {**_PART, "id": "c.jpg"}]},
    "voice": {"attachments": [{**_PART, "contentType": "audio/aac", "isVoiceNote": True}]},
    "long text": {"attachments": [{**_PART, "contentType": "text/x-signal-plain", "id": "d.txt"}]},
    "sticker": {"sticker": {"packId": "9a32eda01a7a28574f2eb48668ae0dc4", "stickerId": 3}},
    "preview": {
        "previews": [{"url": "https://example.test", "title": "Crosquemont", "description": "", "image": None}]
    },
    "mention": {"mentions": [{"name": "Zephyrquist", "number": None, "uuid": "x", "start": 0, "length": 1}]},
    "style": {"textStyles": [{"style": "BOLD", "start": 0, "length": 4}]},
    "story": {"storyContext": {"authorNumber": "+14138675309", "authorUuid": "x", "sentTimestamp": 1}},
    "payment": {"payment": {"note": "tamborelio", "receipt": "AAAA"}},
    "contact": {
        "contacts": [{"name": {"display": "Zephyrquist"}, "phone": [{"value": "+14138675309", "type": "HOME"}]}]
    },
    "profile key": {"message": None, "profileKeyUpdate": True},
    "timer": {"message": None, "expiresInSeconds": 604800, "isExpirationUpdate": True},
    "poll": {"message": None, "pollCreate": {"question": "?", "allowMultiple": False, "options": ["a", "b"]}},
    "poll vote": {"message": None, "pollVote": {"authorUuid": "x", "targetSentTimestamp": 1, "optionIndexes": [0]}},
    "pin": {"message": None, "pinMessage": {"targetAuthor": "x", "targetSentTimestamp": 1}},
    "deleted": {"message": None, "remoteDelete": {"timestamp": 1}},
    "view once": {"viewOnce": True, "attachments": [_PART]},
    "session reset": {"message": None, "isEndSession": True},
}
ENVELOPES: dict[str, Json] = {
    "receipt": {
        "receiptMessage": {"when": 1, "isDelivery": True, "isRead": False, "isViewed": False, "timestamps": [1]}
    },
    "typing": {"typingMessage": {"action": "STARTED", "timestamp": 1}},
    "call": {"callMessage": {"offerMessage": {"id": 1, "type": "AUDIO_CALL", "opaque": "AAAA"}}},
    "sync": {"syncMessage": {"sentMessage": {"destination": "x", "timestamp": 1, "message": "lavandrina"}}},
    "story": {"storyMessage": {"allowsReplies": True, "textAttachment": {"text": "milagrenda"}}},
    "nothing": {},
}
_KINDS = ("text", "part", "reaction", "edit", "group", "envelope", "cut frame", "bridge's word")
_WEIGHTS = (400, 200, 60, 50, 60, 215, 12, 3)
_WORDS_OF_BRIDGE: tuple[Json, ...] = (
    {"error": "Connection closed!"},
    {"error": None},
    {"account": NUMBER, "exception": {"type": "UntrustedIdentityException", "message": "lavandrina"}},
    {"jsonrpc": "2.0", "method": "receive", "params": {"account": NUMBER}},
    {},
)


def frame_of(
    dice: random.Random, writer: Writer, now: datetime, codes: KnownCodes, shown: list[ShownText], unique: int
) -> tuple[str, Json]:
    """Return a kind and a frame. `unique`: milliseconds that make its timestamp like no other."""
    kind = dice.choices(_KINDS, _WEIGHTS)[0]
    stamp = int(now.timestamp() * 1000) + unique % 1000
    said, words = text_of(dice, codes, [one.text for one in shown])
    data: Json = {"timestamp": stamp, "message": words, "expiresInSeconds": 0, "viewOnce": False}
    if shown and chance(dice, 0.15):
        data["quote"] = _quote(dice.choice(shown))
    content: Json = {"dataMessage": data}
    match kind:
        case "text":
            kind = said
        case "part":
            kind = dice.choice(tuple(DATA_PARTS))
            data |= DATA_PARTS[kind]
        case "reaction":
            data |= {"message": None, "reaction": _reaction(dice, shown)}
        case "edit":
            content = {"editMessage": {"targetSentTimestamp": stamp - 60_000, "dataMessage": data}}
        case "group":
            data["groupInfo"] = {"groupId": _GROUP, "groupName": "Barrio", "revision": 3, "type": "DELIVER"}
        case "cut frame":
            whole = json.dumps({"account": NUMBER, "envelope": _envelope(dice, writer, stamp, content)})
            return kind, {RAW: whole[: dice.randrange(1, len(whole))]}
        case "bridge's word":
            return kind, dict(dice.choice(_WORDS_OF_BRIDGE))
        case _:
            kind = dice.choice(tuple(ENVELOPES))
            content = ENVELOPES[kind]
    return kind, {"account": NUMBER, "envelope": _envelope(dice, writer, stamp, content)}


def _envelope(dice: random.Random, writer: Writer, stamp: int, content: Json) -> Json:
    number = writer.number if chance(dice, 0.5) else None
    return {
        "source": number or writer.address,
        "sourceNumber": number,
        "sourceUuid": writer.address,
        "sourceName": writer.name,
        "sourceDevice": 1,
        "timestamp": stamp,
        "serverReceivedTimestamp": stamp + 1,
        "serverDeliveredTimestamp": stamp + 2,
        **content,
    }


def _quote(shown: ShownText) -> Json:
    return {
        "id": int(shown.ref), "author": NUMBER, "authorNumber": NUMBER, "authorUuid": "x", "text": shown.text,
        "attachments": [],
    }  # fmt: skip


def _reaction(dice: random.Random, shown: list[ShownText]) -> dict[str, Any]:
    target = int(dice.choice(shown).ref) if shown else 1
    return {
        "emoji": dice.choice(("👍", "👍🏽", "❤️", "👎", "", "x", "🆘")),
        "targetAuthor": NUMBER, "targetAuthorNumber": NUMBER, "targetAuthorUuid": "x", "targetSentTimestamp": target,
        "isRemove": chance(dice, 0.2),
    }  # fmt: skip
