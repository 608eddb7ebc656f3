"""What somebody told us in one message, as it was understood."""

from dataclasses import dataclass
from datetime import datetime

from alerts.incidents.matter import Matter
from alerts.network.town import Town
from alerts.notices import Media
from alerts.places.place import NO_PLACE, Place
from alerts.understanding.private_kind import PrivateKind


@dataclass(frozen=True, kw_only=True)
class Sighting:
    """One message about what somebody sees or needs: its words, place and photo, and how they are to be taken."""

    words: str = ""
    place: Place = NO_PLACE
    """The newest that it tells."""
    earlier: tuple[str, ...] = ()
    """Places that it tells besides, in their order: where they were before, or are too."""
    media: Media | None = None
    first_hand: bool = True
    passed_on: bool = False
    """The words are somebody else's: they forwarded them."""
    language: str | None = None
    """What the words are written in; None where they do not tell: then it is the person's own."""
    town: Town | None = None
    """The town it is about."""
    town_proposed: bool = False
    """The words name no town: it is the writer's own."""
    outside: str = ""
    """The town it is about, where the network does not have it."""
    seen_at: datetime | None = None
    """Aware UTC; None: as it arrives."""
    time_unclear: bool = False
    """It tells a time from which no moment can be made ("yesterday")."""
    matter: Matter = Matter.SIGHTING
    follows: bool = False
    """It is a further part of an album: its photo goes where the first one went."""
    masked: tuple[PrivateKind, ...] = ()
    """What was taken out of the words before the desk sees them."""
    plain: bool = True
    """It is plain what they want: else nobody is sent by itself."""
    kind: str = ""
    """The tap that the words stand for (salute.FACTS["kind"]); empty for none."""
