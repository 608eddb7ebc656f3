"""What a chat refuses is told to who can mend it, and arrives once it is mended."""

import io
from pathlib import Path

import pytest
from PIL import Image

from bot.drill.telegram.refusals import BotApiRefusalError, bad, forbidden
from tests.faults.neighborhood import gathered
from tests.faults.quick_time import in_quick_time, until

REFUSALS: list[tuple[BotApiRefusalError, str]] = [
    (bad("TOPIC_CLOSED"), "topic"),
    (bad("TOPIC_DELETED"), "topic"),
    (forbidden("CHAT_ADMIN_REQUIRED"), "admin"),
    (forbidden("CHAT_GUEST_SEND_FORBIDDEN"), "guest"),
    (forbidden("CHAT_SEND_PLAIN_FORBIDDEN"), "muted"),
    (bad("not enough rights to send text messages to the chat"), "muted"),
    (forbidden("ALLOW_PAYMENT_REQUIRED"), "paid"),
    (bad("something new"), "unknown"),
]


@pytest.mark.parametrize(("refusal", "why"), REFUSALS, ids=[refusal.description for refusal, _ in REFUSALS])
@in_quick_time
async def test_a_group_that_refuses_the_alert_is_told_and_has_it_within_a_minute_of_being_mended(
    tmp_path: Path, refusal: BotApiRefusalError, why: str
) -> None:
    async with gathered(tmp_path) as here:
        here.telegram_group.refuses = refusal
        await here.confirm()
        for phone in (here.dana, here.ines):
            await until(lambda phone=phone: here.told(phone, f"desk.group_refused.{why}", town="Northampton"), 30)
        assert not here.heard(here.telegram_group)
        here.telegram_group.refuses = None
        await until(lambda: here.heard(here.telegram_group), 70)
        await until(lambda: here.told(here.ines, "desk.group_back", town="Northampton"), 30)
        assert len(here.told(here.ines, f"desk.group_refused.{why}")) == 1


@in_quick_time
async def test_a_strip_of_a_photo_reaches_the_desk_as_a_file(tmp_path: Path) -> None:
    strip = io.BytesIO()
    Image.new("RGB", (4200, 150), "navy").save(strip, "JPEG")
    async with gathered(tmp_path) as here:
        await here.rosa.says("/report 2 vans at Elm & 3rd")
        await here.rosa.wait_for(lambda shown: not shown.by)
        await here.rosa.sends_photo(strip.getvalue())
        shown = await here.dana.wait_for(lambda shown: shown.file is not None, 30)
        assert Image.open(io.BytesIO(shown.file or b"")).size[0] == 1600
