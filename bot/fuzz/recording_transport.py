"""A line that hears through the real transport; what is sent stays here, where people read it and choose."""

from collections import deque
from dataclasses import dataclass
from itertools import count

from bot.transports.base import Delivered, InboundHandler, MessageGone, Outbound, Outcome, Rejected, Transport
from locales.length import measure

CALLBACK_BYTES = 64
KEPT = 12
"""Messages that stand in a chat and can be answered."""

_TOAST = 200
"""Characters (Bot API, answerCallbackQuery)."""


@dataclass
class ShownText:
    """One message as it stands in a chat."""

    ref: str
    text: str
    buttons: tuple[str, ...]
    """What each button carries."""


class RecordingTransport:
    """Fulfils bot.transports.base.Transport: hears and fetches as the real one, and sends nothing out."""

    def __init__(self, real: Transport) -> None:
        self.name = real.name
        self.line_id = real.line_id
        self.limits = real.limits
        self.chats: dict[str, deque[ShownText]] = {}
        self.sent = 0
        self.refused: list[str] = []
        """Why a platform would refuse something of ours."""
        self._real = real
        self._refs = count(1_700_000_000_000 if real.name == "signal" else 1_000)

    async def start(self, receiver: InboundHandler, offset: int | None) -> None:
        """Begin to hear."""
        await self._real.start(receiver, offset)

    async def stop(self) -> None:
        """End hearing."""
        await self._real.stop()

    async def send(self, message: Outbound) -> Outcome:
        """Show the message in its chat, within the platform's limits."""
        why = self._against_limits(message)
        if why:
            self.refused.append(why)
            return Rejected(why)
        self.sent += 1
        chat = self.chats.setdefault(message.chat, deque(maxlen=KEPT))
        buttons = tuple(button.data for row in message.buttons for button in row)
        if not message.edit:
            chat.append(ShownText(str(next(self._refs)), message.text, buttons))
            return Delivered(chat[-1].ref)
        shown = next((one for one in chat if one.ref == message.edit), None)
        if shown is None:
            return MessageGone()
        shown.text, shown.buttons = message.text, buttons
        return Delivered(shown.ref)

    async def acknowledge(self, tap_id: str, text: str) -> None:
        """Show nothing; a line that is too long is refused by the platform."""
        if len(text) > _TOAST:
            self.refused.append("toast too long")

    async def fetch(self, media: str) -> bytes | None:
        """Fetch from the platform."""
        return await self._real.fetch(media)

    def _against_limits(self, message: Outbound) -> str:
        room = self.limits.caption if message.photo or message.video or message.voice else self.limits.text
        labels = [button for row in message.buttons for button in row]
        try:
            length = measure(message.text, self.limits.utf16)
            carried = [len(button.data.encode()) for button in labels]
            "".join((message.text, message.share_location, *(button.label for button in labels))).encode()
        except UnicodeEncodeError:
            return "cannot be encoded"
        if not message.text.strip() or length > room:
            return f"{length} units of text"
        if any(size > CALLBACK_BYTES for size in carried) or not all(button.label.strip() for button in labels):
            return "a button that is none"
        return ""
