"""What cleans people's words in every use case: the word lists, kept ready."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace

from alerts.network.town import Town
from alerts.places.place import Place
from alerts.understanding.cleaning import CleanWords, MeantFor, clean, clean_place, words_of_towns
from alerts.understanding.lexicon import Lexicon


@dataclass(frozen=True)
class WordCleaner:
    """The one way by which a person's words get out, and reach the desk (cleaning.py says what is taken)."""

    lexicon: Callable[[], Lexicon]
    """Asked for when there is something to clean: not every verb of the command line needs the lists."""

    def words(
        self, words: str, meant_for: MeantFor, towns: Iterable[Town] = (), *, put_back: Collection[str] = ()
    ) -> CleanWords:
        """Clean words; `put_back`: what a dispatcher said is a place's name."""
        return clean(words, self.lexicon(), meant_for, town_words=words_of_towns(towns), put_back=put_back)

    def place(
        self, place: Place, meant_for: MeantFor, towns: Iterable[Town] = (), *, put_back: Collection[str] = ()
    ) -> Place:
        """Clean a place's words; its point stays, for who may have it."""
        if not place.words:
            return place
        towns_said = words_of_towns(towns)
        cleaned = clean_place(place.words, self.lexicon(), meant_for, town_words=towns_said, put_back=put_back)
        return replace(place, words=cleaned.words)
