"""Lines that are settings: they get their numbers the first time they are used."""

from collections.abc import Sequence

from bot.settings.settings import Settings
from storage.database.store import Store
from storage.lines.lines import of_account


async def create_settings_lines(store: Store, settings: Settings) -> None:
    """Create the rows of the settings' lines that have none yet."""
    for transport, account in _accounts(settings):
        async with store.write() as session:
            await of_account(session, store.vault, transport, account)


def _accounts(settings: Settings) -> Sequence[tuple[str, str]]:
    own = []
    if settings.telegram_bot_token is not None:
        own.append(("telegram", settings.telegram_bot_token.get_secret_value().partition(":")[0]))
    if settings.signal_service is not None and settings.phone_number is not None:
        own.append(("signal", settings.phone_number))
    return own
