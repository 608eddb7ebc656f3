"""What the evidence of a round amounts to, and whether the goals hold; nothing here reads or waits."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from bot.crash.evidence import SIGNAL, TELEGRAM, DeafTime, Evidence, ShownWords

ATTACHED_WITHIN = 2.0
"""Seconds from the start within which Signal must be heard again."""
TAKEN_OVER_WITHIN = 10.0
"""Seconds from a kill or a freeze within which another instance must hear Signal."""


class ReceiverMode(Enum):
    """Whether a receiver runs beside the program, and whether it is killed too."""

    NONE = "none"
    LIVES = "lives"
    DIES = "dies"
    """The receiver is killed too."""


@dataclass(frozen=True, kw_only=True)
class RoundCounts:
    """The figures of one round."""

    kills: int
    alerts: int
    alerts_lost: int
    telegram_reports: int
    telegram_reports_lost: int
    """Those never answered, or never kept."""
    signal_reports: int
    signal_reports_lost: int
    """Those that nobody heard, or whose commit the kill prevented: Signal does not send again."""
    signal_reports_untold: int
    """Of these, those outside every deaf window that was written down."""
    reports_lost_after_commit: int
    reports_twice: int
    """Those kept twice, or answered anew instead of once more."""
    deadlines: int
    deadlines_lost: int
    deadlines_twice: int
    repeats: dict[str, int]
    """By line: how many messages reached somebody who had them already."""
    repeats_unmarked: int
    answers_repeated: int
    """Of the repeats, those that answer a report."""
    marked_first: int
    """Messages marked as a repeat, though they were the first to arrive."""
    claimed: dict[str, int]
    windows: int
    """Deaf windows that were written down."""
    windows_missing: int
    """Kills that no written-down window covers."""
    windows_untold: int
    """Windows of which the desk got no note."""
    stretched: float
    """Seconds from where a window begins to its first kill, at most."""
    attach: float
    """Seconds from the last start until Signal was heard."""
    stuck: int
    """1 where the story did not end, or something was left to do."""
    thaws: int
    """Of the kills, those that froze an instance which went on later."""


@dataclass(frozen=True, kw_only=True)
class Goal:
    """One figure that must not be greater than its bound."""

    name: str
    value: float
    bound: float

    @property
    def held(self) -> bool:
        """Whether the goal is met."""
        return self.value <= self.bound


def counts(evidence: Evidence, answer: str) -> RoundCounts:
    """Count what a round lost and repeated. `answer`: a part of the text that answers a report."""
    telegram = [report for report in evidence.reports if report.line == TELEGRAM]
    signal = [report for report in evidence.reports if report.line == SIGNAL]
    unheard = [report for report in signal if report.lost]
    repeated = list(_repeated(evidence.messages))
    anew = _anew_after_thaw if evidence.thawed else _anew
    return RoundCounts(
        kills=len(evidence.kills),
        alerts=len(evidence.audience),
        alerts_lost=len(evidence.audience - evidence.alerted),
        telegram_reports=len(telegram),
        telegram_reports_lost=sum(report.lost for report in telegram),
        signal_reports=len(signal),
        signal_reports_lost=len(unheard),
        signal_reports_untold=sum(not any(w.covers(report.at) for w in evidence.windows) for report in unheard),
        reports_lost_after_commit=sum(report.committed and report.lost for report in evidence.reports),
        reports_twice=sum(report.kept > 1 or anew(report.answers) for report in evidence.reports),
        deadlines=len(evidence.deadlines),
        deadlines_lost=sum(not (deadline.fired and deadline.heard) for deadline in evidence.deadlines),
        deadlines_twice=sum(deadline.fired > 1 or anew(deadline.heard) for deadline in evidence.deadlines),
        repeats=dict(Counter(message.line for message in repeated)),
        repeats_unmarked=sum(not message.marked for message in repeated),
        answers_repeated=sum(answer in message.words for message in repeated),
        marked_first=sum(message.marked for message in evidence.messages) - sum(m.marked for m in repeated),
        claimed=dict(evidence.claimed),
        windows=len(evidence.windows),
        windows_missing=sum(not any(w.covers(kill) for w in evidence.windows) for kill in evidence.kills),
        windows_untold=_untold(evidence),
        stretched=max((_early(window, evidence.kills) for window in evidence.windows), default=0.0),
        attach=_seconds(evidence.attach),
        stuck=int(evidence.stuck or evidence.left > 0),
        thaws=len(evidence.kills) if evidence.thawed else 0,
    )


def _repeated(messages: Sequence[ShownWords]) -> list[ShownWords]:
    """List every message whose reader had one already that says the same."""
    seen: set[tuple[int, str]] = set()
    repeated = []
    for message in messages:
        key = (message.reader, message.words)
        if key in seen:
            repeated.append(message)
        seen.add(key)
    return repeated


def _early(window: DeafTime, kills: Sequence[datetime]) -> float:
    return _seconds(min((kill for kill in kills if window.covers(kill)), default=window.since) - window.since)


def _anew(copies: Sequence[bool]) -> bool:
    """Tell whether something was done a second time: a mere repeat of the message is marked."""
    return not all(copies[1:])


def _anew_after_thaw(copies: Sequence[bool]) -> bool:
    """Tell whether something was done a second time, where one copy without the mark may come last.

    That one was under way from the frozen instance; a second copy without the mark was made anew.
    """
    return copies.count(False) > 1


def goals(rounds: Sequence[RoundCounts], window: int, receiver: ReceiverMode = ReceiverMode.NONE) -> list[Goal]:
    """List what must hold on any machine. `window`: how many messages a line may have under way at once.

    What a frozen instance had under way arrives after its repeat, and without a mark: at most its window.
    """

    def total(name: str) -> int:
        return sum(getattr(one, name) for one in rounds)

    most = max((repeats / one.kills for one in rounds for repeats in one.repeats.values()), default=0)
    return [
        Goal(name="alerts lost", value=total("alerts_lost"), bound=0),
        Goal(name="Telegram reports lost", value=total("telegram_reports_lost"), bound=0),
        Goal(name="reports lost after the commit", value=total("reports_lost_after_commit"), bound=0),
        Goal(name="reports taken twice", value=total("reports_twice"), bound=0),
        Goal(name="Signal reports lost, and not told", value=total("signal_reports_untold"), bound=0),
        Goal(name="deadlines lost", value=total("deadlines_lost"), bound=0),
        Goal(name="deadlines fired twice", value=total("deadlines_twice"), bound=0),
        Goal(name="repeats without the mark", value=total("repeats_unmarked"), bound=window * total("thaws")),
        Goal(name="most repeats on a line after one kill", value=most, bound=window),
        *_heard(total, receiver),
        Goal(name="deaf windows not told to the desk", value=total("windows_untold"), bound=0),
        Goal(name="rounds that did not come to rest", value=total("stuck"), bound=0),
    ]


def _heard(total: Callable[[str], int], receiver: ReceiverMode) -> list[Goal]:
    """List the goals of hearing Signal, which depend on the receiver.

    A bot alone writes down each gap; a receiver that lives leaves none; one that dies leaves its own.
    """
    if receiver is ReceiverMode.NONE:
        return [Goal(name="deaf windows not written down", value=total("windows_missing"), bound=0)]
    if receiver is ReceiverMode.DIES:
        return []
    return [
        Goal(name="Signal reports lost", value=total("signal_reports_lost"), bound=0),
        Goal(name="deaf windows, though the receiver was up", value=total("windows"), bound=0),
    ]


def slowest(rounds: Sequence[RoundCounts], *, takeover: bool = False) -> Goal:
    """Make the one goal that depends on the machine: the slowest start, or takeover, until Signal was heard."""
    most = max((one.attach for one in rounds), default=0.0)
    if takeover:
        return Goal(name="seconds until another instance heard Signal", value=round(most, 2), bound=TAKEN_OVER_WITHIN)
    return Goal(name="seconds from the start to hearing Signal", value=round(most, 2), bound=ATTACHED_WITHIN)


def _seconds(span: timedelta) -> float:
    return round(span.total_seconds(), 3)


def _untold(evidence: Evidence) -> int:
    """Count the deaf windows that the desk was not told of, and of which no deadline will tell it."""
    untold = max(0, len(evidence.windows) - evidence.told)
    return 0 if evidence.told and evidence.told_later else untold
