"""Places as people name them: a point, a corner, a landmark; and whether two of them are the same."""

import math
import re
import unicodedata
from dataclasses import dataclass
from typing import TypeAlias

from rapidfuzz import fuzz

Point: TypeAlias = tuple[float, float]
"""Latitude, longitude in degrees (WGS 84)."""

SAME_PLACE_M = 500
"""Two points this near are one incident (the issue's rule)."""
SAME_WORDS = 84
"""Token-sort similarity (0-100) from which two named places are one; docs/decisions/0004 says how it was measured."""

_EARTH_M = 6_371_000


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where something is: words, a point, or both."""

    words: str = ""
    point: Point | None = None

    @property
    def usable(self) -> bool:
        """Whether somebody could be sent there."""
        return bool(self.words) or self.point is not None

    def with_more(self, other: "Place") -> "Place":
        """This place, completed by what the other adds."""
        return Place(words=self.words or other.words, point=self.point or other.point)

    @property
    def link(self) -> str:
        """A map that opens on any phone; OpenStreetMap, which asks nobody to sign in."""
        if self.point is None:
            return ""
        latitude, longitude = self.point
        return f"https://www.openstreetmap.org/?mlat={latitude:.5f}&mlon={longitude:.5f}#map=18/{latitude:.5f}/{longitude:.5f}"


def distance(a: Point, b: Point) -> float:
    """Metres between two points (haversine)."""
    (lat1, lon1), (lat2, lon2) = ((math.radians(x) for x in p) for p in (a, b))
    half = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * _EARTH_M * math.asin(math.sqrt(min(1.0, half)))


def same_place(a: Place, b: Place) -> bool:
    """Whether two reports speak of one place: points decide where both have one, else the words."""
    if a.point is not None and b.point is not None:
        return distance(a.point, b.point) <= SAME_PLACE_M
    return bool(a.words and b.words) and same_words(a.words, b.words)


def same_words(a: str, b: str) -> bool:
    """Whether two descriptions name one corner or landmark. Numbers (house, ordinal) must agree exactly."""
    names_a, numbers_a = _tokens(a)
    names_b, numbers_b = _tokens(b)
    if numbers_a != numbers_b or not (names_a and names_b):
        return numbers_a == numbers_b and bool(numbers_a) and not names_a and not names_b
    return similarity(a, b) >= SAME_WORDS


def similarity(a: str, b: str) -> float:
    """0 to 100: how alike the names in two descriptions are, whatever their order."""
    names_a, _ = _tokens(a)
    names_b, _ = _tokens(b)
    return fuzz.token_sort_ratio(" ".join(sorted(names_a)), " ".join(sorted(names_b)))


def plain_words(text: str) -> str:
    """Lower case, no accents, no punctuation, single spaces."""
    folded = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(c for c in folded if not unicodedata.combining(c))
    return " ".join(re.sub(r"[^\w\s]", " ", bare).split())


_ORDINALS = {
    word: str(number)
    for number, words in enumerate(
        (
            "first primera primer primero", "second segunda segundo", "third tercera tercer tercero",
            "fourth cuarta cuarto", "fifth quinta quinto", "sixth sexta sexto", "seventh septima septimo",
            "eighth octava octavo", "ninth novena noveno", "tenth decima decimo",
        ),
        start=1,
    )
    for word in words.split()
}  # fmt: skip
_LITTLE = frozenset(
    """a al and at avenida ave av avenue behind blvd boulevard by c calle cerca con corner cruce de del detras dr drive
    e el en enfrente entre esq esquina front frente highway hwy in intersection junto la lane las ln lo los near next
    of on outside por rd road route rt ruta st street the to un una with x y lado afuera lot estacionamiento parking
    parqueadero store tienda""".split()
)


def _tokens(words: str) -> tuple[frozenset[str], frozenset[str]]:
    """The names and the numbers that tell one place from another."""
    names, numbers = set(), set()
    for word in plain_words(words.replace("&", " y ")).split():
        ordinal = re.fullmatch(r"(\d+)(?:st|nd|rd|th|ra|da|ta|va|na|ma|ro|to|vo|no|mo|do|er|a|o)?", word)
        if ordinal:
            numbers.add(ordinal[1].lstrip("0") or "0")
        elif word in _ORDINALS:
            numbers.add(_ORDINALS[word])
        elif word not in _LITTLE:
            names.add(word)
    return frozenset(names), frozenset(numbers)


_WHERE = re.compile(
    r"""(?:^|\s|[,.;:])(?:at\ the|at|on|near|outside|behind|in\ front\ of|by\ the|next\ to|corner\ of|@
        |en\ la\ esquina\ de|en\ la|en\ el|en|cerca\ de|frente\ a|afuera\ de|afuera\ del|detr[aá]s\ de|por\ la|por\ el
        |junto\ a|esquina\ de)\s+(?P<place>[^\n.;!?]{2,80})""",
    re.IGNORECASE | re.VERBOSE,
)
_CORNER = re.compile(
    r"(?P<place>(?:[\w'’-]+\s){0,3}[\w'’-]+\s*(?:&|\by\b|\band\b|\bcon\b|/)\s*[\w'’-]+(?:\s(?:st|street|ave|avenue|rd|road))?)",
    re.IGNORECASE,
)
_HOUSE = re.compile(
    r"(?P<place>\b\d{1,5}\s+(?:[\w'’-]+\s){0,3}(?:st|street|ave|avenue|rd|road|blvd|dr|drive|lane|ln|hwy|route)\b\.?|(?:calle|avenida|ave\.?|av\.?)\s+[\w'’-]+(?:\s+(?:&|y|con)\s+[\w'’-]+|\s+\d{1,5})?)",
    re.IGNORECASE,
)
_END = re.compile(
    r",\s*\d|,?\s+(?:and|y)\s+(?:they|there|are|hay|est[aá]n|son|nos|tienen)\b|\s+(?:asking|pidiendo|parando)\b",
    re.IGNORECASE,
)
"""Where a place ends and the story goes on."""
_NOT_PLACES = frozenset(
    """home work once all casa trabajo este esta my mi mis your this that the morning la manana noche tarde moment
    now""".split()
)


def place_words(text: str) -> str:
    """The part of a free text that says where, or nothing."""
    for pattern in (_HOUSE, _WHERE, _CORNER):
        best = ""
        for found in pattern.finditer(text):
            words = _END.split(found["place"], maxsplit=1)[0].strip(" ,.;:")
            if _names_a_place(words):
                best = words
        if best:
            return best
    return ""


def _names_a_place(words: str) -> bool:
    names, numbers = _tokens(words)
    return bool((names | numbers) - _NOT_PLACES) and not (numbers and not names and "&" not in words)


_LINKS = (
    re.compile(
        r"[?&](?:q|ll|query|destination|center|mlat)=(?:loc:)?(-?\d{1,2}\.\d+)(?:%2C|,|&mlon=)\s*(-?\d{1,3}\.\d+)",
        re.IGNORECASE,
    ),
    re.compile(r"geo:(-?\d{1,2}\.\d+),(-?\d{1,3}\.\d+)", re.IGNORECASE),
    re.compile(r"/@(-?\d{1,2}\.\d+),(-?\d{1,3}\.\d+)"),
    re.compile(r"#map=\d+/(-?\d{1,2}\.\d+)/(-?\d{1,3}\.\d+)"),
)


def point_in(text: str) -> Point | None:
    """The point of a map link in a text: Signal's apps share a location so."""
    for pattern in _LINKS:
        found = pattern.search(text)
        if found:
            point = float(found[1]), float(found[2])
            if abs(point[0]) <= 90 and abs(point[1]) <= 180:  # noqa: PLR2004 - the globe
                return point
    return None


def area(place: Place) -> str:
    """A place as the community hears it: without the house number, never a point."""
    return re.sub(r"^\s*\d{1,5}[a-zA-Z]?\s+(?=\D)", "", place.words).strip()
