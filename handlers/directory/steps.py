"""Steps of writing an entry of the directory."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import ClassVar

from alerts.directory.entry import Listing
from alerts.directory.fields import ListingField
from alerts.people.person import COORDINATOR
from handlers.core.step import Step

ANSWER_WITHIN = timedelta(minutes=15)
"""After so long a question is no longer waited for: what somebody writes then is a report rather than an office's name
(our choice)."""


@dataclass(frozen=True, kw_only=True)
class ListingForm:
    """What a coordinator has filled in so far, and where it goes."""

    listing: Listing = field(default_factory=Listing)
    entry: int | None = None
    """The entry that is being changed; None: a new one."""
    version: int = 0
    """That entry's, as the coordinator saw it."""
    reviewing: bool = False
    """Everything was asked for: after this answer it is shown as others will see it."""


@dataclass(frozen=True, kw_only=True)
class AskedToChoose(Step):
    """A coordinator was asked for a field that has choices."""

    name: ClassVar = "directory.choose"
    roles: ClassVar = COORDINATOR
    elsewhere: ClassVar = True
    lasts: ClassVar = ANSWER_WITHIN
    field: ListingField
    form: ListingForm


@dataclass(frozen=True, kw_only=True)
class AskedToWrite(Step):
    """A coordinator was asked for a field in their own words."""

    name: ClassVar = "directory.write"
    roles: ClassVar = COORDINATOR
    lasts: ClassVar = ANSWER_WITHIN
    takes_any_word: ClassVar = True
    takes_numbers: ClassVar = True
    field: ListingField
    form: ListingForm


@dataclass(frozen=True, kw_only=True)
class Reviewing(Step):
    """A coordinator was shown an entry as others will see it; it is not saved yet."""

    name: ClassVar = "directory.review"
    roles: ClassVar = COORDINATOR
    elsewhere: ClassVar = True
    lasts: ClassVar = ANSWER_WITHIN
    listing: Listing
    entry: int | None = None
    """The entry that is being changed; None: a new one."""
    version: int = 0
    """That entry's, as the coordinator saw it."""
