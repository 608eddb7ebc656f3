"""A coordinator changes how many vouches make a member; fewer takes a second one's yes, and the committee's week."""

from datetime import datetime

from alerts.audit.deed import Action, Deed
from alerts.audit.recording import record
from alerts.committee.ports import WATCHED_SETTINGS
from alerts.committee.setting_changes import change_at_once, hold, is_overseen, propose, take_back
from alerts.committee.setting_words import rule_in_words
from alerts.committee.veto_period import WAITS, ends_at
from alerts.network.watched_setting import SettingInForce, WatchedSetting
from alerts.notices import Notice, Text, text
from alerts.people.naming import named
from alerts.people.person import COORDINATOR, Person
from alerts.trust.announcing import done_by, tell_every_coordinator, tell_on_every_app
from alerts.trust.asking_limits import asks_too_often
from alerts.trust.second_coordinator import other_coordinators
from alerts.vouching.ports import VOUCH_RULES
from alerts.vouching.taps import ApproveVouchRule, RefuseVouchRule
from alerts.vouching.vouch import MOST_NEEDED
from alerts.vouching.vouch_rule import VouchRule, is_easier
from alerts.work.refused import Refused
from alerts.work.unit_of_work import UnitOfWork


async def rule_in_force(uow: UnitOfWork) -> SettingInForce:
    """Return how many vouches make a member, with a change that waits for the committee or that it objects to."""
    kept = (one for one in await WATCHED_SETTINGS(uow).all() if one.setting is WatchedSetting.VOUCHES)
    return next(kept, SettingInForce(setting=WatchedSetting.VOUCHES, value=0))


async def set_rule(uow: UnitOfWork, now: datetime, needed: int, by: Person | None) -> Text | Refused:
    """Let so many vouches make a member; for fewer a second coordinator is asked. `by`: None for an operator."""
    if by is not None and not any(one.role in COORDINATOR for one in by.grants):
        return Refused(text("refused.role"))
    if not 0 <= needed <= MOST_NEEDED:
        return Refused(text("choose.stale"))
    rule = await rule_in_force(uow)
    if needed == rule.wanted:
        return Refused(_why_not(rule))
    if by is not None and is_easier(needed, rule.value):
        return await _ask_second(uow, now, needed, by)
    await VOUCH_RULES(uow).drop()
    return await _change(uow, now, rule, needed, by)


def _why_not(rule: SettingInForce) -> Text:
    """Return why what was set last is not set once more."""
    return next(iter(waits_for_committee(rule)), text("vouching.same"))


def waits_for_committee(rule: SettingInForce) -> tuple[Text, ...]:
    """Say what the committee may object to yet, or objects to; nothing where no change waits."""
    if rule.objected:
        return (text("vouching.objected", rule=rule_in_words(rule.wanted)),)
    if rule.proposed is None:
        return ()
    return (text("vouching.waits_for_committee", rule=rule_in_words(rule.wanted), until=ends_at(rule)),)


async def _ask_second(uow: UnitOfWork, now: datetime, needed: int, by: Person) -> Text | Refused:
    if not await other_coordinators(uow, by):
        return Refused(text("vouching.no_second"))
    too_often = await asks_too_often(uow, now, by, Action.VOUCHES_ASKED)
    if too_often is not None:
        return too_often
    rule = await VOUCH_RULES(uow).ask(needed, by.id, now)
    await record(uow, now, Deed(action=Action.VOUCHES_ASKED, by_id=by.id))
    asked = Notice.of("vouching.easier_ask", name=named(by), rule=rule_in_words(needed))
    yes = ApproveVouchRule(rule.id).choice(text("choice.vouching.yes"))
    no = RefuseVouchRule(rule.id).choice(text("choice.vouching.no"))
    await tell_every_coordinator(uow, now, asked.with_choices((yes, no)), but=[by.id])
    return text("toast.vouching.asked")


async def approve_rule(uow: UnitOfWork, now: datetime, rule_id: int, by: Person) -> Text | Refused:
    """Let what another coordinator wanted hold, once the committee does not object; all coordinators hear so."""
    asked = await _answered(uow, now, rule_id, by)
    if isinstance(asked, Refused):
        return asked
    if not await VOUCH_RULES(uow).end(asked.id):
        return Refused(text("vouching.gone"))
    rule = await rule_in_force(uow)
    if asked.needed == rule.wanted:
        return Refused(_why_not(rule))
    return await _change(uow, now, rule, asked.needed, by, asked.made_by_id)


async def refuse_rule(uow: UnitOfWork, now: datetime, rule_id: int, by: Person) -> Text | Refused:
    """Leave it as it is; whoever wanted it hears who said so."""
    asked = await _answered(uow, now, rule_id, by)
    if isinstance(asked, Refused):
        return asked
    if not await VOUCH_RULES(uow).end(asked.id):
        return Refused(text("vouching.gone"))
    if asked.made_by_id is not None:
        refused = Notice.of("vouching.refused", name=named(by), rule=rule_in_words(asked.needed))
        await tell_on_every_app(uow, now, asked.made_by_id, refused)
    return text("toast.vouching.kept")


async def _answered(uow: UnitOfWork, now: datetime, rule_id: int, by: Person) -> VouchRule | Refused:
    """Return what waits, where this coordinator is a second one; two apps of one hand are none."""
    if not any(one.role in COORDINATOR for one in by.grants):
        return Refused(text("refused.role"))
    asked = await VOUCH_RULES(uow).waiting()
    if asked is None or asked.id != rule_id or not asked.is_open(now) or asked.made_by_id is None:
        return Refused(text("vouching.gone"))
    maker = await uow.people.get(asked.made_by_id)
    if maker is None or not any(one.role in COORDINATOR for one in maker.grants):
        return Refused(text("vouching.gone"))
    return Refused(text("vouching.second")) if by.was_one_with(maker) else asked


async def _change(
    uow: UnitOfWork, now: datetime, rule: SettingInForce, needed: int, by: Person | None, asked_by_id: int | None = None
) -> Text:
    """Let it hold, or wait where the committee may object before; coordinators hear which."""
    in_words = rule_in_words(needed)
    if needed == rule.value:
        await take_back(uow, now, rule)
        await _tell(uow, now, by, "vouching.told_back", in_words)
        return text("toast.vouching.back", rule=in_words)
    if await is_overseen(uow) and is_easier(needed, rule.value):
        await propose(uow, now, rule, needed, by)
        await _tell(uow, now, by, "vouching.told_waits", in_words)
        return text("vouching.waits_for_committee", rule=in_words, until=now + WAITS)
    if await is_overseen(uow):
        await change_at_once(uow, now, rule, needed)
    else:
        await hold(uow, SettingInForce(id=rule.id, setting=rule.setting, value=needed))
    await record(uow, now, Deed(action=Action.VOUCHES_SET, by_id=by.id if by else None, whom_id=asked_by_id))
    await _tell(uow, now, by, "vouching.told", in_words)
    return text("toast.vouching.set", rule=in_words)


async def _tell(uow: UnitOfWork, now: datetime, by: Person | None, key: str, rule: Text) -> None:
    told = Notice(parts=(text(key, by=done_by(by), rule=rule),))
    await tell_every_coordinator(uow, now, told, but=[by.id] if by else [])
