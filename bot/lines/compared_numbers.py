"""Safety numbers at the platform: read when one changed, trusted when it was compared by voice."""

from collections.abc import Mapping
from typing import Protocol, runtime_checkable

from alerts.trust import safety_number_changes
from storage.unit_of_work import UnitOfWorkFactory


@runtime_checkable
class SafetyNumbers(Protocol):
    """A transport whose platform has safety numbers."""

    async def safety_number(self, address: str) -> str | None:
        """Return the digits of the newest one of whoever has this address; None where nobody says."""

    async def trust(self, address: str, digits: str | None) -> bool | None:
        """Trust this one, or whatever there is for None; False: refused, None: not answered."""


async def read_number(transport: object, address: str) -> str | None:
    """Return the new safety number at this address; None where the platform has none, or does not say."""
    return await transport.safety_number(address) if isinstance(transport, SafetyNumbers) else None


async def trust_compared(work: UnitOfWorkFactory, transports: Mapping[int, object]) -> bool:
    """Have trusted what was compared; return whether there was anything. Raises database errors."""
    async with work.look() as uow:
        compared = await safety_number_changes.numbers_to_trust(uow)
    done = False
    for one in compared:
        transport = transports.get(one.contact.line_id)
        if not isinstance(transport, SafetyNumbers):
            continue
        if await transport.trust(one.contact.address, one.digits) is None:
            # It is asked again at the next look.
            continue
        async with work.begin() as uow:
            await safety_number_changes.ask_to_trust_no_more(uow, one.contact.id)
        done = True
    return done
