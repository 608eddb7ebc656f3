"""Before or while people go somebody at the place is called, and a photo looked at; the card says what came of it."""

import pytest

from alerts.audit.deed import Action
from alerts.audit.ports import AUDIT_LOG
from alerts.directory.entry import Listing, ServiceKind, Viewers
from alerts.directory.ports import DIRECTORY
from tests.conversations.phone import Phone
from tests.conversations.scenes import CORNER, observed, reported
from tests.conversations.town import Town

AT_THE_SCHOOL = "/report two vans at Lincoln School"


async def _directory(town: Town, *entries: tuple[str, str, ServiceKind, str]) -> None:
    towns = {one.name: one.id for one in town.network.towns}
    async with town.work.begin() as uow:
        for name, reach, kind, where in entries:
            listing = Listing(name=name, reach=reach, kind=kind, town_id=towns[where], viewers=Viewers.DESK)
            await DIRECTORY(uow).add(listing, town.now)


async def _school_and_more(town: Town) -> None:
    await _directory(
        town,
        ("Bakery of the Valley", "413-555-0111", ServiceKind.OTHER, "Northampton"),
        ("Lincoln School", "413-555-0112, office", ServiceKind.SCHOOL, "Northampton"),
        ("Lincoln Courthouse", "413-555-0113", ServiceKind.OTHER, "Holyoke"),
        ("Pine Church", "pine.example.org", ServiceKind.CONGREGATION, "Northampton"),
        ("Ortiz Lawyers", "413-555-0114", ServiceKind.LEGAL, "Northampton"),
    )


def _called(phone: Phone) -> list[str]:
    line = next(line for line in reversed(phone.screen.lines) if line.says("afar.call"))
    parts = [part.values for part in line.spoken.notice.parts if part.key == "afar.entry"]
    return [str(getattr(values["name"], "words", "")) for values in parts]


@pytest.mark.parametrize("described", ["en", "es signal"])
async def test_the_card_offers_whom_to_call_those_that_the_place_names_first(town: Town, described: str) -> None:
    rosa, leo = await town.with_people("Rosa es member", f"Leo {described} dispatcher")
    await _school_and_more(town)
    await rosa.says(AT_THE_SCHOOL)
    town.forget_news()
    await leo.taps("desk.afar").hears("afar.call", number=1).sees("afar.how_to_ask")
    # Of this town, with a phone, and a place: neither the lawyers nor the church without one.
    assert _called(leo) == ["Lincoln School", "Bakery of the Valley"]
    assert "413-555-0112" in leo.text
    await leo.taps("choice.afar.seen").is_told("toast.remote_check", number=1).sees("card.remote.seen", at=town.now)


async def test_where_nobody_can_be_called_it_says_who_adds_somebody(town: Town) -> None:
    cast = await reported(town)
    (cora,) = await town.with_people("Cora es coordinator")
    await cast.dana.taps("desk.afar").hears("afar.call", place=CORNER).sees("afar.nobody", town="Northampton")
    await cora.says("/mesa").taps("desk.show").taps("desk.afar").sees("afar.nobody_add", town="Northampton")


async def test_an_entry_that_only_another_desk_may_see_is_not_shown(town: Town) -> None:
    rosa, dana, _ = await town.with_people("Rosa es member", "Dana en dispatcher", "Hugo en dispatcher Holyoke")
    await _school_and_more(town)
    await rosa.says("/report vans at Lincoln Courthouse")
    await dana.taps("desk.afar")
    assert "Lincoln Courthouse" not in _called(dana)


@pytest.mark.parametrize("outcome", ["seen", "nothing", "no_answer", "not_said"])
async def test_what_came_of_a_call_stands_on_the_card_and_is_no_observers_word(town: Town, outcome: str) -> None:
    cast = await reported(town)
    await cast.dana.taps("desk.afar").taps(f"choice.afar.{outcome}").sees(f"card.remote.{outcome}", at=town.now)
    town.forget_news()
    # The reason is asked for as before: nobody trained has seen it.
    await cast.dana.taps("desk.confirm").hears("confirm.reason", number=1)
    assert ("confirm.remote.nothing" in cast.dana.keys) is (outcome == "nothing")


async def test_a_later_call_in_which_they_see_it_takes_nothing_there_back(town: Town) -> None:
    cast = await reported(town)
    await cast.dana.taps("desk.afar").taps("choice.afar.nothing")
    await town.forward(minutes=1)
    await cast.dana.taps("choice.afar.seen").sees("card.remote.seen").sees("card.remote.nothing")
    await cast.dana.taps("desk.confirm").hears("confirm.reason")
    assert "confirm.remote.nothing" not in cast.dana.keys


@pytest.mark.parametrize("outcome", ["fresh", "old", "unclear"])
async def test_a_photo_is_looked_at_by_four_signs(town: Town, outcome: str) -> None:
    cast = await reported(town)
    await cast.dana.taps("desk.afar").taps("afar.photo").hears("afar.photo", number=1).sees("afar.photo_how")
    await cast.dana.taps(f"choice.afar.{outcome}").sees(f"card.remote.{outcome}", at=town.now)
    await cast.dana.taps("desk.confirm").hears("confirm.reason")
    assert ("confirm.remote.old" in cast.dana.keys) is (outcome == "old")


async def test_a_trained_observer_is_not_held_up_by_a_call(town: Town) -> None:
    cast = await observed(town)
    await cast.dana.taps("desk.afar").taps("choice.afar.nothing").taps("desk.confirm").hears("preview.ready")


async def test_nothing_there_by_phone_after_the_preview_is_said_before_anything_goes_out(town: Town) -> None:
    cast = await observed(town)
    (leo,) = await town.with_people("Leo es dispatcher signal")
    await cast.dana.taps("desk.confirm")
    town.forget_news()
    await (
        leo.says("/mesa").taps("desk.show").taps("desk.afar").taps("choice.afar.nothing").is_told("toast.remote_check")
    )
    # Whoever has it in hand hears what the other one found out.
    await cast.dana.hears("desk.remote.nothing", number=1).taps("confirm.send").hears("confirm.changed")
    await cast.jean.hears_nothing()


async def test_a_second_tap_is_no_second_call_but_a_call_later_is(town: Town) -> None:
    cast = await reported(town)
    await cast.dana.taps("desk.afar")
    answer = cast.dana.button("choice.afar.no_answer")
    await cast.dana.presses(answer).presses(answer)
    assert len(await town.rows_of("remote_check")) == 1
    await town.forward(minutes=2)
    await cast.dana.presses(answer)
    assert len(await town.rows_of("remote_check")) == 2


async def test_a_call_keeps_the_claim_of_who_makes_it(town: Town) -> None:
    cast = await reported(town)
    await cast.dana.taps("desk.claim").taps("desk.afar")
    await town.forward(seconds=100)
    await cast.dana.taps("choice.afar.no_answer")
    await town.forward(seconds=60)
    await cast.dana.sees("card.state.verifying")


async def test_what_is_over_is_looked_at_no_more(town: Town) -> None:
    cast = await reported(town)
    await cast.dana.taps("desk.afar")
    seen = cast.dana.button("choice.afar.seen")
    await cast.dana.taps("desk.dismiss").taps("end.dismiss").presses(seen).is_told("refused.over")
    assert await town.rows_of("remote_check") == []


async def test_who_checked_and_when_is_kept_for_the_audit(town: Town) -> None:
    cast = await reported(town)
    (cora,) = await town.with_people("Cora en coordinator")
    await cast.dana.taps("desk.afar").taps("choice.afar.seen").taps("afar.photo").taps("choice.afar.old")
    await cora.says("/audit").sees("audit.did.called_place", number=1).sees("audit.did.checked_photo", number=1)
    async with town.work.begin() as uow:
        deeds = [deed for action in (Action.CALLED_PLACE,) for deed in await AUDIT_LOG(uow).since(action, town.now)]
    assert [deed.incident for deed in deeds] == [1]
