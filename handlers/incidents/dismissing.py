"""/desk, "Dismiss several…": taps that mark, the list said back, and one tap that dismisses."""

from dataclasses import replace

from alerts.incidents import dismissing
from alerts.incidents.dismissing_taps import DismissMarked, DismissSeveral, KeepMarked, MarkLead, ReviewMarked
from alerts.incidents.incident import Incident
from alerts.incidents.ports import INCIDENTS, REPORTS
from alerts.notices import Choice, Kind, Notice, Quote, Text, text
from alerts.people.person import DESK
from alerts.places.phrase import phrase
from handlers.core.turn import TOASTS, Turn
from handlers.incidents.desk_steps import DismissingSeveral

MOST = 12
"""Leads that are listed at once, the oldest first; more would not fit one message."""
FEWEST = 2
WORDS = 60
"""Characters of what the first person wrote, where no place is known."""


async def offered(turn: Turn) -> list[tuple[Choice, ...]]:
    """Return the row of /desk that begins it, where there is more than one lead."""
    leads = await dismissing.oldest(turn.uow, turn.person, FEWEST)
    return [(DismissSeveral().choice(text("choice.several")),)] if len(leads) >= FEWEST else []


async def begin(turn: Turn, _: DismissSeveral) -> None:
    """Show the leads, none of them marked."""
    leads = await dismissing.oldest(turn.uow, turn.person, MOST)
    if not leads:
        await turn.acknowledge(text("several.none"))
        return
    step = DismissingSeveral(notice=0, listed=tuple(one.id for one in leads))
    notice = await _list(turn, step)
    notice_id = await turn.uow.mail.post(notice, [turn.contact.id], turn.now)
    await turn.enter(replace(step, notice=notice_id))


async def mark(turn: Turn, tap: MarkLead) -> None:
    """Mark it, or take the mark away: the list is edited in place, and its numbers stay."""
    step = await turn.step(DismissingSeveral)
    if step is None or tap.incident not in step.listed:
        await turn.acknowledge(text("choose.stale"))
        return
    others = tuple(one for one in step.marked if one != tap.incident)
    marked = others if tap.incident in step.marked else (*others, tap.incident)
    step = replace(step, marked=tuple(one for one in step.listed if one in marked))
    await turn.enter(step)
    notice = await _list(turn, step)
    await turn.uow.mail.revise(step.notice, notice, [turn.contact.id], turn.now, major=True)
    if turn.contact.transport == TOASTS:
        # The edit may come seconds later; elsewhere this would be a message for each mark.
        await turn.acknowledge(text("toast.marked", n=len(step.marked)))


async def review(turn: Turn, _: ReviewMarked) -> None:
    """Say back what is marked, with the one tap that dismisses it."""
    step = await turn.step(DismissingSeveral)
    if step is None:
        await turn.acknowledge(text("choose.stale"))
        return
    if not step.marked:
        await turn.acknowledge(text("several.unmarked"))
        return
    lines = [_line(one, await _what(turn, one)) for one in await _incidents(turn, step.marked)]
    yes = DismissMarked().choice(text("choice.several.yes", n=len(lines)))
    no = KeepMarked().choice(text("choice.no"))
    await turn.reply(Notice(parts=(text("several.sure", n=len(lines)), *lines), choices=((yes, no),)))


async def dismiss(turn: Turn, _: DismissMarked) -> None:
    """Dismiss what was said back: exactly what is marked now."""
    step = await turn.step(DismissingSeveral)
    if step is None or not step.marked:
        await turn.acknowledge(text("choose.stale"))
        return
    await turn.leave()
    done = await dismissing.dismiss(turn.uow, turn.now, turn.person, step.marked)
    parts = [text("several.done", numbers=tuple(f"#{number}" for number in done.dismissed) or text("several.nothing"))]
    if done.left:
        parts.append(text("several.left", numbers=tuple(f"#{number}" for number in done.left)))
    await turn.reply(Notice(parts=tuple(parts)))


async def keep(turn: Turn, _: KeepMarked) -> None:
    """Dismiss nothing."""
    await turn.leave()
    await turn.acknowledge(text("toast.nothing_sent"))


async def _list(turn: Turn, step: DismissingSeveral) -> Notice:
    incidents = await _incidents(turn, step.listed)
    lines = [_line(one, await _what(turn, one)) for one in incidents]
    marks = [
        MarkLead(one.id).choice(
            text("choice.several.marked" if one.id in step.marked else "choice.several.mark", number=one.number)
        )
        for one in incidents
    ]
    rows = [tuple(marks[i : i + 2]) for i in range(0, len(marks), 2)]
    rows.append(
        (ReviewMarked().choice(text("choice.several.review")), KeepMarked().choice(text("choice.correct.back")))
    )
    return Notice(parts=(text("several.ask"), *lines), choices=tuple(rows), kind=Kind.CARD)


async def _incidents(turn: Turn, ids: tuple[int, ...]) -> list[Incident]:
    found = [await INCIDENTS(turn.uow).get(incident_id) for incident_id in ids]
    return [one for one in found if one is not None and turn.person.has(DESK, one.town_id)]


async def _what(turn: Turn, incident: Incident) -> Text | Quote:
    if incident.place.usable:
        return phrase(incident.place)
    first = next(iter(await REPORTS(turn.uow).first(incident.id, 1)), None)
    return Quote(first.words, WORDS, first.language or "") if first and first.words else text("card.no_words")


def _line(incident: Incident, what: Text | Quote) -> Text:
    return text("several.line", number=incident.number, at=incident.opened_at, what=what)
