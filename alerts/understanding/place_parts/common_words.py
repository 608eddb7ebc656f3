"""Common words that are names by what stands around them; words of no list that are verbs."""

from alerts.places.vocabulary import ANY_STREET, CONNECTORS
from alerts.understanding.place_parts.neighbours import Neighbours
from alerts.understanding.place_parts.part import Part, Word

_LEADS = frozenset({Part.NEAR, Part.AT, Part.PATH, Part.ARTICLE, Part.JOIN, Part.OF, Part.STREET})
_MAY_BE_NAMES = frozenset({Part.END, Part.QUALITY, Part.NEAR, Part.PATH})
_MATERIAL = frozenset({Part.NAME, Part.KIND, Part.STREET, Part.NUMBER, Part.DIRECTION})
_BEFORE_VERBS = frozenset(
    """se me te nos les le que q k qe no ya i you we they he she theyre not dont cant wont didnt never ill well
    eu ele ela eles nao yo ap pa pap ki mwen m nou li ka pou""".split()
)
_BEFORE_INFINITIVES = frozenset("a por x de para pa sin al puedo poder va voy van quiere".split())
_CREOLE = frozenset("la a an nan yo ki".split())
_FINITE = ("aron", "eron", "aban", "aba", "ian", "aram", "eram", "iram", "avam")
_INFINITIVES = ("ar", "er", "ir", "arme", "erme", "irme")
CALLED_LAST = frozenset("escuela colegio primaria escola iglesia igreja parque edificio".split())
"""Kinds of places whose name stands behind: "escuela Kelly"."""
_LEAST, _MOST = 2, 5
"""Figures of a house's number."""
_GENERIC = frozenset("edificio predio building apartamentos estacionamiento estacionamento parqueadero lote".split())


def mark_verb(words: Neighbours, at: int) -> None:
    """Take a word of no list for a verb where one stands: behind "se", "they", "no"; "de contestar"."""
    word, before = words.words[at], words.before(at)
    if word.part is not Part.NAME or word.section or word.capital:
        return
    # "En la esquina de chester" tells a street.
    led = before.said in _BEFORE_INFINITIVES and not (before.said == "de" and before.part is Part.NEAR)
    infinitive = led and word.said.endswith(_INFINITIVES)
    if infinitive or (before.said in _BEFORE_VERBS and before.part is Part.END):
        words.become(at, Part.END)


def mark_creole(words: Neighbours, at: int) -> None:
    """Keep what stands between a place and its street in Creole: "restoran ayisyen an sou", "makèt ki sou"."""
    if words.words[at].said not in _CREOLE or words.before(at).part not in _MATERIAL:
        return
    step = 1
    while words.after(at, step).said in _CREOLE:
        step += 1
    if words.after(at, step).said == "sou":
        words.become(at, Part.OF)


def mark_name(words: Neighbours, at: int) -> None:
    """Make a common word a name where what stands around it says so."""
    word, before, after = words.words[at], words.before(at), words.after(at)
    if word.said in CONNECTORS:
        return
    if (
        (
            word.part in _MAY_BE_NAMES
            and (_foreign(word, before) or _unheard(word, before, after) or _large(word, before))
        )
        or _what_a_kind_is_of(words, at)
        or (word.said == "valley" and before.part is Part.KIND and not word.cut)
        or (word.capital and after.capital and after.part is Part.NAME and _begins_a_name(word))
        or _begins_a_firm(word, after)
    ):
        words.become(at, Part.NAME)
    if word.joined and word.part in _MATERIAL and before.section in ("story", "quality"):
        # "Stop & Shop".
        words.become(at - 1, Part.NAME)
    if word.part is Part.QUALITY and word.capital and _is_numbered(words, at):
        # "Orange 145".
        words.become(at, Part.NAME)
    if word.joined and word.capital and word.part is before.part is Part.QUALITY and before.capital:
        # "White & Orange".
        words.become(at - 1, Part.NAME)
        words.become(at, Part.NAME)


def _is_numbered(words: Neighbours, at: int) -> bool:
    """Say whether the number of a house stands behind and ends what is said of it."""
    number, behind = words.after(at), words.after(at, 2)
    house = number.said.isdigit() and _LEAST <= len(number.said) <= _MOST
    return house and behind.part in (Part.NOTHING, Part.DOOR)


def _foreign(word: Word, before: Word) -> bool:
    """Say whether an English word stands behind "la" or "calle": "la Race", "calle Front"."""
    english = word.languages == {"en"} and word.section in ("story", "time", "nowhere", "quality", "path", "near")
    la = before.said == "la" and "es" in before.languages
    street = before.part is Part.STREET and before.said in ANY_STREET
    return (english and (la or street)) or (street and word.capital)


def _unheard(word: Word, before: Word, after: Word) -> bool:
    """Say whether it only looked like a verb: none stands behind an article, or before "school" as Kelly does."""
    if word.section or word.part is not Part.END:
        return False
    if word.said.endswith(_FINITE):
        # "La esposaron": here "la" is "her".
        return False
    called = after.part is Part.KIND or before.said in CALLED_LAST
    return before.part is Part.ARTICLE or (called and word.said.endswith("ly"))


def _large(word: Word, before: Word) -> bool:
    if not word.capital or word.part is Part.NEAR:
        return False
    if before.part in _LEADS or (before.part in (Part.NAME, Part.KIND, Part.DIRECTION) and before.capital):
        led = word.section in ("story", "nowhere", "quality")
    elif before.said in CALLED_LAST:
        # "El parque Look".
        led = word.section == "story"
    else:
        led = False
    named = before.part is Part.NAME and before.capital and word.section in ("what", "time")
    kind = before.part is Part.KIND and word.section in ("time", "quality", "nowhere", "what")
    return led or named or kind


def _begins_a_firm(word: Word, after: Word) -> bool:
    """Say whether a firm's name begins so within a sentence: "the dock, Valley Cold Storage"."""
    return word.section == "nowhere" and word.capital and not word.breaks and after.capital and after.part is Part.NAME


def _begins_a_name(word: Word) -> bool:
    """Say whether a name may begin so before another large word: "Rolling Green", "Van Horn"."""
    return word.part is Part.QUALITY or (word.part is Part.END and word.section == "what")


def _what_a_kind_is_of(words: Neighbours, at: int) -> bool:
    """Say whether it tells what a place is for: "fábrica de papel", "taller de carros"."""
    word, kind = words.words[at], words.before(at, 2)
    return (
        word.part is Part.END
        and words.before(at).part is Part.OF
        and kind.part is Part.KIND
        and kind.said not in _GENERIC
        and word.section in ("what", "nowhere")
    )
