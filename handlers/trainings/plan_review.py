"""A new training as it will be announced: nothing is, before a coordinator has seen it whole."""

from alerts.notices import BLANK, Notice, Quote, Text, text
from alerts.people.person import COORDINATOR
from alerts.trainings.planning import announce
from alerts.trainings.taps import AnnounceTraining, DropPlan, PlanTraining
from alerts.trainings.training import TrainingAudience, TrainingPlan
from alerts.trainings.training_times import LONGEST_PLACE
from alerts.trainings.training_words import town_words
from alerts.work.refused import Refused
from handlers.core.inbound import InboundKind
from handlers.core.turn import Turn
from handlers.incidents.limits import pleads
from handlers.trainings import training_page
from handlers.trainings.plan_questions import ask, drop, missing
from handlers.trainings.steps import AskedAboutTraining, ReviewingTraining, TrainingForm

WORDS = 3
"""Written instead of choosing, so few are a slip of the finger; more is something else that they write."""


async def begin(turn: Turn, _: PlanTraining) -> None:
    """Ask for the first thing about a new training."""
    await go_on(turn, TrainingForm())


async def go_on(turn: Turn, form: TrainingForm) -> None:
    """Ask what is not said yet, or show all of it."""
    field, form = missing(turn, form)
    if field is not None:
        await ask(turn, field, form)
    else:
        await _review(turn, form)


async def _review(turn: Turn, form: TrainingForm, *before: Text) -> None:
    plan = _plan(form)
    if plan is None:
        await go_on(turn, form)
        return
    await turn.enter(ReviewingTraining(form=form))
    line = text(
        f"trainings.line.{plan.audience}",
        at=plan.starts_at,
        town=town_words(turn.network, plan.town_id),
        language=text(f"language.{plan.language}"),
    )
    seen_by = text(f"trainings.seen_by.{plan.audience}")
    where = text("trainings.where", place=Quote(plan.place, LONGEST_PLACE))
    parts = (*before, text("trainings.review"), BLANK, line, where, text("trainings.places", n=plan.capacity), BLANK)
    announced = (AnnounceTraining().choice(text("choice.trainings.announce")),)
    anew = (PlanTraining().choice(text("choice.trainings.anew")),)
    await turn.reply(Notice(parts=(*parts, seen_by)).with_choices(announced, anew, drop()))


async def wait_for_choice(turn: Turn, step: ReviewingTraining) -> bool:
    """Show it once more to who wrote a word instead of choosing; anything longer is something else."""
    if turn.inbound.kind is not InboundKind.TEXT or pleads(turn):
        return False
    if not turn.person.has(COORDINATOR, step.form.town):
        await turn.leave()
        await turn.acknowledge(text("refused.role"))
        return True
    if len(turn.inbound.text.split()) > WORDS:
        return False
    await _review(turn, step.form, text("trainings.choose_one"))
    return True


async def announce_it(turn: Turn, _: AnnounceTraining) -> None:
    """Announce the training that was shown, and show its page."""
    step = await turn.step(ReviewingTraining)
    plan = _plan(step.form) if step is not None else None
    if plan is None:
        await turn.acknowledge(text("choose.stale"))
        return
    await turn.leave()
    announced = await announce(turn.uow, turn.now, plan, turn.person)
    if isinstance(announced, Refused):
        await turn.acknowledge(announced)
    else:
        await training_page.reply(turn, announced, text("trainings.announced"))


async def drop_plan(turn: Turn, _: DropPlan) -> None:
    """Announce nothing; also of a question whether to call one off."""
    if await turn.step(AskedAboutTraining) is not None or await turn.step(ReviewingTraining) is not None:
        await turn.leave()
    await turn.acknowledge(text("toast.trainings.dropped_plan"))


def _plan(form: TrainingForm) -> TrainingPlan | None:
    """Return what was said as a plan; None where something is missing."""
    if form.town is None or form.starts_at is None or form.capacity is None or not form.place:
        return None
    return TrainingPlan(
        town_id=form.town,
        audience=form.audience or TrainingAudience.MEMBERS,
        language=form.language or "",
        starts_at=form.starts_at,
        place=form.place,
        capacity=form.capacity,
    )
