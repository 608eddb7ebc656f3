"""Which intents a message can have, by what stands before it: a stranger's first words are no verifier's answer."""

from alerts.understanding.intent import Intent
from alerts.understanding.situation import Situation

_FIRST = frozenset(
    {
        Intent.SIGHTING,
        Intent.CAME_FOR_ME,
        Intent.SOMEBODY_TAKEN,
        Intent.PLEA,
        Intent.FEAR_NO_INFORMATION,
        Intent.OVER,
        Intent.RETRACTION,
        Intent.QUESTION_RUMOR,
        Intent.QUESTION_HELP,
        Intent.QUESTION_WHERE_IS_RELATIVE,
        Intent.COURT_OR_NEED,
        Intent.I9_OR_NO_MATCH,
        Intent.WAGE_THEFT_OR_ABUSE,
        Intent.HATE_CRIME,
        Intent.OPT_OUT,
        Intent.GREETING_THANKS,
        Intent.INSULT_OR_TROLL,
        Intent.UNCLEAR,
    }
)
_ABOUT_MY_REPORT = frozenset({Intent.RETRACTION, Intent.CORRECTION, Intent.OVER, Intent.MORE_FACTS})
_REPORTING = _ABOUT_MY_REPORT | {
    Intent.SIGHTING,
    Intent.CAME_FOR_ME,
    Intent.SOMEBODY_TAKEN,
    Intent.PLEA,
    Intent.FEAR_NO_INFORMATION,
    Intent.QUESTION_RUMOR,
    Intent.QUESTION_HELP,
    Intent.OPT_OUT,
    Intent.GREETING_THANKS,
    Intent.UNCLEAR,
}
_ON_ANY_TASK = frozenset(
    {
        Intent.SIGHTING,
        Intent.RESPONDER_IN_TROUBLE,
        Intent.VERIFIER_SEES,
        Intent.VERIFIER_NOTHING,
        Intent.VERIFIER_NOT_ICE,
        Intent.OVER,
        Intent.MORE_FACTS,
        Intent.QUESTION_HELP,
        Intent.OPT_OUT,
        Intent.GREETING_THANKS,
        Intent.UNCLEAR,
    }
)
_LOOKING = _ON_ANY_TASK | {
    Intent.VERIFIER_GOING,
    Intent.VERIFIER_CANT,
}
_RESPONDING = _ON_ANY_TASK | {
    Intent.ON_MY_WAY,
    Intent.ON_SCENE,
    Intent.CANT_GO,
}

ALLOWED: dict[Situation, frozenset[Intent]] = {
    Situation.STRANGER_FIRST: _FIRST,
    Situation.MEMBER_FIRST: _FIRST,
    Situation.SUBSCRIBER: _FIRST,
    Situation.REPORTER_ASKED_WHERE: _REPORTING | {Intent.PLACE_ANSWER},
    Situation.REPORTER_OPEN_REPORT: _REPORTING,
    Situation.REPORTER_AFTER_CLOSED: _FIRST | _ABOUT_MY_REPORT,
    Situation.VERIFIER_ASKED: _LOOKING,
    Situation.VERIFIER_GOING: _LOOKING,
    Situation.RESPONDER_ALERTED: _RESPONDING,
    Situation.RESPONDER_ON_WAY: _RESPONDING,
    Situation.RESPONDER_ON_SCENE: _RESPONDING,
}
