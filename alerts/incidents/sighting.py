"""What somebody told us of a sighting in one message."""

from dataclasses import dataclass

from alerts.network.town import Town, without_town
from alerts.notices import Media
from alerts.places.map_links import point_in
from alerts.places.place import Place
from alerts.places.whereabouts import place_words

PLACE_LINE = 80
"""Characters of an answer to "where is it?" that are taken for the place as they stand."""


@dataclass(frozen=True, kw_only=True)
class Sighting:
    """One message about a sighting: its words, point and photo, and how they are to be taken."""

    words: str = ""
    point: tuple[float, float] | None = None
    media: Media | None = None
    first_hand: bool = True
    where: bool = False
    """It answers our question where it is: a short line is the place, whatever its form."""
    language: str | None = None
    """What the words are written in; None where they do not tell: then it is the person's own."""
    town: Town | None = None
    """The town it is about; its name is no part of the place."""

    @property
    def place(self) -> Place:
        """The place, as far as the message says."""
        words = place_words(self.words)
        if self.where and not words and len(self.words) <= PLACE_LINE:
            words = self.words.strip()
        return Place(words=without_town(words, self.town) or words, point=self.point or point_in(self.words))
