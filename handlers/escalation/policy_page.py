"""/escalation: what a town does when nobody takes a report, as sentences, with a tap to change each."""

from alerts.escalation.policy import USUAL_POLICY, EscalationPolicy
from alerts.escalation.policy_words import sentences, span
from alerts.escalation.setting_policy import EVERY_CHOICES
from alerts.escalation.taps import AddStep, ChooseStep, SetEvery, ShowPolicy, UseUsual
from alerts.escalation.town_policy import policy_of
from alerts.incidents.escalations import Rung
from alerts.network.coordinated_towns import coordinated_towns
from alerts.network.town import Town
from alerts.notices import Choice, Notice, Text, text
from handlers.core.coordinated_town import coordinated_town
from handlers.core.turn import Turn

PAGE = 12
"""Towns in one message."""
OFFERED = (Rung.ON_DUTY, Rung.DISPATCHERS, Rung.COORDINATORS)
"""Whom a step may ring."""


async def policy(turn: Turn, rest: str) -> None:
    """Answer /escalation, alone or with a town's name."""
    mine = coordinated_towns(turn.network, turn.person)
    asked = turn.network.named(rest)
    if asked is not None and asked in mine:
        mine = [asked]
    if len(mine) == 1:
        await _show(turn, mine[0])
        return
    for place in range(0, len(mine), PAGE):
        rows = [(ShowPolicy(town.id).choice(text("choice.name", name=town.name)),) for town in mine[place:][:PAGE]]
        await turn.reply(Notice.of("escalation.towns").with_choices(*rows))


async def show(turn: Turn, tap: ShowPolicy) -> None:
    """Show one town's."""
    town = await coordinated_town(turn, tap.town)
    if town is not None:
        await _show(turn, town)


async def _show(turn: Turn, town: Town) -> None:
    await turn.reply(policy_notice(town, await policy_of(turn.uow, town.id)))


def policy_notice(town: Town, kept: EscalationPolicy) -> Notice:
    """Return what this town does, with a tap to change each of it."""
    parts: tuple[Text, ...] = (text("escalation.policy", town=town.name), *sentences(kept))
    rows: list[tuple[Choice, ...]] = [
        (ChooseStep(town.id, number).choice(text("choice.escalation.step", when=span(step.after), n=number + 1)),)
        for number, step in enumerate(kept.steps)
    ]
    rows += [(AddStep(town.id, whom).choice(text(f"choice.escalation.add.{whom}")),) for whom in OFFERED]
    rows.append(
        tuple(
            SetEvery(town.id, int(every.total_seconds())).choice(text("choice.escalation.every", every=span(every)))
            for every in EVERY_CHOICES
            if every != kept.every
        )
    )
    if kept != USUAL_POLICY:
        rows.append((UseUsual(town.id).choice(text("choice.escalation.usual")),))
    return Notice(parts=parts).with_choices(*rows)
