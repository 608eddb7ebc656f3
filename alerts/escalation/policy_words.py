"""A policy as sentences, in the order in which it happens."""

from datetime import timedelta

from alerts.escalation.policy import EscalationPolicy
from alerts.notices import Text, text

_MINUTE = timedelta(minutes=1)


def sentences(policy: EscalationPolicy) -> list[Text]:
    """Return a sentence for each step, and one for what comes after the last."""
    steps = [
        text("escalation.step", when=span(step.after), whom=text(f"escalation.whom.{step.whom}"))
        for step in policy.steps
    ]
    return [*steps, text("escalation.then", every=span(policy.every))]


def span(time: timedelta) -> Text:
    """Return a span of time: in minutes where it is whole minutes, else in seconds."""
    if time % _MINUTE:
        return text("escalation.seconds", seconds=time // timedelta(seconds=1))
    return text("escalation.minutes", n=time // _MINUTE)
