"""What kinds and towns are called, for readers and for the search."""

from alerts.directory import labels
from alerts.directory.entry import ServiceKind
from alerts.network.town import Network
from alerts.notices import Text, text
from locales.catalogue import ReaderLocale


def kind_words(network: Network) -> dict[ServiceKind, list[str]]:
    """Return what each kind is called, in every language of the network."""
    readers = [ReaderLocale(code, network.zone) for code in network.languages]
    return {
        kind: [reader.text(Text(key)) for reader in readers for key in (labels.KINDS[kind], labels.ALSO_CALLED[kind])]
        for kind in ServiceKind
    }


def town_name(network: Network, town_id: int | None) -> Text:
    """Return the name of the town that an entry is for."""
    town = network.town(town_id)
    return text("choice.name", name=town.name) if town else text("choice.directory.all_towns")
