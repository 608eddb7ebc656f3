"""One who waits: what we know of them, who vouched, and what can be done."""

from alerts.incidents.ports import REPORTS
from alerts.joining.asking import role_was_taken, roles_open_to
from alerts.joining.join_request import JoinRequest
from alerts.joining.ports import JOIN_REQUESTS
from alerts.joining.taps import LetIn, TurnAway
from alerts.network.town import Town
from alerts.notices import Choice, Notice, Text, text
from alerts.people.naming import named
from alerts.people.person import Person
from alerts.people.pseudonym import pseudonym
from alerts.trust.taps import ShowPersonPage
from alerts.vouching.taps import ShowNewcomer, VouchAsCoordinator
from alerts.vouching.vouch_codes import wants_in
from alerts.vouching.vouch_counts import vouch_count, vouchers_of
from handlers.core.coordinated_town import coordinated_town
from handlers.core.turn import Turn


async def show(turn: Turn, tap: ShowNewcomer) -> None:
    """Show somebody who wants in, for a coordinator of that town."""
    town = await coordinated_town(turn, tap.town)
    if town is None:
        return
    person = await turn.uow.people.get(tap.joining)
    if person is None or not await wants_in(turn.uow, person, town.id):
        await turn.acknowledge(text("join.request_over"))
        return
    request = await JOIN_REQUESTS(turn.uow).of(person.id)
    waits = request if request is not None and request.is_open and request.town_id == town.id else None
    parts = (text("vouching.newcomer", town=town.name), *await _known(turn, person, town, waits))
    page = Notice(parts=parts, internal=True)
    await turn.reply(page.with_choices(*await _rows(turn, person, town, waits)))


async def _known(turn: Turn, person: Person, town: Town, request: JoinRequest | None) -> tuple[Text, ...]:
    apps = tuple(sorted({one.transport.title() for one in await turn.uow.contacts.of(person.id)}))
    reported = await REPORTS(turn.uow).newest_by(person.id)
    count = await vouch_count(turn.uow, person.id, town.id)
    names = tuple(named(one) for one in await vouchers_of(turn.uow, person.id, town.id))
    asked = (text("vouching.asked", at=request.first_asked_at),) if request else (text("vouching.gets_alerts"),)
    return (
        text("join.request_since", apps=apps, at=person.since or turn.now),
        *asked,
        text("join.request_reported", at=reported.received_at) if reported else text("join.request_never_reported"),
        *await role_was_taken(turn.uow, person),
        text("vouching.vouched_by", given=count.given, needed=max(count.needed, 1), names=names)
        if names
        else text("vouching.vouched_by_nobody"),
        text("vouching.name", name=named(person), code=pseudonym(person.id)),
    )


async def _rows(turn: Turn, person: Person, town: Town, request: JoinRequest | None) -> list[tuple[Choice, ...]]:
    if request is None:
        page = ShowPersonPage(person.id).choice(text("choice.trust.show", name=named(person)))
        return [(VouchAsCoordinator(person.id, town.id).choice(text("choice.vouching.vouch")),), (page,)]
    roles = await roles_open_to(turn.uow, person.id)
    letting = [(LetIn(person.id, town.id, role).choice(text(f"choice.as.{role}")),) for role in roles]
    return [*letting, (TurnAway(person.id, town.id).choice(text("choice.decline")),)]
