"""Whatever was offered or begun while somebody had a role does nothing once it is gone: every tap, every step.

Four ways to lose it: the role is taken away, they are suspended, they moved to another town, they left for good.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any, get_args, get_type_hints

import pytest
from sqlalchemy import select
from sqlmodel import SQLModel

from alerts.directory.entry import Listing
from alerts.directory.fields import ListingField
from alerts.directory.taps import AddEntry, ChooseEntryTown
from alerts.incidents.corrections import CorrectedField
from alerts.incidents.ports import INCIDENTS
from alerts.incidents.taps import AnswerAlert, Look
from alerts.notices import Choice, Notice, Text
from alerts.people.person import Grant, Role
from alerts.tap import Tap
from alerts.trust import removal, suspension
from handlers.areas import AREAS
from handlers.core.step import Step
from handlers.directory.steps import AskedToChoose, AskedToWrite, ListingForm, Reviewing
from handlers.incidents.desk_steps import AskingReporter, CorrectingField
from handlers.incidents.steps import Translating, WritingUpdate
from tests.conversations.phone import Held, Phone
from tests.conversations.scenes import observed
from tests.conversations.town import Town

ALL = (Role.MEMBER, Role.RESPONDER, Role.DISPATCHER, Role.COORDINATOR)
HANDLERS = {handler.kind: handler for area in AREAS for handler in area.taps}
NEED_A_ROLE = [kind for kind, one in HANDLERS.items() if one.roles or kind in (Look, AnswerAlert)]
CLOSED_TO_SUSPENDED = [kind for kind, one in HANDLERS.items() if not one.while_suspended]
ELSEWHERE_TOO = {AddEntry, ChooseEntryTown}
"""What any coordinator may begin, of whichever town."""
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


async def role_lost(town: Town, person: Phone) -> None:
    async with town.work.begin() as uow:
        for role in ALL:
            await removal.take_role(uow, town.now, person.person_id, Grant(role, town.network.towns[0].id), None)
        await uow.grants.give(person.person_id, Role.SUBSCRIBER, town.network.towns[0].id, town.now)


async def suspended(town: Town, person: Phone) -> None:
    async with town.work.begin() as uow:
        await suspension.suspend(uow, town.now, person.person_id, None)


async def moved(town: Town, person: Phone) -> None:
    async with town.work.begin() as uow:
        for role in ALL:
            await uow.grants.give(person.person_id, role, town.network.towns[1].id, town.now)
    await person.says("/leave").taps("towns.leave", name="Northampton")


async def left(town: Town, person: Phone) -> None:
    await person.says("/stop").taps("stop.yes")


WAYS: tuple[Callable[[Town, Phone], Awaitable[None]], ...] = (role_lost, suspended, moved, left)


ANSWERS = {
    role_lost: {"refused.role", "refused.lost_role"},
    suspended: {"trust.suspended_still"},
    # Who has a desk elsewhere hears that there is nothing of theirs.
    moved: {
        "refused.role", "refused.lost_role", "choose.stale", "muted.nobody", "several.none", "group.not_connected",
        "toast.nothing_sent", "toast.unchanged", "trust.not_suspended", "toast.directory.kept", "toast.directory.gone",
        "audit.nothing",
    },
    left: {"refused.role", "refused.lost_role"},
}  # fmt: skip


WORDS = {"language": "es", "what": "enough", "name": "size", "value": "few", "ticket": "x"}
"""What stands in a tap as text, such as people are offered."""


@dataclass(frozen=True)
class Scene:
    """Pat has every role in Northampton; there is an incident, a report, a look, somebody else at the desk."""

    town: Town
    pat: Phone
    ids: dict[str, int]


async def _scene(town: Town) -> Scene:
    cast = await observed(town)
    pat, leo, sam = await town.with_people(
        "Pat en member responder dispatcher coordinator", "Leo en dispatcher coordinator", "Sam"
    )
    await sam.says("/join").taps("consent.en").taps("join.town", name="Northampton")
    [incident] = await town.rows_of("incident")
    [report] = await town.rows_of("report")
    look = next(row for row in await town.rows_of("verification"))
    people = {row.id for row in await town.rows_of("person")}
    async with town.work.begin() as uow:
        mine = await uow.people.find(sam.platform.line_id, sam.address)
        assert mine is not None
        # Pat is the one who was asked to look, and the one who has it in hand.
        changed = await INCIDENTS(uow).get(incident.id)
        assert changed is not None
    await pat.says("/desk").taps("desk.show").taps("desk.claim")
    assert cast.dana.person_id in people
    ids = {
        "incident": incident.id,
        "report": report.id,
        "verification": look.id,
        "person": leo.person_id,
        "joining": mine[0].id,
        "town": town.network.towns[0].id,
        "group": (await town.rows_of("group_chat"))[0].id,
        "number": 1,
        "reporter": 1,
    }
    return Scene(town, pat, ids)


def _tap(kind: type[Tap], scene: Scene) -> Tap:
    """A tap of this kind about what there is in Northampton."""
    hints = get_type_hints(kind)
    return kind(*(_value(kind, one.name, hints[one.name], scene) for one in fields(kind)))


def _value(kind: type[Tap], name: str, hint: Any, scene: Scene) -> Any:
    if name == "person" and kind.verb.startswith("join."):
        return scene.ids["joining"]
    if name in scene.ids:
        return scene.ids[name]
    if name in WORDS:
        return WORDS[name]
    options = get_args(hint) or (hint,)
    real = next(option for option in options if option is not type(None))
    if isinstance(real, type) and issubclass(real, StrEnum):
        return next(iter(real))
    return {int: 1}[real]


async def _offered(scene: Scene, tap: Tap) -> Held:
    """A notice of ours with this choice, as it stands on Pat's phone since Pat had the role."""
    notice = Notice(
        parts=(Text("report.added"),),
        choices=((Choice(tap.action, Text("choice.name", {"name": "x"})),),),
        subject_id=scene.ids["incident"],
    )
    async with scene.town.work.begin() as uow:
        contacts = [contact.id for contact in await uow.contacts.of(scene.pat.person_id)]
        await uow.mail.post(notice, contacts, scene.town.now)
    await scene.town.settle()
    line = scene.pat.screen.lines[-1]
    return Held(line.ref, line.spoken.buttons[-1][-1].data, None)


async def _facts(town: Town, pat: Phone) -> dict[str, list[Any]]:
    """Everything that an effect would change: what is known, and what others are sent."""
    found: dict[str, list[Any]] = {}
    for table in SQLModel.metadata.sorted_tables:
        if table.name not in PASSING:
            async with town.store.read() as session:
                rows = await (await session.connection()).execute(select(table).order_by(*table.primary_key))
                found[table.name] = list(rows)
    found["person"] = [[row.id, *(getattr(row, name) for name in MATTERS)] for row in await town.rows_of("person")]
    mine = {row.id for row in await town.rows_of("contact") if row.person_id == pat.person_id}
    sent = await town.rows_of("delivery")
    found["others are sent"] = [
        (row.notice_id, row.contact_id, row.group_id) for row in sent if row.contact_id not in mine
    ]
    return found


def _heard(pat: Phone) -> list[str]:
    return [toast.key for toast in pat.screen.toasts] + pat.screen.unheard()


@pytest.mark.parametrize("way", WAYS, ids=lambda one: one.__name__)
async def test_a_tap_of_who_lost_the_role_does_nothing_and_is_answered(
    town: Town, way: Callable[[Town, Phone], Awaitable[None]]
) -> None:
    scene = await _scene(town)
    kinds = [kind for kind in NEED_A_ROLE if not (way is moved and kind in ELSEWHERE_TOO)]
    if way is suspended:
        kinds = CLOSED_TO_SUSPENDED
    buttons = {kind: await _offered(scene, _tap(kind, scene)) for kind in kinds}
    await way(town, scene.pat)
    await town.forward(seconds=10)
    before = await _facts(town, scene.pat)
    said = {}
    for kind, button in buttons.items():
        town.forget_news()
        await scene.pat.presses(button)
        assert await _facts(town, scene.pat) == before, kind
        said[kind] = _heard(scene.pat)
    answers = {answer for heard in said.values() for answer in heard}
    assert all(len(heard) == 1 for heard in said.values()), said
    assert answers <= ANSWERS[way], said


async def test_the_same_taps_of_who_has_the_role_are_not_refused(town: Town) -> None:
    """The test of the test above."""
    scene = await _scene(town)
    refused = []
    for kind in NEED_A_ROLE:
        button = await _offered(scene, _tap(kind, scene))
        town.forget_news()
        await scene.pat.presses(button)
        if {"refused.role", "refused.lost_role", "trust.suspended_still"} & {*_heard(scene.pat)}:
            refused.append(kind.__name__)
    assert refused == []


STEPS: dict[str, Callable[[Scene], Step]] = {
    "update": lambda scene: WritingUpdate(incident=scene.ids["incident"]),
    "correct": lambda scene: CorrectingField(incident=scene.ids["incident"], field=CorrectedField.PLACE),
    "reporter.ask": lambda scene: AskingReporter(incident=scene.ids["incident"], reporter=1),
    "directory.choose": lambda scene: AskedToChoose(field=ListingField.KIND, form=_form(scene)),
    "directory.write": lambda scene: AskedToWrite(field=ListingField.NAME, form=_form(scene)),
    "directory.review": lambda scene: Reviewing(listing=_form(scene).listing),
}
"""A step of each kind that needs a role, but translating: that one is entered from a preview."""


def _form(scene: Scene) -> ListingForm:
    return ListingForm(listing=Listing(town_id=scene.ids["town"], name="Centro"))


def test_every_step_that_needs_a_role_is_tried_here() -> None:
    needing = {one.kind.name for area in AREAS for one in area.steps if one.kind.roles}
    assert needing == {*STEPS, Translating.name}
    open_to_all = {one.kind.name for area in AREAS for one in area.steps} - needing
    assert open_to_all == {"report", "reporter.answer"}, "a report is anybody's"


WRITTEN = [(name, way) for name in STEPS for way in WAYS]
# The commands by which one moves or leaves end a preview.
WRITTEN += [(Translating.name, way) for way in (role_lost, suspended)]


@pytest.mark.parametrize(("name", "way"), WRITTEN, ids=lambda one: getattr(one, "__name__", one))
async def test_words_written_in_a_step_whose_role_is_lost_do_nothing_and_are_answered(
    town: Town, name: str, way: Callable[[Town, Phone], Awaitable[None]]
) -> None:
    scene = await _scene(town)
    if name == Translating.name:
        await scene.pat.taps("desk.confirm").taps("confirm.translate")
    await way(town, scene.pat)
    if name in STEPS:
        # They were asked before; saying /leave or /stop would have ended it.
        step = STEPS[name](scene)
        async with town.work.begin() as uow:
            await uow.conversations.go(scene.pat.person_id, step.name, step.data(), town.now)
    await town.forward(seconds=10)
    town.forget_news()
    before = await _facts(town, scene.pat)
    await scene.pat.says("agents at 12 Main St, Northampton")
    assert await _facts(town, scene.pat) == before
    [said] = _heard(scene.pat)
    elsewhere = name.startswith("directory") and way is moved
    expected = {"refused.role"} if way is not suspended else {"trust.suspended_still"}
    assert elsewhere or said in expected
    await scene.pat.says("hola")
    assert "help.hello" in " ".join(_heard(scene.pat)) or elsewhere, "once, and then they are free"


async def test_words_long_after_a_lost_step_are_a_report(town: Town) -> None:
    scene = await _scene(town)
    step = STEPS["update"](scene)
    async with town.work.begin() as uow:
        await uow.conversations.go(scene.pat.person_id, step.name, step.data(), town.now)
    await role_lost(town, scene.pat)
    await town.forward(hours=3)
    town.forget_news()
    await scene.pat.says("two vans at Oak & 9th, Northampton").hears("report.received")


async def test_a_preview_dies_with_the_suspension_and_does_not_come_back(town: Town) -> None:
    scene = await _scene(town)
    await scene.pat.taps("desk.confirm")
    sending = scene.pat.button("confirm.send")
    await suspended(town, scene.pat)
    await scene.pat.presses(sending).is_told("trust.suspended_still")
    async with town.work.begin() as uow:
        await suspension.lift(uow, town.now, scene.pat.person_id, None)
    await town.settle()
    town.forget_news()
    await scene.pat.presses(sending).hears("confirm.lost")
    assert [row.state for row in await town.rows_of("incident")] == ["verifying"]
