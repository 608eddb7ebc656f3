"""The rules of escalation: each step at its time, none twice, and never an end."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from alerts.escalation.escalating import steps_taken
from alerts.escalation.policy import LATER_EVERY, OFTEN_FOR, USUAL_POLICY, EscalationPolicy, EscalationStep
from alerts.escalation.setting_policy import STEP_CHOICES, why_not, with_steps
from alerts.incidents.escalations import EscalationProgress, Rung

OPENED = datetime(2026, 11, 1, 5, 2, tzinfo=UTC)
"""In the night in which clocks go back: only moments count."""
policies = st.builds(
    lambda steps, every: with_steps(EscalationPolicy(steps=(), every=every), steps),
    st.lists(
        st.builds(
            lambda after, whom: EscalationStep(after=after, whom=whom),
            st.sampled_from(STEP_CHOICES),
            st.sampled_from([Rung.ON_DUTY, Rung.DISPATCHERS, Rung.COORDINATORS]),
        ),
        min_size=1,
        max_size=6,
    ),
    st.integers(2, 10).map(lambda minutes: timedelta(minutes=minutes)),
)
waits = st.lists(st.integers(1, 2_000), min_size=1, max_size=30)


def test_the_usual_is_what_was_ordered() -> None:
    steps = [(int(step.after.total_seconds()), step.whom) for step in USUAL_POLICY.steps]
    assert steps == [(20, Rung.ON_DUTY), (40, Rung.ON_DUTY), (120, Rung.DISPATCHERS), (300, Rung.COORDINATORS)]
    assert USUAL_POLICY.every == timedelta(minutes=5)
    assert why_not(USUAL_POLICY) is None


@given(policies, waits)
def test_however_late_it_is_looked_at_each_step_is_taken_once_and_at_its_time(
    policy: EscalationPolicy, spans: list[int]
) -> None:
    progress, now, taken = EscalationProgress(since=OPENED), OPENED, 0
    for span in spans:
        now += timedelta(seconds=span)
        after = steps_taken(policy, progress, now)
        assert after.steps >= taken, "no step is taken back"
        assert all(policy.after(n) <= now - OPENED for n in range(progress.steps, after.steps)), "none too early"
        assert policy.after(after.steps) > now - OPENED, "none is left behind"
        taken, progress = after.steps, after


@given(policies, st.integers(0, 500))
def test_there_is_always_a_next_step_and_never_more_than_the_pause_away(policy: EscalationPolicy, number: int) -> None:
    pause = policy.after(number + 1) - policy.after(number)
    assert timedelta(0) <= pause
    if number >= len(policy.steps) - 1:
        assert pause in (policy.every, LATER_EVERY)
        assert pause == policy.every or policy.after(number) >= policy.steps[-1].after + OFTEN_FOR - policy.every
        assert policy.rung_by(number + 1, number + 2) == frozenset(step.whom for step in policy.steps)


@given(policies, st.integers(20, 1_000), st.integers(0, 1_000))
def test_what_is_raised_takes_a_step_at_once_and_the_others_follow_at_their_distance(
    policy: EscalationPolicy, seconds: int, before: int
) -> None:
    now = OPENED + timedelta(seconds=seconds + before)
    stood = steps_taken(policy, EscalationProgress(since=OPENED), OPENED + timedelta(seconds=seconds))
    raised = EscalationProgress(since=stood.since, steps=stood.steps, raised=True)
    after = steps_taken(policy, raised, now)
    assert after.steps > stood.steps
    assert not after.raised
    later = after.since + policy.after(after.steps)
    assert later >= now
    assert later - now <= policy.after(after.steps) - policy.after(after.steps - 1)
