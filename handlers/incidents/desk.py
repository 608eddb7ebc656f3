"""The desk's taps and commands; what they do is decided in alerts/incidents."""

from alerts.audit.deed import Action
from alerts.incidents import card, closing, desk, family_waiting, merging, muting, reporting, taps, verifier_rings
from alerts.incidents.incident import Incident
from alerts.incidents.matter import Matter, may_be_one
from alerts.incidents.open_filter import OpenFilter, of_desk
from alerts.incidents.ports import INCIDENTS, REPORTS
from alerts.incidents.recording_decisions import record_decision
from alerts.lines import troubles
from alerts.notices import Choice, Notice, Text, text
from alerts.places.phrase import phrase
from alerts.work.refused import Refused
from handlers.core.turn import Turn
from handlers.incidents import dismissing, muted_list, whole

LIST = 10
"""Incidents that /desk lists; more would not fit one message."""


async def list_open(turn: Turn, _: str) -> None:
    """Answer /desk: what is open, the newest first."""
    mine = OpenFilter(towns=of_desk(turn.person), muted=False)
    newest = await INCIDENTS(turn.uow).some_open(mine, LIST, newest=True)
    n = await INCIDENTS(turn.uow).count_open(mine) if len(newest) == LIST else len(newest)
    parts = [text("desk.list", n=n), *(line(turn, incident) for incident in newest)]
    if not newest:
        parts = [text("desk.list_empty")]
    rows: list[tuple[Choice, ...]] = [
        (taps.ShowCard(i.id).choice(text("choice.show", number=i.number)),) for i in newest
    ]
    rows += await dismissing.offered(turn)
    muted = await muted_list.line(turn)
    if muted is not None:
        said, show = muted
        parts.append(said)
        rows.append((show,))
    known = await troubles.listed(turn.uow)
    await turn.reply(Notice(parts=(*parts, *known.parts), choices=tuple(rows), internal=True))


def _show(incident: Incident) -> Choice:
    return taps.ShowCard(incident.id).choice(text("choice.show", number=incident.number))


async def late(turn: Turn) -> None:
    """Answer a button of the card as it was before: who was faster, and what became of it."""
    incident = await _seen(turn)
    if incident is not None:
        await turn.acknowledge(await desk.standing(turn.uow, incident, turn.person))


async def claim(turn: Turn, _: taps.Claim) -> None:
    """Take it, or say that they have it already."""
    incident = await _seen(turn)
    if incident is None:
        return
    held = await desk.claim(turn.uow, turn.now, incident, turn.person)
    if isinstance(held, Refused):
        await turn.acknowledge(held)
    elif held.version != incident.version:
        await card.show(turn.uow, turn.now, held)
        await family_waiting.claimed(turn.uow, turn.now, held)
        await turn.acknowledge(text("toast.claimed", number=incident.number))
    else:
        await turn.acknowledge(text("toast.yours", number=incident.number))


async def ask_verifiers(turn: Turn, _: taps.AskVerifiers) -> None:
    """Send verifiers to look."""
    incident = await _seen(turn)
    if incident is None:
        return
    why_not = desk.why_nobody_goes(incident)
    if why_not is not None:
        await turn.acknowledge(why_not)
        return
    held = await desk.claim(turn.uow, turn.now, incident, turn.person)
    if isinstance(held, Refused):
        await turn.acknowledge(held)
        return
    if await verifier_rings.enough_go(turn.uow, turn.now, held):
        await turn.acknowledge(text("toast.enough_go", number=held.number))
        return
    asked = await verifier_rings.ask(turn.uow, turn.now, held, by_desk=True)
    await record_decision(turn.uow, turn.now, Action.ASKED, held, turn.person)
    await card.show(turn.uow, turn.now, held)
    await turn.acknowledge(text("toast.asked", n=asked) if asked else text("toast.nobody_to_ask"))


async def cannot_verify(turn: Turn, _: taps.Unverifiable) -> None:
    """Remember that nobody can find out; it stays open."""
    incident = await _seen(turn)
    if incident is not None:
        await turn.acknowledge(await closing.cannot_verify(turn.uow, turn.now, incident, turn.person))


async def ask_same(turn: Turn, _: taps.Merge) -> None:
    """Ask which other incident it is the same as."""
    incident = await _seen(turn)
    if incident is None:
        return
    wanted = OpenFilter(
        towns=None if incident.town_id is None else frozenset({incident.town_id}),
        matters=frozenset(matter for matter in Matter if may_be_one(incident.matter, matter)),
        muted=False,
    )
    # It may be among them itself.
    found = await INCIDENTS(turn.uow).some_open(wanted, LIST + 1)
    others = [other.number for other in found if other.id != incident.id][:LIST]
    if not others:
        await turn.acknowledge(text("toast.no_other"))
        return
    rows = tuple((taps.SameAs(number).choice(text("choice.same", number=number)),) for number in others)
    ask = text("merge.ask", number=incident.number)
    await turn.reply(Notice(parts=(ask,), choices=rows, subject_id=incident.id, internal=True))


async def merge(turn: Turn, tap: taps.SameAs) -> None:
    """Merge it into the incident of this number."""
    incident = await _seen(turn)
    if incident is not None:
        await turn.acknowledge(await merging.merge(turn.uow, turn.now, incident, turn.person, tap.number))


async def split(turn: Turn, tap: taps.Split) -> None:
    """Make this reporter's report an incident of its own, or ask which reporter's."""
    incident = await _seen(turn)
    if incident is None:
        return
    if tap.reporter is not None:
        await turn.acknowledge(await merging.split(turn.uow, turn.now, incident, turn.person, tap.reporter))
        return
    reports = await REPORTS(turn.uow).of(incident.id)
    rows = tuple((taps.Split(r.number).choice(text("choice.reporter", n=r.number)),) for r in reports[:LIST])
    ask = text("split.ask", number=incident.number)
    await turn.reply(Notice(parts=(ask,), choices=rows, subject_id=incident.id, internal=True))


async def choose_town(turn: Turn, tap: taps.ChooseTown) -> None:
    """Remember which town it is about."""
    incident = await _seen(turn)
    town = turn.network.town(tap.town)
    if incident is not None and town is not None:
        await reporting.set_town(turn.uow, turn.now, incident, town.id)
        await turn.acknowledge(text("toast.town", number=incident.number, town=town.name))


async def show_all_words(turn: Turn, _: taps.ShowAllWords) -> None:
    """Send every word of every report, and what was kept beyond anybody's limits or of who is muted."""
    incident = await _seen(turn)
    if incident is None:
        return
    await whole.send(turn, incident)


async def show_card(turn: Turn, tap: taps.ShowCard) -> None:
    """Send the card anew, at the end of the chat."""
    incident = await desk.seen_by(turn.uow, tap.incident, turn.person)
    if isinstance(incident, Refused):
        await turn.acknowledge(incident)
        return
    incident = await muting.unmute_incident(turn.uow, turn.now, incident)
    await card.show(turn.uow, turn.now, incident, at_once=True)
    fresh = await INCIDENTS(turn.uow).get(incident.id)
    if fresh is not None and fresh.card_id is not None:
        await turn.uow.mail.show_again(fresh.card_id, turn.contact.id, turn.now)


async def _seen(turn: Turn) -> Incident | None:
    """Return the incident whose card was tapped; None where they may not see it, which they are told."""
    incident = await desk.seen_by(turn.uow, turn.subject_id, turn.person)
    if isinstance(incident, Refused):
        await turn.acknowledge(incident)
        return None
    return incident


def line(turn: Turn, incident: Incident) -> Text:
    """Return the line of an incident in a list: number, town, place, how it stands, since when."""
    town = turn.network.town(incident.town_id)
    return text(
        "desk.list_line",
        number=incident.number,
        town=town.name if town else text("card.no_town"),
        place=phrase(incident.place) if incident.place.usable else text("card.no_place"),
        state=text(f"state.{incident.state}"),
        at=incident.opened_at,
    )
