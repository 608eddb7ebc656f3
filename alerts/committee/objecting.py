"""A member of the committee answers a change of a setting: yes, an objection, or the end of one."""

from dataclasses import replace
from datetime import datetime

from alerts.audit.deed import Action, Deed
from alerts.audit.recording import record
from alerts.committee.change_notices import tell_coordinators, tell_other_members
from alerts.committee.ports import WATCHED_SETTINGS
from alerts.committee.setting_changes import HOLDS, hold
from alerts.committee.setting_words import change_in_words, change_notice, object_choice, said_of, withdraw_choice
from alerts.committee.taps import AgreeToSetting, ObjectToSetting, WithdrawObjection
from alerts.committee.veto_period import can_be_objected_to
from alerts.network.watched_setting import SettingInForce, WatchedSetting
from alerts.notices import Notice, Text, text
from alerts.people.naming import named
from alerts.people.person import Person
from alerts.work.refused import Refused
from alerts.work.unit_of_work import UnitOfWork


async def agree(uow: UnitOfWork, now: datetime, by: Person, tap: AgreeToSetting) -> Text | Refused:
    """Let a change hold now, as a member says; within the week another may still object."""
    known = await _waiting(uow, tap.setting, tap.value)
    if known is None or known.objected:
        return Refused(text("committee.setting_gone"))
    return await _holds_by(uow, now, by, known, Action.SETTING_AGREED)


async def withdraw(uow: UnitOfWork, now: datetime, by: Person, tap: WithdrawObjection) -> Text | Refused:
    """Withdraw the committee's objection: what was objected to holds now."""
    known = await _waiting(uow, tap.setting, tap.value)
    if known is None or not known.objected:
        return Refused(text("committee.setting_gone"))
    return await _holds_by(uow, now, by, known, Action.OBJECTION_WITHDRAWN)


async def _holds_by(uow: UnitOfWork, now: datetime, by: Person, known: SettingInForce, action: Action) -> Text:
    fresh = replace(known, value=known.wanted, proposed=None, objected=False, before=known.value)
    await hold(uow, fresh)
    await record(uow, now, Deed(action=action, by_id=by.id))
    told = (
        said_of(known.setting, f"committee.{action}", name=named(by)),
        change_in_words(known.setting, known.value, known.wanted),
    )
    choices = ((object_choice(fresh.setting, fresh.value),),) if can_be_objected_to(fresh, now) else ()
    await tell_other_members(uow, now, by, Notice(parts=told, choices=choices))
    if action is Action.OBJECTION_WITHDRAWN or known.setting is WatchedSetting.VOUCHES:
        await tell_coordinators(uow, now, Notice(parts=told), by)
    return text("toast.committee.holds")


async def object_to(uow: UnitOfWork, now: datetime, by: Person, tap: ObjectToSetting) -> Text | Refused:
    """Let what held before hold on, or again, until the committee withdraws it. Coordinators hear it."""
    known = next((one for one in await WATCHED_SETTINGS(uow).all() if one.setting is tap.setting), None)
    if known is None or known.objected or tap.value != known.wanted:
        return Refused(text("committee.setting_gone"))
    if known.proposed is None and known.before is None:
        return Refused(text("committee.setting_gone"))
    if known.proposed is None and not can_be_objected_to(known, now):
        return Refused(said_of(known.setting, "committee.setting_too_late"))
    earlier = known.before if known.proposed is None and known.before is not None else known.value
    held = replace(known, value=earlier, proposed=tap.value, objected=True, before=None)
    await uow.deadlines.call_off(known.id, HOLDS)
    await WATCHED_SETTINGS(uow).save(held)
    await record(uow, now, Deed(action=Action.SETTING_OBJECTED, by_id=by.id))
    told = (text("committee.setting_objected", name=named(by)), change_in_words(held.setting, held.value, held.wanted))
    await tell_other_members(uow, now, by, Notice(parts=told, choices=((withdraw_choice(held),),)))
    await tell_coordinators(uow, now, Notice(parts=told), by)
    await uow.mail.to_person(by.id, change_notice(held), now)
    return text("toast.committee.objected")


async def _waiting(uow: UnitOfWork, setting: WatchedSetting, value: int) -> SettingInForce | None:
    """Return the change to this value, if it is still one."""
    every = await WATCHED_SETTINGS(uow).all()
    return next((one for one in every if one.setting is setting and one.proposed == value), None)


async def open_changes(uow: UnitOfWork) -> list[Notice]:
    """Return a notice for each change that waits or was objected to."""
    return [change_notice(one) for one in await WATCHED_SETTINGS(uow).all() if one.proposed is not None]
