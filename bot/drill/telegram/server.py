"""A loopback server that speaks Telegram's Bot API and holds to its published limits."""

import re
from collections.abc import Sequence

from aiohttp import web

from bot.drill.drill_clock import DrillClock
from bot.drill.fault_injection import Body, FailureMode, Fault, FaultQueue
from bot.drill.ledger import LedgerEntry
from bot.drill.loopback_server import LoopbackServer
from bot.drill.telegram.accounts import get_updates
from bot.drill.telegram.group import TelegramGroup
from bot.drill.telegram.limits import POLL_SECONDS, UPLOAD, PaceLimits
from bot.drill.telegram.methods import METHODS
from bot.drill.telegram.phone import TelegramPhone
from bot.drill.telegram.refusals import BotApiRefusalError, Json, slow_down
from bot.drill.telegram.requests import Params, read_params
from bot.drill.telegram.world import TelegramWorld

TOKEN = "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"  # noqa: S105 - the example of Telegram's own documentation
TOKEN_SHAPE = re.compile(r"\d{3,}:[A-Za-z0-9_-]{20,}")
TOO_MANY, SERVER_ERROR = 429, 500
USERNAME = "rebato_drill_bot"
GATEWAY_PAGE = "<html>\r\n<head><title>{0} Bad Gateway</title></head>\r\n<body><h1>{0} Bad Gateway</h1></body></html>"


class TelegramServer:
    """One bot account's Telegram: the Bot API for the program, phones and groups for people."""

    def __init__(
        self, tokens: Sequence[str] = (TOKEN,), *, username: str = USERNAME, clock: DrillClock | None = None
    ) -> None:
        self.tokens = tuple(tokens)
        self.limits = PaceLimits()
        """Change its fields to slow the server down or to switch the limits off."""
        self.faults = FaultQueue()
        bot: Json = {"id": int(self.tokens[0].split(":")[0]), "is_bot": True}
        bot |= {"first_name": "Rebato", "username": username}
        self.world = TelegramWorld(bot=bot, clock=clock or DrillClock(), pace_limits=self.limits)
        self.phones: list[TelegramPhone] = []
        self.next_user_id = 500_000_001
        """Change it where several accounts share their people's ids: Telegram gives each to one person only."""
        self.groups: list[TelegramGroup] = []
        self.calls: list[str] = []
        """The name of every method that was called, also of those refused."""
        self.loopback = LoopbackServer()
        """Change its `latency` to let the platform be far away."""

    @property
    def token(self) -> str:
        """The first of the tokens that this account accepts."""
        return self.tokens[0]

    @property
    def origin(self) -> str:
        """The origin where the server listens, such as http://127.0.0.1:4711."""
        return f"http://127.0.0.1:{self.loopback.port}"

    @property
    def events(self) -> list[LedgerEntry]:
        """Every accepted call, in order."""
        return self.world.ledger.events

    async def start(self) -> None:
        """Listen; a second start takes the same port again."""
        self.faults.closing.clear()
        app = web.Application(client_max_size=UPLOAD + 1024 * 1024)
        app.router.add_route("*", "/bot{token}/{method}", self.answer)
        app.router.add_get("/file/bot{token}/{path:.+}", self._file)
        await self.loopback.start(app)

    async def stop(self) -> None:
        """Stop listening; what waits is cut off, and all state is kept."""
        self.end_waiting_calls()
        await self.loopback.stop()

    def end_waiting_calls(self) -> None:
        """End what hangs, and let nobody wait for updates any longer."""
        self.faults.closing.set()
        self.world.updates.release()

    def add_user(self, name: str, language: str = "en") -> TelegramPhone:
        """Add a person who has Telegram and never wrote to the bot."""
        phone = TelegramPhone(self.world, self.next_user_id, name, language)
        self.next_user_id += 1
        self.phones.append(phone)
        self.world.chats[phone.chat_id] = phone
        return phone

    def add_group(
        self,
        title: str,
        members: Sequence[TelegramPhone],
        kind: str = "supergroup",
        creator: TelegramPhone | None = None,
    ) -> TelegramGroup:
        """Add a group, supergroup or channel without the bot; the first member made it, unless `creator` did."""
        people = list(dict.fromkeys([creator or members[0], *members]))
        number = 1001 + len(self.groups)
        chat_id = -number if kind == "group" else -(1_000_000_000_000 + 1_234_500_000 + number)
        group = TelegramGroup(self.world, chat_id, title, kind, people, self._grow)
        self.groups.append(group)
        self.world.chats[chat_id] = group
        return group

    def fail_next(
        self,
        method: str,
        status: int = 429,
        body: Body = None,
        *,
        times: int = 1,
        after_accept: bool = False,
        chat: str | int | None = None,
        how: FailureMode = "answer",
    ) -> None:
        """Let the next calls of a method ("*": of any) fail.

        By default with `status` and a fitting body (a 429 says retry_after 3, a 5xx is a web page); `body`
        takes a JSON object, text or junk bytes. `how`: "drop" cuts the connection, "hang" never answers.
        `after_accept`: the call is carried out, and then cut, or hangs. `chat`: only calls that name it.
        """
        named = None if chat is None else str(chat)
        fault = Fault(
            method=method.lower(),
            chat=named,
            status=status,
            body=body,
            times=times,
            after_accept=after_accept,
            how=how,
        )
        self.faults.add(fault)

    def _grow(self, old: TelegramGroup) -> TelegramGroup:
        new = self.add_group(old.name, old.members, "supergroup", old.creator)
        new.admins, new.bot_status, new.bot_rights = old.admins, old.bot_status, old.bot_rights
        return new

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """Answer one call of the Bot API."""
        method = request.match_info["method"]
        self.calls.append(method)
        try:
            self._check_token(request.match_info["token"])
            params = await read_params(request)
            fault = self.faults.take(method.lower(), params.text("chat_id"))
            if fault is not None and not fault.carried_out:
                return await self.faults.respond(request, fault, _default_body(fault.status))
            result = await self._carry_out(method, params)
        except BotApiRefusalError as refusal:
            return web.json_response(refusal.body(), status=refusal.code)
        if fault is not None:
            return await self.faults.respond(request, fault, _default_body(fault.status))
        return web.json_response({"ok": True, "result": result})

    def _check_token(self, token: str) -> None:
        if not TOKEN_SHAPE.fullmatch(token):
            raise BotApiRefusalError(404, "Not Found")
        if token not in self.tokens:
            raise BotApiRefusalError(401, "Unauthorized")

    async def _carry_out(self, method: str, params: Params) -> object:
        if method.lower() == "getupdates":
            return await get_updates(self.world, params, POLL_SECONDS)
        carry_out = METHODS.get(method.lower())
        if carry_out is None:
            raise BotApiRefusalError(404, "Not Found: method not found")
        result = carry_out(self.world, params)
        ref = str(result["message_id"]) if isinstance(result, dict) and "message_id" in result else ""
        text = params.text("text") or params.text("caption") or params.text("title")
        self.world.ledger.accept(method, chat=params.text("chat_id"), text=text, ref=ref)
        return result

    async def _file(self, request: web.Request) -> web.StreamResponse:
        try:
            self._check_token(request.match_info["token"])
        except BotApiRefusalError as refusal:
            return web.json_response(refusal.body(), status=refusal.code)
        fault = self.faults.take("file", "")
        if fault is not None:
            return await self.faults.respond(request, fault, _default_body(fault.status))
        content = self.world.files.at(request.match_info["path"])
        if content is None:
            return web.json_response(BotApiRefusalError(404, "Not Found").body(), status=404)
        return web.Response(body=content, content_type="application/octet-stream")


def _default_body(status: int) -> Body:
    if status == TOO_MANY:
        return slow_down(3).body()
    if status >= SERVER_ERROR:
        return GATEWAY_PAGE.format(status)
    return {"ok": False, "error_code": status, "description": "Bad Request: refused by the drill"}
