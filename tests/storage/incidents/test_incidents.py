"""Incidents under their guard, what stands, what belongs together."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from alerts.incidents.corrections import CorrectedField, Corrections, IncidentKind, PlaceApart, PlaceSource
from alerts.incidents.incident import Basis, Incident, PickedBy, Reply, Report, State, Tally, TappedFacts, VerifierState
from alerts.incidents.ports import ANSWERS, INCIDENTS, REPORTS, VERIFICATIONS
from alerts.places.place import Place
from storage.core import core_tables as t
from storage.incidents.tables import incident as incident_table
from tests.storage.house import HOLYOKE, NORTHAMPTON, House


def reported(incident: Incident, number: int = 1, **changes: object) -> Report:
    given: dict[str, object] = {
        "incident_id": incident.id,
        "person_id": None,
        "contact_id": None,
        "verified": False,
        "first_hand": True,
        "received_at": incident.opened_at,
        "words": "two vans",
        "language": "en",
        "place": Place(words="Elm & 3rd"),
    }
    return Report(id=0, number=number, **(given | changes))  # type: ignore[arg-type]  # as the fields are


async def test_incidents_are_numbered_as_people_count(house: House) -> None:
    made = [await house.incident() for _ in range(3)]
    assert [incident.number for incident in made] == [1, 2, 3]
    async with house.begin() as uow:
        assert await INCIDENTS(uow).numbered(2) == made[1]
        assert await INCIDENTS(uow).numbered(4) is None
        assert await INCIDENTS(uow).get(made[0].id) == made[0]
        assert await INCIDENTS(uow).get(1) is None


@pytest.mark.parametrize(
    "place",
    [Place(), Place(words="Peña & 3rd 🚨"), Place(point=(42.3195, -72.6298)), Place(words="x", point=(-0.5, 180.0))],
)
async def test_a_place_comes_back_as_it_was(house: House, place: Place) -> None:
    made = await house.incident(place=place)
    async with house.begin() as uow:
        found = await INCIDENTS(uow).get(made.id)
        changed = await INCIDENTS(uow).change(made, place=Place(words="else"))
    assert found is not None
    assert changed is not None
    assert found.place == place
    assert changed.place == Place(words="else")


async def test_of_two_changes_from_one_version_exactly_one_wins(house: House) -> None:
    """Two dispatchers tap at once: one decision, and the second is told."""
    incident = await house.incident()
    people = [(await house.someone(str(n)))[0] for n in range(8)]

    async def claim(person_id: int) -> Incident | None:
        async with house.begin() as uow:
            return await INCIDENTS(uow).change(incident, state=State.VERIFYING, holder_id=person_id, held_at=house.now)

    results = await asyncio.gather(*(claim(person.id) for person in people))
    [won] = [result for result in results if result is not None]
    async with house.begin() as uow:
        assert await INCIDENTS(uow).get(incident.id) == won
    assert (won.state, won.version) == (State.VERIFYING, incident.version + 1)


async def test_a_change_needs_the_state_too(house: House) -> None:
    incident = await house.incident()
    stale = replace(incident, state=State.VERIFYING)
    async with house.begin() as uow:
        assert await INCIDENTS(uow).change(stale, state=State.CONFIRMED) is None
        assert await INCIDENTS(uow).get(incident.id) == incident


async def test_every_field_of_a_decision_is_kept(house: House) -> None:
    incident = await house.incident()
    dana, _ = await house.someone("501")
    soon = house.now + timedelta(hours=2)
    async with house.begin() as uow:
        changed = await INCIDENTS(uow).change(
            incident,
            state=State.CONFIRMED,
            holder_id=dana.id,
            observer_id=dana.id,
            basis=Basis.TWO,
            confirmed_at=house.now,
            expires_at=soon,
            town_id=HOLYOKE,
            observed_at=house.now - timedelta(minutes=3),
        )
    async with house.begin() as uow:
        found = await INCIDENTS(uow).get(incident.id)
    assert found == changed
    assert found is not None
    assert (found.basis, found.confirmed_at, found.expires_at, found.town_id) == (Basis.TWO, house.now, soon, HOLYOKE)


async def test_a_change_that_is_undone_never_was(house: House) -> None:
    incident = await house.incident()
    async with house.undone() as uow:
        await INCIDENTS(uow).change(incident, state=State.VERIFYING)
    async with house.begin() as uow:
        assert await INCIDENTS(uow).get(incident.id) == incident


async def test_the_card_is_no_change_of_state(house: House) -> None:
    incident = await house.incident()
    async with house.begin() as uow:
        await INCIDENTS(uow).set_card(incident.id, 99)
        found = await INCIDENTS(uow).get(incident.id)
        assert found is not None
        assert (found.card_id, found.version) == (99, incident.version)


@pytest.mark.parametrize("state", State)
async def test_what_stands_is_what_is_open(house: House, state: State) -> None:
    incident = await house.incident()
    await house.set(incident_table, incident_table.c.id == incident.id, state=state.value)
    async with house.begin() as uow:
        standing = await INCIDENTS(uow).standing(NORTHAMPTON)
    assert bool(standing) is (state in {State.REPORTED, State.VERIFYING, State.UNVERIFIABLE, State.CONFIRMED})


async def test_an_incident_without_a_town_stands_in_every_town(house: House) -> None:
    here, there = await house.incident(), await house.incident(town_id=HOLYOKE)
    unknown = await house.incident(town_id=None)
    async with house.begin() as uow:
        found = [[i.id for i, _ in await INCIDENTS(uow).standing(town)] for town in (NORTHAMPTON, HOLYOKE, None)]
    assert found == [[here.id, unknown.id], [there.id, unknown.id], [here.id, there.id, unknown.id]]


async def test_what_stands_says_when_it_was_heard_of_last_and_every_way_its_place_was_told(house: House) -> None:
    incident = await house.incident()
    later = house.now + timedelta(minutes=7)
    ways = (*incident.ways, Place(point=(42.0, -72.0)), Place(words="Elm con la 3ra", point=(42.0, -72.0)))
    async with house.begin() as uow:
        [(found, heard)] = await INCIDENTS(uow).standing(NORTHAMPTON)
        assert (heard, found.ways) == (house.now, (incident.place,))
        await INCIDENTS(uow).change(found, ways=ways)
        await REPORTS(uow).add(reported(incident, 1, received_at=later))
        await REPORTS(uow).add(reported(incident, 2))
        [(found, heard)] = await INCIDENTS(uow).standing(NORTHAMPTON)
    assert heard == later
    assert (found.place, found.ways) == (incident.place, ways)


async def test_children_are_all_that_were_merged_in_however_deep(house: House) -> None:
    root, child, grandchild, other = [await house.incident() for _ in range(4)]
    for gone, into in ((child, root), (grandchild, child)):
        async with house.begin() as uow:
            await INCIDENTS(uow).change(gone, state=State.MERGED, merged_into_id=into.id, closed_at=house.now)
    async with house.begin() as uow:
        assert {i.id for i in await INCIDENTS(uow).children(root.id)} == {child.id, grandchild.id}
        assert await INCIDENTS(uow).children(other.id) == []


async def test_a_report_comes_back_with_what_was_added(house: House) -> None:
    incident, other = await house.incident(), await house.incident()
    rosa, contact = await house.someone("501")
    async with house.begin() as uow:
        made = await REPORTS(uow).add(
            reported(incident, person_id=rosa.id, contact_id=contact.id, verified=True, facts={"kind": "see"})
        )
        assert await REPORTS(uow).get(made.id) == made
        more = replace(made, words="", place=Place(), facts={}, incident_id=other.id, number=4)
        await REPORTS(uow).save(more)
        assert await REPORTS(uow).get(made.id) == more
        assert await REPORTS(uow).of(incident.id) == []
        assert await REPORTS(uow).of(other.id) == [more]
        with pytest.raises(LookupError):
            await REPORTS(uow).save(replace(made, id=1))


async def test_of_many_reports_a_little_can_be_read_alone(house: House) -> None:
    incident, other = await house.incident(), await house.incident()
    (rosa, _), (luis, _), (sam, _) = [await house.someone(str(number)) for number in range(3)]
    later = house.now + timedelta(minutes=5)
    async with house.begin() as uow:
        assert await REPORTS(uow).tally(incident.id) == Tally(people=0, verified=0, last=0)
        for report in (
            reported(incident, 5, person_id=sam.id, verified=True, received_at=later, facts={"kind": "see"}),
            reported(incident, 1, person_id=rosa.id, facts={"kind": "over"}),
            reported(incident, 2, person_id=luis.id, verified=True, words=""),
            reported(other, 1, person_id=rosa.id),
        ):
            await REPORTS(uow).add(report)
        one, two, five = await REPORTS(uow).of(incident.id)
        assert await REPORTS(uow).tally(incident.id) == Tally(people=3, verified=2, last=5)
        assert await REPORTS(uow).first(incident.id, 2) == [one, two]
        assert await REPORTS(uow).first_vouched(incident.id) == five
        assert await REPORTS(uow).by(incident.id, luis.id) == two
        assert await REPORTS(uow).by(other.id, luis.id) is None
        assert await REPORTS(uow).reporters(incident.id) == {rosa.id, luis.id, sam.id}
        assert await REPORTS(uow).reporters(incident.id, until=house.now) == {rosa.id, luis.id}
        assert await REPORTS(uow).taps(incident.id) == [
            TappedFacts(person_id=one.person_id, verified=False, received_at=one.received_at, facts={"kind": "over"}),
            TappedFacts(person_id=five.person_id, verified=True, received_at=later, facts={"kind": "see"}),
        ]


async def test_a_place_that_was_kept_before_its_ways_were_is_read_all_the_same(house: House) -> None:
    incident = await house.incident()
    kept = house.store.vault.seal_json("incident", "place", incident.id, {"words": "Elm & 3rd", "point": None})
    await house.set(incident_table, incident_table.c.id == incident.id, place=kept)
    async with house.begin() as uow:
        found = await INCIDENTS(uow).get(incident.id)
    assert found is not None
    assert (found.place, found.ways) == (incident.place, ())


async def test_who_is_on_the_way_is_busy_while_the_incident_is_open(house: House) -> None:
    incident = await house.incident()
    people = [(await house.someone(str(n)))[0] for n in range(len(VerifierState))]
    async with house.begin() as uow:
        for person, state in zip(people, VerifierState, strict=True):
            [look] = await VERIFICATIONS(uow).add(incident.id, {person.id: PickedBy.OWN_TOWN}, 1, house.now)
            await VERIFICATIONS(uow).record(
                look.id, state, house.now, house.now if state is VerifierState.GOING else None
            )
        under_way = {people[list(VerifierState).index(state)].id for state in (VerifierState.GOING, VerifierState.SEEN)}
        assert await VERIFICATIONS(uow).busy(house.now) == under_way
        assert await VERIFICATIONS(uow).busy(house.now + timedelta(seconds=1)) == frozenset()
        assert [v.state for v in await VERIFICATIONS(uow).of(incident.id)] == list(VerifierState)
        await INCIDENTS(uow).change(incident, state=State.MERGED)
        assert await VERIFICATIONS(uow).busy(house.now) == frozenset()


async def test_when_each_was_asked_last(house: House) -> None:
    rosa, luis = (await house.someone("1"))[0], (await house.someone("2"))[0]
    first, second = await house.incident(), await house.incident()
    later = house.now + timedelta(hours=1)
    async with house.begin() as uow:
        await VERIFICATIONS(uow).add(first.id, {rosa.id: PickedBy.OWN_TOWN}, 1, later)
        await VERIFICATIONS(uow).add(second.id, {rosa.id: PickedBy.OWN_TOWN}, 1, house.now)
        assert await VERIFICATIONS(uow).last_asked([rosa.id, luis.id]) == {rosa.id: later}
        assert await VERIFICATIONS(uow).last_asked([]) == {}


async def test_of_several_answers_the_latest_counts(house: House) -> None:
    incident = await house.incident()
    rosa, _ = await house.someone("501")
    async with house.begin() as uow:
        for reply in (Reply.ON_MY_WAY, Reply.CANNOT, Reply.CANNOT):
            await ANSWERS(uow).save(incident.id, rosa.id, reply, house.now)
        assert await ANSWERS(uow).of(incident.id) == {rosa.id: Reply.CANNOT}


async def test_what_somebody_reported_last_is_found_whatever_incident_it_is_of(house: House) -> None:
    rosa, contact = await house.someone("1")
    luis, _ = await house.someone("2")
    first, second = await house.incident(), await house.incident()
    async with house.begin() as uow:
        for minutes, incident in ((5, second), (0, first)):
            at = house.now + timedelta(minutes=minutes)
            await REPORTS(uow).add(
                Report(
                    id=0, incident_id=incident.id, person_id=rosa.id, contact_id=contact.id, number=1, verified=True,
                    first_hand=True, received_at=at, words="two vans", language="en", place=Place(),
                )
            )  # fmt: skip
        newest = await REPORTS(uow).newest_by(rosa.id)
        assert newest is not None
        assert newest.incident_id == second.id
        assert await REPORTS(uow).newest_by(luis.id) is None


async def test_the_answers_to_an_alert_that_is_over_can_be_forgotten(house: House) -> None:
    rosa, _ = await house.someone("1")
    over, other = await house.incident(), await house.incident()
    async with house.begin() as uow:
        for incident in (over, other):
            await ANSWERS(uow).save(incident.id, rosa.id, Reply.ON_MY_WAY, house.now)
        await ANSWERS(uow).forget(over.id)
        assert await ANSWERS(uow).of(over.id) == {}
        assert await ANSWERS(uow).of(other.id) == {rosa.id: Reply.ON_MY_WAY}


async def test_an_incident_outlives_who_decided_about_it(house: House) -> None:
    """Somebody who leaves takes what is theirs, not the network's count of what happened."""
    incident = await house.incident()
    dana, contact = await house.someone("501")
    async with house.begin() as uow:
        await INCIDENTS(uow).change(incident, holder_id=dana.id, observer_id=dana.id)
        made = await REPORTS(uow).add(reported(incident, person_id=dana.id, contact_id=contact.id))
    async with house.store.write() as session:
        await (await session.connection()).execute(t.person.delete())
    async with house.begin() as uow:
        found, report = await INCIDENTS(uow).get(incident.id), await REPORTS(uow).get(made.id)
    assert found is not None
    assert report is not None
    assert (found.holder_id, found.observer_id, report.person_id, report.contact_id) == (None, None, None, None)


async def test_the_desks_word_comes_back_as_it_was(house: House) -> None:
    made = await house.incident(place_from=PlaceSource.VOUCHED)
    assert (made.place_from, made.corrections, made.muted) == (PlaceSource.VOUCHED, Corrections(), False)
    said = Corrections(
        fields=frozenset({CorrectedField.PLACE, CorrectedField.FACTS}),
        kind=IncidentKind.TAKEN,
        facts={"size": "few", "activity": ""},
        passed_over=frozenset({("size", "many")}),
        words="dos camionetas",
        language="es",
        apart=(PlaceApart(number=3, place=Place(words="Peña", point=(42.0, -72.5)), vouched=True, report_id=9),),
        untold=frozenset({CorrectedField.TOWN}),
        told_town_id=HOLYOKE,
    )
    async with house.begin() as uow:
        changed = await INCIDENTS(uow).change(made, corrections=said, place_from=PlaceSource.DESK, muted=True)
    async with house.begin() as uow:
        found = await INCIDENTS(uow).get(made.id)
    assert found == changed
    assert found is not None
    assert (found.place_from, found.corrections, found.muted) == (PlaceSource.DESK, said, True)


async def test_a_place_that_is_taken_out_leaves_the_ways_in_which_it_was_told(house: House) -> None:
    made = await house.incident()
    async with house.begin() as uow:
        changed = await INCIDENTS(uow).change(made, place=Place())
    assert changed is not None
    assert (changed.place, changed.ways) == (Place(), (Place(words="Elm & 3rd"),))


async def test_the_purge_takes_the_desks_word_along(house: House) -> None:
    made = await house.incident()
    async with house.begin() as uow:
        await INCIDENTS(uow).change(made, corrections=Corrections(words="Juan"))
        await INCIDENTS(uow).purge(made.id, house.now)
        found = await INCIDENTS(uow).get(made.id)
    assert found is not None
    assert found.corrections == Corrections()
