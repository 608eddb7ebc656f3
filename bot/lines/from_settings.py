"""Lines that are settings: they get their numbers the first time they are used."""

from collections.abc import Sequence

from bot.settings.settings import Settings
from storage.database.store import Store
from storage.lines.lines import LineAccount, accounts, of_account


async def create_settings_lines(store: Store, settings: Settings) -> None:
    """Create the rows of the settings' lines that have none yet."""
    for transport, account in _accounts(settings):
        async with store.write() as session:
            await of_account(session, store.vault, transport, account)


def has_settings(settings: Settings, account: LineAccount) -> bool:
    """Say whether there is what it takes to work that line."""
    if account.transport == "signal":
        return settings.signal_service is not None
    return telegram_token(settings, account) is not None


def telegram_token(settings: Settings, account: LineAccount) -> str | None:
    """Return a bot's token, None where we have none. The settings' goes before the stored one: it may be newer."""
    given = settings.telegram_bot_token
    token = given.get_secret_value() if given is not None else ""
    return token if token.partition(":")[0] == account.account else account.secret


async def idle_lines(store: Store, settings: Settings) -> frozenset[int]:
    """Return the lines that are to be worked and that these settings are not enough for."""
    async with store.read() as session:
        known = await accounts(session, store.vault)
    return frozenset(one.line_id for one in known if not has_settings(settings, one))


def _accounts(settings: Settings) -> Sequence[tuple[str, str]]:
    own = []
    if settings.telegram_bot_token is not None:
        own.append(("telegram", settings.telegram_bot_token.get_secret_value().partition(":")[0]))
    if settings.signal_service is not None and settings.phone_number is not None:
        own.append(("signal", settings.phone_number))
    return own
