"""The outbox as use cases see it: notices posted here are sent after the commit, and only then. Times are aware UTC."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from alerts.network.audience import Audience
from alerts.notices import Notice


@dataclass(frozen=True, kw_only=True)
class Counts:
    """How a subject's alert went: people and group posts."""

    queued: int = 0
    delivered: int = 0
    unsure: int = 0
    """Maybe sent."""
    unreachable: int = 0
    expired: int = 0
    """People whom it did not reach while it was valid."""
    groups: int = 0
    """Posts that are there."""
    all_groups: int = 0


@dataclass(frozen=True, kw_only=True)
class Reach:
    """Who a preview says will hear, by transport."""

    people: dict[str, int]
    groups: dict[str, int]
    unreachable: int = 0
    """People it is meant for who blocked us or left, on every transport they had."""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A notice that a contact was sent, as a tap or a number finds it again."""

    notice_id: int
    notice: Notice


class Mail(Protocol):
    """The outbox. Whatever is posted here is sent after the commit, and only then."""

    async def post(self, notice: Notice, contact_ids: Sequence[int], now: datetime) -> int:
        """One notice to these contacts; its id."""
        ...

    async def to_person(self, person_id: int, notice: Notice, now: datetime) -> None:
        """To the contact of theirs that was heard last."""
        ...

    async def to_persons(self, person_ids: Sequence[int], notice: Notice, now: datetime) -> None:
        """The same to each of many."""
        ...

    async def broadcast(self, notice: Notice, audience: Audience, now: datetime) -> int: ...
    async def to_groups(self, notice: Notice, town_id: int, now: datetime) -> int: ...
    async def to_line(self, notice: Notice, line_id: int, now: datetime) -> int:
        """To everybody who would be told on this line; how many."""
        ...

    async def to_told(self, notice: Notice, subject_ids: Sequence[int], now: datetime, *, responders: bool) -> int:
        """To everybody who was told of these subjects in the responder's (or the community's) words.

        An update goes only to those of them who still have a role in the town.
        """
        ...

    async def to_told_groups(self, notice: Notice, subject_ids: Sequence[int], now: datetime) -> int: ...
    async def told_persons(self, subject_ids: Sequence[int]) -> frozenset[int]: ...
    async def revise(
        self, notice_id: int, notice: Notice, contact_ids: Sequence[int], now: datetime, *, major: bool
    ) -> None:
        """A card says something new: shown to who has it and to these contacts."""
        ...

    async def withdraw(self, subject_ids: Sequence[int]) -> int:
        """Whatever of these subjects' alerts, updates and questions was not sent yet never will be."""
        ...

    async def counts(self, subject_ids: Sequence[int]) -> Counts: ...
    async def reach(self, audience: Audience) -> Reach: ...
    async def tapped(self, token: str, contact_id: int) -> Asked | None: ...
    async def latest_asked(self, contact_id: int, since: datetime) -> Asked | None:
        """The newest notice with choices that this contact was sent since then."""
        ...

    async def keep_only(self, notice_id: int, contact_ids: Sequence[int]) -> None:
        """Everybody else is shown nothing new of this card."""
        ...

    async def show_again(self, notice_id: int, contact_id: int, now: datetime) -> None:
        """A card as a new message, at the end of the chat."""
        ...

    async def by_number(self, contact_id: int, number: int) -> tuple[Asked, str] | None:
        """The notice and action that this number stood for, stale ones too."""
        ...

    async def by_ref(self, contact_id: int, ref: str) -> Asked | None: ...
