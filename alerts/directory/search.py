"""How entries are found by words, and in which order they are shown."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from alerts.directory.entry import Entry, ServiceKind
from alerts.network.town import Network
from alerts.places.place import plain_words

LITTLE = frozenset("a al an and con de del el en for i in la las lo los me of o or para por the un una y".split())
"""What people type between the words that they look for."""


def asked_words(query: str) -> list[str]:
    """Return the words that must be found: folded, without little ones; those too where there are no others."""
    words = plain_words(query).split()
    return [word for word in words if word not in LITTLE] or words


def matching(
    entries: Iterable[Entry], query: str, network: Network, kind_words: Mapping[ServiceKind, Sequence[str]]
) -> list[Entry]:
    """Return the entries in which every word of the query stands, or a word that begins with it.

    `kind_words`: what each kind is called, in every language of the network. An entry for every town is found by the
    name of any.
    """
    wanted = asked_words(query)
    return [entry for entry in entries if _has_all(wanted, _words_of(entry, network, kind_words))]


def in_order(entries: Iterable[Entry], nearby: Collection[int]) -> list[Entry]:
    """Sort entries: those of the towns nearby, those for every town, all others; by kind and name among them."""
    kinds = list(ServiceKind)

    def place(entry: Entry) -> tuple[int, int, str, int]:
        listing = entry.listing
        near = 0 if listing.town_id in nearby else 1 if listing.town_id is None else 2
        return near, kinds.index(listing.kind), plain_words(listing.name), entry.id

    return sorted(entries, key=place)


def _words_of(entry: Entry, network: Network, kind_words: Mapping[ServiceKind, Sequence[str]]) -> set[str]:
    listing = entry.listing
    towns = [town.name for town in network.towns if listing.town_id in (None, town.id)]
    texts = (*listing.words, *towns, *kind_words.get(listing.kind, ()))
    return {word for text in texts for word in plain_words(text).split()}


def _has_all(wanted: Sequence[str], there: Collection[str]) -> bool:
    return all(any(word.startswith(beginning) for word in there) for beginning in wanted)
