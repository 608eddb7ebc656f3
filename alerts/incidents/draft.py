"""What a dispatcher is about to send: their choices, and a snapshot of everything that the preview showed."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from alerts.incidents import timings
from alerts.incidents.alert_task import WantedTasks
from alerts.incidents.fact_texts import in_one_text
from alerts.incidents.incident import Basis
from alerts.notices import Quote, Text
from alerts.places.place import Place

DRIFT = 0.1
"""So small a share of the people may have come or gone since the preview: of hundreds somebody always does (ours)."""


@dataclass(frozen=True, kw_only=True)
class AlertSnapshot:
    """Everything that a previewed alert says and whom it goes to, as it was shown: what is sent is made from this."""

    at: datetime
    """When it was previewed, which is the moment that the alert names. Aware UTC."""
    number: int
    basis: Basis
    town_id: int
    town: str
    place: Place
    observed_at: datetime
    time_unclear: bool = False
    """Nobody could say when it was seen: then `observed_at` is when it was told."""
    known: tuple[tuple[str, str], ...] = ()
    """Names and values of SALUTE facts."""
    words: Quote | None = None
    """A reporter's own words, where the dispatcher sends them along."""
    words_from_desk: bool = False
    """The words are the dispatcher's own, in place of the reporter's."""
    taken_out: tuple[str, ...] = ()
    """Values of PrivateKind: what of the words stays here."""
    perhaps_places: tuple[str, ...] = ()
    """Of it, names that may be a shop's: the dispatcher may put them back."""
    practice: bool = False
    """Nobody who wrote of it means it in earnest."""
    hotline: str = ""
    told_before: bool = False
    """People were told that it is over, and it is not."""
    found_nothing: int = 0
    """How many trained people had found nothing there, and what the desk found out against it from afar."""
    took_back: int = 0
    """How many had taken back what they reported."""
    silent: tuple[int, ...] = ()
    """Ids of persons who said that it is not safe to write to them."""
    reporters: tuple[int, ...] = ()
    """Ids of persons who reported it: they hear the outcome instead."""
    people: int = 0
    told: tuple[int, ...] = ()
    """Ids of persons who get it: as many others would be no less another audience."""
    groups: dict[str, int] = field(default_factory=dict)
    """Groups that get it, by transport."""
    unticked: tuple[int, ...] = ()
    """Ids of persons whom the dispatcher leaves out."""
    tasks: WantedTasks = ()
    """What people are asked for, and how many of each."""

    @property
    def facts(self) -> Text | None:
        """What is known of it, in one text; None for nothing."""
        return in_one_text(self.known)


@dataclass(frozen=True, kw_only=True)
class Draft:
    """What a dispatcher is about to send."""

    incident_id: int
    basis: Basis
    with_words: bool = True
    """A verified reporter's own words go along."""
    translations: tuple[tuple[str, str], ...] = ()
    """Those words in other languages, as the dispatcher wrote them: (("en", "two vans"),)."""
    put_back: tuple[str, ...] = ()
    """What was taken for a person's name and is a place's, as the dispatcher says."""
    shown: AlertSnapshot | None = None
    """None: nothing was shown yet."""
    ticket: str = ""
    """Which preview it is: a button of an older one is stale."""
    unticked: tuple[int, ...] = ()
    """Ids of persons whom the dispatcher leaves out."""
    tasks: WantedTasks = ()

    def translated(self, language: str, words: str) -> "Draft":
        """Return the draft with the reporter's words in one more language."""
        return replace(self, translations=tuple({**dict(self.translations), language: words}.items()))


CHANGED = (
    "observer", "took_back", "two", "nothing", "reporter", "town", "place", "seen", "facts", "words", "practice",
    "hotline", "people", "told", "old",
)  # fmt: skip
"""What may not be any more as it was shown; the first five are about why it was to be confirmed."""


def what_changed(shown: AlertSnapshot, present: AlertSnapshot, bases: tuple[Basis, ...], zone: ZoneInfo) -> list[str]:
    """Return which of CHANGED did change; `bases`: the reasons there are to confirm it now."""
    differs = (
        Basis.OBSERVER in bases and shown.basis is not Basis.OBSERVER,
        shown.basis is Basis.OBSERVER and Basis.OBSERVER not in bases,
        shown.basis is Basis.TWO and not {Basis.TWO, Basis.OBSERVER} & {*bases},
        present.found_nothing > shown.found_nothing,
        present.took_back > shown.took_back,
        (shown.town_id, shown.town) != (present.town_id, present.town),
        shown.place != present.place,
        (shown.observed_at, shown.time_unclear) != (present.observed_at, present.time_unclear),
        shown.known != present.known,
        (shown.words, shown.words_from_desk) != (present.words, present.words_from_desk),
        shown.practice != present.practice,
        shown.hotline != present.hotline,
        _other_people(shown, present),
        shown.told_before != present.told_before,
        is_old(shown.at, present.at, zone),
    )
    return [name for name, differ in zip(CHANGED, differs, strict=True) if differ]


def is_old(shown_at: datetime, now: datetime, zone: ZoneInfo) -> bool:
    """Say whether a preview is too old for what it says of times: it names a moment, and on another day a date too."""
    return now - shown_at > timings.PREVIEW_LASTS or now.astimezone(zone).date() != shown_at.astimezone(zone).date()


def _other_people(shown: AlertSnapshot, present: AlertSnapshot) -> bool:
    others = {*shown.told} ^ {*present.told}
    return shown.groups != present.groups or len(others) > DRIFT * len(shown.told)
