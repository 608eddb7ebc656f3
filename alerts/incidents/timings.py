"""How long each thing may wait, and what then. docs/decisions/0016-times-and-numbers.md says where each comes from."""

from datetime import timedelta

from alerts.network.retention import Kept

CLAIM_NUDGE = timedelta(seconds=60)
"""A claim without a step: its dispatcher, who may have fallen asleep over it, is reminded."""
CLAIM_LAPSE = timedelta(minutes=2)
"""A claim without a step: anybody may take it, for a raid may last three minutes."""
UNDECIDED = (timedelta(minutes=10), timedelta(minutes=30))
"""Taken and not decided: who has it is asked, then the whole desk (set when this was ordered)."""
UNDECIDED_EVERY = timedelta(hours=1)
"""And so often from then on: nothing undecided falls silent (our choice: everybody at the desk knows of it)."""
LEADS_SUMMED_TO_COORDINATORS = timedelta(minutes=5)
"""Leads that nobody took are summed up to the coordinators too from so long on, as escalation usually rings them."""
REPORT_BACK = timedelta(minutes=10)
"""A verifier is asked to write back within this time after arriving."""
ASK_LASTS = timedelta(minutes=45)
"""A question to a verifier is worth nothing after that: a trial of phone trees counted answers for as long."""
TASK_LASTS = timedelta(hours=2)
"""So long what somebody sends who was asked to look belongs to that incident (as long as an alert)."""
ALERT_LASTS = timedelta(hours=2)
"""Every alert expires (CAP `expires`); past it nobody is sent there (our default)."""
REPORT_OPEN = timedelta(minutes=30)
"""So long what a reporter adds belongs to the report (the time within which reports join)."""
REOPEN_WITHIN = timedelta(days=1)
"""What was ended may be opened again, and is joined by news of it, this long (set when this was ordered)."""
LEAD_LASTS = timedelta(hours=6)
"""A lead of strangers that nobody touched ends so long after it was last heard of (set when this was ordered)."""
SEEN_LASTS = timedelta(minutes=30)
"""So long an "I see it" says how it is there: opened again later, they are asked anew (as reports join so long)."""
FORGOTTEN = timedelta(days=7)
"""Nobody closed it: it counts as closed this long after it was opened, so that it is purged like any other."""
PREVIEW_LASTS = timedelta(minutes=5)
"""An alert names the minute of its preview: an older preview is shown anew before anything goes out (our choice)."""
TOO_FEW_AFTER = timedelta(minutes=10)
"""So long after an alert the desk hears when too few are on the way, and as often again (our choice: a drive there)."""
TOO_FEW_UNTIL = timedelta(minutes=30)
"""Later nobody new sets out: who is needed by then is asked by phone (our choice)."""
CARD_PAUSE = timedelta(seconds=1)
"""Counts on the card are brought up to date this long after they changed."""
CARD_STEP = timedelta(seconds=3)
"""Once brought up to date for many, the card is so again after this at the soonest: no edit of it is shown before."""
BUNDLED_PAUSE = timedelta(seconds=15)
"""The card counts what somebody sends beyond their limits this long after it came: one edit for many (our choice)."""
QUOTA = 2
"""So many go and look: a pair, of whom one films and one writes."""
RINGS = (5, 4, 3)
"""How many are asked to look at once, then, then: 17 to 47 % of those whom such apps alert go, so 5 to 12 for two."""
MOST_ASKED = sum(RINGS)
"""So many are asked by the program itself; whom to ask beyond them, the desk says."""
RING_WAITS = timedelta(minutes=2)
"""Then the next ring is asked, unless enough go (set when this was ordered)."""
STILL_WAITS = timedelta(minutes=3)
"""Who did not report back and was asked once whether all is well counts as going so much longer (our choice)."""
UNTIMED = timedelta(minutes=15)
"""Who goes and does not say when they arrive is waited for so long (the longest time that is offered)."""
MUTED = timedelta(hours=24)
"""Whom the desk muted wakes nobody for so long: over a night and a day, and not for ever (our choice)."""
COPIES_STAY = timedelta(minutes=5)
"""After the end, alerts and questions keep their place so long: who is under way reads the end first, and what was
ended by a slip of the thumb is open again by then (our choice)."""
KEPT = Kept("incident", timedelta(days=7))
"""Exact place and texts of an incident and its reports, counted from its closing (our choice)."""
