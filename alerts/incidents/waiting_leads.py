"""The one message in which a desk reads how many leads wait: those without a card, and reminders of many. It is edited.

docs/decisions/0038-leads-that-wait.md.
"""

from datetime import datetime, timedelta

from alerts.incidents import card, deadlines, desk, timings
from alerts.incidents.incident import Incident
from alerts.incidents.lead_room import ROOM, lane_of
from alerts.incidents.lead_taps import ShowLeads
from alerts.incidents.limit_ports import LEAD_SUMMARIES
from alerts.incidents.ports import INCIDENTS, REPORTS
from alerts.incidents.untaken_lead import LeadSummary, UntakenLead
from alerts.notices import Kind, Lane, Notice, Text, text
from alerts.work.unit_of_work import UnitOfWork

FEW = 3
"""So many leads that nobody took are reminded of each by itself (our choice)."""
AGAIN = timedelta(minutes=1)
"""So often it looks whether there is room for another card."""
ANEW = timedelta(minutes=10)
"""A message that is older is sent anew where it is due: an edit makes no sound (our choice)."""
_NUMBERS = 10
"""Leads that are named by number, the oldest."""


async def is_summed_up(uow: UnitOfWork, now: datetime, incident: Incident) -> bool:
    """Say whether the summary reminds of it, with others; then it follows. False: it is reminded of by itself."""
    if await lane_of(uow, incident, await REPORTS(uow).taps(incident.id)) is not Lane.LEAD:
        return False
    if len(await INCIDENTS(uow).untaken_leads(incident.town_id, FEW + 1)) <= FEW:
        return False
    await follow(uow, now, incident)
    return True


async def follow(uow: UnitOfWork, now: datetime, incident: Incident) -> None:
    """Let the summary of this incident's desk say how it stands, in a moment."""
    await uow.deadlines.set_latest(deadlines.LEADS_WAIT, incident.town_id or 0, now + timings.CARD_PAUSE)


async def sum_up(uow: UnitOfWork, now: datetime, town_id: int) -> None:
    """Show as many cards as there is room for, and say how many leads wait."""
    town = town_id or None
    leads = await INCIDENTS(uow).untaken_leads(town)
    room = ROOM - sum(lead.carded for lead in leads)
    waiting = [lead for lead in leads if not lead.carded]
    await show_some(uow, now, waiting[: max(room, 0)])
    waiting = waiting[max(room, 0) :]
    if len(leads) > FEW:
        await _post(uow, now, town, leads, len(waiting))
    else:
        await _end(uow, now, town)
    if waiting:
        await uow.deadlines.set(deadlines.LEADS_WAIT, town_id, now + AGAIN)


async def show_some(uow: UnitOfWork, now: datetime, leads: list[UntakenLead]) -> None:
    """Show the cards of these leads, whether there is room or not."""
    for lead in leads:
        incident = await INCIDENTS(uow).get(lead.incident_id)
        if incident is not None:
            await card.show(uow, now, incident, at_once=True)


async def _post(uow: UnitOfWork, now: datetime, town: int | None, leads: list[UntakenLead], waiting: int) -> None:
    numbers = tuple(text("leads.number", number=lead.number) for lead in leads[:_NUMBERS])
    parts: list[Text] = [
        text("leads.wait", n=len(leads), at=leads[0].opened_at),
        text("leads.numbers", numbers=numbers),
    ]
    if waiting:
        parts.append(text("leads.no_card", n=waiting))
    choices = ((ShowLeads().choice(text("choice.show_leads")),),) if waiting else ()
    notice = Notice(parts=tuple(parts), choices=choices, kind=Kind.CARD, lane=Lane.LEAD)
    here = await desk.desk_contacts(uow, now, town)
    # As of one that nobody took: after a while the coordinators hear of it too.
    contacts = here.everybody if now - leads[0].opened_at >= timings.LEADS_SUMMED_TO_COORDINATORS else here.rung
    stands = await LEAD_SUMMARIES(uow).get(town)
    if stands is not None and not _is_due_anew(now, stands, leads):
        await uow.mail.revise(stands.notice_id, notice, contacts, now, major=False)
        return
    notice_id = await uow.mail.post(notice, contacts, now)
    await LEAD_SUMMARIES(uow).save(town, LeadSummary(notice_id=notice_id, posted_at=now))


def _is_due_anew(now: datetime, stands: LeadSummary, leads: list[UntakenLead]) -> bool:
    """Say whether it is to make a sound again: of a lead that has no card and came since, nobody has heard yet."""
    unheard = any(not lead.carded and lead.opened_at > stands.posted_at for lead in leads)
    return now - stands.posted_at >= (AGAIN if unheard else ANEW)


async def _end(uow: UnitOfWork, now: datetime, town: int | None) -> None:
    """Say that only few wait, where it said that many do."""
    stands = await LEAD_SUMMARIES(uow).get(town)
    if stands is None:
        return
    few = Notice(parts=(text("leads.few"),), kind=Kind.CARD, lane=Lane.LEAD)
    await uow.mail.revise(stands.notice_id, few, (await desk.desk_contacts(uow, now, town)).rung, now, major=False)
    await LEAD_SUMMARIES(uow).forget(town)
