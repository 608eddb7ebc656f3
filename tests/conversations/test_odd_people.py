"""Whatever people send: everybody gets an answer or nothing harmful happens, nothing is lost, nothing raises.

That nothing was set aside and no message was refused by a platform, the fixture checks at the end of each test.
"""

from dataclasses import replace

import pytest

from alerts.incidents.limit_ports import BUNDLED
from alerts.incidents.ports import INCIDENTS, REPORTS
from handlers.areas import ROUTER
from handlers.core.inbound import InboundKind
from handlers.incidents.updating import LONGEST
from tests.conversations.phone import Held, Phone
from tests.conversations.scenes import CORNER, confirmed, observed, reported
from tests.conversations.town import Town

READABLE = (
    "x" * 5000,
    "two vans " * 555,
    "שתי מכוניות ברחוב Elm",
    "سيارتان عند زاوية Elm و 3",
    "\u202egnp.exe at Elm & 3rd",
    "<b>two</b> vans at <a href='tg://user?id=1'>Elm</a> & 3rd",
    "*two* _vans_ `at` [Elm](http://x) ~3rd~ ||now||",
    "vans\x00at Elm\x00",
    "half \ud83d a pair",
    "e" + "\u0301" * 3000,
    "{place} {0} %s %(x)s ${x}",
    "'; DROP TABLE person; --",
    "9" * 5000,
    "\uff11\uff12\uff13 Elm",
    "vans at 99999999999999999999999999 Elm St",
    "a\r\nb\u2028c\u0085d",
    "/report " + "y" * 5000,
    "@everybody #12 \u200b\u200b",
    "ﷺ" * 1500,
)
"""Words that say something."""
MASKED = ("9" * 5000, "vans at 99999999999999999999999999 Elm St")
"""Of these, numbers that may be of somebody's papers: not even the desk reads them."""
BLANK = (
    "   ",
    "\n\n",
    "\u200b",
    "\u2800",
    "....",
    "?!?",
    "🚐🚐🚐",
    "👨‍👩‍👧‍👦" * 200,
    "🏴󠁧󠁢󠁥󠁮󠁧󠁿",
    "\u0301",
    "\x00",
    "\ud83d",
    "-1",
    "²",
    "0",
    "7",
    "٣",
)
"""Words that say nothing, or a number that was not asked for."""


@pytest.mark.parametrize("platform", ["telegram", "signal"])
async def test_whatever_a_stranger_writes_is_answered_and_kept(town: Town, platform: str) -> None:
    (dana,) = await town.with_people("Dana en dispatcher")
    for words in READABLE:
        (sam,) = await town.with_people(f"Sam {platform}")
        await sam.says(words)
        assert sam.screen.news, "everybody gets an answer"
        kept = await _kept(town, sam)
        assert words in MASKED or words.removeprefix("/report").strip() in kept, "nothing is lost"
    assert dana.screen.news


@pytest.mark.parametrize("platform", ["telegram", "signal"])
async def test_whatever_a_member_writes_in_the_middle_of_a_report_is_kept(town: Town, platform: str) -> None:
    rosa, dana = await town.with_people(f"Rosa es member {platform}", f"Dana en dispatcher {platform}")
    await rosa.says(f"/report vans at {CORNER}")
    for words in READABLE:
        rosa.screen.news.clear()
        await rosa.says(words)
        assert rosa.screen.news, "everybody gets an answer"
    kept = await _kept(town, rosa)
    lost = [words for words in READABLE if words.removeprefix("/report").strip() not in kept]
    assert lost == [*MASKED]
    await dana.taps("desk.whole")
    await town.forward(seconds=10)


async def test_whatever_says_nothing_is_answered_and_files_nothing_of_a_member(town: Town) -> None:
    rosa, jean, dana = await town.with_people("Rosa es member", "Jean en responder signal", "Dana en dispatcher")
    for phone in (rosa, jean):
        # On Signal a number is a choice of the question that the words before it led to.
        for words in BLANK if phone is rosa else [words for words in BLANK if not words.strip("-").isdigit()]:
            phone.screen.news.clear()
            await phone.says(words)
            assert phone.screen.news, "everybody gets an answer"
    await dana.hears_nothing()


async def test_stickers_and_empty_messages_get_an_answer(town: Town) -> None:
    sam, rosa = await town.with_people("Sam signal", "Rosa es member")
    for phone in (sam, rosa):
        await phone.sends_sticker().hears("help.cannot_read").says("").hears("help.cannot_read")
        await phone.says("\n \t").hears("help.cannot_read").edits("").hears("help.edited")


async def test_odd_words_reach_the_alert_unharmed(town: Town) -> None:
    cast = await observed(town, f"/report <b>vans</b> {{town}} %s *x* \u202e\ud83d at {CORNER}")
    await cast.dana.taps("desk.confirm").taps("confirm.send").is_told("toast.sent")
    await cast.tomas.hears("community.head")
    assert "<b>vans</b> {town} %s *x*" in cast.tomas.text
    assert "\u202e" not in cast.tomas.text


async def test_a_dispatcher_may_write_odd_news(town: Town) -> None:
    cast = await confirmed(town)
    for words in READABLE[::3]:
        town.forget_news()
        await cast.dana.taps("desk.update").taps("tell.words")
        if len(words) > LONGEST:
            await cast.dana.says(words).hears("update.too_long", length=len(words))
        await cast.dana.says(words[:LONGEST]).hears("update.sure")
        await cast.dana.taps("tell.send").is_told("toast.updated")
        await cast.jean.hears("update.words.responders")


@pytest.mark.parametrize(
    "position", [(0.0, 0.0), (90.0, 180.0), (-90.0, -180.0), (999.0, -999.0), (1e308, -1e308), (-0.0, 5e-324)]
)
async def test_positions_from_anywhere_are_answered(town: Town, position: tuple[float, float]) -> None:
    sam, dana = await town.with_people("Sam", "Dana en dispatcher")
    await sam.sends_location(*position).hears("report.received")
    await dana.hears("card.point").taps("desk.claim").is_told("toast.claimed")


async def test_who_sends_a_file_with_their_words_hears_that_nobody_can_open_it(town: Town) -> None:
    sam, dana = await town.with_people("Sam en", "Dana en dispatcher")
    await sam.says("2 ICE vans at Elm & 3rd", unread_file=True).hears("report.received").hears("help.file")
    await dana.hears("card.head")
    await sam.says("/leave", unread_file=True)
    assert {row.state for row in await town.rows_of("inbox")} == {"done"}


async def test_forged_callback_data_does_nothing(town: Town) -> None:
    cast = await reported(town)
    real = cast.dana.button("desk.claim")
    for forged in _forged(real.data.partition(":")[0]):
        await cast.dana.presses(Held(real.ref, forged, None))
        toasts = {toast.key for toast in cast.dana.screen.toasts}
        assert toasts, "everybody hears why"
        assert toasts <= {"refused.not_yours", "choose.stale", "refused.changed", "refused.role"}
        cast.dana.screen.toasts.clear()
    await cast.dana.sees("card.state.reported")


def _forged(token: str) -> list[str]:
    actions = [
        "",
        ":",
        "desk",
        "desk.",
        "desk.claim:1",
        "desk.town:99999999999999999999999",
        "desk.town:x",
        "desk.same:x",
    ]
    actions += ["desk.split:-1", "desk.show:x", "look.seen:1", "look.going:1:x", "answer.onway", "answer.x"]
    actions += [
        "confirm.reason:x",
        "confirm.send",
        "end.x",
        "end.allclear",
        "tell.words",
        "file.this:0",
        "group.town:1:1",
    ]
    actions += [
        "join.accept:1:1:coordinator",
        "join.town:x",
        "language.is:xx",
        "towns.add:x",
        "fact.is:1:kind:x",
        "\x00",
    ]
    return ["", ":", "\x00", "\ud83d", "x" * 64, token, *(f"{token}:{action}" for action in actions)]


async def test_old_buttons_long_after_their_day_do_no_harm(town: Town) -> None:
    cast = await confirmed(town)
    await town.forward(seconds=5)
    buttons = {
        cast.dana: [cast.dana.button(what) for what in ("desk.allclear", "confirm.send")],
        cast.rosa: [cast.rosa.button("kind.came")],
        cast.marisol: [cast.marisol.button(what) for what in ("answer.onway", "look.seen")],
        cast.jean: [cast.jean.button(what) for what in ("answer.onway", "look.seen")],
    }
    await cast.dana.taps("desk.allclear").taps("end.allclear")
    await town.forward(days=30)
    town.forget_news()
    for phone, held in buttons.items():
        for button in held:
            await phone.presses(button)
            assert phone.screen.news or phone.screen.toasts, "everybody gets an answer"
            phone.screen.news.clear()
    await cast.tomas.hears_nothing()


async def test_taps_on_every_step_by_everybody_do_no_harm(town: Town) -> None:
    cast = await observed(town)
    (sam,) = await town.with_people("Sam")
    await cast.dana.taps("desk.confirm")
    begun = len(town.diary)
    for owner in (cast.dana, cast.rosa, cast.marisol):
        for line in owner.screen.lines:
            for row in line.spoken.buttons:
                for button in row:
                    await sam.presses(Held(line.ref, button.data, None)).is_told("refused.not_yours")
    assert [screen for screen, _, _ in town.diary[begun:]] == []


async def test_a_dispatcher_who_blocked_us_and_a_reporter_who_left_stop_nothing(town: Town) -> None:
    cast = await reported(town)
    for phone in (cast.rosa, cast.dana, cast.marisol):
        phone.screen.blocked = True
        await phone.send(InboundKind.STOPPED)
    (leo,) = await town.with_people("Leo es dispatcher")
    await leo.says("/desk").taps("choice.show", number=1).taps("desk.confirm").taps("basis.photo")
    await leo.taps("confirm.send").is_told("toast.sent")
    await cast.jean.hears("alert.head_likely")
    await cast.tomas.hears("community.head_likely")


async def test_somebody_who_blocked_us_and_comes_back_is_heard_and_hears(town: Town) -> None:
    cast = await reported(town)
    await cast.marisol.send(InboundKind.STOPPED)
    town.forget_news()
    await cast.marisol.says("/status").hears("status.head")
    await cast.rosa.says("/report a car at Oak & 9th")
    await cast.marisol.hears("verify.ask")


async def test_the_same_update_twice_is_one_message(town: Town) -> None:
    (sam,) = await town.with_people("Sam")
    for _ in range(2):
        await sam.says("migra", dedup="the same")
    await sam.hears("report.received").hears_nothing()


async def test_a_hundred_messages_at_once_are_all_answered_in_order(town: Town) -> None:
    rosa, dana = await town.with_people("Rosa es member", "Dana en dispatcher")
    await rosa.says(f"/report vans at {CORNER}").hears("report.received")
    await town.together(*(rosa.says(f"word{n}") for n in range(30)))
    assert len(rosa.screen.news) == 30
    assert (await _kept(town, rosa)).split()[-30:] == [f"word{n}" for n in range(30)]
    assert len(dana.screen.news) == 1


async def test_a_handler_that_fails_is_tried_again_and_the_person_hears_of_it(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    town.may_fail = True
    rosa, sam = await town.with_people("Rosa es member", "Sam signal")

    async def fail(*_: object) -> None:
        raise RuntimeError("a fault of ours")

    monkeypatch.setitem(ROUTER.commands, "rights", replace(ROUTER.commands["rights"], run=fail))
    await rosa.says("/rights")
    await sam.says("/privacy").hears("privacy.head")
    await rosa.hears_nothing()
    await town.forward(seconds=10)
    await rosa.hears("error.apology").hears_nothing()
    await rosa.says("/privacy").hears("privacy.head")


async def _kept(town: Town, phone: Phone) -> str:
    """All words of reports by this person, as they are kept, with what was too much for one report."""
    async with town.work.begin() as uow:
        found = await uow.people.find(phone.platform.line_id, phone.address)
        assert found is not None
        incidents = [entry[0] for entry in await INCIDENTS(uow).standing(None)]
        reports = [report for incident in incidents for report in await REPORTS(uow).of(incident.id)]
        theirs = [report for report in reports if report.person_id == found[0].id]
        more = await BUNDLED(uow).of([report.id for report in theirs])
        return "\n".join([*(report.words for report in theirs), *(message.words for message in more)])
