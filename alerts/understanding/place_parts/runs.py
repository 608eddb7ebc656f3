"""Runs of words that stand together and may be a place."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from alerts.places.vocabulary import ANY_STREET, NUMBERS
from alerts.understanding.place_parts.part import NO_WORD, Part, Word
from alerts.understanding.place_parts.proof import LED, TELLING, Proof, proof_of, proof_of_kind

_LITTLE = LED | {Part.ARTICLE, Part.OF, Part.JOIN, Part.QUALITY, Part.TOWARD, Part.TOWN, Part.DOOR}
_INSIDE = TELLING | _LITTLE
_NEVER_FIRST = frozenset({Part.JOIN, Part.OF, Part.TOWN, Part.DOOR})
_AND = frozenset("and y e n ak epi".split())
_MEANT = frozenset("meant mean decir digo".split())
_BEFORE_LED = frozenset({Part.NAME, Part.QUALITY, Part.ARTICLE})


@dataclass(frozen=True, slots=True)
class Run:
    """Words that may be a place: from `start` to before `end`."""

    start: int
    end: int
    proof: Proof
    apart: bool
    """Another place than what was told before."""
    toward: bool
    """Somebody is heading there."""


def runs(words: Sequence[Word], *, asked: bool) -> Iterator[Run]:
    """Find the runs in the order of the message, less those where nobody is any more."""
    apart = corrected = False
    at = 0
    while at < len(words):
        word = words[at]
        apart = apart or word.part is Part.APART or _tells_of_more(words, at) or _leads_to_another(words, at)
        gone = word.part is Part.GONE
        corrected = corrected or word.section == "meant"
        start = _behind_gone(words, at) if gone else at
        if gone and start < len(words) and words[start].comma and words[start - 1].part is Part.TOWN:
            # "Not in Holyoke, on Main in Northampton": what follows the comma is where.
            at, corrected = start, True
            continue
        if not gone and word.part not in _INSIDE:
            at += 1
            continue
        at = _end(words, start)
        if gone:
            at = next((on for on in range(start, at) if words[on].part is Part.PATH), at)
            corrected = corrected or start < at
            continue
        run = _run(words, start, at, apart=apart, asked=asked, corrected=corrected)
        apart = apart and run.proof is Proof.NONE
        yield run


def _tells_of_more(words: Sequence[Word], at: int) -> bool:
    """Say whether more of them are told of here: "on Elm and a van at the mall", "en la Elm y 2 carros en la Main"."""
    if words[at].section not in ("what", "agents"):
        return False
    joined, before = (NO_WORD, NO_WORD, *words[:at])[-2:]
    counted = before.part is Part.ARTICLE or before.said.isdigit() or before.said in NUMBERS
    return counted and joined.said in _AND


def _leads_to_another(words: Sequence[Word], at: int) -> bool:
    """Say whether "and in" leads on from one place to the next: "en la Walnut y en la Sargeant"."""
    if not 0 < at < len(words) - 1 or words[at].said not in _AND or words[at].part is Part.JOIN:
        return False
    beside = not words[at].breaks and not words[at + 1].cut and words[at - 1].part in TELLING
    clause = at
    while clause > 0 and not words[clause].breaks:
        clause -= 1
    # "En la State y en el Quikmart" may be one.
    told = any(word.part in (Part.NEAR, Part.KIND) for word in words[clause:at])
    return beside and told and words[at + 1].part is Part.AT


def _behind_gone(words: Sequence[Word], at: int) -> int:
    at += 1
    while at < len(words) and (words[at].part is Part.GONE or words[at].part in _LITTLE) and not words[at].breaks:
        if words[at].comma and words[at - 1].part is Part.TOWN:
            break
        at += 1
    return at


def _end(words: Sequence[Word], start: int) -> int:
    at = start
    while at < len(words) and words[at].part in _INSIDE and not (at > start and _begins_anew(words, at)):
        at += 1
    return at


def _begins_anew(words: Sequence[Word], at: int) -> bool:
    """Say whether a clause ends before this word, or it is none of the place whose town was told last."""
    if words[at].cut:
        return True
    before = at - 1
    while before > 0 and words[before].part is Part.TOWN:
        before -= 1
    # "In Holyoke grabbing people", but "the holyoke walmart".
    behind_town = before < at - 1 and words[before].part is not Part.ARTICLE
    # "In Holyoke Maple with Suffolk": a street follows.
    street = at + 1 < len(words) and words[at + 1].part in (Part.JOIN, Part.STREET)
    return behind_town and words[at].part is Part.NAME and not words[at].capital and not street


def _is_put_right(words: Sequence[Word], first: int, last: int) -> bool:
    """Say whether one word of no list is what is right: "I meant walnut", "it's walnut not maple"."""
    one = last == first + 1 and words[first].part is Part.NAME
    meant = first > 0 and words[first - 1].said in _MEANT
    return one and (meant or (last + 1 < len(words) and words[last].part is Part.GONE))


def _run(words: Sequence[Word], first: int, last: int, *, apart: bool, asked: bool, corrected: bool) -> Run:
    start, end = _trimmed(words, first, last, asked=asked)
    run = words[start:end]
    # "Leyden woods, near the office": the answer's first words are it, or nearly all of them.
    opens = first == 0 and last < len(words) and words[last].comma and last - first > 1
    bare = corrected or (asked and (opens or 2 * (last - first) >= len(words)))
    proof = proof_of(run, asked=asked, bare=bare)
    if proof is Proof.NONE and corrected and _is_put_right(words, first, last):
        proof = Proof.WEAK
    if proof is not Proof.STRONG:
        inside_of = first > 0 and words[first].part is Part.OF and words[first - 1].section == "nowhere"
        if inside_of and any(word.capital for word in run):
            # "In the lobby of the Marriott".
            proof = max(proof, Proof.FAIR)
        if not any(word.part is Part.NAME for word in run):
            of_a_town = any(word.part is Part.TOWN for word in words[first:last])
            proof = proof_of_kind(run, _clause_behind(words, end), proof, of_a_town=of_a_town)
    toward = bool(run) and run[0].section == "toward" and not corrected and not _goes_on(run)
    return Run(start, end, proof, apart, toward)


def _goes_on(run: Sequence[Word]) -> bool:
    """Say whether a place follows where somebody is heading: "heading to the mall on 202"."""
    return any(word.part in (Part.AT, Part.NEAR) for word in run[1:])


def _clause_behind(words: Sequence[Word], end: int) -> Sequence[Word]:
    behind = words[end : end + 2]
    return behind[: next((at for at, word in enumerate(behind) if word.cut), len(behind))]


def _trimmed(words: Sequence[Word], start: int, end: int, *, asked: bool) -> tuple[int, int]:
    while start < end and words[start].part in _NEVER_FIRST:
        start += 1
    while start < end and words[end - 1].part not in TELLING and words[end - 1].part is not Part.TOWARD:
        end -= 1
    if asked:
        return start, end
    end = _without_the_next_word(words, start, end)
    return _led_from(words, start, end), end


def _without_the_next_word(words: Sequence[Word], start: int, end: int) -> int:
    """Leave out a word of no list, in small letters, right behind a whole name: a verb, most likely."""
    last = end
    while (
        last - 1 > start
        and words[last - 1].part is Part.NAME
        and not (words[last - 1].capital or words[last - 1].section)
    ):
        last -= 1
    before = words[last - 1]
    whole = (before.part is Part.STREET and last - 1 > start) or (before.part is Part.NAME and before.capital)
    return last if whole and before.said not in ANY_STREET else end


def _led_from(words: Sequence[Word], start: int, end: int) -> int:
    """Leave out the words of no list, in small letters, that only stand before a word that leads to a place."""
    at = start
    while at < end and words[at].part in _BEFORE_LED:
        at += 1
    if at < end and words[at].said == "from":
        # "Benny from the barber shop".
        return at
    if any(word.capital for word in words[start:at]):
        return start
    led = start < at < end and words[at].part in LED and words[start].part is not Part.ARTICLE
    return at if led else start
