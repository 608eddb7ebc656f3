"""The WebSocket ends in every way it can end."""

import asyncio

import aiohttp
import pytest

from bot.drill.signal.server import SignalServer
from tests.drill.conftest import Listener, Rest


async def test_the_service_introduces_itself(signal: SignalServer, rest: Rest) -> None:
    assert (await rest("GET", "/v1/health"))[0] == 204
    assert await rest("GET", "/v1/about") == (
        200,
        {
            "versions": ["v1", "v2"],
            "build": 2,
            "mode": "json-rpc",
            "version": "0.101",
            "capabilities": {"v2/send": ["quotes", "mentions"]},
        },
    )


async def test_an_aborted_socket_is_attached_again(signal: SignalServer, listener: Listener) -> None:
    signal.sockets.abort()
    await signal.sockets.wait_attached(connections=2)
    await signal.add_user("Jean").says("hello")
    assert (await listener.heard.next()).text == "hello"


@pytest.mark.parametrize("code", [1000, 1001])
async def test_a_clean_close_leaves_signalbot_deaf(signal: SignalServer, listener: Listener, code: int) -> None:
    await signal.sockets.close(code)
    await signal.sockets.wait_detached()
    await signal.add_user("Jean").says("lost")
    assert (signal.sockets.attached, signal.sockets.connections, signal.dropped) == ([], 1, 1)


async def test_an_error_frame_and_a_refused_attachment_are_got_over(signal: SignalServer, listener: Listener) -> None:
    signal.sockets.refuse = 1
    signal.sockets.push_error("Failed to decrypt")
    await signal.sockets.wait_attached(connections=2, seconds=20)
    await signal.add_user("Jean").says("hello")
    assert (await listener.heard.next()).text == "hello"


async def test_frames_arrive_in_the_order_they_were_said(signal: SignalServer) -> None:
    jean = signal.add_user("Jean")
    async with aiohttp.ClientSession() as session:
        url = f"http://{signal.service}/v1/receive/{signal.number}"
        async with session.ws_connect(url) as socket:
            await signal.sockets.wait_attached()
            for number in range(20):
                await jean.says(str(number))
            frames = [await socket.receive_json(timeout=10) for _ in range(20)]
    assert [frame["envelope"]["dataMessage"]["message"] for frame in frames] == [str(n) for n in range(20)]
    assert {frame["account"] for frame in frames} == {signal.number}
    stamps = [frame["envelope"]["timestamp"] for frame in frames]
    assert stamps == sorted(set(stamps))


async def test_another_number_hears_nothing(signal: SignalServer) -> None:
    async with aiohttp.ClientSession() as session:
        url = f"http://{signal.service}/v1/receive/+12025550199"
        async with session.ws_connect(url):
            await signal.add_user("Jean").says("hello")
    assert signal.dropped == 1


async def test_a_socket_that_hangs_is_ended_by_stopping(signal: SignalServer) -> None:
    signal.sockets.hang = 1
    async with aiohttp.ClientSession() as session:
        url = f"http://{signal.service}/v1/receive/{signal.number}"
        connecting = asyncio.ensure_future(session.ws_connect(url))
        await signal.sockets.wait_tried()
        await signal.stop()
        with pytest.raises(aiohttp.ClientError):
            await connecting


async def test_starting_again_keeps_the_port_and_all_state(signal: SignalServer, rest: Rest) -> None:
    jean = signal.add_user("Jean")
    service = signal.service
    await signal.stop()
    await signal.start()
    assert signal.service == service
    body = {"number": signal.number, "recipients": [jean.uuid], "message": "hello"}
    assert (await rest("POST", "/v2/send", body))[0] == 201
