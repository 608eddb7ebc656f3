"""Incidents, as the domain registers them: how long they are kept, and what their deadlines set off."""

from alerts.incidents import (
    closed_copies,
    coming_later,
    deadlines,
    duties,
    family_waiting,
    lapsing,
    overdue_verifiers,
    rumors,
    shortfall,
    unopened_media,
    verifier_rings,
    waiting_leads,
)
from alerts.incidents.incident import SUBJECT
from alerts.incidents.timings import KEPT
from alerts.work.area import DomainArea
from alerts.work.quiet_period import end_quiet_period

AREA = DomainArea(
    name="incidents",
    keeps=(KEPT,),
    duties={
        deadlines.CLAIM_NUDGE: duties.claim_nudge,
        deadlines.CLAIM_LAPSE: duties.claim_lapse,
        deadlines.VERIFIER_OVERDUE: overdue_verifiers.verifier_overdue,
        deadlines.VERIFIER_REPLACED: overdue_verifiers.verifier_replaced,
        deadlines.NEXT_RING: verifier_rings.next_ring,
        deadlines.FAMILY_WAITS: family_waiting.still_waiting,
        deadlines.RUMOR_QUIET: rumors.nothing_more,
        deadlines.LEADS_WAIT: waiting_leads.sum_up,
        deadlines.LEAD_ENDS: lapsing.lead_ends,
        deadlines.CLOSE_COPIES: closed_copies.close_copies,
        deadlines.ALERT_EXPIRES: duties.alert_expires,
        deadlines.TOO_FEW: shortfall.tell_shortfall,
        deadlines.SOMEBODY_CAN: coming_later.somebody_can,
        deadlines.PURGE: duties.purge_incident,
        unopened_media.ASKED: end_quiet_period,
    },
    cards={SUBJECT: duties.refresh_card},
)
