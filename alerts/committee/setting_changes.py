"""A change of a setting that the committee watches over: it waits until nobody objected for a week, or one says yes.

Shortening deletes what cannot be got back, lengthening keeps more than people were told: so neither holds before.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from alerts.audit.deed import Action, Deed
from alerts.audit.recording import record
from alerts.committee.ports import WATCHED_SETTINGS
from alerts.committee.setting_words import change_in_words
from alerts.committee.taps import AgreeToSetting, ObjectToSetting, WithdrawObjection
from alerts.network.watched_setting import SettingInForce, WatchedSetting
from alerts.notices import Choice, Lane, Notice, Text, text
from alerts.people.naming import named
from alerts.people.person import COMMITTEE, COORDINATOR, Person
from alerts.work.deadline import Deadline
from alerts.work.refused import Refused
from alerts.work.unit_of_work import UnitOfWork

WAITS = timedelta(days=7)
"""So long a change waits for an objection (our choice)."""
HOLDS = Deadline("setting holds", insistent=True)


async def take_up_settings(uow: UnitOfWork, now: datetime, wanted: Mapping[WatchedSetting, timedelta]) -> None:
    """Take up what the operator has set, at a start: what differs from what is in force waits for the committee.

    What was never kept holds at once, and so does everything where there is no committee.
    """
    kept = {one.setting: one for one in await WATCHED_SETTINGS(uow).all()}
    overseen = bool(await uow.people.with_role(COMMITTEE, None))
    for setting, value in wanted.items():
        known = kept.get(setting)
        if known is None:
            await WATCHED_SETTINGS(uow).save(SettingInForce(setting=setting, value=value))
        elif value == known.value:
            await _taken_back(uow, now, known)
        elif not overseen:
            await _hold(uow, now, known, value)
        elif value != known.proposed:
            await _propose(uow, now, known, value)


async def _taken_back(uow: UnitOfWork, now: datetime, known: SettingInForce) -> None:
    if known.proposed is None:
        return
    await uow.deadlines.call_off(known.id, HOLDS)
    await WATCHED_SETTINGS(uow).save(SettingInForce(id=known.id, setting=known.setting, value=known.value))
    told = (text("committee.setting_back"), change_in_words(known.setting, known.proposed, known.value))
    await _tell_committee(uow, now, Notice(parts=told))


async def _hold(uow: UnitOfWork, now: datetime, known: SettingInForce, value: timedelta) -> None:
    """Let a value hold from now on, for nobody objected or nobody can."""
    await uow.deadlines.call_off(known.id, HOLDS)
    await record(uow, now, Deed(action=Action.SETTING_HOLDS, by_id=None))
    await WATCHED_SETTINGS(uow).save(SettingInForce(id=known.id, setting=known.setting, value=value))


async def _propose(uow: UnitOfWork, now: datetime, known: SettingInForce, value: timedelta) -> None:
    if known.setting is WatchedSetting.SIGNAL_PACE:
        await _tell_at_once(uow, now, known, value)
        return
    fresh = SettingInForce(id=known.id, setting=known.setting, value=known.value, proposed=value, changed_at=now)
    await WATCHED_SETTINGS(uow).save(fresh)
    await uow.deadlines.set(HOLDS, known.id, now + WAITS)
    await record(uow, now, Deed(action=Action.SETTING_PROPOSED, by_id=None))
    await _tell_committee(uow, now, change_notice(fresh))


async def _tell_at_once(uow: UnitOfWork, now: datetime, known: SettingInForce, value: timedelta) -> None:
    """Let a change hold that costs nobody anything that is kept: after a captcha of Signal's it is urgent."""
    changed = SettingInForce(id=known.id, setting=known.setting, value=value, changed_at=now, before=known.value)
    await WATCHED_SETTINGS(uow).save(changed)
    await record(uow, now, Deed(action=Action.SETTING_HOLDS, by_id=None))
    told = (text("committee.setting_at_once"), change_in_words(known.setting, known.value, value))
    await _tell_committee(uow, now, Notice(parts=told, choices=((_object(known.setting, value),),)))


async def take_effect(uow: UnitOfWork, now: datetime, setting_id: int) -> None:
    """Let the change of this setting (id) hold, to which nobody objected in time."""
    known = next((one for one in await WATCHED_SETTINGS(uow).all() if one.id == setting_id), None)
    if known is None or known.proposed is None or known.objected:
        return
    await _hold(uow, now, known, known.proposed)
    told = (text("committee.setting_holds"), change_in_words(known.setting, known.value, known.proposed))
    await _tell_committee(uow, now, Notice(parts=told))


async def agree(uow: UnitOfWork, now: datetime, by: Person, tap: AgreeToSetting) -> Text | Refused:
    """Let a change hold now, as a member says; within the week another may still object."""
    known = await _waiting(uow, tap.setting, tap.milliseconds)
    if known is None or known.objected:
        return Refused(text("committee.setting_gone"))
    return await _holds_by(uow, now, by, known, Action.SETTING_AGREED)


async def withdraw(uow: UnitOfWork, now: datetime, by: Person, tap: WithdrawObjection) -> Text | Refused:
    """Withdraw the committee's objection: what was objected to holds now."""
    known = await _waiting(uow, tap.setting, tap.milliseconds)
    if known is None or not known.objected:
        return Refused(text("committee.setting_gone"))
    return await _holds_by(uow, now, by, known, Action.OBJECTION_WITHDRAWN)


async def _holds_by(uow: UnitOfWork, now: datetime, by: Person, known: SettingInForce, action: Action) -> Text:
    wanted = known.proposed or known.value
    await uow.deadlines.call_off(known.id, HOLDS)
    fresh = replace(known, value=wanted, proposed=None, objected=False, before=known.value)
    await WATCHED_SETTINGS(uow).save(fresh)
    await record(uow, now, Deed(action=action, by_id=by.id))
    told = (
        text(f"committee.{action}", name=named(by)),
        change_in_words(known.setting, known.value, wanted),
    )
    choices = ((_object(fresh.setting, fresh.value),),) if _can_be_objected_to(fresh, now) else ()
    of_coordinators = action is Action.OBJECTION_WITHDRAWN
    await _tell_others(uow, now, by, Notice(parts=told, choices=choices), of_coordinators=of_coordinators)
    return text("toast.committee.holds")


async def object_to(uow: UnitOfWork, now: datetime, by: Person, tap: ObjectToSetting) -> Text | Refused:
    """Let what held before hold on, or again, until the committee withdraws it. Coordinators hear it."""
    known = next((one for one in await WATCHED_SETTINGS(uow).all() if one.setting is tap.setting), None)
    wanted = timedelta(milliseconds=tap.milliseconds)
    if known is None or known.objected or wanted not in (known.proposed, known.value if known.before else None):
        return Refused(text("committee.setting_gone"))
    if known.proposed is None and not _can_be_objected_to(known, now):
        return Refused(text("committee.setting_too_late"))
    earlier = known.value if known.proposed is not None else known.before or known.value
    await uow.deadlines.call_off(known.id, HOLDS)
    held = replace(known, value=earlier, proposed=wanted, objected=True, before=None)
    await WATCHED_SETTINGS(uow).save(held)
    await record(uow, now, Deed(action=Action.SETTING_OBJECTED, by_id=by.id))
    told = (text("committee.setting_objected", name=named(by)), change_in_words(held.setting, held.value, wanted))
    await _tell_others(uow, now, by, Notice(parts=told, choices=((_withdraw(held),),)), of_coordinators=True)
    await uow.mail.to_person(by.id, change_notice(held), now)
    return text("toast.committee.objected")


def change_notice(setting: SettingInForce) -> Notice:
    """Return what a member reads of a change: how it stands, with the taps that answer it."""
    wanted = setting.proposed or setting.value
    change = change_in_words(setting.setting, setting.value, wanted)
    if setting.objected:
        return Notice(parts=(text("committee.setting_held"), change)).with_choices((_withdraw(setting),))
    since = setting.changed_at
    until = text("committee.setting_until", until=since + WAITS if since is not None else None)
    agree = AgreeToSetting(setting.setting, _milliseconds(wanted)).choice(text("choice.committee.agree"))
    choices = ((_object(setting.setting, wanted),), (agree,))
    return Notice(parts=(text("committee.setting_change"), change, until), choices=choices)


async def open_changes(uow: UnitOfWork) -> list[Notice]:
    """Return a notice for each change that waits or was objected to."""
    return [change_notice(one) for one in await WATCHED_SETTINGS(uow).all() if one.proposed is not None]


async def _waiting(uow: UnitOfWork, setting: WatchedSetting, milliseconds: int) -> SettingInForce | None:
    """Return the change to this value, if it is still one."""
    wanted = timedelta(milliseconds=milliseconds)
    every = await WATCHED_SETTINGS(uow).all()
    return next((one for one in every if one.setting is setting and one.proposed == wanted), None)


def _can_be_objected_to(setting: SettingInForce, now: datetime) -> bool:
    return setting.before is not None and setting.changed_at is not None and now < setting.changed_at + WAITS


def _object(setting: WatchedSetting, value: timedelta) -> Choice:
    return ObjectToSetting(setting, _milliseconds(value)).choice(text("choice.committee.object"))


def _withdraw(setting: SettingInForce) -> Choice:
    tap = WithdrawObjection(setting.setting, _milliseconds(setting.proposed or setting.value))
    return tap.choice(text("choice.committee.withdraw"))


def _milliseconds(value: timedelta) -> int:
    return value // timedelta(milliseconds=1)


async def _tell_others(uow: UnitOfWork, now: datetime, by: Person, notice: Notice, *, of_coordinators: bool) -> None:
    """Tell the other members, with what they can do about it, and coordinators without."""
    members = [one.id for one in await uow.people.with_role(COMMITTEE, None)]
    await uow.mail.to_persons([one for one in members if one != by.id], notice, now)
    if of_coordinators:
        whom = [one.id for one in await uow.people.with_role(COORDINATOR, None) if one.id not in (by.id, *members)]
        await uow.mail.to_persons(whom, notice.with_choices(), now)


async def _tell_committee(uow: UnitOfWork, now: datetime, notice: Notice) -> None:
    members = [one.id for one in await uow.people.with_role(COMMITTEE, None)]
    await uow.mail.to_persons(members, replace(notice, lane=Lane.REST), now)
