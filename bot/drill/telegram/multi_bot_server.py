"""A server of several bot accounts at one address, as Telegram has them."""

from collections.abc import Sequence

from aiohttp import web

from bot.drill.loopback_server import LoopbackServer
from bot.drill.telegram.limits import UPLOAD
from bot.drill.telegram.server import TelegramServer


class MultiBotServer:
    """One address for several accounts, each with people and limits of its own; a call's token says whose it is."""

    def __init__(self, accounts: Sequence[TelegramServer]) -> None:
        self._accounts = tuple(accounts)
        self._loopback = LoopbackServer()

    @property
    def origin(self) -> str:
        """The origin where all accounts are reached, such as http://127.0.0.1:4711."""
        return f"http://127.0.0.1:{self._loopback.port}"

    @property
    def tokens(self) -> tuple[str, ...]:
        """The first token of each account."""
        return tuple(account.token for account in self._accounts)

    async def start(self) -> None:
        """Listen for calls to any of the accounts."""
        app = web.Application(client_max_size=UPLOAD + 1024 * 1024)
        app.router.add_route("*", "/bot{token}/{method}", self._call)
        await self._loopback.start(app)

    async def stop(self) -> None:
        """Stop listening; what waits is cut off."""
        for account in self._accounts:
            account.end_waiting_calls()
        await self._loopback.stop()

    async def _call(self, request: web.Request) -> web.StreamResponse:
        token = request.match_info["token"]
        called = next((one for one in self._accounts if token in one.tokens), self._accounts[0])
        return await called.answer(request)
