"""Locations that are shared live: Telegram edits the message with every step, and few of those are news."""

from collections import OrderedDict
from collections.abc import Sequence
from typing import TypeAlias

from alerts.places.place import Point, distance
from handlers.core.inbound import Inbound, InboundKind

Shared: TypeAlias = tuple[str, str]
"""Chat, and the message that is edited."""

NEWS = 25.0
"""Metres: a phone that lies still seems to move by as much."""
_KEPT = 500


class LiveLocations:
    """The newest point that was kept of each location shared with one bot."""

    def __init__(self) -> None:
        self._points: OrderedDict[Shared, Point] = OrderedDict()

    def news(self, heard: Sequence[Inbound]) -> list[Inbound]:
        """Return the messages without the steps of live locations that lead nowhere."""
        return [message for message in heard if not self._is_step(message)]

    def taken(self, heard: Sequence[Inbound]) -> None:
        """Remember where what was kept says that somebody is."""
        for message in heard:
            if message.kind is InboundKind.LOCATION and message.point is not None:
                self._points[message.chat, message.ref] = message.point
                self._points.move_to_end((message.chat, message.ref))
        while len(self._points) > _KEPT:
            self._points.popitem(last=False)

    def _is_step(self, message: Inbound) -> bool:
        if not message.edited or message.kind is not InboundKind.LOCATION or message.point is None:
            return False
        last = self._points.get((message.chat, message.ref))
        return last is not None and distance(last, message.point) < NEWS
