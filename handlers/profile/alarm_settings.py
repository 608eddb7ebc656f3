"""How our messages ring although the phone is silent: where it is set, in the reader's app and on their phone."""

from alerts.notices import Notice, text
from alerts.profile.taps import LetAlarmThrough, PhoneSystem, TryAlarm
from alerts.profile.trying_alarm import try_alarm
from handlers.core.turn import Turn


async def show(turn: Turn, tap: LetAlarmThrough) -> None:
    """Say where it is set on this phone; ask which phone it is, where that is not known."""
    if tap.phone is None:
        phones = tuple(LetAlarmThrough(one).choice(text(f"choice.profile.{one}")) for one in PhoneSystem)
        await turn.reply(Notice.of("profile.alarm_ask").with_choices(phones))
        return
    parts = (
        text("profile.alarm_head"),
        text(f"profile.alarm.{turn.contact.transport}"),
        text(f"profile.alarm.{tap.phone}", app=turn.contact.transport.title()),
        text("profile.alarm_loud"),
    )
    await turn.reply(Notice(parts=parts).with_choices((TryAlarm().choice(text("choice.profile.try")),)))


async def try_it(turn: Turn, _: TryAlarm) -> None:
    """Write to them in a minute."""
    await try_alarm(turn.uow, turn.now, turn.person)
    await turn.acknowledge(text("profile.alarm_wait"))
