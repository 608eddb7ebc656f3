"""The phone of a person on Telegram."""

import re
from typing import TypeAlias

from bot.drill.screen import Change, NotPossibleError, Phone, ScreenButton, ShownMessage, ShownPin
from bot.drill.telegram.entities import commands_in
from bot.drill.telegram.limits import TEXT, units
from bot.drill.telegram.members import change_json, member_json
from bot.drill.telegram.refusals import BotApiRefusalError, Json, bad, forbidden
from bot.drill.telegram.world import TelegramChat, TelegramWorld

Place: TypeAlias = TelegramChat | None
PAYLOAD = re.compile(r"[A-Za-z0-9_-]{0,64}")


class TelegramPhone(Phone):
    """One Telegram user, and their private chat with the bot."""

    platform = "telegram"
    kind = "private"

    def __init__(self, world: TelegramWorld, user_id: int, name: str, language: str) -> None:
        super().__init__(name)
        self.chat_id = user_id
        self.language = language
        self.started = False
        self.blocked = False
        self.deactivated = False
        self.toasts: list[str] = []
        """The words that answered this person's taps."""
        self.answered: list[str] = []
        """The ids of the taps that were answered, with words or without."""
        self._world = world

    def user_json(self) -> Json:
        """Make the User object."""
        return {"id": self.chat_id, "is_bot": False, "first_name": self.name, "language_code": self.language}

    def chat_json(self) -> Json:
        """Make the Chat object of the private chat."""
        return {"id": self.chat_id, "first_name": self.name, "type": "private"}

    def full_json(self) -> Json:
        """Make what ChatFullInfo adds: nothing more is known of a person."""
        return {}

    def refusal(self) -> BotApiRefusalError | None:
        """Tell why the bot cannot write to this person now; None where it can."""
        if self.deactivated:
            return forbidden("user is deactivated")
        if self.blocked:
            return forbidden("bot was blocked by the user")
        if not self.started:
            return forbidden("bot can't initiate conversation with a user")
        return None

    def member(self, user_id: int) -> Json | None:
        """Make the ChatMember object of one of both sides, who are members; None for anybody else."""
        if user_id not in (self.chat_id, self._world.bot["id"]):
            return None
        user = self.user_json() if user_id == self.chat_id else self._world.bot
        return member_json(user, "member", "private")

    def administrators(self) -> list[Json]:
        """Raise what Telegram says: a private chat has no administrators."""
        raise bad("there are no administrators in the private chat")

    def leave(self) -> None:
        """Raise what Telegram says: a private chat cannot be left."""
        raise bad("chat member status can't be changed in private chats")

    async def starts(self, payload: str = "") -> ShownMessage:
        """Press Start, or follow a deep link; unblocks the bot as the real app does."""
        if not PAYLOAD.fullmatch(payload):
            raise NotPossibleError("a deep link carries up to 64 of A-Z a-z 0-9 _ -")
        if self.blocked:
            await self.unblocks()
        return await self.says(f"/start {payload}".strip())

    async def says(self, text: str, quote: ShownMessage | None = None) -> ShownMessage:
        """Write to the bot. A text over 4,096 units goes out in parts, as the app sends it."""
        if not text.strip():
            raise NotPossibleError("the app sends no empty message")
        shown = self.writes(_first_part(text), quote)
        rest = text[len(shown.text) :]
        return await self.says(rest) if rest else shown

    def writes(self, text: str, quote: ShownMessage | None = None, place: Place = None) -> ShownMessage:
        """Write one message of text, here or in a group."""
        shown = ShownMessage(ref="", text=text, at=self._world.clock.now())
        return self._sends(_worded(text), shown, quote, place)

    async def forwards(self, text: str) -> ShownMessage:
        """Pass on what somebody else wrote."""
        earlier = self._world.seconds() - 60
        hidden = {"type": "hidden_user", "sender_user_name": "Somebody", "date": earlier}
        content = _worded(text) | {"forward_origin": hidden}
        return self._sends(content, ShownMessage(ref="", text=text, at=self._world.clock.now()))

    async def sends_location(self, lat: float, lon: float) -> ShownMessage:
        """Share a position."""
        shown = ShownMessage(ref="", text="", at=self._world.clock.now(), pin=ShownPin(lat, lon))
        return self._sends({"location": {"latitude": lat, "longitude": lon}}, shown)

    async def sends_photo(self, photo: bytes, caption: str = "") -> ShownMessage:
        """Send a picture; two sizes of it can be fetched, as the app makes them."""
        files = self._world.files
        sizes = [(90, 67), (1280, 960)]
        photos = [
            {
                "file_id": files.keep(photo, "photos", "jpg"),
                "file_unique_id": f"{files.unique(photo)}{width}",
                "width": width,
                "height": height,
                "file_size": len(photo),
            }
            for width, height in sizes
        ]
        content: Json = {"photo": photos} | ({"caption": caption} if caption else {})
        shown = ShownMessage(ref="", text=caption, at=self._world.clock.now(), photo=photo)
        return self._sends(content, shown)

    async def sends_video(self, video: bytes, caption: str = "") -> ShownMessage:
        """Send a film."""
        files = self._world.files
        film = {
            "file_id": files.keep(video, "videos", "mp4"),
            "file_unique_id": files.unique(video),
            "width": 640,
            "height": 480,
            "duration": 4,
            "mime_type": "video/mp4",
            "file_size": len(video),
        }
        content: Json = {"video": film} | ({"caption": caption} if caption else {})
        shown = ShownMessage(ref="", text=caption, at=self._world.clock.now(), video=video)
        return self._sends(content, shown)

    async def sends_voice(self, voice: bytes, seconds: int = 3) -> ShownMessage:
        """Send a voice note."""
        files = self._world.files
        content = {
            "file_id": files.keep(voice, "voice", "oga"),
            "file_unique_id": files.unique(voice),
            "duration": seconds,
            "mime_type": "audio/ogg",
            "file_size": len(voice),
        }
        shown = ShownMessage(ref="", text="", at=self._world.clock.now(), voice=voice)
        return self._sends({"voice": content}, shown)

    async def sends_sticker(self) -> ShownMessage:
        """Send a sticker."""
        sticker = {
            "file_id": self._world.files.keep(b"sticker", "stickers", "webp"),
            "file_unique_id": "AgADsticker",
            "type": "regular",
            "width": 512,
            "height": 512,
            "is_animated": False,
            "is_video": False,
            "emoji": "🙂",
        }
        return self._sends({"sticker": sticker}, ShownMessage(ref="", text="", at=self._world.clock.now()))

    async def edits(self, message: ShownMessage, text: str) -> None:
        """Change an own message."""
        posted = next((p for p in self._world.posts.values() if p.shown is message), None)
        if posted is None or message.by != self.name:
            raise NotPossibleError(f"{self.name} can only edit an own message")
        message.text, message.edited = text, message.edited + 1
        message.edited_at = self._world.clock.now()
        posted.body["text" if "text" in posted.body else "caption"] = text
        posted.body["edit_date"] = self._world.seconds()
        posted.chat.changed(message, Change.EDITED)
        self._world.updates.push("edited_message", dict(posted.body))

    async def taps(self, label: str, message: ShownMessage | None = None, place: Place = None) -> str:
        """Press the button with this label or data; returns the tap's id.

        Without `message`, the newest message that has such a button is meant. With it, a button that an edit
        took away meanwhile can be pressed too: phones are slow.
        """
        chat: TelegramChat = self if place is None else place
        posts = [p for (chat_id, _), p in self._world.posts.items() if chat_id == chat.chat_id and p.ours]
        if message is not None:
            posts = [p for p in posts if p.shown is message]
        for posted in reversed(posts):
            former = posted.shown.former_buttons if message is not None else []
            key = _find_key([*posted.shown.flat_buttons, *former], label)
            if key is not None:
                return self._press(chat, posted.body, posted.shown, key)
        raise NotPossibleError(f"{self.name} sees no button {label!r}; there are: {self._labels(chat)}")

    def toast(self, tap_id: str, text: str, alert: bool) -> None:
        """Show the answer of a tap."""
        self.answered.append(tap_id)
        if text:
            self.toasts.append(text)
        last = ShownMessage(ref=tap_id, text=text, at=self._world.clock.now())
        self.changed(last, Change.TOAST)

    async def wait_for_toast(self, part: str = "", seconds: float = 30) -> str:
        """Wait for an answer of a tap that holds these words; return the newest."""
        await self.wait_until(lambda: any(part in text for text in self.toasts), seconds, f"a toast {part!r}")
        return next(text for text in reversed(self.toasts) if part in text)

    async def blocks(self) -> None:
        """Block the bot; it is told so."""
        self.blocked = True
        self._membership("member", "kicked")

    async def unblocks(self) -> None:
        """Let the bot write again."""
        self.blocked = False
        self._membership("kicked", "member")

    def _membership(self, old: str, new: str) -> None:
        bot = self._world.bot
        before, after = member_json(bot, old, "private"), member_json(bot, new, "private")
        change = change_json(self.chat_json(), self.user_json(), self._world.seconds(), before, after)
        self._world.updates.push("my_chat_member", change)

    def _sends(
        self, content: Json, shown: ShownMessage, quote: ShownMessage | None = None, place: Place = None
    ) -> ShownMessage:
        if self.blocked and place is None:
            raise NotPossibleError(f"{self.name} has blocked the bot")
        chat: TelegramChat = self if place is None else place
        shown.by = self.name
        if quote is not None:
            answered = self._world.posted(chat, int(quote.ref))
            if answered is not None:
                content = content | {"reply_to_message": self._world.reply(answered)}
                shown.reply_to = quote.ref
        self.started = self.started or place is None
        posted = self._world.record(chat, content, shown, self.user_json())
        if place is None:
            self._world.updates.push("message", dict(posted.body))
        return shown

    def _press(self, chat: TelegramChat, body: Json, shown: ShownMessage, key: ScreenButton) -> str:
        if not key.data:
            raise NotPossibleError(f"the button {key.label!r} only opens an address")
        tap_id = self._world.tap(self)
        query = {
            "id": tap_id,
            "from": self.user_json(),
            "message": dict(body),
            "chat_instance": str(-7_000_000_000_000_000_000 - abs(chat.chat_id)),
            "data": key.data,
        }
        pressed = ShownMessage(ref=shown.ref, text=key.label, at=self._world.clock.now(), by=self.name)
        chat.changed(pressed, Change.TAPPED)
        self._world.updates.push("callback_query", query)
        return tap_id

    def _labels(self, chat: TelegramChat) -> list[str]:
        posts = [p for (chat_id, _), p in self._world.posts.items() if chat_id == chat.chat_id]
        return [label for posted in posts for label in posted.shown.labels]


def _worded(text: str) -> Json:
    entities = commands_in(text)
    return {"text": text} | ({"entities": entities} if entities else {})


def _find_key(keys: list[ScreenButton], label: str) -> ScreenButton | None:
    exact = [key for key in keys if label in (key.label, key.data)]
    part = [key for key in keys if label.lower() in key.label.lower()]
    return next(iter(exact + part), None)


def _first_part(text: str) -> str:
    part = text
    while units(part) > TEXT:
        part = part[: len(part) - max(1, (units(part) - TEXT) // 2)]
    return part
