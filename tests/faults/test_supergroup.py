"""A group that becomes a supergroup between the alert and the all clear."""

from pathlib import Path

import pytest

from tests.faults.neighborhood import gathered
from tests.faults.quick_time import in_quick_time, until
from tests.faults.test_desk_hears import ends


@pytest.mark.parametrize("hears", [True, False], ids=["and the bot hears of it", "and the note about it is lost"])
@in_quick_time
async def test_the_all_clear_arrives_there_and_quotes_none_of_what_neighbors_chatter(
    tmp_path: Path, hears: bool
) -> None:
    async with gathered(tmp_path) as here:
        await here.confirm()
        await until(lambda: here.heard(here.telegram_group), 60)
        old_ref = here.telegram_group.history[-1].ref
        if not hears:
            here.telegram_group.bot_status = "left"
        new = await here.telegram_group.migrates()
        new.bot_status = "member"
        while new.history[-1].ref != old_ref:
            await new.says(here.dana, "how is everybody?")
        await here.settled()
        await ends(here)
        closing = await until(lambda: next((shown for shown in new.history if not shown.by and shown.text), None), 60)
        assert closing.reply_to == ""
