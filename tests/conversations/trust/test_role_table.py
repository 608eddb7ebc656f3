"""Who may do what: docs/roles.md is what the areas register, and each of its cells holds through the router."""

import os
from pathlib import Path

import pytest

from alerts.directory.entry import Listing
from alerts.directory.ports import DIRECTORY
from alerts.groups.taps import CutOffGroup
from alerts.on_call.ports import SHIFTS
from alerts.people.person import Role
from alerts.people.taps import LeaveTown, StopWriting
from alerts.trainings.ports import SEATS, TRAININGS
from handlers.areas import AREAS
from handlers.core.area import TapHandler
from tests.conversations.scenes import observed
from tests.conversations.town import Town
from tests.conversations.trust.role_table import ROLES, Row, commands, steps, table, taps
from tests.conversations.trust.tap_scene import (
    STEPS,
    Scene,
    all_offered,
    facts_of,
    heard_by,
    shift_soon,
    tap_of,
    training_soon,
)

DOC = Path(__file__).parents[3] / "docs" / "roles.md"
REFUSED = {"refused.role", "refused.lost_role"}
NOTHING_THERE = {
    "choose.stale", "muted.nobody", "several.none", "group.not_connected", "toast.nothing_sent", "toast.unchanged",
    "audit.nothing", "group.too_late", "legal_hold.over", "invites.gone", "on_call.not_yours",
}  # fmt: skip
"""What somebody may hear instead of a refusal who has the role in another town: nothing of theirs is there."""
CELLS = [(role, own) for role in ROLES for own in (True, False) if role is not None or own]
OF_ITS_OWN = {("lock.take", Role.COMMITTEE)}
"""The committee takes its own role away, and no other: the one that is tried here is a town's."""
LAST = (LeaveTown, StopWriting)
"""Whoever makes these taps has no role left."""


def test_the_table_is_what_the_areas_register(pytestconfig: pytest.Config) -> None:
    if pytestconfig.getoption("--golden") or os.environ.get("REBATO_GOLDEN"):
        DOC.write_text(table(), encoding="utf-8")
    assert DOC.read_text(encoding="utf-8") == table(), "write it anew with --golden, and read what changed"


def test_whatever_is_registered_has_a_row() -> None:
    rows = [row.name for area in AREAS for row in (*commands(area), *taps(area), *steps(area))]
    assert len(rows) == len({*rows})
    assert len(rows) == sum(len(area.commands) + len(area.taps) + len(area.steps) for area in AREAS)


async def _scene(town: Town, role: Role | None, *, own: bool) -> Scene:
    """Pat has this role and no other, in the town of the incident or in the other one."""
    await observed(town)
    where = "" if own else "Holyoke"
    described = f"Pat en {role} {where}" if role is not None else "Pat"
    pat, leo, sam, _ = await town.with_people(
        described, "Leo en dispatcher coordinator", "Sam", "Hugo en dispatcher coordinator Holyoke"
    )
    if role is None:
        await pat.says("hello")
    await sam.says("/join").taps("consent.en").taps("join.town", name="Northampton")
    async with town.work.begin() as uow:
        for phone in (pat, sam):
            found = await uow.people.find(phone.platform.line_id, phone.address)
            assert found is not None
            phone.person_id = found[0].id
        listing = Listing(town_id=town.network.towns[0].id, name="Centro")
        entry = await DIRECTORY(uow).add(listing, town.now)
        training = await TRAININGS(uow).add(training_soon(town))
        seat = await SEATS(uow).take(training.id, leo.person_id, town.now)
        shift = await SHIFTS(uow).add(shift_soon(town, leo.person_id))
        # Whoever is to hold it: so they may, as long as somebody of its town knows them.
        await TRAININGS(uow).hand_to(training.id, pat.person_id)
    await town.invitation("member")
    ids = {
        "code": (await town.rows_of("code"))[0].id,
        "entry": entry.id,
        "version": entry.version,
        "incident": (await town.rows_of("incident"))[0].id,
        "report": (await town.rows_of("report"))[0].id,
        "verification": (await town.rows_of("verification"))[0].id,
        "person": leo.person_id,
        "training": training.id,
        "seat": seat.id,
        "shift": shift.id,
        "shift_seat": shift.seats[0].id,
        "joining": sam.person_id,
        "town": town.network.towns[0].id,
        "group": (await town.rows_of("group_chat"))[0].id,
        "number": 1,
        "reporter": 1,
    }
    town.forget_news()
    return Scene(town, pat, ids)


def _handlers() -> list[tuple[TapHandler, Row]]:
    found = [pair for area in AREAS for pair in zip(area.taps, taps(area), strict=True)]
    return sorted(found, key=lambda pair: (pair[0].kind in LAST, pair[0].kind is CutOffGroup))


@pytest.mark.timeout(300)
@pytest.mark.parametrize(("role", "own"), CELLS)
async def test_each_tap_does_what_the_table_says(town: Town, role: Role | None, own: bool) -> None:
    scene = await _scene(town, role, own=own)
    pairs = _handlers()
    kinds = [handler.kind for handler, _ in pairs]
    buttons = dict(zip(kinds, await all_offered(scene, [tap_of(kind, scene) for kind in kinds]), strict=True))
    before = await facts_of(town, scene.pat)
    refused = [(handler, role in (row.roles | row.asked)) for handler, row in pairs if not row.allows(role, own=own)]
    for holds_it_elsewhere, answers in ((False, REFUSED), (True, REFUSED | NOTHING_THERE)):
        pressed = [buttons[handler.kind] for handler, elsewhere in refused if elsewhere is holds_it_elsewhere]
        town.forget_news()
        # All at once: they do nothing, so none can change what the next one says.
        await town.together(*(scene.pat.presses(button) for button in pressed))
        said = heard_by(scene.pat)
        assert len(said) == len(pressed)
        assert {*said} <= answers, (holds_it_elsewhere, said)
    # Once for all of them: to read every table takes longer than a tap.
    assert await facts_of(town, scene.pat) == before
    for handler, row in pairs:
        if row.allows(role, own=own):
            town.forget_news()
            await scene.pat.presses(buttons[handler.kind])
            assert (row.name, role) in OF_ITS_OWN or not REFUSED & {*heard_by(scene.pat)}, row
            if handler.kind in LAST:
                break


@pytest.mark.parametrize(("role", "own"), CELLS)
async def test_each_command_does_what_the_table_says(town: Town, role: Role | None, own: bool) -> None:
    scene = await _scene(town, role, own=own)
    for area in AREAS:
        for row in commands(area):
            town.forget_news()
            await scene.pat.says(f"{row.name} Northampton" if row.roles else row.name)
            heard = heard_by(scene.pat)
            assert heard, row
            if own or row.cell(role) == "–":
                assert (not REFUSED & {*heard}) == row.allows(role, own=True), (row, heard)
            if row.roles and not own and role is not Role.COMMITTEE:
                assert "Elm" not in scene.pat.screen.lines[-1].spoken.text, row
                assert "Leo" not in scene.pat.screen.lines[-1].spoken.text, row


WRITTEN = {row.name.removeprefix("writes: "): row for area in AREAS for row in steps(area)}


MAY_WRITE = [(role, own, name) for role, own in CELLS for name in STEPS if WRITTEN[name].allows(role, own=own)]


async def _enters(scene: Scene, name: str) -> None:
    step = STEPS[name](scene)
    async with scene.town.work.begin() as uow:
        await uow.conversations.go(scene.pat.person_id, step.name, step.data(), scene.town.now)


@pytest.mark.parametrize(("role", "own"), CELLS)
async def test_what_is_written_in_a_step_does_nothing_where_the_table_says_so(
    town: Town, role: Role | None, own: bool
) -> None:
    scene = await _scene(town, role, own=own)
    before = await facts_of(town, scene.pat)
    for name in STEPS:
        # Nothing is taken in it, of nobody: what is written is a report.
        if name != "queue.batch" and not WRITTEN[name].allows(role, own=own):
            town.forget_news()
            await _enters(scene, name)
            await scene.pat.says("agents at 12 Main St, Northampton")
            assert {*heard_by(scene.pat)} <= REFUSED | NOTHING_THERE, name
    assert await facts_of(town, scene.pat) == before


@pytest.mark.parametrize(("role", "own", "name"), MAY_WRITE)
async def test_what_is_written_in_a_step_is_taken_where_the_table_says_so(
    town: Town, role: Role | None, own: bool, name: str
) -> None:
    scene = await _scene(town, role, own=own)
    await _enters(scene, name)
    await scene.pat.says("agents at 12 Main St, Northampton")
    assert not REFUSED & {*heard_by(scene.pat)}
