"""Looks for words that stood plainly in what came, with who wrote them, and that no transport handed over."""

from collections.abc import Iterator, Sequence
from typing import Any

from bot.drill.signal.server import NUMBER
from bot.fuzz.input_source import Burst
from bot.fuzz.json_mutation import Json
from bot.fuzz.writers import TELEGRAM
from handlers.core.inbound import Inbound

_COMPARED = 40
"""Letters and digits that are compared: signs between them may be put right."""


def words_lost(burst: Burst, heard: Sequence[Inbound]) -> list[str]:
    """Return the kinds of inputs whose words were not heard of their writer."""
    got = [(inbound.sender, _core(inbound.text)) for inbound in heard]
    found = []
    for one in burst.inputs:
        plain = _telegram(one.payload) if burst.platform == TELEGRAM else _signal(one.payload)
        for sender, text in plain:
            if not any(sender == who and _core(text)[:_COMPARED] in said for who, said in got):
                found.append(f"{burst.platform} {one.kind}{' posted' if burst.posted else ''}")
    return found


def _telegram(update: Json) -> Iterator[tuple[str, str]]:
    message = update.get("message")
    if not isinstance(message, dict):
        return
    writer, chat, text = _part(message, "from"), _part(message, "chat"), message.get("text")
    alone = not {"sender_chat", "callback_query"} & {*message, *update} and chat.get("type") == "private"
    person = _is_number(writer.get("id")) and _is_number(chat.get("id")) and writer.get("is_bot") is False
    if alone and person and isinstance(text, str) and _core(text):
        yield str(writer["id"]), text


def _signal(frame: Json) -> Iterator[tuple[str, str]]:
    envelope = _part(frame, "envelope")
    data, sender = _part(envelope, "dataMessage"), envelope.get("sourceUuid")
    text = data.get("message")
    ours = NUMBER in (sender, envelope.get("source"), envelope.get("sourceNumber")) or envelope.get("syncMessage")
    # What is edited stands elsewhere, and names stand in the place of who is mentioned.
    plain = frame.get("account") == NUMBER and not data.get("mentions") and not envelope.get("editMessage")
    # A UUID has no other signs; half a pair of code units is kept as the sign for what can't be read.
    if not isinstance(sender, str) or not sender.isascii():
        return
    if plain and not ours and sender and isinstance(text, str) and _core(text):
        yield sender, text


def _part(whole: Json, name: str) -> dict[str, Any]:
    part = whole.get(name)
    return part if isinstance(part, dict) else {}


def _is_number(value: object) -> bool:
    # No platform has a greater one (Bot API, User.id: at most 52 bits).
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) < 2**52


def _core(text: str) -> str:
    return "".join(sign for sign in text if sign.isalnum())
