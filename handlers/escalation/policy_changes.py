"""A coordinator changes what their town does when nobody takes a report: one tap for what, one for when."""

from dataclasses import replace
from datetime import timedelta

from alerts.escalation.policy import EscalationPolicy, EscalationStep
from alerts.escalation.policy_words import span
from alerts.escalation.setting_policy import STEP_CHOICES, set_policy, with_steps
from alerts.escalation.taps import AddStep, ChooseStep, DropStep, SetEvery, SetNewStep, SetStep, UseUsual
from alerts.escalation.town_policy import policy_of
from alerts.network.town import Town
from alerts.notices import Choice, Notice, text
from alerts.work.refused import Refused
from handlers.core.coordinated_town import coordinated_town
from handlers.core.turn import Turn
from handlers.escalation.policy_page import policy_notice


async def choose_step(turn: Turn, tap: ChooseStep) -> None:
    """Ask when this step shall come, or whether it goes."""
    found = await _step(turn, tap.town, tap.step)
    if found is None:
        return
    town, kept = found
    whom = kept.steps[tap.step].whom
    rows: list[tuple[Choice, ...]] = [
        (SetStep(town.id, tap.step, _seconds(after)).choice(text("choice.escalation.when", when=span(after))),)
        for after in STEP_CHOICES
        if after != kept.steps[tap.step].after
    ]
    rows.append((DropStep(town.id, tap.step).choice(text("choice.escalation.drop")),))
    asked = text("escalation.when", whom=text(f"escalation.whom.{whom}"))
    await turn.reply(Notice(parts=(asked,)).with_choices(*rows))


async def set_step(turn: Turn, tap: SetStep) -> None:
    """Let it come then."""
    found = await _step(turn, tap.town, tap.step)
    if found is not None:
        town, kept = found
        moved = replace(kept.steps[tap.step], after=timedelta(seconds=tap.seconds))
        steps = [moved if number == tap.step else step for number, step in enumerate(kept.steps)]
        await _keep(turn, town, with_steps(kept, steps))


async def drop_step(turn: Turn, tap: DropStep) -> None:
    """Leave it out."""
    found = await _step(turn, tap.town, tap.step)
    if found is not None:
        town, kept = found
        await _keep(turn, town, with_steps(kept, [one for n, one in enumerate(kept.steps) if n != tap.step]))


async def add_step(turn: Turn, tap: AddStep) -> None:
    """Ask when these people shall be rung."""
    town = await coordinated_town(turn, tap.town)
    if town is not None:
        rows = [
            (SetNewStep(town.id, tap.whom, _seconds(after)).choice(text("choice.escalation.when", when=span(after))),)
            for after in STEP_CHOICES
        ]
        asked = text("escalation.when", whom=text(f"escalation.whom.{tap.whom}"))
        await turn.reply(Notice(parts=(asked,)).with_choices(*rows))


async def set_new_step(turn: Turn, tap: SetNewStep) -> None:
    """Ring them then, besides."""
    town = await coordinated_town(turn, tap.town)
    if town is not None:
        kept = await policy_of(turn.uow, town.id)
        added = EscalationStep(after=timedelta(seconds=tap.seconds), whom=tap.whom)
        await _keep(turn, town, with_steps(kept, [*kept.steps, added]))


async def set_every(turn: Turn, tap: SetEvery) -> None:
    """Ring everybody so often after the last step."""
    town = await coordinated_town(turn, tap.town)
    if town is not None:
        kept = await policy_of(turn.uow, town.id)
        await _keep(turn, town, replace(kept, every=timedelta(seconds=tap.seconds)))


async def use_usual(turn: Turn, tap: UseUsual) -> None:
    """Do the usual again."""
    town = await coordinated_town(turn, tap.town)
    if town is not None:
        await _keep(turn, town, None)


async def _step(turn: Turn, town_id: int, number: int) -> tuple[Town, EscalationPolicy] | None:
    """Return the town and its policy; None, with an answer, where that step is not there any more."""
    town = await coordinated_town(turn, town_id)
    if town is None:
        return None
    kept = await policy_of(turn.uow, town.id)
    if 0 <= number < len(kept.steps):
        return town, kept
    await turn.acknowledge(text("refused.changed"))
    return None


async def _keep(turn: Turn, town: Town, policy: EscalationPolicy | None) -> None:
    kept = await set_policy(turn.uow, turn.now, town.id, policy, turn.person)
    if isinstance(kept, Refused):
        await turn.acknowledge(kept)
        return
    await turn.acknowledge(text("toast.escalation.kept"))
    await turn.reply(policy_notice(town, kept))


def _seconds(span: timedelta) -> int:
    return int(span.total_seconds())
