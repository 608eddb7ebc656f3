"""A person is erased as an operator was asked to; beside a running bot too."""

from alerts.own_data.forgetting import forget
from alerts.own_data.ports import ERASURE
from alerts.work.refused import Refused
from bot.network.open import OpenNetwork
from bot.network.short_number import id_of
from bot.process.clock import Clock
from bot.settings.settings import Settings, SettingsError
from handlers.core.lexicon import cleaner
from locales.catalogue import ReaderLocale
from storage.database.sqlite_engine import checkpoint
from storage.unit_of_work import UnitOfWorkFactory


async def forget_person(settings: Settings, opened: OpenNetwork, clock: Clock, number: str) -> None:
    """Erase whom these digits name, with a role or without. Raises SettingsError."""
    work = UnitOfWorkFactory(opened.store, settings.retention, settings.hotline, cleaner())
    now = clock.now()
    async with work.begin() as uow:
        person_id = id_of(number, await ERASURE(uow).everybody(), called="CODE", listed_by="rebato people list")
        person = await uow.people.get(person_id)
        refused = await forget(uow, now, person, None) if person is not None else None
        if isinstance(refused, Refused):
            words = ReaderLocale("en", opened.network.zone).text(refused.why, now)
            raise SettingsError("CODE", words, "see `rebato people list`")
    await checkpoint(opened.store.engine)
