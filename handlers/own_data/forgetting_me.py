"""/forget: everything about who asks is erased, after one question that says what can't be undone."""

from alerts.joining import parting
from alerts.joining.ports import JOIN_REQUESTS
from alerts.network.stopping import roles_by_town
from alerts.notices import Notice, text
from alerts.own_data import forgetting
from alerts.own_data.taps import ForgetMe, RememberMe
from alerts.trust.ports import TAKEN_ROLES
from alerts.work.refused import Refused
from handlers.core.turn import Turn


async def forget(turn: Turn, _: str) -> None:
    """Answer /forget: ask once, and say what goes, what stays, and what we can't reach."""
    refused = await forgetting.why_not_forgotten(turn.uow, turn.person)
    if refused is not None:
        await turn.reply(Notice(parts=(refused.why,)))
        return
    gone = (*roles_by_town(turn.person, turn.network), text("own_data.forget.roles")) if turn.person.grants else ()
    says = ("goes", "unheard", "stays", "elsewhere")
    rests = (text("own_data.forget.suspended"),) if turn.person.suspended else ()
    request = await JOIN_REQUESTS(turn.uow).of(turn.person.id)
    if request is not None and not request.is_open and request.holds(turn.now):
        rests = (*rests, text("own_data.forget.declined"))
    if await TAKEN_ROLES(turn.uow).newest(turn.person.id) is not None:
        rests = (*rests, text("own_data.forget.role_taken"))
    if await parting.has_fresh_link(turn.uow, turn.now, turn.person):
        rests = (*rests, text("own_data.forget.linked"))
    parts = (text("own_data.forget.ask"), *gone, *(text(f"own_data.forget.{one}") for one in says), *rests)
    rows = ((ForgetMe().choice(text("choice.own_data.forget")),), (RememberMe().choice(text("choice.own_data.keep")),))
    await turn.reply(Notice(parts=parts).with_choices(*rows))


async def forget_now(turn: Turn, _: ForgetMe) -> None:
    """Erase everything about them; a last message says so."""
    turn.person = await parting.undo_fresh_links(turn.uow, turn.now, turn.person, turn.contact)
    refused = await forgetting.forget(turn.uow, turn.now, turn.person, turn.contact)
    if isinstance(refused, Refused):
        await turn.reply(Notice(parts=(refused.why,)))


async def keep(turn: Turn, _: RememberMe) -> None:
    """Leave everything as it is."""
    await turn.acknowledge(text("stop.kept"))
