"""The figures of a series of kills: plain columns for people, one JSON object for scripts."""

import os
import platform
import tomllib
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from statistics import median
from typing import Any

from bot.crash.evidence import SIGNAL, TELEGRAM, Evidence
from bot.crash.screen_facts import RECEIVED
from bot.crash.series import SeriesPlan
from bot.crash.verdict import Goal, RoundCounts, counts, goals, slowest
from bot.outbound.resources import CourierResources
from storage.database.sqlite_drivers import DriverOptions, choose_driver

OURS = "rebato"
PACKAGES = (OURS, "python-telegram-bot", "sqlalchemy", "sqlmodel", "aiohttp", "apscheduler")
WINDOW = CourierResources.window
"""How many messages a line may have under way at once, and so may say again after a kill."""
_COLUMNS = (
    ("kill", 5),
    ("when", 54),
    ("alerts lost", 12),
    ("reports lost", 13),
    ("deadlines lost/twice", 21),
    ("said again", 11),
    ("unmarked", 9),
    ("Signal after", 13),
    ("round", 8),
)


@dataclass
class CrashReport:
    """The rounds of one series so far, what was counted in each, and whether the goals hold."""

    plan: SeriesPlan
    rounds: list[tuple[Evidence, RoundCounts]] = field(default_factory=list)

    def add(self, evidence: Evidence) -> None:
        """Count one more round."""
        self.rounds.append((evidence, counts(evidence, RECEIVED)))

    @property
    def kills(self) -> int:
        """How many kills were counted so far."""
        return sum(one.kills for one in self._counts)

    @property
    def goals(self) -> list[Goal]:
        """The goals of this series, each with the value reached so far."""
        held = goals(self._counts, WINDOW, self.plan.beside)
        return [*held, slowest(self._counts, takeover=self.plan.instances > 1)]

    @property
    def held(self) -> bool:
        """Whether every goal holds."""
        return all(goal.held for goal in self.goals)

    @property
    def _counts(self) -> list[RoundCounts]:
        return [one for _, one in self.rounds]

    def row(self) -> str:
        """Format the newest round as a line of the table."""
        evidence, one = self.rounds[-1]
        return _row(
            str(self.kills),
            evidence.moment,
            f"{one.alerts_lost} of {one.alerts}",
            f"{one.telegram_reports_lost} of {one.telegram_reports}",
            f"{one.deadlines_lost}/{one.deadlines_twice} of {one.deadlines}",
            f"{one.repeats.get(TELEGRAM, 0)} + {one.repeats.get(SIGNAL, 0)}",
            str(one.repeats_unmarked),
            f"{one.attach:.2f} s",
            f"{evidence.seconds:.1f} s",
        )

    def summary(self) -> list[str]:
        """Format the totals of the whole series, then each goal."""
        lines = [f"{name:50} {value}" for name, value in self._totals().items()]
        lines += ["", *(f"{'held  ' if goal.held else 'MISSED'}  {_told(goal)}" for goal in self.goals)]
        return lines

    def as_json(self) -> dict[str, Any]:
        """Collect everything as a JSON object; no name of a person is in it."""
        return {
            "versions": {"python": platform.python_version()} | {name: _version(name) for name in PACKAGES},
            "machine": {"system": platform.system(), "processor": platform.machine(), "cpus": os.cpu_count()},
            "database": _database(self.plan.database),
            "seed": self.plan.seed,
            "people": self.plan.people,
            "receiver": self.plan.beside.value,
            "instances": self.plan.instances,
            "frozen": self.plan.freeze,
            "kills": self.kills,
            "window": WINDOW,
            "held": self.held,
            "goals": [asdict(goal) | {"held": goal.held} for goal in self.goals],
            "totals": self._totals(),
            "rounds": [
                {"moment": evidence.moment, "seconds": evidence.seconds} | asdict(one) for evidence, one in self.rounds
            ],
        }

    def _totals(self) -> dict[str, float]:
        found = self._counts
        attach = [one.attach for one in found]
        repeats = [repeats for one in found for repeats in one.repeats.values()]
        return {
            "alerts sent": _sum(found, "alerts"),
            "reports on Telegram": _sum(found, "telegram_reports"),
            "reports on Signal": _sum(found, "signal_reports"),
            "reports on Signal lost": _sum(found, "signal_reports_lost"),
            "deaf windows written down": _sum(found, "windows"),
            "deadlines passed": _sum(found, "deadlines"),
            "marked as under way at a kill": sum(sum(one.claimed.values()) for one in found),
            "said again": sum(repeats),
            "of these, answers to reports": _sum(found, "answers_repeated"),
            "marked as a repeat, and the first to arrive": _sum(found, "marked_first"),
            "seconds that a deaf window was told too long": max((one.stretched for one in found), default=0.0),
            "seconds from the start to Signal, median": round(median(attach), 2) if attach else 0.0,
            "seconds a round, median": round(median([e.seconds for e, _ in self.rounds] or [0.0]), 2),
        }


def heading() -> list[str]:
    """Format the head of the table: the columns' names, and a rule below."""
    return [_row(*(name for name, _ in _COLUMNS)), _row(*("-" * (width - 2) for _, width in _COLUMNS))]


def _row(*cells: str) -> str:
    return "".join(f"{cell:{width}}" for cell, (_, width) in zip(cells, _COLUMNS, strict=True)).rstrip()


def _told(goal: Goal) -> str:
    return f"{goal.name:46} {goal.value:g}, at most {goal.bound:g}"


def _sum(found: Sequence[RoundCounts], name: str) -> int:
    return sum(getattr(one, name) for one in found)


def _database(url: str | None) -> str:
    """Name the kind of the database only: its address may hold a password."""
    return url.partition(":")[0] if url else f"sqlite, {choose_driver(DriverOptions.BEST).name}"


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return _declared() if package == OURS else "not installed"


def _declared() -> str:
    """Read our version from pyproject.toml: a checkout that is not installed has no metadata."""
    file = Path(__file__).parents[2] / "pyproject.toml"
    return str(tomllib.loads(file.read_text(encoding="utf-8"))["project"]["version"])
