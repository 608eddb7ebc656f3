"""What a series came to: inputs by kind, and each finding once."""

import time
from collections import Counter
from dataclasses import asdict, dataclass, field
from typing import Any

from bot.fuzz.finding import Finding
from bot.fuzz.input_source import Burst
from bot.fuzz.series import FuzzPlan


@dataclass
class FuzzReport:
    """The counts and findings of one series so far."""

    plan: FuzzPlan
    kinds: Counter[str] = field(default_factory=Counter)
    mutated: int = 0
    posted: int = 0
    networks: int = 0
    findings: dict[tuple[str, str], Finding] = field(default_factory=dict)
    """The first of each sort."""
    times: Counter[tuple[str, str]] = field(default_factory=Counter)
    inputs: list[dict[str, Any]] = field(default_factory=list)
    """The bursts that the findings followed, whole; everybody and everything in them is invented."""
    _begun: float = field(default_factory=time.process_time)

    def add(self, burst: Burst, findings: list[Finding]) -> list[Finding]:
        """Count a burst and what came of it; return the findings of a sort that is new."""
        self.kinds.update(burst.kinds)
        self.mutated += sum(one.mutations > 0 for one in burst.inputs)
        self.posted += len(burst.inputs) if burst.posted else 0
        self.networks += not burst.inputs
        fresh = []
        for one in findings:
            sort = (one.fault.value, one.what)
            self.times[sort] += 1
            if sort not in self.findings:
                self.findings[sort] = one
                fresh.append(one)
        if fresh:
            said = [{"number": one.number, "kind": one.kind, "payload": one.payload} for one in burst.inputs]
            self.inputs.append({"findings": [asdict(one) for one in fresh], "posted": burst.posted, "inputs": said})
        return fresh

    @property
    def held(self) -> bool:
        """Whether nothing was found."""
        return not self.findings

    def lines(self) -> list[str]:
        """Format the totals, then each sort of finding with how often it came."""
        found = [f"{self.times[sort]:6}  {one.line(self.plan.seed)}" for sort, one in self.findings.items()]
        total = sum(self.kinds.values())
        head = (
            f"{total} inputs on {self.networks} networks, {self.mutated} of them mutated, {self.posted} by the receiver"
            f", {time.process_time() - self._begun:.0f} s of CPU"
        )
        return [head, *(found or ["nothing found"])]

    def as_json(self) -> dict[str, Any]:
        """Collect everything but the inputs as a JSON object."""
        return {
            "seed": self.plan.seed,
            "count": sum(self.kinds.values()),
            "networks": self.networks,
            "mutated": self.mutated,
            "by the receiver": self.posted,
            "seconds of CPU": round(time.process_time() - self._begun, 1),
            "kinds": dict(sorted(self.kinds.items())),
            "findings": [asdict(one) | {"times": self.times[sort]} for sort, one in self.findings.items()],
        }
