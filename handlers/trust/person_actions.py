"""What a coordinator can do with somebody: suspend them or lift it, take a role away, part an app."""

from alerts.joining.parting import accounts
from alerts.joining.taps import PartAppOf
from alerts.network.coordinated_towns import coordinated_towns
from alerts.notices import Choice, text
from alerts.people.person import COMMITTEE, COORDINATOR, DESK, Grant
from alerts.trust import role_removal
from alerts.trust.announcing import roles_in_words
from alerts.trust.people_with_roles import PersonWithRoles, is_answerable_for
from alerts.trust.ports import CHANGED_NUMBERS
from alerts.trust.taps import AskToBan, ConfirmWithoutApp, LiftSuspension, ShowChangedNumber, SuspendPerson, TakeRole
from alerts.vouching.readiness import is_trained, may_become_responder
from alerts.vouching.taps import AskTrainedElsewhere, MakeResponder, VouchAsCoordinator
from alerts.vouching.vouch_codes import wanted_towns
from handlers.core.turn import Turn


async def person_actions(turn: Turn, shown: PersonWithRoles) -> list[tuple[Choice, ...]]:
    """Return rows of what this coordinator can do with them; nothing with themselves."""
    if shown.person.id == turn.person.id:
        return []
    numbers = await _numbers(turn, shown)
    found = [*_roles(turn, shown), *await _raising(turn, shown), *numbers, *await _partings(turn, shown)]
    # Who is in the committee alone suspends and lifts; the rest is the coordinators'.
    coordinates = any(one.role in COORDINATOR for one in turn.person.grants)
    ending = [] if not any(one.role in COMMITTEE for one in turn.person.grants) else _ending(turn, shown)
    return [*(found if coordinates else [*found[:1], *numbers]), *ending]


def _ending(turn: Turn, shown: PersonWithRoles) -> list[tuple[Choice, ...]]:
    """Offer to end a membership of the committee, to another member than the one who suspended it."""
    person = shown.person
    if not person.suspended or person.suspended_by_id in (None, turn.person.id):
        return []
    return [(_taking(turn, person.id, one),) for one in shown.roles if one.role in COMMITTEE]


async def _numbers(turn: Turn, shown: PersonWithRoles) -> list[tuple[Choice, ...]]:
    """Offer to compare each safety number of theirs that nobody has compared since it changed."""
    if not shown.person.has_uncompared_number:
        return []
    changes = await CHANGED_NUMBERS(turn.uow).of(shown.person.id)
    if not changes:
        # The app that it was about is parted from them.
        return [(ConfirmWithoutApp(shown.person.id).choice(text("choice.trust.spoke")),)]
    return [(ShowChangedNumber(one.id).choice(text("choice.trust.number")),) for one in changes]


def _roles(turn: Turn, shown: PersonWithRoles) -> list[tuple[Choice, ...]]:
    person = shown.person
    ban = AskToBan(person.id).choice(text("choice.trust.ban"))
    if person.suspended:
        lift = (LiftSuspension(person.id).choice(text("choice.trust.lift")),)
        return [lift, (ban,)] if not shown.roles or is_answerable_for(turn.person, shown.roles) else [lift]
    if not shown.roles:
        return [(ban,)]
    suspend_ = SuspendPerson(person.id).choice(text("choice.trust.suspend"))
    taking = [one for one in shown.roles if one.role not in COMMITTEE and role_removal.may_take(turn.person, one)]
    # Who works the desk is suspended first: a second coordinator bans them then.
    banning = [(ban,)] if not any(one.role in DESK for one in shown.roles) else []
    return [(suspend_,), *((_taking(turn, person.id, one),) for one in taking), *banning]


async def _raising(turn: Turn, shown: PersonWithRoles) -> list[tuple[Choice, ...]]:
    """Offer what they may become in towns of this coordinator: a member, or a responder once they were trained."""
    person = shown.person
    if person.suspended or person.stopped_at is not None or person.consented_at is None:
        return []
    mine = coordinated_towns(turn.network, turn.person)
    alerted = [town for town in await wanted_towns(turn.uow, person) if town in mine]
    members = [town for town in mine if town.id in person.own_towns() and may_become_responder(person, town.id)]
    rows: list[tuple[Choice, ...]] = [
        (VouchAsCoordinator(person.id, town.id).choice(text("choice.vouching.member", town=town.name)),)
        for town in alerted
    ]
    if members and not await is_trained(turn.uow, person.id):
        return [*rows, (AskTrainedElsewhere(person.id).choice(text("choice.vouching.trained")),)]
    return rows + [
        (MakeResponder(person.id, town.id).choice(text("choice.vouching.witness", town=town.name)),) for town in members
    ]


async def _partings(turn: Turn, shown: PersonWithRoles) -> list[tuple[Choice, ...]]:
    """Offer to part their apps, where they have several: one of them may be somebody else's."""
    own = await accounts(turn.uow, shown.person.id)
    labels = [text("choice.link_part", app=one.transport.title()) for one in own]
    taps = [PartAppOf(shown.person.id, one.id) for one in own]
    offered = len(own) > 1 and is_answerable_for(turn.person, shown.roles)
    return [(tap.choice(label),) for tap, label in zip(taps, labels, strict=True)] if offered else []


def _taking(turn: Turn, person_id: int, grant: Grant) -> Choice:
    [role] = roles_in_words(turn.network, [grant])
    return TakeRole(person_id, grant.role, grant.town_id).choice(text("choice.trust.take", role=role))
