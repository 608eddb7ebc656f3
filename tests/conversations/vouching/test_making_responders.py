"""A witness was at a training, and somebody vouched; who lacks one of them hears what is missing."""

from datetime import timedelta

import pytest
from sqlmodel import SQLModel

from alerts.trainings.ports import SEATS, TRAININGS
from alerts.trainings.training import TrainingAudience, TrainingPlan
from alerts.vouching.making_responders import propose_responder
from tests.conversations.phone import Phone
from tests.conversations.town import Town
from tests.conversations.vouching.scenes import asks_for, newcomer


async def trained(town: Town, phone: Phone) -> None:
    """They were at a training of ours, an hour ago."""
    async with town.work.begin() as uow:
        plan = TrainingPlan(
            town_id=town.network.towns[0].id,
            audience=TrainingAudience.MEMBERS,
            language="en",
            starts_at=town.now - timedelta(hours=1),
            place="",
            capacity=20,
        )
        training = await TRAININGS(uow).add(plan)
        seat = await SEATS(uow).take(training.id, phone.person_id, town.now)
        await SEATS(uow).attend(seat.id, town.now)


async def _roles(town: Town, phone: Phone) -> set[str]:
    return {row.role for row in await town.rows_of("grant_") if row.person_id == phone.person_id}


async def test_who_was_not_trained_is_not_offered_as_a_witness(town: Town) -> None:
    (cora,) = await town.with_people("Cora en coordinator")
    await newcomer(town)
    await cora.says("/queue").taps("queue.is").hears("vouching.newcomer")
    assert "choice.as.responder" not in cora.keys
    assert "choice.as.member" in cora.keys


async def test_who_was_trained_and_is_vouched_for_by_the_tap_is_let_in_as_a_witness(town: Town) -> None:
    (cora,) = await town.with_people("Cora en coordinator")
    nina = await newcomer(town)
    await trained(town, nina)
    await cora.says("/queue").taps("queue.is").taps("choice.as.responder").is_told("toast.let_in")
    assert await _roles(town, nina) == {"responder"}


@pytest.mark.parametrize("app", ["", "signal"])
async def test_once_they_were_trained_members_are_proposed_and_become_witnesses_by_one_tap(
    town: Town, app: str
) -> None:
    cora, rosa, ben = await town.with_people(
        f"Cora en coordinator {app}", "Rosa es member", "Ben en coordinator Holyoke"
    )
    await trained(town, rosa)
    async with town.work.begin() as uow:
        await propose_responder(uow, town.now, rosa.person_id)
    await town.settle()
    await ben.hears_nothing()
    await cora.hears("vouching.witness_ready", name="Rosa").taps("witness.yes").is_told("toast.vouching.witness")
    await rosa.hears("join.as.responder", town="Northampton")
    await ben.hears("trust.came_in", name="Rosa")
    assert await _roles(town, rosa) == {"member", "responder"}
    await cora.taps("witness.yes").is_told("vouching.no_witness_there")


async def test_without_a_training_nobody_becomes_a_witness_by_an_old_button(town: Town) -> None:
    cora, rosa = await town.with_people("Cora en coordinator", "Rosa es member")
    await trained(town, rosa)
    async with town.work.begin() as uow:
        await propose_responder(uow, town.now, rosa.person_id)
    await town.settle()
    async with town.store.write() as session:
        await (await session.connection()).execute(SQLModel.metadata.tables["training_seat"].delete())
    await cora.taps("witness.yes").is_told("vouching.not_trained", name="Rosa")
    assert await _roles(town, rosa) == {"member"}


async def test_a_coordinator_notes_a_training_elsewhere_with_a_reason_and_all_others_hear_it(town: Town) -> None:
    cora, rosa, ben = await town.with_people("Cora en coordinator", "Rosa es member", "Ben en coordinator Holyoke")
    await cora.says("/people").taps("who.is", name="Rosa").taps("witness.ask").hears("vouching.where_trained")
    await cora.taps("choice.vouching.elsewhere.network").is_told("toast.vouching.trained")
    await ben.hears("vouching.told_trained", by="Cora", name="Rosa")
    await cora.hears("vouching.witness_ready", name="Rosa").taps("witness.yes").is_told("toast.vouching.witness")
    assert await _roles(town, rosa) == {"member", "responder"}
    actions = [row.action for row in await town.rows_of("audit_entry")]
    assert actions == ["trained_elsewhere", "vouched", "let_in"]
    await cora.taps("choice.vouching.elsewhere.network").is_told("vouching.trained_already")


async def test_a_coordinator_notes_nothing_of_people_elsewhere_or_of_their_own_other_hand(town: Town) -> None:
    cora, hugo = await town.with_people("Cora en coordinator member", "Hugo en coordinator Holyoke")
    await cora.says("/people").taps("who.is", name="Cora").hears("trust.page", name="Cora")
    assert "choice.vouching.trained" not in cora.keys
    (rosa,) = await town.with_people("Rosa es member")
    await cora.says("/people").taps("who.is", name="Rosa").taps("witness.ask")
    async with town.work.begin() as uow:
        await uow.grants.take(rosa.person_id, town.network.towns[0].id)
    await cora.taps("choice.vouching.elsewhere.before").is_told("trust.gone")
    await hugo.hears_nothing()


async def test_a_page_offers_to_vouch_for_who_receives_alerts(town: Town) -> None:
    cora, tomas = await town.with_people("Cora en coordinator", "Tomás es subscriber")
    await cora.says("/people").taps("who.is", name="Tomás").taps("vouch.member").is_told("toast.let_in")
    assert await _roles(town, tomas) == {"subscriber", "member"}


async def test_where_vouches_are_missing_a_training_alone_makes_no_witness(town: Town) -> None:
    (cora,) = await town.with_people("Cora en coordinator")
    await asks_for(town, 2)
    nina = await newcomer(town)
    await trained(town, nina)
    await cora.says("/queue").taps("queue.is").taps("choice.as.responder").is_told("toast.vouching.counted")
    assert await _roles(town, nina) == set()
