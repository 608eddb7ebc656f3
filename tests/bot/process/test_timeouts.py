import asyncio

import pytest

from bot.process.timeouts import SharedTimeouts


async def waits(patience: SharedTimeouts, seconds: float, for_what: asyncio.Event) -> str:
    try:
        with patience.limit(seconds):
            await for_what.wait()
    except TimeoutError:
        return "gave up"
    return "got it"


async def test_what_comes_in_time_is_got() -> None:
    patience, event = SharedTimeouts(), asyncio.Event()
    waiting = asyncio.create_task(waits(patience, 5, event))
    await asyncio.sleep(0)
    event.set()
    assert await waiting == "got it"


async def test_each_who_waits_too_long_gives_up_in_its_own_time() -> None:
    patience, never, event = SharedTimeouts(), asyncio.Event(), asyncio.Event()
    long = asyncio.create_task(waits(patience, 60, event))
    short = [asyncio.create_task(waits(patience, seconds, never)) for seconds in (0.03, 0.01, 0.02)]
    assert await asyncio.gather(*short) == ["gave up"] * 3
    assert not long.done()
    event.set()
    assert await long == "got it"


async def test_it_serves_again_after_somebody_gave_up() -> None:
    patience, never = SharedTimeouts(), asyncio.Event()
    for _ in range(2):
        assert await waits(patience, 0.01, never) == "gave up"


async def test_who_is_cancelled_is_not_taken_for_overdue() -> None:
    patience, never = SharedTimeouts(), asyncio.Event()
    waiting = asyncio.create_task(waits(patience, 5, never))
    await asyncio.sleep(0)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting


async def test_who_is_cancelled_and_overdue_at_once_is_cancelled() -> None:
    patience, never = SharedTimeouts(), asyncio.Event()
    waiting = asyncio.create_task(waits(patience, 0, never))
    asyncio.get_running_loop().call_soon(waiting.cancel)
    with pytest.raises(asyncio.CancelledError):
        await waiting


async def test_an_error_that_comes_first_is_told_as_it_is() -> None:
    patience = SharedTimeouts()
    with pytest.raises(LookupError), patience.limit(5):
        raise LookupError


async def test_a_limit_within_a_limit_ends_the_inner_one_alone() -> None:
    inner, outer, never = SharedTimeouts(), SharedTimeouts(), asyncio.Event()
    with outer.limit(5):
        assert await waits(inner, 0.01, never) == "gave up"
        await asyncio.sleep(0)
