"""A coordinator changes how many vouches make a member; fewer takes the yes of a second one."""

from datetime import datetime

from alerts.audit.deed import Action, Deed
from alerts.audit.recording import record
from alerts.notices import Notice, Text, text
from alerts.people.naming import named
from alerts.people.person import COORDINATOR, Person
from alerts.trust.announcing import done_by, tell_every_coordinator, tell_on_every_app
from alerts.trust.second_coordinator import other_coordinators
from alerts.vouching.ports import VOUCH_RULES
from alerts.vouching.taps import ApproveVouchRule, RefuseVouchRule
from alerts.vouching.vouch import MOST_NEEDED
from alerts.vouching.vouch_rule import VouchRule, is_easier
from alerts.work.refused import Refused
from alerts.work.unit_of_work import UnitOfWork


async def set_rule(uow: UnitOfWork, now: datetime, needed: int, by: Person | None) -> Text | Refused:
    """Let so many vouches make a member; for fewer a second coordinator is asked. `by`: None for an operator."""
    if by is not None and not any(one.role in COORDINATOR for one in by.grants):
        return Refused(text("refused.role"))
    if not 0 <= needed <= MOST_NEEDED:
        return Refused(text("choose.stale"))
    before = await VOUCH_RULES(uow).needed()
    if needed == before:
        return Refused(text("vouching.same"))
    if by is not None and is_easier(needed, before):
        return await _ask_second(uow, now, needed, by)
    await VOUCH_RULES(uow).put(needed, by.id if by else None, now, waits=False)
    await record(uow, now, Deed(action=Action.VOUCHES_SET, by_id=by.id if by else None))
    await _tell(uow, now, needed, by)
    return text("toast.vouching.set", rule=in_words(needed))


async def _ask_second(uow: UnitOfWork, now: datetime, needed: int, by: Person) -> Text | Refused:
    if not await other_coordinators(uow, by):
        return Refused(text("vouching.no_second"))
    rule = await VOUCH_RULES(uow).put(needed, by.id, now, waits=True)
    await record(uow, now, Deed(action=Action.VOUCHES_ASKED, by_id=by.id))
    asked = Notice.of("vouching.easier_ask", name=named(by), rule=in_words(needed))
    yes = ApproveVouchRule(rule.id).choice(text("choice.vouching.yes"))
    no = RefuseVouchRule(rule.id).choice(text("choice.vouching.no"))
    await tell_every_coordinator(uow, now, asked.with_choices((yes, no)), but=[by.id])
    return text("toast.vouching.asked")


async def approve_rule(uow: UnitOfWork, now: datetime, rule_id: int, by: Person) -> Text | Refused:
    """Let what another coordinator wanted hold; all of them hear so."""
    rule = await _answered(uow, rule_id, by)
    if isinstance(rule, Refused):
        return rule
    if not await VOUCH_RULES(uow).approve(rule.id):
        return Refused(text("vouching.gone"))
    await record(uow, now, Deed(action=Action.VOUCHES_SET, by_id=by.id, whom_id=rule.made_by_id))
    await _tell(uow, now, rule.needed, by)
    return text("toast.vouching.set", rule=in_words(rule.needed))


async def refuse_rule(uow: UnitOfWork, now: datetime, rule_id: int, by: Person) -> Text | Refused:
    """Leave it as it is; whoever wanted it hears who said so."""
    rule = await _answered(uow, rule_id, by)
    if isinstance(rule, Refused):
        return rule
    if not await VOUCH_RULES(uow).refuse(rule.id):
        return Refused(text("vouching.gone"))
    if rule.made_by_id is not None:
        refused = Notice.of("vouching.refused", name=named(by), rule=in_words(rule.needed))
        await tell_on_every_app(uow, now, rule.made_by_id, refused)
    return text("toast.vouching.kept")


async def _answered(uow: UnitOfWork, rule_id: int, by: Person) -> VouchRule | Refused:
    """Return what waits, where this coordinator is a second one; two apps of one hand are none."""
    if not any(one.role in COORDINATOR for one in by.grants):
        return Refused(text("refused.role"))
    rule = await VOUCH_RULES(uow).waiting()
    if rule is None or rule.id != rule_id or rule.made_by_id is None:
        return Refused(text("vouching.gone"))
    maker = await uow.people.get(rule.made_by_id)
    if maker is None or not any(one.role in COORDINATOR for one in maker.grants):
        return Refused(text("vouching.gone"))
    return Refused(text("vouching.second")) if by.was_one_with(maker) else rule


async def _tell(uow: UnitOfWork, now: datetime, needed: int, by: Person | None) -> None:
    told = Notice.of("vouching.told", by=done_by(by), rule=in_words(needed))
    await tell_every_coordinator(uow, now, told, but=[by.id] if by else [])


def in_words(needed: int) -> Text:
    """Return what the rule asks for."""
    return text("vouching.rule", n=needed) if needed else text("vouching.rule_none")
