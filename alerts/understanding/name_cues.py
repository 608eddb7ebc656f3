"""How far the words before a name give it to a person: "my husband", "se llama", "they took"."""

import re
from collections.abc import Mapping
from enum import IntEnum
from functools import cached_property

from alerts.understanding.lexicon import Hit
from alerts.understanding.phrases import SaidText


class NameCue(IntEnum):
    """What stands before a name, by how surely it gives it to a person."""

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
    "named": NameCue.NAME,
    "kin": NameCue.PERSON,
    "title": NameCue.PERSON,
    "took": NameCue.MAYBE,
    "ask_for": NameCue.MAYBE,
    "i_am": NameCue.MAYBE,
    "family": NameCue.HINT,
    "perhaps_person": NameCue.HINT,
}
_BEFORE_JOINED = frozenset("a al la el".split())
_THE = frozenset("el la o a al ao".split())
_ARTICLE_AND_NAME = 2
_AT = frozenset("en por de d x a desde hasta con em na no".split())
_SPOKEN_ON = frozenset("to that im i we theyre its he she not dont que no".split())
_BETWEEN_JOINED = 3
_BY_LOOKS = frozenset("big lil little old young crazy tall fat".split())
_LISTED = 6
"""Names of one word each, one behind the other."""
_WHO = frozenset("o a el la don dona".split())
_WITHOUT_ENDINGS = "ht"
"""A language whose verbs show no ending: behind "yon nonm" a small letter says nothing."""
_BEFORE_NAME = re.compile(r"[\s,:(\"'“–-]*")


class NameCues:
    """What the words of one text say of who is named in it."""

    def __init__(self, said: SaidText) -> None:
        """Look for them in what was said."""
        self._said = said
        self._whose = said.within("kin_whose")
        self._alone = frozenset(hit.start for hit in said.hits if hit.end == hit.start + 1)

    def _is_told_of(self, index: int) -> bool:
        """Say whether it begins to tell what somebody does: "el Flaco que lava platos", but not "en la Elm que"."""
        before = self._said.words[index - _ARTICLE_AND_NAME].word if index >= _ARTICLE_AND_NAME else ""
        following = self._said.words[index + 1].word if index + 1 < len(self._said.words) else ""
        return self._said.as_written(index).istitle() and following in ("q", "que") and before not in _AT

    def _is_spoken_to(self, index: int) -> bool:
        """Say whether a word of no list is whom somebody is to tell something: "tell oksana to stay"."""
        if self.is_known_word(index) or index + 1 >= len(self._said.words) or not self._said.between(index).isspace():
            return False
        hit = self._ends.get(index)
        return hit is not None and hit.section == "ask_for" and self._said.words[index + 1].word in _SPOKEN_ON

    def is_known_word(self, index: int) -> bool:
        """Say whether some list knows the word by itself, as whatever."""
        return index in self._alone

    @cached_property
    def _ends(self) -> dict[int, Hit]:
        """The phrase that ends before a word, and gives it to a person; of several the strongest."""
        found: dict[int, Hit] = {}
        for section in _CUES:
            for hit in self._said.phrases(section):
                found.setdefault(hit.end, hit)
        return found

    def before(self, index: int, ended: Mapping[int, NameCue]) -> tuple[NameCue, str]:
        """Return what stands before a word, and the section of the lists that tells it; "" for none.

        `ended`: where a name ended, and what gave that to a person: what "and" joins to it is one too.
        """
        if self._in_apposition(index):
            return NameCue.MAYBE, "kin"
        if self._is_nickname(index) or self._is_spoken_to(index):
            return NameCue.NAME, "kin"
        at = self._first_of_what_leads(index)
        hit = self._ends.get(at)
        joined = self._joined(index, ended)
        looks = at < index and self._is_told_how(at)
        far = hit is not None and at < index and not looks and hit.language != _WITHOUT_ENDINGS
        if hit is None or joined > NameCue.HINT or far:
            return min(joined, NameCue.MAYBE), ""
        if not self._leads(hit, index):
            return NameCue.NONE, ""
        cue = _CUES[hit.section]
        if hit.language == _WITHOUT_ENDINGS and cue is NameCue.PERSON:
            cue = NameCue.MAYBE
        return (max(cue, NameCue.PERSON) if looks else cue), hit.section

    def _first_of_what_leads(self, index: int) -> int:
        """Return where the words before a name end that may give it to a person, less "big" and whose kin it is."""
        at = index
        while at > 0 and at not in self._ends and (at - 1 in self._whose or self._is_told_how(at - 1)):
            at -= 1
        return at

    def _leads(self, hit: Hit, index: int) -> bool:
        """Say whether a phrase leads to the word with nothing between that parts them."""
        joint = self._said.text[self._said.words[hit.end - 1].end : self._said.words[index].start]
        if hit.section == "title":
            if self._is_drive(hit):
                return False
            # "Mrs. Oksana"
            joint = joint.removeprefix(".")
        if hit.end == index and not _BEFORE_NAME.fullmatch(joint):
            return False
        return hit.section in ("kin", "named") or not re.search(r"[,(–-]", joint)

    def _is_told_how(self, index: int) -> bool:
        """Say whether a word tells which of several is called so: "tell big mike"."""
        return self._said.words[index].word in _BY_LOOKS and index in self._ends

    def _is_drive(self, hit: Hit) -> bool:
        """Say whether "Dr" ends a street's name: "Industrial Dr lumber yard"."""
        if self._said.words[hit.start].word != "dr" or not hit.start or not self._said.between(hit.start).isspace():
            return False
        named = self._said.as_written(hit.start - 1).istitle() and hit.start - 1 not in self._said.within("little")
        return named and not self._said.as_written(hit.end).istitle() if hit.end < len(self._said.words) else named

    def _joined(self, index: int, ended: Mapping[int, NameCue]) -> NameCue:
        """Return what gave the name before to a person, where "and" joins this one to it: "a Beto y a la Yoli"."""
        if index in ended and self._is_listed(index):
            return max(ended[index], NameCue.MAYBE)
        at = index - 1
        while at > max(index - _BETWEEN_JOINED, 0) and self._said.words[at].word in _BEFORE_JOINED:
            at -= 1
        return ended.get(at, NameCue.NONE) if at in self._said.within("name_and") else NameCue.NONE

    def _is_listed(self, index: int) -> bool:
        """Say whether a word stands between commas in a list that "and" ends: "Wilmer, Tzunux, Nectali y Heidy"."""
        joints = self._said.within("name_and")
        for at in range(index, min(index + _LISTED, len(self._said.words) - 1)):
            if self._said.between(at).strip() != ",":
                return False
            if at + 1 in joints:
                return self._said.between(at + 1).strip() in ("", ",")
        return False

    def _in_apposition(self, index: int) -> bool:
        """Say whether a name alone between commas tells who it is: "they took my coworker, o Valdecir, the migra"."""
        if index == 0 or self._said.words[index - 1].word not in _WHO or not self._said.has("kin"):
            return False
        behind = self._said.between(index + 1) if index + 1 < len(self._said.words) else ","
        return self._said.between(index - 1).strip() == "," and behind.strip()[:1] in (",", ".", "!")

    def _is_nickname(self, index: int) -> bool:
        """Say whether it is what somebody is called, and no other word that we know: "mi compa el Chino"."""
        if not index or self.is_known_word(index) or not self._said.between(index).isspace():
            return False
        if self._said.words[index - 1].word not in _THE:
            return False
        if self._is_told_of(index):
            return True
        hit = self._ends.get(index - 1) or self._ends.get(index)
        if hit is None or not self._said.between(index - 1).isspace():
            return False
        return hit.section in ("kin", "took") and hit.language != _WITHOUT_ENDINGS
