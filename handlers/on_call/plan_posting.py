"""The plan of a day or a week, posted in a group of the town by tap."""

from alerts.notices import Choice, Notice, text
from alerts.on_call import plan_posting
from alerts.on_call.plan_posting import SPANS
from alerts.on_call.plan_taps import DropShiftPlan
from alerts.on_call.posting_taps import AskToPostPlan, ChoosePlanGroup, ChoosePlanSpan, PostPlan
from alerts.people.naming import called
from alerts.work.refused import Refused
from handlers.core.turn import Turn

GROUPS = 12
"""Groups in one message; a town has one or two."""
TITLE = 24
"""Characters of a group's name on a button."""


async def choose_group(turn: Turn, _: ChoosePlanGroup) -> None:
    """Ask in which group."""
    groups = (await plan_posting.groups_for_plan(turn.uow, turn.person))[:GROUPS]
    rows = [(ChoosePlanSpan(one.id).choice(text("choice.name", name=called(one.title, TITLE))),) for one in groups]
    await turn.reply(Notice.of("on_call.post.where" if rows else "on_call.post.none").with_choices(*rows))


async def choose_span(turn: Turn, tap: ChoosePlanSpan) -> None:
    """Ask of how many days."""
    group = await plan_posting.group_for_plan(turn.uow, tap.group, turn.person)
    if isinstance(group, Refused):
        await turn.acknowledge(group)
        return
    spans = tuple(AskToPostPlan(group.id, days).choice(text(f"choice.on_call.plan.{days}")) for days in SPANS)
    await turn.reply(Notice.of("on_call.post.which").with_choices(spans, _drop()))


async def ask(turn: Turn, tap: AskToPostPlan) -> None:
    """Post it; where the community reads the group, show it first and ask whether that is meant."""
    group = await plan_posting.group_for_plan(turn.uow, tap.group, turn.person)
    if isinstance(group, Refused):
        await turn.acknowledge(group)
        return
    if not plan_posting.is_public(group):
        await post(turn, PostPlan(tap.group, tap.days))
        return
    lines = await plan_posting.plan_to_post(turn.uow, turn.now, group, tap.days)
    sure = text("on_call.post.sure", title=called(group.title, TITLE))
    yes = (PostPlan(group.id, tap.days).choice(text("choice.on_call.post_it")),)
    shown = Notice(parts=(sure, *lines[: plan_posting.LINES]), internal=True)
    await turn.reply(shown.with_choices(yes, _drop()))


async def post(turn: Turn, tap: PostPlan) -> None:
    """Post it."""
    await turn.acknowledge(await plan_posting.post_plan(turn.uow, turn.now, tap.group, tap.days, turn.person))


def _drop() -> tuple[Choice, ...]:
    return (DropShiftPlan().choice(text("choice.on_call.drop")),)
