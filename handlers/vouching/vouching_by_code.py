"""/vouch: a newcomer gets a code to show or read aloud; a member writes it, sees whose it is, and vouches."""

from alerts.network.town import Town
from alerts.notices import Choice, Notice, Text, text
from alerts.people.code import may_be_spoken_words
from alerts.people.naming import named
from alerts.vouching import giving_vouches, letting_in
from alerts.vouching.giving_vouches import Newcomer, find_newcomer
from alerts.vouching.taps import GiveVouch, KeepVouch, ShowOwnCode, VouchAsCoordinator
from alerts.vouching.vouch import VOUCHERS
from alerts.vouching.vouch_codes import OwnCode, offer_code, wanted_towns
from alerts.work.refused import Refused
from handlers.core.turn import Turn

_HALF = 4
"""Letters after which a code is read with a pause."""


async def vouch(turn: Turn, rest: str) -> None:
    """Answer /vouch CODE of a member, /vouch alone of who wants in."""
    if rest:
        await _written(turn, rest)
        return
    is_member = any(one.role in VOUCHERS for one in turn.person.grants)
    towns = await wanted_towns(turn.uow, turn.person) if turn.person.consented_at is not None else []
    if is_member:
        await turn.reply(Notice.of("vouching.how").with_choices(*_towns(towns)))
    elif not towns:
        await turn.reply(Notice.of("vouching.join_first"))
    elif len(towns) == 1:
        await show_code(turn, ShowOwnCode(towns[0].id))
    else:
        await turn.reply(Notice.of("vouching.which_town").with_choices(*_towns(towns)))


def _towns(towns: list[Town]) -> list[tuple[Choice, ...]]:
    return [(ShowOwnCode(town.id).choice(text("choice.vouching.code", town=town.name)),) for town in towns]


async def show_code(turn: Turn, tap: ShowOwnCode) -> None:
    """Give a newcomer a code for this town."""
    made = await offer_code(turn.uow, turn.now, turn.person, tap.town)
    if isinstance(made, Refused):
        await turn.acknowledge(made)
        return
    shown = f"{made.words[:_HALF]}-{made.words[_HALF:]}"
    words = (text("vouching.code", code=shown), text("vouching.code_how", town=made.town.name, at=made.expires_at))
    await turn.reply(Notice(parts=(*words, _so_far(made))))


def _so_far(made: OwnCode) -> Text:
    if not made.count.needed:
        return text("vouching.so_far_alone", n=made.count.given)
    return text("vouching.so_far", given=made.count.given, needed=made.count.needed)


async def _written(turn: Turn, words: str) -> None:
    if not may_be_spoken_words(words):
        # A name, say: nobody is looked for by it.
        await turn.reply(Notice.of("vouching.how"))
        return
    found = await find_newcomer(turn.uow, turn.now, turn.person, words)
    if isinstance(found, Refused):
        await turn.reply(Notice(parts=(found.why,)))
        return
    yes = GiveVouch(found.code_id).choice(text("choice.vouching.know"))
    no = KeepVouch().choice(text("choice.vouching.dont"))
    await turn.reply(Notice(parts=await _known(turn, found)).with_choices((yes, no)))


async def _known(turn: Turn, found: Newcomer) -> tuple[Text, ...]:
    apps = tuple(sorted({one.transport.title() for one in await turn.uow.contacts.of(found.person.id)}))
    return (
        text("vouching.ask", town=found.town.name),
        text("join.request_since", apps=apps, at=found.person.since or turn.now),
        text("join.request_name", name=named(found.person)),
        text("vouching.means"),
    )


async def give(turn: Turn, tap: GiveVouch) -> None:
    """Vouch for them."""
    await turn.acknowledge(await giving_vouches.give(turn.uow, turn.now, turn.person, tap.code))


async def keep(turn: Turn, _: KeepVouch) -> None:
    """Vouch for nobody."""
    await turn.acknowledge(text("vouching.kept"))


async def vouch_as_coordinator(turn: Turn, tap: VouchAsCoordinator) -> None:
    """Vouch as a coordinator, by a tap."""
    result = await letting_in.vouch_as_coordinator(turn.uow, turn.now, turn.person, tap.joining, tap.town)
    await turn.acknowledge(result)
