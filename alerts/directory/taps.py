"""What people can tap in the directory."""

from dataclasses import dataclass
from typing import ClassVar

from alerts.directory.entry import ServiceKind, Viewers
from alerts.directory.fields import ListingField
from alerts.tap import Tap


@dataclass(frozen=True)
class ShowKind(Tap):
    """A request for the entries of a kind, from the one in place `start` on."""

    verb: ClassVar = "directory.kind"
    kind: ServiceKind
    start: int = 0


@dataclass(frozen=True)
class ShowMore(Tap):
    """A request for more of what was found by words, which stand in the notice itself."""

    verb: ClassVar = "directory.more"
    start: int


@dataclass(frozen=True)
class AddEntry(Tap):
    """The wish to add an entry."""

    verb: ClassVar = "entry.add"


@dataclass(frozen=True)
class OpenEntry(Tap):
    """A request for an entry, with what can be changed in it."""

    verb: ClassVar = "entry.open"
    entry: int


@dataclass(frozen=True)
class ChangeField(Tap):
    """The wish to change one field of an entry."""

    verb: ClassVar = "entry.set"
    entry: int
    field: ListingField


@dataclass(frozen=True)
class AskRemoval(Tap):
    """The wish to take an entry out, which is asked back once."""

    verb: ClassVar = "entry.remove"
    entry: int


@dataclass(frozen=True)
class RemoveEntry(Tap):
    """The word that an entry is to be taken out, as it read in this version."""

    verb: ClassVar = "entry.gone"
    entry: int
    version: int


@dataclass(frozen=True)
class KeepEntry(Tap):
    """The word that an entry stays in."""

    verb: ClassVar = "entry.keep"


@dataclass(frozen=True)
class ChooseKind(Tap):
    """The kind of the entry that is being written."""

    verb: ClassVar = "entry.kind"
    kind: ServiceKind


@dataclass(frozen=True)
class ChooseEntryTown(Tap):
    """The town of the entry that is being written; None: every town."""

    verb: ClassVar = "entry.town"
    town: int | None = None


@dataclass(frozen=True)
class ChooseViewers(Tap):
    """Those who may see the entry that is being written."""

    verb: ClassVar = "entry.viewers"
    viewers: Viewers


@dataclass(frozen=True)
class LeaveEmpty(Tap):
    """A field left empty in the entry that is being written."""

    verb: ClassVar = "entry.skip"
    field: ListingField


@dataclass(frozen=True)
class SaveEntry(Tap):
    """The word that a new entry is right as it was shown."""

    verb: ClassVar = "entry.save"


@dataclass(frozen=True)
class AskWhatToCorrect(Tap):
    """The word that something in a new entry is not right yet."""

    verb: ClassVar = "entry.correct"


@dataclass(frozen=True)
class CorrectField(Tap):
    """The field of a new entry that is not right yet."""

    verb: ClassVar = "entry.field"
    field: ListingField


@dataclass(frozen=True)
class GiveUp(Tap):
    """The wish to save nothing of what is being written."""

    verb: ClassVar = "entry.cancel"
