"""Names of persons in a free text.

A first name is one wherever it stands but as part of a place ("Lincoln school", "San Pablo", "on Charles St"). Any
other word is one where the words around it say so: behind "my husband", "se llama", "don", "they took". Lists are data
(locales/recognition): first names, and words that give a name to a person or to a place.
"""

import re
from collections.abc import Iterator
from functools import cached_property

from alerts.understanding.name_cues import NameCue, NameCues
from alerts.understanding.names_of_places import is_crossed, is_owner, is_placed_before, is_placed_behind
from alerts.understanding.phrases import SaidText
from alerts.understanding.private_kind import PrivateKind, PrivateSpan

_VERBAL = re.compile(
    r".+(?:s|ando|iendo|endo|indo|ado|ada|ados|adas|ido|ida|idos|aron|ieron|aram|eram|iram|aba|aban|ava|avam|ian|mente|cion|ing|ed|ly|tion|ness)"
)
"""Endings of words that say what somebody does: "mi hermano trabajando"."""
_BREAK = re.compile(r"[.!?;\n…]")
_BETWEEN_NAMES = re.compile(r"\s+|\s*\.\s*|\s?-\s?")
_INITIAL = re.compile(r"\w{1,2}")
_SHORTEST = 3
_WHOSE_AND_KIN = 2
_HERE = frozenset("here aqui aca".split())
_SHOUTED = 0.7
_THAT = frozenset("that que q y and pero but".split())


def person_names(said: SaidText, not_names: frozenset[str] = frozenset()) -> Iterator[PrivateSpan]:
    """Yield each name of a person. `not_names`: words of the towns around, bare (alerts/tokens.py)."""
    yield from _Finder(said, not_names).spans()


class _Finder:
    """The search for names in one text."""

    def __init__(self, said: SaidText, not_names: frozenset[str]) -> None:
        self._said = said
        self._cues = NameCues(said)
        self._not_names = not_names
        self._count = len(said.words)
        self._little = said.within("little")
        self._given = said.within("given_name")
        self._too = said.within("given_name_too")
        self._family = said.within("family_name")
        self._shop = said.within("shop_name")
        self._ended: dict[int, NameCue] = {}
        """Where a name ended, and what gave it to a person: what "and" joins to it is one too."""

    def spans(self) -> Iterator[PrivateSpan]:
        """Yield the names; each from its first word to its last."""
        index = 0
        while index < self._count:
            cue, section = self._cues.before(index, self._ended)
            end = self._name_end(index, cue) if self._begins(index, cue) else index
            if end > index and not self._is_place(index, end, cue, section):
                yield self._span(index, end, cue)
                self._ended[end] = max(cue, NameCue.HINT)
            index = max(end, index + 1)

    def _span(self, start: int, end: int, cue: NameCue) -> PrivateSpan:
        first, last = self._said.words[start], self._said.words[end - 1]
        return PrivateSpan(
            start=first.start, end=last.end, kind=PrivateKind.NAME, perhaps_place=self._may_be_a_place(start, end, cue)
        )

    def _may_be_a_place(self, start: int, end: int, cue: NameCue) -> bool:
        """Say whether nothing gives the name to a person: no word before, no list of names, no last name."""
        alone = end == start + 1 and start not in self._ended and not self._says(end)
        return cue < NameCue.MAYBE and alone and self._capital(start)

    @cached_property
    def _shouted(self) -> bool:
        letters = [sign for sign in self._said.text if sign.isalpha()]
        return sum(sign.isupper() for sign in letters) > _SHOUTED * len(letters)

    def _capital(self, index: int) -> bool:
        """Say whether a word is written as names are; in a shouted text none is."""
        written = self._said.as_written(index)
        return written[0].isupper() and not written.isupper() and not self._shouted

    def _begins(self, index: int, cue: NameCue) -> bool:
        """Say whether a name begins with this word."""
        word = self._said.words[index].word
        if index in self._given:
            return index not in self._shop
        if any(sign.isdigit() for sign in word) or word in self._not_names or index in self._shop:
            return False
        if index in self._too:
            told = cue > NameCue.NONE or not self._opens(index) or self._says(index + 1)
            return cue > NameCue.MAYBE or (self._capital(index) and told)
        if index in self._little or len(word) < _SHORTEST:
            return self._introduces(index)
        if index in self._family:
            return cue > NameCue.MAYBE or self._capital(index)
        if cue < NameCue.MAYBE:
            goes_on = self._says(index + 1) or index + 1 in self._said.within("family_behind")
            return goes_on and ((self._capital(index) and not self._known(index)) or self._is_taken(index))
        if self._known(index):
            return False
        if self._capital(index):
            return True
        if not self._apart(index) or _VERBAL.fullmatch(word):
            return False
        # In small letters, what follows "my cousin" is mostly what the cousin does.
        goes_on = self._says(index + 1) or self._is_all_told(index)
        return cue is NameCue.NAME or (cue is NameCue.PERSON and (index in self._said.behind("title") or goes_on))

    def _introduces(self, index: int) -> bool:
        """Say whether somebody with a very short name says who writes: "Jo here"."""
        following = self._said.words[index + 1].word if index + 1 < self._count else ""
        named = self._capital(index) and not self._cues.is_known_word(index)
        return named and self._opens(index) and following in _HERE

    def _is_taken(self, index: int) -> bool:
        """Say whether a word of no list, in small letters too, is who was taken: "osmin got picked up"."""
        taken = index + 1 in self._taken and not self._cues.is_known_word(index)
        return taken and (self._opens(index) or self._said.words[index - 1].word in _THAT)

    def _is_all_told(self, index: int) -> bool:
        """Say whether a word of no list is all that is told of a relative: "from my cousin deb: a white van"."""
        if index < _WHOSE_AND_KIN or self._cues.is_known_word(index):
            return False
        behind = self._said.between(index + 1).strip()
        ends = not behind if index + 1 == self._count else behind[:1] in (":", ",", ".", ";", "!")
        return ends and index - _WHOSE_AND_KIN in self._said.within("whose_own")

    def _known(self, index: int) -> bool:
        """Say whether it is a word that the lists know as something else."""
        return any(
            index in self._said.within(section)
            for section in ("kin", "title", "counted", "place_before", "street_before", "flat", "time_weekday")
        )

    def _apart(self, index: int) -> bool:
        """Say whether nothing but a space stands before: "my husband, help" names nobody."""
        return not re.search(r"[,(–-]", self._said.between(index))

    def _opens(self, index: int) -> bool:
        """Say whether a sentence begins here, where every word has a capital."""
        return index == 0 or bool(_BREAK.search(self._said.between(index)))

    @cached_property
    def _saying(self) -> frozenset[int]:
        return frozenset(hit.start for hit in self._said.phrases("says"))

    @cached_property
    def _taken(self) -> frozenset[int]:
        return frozenset(hit.start for hit in self._said.phrases("was_taken"))

    def _says(self, index: int) -> bool:
        """Say whether it goes on as it does behind a name: "Yesenia told me"."""
        return index in self._saying

    def _name_end(self, start: int, cue: NameCue) -> int:
        """Return the index behind the name's last word; what is joined by "and" is a name of its own."""
        end = start + 1
        while end < self._count and end - 1 not in self._said.owners:
            if self._continues(end, cue, started=start):
                end += 1
            elif self._is_particle(end) and end + 1 < self._count and self._continues(end + 1, cue, started=start):
                end += 2
            else:
                break
        return end

    def _is_particle(self, index: int) -> bool:
        return index in self._said.within("name_particle") and self._said.between(index).isspace()

    def _continues(self, index: int, cue: NameCue, *, started: int) -> bool:
        if not _BETWEEN_NAMES.fullmatch(self._said.between(index)):
            return False
        if "." in self._said.between(index) and not _INITIAL.fullmatch(self._said.words[index - 1].word):
            return False
        word = self._said.words[index].word
        if word in self._not_names:
            return False
        if index in self._given or index in self._family:
            return True
        if index in self._little or index in self._said.within("place_behind") or any(sign.isdigit() for sign in word):
            return False
        if len(word) == 1 and self._said.as_written(index).isupper():
            return True
        if index in self._too and (self._capital(index) or cue is NameCue.NAME):
            return True
        if self._known(index):
            return False
        if self._capital(index):
            return self._capital(started) or cue > NameCue.HINT
        second = index == started + 1 and len(word) >= _SHORTEST and not _VERBAL.fullmatch(word)
        # "My boss mike dunleavy": of who is named by their first name, a word of no list is the last.
        small = started in self._given and not self._capital(started)
        named = cue is NameCue.PERSON and small and not self._cues.is_known_word(index)
        return second and (cue is NameCue.NAME or named)

    def _is_place(self, start: int, end: int, cue: NameCue, section: str) -> bool:
        """Say whether the name is a street's, a school's, a shop's."""
        said = self._said
        if is_owner(said, end):
            return False
        owner = end - 1 in said.owners
        capital = end < self._count and self._capital(end)
        if cue < NameCue.PERSON and owner and capital:
            # "Nick's Nest"
            return True
        if cue < NameCue.NAME and section != "kin" and is_placed_behind(said, end, capital=capital):
            return not owner or end in said.within("place_behind")
        if section == "title":
            # "Taqueria Don Pancho", but the shop of don Pancho is his.
            title = next(hit.start for hit in said.phrases("title") if hit.end == start)
            kin = title - 1 in said.within("kin")
            return title - 1 in said.within("place_before") and not kin and said.between(title).isspace()
        # "Cuffs on Renee": here "on" leads to no street.
        return (
            cue < NameCue.PERSON
            and section != "took"
            and (is_placed_before(said, start) or is_crossed(said, start, end))
        )
