"""Whatever arrives between a preview and Send: everybody reads what the dispatcher had read, or nobody reads anything.

Hypothesis chooses what happens; REBATO_EXAMPLES=500 looks at as many other ways.
"""

import os
from collections.abc import Awaitable, Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alerts.groups.ports import GROUPS
from alerts.incidents.ports import INCIDENTS
from alerts.notices import Kind
from alerts.people.person import Role
from alerts.places.place import Place
from locales.block import Block, together
from tests.conversations.phone import Held
from tests.conversations.scenes import CORNER, Cast, gathered
from tests.conversations.screen import Line, Screen
from tests.conversations.seed import NORTHAMPTON, Seed
from tests.conversations.town import Town, open_town

HEADS = {"responder": "preview.responders", "community": "preview.community"}
LONGER = os.environ.get("REBATO_EXAMPLES")


async def _change(cast: Cast, **changes: object) -> None:
    async with cast.town.work.begin() as uow:
        incident = await INCIDENTS(uow).numbered(1)
        assert incident is not None
        await INCIDENTS(uow).change(incident, **changes)


async def the_reporter_writes_more(cast: Cast) -> None:
    await cast.rosa.says("están tocando puertas")


async def the_reporter_shares_the_place(cast: Cast) -> None:
    await cast.rosa.sends_location(*NORTHAMPTON)


async def the_reporter_taps_a_fact(cast: Cast) -> None:
    if cast.rosa._offered("kind.see"):
        await cast.rosa.taps("kind.see").taps("activity.taking")


async def a_subscriber_reports_it_too(cast: Cast) -> None:
    await cast.tomas.says(f"/reportar dos camionetas en {CORNER}")


async def a_stranger_reports_it_too(cast: Cast) -> None:
    (sam,) = await cast.town.with_people("Sam")
    await sam.says(f"vans at {CORNER} in Northampton").taps("kind.see").taps("activity.leaving")


async def the_desk_corrects_the_place(cast: Cast) -> None:
    await _change(cast, place=Place(words="Maple St 12"))


async def the_desk_corrects_the_town(cast: Cast) -> None:
    await _change(cast, town_id=cast.town.network.towns[1].id)


async def the_observer_takes_it_back(cast: Cast) -> None:
    await cast.jean.taps("look.nothing")


async def another_one_sees_it(cast: Cast) -> None:
    await cast.marisol.taps("look.seen")


async def another_one_finds_nothing(cast: Cast) -> None:
    await cast.marisol.taps("look.nothing")


async def somebody_blocks_us(cast: Cast) -> None:
    cast.marisol.screen.blocked = True
    await cast.marisol.says("/help")


async def somebody_leaves(cast: Cast) -> None:
    await cast.tomas.says("/stop")


async def somebody_joins(cast: Cast) -> None:
    await cast.town.with_people("Nina es subscriber")


async def somebody_changes_their_language(cast: Cast) -> None:
    async with cast.town.work.begin() as uow:
        await uow.people.set_language(cast.jean.person_id, "es")


async def somebody_asks_for_silence(cast: Cast) -> None:
    if cast.marisol.screen.blocked:
        return
    await cast.marisol.says(f"/reportar dos camionetas en {CORNER}").taps("kind.came").taps("witnesses.no")
    await cast.marisol.taps("write.no")


async def a_group_is_gone(cast: Cast) -> None:
    async with cast.town.work.begin() as uow:
        await GROUPS(uow).removed(cast.town.signal.line_id, cast.on_signal.address)


async def a_minute_passes(cast: Cast) -> None:
    await cast.town.forward(seconds=61)


async def three_minutes_pass(cast: Cast) -> None:
    await cast.town.forward(minutes=3)


async def midnight_passes(cast: Cast) -> None:
    await cast.town.forward(hours=7)


async def the_dispatcher_leaves_the_words_out(cast: Cast) -> None:
    if cast.dana._offered("confirm.without"):
        await cast.dana.taps("confirm.without")


async def the_dispatcher_translates_the_words(cast: Cast) -> None:
    if cast.dana._offered("confirm.translate"):
        await cast.dana.taps("confirm.translate").says("two vans, and knocking")


HAPPENINGS: tuple[Callable[[Cast], Awaitable[None]], ...] = (
    the_reporter_writes_more, the_reporter_shares_the_place, the_reporter_taps_a_fact, a_subscriber_reports_it_too,
    a_stranger_reports_it_too, the_desk_corrects_the_place, the_desk_corrects_the_town, the_observer_takes_it_back,
    another_one_sees_it, another_one_finds_nothing, somebody_blocks_us, somebody_leaves, somebody_joins,
    somebody_changes_their_language, somebody_asks_for_silence, a_group_is_gone, a_minute_passes, three_minutes_pass,
    midnight_passes, the_dispatcher_leaves_the_words_out, the_dispatcher_translates_the_words,
)  # fmt: skip


@pytest.mark.timeout(3600)
@settings(
    max_examples=int(LONGER or 30), derandomize=LONGER is None, deadline=None, database=None,
    suppress_health_check=list(HealthCheck),
)  # fmt: skip
@given(
    before=st.lists(st.sampled_from(HAPPENINGS), max_size=2, unique=True),
    between=st.lists(st.sampled_from(HAPPENINGS), max_size=4, unique=True),
    observed=st.booleans(),
)
async def test_whatever_happens_in_between_readers_read_what_was_shown_or_nothing(
    seed: Seed,
    before: list[Callable[[Cast], Awaitable[None]]],
    between: list[Callable[[Cast], Awaitable[None]]],
    observed: bool,
) -> None:
    with TemporaryDirectory(prefix="previewed-") as folder:
        async with open_town(seed, Path(folder)) as town:
            cast = await _at_the_desk(town, observed=observed)
            for happens in before:
                await happens(cast)
            await _preview(cast)
            held = cast.dana._offered("confirm.send")
            shown = _shown(cast)
            for happens in between:
                await happens(cast)
            if held is None:
                return
            sent = await _sends(cast, held, shown)
            assert sent or between, "nothing happened, and nothing was sent"
            if not sent and (again := cast.dana._offered("confirm.send")) and again != held:
                # It was refused, and shown anew: what is shown now goes out as it is.
                await _previewed_in_the_other_language(cast)
                assert await _sends(cast, again, _shown(cast)) or cast.dana._offered("confirm.send") != again


async def _at_the_desk(town: Town, *, observed: bool) -> Cast:
    cast = await gathered(town)
    async with town.work.begin() as uow:
        await uow.grants.give(cast.dana.person_id, Role.DISPATCHER, None, town.now)
    await cast.rosa.says(f"/reportar dos camionetas blancas en {CORNER}")
    if observed:
        await cast.jean.taps("look.seen")
    return cast


async def _preview(cast: Cast) -> None:
    """The dispatcher reads it, in the other language too."""
    await cast.dana.taps("desk.confirm")
    for basis in ("basis.observer", "basis.inside"):
        if any(line.says("confirm.reason") for line in cast.dana.screen.lines[-1:]) and cast.dana._offered(basis):
            await cast.dana.taps(basis)
    await _previewed_in_the_other_language(cast)


async def _previewed_in_the_other_language(cast: Cast) -> None:
    if cast.dana._offered("choice.preview_in"):
        await cast.dana.taps("choice.preview_in")


def _shown(cast: Cast) -> dict[tuple[str, str], str]:
    """What the dispatcher last read, by reader and language."""
    found: dict[tuple[str, str], str] = {}
    for line in cast.dana.screen.lines:
        for reader, head in HEADS.items():
            if line.says(head) and line.spoken.notice.language:
                found[reader, line.spoken.notice.language] = line.spoken.text.partition("\n")[2]
    return found


async def _sends(cast: Cast, held: Held, shown: dict[tuple[str, str], str]) -> bool:
    """Press Send; every reader's alert is what was shown, in a language that they read. Return whether it went out."""
    cast.dana.screen.toasts.clear()
    await cast.dana.press(held)
    await cast.town.forward(seconds=40)
    alerts = [(screen, line) for screen in _screens(cast.town) for line in screen.lines if _is_alert(line)]
    sent = "toast.sent" in [toast.key for toast in cast.dana.screen.toasts]
    assert bool(alerts) == sent
    for _, line in alerts:
        reader, text = line.spoken.notice.reader, line.spoken.text
        in_one = [shown[reader, language] for language in ("en", "es")]
        both = together([Block.of(text) for text in in_one])
        # A number for each choice stands below, where there are no buttons.
        body = text.partition("\n\nReply:")[0].partition("\n\nConteste:")[0].partition("\n\nResponda:")[0]
        assert body in (*in_one, both), f"was not shown: {body}"
    return sent


def _screens(town: Town) -> list[Screen]:
    return [screen for platform in town.platforms.values() for screen in platform.screens.values()]


def _is_alert(line: Line) -> bool:
    return line.spoken.notice.kind is Kind.ALERT
