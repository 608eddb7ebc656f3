"""/hold: an incident is kept longer for a court, by a coordinator's and an attorney's word, and nobody hides it."""

import pytest

from alerts.incidents.held import held_incidents
from alerts.incidents.ports import INCIDENTS
from alerts.incidents.timings import KEPT
from alerts.legal_hold.legal_hold import ANSWERED_WITHIN
from alerts.profile.ports import PROFILES
from alerts.profile.skill import Skill
from tests.conversations.phone import Phone
from tests.conversations.scenes import confirmed
from tests.conversations.town import Town

KEPT_DAYS = KEPT.span.days


async def closed(town: Town, platform: str = "telegram") -> tuple[Phone, Phone]:
    """#1 was alerted and is over; Cora coordinates, Ana is an attorney."""
    cast = await confirmed(town)
    await cast.dana.taps("desk.allclear").taps("end.allclear")
    cora, ana = await town.with_people(f"Cora en coordinator {platform}", f"Ana es member {platform}")
    await says_attorney(town, ana, has=True)
    return cora, ana


async def says_attorney(town: Town, who: Phone, *, has: bool) -> None:
    async with town.work.begin() as uow:
        await PROFILES(uow).set_skill(who.person_id, Skill.ATTORNEY, has=has)


async def words(town: Town) -> list[bytes]:
    """What is still kept of #1: the words of its reports, and the contents of its messages."""
    async with town.work.look() as uow:
        incident = await INCIDENTS(uow).numbered(1)
    assert incident is not None
    reports = [row.words for row in await town.rows_of("report")]
    notices = [row.content for row in await town.rows_of("notice") if row.subject_id == incident.id]
    return [one for one in (*reports, *notices) if one]


@pytest.mark.parametrize("platform", ["telegram", "signal"])
async def test_what_an_attorney_said_yes_to_is_kept_with_its_messages_until_its_day(town: Town, platform: str) -> None:
    cora, ana = await closed(town, platform)
    await (
        cora.says("/hold 1")
        .hears("legal_hold.question", number=1)
        .taps("choice.legal_hold.days", n=30)
        .hears("legal_hold.asked")
    )
    await ana.hears("legal_hold.asks", name="Cora", number=1).taps("hold.yes").hears("legal_hold.begun", number=1)
    await cora.hears("legal_hold.begun", number=1, name="Ana", asker="Cora")
    before = await words(town)
    await town.forward(days=22)
    assert await words(town) == before != []
    await town.forward(days=1.1)
    await cora.hears("legal_hold.ends_soon", number=1)
    await town.forward(days=7)
    await cora.hears("legal_hold.ended", number=1)
    await town.forward(days=1)
    assert await words(town) == []


async def test_while_an_attorney_is_asked_nothing_is_erased_and_after_a_week_it_is(town: Town) -> None:
    cora, ana = await closed(town)
    await town.forward(days=KEPT_DAYS - 1)
    await cora.says("/hold 1").taps("choice.legal_hold.days", n=90)
    await town.forward(days=5)
    assert await words(town)
    await town.forward(days=ANSWERED_WITHIN.days - 5 + 0.1)
    await cora.hears("legal_hold.unanswered", number=1)
    assert await words(town) == []
    await ana.taps("hold.yes").is_told("legal_hold.over")
    await cora.says("/hold 1").hears("legal_hold.purged", number=1)


async def test_an_attorneys_no_leaves_it_as_it_was(town: Town) -> None:
    cora, ana = await closed(town)
    await cora.says("/hold 1").taps("choice.legal_hold.days", n=180)
    await ana.taps("hold.no").hears("legal_hold.refused", number=1)
    await cora.hears("legal_hold.refused", name="Ana", number=1)
    await town.forward(days=KEPT_DAYS + 1)
    assert await words(town) == []


async def test_every_hold_is_told_to_coordinators_and_committee(town: Town) -> None:
    cora, ana = await closed(town)
    ben, kim = await town.with_people("Ben es coordinator everywhere", "Kim en committee everywhere")
    await cora.says("/hold 1").taps("choice.legal_hold.days", n=30)
    await ana.taps("hold.yes")
    for one in (cora, ben, kim):
        await one.hears("legal_hold.begun", number=1, name="Ana", asker="Cora")
    await ben.says("/conservar").hears("legal_hold.head").taps("choice.legal_hold.end", number=1)
    await ana.hears("legal_hold.asks_end", name="Ben", number=1).taps("hold.yes")
    for one in (cora, ben, kim):
        await one.hears("legal_hold.ended_by", number=1, name="Ana", asker="Ben")
    await town.forward(days=KEPT_DAYS + 1)
    assert await words(town) == []


async def test_one_alone_holds_nothing(town: Town) -> None:
    cora, ana = await closed(town)
    await says_attorney(town, ana, has=False)
    await says_attorney(town, cora, has=True)
    await cora.says("/hold 1").taps("choice.legal_hold.days", n=30).is_told("legal_hold.no_attorney")
    await cora.says("/hold").hears("legal_hold.nothing")


async def test_who_is_no_attorney_any_more_says_no_yes(town: Town) -> None:
    cora, ana = await closed(town)
    await cora.says("/hold 1").taps("choice.legal_hold.days", n=30)
    await says_attorney(town, ana, has=False)
    await ana.taps("hold.yes").is_told("refused.role")
    await town.forward(days=KEPT_DAYS + ANSWERED_WITHIN.days + 1)
    assert await words(town) == []


@pytest.mark.parametrize("rest", ["", "x", "#", "12 13", "99999999999999999999"])
async def test_what_is_no_number_shows_what_is_kept_and_how_to_ask(town: Town, rest: str) -> None:
    (cora,) = await town.with_people("Cora en coordinator")
    await cora.says(f"/hold {rest}").hears("legal_hold.nothing")


async def test_a_number_that_is_nobodys_and_another_towns_incident_are_refused(town: Town) -> None:
    await closed(town)
    (zoe,) = await town.with_people("Zoe en coordinator Holyoke")
    await zoe.says("/hold 1").hears("refused.role").says("/hold 77").hears("legal_hold.none", number=77)


async def test_while_a_hold_stands_or_is_asked_nobody_destroys_everything(town: Town) -> None:
    cora, ana = await closed(town)
    (ben,) = await town.with_people("Ben es coordinator")
    await cora.says("/panic").taps("panic.nothing")
    await ben.taps("panic.nothing").hears("panic.sure", name="Cora")
    await cora.says("/hold 1").taps("choice.legal_hold.days", n=30)
    await ben.taps("panic.destroy").is_told("panic.held")
    await ana.taps("hold.yes")
    await ben.says("/panico").hears("panic.held")
    await town.forward(minutes=1)
    assert await words(town)


async def test_one_coordinator_alone_keeps_nothing_by_asking_again_and_again(town: Town) -> None:
    cora, ana = await closed(town)
    for _ in range(3):
        await cora.says("/hold 1").taps("choice.legal_hold.days", n=180).hears("legal_hold.asked")
        await ana.hears("legal_hold.asks", number=1)
        await town.forward(days=ANSWERED_WITHIN.days / 3)
    # A week after the first time it is over, whenever it was asked last.
    await cora.hears("legal_hold.unanswered", number=1)
    await town.forward(days=0.1)
    assert await words(town) == []
    await cora.says("/hold 1").hears("legal_hold.purged")


async def test_an_attorneys_no_is_not_got_around_by_asking_once_more(town: Town) -> None:
    cora, ana = await closed(town)
    ben, _ = await town.with_people("Ben en coordinator", "Cleo en coordinator")
    await cora.says("/hold 1").taps("choice.legal_hold.days", n=30)
    await ana.taps("hold.no").hears("legal_hold.refused")
    for phone in (cora, ben):
        await phone.says("/hold 1").taps("choice.legal_hold.days", n=30).hears("legal_hold.asked_again")
    async with town.work.look() as uow:
        assert await held_incidents(uow) == frozenset(), "nor does it stop anything else"
    await town.forward(days=KEPT_DAYS)
    assert await words(town) == []


async def test_a_yes_to_what_was_asked_again_keeps_it(town: Town) -> None:
    cora, ana = await closed(town)
    await cora.says("/hold 1").taps("choice.legal_hold.days", n=30)
    await ana.taps("hold.no").hears("legal_hold.refused")
    await cora.says("/hold 1").taps("choice.legal_hold.days", n=30).hears("legal_hold.asked_again")
    await ana.taps("hold.yes").hears("legal_hold.begun")
    before = await words(town)
    await town.forward(days=20)
    assert await words(town) == before != []


async def test_that_it_is_asked_stands_in_the_audit_log(town: Town) -> None:
    cora, _ = await closed(town)
    await cora.says("/hold 1").taps("choice.legal_hold.days", n=30)
    await cora.says("/audit #1").sees("audit.did.hold_asked", number=1)
