"""What somebody wants with a message: rules for what must never be missed, else the model."""

from dataclasses import dataclass

from alerts.understanding.allowed_intents import ALLOWED
from alerts.understanding.intent import Intent
from alerts.understanding.intent_features import ToldWhere, features
from alerts.understanding.intent_model import IntentModel
from alerts.understanding.intent_rules import ruled
from alerts.understanding.phrases import SaidText
from alerts.understanding.situation import Situation

SURE = 1.25
"""Log odds between the two likeliest from which on an intent is plain (measured: docs/decisions/0019)."""
_SHOWN = 4
"""Reasons that an operator is shown."""


_NOT_WITH_A_PLACE = frozenset({Intent.UNCLEAR, Intent.GREETING_THANKS, Intent.PLEA})
"""A cry for help that says where is a sighting, or an answer to "Where?"."""
_KNOWN = ("says:", "form:")
"""Features that show that something of a message was understood: a phrase, a place, a question."""
_OF_AGENTS = frozenset({Intent.SIGHTING, Intent.CAME_FOR_ME})
_SEEN = frozenset(
    """want_agents want_vehicles want_vests want_doing want_people_there want_police want_see_them want_taken
    want_help_cry want_trouble want_gone want_moved""".split()
)
"""What somebody speaks of who sees agents: words that name none of it are plainly about agents in no case."""
_STILL_THERE = frozenset("want_moved want_now want_doing".split())
"""What makes it plain that somebody is seen although somebody is said to have left."""
_ENDS = frozenset({Intent.OVER, Intent.RETRACTION})
_NOBODY_THERE = _ENDS | {Intent.VERIFIER_NOTHING, Intent.VERIFIER_NOT_ICE}
"""What tells people that nobody need go: "they are not gone" and "they left with my son" never do."""
_NOT_UNSAID = frozenset({Intent.SOMEBODY_TAKEN})
"""Never by weighing alone: of messages in our languages that name no taking, none was one (docs/decisions)."""


@dataclass(frozen=True, kw_only=True)
class IntentReading:
    """The intent of a message, whether it is plain, and what decided it: never words of the message."""

    intent: Intent
    sure: bool
    why: tuple[str, ...]


def read_intent(
    said: SaidText, situation: Situation, model: IntentModel, told: ToldWhere, language: str | None
) -> IntentReading:
    """Tell what somebody wants; `language`: the code of the message's, None where it is not known."""
    allowed = ALLOWED[situation]
    if told.place:
        allowed -= _NOT_WITH_A_PLACE
    elif not told.town:
        allowed -= {Intent.PLACE_ANSWER}
    rule = ruled(said, situation, placed=told.place)
    if rule is not None and rule.intent in allowed:
        return IntentReading(intent=rule.intent, sure=True, why=(f"rule:{rule.section}",))
    if language is not None and not said.has("want_taken"):
        allowed -= _NOT_UNSAID
    found = features(said, situation, told, language)
    best, second, *_ = model.ranked(found, allowed)
    why = tuple(model.strongest(found, best.intent, _SHOWN))
    # What cannot be told is never plain, nor what no list knows a phrase of: the desk has it, whatever it is.
    known = best.intent is not Intent.UNCLEAR and any(name.startswith(_KNOWN) for name in found)
    known = known and (best.intent not in _OF_AGENTS or _tells_agents(said))
    known = known and not (best.intent in _ENDS and said.has("unanswered"))
    known = known and not (best.intent in _NOBODY_THERE and said.has("not_over"))
    known = known and not (best.intent is Intent.SIGHTING and _only_asks(said))
    # Single letters are nobody's words.
    known = known and any(len(word.word) > 1 for word in said.words)
    sure = known and best.score - second.score >= SURE
    return IntentReading(intent=best.intent, sure=sure, why=why)


def _only_asks(said: SaidText) -> bool:
    """Say whether it ends as a question, and nobody says that they saw it: "hay migra en la Maple?"."""
    return said.text.rstrip(" )'\"").endswith("?") and not said.has("i_saw")


def _tells_agents(said: SaidText) -> bool:
    """Say whether it speaks of what is seen where agents are; of hate, or of who left, only where that is told too."""
    told = {hit.section for hit in said.hits}
    gone = said.within("want_gone")
    # "Ya" is now, and in "ya se fueron" a part of who left.
    still = any(not gone.issuperset(range(hit.start, hit.end)) for name in _STILL_THERE for hit in said.phrases(name))
    left = bool(gone) and not still
    hate = "want_hate" in told and "want_agents" not in told
    return bool(told & _SEEN) and not left and not hate
