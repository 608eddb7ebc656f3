"""Towns change while people report and decide: nothing open is lost, and who it concerns hears of it."""

from alerts.network.town import Town as NetworkTown
from alerts.people.person import Role
from alerts.towns import adding_towns, changing, ending
from alerts.work.refused import Refused
from tests.conversations.scenes import REPORT
from tests.conversations.town import Town

FLORENCE = (42.322, -72.693)
NORTHAMPTON, HOLYOKE = 1, 2


async def test_who_writes_the_old_name_of_a_town_reports_of_it(town: Town) -> None:
    rosa, dana = await town.with_people("Rosa es member", "Dana en dispatcher Holyoke")
    async with town.work.begin() as uow:
        await changing.rename_town(uow, town.now, HOLYOKE, "Paper City", None)
    await town.settle()
    await dana.hears("towns.told.renamed", before="Holyoke", town="Paper City")
    await rosa.says("Hay dos camionetas de la migra en High y Appleton en Holyoke, se llevan a alguien")
    await dana.hears("desk.taken")
    [incident] = await town.rows_of("subject")
    assert incident.town_id == HOLYOKE


async def test_what_is_open_goes_with_a_town_that_becomes_a_part_of_another_and_its_desk_is_rung(town: Town) -> None:
    rosa, dana, leo = await town.with_people("Rosa es member", "Dana en dispatcher", "Leo en dispatcher Holyoke")
    await rosa.says(REPORT)
    town.forget_news()
    async with town.work.begin() as uow:
        await ending.merge_towns(uow, town.now, NORTHAMPTON, HOLYOKE, None)
    await town.settle()
    await leo.hears("desk.handed_over", number=1)
    await dana.hears("towns.told.merged", gone="Northampton", town="Holyoke")
    await rosa.hears("towns.told.merged")
    await leo.taps("desk.claim")
    await town.forward(minutes=1)
    rows = await town.rows_of("subject")
    assert [row.town_id for row in rows] == [HOLYOKE]
    async with town.work.begin() as uow:
        assert (await uow.people.with_role(frozenset({Role.DISPATCHER}), HOLYOKE))[0].id == dana.person_id
        assert (await uow.network()).town(NORTHAMPTON) is None


async def test_a_town_in_which_something_is_open_is_not_left(town: Town) -> None:
    rosa, _ = await town.with_people("Rosa es member", "Cora en coordinator everywhere")
    await rosa.says(REPORT)
    async with town.work.begin() as uow:
        refused = await ending.retire_town(uow, town.now, NORTHAMPTON, None)
    await town.settle()
    assert isinstance(refused, Refused)
    assert refused.why.key == "towns.open"
    async with town.work.begin() as uow:
        assert not isinstance(await ending.retire_town(uow, town.now, HOLYOKE, None), Refused)
    await town.settle()


async def test_everybody_of_a_town_that_is_left_hears_so_and_has_no_role_there(town: Town) -> None:
    jean, cora = await town.with_people("Jean en responder Holyoke signal", "Cora en coordinator everywhere")
    async with town.work.begin() as uow:
        await ending.retire_town(uow, town.now, HOLYOKE, None)
    await town.settle()
    await jean.hears("towns.told.retired", town="Holyoke")
    await cora.hears("towns.told.retired")
    await jean.says("/status").hears("status.stranger")


async def test_whoever_hears_of_a_town_hears_of_the_part_that_is_split_off(town: Town) -> None:
    rosa, dana = await town.with_people("Rosa es subscriber", "Dana en dispatcher")
    async with town.work.begin() as uow:
        part = await adding_towns.split_town(uow, town.now, NORTHAMPTON, "Florence", FLORENCE, None)
    await town.settle()
    assert isinstance(part, NetworkTown)
    await rosa.hears("towns.told.split", town="Northampton", part="Florence")
    await dana.hears("towns.told.split")
    await rosa.says("/towns").hears("towns.line", town="Florence")
    assert sorted((row.role, row.town_id) for row in await town.rows_of("grant_")) == [
        ("dispatcher", NORTHAMPTON), ("dispatcher", part.id), ("subscriber", NORTHAMPTON), ("subscriber", part.id),
    ]  # fmt: skip


async def test_an_open_incident_that_lies_in_the_part_is_the_part_s(town: Town) -> None:
    rosa, dana = await town.with_people("Rosa es member", "Dana en dispatcher")
    await rosa.says(REPORT)
    await rosa.sends_location(42.3221, -72.6925)
    async with town.work.begin() as uow:
        part = await adding_towns.split_town(uow, town.now, NORTHAMPTON, "Florence", FLORENCE, None)
    await town.settle()
    assert isinstance(part, NetworkTown)
    assert [row.town_id for row in await town.rows_of("subject")] == [part.id]
    await dana.taps("desk.claim")


async def test_whoever_coordinates_one_town_changes_no_other(town: Town) -> None:
    (cora,) = await town.with_people("Cora en coordinator")
    async with town.work.begin() as uow:
        person = await uow.people.get(cora.person_id)
        assert person is not None
        for change in (
            ending.merge_towns(uow, town.now, NORTHAMPTON, HOLYOKE, person),
            ending.retire_town(uow, town.now, HOLYOKE, person),
            changing.rename_town(uow, town.now, HOLYOKE, "Paper City", person),
            changing.move_town(uow, town.now, HOLYOKE, FLORENCE, person),
            adding_towns.split_town(uow, town.now, HOLYOKE, "Part", FLORENCE, person),
        ):
            refused = await change
            assert isinstance(refused, Refused)
            assert refused.why.key == "refused.role"
        added = await adding_towns.add_town(uow, town.now, "Florence", FLORENCE, person)
        assert isinstance(added, NetworkTown)
        again = await uow.people.get(cora.person_id)
        assert again is not None
        assert again.has(frozenset({Role.COORDINATOR}), added.id)


async def test_nobody_puts_a_center_onto_that_of_a_town_they_dont_coordinate(town: Town) -> None:
    """A location goes to the nearest center: its reports would come to them, and its own desk would not hear."""
    hugo, cora = await town.with_people("Hugo en coordinator Holyoke", "Cora en coordinator")
    async with town.work.begin() as uow:
        person = await uow.people.get(hugo.person_id)
        assert person is not None
        theirs = (await uow.network()).town(NORTHAMPTON)
        assert theirs is not None
        for change in (
            changing.move_town(uow, town.now, HOLYOKE, theirs.point, person),
            adding_towns.add_town(uow, town.now, "Downtown", theirs.point, person),
        ):
            refused = await change
            assert isinstance(refused, Refused)
            assert refused.why.key == "towns.beside"
        assert not isinstance(await changing.move_town(uow, town.now, HOLYOKE, (42.2, -72.62), person), Refused)
    await town.settle()
    await cora.hears("towns.told.moved", town="Holyoke")
