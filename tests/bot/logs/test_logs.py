"""Whatever is logged, and by whichever door: people's words do not get into the log."""

import asyncio
import contextlib
import gc
import io
import logging
import sys
import threading
import traceback
import warnings
from collections.abc import Iterator
from enum import StrEnum

import pytest
import structlog

from bot.logs.setup import guard_loop, set_up

CANARY = "Rosa Canary, 5 Elm St"
NUMBER = 14135550199

log = structlog.get_logger()


class Odd:
    """An object whose every form of text gives somebody away."""

    def __str__(self) -> str:
        return CANARY

    __repr__ = __str__


class OddError(Exception):
    """An exception that holds somebody's words."""


class Colour(StrEnum):
    """A closed set of our own names."""

    RED = "red"


@contextlib.contextmanager
def logged() -> Iterator[io.StringIO]:
    """Logging as it runs, and at its end a look for the words that must not be there.

    Not a fixture: pytest puts its own sys.stderr in place between a fixture and its test.
    """
    stream = io.StringIO()
    with set_up("DEBUG", foreign="DEBUG", stream=stream):
        yield stream
    text = stream.getvalue()
    assert "anary" not in text
    assert "Rosa" not in text
    assert str(NUMBER) not in text


def events(stream: io.StringIO) -> list[str]:
    """The lines without their times."""
    return [line.split(" ", 1)[1] for line in stream.getvalue().splitlines()]


def test_an_event_is_one_line_with_a_utc_time_and_its_values() -> None:
    with logged() as lines:
        log.info("courier.sent", line=3, delivery=17, outcome=Colour.RED, seconds=0.25)
        (line,) = lines.getvalue().splitlines()
        moment, text = line.split(" ", 1)
        assert text == "info courier.sent line=3 delivery=17 outcome=red seconds=0.25"
        assert moment.endswith("Z")


@pytest.mark.parametrize("value", [CANARY, Odd(), [CANARY], {"who": CANARY}, b"Rosa", OddError(CANARY)])
@pytest.mark.parametrize("key", ["line", "reason", "at", "logger", "version", "revision"])
def test_odd_values_become_dots(key: str, value: object) -> None:
    with logged() as lines:
        log.warning("intake.odd", **{key: value})
        assert events(lines) == [f"warning intake.odd {key}=…"]


@pytest.mark.parametrize("key", ["line", "reason", "at", "version", "revision"])
def test_a_name_with_a_capital_becomes_dots(key: str) -> None:
    with logged() as lines:
        log.warning("intake.odd", **{key: "Rosa"})
        assert events(lines) == [f"warning intake.odd {key}=…"]


def test_numbers_that_may_be_somebodys_become_dots() -> None:
    with logged() as lines:
        log.info("intake.taken", person=NUMBER, contact=-1001234567890, seconds=float(NUMBER), what=NUMBER)
        assert events(lines) == ["info intake.taken person=… contact=… seconds=… what=…"]


def test_keys_that_are_not_listed_are_only_counted() -> None:
    with logged() as lines:
        log.info("intake.taken", text=CANARY, Rosa=1, line=2)
        assert events(lines) == ["info intake.taken line=2 unlisted=2"]


@pytest.mark.parametrize("event", [CANARY, "Rosa", "rosa", "", None, Odd(), f"intake.{CANARY}"])
def test_an_event_that_is_no_name_becomes_dots(event: object) -> None:
    with logged() as lines:
        log.info(event)
        assert events(lines) == ["info …"]


def test_arguments_do_not_become_part_of_the_event() -> None:
    with logged() as lines:
        log.info("intake.%s", "canary")
        log.error(*("intake.taken", CANARY))
        assert events(lines) == ["info …", "error intake.taken"]


def test_bound_values_are_looked_at_like_others() -> None:
    with logged() as lines:
        log.bind(line=1, text=CANARY).info("intake.taken")
        assert events(lines) == ["info intake.taken line=1 unlisted=1"]


def fail() -> None:
    raise OddError(CANARY) from ValueError(CANARY)


def test_an_exception_is_its_class_and_where_it_was_raised() -> None:
    with logged() as lines:
        try:
            fail()
        except OddError as error:
            log.exception("intake.failed", inbox=5)
            log.error("intake.failed", error=error)
            log.error("intake.failed", exc_info=error)
        for event in events(lines):
            assert event.startswith("error intake.failed ")
            assert "error=OddError<ValueError" in event
            assert "at=tests/bot/logs/test_logs.py:" in event


def test_an_exception_in_a_group_is_found() -> None:
    with logged() as lines:
        log.error("intake.failed", error=ExceptionGroup(CANARY, [OddError(CANARY)]))
        assert events(lines) == ["error intake.failed error=ExceptionGroup<OddError"]


def test_the_class_name_of_an_exception_passes_as_text() -> None:
    with logged() as lines:
        log.warning("telegram.down", error="TimedOut", line=1)
        assert events(lines) == ["warning telegram.down error=TimedOut line=1"]


def test_events_below_the_level_are_left_out() -> None:
    stream = io.StringIO()
    with set_up("WARNING", stream=stream):
        log.info("intake.taken")
        log.warning("intake.odd")
    assert events(stream) == ["warning intake.odd"]


@pytest.mark.parametrize("name", ["aiosqlite", "telegram.ext.Application", "apscheduler.scheduler", "httpx", "asyncio"])
def test_other_libraries_say_only_that_they_spoke(name: str) -> None:
    with logged() as lines:
        logger = logging.getLogger(name)
        logger.debug("executing %s with %r", CANARY, Odd())
        try:
            fail()
        except OddError:
            logger.exception(CANARY)
        first, second = events(lines)
        assert first.startswith(f"debug foreign.log logger={name} at=tests/bot/logs/test_logs.py:")
        assert second.startswith(f"error foreign.log logger={name} at=tests/bot/logs/test_logs.py:")
        assert second.endswith("error=OddError<ValueError")


def test_a_handler_that_a_library_brought_along_is_taken_off_and_put_back() -> None:
    own = io.StringIO()
    logger = logging.getLogger("tests.brings_a_handler")
    handler = logging.StreamHandler(own)
    logger.addHandler(handler)
    logger.propagate = False
    stream = io.StringIO()
    with set_up("INFO", stream=stream):
        logger.error(CANARY)
    assert own.getvalue() == ""
    assert events(stream)[0].startswith("error foreign.log logger=tests.brings_a_handler")
    assert (logger.handlers, logger.propagate) == ([handler], False)
    logger.removeHandler(handler)


def test_a_handler_that_writes_to_stderr_later_is_muffled() -> None:
    with logged() as lines:
        logger = logging.getLogger("tests.adds_a_handler")
        handler = logging.StreamHandler()
        logger.addHandler(handler)
        logger.error(CANARY)
        logger.removeHandler(handler)
        assert any("stderr.suppressed" in event for event in events(lines))


def test_a_traceback_printed_to_stderr_is_counted_and_placed() -> None:
    stream = io.StringIO()
    with set_up("DEBUG", stream=stream):
        try:
            fail()
        except OddError:
            whole = len(traceback.format_exc().splitlines())
            traceback.print_exc()
            sys.stderr.write(f"{CANARY}\n")
    text = stream.getvalue()
    assert "anary" not in text
    told = [event for event in events(stream) if event.startswith("warning stderr.suppressed lines=")]
    assert sum(int(event.split("lines=")[1].split()[0]) for event in told) == whole + 1
    assert "error=OddError<ValueError" in told[0]
    assert "at=tests/bot/logs/test_logs.py:" in told[0]


def test_text_without_an_end_of_line_is_told_too() -> None:
    stream = io.StringIO()
    with set_up("INFO", stream=stream):
        sys.stderr.write(CANARY)
        sys.stderr.flush()
    assert events(stream) == ["warning stderr.suppressed lines=1"]


def test_a_warning_is_its_category_and_place() -> None:
    with logged() as lines:
        with warnings.catch_warnings():
            warnings.simplefilter("always")
            warnings.warn(CANARY, UserWarning, stacklevel=1)
        (event,) = events(lines)
        assert event.startswith("warning python.warning error=UserWarning at=tests/bot/logs/test_logs.py:")


async def test_an_exception_nobody_fetched_from_a_task_is_told_without_its_words() -> None:
    with logged() as lines:
        loop = asyncio.get_running_loop()
        guard_loop(loop)

        async def lost() -> None:
            fail()

        task = asyncio.create_task(lost(), name=CANARY)
        await asyncio.wait([task])
        del task
        gc.collect()
        assert any(event.startswith("error loop.exception error=OddError") for event in events(lines))


async def test_an_unguarded_loops_own_line_says_nothing_either() -> None:
    with logged() as lines:
        asyncio.get_running_loop().call_exception_handler({"message": CANARY, "exception": OddError(CANARY)})
        (event,) = events(lines)
        assert event.startswith("error foreign.log logger=asyncio")
        assert event.endswith("error=OddError")


def test_an_exception_that_cannot_be_raised_is_told_without_its_words() -> None:
    with logged() as lines:

        class Dies:
            def __del__(self) -> None:
                fail()

        Dies()
        gc.collect()
        assert any(event.startswith("error python.unraisable error=OddError") for event in events(lines))


def test_a_thread_that_dies_is_told_without_its_words() -> None:
    with logged() as lines:
        thread = threading.Thread(target=fail, name=CANARY)
        thread.start()
        thread.join()
        assert any(event.startswith("error thread.crashed error=OddError") for event in events(lines))


def test_the_programs_own_end_is_told_without_its_words() -> None:
    with logged() as lines:
        try:
            fail()
        except OddError as error:
            sys.excepthook(type(error), error, error.__traceback__)
        (event,) = events(lines)
        assert event.startswith("critical process.crashed error=OddError<ValueError at=tests/bot/logs/test_logs.py:")


def test_a_log_that_cannot_be_written_stops_nobody() -> None:
    stream = io.StringIO()
    with set_up("INFO", stream=stream):
        stream.close()
        log.info("courier.sent", line=1)
        with contextlib.suppress(OSError):
            sys.stderr.write(CANARY)


def test_everything_is_as_before_once_it_is_undone() -> None:
    def state() -> tuple[object, ...]:
        root = logging.getLogger()
        hooks = (sys.excepthook, sys.unraisablehook, threading.excepthook, warnings.showwarning)
        return (sys.stderr, *hooks, root.level, tuple(root.handlers), structlog.is_configured())

    before = state()
    undo = set_up("DEBUG", stream=io.StringIO())
    assert state() != before
    undo.close()
    assert state() == before
