"""What stands on a lock screen: the first hundred characters say what to do, in each language that the reader reads."""

import pytest

from handlers.core.lexicon import cleaner
from locales.catalogue import ReaderLocale
from locales.length import measure
from storage.unit_of_work import UnitOfWorkFactory
from tests.conversations.scenes import CORNER, confirmed, observed
from tests.conversations.screen import Spoken
from tests.conversations.seed import HOLYOKE
from tests.conversations.town import Town

LOCK_SCREEN = 100
ENOUGH = 24
"""Characters of the last language that must be seen."""
SIGNAL = 2000
"""Bytes of a Signal message."""


def _begins_in_both(town: Town, spoken: Spoken) -> bool:
    """Say whether both languages have begun by then, each with the message's first line."""
    english, spanish = (ReaderLocale(language, town.network.zone) for language in ("en", "es"))
    first = spoken.notice.parts[0]
    leads = [reader.text(first, town.now).splitlines()[0] for reader in (english, spanish)]
    below = "\n".join(dict.fromkeys(leads))
    return spoken.text.startswith(below) and len(below) - len(leads[1]) + ENOUGH <= LOCK_SCREEN


@pytest.mark.parametrize("platform", ["telegram", "signal"])
async def test_what_a_stranger_hears_first_begins_in_both_languages(town: Town, platform: str) -> None:
    (sam,) = await town.with_people(f"Sam {platform}")
    await sam.says("/start").says("/help").says("hola").says("/join").says("/rights").says("/privacy")
    await sam.says("migra").sends_location(*HOLYOKE).taps("kind.see").taps("kind.came").taps("kind.taken")
    await sam.says("/language").says("/nothing")
    both = [spoken for _, _, spoken in town.diary if spoken.notice.language is None]
    assert [spoken.text for spoken in both if not _begins_in_both(town, spoken)] == []


@pytest.mark.parametrize("basis", ["observer", "inside"])
async def test_what_a_group_reads_begins_in_both_languages(town: Town, basis: str) -> None:
    cast = await observed(town)
    if basis == "inside":
        await cast.jean.taps("look.nothing")
        await cast.dana.taps("desk.confirm").taps("basis.inside").taps("confirm.send")
    else:
        await cast.dana.taps("desk.confirm").taps("confirm.send")
    for update in ("enough", "more", "leaving"):
        await cast.dana.taps("desk.update").taps(f"tell.{update}")
    await cast.dana.taps("desk.cancel").taps("end.cancel")
    posts = [spoken for name, _, spoken in town.diary if name.startswith("the ")]
    assert len(posts) == 10
    assert [spoken.text for spoken in posts if not _begins_in_both(town, spoken)] == []


async def test_rights_fit_into_a_message_of_signal_even_in_both_languages(town: Town) -> None:
    (sam,) = await town.with_people("Sam signal")
    await sam.says("/rights").hears("rights.full").hears("rights.held").hears_nothing()
    assert all(measure(line.spoken.text, utf16=False) < SIGNAL for line in sam.screen.lines)
    assert not any("…" in line.spoken.text for line in sam.screen.lines)


async def test_without_a_hotline_everybody_hears_whom_else_to_call(town: Town) -> None:
    town.work = UnitOfWorkFactory(town.store, town.work.retention, "", cleaner())
    town.answering._work = town.work
    cast = await confirmed(town)
    (sam,) = await town.with_people("Sam signal")
    await sam.says("/start").hears("call.somebody").says("/rights").hears("rights.full").hears("call.somebody")
    await sam.says(f"/report two vans at {CORNER}").taps("kind.taken").hears("call.somebody")
    posts = [spoken for name, _, spoken in town.diary if name.startswith("the ")]
    english = ReaderLocale("en", town.network.zone).text(sam.last.spoken.notice.parts[-1], town.now)
    assert posts
    assert all(english in spoken.text for spoken in posts)
    assert cast.tomas.screen.lines[-1].says("call.somebody")
