"""Whatever was offered or begun while somebody had a role does nothing once it is gone: every tap, every step.

Four ways to lose it: the role is taken away, they are suspended, they moved to another town, they left for good.
"""

from collections.abc import Awaitable, Callable

import pytest

from alerts.groups.taps import CutOffGroup
from alerts.incidents.ports import INCIDENTS
from alerts.incidents.taps import AnswerAlert, Look
from alerts.on_call.ports import SHIFTS
from alerts.people.person import COMMITTEE, Grant, Role
from alerts.trainings.ports import SEATS, TRAININGS
from alerts.trust import role_removal, suspension
from handlers.areas import AREAS
from handlers.incidents.steps import Translating
from tests.conversations.phone import Phone
from tests.conversations.scenes import observed
from tests.conversations.town import Town
from tests.conversations.trust.tap_scene import (
    STEPS,
    Scene,
    all_offered,
    facts_of,
    heard_by,
    offered,
    shift_soon,
    tap_of,
    training_soon,
)

ALL = (Role.MEMBER, Role.RESPONDER, Role.DISPATCHER, Role.COORDINATOR)
HANDLERS = {handler.kind: handler for area in AREAS for handler in area.taps}
NEED_A_ROLE = [
    kind
    for kind, one in HANDLERS.items()
    # The committee is no town's: nobody loses its role by these ways.
    if (one.roles and one.roles != COMMITTEE) or kind in (Look, AnswerAlert)
]
CLOSED_TO_SUSPENDED = [kind for kind, one in HANDLERS.items() if not one.while_suspended]
ELSEWHERE_TOO = {kind for kind, one in HANDLERS.items() if one.elsewhere}
"""What whoever has the role in any town may; tests/conversations/trust/test_role_table.py tries it."""


async def role_lost(town: Town, person: Phone) -> None:
    async with town.work.begin() as uow:
        for role in ALL:
            await role_removal.take_role(uow, town.now, person.person_id, Grant(role, town.network.towns[0].id), None)
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
        "invites.gone", "toast.nothing_sent", "toast.unchanged", "audit.nothing", "toast.directory.kept",
        "toast.directory.gone", "group.too_late", "legal_hold.over", "on_call.not_yours",
    },
    left: {"refused.role", "refused.lost_role"},
}  # fmt: skip


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
        training = await TRAININGS(uow).add(training_soon(town))
        seat = await SEATS(uow).take(training.id, leo.person_id, town.now)
        shift = await SHIFTS(uow).add(shift_soon(town, leo.person_id))
        await TRAININGS(uow).hand_to(training.id, pat.person_id)
    await pat.says("/desk").taps("desk.show").taps("desk.claim")
    assert cast.dana.person_id in people
    ids = {
        "incident": incident.id,
        "report": report.id,
        "verification": look.id,
        "person": leo.person_id,
        "training": training.id,
        "seat": seat.id,
        "shift": shift.id,
        "shift_seat": shift.seats[0].id,
        "joining": mine[0].id,
        "town": town.network.towns[0].id,
        "group": (await town.rows_of("group_chat"))[0].id,
        "number": 1,
        "reporter": 1,
    }
    return Scene(town, pat, ids)


@pytest.mark.timeout(300)
@pytest.mark.parametrize("way", WAYS, ids=lambda one: one.__name__)
async def test_a_tap_of_who_lost_the_role_does_nothing_and_is_answered(
    town: Town, way: Callable[[Town, Phone], Awaitable[None]]
) -> None:
    scene = await _scene(town)
    kinds = [kind for kind in NEED_A_ROLE if not (way is moved and kind in ELSEWHERE_TOO)]
    if way is role_lost:
        # Of their roles they have that of a subscriber yet.
        kinds = [kind for kind in kinds if Role.SUBSCRIBER not in HANDLERS[kind].roles]
    if way is suspended:
        kinds = CLOSED_TO_SUSPENDED
    buttons = dict(zip(kinds, await all_offered(scene, [tap_of(kind, scene) for kind in kinds]), strict=True))
    await way(town, scene.pat)
    await town.forward(seconds=10)
    before = await facts_of(town, scene.pat)
    said = {}
    for kind, button in buttons.items():
        town.forget_news()
        await scene.pat.presses(button)
        said[kind] = heard_by(scene.pat)
    # Once for all of them: to read every table takes longer than a tap.
    assert await facts_of(town, scene.pat) == before
    answers = {answer for heard in said.values() for answer in heard}
    assert all(len(heard) == 1 for heard in said.values()), said
    assert answers <= ANSWERS[way], said


@pytest.mark.timeout(300)
async def test_the_same_taps_of_who_has_the_role_are_not_refused(town: Town) -> None:
    """The test of the test above."""
    scene = await _scene(town)
    refused = []
    # A group that is cut off has no readers to choose.
    for kind in sorted(NEED_A_ROLE, key=lambda one: one is CutOffGroup):
        button = await offered(scene, tap_of(kind, scene))
        town.forget_news()
        await scene.pat.presses(button)
        if {"refused.role", "refused.lost_role", "trust.suspended_still"} & {*heard_by(scene.pat)}:
            refused.append(kind.__name__)
    assert refused == []


def test_every_step_that_needs_a_role_is_tried_here() -> None:
    needing = {one.kind.name for area in AREAS for one in area.steps if one.kind.roles}
    assert needing == {*STEPS, Translating.name}
    open_to_all = {one.kind.name for area in AREAS for one in area.steps} - needing
    assert open_to_all == {"report", "reporter.answer", "me.skills", "me.note"}, "a report is anybody's, and who one is"


GOES_ON_ELSEWHERE = {"directory.choose", "directory.write", "directory.review", "queue.batch"}
"""Whoever moved has the role there, and goes on; what is written in a batch is a report."""


@pytest.mark.parametrize("way", WAYS, ids=lambda one: one.__name__)
async def test_words_written_in_a_step_whose_role_is_lost_do_nothing_and_are_answered(
    town: Town, way: Callable[[Town, Phone], Awaitable[None]]
) -> None:
    scene = await _scene(town)
    await way(town, scene.pat)
    await town.forward(seconds=10)
    before = await facts_of(town, scene.pat)
    for name in sorted(STEPS.keys() - (GOES_ON_ELSEWHERE if way is moved else set())):
        # They were asked before; saying /leave or /stop would have ended it.
        step = STEPS[name](scene)
        async with town.work.begin() as uow:
            await uow.conversations.go(scene.pat.person_id, step.name, step.data(), town.now)
        await _writes_and_is_refused(scene, way)
    assert await facts_of(town, scene.pat) == before
    await _is_free(scene)


# The commands by which one moves or leaves end a preview.
@pytest.mark.parametrize("way", [role_lost, suspended], ids=lambda one: one.__name__)
async def test_a_translation_that_was_begun_goes_nowhere_once_the_role_is_lost(
    town: Town, way: Callable[[Town, Phone], Awaitable[None]]
) -> None:
    scene = await _scene(town)
    await scene.pat.taps("desk.confirm").taps("confirm.translate")
    await way(town, scene.pat)
    await town.forward(seconds=10)
    before = await facts_of(town, scene.pat)
    await _writes_and_is_refused(scene, way)
    assert await facts_of(town, scene.pat) == before
    await _is_free(scene)


async def _writes_and_is_refused(scene: Scene, way: Callable[[Town, Phone], Awaitable[None]]) -> None:
    scene.town.forget_news()
    await scene.pat.says("agents at 12 Main St, Northampton")
    assert heard_by(scene.pat) == ["refused.role" if way is not suspended else "trust.suspended_still"]


async def _is_free(scene: Scene) -> None:
    """Once they are refused, and then no step holds them any more."""
    scene.town.forget_news()
    await scene.pat.says("hola")
    assert "help.hello" in " ".join(heard_by(scene.pat))


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
