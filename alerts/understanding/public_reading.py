"""A message as everybody may read it, in a group of the community."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from alerts.understanding.cleaning import MeantFor, clean, clean_places
from alerts.understanding.lexicon import Lexicon
from alerts.understanding.phrases import SaidText
from alerts.understanding.private_words import private_spans


@dataclass(frozen=True)
class PublicReading:
    """What is left of a message without what is private; worked out when asked, as few messages are quoted."""

    _text: str
    _places: Sequence[str]
    _lexicon: Lexicon
    _town_words: frozenset[str]

    @cached_property
    def places(self) -> tuple[str, ...]:
        """Its places without doors, flats and points; those of which nothing is left fall away."""
        return clean_places(self._places, self._lexicon, MeantFor.EVERYBODY, self._town_words)

    @cached_property
    def words(self) -> str:
        """The message as it may be quoted: what is private, doors and points taken out."""
        return clean(self._text, self._lexicon, MeantFor.EVERYBODY, town_words=self._town_words).words

    @cached_property
    def left_out(self) -> tuple[str, ...]:
        """What must not be passed on, as written: names, plates, numbers, own doors."""
        spans = private_spans(SaidText.of(self._text, self._lexicon), self._town_words)
        return tuple(self._text[span.start : span.end] for span in spans)
