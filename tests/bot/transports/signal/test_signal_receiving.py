"""What people do on Signal arrives as Inbound, in order, and no way of going deaf lasts or passes unsaid."""

import asyncio
import json
from datetime import timedelta

import aiohttp
import pytest
from aiohttp import WSCloseCode
from structlog.testing import capture_logs

from bot.drill.signal.server import SignalServer
from bot.transports.base import Outbound
from bot.transports.signal.listener import Listener
from bot.transports.signal.pending import PendingMessages
from bot.transports.signal.rest import SignalRest
from bot.transports.signal.transport import SignalTransport
from handlers.core.inbound import InboundKind
from tests.bot.transports.signal.listeners import Ears, at_once, fails, now

JPEG = b"\xff\xd8\xff\xe0picture"


async def test_a_text_arrives_with_its_sender_and_its_dedup_key(
    signal: SignalTransport, signal_server: SignalServer, ears: Ears
) -> None:
    jean = signal_server.add_user("Jean", number="+12025550147")
    shown = await jean.says("2 vans at Elm & 3rd")
    [heard] = await ears.hear()
    assert (heard.text, heard.kind, heard.line_id) == ("2 vans at Elm & 3rd", InboundKind.TEXT, 7)
    assert heard.sender == heard.chat == jean.uuid
    assert heard.dedup == f"{jean.uuid}:{shown.ref}"
    assert (heard.sender_name, heard.sender_number) == ("Jean", "+12025550147")
    assert (heard.private, heard.edited) == (True, False)
    assert heard.sent_at.timestamp() == pytest.approx(int(shown.ref) / 1000)
    assert ears.offsets == [None]


async def test_messages_keep_their_order(signal: SignalTransport, signal_server: SignalServer, ears: Ears) -> None:
    jean, tomas = signal_server.add_user("Jean"), signal_server.add_user("Tomás")
    for number in range(40):
        await (jean, tomas)[number % 2].says(f"message {number}")
    await ears.hear(40)
    assert ears.texts == [f"message {number}" for number in range(40)]


async def test_edits_reactions_quotes_photos_voices_and_stickers_become_their_kinds(
    signal: SignalTransport, signal_server: SignalServer, ears: Ears
) -> None:
    jean = signal_server.add_user("Jean")
    own = await jean.says("hello")
    await signal.send(Outbound(chat=jean.uuid, text="1 going, 2 can't"))
    question = await jean.wait_for("1 going")
    await jean.edits(own, "hello there")
    await jean.reacts("👍", question)
    await jean.reacts("👍", question, remove=True)
    await jean.reacts("👎", question)
    await jean.says("2", question)
    await jean.sends_photo(JPEG, "the vans")
    await jean.sends_voice(b"voice")
    await jean.sends_video(b"film", "inside", "video/quicktime")
    await jean.sends_sticker()
    await jean.deletes(own)
    await jean.says("")
    _, edit, up, down, answer, photo, voice, video, sticker = await ears.hear(9)
    assert (edit.text, edit.edited) == ("hello there", True)
    assert (up.kind, up.text, up.quote) == (InboundKind.REACTION, "👍", question.ref)
    assert (down.text, down.quote) == ("👎", question.ref)
    assert up.dedup != down.dedup
    assert (answer.kind, answer.quote) == (InboundKind.TEXT, question.ref)
    assert (photo.kind, photo.text, voice.kind) == (InboundKind.PHOTO, "the vans", InboundKind.VOICE)
    assert (video.kind, video.text) == (InboundKind.VIDEO, "inside")
    assert sticker.kind is InboundKind.OTHER
    assert await signal.fetch(photo.media) == JPEG
    assert photo.media not in signal_server.world.attachments.content, "the service keeps no copy"
    assert await signal.fetch(photo.media) == JPEG, "the next dispatcher gets it too"
    assert await signal.fetch("gone.jpg") is None


async def test_one_that_was_never_started_fetches_until_it_is_stopped(
    signal: SignalTransport, signal_server: SignalServer, ears: Ears
) -> None:
    """Two instances share a database: one hears, and the other brings to its own lines what was heard there."""
    spare = SignalTransport(7, signal_server.service, signal_server.number, now, heard_at=None)
    jean = signal_server.add_user("Jean")
    await jean.sends_photo(JPEG, "two vans")
    await jean.sends_photo(JPEG, "three now")
    first, second = await ears.hear(2)
    assert await spare.fetch(first.media) == JPEG
    await spare.stop()
    assert await spare.fetch(second.media) is None, "what was stopped stays closed"
    unused = SignalTransport(7, signal_server.service, signal_server.number, now, heard_at=None)
    await unused.stop()
    assert await unused.fetch(second.media) is None
    assert await signal.fetch(second.media) == JPEG


@pytest.mark.parametrize(
    ("text", "point"),
    [
        ("I am here https://maps.google.com/maps?q=42.325%2C-72.641", (42.325, -72.641)),
        ("https://www.google.com/maps/@42.325,-72.641,17z", (42.325, -72.641)),
        ("https://maps.apple.com/?ll=42.325,-72.641&q=Elm", (42.325, -72.641)),
        ("https://www.openstreetmap.org/?mlat=42.325&mlon=-72.641#map=17/1/1", (42.325, -72.641)),
        ("https://www.openstreetmap.org/#map=17/42.325/-72.641", (42.325, -72.641)),
        ("geo:42.325,-72.641", (42.325, -72.641)),
        ("https://maps.google.com/?q=99,-72.641", None),
        ("42.325, -72.641 at https://example.org/", (42.325, -72.641)),
    ],
)
async def test_a_map_link_is_read(
    signal: SignalTransport,
    signal_server: SignalServer,
    ears: Ears,
    text: str,
    point: tuple[float, float] | None,
) -> None:
    await signal_server.add_user("Jean").says(text)
    [heard] = await ears.hear()
    assert (heard.kind, heard.text, heard.point) == (InboundKind.TEXT, text, point)


async def test_what_is_said_in_a_group_is_not_private_and_can_be_answered_there(
    signal: SignalTransport, signal_server: SignalServer, ears: Ears
) -> None:
    jean = signal_server.add_user("Jean")
    group = signal_server.add_group("Northampton", [jean], [jean])
    await jean.says("hello all", group=group)
    [heard] = await ears.hear()
    assert not heard.private
    assert (heard.chat, heard.sender) == (group.group_id, jean.uuid)


async def test_what_another_device_of_ours_sent_is_not_heard(
    signal: SignalTransport, signal_server: SignalServer, ears: Ears
) -> None:
    jean = signal_server.add_user("Jean")
    sent = {"destination": jean.uuid, "destinationUuid": jean.uuid, "timestamp": 5, "message": "/stop"}
    envelope = {
        "source": signal_server.number,
        "sourceNumber": signal_server.number,
        "sourceUuid": signal_server.world.uuid,
        "sourceName": "Rebato",
        "sourceDevice": 2,
        "timestamp": 5,
        "serverReceivedTimestamp": 6,
        "serverDeliveredTimestamp": 7,
        "syncMessage": {"sentMessage": sent},
    }
    signal_server.sockets.push({"account": signal_server.number, "envelope": envelope})
    await jean.says('I say "syncMessage"')
    assert (await ears.hear())[0].text == 'I say "syncMessage"'


async def test_nothing_is_let_go_before_it_is_kept(signal_server: SignalServer, ears: Ears) -> None:
    transport = SignalTransport(7, signal_server.service, signal_server.number, now, heard_at=None, sleep=at_once)
    ears.refusals = 3
    await transport.start(ears, None)
    try:
        jean = signal_server.add_user("Jean")
        for number in range(5):
            await jean.says(str(number))
        await ears.hear(5)
        assert ears.refused == 3
        assert ears.texts == ["0", "1", "2", "3", "4"]
    finally:
        await transport.stop()


async def test_what_was_not_kept_when_it_stops_holds_back_the_moment_it_heard_last(
    signal_server: SignalServer, ears: Ears
) -> None:
    transport = SignalTransport(7, signal_server.service, signal_server.number, now, heard_at=None)
    ears.refusals = 10
    await transport.start(ears, None)
    before = now()
    await signal_server.add_user("Jean").says("never kept")
    while ears.refused == 0:
        await at_once(0)
    await transport.stop()
    assert transport.heard_at is not None
    assert transport.heard_at <= now()
    assert transport.heard_at >= before - timedelta(seconds=5)


async def test_the_time_since_the_last_run_was_deaf(signal_server: SignalServer, ears: Ears) -> None:
    since = now() - timedelta(hours=1)
    transport = SignalTransport(7, signal_server.service, signal_server.number, now, heard_at=since)
    await transport.start(ears, None)
    await ears.until(lambda: bool(ears.windows))
    [(began, ended)] = ears.windows
    assert began == since
    assert ended <= now()
    assert transport.heard_at is not None
    assert transport.heard_at >= ended
    await transport.stop()


async def hears_again(server: SignalServer, ears: Ears, connections: int = 2) -> None:
    """The transport attaches anew, tells of the gap, and hears."""
    await server.sockets.wait_attached(connections=connections)
    await ears.until(lambda: bool(ears.windows))
    since, until = ears.windows[-1]
    assert since <= until <= now()
    await server.add_user("Marisol").says("heard again")
    await ears.until(lambda: "heard again" in ears.texts)


@pytest.mark.parametrize("code", [WSCloseCode.OK, WSCloseCode.GOING_AWAY])
async def test_a_clean_close_is_noticed(
    signal: SignalTransport, signal_server: SignalServer, ears: Ears, code: WSCloseCode
) -> None:
    await signal_server.sockets.wait_attached()
    await signal_server.sockets.close(code)
    await hears_again(signal_server, ears)


async def test_a_cut_connection_is_noticed(signal: SignalTransport, signal_server: SignalServer, ears: Ears) -> None:
    await signal_server.sockets.wait_attached()
    signal_server.sockets.abort()
    await hears_again(signal_server, ears)


async def test_an_error_frame_is_noticed(signal: SignalTransport, signal_server: SignalServer, ears: Ears) -> None:
    await signal_server.sockets.wait_attached()
    signal_server.sockets.push_error("Lost connection to signal-cli")
    await hears_again(signal_server, ears)


async def test_a_frame_that_is_no_json_costs_no_socket_and_is_told_as_unheard(
    signal: SignalTransport, signal_server: SignalServer, ears: Ears
) -> None:
    await signal_server.sockets.wait_attached()
    signal_server.sockets.push_junk("what?")
    await signal_server.add_user("Jean").says("hello")
    junk, hello = await ears.hear(2)
    assert (junk.kind, junk.sender, hello.text) == (InboundKind.UNHEARD, "", "hello")
    assert signal_server.sockets.connections == 1


async def test_photos_of_a_bridge_that_leaves_fields_out_are_heard_in_order_with_what_stands_between(
    signal: SignalTransport, signal_server: SignalServer, ears: Ears
) -> None:
    signal_server.world.voice_note_field = False
    await signal_server.sockets.wait_attached()
    jean = signal_server.add_user("Jean")
    await jean.sends_photo(JPEG, "two vans")
    await jean.says("at Elm & 3rd")
    await jean.sends_photo(JPEG, "three now")
    await jean.says("they are leaving")
    heard = await ears.hear(4)
    assert [one.text for one in heard] == ["two vans", "at Elm & 3rd", "three now", "they are leaving"]
    assert [one.kind for one in heard[::2]] == [InboundKind.PHOTO] * 2
    assert signal_server.sockets.connections == 1, "no socket was lost over it"


async def test_what_came_behind_the_bridges_word_that_it_is_lost_is_still_heard(
    signal: SignalTransport, signal_server: SignalServer, ears: Ears
) -> None:
    await signal_server.sockets.wait_attached()
    signal_server.sockets.push_error("Lost connection to signal-cli")
    await signal_server.add_user("Jean").says("two vans")
    await hears_again(signal_server, ears)
    assert ears.texts[0] == "two vans"


async def test_a_service_that_goes_away_and_comes_back_is_attached_again(
    signal: SignalTransport, signal_server: SignalServer, ears: Ears
) -> None:
    await signal_server.sockets.wait_attached()
    await signal_server.stop()
    await signal_server.start()
    await hears_again(signal_server, ears)


async def test_attempts_to_attach_that_fail_are_repeated(
    signal: SignalTransport, signal_server: SignalServer, ears: Ears
) -> None:
    await signal_server.sockets.wait_attached()
    signal_server.sockets.refuse = 1
    signal_server.fail_next("health", 500, times=2)
    signal_server.fail_next("about", 500)
    signal_server.sockets.abort()
    await hears_again(signal_server, ears)


async def test_a_service_that_stops_answering_is_left_and_attached_again(
    signal: SignalTransport, signal_server: SignalServer, ears: Ears
) -> None:
    await signal_server.sockets.wait_attached()
    signal_server.fail_next("health", how="hang", times=2)
    await hears_again(signal_server, ears)


async def test_a_service_that_is_not_there_at_start_is_waited_for(signal_server: SignalServer, ears: Ears) -> None:
    signal_server.fail_next("health", 500, times=3)
    transport = SignalTransport(7, signal_server.service, signal_server.number, now, heard_at=None)
    await transport.start(ears, None)
    await signal_server.sockets.wait_attached()
    await signal_server.add_user("Jean").says("hello")
    assert (await ears.hear())[0].text == "hello"
    assert ears.windows == [], "a line that never heard before was not deaf"
    await transport.stop()


async def test_nothing_of_what_people_say_reaches_the_log(
    signal: SignalTransport, signal_server: SignalServer, ears: Ears, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    jean = signal_server.add_user("Jean", number="+12025550147")
    await jean.says("the secret corner")
    await ears.hear()
    said = json.dumps([record.getMessage() for record in caplog.records])
    assert "secret" not in said
    assert "2025550147" not in said


@pytest.mark.parametrize(
    ("owner", "name", "times"), [(Listener, "salvage", 1), (PendingMessages, "flush", 1), (SignalRest, "healthy", 2)]
)
async def test_a_fault_that_nobody_foresaw_makes_no_line_deaf_for_good(
    signal_server: SignalServer,
    ears: Ears,
    monkeypatch: pytest.MonkeyPatch,
    owner: type,
    name: str,
    times: int,
) -> None:
    transport = SignalTransport(7, signal_server.service, signal_server.number, now, heard_at=None, sleep=at_once)
    await transport.start(ears, None)
    try:
        await signal_server.sockets.wait_attached()
        fails(monkeypatch, owner, name, times)
        with capture_logs() as logs:
            signal_server.sockets.abort()
            await hears_again(signal_server, ears)
        assert [one["event"] for one in logs].count("line.hearing_failed") == times
    finally:
        await transport.stop()


async def test_a_line_that_is_stopped_while_it_lets_go_of_a_lost_socket_leaves_nothing_open(
    signal_server: SignalServer, ears: Ears, monkeypatch: pytest.MonkeyPatch
) -> None:
    closing, closed = asyncio.Event(), asyncio.Event()
    close = aiohttp.ClientSession.close

    async def slow(session: aiohttp.ClientSession) -> None:
        closing.set()
        await asyncio.sleep(0.05)
        await close(session)
        closed.set()

    transport = SignalTransport(7, signal_server.service, signal_server.number, now, heard_at=None)
    await transport.start(ears, None)
    monkeypatch.setattr(aiohttp.ClientSession, "close", slow)
    signal_server.sockets.abort()
    await closing.wait()
    await transport.stop()
    assert closed.is_set()
