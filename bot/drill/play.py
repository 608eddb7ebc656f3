"""`rebato drill --play`: the story with the real program, printed as a transcript."""

import asyncio
import sys
import time
from contextlib import AsyncExitStack

from bot.drill import participants
from bot.drill.actors import ZONE
from bot.drill.drill_network import DrillNetwork, set_up
from bot.drill.program import ProgramError
from bot.drill.screen import NotHeardError, NotPossibleError
from bot.drill.story import CHAPTERS
from bot.drill.story_timings import timings_of
from bot.drill.transcript import Transcript
from bot.drill.wait import NotReadyError, waiting_for
from locales.drill.texts import texts

SETTLED = 6.0
"""Seconds of silence after the end, in which nobody may hear anything more: longer than Signal's pace."""


async def play() -> int:
    """Play and print the story; return 0 only if everybody heard what they should and nobody else did."""
    print("A drill: everybody in it is invented, and nothing leaves this computer.", flush=True)
    begun = time.monotonic()
    try:
        async with AsyncExitStack() as stack:
            drill = await set_up(stack, await participants.start_platforms(stack))
            print(f"Two servers, the real program, seven people: ready after {time.monotonic() - begun:.1f} s.")
            return await _played(drill)
    except (NotHeardError, NotPossibleError, NotReadyError, ProgramError) as error:
        print(f"THE DRILL FAILED: {error}", file=sys.stderr)
        return 1


async def _played(drill: DrillNetwork) -> int:
    transcript = Transcript(lambda line: print(line, flush=True), ZONE)
    for watched in drill.everybody:
        transcript.watch(watched.screen)
        watched.begin()
    transcript.begin()
    told = texts("en")
    for number, chapter in enumerate(CHAPTERS, 1):
        transcript.heading(f"{number}. {told[f'chapter.{chapter.name}']}")
        for beat in chapter.beats:
            async with waiting_for(f"what follows from the step {beat.name!r}"):
                await beat.happens(drill)
    await asyncio.sleep(SETTLED)
    too_much = {watched.name: watched.unexpected() for watched in drill.everybody if watched.unexpected()}
    transcript.heading("Who heard what")
    for watched in drill.everybody:
        print(f"  {watched.name:24} {', '.join(key for key, _ in watched.awaited) or 'nothing'}")
    print()
    for line in timings_of(drill).lines():
        print(f"  {line}")
    for name, lines in too_much.items():
        print(f"\nTHE DRILL FAILED: {name} should not have heard: {'; '.join(lines)}", file=sys.stderr)
    if not too_much:
        print("\nEverybody heard what they should, and nobody else did.")
    return 1 if too_much else 0
