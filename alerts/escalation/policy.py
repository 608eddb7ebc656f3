"""The steps by which more and more people are rung while nobody takes an incident."""

from dataclasses import dataclass
from datetime import timedelta

from alerts.incidents.escalations import FIRST_STEP, Rung

OFTEN_FOR = timedelta(hours=1)
"""So long after the last step everybody is rung as often as the policy says (our choice: no raid lasts longer)."""
LATER_EVERY = timedelta(hours=1)
"""And so often from then on: phones that ring every five minutes for days are muted (our choice)."""


@dataclass(frozen=True, kw_only=True)
class EscalationStep:
    """People who are rung so long after an incident was opened, if nobody has taken it by then."""

    after: timedelta
    whom: Rung


@dataclass(frozen=True, kw_only=True)
class EscalationPolicy:
    """What a town does when nobody takes an incident: its steps, and then everybody again and again."""

    steps: tuple[EscalationStep, ...]
    """The soonest first; at least one."""
    every: timedelta
    """After the last step everybody is rung again so often, later hourly, until somebody takes it or it lapses."""

    def after(self, number: int) -> timedelta:
        """Return how long after the opening the step of this number comes; 0 is the first."""
        beyond = number - len(self.steps) + 1
        if beyond <= 0:
            return self.steps[number].after
        often = min(beyond, self._often)
        return self.steps[-1].after + often * self.every + (beyond - often) * LATER_EVERY

    def steps_by(self, waited: timedelta) -> int:
        """Return how many steps are taken by so long after the opening."""
        taken = sum(step.after <= waited for step in self.steps)
        if taken < len(self.steps):
            return taken
        since = waited - self.steps[-1].after
        often = min(since // self.every, self._often)
        return taken + often + max(timedelta(0), since - self._often * self.every) // LATER_EVERY

    @property
    def _often(self) -> int:
        return OFTEN_FOR // self.every

    def rung_by(self, first: int, end: int) -> frozenset[Rung]:
        """Return whom the steps from `first` until before `end` ring together."""
        if end > len(self.steps):
            return frozenset(step.whom for step in self.steps)
        return frozenset(step.whom for step in self.steps[first:end])


USUAL_POLICY = EscalationPolicy(
    steps=(
        EscalationStep(after=FIRST_STEP, whom=Rung.ON_DUTY),
        EscalationStep(after=timedelta(seconds=40), whom=Rung.ON_DUTY),
        EscalationStep(after=timedelta(minutes=2), whom=Rung.DISPATCHERS),
        EscalationStep(after=timedelta(minutes=5), whom=Rung.COORDINATORS),
    ),
    every=timedelta(minutes=5),
)
"""Where a town has said nothing else (set when this was ordered: a raid may last three minutes)."""
