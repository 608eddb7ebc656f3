"""What joining needs of storage. Times are aware UTC."""

from datetime import datetime
from typing import Protocol

from alerts.joining.join_request import JoinRequest
from alerts.people.code import Code
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

    async def end(self, code_id: int) -> None:
        """Let nobody use it from now on."""
        ...

    async def bind(self, code_id: int, person_id: int) -> None:
        """Let nobody else use it from now on."""
        ...

    async def use(self, code_id: int, now: datetime) -> bool:
        """Use it up; False where somebody was faster."""
        ...


class JoinRequests(Protocol):
    """Requests to join of people without an invitation: one a person."""

    async def of(self, person_id: int) -> JoinRequest | None:
        """Return the last request of this person; None where they made none, or it was granted."""
        ...

    async def begin(self, person_id: int, town_id: int, now: datetime) -> None:
        """Keep a new request, in place of the one before."""
        ...

    async def decline(self, person_id: int, now: datetime) -> None:
        """Remember that a coordinator declined it."""
        ...

    async def end(self, person_id: int) -> None:
        """Forget it: they are in."""
        ...


CODES = Port[Codes]("codes")
JOIN_REQUESTS = Port[JoinRequests]("join requests")
