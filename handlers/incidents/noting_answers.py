"""Who answered what to an alert, and what the desk notes for somebody who phoned."""

from alerts.incidents import desk
from alerts.incidents.answer_taps import ChooseAnswerer, NoteAnswer, ShowAnswers
from alerts.incidents.incident import Incident, Reply, State
from alerts.incidents.noting_answers import answer_in_words, answerers, note_answer
from alerts.notices import Choice, Notice, Quote, Text, Value, text
from alerts.people.naming import named
from alerts.work.refused import Refused
from handlers.core.choice_rows import in_pairs
from handlers.core.turn import Turn

PAGE = 6
"""People in one message; more would not fit one of Signal's."""
ARRIVES_IN = (5, 10, 20, 30)
COMES_IN = (60, 120)
"""Minutes that can be noted (our choice)."""
_LABEL = 20


async def show(turn: Turn, tap: ShowAnswers) -> None:
    """List a page of them."""
    incident = await _alert(turn)
    if incident is None:
        return
    everybody = await answerers(turn.uow, incident)
    page = everybody[tap.start : tap.start + PAGE]
    lines = [text("answers.one", name=named(one.person), what=answer_in_words(one.reply, one.at)) for one in page]
    rows = list(in_pairs([ChooseAnswerer(one.person.id).choice(_label(named(one.person))) for one in page]))
    if tap.start + PAGE < len(everybody):
        rows.append((ShowAnswers(tap.start + PAGE).choice(text("choice.recipients.more")),))
    head = text("answers.head", number=incident.number) if page else text("answers.nobody", number=incident.number)
    await turn.reply(Notice(parts=(head, *lines), choices=tuple(rows), subject_id=incident.id, internal=True))


async def choose(turn: Turn, tap: ChooseAnswerer) -> None:
    """Offer what to note for this person."""
    incident = await _alert(turn)
    if incident is None:
        return
    one = next((one for one in await answerers(turn.uow, incident) if one.person.id == tap.person), None)
    if one is None:
        await turn.acknowledge(text("choose.stale"))
        return
    coming = [_note(tap.person, Reply.ON_MY_WAY, minutes) for minutes in ARRIVES_IN]
    later = [_note(tap.person, Reply.LATER, minutes) for minutes in COMES_IN]
    plain = [_note(tap.person, reply) for reply in (Reply.ON_MY_WAY, Reply.ON_THE_SCENE, Reply.CANNOT)]
    said = answer_in_words(one.reply, one.at)
    ask = text("answers.ask", number=incident.number, name=named(one.person), what=said)
    rows = (*in_pairs([*coming, *later]), *in_pairs(plain))
    await turn.reply(Notice(parts=(ask,), choices=rows, subject_id=incident.id, internal=True))


async def note(turn: Turn, tap: NoteAnswer) -> None:
    """Note it, and tell them."""
    incident = await _alert(turn)
    if incident is None:
        return
    if tap.minutes not in (0, *ARRIVES_IN, *COMES_IN):
        await turn.acknowledge(text("choose.stale"))
        return
    done = await note_answer(turn.uow, turn.now, incident, turn.person, tap.person, tap.reply, tap.minutes)
    await turn.acknowledge(done)


async def _alert(turn: Turn) -> Incident | None:
    incident = await desk.seen_by(turn.uow, turn.subject_id, turn.person)
    if not isinstance(incident, Refused) and incident.state is not State.CONFIRMED:
        incident = Refused(await desk.standing(turn.uow, incident, turn.person))
    if isinstance(incident, Refused):
        await turn.acknowledge(incident)
        return None
    return incident


def _note(person: int, reply: Reply, minutes: int = 0) -> Choice:
    label = text(f"choice.{reply}")
    if minutes:
        label = text("choice.answers.later" if reply is Reply.LATER else "choice.answers.coming", n=minutes)
    return NoteAnswer(person, reply, minutes).choice(label)


def _label(name: Value) -> Text:
    return text("choice.name", name=Quote(name.words, _LABEL) if isinstance(name, Quote) else name)
