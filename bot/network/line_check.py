"""Whether the settings' token and number work, asked when they are first given: at night it would be too late."""

from dataclasses import dataclass

from bot.process.clock import Clock
from bot.settings.settings import Settings, SettingsError


@dataclass(frozen=True)
class LineCheck:
    """What was found of one line."""

    told: str
    """For the operator; no token stands in it."""
    works: bool


async def check_lines(settings: Settings, clock: Clock) -> list[LineCheck]:
    """Ask both platforms, and return what was found. Raises SettingsError where Telegram refuses the token."""
    found = []
    if settings.telegram_bot_token is not None:
        found.append(await check_telegram(settings.telegram_bot_token.get_secret_value(), settings, clock))
    if settings.phone_number is not None:
        found.append(await check_signal(settings.phone_number, settings))
    return found


async def check_telegram(token: str, settings: Settings, clock: Clock) -> LineCheck:
    """Ask Telegram who the bot is. Raises SettingsError where it refuses the token."""
    # Imported only when it is needed: Telegram's library takes longer to load than all the rest of a verb.
    from bot.transports.telegram.bot_name import TokenRefused, tested_name

    try:
        name = await tested_name(token, settings.telegram_base_url, clock)
    except TokenRefused:
        raise SettingsError("TELEGRAM_BOT_TOKEN", "is refused by Telegram", "copy it anew from @BotFather") from None
    if name:
        return LineCheck(f"Telegram   @{name} answers.", works=True)
    return LineCheck("Telegram   does not answer, so the token is not tested; is there a network?", works=False)


async def check_signal(number: str, settings: Settings) -> LineCheck:
    """Ask signal-cli-rest-api whether it has the number, and hears as the bot needs it."""
    # As above.
    from bot.transports.signal.rest import SignalRest

    rest = SignalRest(settings.signal_service or "", number)
    try:
        accounts, mode = await rest.accounts(), await rest.mode()
    finally:
        await rest.close()
    if accounts is None:
        return LineCheck("Signal     nothing answers at SIGNAL_SERVICE: start signal-cli-rest-api there.", works=False)
    if number not in accounts:
        return LineCheck(f"Signal     {number} is not registered at SIGNAL_SERVICE: register or link it.", works=False)
    if mode != "json-rpc":
        return LineCheck("Signal     SIGNAL_SERVICE runs in another mode: start it with MODE=json-rpc.", works=False)
    return LineCheck(f"Signal     {number} is registered at SIGNAL_SERVICE.", works=True)
