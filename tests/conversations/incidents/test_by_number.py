"""/claim, /ask, /confirm, /dismiss, /close: by number they do what the card's taps do, on both transports."""

import pytest

from tests.conversations.phone import Phone
from tests.conversations.scenes import CORNER, confirmed, observed, reported
from tests.conversations.town import Town

NAMES = {
    "claim": "tomar",
    "ask": "testigos",
    "confirm": "confirmar",
    "dismiss": "descartar",
    "close": "cerrar",
}


async def _desk(town: Town, described: str) -> Phone:
    """Somebody at the desk, with a report of Rosa's and two witnesses who have not been asked: its place came later."""
    leo, rosa, _, _ = await town.with_people(
        f"Leo {described} dispatcher", "Rosa es member", "Jean en responder", "Hugo es responder"
    )
    await rosa.says("migra")
    await rosa.says(CORNER)
    town.forget_news()
    return leo


@pytest.mark.parametrize("described", ["en", "en signal", "es", "es signal"])
async def test_everything_by_number_from_report_to_all_clear(town: Town, described: str) -> None:
    leo = await _desk(town, described)
    name = NAMES if described.startswith("es") else {command: command for command in NAMES}
    await leo.says(f"/{name['claim']} 1").hears("toast.claimed", number=1).hears("card.head", number=1)
    await leo.says(f"/{name['confirm']} #1").hears("confirm.reason").taps("basis.photo")
    await leo.hears("preview.ready", number=1, people=2).taps("confirm.send").is_told("toast.sent", people=2)
    await leo.says(f"/{name['close']} n.º 1").hears("sure.allclear", number=1, people=2)
    await leo.taps("end.allclear").is_told("toast.ended")


@pytest.mark.parametrize("written", ["1", "#1", "n.º 1", "nº1", "número 1", "number 1", "1.", "No. 1"])
async def test_a_number_is_read_however_it_is_written(town: Town, written: str) -> None:
    cast = await reported(town)
    await cast.dana.says(f"/claim {written}").hears("toast.claimed", number=1)


async def test_claiming_what_another_dispatcher_has_says_who_has_it(town: Town) -> None:
    cast = await reported(town)
    (leo,) = await town.with_people("Leo es dispatcher signal")
    await cast.dana.taps("desk.claim")
    town.forget_news()
    await leo.says("/tomar 1").hears("refused.held", name="Dana", number=1).hears_nothing()


async def test_ask_says_first_how_many_witnesses_of_which_towns(town: Town) -> None:
    rosa, dana, jean, ines = await town.with_people(
        "Rosa es member", "Dana en dispatcher signal", "Jean en responder", "Ines en responder everywhere"
    )
    (sam,) = await town.with_people("Sam")
    await sam.says(f"vans at {CORNER} in Northampton")
    town.forget_news()
    await dana.says("/ask 1").hears("by_number.ask", number=1, place=CORNER, n=2)
    assert dana.last is not None
    assert dana.last.says("by_number.town", town="Northampton", people=2)
    await jean.hears_nothing()
    await ines.hears_nothing()
    await dana.says("Ask witnesses to look").hears("toast.asked", n=2)
    await jean.hears("verify.ask", number=1)
    await rosa.hears_nothing()


async def test_ask_where_nobody_is_free_or_no_place_is_known_says_so(town: Town) -> None:
    cast = await reported(town)
    # The town's own were asked at once.
    await cast.dana.taps("desk.verify").is_told("toast.asked", n=1)
    await cast.ines.hears("verify.ask")
    await cast.dana.says("/ask 1").hears("toast.nobody_to_ask")
    (sam,) = await town.with_people("Sam")
    await sam.says("migra")
    town.forget_news()
    await cast.dana.says("/ask 2").hears("refused.no_place")


@pytest.mark.parametrize(
    ("begun", "command", "heard"),
    [
        ("reported", "dismiss", "sure.dismiss"),
        ("reported", "close", "by_number.how_ended"),
        ("unverifiable", "dismiss", "by_number.how_ended"),
        ("unverifiable", "close", "sure.close"),
        ("confirmed", "dismiss", "sure.cancel"),
        ("confirmed", "close", "sure.allclear"),
    ],
)
async def test_an_end_is_asked_back_as_its_card_offers_it(town: Town, begun: str, command: str, heard: str) -> None:
    cast = await (confirmed(town) if begun == "confirmed" else observed(town))
    if begun == "unverifiable":
        await cast.dana.taps("desk.claim").taps("desk.unverifiable")
    town.forget_news()
    await cast.dana.says(f"/{command} 1").hears(heard, number=1).hears_nothing()
    await cast.tomas.hears_nothing()


async def test_without_a_number_the_only_one_that_fits_is_meant(town: Town) -> None:
    cast = await reported(town)
    await cast.dana.says("/claim").hears("toast.claimed", number=1)
    await cast.dana.says("/claim").hears("by_number.nothing").says("/dismiss").hears("sure.dismiss", number=1)


@pytest.mark.parametrize("transport", ["", "signal"])
async def test_where_several_fit_they_are_asked_back_and_answered_by_tap_or_by_their_number(
    town: Town, transport: str
) -> None:
    rosa, dana = await town.with_people("Rosa es member", f"Dana en dispatcher {transport}")
    await rosa.says(f"/report two vans at {CORNER}")
    await rosa.says("/report a car at Oak & 9th")
    town.forget_news()
    await dana.says("/dismiss").hears("by_number.which").taps("desk.act", number=1).hears("sure.dismiss", number=1)
    await dana.says("/dismiss").hears("by_number.which").taps("desk.act", number=2).hears("sure.dismiss", number=2)
    await dana.says("/claim elm street").hears("by_number.which")


async def test_a_bare_number_after_which_one_is_the_incidents_own(town: Town) -> None:
    rosa, dana = await town.with_people("Rosa es member", "Dana en dispatcher")
    for place in ("Elm & 3rd", "Oak & 9th"):
        await rosa.says(f"/report vans at {place}")
    await dana.says("/claim").hears("by_number.which").says("2").hears("toast.claimed", number=2)


async def test_another_towns_number_reads_like_one_that_there_is_not(town: Town) -> None:
    cast = await reported(town)
    (hugo,) = await town.with_people("Hugo en dispatcher Holyoke")
    for command in NAMES:
        for number in (1, 77):
            await hugo.says(f"/{command} {number}").hears("by_number.none", number=number)
            assert CORNER not in hugo.text
        await hugo.says(f"/{command}").hears("by_number.nothing")
    await cast.dana.sees("card.state.reported").hears_nothing()


async def test_what_is_over_says_who_ended_it_and_offers_to_reopen_it(town: Town) -> None:
    cast = await reported(town)
    await cast.dana.says("/dismiss 1").hears("sure.dismiss").taps("end.dismiss")
    town.forget_news()
    for command in NAMES:
        await cast.dana.says(f"/{command} 1").hears("refused.over", number=1, name="Dana")
    await cast.dana.taps("desk.reopen").is_told("toast.reopened")
    await town.forward(days=2)


async def test_only_the_desk_may_and_words_without_a_slash_are_no_commands(town: Town) -> None:
    cast = await reported(town)
    for name in (*NAMES, *NAMES.values()):
        await cast.rosa.says(f"/{name} 1").hears("refused.role")
    await cast.dana.says("Confirm").hears("confirm.reason", number=1)
