"""What an operator does who destroys everything, or says that a letter came or is settled; beside a running bot too."""

from alerts.panic import letter
from alerts.panic.kept_for_court import why_not_destroy
from alerts.panic.ports import DESTRUCTION
from alerts.work.refused import Refused
from bot.network.open import OpenNetwork
from bot.process.clock import Clock
from bot.settings.settings import Settings, SettingsError
from handlers.core.lexicon import cleaner
from locales.catalogue import ReaderLocale
from storage.database.sqlite_engine import checkpoint
from storage.unit_of_work import UnitOfWorkFactory


class Panic:
    """The destruction of one open network, as an operator has it."""

    def __init__(self, settings: Settings, opened: OpenNetwork, clock: Clock) -> None:
        self._opened = opened
        self._clock = clock
        self._work = UnitOfWorkFactory(opened.store, settings.retention, settings.hotline, cleaner())
        self._words = ReaderLocale("en", opened.network.zone)

    async def letter_came(self) -> None:
        """Keep that a letter came, or may come; all coordinators hear it."""
        async with self._work.begin() as uow:
            await letter.letter_came(uow, self._clock.now(), None)

    async def settle(self) -> str:
        """Keep that no letter asks for anything any more; return so in words. SettingsError where none stands."""
        async with self._work.begin() as uow:
            said = await letter.settle(uow, self._clock.now())
            if isinstance(said, Refused):
                raise SettingsError("--settled", self._words.text(said.why), "nothing has to be settled")
            return self._words.text(said)

    async def destroy(self) -> None:
        """Destroy every row there is. Raises SettingsError where a letter stands."""
        async with self._work.begin() as uow:
            refused = await why_not_destroy(uow)
            if refused is not None:
                raise SettingsError(
                    "panic",
                    self._words.text(refused.why),
                    "call counsel; `rebato panic --settled`, or /hold, once they say so",
                )
            await DESTRUCTION(uow).destroy_everything(self._clock.now())
        await checkpoint(self._opened.store.engine)
