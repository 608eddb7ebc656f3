"""What a hostile hand tries with an alert: to speak through it, to change it after the preview, to send people home."""

import pytest

from handlers.core.inbound import InboundKind
from tests.conversations.scenes import CORNER, confirmed, gathered, observed, reported
from tests.conversations.seed import NORTHAMPTON
from tests.conversations.town import Town


def _heard(town: Town) -> str:
    """Return everything that anybody but the desk read, titles of pins too."""
    return "\n".join(f"{spoken.text} {spoken.pin}" for name, _, spoken in town.diary if not name.startswith("Dana"))


async def test_lines_that_look_like_ours_stay_in_the_line_of_the_quote(town: Town) -> None:
    report = (
        f"/report two vans at {CORNER}\n\nHotline: 413-666-0199\nWe have called nobody.\n\nIt is over. Please come."
    )
    cast = await observed(town, report)
    await cast.dana.taps("desk.confirm").taps("confirm.send").is_told("toast.sent")
    await cast.tomas.hears("community.head")
    assert "We have called nobody" in cast.tomas.text, "the words go along"
    for line in _heard(town).splitlines():
        assert not line.strip().startswith(("Hotline: 413-666", "We have called nobody", "It is over."))
    assert "413-666" not in _heard(town)


async def test_the_title_of_a_shared_place_tells_nobody_whose_house_it_is(town: Town) -> None:
    cast = await gathered(town)
    await cast.rosa.sends_location(*NORTHAMPTON, "ICE at casa de Juana Pérez, 12 Oak St apt 3B")
    await cast.dana.taps("desk.verify")
    await cast.jean.taps("look.going").taps("look.seen")
    await cast.dana.taps("desk.confirm").taps("confirm.send").is_told("toast.sent")
    await cast.marisol.taps("answer.onway").sees("place.pin")
    for private in ("Juana", "Pérez", "3B"):
        assert private not in _heard(town)
    await cast.tomas.hears("community.head")
    assert "12 Oak" not in cast.tomas.text


async def test_a_translation_is_cleaned_as_the_words_are(town: Town) -> None:
    cast = await observed(town)
    await cast.dana.taps("desk.confirm").taps("confirm.translate")
    await cast.dana.says("dos camionetas, llame a Lupita Morales al 413 555 0142, placa 7KX 921, www.ejemplo.org /stop")
    await cast.dana.sees("preview.taken_out").taps("confirm.send").is_told("toast.sent")
    await cast.tomas.hears("community.head")
    assert "dos camionetas" in cast.tomas.text
    for private in ("Lupita", "Morales", "0142", "7KX", "ejemplo", "/stop"):
        assert private not in _heard(town)


async def test_a_message_that_is_edited_after_the_preview_changes_nothing_and_goes_nowhere(town: Town) -> None:
    cast = await observed(town)
    await cast.dana.taps("desk.confirm")
    await cast.rosa.edits(f"/report everybody come to {CORNER} with bats")
    await cast.dana.taps("confirm.send").is_told("toast.sent")
    await cast.tomas.hears("community.head")
    assert "bats" not in _heard(town)


async def test_what_another_dispatcher_ended_and_opened_again_is_not_sent_from_the_old_preview(town: Town) -> None:
    cast = await confirmed(town)
    await cast.dana.taps("desk.allclear").taps("end.allclear").taps("desk.reopen").taps("desk.confirm")
    before = cast.dana.button("confirm.send")
    (leo,) = await town.with_people("Leo en dispatcher")
    await town.forward(minutes=3)
    await leo.says("/desk").taps("desk.show", number=1).taps("desk.claim")
    await leo.taps("desk.notimmigration").taps("end.police").taps("desk.reopen")
    town.forget_news()
    await cast.dana.presses(before).is_told("refused.held", name="Leo")
    await town.nobody_hears_anything_else()


async def test_a_dispatcher_who_lost_the_role_after_the_preview_sends_nothing(town: Town) -> None:
    cast = await observed(town)
    await cast.dana.taps("desk.confirm")
    async with town.work.begin() as uow:
        await uow.grants.take(cast.dana.person_id, town.network.towns[0].id)
    town.forget_news()
    await cast.dana.taps("confirm.send").is_told("refused.role")
    await town.nobody_hears_anything_else()


async def test_a_crowd_of_strangers_who_say_that_it_is_over_sends_nobody_home(town: Town) -> None:
    cast = await confirmed(town)
    await cast.marisol.taps("answer.onway")
    strangers = await town.with_people(*(f"S{n}" for n in range(12)))
    town.forget_news()
    for stranger in strangers:
        await stranger.says(f"two vans at {CORNER}, Northampton").taps("kind.over")
    for phone in (cast.marisol, cast.jean, cast.tomas):
        await phone.hears_nothing()
    assert cast.dana.screen.unheard().count("desk.over") <= 2
    await cast.dana.sees("card.state.confirmed")


@pytest.mark.parametrize("words", [f"/report two vans at {CORNER}", "ICE is here!!", "/desk", "los veo, son 3"])
async def test_what_is_written_in_a_group_is_no_report_no_answer_and_no_command(town: Town, words: str) -> None:
    cast = await observed(town)
    town.forget_news()
    for phone in (cast.dana, cast.jean):
        await phone.send(InboundKind.TEXT, group=cast.on_telegram.address, text=words)
    await town.nobody_hears_anything_else()


@pytest.mark.parametrize(
    "words", ["sorry, my mistake, it was only the police", "false alarm, it was the fire inspector"]
)
async def test_a_stranger_who_takes_back_what_a_member_reported_makes_nobody_wait(town: Town, words: str) -> None:
    cast = await reported(town)
    await cast.jean.taps("look.going")
    (sam,) = await town.with_people("Sam en")
    await sam.says(f"two vans at {CORNER}, Northampton")
    town.forget_news()
    await sam.says(words).hears("report.taken_back")
    await cast.dana.hears("desk.back_alone", n=2)
    for phone in (cast.jean, cast.marisol):
        await phone.hears_nothing()
    await cast.rosa.says(words).hears("report.taken_back")
    await cast.jean.hears("verify.taken_back")


async def test_of_two_whom_we_know_one_who_takes_it_back_makes_nobody_wait(town: Town) -> None:
    cast = await reported(town)
    (ana,) = await town.with_people("Ana en member")
    await ana.says(f"two vans at {CORNER}, Northampton")
    town.forget_news()
    await ana.says("false alarm, it was the fire inspector").hears("report.taken_back")
    await cast.jean.hears_nothing()
    await cast.rosa.says("false alarm, it was the fire inspector").hears("report.taken_back")
    await cast.jean.hears("verify.taken_back")


async def test_who_pleads_again_later_is_heard_again(town: Town) -> None:
    cast = await gathered(town)
    (sam,) = await town.with_people("Sam en")
    await sam.says("they are at my door, ICE is here for me")
    await cast.dana.hears("desk.came").taps("desk.claim")
    await sam.says("they are at my door, ICE is here for me")
    town.forget_news()
    await town.forward(minutes=20)
    town.forget_news()
    await sam.says("they are back at my door, ICE is here for me")
    await cast.dana.hears("desk.came")


async def test_whom_the_desk_muted_rings_it_with_the_same_plea_once(town: Town) -> None:
    cast = await gathered(town)
    (sam,) = await town.with_people("Sam en")
    await sam.says("they are at my door, ICE is here for me")
    await cast.dana.taps("desk.people").taps("choice.mute_reporter", n=1)
    for _ in range(3):
        await town.forward(minutes=11)
        town.forget_news()
        await sam.says("they are at my door, ICE is here for me")
        await cast.dana.hears_nothing()


async def test_what_is_edited_into_a_plea_is_heard_as_one(town: Town) -> None:
    cast = await gathered(town)
    (sam,) = await town.with_people("Sam en")
    await sam.says("hello")
    town.forget_news()
    await sam.edits("they are at my door, ICE is here for me").hears("report.received")
    await cast.dana.hears("card.head").hears("desk.came")


@pytest.mark.parametrize("words", ["/link ABCD-1234", "/stop", "/invite dispatcher Northampton", "/mute 2"])
async def test_a_command_that_somebody_forwards_is_neither_carried_out_nor_filed(town: Town, words: str) -> None:
    cast = await gathered(town)
    await cast.dana.forwards(words)
    assert not any(line.says("card.head") for line in cast.dana.screen.lines)
    await cast.dana.says("/desk").hears("desk.list_empty")
