"""Before a small alert is sent it can be looked through by name and reason, and single witnesses left out."""

from datetime import timedelta

import pytest

from tests.conversations.phone import Phone
from tests.conversations.scenes import Cast, observed, reported
from tests.conversations.town import Town


async def _previewed(town: Town) -> Cast:
    cast = await observed(town)
    await cast.dana.taps("desk.confirm").hears("preview.ready", people=3)
    return cast


def _listed(phone: Phone) -> dict[str, str]:
    """What the newest list says of whom."""
    line = next(line for line in reversed(phone.screen.lines) if line.says("recipients.head"))
    parts = [part for part in line.spoken.notice.parts if "name" in part.values]
    return {getattr(part.values["name"], "words", ""): part.key.removeprefix("recipients.") for part in parts}


async def test_witnesses_and_the_desk_are_listed_by_reason_and_nobody_else_by_name(town: Town) -> None:
    (ana, _) = await town.with_people("Ana es responder", "Leo es dispatcher")
    async with town.work.begin() as uow:
        await uow.people.set_away(ana.person_id, town.now + timedelta(days=1))
    cast = await _previewed(town)
    await cast.dana.taps("confirm.who").hears("recipients.head", number=1, told=2, others=1)
    # Rosa reported it, Tomás only hears of it: whoever is missing would be found by who is listed.
    assert _listed(cast.dana) == {
        "Jean": "told", "Marisol": "told", "Ana": "away", "Dana": "other_role", "Leo": "other_role",
    }  # fmt: skip
    assert "recipients.groups" in cast.dana.keys


@pytest.mark.parametrize("described", ["en", "es signal"])
async def test_who_is_left_out_is_not_told_and_everybody_else_is(town: Town, described: str) -> None:
    (leo,) = await town.with_people(f"Leo {described} dispatcher")
    cast = await observed(town)
    await leo.taps("desk.confirm").hears("preview.ready", people=3).taps("confirm.who").hears("recipients.head")
    await leo.taps("choice.recipients.leave_out").hears("recipients.head", told=1).hears("preview.ready", people=2)
    assert [name for name, said in _listed(leo).items() if said == "unticked"] == ["Jean"]
    town.forget_news()
    await leo.taps("confirm.send").is_told("toast.sent", people=2)
    await cast.marisol.hears("alert.head")
    await cast.tomas.hears("community.head")
    await cast.jean.hears_nothing()
    town.forget_news()
    # Nor does an end come to who never heard a beginning: they looked, and hear what comes of that as before.
    await leo.taps("desk.allclear").taps("end.allclear")
    assert "closing.all_clear.responders" not in cast.jean.screen.unheard()


async def test_somebody_left_out_by_mistake_is_told_after_all(town: Town) -> None:
    cast = await _previewed(town)
    await cast.dana.taps("confirm.who").taps("choice.recipients.leave_out").hears("preview.ready", people=2)
    await cast.dana.taps("choice.recipients.tell").hears("preview.ready", people=3)
    assert "unticked" not in _listed(cast.dana).values()
    await cast.dana.taps("confirm.send").is_told("toast.sent", people=3)


async def test_the_preview_from_before_is_stale_and_the_new_one_names_how_many_are_left_out(town: Town) -> None:
    cast = await _previewed(town)
    before = cast.dana.button("confirm.send")
    await cast.dana.taps("confirm.who").taps("choice.recipients.leave_out").hears("preview.ready", people=2)
    assert "left_out.unticked" in cast.dana.last.keys if cast.dana.last else False
    town.forget_news()
    await cast.dana.presses(before).is_told("choose.stale")
    await cast.jean.hears_nothing()


async def test_who_is_left_out_stays_so_when_something_changes_before_it_is_sent(town: Town) -> None:
    cast = await _previewed(town)
    await cast.dana.taps("confirm.who").taps("choice.recipients.leave_out").hears("preview.ready", people=2)
    await cast.rosa.taps("kind.see").taps("activity.taking")
    town.forget_news()
    await cast.dana.taps("confirm.send").hears("confirm.changed").hears("preview.ready", people=2)
    await cast.dana.taps("confirm.send").is_told("toast.sent", people=2)
    await cast.jean.hears_nothing()


async def test_many_witnesses_are_listed_in_pages(town: Town) -> None:
    await town.with_people(*(f"W{n:02} en responder" for n in range(10)))
    cast = await reported(town)
    await cast.dana.taps("desk.confirm").taps("basis.photo").hears("preview.ready", people=13)
    await cast.dana.taps("confirm.who").hears("recipients.head", told=12)
    assert len(_listed(cast.dana)) == 6
    await cast.dana.taps("choice.recipients.more").hears("recipients.head")
    await cast.dana.taps("choice.recipients.more").hears("recipients.head")
    assert _listed(cast.dana) == {"Dana": "other_role"}


async def test_an_alert_to_hundreds_offers_no_list(town: Town) -> None:
    await town.with_people(*(f"S{n} es subscriber" for n in range(250)))
    cast = await observed(town)
    await cast.dana.taps("desk.confirm").hears("preview.ready")
    assert cast.dana._offered("confirm.who") is None
