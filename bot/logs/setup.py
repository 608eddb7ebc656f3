"""The log: one line per event on stderr, made only of what bot/logs/allowed.py lets through.

    2026-11-22T17:02:11.250Z info courier.sent line=3 delivery=17

Times are UTC. Other libraries' lines come through as "foreign.log" with their logger, place and exception
class, never with their message. Nothing else reaches the terminal's stderr after `set_up`
(bot/logs/guards.py).
"""

import logging
import sys
from collections.abc import MutableMapping
from contextlib import ExitStack, suppress
from datetime import UTC, datetime
from threading import Lock
from typing import Any, ClassVar, TextIO

import structlog

from bot.logs.allowed import about, about_current, event_name, place, safe_values
from bot.logs.guards import guard_loop, guard_process

__all__ = ["guard_loop", "set_up"]

_LEVELS = {
    "debug": logging.DEBUG,
    "info": logging.INFO,
    "warning": logging.WARNING,
    "error": logging.ERROR,
    "critical": logging.CRITICAL,
}


def set_up(level: str = "INFO", *, foreign: str = "WARNING", stream: TextIO | None = None) -> ExitStack:
    """Begin logging to `stream` (default: the stderr of now). The result undoes it: with, or .close().

    `level` (DEBUG, INFO, WARNING, ERROR) is for our own events, `foreign` for other libraries', whose lines
    say so little that below WARNING they are no help. From here on sys.stderr takes no text: a message to the
    operator has to be printed before, to stdout, or to sys.__stderr__.
    """
    undo = ExitStack()
    _configure_structlog(undo, _Sink(stream or sys.stderr), logging.getLevelNamesMapping()[level])
    _bridge_stdlib(undo, logging.getLevelNamesMapping()[foreign])
    guard_process(undo)
    return undo


class _Sink:
    """The real stream, written to in whole lines. A broken stream must not break the bot."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._lock = Lock()

    def line(self, text: str) -> None:
        with self._lock, suppress(OSError, ValueError):
            self._stream.write(f"{text}\n")
            self._stream.flush()

    debug = info = warning = error = critical = line


class _EventLogger(structlog.BoundLoggerBase):
    """A logger of log.info("event.name", key=value). Other positional arguments are dropped: they might be anything."""

    floor: ClassVar[int] = logging.INFO

    def debug(self, event: object, *_: object, **values: Any) -> None:
        self._say("debug", event, values)

    def info(self, event: object, *_: object, **values: Any) -> None:
        self._say("info", event, values)

    def warning(self, event: object, *_: object, **values: Any) -> None:
        self._say("warning", event, values)

    def error(self, event: object, *_: object, **values: Any) -> None:
        self._say("error", event, values)

    def critical(self, event: object, *_: object, **values: Any) -> None:
        self._say("critical", event, values)

    def exception(self, event: object, *_: object, **values: Any) -> None:
        self._say("error", event, {"exc_info": True, **values})

    def _say(self, method: str, event: object, values: dict[str, Any]) -> None:
        if _LEVELS[method] >= self.floor:
            self._proxy_to_logger(method, event_name(event), **values)


def _line(_: object, method: str, values: MutableMapping[str, Any]) -> str:
    """Make an event's line of its values (structlog's only processor)."""
    event = values.pop("event")
    known = safe_values(_with_exception(values))
    moment = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return " ".join((moment, method, event, *(f"{key}={value}" for key, value in known.items())))


def _with_exception(values: MutableMapping[str, Any]) -> dict[str, Any]:
    """Replace exc_info=True, exc_info=error or error=error by the exception's class and place."""
    given = dict(values)
    exc_info = given.pop("exc_info", None)
    found = about_current(sys.exc_info() if exc_info is True else exc_info)
    if isinstance(error := given.get("error"), BaseException):
        found = about(error)
    return {**given, **found}


def _configure_structlog(undo: ExitStack, sink: _Sink, floor: int) -> None:
    before = structlog.get_config() if structlog.is_configured() else None
    undo.callback(lambda: structlog.configure(**before) if before else structlog.reset_defaults())
    structlog.configure(
        processors=[_line],
        wrapper_class=type("EventLogger", (_EventLogger,), {"floor": floor}),
        logger_factory=lambda *_: sink,
        cache_logger_on_first_use=False,
    )


class _Bridge(logging.Handler):
    """A handler of other libraries' records, whose messages and arguments are never so much as formatted."""

    def emit(self, record: logging.LogRecord) -> None:
        method = next((name for name, level in _LEVELS.items() if record.levelno <= level), "critical")
        getattr(structlog.get_logger(), method)(
            "foreign.log",
            logger=record.name,
            **{"at": place(record.pathname, record.lineno), **about_current(record.exc_info)},
        )


def _bridge_stdlib(undo: ExitStack, floor: int) -> None:
    root = logging.getLogger()
    loggers = [root, *(one for one in root.manager.loggerDict.values() if isinstance(one, logging.Logger))]
    for logger in loggers:
        undo.callback(_restore, logger, logger.handlers[:], logger.level, logger.propagate)
        logger.handlers.clear()
        logger.propagate = True
        logger.setLevel(logging.NOTSET)
    root.addHandler(_Bridge())
    root.setLevel(floor)


def _restore(logger: logging.Logger, handlers: list[logging.Handler], level: int, propagate: bool) -> None:
    logger.handlers[:] = handlers
    logger.setLevel(level)
    logger.propagate = propagate
