"""The phone of a person on Signal."""

import uuid

from bot.drill.screen import Change, NotPossibleError, Phone, Screen, ShownMessage
from bot.drill.signal.group import SignalGroup
from bot.drill.signal.refusals import Json
from bot.drill.signal.world import NAMESPACE, SignalWorld


class SignalPhone(Phone):
    """One Signal user, and their conversation with the account."""

    platform = "signal"

    def __init__(self, world: SignalWorld, name: str, person_uuid: str, number: str, number_shared: bool) -> None:
        super().__init__(name)
        self.uuid = person_uuid
        self.number = number
        self.number_shared = number_shared
        self.registered = True
        self.trusted = True
        self.verified = False
        self.has_written = False
        """Signal adds people to a group at once only then; others are invited."""
        self.expiration = 0
        """Seconds after which messages in the chat with the account vanish; 0: never."""
        self.receipts: list[tuple[str, int]] = []
        """Read and viewed receipts from the account, with the timestamp they are for."""
        self.typing = 0
        self.safety_number = _safety_number(name, 0)
        self._keys = 0
        self._world = world

    def screen(self) -> Screen:
        """Return the screen of their conversation with the account."""
        return self

    def address_json(self) -> Json:
        """Make the address: the UUID, and the number where it is shared."""
        return {"uuid": self.uuid} | ({"number": self.number} if self.number_shared else {})

    async def says(
        self, text: str, quote: ShownMessage | None = None, group: SignalGroup | None = None
    ) -> ShownMessage:
        """Write to the account, or in a group."""
        content: Json = {"message": text or None}
        return self._sends(content, ShownMessage(ref="", text=text, at=self._world.clock.now()), quote, group)

    async def sends_photo(self, photo: bytes, caption: str = "", group: SignalGroup | None = None) -> ShownMessage:
        """Send a picture."""
        attachment = self._attach(photo, "image/jpeg", "jpg")
        shown = ShownMessage(ref="", text=caption, at=self._world.clock.now(), photo=photo)
        return self._sends({"message": caption or None, "attachments": [attachment]}, shown, None, group)

    async def sends_video(self, video: bytes, caption: str = "", content_type: str = "video/mp4") -> ShownMessage:
        """Send a film."""
        attachment = self._attach(video, content_type, "mp4")
        shown = ShownMessage(ref="", text=caption, at=self._world.clock.now(), video=video)
        return self._sends({"message": caption or None, "attachments": [attachment]}, shown)

    async def sends_voice(self, voice: bytes, seconds: int = 3) -> ShownMessage:
        """Send a voice note; Signal does not say how long it is."""
        attachment = self._attach(voice, "audio/aac", "aac", voice_note=True)
        shown = ShownMessage(ref="", text="", at=self._world.clock.now(), voice=voice)
        return self._sends({"message": None, "attachments": [attachment]}, shown)

    async def sends_sticker(self) -> ShownMessage:
        """Send a sticker."""
        sticker = {"packId": "9a32eda01a7a28574f2eb48668ae0dc4", "stickerId": 3}
        shown = ShownMessage(ref="", text="", at=self._world.clock.now())
        return self._sends({"message": None, "sticker": sticker}, shown)

    async def reacts(
        self, emoji: str, message: ShownMessage, group: SignalGroup | None = None, remove: bool = False
    ) -> None:
        """Put an emoji on a message, or take it away."""
        author = self._author(message)
        reaction = {
            "emoji": emoji,
            "targetAuthor": author.get("number") or author["uuid"],
            "targetAuthorNumber": author.get("number"),
            "targetAuthorUuid": author["uuid"],
            "targetSentTimestamp": int(message.ref),
            "isRemove": remove,
        }
        if remove:
            message.reactions.pop(self.name, None)
        else:
            message.reactions[self.name] = emoji
        (group or self).changed(message, Change.REACTED)
        self._says({"message": None, "reaction": reaction}, group)

    async def edits(self, message: ShownMessage, text: str, group: SignalGroup | None = None) -> None:
        """Change an own message."""
        if message.by != self.name:
            raise NotPossibleError(f"{self.name} can only edit an own message")
        stamp, target = self._world.stamp(), int(message.ref)
        self._world.apply_edit(group or self, message.ref, text, stamp)
        data = self._data(stamp, {"message": text}, group)
        edit = {"targetSentTimestamp": target, "dataMessage": data}
        self._world.said(self._world.envelope(self, stamp, {"editMessage": edit}))

    async def deletes(self, message: ShownMessage, group: SignalGroup | None = None) -> None:
        """Delete an own message for everyone."""
        if message.by != self.name:
            raise NotPossibleError(f"{self.name} can only delete an own message")
        message.deleted = True
        (group or self).changed(message, Change.DELETED)
        self._says({"message": None, "remoteDelete": {"timestamp": int(message.ref)}}, group)

    def changes_safety_number(self) -> None:
        """Change the keys, as a new phone does: sending to this person fails until somebody trusts the new ones."""
        self._keys += 1
        self.safety_number = _safety_number(self.name, self._keys)
        self.trusted = self.verified = False

    def unregisters(self) -> None:
        """Take this person off Signal."""
        self.registered = False

    def registers(self) -> None:
        """Bring this person back to Signal."""
        self.registered = True

    def asks_to_join(self, group: SignalGroup) -> None:
        """Follow a group's link."""
        group.asked_by(self)

    def accepts(self, group: SignalGroup) -> None:
        """Accept an invitation to a group."""
        group.accepted_by(self)

    def _attach(self, content: bytes, content_type: str, ending: str, voice_note: bool = False) -> Json:
        name = self._world.attachments.keep(content, content_type, ending)
        attachment: Json = {"contentType": content_type, "filename": None, "id": name, "size": len(content)}
        attachment |= {"width": None, "height": None, "caption": None, "uploadTimestamp": None}
        return attachment | ({"isVoiceNote": voice_note} if self._world.voice_note_field else {})

    def _sends(
        self, content: Json, shown: ShownMessage, quote: ShownMessage | None = None, group: SignalGroup | None = None
    ) -> ShownMessage:
        if quote is not None:
            content["quote"] = self._quote(quote)
            shown.reply_to = quote.ref
        shown.by = self.name
        shown.ref = str(self._says(content, group))
        (group or self).show(shown)
        return shown

    def _says(self, content: Json, group: SignalGroup | None) -> int:
        if not self.registered:
            raise NotPossibleError(f"{self.name} is not on Signal any more")
        if group is not None:
            group.check_speaker(self)
        stamp = self._world.stamp()
        self.has_written = True
        data = self._data(stamp, content, group)
        self._world.said(self._world.envelope(self, stamp, {"dataMessage": data}))
        return stamp

    def _data(self, stamp: int, content: Json, group: SignalGroup | None) -> Json:
        data: Json = {"timestamp": stamp, "message": None, "expiresInSeconds": 0, "viewOnce": False}
        return data | content | ({"groupInfo": group.info_json("DELIVER")} if group is not None else {})

    def _author(self, message: ShownMessage) -> Json:
        if not message.by:
            return {"uuid": self._world.uuid, "number": self._world.number}
        person = next((p for p in self._world.people if p.name == message.by), None)
        return (person or self).address_json()

    def _quote(self, message: ShownMessage) -> Json:
        author = self._author(message)
        return {
            "id": int(message.ref),
            "author": author.get("number") or author["uuid"],
            "authorNumber": author.get("number"),
            "authorUuid": author["uuid"],
            "text": message.text,
            "attachments": [],
        }


def _safety_number(name: str, keys: int) -> str:
    digits = str(uuid.uuid5(NAMESPACE, f"{name}{keys}").int) + str(uuid.uuid5(NAMESPACE, f"{keys}{name}").int)
    return digits.zfill(60)[:60]
