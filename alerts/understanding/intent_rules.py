"""Intents that must never be missed: told by phrases that mean nothing else, before any weighing."""

from dataclasses import dataclass

from alerts.understanding.intent import Intent
from alerts.understanding.phrases import SaidText
from alerts.understanding.situation import Situation

_SHORT = 12
"""Words: longer messages say more than that they want no more of ours."""
_SOS = "🆘"
_PLEA = 5
"""Words that nothing but a cry for help has at most."""


@dataclass(frozen=True, kw_only=True)
class Rule:
    """What a rule found, and by which section of the word lists."""

    intent: Intent
    section: str


def ruled(said: SaidText, situation: Situation, *, placed: bool) -> Rule | None:
    """Return the intent that a phrase tells beyond doubt; None where none does."""
    if not said.words:
        return _without_words(said, placed=placed)
    if situation.on_task:
        trouble = _first(said, (("sure_trouble", Intent.RESPONDER_IN_TROUBLE),)) or _cry(said, placed=placed, task=True)
        return trouble or _arrived(said)
    if len(said.words) <= _SHORT and said.has("sure_opt_out") and not placed:
        return Rule(intent=Intent.OPT_OUT, section="sure_opt_out")
    if said.has("opt_out_alone") and _says_only(said, "opt_out_alone", "greeting_alone", "courtesy"):
        return Rule(intent=Intent.OPT_OUT, section="opt_out_alone")
    told = (("sure_came", Intent.CAME_FOR_ME), ("sure_taken", Intent.SOMEBODY_TAKEN))
    if said.has("sure_taken") and said.has("want_now") and not said.has("sure_nobody", "want_past"):
        # "They just took my brother, I don't know where to": it is now, so nobody looks for him yet.
        return _first(said, told)
    if not said.has("sure_asks_where", "sure_nobody"):
        found = _first(said, told)
        if found is not None:
            return found
    return _cry(said, placed=placed, task=False)


def _without_words(said: SaidText, *, placed: bool) -> Rule:
    if placed:
        return Rule(intent=Intent.SIGHTING, section="a location")
    return Rule(intent=Intent.PLEA if _SOS in said.text else Intent.UNCLEAR, section="no words")


def _first(said: SaidText, sections: tuple[tuple[str, Intent], ...]) -> Rule | None:
    return next((Rule(intent=intent, section=name) for name, intent in sections if said.has(name)), None)


def _arrived(said: SaidText) -> Rule | None:
    """Tell "on scene, 3 agents, no one detained": it begins so, and nobody is said to have left."""
    begins = any(hit.start == 0 for hit in said.phrases("sure_arrived"))
    if not begins or said.has("want_gone", "want_cant"):
        return None
    return Rule(intent=Intent.ON_SCENE, section="sure_arrived")


def _cry(said: SaidText, *, placed: bool, task: bool) -> Rule | None:
    """Tell a cry for help that says nothing else, agents named or not."""
    if placed or len(said.words) > _PLEA:
        return None
    if not said.has("sure_cry") or not _says_only(said, "sure_cry", "sure_cry_with"):
        return None
    return Rule(intent=Intent.RESPONDER_IN_TROUBLE if task else Intent.PLEA, section="sure_cry")


def _says_only(said: SaidText, *sections: str) -> bool:
    """Say whether every word belongs to a phrase of these sections."""
    return len(frozenset[int]().union(*(said.within(name) for name in sections))) == len(said.words)
