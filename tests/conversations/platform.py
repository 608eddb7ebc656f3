"""A platform of paper: screens by chat, within the real transport's limits."""

from collections.abc import Callable
from datetime import datetime
from itertools import count

from bot.outbound.rendering import Attachment, Renderer
from bot.transports.base import Delivered, InboundHandler, Limits, Outbound, Outcome, Rejected
from locales.length import measure
from storage.outbox.claimed import Claimed
from tests.conversations.screen import Screen, Spoken

_CALLBACK_BYTES = 64


class ListeningTransport(Renderer):
    """Renders as the real one, and lets the message keep its notice."""

    def render(self, claimed: Claimed, now: datetime, attachment: Attachment | None = None) -> Outbound:
        made = super().render(claimed, now, attachment)
        return Spoken(**vars(made), notice=claimed.notice, numbers=claimed.numbers)


class Platform:
    """Fulfils bot.transports.base.Transport."""

    def __init__(self, name: str, line_id: int, limits: Limits, told: Callable[[Screen, Spoken], None]) -> None:
        """`told` hears of every message, of all platforms in the order of sending."""
        self.name = name
        self.line_id = line_id
        self.limits = limits
        self._told = told
        self.screens: dict[str, Screen] = {}
        self.acknowledged: list[str] = []
        """Toasts as they were shown."""
        self.media: dict[str, bytes] = {}
        self._refs = count(1_700_000_000_000)

    async def start(self, receiver: InboundHandler, offset: int | None) -> None:
        """Nothing to connect."""

    async def stop(self) -> None:
        """Nothing to end."""

    async def send(self, message: Outbound) -> Outcome:
        screen = self.screens.get(message.chat)
        if screen is None:
            return Rejected("no such chat")
        if message.delete:
            screen.delete(message.delete)
            return Delivered("")
        assert isinstance(message, Spoken)
        self._hold_to_limits(message)
        self._told(screen, message)
        return screen.show(message, str(next(self._refs)))

    async def acknowledge(self, tap_id: str, text: str) -> None:
        assert len(text) <= 200
        self.acknowledged.append(text)

    async def fetch(self, media: str) -> bytes | None:
        return self.media.get(media)

    def _hold_to_limits(self, message: Spoken) -> None:
        attached = message.photo or message.video or message.voice or message.file
        room = self.limits.caption if attached else self.limits.text
        assert 0 < measure(message.text, self.limits.utf16) <= room
        assert message.text.encode(), "what can't be encoded can't be sent"
        labels = [button for row in message.buttons for button in row]
        assert all(button.label and len(button.data.encode()) <= _CALLBACK_BYTES for button in labels)
        assert self.limits.buttons or not labels
