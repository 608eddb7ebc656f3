"""/towns: everybody's own towns; a coordinator sees who is where, and adds, renames, moves, splits and joins them."""

import pytest

from alerts.places.named_place import NamedPlace, PlaceAnswer, PlaceQuery
from alerts.towns import ending
from alerts.work.refused import Refused
from tests.conversations.phone import Phone
from tests.conversations.scenes import REPORT
from tests.conversations.town import Town

NORTHAMPTON, HOLYOKE = 1, 2


async def _names(town: Town) -> list[str]:
    async with town.work.begin() as uow:
        return [one.name for one in (await uow.network()).towns]


async def _coordinator(town: Town, app: str = "") -> Phone:
    (cora,) = await town.with_people(f"Cora en coordinator everywhere {app}")
    return cora


async def test_who_coordinates_nothing_sees_their_own_towns_as_ever(town: Town) -> None:
    (rosa,) = await town.with_people("Rosa es member")
    await rosa.says("/towns").hears("towns.line", town="Northampton")
    await rosa.hears("towns.more")
    await town.nobody_hears_anything_else()


async def test_a_coordinator_sees_who_is_where_and_what_is_missing_and_their_own_towns_by_a_tap(town: Town) -> None:
    cora, _, _ = await town.with_people("Cora en coordinator", "Jean en responder", "Ines es responder")
    await cora.says("/towns").hears("towns.list_lacking", town="Northampton", people=3, witnesses=2)
    assert "towns.lacks.group" in cora.keys
    assert "towns.lacks.desk" not in cora.keys
    await cora.taps("towns.own").hears("towns.line", town="Northampton")


async def test_a_town_s_page_counts_roles_and_languages_and_names_what_is_lacking(town: Town) -> None:
    cora, _, _ = await town.with_people("Cora en coordinator", "Jean en responder", "Ines es subscriber")
    await town.with_groups()
    await cora.says("/towns northampton").hears("towns.page", town="Northampton", people=3)
    assert cora.keys >= {"towns.roles", "towns.languages", "towns.groups", "towns.neighbors", "towns.gap.responders"}
    assert cora.keys.isdisjoint({"towns.gap.desk", "towns.gap.group"})


@pytest.mark.parametrize("app", ["", "signal"])
async def test_a_town_is_added_by_its_zip_code_and_people_can_be_invited_there_at_once(town: Town, app: str) -> None:
    cora = await _coordinator(town, app)
    await cora.says("/towns").taps("towns.new").hears("towns.where.add")
    await cora.says("01027").hears("towns.here.add", place="Easthampton MA")
    await cora.taps("towns.take").hears("towns.added_now", town="Easthampton")
    assert await _names(town) == ["Northampton", "Holyoke", "Easthampton"]
    await cora.says("/invite member Easthampton").hears("invite.made", town="Easthampton")


async def test_a_coordinator_of_one_town_coordinates_the_one_that_they_add_and_the_others_hear_of_it(
    town: Town,
) -> None:
    cora, ben = await town.with_people("Cora en coordinator", "Ben en coordinator Holyoke")
    await cora.says("/towns").taps("towns.new").says("Easthampton").taps("towns.take")
    await ben.hears("towns.told.added", town="Easthampton")
    await cora.hears("towns.page", town="Easthampton", people=1)
    await ben.says("/towns Easthampton").hears("towns.list_lacking", town="Holyoke")
    assert "Easthampton" not in ben.text


async def test_a_misspelt_town_is_chosen_from_those_that_may_be_meant(town: Town) -> None:
    cora = await _coordinator(town)
    await cora.says("/towns").taps("towns.new").says("Easthamton MA").hears("towns.which")
    await cora.taps("choice.name", name="Easthampton MA").hears("towns.added_now", town="Easthampton")


async def test_what_nobody_knows_is_asked_again_and_swapped_coordinates_are_noticed(town: Town) -> None:
    cora = await _coordinator(town)
    await cora.says("/towns").taps("towns.new").says("00000").hears("towns.unknown")
    await cora.says("Springdale: -72.6, 42.3").hears("towns.doubt.swapped")
    await cora.says("Springdale: 42.3, 72.6").hears("towns.doubt.east")
    await cora.says("Springdale: 42.3, -72.6").hears("towns.here.add", place="Springdale")
    await cora.taps("towns.take").hears("towns.added_now", town="Springdale")


async def test_no_changes_nothing_and_what_was_offered_is_stale_then(town: Town) -> None:
    cora = await _coordinator(town)
    await cora.says("/towns").taps("towns.new").says("01027").hears("towns.here.add")
    take = cora.button("towns.take")
    await cora.taps("towns.keep").is_told("towns.kept")
    await cora.presses(take).is_told("choose.stale")
    assert await _names(town) == ["Northampton", "Holyoke"]


async def test_whoever_reports_while_asked_for_a_town_reports(town: Town) -> None:
    cora = await _coordinator(town)
    await cora.says("/towns").taps("towns.new").hears("towns.where.add")
    await cora.says("agents at 12 Main St, Northampton")
    assert len(await town.rows_of("incident")) == 1
    await cora.says("/towns northampton").taps("towns.name").hears("towns.what_name")
    await cora.says("two white vans at Pleasant and 9th in Northampton")
    assert len(await town.rows_of("incident")) == 2
    assert await _names(town) == ["Northampton", "Holyoke"]


async def test_a_location_while_asked_for_a_town_s_name_is_a_report(town: Town) -> None:
    cora = await _coordinator(town)
    await cora.says("/towns").taps("towns.new").hears("towns.where.add")
    await cora.sends_location(42.32, -72.63)
    assert len(await town.rows_of("incident")) == 1


async def test_a_town_is_renamed_after_a_question_and_everybody_there_hears_so(town: Town) -> None:
    cora, rosa = await town.with_people("Cora en coordinator", "Rosa es member")
    await cora.says("/towns").taps("choice.name", name="Northampton").taps("towns.name").hears("towns.what_name")
    await cora.says("Holyoke").hears("towns.there", town="Holyoke")
    await cora.says("Paradise City").hears("towns.name_sure", before="Northampton", n=2)
    await cora.taps("towns.named").is_told("toast.towns.renamed", town="Paradise City")
    await rosa.hears("towns.told.renamed", before="Northampton", town="Paradise City")
    await cora.says("/invite member Northampton").hears("invite.made", town="Paradise City")


async def test_a_center_is_moved_by_a_location(town: Town) -> None:
    cora, dana = await town.with_people("Cora en coordinator", "Dana en dispatcher")
    await cora.says("/towns northampton").taps("towns.move").hears("towns.where.move")
    await cora.sends_location(42.35, -72.65).hears("towns.here.move")
    await cora.taps("towns.take").is_told("toast.towns.moved")
    await dana.hears("towns.told.moved")
    async with town.work.begin() as uow:
        assert (await uow.network()).towns[0].point == (42.35, -72.65)


async def test_a_part_is_split_off_and_joined_again_by_an_operator(town: Town) -> None:
    cora, rosa = await town.with_people("Cora en coordinator", "Rosa es member")
    await cora.says("/towns northampton").taps("towns.part").says("Florence MA").hears("towns.here.split")
    await cora.taps("towns.take").hears("towns.added_now", town="Florence")
    await rosa.hears("towns.told.split", part="Florence")
    await cora.says("/towns Florence").taps("towns.merge").hears("towns.others_there", town="Florence")
    async with town.work.begin() as uow:
        await ending.merge_towns(uow, town.now, 3, NORTHAMPTON, None)
    await town.settle()
    await rosa.hears("towns.told.merged")
    assert await _names(town) == ["Northampton", "Holyoke"]


async def test_a_town_is_left_after_a_question_and_not_while_something_is_open(town: Town) -> None:
    cora, rosa = await town.with_people("Cora en coordinator everywhere", "Rosa es member")
    await rosa.says(REPORT)
    await cora.says("/towns northampton").taps("towns.end").hears("towns.open", town="Northampton")
    await cora.says("/towns holyoke").taps("towns.end").hears("towns.retire_sure", town="Holyoke", n=1)
    yes = cora.button("towns.ended")
    await cora.taps("towns.ended").is_told("toast.towns.retired")
    await cora.presses(yes).is_told("towns.gone")
    assert await _names(town) == ["Northampton"]


async def test_a_town_of_nobody_else_s_becomes_a_part_of_another_in_chat(town: Town) -> None:
    cora = await _coordinator(town)
    await cora.says("/towns holyoke").taps("towns.merge").taps("choice.name", name="Northampton")
    await cora.hears("towns.merge_sure", gone="Holyoke", town="Northampton", n=1, open=0)
    await cora.taps("towns.merged").is_told("toast.towns.merged")
    assert await _names(town) == ["Northampton"]


@pytest.mark.parametrize("suspended", [False, True])
async def test_one_coordinator_ends_no_town_where_others_have_a_role(town: Town, suspended: bool) -> None:
    cora, jean = await town.with_people("Cora en coordinator everywhere", "Jean en responder Holyoke")
    await cora.says("/towns holyoke").taps("towns.end").hears("towns.others_there", town="Holyoke")
    await cora.says("/towns holyoke").taps("towns.merge").hears("towns.others_there", town="Holyoke")
    async with town.work.begin() as uow:
        person = await uow.people.get(cora.person_id)
        if suspended:
            await uow.people.suspend(jean.person_id, cora.person_id, town.now)
        for refused in (
            await ending.retire_town(uow, town.now, HOLYOKE, person),
            await ending.merge_towns(uow, town.now, HOLYOKE, NORTHAMPTON, person),
        ):
            assert isinstance(refused, Refused)
            assert refused.why.key == "towns.others_there"
    await jean.hears_nothing()


async def test_neighbors_are_set_by_hand(town: Town) -> None:
    cora = await _coordinator(town)
    await cora.says("/towns holyoke").taps("towns.beside").hears("towns.neighbors_of", towns=("Northampton",))
    await cora.taps("towns.pair").is_told("toast.towns.apart")
    await cora.says("/towns northampton").taps("towns.beside").hears("towns.neighbors_none")


async def test_each_change_stands_in_the_audit_log(town: Town) -> None:
    cora = await _coordinator(town)
    await cora.says("/towns").taps("towns.new").says("01027").taps("towns.take")
    await cora.says("/towns Easthampton").taps("towns.name").says("Nashawannuck").taps("towns.named")
    rows = await town.rows_of("audit_entry")
    assert [(row.action, row.by_id, row.town_id) for row in rows] == [
        ("town_made", cora.person_id, 3), ("town_renamed", cora.person_id, 3),
    ]  # fmt: skip


async def test_nobody_waits_for_the_database_while_a_town_is_looked_up(town: Town) -> None:
    cora = await _coordinator(town)
    looked_up = []

    async def look_up(query: PlaceQuery) -> PlaceAnswer:
        # Whoever reports at this moment: with the transaction still open this would wait for ever.
        async with town.work.begin() as uow:
            looked_up.append(await uow.conversations.step(cora.person_id))
        return PlaceAnswer(place=NamedPlace(name=query.words, point=(42.26, -72.67)))

    town.answering._look_up = look_up
    await cora.says("/towns").taps("towns.new").says("Easthampton").hears("towns.here.add", place="Easthampton")
    [step] = looked_up
    assert step is not None
    assert step.name == "towns.place"


async def test_neighbors_of_one_s_own_towns_are_offered_first(town: Town) -> None:
    cora, rosa = await town.with_people("Cora en coordinator everywhere", "Rosa es member Holyoke")
    await cora.says("/towns").taps("towns.new").says("01027").taps("towns.take")
    await cora.says("/towns holyoke").taps("towns.beside").taps("towns.pair", town="Northampton")
    await rosa.says("/towns").hears("towns.more")
    assert rosa.last is not None
    names = [choice.label.values.get("name") for row in rosa.last.spoken.notice.choices for choice in row]
    assert names == ["Easthampton", "Northampton", None]
    await rosa.taps("towns.add", name="Easthampton").hears("towns.added", town="Easthampton")
