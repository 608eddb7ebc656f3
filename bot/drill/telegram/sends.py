"""The Bot API's sending methods."""

import io
from typing import Any

from PIL import Image

from bot.drill.screen import ShownMessage, ShownPin
from bot.drill.telegram.entities import commands_in, parse
from bot.drill.telegram.keyboards import buttons_of, read_keyboard
from bot.drill.telegram.limits import PHOTO, PHOTO_RATIO, PHOTO_SIDES, UPLOAD, checked_caption, checked_text
from bot.drill.telegram.refusals import BotApiRefusalError, Json, bad
from bot.drill.telegram.requests import Params
from bot.drill.telegram.world import ServerMessage, TelegramChat, TelegramWorld

MOST_LATITUDE, MOST_LONGITUDE = 90, 180
PICTURES = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"RIFF", b"BM")
"""How files begin that Telegram takes for a picture."""


def send_message(world: TelegramWorld, params: Params) -> Json:
    """Send a text."""
    chat = world.writable(params.text("chat_id"))
    text, entities = marked_text(params, "text", "entities")
    text = checked_text(text)
    content: Json = {"text": text} | ({"entities": entities} if entities else {})
    return _send(world, params, chat, content, ShownMessage(ref="", text=text, at=world.clock.now()))


def send_photo(world: TelegramWorld, params: Params) -> Json:
    """Send a picture with a caption."""
    chat = world.writable(params.text("chat_id"))
    photo = _file(world, params, "photo", PHOTO)
    if not photo.startswith(PICTURES):
        raise bad("IMAGE_PROCESS_FAILED")
    _check_dimensions(photo)
    size = {
        "file_id": world.files.keep(photo, "photos", "jpg"),
        "file_unique_id": world.files.unique(photo),
        "width": 1280,
        "height": 960,
        "file_size": len(photo),
    }
    content, caption = _captioned(params, {"photo": [size]})
    return _send(world, params, chat, content, ShownMessage(ref="", text=caption, at=world.clock.now(), photo=photo))


def send_video(world: TelegramWorld, params: Params) -> Json:
    """Send a film with a caption."""
    chat = world.writable(params.text("chat_id"))
    video = _file(world, params, "video", UPLOAD)
    film = {
        "file_id": world.files.keep(video, "videos", "mp4"),
        "file_unique_id": world.files.unique(video),
        "width": 640,
        "height": 480,
        "duration": params.integer("duration"),
        "mime_type": "video/mp4",
        "file_size": len(video),
    }
    content, caption = _captioned(params, {"video": film})
    return _send(world, params, chat, content, ShownMessage(ref="", text=caption, at=world.clock.now(), video=video))


def send_voice(world: TelegramWorld, params: Params) -> Json:
    """Send a voice note with a caption."""
    chat = world.writable(params.text("chat_id"))
    voice = _file(world, params, "voice", UPLOAD)
    note = {
        "file_id": world.files.keep(voice, "voice", "oga"),
        "file_unique_id": world.files.unique(voice),
        "duration": params.integer("duration"),
        "mime_type": "audio/ogg",
        "file_size": len(voice),
    }
    content, caption = _captioned(params, {"voice": note})
    return _send(world, params, chat, content, ShownMessage(ref="", text=caption, at=world.clock.now(), voice=voice))


def send_document(world: TelegramWorld, params: Params) -> Json:
    """Send a file with a caption."""
    chat = world.writable(params.text("chat_id"))
    content = _file(world, params, "document", UPLOAD)
    document = {
        "file_id": world.files.keep(content, "document", "txt"),
        "file_unique_id": world.files.unique(content),
        "file_size": len(content),
    }
    body, caption = _captioned(params, {"document": document})
    name = params.upload_name("document")
    shown = ShownMessage(ref="", text=caption, at=world.clock.now(), file=content, file_name=name)
    return _send(world, params, chat, body, shown)


def send_location(world: TelegramWorld, params: Params) -> Json:
    """Send a pin on the map."""
    chat = world.writable(params.text("chat_id"))
    location = _location(params)
    pin = ShownPin(location["latitude"], location["longitude"])
    shown = ShownMessage(ref="", text="", at=world.clock.now(), pin=pin)
    return _send(world, params, chat, {"location": location}, shown)


def send_venue(world: TelegramWorld, params: Params) -> Json:
    """Send a pin on the map with a name."""
    chat = world.writable(params.text("chat_id"))
    location = _location(params)
    title, address = params.text("title").strip(), params.text("address").strip()
    if not title:
        raise bad("title must be non-empty")
    if not address:
        raise bad("address must be non-empty")
    content: Json = {
        "location": location,
        "venue": {"location": location, "title": title, "address": address},
    }
    pin = ShownPin(location["latitude"], location["longitude"], title)
    return _send(world, params, chat, content, ShownMessage(ref="", text="", at=world.clock.now(), pin=pin))


def marked_text(params: Params, name: str, entities_name: str) -> tuple[str, list[Json]]:
    """Read a text and its entities, which are given or found in it."""
    given = params.tree(entities_name, "can't parse entities JSON object")
    if isinstance(given, list) and given:
        return params.text(name), given
    # Telegram cuts white space off both ends, and counts the entities' offsets after that.
    text, entities = parse(params.text(name).strip(), params.text("parse_mode"))
    return text, entities + commands_in(text)


def _captioned(params: Params, content: Json) -> tuple[Json, str]:
    caption, entities = marked_text(params, "caption", "caption_entities")
    caption = checked_caption(caption)
    if caption:
        content |= {"caption": caption} | ({"caption_entities": entities} if entities else {})
    return content, caption


def _check_dimensions(photo: bytes) -> None:
    """Raise what Telegram says of a photo that is too large, or a strip; what cannot be decoded has no size."""
    try:
        with Image.open(io.BytesIO(photo)) as picture:
            sides = picture.size
    except OSError:
        return
    if sum(sides) > PHOTO_SIDES or max(sides) > PHOTO_RATIO * min(sides):
        raise bad("PHOTO_INVALID_DIMENSIONS")


def _location(params: Params) -> Json:
    latitude, longitude = params.number("latitude"), params.number("longitude")
    if abs(latitude) > MOST_LATITUDE or abs(longitude) > MOST_LONGITUDE:
        raise bad("wrong latitude or longitude specified")
    return {"latitude": latitude, "longitude": longitude}


def _file(world: TelegramWorld, params: Params, name: str, most: int) -> bytes:
    content = params.upload(name)
    if content is None:
        file_id = params.text(name)
        if not file_id:
            raise bad(f"there is no {name} in the request")
        content = world.files.content(file_id)
        if content is None:
            raise bad("wrong remote file identifier specified: Wrong string length")
    if not content:
        raise bad("file must be non-empty")
    if len(content) > most:
        raise BotApiRefusalError(413, "Request Entity Too Large")
    return content


def _send(world: TelegramWorld, params: Params, chat: TelegramChat, content: Json, shown: ShownMessage) -> Json:
    markup = read_keyboard(params)
    answered = _answered(world, params, chat)
    world.pace.admit(chat.chat_id, private=chat.kind == "private")
    if answered is not None:
        content["reply_to_message"] = world.reply(answered)
        shown.reply_to = str(answered.message_id)
    if markup is not None and "inline_keyboard" in markup:
        content["reply_markup"] = markup
    shown.buttons = buttons_of(markup)
    shown.silent = params.flag("disable_notification")
    shown.protected = params.flag("protect_content")
    if shown.protected:
        content["has_protected_content"] = True
    return world.record(chat, content, shown, world.bot).body


def _answered(world: TelegramWorld, params: Params, chat: TelegramChat) -> ServerMessage | None:
    reply: Any = params.tree("reply_parameters", "can't parse reply parameters JSON object")
    if isinstance(reply, dict):
        message_id = int(reply.get("message_id", 0))
        lenient = bool(reply.get("allow_sending_without_reply"))
        chat = world.chat(str(reply["chat_id"])) if "chat_id" in reply else chat
    else:
        message_id = params.integer("reply_to_message_id")
        lenient = params.flag("allow_sending_without_reply")
    if not message_id:
        return None
    posted = world.posted(chat, message_id)
    if posted is None and not lenient:
        raise bad("message to be replied not found")
    return posted
