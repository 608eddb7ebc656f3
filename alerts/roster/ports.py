"""What the import and the export of lists need of storage. Times are aware UTC."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from alerts.people.code import Code
from alerts.people.person import Role
from alerts.roster.export_request import ExportRequest
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

    async def count(self, made: Mapping[tuple[Role, int], int]) -> None:
        """Keep of how many, as what and in which town (id), the coordinators have not heard yet; it adds up."""
        ...

    async def take_counts(self) -> Mapping[tuple[Role, int], int]:
        """Return what count() kept, and keep it no more."""
        ...


class ExportRequests(Protocol):
    """Wishes of coordinators for the list of people: one a person, none for longer than it is open."""

    async def of(self, person_id: int) -> ExportRequest | None:
        """Return what this person wishes; None: nothing."""
        ...

    async def get(self, request_id: int) -> ExportRequest | None:
        """Return the wish of this id; None where it is over."""
        ...

    async def begin(self, person_id: int, town_id: int | None, now: datetime) -> ExportRequest:
        """Keep a new wish, in place of the one before."""
        ...

    async def end(self, request_id: int) -> bool:
        """Forget it; False where somebody else was faster."""
        ...


INVITATION_BATCHES = Port[InvitationBatches]("invitation batches")
EXPORT_REQUESTS = Port[ExportRequests]("export requests")
