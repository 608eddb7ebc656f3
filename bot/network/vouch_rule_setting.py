"""How many vouches make a member, as an operator sets it; beside a running bot too."""

from alerts.network.watched_setting import SettingInForce
from alerts.vouching.changing_rule import rule_in_force, set_rule
from alerts.work.refused import Refused
from bot.network.open import OpenNetwork
from bot.process.clock import Clock
from bot.settings.settings import Settings, SettingsError
from handlers.core.lexicon import cleaner
from locales.catalogue import ReaderLocale
from storage.database.sqlite_engine import checkpoint
from storage.unit_of_work import UnitOfWorkFactory


async def vouches_in_force(settings: Settings, opened: OpenNetwork) -> SettingInForce:
    """Return how many vouches make a member, with a change that waits for the committee or that it objects to."""
    work = UnitOfWorkFactory(opened.store, settings.retention, settings.hotline, cleaner())
    async with work.begin() as uow:
        return await rule_in_force(uow)


async def set_vouches_needed(settings: Settings, opened: OpenNetwork, clock: Clock, needed: int) -> None:
    """Let so many make a member, once the committee does not object; the coordinators hear so. Raises SettingsError."""
    work = UnitOfWorkFactory(opened.store, settings.retention, settings.hotline, cleaner())
    async with work.begin() as uow:
        refused = await set_rule(uow, clock.now(), needed, None)
        if isinstance(refused, Refused):
            words = ReaderLocale("en", opened.network.zone).text(refused.why, clock.now())
            raise SettingsError("NUMBER", words, "see `rebato vouches`")
    await checkpoint(opened.store.engine)
