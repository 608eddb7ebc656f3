"""A power cut in the middle of a migration: nothing of it is there, or all of it; the next start goes on."""

import asyncio
import json
import sys
from asyncio.subprocess import PIPE
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
OLDER = "0033"
"""The revision to begin with: what comes after it makes tables, copies them and moves rows."""


@pytest.mark.timeout(300)
@pytest.mark.parametrize(("before", "stride"), [(OLDER, "97"), ("empty", "47")], ids=["older", "empty"])
async def test_a_migration_that_is_killed_anywhere_leaves_nothing_and_the_next_start_makes_it_whole(
    tmp_path: Path, before: str, stride: str
) -> None:
    """Of the thousands of moments before and after each statement one in so many: all of them take an hour."""
    words = (sys.executable, "-m", "tests.faults.mortal_migration", str(tmp_path), stride, before)
    process = await asyncio.create_subprocess_exec(*words, cwd=ROOT, stdout=PIPE)
    out, _ = await process.communicate()
    assert process.returncode == 0
    deaths = [json.loads(line) for line in out.splitlines()]
    assert len(deaths) > 10
    assert all(death["whole"] for death in deaths)
    untouched = deaths[0]["left"]
    assert len({death["left"] for death in deaths} - {untouched}) == 1, "half of it was there"
    assert (untouched == 0) == (before == "empty")
