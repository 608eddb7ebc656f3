"""Locations that are shared live: Telegram edits the message with every step, and few of those are news."""

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias

from alerts.places.place import Point, distance
from handlers.core.inbound import Inbound, InboundKind

Shared: TypeAlias = tuple[str, str]
"""Chat, and the message that is edited."""

NEWS = 25.0
"""Metres: a phone that lies still seems to move by as much."""
FAR = 300.0
"""Metres: as of a report (alerts/incidents/live_location.py)."""
_KEPT = 500


class LiveLocations:
    """The newest point that was kept of each location shared with one bot."""

    def __init__(self) -> None:
        self._points: OrderedDict[Shared, tuple[Point, Point]] = OrderedDict()
        """The newest point, and that from which moving far is measured."""

    def news(self, heard: Sequence[Inbound]) -> list[Inbound]:
        """Return the messages without the steps of live locations that lead nowhere."""
        begun = {(one.chat, one.ref): one.point for one in heard if one.kind is InboundKind.LOCATION and not one.edited}
        return [self._measured(message, begun) for message in heard if not self._is_step(message)]

    def _measured(self, message: Inbound, begun: Mapping[Shared, Point | None]) -> Inbound:
        """Say of a move whether it is far: also of one whose beginning a run before this one heard."""
        shared = message.chat, message.ref
        _, told = self._points.get(shared, (None, begun.get(shared)))
        if not _is_move(message) or message.point is None:
            return message
        return replace(message, moved_far=told is None or distance(told, message.point) >= FAR)

    def taken(self, heard: Sequence[Inbound]) -> None:
        """Remember where what was kept says that somebody is."""
        for message in heard:
            if message.kind is InboundKind.LOCATION and message.point is not None:
                _, told = self._points.get((message.chat, message.ref), (None, None))
                told = message.point if told is None or message.moved_far else told
                self._points[message.chat, message.ref] = message.point, told
                self._points.move_to_end((message.chat, message.ref))
        while len(self._points) > _KEPT:
            self._points.popitem(last=False)

    def _is_step(self, message: Inbound) -> bool:
        last, _ = self._points.get((message.chat, message.ref), (None, None))
        if not _is_move(message) or last is None or message.point is None:
            return False
        return distance(last, message.point) < NEWS


def _is_move(message: Inbound) -> bool:
    return message.edited and message.kind is InboundKind.LOCATION
