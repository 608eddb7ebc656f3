"""Who only connects takes nothing away from the bridge, and off this machine a secret is needed."""

import asyncio

import pytest

from bot.receiver import connections
from tests.bot.receiver.test_receiver import Desk, desk, posted, said

__all__ = ["desk"]
HALF = b"POST /receive HTTP/1.1\r\nHost: here\r\n"


async def connected(desk: Desk) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    return await asyncio.open_connection("127.0.0.1", desk.server.port)


async def ended(reader: asyncio.StreamReader) -> bytes:
    """Return what arrives until the connection is closed, however it is."""
    try:
        return await reader.read()
    except ConnectionError:
        return b""


@pytest.mark.parametrize("begun", [b"", b"POST", HALF])
async def test_a_request_that_does_not_come_is_not_waited_for(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, begun: bytes
) -> None:
    monkeypatch.setattr(connections, "ASKS_WITHIN", 0.01)
    reader, writer = await connected(desk)
    writer.write(begun)
    assert await ended(reader) == b""
    writer.close()
    assert await desk.posts(posted(said("two vans"))) == 200


async def test_one_connection_too_many_is_closed_and_there_is_room_again_once_one_leaves(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "MOST", 2)
    held = [await connected(desk) for _ in range(2)]
    reader, writer = await connected(desk)
    assert await ended(reader) == b""
    writer.close()
    first_reader, first = held[0]
    first.write(HALF + b"\r\n")
    assert (await ended(first_reader)).startswith(b"HTTP/1.1 400")
    assert await desk.posts(posted(said("two vans"))) == 200
    for _, other in held:
        other.close()


async def test_a_connection_is_for_one_post(desk: Desk) -> None:
    reader, writer = await connected(desk)
    body = posted(said("two vans"))
    writer.write(HALF + b"Content-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(body) + body)
    answer = await ended(reader)
    assert answer.startswith(b"HTTP/1.1 200")
    assert b"Connection: close" in answer
    writer.close()
