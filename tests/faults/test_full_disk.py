"""The real `rebato run`, whose files may not grow any more for a while, as on a full disk."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.drill.actors import fixed_part
from bot.drill.telegram.server import TelegramServer
from tests.bot.verbs.test_run import Operator
from tests.faults.quick_time import until

resource = pytest.importorskip("resource")
if not hasattr(resource, "prlimit"):
    pytest.skip("this system sets no limits on another process", allow_module_level=True)
UNLIMITED = (resource.RLIM_INFINITY, resource.RLIM_INFINITY)
NO_ROOM = (4096, resource.RLIM_INFINITY)
"""Bytes at which every file ends: the database and its log are longer already."""
SOON = 30.0
"""Seconds; on an idle machine it is two or three."""
RECEIVED = fixed_part("en", "report.door", {})


@pytest.fixture
async def operator(tmp_path: Path) -> AsyncIterator[Operator]:
    server = TelegramServer()
    await server.start()
    yield Operator(tmp_path, server)
    await server.stop()


@pytest.mark.timeout(150)  # three processes are started, on a machine that may be busy
async def test_nobody_is_told_got_it_while_there_is_no_room_and_a_start_without_room_says_so(
    operator: Operator,
) -> None:
    await operator.founds()
    server = operator.server
    running = await operator.starts("run")
    sam, tere = server.add_user("Sam"), server.add_user("Tere")
    await sam.says("a black car at Oak & 9th in Northampton")
    await sam.wait_for(RECEIVED, SOON)
    await until(lambda: not server.world.updates.pending, SOON)
    resource.prlimit(running.pid, resource.RLIMIT_FSIZE, NO_ROOM)
    asked = server.calls.count("getUpdates")
    await tere.says("two vans at Elm & 3rd in Northampton")
    await until(lambda: server.calls.count("getUpdates") >= asked + 2, SOON)
    assert server.world.updates.pending, "what is not kept is not confirmed"
    assert not tere.texts
    resource.prlimit(running.pid, resource.RLIMIT_FSIZE, UNLIMITED)
    await tere.wait_for(RECEIVED, SOON)
    await until(lambda: not server.world.updates.pending, SOON)
    running.terminate()
    _, said = await running.communicate()
    assert (running.returncode, len(tere.texts), len(sam.texts)) == (0, 1, 1)
    assert said.count(b"error database.") == 1
    assert b"Traceback" not in said
    await a_start_says_so_in_one_line(operator)


async def a_start_says_so_in_one_line(operator: Operator) -> None:
    running = await operator.starts("run")
    resource.prlimit(running.pid, resource.RLIMIT_FSIZE, (0, resource.RLIM_INFINITY))
    _, said = await running.communicate()
    assert running.returncode == 2
    assert said.decode().splitlines()[-1].startswith("rebato: REBATO_DATA or DATABASE_URL: the disk")
    assert b"Traceback" not in said
