"""The fields of a listing, as a coordinator is asked for them one by one."""

from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum
from typing import Any

from alerts.directory.entry import Listing


class ListingField(StrEnum):
    """A field of a listing. Kept in taps and steps: a value is never renamed."""

    KIND = "kind"
    TOWN = "town"
    NAME = "name"
    REACH = "reach"
    PURPOSE = "purpose"
    HOURS = "hours"
    LANGUAGES = "languages"
    VIEWERS = "viewers"


LONGEST: Mapping[ListingField, int] = {
    ListingField.NAME: 60,
    ListingField.REACH: 120,
    ListingField.PURPOSE: 160,
    ListingField.HOURS: 80,
    ListingField.LANGUAGES: 80,
}
"""The fields that are written in words, and how many characters each may have: an entry in two languages must fit one
message of Signal."""
MAY_BE_EMPTY = frozenset({ListingField.PURPOSE, ListingField.HOURS, ListingField.LANGUAGES})


def after(field: ListingField) -> ListingField | None:
    """Return the field that is asked for next when an entry is added; None after the last."""
    order = list(ListingField)
    place = order.index(field) + 1
    return order[place] if place < len(order) else None


def words_in(listing: Listing, field: ListingField) -> str:
    """Return what a field that is written in words says."""
    words: str = getattr(listing, field.value)
    return words


def with_words(listing: Listing, field: ListingField, words: str) -> Listing:
    """Return the listing with these words in a field that is written in words."""
    changed: dict[str, Any] = {field.value: words}
    return replace(listing, **changed)
