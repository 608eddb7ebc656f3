"""What a dispatcher writes or sends when asked for the place, the time or the words of an incident."""

import re
from dataclasses import replace

from alerts.incidents import correcting, desk
from alerts.incidents.correcting_taps import ChooseFact, KeepPoint
from alerts.incidents.corrections import CorrectedField
from alerts.incidents.incident import Incident
from alerts.incidents.salute import SALUTE
from alerts.notices import Notice, text
from alerts.places.map_links import point_in
from alerts.places.phrase import phrase
from alerts.places.place import Place
from alerts.work.refused import Refused
from handlers.core.inbound import InboundKind
from handlers.core.turn import Turn
from handlers.incidents import correcting_questions
from handlers.incidents.correcting import done, lost, put_place, seen
from handlers.incidents.desk_steps import CorrectingField, PointLeftOut
from locales.detect_language import spoken
from locales.written_time import written_time

LONGEST_PLACE = 120
"""Characters of a place in an alert."""
LONGEST_WORDS = 300
"""Characters of words in an alert."""
_LINK = re.compile(r"\S+://\S+|\bgeo:\S+", re.IGNORECASE)


async def ask_fact(turn: Turn, tap: ChooseFact) -> None:
    """Ask what this fact shall be."""
    incident = await seen(turn)
    if incident is not None and tap.name in SALUTE:
        await turn.reply(await correcting_questions.ask_fact(turn, incident, tap.name))


async def written(turn: Turn, step: CorrectingField) -> bool:
    """Take what they wrote, or the location that they sent, for what they were asked."""
    incident = await desk.seen_by(turn.uow, step.incident, turn.person)
    if isinstance(incident, Refused):
        return await lost(turn, step.incident)
    if turn.inbound.kind is InboundKind.LOCATION and turn.inbound.point and step.field is CorrectedField.PLACE:
        await put_place(turn, incident, Place(words=incident.place.words, point=turn.inbound.point))
        return True
    if turn.inbound.kind is not InboundKind.TEXT:
        await turn.reply(Notice.of("help.words_only"))
        return True
    words = " ".join(turn.inbound.text.split())
    most = LONGEST_PLACE if step.field is CorrectedField.PLACE else LONGEST_WORDS
    if len(words) > most:
        await turn.reply(Notice.of("update.too_long", length=len(words), most=most))
    elif step.field is CorrectedField.PLACE:
        await _place(turn, incident, words)
    elif step.field is CorrectedField.TIME:
        await _time(turn, incident, words)
    else:
        language = spoken(words, turn.person.language) or ""
        change = correcting.set_words(words, language)
        changed = await correcting.apply(turn.uow, turn.now, incident, turn.person, change)
        await done(turn, changed, text("toast.words", number=incident.number))
    return True


async def _place(turn: Turn, incident: Incident, words: str) -> None:
    """Let the place be as it was written; a point that stood there is left out, as it may be another place's."""
    place = Place(words=" ".join(_LINK.sub(" ", words).split()), point=point_in(words))
    before = incident.place.point
    if place.point is not None or before is None:
        await put_place(turn, incident, place)
        return
    changed = await correcting.apply(turn.uow, turn.now, incident, turn.person, correcting.set_place(place))
    keep = KeepPoint().choice(text("choice.correct.keep_point"))
    ask = Notice.of("correct.point_left_out", number=incident.number).with_choices((keep,))
    said = text("toast.place", number=incident.number, place=phrase(place))
    await done(turn, changed, said, replace(ask, subject_id=incident.id, internal=True))
    if isinstance(changed, Incident):
        await turn.enter(PointLeftOut(incident=incident.id, point=before))


async def _time(turn: Turn, incident: Incident, words: str) -> None:
    at = written_time(words, turn.now, turn.network.zone)
    if at is None:
        await turn.reply(Notice.of("correct.time_unclear"))
        return
    changed = await correcting.apply(turn.uow, turn.now, incident, turn.person, correcting.set_time(at))
    await done(turn, changed, text("toast.time", number=incident.number, at=at))
