"""The list of people leaves the network once two coordinators want it: one gets the file, the other its passphrase."""

from dataclasses import dataclass
from datetime import datetime

from alerts.audit.deed import Action, Deed
from alerts.audit.recording import record
from alerts.document import Document
from alerts.network.coordinated_towns import coordinated_town_ids
from alerts.network.town import Network
from alerts.notices import Notice, Text, Value, text
from alerts.people.naming import named
from alerts.people.person import COORDINATOR, Person
from alerts.roster.export_request import ANSWERED_WITHIN, ExportRequest
from alerts.roster.ports import EXPORT_REQUESTS
from alerts.roster.taps import ApproveExport, RefuseExport
from alerts.trust.announcing import done_by, tell_every_coordinator, tell_on_every_app, where_it_counts
from alerts.trust.asking_limits import asks_too_often
from alerts.trust.second_coordinator import other_coordinators
from alerts.work.deadline import Deadline
from alerts.work.refused import Refused
from alerts.work.unit_of_work import UnitOfWork

EXPORT_OVER = Deadline("export unanswered")


@dataclass(frozen=True, kw_only=True)
class ApprovedExport:
    """A list that two coordinators want."""

    asker: Person
    town_id: int | None
    """None: every town that the asker coordinates."""
    towns: frozenset[int] | None
    """Those whose people it holds; None: all."""


async def ask(uow: UnitOfWork, now: datetime, by: Person, town_id: int | None) -> Text | Refused:
    """Ask all other coordinators whether this one may have the list. `town_id`: None for all towns of theirs."""
    if not by.has(COORDINATOR, town_id):
        return Refused(text("refused.role"))
    if not await other_coordinators(uow, by):
        return Refused(text("roster.export.no_second"))
    before = await EXPORT_REQUESTS(uow).of(by.id)
    if before is not None and before.is_open(now):
        return Refused(text("roster.export.asked_before", at=before.asked_at + ANSWERED_WITHIN))
    too_often = await asks_too_often(uow, now, by, Action.EXPORT_ASKED)
    if too_often is not None:
        return too_often
    request = await EXPORT_REQUESTS(uow).begin(by.id, town_id, now)
    await uow.deadlines.set(EXPORT_OVER, request.id, now + ANSWERED_WITHIN)
    await record(uow, now, Deed(action=Action.EXPORT_ASKED, by_id=by.id, town_id=town_id))
    parts = (text("roster.export.ask", name=named(by), towns=towns_in_words(await uow.network(), by, town_id)),)
    yes = ApproveExport(request.id).choice(text("choice.roster.yes"))
    no = RefuseExport(request.id).choice(text("choice.roster.no"))
    await tell_every_coordinator(uow, now, Notice(parts=parts).with_choices((yes, no)), but=[by.id])
    return text("roster.export.asked", at=now + ANSWERED_WITHIN)


async def approve(uow: UnitOfWork, now: datetime, request_id: int, by: Person) -> ApprovedExport | Refused:
    """Let the list go out; all coordinators but these two hear so."""
    answered = await _answered(uow, now, request_id, by)
    if isinstance(answered, Refused):
        return answered
    request, asker = answered
    await record(uow, now, Deed(action=Action.EXPORTED, by_id=asker.id, whom_id=by.id, town_id=request.town_id))
    towns = towns_in_words(await uow.network(), asker, request.town_id)
    told = Notice.of("roster.export.told", name=named(asker), other=named(by), towns=towns)
    await tell_every_coordinator(uow, now, told, but=[asker.id, by.id])
    own = coordinated_town_ids(asker) if request.town_id is None else frozenset({request.town_id})
    return ApprovedExport(asker=asker, town_id=request.town_id, towns=own)


async def hand_over(
    uow: UnitOfWork, now: datetime, approved: ApprovedExport, by: Person, document: Document, people: int
) -> None:
    """Send the file to whoever asked, and to nobody else; the passphrase is the other one's to say.

    Whoever coordinates one of these towns no more when it could be sent does not get it.
    """
    parts = (text("roster.export.file", name=named(by), n=people), text("roster.export.opens"))
    every = (town.id for town in (await uow.network()).towns)
    file = Notice(parts=parts, document=document).only(COORDINATOR, *(approved.towns or every))
    await uow.mail.to_person(approved.asker.id, file, now)


async def refuse(uow: UnitOfWork, now: datetime, request_id: int, by: Person) -> Text | Refused:
    """Let it not go out; whoever asked hears who said so."""
    answered = await _answered(uow, now, request_id, by)
    if isinstance(answered, Refused):
        return answered
    request, asker = answered
    await record(uow, now, Deed(action=Action.EXPORT_REFUSED, by_id=by.id, whom_id=asker.id, town_id=request.town_id))
    await tell_on_every_app(uow, now, asker.id, Notice.of("roster.export.refused", name=named(by)))
    return text("toast.roster.refused")


async def lapse(uow: UnitOfWork, now: datetime, request_id: int) -> None:
    """Forget a wish that nobody answered in time, and tell whoever asked."""
    request = await EXPORT_REQUESTS(uow).get(request_id)
    if request is None or not await EXPORT_REQUESTS(uow).end(request_id):
        return
    asker = await uow.people.get(request.person_id)
    if asker is not None and asker.has(COORDINATOR, request.town_id):
        await uow.mail.to_person(asker.id, Notice.of("roster.export.unanswered"), now)


async def announce_operators_list(uow: UnitOfWork, now: datetime, town_id: int | None) -> None:
    """Write down, and tell every coordinator, that an operator takes the list. `town_id`: None for all towns."""
    await record(uow, now, Deed(action=Action.LIST_TAKEN, by_id=None, town_id=town_id))
    where = where_it_counts(await uow.network(), town_id)
    await tell_every_coordinator(uow, now, Notice.of("roster.export.by_operator", by=done_by(None), towns=where))


async def _answered(
    uow: UnitOfWork, now: datetime, request_id: int, by: Person
) -> tuple[ExportRequest, Person] | Refused:
    """Take the wish and who has it, where this coordinator is a second one; two apps of one hand are none."""
    if not any(one.role in COORDINATOR for one in by.grants):
        return Refused(text("refused.role"))
    request = await EXPORT_REQUESTS(uow).get(request_id)
    asker = await uow.people.get(request.person_id) if request is not None else None
    if request is None or asker is None or not request.is_open(now):
        return Refused(text("roster.export.over"))
    if by.was_one_with(asker):
        return Refused(text("roster.export.second"))
    # Whoever was suspended or put out since then gets nothing.
    may_have_it = asker.has(COORDINATOR, request.town_id)
    if not await EXPORT_REQUESTS(uow).end(request.id) or not may_have_it:
        return Refused(text("roster.export.over"))
    await uow.deadlines.call_off(request.id, EXPORT_OVER)
    return request, asker


def towns_in_words(network: Network, asker: Person, town_id: int | None) -> Value:
    """Return whose people are asked for: one town, or those of the asker. `town_id`: None for all of theirs."""
    own = coordinated_town_ids(asker) if town_id is None else {town_id}
    if own is None:
        return text("trust.every_town")
    return tuple(town.name for town in network.towns if town.id in own)
