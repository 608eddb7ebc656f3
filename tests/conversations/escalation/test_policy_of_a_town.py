"""A coordinator reads as sentences who is rung when nobody takes a report, and changes it by taps."""

from tests.conversations.scenes import REPORT
from tests.conversations.town import Town


async def test_the_usual_is_read_as_sentences_in_the_order_in_which_it_happens(town: Town) -> None:
    (cora,) = await town.with_people("Cora en coordinator")
    await cora.says("/escalation").hears("escalation.policy", town="Northampton")
    assert cora.text.splitlines()[1:6] == [
        "After 20 seconds: who is on duty, or all dispatchers where nobody is.",
        "After 40 seconds: who is on duty, or all dispatchers where nobody is.",
        "After 2 minutes: every dispatcher, and who is on duty in the towns beside.",
        "After 5 minutes: the coordinators.",
        "Then all of them again every 5 minutes, after an hour every hour, until somebody takes it.",
    ]


async def test_a_step_that_is_set_sooner_comes_sooner_and_the_other_coordinators_hear_so(town: Town) -> None:
    rosa, cora, ana = await town.with_people("Rosa es member", "Cora en coordinator", "Ana es coordinator")
    (dana,) = await town.with_people("Dana en dispatcher")
    await cora.says("/escalation").taps("choice.escalation.step", n=4).hears("escalation.when")
    await cora.taps("escalation.set:1:3:60").is_told("toast.escalation.kept").hears("escalation.policy")
    await ana.hears("escalation.told", name="Cora", town="Northampton")
    town.forget_news()
    await rosa.says(REPORT)
    await town.forward(minutes=1)
    await cora.hears("desk.unclaimed")
    await ana.hears("desk.unclaimed")
    await dana.hears("desk.unclaimed")


async def test_a_step_can_be_added_and_left_out_again(town: Town) -> None:
    (cora,) = await town.with_people("Cora en coordinator")
    await cora.says("/escalation").hears("escalation.policy")
    await cora.taps("choice.escalation.add.coordinators").taps("escalation.new:1:coordinators:40")
    await cora.hears("escalation.policy")
    assert cora.text.count("the coordinators") == 2
    await cora.taps("choice.escalation.step", n=3).taps("escalation.drop").hears("escalation.policy")
    assert cora.text.count("the coordinators") == 1
    await cora.taps("escalation.every:1:120").hears("escalation.policy")
    assert "every 2 minutes" in cora.text
    await cora.taps("escalation.usual").hears("escalation.policy")
    assert "every 5 minutes" in cora.text


async def test_coordinators_cannot_be_left_out_nor_rung_too_late(town: Town) -> None:
    (cora,) = await town.with_people("Cora en coordinator")
    await cora.says("/escalation").taps("choice.escalation.step", n=4).taps("escalation.drop")
    await cora.is_told("escalation.coordinators_by", by=10)


async def test_a_coordinator_of_another_town_neither_sees_nor_changes_it(town: Town) -> None:
    cora, ines = await town.with_people("Cora en coordinator", "Ines en coordinator Holyoke")
    await cora.says("/escalation").hears("escalation.policy", town="Northampton")
    await ines.says("/escalation Northampton").hears("escalation.policy", town="Holyoke")


async def test_who_coordinates_several_towns_chooses_one(town: Town) -> None:
    (ana,) = await town.with_people("Ana en coordinator everywhere")
    await ana.says("/escalation").hears("escalation.towns").taps("choice.name", name="Holyoke")
    await ana.hears("escalation.policy", town="Holyoke")
