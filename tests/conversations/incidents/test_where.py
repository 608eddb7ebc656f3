"""Where: a place is taken only if it is one, said back, put right, followed when it moves."""

import pytest

from tests.conversations.scenes import CORNER, gathered, reported
from tests.conversations.town import Town

FEAR = (
    "tengo mucho miedo",
    "please hurry",
    "my baby is crying",
    "no sé",
    "I don't know",
    "no",
    "apúrense por favor",
    "estoy escondida",
    "they are breaking the door",
    "nos van a llevar",
    "mi mamá está llorando",
    "i'm so scared",
    "por favor ayuden",
)


@pytest.mark.parametrize("words", FEAR)
async def test_fear_is_no_place_and_a_later_place_counts(town: Town, words: str) -> None:
    cast = await gathered(town)
    await cast.rosa.says("migra").hears("report.where")
    await cast.rosa.says(words).hears("report.where_else")
    await cast.dana.hears("card.no_place").sees("card.reporter", words=words)
    await cast.jean.hears_nothing()
    await cast.rosa.says(f"{CORNER}, Northampton").hears("report.place_added", place=CORNER)
    await cast.dana.sees("card.place", place=CORNER)
    await cast.jean.hears("verify.ask")


async def test_a_taking_told_as_the_answer_to_where_is_no_place_and_its_name_goes_nowhere(town: Town) -> None:
    cast = await gathered(town)
    await cast.rosa.says("migra").hears("report.where")
    await cast.rosa.says("se llevaron a mi esposo Juan").hears("taken.with_you")
    await cast.dana.hears("card.no_place").hears("desk.taken", n=1)
    await cast.jean.hears_nothing()


@pytest.mark.parametrize(
    "words",
    [
        "buenas tardes", "por el amor de dios", "por la cosa esa", "quién eres?", "pregúntele a Juan", "en telegram",
        "a la izquierda", "hace frío", "secreto", "detrás del sofá", "órale", "los del gobierno",
        "confidential", "behind the couch",
        "in the trunk", "in English please", "on Signal", "the usual spot", "in pain",
    ],
)  # fmt: skip
async def test_a_greeting_a_prayer_and_a_hiding_place_send_nobody(town: Town, words: str) -> None:
    cast = await gathered(town)
    await cast.rosa.says("migra").says(words)
    for phone in (cast.jean, cast.marisol):
        await phone.hears_nothing()
    await cast.rosa.says(f"{CORNER}, Northampton")
    await cast.jean.hears("verify.ask", number=1).sees("place.words", place=CORNER)


async def test_a_streets_name_is_no_town(town: Town) -> None:
    ana, dana, hugo = await town.with_people(
        "Ana es member Holyoke", "Dana en dispatcher", "Hugo es dispatcher Holyoke"
    )
    await ana.says("migra en el McDonalds de la Northampton st").hears("report.received")
    await hugo.hears("card.head", place="el McDonalds de la Northampton st")
    await dana.hears_nothing()


async def test_the_place_follows_where_they_go_newest_first_and_the_desk_is_rung(town: Town) -> None:
    cast = await gathered(town)
    await cast.rosa.says(f"ICE at {CORNER}, Northampton").hears("report.received")
    town.forget_news()
    await town.forward(minutes=4)
    town.forget_news()
    await cast.rosa.says("now on Bridge St").hears("report.place_added", place="Bridge St")
    await cast.dana.hears("desk.place_moves", place="Bridge St", before=CORNER)
    await cast.dana.sees("card.place", place="Bridge St").sees("card.earlier_place", place=CORNER)


async def test_a_correction_replaces_the_place(town: Town) -> None:
    cast = await gathered(town)
    await cast.rosa.says("ICE at Main & 3rd, Northampton").hears("report.received")
    town.forget_news()
    await cast.rosa.says("not Main, MAPLE & 3rd").hears("report.place_added", place="MAPLE & 3rd")
    await cast.dana.hears("desk.place_corrects", place="MAPLE & 3rd").sees("card.place", place="MAPLE & 3rd")
    assert not any("card.earlier" in line.keys for line in cast.dana.screen.lines)


async def test_who_is_not_vouched_for_moves_nothing_that_a_member_told(town: Town) -> None:
    cast = await reported(town)
    (sam,) = await town.with_people("Sam")
    await sam.says(f"ICE agents at {CORNER} in Northampton").hears("report.received")
    town.forget_news()
    await sam.says("now they are on Bridge St").hears("report.place_added")
    await cast.dana.hears("desk.place_moves", n=2, place="Bridge St").sees("card.place", place=CORNER)


async def test_a_stranger_who_names_no_town_is_asked_and_joins_nothing_meanwhile(town: Town) -> None:
    (hugo, ana, sam) = await town.with_people("Hugo es dispatcher Holyoke", "Ana es member Holyoke", "Sam")
    await ana.says("/report migra en Main y Maple").hears("report.received")
    town.forget_news()
    await sam.says("agents at Main and Maple").hears("report.received").hears("report.which_town")
    await hugo.hears("card.no_town", place="Main and Maple")
    await sam.taps("town.is", name="Holyoke").hears("report.town_added")
    await hugo.hears("desk.second_lead", n=2)


async def test_a_bare_town_is_no_place(town: Town) -> None:
    cast = await gathered(town)
    await cast.rosa.says("ICE in Northampton").hears("report.where")
    await cast.dana.hears("card.no_place")
    await cast.jean.hears_nothing()
    await cast.rosa.says("Northampton").hears("report.where_else")


async def test_a_shop_with_a_letter_in_its_name_is_kept_whole(town: Town) -> None:
    cast = await gathered(town)
    await cast.rosa.says("ICE at Big Y.").hears("report.received")
    await cast.dana.hears("card.place", place="Big Y")


@pytest.mark.parametrize("words", ["ICE agents at the Walmart in Chicopee", "la migra esta en el Walmart de Chicopee"])
async def test_a_town_outside_the_network_is_said_so_and_alerts_no_other_town(town: Town, words: str) -> None:
    cast = await gathered(town)
    await cast.rosa.says(words).hears("report.outside", town="Chicopee")
    await cast.dana.hears("card.outside", town="Chicopee")
    await cast.jean.hears_nothing()
    await cast.marisol.hears_nothing()


async def test_a_members_own_town_is_a_proposal_and_shown_as_such(town: Town) -> None:
    cast = await gathered(town)
    await cast.rosa.says(f"hay agentes en {CORNER}").hears("report.town_proposed", town="Northampton")
    await cast.dana.hears("card.town_proposed", town="Northampton")


@pytest.mark.parametrize(
    "words",
    [
        "agents here https://waze.com/ul?ll=42.3251,-72.6412&navigate=yes",
        "agents 42.3251, -72.6412",
        "migra geo:42.3251,-72.6412",
        "ICE https://maps.google.com/?q=42.3251,-72.6412",
    ],
)
async def test_coordinates_in_any_form_are_a_point(town: Town, words: str) -> None:
    cast = await gathered(town)
    await cast.rosa.says(words).hears("report.received")
    await cast.dana.hears("card.point")


async def test_a_short_map_link_is_shown_to_the_desk_and_a_location_asked_for(town: Town) -> None:
    cast = await gathered(town)
    link = "https://maps.app.goo.gl/R8tYw3NcLk5"
    await cast.rosa.says(f"agents here {link}").hears("report.where")
    await cast.dana.hears("card.reporter", words=f"agents here {link}").sees("card.no_place")


@pytest.mark.parametrize("words", ["Holyoke", "no es Northampton, es en Holyoke", "it's in Holyoke not Northampton"])
async def test_a_member_who_names_the_town_that_we_asked_for_moves_the_report_there(town: Town, words: str) -> None:
    cast = await gathered(town)
    (hugo,) = await town.with_people("Hugo en dispatcher Holyoke")
    await cast.rosa.says(f"ICE at {CORNER}").hears("report.town_proposed", town="Northampton")
    await cast.dana.taps("desk.confirm").taps("basis.inside")
    before = cast.dana.button("confirm.send")
    town.forget_news()
    await cast.rosa.says(words).hears("report.town_added", town="Holyoke")
    await cast.dana.hears("desk.town_corrects", number=1, town="Holyoke", before="Northampton")
    await hugo.hears("card.head", town="Holyoke").hears("desk.handed_over", number=1)
    await cast.ines.hears("verify.ask", number=1)
    await cast.jean.hears("verify.corrected").sees("correction.town", town="Holyoke")
    await cast.dana.presses(before).is_told("refused.role")
    await cast.tomas.hears_nothing()


@pytest.mark.parametrize("words", ["Chicopee", "es en Chicopee"])
async def test_a_town_that_is_not_ours_is_said_to_the_desk(town: Town, words: str) -> None:
    cast = await gathered(town)
    await cast.rosa.says(f"ICE at {CORNER}")
    town.forget_news()
    await cast.rosa.says(words).hears("report.added")
    await cast.dana.hears("desk.town_corrects", number=1, town="Chicopee")


async def test_what_others_reported_or_a_witness_sees_there_is_moved_by_the_desk_alone(town: Town) -> None:
    cast = await gathered(town)
    await town.with_people("Hugo en dispatcher Holyoke")
    await cast.rosa.says(f"ICE at {CORNER}")
    await cast.jean.taps("look.seen")
    town.forget_news()
    await cast.rosa.says("Holyoke").hears("report.added")
    await cast.dana.hears("desk.town_corrects").sees("card.head", number=1, town="card.town_proposed")
    await cast.ines.hears_nothing()


async def test_a_town_that_is_told_of_somebody_else_moves_nothing(town: Town) -> None:
    cast = await gathered(town)
    await cast.rosa.says(f"ICE at {CORNER}")
    town.forget_news()
    await cast.rosa.says("my cousin who lives in Holyoke says they took her neighbor last week")
    assert "desk.town_corrects" not in cast.dana.screen.unheard()
