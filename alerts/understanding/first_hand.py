"""Whether the writer of a message saw it: about the sentence, not two words in it."""

from alerts.understanding.intent import Intent
from alerts.understanding.lexicon import Hit
from alerts.understanding.phrases import SaidText
from alerts.understanding.reading import FirstHand, SeenAt
from alerts.understanding.situation import Situation

_AT_THE_SPOT = frozenset(
    {
        Intent.VERIFIER_SEES,
        Intent.VERIFIER_NOTHING,
        Intent.VERIFIER_NOT_ICE,
        Intent.RESPONDER_IN_TROUBLE,
        Intent.PLEA,
        Intent.MORE_FACTS,
        Intent.RETRACTION,
        Intent.OVER,
    }
)
"""Who says this is there, or was."""
_SENTENCE = 12
"""Words between who told it and "says"."""
_TELLS = _AT_THE_SPOT | {
    Intent.SIGHTING,
    Intent.CAME_FOR_ME,
    Intent.SOMEBODY_TAKEN,
    Intent.CORRECTION,
    Intent.HATE_CRIME,
}


def read_first_hand(
    said: SaidText,
    intent: Intent,
    seen: SeenAt,
    situation: Situation,
    *,
    forwarded: bool = False,
    only_town: bool = False,
) -> FirstHand:
    """Tell who saw it. `only_town`: the words name a town, and no place in it."""
    if forwarded or intent is Intent.QUESTION_RUMOR:
        return FirstHand.NO
    if intent not in _TELLS:
        return FirstHand.UNKNOWN
    if intent in (Intent.CAME_FOR_ME, Intent.RESPONDER_IN_TROUBLE):
        # "They say they have a paper", at my own door: that is what I hear of them.
        return FirstHand.YES
    if intent is Intent.HATE_CRIME:
        return FirstHand.YES if said.has("to_me") else FirstHand.UNKNOWN
    if _heard(said):
        return FirstHand.NO
    saw = said.has("i_saw") and not _denied(said)
    there = intent in _AT_THE_SPOT or situation.on_task or situation is Situation.REPORTER_OPEN_REPORT
    if saw or (there and not seen.words):
        return FirstHand.YES
    if intent is Intent.SOMEBODY_TAKEN:
        return FirstHand.UNKNOWN
    if said.has("pass_on") or seen.words or only_town:
        return FirstHand.UNKNOWN
    return FirstHand.YES


def _heard(said: SaidText) -> bool:
    """Say whether somebody else told it; what agents say at the door, or on their backs, is no hearsay."""
    agents = said.within("agents_say")
    told = [*said.phrases("hearsay"), *(hit for hit in said.phrases("told_by") if _by_own_people(said, hit))]
    return any(not agents.intersection(range(hit.start, hit.end)) for hit in told)


def _by_own_people(said: SaidText, told: Hit) -> bool:
    """Say whether "my sister", "zanmi m" stands before it in the same sentence."""
    whose = said.within("whose_own")
    return any(
        0 <= told.start - kin.end <= _SENTENCE
        and (kin.start - 1 in whose or kin.end in whose or kin.end - 1 in whose)
        and not any(sign in said.text[said.words[kin.start].start : said.words[told.start].start] for sign in ".!?\n")
        for kin in said.phrases("kin")
    )


def _denied(said: SaidText) -> bool:
    """Say whether "I saw" stands behind a "not": "yo no los vi"."""
    denial = said.within("hearsay")
    return all(denial.intersection(range(hit.start, hit.end)) for hit in said.phrases("i_saw"))
