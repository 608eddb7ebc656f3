"""Anyone may report, in any form; the first answer is short, and whoever falls silent is left in peace."""

from datetime import timedelta

import pytest

from locales.length import measure
from tests.conversations.scenes import CORNER, gathered, reported
from tests.conversations.seed import HOLYOKE, NORTHAMPTON
from tests.conversations.town import Town

CALLS = ("migra", "¡AYUDA!", "la migra", "help", "ice", "🆘")
FAR = (40.71, -74.0)


@pytest.mark.parametrize("platform", ["telegram", "signal"])
@pytest.mark.parametrize("call", CALLS)
async def test_a_single_word_from_anybody_is_a_report(town: Town, call: str, platform: str) -> None:
    sam, dana = await town.with_people(f"Sam {platform}", "Dana en dispatcher")
    await sam.says(call).hears("report.received", at=town.now)
    await dana.hears("card.head").sees("card.lead", n=1)


@pytest.mark.parametrize("platform", ["telegram", "signal"])
@pytest.mark.parametrize("words", ["migra", "ICE!!"])
async def test_the_first_answer_is_one_short_message_in_both_languages(town: Town, words: str, platform: str) -> None:
    (sam,) = await town.with_people(f"Sam {platform}")
    await sam.says(words).hears("report.received").hears_nothing()
    words_of_it, _, numbered_lines = sam.text.partition("\n\nReply:")
    assert measure(words_of_it, utf16=True) < 300
    assert measure(numbered_lines, utf16=True) < 200
    assert sam.languages == {"en", "es"}
    assert "5:02" in sam.text
    assert all(sam.button(f"kind.{kind}") for kind in ("came", "see", "over"))


async def test_a_location_is_a_report_and_names_its_town(town: Town) -> None:
    sam, dana, hugo = await town.with_people("Sam", "Dana en dispatcher", "Hugo es dispatcher Holyoke")
    await sam.sends_location(HOLYOKE[0] + 0.004, HOLYOKE[1]).hears("report.received").hears_nothing()
    await hugo.hears("card.head", town="Holyoke")
    await dana.hears_nothing()


async def test_a_location_far_from_every_town_is_asked_about(town: Town) -> None:
    sam, dana = await town.with_people("Sam", "Dana en dispatcher")
    await sam.sends_location(*FAR).hears("report.received").hears("report.which_town")
    await dana.hears("card.no_town")
    await sam.taps("town.is", name="Northampton").hears("report.town_added", town="Northampton")
    await dana.sees("card.head", town="Northampton")
    await town.nobody_hears_anything_else()


async def test_a_photo_with_its_caption_is_a_report_and_the_photo_goes_to_the_desk_alone(town: Town) -> None:
    cast = await gathered(town)
    await cast.rosa.sends_photo(f"dos camionetas en {CORNER}").hears("report.received")
    await cast.dana.hears("card.head", place=CORNER).hears("desk.photo")
    pictures = [(screen, spoken.photo) for screen, _, spoken in town.diary if spoken.photo]
    assert [screen for screen, _ in pictures] == ["Dana (Telegram)"]
    assert pictures[0][1] != town.telegram.media["picture"], "it is passed on re-encoded"


async def test_a_voice_note_reaches_the_desk_only(town: Town) -> None:
    cast = await gathered(town)
    await cast.rosa.sends_voice().hears("report.received")
    await cast.dana.hears("card.head").hears("desk.voice")
    await town.nobody_hears_anything_else()
    assert [screen for screen, _, spoken in town.diary if spoken.voice] == ["Dana (Telegram)"]


async def test_a_video_without_words_reaches_the_desk_only_and_cleaned(town: Town) -> None:
    cast = await gathered(town)
    (sam,) = await town.with_people("Sam")
    await sam.sends_video().hears("report.received")
    await cast.dana.hears("card.head").hears("desk.video")
    await town.nobody_hears_anything_else()
    films = [(screen, spoken.video) for screen, _, spoken in town.diary if spoken.video]
    assert [screen for screen, _ in films] == ["Dana (Telegram)"]
    assert films[0][1] != town.telegram.media["film"]


async def test_a_photo_that_is_gone_at_the_platform_leaves_its_words(town: Town) -> None:
    cast = await gathered(town)
    town.telegram.media.clear()
    await cast.rosa.sends_photo(f"dos camionetas en {CORNER}")
    await cast.dana.hears("card.head", place=CORNER).hears("desk.photo")


async def test_what_a_stranger_writes_is_a_marked_lead_and_sends_nobody_out(town: Town) -> None:
    cast = await gathered(town)
    (sam,) = await town.with_people("Sam")
    await sam.says(f"there are two vans at {CORNER} in Northampton").hears("report.received")
    await cast.dana.hears("card.lead", n=1)
    await town.nobody_hears_anything_else()


async def test_the_command_files_at_once_in_both_languages(town: Town) -> None:
    cast = await gathered(town)
    await cast.rosa.says("/reportar dos camionetas en Elm y 3rd").hears("report.received")
    await cast.dana.hears("card.reporter", n=1)
    await cast.marisol.says("/report dog catchers at Oak & 9th").hears("report.received")
    await cast.dana.hears("card.head", place="Oak & 9th")


async def test_the_town_comes_from_the_words_before_the_persons_own(town: Town) -> None:
    rosa, dana, hugo = await town.with_people("Rosa es member", "Dana en dispatcher", "Hugo es dispatcher Holyoke")
    await rosa.says(f"/report two vans at {CORNER} in Holyoke").hears("report.received")
    await hugo.hears("card.head", town="Holyoke", place=CORNER)
    await dana.hears_nothing()
    await rosa.says("/report two vans at Oak & 9th").hears("report.received")
    await dana.hears("card.head", town="Northampton", place="Oak & 9th")
    await town.nobody_hears_anything_else()


async def test_a_stranger_whose_words_name_no_town_is_asked_once_and_every_desk_has_it(town: Town) -> None:
    sam, dana, hugo = await town.with_people("Sam", "Dana en dispatcher", "Hugo es dispatcher Holyoke")
    await sam.says(f"two vans at {CORNER}").hears("report.received").hears("report.which_town")
    await dana.hears("card.no_town", place=CORNER)
    await hugo.hears("card.no_town", place=CORNER)
    await sam.taps("town.is", name="Holyoke").hears("report.town_added")
    await hugo.sees("card.head", town="Holyoke")
    await sam.says("they have a dog with them").hears("report.added")
    await town.nobody_hears_anything_else()


async def test_a_frightened_stranger_is_asked_for_the_town_only_when_the_place_leaves_it_open(town: Town) -> None:
    (sam,) = await town.with_people("Sam")
    await sam.says("migra").hears("report.where").hears_nothing()
    await sam.says(f"{CORNER}, Northampton").hears("report.place_added")
    await town.nobody_hears_anything_else()


async def test_a_frightened_stranger_who_names_no_town_is_asked_with_the_place(town: Town) -> None:
    (sam,) = await town.with_people("Sam")
    await sam.says("migra").hears("report.where")
    await sam.says(CORNER).hears("report.place_added").hears("report.which_town")
    await sam.taps("town.is", name="Northampton").hears("report.town_added")


async def test_a_place_that_comes_late_sends_verifiers_at_once(town: Town) -> None:
    cast = await gathered(town)
    await cast.rosa.says("migra").hears("report.where")
    await cast.dana.hears("card.no_place")
    await cast.marisol.hears_nothing()
    await cast.rosa.sends_location(*NORTHAMPTON).hears("report.place_added")
    await cast.marisol.hears("verify.ask")
    await cast.jean.hears("verify.ask")
    await cast.dana.sees("card.point")
    await town.nobody_hears_anything_else()


async def test_a_place_that_comes_late_joins_what_is_open_there(town: Town) -> None:
    cast = await reported(town)
    (sam,) = await town.with_people("Sam")
    await sam.says("migra").hears("report.received")
    await cast.dana.hears("card.no_place")
    await sam.says(f"at {CORNER} in Northampton").hears("report.place_added")
    await cast.dana.hears("desk.second_lead", n=2).sees("card.state.merged", into=1)
    await town.nobody_hears_anything_else()


@pytest.mark.parametrize("words", ["gracias", "ok", "😭😭", "ayuda", "migra!!", "...", "hola, por favor"])
async def test_what_names_no_place_is_never_taken_for_one(town: Town, words: str) -> None:
    sam, dana = await town.with_people("Sam", "Dana en dispatcher")
    await sam.says("migra").hears("report.received").says(words)
    assert sam.screen.news, "everybody gets an answer"
    await dana.hears("card.no_place").sees("card.no_place").hears_nothing()


async def test_taps_enrich_what_the_desk_already_has(town: Town) -> None:
    cast = await reported(town)
    await cast.rosa.taps("kind.see").hears("ask.activity")
    await cast.rosa.taps("activity.taking").hears("ask.size").taps("size.few").hears("ask.uniform")
    await cast.rosa.taps("skip").hears("ask.vehicles").taps("vehicles.two").hears("report.thanks")
    await cast.dana.sees("fact.activity.taking").sees("fact.size.few").sees("fact.vehicles.two")
    await town.nobody_hears_anything_else()


async def test_words_and_a_number_of_agents_are_added_while_a_report_is_open(town: Town) -> None:
    cast = await reported(town)
    await cast.rosa.taps("kind.see").hears("ask.activity").says("they wear vests").hears("report.added")
    await cast.rosa.says("7").hears("report.added")
    await cast.dana.sees("card.reporter", words="two vans at Elm & 3rd\nthey wear vests\n7")


async def test_being_visited_wakes_the_desk_and_asks_two_things_only(town: Town) -> None:
    cast = await reported(town)
    await cast.rosa.taps("kind.came").hears("report.kind.came").hears_nothing()
    await cast.dana.hears("desk.came", n=1).sees("card.came")
    await cast.rosa.taps("witnesses.yes").hears("ask.write").taps("write.no").hears("report.quiet")
    await cast.dana.sees("card.witnesses_wanted")
    await town.nobody_hears_anything_else()


async def test_who_said_that_writing_is_not_safe_hears_no_outcome(town: Town) -> None:
    cast = await reported(town)
    await cast.rosa.taps("kind.came").taps("witnesses.no").taps("write.no")
    town.forget_news()
    await cast.dana.taps("desk.dismiss").taps("end.dismiss")
    await cast.rosa.hears_nothing()


async def test_that_it_is_over_wakes_the_desk(town: Town) -> None:
    cast = await reported(town)
    await cast.rosa.taps("kind.over").hears("report.kind.over")
    await cast.dana.hears("desk.over", n=1).sees("card.said_over")
    await town.nobody_hears_anything_else()


async def test_if_the_reporter_falls_silent_so_does_the_bot(town: Town) -> None:
    (sam,) = await town.with_people("Sam")
    await sam.says("migra").hears("report.received")
    await town.forward(hours=3)
    await sam.hears_nothing()


async def test_hearsay_is_filed_and_sends_nobody(town: Town) -> None:
    cast = await gathered(town)
    await cast.rosa.says(f"/report I heard that there are vans at {CORNER}").hears("report.received")
    await cast.dana.hears("card.second_hand")
    await town.nobody_hears_anything_else()


async def test_who_reports_twice_is_one_reporter(town: Town) -> None:
    cast = await reported(town)
    await cast.rosa.says(f"/report now three vans at {CORNER}").hears("report.received")
    await cast.dana.sees("card.reports", n=1).hears_nothing()


async def test_the_second_reporter_rings_the_desk_once_however_often_they_write(town: Town) -> None:
    cast = await reported(town)
    (sam,) = await town.with_people("Sam")
    await sam.says(f"vans at {CORNER} in Northampton").hears("report.received")
    await cast.dana.hears("desk.second_lead", n=2)
    await sam.says(f"/report vans at {CORNER} in Northampton!").hears("report.received")
    await cast.rosa.says(f"/report vans at {CORNER}").hears("report.received")
    await cast.dana.hears_nothing()


async def test_another_corner_or_another_hour_is_another_incident(town: Town) -> None:
    cast = await reported(town)
    await cast.marisol.says("/report one car at Oak & 9th").hears("report.received")
    await cast.dana.hears("card.head", number=2, place="Oak & 9th")
    await town.forward(minutes=31)
    town.forget_news()
    await cast.marisol.says(f"/report vans at {CORNER}").hears("report.received")
    await cast.dana.hears("card.head", number=3)


async def test_points_within_500_metres_are_one_incident_and_further_ones_are_not(town: Town) -> None:
    sam, kim, lee, dana = await town.with_people("Sam", "Kim", "Lee", "Dana en dispatcher")
    latitude, longitude = NORTHAMPTON
    await sam.sends_location(latitude, longitude)
    await kim.sends_location(latitude + 0.004, longitude)
    await dana.hears("card.head", number=1).hears("desk.second_lead", n=2)
    await lee.sends_location(latitude + 0.02, longitude)
    await dana.hears("card.head", number=2)


async def test_a_phone_whose_clock_stands_in_another_year_dates_no_report(town: Town) -> None:
    sam, dana = await town.with_people("Sam", "Dana en dispatcher")
    await sam.says_late("2 vans at Elm & 3rd, Northampton, five minutes ago", days=400)
    await dana.hears("card.head", at=town.now - timedelta(minutes=5))


async def test_a_report_after_half_an_hour_of_silence_is_a_new_one(town: Town) -> None:
    (rosa,) = await town.with_people("Rosa es member")
    await rosa.says("/report vans at Elm & 3rd").hears("report.received")
    await town.forward(minutes=31)
    await rosa.says("ICE now at Oak & 9th").hears("report.received")
    assert [row.number for row in await town.rows_of("incident")] == [1, 2]


@pytest.mark.parametrize(
    ("words", "heard", "card"),
    [("siguen aquí!!", "report.added", "card.reporter"), ("they left", "report.kind.over", "card.said_over")],
)
async def test_what_plainly_goes_on_about_an_open_report_belongs_to_it_an_hour_later_too(
    town: Town, words: str, heard: str, card: str
) -> None:
    cast = await reported(town)
    await town.forward(minutes=50)
    town.forget_news()
    await cast.rosa.says(words).hears(heard)
    await cast.dana.sees("card.reports", n=1).sees(card)
    assert len(await town.rows_of("incident")) == 1


async def test_a_place_or_three_hours_later_it_is_a_report_of_its_own(town: Town) -> None:
    cast = await reported(town)
    await town.forward(minutes=50)
    await cast.rosa.says("siguen aquí, en la Maple con Pine, dos camionetas")
    assert len(await town.rows_of("incident")) == 2
    await town.forward(hours=3)
    await cast.rosa.says("they are still here")
    assert len(await town.rows_of("incident")) == 3


async def test_greetings_and_unknown_text_get_a_helpful_answer(town: Town) -> None:
    sam, rosa, dana = await town.with_people("Sam", "Rosa es member", "Dana en dispatcher")
    await sam.says("Hola, buenos días").hears("help.hello")
    await rosa.says("👍").hears("help.hello").says("/frobnicate").hears("help.unknown")
    await rosa.sends_sticker().hears("help.cannot_read")
    await dana.hears_nothing()
