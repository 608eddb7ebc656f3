"""Lines of a card that name no place and quote nobody: how it stands, who looked, who was told."""

from datetime import datetime

from alerts.incidents import desk, timings
from alerts.incidents.incident import UNDECIDED, Incident, PickedBy, Reply, State, Verification, VerifierState
from alerts.incidents.matter import Matter
from alerts.incidents.ports import INCIDENTS
from alerts.incidents.verifier_quota import COUNTING, last_ring
from alerts.notices import Choice, Text, Value, text
from alerts.tap import Tap
from alerts.work.mail import Counts
from alerts.work.unit_of_work import UnitOfWork


def matter_lines(incident: Incident) -> list[Text]:
    """Say what else than a sighting it is."""
    return [] if incident.matter is Matter.SIGHTING else [text(f"card.matter.{incident.matter}")]


async def state_line(uow: UnitOfWork, incident: Incident) -> Text:
    """Say how it stands, and who has or had it."""
    if incident.state is State.MERGED and incident.merged_into_id is not None:
        target = await INCIDENTS(uow).get(incident.merged_into_id)
        return text("card.state.merged", into=target.number if target else "?")
    holder = await desk.name_of(uow, incident.holder_id)
    values: dict[str, Value] = {"name": holder, "at": incident.confirmed_at or incident.opened_at}
    return Text(f"card.state.{incident.state}", values)


def looked_lines(looks: list[Verification], answers: dict[int, Reply]) -> list[Text]:
    """Return how many of those asked to look got how far; who goes since the alert is counted with its answers."""
    if not looks:
        return []
    count = {state: sum(look.state is state for look in looks) for state in VerifierState}
    count[VerifierState.GOING] -= sum(look.state is VerifierState.GOING and look.person_id in answers for look in looks)
    return [
        text(
            "card.looks",
            asked=len(looks),
            going=count[VerifierState.GOING],
            seen=count[VerifierState.SEEN],
            nothing=count[VerifierState.NOTHING],
            cannot=count[VerifierState.CANNOT],
        ),
        *([text("card.standing_by", n=standing)] if (standing := count[VerifierState.STANDING_BY]) else []),
        *_picked(looks),
    ]


def _picked(looks: list[Verification]) -> list[Text]:
    """Say by which reason they were asked, in how many rings; and when those who go arrive."""
    picked = [look.picked_by for look in looks]
    own, beside = picked.count(PickedBy.OWN_TOWN), picked.count(PickedBy.NEIGHBOR)
    arriving = sorted(look.eta_at for look in looks if look.state is VerifierState.GOING and look.eta_at is not None)
    why = text("card.picked", own=own, beside=beside, ring=last_ring(looks))
    return [why, *([text("card.arriving", times=tuple(arriving))] if arriving else [])]


def short_lines(incident: Incident, looks: list[Verification]) -> list[Text]:
    """Say how many are still to go and look, while nobody has decided; nothing where nobody was asked."""
    if not looks or incident.state not in UNDECIDED:
        return []
    short = timings.QUOTA - len({look.person_id for look in looks if look.state in COUNTING})
    return [text("card.short", n=short, quota=timings.QUOTA)] if short > 0 else []


def told_lines(counts: Counts, answers: dict[int, Reply], arrivals: dict[int, datetime]) -> list[Text]:
    """Say whom the alert reached, what they answered, and when they arrive or could come."""
    replies = list(answers.values())
    parts = [
        text(
            "card.told",
            sent=counts.delivered + counts.unsure,
            all=counts.delivered + counts.unsure + counts.queued + counts.unreachable + counts.expired,
            groups=counts.groups,
            all_groups=counts.all_groups,
        ),
        text(
            "card.answers",
            going=replies.count(Reply.ON_MY_WAY),
            there=replies.count(Reply.ON_THE_SCENE),
            cannot=replies.count(Reply.CANNOT),
        ),
    ]
    if waiting := replies.count(Reply.STANDING_BY):
        parts.append(text("card.standing_by", n=waiting))
    for reply, key in ((Reply.ON_MY_WAY, "card.arriving"), (Reply.LATER, "card.can_later")):
        if times := sorted(at for person_id, at in arrivals.items() if answers.get(person_id) is reply):
            parts.append(text(key, times=tuple(times)))
    if counts.unreachable:
        parts.append(text("card.unreachable", n=counts.unreachable))
    if counts.expired:
        parts.append(text("card.too_late", n=counts.expired))
    return parts


def offer(tap: Tap) -> Choice:
    """Return the choice for a tap on the card; its label is the text choice.NAME of the action desk.NAME."""
    return tap.choice(text(f"choice.{tap.action.removeprefix('desk.')}"))
