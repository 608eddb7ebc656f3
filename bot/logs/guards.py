"""The side doors by which Python prints what people wrote: each is shut, and says only that it was used."""

import asyncio
import io
import sys
import threading
import time
import warnings
from contextlib import ExitStack
from types import TracebackType
from typing import Any, TextIO

import structlog

from bot.logs.allowed import about, about_current, place

log = structlog.get_logger()

_BURST_SECONDS = 1.0


class StderrGuard(io.TextIOBase):
    """A stand-in for sys.stderr that drops what is written and logs "stderr.suppressed" with the number of lines.

    A traceback is written line by line, so lines within a second of each other are told together: the first
    at once with the exception that is being handled (class and place), the others with the next or at the
    end.
    """

    encoding = "utf-8"
    errors = "replace"

    def __init__(self) -> None:
        super().__init__()
        self._lock = threading.Lock()
        self._lines = 0
        self._told_at = -_BURST_SECONDS

    def writable(self) -> bool:
        """Return True: everything may be written."""
        return True

    def write(self, text: str, /) -> int:
        """Drop the text and count its lines."""
        with self._lock:
            self._lines += text.count("\n") or int(not text.isspace() and text != "" and self._lines == 0)
            due = self._lines > 0 and time.monotonic() - self._told_at >= _BURST_SECONDS
        if due:
            self.report()
        return len(text)

    def report(self) -> None:
        """Log what was dropped since the last time, if anything was."""
        with self._lock:
            lines, self._lines = self._lines, 0
            self._told_at = time.monotonic()
        if lines:
            log.warning("stderr.suppressed", lines=lines, **about_current(sys.exc_info()))


def guard_loop(loop: asyncio.AbstractEventLoop) -> None:
    """Have the event loop report lost exceptions by class and place only."""
    loop.set_exception_handler(_lost_in_loop)


def _lost_in_loop(_: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    log.error("loop.exception", **about_current(context.get("exception")))


def guard_process(undo: ExitStack) -> None:
    """Replace what prints errors and warnings in the whole process; `undo` puts it back."""
    _swap(undo, sys, "excepthook", _crashed)
    _swap(undo, sys, "unraisablehook", _unraisable)
    _swap(undo, threading, "excepthook", _thread_crashed)
    _swap(undo, warnings, "showwarning", _warned)
    guard = StderrGuard()
    _swap(undo, sys, "stderr", guard)
    undo.callback(guard.report)


def _swap(undo: ExitStack, owner: object, name: str, value: object) -> None:
    undo.callback(setattr, owner, name, getattr(owner, name))
    setattr(owner, name, value)


def _crashed(_: type[BaseException], error: BaseException, __: TracebackType | None) -> None:
    log.critical("process.crashed", **about(error))


def _thread_crashed(args: threading.ExceptHookArgs) -> None:
    if args.exc_value is not None and not isinstance(args.exc_value, SystemExit):
        log.error("thread.crashed", **about(args.exc_value))


def _unraisable(args: "sys.UnraisableHookArgs") -> None:
    if args.exc_value is not None:
        log.error("python.unraisable", **about(args.exc_value))


def _warned(
    message: Warning | str,
    category: type[Warning],
    filename: str,
    lineno: int,
    file: TextIO | None = None,
    line: str | None = None,
) -> None:
    log.warning("python.warning", error=category.__name__, at=place(filename, lineno))
