"""What was understood of one message."""

from dataclasses import dataclass, field
from enum import StrEnum

from alerts.network.town_reading import TownReading
from alerts.places.place import Point
from alerts.understanding.intent import Intent
from alerts.understanding.public_reading import PublicReading
from alerts.understanding.where import WhereReading


class FirstHand(StrEnum):
    """Whether the writer saw it themselves."""

    YES = "yes"
    NO = "no"
    """They heard of it, or passed it on."""
    UNKNOWN = "unknown"


@dataclass(frozen=True, kw_only=True)
class SeenAt:
    """When what a message tells was seen."""

    minutes_ago: int | None = None
    """Before the message was sent; None where nothing was observed, or where it cannot be told: then `words` say so."""
    words: str = ""
    """The words of time as written, where they give no number of minutes ("yesterday at 3"): to be asked."""


@dataclass(frozen=True, kw_only=True)
class Reading:
    """One message as we take it. Places stand in the order in which they were told: the newest last."""

    intent: Intent
    sure: bool
    """Whether the intent is plain; where it is not, the writer is asked by taps and the desk has it meanwhile."""
    language: str | None
    """Its code ("pt"); None where the words do not tell, or it is none that we know."""
    other_language: bool = False
    """Whether it is plainly in none that we know."""
    town: TownReading
    places: tuple[str, ...] = ()
    """In the writer's words, without the town, for trained people who are sent; empty: nobody can be sent."""
    point: Point | None = None
    told: WhereReading
    """What it says of where, whatever it wants: where that is not plain, the desk gets it so."""
    short_link: str = ""
    """A link to a map that says no position unless it is looked up: shown to the desk; empty where there is none."""
    seen: SeenAt = field(default_factory=SeenAt)
    eta_minutes: int | None = None
    later_minutes: int | None = None
    """Minutes until they are there, where somebody on a task says so."""
    first_hand: FirstHand = FirstHand.UNKNOWN
    public: PublicReading
    """The same as everybody may read it."""
    why: tuple[str, ...] = ()
    """What decided the intent, strongest first, for an operator: sections of the word lists, never the words."""
