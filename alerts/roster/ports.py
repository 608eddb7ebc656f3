"""What people in numbers need of storage. Times are aware UTC."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from alerts.people.code import Code
from alerts.roster.invitee import Invitee
from alerts.work.port import Port


class InvitationBatches(Protocol):
    """Invitations by the thousand."""

    def words(self, invitee: Invitee, generation: int) -> str:
        """Return the words of this person's invitation, made from our key: the same each time, guessed by nobody."""
        ...

    async def known(self, words: Sequence[str]) -> Mapping[str, Code]:
        """Return the invitations that read so, by their words; those that there never were are missing."""
        ...

    async def add(self, codes: Mapping[str, Code], lines: Mapping[str, Collection[int]]) -> None:
        """Keep these codes by the keyed hashes of their words, and which lines (ids) each names."""
        ...

    async def end(self, code_ids: Collection[int], now: datetime) -> None:
        """Let nobody use these from now on."""
        ...


INVITATION_BATCHES = Port[InvitationBatches]("invitation batches")
