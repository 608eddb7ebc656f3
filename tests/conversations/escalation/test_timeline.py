"""Whom escalation told, by which reason, and what was short: on the card, under "Read all", and kept."""

from tests.conversations.scenes import REPORT
from tests.conversations.town import Town


async def test_the_card_counts_who_was_told_by_which_reason_and_read_all_names_them(town: Town) -> None:
    rosa, dana, _ = await town.with_people("Rosa es member", "Dana en dispatcher", "Ines en dispatcher Holyoke")
    await rosa.says(REPORT)
    await dana.hears("card.head", number=1)
    assert not dana.screen.lines[-1].says("escalation.picked")
    await town.forward(minutes=2)
    await dana.sees("escalation.picked", reason="escalation.whom.on_duty", count=1)
    await dana.sees("escalation.picked", reason="escalation.whom.dispatchers", count=1)
    town.forget_news()
    await dana.taps("desk.whole").hears("escalation.timeline", number=1)
    assert dana.last is not None
    assert "Ines" in dana.last.spoken.text


async def test_the_card_says_which_step_found_nobody_and_it_stands_there_once(town: Town) -> None:
    rosa, dana = await town.with_people("Rosa es member", "Dana en dispatcher")
    await rosa.says(REPORT)
    await town.forward(minutes=25)
    await dana.sees("escalation.picked", reason="escalation.whom.coordinators", who="escalation.nobody")
    kept = [row for row in await town.rows_of("escalation_pick") if row.whom == "coordinators"]
    assert [row.person_id for row in kept] == [None], "everybody's ring every five minutes is no new line"


async def test_what_is_decided_says_it_no_more_on_the_card_and_keeps_it_until_the_purge(town: Town) -> None:
    rosa, dana = await town.with_people("Rosa es member", "Dana en dispatcher")
    await rosa.says(REPORT)
    await town.forward(seconds=30)
    await dana.taps("desk.claim")
    await dana.sees("escalation.picked")
    await dana.taps("desk.confirm").taps("basis.photo").taps("confirm.send")
    await town.forward(seconds=5)
    assert not any(line.says("escalation.picked") for line in dana.screen.lines)
    assert await town.rows_of("escalation_pick")
    await town.forward(days=400)
    assert await town.rows_of("escalation_pick") == []
