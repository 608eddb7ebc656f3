"""The fields of a listing: their names, their order, and what a tap can hold of them."""

import pytest

from alerts.directory.entry import Listing
from alerts.directory.fields import LONGEST, ListingField, after, with_words, words_in
from alerts.directory.taps import ChangeField, RemoveEntry

LARGEST_ID = 2**63 - 1


def test_every_field_is_asked_for_once_and_who_sees_it_last() -> None:
    asked, field = [ListingField.KIND], after(ListingField.KIND)
    while field is not None:
        asked.append(field)
        field = after(field)
    assert asked == list(ListingField)
    assert asked[-1] is ListingField.VIEWERS


@pytest.mark.parametrize("field", LONGEST)
def test_a_field_of_words_is_the_listings_own(field: ListingField) -> None:
    listing = with_words(Listing(), field, "words")
    assert words_in(listing, field) == "words"
    assert listing.words.count("words") == 1


@pytest.mark.parametrize("field", ListingField)
def test_a_tap_has_room_for_any_entry_and_field(field: ListingField) -> None:
    assert len(ChangeField(LARGEST_ID, field).action) <= 40
    assert len(RemoveEntry(LARGEST_ID, 9999).action) <= 40
