"""When somebody can help; and in sign-up, what comes after it."""

from alerts.notices import Choice, Notice, Text, text
from alerts.profile.help_hours import HelpHours
from alerts.profile.membership_status import membership_status
from alerts.profile.ports import PROFILES
from alerts.profile.taps import AskedIn, ChooseHours, SkipHours, TellHours
from handlers.core.choice_rows import in_pairs
from handlers.core.turn import Turn
from handlers.profile import phone_consent, skill_list
from handlers.profile.steps import TellingSkills


async def begin(turn: Turn, _: TellHours) -> None:
    """Ask when they can help."""
    await ask(turn, AskedIn.ME)


async def ask(turn: Turn, asked: AskedIn, *before: Text) -> None:
    """Ask when they can help; `before` stands above the question."""
    parts = (*before, text("profile.hours_ask"), text("profile.hours_all"))
    await turn.reply(Notice(parts=parts).with_choices(*choices(asked)))


def choices(asked: AskedIn) -> tuple[tuple[Choice, ...], ...]:
    """Return the rows by which they say when, or not now."""
    hours = [ChooseHours(one, asked).choice(text(f"choice.profile.hours.{one}")) for one in HelpHours]
    return (*in_pairs(hours), (SkipHours(asked).choice(text("choice.profile.later")),))


async def choose(turn: Turn, tap: ChooseHours) -> None:
    """Keep it."""
    await PROFILES(turn.uow).set_hours(turn.person.id, tap.hours)
    if tap.asked is AskedIn.SIGN_UP:
        await _finish(turn, said_of(tap.hours))
    else:
        await turn.acknowledge(said_of(tap.hours))


async def skip(turn: Turn, tap: SkipHours) -> None:
    """Leave it as it is."""
    if tap.asked is AskedIn.SIGN_UP:
        await _finish(turn)
    else:
        await turn.acknowledge(text("profile.unchanged"))


async def _finish(turn: Turn, *said: Text) -> None:
    """Say where they stand, and ask last whether they may be phoned."""
    if await turn.step(TellingSkills) is not None:
        await skill_list.close(turn, *said)
    await turn.reply(await membership_status(turn.uow, turn.now, turn.person), phone_consent.question())


def said_of(hours: HelpHours | None) -> Text:
    """Say to somebody when they can help."""
    if hours is None:
        return text("profile.hours_unsaid")
    return text("profile.hours_said", hours=text(f"profile.hours.{hours}"))
