"""Words written by ear: "suforc" for Suffolk, "meipol" for Maple, "jai" for High, "esteit" for State.

Each word is read twice, as Spanish spells and as English sounds; two words are one where a reading of each agrees.
Consonants must agree; which vowels an ear hears is anybody's guess.
"""

from functools import lru_cache

from rapidfuzz.distance import OSA

SHORTEST = 3
"""Letters; of a shorter word nothing can be told by ear."""
LETTERS_SWAPPED = 5
"""Letters of the shortest word in which two neighbours may have changed places."""
VOWELS_TOLD = 5
"""Sounds; of a shorter reading the vowels must agree too."""
CLOSE = 0.75
"""Of two longer readings with the same consonants, so much (0-1) must agree (measured: 0004)."""
LOOSE = 0.7
"""So much where the rest of the place agrees already, and consonants that fade may be missing."""


def _spellings(rules: str) -> tuple[tuple[str, str], ...]:
    """Read "spelled:sounds" rules, to be followed in their order."""
    return tuple((spelled, sounds) for spelled, _, sounds in (rule.partition(":") for rule in rules.split()))


_ENGLISH = _spellings(
    """
    ight:1t igh:1 ght:t tch:C ch:C sh:C dge:C ge:Ye ck:k ph:f wh:w kn:n wr:r mb:m stn:sn stl:sl qu:kw th:t ee:i ea:i
    oo:u ou:au ow:au ay:2 ey:i ai:2 oa:o aw:o ew:u j:Y h:J x:ks ce:se ci:si cy:si
    """
)
"""Spelled so, an English word sounds so to a Spanish ear; C, J and Y are sounds of their own, 1 is ai and 2 is ei."""
_SPANISH = _spellings(
    """
    qu:k jue:we gue:ge gui:gi guo:wo gua:wa ch:C sh:C ll:Y h: j:J ge:Je gi:Ji ce:se ci:si x:ks
    """
)
_VOWELS = frozenset("aeiou")
_SAME = str.maketrans({"c": "k", "q": "k", "z": "s", "v": "b", "y": "i", "r": "l"})
"""Letters that are taken for each other by ear."""
_WORN = (("stk", "sk"), ("ngt", "nt"), ("mpd", "md"), ("mpt", "mt"), ("ngf", "nf"), ("ltn", "ln"))
_FADING = frozenset("tdkgs")
"""Consonants that fade at the end of a word."""
_NASAL = str.maketrans("m", "n")


def same_by_ear(one: str, other: str) -> bool:
    """Say whether two words, in small letters without accents, may be one that somebody wrote by ear or by thumb."""
    if not _comparable(one, other):
        return False
    short, long = sorted((one, other), key=len)
    if len(short) >= LETTERS_SWAPPED and sorted(short) == sorted(long) and OSA.distance(short, long) == 1:
        return True
    return any(_close(a, b) for a, b in _heard(one, other))


def loosely_same_by_ear(one: str, other: str) -> bool:
    """Say so of the last name in question, where every other name of the two places agrees."""
    short, long = sorted((one, other), key=len)
    if SHORTEST <= len(short) < VOWELS_TOLD and long == short + short[-1]:
        # "Fin" for Finn; Marshal and Marshall are two.
        return True
    return _comparable(one, other) and any(_loosely_close(a, b) for a, b in _heard(one, other)[1:])


def ear_keys(word: str) -> frozenset[str]:
    """Return keys of how a word sounds: words that are one by ear, or loosely so, share one of them."""
    heard = frozenset(readings(word))
    return heard | {_consonants(one) for one in heard} | {f"-{_skeleton(_worn(one))}" for one in heard if one}


def _comparable(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    # "Hawthorn" and "Hawthorne", "Marshal" and "Marshall" are two streets.
    return len(short) >= SHORTEST and len(long) - len(short) <= 1 + len(short) // 2 and not long.startswith(short)


def _heard(one: str, other: str) -> tuple[tuple[str, str], ...]:
    """Pair their readings; what is short and sounds alike in English is spelled on purpose: Beech and Beach."""
    (spelled, sounded), (other_spelled, other_sounded) = readings(one), readings(other)
    pairs = (spelled, other_spelled), (spelled, other_sounded), (sounded, other_spelled)
    return (*pairs, (sounded, other_sounded)) if sounded == other_sounded and len(sounded) >= VOWELS_TOLD else pairs


@lru_cache(maxsize=2_048)
def readings(word: str) -> tuple[str, str]:
    """Return how a word sounds, read as Spanish is spelled and as English is."""
    return _plain(_replaced(word, _SPANISH)), _plain(_english(word))


def _english(word: str) -> str:
    """Sound an English word out for a Spanish ear."""
    sound = word
    for spelled, sounds in (("ce", "se"), ("dge", "Ce"), ("ge", "Ce")):
        if sound.endswith(spelled):
            sound = sound[: -len(spelled)] + sounds
    if sound.startswith("uni"):
        sound = "Y" + sound
    silent = len(sound) > SHORTEST and sound[-1] == "e" and sound[-2] not in _VOWELS
    if silent and sound[-2] == "l" and sound[-3] not in _VOWELS:
        vowel = "2" if sound[-4] == "a" else sound[-4]
        return _replaced(sound[:-4] + vowel + sound[-3] + "ol", _ENGLISH)
    if silent and sound[-3] in "aio":
        return _replaced(sound[:-3] + {"a": "2", "i": "1", "o": "o"}[sound[-3]] + sound[-2], _ENGLISH)
    return _replaced(sound[:-1] if silent else sound, _ENGLISH)


def _replaced(word: str, table: tuple[tuple[str, str], ...]) -> str:
    for spelled, sounds in table:
        if spelled in word:
            word = word.replace(spelled, sounds)
    return word.replace("1", "ai").replace("2", "ei")


def _plain(sound: str) -> str:
    """Fold what an ear does not tell apart: doubled letters, c and k, w and u; "esteit" begins as State does."""
    if sound[:2] == "es" and len(sound) > SHORTEST and sound[2] not in _VOWELS and sound[2] != "s":
        sound = sound[1:]
    if sound[:1] == "u" and sound[1:2] in _VOWELS:
        sound = "w" + sound[1:]
    first = "Y" if sound[:1] == "y" else sound[:1].translate(_SAME)
    folded = first + sound[1:].replace("w", "u").translate(_SAME)
    return "".join(letter for at, letter in enumerate(folded) if at == 0 or letter != folded[at - 1])


def _consonants(sound: str) -> str:
    return "".join(letter for letter in sound if letter not in _VOWELS)


def _close(one: str, other: str) -> bool:
    if one == other:
        return True
    return (
        min(len(one), len(other)) >= VOWELS_TOLD
        and _begin_alike(one, other)
        and _consonants(one) == _consonants(other)
        and OSA.normalized_similarity(one, other) >= CLOSE
    )


def _loosely_close(one: str, other: str) -> bool:
    if min(len(one), len(other)) < SHORTEST - 1 or not _begin_alike(one, other):
        return False
    worn, other_worn = _worn(one), _worn(other)
    ends_alike = (worn[-1] in _VOWELS) == (other_worn[-1] in _VOWELS)
    return ends_alike and _skeleton(worn) == _skeleton(other_worn) and OSA.normalized_similarity(one, other) >= LOOSE


def _begin_alike(one: str, other: str) -> bool:
    return bool(one) and bool(other) and (one[0] in _VOWELS) == (other[0] in _VOWELS)


def _worn(sound: str) -> str:
    """Take off what a hasty ear does not keep."""
    worn = _replaced(sound, _WORN)
    while len(worn) > SHORTEST - 1 and worn[-1] in _FADING:
        worn = worn[:-1]
    return worn


def _skeleton(worn: str) -> str:
    return _consonants(worn).translate(_NASAL)
