"""How an entry reads, for everybody and for a coordinator who may change it."""

from collections.abc import Callable

from alerts.directory import labels
from alerts.directory.entry import Entry, Listing
from alerts.directory.fields import LONGEST, ListingField
from alerts.directory.taps import AskRemoval, ChangeField
from alerts.network.town import Network
from alerts.notices import BLANK, Choice, Notice, Quote, Text, text
from alerts.tap import Tap
from handlers.core.choice_rows import in_pairs
from handlers.directory.words import town_name


def as_read(listing: Listing, network: Network) -> tuple[Text, ...]:
    """Return the entry as everybody reads it; what is empty has no line."""
    head = text(
        "directory.entry",
        name=name(listing),
        kind=Text(labels.KINDS[listing.kind]),
        town=town_name(network, listing.town_id),
        reach=Quote(listing.reach, LONGEST[ListingField.REACH]),
    )
    lines = (
        text("directory.purpose", purpose=Quote(listing.purpose, LONGEST[ListingField.PURPOSE])),
        text("directory.hours", hours=Quote(listing.hours, LONGEST[ListingField.HOURS])),
        text("directory.languages", languages=Quote(listing.languages, LONGEST[ListingField.LANGUAGES])),
    )
    there = (listing.purpose, listing.hours, listing.languages)
    return head, *(line for line, words in zip(lines, there, strict=True) if words)


def name(listing: Listing) -> Quote:
    """Return its name, as it is quoted."""
    return Quote(listing.name, LONGEST[ListingField.NAME])


def viewers(listing: Listing) -> Text:
    """Return the line that says who sees it."""
    return text("directory.seen_by", viewers=Text(labels.VIEWERS[listing.viewers]))


def opened(entry: Entry, network: Network) -> Notice:
    """Make the notice from which a coordinator changes or removes an entry."""
    parts = (
        *as_read(entry.listing, network),
        viewers(entry.listing),
        text("directory.changed_at", at=entry.changed_at),
        BLANK,
        text("directory.what_to_change"),
    )
    rows = field_rows(lambda field: ChangeField(entry.id, field))
    removal = (AskRemoval(entry.id).choice(text("choice.directory.remove")),)
    return Notice(parts=parts, choices=(*rows, removal))


def field_rows(tap: Callable[[ListingField], Tap]) -> tuple[tuple[Choice, ...], ...]:
    """Return a choice for each field, two in a row."""
    return in_pairs([tap(field).choice(Text(labels.FIELDS[field])) for field in ListingField])
