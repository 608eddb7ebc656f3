"""Send is bound to the preview: what was shown goes out, or nothing does and the dispatcher reads what changed."""

from collections.abc import Awaitable, Callable

import pytest

from alerts.incidents.ports import INCIDENTS
from alerts.people.person import Role
from alerts.places.place import Place
from tests.conversations.scenes import CORNER, Cast, confirmed, gathered, observed, reported
from tests.conversations.seed import NORTHAMPTON
from tests.conversations.town import Town


async def _change(town: Town, **changes: object) -> None:
    """Something about the incident changes, by whatever way there is."""
    async with town.work.begin() as uow:
        incident = await INCIDENTS(uow).numbered(1)
        assert incident is not None
        await INCIDENTS(uow).change(incident, **changes)


async def _more_facts(cast: Cast) -> None:
    await cast.rosa.taps("kind.see").taps("activity.taking")


async def _more_words(cast: Cast) -> None:
    await cast.rosa.says("they are knocking on doors")


async def _a_pin(cast: Cast) -> None:
    await cast.rosa.sends_location(*NORTHAMPTON)


async def _another_place(cast: Cast) -> None:
    await _change(cast.town, place=Place(words="Maple St"))


async def _another_town(cast: Cast) -> None:
    async with cast.town.work.begin() as uow:
        await uow.grants.give(cast.dana.person_id, Role.DISPATCHER, None, cast.town.now)
    await _change(cast.town, town_id=cast.town.network.towns[1].id)


async def _it_was_a_slip(cast: Cast) -> None:
    await cast.jean.taps("look.nothing")


async def _the_observer_leaves(cast: Cast) -> None:
    await cast.jean.says("/stop").taps("stop.yes")


async def _the_observer_lost_the_role(cast: Cast) -> None:
    async with cast.town.work.begin() as uow:
        await uow.grants.take(cast.jean.person_id, cast.town.network.towns[0].id)


async def _another_one_finds_nothing(cast: Cast) -> None:
    await cast.marisol.taps("look.nothing")


async def _six_minutes_pass(cast: Cast) -> None:
    await cast.town.forward(minutes=6)


async def _somebody_joins(cast: Cast) -> None:
    await cast.town.with_people("Nina es subscriber")


async def _one_leaves_and_another_joins(cast: Cast) -> None:
    await cast.tomas.says("/stop")
    await cast.town.with_people("Nina es subscriber")


async def _somebody_blocks_us(cast: Cast) -> None:
    async with cast.town.work.begin() as uow:
        (contact,) = await uow.contacts.of(cast.tomas.person_id)
        await uow.contacts.unreachable(contact.id)


CHANGES: dict[str, Callable[[Cast], Awaitable[None]]] = {
    "changed.facts": _more_facts,
    "changed.words": _more_words,
    "changed.place": _a_pin,
    "changed.place ": _another_place,
    "changed.town": _another_town,
    "changed.took_back": _it_was_a_slip,
    "changed.took_back ": _the_observer_leaves,
    "changed.took_back  ": _the_observer_lost_the_role,
    "changed.nothing": _another_one_finds_nothing,
    "changed.old": _six_minutes_pass,
    "changed.people": _somebody_joins,
    "changed.people ": _somebody_blocks_us,
    "changed.people  ": _one_leaves_and_another_joins,
}


@pytest.mark.parametrize(("name", "happens"), CHANGES.items(), ids=[one.__name__ for one in CHANGES.values()])
async def test_what_changed_since_the_preview_is_said_and_nothing_is_sent(
    town: Town, name: str, happens: Callable[[Cast], Awaitable[None]]
) -> None:
    cast = await observed(town)
    await cast.dana.taps("desk.confirm")
    before = cast.dana.button("confirm.send")
    await happens(cast)
    town.forget_news()
    await cast.dana.presses(before).hears("confirm.changed", number=1).sees(name.strip())
    assert not any(spoken.notice.kind == "alert" for _, _, spoken in town.diary)
    # Who is trained in another town than it turns out to be is no trained observer of this one.
    fresh = "confirm.reason" if "took_back" in name or "town" in name else "preview.ready"
    await cast.dana.hears(fresh)
    # The old button is stale by now, and what stands there is what would go out.
    await cast.dana.presses(before).is_told("choose.stale")


async def test_the_fresh_preview_is_sent_by_one_tap(town: Town) -> None:
    cast = await observed(town)
    await cast.dana.taps("desk.confirm")
    await cast.rosa.says("they are knocking on doors")
    await cast.dana.taps("confirm.send").taps("confirm.send").is_told("toast.sent")
    await cast.jean.hears("alert.head")
    assert "knocking" in cast.jean.text


async def test_an_observer_who_sees_it_after_a_likely_preview_is_not_left_unsaid(town: Town) -> None:
    cast = await reported(town)
    await cast.dana.taps("desk.confirm").taps("basis.inside")
    await cast.jean.taps("look.seen")
    town.forget_news()
    await cast.dana.taps("confirm.send").hears("confirm.changed").sees("changed.observer").hears("alert.basis.observer")
    await cast.dana.taps("confirm.send").is_told("toast.sent")
    await cast.marisol.hears("alert.head")


async def test_one_more_reporter_does_not_hold_it_up_and_is_told_as_was_shown(town: Town) -> None:
    cast = await observed(town)
    await cast.dana.taps("desk.confirm").hears("preview.ready", people=3)
    await cast.tomas.says(f"/report two vans at {CORNER}")
    town.forget_news()
    await cast.dana.taps("confirm.send").is_told("toast.sent", people=3)
    await cast.tomas.hears("community.head").hears_nothing()


async def test_who_asks_for_silence_after_the_preview_is_never_written_to(town: Town) -> None:
    cast = await observed(town)
    await town.with_people(*(f"N{n} es subscriber" for n in range(12)))
    await cast.marisol.says(f"/report two vans at {CORNER}").taps("kind.came").taps("witnesses.no")
    await cast.dana.taps("desk.confirm").hears("preview.ready", people=15)
    await cast.marisol.taps("write.no")
    town.forget_news()
    await cast.dana.taps("confirm.send").is_told("toast.sent", people=14)
    await cast.marisol.hears_nothing()


async def test_who_asks_for_silence_about_anything_open_is_written_to_of_nothing_else_either(town: Town) -> None:
    cast = await observed(town)
    (nina,) = await town.with_people("Nina es responder")
    await cast.marisol.says("/reportar migra en Oak & 9th").taps("kind.came").taps("witnesses.no").taps("write.no")
    town.forget_news()
    await cast.dana.says("/desk").taps("desk.show", number=1).taps("desk.confirm")
    await cast.dana.hears("preview.ready", people=3).sees("left_out.silent", count=1)
    await cast.dana.taps("confirm.send").is_told("toast.sent", people=3)
    await nina.hears("alert.head")
    await cast.dana.taps("desk.update").taps("tell.leaving").taps("desk.allclear").taps("end.allclear")
    await cast.dana.taps("desk.reopen").taps("desk.correct").taps("choice.correct.place").says("Maple St 12")
    await cast.dana.hears("toast.place")
    await cast.rosa.says("falsa alarma, era el inspector de bomberos, perdón").hears("report.taken_back")
    await cast.rosa.says("/reportar dos camionetas en Main & 1st")
    await nina.hears("verify.ask")
    await cast.marisol.hears_nothing()


async def test_who_is_silent_elsewhere_and_not_meant_is_not_counted(town: Town) -> None:
    cast = await observed(town)
    await cast.ines.says("/report agents at Oak & 9th, Holyoke").taps("kind.came").taps("witnesses.no").taps("write.no")
    await cast.dana.taps("desk.confirm").hears("preview.ready", people=3)
    assert "left_out.silent" not in cast.dana.keys


async def test_the_button_of_an_older_preview_sends_nothing(town: Town) -> None:
    cast = await observed(town)
    await cast.dana.taps("desk.confirm")
    with_words = cast.dana.button("confirm.send")
    await cast.dana.taps("confirm.without")
    town.forget_news()
    await cast.dana.presses(with_words).is_told("choose.stale")
    await town.nobody_hears_anything_else()
    await cast.dana.taps("confirm.send").is_told("toast.sent")


async def test_a_draft_that_something_else_took_the_place_of_is_shown_anew(town: Town) -> None:
    cast = await observed(town)
    await cast.dana.taps("desk.confirm").says("two more vans on Oak St, I am looking at it")
    town.forget_news()
    await cast.dana.taps("confirm.send").hears("confirm.lost", number=1).hears("preview.ready")
    await cast.jean.hears_nothing()
    await cast.dana.taps("confirm.send").is_told("toast.sent")


@pytest.mark.parametrize("leaves_it", [("confirm.back",), ("desk.correct", "choice.correct.time", "correct.ago:30")])
async def test_the_button_of_a_draft_that_she_left_shows_it_anew_and_sends_nothing(
    town: Town, leaves_it: tuple[str, ...]
) -> None:
    cast = await observed(town)
    await cast.dana.taps("desk.confirm")
    for tap in leaves_it:
        await cast.dana.taps(tap)
    town.forget_news()
    await cast.dana.taps("confirm.send").hears("confirm.lost", number=1).hears("preview.ready")
    await cast.jean.hears_nothing()
    await cast.dana.taps("confirm.send").is_told("toast.sent")


async def test_the_minute_that_the_alert_names_is_the_one_that_was_previewed(town: Town) -> None:
    cast = await observed(town)
    await cast.dana.taps("desk.confirm")
    shown_at = town.now
    await town.forward(seconds=110)
    await cast.dana.taps("confirm.send").is_told("toast.sent")
    await cast.marisol.hears("alert.times", confirmed=shown_at)
    await cast.dana.taps("desk.allclear").taps("end.allclear")
    await cast.marisol.hears("closing.all_clear.responders", at=shown_at)


async def test_it_says_who_is_left_out_and_why(town: Town) -> None:
    cast = await observed(town)
    nina, otto, _ = await town.with_people("Nina", "Otto en responder", "Pia es subscriber")
    code = await town.invitation("subscriber")
    await nina.says(f"/start {code}")
    async with town.work.begin() as uow:
        (contact,) = await uow.contacts.of(otto.person_id)
        await uow.contacts.unreachable(contact.id)
    await cast.marisol.says(f"/report two vans at {CORNER}").taps("kind.came").taps("witnesses.no").taps("write.no")
    town.forget_news()
    await cast.dana.taps("desk.confirm").hears("preview.ready", people=3)
    ready = cast.dana.screen.lines[-1]
    assert ready.says("left_out.unreachable", count=1)
    assert ready.says("left_out.no_consent", count=1)
    assert ready.says("left_out.silent", count=1)


async def test_a_role_without_consent_is_no_way_to_be_written_to(town: Town) -> None:
    """A coordinator pressed an old button after they had left; then they wrote again."""
    cast = await observed(town)
    await cast.tomas.says("/stop").says(f"/report a car at Oak & 9th, {town.network.towns[0].name}")
    async with town.work.begin() as uow:
        await uow.grants.give(cast.tomas.person_id, Role.SUBSCRIBER, town.network.towns[0].id, town.now)
    await cast.dana.says("/desk").taps("desk.show", number=1).taps("desk.confirm").hears("left_out.no_consent", count=1)
    town.forget_news()
    await cast.dana.taps("confirm.send").is_told("toast.sent", people=2)
    await cast.tomas.hears_nothing()


async def test_a_written_update_is_bound_to_its_preview_too(town: Town) -> None:
    cast = await confirmed(town)
    await cast.dana.taps("desk.update").taps("tell.words").says("The north gate is open").hears("update.sure")
    first = cast.dana.button("tell.send")
    await cast.dana.says("The south gate is open").hears("update.sure")
    await cast.dana.presses(first).is_told("choose.stale")
    await _change(town, place=Place(words="Maple St"))
    town.forget_news()
    await cast.dana.taps("tell.send").hears("update.changed").hears("update.words.responders", place="Maple St")
    await town.nobody_hears_anything_else()
    await cast.dana.taps("tell.send").is_told("toast.updated")
    await cast.jean.hears("update.words.responders", place="Maple St", words="The south gate is open")


async def test_what_its_reporter_takes_back_after_the_preview_does_not_go_out_in_their_words(town: Town) -> None:
    cast = await gathered(town)
    await cast.rosa.says(f"two vans at {CORNER}")
    await cast.jean.taps("look.seen")
    await cast.dana.taps("desk.confirm")
    await cast.rosa.taps("choice.not_report")
    town.forget_news()
    await cast.dana.taps("confirm.send").hears("confirm.changed").sees("changed.reporter")
    await cast.tomas.hears_nothing()
    # A trained witness sees it all the same: that goes out, without words that nobody stands by.
    await cast.dana.taps("confirm.send").is_told("toast.sent")
    await cast.tomas.hears("community.head")
    assert "two vans" not in cast.tomas.text


async def test_practice_stays_practice_where_the_words_are_left_out(town: Town) -> None:
    cast = await observed(town, f"/report PRACTICE two vans at {CORNER}")
    await cast.dana.taps("desk.confirm").taps("confirm.without").taps("confirm.send").is_told("toast.sent")
    for phone in (cast.marisol, cast.tomas):
        await phone.sees("practice.first")


async def test_practice_is_said_so_first_in_all_that_follows_the_alert(town: Town) -> None:
    cast = await observed(town, f"/report PRACTICE two vans at {CORNER}")
    await cast.dana.sees("practice.first").taps("desk.confirm").taps("confirm.send").is_told("toast.sent")
    town.forget_news()
    await cast.dana.taps("desk.update").taps("tell.leaving").is_told("toast.updated")
    for phone in (cast.marisol, cast.tomas):
        await phone.sees("practice.first")
    town.forget_news()
    await cast.dana.taps("desk.allclear").taps("end.allclear").is_told("toast.ended")
    for phone in (cast.marisol, cast.tomas):
        await phone.hears("practice.first")
    town.forget_news()
    await cast.dana.taps("desk.reopen").is_told("toast.reopened")
    await cast.jean.hears("practice.first")


async def test_practice_that_somebody_reports_in_earnest_after_the_preview_is_not_sent_as_practice(town: Town) -> None:
    cast = await observed(town, f"/report PRACTICE two vans at {CORNER}")
    (ana,) = await town.with_people("Ana en member")
    await cast.dana.taps("desk.confirm")
    await ana.says(f"/report two vans at {CORNER}")
    town.forget_news()
    await cast.dana.taps("confirm.send").hears("confirm.changed").sees("changed.practice")
    await cast.dana.taps("confirm.send").is_told("toast.sent")
    await cast.tomas.hears("community.head")
    assert "practice.first" not in cast.tomas.keys
