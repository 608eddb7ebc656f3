"""The desk's taps and commands; what they do is decided in alerts/incidents."""

from alerts.incidents import card, closing, desk, merging, reporting, verifying
from alerts.incidents.desk import Refused
from alerts.incidents.incident import Incident
from alerts.incidents.ports import INCIDENTS, REPORTS
from alerts.lines import troubles
from alerts.notices import Choice, Notice, Quote, Text, text
from alerts.people.person import DESK
from alerts.places.phrase import phrase
from handlers.core.turn import Turn
from handlers.incidents import closing as ending
from handlers.incidents import confirming, updating
from locales.length import pages

LIST = 10
"""Incidents that /desk lists; more would not fit one message."""
WHOLE = 1500
"""Bytes of a report in one message when the desk asks for all of it: with what stands around it, Signal's 2,000."""


async def tapped(turn: Turn, notice: Notice, words: list[str]) -> None:
    """A tap on the card."""
    incident = await desk.seen_by(turn.uow, _subject(notice, words), turn.person)
    if isinstance(incident, Refused):
        await turn.acknowledge(incident)
        return
    verb = words[0]
    if verb in ending.ENDS:
        await ending.are_you_sure(turn, incident, verb)
    elif verb in _TAPS:
        await _TAPS[verb](turn, incident, words[1:])


async def late(turn: Turn, notice: Notice) -> None:
    """A button of the card as it was before: who was faster, and what became of it."""
    incident = await desk.seen_by(turn.uow, notice.subject_id, turn.person)
    await turn.acknowledge(
        incident if isinstance(incident, Refused) else await desk.standing(turn.uow, incident, turn.person)
    )


def _subject(notice: Notice, words: list[str]) -> int | None:
    return int(words[1]) if words[0] == "show" else notice.subject_id


async def _claim(turn: Turn, incident: Incident, _: list[str]) -> None:
    held = await desk.claim(turn.uow, turn.now, incident, turn.person)
    if isinstance(held, Incident):
        if held.version != incident.version:
            await card.show(turn.uow, turn.now, held)
            await turn.acknowledge(text("toast.claimed", number=incident.number))
        else:
            await turn.acknowledge(text("toast.yours", number=incident.number))
    else:
        await turn.acknowledge(held)


async def _verify(turn: Turn, incident: Incident, _: list[str]) -> None:
    if not incident.place.usable:
        await turn.acknowledge(text("refused.no_place"))
        return
    held = await desk.claim(turn.uow, turn.now, incident, turn.person)
    if isinstance(held, Refused):
        await turn.acknowledge(held)
        return
    asked = await verifying.ask(turn.uow, turn.now, held)
    await card.show(turn.uow, turn.now, held)
    await turn.acknowledge(text("toast.asked", n=asked) if asked else text("toast.nobody_to_ask"))


async def _unverifiable(turn: Turn, incident: Incident, _: list[str]) -> None:
    await turn.acknowledge(await closing.cannot_verify(turn.uow, turn.now, incident, turn.person))


async def _merge(turn: Turn, incident: Incident, _: list[str]) -> None:
    standing = await INCIDENTS(turn.uow).standing(incident.town_id)
    others = [other for other, _ in standing if other.id != incident.id][:LIST]
    if not others:
        await turn.acknowledge(text("toast.no_other"))
        return
    rows = tuple((Choice(f"desk.same:{other.number}", text("choice.same", number=other.number)),) for other in others)
    await turn.reply(Notice(parts=(text("merge.ask", number=incident.number),), choices=rows, subject_id=incident.id))


async def _same(turn: Turn, incident: Incident, words: list[str]) -> None:
    await turn.acknowledge(await merging.merge(turn.uow, turn.now, incident, turn.person, int(words[0])))


async def _split(turn: Turn, incident: Incident, words: list[str]) -> None:
    if words:
        await turn.acknowledge(await merging.split(turn.uow, turn.now, incident, turn.person, int(words[0])))
        return
    reports = await REPORTS(turn.uow).of(incident.id)
    rows = tuple((Choice(f"desk.split:{r.number}", text("choice.reporter", n=r.number)),) for r in reports[:LIST])
    await turn.reply(Notice(parts=(text("split.ask", number=incident.number),), choices=rows, subject_id=incident.id))


async def _town(turn: Turn, incident: Incident, words: list[str]) -> None:
    town = turn.network.town(int(words[0]))
    if town is not None:
        await reporting.set_town(turn.uow, turn.now, incident, town.id)
        await turn.acknowledge(text("toast.town", number=incident.number, town=town.name))


async def _whole(turn: Turn, incident: Incident, _: list[str]) -> None:
    """Every word of every report, in as many messages as it takes."""
    for report in await REPORTS(turn.uow).of(incident.id):
        for page in pages(report.words, WHOLE, utf16=False):
            piece = Quote(page, WHOLE, report.language or "")
            await turn.reply(Notice.of("desk.whole", number=incident.number, n=report.number, words=piece))


async def _show(turn: Turn, incident: Incident, _: list[str]) -> None:
    await card.show(turn.uow, turn.now, incident)
    fresh = await INCIDENTS(turn.uow).get(incident.id)
    if fresh is not None and fresh.card_id is not None:
        await turn.uow.mail.show_again(fresh.card_id, turn.contact.id, turn.now)


async def list_open(turn: Turn, rest: str) -> None:
    """/desk: what is open, the newest first."""
    del rest
    if not any(grant.role in DESK for grant in turn.person.grants):
        await turn.reply(Notice.of("refused.role"))
        return
    incidents = [entry[0] for entry in await INCIDENTS(turn.uow).standing(None)]
    mine = [incident for incident in incidents if turn.person.has(DESK, incident.town_id)]
    known = await troubles.listed(turn.uow)
    if not mine:
        await turn.reply(Notice(parts=(text("desk.list_empty"), *known.parts)))
        return
    newest = mine[-LIST:][::-1]
    lines = [await _line(turn, incident) for incident in newest]
    rows = tuple((Choice(f"desk.show:{i.id}", text("choice.show", number=i.number)),) for i in newest)
    await turn.reply(Notice(parts=(text("desk.list", n=len(mine)), *lines, *known.parts), choices=rows))


async def _line(turn: Turn, incident: Incident) -> Text:
    town = turn.network.town(incident.town_id)
    return text(
        "desk.list_line",
        number=incident.number,
        town=town.name if town else text("card.no_town"),
        place=phrase(incident.place) if incident.place.usable else text("card.no_place"),
        state=text(f"state.{incident.state}"),
        at=incident.opened_at,
    )


_TAPS = {
    "claim": _claim,
    "verify": _verify,
    "unverifiable": _unverifiable,
    "confirm": confirming.begin,
    "update": updating.begin,
    "merge": _merge,
    "same": _same,
    "split": _split,
    "town": _town,
    "whole": _whole,
    "show": _show,
}
