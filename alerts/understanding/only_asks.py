"""Whether somebody with a task only asks: "are they still there?" tells nobody that they are."""

import re
from dataclasses import replace

from alerts.understanding.intent import Intent
from alerts.understanding.intent_reading import IntentReading
from alerts.understanding.phrases import SaidText

_BREAK = re.compile(r"[,.;:!\n]+")
_TOLD = frozenset({Intent.VERIFIER_SEES, Intent.VERIFIER_NOTHING, Intent.VERIFIER_NOT_ICE})
"""What is there, of which a question tells nothing: it must never count as an observer's word."""
_LEFT = frozenset({Intent.RESPONDER_IN_TROUBLE, Intent.QUESTION_HELP})
"""What a question may be after all, plain or not."""
_TELLS = (
    "want_see_them",
    "want_nothing",
    "want_not_ice",
    "want_agents",
    "want_vehicles",
    "want_vests",
    "want_people_there",
    "want_police",
    "want_arrived",
    "want_gone",
)
"""What a verifier tells before they ask: "los veo, ¿qué hago?"."""


def only_asks(said: SaidText) -> bool:
    """Say whether it is a question and nothing before it tells what is there."""
    question = _begins(said)
    return question is not None and not any(hit.end <= question for hit in said.phrases(*_TELLS))


def asked_for(wanted: IntentReading) -> IntentReading:
    """Return what somebody on a task wants who only asks: what is there they do not tell, whatever it looks like."""
    if wanted.intent in _TOLD or not (wanted.sure or wanted.intent in _LEFT):
        return replace(wanted, intent=Intent.QUESTION_RUMOR, sure=False)
    return wanted


def _begins(said: SaidText) -> int | None:
    """Return the word at which the question begins that the text ends with; None where there is none."""
    if not said.text.rstrip(" !").endswith("?"):
        return 0 if any(hit.start == 0 for hit in said.phrases("asks_whether")) else None
    breaks = [index for index in range(1, len(said.words)) if _BREAK.search(said.between(index))]
    return breaks[-1] if breaks else 0
