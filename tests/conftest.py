"""Options of the whole test run, and what makes it cheap."""

import gc
import os
import signal
import sys
from collections.abc import Generator, Iterator, Mapping

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import settings

from bot.process import child_process
from storage.encryption import keyring
from tests.postgres.server import PostgresServer, installed, postgres
from tests.warm_start import POSSIBLE, warm_parent

# Whoever has set it does not mean the tests: each worker, and each program that they start, would compile every module.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

settings.register_profile("untimed", deadline=None)
# A slow machine fails no test.
settings.load_profile("untimed")

YOUNG = 10_000
"""New objects before Python looks for garbage among them, as many as in the program itself (bot/cli.py)."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--golden", action="store_true", help="write the golden transcripts anew instead of comparing")
    parser.addoption("--pictures", action="store_true", help="take the README's pictures anew (docs/pictures)")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What may take long goes first: at the end it would keep one worker busy while the others are done."""
    items.sort(key=_may_take, reverse=True)


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """What is loaded stays: nobody looks for garbage in it meanwhile."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.enable()


def pytest_collection_finish() -> None:
    """What is loaded by now stays: no search for garbage needs to walk through it again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG)


def _may_take(item: pytest.Item) -> float:
    """Seconds, where it says so itself. Those that do not stay in the random order they came in."""
    marker = item.get_closest_marker("timeout")
    return float(marker.args[0]) if marker is not None else 0.0


@pytest.fixture(scope="session", autouse=True)
def _warm_starts() -> Iterator[None]:
    """What the tests start is forked from a process that is loaded already, where the system can do that."""
    if not POSSIBLE:
        yield
        return
    with warm_parent() as parent, pytest.MonkeyPatch.context() as patch:
        patch.setattr(child_process, "start", parent.start)
        yield


@pytest.fixture(scope="session", autouse=True)
def _keys_are_stretched_once() -> Iterator[None]:
    """What makes a guess at a secret slow makes each start slow: a secret and salt seen before give the same key."""
    with pytest.MonkeyPatch.context() as patch:
        stretched: dict[tuple[object, ...], AESGCM] = {}
        derived = keyring._derived

        def once(secret: str, salt: bytes, cost: Mapping[str, int]) -> AESGCM:
            asked = secret, salt, *sorted(cost.items())
            if asked not in stretched:
                stretched[asked] = derived(secret, salt, cost)
            return stretched[asked]

        patch.setattr(keyring, "_derived", once)
        yield


@pytest.fixture(scope="session")
def server() -> Iterator[PostgresServer]:
    """One PostgreSQL for all tests of a worker; each makes its own database there."""
    if installed() is None:
        pytest.skip("there is no wheel with PostgreSQL for this system")
    with postgres() as running:
        yield running


@pytest.fixture
def interruptible() -> Iterator[None]:
    """Let programs that a test starts be interrupted: a job in the background ignores Ctrl-C, and so would they."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
