"""How evenly shifts lie on people's shoulders: hours, nights and alerts of each."""

from collections import Counter
from datetime import timedelta

from alerts.audit.deed import Action
from alerts.audit.ports import AUDIT_LOG
from alerts.notices import Notice, text
from alerts.on_call.fairness import shares
from alerts.on_call.ports import SHIFTS
from alerts.on_call.shift_kept import SHIFT_KEPT
from alerts.on_call.shift_words import name_of_person
from alerts.on_call.taps import ShowShiftShares
from alerts.people.person import DESK
from handlers.core.turn import Turn

PEOPLE = 12
"""People in one message."""


async def show(turn: Turn, _: ShowShiftShares) -> None:
    """Show what each had of the shifts that are over and kept, of the towns whose desk the reader works."""
    towns = [town.id for town in turn.network.towns if turn.person.has(DESK, town.id)]
    span: timedelta = (await turn.uow.retention()).of(SHIFT_KEPT)
    since = turn.now - span
    over = [one for one in await SHIFTS(turn.uow).between(since, turn.now, towns) if one.ends_at <= turn.now]
    found = shares(over, turn.network.zone)
    if not found:
        await turn.reply(Notice.of("on_call.no_shares"))
        return
    sent = Counter(deed.by_id for deed in await AUDIT_LOG(turn.uow).since(Action.SENT, since) if deed.town_id in towns)
    lines = [
        text(
            "on_call.share",
            name=await name_of_person(turn.uow, one.person_id),
            hours=one.hours,
            nights=one.nights,
            alerts=sent[one.person_id],
        )
        for one in found[:PEOPLE]
    ]
    head = text("on_call.shares", n=span.days)
    await turn.reply(Notice(parts=(head, *lines), internal=True))
