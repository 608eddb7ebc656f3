"""What the drill says while it waits on a busy machine, and when it gives up."""

import asyncio
from contextlib import AsyncExitStack

import pytest

from bot.drill import play
from bot.drill.drill_network import _listening
from bot.drill.participants import start_platforms
from bot.drill.program import ProgramError
from bot.drill.wait import GIVEN_UP, LONG, NotReadyError, waiting_for
from tests.faults.quick_time import in_quick_time


class Ended:
    """A program that has ended by itself."""

    async def ended(self) -> int:
        return 2


@in_quick_time
async def test_what_is_soon_there_is_not_spoken_of(capsys: pytest.CaptureFixture[str]) -> None:
    async with waiting_for("Signal"):
        await asyncio.sleep(LONG - 1)
    await asyncio.sleep(LONG)
    assert capsys.readouterr().err == ""


@in_quick_time
async def test_a_long_wait_says_once_what_for_and_goes_on(capsys: pytest.CaptureFixture[str]) -> None:
    async with waiting_for("Signal"):
        await asyncio.sleep(GIVEN_UP - 1)
    assert capsys.readouterr().err == "(still waiting for Signal; this machine may be busy)\n"


@in_quick_time
async def test_in_the_end_it_gives_up_and_says_on_what() -> None:
    with pytest.raises(NotReadyError, match=rf"^waited {GIVEN_UP:g} s for Signal, in vain$"):
        async with waiting_for("Signal"):
            await asyncio.Event().wait()


async def test_another_time_out_than_its_own_is_left_as_it_is() -> None:
    with pytest.raises(TimeoutError, match="of somebody else"):
        async with waiting_for("Signal"):
            raise TimeoutError("of somebody else")


async def test_a_program_that_ends_is_not_waited_for() -> None:
    async with AsyncExitStack() as stack:
        company = await start_platforms(stack)
        with pytest.raises(ProgramError, match="rebato run ended with 2"):
            await _listening(Ended(), company.signal)  # type: ignore[arg-type]


@pytest.mark.parametrize("given_up", [NotReadyError("waited 300 s for Signal, in vain"), ProgramError("it ended")])
async def test_a_drill_that_gives_up_says_so_in_one_line(
    given_up: Exception, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    async def in_vain(*_: object) -> None:
        raise given_up

    monkeypatch.setattr(play, "set_up", in_vain)
    assert await play.play() == 1
    assert capsys.readouterr().err == f"THE DRILL FAILED: {given_up}\n"
