"""The steps by which more and more people are rung while nobody takes an incident."""

from dataclasses import dataclass
from datetime import timedelta

from alerts.incidents.escalations import FIRST_STEP, Rung


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
    """After the last step everybody is rung again so often, until somebody takes it or it lapses."""

    def after(self, number: int) -> timedelta:
        """Return how long after the opening the step of this number comes; 0 is the first."""
        beyond = number - len(self.steps) + 1
        return self.steps[number].after if beyond <= 0 else self.steps[-1].after + beyond * self.every

    def steps_by(self, waited: timedelta) -> int:
        """Return how many steps are taken by so long after the opening."""
        taken = sum(step.after <= waited for step in self.steps)
        return taken if taken < len(self.steps) else taken + (waited - self.steps[-1].after) // self.every

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
