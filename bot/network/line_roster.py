"""Lines as an operator adds them and gives them up, beside a running bot too."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from alerts.lines import retiring
from alerts.lines.line import Line
from alerts.lines.ports import LINES
from alerts.lines.retiring import NoOtherLine
from bot.lines.from_settings import create_settings_lines, idle_lines
from bot.network.open import OpenNetwork
from bot.process.clock import Clock
from bot.settings import parsers as values
from bot.settings.parsers import InvalidSetting
from bot.settings.settings import Settings, SettingsError
from handlers.core.lexicon import cleaner
from storage.lines.lines import of_account, remember_name, reopen
from storage.unit_of_work import UnitOfWorkFactory


@dataclass(frozen=True)
class LineRoster:
    """The lines of a network, as an operator adds, lists and retires them."""

    settings: Settings
    opened: OpenNetwork
    clock: Clock

    async def all(self) -> list[Line]:
        """Return every line that there ever was."""
        await create_settings_lines(self.opened.store, self.settings)
        async with self._work.look() as uow:
            return await LINES(uow).all()

    async def idle(self) -> frozenset[int]:
        """Return the lines whose settings are gone: nobody works them."""
        return await idle_lines(self.opened.store, self.settings)

    async def add_telegram(self, token: str) -> Line:
        """Add a bot account, and keep its token sealed. Raises SettingsError where Telegram does not answer it."""
        token = _checked(values.telegram_token, token, "the token")
        # Imported only here: Telegram's library takes longer to load than all the rest of `rebato line`.
        from bot.transports.telegram.bot_name import bot_name

        name = await bot_name(token, self.settings.telegram_base_url, self.clock)
        if not name:
            raise SettingsError(
                "the token", "is one that Telegram does not answer", "copy it from @BotFather, or try later"
            )
        store = self.opened.store
        await create_settings_lines(store, self.settings)
        async with store.write() as session:
            row = await of_account(session, store.vault, "telegram", token.partition(":")[0], secret=token)
            await reopen(session, row.id)
            await remember_name(session, store.vault, row.id, name)
        return await self._numbered(row.id)

    async def add_signal(self, number: str) -> Line:
        """Add a Signal number that signal-cli-rest-api has already. Raises SettingsError where it can't be used."""
        if self.settings.signal_service is None:
            raise SettingsError("SIGNAL_SERVICE", "is not set", "give the address of signal-cli-rest-api first")
        number = _checked(values.phone_number, number, "the number")
        store = self.opened.store
        await create_settings_lines(store, self.settings)
        async with store.write() as session:
            row = await of_account(session, store.vault, "signal", number)
            await reopen(session, row.id)
        return await self._numbered(row.id)

    async def retire(self, number: int) -> int:
        """Ask a line's people to move, and return how many were asked.

        Raises SettingsError where there is no such line, or no other one on its platform.
        """
        line, idle = await self._numbered(number), await self.idle()
        try:
            async with replace(self._work, idle_lines=lambda: idle).begin() as uow:
                return await retiring.retire(uow, self.clock.now(), line)
        except NoOtherLine:
            raise SettingsError(
                f"line {number}", f"is the only one on {line.transport}", "add another one first, or give --now"
            ) from None

    async def close(self, number: int) -> int:
        """Serve nobody on a line any more, and return how many people are left without one.

        Raises SettingsError where there is no such line.
        """
        line = await self._numbered(number)
        async with self._work.begin() as uow:
            return await retiring.close(uow, self.clock.now(), line)

    @property
    def _work(self) -> UnitOfWorkFactory:
        return UnitOfWorkFactory(self.opened.store, self.settings.retention, self.settings.hotline, cleaner())

    async def _numbered(self, number: int) -> Line:
        for line in await self.all():
            if line.id == number:
                return line
        raise SettingsError(f"line {number}", "is not there", "`rebato line list` shows them all")


def _checked(check: Callable[[str], str], text: str, what: str) -> str:
    try:
        return check(text)
    except InvalidSetting as wrong:
        raise SettingsError(what, wrong.what, wrong.remedy) from None
