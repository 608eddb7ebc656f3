"""What the desk set of an incident, and what was told of it that is not used unless the desk says so."""

from dataclasses import dataclass, field
from enum import StrEnum

from alerts.places.place import Place


class PlaceSource(StrEnum):
    """Whose word an incident's place is."""

    DESK = "desk"
    """A dispatcher's: it stands until the desk changes it."""
    VOUCHED = "vouched"
    """Somebody's whom the network knows."""
    LEAD = "lead"
    """Somebody's who is not vouched for; nobody's, where there is no place."""


class IncidentKind(StrEnum):
    """What an incident is, where the desk said so."""

    SIGHTING = "sighting"
    """Agents were seen."""
    CAME = "came"
    """They came for somebody."""
    TAKEN = "taken"
    """Somebody was taken."""
    OVER = "over"
    """It is over."""
    OTHER = "other"
    """Nothing that anybody is alerted of."""


ALERTED = frozenset({IncidentKind.SIGHTING, IncidentKind.CAME})
"""Kinds for which people are asked to go somewhere."""


class CorrectedField(StrEnum):
    """What of an incident the desk can set."""

    PLACE = "place"
    TOWN = "town"
    TIME = "time"
    KIND = "kind"
    FACTS = "facts"
    WORDS = "words"


@dataclass(frozen=True, kw_only=True)
class PlaceApart:
    """A place that somebody told and that is not the incident's: shown beside it."""

    number: int
    """Counts through those of one incident."""
    place: Place
    vouched: bool
    report_id: int | None = None
    """Who told it; None where that is not known any more."""
    declined: bool = False
    """The desk saw it and does not use it: who tells the same again changes nothing."""


@dataclass(frozen=True, kw_only=True)
class Corrections:
    """The desk's word about an incident. It wins over what is reported until the desk changes it."""

    fields: frozenset[CorrectedField] = frozenset()
    """What the desk set."""
    kind: IncidentKind | None = None
    """None: as the reports say."""
    facts: dict[str, str] = field(default_factory=dict)
    """Facts (salute.SALUTE) as the desk set them; "" for one that it took out."""
    passed_over: frozenset[tuple[str, str]] = frozenset()
    """Facts that were told, and that the desk knows of and does not use."""
    words: str | None = None
    """What goes out in place of a reporter's words: "" for nothing; None: their own."""
    language: str = ""
    """Of `words`."""
    apart: tuple[PlaceApart, ...] = ()
    """Places that were told and are not the incident's, oldest first."""
    untold: frozenset[CorrectedField] = frozenset()
    """What the desk corrected after the alert, and those who were told have not heard yet."""
    told_place: Place | None = None
    """The place that those who were told heard of last; None where nobody was told of it yet."""
    told_town_id: int | None = None
    """The town whose people got the alert, where the desk said later that it is another one."""
    alerted_town_id: int | None = None
    """The town that was alerted after that, as it is there."""
    asked_town_ids: tuple[int, ...] = ()
    """Towns beside it whose witnesses were asked to come, too few being on the way."""
