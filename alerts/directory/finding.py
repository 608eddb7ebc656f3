"""Finding entries: those that somebody may see, by kind or by words."""

from collections.abc import Mapping, Sequence

from alerts.directory import search
from alerts.directory.access import may_see
from alerts.directory.entry import Entry, ServiceKind
from alerts.directory.ports import DIRECTORY
from alerts.people.person import Person
from alerts.work.unit_of_work import UnitOfWork


async def kinds(uow: UnitOfWork, person: Person) -> list[ServiceKind]:
    """Return the kinds of which there is an entry that this person may see, in their order."""
    there = {entry.listing.kind for entry in await _seen_by(uow, person)}
    return [kind for kind in ServiceKind if kind in there]


async def by_kind(uow: UnitOfWork, person: Person, kind: ServiceKind) -> list[Entry]:
    """Return the entries of a kind that this person may see; those of their own towns first."""
    found = [entry for entry in await _seen_by(uow, person) if entry.listing.kind is kind]
    return search.in_order(found, person.own_towns())


async def by_words(
    uow: UnitOfWork, person: Person, query: str, kind_words: Mapping[ServiceKind, Sequence[str]]
) -> list[Entry]:
    """Return the entries that this person may see and in which all these words stand.

    Those of the town that the words name come first, else those of the person's own towns.
    """
    network = await uow.network()
    named = network.named(query)
    found = search.matching(await _seen_by(uow, person), query, network, kind_words)
    return search.in_order(found, {named.id} if named else person.own_towns())


async def _seen_by(uow: UnitOfWork, person: Person) -> list[Entry]:
    return [entry for entry in await DIRECTORY(uow).all() if may_see(person, entry.listing)]
