"""What a line is worked with: its transport, its courier, and whatever else it needs."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, TypeAlias, cast

from alerts.network.town import Network
from alerts.notices import Text
from bot.lines.from_settings import has_settings, telegram_token
from bot.lines.group_call_gate import GroupCallGate
from bot.lines.health_monitor import LineHealthMonitor
from bot.lines.message_timers import MessageTimers
from bot.lines.signal_heard_at import HeardAtRecorder
from bot.lines.telegram_groups import TelegramGroups
from bot.outbound.courier import Courier
from bot.outbound.delivery import TransportOf
from bot.outbound.line_lease import Lease
from bot.outbound.rate_limits import Pace, SignalPace, TelegramPace
from bot.outbound.rendering import reader_locales
from bot.outbound.resources import CourierResources, Fetched
from bot.process.clock import Clock
from bot.process.service import Service
from bot.settings.settings import Settings
from bot.transports.base import Transport
from bot.transports.signal.kept_frames import Backlog
from bot.transports.telegram.transport import TelegramTransport
from handlers.areas import ROUTER
from locales.catalogue import ReaderLocale
from locales.commands import name_in
from storage.database.store import Store
from storage.lines.lines import LineAccount
from storage.unit_of_work import UnitOfWorkFactory

if TYPE_CHECKING:
    from bot.lines.signal_groups import SignalGroups
    from bot.transports.signal.transport import SignalTransport

PaceOf: TypeAlias = Callable[[Transport, Settings, datetime], Pace]
"""How fast a line may send; the moment: until when somebody else may have sent on it (aware UTC)."""


def platforms_pace(transport: Transport, settings: Settings, since: datetime) -> Pace:
    """Return the pace that the platform allows, from an empty bucket."""
    if transport.name == "signal":
        return SignalPace(since, timedelta(seconds=settings.signal_pace))
    return TelegramPace(since)


@dataclass(frozen=True)
class Tools:
    """What one line is run with while we hold its lease: transport, courier, Signal group sync."""

    transport: Transport
    courier: Courier
    groups: "SignalGroups | TelegramGroups"
    others: Sequence[Service]
    """Services that run beside courier and groups."""


@dataclass(frozen=True, kw_only=True)
class LineFactory:
    """The factory of transports and tools, with what all lines of a run share."""

    settings: Settings
    store: Store
    work: UnitOfWorkFactory
    network: Network
    clock: Clock
    transport_of: TransportOf
    watch: LineHealthMonitor
    fetched: Fetched
    """Hears what became of each photo, film or voice note."""
    wake: Callable[[], None]
    """Wakes every courier: something may have been posted."""
    answered: Callable[[], None]
    """Wakes couriers and scheduler: something may have been posted, and a deadline set."""
    deadline_set: Callable[[], None]
    """Called when outcomes were written that set a deadline."""
    post_box_of: Callable[[int], Backlog]
    """Gives a line's backlog, where the receiver leaves what Signal's bridge posted."""
    pace_of: PaceOf = platforms_pace

    def knows(self, account: LineAccount) -> bool:
        """Return whether this instance has what it takes to work that line."""
        return has_settings(self.settings, account)

    def transport(self, account: LineAccount) -> Transport:
        """Make a line's transport, not connected yet."""
        if account.transport == "signal":
            return self._signal(account)
        return TelegramTransport(
            account.line_id,
            telegram_token(self.settings, account) or "",
            self.settings.telegram_base_url,
            self.clock.now,
            commands=menu(self.network),
        )

    def _signal(self, account: LineAccount) -> "SignalTransport":
        # Loaded only here: a network without a Signal number starts without it.
        from bot.transports.signal.transport import SignalTransport

        signal = SignalTransport(
            account.line_id,
            self.settings.signal_service or "",
            account.account,
            self.clock.now,
            heard_at=account.heard_at,
            profile_name=self.network.name,
        )
        signal.backlog = self.post_box_of(account.line_id)
        return signal

    def tools(self, account: LineAccount, lease: Lease) -> Tools:
        """Make everything that one line is run with until the lease ends."""
        transport = self.transport(account)
        resources = CourierResources(
            store=self.store,
            words=reader_locales(self.network),
            languages=self.network.languages,
            now=self.clock.now,
            lease=lease,
            transport_of=self.transport_of,
            rerouted=self.wake,
            deadline_set=self.deadline_set,
            sent=self.watch.sent,
            fetched=self.fetched,
        )
        self.watch.watch(transport)
        # Who had the line before may have sent until now; before a run of our own, until that began.
        since = self.clock.begun if lease.hold is None else self.clock.now()
        courier = Courier(resources, transport, self.pace_of(transport, self.settings, since))
        if isinstance(transport, TelegramTransport):
            keeper = TelegramGroups(
                self.work,
                account.line_id,
                transport.administration,
                GroupCallGate(self.work, self.clock.now, lease.holds),
                self.clock.now,
                posted=self.answered,
            )
            return Tools(transport, courier, keeper, ())
        # Loaded only here, as what hears and sends on Signal is.
        from bot.lines.signal_groups import SignalGroups

        signal = cast("SignalTransport", transport)
        groups = SignalGroups(self.store, signal, reader_locales(self.network), lease, self.clock.now)
        timers = MessageTimers(self.store, signal, lease, self.clock.now)
        return Tools(transport, courier, groups, (HeardAtRecorder(self.store, signal), timers))


def menu(network: Network) -> dict[str, Sequence[tuple[str, str]]]:
    """List name and description of each command by language, in the order in which Telegram's app shows them."""
    return {
        code: [
            (name_in(command, code), ReaderLocale(code, network.zone).text(Text(f"command.{command}")))
            for command in ROUTER.commands
        ]
        for code in network.languages
    }
