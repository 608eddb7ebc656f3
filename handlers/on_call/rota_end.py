"""Until when shifts that are there already repeat: asked, answered by a tap or in words."""

from datetime import date

from alerts.notices import Notice, Text, text
from alerts.on_call import rota_end
from alerts.on_call.plan_taps import DropShiftPlan
from alerts.on_call.ports import SHIFTS
from alerts.on_call.rota_taps import AskRotaEnd, SetRotaEnd
from alerts.work.refused import Refused
from handlers.core.choice_rows import in_pairs
from handlers.core.inbound import InboundKind
from handlers.core.turn import Turn
from handlers.incidents.limits import pleads
from handlers.incidents.out_there import is_out_there
from handlers.on_call.steps import AskedRotaEnd
from locales.written_day import written_day

DAYS = 8
"""Days offered: those of the shifts that come next."""
WORDS = 5
"""Words of a day at most; more is something else that they write."""


async def ask(turn: Turn, tap: AskRotaEnd) -> None:
    """Ask which shift is the last."""
    await _ask(turn, tap.shift)


async def choose(turn: Turn, tap: SetRotaEnd) -> None:
    """Let it be the last."""
    await _end(turn, tap.shift, date.fromordinal(max(1, tap.day)))


async def written(turn: Turn, step: AskedRotaEnd) -> bool:
    """Take a day in words; False hands on what is something else."""
    if turn.inbound.kind is not InboundKind.TEXT or pleads(turn):
        return False
    rota = await rota_end.rota_of(turn.uow, turn.now, step.shift, turn.person)
    if isinstance(rota, Refused):
        # They lost the role while they were writing, or the plan is gone.
        await turn.leave()
        await turn.acknowledge(rota)
        return True
    if is_out_there(turn):
        return False
    if len(turn.inbound.text.split()) > WORDS:
        return False
    today = turn.now.astimezone(turn.network.zone).date()
    last = written_day(turn.inbound.text, today, turn.network.languages)
    if last is None or last < today:
        await _ask(turn, step.shift, text("on_call.not_a_day", example=today.isoformat()))
    else:
        await _end(turn, step.shift, last)
    return True


async def _ask(turn: Turn, shift_id: int, *before: Text) -> None:
    rota = await rota_end.rota_of(turn.uow, turn.now, shift_id, turn.person)
    if isinstance(rota, Refused):
        await turn.leave()
        await turn.acknowledge(rota)
        return
    await turn.enter(AskedRotaEnd(shift=shift_id))
    coming = await SHIFTS(turn.uow).of_rota(rota.id, turn.now)
    days = dict.fromkeys(one.starts_at.astimezone(turn.network.zone).date() for one in coming)
    offered = [SetRotaEnd(shift_id, day.toordinal()).choice(text("choice.on_call.day", day=day)) for day in days]
    drop = (DropShiftPlan().choice(text("choice.on_call.drop")),)
    await turn.reply(Notice(parts=(*before, text("on_call.last_day"))).with_choices(*in_pairs(offered[:DAYS]), drop))


async def _end(turn: Turn, shift_id: int, last: date) -> None:
    if await turn.step(AskedRotaEnd) is not None:
        await turn.leave()
    await turn.acknowledge(await rota_end.end_rota_on(turn.uow, turn.now, shift_id, last, turn.person))
