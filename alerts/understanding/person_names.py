"""Names of persons in a free text.

A first name is one wherever it stands but as part of a place ("Lincoln school", "San Pablo", "on Charles St"). Any
other word is one where the words around it say so: behind "my husband", "se llama", "don", "they took". Lists are data
(locales/recognition): first names, and words that give a name to a person or to a place.
"""

import re
from collections.abc import Iterator
from enum import IntEnum
from functools import cached_property

from alerts.understanding.lexicon import Hit
from alerts.understanding.names_of_places import is_crossed, is_placed_before, is_placed_behind
from alerts.understanding.phrases import SaidText
from alerts.understanding.private_kind import PrivateKind, PrivateSpan

_NAMES = ("given_name", "given_name_too", "family_name")
_VERBAL = re.compile(
    r".+(?:s|ando|iendo|endo|indo|ado|ada|ados|adas|ido|ida|idos|aron|ieron|aram|eram|iram|aba|aban|ava|avam|ian|mente|cion|ing|ed|ly|tion|ness)"
)
"""Endings of words that say what somebody does: "mi hermano trabajando"."""
_BREAK = re.compile(r"[.!?;\n…]")
_BEFORE_NAME = re.compile(r"[\s,:(\"'“–-]*")
_BETWEEN_NAMES = re.compile(r"\s+|\s*\.\s*|\s?-\s?")
_INITIAL = re.compile(r"\w{1,2}")
_SHORTEST = 3
_SHOUTED = 0.7


class _Cue(IntEnum):
    """How far the words before a name give it to a person."""

    NONE = 0
    HINT = 1
    """What can be a name is one here: "con Rosa"."""
    MAYBE = 2
    """A name may follow: "they took", "this is"; then it has a capital."""
    PERSON = 3
    """Somebody stands there: "my husband", "don"."""
    NAME = 4
    """A name follows: "se llama"."""


_CUES = {
    "named": _Cue.NAME,
    "kin": _Cue.PERSON,
    "title": _Cue.PERSON,
    "took": _Cue.MAYBE,
    "ask_for": _Cue.MAYBE,
    "i_am": _Cue.MAYBE,
    "family": _Cue.HINT,
    "perhaps_person": _Cue.HINT,
}
_BEFORE_JOINED = frozenset("a al la el".split())
_BETWEEN_JOINED = 3
_WHO = frozenset("o a el la don dona".split())
_WITHOUT_ENDINGS = "ht"
"""A language whose verbs show no ending: behind "yon nonm" a small letter says nothing."""


def person_names(said: SaidText, not_names: frozenset[str] = frozenset()) -> Iterator[PrivateSpan]:
    """Yield each name of a person. `not_names`: words of the towns around, bare (alerts/tokens.py)."""
    yield from _Finder(said, not_names).spans()


class _Finder:
    """The search for names in one text."""

    def __init__(self, said: SaidText, not_names: frozenset[str]) -> None:
        self._said = said
        self._not_names = not_names
        self._count = len(said.words)
        self._little = said.within("little")
        self._given = said.within("given_name")
        self._too = said.within("given_name_too")
        self._family = said.within("family_name")
        self._shop = said.within("shop_name")
        self._ended: dict[int, _Cue] = {}
        """Where a name ended, and what gave it to a person: what "and" joins to it is one too."""

    def spans(self) -> Iterator[PrivateSpan]:
        """Yield the names; each from its first word to its last."""
        index = 0
        while index < self._count:
            cue, section = self._cue(index)
            end = self._name_end(index, cue) if self._begins(index, cue) else index
            if end > index and not self._is_place(index, end, cue, section):
                yield self._span(index, end, cue)
                self._ended[end] = max(cue, _Cue.HINT)
            index = max(end, index + 1)

    def _span(self, start: int, end: int, cue: _Cue) -> PrivateSpan:
        first, last = self._said.words[start], self._said.words[end - 1]
        return PrivateSpan(
            start=first.start, end=last.end, kind=PrivateKind.NAME, perhaps_place=self._may_be_a_place(start, end, cue)
        )

    def _may_be_a_place(self, start: int, end: int, cue: _Cue) -> bool:
        """Say whether nothing gives the name to a person: no word before, no list of names, no last name."""
        alone = end == start + 1 and start not in self._ended and not self._says(end)
        return cue < _Cue.MAYBE and alone and self._capital(start)

    @cached_property
    def _shouted(self) -> bool:
        letters = [sign for sign in self._said.text if sign.isalpha()]
        return sum(sign.isupper() for sign in letters) > _SHOUTED * len(letters)

    @cached_property
    def _ends(self) -> dict[int, Hit]:
        """The phrase that ends before a word, and gives it to a person; of several the strongest."""
        found: dict[int, Hit] = {}
        for section in _CUES:
            for hit in self._said.phrases(section):
                found.setdefault(hit.end, hit)
        return found

    def _capital(self, index: int) -> bool:
        """Say whether a word is written as names are; in a shouted text none is."""
        written = self._said.as_written(index)
        return written[0].isupper() and not written.isupper() and not self._shouted

    def _cue(self, index: int) -> tuple[_Cue, str]:
        """Return how far the words before this one give it to a person, and by what."""
        if self._in_apposition(index):
            return _Cue.MAYBE, "kin"
        at = index
        while at > 0 and at not in self._ends and at - 1 in self._whose:
            at -= 1
        hit = self._ends.get(at)
        joined = self._joined(index)
        if hit is None or joined > _Cue.HINT or (at < index and hit.language != _WITHOUT_ENDINGS):
            return min(joined, _Cue.MAYBE), ""
        joint = self._said.text[self._said.words[at - 1].end : self._said.words[index].start]
        cue = _CUES[hit.section]
        if hit.language == _WITHOUT_ENDINGS and cue is _Cue.PERSON:
            cue = _Cue.MAYBE
        if hit.section == "title":
            # "Mrs. Oksana"
            joint = joint.removeprefix(".")
        if at == index and not _BEFORE_NAME.fullmatch(joint):
            return _Cue.NONE, ""
        if re.search(r"[,(–-]", joint) and hit.section not in ("kin", "named"):
            return _Cue.NONE, ""
        return cue, hit.section

    def _joined(self, index: int) -> _Cue:
        """Return what gave the name before to a person, where "and" joins this one to it: "a Beto y a la Yoli"."""
        at = index - 1
        while at > max(index - _BETWEEN_JOINED, 0) and self._said.words[at].word in _BEFORE_JOINED:
            at -= 1
        return self._ended.get(at, _Cue.NONE) if at in self._said.within("name_and") else _Cue.NONE

    def _in_apposition(self, index: int) -> bool:
        """Say whether a name alone between commas tells who it is: "they took my coworker, o Valdecir, the migra"."""
        if index == 0 or self._said.words[index - 1].word not in _WHO or not self._said.has("kin"):
            return False
        behind = self._said.between(index + 1) if index + 1 < self._count else ","
        return self._said.between(index - 1).strip() == "," and behind.strip()[:1] in (",", ".", "!")

    @cached_property
    def _whose(self) -> frozenset[int]:
        return self._said.within("kin_whose")

    def _begins(self, index: int, cue: _Cue) -> bool:
        """Say whether a name begins with this word."""
        word = self._said.words[index].word
        if index in self._given:
            return index not in self._shop
        if any(sign.isdigit() for sign in word) or word in self._not_names or index in self._shop:
            return False
        if index in self._too:
            return cue > _Cue.MAYBE or (self._capital(index) and (cue > _Cue.NONE or not self._opens(index)))
        if index in self._little or len(word) < _SHORTEST:
            return False
        if index in self._family:
            return cue > _Cue.MAYBE or self._capital(index)
        if cue < _Cue.MAYBE:
            goes_on = self._says(index + 1) or index + 1 in self._said.within("family_behind")
            return self._capital(index) and goes_on and not self._known(index)
        if self._known(index):
            return False
        if self._capital(index):
            return True
        if not self._apart(index) or _VERBAL.fullmatch(word):
            return False
        # In small letters, what follows "my cousin" is mostly what the cousin does.
        goes_on = self._says(index + 1)
        return cue is _Cue.NAME or (cue is _Cue.PERSON and (index in self._said.behind("title") or goes_on))

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

    def _says(self, index: int) -> bool:
        """Say whether it goes on as it does behind a name: "Yesenia told me"."""
        return index in self._saying

    def _name_end(self, start: int, cue: _Cue) -> int:
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

    def _continues(self, index: int, cue: _Cue, *, started: int) -> bool:
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
        if index in self._too and (self._capital(index) or cue is _Cue.NAME):
            return True
        if self._known(index):
            return False
        if self._capital(index):
            return self._capital(started) or cue > _Cue.HINT
        return cue is _Cue.NAME and index == started + 1 and len(word) >= _SHORTEST and not _VERBAL.fullmatch(word)

    def _is_place(self, start: int, end: int, cue: _Cue, section: str) -> bool:
        """Say whether the name is a street's, a school's, a shop's."""
        said = self._said
        owner = end - 1 in said.owners
        capital = end < self._count and self._capital(end)
        if cue < _Cue.PERSON and owner and capital:
            # "Nick's Nest"
            return True
        if cue < _Cue.NAME and section != "kin" and is_placed_behind(said, end, capital=capital):
            return not owner or end in said.within("place_behind")
        if section == "title":
            # "Taqueria Don Pancho", but the shop of don Pancho is his.
            title = next(hit.start for hit in said.phrases("title") if hit.end == start)
            return title - 1 in said.within("place_before") and said.between(title).isspace()
        return cue < _Cue.PERSON and (is_placed_before(said, start) or is_crossed(said, start, end))
