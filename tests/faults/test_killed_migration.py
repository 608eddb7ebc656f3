"""A power cut in the middle of a migration: nothing of it is there, or all of it; the next start goes on."""

import asyncio
import json
import sys
from asyncio.subprocess import PIPE
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
STRIDE = "197"
"""Of the thousands of moments before and after each statement one in so many: all of them take an hour."""


@pytest.mark.timeout(300)
async def test_a_migration_that_is_killed_anywhere_leaves_nothing_and_the_next_start_makes_it_whole(
    tmp_path: Path,
) -> None:
    words = (sys.executable, "-m", "tests.faults.mortal_migration", str(tmp_path), STRIDE)
    process = await asyncio.create_subprocess_exec(*words, cwd=ROOT, stdout=PIPE)
    out, _ = await process.communicate()
    assert process.returncode == 0
    deaths = [json.loads(line) for line in out.splitlines()]
    assert len(deaths) > 10
    assert all(death["whole"] for death in deaths)
    assert len({death["left"] for death in deaths} - {0}) == 1, "half of it was there"
    assert deaths[0]["left"] == 0
