"""One person who sends more than one may: it is bundled on a card, nothing of it is lost, and they hear so once."""

import pytest

from alerts.incidents.bundling import PLEAS_OF_A_KIND
from alerts.incidents.person_limits import LONGEST_WORDS, MEMBER, STRANGER
from handlers.core.inbound import InboundKind
from handlers.incidents.whole import PAGES
from tests.conversations.phone import Phone
from tests.conversations.scenes import CORNER, Cast, confirmed, gathered, reported
from tests.conversations.screen import Screen
from tests.conversations.town import Town

TREES = (
    "Oak",
    "Pine",
    "Birch",
    "Cedar",
    "Walnut",
    "Willow",
    "Spruce",
    "Aspen",
    "Hickory",
    "Poplar",
    "Linden",
    "Juniper",
)
CROSSED = ("Bridge", "School", "Church", "Prospect")


def corners(reports: int) -> list[str]:
    """So many reports, of corners that are near no other."""
    every = [f"/report two vans at {tree} & {cross}, Northampton" for cross in CROSSED for tree in TREES]
    assert reports <= len(every)
    return every[:reports]


async def flooded(town: Town, reports: int = 30) -> tuple[Cast, Phone]:
    """Sam, whom nobody knows, sent so many reports of as many corners."""
    cast = await gathered(town)
    (sam,) = await town.with_people("Sam")
    for report in corners(reports):
        await sam.says(report)
    return cast, sam


def heard(screen: Screen, key: str) -> int:
    """How many of the new messages say this."""
    return sum(line.says(key) for line in screen.news)


async def test_a_stranger_has_three_reports_open_and_the_rest_is_one_line_on_one_card(town: Town) -> None:
    cast, _ = await flooded(town)
    assert heard(cast.dana.screen, "card.head") == STRANGER.open_incidents
    assert heard(cast.dana.screen, "desk.beyond") == 1
    await town.forward(seconds=16)
    await cast.dana.sees("card.bundled", n=1, more=27)


async def test_they_hear_of_each_limit_once_and_plainly(town: Town) -> None:
    _, sam = await flooded(town)
    assert heard(sam.screen, "limits.incidents") == 1
    assert heard(sam.screen, "limits.messages") == 1
    # Between the two they hear that it was added; after the second, nothing more.
    assert heard(sam.screen, "report.added") == (STRANGER.messages or 0) - 4


async def test_nothing_is_lost_the_desk_reads_all_of_it(town: Town) -> None:
    cast, _ = await flooded(town, 6)
    await town.forward(seconds=16)
    town.forget_news()
    await cast.dana.taps("desk.whole").hears("desk.whole", number=3, n=1)
    for report in corners(6)[3:]:
        await cast.dana.hears("desk.whole", number=3, n=1, words=report.removeprefix("/report "))


async def test_a_plea_in_the_flood_gets_its_first_answer_and_rings_but_not_for_ever(town: Town) -> None:
    cast, sam = await flooded(town)
    town.forget_news()
    await sam.says("they are at my door, ICE is here for me").hears("ask.witnesses")
    await cast.dana.hears("desk.came")
    for _ in range(5):
        await sam.says("they are at my door, ICE is here for me")
    await sam.hears_nothing()
    assert heard(cast.dana.screen, "desk.came") == 0
    await sam.says("they took my husband").hears("taken.with_you")
    await cast.dana.hears("desk.taken")


async def test_what_was_bundled_counts_for_ten_minutes_and_a_closed_report_makes_room(town: Town) -> None:
    cast, sam = await flooded(town)
    await town.forward(minutes=11)
    town.forget_news()
    await cast.dana.taps("desk.dismiss").taps("end.dismiss")
    town.forget_news()
    await sam.says(f"/report vans at {CORNER}, Northampton").hears("report.received")
    await cast.dana.hears("card.head")


async def test_a_member_may_send_more_but_not_without_end(town: Town) -> None:
    cast = await gathered(town)
    for report in corners(15):
        await cast.rosa.says(report)
    assert heard(cast.dana.screen, "card.head") == MEMBER.open_incidents
    assert heard(cast.rosa.screen, "limits.incidents") == 1


async def test_who_works_a_desk_files_as_many_as_people_call_in(town: Town) -> None:
    cast = await gathered(town)
    for report in corners(15):
        await cast.dana.says(report)
    assert heard(cast.dana.screen, "card.head") == 15


async def test_the_photos_of_one_person_ring_once_in_a_while_and_wait_for_the_desk(town: Town) -> None:
    cast = await gathered(town)
    await cast.rosa.says(f"/report vans at {CORNER}")
    for _ in range(30):
        await cast.rosa.sends_photo()
    assert heard(cast.dana.screen, "desk.photo") == 1
    assert heard(cast.rosa.screen, "limits.media") == 1
    await town.forward(seconds=16)
    await cast.dana.sees("card.bundled", n=1, more=29)
    town.forget_news()
    await cast.dana.taps("desk.whole")
    assert heard(cast.dana.screen, "desk.photo") == PAGES
    await cast.dana.sees("desk.more_media", n=29 - PAGES).taps("desk.media")
    assert heard(cast.dana.screen, "desk.photo") == 2 * PAGES


async def test_a_report_longer_than_anybody_reads_is_five_messages_and_a_file(town: Town) -> None:
    cast = await gathered(town)
    long = " ".join(f"van{n}" for n in range(4000))[: LONGEST_WORDS * 2]
    await cast.rosa.says(f"/report at {CORNER}, {long}").hears("report.received").hears("limits.words")
    await town.forward(seconds=16)
    await cast.dana.sees("card.bundled", n=1, more=1)
    town.forget_news()
    await cast.dana.taps("desk.whole")
    assert heard(cast.dana.screen, "desk.whole") == PAGES
    await cast.dana.hears("desk.whole_file", number=1)
    sent = cast.dana.screen.lines[-1].spoken.file
    assert sent is not None
    assert long[-100:] in sent.decode().replace("\n", "")


async def test_four_hundred_messages_to_one_report_are_five_messages_and_a_file(town: Town) -> None:
    cast = await gathered(town)
    (sam,) = await town.with_people("Sam")
    await sam.says(f"/report vans at {CORNER}, Northampton")
    for n in range(40):
        await sam.says(f"and now there are {n} vans of theirs here " * 60)
    await town.forward(seconds=16)
    town.forget_news()
    await cast.dana.taps("desk.whole")
    assert heard(cast.dana.screen, "desk.whole") == PAGES
    await cast.dana.hears("desk.whole_file")
    sent = cast.dana.screen.lines[-1].spoken.file
    assert sent is not None
    assert all(f"there are {n} vans" in sent.decode() for n in range(40))


async def test_what_the_desk_asked_for_is_never_bundled(town: Town) -> None:
    cast, sam = await flooded(town)
    await cast.dana.taps("desk.people").taps("reporter.ask:1").says("Which door are they at?")
    town.forget_news()
    await sam.says("the back one, on the alley")
    await cast.dana.hears("desk.answers")


async def test_whoever_looks_for_us_is_heard_however_much_they_sent(town: Town) -> None:
    cast = await reported(town)
    await cast.jean.says("/report vans at Oak & School, Northampton")
    for number in range(MEMBER.messages or 0):
        await cast.jean.says(f"more of it {number}")
    town.forget_news()
    await cast.jean.says("they are arresting me")
    await cast.dana.hears("desk.trouble")


async def test_a_new_report_past_the_limit_goes_onto_none_that_is_closed(town: Town) -> None:
    cast = await gathered(town)
    (sam,) = await town.with_people("Sam")
    await sam.says(corners(1)[0])
    for number in range(STRANGER.messages or 0):
        await sam.says(f"more of it {number}")
    await cast.dana.taps("desk.dismiss").taps("end.dismiss")
    town.forget_news()
    await sam.says("/report four ICE agents arresting people at Oak & School, Northampton").hears("report.received")
    await cast.dana.hears("card.head")


async def test_the_bare_command_is_a_call_for_help_in_a_flood_too(town: Town) -> None:
    _, sam = await flooded(town)
    town.forget_news()
    await sam.says("/report").hears("report.received")


async def test_stop_is_heard_however_much_somebody_sent(town: Town) -> None:
    _, sam = await flooded(town)
    town.forget_news()
    await sam.says("/stop").hears("stop.done")


async def test_edits_count_as_messages_do(town: Town) -> None:
    _, sam = await flooded(town, 1)
    for number in range(60):
        await sam.edits(f"edited {number}")
    assert heard(sam.screen, "help.edited") == (STRANGER.messages or 0) - 1
    assert heard(sam.screen, "limits.messages") == 1


async def test_a_second_plea_from_another_place_is_heard_in_the_flood_too(town: Town) -> None:
    """ "They come for you or take somebody, write that: our team is called at once": of the second one as well."""
    cast, sam = await flooded(town)
    for street in ("Bond & River", "Maple & Lake"):
        town.forget_news()
        await sam.says(f"/report ICE took my cousin at {street}, Northampton").hears("taken.with_you")
        await cast.dana.hears("desk.taken")
    town.forget_news()
    await sam.says("/report ICE took my cousin at Maple & Lake, Northampton")
    await sam.hears_nothing()
    assert heard(cast.dana.screen, "desk.taken") == 0


async def test_who_writes_that_they_are_taking_people_somewhere_else_now_rings_the_desk(town: Town) -> None:
    cast, sam = await flooded(town)
    await sam.says("ICE took my cousin at Bond & River, Northampton")
    town.forget_news()
    await sam.says("ICE took my cousin at Maple & Lake, Northampton").hears("report.place_added")
    await cast.dana.hears("desk.place_moves")


async def test_who_pleads_from_one_place_after_the_other_does_not_ring_without_end(town: Town) -> None:
    cast, sam = await flooded(town)
    town.forget_news()
    for tree in TREES:
        await sam.says(f"/report ICE took my cousin at {tree} & Canal, Northampton")
    assert heard(cast.dana.screen, "desk.taken") == PLEAS_OF_A_KIND


async def test_an_album_is_one_message(town: Town) -> None:
    cast = await gathered(town)
    (sam,) = await town.with_people("Sam")
    await sam.says(f"two vans at {CORNER}, Northampton")
    for picture in range(3 * (STRANGER.messages or 0)):
        await sam.send(InboundKind.PHOTO, media="picture", follows=picture % 10 > 0)
    town.forget_news()
    await sam.says("now they are four").hears("report.added")
    await town.forward(seconds=16)
    await cast.dana.sees("card.lead", words=f"two vans at {CORNER}, Northampton\nnow they are four")


async def test_of_one_album_after_the_other_the_first_rings_and_the_others_wait_whole(town: Town) -> None:
    cast = await gathered(town)
    await cast.rosa.says(f"/report vans at {CORNER}")
    for picture in range(30):
        await cast.rosa.send(InboundKind.PHOTO, media="picture", follows=picture % 10 > 0)
    assert heard(cast.dana.screen, "desk.photo") == 10
    await town.forward(seconds=16)
    await cast.dana.sees("card.bundled", n=1, more=20)


async def test_whoever_looks_for_somebody_who_was_taken_is_heard_in_the_flood(town: Town) -> None:
    cast, sam = await flooded(town)
    town.forget_news()
    await sam.says("where is my husband? they took him this morning")
    assert sam.screen.unheard()
    assert cast.dana.screen.unheard()


async def test_a_command_past_the_limit_is_carried_out_once_and_then_answered_plainly_once(town: Town) -> None:
    cast, sam = await flooded(town)
    town.forget_news()
    await sam.says("/join").hears("consent.head")
    await sam.says("/privacy")
    town.forget_news()
    await sam.says("/join").hears("limits.commands")
    await sam.says("/join").says("unirme").hears_nothing()
    await town.forward(seconds=16)
    await cast.dana.sees("card.bundled", n=1, more=27)


async def test_the_words_of_a_choice_are_a_tap_past_the_limit_too(town: Town) -> None:
    cast = await gathered(town)
    (sam,) = await town.with_people("Sam en signal")
    for report in corners(21):
        await sam.says(report)
    await sam.says("they are at my door, ICE is here for me").hears("ask.witnesses")
    town.forget_news()
    await sam.says("Yes, please come")
    assert sam.screen.unheard(), "it is answered as the tap is"
    assert heard(cast.dana.screen, "desk.beyond") == 0


@pytest.mark.parametrize("platform", ["telegram", "signal"])
async def test_a_number_that_is_no_choice_counts_as_a_message(town: Town, platform: str) -> None:
    cast = await gathered(town)
    (sam,) = await town.with_people(f"Sam en {platform}")
    await sam.says(corners(1)[0])
    for number in range(60):
        await sam.says(str(4000 + number))
    assert heard(sam.screen, "limits.messages") == 1
    assert len(sam.screen.news) <= 2 * (STRANGER.messages or 0)
    assert heard(cast.dana.screen, "desk.beyond") == 1


async def test_who_reported_nothing_gets_each_answer_once_past_the_limit_and_is_still_heard(town: Town) -> None:
    cast = await gathered(town)
    (sam,) = await town.with_people("Sam en")
    for number in range(120):
        await sam.says(("hello", "jaja", "thanks", "is it true?")[number % 4])
    assert heard(sam.screen, "limits.answers") == 1
    assert len(sam.screen.news) <= (STRANGER.messages or 0) + 5
    town.forget_news()
    await sam.says(f"two ICE vans at {CORNER}, Northampton").hears("report.received")
    await cast.dana.hears("card.head")


async def test_commands_that_are_always_carried_out_are_answered_once_past_the_limit(town: Town) -> None:
    _, sam = await flooded(town)
    town.forget_news()
    for _ in range(30):
        await sam.says("/cancel")
    assert len(sam.screen.news) == 1
    for _ in range(30):
        await sam.says("/stop")
    assert heard(sam.screen, "stop.done") == 1


async def test_thumbs_that_say_nothing_are_asked_about_no_more_often_than_messages(town: Town) -> None:
    cast = await confirmed(town)
    for _ in range(2 * (MEMBER.messages or 0)):
        await cast.jean.reacts("👍", "alert.head")
    assert len(cast.jean.screen.news) <= (MEMBER.messages or 0)
