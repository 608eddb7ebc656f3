"""After the end the phones show no place and no words any more: alerts, questions and cards say that it is over."""

import pytest

from alerts.incidents import deadlines
from alerts.incidents.timings import COPIES_STAY
from alerts.notices import Kind
from storage.core import core_tables as t
from tests.conversations.scenes import CORNER, Cast, confirmed, reported
from tests.conversations.screen import Screen
from tests.conversations.town import Town

SPOT = (42.31957, -72.62983)
LATER = COPIES_STAY.total_seconds() + 60
HOW = {
    "allclear": "closed.how.over",
    "cancel": "closed.how.false_alarm",
}


def showing(screen: Screen, words: str) -> list[str]:
    """The keys of what still shows these words or a map, besides the end itself."""
    return [
        " + ".join(line.keys)
        for line in screen.lines
        if (words in line.spoken.text or line.spoken.pin is not None)
        and line.spoken.notice.kind is not Kind.CLOSING
        and not line.keys[0].startswith(("outcome.", "report."))
    ]


async def close(cast: Cast, how: str) -> None:
    await cast.dana.taps(f"desk.{how}").taps(f"end.{how}")


@pytest.mark.parametrize("how", ["allclear", "cancel"])
async def test_every_alert_and_question_is_edited_to_closed_on_both_transports_and_in_both_languages(
    town: Town, how: str
) -> None:
    cast = await confirmed(town)
    await close(cast, how)
    assert showing(cast.jean.screen, CORNER), "five minutes to read the end first"
    town.forget_news()
    await town.forward(seconds=LATER)
    readers = (cast.marisol, cast.jean, cast.tomas)
    for screen in (*(reader.screen for reader in readers), cast.on_telegram.screen, cast.on_signal.screen):
        assert showing(screen, CORNER) == []
        assert any(line.says(HOW[how]) and line.says("closed.head_town", number=1) for line in screen.lines)
    for screen in (cast.on_telegram.screen, cast.on_signal.screen):
        edited = next(line for line in screen.lines if line.says(HOW[how]))
        assert edited.languages(town.network, town.now) == {"en", "es"}
    await town.nobody_hears_anything_else()


async def test_the_card_shows_no_place_and_no_words_from_the_end_on_and_read_all_still_does(town: Town) -> None:
    cast = await confirmed(town)
    assert showing(cast.dana.screen, CORNER)
    await close(cast, "allclear")
    await cast.dana.sees("card.cleared")
    card = next(line for line in cast.dana.screen.lines if line.says("card.cleared"))
    assert CORNER not in card.spoken.text
    town.forget_news()
    await cast.dana.taps("choice.whole").hears("desk.whole_place", number=1)
    assert CORNER in cast.dana.text


async def test_a_card_of_a_merged_incident_is_emptied_as_well(town: Town) -> None:
    cast = await confirmed(town)
    await cast.marisol.says("/report one car at Oak & 9th")
    await cast.dana.taps("desk.merge").taps("choice.same", number=1).is_told("toast.merged")
    await town.forward(seconds=5)
    merged = next(line for line in cast.dana.screen.lines if line.says("card.state.merged"))
    assert "Oak" not in merged.spoken.text


async def test_who_was_dismissed_on_their_way_keeps_the_end_and_loses_question_and_map(town: Town) -> None:
    cast = await reported(town)
    await cast.rosa.sends_location(*SPOT)
    await cast.marisol.taps("look.going")
    await cast.jean.taps("look.going")
    assert any(line.spoken.pin for line in cast.marisol.screen.lines)
    await town.forward(seconds=30)
    town.forget_news()
    await cast.dana.taps("desk.dismiss").taps("end.dismiss")
    await cast.marisol.hears("outcome.verifier.not_found")
    await town.forward(seconds=LATER)
    for phone in (cast.marisol, cast.jean):
        kept = [line for line in phone.screen.lines if line.says("outcome.verifier.not_found")]
        assert len(kept) == 1
        assert not [line for line in phone.screen.lines if line.spoken.pin is not None or line.says("verify.ask")]


async def test_opened_again_within_five_minutes_nothing_was_taken_off_the_phones(town: Town) -> None:
    cast = await confirmed(town)
    await close(cast, "allclear")
    await cast.dana.taps("desk.reopen")
    await town.forward(seconds=LATER)
    assert showing(cast.jean.screen, CORNER)
    await cast.dana.taps("desk.confirm").taps("confirm.send")
    await close(cast, "allclear")
    await town.forward(seconds=LATER)
    assert showing(cast.jean.screen, CORNER) == []


async def test_opened_again_later_the_place_comes_back_by_new_messages(town: Town) -> None:
    cast = await confirmed(town)
    await close(cast, "allclear")
    await town.forward(seconds=LATER)
    town.forget_news()
    await cast.dana.taps("desk.reopen").hears("desk.reopened")
    assert CORNER in cast.dana.text
    await cast.jean.hears("verify.open_again_seen")
    assert CORNER in cast.jean.text
    await cast.tomas.hears_nothing()
    assert [line.says("closed.cleared") for line in cast.tomas.screen.lines if line.says("closed.head_town")] == [True]
    await town.forward(seconds=LATER)
    await cast.dana.taps("desk.confirm").taps("confirm.send")
    await cast.tomas.hears("community.head")


async def test_what_is_taken_off_the_phones_survives_a_kill_and_is_done_once(town: Town) -> None:
    cast = await confirmed(town)
    await close(cast, "allclear")
    town.begin(town.store)
    await town.forward(seconds=LATER)
    edits = {line.ref: line.edits for line in cast.marisol.screen.lines}
    town.begin(town.store)
    (incident,) = await town.rows_of("incident")
    async with town.work.begin() as uow:
        await uow.deadlines.set(deadlines.CLOSE_COPIES, incident.id, town.now)
    await town.forward(seconds=60)
    assert {line.ref: line.edits for line in cast.marisol.screen.lines} == edits
    assert showing(cast.marisol.screen, CORNER) == []


async def test_a_button_of_an_alert_from_before_is_answered_plainly(town: Town) -> None:
    cast = await confirmed(town)
    held = cast.marisol.button("answer.onway")
    await close(cast, "allclear")
    await town.forward(seconds=LATER)
    town.forget_news()
    await cast.marisol.presses(held).hears("answer.over")


async def test_in_a_chat_that_has_not_got_the_end_yet_the_place_stays(town: Town) -> None:
    cast = await confirmed(town)
    cast.marisol.screen.slow = 900
    await close(cast, "allclear")
    await town.forward(seconds=LATER)
    assert showing(cast.jean.screen, CORNER) == []
    assert showing(cast.marisol.screen, CORNER)
    cast.marisol.screen.slow = 0
    await town.forward(minutes=25)
    await cast.marisol.hears("closing.all_clear.responders", place=CORNER)
    assert showing(cast.marisol.screen, CORNER) == []


async def test_a_message_that_its_reader_deleted_is_counted_and_nothing_is_sent_instead(town: Town) -> None:
    cast = await confirmed(town)
    await close(cast, "allclear")
    cast.marisol.screen.lines.clear()
    town.forget_news()
    await town.forward(seconds=LATER)
    await cast.marisol.hears_nothing()
    gone = [row for row in await town.rows(t.delivery) if row.failure == "gone or too old"]
    kinds = {row.id: row.kind for row in await town.rows(t.notice)}
    assert {kinds[row.notice_id] for row in gone} == {"closed"}


async def test_what_signal_changes_no_more_is_left_and_nothing_is_sent_instead(town: Town) -> None:
    cast = await confirmed(town)
    await town.forward(hours=30)
    await close(cast, "allclear")
    town.forget_news()
    await town.forward(seconds=LATER)
    await town.nobody_hears_anything_else()
    assert showing(cast.marisol.screen, CORNER) == []
    assert showing(cast.jean.screen, CORNER)


async def test_a_card_that_is_asked_for_once_more_leaves_no_other_behind(town: Town) -> None:
    cast = await reported(town)
    former = next(line.ref for line in cast.dana.screen.lines if line.says("card.head"))
    await cast.dana.says("/desk").taps("choice.show", number=1).hears("card.head", number=1)
    assert former in cast.dana.screen.deleted
    assert len([line for line in cast.dana.screen.lines if line.says("card.head")]) == 1
