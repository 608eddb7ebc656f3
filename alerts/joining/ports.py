"""What joining needs of storage. Times are aware UTC."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Protocol

from alerts.joining.guesses import Guesses, LineGuesses
from alerts.joining.join_request import JoinRequest, LetInBatch, LetInPerson
from alerts.joining.linked_contact import LinkedContact
from alerts.people.code import Code
from alerts.people.person import Grant, Role
from alerts.work.port import Port


class Codes(Protocol):
    """Invitations, and the links between two transports of one person."""

    async def add(self, code: Code, words: str) -> None:
        """Keep a code by the keyed hash of its words."""
        ...

    async def find(self, purpose: str, words: str) -> Code | None:
        """Return the code that reads so; None where there is none for this purpose."""
        ...

    async def get(self, code_id: int) -> Code | None:
        """Return the code of this id; None where there is none (any more)."""
        ...

    async def open_invitations(self, now: datetime) -> list[Code]:
        """Return the invitations that somebody can still use, oldest first."""
        ...

    async def end(self, code_id: int, now: datetime) -> None:
        """Let nobody use it from now on."""
        ...

    async def use(self, code_id: int, now: datetime) -> bool:
        """Use it once; False where others were faster and nothing is left of it."""
        ...

    async def approve(self, code_id: int) -> bool:
        """Let it work; False where it does already, or is over."""
        ...

    async def drop(self, purpose: str, person_id: int) -> None:
        """Forget this person's codes for this purpose: a new one takes their place."""
        ...

    async def opened(self, code_id: int, person_id: int) -> None:
        """Remember that this person opened it; that takes it from nobody."""
        ...

    async def joined(self, code_id: int, person_id: int, now: datetime) -> None:
        """Remember that this person came in by it."""
        ...

    async def has_joined(self, code_id: int, person_id: int) -> bool:
        """Say whether this person came in by it before."""
        ...


class WrongGuesses(Protocol):
    """Codes that do not exist, and who wrote them."""

    async def of(self, person_id: int) -> Guesses | None:
        """Return what this person guessed; None: nothing."""
        ...

    async def save(self, person_id: int, guesses: Guesses) -> None:
        """Keep what this person guessed by now."""
        ...

    async def told_since(self, moment: datetime) -> bool:
        """Say whether coordinators were told of anybody's since then."""
        ...

    async def end(self, before: datetime) -> None:
        """Forget those of whom the last lies before this."""
        ...

    async def on_line(self, line_id: int) -> LineGuesses | None:
        """Return what was guessed on this line, by whomever; None: nothing."""
        ...

    async def save_on_line(self, line_id: int, guesses: LineGuesses) -> None:
        """Keep what was guessed on this line by now."""
        ...


class JoinRequests(Protocol):
    """Requests to join of people without an invitation: one a person."""

    async def of(self, person_id: int) -> JoinRequest | None:
        """Return the last request of this person; None where they made none, or it was granted."""
        ...

    async def begin(self, person_id: int, town_id: int, now: datetime) -> None:
        """Keep a new request, in place of the one before; whoever waits still keeps their place."""
        ...

    async def decline(self, person_id: int, now: datetime) -> None:
        """Remember that a coordinator declined it; and their addresses, as keyed hashes."""
        ...

    async def was_declined(self, person_id: int, since: datetime) -> bool:
        """Say whether somebody with an address of theirs was declined since then, whoever that was to us."""
        ...

    async def end_declines(self, before: datetime) -> None:
        """Forget whose address was declined before then."""
        ...

    async def end(self, person_id: int) -> None:
        """Forget it: they are in."""
        ...

    async def let_in(self, person_ids: Collection[int], role: Role, now: datetime) -> int:
        """Remember that these were let in together, as what; return the id of the batch by which that is undone."""
        ...

    async def open_among(self, person_ids: Collection[int], town_id: int) -> list[int]:
        """Return which of them still wait for an answer in that town, the oldest first."""
        ...

    async def batches(self, town_ids: Collection[int], since: datetime) -> list[LetInBatch]:
        """Return who was let in together in one of these towns since then, the newest first."""
        ...

    async def let_in_together(self, batch_id: int) -> list[LetInPerson]:
        """Return those of this batch whose requests are still kept."""
        ...

    async def reopen(self, person_ids: Collection[int]) -> None:
        """Let their requests wait for an answer again, where they stood."""
        ...


class LinkedContacts(Protocol):
    """Contacts that came to their persons by a link."""

    async def add(self, contact_ids: Sequence[int], had: Sequence[Grant], now: datetime) -> None:
        """Remember that these come by a link now, the roles that whoever writes there has, and what comes along.

        To be called before their person becomes another one's.
        """
        ...

    async def give_back(self, contact_ids: Sequence[int], of: int, to: int, *, with_roles: bool) -> None:
        """Let what came along with these (vouches, trainings) be that one's, as far as it is still this person's.

        `with_roles`: who goes has their roles again; then seats at the desk go along, too.
        """
        ...

    async def of(self, person_id: int) -> list[LinkedContact]:
        """Return those of this person, the newest link first."""
        ...

    async def end(self, contact_ids: Sequence[int]) -> None:
        """Forget that these were linked."""
        ...


WRONG_GUESSES = Port[WrongGuesses]("wrong guesses")
CODES = Port[Codes]("codes")
JOIN_REQUESTS = Port[JoinRequests]("join requests")
LINKED_CONTACTS = Port[LinkedContacts]("linked contacts")
