"""How many messages somebody sent lately, and what was bundled with their reports."""

from datetime import timedelta

from alerts.incidents.bundled_message import BundledCount, BundledMessage
from alerts.incidents.incident import Incident, Report
from alerts.incidents.limit_ports import BUNDLED, MESSAGE_WINDOWS
from alerts.incidents.person_limits import WINDOW, MessageWindow
from alerts.incidents.ports import INCIDENTS, REPORTS
from alerts.notices import Media
from storage.incidents.tables import bundled as bundled_table
from tests.storage.house import House
from tests.storage.incidents.test_incidents import reported


async def report_of_somebody(house: House) -> tuple[Incident, Report]:
    incident = await house.incident()
    person, contact = await house.someone("501")
    async with house.begin() as uow:
        kept = await REPORTS(uow).add(reported(incident, person_id=person.id, contact_id=contact.id))
    return incident, kept


async def test_messages_are_counted_within_a_while_and_then_anew(house: House) -> None:
    one, two = [(await house.someone(address))[0].id for address in ("501", "502")]
    begun = house.now
    async with house.begin() as uow:
        windows = MESSAGE_WINDOWS(uow)
        assert await windows.of(one, begun) == MessageWindow(person_id=one, since=begun, messages=0)
        assert await windows.count(one, begun) == MessageWindow(person_id=one, since=begun, messages=1)
        await windows.save((await windows.of(one, begun)).noting("words"))
        last = begun + WINDOW - timedelta(seconds=1)
        again = await windows.count(one, last)
        assert again == MessageWindow(person_id=one, since=begun, messages=2, noted=frozenset({"words"}))
        assert (await windows.count(two, last)).messages == 1
        over = begun + WINDOW
        assert await windows.count(one, over) == MessageWindow(person_id=one, since=over, messages=1)


async def test_what_is_noted_of_somebody_who_was_never_counted_is_kept(house: House) -> None:
    one = (await house.someone("501"))[0].id
    async with house.begin() as uow:
        await MESSAGE_WINDOWS(uow).save((await MESSAGE_WINDOWS(uow).of(one, house.now)).noting("media"))
        assert (await MESSAGE_WINDOWS(uow).count(one, house.now)).noted == {"media"}


async def test_two_who_turn_out_to_be_one_have_one_window(house: House) -> None:
    keep, gone = [(await house.someone(address))[0].id for address in ("501", "502")]
    async with house.begin() as uow:
        for person_id in (keep, gone):
            await MESSAGE_WINDOWS(uow).count(person_id, house.now)
        await uow.people.merge(keep, gone, house.now)
        assert (await MESSAGE_WINDOWS(uow).count(keep, house.now)).messages == 2


async def test_what_is_bundled_is_found_by_report_and_goes_with_its_incident(house: House) -> None:
    incident, report = await report_of_somebody(house)
    words = BundledMessage(report_id=report.id, received_at=house.now, words="and a bus")
    photo = BundledMessage(report_id=report.id, received_at=house.now, media=Media(1, "file", "photo"))
    async with house.begin() as uow:
        assert await BUNDLED(uow).counts(incident.id, 3) == []
        await BUNDLED(uow).add(words)
        await BUNDLED(uow).add(photo)
        assert await BUNDLED(uow).of([report.id]) == [words, photo]
        assert await BUNDLED(uow).of([7]) == []
        assert await BUNDLED(uow).counts(incident.id, 3) == [BundledCount(number=1, messages=2)]
    async with house.begin() as uow:
        await INCIDENTS(uow).purge(incident.id, house.now)
    assert await house.rows(bundled_table) == []


async def test_open_reports_of_a_person_are_counted_and_the_newest_found(house: House) -> None:
    incident, report = await report_of_somebody(house)
    person_id = report.person_id or 0
    async with house.begin() as uow:
        assert await REPORTS(uow).open_by(person_id) == 1
        assert await REPORTS(uow).newest_open_by(person_id) == report
        await INCIDENTS(uow).change(incident, closed_at=house.now)
        assert await REPORTS(uow).open_by(person_id) == 0
        assert await REPORTS(uow).newest_open_by(person_id) is None
