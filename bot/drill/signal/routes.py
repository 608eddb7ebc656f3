"""The service's HTTP routes, and what each is answered with."""

from collections.abc import Awaitable, Callable
from typing import TypeAlias
from urllib.parse import unquote

from aiohttp import web

from bot.drill.fault_injection import Body, Fault, FaultQueue
from bot.drill.signal.accounts import SignalAccount
from bot.drill.signal.groups import AccountGroups
from bot.drill.signal.receive_sockets import ReceiveSockets
from bot.drill.signal.refusals import FAILED, NO_ATTACHMENT, Json, RestRefusalError, rate_limited
from bot.drill.signal.requests import read_json, text, texts
from bot.drill.signal.sends import SignalSender
from bot.drill.signal.world import SignalWorld

Handler: TypeAlias = Callable[[web.Request], Awaitable[web.StreamResponse]]
SEND = "/v2/send"
CREATED, NO_CONTENT = 201, 204
TOO_MANY, SERVER_ERROR = 429, 500


class Routes:
    """The HTTP side of the service: requests are read, passed on to the account, and answered."""

    def __init__(
        self,
        world: SignalWorld,
        groups: AccountGroups,
        sender: SignalSender,
        account: SignalAccount,
        sockets: ReceiveSockets,
        faults: FaultQueue,
    ) -> None:
        self.version = "unset"
        self.mode = "json-rpc"
        self.older_replies = False
        """Whether /v2/send answers with an object, as older versions did, and not with a list."""
        self.calls: list[str] = []
        """Method and path of every call, also of those refused."""
        self._world = world
        self._groups = groups
        self._sender = sender
        self._account = account
        self._sockets = sockets
        self._faults = faults

    def application(self) -> web.Application:
        """Make the application with all routes of the service that the drill has."""
        app = web.Application(client_max_size=100 * 1024 * 1024, middlewares=[self._guard])
        number, group = "/{number}", "/{number}/{group}"
        add = app.router.add_route
        add("GET", "/v1/health", self._health)
        add("GET", "/v1/about", self._about)
        add("GET", "/v1/receive" + number, self._sockets.receive)
        add("POST", SEND, self._send)
        add("GET", "/v1/groups" + number, self._list_groups)
        add("POST", "/v1/groups" + number, self._create_group)
        add("GET", "/v1/groups" + group, self._get_group)
        add("PUT", "/v1/groups" + group, self._update_group)
        add("DELETE", "/v1/groups" + group, self._quit_group)
        for what in ("members", "admins"):
            for verb in ("POST", "DELETE"):
                add(verb, f"/v1/groups{group}/{{what:{what}}}", self._change_group)
        add("PUT", "/v1/profiles" + number, self._profile)
        add("PUT", "/v1/contacts" + number, self._contact)
        add("GET", "/v1/identities" + number, self._identities)
        add("PUT", "/v1/identities" + number + "/trust/{address}", self._trust)
        add("POST", "/v1/accounts" + number + "/rate-limit-challenge", self._challenge)
        add("GET", "/v1/accounts", self._accounts)
        for verb in ("POST", "DELETE"):
            add(verb, "/v1/reactions" + number, self._react)
        add("POST", "/v1/receipts" + number, self._receipt)
        for verb in ("PUT", "DELETE"):
            add(verb, "/v1/typing-indicator" + number, self._typing)
        add("DELETE", "/v1/remote-delete" + number, self._remote_delete)
        add("GET", "/v1/attachments", self._list_attachments)
        add("GET", "/v1/attachments/{name}", self._attachment)
        add("DELETE", "/v1/attachments/{name}", self._delete_attachment)
        return app

    @web.middleware
    async def _guard(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Log the call, let it fail where a test wants so, and answer refusals."""
        self.calls.append(f"{request.method} {request.path}")
        parts = request.path.strip("/").split("/")
        name = parts[1] if len(parts) > 1 else ""
        try:
            chat = await _recipient(request) if name == "send" else ""
            fault = self._faults.take(name, chat)
            if fault is not None and not fault.carried_out:
                return await self._faults.respond(request, fault, self._default_body(fault))
            response = await handler(request)
        except RestRefusalError as refusal:
            return web.json_response(refusal.body, status=refusal.status)
        return response if fault is None else await self._faults.respond(request, fault, self._default_body(fault))

    def _default_body(self, fault: Fault) -> Body:
        if fault.status == TOO_MANY:
            return rate_limited(self._world.number, [""]).body
        return "<html><body>Bad Gateway</body></html>" if fault.status >= SERVER_ERROR else {"error": FAILED}

    async def _health(self, request: web.Request) -> web.Response:
        return web.Response(status=NO_CONTENT)

    async def _about(self, request: web.Request) -> web.Response:
        about = {"versions": ["v1", "v2"], "build": 2, "mode": self.mode, "version": self.version}
        return web.json_response(about | {"capabilities": {"v2/send": ["quotes", "mentions"]}})

    async def _send(self, request: web.Request) -> web.Response:
        body = await read_json(request)
        answer = self._sender.send(body)
        chat = ",".join(texts(body, "recipients") or [text(body, "recipient")])
        self._accept("send", chat, text(body, "message"), str(answer["timestamp"]))
        return web.json_response(answer if self.older_replies else [answer], status=CREATED)

    async def _list_groups(self, request: web.Request) -> web.Response:
        return web.json_response(self._groups.entries())

    async def _create_group(self, request: web.Request) -> web.Response:
        answer = self._groups.create(await read_json(request))
        self._accept("groups", str(answer["id"]))
        return web.json_response(answer, status=CREATED)

    async def _get_group(self, request: web.Request) -> web.Response:
        return web.json_response(self._groups.get(_group_id(request)).entry_json())

    async def _update_group(self, request: web.Request) -> web.Response:
        self._groups.update(_group_id(request), await read_json(request))
        return self._done("groups", _group_id(request))

    async def _quit_group(self, request: web.Request) -> web.Response:
        self._groups.quit(_group_id(request))
        return self._done("groups", _group_id(request))

    async def _change_group(self, request: web.Request) -> web.Response:
        body, adding = await read_json(request), request.method == "POST"
        if request.match_info["what"] == "members":
            self._groups.change_members(_group_id(request), body, add=adding)
        else:
            self._groups.change_admins(_group_id(request), body, add=adding)
        return self._done("groups", _group_id(request))

    async def _profile(self, request: web.Request) -> web.Response:
        self._account.update_profile(await read_json(request))
        return self._done("profiles")

    async def _contact(self, request: web.Request) -> web.Response:
        body = await read_json(request)
        self._account.update_contact(body)
        return self._done("contacts", text(body, "recipient"))

    async def _identities(self, request: web.Request) -> web.Response:
        return web.json_response(self._account.identities())

    async def _trust(self, request: web.Request) -> web.Response:
        self._account.trust(unquote(request.match_info["address"]), await read_json(request))
        return self._done("identities", request.match_info["address"])

    async def _challenge(self, request: web.Request) -> web.Response:
        self._account.challenge(await read_json(request))
        return self._done("accounts")

    async def _accounts(self, request: web.Request) -> web.Response:
        return web.json_response([self._world.number])

    async def _react(self, request: web.Request) -> web.Response:
        body = await read_json(request)
        self._account.react(body, remove=request.method == "DELETE")
        return self._done("reactions", text(body, "recipient"), text(body, "reaction"))

    async def _receipt(self, request: web.Request) -> web.Response:
        body = await read_json(request)
        self._account.receipt(body)
        return self._done("receipts", text(body, "recipient"))

    async def _typing(self, request: web.Request) -> web.Response:
        body = await read_json(request)
        self._account.typing(body, start=request.method == "PUT")
        return self._done("typing-indicator", text(body, "recipient"))

    async def _remote_delete(self, request: web.Request) -> web.Response:
        body = await read_json(request)
        answer = self._account.remote_delete(body)
        self._accept("remote-delete", text(body, "recipient"), ref=str(answer["timestamp"]))
        return web.json_response(answer, status=CREATED)

    async def _list_attachments(self, request: web.Request) -> web.Response:
        return web.json_response(list(self._world.attachments.content))

    async def _attachment(self, request: web.Request) -> web.Response:
        name = request.match_info["name"]
        content = self._world.attachments.content.get(name)
        if content is None:
            raise RestRefusalError(404, NO_ATTACHMENT)
        return web.Response(body=content, content_type=self._world.attachments.types[name])

    async def _delete_attachment(self, request: web.Request) -> web.Response:
        name = request.match_info["name"]
        if name not in self._world.attachments.content:
            raise RestRefusalError(404, NO_ATTACHMENT)
        self._world.attachments.lose(name)
        return self._done("attachments")

    def _done(self, method: str, chat: str = "", words: str = "") -> web.Response:
        self._accept(method, chat, words)
        return web.Response(status=NO_CONTENT)

    def _accept(self, method: str, chat: str = "", words: str = "", ref: str = "") -> None:
        self._world.ledger.accept(method, chat=chat, text=words, ref=ref)


def _group_id(request: web.Request) -> str:
    return unquote(request.match_info["group"])


async def _recipient(request: web.Request) -> str:
    body: Json = await read_json(request)
    return next(iter(texts(body, "recipients")), text(body, "recipient"))
