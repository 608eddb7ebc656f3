"""What may stand in a log: names of events, listed keys, numbers, short names. All else becomes "…"."""

import re
import traceback
from collections.abc import Mapping
from enum import Enum
from pathlib import Path
from types import TracebackType
from typing import Any, TypeAlias

HIDDEN = "…"
_ROOT = Path(__file__).resolve().parents[2]
_PACKAGES = frozenset({"bot", "handlers", "alerts", "storage", "locales", "tests"})

NUMBERS = frozenset(
    {
        "alert",
        "answers",
        "attempt",
        "attempts",
        "bytes",
        "contact",
        "contacts",
        "conversation",
        "count",
        "days",
        "deadline",
        "deadlines",
        "deliveries",
        "delivery",
        "depth",
        "dropped",
        "edits",
        "exit_code",
        "failed",
        "group",
        "inbox",
        "incident",
        "inquiries",
        "invitation",
        "kept",
        "key_id",
        "late_ms",
        "line",
        "lines",
        "messages",
        "moved",
        "ms",
        "notice",
        "notices",
        "number",
        "outbox",
        "people",
        "person",
        "pid",
        "port",
        "purged",
        "queued",
        "reached",
        "recipients",
        "report",
        "reports",
        "responder",
        "row",
        "rows",
        "seconds",
        "sent",
        "shift",
        "skipped",
        "status",
        "suppressed",
        "task",
        "told",
        "town",
        "towns",
        "unlisted",
        "updates",
        "waiting",
        "window",
        "withdrawn",
    }
)
"""Keys whose values are ids and counts of our own: whole numbers, spans in seconds, yes or no."""
WORDS = frozenset(
    {
        "at",
        "cause",
        "column",
        "driver",
        "error",
        "event",
        "hook",
        "job",
        "kind",
        "lane",
        "language",
        "logger",
        "mode",
        "module",
        "outcome",
        "reason",
        "revision",
        "role",
        "signal",
        "state",
        "step",
        "table",
        "transport",
        "verb",
        "version",
        "what",
        "why",
    }
)
"""Keys whose values are names out of our own code."""

# Telegram's ids and phone numbers without a plus are greater; no row id of ours will be.
_BIGGEST = 10**8
_EVENT = re.compile(r"[a-z][a-z0-9_]{0,30}(\.[a-z0-9_]{1,30}){1,3}")
_NAME = re.compile(r"[a-z][a-z0-9_.-]{0,39}")
_CLASS = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,59}")
_CLASSES = re.compile(rf"{_CLASS.pattern}(<{_CLASS.pattern}){{0,5}}")
_LOGGER = re.compile(rf"{_CLASS.pattern}(\.{_CLASS.pattern}){{0,7}}")
_FILE = re.compile(r"[A-Za-z0-9_]{1,40}\.py")
_PLACES = re.compile(r"[A-Za-z0-9_./]{1,99}\.py:[0-9]{1,6}(>[A-Za-z0-9_./]{1,99}\.py:[0-9]{1,6}){0,4}")
_VERSION = re.compile(r"[0-9]{1,3}(\.[0-9]{1,3}){1,3}")
_SHAPES = {
    "error": _CLASSES,
    "cause": _CLASSES,
    "logger": _LOGGER,
    "at": _PLACES,
    "version": _VERSION,
    "revision": re.compile(r"[0-9a-z_]{1,20}"),
}
_FRAMES = 3
_CHAIN = 4

Exc: TypeAlias = "tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]"


def event_name(event: object) -> str:
    """Return the event where it is one ("courier.sent"), else "…"."""
    return event if isinstance(event, str) and _EVENT.fullmatch(event) else HIDDEN


def safe_values(values: Mapping[str, Any]) -> dict[str, str | int | float | None]:
    """Return the listed keys only; `unlisted` counts the others, whose very names might be somebody's words."""
    known = {key: value for key, value in values.items() if key in NUMBERS or key in WORDS}
    safe = {key: _number(value) if key in NUMBERS else _word(key, value) for key, value in known.items()}
    return safe if len(known) == len(values) else {**safe, "unlisted": len(values) - len(known)}


def _number(value: object) -> str | int | float | None:
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int):
        return int(value) if abs(value) < _BIGGEST else HIDDEN
    if isinstance(value, float):
        return round(float(value), 3) if abs(value) < _BIGGEST else HIDDEN
    return HIDDEN


def _word(key: str, value: object) -> str | int | float | None:
    if isinstance(value, Enum):
        value = value.value
    if isinstance(value, str):
        return str.__str__(value) if _SHAPES.get(key, _NAME).fullmatch(value) else HIDDEN
    return _number(value)


def about(error: BaseException) -> dict[str, str]:
    """Return an exception's class (with its causes: outer<inner) and where in our own code it came from."""
    chain = _chain(error)
    found = {"error": "<".join(type(one).__name__ for one in chain)}
    places = next((place for one in chain if (place := _own_frames(one.__traceback__))), "")
    return {**found, "at": places} if places else found


def about_current(exc_info: object) -> dict[str, str]:
    """Return about() of what logging calls exc_info: an exception or the triple of sys.exc_info()."""
    if isinstance(exc_info, tuple):
        exc_info = next((part for part in exc_info if isinstance(part, BaseException)), None)
    return about(exc_info) if isinstance(exc_info, BaseException) else {}


def place(filename: str, number: int) -> str:
    """Return file:line, from the project's root for our own code, with the bare file name for other people's."""
    own = _own_path(filename)
    name = own or Path(filename).name
    return f"{name}:{number}" if own or _FILE.fullmatch(name) else HIDDEN


def _chain(error: BaseException) -> list[BaseException]:
    chain = [error]
    while len(chain) < _CHAIN:
        inner = _inner(chain[-1])
        if inner is None or inner in chain:
            break
        chain.append(inner)
    return chain


def _inner(error: BaseException) -> BaseException | None:
    if isinstance(error, BaseExceptionGroup):
        return next(iter(error.exceptions))
    if error.__cause__ is not None:
        return error.__cause__
    return None if error.__suppress_context__ else error.__context__


def _own_frames(trace: TracebackType | None) -> str:
    frames = ((frame.f_code.co_filename, line) for frame, line in traceback.walk_tb(trace))
    places = [f"{own}:{line}" for filename, line in frames if (own := _own_path(filename))]
    return ">".join(places[-_FRAMES:])


def _own_path(filename: str) -> str:
    try:
        path = Path(filename).relative_to(_ROOT)
    except ValueError:
        return ""
    return path.as_posix() if path.parts[0] in _PACKAGES else ""
