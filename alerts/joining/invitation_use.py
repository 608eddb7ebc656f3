"""Whoever made an invitation hears who uses it: one by one at first, then how many it were by now."""

from dataclasses import replace
from datetime import datetime, timedelta

from alerts.joining.ports import CODES
from alerts.notices import Lane, Notice, Text, text
from alerts.people.code import Code
from alerts.people.naming import named
from alerts.people.person import OVERSIGHT, Grant, Person
from alerts.trust.announcing import roles_in_words, tell_on_every_app
from alerts.work.deadline import Deadline
from alerts.work.unit_of_work import UnitOfWork

ONE_BY_ONE = 5
"""So many who use an invitation are each told by themselves; of one on a wall there are hundreds (our choice)."""
TOLD_AFTER, TOLD_EVERY = timedelta(minutes=1), timedelta(minutes=10)
"""So soon after a later use its maker hears how many it were, and again so long after at the soonest."""
INVITATION_USED = Deadline("joining used")
"""Of an invitation."""


async def tell_maker(uow: UnitOfWork, now: datetime, maker: Person, person: Person, grant: Grant, code: Code) -> None:
    """Tell the maker of an invitation, as it was before, that this person got this role by it; now or with others."""
    if maker.id == person.id:
        return
    if code.used >= ONE_BY_ONE:
        await uow.deadlines.set_latest(INVITATION_USED, code.id, now + TOLD_AFTER, apart=TOLD_EVERY)
        return
    roles = roles_in_words(await uow.network(), [grant])
    parts = (text("invite.used", name=named(person), roles=roles), *_left(code, code.used + 1))
    await tell_on_every_app(uow, now, maker.id, replace(Notice(parts=parts).only(OVERSIGHT), lane=Lane.REST))


async def tell_maker_of_many(uow: UnitOfWork, now: datetime, code_id: int) -> None:
    """Tell the maker of an invitation how many have used it by now."""
    code = await CODES(uow).get(code_id)
    if code is None or code.made_by_id is None or code.role is None:
        return
    roles = roles_in_words(await uow.network(), [Grant(code.role, code.town_id)])
    parts = (text("invite.used_many", count=code.used, roles=roles), *_left(code, code.used))
    await tell_on_every_app(uow, now, code.made_by_id, replace(Notice(parts=parts).only(OVERSIGHT), lane=Lane.REST))


def _left(code: Code, used: int) -> tuple[Text, ...]:
    return (text("invite.used_left", left=code.uses - used, uses=code.uses),) if code.uses > 1 else ()
