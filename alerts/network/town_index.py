"""Names of towns found in a text: as they are spelled, cut short, by a nickname, misspelt."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from rapidfuzz.distance import OSA

from alerts.places.sounds import readings
from alerts.tokens import Token, tokens

_SIDES = {
    "west": ("w", "wes", "wets", "oeste", "guest", "gues", "ues", "uest", "wst", "vest"),
    "east": ("e", "est", "eest", "ist"),
    "north": ("n", "no", "nth", "norte", "nor", "nort"),
    "south": ("s", "so", "sth", "sur", "sul", "saut", "sout", "soud"),
    "saint": ("st",),
    "mount": ("mt",),
}
_LONG, _LONGER = 6, 9
"""Letters from which on one, and two, may be wrong."""
_ALIKE = 0.6
"""So much (0-1) of how two words with the same consonants sound must agree."""
_HALF = 4
"""Letters of each half of a name that is written as two words."""
_CUT = 4
"""Letters of the shortest name without its vowels ("spfld")."""
_VOWELS = frozenset("aeiou")
_GUESSED_WORDS = 3
"""Words of a name that is looked for misspelt."""


@dataclass(frozen=True, slots=True)
class FoundName:
    """A town's name in a text, whatever it is there: the town, a street, a direction."""

    name: str
    """As the network, or the list of towns around it, spells it."""
    ours: bool
    near: bool
    """It is ours, or its centre is known: a town that people here speak of."""
    shared: bool
    """It is the name of streets, shops and persons as well."""
    exact: bool
    village: bool
    """A part of that town is named, which belongs to where it is."""
    start: int
    """Index of its first token."""
    end: int
    """Index behind its last token."""


@dataclass(frozen=True, slots=True)
class _Entry:
    name: str
    ours: bool
    near: bool
    shared: bool
    words: tuple[str, ...]
    village: bool = False


class TownIndex:
    """Finds towns' names in texts; built once for a region, it only reads."""

    def __init__(
        self,
        ours: Sequence[str],
        around: Sequence[str],
        elsewhere: Iterable[str],
        shared: Iterable[str],
        nicknames: Mapping[str, str],
        villages: Mapping[str, str],
    ) -> None:
        """Build it of our towns, those around with a known centre, more names, what people say, their parts."""
        # Of towns whose centre is known we know that they are near: their names are heard as the towns'.
        shared = frozenset(shared).difference(ours, around)
        own = frozenset(ours)
        known = list(dict.fromkeys((*ours, *around, *elsewhere)))
        near = frozenset((*ours, *around))
        entries = [_Entry(name, name in own, name in near, name in shared, _words(name)) for name in known]
        self._exact: dict[tuple[str, ...], _Entry] = {}
        for entry in reversed(entries):
            self._exact |= dict.fromkeys(_spellings(entry), entry)
        by_name = {entry.name: entry for entry in entries}
        self._exact |= {
            _words(nick): by_name[name] for nick, name in nicknames.items() if name in by_name and _words(nick)
        }
        self._exact |= {
            _words(part): replace(by_name[name], near=False, shared=False, words=_words(part), village=True)
            for part, name in villages.items()
            if name in by_name
        }
        for entry in entries:
            for apart in _with_its_side_apart(entry.words) if entry.near else ():
                # Who says "n hampton" here means Northampton, not a town in New Hampshire.
                if apart not in self._exact or not self._exact[apart].near:
                    self._exact[apart] = entry
        self._longest = max((len(words) for words in self._exact), default=0)
        self._starts = {words[0] for words in self._exact}
        self._joined = {spelled: entry for entry in entries if entry.near for spelled in _joined(entry.words)}
        self._halves = {spelled[:cut] for spelled in self._joined for cut in range(_HALF, len(spelled) - _HALF + 1)}
        self._fuzzy = [entry for entry in entries if entry.name in near]
        self._guessed = {word for entry in self._fuzzy for word in entry.words}
        self._by_ear: dict[str, set[str]] = defaultdict(set)
        for word in self._guessed:
            for spelled in _aspirated(word):
                for sound in _heard(spelled):
                    self._by_ear[sound].add(word)

    def names(self, words: Sequence[Token], guessable: Sequence[bool]) -> Iterator[FoundName]:
        """Find the names, the longest at each word first; only where `guessable` may a word be a misspelt one."""
        at = 0
        while at < len(words):
            found = self._apart(words, at) or self._exactly(words, at) or self._nearly(words, at, guessable)
            if found:
                yield found
            at = found.end if found else at + 1

    def _apart(self, words: Sequence[Token], at: int) -> FoundName | None:
        """Find a near name of one word that is written as two: "north hampton"."""
        if at + 1 == len(words) or words[at].word not in self._halves:
            return None
        entry = self._joined.get(words[at].word + words[at + 1].word)
        return _found(entry, at, exact=False, end=at + 2) if entry else None

    def _exactly(self, words: Sequence[Token], at: int) -> FoundName | None:
        if words[at].word not in self._starts:
            return None
        for length in range(min(self._longest, len(words) - at), 0, -1):
            entry = self._exact.get(tuple(word.word for word in words[at : at + length]))
            if entry:
                return _found(entry, at, exact=True, end=at + length)
        return None

    def _nearly(self, words: Sequence[Token], at: int, guessable: Sequence[bool]) -> FoundName | None:
        if not any(guessable[at : at + _GUESSED_WORDS]):
            return None
        last = min(at + _GUESSED_WORDS, len(words))
        meant = [self._meant(words[step].word, guess=guessable[step]) for step in range(at, last)]
        best: list[tuple[int, int, _Entry]] = []
        for entry in self._fuzzy:
            if len(entry.words) <= len(meant) and any(guessable[at : at + len(entry.words)]):
                off = [said.get(right) for said, right in zip(meant, entry.words, strict=False)]
                if None not in off:
                    best.append((-len(entry.words), sum(wrong or 0 for wrong in off), entry))
        best.sort(key=lambda one: one[:2])
        if not best or (len(best) > 1 and best[0][:2] == best[1][:2]):
            return None
        entry = best[0][2]
        return _found(entry, at, exact=False, end=at + len(entry.words))

    def _meant(self, said: str, guess: bool) -> dict[str, int]:
        """Return the words of towns' names that a word may be, each with how far it is off."""
        said = said if said.isascii() else _latin(said)
        meant = {right: 0 for right in self._guessed if said == right or said in _SIDES.get(right, ())}
        if meant or not guess:
            return meant
        for right in self._guessed:
            wrong = _off(said, right)
            if wrong is not None:
                meant[right] = wrong
        if len(said) >= _LONG - 1:
            for sound in _heard(said):
                meant |= {
                    right: 2
                    for right in self._by_ear.get(sound, ())
                    if right not in meant and _sounds_like(said, right)
                }
        return meant


def _found(entry: _Entry, start: int, *, exact: bool, end: int) -> FoundName:
    return FoundName(entry.name, entry.ours, entry.near, entry.shared, exact, entry.village, start, end)


def _words(name: str) -> tuple[str, ...]:
    return tuple(token.word for token in tokens(name))


def _spellings(entry: _Entry) -> Iterator[tuple[str, ...]]:
    """Return a name as it is spelled, with its first word cut short, and of a near town written as one word."""
    words = entry.words
    yield words
    if len(words) > 1:
        if entry.near:
            yield ("".join(words),)
        for short in _SIDES.get(words[0], ()):
            yield (short, *words[1:])


def _joined(words: tuple[str, ...]) -> Iterator[str]:
    """Return the spellings of a long name of one word that may be written as two."""
    if len(words) == 1 and len(words[0]) >= _LONG:
        yield words[0]
        if "th" in words[0]:
            yield words[0].replace("th", "thh", 1)


def _with_its_side_apart(words: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Return the spellings of a name that begins with a side, with the side apart: "n hampton", "nor jampton"."""
    side = next((side for side in _SIDES if len(words) == 1 and words[0].startswith(side)), None)
    rest = words[0][len(side) :] if side else ""
    if side and len(rest) >= _LONG:
        # The h of "Northampton" is the side's and the rest's.
        whole = f"h{rest}" if side[-1] == "h" and rest[0] in _VOWELS else rest
        yield from ((short, spelled) for short in (side, *_SIDES[side]) for spelled in _aspirated(whole))


def _off(said: str, right: str) -> int | None:
    """Return how many letters are wrong in a word of a name; None where it is not this word."""
    if said[0] != right[0]:
        return None
    if _is_cut_short(said, right):
        return 1
    allowed = 0 if len(right) < _LONG else 1 if len(right) < _LONGER else 2
    wrong = OSA.distance(said, right, score_cutoff=allowed)
    return wrong if wrong <= allowed else None


def _is_cut_short(said: str, right: str) -> bool:
    """Say whether a word is a name without its vowels: "spfld"."""
    if len(said) < _CUT or said[0] != right[0] or said[-1] != right[-1] or _VOWELS & set(said[1:]):
        return False
    letters = iter(right)
    return all(letter in letters for letter in said)


def _heard(word: str) -> set[str]:
    """Return what an ear keeps of a long name, as it is spelled and as it sounds: "esprinfil", "nortanton"."""
    return {_kept(reading) for reading in readings(word)}


def _aspirated(word: str) -> Iterator[str]:
    """Return a name as it is spelled, and with the h that a Spanish ear writes as j: "jadley", "norjampton"."""
    yield word
    if word[0] == "h":
        yield f"j{word[1:]}"
    if "tha" in word:
        yield word.replace("tha", "ja", 1)


def _sounds_like(said: str, right: str) -> bool:
    return any(
        OSA.normalized_similarity(one, other) >= _ALIKE
        for one in readings(said)
        for spelled in _aspirated(right)
        for other in readings(spelled)
    )


def _kept(reading: str) -> str:
    """Keep the consonants, without those that are swallowed."""
    sound = reading[1:] if reading[:2] == "es" and reading[2:3] not in _VOWELS else reading
    kept = "".join(letter for at, letter in enumerate(sound) if at == 0 or letter not in _VOWELS)
    kept = kept[:-1] if kept.endswith("st") and len(kept) >= _CUT else kept
    for swallowed, left in (
        ("mpt", "nt"),
        ("mt", "nt"),
        ("stf", "sf"),
        ("ngf", "nf"),
        ("nkf", "nf"),
        ("fld", "fl"),
        ("ld", "l"),
    ):
        kept = kept.replace(swallowed, left)
    return kept.translate(_NASAL)


_NASAL = str.maketrans("m", "n")


def _latin(word: str) -> str:
    """Spell a Cyrillic word as it sounds: Russian and Ukrainian are spoken here too."""
    return "".join(_CYRILLIC.get(letter, letter) for letter in word)


_CYRILLIC = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщыэюяіїєґ",
        "a b v g d e e zh z i i k l m n o p r s t u f h ts ch sh sch y e yu ya i i e g".split(),
        strict=True,
    )
)
