"""What follows on a line from the outcome of each send: a verdict to write down, and pauses."""

from datetime import datetime, timedelta

import structlog

from alerts.notices import CLEANUPS
from bot.outbound.circuit_breaker import CircuitBreaker
from bot.outbound.flood_probe import FloodProbe
from bot.outbound.ledger import OutboxLedger
from bot.outbound.rate_limits import Pace
from bot.outbound.resources import CourierResources
from bot.outbound.retry_policy import decide
from bot.transports.base import (
    AuthDead,
    Delivered,
    NeedsChallenge,
    NotModified,
    Outcome,
    Rejected,
    RetryAfter,
    Transient,
    Unknown,
)
from storage.outbox.claimed import Claimed
from storage.outbox.delivery_fate import Fate, Verdict

log = structlog.get_logger()

_OF_THE_LINE = (AuthDead, NeedsChallenge, RetryAfter, Transient, Unknown)
"""Outcomes of an edit or deletion that say something of the line: what a chat refuses then, nobody has to mend."""


class OutcomeHandler:
    """Where each claim of one line ends: its verdict goes to the ledger, and the line pauses where it must."""

    def __init__(
        self,
        resources: CourierResources,
        line_id: int,
        pace: Pace,
        breaker: CircuitBreaker,
        probe: FloodProbe,
        ledger: OutboxLedger,
    ) -> None:
        self._resources = resources
        self._line_id = line_id
        self._pace = pace
        self._breaker = breaker
        self._probe = probe
        self._ledger = ledger

    def release(self, claimed: Claimed) -> None:
        """Let what was never tried go back into the queue."""
        self._ledger.add(Verdict(claimed=claimed, fate=Fate.RELEASED))

    def conclude(self, claimed: Claimed, outcome: Outcome, now: datetime, begun: datetime | None = None) -> None:
        """Decide what becomes of this delivery, and pause its chat or the line where the outcome asks for it.

        `now`: when the outcome came; `begun`: when the send began, None for what was never sent (both aware UTC).
        """
        verdict = decide(claimed, outcome, now, others=self._breaker.others_got_through_since(claimed.delivery_id))
        self._ledger.add(verdict)
        gave_up = isinstance(outcome, Transient) and verdict.fate is Fate.FAILED
        if claimed.notice.kind not in CLEANUPS or isinstance(outcome, _OF_THE_LINE):
            self._resources.sent(self._line_id, claimed, Rejected(verdict.failure) if gave_up else outcome)
        if not isinstance(outcome, Delivered | NotModified):
            name, why = type(outcome).__name__.lower(), str(getattr(outcome, "why", "")).replace(" ", "_") or None
            log.warning("courier.outcome", line=self._line_id, delivery=claimed.delivery_id, outcome=name, why=why)
        if verdict.chat_until is not None:
            self._pace.pause(verdict.chat_until, claimed.chat_key)
        if isinstance(outcome, Delivered) and begun is not None:
            self._breaker.arrived(begun)
        self._pause_line(claimed, outcome, verdict.line_until, now)

    def _pause_line(self, claimed: Claimed, outcome: Outcome, until: datetime | None, now: datetime) -> None:
        """Pause the line where the platform asks for it, seems to ask it of everybody, or answers nobody."""
        if not isinstance(outcome, Transient):
            self._breaker.answered(claimed.delivery_id)
        elif self._pace.paused(now) <= now:
            self._breaker.failed(claimed.delivery_id, now)
            if self._breaker.down:
                until = now + timedelta(seconds=self._breaker.seconds_until_next_try())
        if isinstance(outcome, RetryAfter) and outcome.guessed:
            # Of those that were on their way together the first one counts.
            if self._pace.paused(now) <= now:
                until = now + timedelta(seconds=self._probe.refused())
        elif isinstance(outcome, Delivered | NotModified):
            self._probe.through()
        if until is not None:
            log.warning("courier.paused", line=self._line_id)
            self._pace.pause(until)
