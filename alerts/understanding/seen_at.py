"""When what a message tells was seen: minutes before it was sent, or the words of time that must be asked."""

from collections.abc import Iterable
from datetime import datetime

from alerts.understanding.clock_times import minutes_since
from alerts.understanding.intent import Intent
from alerts.understanding.lexicon import Hit
from alerts.understanding.phrases import SaidText
from alerts.understanding.reading import SeenAt
from alerts.understanding.spans_of_time import DAY, minutes_back

_OBSERVES = frozenset(
    {
        Intent.SIGHTING,
        Intent.CAME_FOR_ME,
        Intent.SOMEBODY_TAKEN,
        Intent.PLEA,
        Intent.MORE_FACTS,
        Intent.CORRECTION,
        Intent.RETRACTION,
        Intent.OVER,
        Intent.VERIFIER_SEES,
        Intent.VERIFIER_NOTHING,
        Intent.VERIFIER_NOT_ICE,
        Intent.RESPONDER_IN_TROUBLE,
    }
)
"""What is so as it is written, where the words give no other time."""
_MAY_TELL = frozenset(
    {Intent.PLACE_ANSWER, Intent.QUESTION_RUMOR, Intent.QUESTION_WHERE_IS_RELATIVE, Intent.HATE_CRIME, Intent.UNCLEAR}
)
"""What observes nothing by itself; a time of the past in it is worth asking about."""
_CLOSEST = 2
"""Words between a time of the past and a verb or a word that undoes it."""


def read_seen(said: SaidText, intent: Intent, sent_at: datetime | None = None) -> SeenAt:
    """Tell when it was seen. `sent_at`: when it was written, aware, in the zone of who wrote it; None: not known."""
    if intent not in _OBSERVES | _MAY_TELL:
        return SeenAt()
    back = minutes_back(said)
    # A correction says of what "now" was written that it was another time.
    lasts = _lasts(said) if intent is not Intent.CORRECTION else said.has("time_since")
    if back is not None and back < DAY:
        return SeenAt(minutes_ago=0 if lasts else back)
    clock = minutes_since(said, sent_at)
    past = said.phrases("time_past")
    if lasts and intent in _OBSERVES and (clock or past or back):
        return SeenAt(minutes_ago=0)
    if clock is not None and clock.minutes is not None:
        return SeenAt(minutes_ago=clock.minutes)
    vague = [*past, *_weekdays(said), *(said.phrases("time_ago_before", "time_ago_after", "time_day") if back else ())]
    if vague or clock is not None:
        return SeenAt(words=_words(said, vague, clock.words if clock else ()))
    if said.has("time_to_come"):
        return SeenAt(words=_words(said, said.phrases("time_to_come"), ())) if intent in _OBSERVES else SeenAt()
    if intent not in _OBSERVES:
        return SeenAt()
    if intent is Intent.SIGHTING and said.has("time_past_verb") and not lasts and not said.has("time_now", "i_saw"):
        return SeenAt(words=_words(said, said.phrases("time_past_verb"), ()))
    return SeenAt(minutes_ago=0)


def _lasts(said: SaidText) -> bool:
    """Say whether it is so still, or again: said behind the time of the past, and without an "if"."""
    if said.has("time_since") and not said.has("time_past_verb"):
        return True
    if said.has("time_unsure_still"):
        return False
    times = [*said.phrases("time_past"), *said.phrases("time_ago_before"), *said.phrases("time_ago_after")]
    return any(hit.start >= max((time.start for time in times), default=0) for hit in said.phrases("time_now"))


def _weekdays(said: SaidText) -> list[Hit]:
    """Return the days of the week that stand for themselves: "el martes", not "open on Sunday"."""
    to_come = said.within("time_to_come")
    return [hit for hit in said.phrases("time_weekday") if hit.start not in to_come]


def _words(said: SaidText, hits: Iterable[Hit], more: Iterable[int]) -> str:
    """Return the words of time as written, from the first to the last where they stand together."""
    indices = sorted({index for hit in hits for index in range(hit.start, hit.end)} | set(more))
    runs: list[list[int]] = []
    for index in indices:
        if runs and index - runs[-1][-1] <= _CLOSEST:
            runs[-1].append(index)
        else:
            runs.append([index])
    return ", ".join(said.text[said.words[run[0]].start : said.words[run[-1]].end] for run in runs)
