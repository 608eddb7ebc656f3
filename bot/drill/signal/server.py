"""A loopback server that speaks signal-cli-rest-api (json-rpc mode) and behaves like Signal behind it."""

from uuid import uuid5

from bot.drill.drill_clock import DrillClock
from bot.drill.fault_injection import Body, FailureMode, Fault, FaultQueue
from bot.drill.ledger import LedgerEntry
from bot.drill.loopback_server import LoopbackServer
from bot.drill.signal.accounts import SignalAccount
from bot.drill.signal.group import SignalGroup
from bot.drill.signal.groups import AccountGroups
from bot.drill.signal.phone import SignalPhone
from bot.drill.signal.receive_sockets import ReceiveSockets
from bot.drill.signal.refusals import FAILED, Json, rate_limited
from bot.drill.signal.routes import SEND, Routes
from bot.drill.signal.sends import SendLimits, SignalSender
from bot.drill.signal.webhook import Webhook
from bot.drill.signal.world import NAMESPACE, SignalWorld

NUMBER = "+12025550123"
VERSION = "0.101"


class SignalServer:
    """One account's Signal: the REST service for the program, phones and groups for people."""

    def __init__(self, number: str = NUMBER, *, clock: DrillClock | None = None, version: str = VERSION) -> None:
        self.number = number
        self.faults = FaultQueue()
        self.world = SignalWorld(number=number, clock=clock or DrillClock())
        self.sockets = ReceiveSockets(number)
        self.world.push = self.sockets.push
        self._groups = AccountGroups(self.world)
        self.sender = SignalSender(self.world, self._groups.all)
        account = SignalAccount(self.world, self._groups.all, self.sender)
        self.routes = Routes(self.world, self._groups, self.sender, account, self.sockets, self.faults)
        self.routes.version = version
        self.phones: list[SignalPhone] = []
        self.webhook: Webhook | None = None
        # The service runs beside the program; only what it sends goes far.
        self.loopback = LoopbackServer(lambda request: request.path == SEND)
        """Change its `latency` to let the platform be far away."""

    @property
    def service(self) -> str:
        """The host and port where the server listens, such as 127.0.0.1:4712."""
        return f"127.0.0.1:{self.loopback.port}"

    @property
    def limits(self) -> SendLimits:
        """The pace that is enforced; a test changes its fields, or switches it off."""
        return self.sender.limits

    @property
    def events(self) -> list[LedgerEntry]:
        """Every accepted call, in order."""
        return self.world.ledger.events

    @property
    def dropped(self) -> int:
        """The number of messages that people sent while nobody listened."""
        return len(self.world.dropped)

    @property
    def groups(self) -> list[SignalGroup]:
        """Every group, the account's own too."""
        return self._groups.all

    def posts_to(self, url: str) -> Webhook:
        """Post every frame to this address too from now on, as with RECEIVE_WEBHOOK_URL."""
        self.webhook = Webhook(url, self.sockets.push, self.world.lose)
        self.world.push = self.webhook.read
        return self.webhook

    async def start(self) -> None:
        """Listen; a second start takes the same port again."""
        self.faults.closing.clear()
        self.sockets.closing.clear()
        await self.loopback.start(self.routes.application())

    async def stop(self) -> None:
        """Stop listening; WebSockets are cut, and all state is kept."""
        self.faults.closing.set()
        self.sockets.closing.set()
        self.sockets.abort()
        if self.webhook is not None:
            await self.webhook.close()
        await self.loopback.stop()

    def add_user(self, name: str, uuid: str | None = None, number: str | None = None) -> SignalPhone:
        """Add a person on Signal; without a `number`, theirs is not shared, as is Signal's default."""
        count = len(self.phones)
        address = uuid or str(uuid5(NAMESPACE, f"{count} {name}"))
        own = number or f"+1202555{1000 + count}"
        phone = SignalPhone(self.world, name, address, own, number is not None)
        self.phones.append(phone)
        self.world.people.append(phone)
        return phone

    def add_group(self, name: str, members: list[SignalPhone], admins: list[SignalPhone]) -> SignalGroup:
        """Add a group that people made, with the account as a plain member."""
        group = self._groups.new(name)
        group.account_admin = False
        group.members.extend(members)
        group.admins.extend(admins)
        return group

    def wants_captcha(self) -> str:
        """Refuse every send with a 429 until a captcha is handed in; return the challenge token that it names."""
        self.limits.challenge = str(uuid5(NAMESPACE, f"captcha {len(self.events)}"))
        return self.limits.challenge

    def fail_next(
        self,
        method: str = "send",
        status: int = 400,
        body: Body = None,
        *,
        times: int = 1,
        after_accept: bool = False,
        chat: str | None = None,
        how: FailureMode = "answer",
    ) -> None:
        """Let the next calls fail; `method` is the first word of the path after the version, such as "send".

        By default with `status` and a fitting body (a 429 has the token of a pace that is too fast); `body`
        takes a JSON object, text or junk bytes. `how`: "drop" cuts the connection, "hang" never answers.
        `after_accept`: the call is carried out, and then cut, or hangs. `chat`: only sends to this recipient.
        """
        fault = Fault(
            method=method,
            chat=chat,
            status=status,
            body=body,
            times=times,
            after_accept=after_accept,
            how=how,
        )
        self.faults.add(fault)

    def rate_limit_body(self, token: str = "") -> Json:
        """Make the body of a 429 with this token."""
        return rate_limited(self.number, [token]).body

    def failed_body(self) -> Json:
        """Make the bare body of a send that failed for no stated reason."""
        return {"error": FAILED}
