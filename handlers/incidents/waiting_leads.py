"""The tap on the summary of leads that wait: the next few get their cards."""

from alerts.incidents.lead_taps import ShowLeads
from alerts.incidents.ports import INCIDENTS
from alerts.incidents.waiting_leads import show_some
from alerts.notices import text
from alerts.people.person import DESK
from handlers.core.turn import Turn

AT_ONCE = 5
"""Cards for one tap, the oldest leads first."""


async def show(turn: Turn, _: ShowLeads) -> None:
    """Show the next few cards, of every desk that this person works."""
    towns = [None, *(town.id for town in turn.network.towns)]
    mine = [town for town in towns if turn.person.has(DESK, town)]
    leads = [lead for town in mine for lead in await INCIDENTS(turn.uow).untaken_leads(town) if not lead.carded]
    if not leads:
        await turn.acknowledge(text("leads.none"))
        return
    await show_some(turn.uow, turn.now, sorted(leads, key=lambda lead: lead.number)[:AT_ONCE])
