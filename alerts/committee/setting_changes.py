"""A change of a setting that the committee watches over: it waits until nobody objected for a week, or one says yes.

Shortening deletes what cannot be got back, lengthening keeps more than people were told, and fewer vouches let
strangers in: so none of them holds before. What a network may need at once holds, and can be objected to as long.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta

from alerts.audit.deed import Action, Deed
from alerts.audit.recording import record
from alerts.committee.change_notices import tell_committee, tell_coordinators
from alerts.committee.ports import WATCHED_SETTINGS
from alerts.committee.setting_words import change_in_words, change_notice, object_choice, said_of
from alerts.committee.veto_period import WAITS
from alerts.network.watched_setting import UNIT, SettingInForce, WatchedSetting
from alerts.notices import Notice, text
from alerts.people.person import COMMITTEE, Person
from alerts.work.deadline import Deadline
from alerts.work.unit_of_work import UnitOfWork

HOLDS = Deadline("setting holds", insistent=True)


async def take_up_settings(uow: UnitOfWork, now: datetime, wanted: Mapping[WatchedSetting, timedelta]) -> None:
    """Take up what the operator has set, at a start: what differs from what is in force waits for the committee.

    What was never kept holds at once, and so does everything where there is no committee.
    """
    kept = {one.setting: one for one in await WATCHED_SETTINGS(uow).all()}
    overseen = await is_overseen(uow)
    for setting, span in wanted.items():
        known, value = kept.get(setting), span // UNIT
        if known is None:
            await WATCHED_SETTINGS(uow).save(SettingInForce(setting=setting, value=value))
        elif value == known.value:
            await take_back(uow, now, known)
        elif not overseen:
            await _hold_for_nobody_objects(uow, now, known, value)
        elif value != known.proposed:
            await _change(uow, now, known, value)


async def is_overseen(uow: UnitOfWork) -> bool:
    """Say whether there is a committee: else nobody is asked."""
    return bool(await uow.people.with_role(COMMITTEE, None))


async def _change(uow: UnitOfWork, now: datetime, known: SettingInForce, value: int) -> None:
    if known.setting is WatchedSetting.SIGNAL_PACE:
        # After a captcha of Signal's it is urgent, and costs nobody anything that is kept.
        await record(uow, now, Deed(action=Action.SETTING_HOLDS, by_id=None))
        await change_at_once(uow, now, known, value)
    else:
        await propose(uow, now, known, value, None)


async def propose(uow: UnitOfWork, now: datetime, known: SettingInForce, value: int, by: Person | None) -> None:
    """Let a change wait for the committee, which is told. `by`: None for an operator."""
    fresh = SettingInForce(id=known.id, setting=known.setting, value=known.value, proposed=value, changed_at=now)
    kept = await WATCHED_SETTINGS(uow).save(fresh)
    await uow.deadlines.set(HOLDS, kept.id, now + WAITS)
    await record(uow, now, Deed(action=Action.SETTING_PROPOSED, by_id=by.id if by is not None else None))
    await tell_committee(uow, now, change_notice(kept))


async def change_at_once(uow: UnitOfWork, now: datetime, known: SettingInForce, value: int) -> None:
    """Let a change hold to which the committee, which is told, can object for a week."""
    await hold(uow, SettingInForce(id=known.id, setting=known.setting, value=value, changed_at=now, before=known.value))
    told = (
        said_of(known.setting, "committee.setting_at_once"),
        change_in_words(known.setting, known.value, value),
    )
    await tell_committee(uow, now, Notice(parts=told, choices=((object_choice(known.setting, value),),)))


async def hold(uow: UnitOfWork, setting: SettingInForce) -> None:
    """Keep what holds from now on; nothing waits any more."""
    await uow.deadlines.call_off(setting.id, HOLDS)
    await WATCHED_SETTINGS(uow).save(setting)


async def take_back(uow: UnitOfWork, now: datetime, known: SettingInForce) -> None:
    """Forget a change that waits or was objected to, as what holds is what is wanted again; nothing where none does."""
    if known.proposed is None:
        return
    await hold(uow, SettingInForce(id=known.id, setting=known.setting, value=known.value))
    told = (
        said_of(known.setting, "committee.setting_back"),
        change_in_words(known.setting, known.value, known.proposed),
    )
    await tell_committee(uow, now, Notice(parts=told))


async def take_effect(uow: UnitOfWork, now: datetime, setting_id: int) -> None:
    """Let the change of this setting (id) hold, to which nobody objected in time."""
    known = next((one for one in await WATCHED_SETTINGS(uow).all() if one.id == setting_id), None)
    if known is None or known.proposed is None or known.objected:
        return
    await _hold_for_nobody_objects(uow, now, known, known.proposed)
    told = (text("committee.setting_holds"), change_in_words(known.setting, known.value, known.proposed))
    await tell_committee(uow, now, Notice(parts=told))
    if known.setting is WatchedSetting.VOUCHES:
        await tell_coordinators(uow, now, Notice(parts=told))


async def _hold_for_nobody_objects(uow: UnitOfWork, now: datetime, known: SettingInForce, value: int) -> None:
    await record(uow, now, Deed(action=Action.SETTING_HOLDS, by_id=None))
    await hold(uow, SettingInForce(id=known.id, setting=known.setting, value=value))
