"""What a start loads, and what it is spared."""

import gc
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.process.gc_freeze import gc_paused_then_frozen

ROOT = Path(__file__).resolve().parents[3]
ONLY_FOR_SOME = ("signalbot", "websockets", "alembic", "asyncpg", "sqlalchemy.dialects.postgresql.asyncpg")
"""What a network with a Signal number, an old database or one on a server needs; the others start without."""


def test_a_start_loads_nothing_that_only_some_networks_need() -> None:
    code = f"import sys, bot.verbs.run, bot.runner; print([name for name in {ONLY_FOR_SOME} if name in sys.modules])"
    env = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)}
    loaded = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True)
    assert loaded.stdout.strip() == "[]"


def test_what_was_loaded_is_not_looked_through_for_garbage_again() -> None:
    before = gc.get_freeze_count()
    try:
        with gc_paused_then_frozen():
            assert not gc.isenabled()
        assert gc.isenabled()
        assert gc.get_freeze_count() > before
    finally:
        gc.unfreeze()


def test_garbage_is_looked_for_again_where_loading_failed() -> None:
    try:
        with pytest.raises(ImportError), gc_paused_then_frozen():
            raise ImportError
        assert gc.isenabled()
    finally:
        gc.unfreeze()
