"""Which town a message is about: its names in it, less those of streets, shops, directions, origins."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

from alerts.network.region import Region
from alerts.network.town_index import FoundName
from alerts.places.vocabulary import ANY_STREET, CONNECTORS, STREETS
from alerts.understanding.lexicon import Hit
from alerts.understanding.place_parts.common_words import CALLED_LAST
from alerts.understanding.place_parts.part import Part, Word


class NameRole(Enum):
    """What a town's name is in a message."""

    TOWN = auto()
    """It happens there."""
    ADJECTIVE = auto()
    """Before a shop or a school: most likely it is there."""
    PART_OF_A_NAME = auto()
    """A street's, a shop's."""
    TOWARD = auto()
    """Where somebody is heading."""
    UNSURE = auto()
    """Of a town further off, before a name: the town's shop, or a shop that is called so."""
    ORIGIN = auto()
    """Where somebody comes from."""
    BORDER = auto()
    """It happens where this town ends: which one it is must be asked."""
    DENIED = auto()
    """It is not there."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A town's name in a message, and what it is there."""

    found: FoundName
    role: NameRole


_BORDERS = frozenset("line border linea frontera limite limites divisa fwontye".split())
_STORY = frozenset({"time", "story", "agents", "what", "person"})
_OTHER_SIDE = (Part.NAME, Part.STREET, Part.NUMBER, Part.ARTICLE, Part.DIRECTION)
_TURNS = [["turns", "into"], ["meets", "the"], ["se", "vuelve"], ["se", "hace"]]
"""Between two towns, or on both sides of their border."""
_BANKS = frozenset("savings cooperative coop co-op community federal".split())
"""Between a town's name and "bank"."""
_COMPLEXES = frozenset(
    "woods heights gardens village estates manor commons terrace meadows crossing landing apartments apts".split()
)
"""Behind a town's name further off these make it that of a complex, as "Leyden Woods" is one."""
_CORNERS = frozenset("corner esquina intersection cruce kwen".split())
_LEADING = frozenset("avenida ruta rota carretera camino autopista bulevar boulevar estrada rodovia wout avni".split())
"""Streets that are called so in front of their name."""


def mentions(words: Sequence[Word], hits: Sequence[Hit], region: Region) -> list[Mention]:
    """Find the names of towns and say what each is."""
    guessable = [
        word.part is Part.NAME or (word.part is Part.END and word.section in ("", "nowhere")) for word in words
    ]
    found = list(region.index.names([word.token for word in words], guessable))
    return [Mention(one, _role(one, found, words, hits)) for one in found if not _is_plain_word(one, words)]


def _is_plain_word(one: FoundName, words: Sequence[Word]) -> bool:
    """Say whether the name of a town further off is a word of the story first: "ayer" is yesterday."""
    word = words[one.start]
    return not (one.near or one.village or word.capital) and word.section in _STORY


def _role(one: FoundName, found: Sequence[FoundName], words: Sequence[Word], hits: Sequence[Hit]) -> NameRole:
    around = _Around(one, words, hits)
    if around.ends_there():
        return NameRole.BORDER
    if around.in_a_street(found):
        return NameRole.PART_OF_A_NAME
    if around.ends_before("where_not", "where_gone") or around.of_what_is_denied(found):
        return NameRole.DENIED
    if around.leads("where_toward") > around.leads("where_in") or around.toward_a_bridge():
        return NameRole.TOWARD
    if around.ends_before("where_from") or around.of_a_person():
        return NameRole.ORIGIN
    return around.of_a_near_one(found) if one.near else around.of_a_far_one()


class _Around:
    """The neighbourhood of a town's name."""

    def __init__(self, one: FoundName, words: Sequence[Word], hits: Sequence[Hit]) -> None:
        self._one, self._words, self._hits = one, words, hits
        cut = one.start == 0 or words[one.start].breaks or words[one.start].comma
        self._before = None if cut else words[one.start - 1]
        after = words[one.end] if one.end < len(words) else None
        self._after = None if after is None or after.breaks or after.comma else after

    def ends_there(self) -> bool:
        """Say whether "the Holyoke line" is told, "the Holyoke Northampton line", or "where A turns into B"."""
        behind = [word.said for word in self._words[self._one.end : self._one.end + 2]]
        if behind in _TURNS:
            return True
        if [word.said for word in self._words[max(0, self._one.start - 2) : self._one.start]] in _TURNS:
            return True
        for word in self._words[self._one.end : self._one.end + 2]:
            if word.cut:
                return False
            if word.said in _BORDERS:
                return True
        return False

    def in_a_street(self, all_: Sequence[FoundName]) -> bool:
        before, after = self._before, self._after
        if self._begins_a_street():
            return True
        in_a_state = after is not None and after.said == "ct" and (self.ends_before("where_in") or self._opens_alone())
        if (
            after
            and not in_a_state
            and after.token.word in STREETS
            and after.token.word not in ("i", "us", "ma", "no", "way", "place")
        ):
            return True
        if before:
            word = before.token.word
            if word in ANY_STREET or word in _LEADING:
                return True
            if word in ("la", "na", "da", "pela") and not {"ht", "en"} >= before.languages:
                return True
            if word in ("on", "sou", "sobre", "off", "lower", "upper"):
                return True
        return self._joined(-1, all_) or self._joined(1, all_)

    def _opens_alone(self) -> bool:
        """Say whether nothing but a state's letters stands between the name and the next comma: "hartford ct, la"."""
        at = self._one.end + 1
        return self._before is None and at < len(self._words) and self._words[at].cut

    def _begins_a_street(self) -> bool:
        """Say whether the name of a town further off is the first word of a street's: "whiting farms rd"."""
        next_ = self._words[self._one.end : self._one.end + 2]
        street = len(next_) > 1 and not any(word.cut for word in next_) and next_[1].part is Part.STREET
        return not self._one.near and street and next_[0].part in (Part.NAME, Part.KIND)

    def in_a_banks_name(self) -> bool:
        """Say whether a bank is called after it, which has branches in every town: "Greenfield Savings Bank"."""
        next_ = self._words[self._one.end : self._one.end + 3]
        said = [word.said for word in next_ if not word.cut]
        if self._before is not None and self._before.said in ("bank", "banco"):
            return True
        return bool(said) and (said[0] == "bank" or (said[0] in _BANKS and "bank" in said))

    def _joined(self, step: int, all_: Sequence[FoundName]) -> bool:
        """Say whether it is one side of a corner, the other of which is no town."""
        joint = self._one.start - 1 if step < 0 else self._one.end
        other = joint + step
        if not 0 <= other < len(self._words) or not 0 <= joint < len(self._words):
            return False
        word = self._words[joint]
        is_join = word.token.word in CONNECTORS and word.part is Part.JOIN
        if word.said == "x" and self._words[other].part is Part.ARTICLE:
            # "En Holyoke x la gasolinera": por la gasolinera.
            return False
        if word.said == "n" and step < 0 and self._one.ours and self._words[other].part is Part.STREET:
            # "D cottage st n easthampton": in, which thumbs write so.
            return False
        if any(found.start <= other < found.end for found in all_):
            return self._of_a_corner(min(self._one.start, other))
        return is_join and self._words[other].part in _OTHER_SIDE

    def _of_a_corner(self, start: int) -> bool:
        """Say whether a corner is told of here, so that two names of towns are two streets: "corner of A and B"."""
        before = [word.said for word in self._words[max(0, start - 2) : start]]
        return bool(before) and any(word in _CORNERS for word in before)

    def of_what_is_denied(self, found: Sequence[FoundName]) -> bool:
        """Say whether it ends a clause that says where it is not, and another follows: "no es la de A, es la de B"."""
        if self._after is not None or not any(other.start > self._one.end for other in found):
            return False
        first = self._one.start
        while first > 0 and not (self._words[first].breaks or self._words[first].comma):
            first -= 1
        return any(hit.start == first and hit.section in ("where_not", "where_gone") for hit in self._hits)

    def ends_before(self, *sections: str) -> bool:
        """Say whether a phrase of these sections leads to the name, at most an article between."""
        last = self._one.start
        if last > 0 and (self._words[last].breaks or self._words[last].comma):
            return False
        steps = {last}
        if last > 0 and self._words[last - 1].part in (Part.AT, Part.ARTICLE) and sections[0] != "where_in":
            steps.add(last - 1)
        return any(hit.section in sections and hit.end in steps for hit in self._hits)

    def leads(self, section: str) -> int:
        """Return how many words the longest phrase of this section has that leads to the name; 0 for none."""
        last = self._one.start
        if self._before is None:
            return 0
        return max((hit.end - hit.start for hit in self._hits if hit.section == section and hit.end == last), default=0)

    def toward_a_bridge(self) -> bool:
        """Say whether "heading to the bridge of" leads to the name."""
        at = self._one.start - 1
        while (
            at > 0
            and self._words[at].part in (Part.OF, Part.KIND, Part.ARTICLE, Part.AT)
            and not self._words[at].breaks
        ):
            at -= 1
        return (
            self._before is not None
            and self._before.part is Part.OF
            and any(self._words[step].section == "toward" for step in range(max(at, 0), self._one.start))
        )

    def of_a_person(self) -> bool:
        """Say whether it is "my cousin from Holyoke"."""
        at = self._one.start - 1
        if self._before is None or self._before.part is not Part.OF or at < 1:
            return False
        return self._words[at - 1].section == "person"

    def of_a_far_one(self) -> NameRole:
        """Say what the name of a town is of which we only know that there is one."""
        if self.before_a_kind():
            home = self._after is not None and self._after.said in _COMPLEXES
            return NameRole.PART_OF_A_NAME if self._one.shared or home else NameRole.UNSURE
        before = self._before.token.word if self._before else ""
        if before in CALLED_LAST:
            return NameRole.PART_OF_A_NAME
        strictly = before in ("in", "en", "nan", "em")
        if strictly or (not self._one.shared and (before in ("de", "of") or self.by_itself())):
            return NameRole.TOWN
        behind = self._before is not None and self._before.part in (Part.STREET, Part.KIND)
        return NameRole.TOWN if behind and self._after is None and not self._one.shared else NameRole.PART_OF_A_NAME

    def of_a_near_one(self, found: Sequence[FoundName]) -> NameRole:
        """Say what the name of a town is that people here speak of."""
        if self.in_a_banks_name():
            return NameRole.UNSURE
        inside = self.ends_before("where_in")
        alone = inside or self.by_itself()
        if not alone and (self.written_apart() or not (self._one.ours or self._one.exact)):
            return NameRole.PART_OF_A_NAME
        if self.before_a_kind() and not inside and not self.before_another(found):
            return NameRole.ADJECTIVE
        return NameRole.TOWN

    def by_itself(self) -> bool:
        return self._before is None and self._after is None

    def written_apart(self) -> bool:
        """Say whether a name of one word is written as two, which may be two words: "green field"."""
        return not self._one.exact and self._one.end - self._one.start > len(self._one.name.split())

    def before_another(self, found: Sequence[FoundName]) -> bool:
        """Say whether the next word is another town: "the Holyoke Northampton line"."""
        return any(other.start == self._one.end for other in found)

    def before_a_kind(self) -> bool:
        after = self._after
        return after is not None and after.part in (Part.KIND, Part.NAME)


def marked(words: Sequence[Word], found: Sequence[Mention]) -> list[Word]:
    """Return the words with the towns told apart from the names of streets."""
    parts = {
        NameRole.TOWN: Part.TOWN,
        NameRole.ADJECTIVE: Part.TOWN,
        NameRole.TOWARD: Part.TOWARD,
        NameRole.UNSURE: Part.NAME,
        NameRole.ORIGIN: Part.END,
        NameRole.BORDER: Part.TOWN,
        NameRole.DENIED: Part.TOWN,
        NameRole.PART_OF_A_NAME: Part.NAME,
    }
    marked_ = list(words)
    for mention in found:
        for at in range(mention.found.start, mention.found.end):
            known = marked_[at].section or (marked_[at].part is Part.END and marked_[at].capital)
            if mention.found.village:
                # It stays with the place: "el Walgreens de Florence".
                marked_[at] = replace(marked_[at], part=Part.NAME)
                continue
            if mention.role is NameRole.PART_OF_A_NAME and known and not mention.found.near:
                # "Ayer" is yesterday before it is a town, and "my brother Jackson" a person.
                continue
            part = Part.NAME if _is_whole_name(words, mention) else parts[mention.role]
            marked_[at] = replace(marked_[at], part=part)
    return marked_


def _is_whole_name(words: Sequence[Word], mention: Mention) -> bool:
    """Say whether a town's name and what follows are one name: "Holyoke High", not "the hamp courthouse"."""
    last, after = mention.found.end - 1, mention.found.end
    return mention.role is NameRole.ADJECTIVE and after < len(words) and words[last].capital and words[after].capital
