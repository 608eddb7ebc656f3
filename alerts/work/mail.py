"""The outbox as use cases see it: notices posted here are sent after the commit, and only then. Times are aware UTC."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from alerts.network.audience import Audience
from alerts.notices import Notice
from alerts.people.person import Person


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
    stopped: int = 0
    """People with such a role who asked us to stop: they are not told."""
    no_consent: int = 0
    """People with such a role, or an invitation to it that they opened, who have not said yes: they are not told."""
    away: int = 0
    """People with such a role who are away: they are not told."""
    languages: dict[str, int] = field(default_factory=dict)
    """How many of those who hear read which language; who reads every one of the network is left out."""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A notice that a contact was sent, as a tap or a number finds it again."""

    notice_id: int
    notice: Notice


class Mail(Protocol):
    """The outbox. Whatever is posted here is sent after the commit, and only then."""

    async def post(self, notice: Notice, contact_ids: Sequence[int], now: datetime) -> int:
        """Post one notice to these contacts; return its id."""
        ...

    async def to_person(self, person_id: int, notice: Notice, now: datetime) -> None:
        """Post it to the person's contact that was heard last."""
        ...

    async def to_persons(self, person_ids: Sequence[int], notice: Notice, now: datetime) -> None:
        """Post one notice to each of many persons, at the contact heard last."""
        ...

    async def broadcast(self, notice: Notice, audience: Audience, now: datetime) -> int:
        """Post it to everybody the audience holds; return how many."""
        ...

    async def to_groups(self, notice: Notice, town_id: int, now: datetime, *, responders: bool = False) -> int:
        """Post it once in each of the town's groups for these readers; return in how many."""
        ...

    async def to_group(self, notice: Notice, group_id: int, now: datetime) -> None:
        """Post it in this group; nothing where the bot cannot post there any more."""
        ...

    async def to_line(self, notice: Notice, line_id: int, now: datetime) -> int:
        """Post it to everybody who would be told on this line; return how many."""
        ...

    async def to_told(
        self,
        notice: Notice,
        subject_ids: Sequence[int],
        now: datetime,
        *,
        responders: bool,
        but: Collection[int] = (),
    ) -> int:
        """Post it to everybody who was told of these subjects in the responder's (or the community's) words.

        `but`: ids of persons who are left out.

        An update goes only to those of them who still have a role in the town; a correction also to those whom the
        alert is still on its way to, but not to who stopped.
        """
        ...

    async def to_told_groups(self, notice: Notice, subject_ids: Sequence[int], now: datetime) -> int:
        """Post it in every group that saw the alert; return in how many."""
        ...

    async def told_persons(self, subject_ids: Sequence[int]) -> frozenset[int]:
        """Return who was told of these subjects, and who will be."""
        ...

    async def told_of(self, person_id: int) -> frozenset[int]:
        """Return the subjects whose alert this person got or will get, that are open or were merged into another."""
        ...

    async def revise(
        self, notice_id: int, notice: Notice, contact_ids: Sequence[int], now: datetime, *, major: bool
    ) -> None:
        """Let a card say something new: show it to who has it and to these contacts."""
        ...

    async def withdraw(self, subject_ids: Sequence[int]) -> int:
        """Withdraw what was not sent yet of these subjects' alerts, updates and questions; return how many."""
        ...

    async def withdraw_beyond_roles(self, person: Person) -> None:
        """Withdraw what was not sent yet and they may not get any more, as their roles are now, and end cards."""
        ...

    async def counts(self, subject_ids: Sequence[int], since: datetime | None = None) -> Counts:
        """Count how these subjects' alerts went so far; with `since` only those made from then on."""
        ...

    async def reach(self, audience: Audience) -> Reach:
        """Count whom an alert to this audience reaches, by transport, and who is left out."""
        ...

    async def persons_in(self, audience: Audience) -> frozenset[int]:
        """Return whom a broadcast to this audience would reach now."""
        ...

    async def tapped(self, token: str, contact_id: int) -> Asked | None:
        """Return the notice of a button, if it was sent to this contact."""
        ...

    async def latest_asked(self, contact_id: int, since: datetime) -> Asked | None:
        """Return the newest notice with choices that this contact was sent since then."""
        ...

    async def open_questions(self, contact_id: int, since: datetime) -> list[Asked]:
        """Return notices with choices that this contact was sent since then, of subjects not over, the newest first."""
        ...

    async def sent_to(self, notice_id: int, contact_id: int) -> Asked | None:
        """Return this notice as it is now; None where it was not sent to this contact."""
        ...

    async def keep_only(self, notice_id: int, contact_ids: Sequence[int]) -> None:
        """Show nothing new of this card to anybody but these contacts."""
        ...

    async def show_again(self, notice_id: int, contact_id: int, now: datetime) -> None:
        """Show a card as a new message, at the end of the chat."""
        ...

    async def by_number(self, contact_id: int, number: int) -> tuple[Asked, str] | None:
        """Return the notice and action that this number stood for, stale ones too."""
        ...

    async def by_ref(self, contact_id: int, ref: str) -> Asked | None:
        """Return the notice behind a message that is quoted or reacted to; its edit to "closed" has no choices."""
        ...
