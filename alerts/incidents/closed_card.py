"""The desk's card of what is over: how it ended, and counts; the place and people's words are on no phone any more."""

from alerts.incidents import taps
from alerts.incidents.card_lines import looked_lines, matter_lines, offer, state_line, told_lines
from alerts.incidents.incident import ENDED, Incident, Reply, Report, State, Tally, Verification
from alerts.incidents.ports import INCIDENTS
from alerts.incidents.practice import announced_on_card
from alerts.incidents.seen import seen_at
from alerts.notices import Kind, Notice, text
from alerts.work.unit_of_work import UnitOfWork


async def build(
    uow: UnitOfWork,
    incident: Incident,
    tally: Tally,
    reports: list[Report],
    looks: list[Verification],
    answers: dict[int, Reply],
) -> Notice:
    """Make the card of what is over: how it ended and the counts, no place and nobody's words."""
    ids = [incident.id, *(child.id for child in await INCIDENTS(uow).children(incident.id))]
    town = (await uow.network()).town(incident.town_id)
    at = seen_at(incident.observed_at, unclear=incident.time_unclear)
    parts = [
        *await announced_on_card(uow, incident, reports),
        text("card.head", number=incident.number, town=town.name if town else text("card.no_town"), at=at),
        *matter_lines(incident),
        await state_line(uow, incident),
        text("card.reports", n=tally.people, leads=tally.people - tally.verified),
        *looked_lines(looks, answers),
    ]
    if incident.confirmed_at is not None:
        parts += told_lines(await uow.mail.counts(ids, incident.confirmed_at), answers, {})
    if incident.state is not State.MERGED:
        parts.append(text("card.cleared"))
    reopen = [(offer(taps.Reopen()),)] if incident.state in ENDED else []
    rows = [*reopen, *([(offer(taps.ShowAllWords()),)] if incident.state is not State.MERGED else [])]
    return Notice(parts=tuple(parts), choices=tuple(rows), kind=Kind.CARD, subject_id=incident.id, internal=True)
