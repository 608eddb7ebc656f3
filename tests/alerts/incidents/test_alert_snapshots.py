"""What an alert would say at this moment, and to whom."""

from datetime import timedelta
from typing import Any, cast

import pytest

from alerts.incidents.alert_snapshots import audiences, take_snapshot
from alerts.incidents.corrections import Corrections
from alerts.incidents.draft import AlertSnapshot, Draft
from alerts.incidents.incident import Basis, Incident
from alerts.notices import Quote
from alerts.people.person import Role
from alerts.places.place import Place
from alerts.work.unit_of_work import UnitOfWork
from tests.alerts.incidents.case_file import CaseFile, report
from tests.alerts.samples import NOON, NORTHAMPTON, incident, person

DRAFT = Draft(incident_id=1, basis=Basis.PHOTO)
NOW = NOON + timedelta(minutes=5)
ELM = Place(words="Elm & 3rd")


async def snapshot(file: CaseFile, draft: Draft = DRAFT, about: Incident | None = None) -> AlertSnapshot:
    return await take_snapshot(cast("UnitOfWork", file), NOW, draft, about or incident())


@pytest.mark.parametrize(
    ("words", "place", "town_id"),
    [
        pytest.param("Elm & 3rd", ELM, NORTHAMPTON, id="the place"),
        pytest.param("Elm & 3rd!!", ELM, NORTHAMPTON, id="the place with a cry"),
        pytest.param("🚨 Elm & 3rd 🚨", ELM, NORTHAMPTON, id="the place between signs"),
        pytest.param("Elm & 3rd, Northampton", ELM, NORTHAMPTON, id="the place and its town"),
        pytest.param("Elm & 3rd in Northampton.", ELM, NORTHAMPTON, id="the place in its town"),
        pytest.param("Elm & 3rd en northampton", ELM, NORTHAMPTON, id="the same in Spanish"),
        pytest.param("Northampton", Place(), NORTHAMPTON, id="the town"),
        pytest.param("in Northampton", Place(point=(42.3, -72.6)), NORTHAMPTON, id="the town of a point"),
        pytest.param("🚨🚨", Place(), NORTHAMPTON, id="signs"),
        pytest.param("413", Place(), NORTHAMPTON, id="figures"),
    ],
)
async def test_words_that_say_no_more_than_where_it_is_are_not_said_twice(
    words: str, place: Place, town_id: int
) -> None:
    shown = await snapshot(CaseFile(reports=(report(words=words, place=place),)), about=incident(town_id=town_id))
    assert shown.words is None


@pytest.mark.parametrize(
    ("words", "place"),
    [
        pytest.param("two vans at Elm & 3rd", ELM, id="what is seen there"),
        pytest.param("Elm & 3rd, hurry", ELM, id="a word more"),
        pytest.param("Elm & 3rd, Holyoke", ELM, id="another town than the incident's"),
        pytest.param("ICE in Northampton", Place(), id="what is seen in the town"),
        pytest.param("la migra está en la Elm", Place(), id="a place that was not found in it"),
    ],
)
async def test_words_that_say_more_go_along_whole(words: str, place: Place) -> None:
    shown = await snapshot(CaseFile(reports=(report(words=words, place=place),)))
    assert shown.words == Quote(words, 300, "en")


async def test_only_the_first_words_of_somebody_whom_the_network_knows_go_along() -> None:
    file = CaseFile(
        reports=(
            report(1, words="a stranger saw vans", verified=False),
            report(2, verified=True),
            report(3, words="two vans", language="es"),
            report(4, words="three vans"),
        )
    )
    assert (await snapshot(file)).words == Quote("two vans", 300, "es")
    assert (await snapshot(CaseFile(reports=file.reports[:2]))).words is None


async def test_the_words_of_who_takes_them_back_do_not_go_along() -> None:
    assert (await snapshot(CaseFile(reports=(report(words="two vans", facts={"kind": "back"}),)))).words is None


@pytest.mark.parametrize(
    ("corrections", "draft", "words", "from_desk"),
    [
        pytest.param(Corrections(), DRAFT, "two vans", False, id="the reporter's own"),
        pytest.param(Corrections(words="white vans"), DRAFT, "white vans", True, id="the desk's"),
        pytest.param(Corrections(words=""), DRAFT, None, True, id="the desk took them out"),
        pytest.param(
            Corrections(words="white vans"),
            Draft(incident_id=1, basis=Basis.PHOTO, with_words=False),
            None,
            True,
            id="the draft leaves them out",
        ),
    ],
)
async def test_the_desks_words_stand_in_for_the_reporters(
    corrections: Corrections, draft: Draft, words: str | None, from_desk: bool
) -> None:
    shown = await snapshot(CaseFile(reports=(report(words="two vans"),)), draft, incident(corrections=corrections))
    assert (shown.words and shown.words.words, shown.words_from_desk) == (words, from_desk)


@pytest.mark.parametrize(
    ("written", "corrections", "practice"),
    [
        pytest.param(("two vans",), Corrections(), False, id="in earnest"),
        pytest.param(("PRACTICE, two vans",), Corrections(), True, id="the reporter began so"),
        pytest.param(("PRACTICE, two vans",), Corrections(words=""), True, id="its words are left out"),
        pytest.param(("PRACTICE, two vans", "two vans"), Corrections(), False, id="somebody else is in earnest"),
        pytest.param(("two vans",), Corrections(words="PRACTICE, vans"), True, id="the desk says so"),
    ],
)
async def test_practice_is_known_whether_or_not_its_words_go_along(
    written: tuple[str, ...], corrections: Corrections, practice: bool
) -> None:
    file = CaseFile(reports=tuple(report(number, words=words) for number, words in enumerate(written, start=1)))
    assert (await snapshot(file, about=incident(corrections=corrections))).practice is practice


async def test_what_is_private_stays_here_and_is_named() -> None:
    about = incident(place=Place(words="214 Elm St apt 3"))
    shown = await snapshot(CaseFile(reports=(report(words="two vans, plate 7KX 921, hurry"),)), about=about)
    assert shown.place == Place(words="214 Elm St")
    assert shown.words == Quote("two vans, plate […], hurry", 300, "en")
    assert shown.taken_out == ("door", "flat", "plate")


async def test_a_shops_name_that_the_dispatcher_puts_back_goes_along() -> None:
    file = CaseFile(reports=(report(words="two vans in front of Lupita on High st"),))
    shown = await snapshot(file)
    assert shown.perhaps_places == ("Lupita",)
    again = await snapshot(file, Draft(incident_id=1, basis=Basis.PHOTO, put_back=("Lupita",)))
    assert again.words == Quote("two vans in front of Lupita on High st", 300, "en")


async def test_facts_of_those_who_count_are_known() -> None:
    stranger = report(1, verified=False, facts={"size": "many"})
    assert (await snapshot(CaseFile(reports=(stranger,)))).known == (("size", "many"),)
    known = report(2, facts={"size": "few"})
    assert (await snapshot(CaseFile(reports=(stranger, known)))).known == (("size", "few"),)


RESPONDER, SILENT, MEMBER, REPORTER, STOPPED, ELSEWHERE = range(1, 7)
RESIDENTS = (
    person(RESPONDER, (Role.RESPONDER, NORTHAMPTON)),
    person(SILENT, (Role.RESPONDER, NORTHAMPTON)),
    person(MEMBER, (Role.MEMBER, NORTHAMPTON)),
    person(REPORTER, (Role.SUBSCRIBER, NORTHAMPTON)),
    person(STOPPED, (Role.SUBSCRIBER, NORTHAMPTON), stopped_at=NOON),
    person(ELSEWHERE, (Role.MEMBER, NORTHAMPTON + 1)),
)


def reported_by(person_id: int, **facts: str) -> Any:
    return report(person_id, facts=facts)


async def test_everybody_of_the_town_gets_it_but_who_reported_it_or_asked_for_silence() -> None:
    file = CaseFile(
        reports=(reported_by(REPORTER), reported_by(SILENT, write="no")), residents=RESIDENTS, groups={"signal": 1}
    )
    shown = await snapshot(file)
    assert (shown.told, shown.people, shown.groups) == ((RESPONDER, MEMBER), 2, {"signal": 1})
    assert (shown.silent, shown.reporters) == ((SILENT,), (SILENT, REPORTER))
    goers, others = audiences(shown)
    assert [one.id for one in RESIDENTS if goers.holds(one)] == [RESPONDER]
    assert [one.id for one in RESIDENTS if others.holds(one)] == [MEMBER]


async def test_a_responder_who_reported_it_is_asked_to_go_all_the_same() -> None:
    shown = await snapshot(CaseFile(reports=(reported_by(RESPONDER),), residents=RESIDENTS))
    assert RESPONDER in shown.told


async def test_who_reported_it_since_it_was_shown_stays_in_the_audience() -> None:
    first = await snapshot(CaseFile(reports=(reported_by(REPORTER),), residents=RESIDENTS))
    draft = Draft(incident_id=1, basis=Basis.PHOTO, shown=first)
    file = CaseFile(reports=(reported_by(REPORTER), reported_by(MEMBER)), residents=RESIDENTS)
    assert MEMBER in (await snapshot(file, draft)).told
    assert MEMBER not in (await snapshot(file)).told


async def test_but_not_who_asked_for_silence_since() -> None:
    first = await snapshot(CaseFile(residents=RESIDENTS))
    draft = Draft(incident_id=1, basis=Basis.PHOTO, shown=first)
    shown = await snapshot(CaseFile(reports=(reported_by(MEMBER, write="no"),), residents=RESIDENTS), draft)
    assert MEMBER in first.told
    assert MEMBER not in shown.told


@pytest.mark.parametrize(
    ("told", "confirmed_at", "again"),
    [
        pytest.param(frozenset(), None, False, id="nobody was told"),
        pytest.param(frozenset({1}), None, True, id="people were told, and that it is over"),
        pytest.param(frozenset({1}), NOON, False, id="people were told, and it is not over"),
    ],
)
async def test_it_is_open_again_where_people_were_told_that_it_is_over(
    told: frozenset[int], confirmed_at: Any, again: bool
) -> None:
    shown = await snapshot(CaseFile(told_before=told), about=incident(confirmed_at=confirmed_at))
    assert shown.told_before is again


async def test_an_incident_without_a_town_has_no_alert() -> None:
    with pytest.raises(ValueError, match="town"):
        await snapshot(CaseFile(), about=incident(town_id=None))
