"""Looking a town up in a process of its own: all ZIP codes take 60 MB, which the running bot never holds."""

import asyncio
import json
import sys
from asyncio.subprocess import DEVNULL, PIPE
from pathlib import Path
from typing import Any

import structlog

from alerts.places.named_place import NamedPlace, PlaceAnswer, PlaceQuery

log = structlog.get_logger()

LONGEST = 20.0
"""Seconds after which nothing is waited for; on a slow machine it takes two."""
ROOT = Path(__file__).resolve().parents[2]


async def look_up(own: Path | None, query: PlaceQuery) -> PlaceAnswer:
    """Return the town of this name, or those that may be meant; none where the process fails.

    `own`: the operator's list.
    """
    given = {"words": query.words, "near": query.near, "zone": query.zone, "own": str(own) if own else ""}
    # By its input: what somebody wrote stands in no list of processes.
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot.gazetteer.lookup_process", cwd=ROOT, stdin=PIPE, stdout=PIPE, stderr=DEVNULL
    )
    try:
        async with asyncio.timeout(LONGEST):
            out, _ = await process.communicate(json.dumps(given).encode())
        return _answer(json.loads(out))
    except (TimeoutError, ValueError, KeyError):
        log.warning("gazetteer.failed", code=process.returncode)
        return PlaceAnswer()
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


def _answer(found: dict[str, list[dict[str, Any]]]) -> PlaceAnswer:
    exact, alike = ([_place(one) for one in found[name]] for name in ("place", "alike"))
    return PlaceAnswer(place=exact[0] if exact else None, alike=tuple(alike))


def _place(one: dict[str, Any]) -> NamedPlace:
    latitude, longitude = one["point"]
    return NamedPlace(name=str(one["name"]), region=str(one["region"]), point=(float(latitude), float(longitude)))
