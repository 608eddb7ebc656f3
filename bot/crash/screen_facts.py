"""What stands on the screens after a round: which messages are alerts, answers, repeats."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from alerts.notices import Text
from bot.crash.evidence import SIGNAL, TELEGRAM, ShownWords
from bot.crash.simulated_people import LANGUAGES, TOWN, SimulatedPeople
from bot.drill.actors import ZONE, fixed_part
from bot.drill.screen import Screen
from bot.drill.signal.group import SignalGroup
from bot.drill.signal.phone import SignalPhone
from locales.catalogue import ReaderLocale

AGAIN = frozenset(ReaderLocale(language, ZONE).text(Text("mark.again")) for language in LANGUAGES)
"""The line that marks a repeat, in each language."""
RECEIVED = fixed_part("en", "report.door", {})
"""A part of the answer to a stranger's report that holds whatever the place; strangers read every language."""
DEAF = fixed_part("en", "desk.deaf", {})
ASKED_AGAIN = tuple(fixed_part(language, "deaf.again", {}) for language in LANGUAGES)
"""Parts of what asks people on Signal to write again, once for each gap."""
_HEADS = [
    fixed_part(language, key, {"town": TOWN})
    for language in LANGUAGES
    for key in ("alert.head_likely", "community.head_likely")
]


@dataclass(frozen=True)
class SeenMessage:
    """One new message on a screen, and whether it says that it may be a repeat."""

    words: str
    marked: bool


class ScreenFacts:
    """A reader of every screen, which remembers where each stood when the round began."""

    def __init__(self, people: SimulatedPeople) -> None:
        self._people = people
        self._begun = {id(screen): len(screen.messages) for screen in self._all()}

    def alerted(self, place: str) -> frozenset[int]:
        """Find whose screens show the alert about this place, by their position in `audience`."""
        return frozenset(
            number
            for number, screen in enumerate(self.audience())
            if any(place in seen.words and any(head in seen.words for head in _HEADS) for seen in self.fresh(screen))
        )

    def audience(self) -> Sequence[Screen]:
        """List the screens that must have the alert, groups too; the order is the same in every round."""
        return (*self._people.audience, self._people.group, *self._people.signal.groups)

    def fresh(self, screen: Screen) -> list[SeenMessage]:
        """List what is new on a screen, oldest first."""
        return [_seen(text) for text in screen.texts[self._begun.get(id(screen), 0) :]]

    def messages(self) -> Iterator[ShownWords]:
        """Yield everything new on every screen, without the notes of deafness: two of one minute read alike."""
        for reader, screen in enumerate(self._all()):
            line = SIGNAL if isinstance(screen, SignalPhone | SignalGroup) else TELEGRAM
            for seen in self.fresh(screen):
                if not any(note in seen.words for note in (DEAF, *ASKED_AGAIN)):
                    yield ShownWords(reader=reader, line=line, words=seen.words, marked=seen.marked)

    def notes_of_deafness(self) -> int:
        """Count the notes of deafness that the desk got, without repeats."""
        return without_repeats([seen for seen in self.fresh(self._people.dana) if DEAF in seen.words])

    def heard(self, number: int) -> tuple[bool, ...]:
        """List for each message to the desk that this incident's alert expired whether it was marked as a repeat."""
        words = ReaderLocale("en", ZONE).text(Text("desk.expired", {"number": number}))
        return tuple(seen.marked for seen in self.fresh(self._people.dana) if words in seen.words)

    def answers(self, screen: Screen) -> tuple[bool, ...]:
        """List for each answer to a report on this screen whether it was marked as a repeat."""
        return tuple(seen.marked for seen in self.fresh(screen) if RECEIVED in seen.words)

    def _all(self) -> Iterable[Screen]:
        people = self._people
        return (*people.telegram.phones, *people.telegram.groups, *people.signal.phones, *people.signal.groups)


def without_repeats(seen: Sequence[SeenMessage]) -> int:
    """Count these messages, where what is marked is a repeat: of one that a kill cut off, or of one that arrived.

    Two of one minute read alike, so each that is not marked counts.
    """
    first = Counter(message.words for message in seen if not message.marked)
    return first.total() + len({message.words for message in seen} - first.keys())


def _seen(text: str) -> SeenMessage:
    lines = text.splitlines()
    words = [line for line in lines if line not in AGAIN]
    return SeenMessage("\n".join(words), marked=len(words) < len(lines))
