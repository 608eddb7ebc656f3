"""Every tap and every step that there is, about what there is in Northampton, on somebody's phone."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from datetime import timedelta
from enum import StrEnum
from typing import Any, get_args, get_type_hints

from sqlalchemy import select
from sqlmodel import SQLModel
from sqlmodel.ext.asyncio.session import AsyncSession

from alerts.directory.entry import Listing
from alerts.directory.fields import ListingField
from alerts.incidents.corrections import CorrectedField
from alerts.incidents.reversal import Reversal
from alerts.notices import Choice, Notice, Text
from alerts.on_call.plan_taps import ShiftsRepeat
from alerts.on_call.shift import ShiftPlan
from alerts.tap import Tap
from alerts.trainings.training import TrainingAudience, TrainingPlan
from handlers.core.step import Step
from handlers.directory.steps import AskedToChoose, AskedToWrite, ListingForm, Reviewing
from handlers.incidents.desk_steps import AskingReporter, CorrectingField, ReversingAlone
from handlers.incidents.steps import WritingUpdate
from handlers.on_call.steps import (
    AskedAboutShift,
    AskedRotaEnd,
    ChoosingOverride,
    ReviewingShift,
    ShiftField,
    ShiftForm,
)
from handlers.profile.steps import WritingNoteOn
from handlers.towns.steps import AskedForName, AskedForPlace, AskedToConfirmName, AskedToTakePlace, PlaceFor
from handlers.trainings.steps import AskedAboutTraining, PlanField, ReviewingTraining, TrainingForm
from handlers.vouching.steps import ReviewingBatch
from storage.unit_of_work import SqlUnitOfWork
from tests.conversations.phone import Held, Phone
from tests.conversations.town import Town

PASSING = {
    "inbox",
    "notice",
    "delivery",
    "question",
    "step",
    "contact",
    "network",
    "person",
    "envelope",
    "line",
    "message_window",
}
"""Tables that say what was written and answered; of persons only the columns below matter."""
MATTERS = ("stopped_at", "consented_at", "suspended_at", "language")
_FACTS = {
    table.name: select(table).order_by(*table.primary_key)
    for table in SQLModel.metadata.sorted_tables
    if table.name not in PASSING
}


WORDS = {"language": "es", "what": "enough", "name": "size", "value": "few", "ticket": "x"}
"""What stands in a tap as text, such as people are offered."""


@dataclass(frozen=True)
class Scene:
    """Pat has every role in Northampton; there is an incident, a report, a look, somebody else at the desk."""

    town: Town
    pat: Phone
    ids: dict[str, int]


def tap_of(kind: type[Tap], scene: Scene) -> Tap:
    """A tap of this kind about what there is in Northampton."""
    hints = get_type_hints(kind)
    return kind(*(_value(kind, one.name, hints[one.name], scene) for one in fields(kind)))


def _value(kind: type[Tap], name: str, hint: Any, scene: Scene) -> Any:
    if name == "person" and kind.verb.startswith("join."):
        return scene.ids["joining"]
    if name == "seat" and kind.verb.startswith("on_call."):
        return scene.ids["shift_seat"]
    if name in scene.ids:
        return scene.ids[name]
    if name in WORDS and hint is not int:
        return WORDS[name]
    options = get_args(hint) or (hint,)
    real = next(option for option in options if option is not type(None))
    if isinstance(real, type) and issubclass(real, StrEnum):
        return next(iter(real))
    return {int: 1, str: "see"}[real]


async def offered(scene: Scene, tap: Tap) -> Held:
    """A notice of ours with this choice, as it stands on Pat's phone since Pat had the role."""
    [held] = await all_offered(scene, [tap])
    return held


async def all_offered(scene: Scene, offers: Sequence[Tap]) -> list[Held]:
    """The same for many, in one transaction: one by one they take longer than all that is tried with them."""

    async def post(uow: SqlUnitOfWork) -> None:
        contacts = [contact.id for contact in await uow.contacts.of(scene.pat.person_id)]
        for tap in offers:
            notice = Notice(
                parts=(Text("report.added"),),
                choices=((Choice(tap.action, Text("choice.name", {"name": "x"})),),),
                subject_id=scene.ids["incident"],
            )
            await uow.mail.post(notice, contacts, scene.town.now)

    await scene.town.work.run(post)
    await scene.town.settle()
    lines = scene.pat.screen.lines[-len(offers) :]
    return [Held(line.ref, line.spoken.buttons[-1][-1].data, None) for line in lines]


async def facts_of(town: Town, pat: Phone) -> dict[str, list[Any]]:
    """Everything that an effect would change: what is known, and what others are sent."""

    async def all_rows(session: AsyncSession) -> dict[str, list[Any]]:
        connection = await session.connection()
        return {name: list(await connection.execute(statement)) for name, statement in _FACTS.items()}

    found = await town.store.run_read(all_rows)
    found["person"] = [[row.id, *(getattr(row, name) for name in MATTERS)] for row in await town.rows_of("person")]
    mine = {row.id for row in await town.rows_of("contact") if row.person_id == pat.person_id}
    sent = await town.rows_of("delivery")
    found["others are sent"] = [
        (row.notice_id, row.contact_id, row.group_id) for row in sent if row.contact_id not in mine
    ]
    return found


def heard_by(pat: Phone) -> list[str]:
    return [toast.key for toast in pat.screen.toasts] + pat.screen.unheard()


STEPS: dict[str, Callable[[Scene], Step]] = {
    "update": lambda scene: WritingUpdate(incident=scene.ids["incident"]),
    "correct": lambda scene: CorrectingField(incident=scene.ids["incident"], field=CorrectedField.PLACE),
    "reporter.ask": lambda scene: AskingReporter(incident=scene.ids["incident"], reporter=1),
    "second.why": lambda scene: ReversingAlone(incident=scene.ids["incident"], what=Reversal.REOPEN, mark=1),
    "directory.choose": lambda scene: AskedToChoose(field=ListingField.KIND, form=_form(scene)),
    "directory.write": lambda scene: AskedToWrite(field=ListingField.NAME, form=_form(scene)),
    "directory.review": lambda scene: Reviewing(listing=_form(scene).listing),
    "queue.batch": lambda scene: ReviewingBatch(town=scene.ids["town"], people=(scene.ids["joining"],)),
    "towns.place": lambda scene: AskedForPlace(wanted=PlaceFor.SPLIT, town=scene.ids["town"]),
    "towns.take": lambda scene: AskedToTakePlace(wanted=PlaceFor.SPLIT, town=scene.ids["town"], places=()),
    "towns.name": lambda scene: AskedForName(town=scene.ids["town"]),
    "note.on": lambda scene: WritingNoteOn(person=scene.ids["person"]),
    "trainings.ask": lambda scene: AskedAboutTraining(field=PlanField.PLACE, form=TrainingForm(town=scene.ids["town"])),
    "trainings.review": lambda scene: ReviewingTraining(form=TrainingForm(town=scene.ids["town"])),
    "on_call.ask": lambda scene: AskedAboutShift(field=ShiftField.STARTS, form=_shift_form(scene)),
    "on_call.review": lambda scene: ReviewingShift(form=_shift_form(scene)),
    "on_call.stop": lambda scene: AskedRotaEnd(shift=scene.ids["shift"]),
    "on_call.override": lambda scene: ChoosingOverride(shift=scene.ids["shift"], position=1),
    "towns.named": lambda scene: AskedToConfirmName(town=scene.ids["town"], wanted="Paradise City"),
}
"""A step of each kind that needs a role, but translating: that one is entered from a preview."""


def _shift_form(scene: Scene) -> ShiftForm:
    return ShiftForm(towns=(scene.ids["town"],), repeat=ShiftsRepeat.ONCE, day=scene.town.now.date(), people=(0,))


def shift_soon(town: Town, *people: int) -> ShiftPlan:
    """A shift that begins within the week."""
    begin = town.now + timedelta(days=5)
    return ShiftPlan(
        town_ids=(town.network.towns[0].id,), starts_at=begin, ends_at=begin + timedelta(hours=12), people=people
    )


def training_soon(town: Town) -> TrainingPlan:
    """A training that begins within the hour."""
    return TrainingPlan(
        town_id=town.network.towns[0].id,
        audience=TrainingAudience.MEMBERS,
        language="en",
        starts_at=town.now + timedelta(minutes=20),
        place="Library",
        capacity=20,
    )


def _form(scene: Scene) -> ListingForm:
    return ListingForm(listing=Listing(town_id=scene.ids["town"], name="Centro"))
