"""The desk corrects an incident: what it is asked, and the taps that answer."""

from dataclasses import replace
from datetime import timedelta

from alerts.audit.deed import Action
from alerts.incidents import card, correcting, correcting_town, desk, telling_corrections
from alerts.incidents.correcting_taps import (
    AskToCorrect,
    Correct,
    CorrectFact,
    CorrectKind,
    CorrectTime,
    CorrectTown,
    DropPlace,
    DropPoint,
    DropWords,
    KeepPoint,
    LeaveCorrecting,
    RestoreWords,
    SendCorrection,
)
from alerts.incidents.corrections import IncidentKind
from alerts.incidents.incident import Incident, State
from alerts.incidents.ports import INCIDENTS
from alerts.incidents.recording_decisions import record_decision
from alerts.incidents.salute import FACTS, SALUTE
from alerts.incidents.taps import AskToEnd, Ending
from alerts.notices import Notice, Text, text
from alerts.places.phrase import phrase
from alerts.places.place import Place
from alerts.work.refused import Refused
from handlers.core.turn import Turn
from handlers.incidents import closing, correcting_questions
from handlers.incidents.desk_steps import CorrectingField, PointLeftOut


async def begin(turn: Turn, _: Correct) -> None:
    """Ask what is to be corrected; it is claimed as by any step of the desk."""
    incident = await seen(turn)
    if incident is None:
        return
    held = await desk.claim(turn.uow, turn.now, incident, turn.person)
    if isinstance(held, Refused):
        await turn.acknowledge(held)
        return
    if held.version != incident.version:
        await card.show(turn.uow, turn.now, held)
    await turn.reply(await correcting_questions.ask_what(turn, held))


async def ask_field(turn: Turn, tap: AskToCorrect) -> None:
    """Ask what this field shall say."""
    incident = await seen(turn)
    if incident is None:
        return
    held = await desk.claim(turn.uow, turn.now, incident, turn.person)
    if isinstance(held, Refused):
        await turn.acknowledge(held)
        return
    if tap.field in correcting_questions.WRITTEN:
        await turn.enter(CorrectingField(incident=held.id, field=tap.field))
    await turn.reply(await correcting_questions.ask_for_field(turn, held, tap.field))


async def set_town(turn: Turn, tap: CorrectTown) -> None:
    """Let it be in this town."""
    incident = await seen(turn)
    town = turn.network.town(tap.town)
    if incident is None or town is None:
        return
    changed = await correcting_town.set_town(turn.uow, turn.now, incident, turn.person, town.id)
    await done(turn, changed, text("toast.town", number=incident.number, town=town.name))


async def set_time(turn: Turn, tap: CorrectTime) -> None:
    """Let it have been seen so many minutes ago."""
    incident = await seen(turn)
    if incident is not None:
        at = turn.now - timedelta(minutes=tap.minutes)
        changed = await correcting.apply(turn.uow, turn.now, incident, turn.person, correcting.set_time(at))
        await done(turn, changed, text("toast.time", number=incident.number, at=at))


async def set_kind(turn: Turn, tap: CorrectKind) -> None:
    """Let it be of this kind; where it is over and people were told, ask whether they shall hear it."""
    incident = await seen(turn)
    if incident is None:
        return
    changed = await correcting.apply(turn.uow, turn.now, incident, turn.person, correcting.set_kind(tap.kind))
    await done(turn, changed, text("toast.kind", number=incident.number, kind=text(f"kind.{tap.kind}")))
    if isinstance(changed, Incident) and tap.kind is IncidentKind.OVER and changed.state is State.CONFIRMED:
        await closing.ask_back(turn, AskToEnd(Ending.ALL_CLEAR))


async def set_fact(turn: Turn, tap: CorrectFact) -> None:
    """Let the fact be so, or take it out."""
    incident = await seen(turn)
    if incident is None:
        return
    if tap.name not in SALUTE or (tap.value is not None and tap.value not in FACTS[tap.name]):
        await turn.acknowledge(text("choose.stale"))
        return
    facts = {tap.name: tap.value or ""}
    changed = await correcting.correct_facts(turn.uow, turn.now, incident, turn.person, facts)
    said = text(f"fact.{tap.name}.{tap.value}") if tap.value else text("corrected.out")
    await done(turn, changed, text("toast.fact", number=incident.number, fact=said))


async def drop_place(turn: Turn, _: DropPlace) -> None:
    """Take the place out."""
    incident = await seen(turn)
    if incident is not None:
        changed = await correcting.drop_place(turn.uow, turn.now, incident, turn.person)
        await done(turn, changed, text("toast.place_out", number=incident.number))


async def drop_point(turn: Turn, _: DropPoint) -> None:
    """Take the point on the map out; the words stay, as the desk's."""
    incident = await seen(turn)
    if incident is not None:
        await put_place(turn, incident, Place(words=incident.place.words))


async def keep_point(turn: Turn, _: KeepPoint) -> None:
    """Put the point back that stood there before the words were written."""
    incident = await seen(turn)
    left_out = await turn.step(PointLeftOut)
    if incident is None:
        return
    if left_out is None or left_out.incident != incident.id:
        await turn.acknowledge(text("choose.stale"))
        return
    await put_place(turn, incident, replace(incident.place, point=left_out.point))


async def drop_words(turn: Turn, _: DropWords) -> None:
    """Let no words of a reporter go out."""
    incident = await seen(turn)
    if incident is not None:
        changed = await correcting.apply(turn.uow, turn.now, incident, turn.person, correcting.set_words(""))
        await done(turn, changed, text("toast.words_out", number=incident.number))


async def restore_words(turn: Turn, _: RestoreWords) -> None:
    """Let the reporter's own words go out again."""
    incident = await seen(turn)
    if incident is not None:
        changed = await correcting.apply(turn.uow, turn.now, incident, turn.person, correcting.set_words(None))
        await done(turn, changed, text("toast.words_own", number=incident.number))


async def leave(turn: Turn, _: LeaveCorrecting) -> None:
    """Leave it as it is."""
    await turn.leave()
    await turn.acknowledge(text("toast.unchanged"))


async def send(turn: Turn, tap: SendCorrection) -> None:
    """Send what was previewed; where it is another by now, show that one instead."""
    incident = await telling_corrections.corrected_by(turn.uow, turn.subject_id, turn.person)
    if isinstance(incident, Refused):
        await turn.acknowledge(incident)
        return
    sent = await telling_corrections.send(turn.uow, turn.now, incident, tap.mark)
    await turn.acknowledge(sent)
    if isinstance(sent, Refused):
        await _offer(turn, incident)
    else:
        await record_decision(turn.uow, turn.now, Action.CORRECTION_SENT, incident, turn.person)


async def put_place(turn: Turn, incident: Incident, place: Place) -> None:
    """Let the place be this one, and say it back."""
    changed = await correcting.apply(turn.uow, turn.now, incident, turn.person, correcting.set_place(place))
    await done(turn, changed, text("toast.place", number=incident.number, place=phrase(place)))


async def done(turn: Turn, changed: Incident | Refused, said: Text, *further: Notice) -> None:
    """Say how it went, and what is `further` asked; of what people were told of, offer the correction."""
    if isinstance(changed, Refused):
        await turn.acknowledge(changed)
        return
    await turn.leave()
    await turn.acknowledge(said)
    await turn.reply(*further)
    await _offer(turn, changed)


async def _offer(turn: Turn, incident: Incident) -> None:
    offered = await telling_corrections.offer(turn.uow, incident)
    if offered is not None:
        await turn.reply(offered)


async def lost(turn: Turn, incident_id: int) -> bool:
    """Say to who wrote for an incident that is not theirs any more that nothing was done; False where it is gone."""
    if await INCIDENTS(turn.uow).get(incident_id) is None:
        return False
    await turn.leave()
    await turn.reply(Notice.of("refused.role"))
    return True


async def seen(turn: Turn) -> Incident | None:
    """Return the incident whose notice was tapped; None where they may not see it, which they are told."""
    incident = await desk.seen_by(turn.uow, turn.subject_id, turn.person)
    if isinstance(incident, Refused):
        await turn.acknowledge(incident)
        return None
    return incident
