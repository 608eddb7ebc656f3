"""The deadlines of an incident. timings.py says how long each waits, duties.py what it sets off."""

from alerts.work.deadline import Deadline

CLAIM_NUDGE = Deadline("claim nudge")
CLAIM_LAPSE = Deadline("claim lapse")
UNCLAIMED = Deadline("unclaimed", insistent=True)
"""The next step of escalation: it must never fall silent."""
UNDECIDED = Deadline("undecided", insistent=True)
VERIFIER_OVERDUE = Deadline("verifier overdue")
"""Its subject is the verification, as that of the next; the others' is the incident."""
VERIFIER_REPLACED = Deadline("verifier replaced")
NEXT_RING = Deadline("next ring")
FAMILY_WAITS = Deadline("family waits")
RUMOR_QUIET = Deadline("rumor quiet")
"""Its subject is the town: until then the desk is not rung again because people ask whether something is true."""
LEADS_WAIT = Deadline("leads wait")
"""Its subject is the town, 0 where that is not known: the summary of its leads follows."""
LEAD_ENDS = Deadline("lead ends")
CLOSE_COPIES = Deadline("close copies", insistent=True)
ALERT_EXPIRES = Deadline("alert expires")
TOO_FEW = Deadline("too few on the way", insistent=True)
SOMEBODY_CAN = Deadline("somebody can come later")
"""When the first of those who can't come now could."""
PURGE = Deadline("purge incident", insistent=True, never_sooner=True)
COVERS_IN_DOUBT = Deadline("covers in doubt", insistent=True)
"""Of a person who lost a role and still works a desk: one that they only cover is theirs no more without their own."""
