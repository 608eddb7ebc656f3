"""A directory with some entries in it."""

from typing import Any

from alerts.directory.entry import Entry, Listing, ServiceKind, Viewers
from alerts.directory.ports import DIRECTORY
from alerts.network.town import Town as TownOfNetwork
from tests.conversations.town import Town


async def listed(town: Town, name: str, where: str = "", **changes: Any) -> Entry:
    """An entry stands in the directory: legal aid for everybody, unless something else is said."""
    there: TownOfNetwork | None = town.network.named(where)
    given: dict[str, Any] = {
        "kind": ServiceKind.LEGAL,
        "reach": "413-555-0177",
        "viewers": Viewers.EVERYBODY,
        "town_id": there.id if there else None,
    }
    async with town.work.begin() as uow:
        return await DIRECTORY(uow).add(Listing(name=name, **(given | changes)), town.now)


async def entries(town: Town) -> list[Listing]:
    """What the directory says."""
    async with town.work.begin() as uow:
        return [entry.listing for entry in await DIRECTORY(uow).all()]
