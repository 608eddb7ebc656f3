"""The part of a free text that says where; measured in tests/alerts/places/test_whereabouts.py.

The text is cut into pieces at commas and at words of the story (who is there, what they do, when), and each piece
is read from a word like "at" or "frente a" on. What nobody could be sent to ("at work", "en mi casa") is no place.
"""

import re
from collections.abc import Iterator

from alerts.places.names import PlaceName, place_name
from alerts.places.place import plain_words

_FLAGS = re.IGNORECASE | re.VERBOSE

_TIME = re.compile(
    r"""\b(?:(?:at|around|about|since|a\ las?|como\ a\ las?|desde\ las?)\s+)?\d{1,2}(?::\d\d)?\s*[ap]\.?\s?m\b\.?
    |\b(?:a|desde)\ las?\ \d{1,2}(?::\d\d)?(?:\s+de\ la\ \w+)?""",
    _FLAGS,
)
_LINK = re.compile(r"\S+://\S+|\bgeo:\S+", re.IGNORECASE)
_STOP = re.compile(r"[,;:!?\n]+|(?<!\bst)(?<!\bave)(?<!\bav)(?<!\brd)(?<!\b[nsewt])\.(?:\s|$)", re.IGNORECASE)
"""Where a clause ends; a point after "St" ends none."""
_COUNT = (
    r"\d+|an?|one|two|three|four|five|six|un[ao]?s?|dos|tres|cuatro|cinco|seis|several|some|many|vari[ao]s|much[ao]s"
)
_STORY = re.compile(
    rf"""\b(?:(?:in|en|with|con)\s+)?(?:(?:{_COUNT})\s+)?(?:(?:big|white|black|blue|grey|gray|green|unmarked)\s+)?
        (?:vans?|cars?|trucks?|suvs?|suburbans?|vehicles?|men|people|agents?|officers?|cops?
        |camionetas?|carros?|coches?|troc?as?|veh[ií]culos?|patrullas?|hombres|personas|gente|agentes?|oficiales)\b
    |\b(?:and\s+|y\s+)?(?:they(?:['’]re)?|there(?:['’]s)?|are|is|was|were|have|has|went|took|came|stopped
        |hay|est[aá]n?|son|nos|tienen|pararon|pusieron|vinieron|llegaron|se\s+llev(?:aron|an))\b
    |\b(?:in|with|con|de)\s+(?:\w+\s+)?(?:vests?|masks?|jackets?|uniforms?|chalecos?|m[aá]scaras?|uniformes?)\b
    |\b(?:asking|taking|knocking|stopping|happening|questioning|pidiendo|parando|llev[aá]ndose|tocando)\b
    |\b(?:right\ now|just\ now|now|today|tonight|this\ \w+|for\ an?\ \w+)\b
    |\b(?:ahorita|ahora|hoy|esta\ (?:ma[nñ]ana|tarde|noche))\b""",
    _FLAGS,
)
"""Words of the story: a place ends before them and may begin after them."""
_WHERE = re.compile(
    r"""(?:^|(?<=\s))(?:in\ front\ of|next\ to|the\ corner\ of|corner\ of|outside\ of|outside|inside|behind|across\ from
    |near|into|from|down|along|at|on|by|in|@
    |(?:entraron|metieron|llegar|llegaron|llegando|cerca)\ al?|en\ la\ esquina\ de|esquina\ de|esquina
    |enfrente\ de|frente\ al?|cerca\ del?|afuera\ del?|fuera\ del?|adentro\ del?|dentro\ del?|detr[aá]s\ del?
    |atr[aá]s\ del?|al\ lado\ del?|junto\ al?|en|por(?!\ favor))\s+""",
    _FLAGS,
)
_STREET = re.compile(
    r"""\b\d{1,5}\s+(?:[\w'’-]+\s+){1,3}(?:st|street|ave|avenue|rd|road|blvd|dr|drive|lane|ln|ct|court)\b.*
    |\b(?:calle|avenida|av\.?|ruta|route|carretera|camino)\s+\w.*""",
    _FLAGS,
)
_CORNER = re.compile(
    r"(?:(?<=\s)|^)(?:[\w'’.-]+\s+){0,2}[\w'’.-]+\s*(?:&|/|\band\b|\by\b|\bcon\b)\s*(?:la\s+|el\s+)?[\w'’-]+.*", _FLAGS
)
_EDGE = re.compile(
    r"^(?:the|la|el|los|las|of|de|del|and|y)\s+|\s+(?:and|y|the|la|el|a|al|on|en|at|with|con|i|que)$",
    re.IGNORECASE,
)
_NO_PLACE = frozenset(
    """home work job trabajo casa house calle street way morning manana noche tarde night moment momento ground floor
    suelo piso foot pie doors door puerta puertas phone camera video camino once all everybody everyone todos todas line
    front frente here aqui ahi alla there school escuela it him her them me us person persona charge case caso
    general favor miedo area neighborhood barrio town pueblo city ciudad facebook whatsapp""".split()
)
"""Where nobody can be sent."""


def place_words(text: str) -> str:
    """Return the part of a free text that says where, in its own spelling; empty where none does."""
    return max(_candidates(text), key=_weight, default="")


def _candidates(text: str) -> Iterator[str]:
    for clause in _STOP.split(_TIME.sub(" , ", _LINK.sub(" , ", text))):
        for piece in _STORY.split(clause):
            words = _in_piece(piece)
            if words:
                yield words


def _in_piece(piece: str) -> str:
    for found in _WHERE.finditer(piece):
        near = _WHERE.split(piece[found.end() :], maxsplit=1)[0]
        if _sendable(place_name(near)):
            return _trimmed(piece[found.end() :])
    for pattern in (_STREET, _CORNER):
        other = pattern.search(piece)
        words = _trimmed(other[0]) if other else ""
        if _sendable(place_name(words)) and (pattern is not _CORNER or _is_corner(words)):
            return words
    return ""


def _sendable(name: PlaceName) -> bool:
    """Say whether somebody could find it: a name that is one, or two numbers of streets."""
    names = name.names - _NO_PLACE
    return bool(names or len(name.numbers) > 1 or (name.numbers and name.streets) or (name.kinds - _NO_PLACE))


def _is_corner(words: str) -> bool:
    """Say whether "and" joins streets here; in "my son and my wife" it does not."""
    name = place_name(words)
    told = bool(name.numbers or name.streets or re.search("[&/]", words))
    return name.tells > 1 and (told or sum(word[0].isupper() for word in words.split()) > 1)


def _trimmed(words: str) -> str:
    before = ""
    words = words.strip(" ,.;:\"'()-–")
    while words != before:
        before, words = words, _EDGE.sub("", words).strip(" ,.;:\"'()-–")
    return words


def _weight(words: str) -> int:
    """Return how much the words tell: what tells most is taken, of equals the first."""
    name = place_name(words)
    return 2 * len({plain_words(n) for n in name.names} - _NO_PLACE) + 2 * len(name.numbers) + len(name.kinds)
