"""Whether a volunteer may phone somebody."""

from alerts.notices import Notice, Text, text
from alerts.profile.phone_consent import PhoneConsent
from alerts.profile.ports import PROFILES
from alerts.profile.taps import ChoosePhoneConsent, TellPhoneConsent
from handlers.core.turn import Turn


async def begin(turn: Turn, _: TellPhoneConsent) -> None:
    """Ask whether they may be phoned."""
    await turn.reply(question())


def question() -> Notice:
    """Ask; who does not answer said no."""
    rows = [(ChoosePhoneConsent(one).choice(text(f"choice.profile.phone.{one}")),) for one in PhoneConsent]
    return Notice(parts=(text("profile.phone_ask"), text("profile.phone_no"))).with_choices(*rows)


async def choose(turn: Turn, tap: ChoosePhoneConsent) -> None:
    """Keep it."""
    await PROFILES(turn.uow).set_phone_consent(turn.person.id, tap.consent)
    await turn.acknowledge(said_of(tap.consent))


def said_of(consent: PhoneConsent) -> Text:
    """Say to somebody whether they may be phoned."""
    return text(f"profile.phone.{consent}")
