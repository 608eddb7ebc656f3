"""How many vouches make a member, as an operator sets it; beside a running bot too."""

from alerts.vouching.changing_rule import set_rule
from alerts.vouching.ports import VOUCH_RULES
from alerts.work.refused import Refused
from bot.network.open import OpenNetwork
from bot.process.clock import Clock
from bot.settings.settings import Settings, SettingsError
from handlers.core.lexicon import cleaner
from locales.catalogue import ReaderLocale
from storage.database.sqlite_engine import checkpoint
from storage.unit_of_work import UnitOfWorkFactory


async def vouches_needed(settings: Settings, opened: OpenNetwork) -> int:
    """Return how many vouches make a member; 0: a coordinator lets people in alone."""
    work = UnitOfWorkFactory(opened.store, settings.retention, settings.hotline, cleaner())
    async with work.begin() as uow:
        return await VOUCH_RULES(uow).needed()


async def set_vouches_needed(settings: Settings, opened: OpenNetwork, clock: Clock, needed: int) -> None:
    """Let so many make a member; the coordinators hear so. Raises SettingsError."""
    work = UnitOfWorkFactory(opened.store, settings.retention, settings.hotline, cleaner())
    async with work.begin() as uow:
        refused = await set_rule(uow, clock.now(), needed, None)
        if isinstance(refused, Refused):
            words = ReaderLocale("en", opened.network.zone).text(refused.why, clock.now())
            raise SettingsError("NUMBER", words, "see `rebato vouches`")
    await checkpoint(opened.store.engine)
