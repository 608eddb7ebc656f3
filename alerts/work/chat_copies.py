"""What stands on people's phones of what is over, and of what is old: edited to "closed", or deleted.

The platforms' own limits: Telegram deletes for 48 hours after the sending, Signal edits and deletes for 24. Times are
aware UTC.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from alerts.notices import Notice
from alerts.work.port import Port


@dataclass(frozen=True, kw_only=True)
class Cleared:
    """What became of the messages that were to be edited or deleted."""

    queued: int = 0
    """Messages: handed to the couriers."""
    waiting: int = 0
    """In whose chat something newer about it has not arrived yet: to be asked for again."""
    too_old: int = 0
    """Messages: no platform changes them any more."""


class ChatCopies(Protocol):
    """The messages in people's chats, as the platforms let us change them afterwards."""

    async def close(self, subject_ids: Sequence[int], closed: Notice, now: datetime) -> Cleared:
        """Let every alert, update, correction and question of these subjects be edited to `closed`.

        Each only once; none before all that was said about its subject has arrived in its chat.
        """
        ...

    async def close_questions(
        self, subject_ids: Sequence[int], person_ids: Collection[int], closed: Notice, now: datetime
    ) -> Cleared:
        """Let the questions of these subjects to these persons be edited to `closed`: it makes no sound.

        What was not sent to them yet is withdrawn.
        """
        ...

    async def delete_told(
        self, subject_ids: Sequence[int], person_ids: Collection[int], before: datetime, now: datetime
    ) -> Cleared:
        """Let all else be deleted that these persons were told of these subjects before that moment."""
        ...

    async def delete_old(self, before: datetime, held: Collection[int], now: datetime) -> Cleared:
        """Let what was sent before that moment be deleted from private chats on Telegram.

        Alerts, and what closed them, stay; a card of what is open is shown anew first. Nothing about the subjects
        `held` is deleted.
        """
        ...

    async def delete_received(self, before: datetime, held: Collection[int], now: datetime) -> Cleared:
        """Let what people wrote to us before that moment be deleted from their chats on Telegram, and forget it.

        `held`: persons of whom nothing is.
        """
        ...


CHAT_COPIES = Port[ChatCopies]("chat copies")
