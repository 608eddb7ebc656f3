"""JSON bodies, read the way the service's Go structs do: a wrong type spoils the whole request."""

import json
from typing import Any

from aiohttp import web

from bot.drill.signal.refusals import INVALID, Json, bad


async def read_json(request: web.Request) -> Json:
    """Read the body, which must be a JSON object whatever its content type says. Raises a 400 for any other."""
    try:
        body = json.loads(await request.text())
    except ValueError:
        raise bad(INVALID) from None
    if not isinstance(body, dict):
        raise bad(INVALID)
    return body


def text(body: Json, name: str) -> str:
    """Read a string; an empty one where it is missing."""
    return str(_typed(body, name, str) or "")


def integer(body: Json, name: str) -> int:
    """Read a whole number; 0 where it is missing."""
    value = _typed(body, name, int)
    if isinstance(value, bool):
        raise bad(INVALID)
    return int(value or 0)


def texts(body: Json, name: str) -> list[str]:
    """Read a list of strings; an empty one where it is missing."""
    values = _typed(body, name, list) or []
    if not all(isinstance(value, str) for value in values):
        raise bad(INVALID)
    return list(values)


def tree(body: Json, name: str) -> Json:
    """Read an object; an empty one where it is missing."""
    return dict(_typed(body, name, dict) or {})


def _typed(body: Json, name: str, kind: type) -> Any:
    value = body.get(name)
    if value is not None and not isinstance(value, kind):
        raise bad(INVALID)
    return value
