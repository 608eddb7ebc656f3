"""What a line has room for: how much may be claimed, and when it is worth looking again."""

from datetime import datetime, timedelta

from bot.outbound.circuit_breaker import CircuitBreaker
from bot.outbound.flood_probe import FloodProbe
from bot.outbound.rate_limits import Pace
from bot.outbound.rendering import Renderer
from bot.outbound.resources import CourierResources
from bot.transports.base import Limits, Transport
from storage.outbox.claimed import SIGNAL_EDIT_AGE, ClaimOrder, PlatformTraits

CLEANUPS_AT_ONCE = 5
"""Of the window: an alert that begins finds the rest of it free (our choice)."""
_LOOK = timedelta(seconds=1)
"""Until the next look where something is due and what keeps it isn't known to us."""


class Capacity:
    """The bounds of what one line may claim: its window, its pace and its circuit breaker."""

    def __init__(
        self,
        resources: CourierResources,
        transport: Transport,
        renderer: Renderer,
        pace: Pace,
        breaker: CircuitBreaker,
        probe: FloodProbe,
    ) -> None:
        self._resources = resources
        self._line_id = transport.line_id
        self._traits = traits_of(transport.limits)
        self._renderer = renderer
        self._pace = pace
        self._breaker = breaker
        self._probe = probe

    def order(
        self, now: datetime, *, claims: int, held_back: int, anybodys: int, cleanups: int, stopping: bool
    ) -> ClaimOrder:
        """Say which deliveries may be claimed now (aware UTC).

        `claims`: how many are claimed already; `held_back`: how many of them wait for the pace of direct messages;
        `anybodys`: how many of those that wait are answers to anybody; `cleanups`: how many of the claims only change
        what is over.
        """
        held, part = self._pace.held(now), self._pace.anybodys(now)
        busy = self._pace.busy(now)
        idle = stopping or self._pace.paused(now) > now
        # A platform that is down, or makes all wait, is asked with one message at a time whether that is over.
        window = 1 if self._breaker.down or self._probe.asking else self._resources.window
        return ClaimOrder(
            line_id=self._line_id,
            now=now,
            boot=self._resources.lease.boot,
            today=self._renderer.today(now),
            habits=self._traits,
            limit=0 if idle else window - claims,
            held=None if held is None else max(0, held - held_back),
            busy_contacts=frozenset(chat for group, chat in busy if not group),
            busy_groups=frozenset(chat for group, chat in busy if group),
            leads_wait=frozenset(self._pace.leads_wait(now)),
            cleanups=max(0, CLEANUPS_AT_ONCE - cleanups),
            anybody=None if part is None else max(0, part - anybodys),
        )

    def next_look(self, now: datetime, next_due: datetime | None, claims: int) -> datetime | None:
        """Return when to look into the outbox again; None: at the next ring.

        `next_due`: when something unclaimed may go, None for nothing; `claims`: how many are not recorded yet.
        """
        if next_due is None:
            return None
        moment = max(next_due, self._pace.paused(now))
        if moment > now:
            return moment
        if claims >= self._resources.window:
            # Whatever ends next rings.
            return None
        # Due and not claimed: its chat or its class is closed, or the message before it waits.
        waits = (*self._pace.busy(now).values(), *self._pace.leads_wait(now).values(), self._pace.opens(now))
        closed = [at for at in waits if at > now]
        return min([*closed, now + _LOOK])


def traits_of(limits: Limits) -> PlatformTraits:
    """Return how a platform wants to be used: one without buttons (Signal) is spared edits for counts, and forgets."""
    if limits.buttons:
        return PlatformTraits(numbered=False, major_only=False, edits=limits.edits)
    return PlatformTraits(numbered=True, major_only=True, edits=limits.edits, edit_age=SIGNAL_EDIT_AGE)
