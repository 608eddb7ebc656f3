"""Every outcome that a send to Telegram can have."""

import pytest

from alerts.groups.refusal import GroupRefusal
from bot.drill.telegram.server import TelegramServer
from bot.transports.base import (
    AuthDead,
    Button,
    Delivered,
    MessageGone,
    Moved,
    NotModified,
    Outbound,
    Outcome,
    Rejected,
    RetryAfter,
    Transient,
    Unknown,
    Unreachable,
)
from bot.transports.telegram.transport import TelegramTransport
from tests.bot.transports.signal.listeners import now
from tests.media import film

BUTTONS = ((Button(label="Going", data="go:1"), Button(label="Can't", data="no:1")),)


def refusal(code: int, description: str, **parameters: int) -> dict[str, object]:
    body: dict[str, object] = {"ok": False, "error_code": code, "description": description}
    return body | ({"parameters": parameters} if parameters else {})


async def test_a_text_goes_out_plain_with_its_buttons(
    telegram: TelegramTransport, telegram_server: TelegramServer
) -> None:
    rosa = telegram_server.add_user("Rosa")
    await rosa.starts()
    words = "<b>2 vans</b> at *Elm* _& 3rd_ https://maps.example/x"
    sent = await telegram.send(Outbound(chat=str(rosa.chat_id), text=words, buttons=BUTTONS))
    shown = await rosa.wait_for("2 vans")
    assert sent == Delivered(shown.ref)
    assert shown.text == words
    assert [(button.label, button.data) for button in shown.flat_buttons] == [("Going", "go:1"), ("Can't", "no:1")]


async def test_edits_pins_photos_voices_and_answers(
    telegram: TelegramTransport, telegram_server: TelegramServer
) -> None:
    telegram_server.limits.enforced = False
    rosa = telegram_server.add_user("Rosa")
    await rosa.starts()
    chat = str(rosa.chat_id)
    first = await telegram.send(Outbound(chat=chat, text="one", buttons=BUTTONS))
    assert isinstance(first, Delivered)
    assert await telegram.send(Outbound(chat=chat, text="two", edit=first.ref)) == first
    card = await rosa.wait_for("two")
    assert card.edited == 1
    assert card.flat_buttons == []
    assert await telegram.send(Outbound(chat=chat, text="two", edit=first.ref)) == NotModified()
    assert await telegram.send(Outbound(chat=chat, text="x", edit="999999")) == MessageGone()
    await telegram.send(Outbound(chat=chat, text="more", answers=first.ref))
    assert (await rosa.wait_for("more")).reply_to == first.ref
    assert isinstance(await telegram.send(Outbound(chat=chat, text="lost", answers="999999")), Delivered)
    await telegram.send(Outbound(chat=chat, text="", pin=(42.3, -72.6, "Elm & 3rd"), buttons=BUTTONS))
    pin = await rosa.wait_for(lambda shown: shown.pin is not None)
    assert (pin.pin, len(pin.flat_buttons)) == ((42.3, -72.6, "Elm & 3rd"), 2)
    assert isinstance(await telegram.send(Outbound(chat=chat, text="", pin=(42.3, -72.6, ""))), Delivered)
    photo = b"\xff\xd8\xff\xe0picture"
    await telegram.send(Outbound(chat=chat, text="from reporter 1", photo=photo, buttons=BUTTONS))
    assert (await rosa.wait_for("from reporter 1")).photo == photo
    await telegram.send(Outbound(chat=chat, text="a video", video=film()))
    assert (await rosa.wait_for("a video")).video == film()
    await telegram.send(Outbound(chat=chat, text="a voice note", voice=b"OggS voice"))
    assert (await rosa.wait_for("a voice note")).voice == b"OggS voice"
    await telegram.send(Outbound(chat=chat, text="words", file=b"words"))
    shown = await rosa.wait_for("words")
    assert (shown.file, shown.file_name) == (b"words", "words.txt")
    page = Outbound(chat=chat, text="a page", file=b"%PDF-", file_type="application/pdf", file_name="page.pdf")
    await telegram.send(page)
    shown = await rosa.wait_for("a page")
    assert (shown.file, shown.file_name) == (b"%PDF-", "page.pdf")


REFUSALS: list[tuple[int, str, Outcome]] = [
    (403, "Forbidden: bot was blocked by the user", Unreachable("blocked")),
    (403, "Forbidden: user is deactivated", Unreachable("unregistered")),
    (403, "Forbidden: bot can't initiate conversation with a user", Unreachable("never started")),
    (403, "Forbidden: something new", Unreachable("blocked")),
    (400, "Bad Request: chat not found", Unreachable("never started")),
    (400, "Bad Request: message can't be edited", MessageGone()),
    (400, "Bad Request: message is too long", Rejected("text too long")),
    (400, "Bad Request: something new", Rejected("bad request")),
    (400, "Bad Request: SOMETHING_NEW_FORBIDDEN", Rejected("something_new_forbidden")),
    (413, "Request Entity Too Large", Rejected("file too large")),
    (409, "Conflict: what now", Transient()),
    (418, "I'm a teapot", Transient()),
    (500, "Internal Server Error", Unknown()),
    (502, "Bad Gateway", Unknown()),
    (503, "Service Unavailable", Unknown()),
    (504, "Gateway Timeout", Unknown()),
]


@pytest.mark.parametrize(("code", "words", "outcome"), REFUSALS, ids=[words for _, words, _ in REFUSALS])
@pytest.mark.parametrize("always_200", [False, True])
async def test_a_refusal_means(
    telegram: TelegramTransport,
    telegram_server: TelegramServer,
    code: int,
    words: str,
    outcome: Outcome,
    always_200: bool,
) -> None:
    telegram_server.fail_next("sendMessage", 200 if always_200 else code, refusal(code, words))
    assert await telegram.send(Outbound(chat="5", text="hello")) == outcome


async def test_somebody_who_never_started_or_blocked_the_bot_is_unreachable(
    telegram: TelegramTransport, telegram_server: TelegramServer
) -> None:
    rosa = telegram_server.add_user("Rosa")
    message = Outbound(chat=str(rosa.chat_id), text="hello")
    assert await telegram.send(message) == Unreachable("never started")
    await rosa.starts()
    await rosa.blocks()
    assert await telegram.send(message) == Unreachable("blocked")


async def test_a_group_that_became_a_supergroup_has_moved(
    telegram: TelegramTransport, telegram_server: TelegramServer
) -> None:
    dana = telegram_server.add_user("Dana")
    old = telegram_server.add_group("Northampton", [dana], kind="group")
    await old.adds_bot(dana)
    new = await old.migrates()
    message = Outbound(chat=str(old.chat_id), text="hello", group=True)
    assert await telegram.send(message) == Moved(str(new.chat_id))


async def test_a_flood_says_how_long(telegram: TelegramTransport, telegram_server: TelegramServer) -> None:
    rosa = telegram_server.add_user("Rosa")
    await rosa.starts()
    one = Outbound(chat=str(rosa.chat_id), text="hello")
    for _ in range(3):
        assert isinstance(await telegram.send(one), Delivered)
    assert await telegram.send(one) == RetryAfter(1.0, account=False)


FLOOD = refusal(429, "Too Many Requests: retry after 600", retry_after=600)


async def test_a_wait_is_its_chats_however_many_groups_and_people_are_told(
    telegram: TelegramTransport, telegram_server: TelegramServer
) -> None:
    """Groups in slow mode, and as many people in a row as may be a coincidence."""
    telegram_server.fail_next("sendMessage", 429, FLOOD, times=20)
    for number in range(12):
        group = Outbound(chat=f"-100{number}", text="hello", group=True)
        assert await telegram.send(group) == RetryAfter(600.0, account=False)
    for number in range(3):
        assert await telegram.send(Outbound(chat=f"{number + 5}", text="hello")) == RetryAfter(600.0, account=False)


async def test_people_of_whom_nobody_is_reached_between_may_be_the_account(
    telegram: TelegramTransport, telegram_server: TelegramServer
) -> None:
    rosa = telegram_server.add_user("Rosa")
    await rosa.starts()
    telegram_server.fail_next("sendMessage", 429, FLOOD, times=5)
    told = [await telegram.send(Outbound(chat=f"{number + 5}", text="hello")) for number in range(5)]
    assert told == [RetryAfter(600.0, account=False)] * 3 + [RetryAfter(600.0, account=True, guessed=True)] * 2
    assert isinstance(await telegram.send(Outbound(chat=str(rosa.chat_id), text="hello")), Delivered)
    telegram_server.fail_next("sendMessage", 429, FLOOD)
    assert await telegram.send(Outbound(chat="11", text="hello")) == RetryAfter(600.0, account=False)


@pytest.mark.parametrize(("words", "seconds"), [("Too Many Requests: retry after 7", 7.0), ("Too Many Requests", 5.0)])
async def test_a_flood_without_parameters_is_that_chats_too(
    telegram: TelegramTransport, telegram_server: TelegramServer, words: str, seconds: float
) -> None:
    telegram_server.fail_next("sendMessage", 429, refusal(429, words))
    sent = await telegram.send(Outbound(chat="-1005", text="hello", group=True))
    assert sent == RetryAfter(seconds, account=False)


@pytest.mark.parametrize("body", ["<html>", b"\x00\xff", {"ok": True, "result": True}, {"ok": True}, "[]"])
async def test_an_answer_that_nobody_understands_is_unknown(
    telegram: TelegramTransport, telegram_server: TelegramServer, body: str | bytes | dict[str, object]
) -> None:
    telegram_server.fail_next("sendMessage", 200, body)
    assert await telegram.send(Outbound(chat="5", text="hello")) == Unknown()


async def test_a_sent_message_without_date_and_chat_is_delivered_all_the_same(
    telegram: TelegramTransport, telegram_server: TelegramServer
) -> None:
    telegram_server.fail_next("sendMessage", 200, {"ok": True, "result": {"message_id": 41}})
    assert await telegram.send(Outbound(chat="5", text="hello")) == Delivered("41")


async def test_a_cut_connection_is_unknown_whether_or_not_it_was_accepted(
    telegram: TelegramTransport, telegram_server: TelegramServer
) -> None:
    rosa = telegram_server.add_user("Rosa")
    await rosa.starts()
    message = Outbound(chat=str(rosa.chat_id), text="hello")
    telegram_server.fail_next("sendMessage", after_accept=True)
    assert await telegram.send(message) == Unknown()
    assert rosa.texts == ["hello"]
    telegram_server.fail_next("sendMessage", how="drop")
    assert await telegram.send(message) == Unknown()


async def test_no_connection_is_transient(telegram: TelegramTransport, telegram_server: TelegramServer) -> None:
    await telegram_server.stop()
    # The first may still go out on a connection that is just being closed, which nobody can tell.
    await telegram.send(Outbound(chat="5", text="hello"))
    assert await telegram.send(Outbound(chat="5", text="hello")) == Transient()


async def test_a_refused_token_is_believed_only_if_get_me_agrees(
    telegram: TelegramTransport, telegram_server: TelegramServer
) -> None:
    message = Outbound(chat="5", text="hello")
    for code in (401, 404):
        telegram_server.fail_next("sendMessage", code)
        assert await telegram.send(message) == Rejected("method refused")
        telegram_server.fail_next("sendMessage", code)
        telegram_server.fail_next("getMe", code)
        assert await telegram.send(message) == AuthDead()
    telegram_server.fail_next("sendMessage", 401)
    telegram_server.fail_next("getMe", 502)
    assert await telegram.send(message) == Transient()


async def test_a_transport_that_is_stopped_sends_nothing(telegram_server: TelegramServer) -> None:
    transport = TelegramTransport(7, telegram_server.token, telegram_server.origin, now)
    await transport.stop()
    assert await transport.send(Outbound(chat="5", text="hello")) == Transient()


async def test_leaving_a_group(telegram: TelegramTransport, telegram_server: TelegramServer) -> None:
    dana = telegram_server.add_user("Dana")
    group = telegram_server.add_group("Northampton", [dana])
    await group.adds_bot(dana)
    await telegram.leave(str(group.chat_id))
    await telegram.leave("-1")
    sent = await telegram.send(Outbound(chat=str(group.chat_id), text="hello", group=True))
    assert sent == Unreachable(GroupRefusal.REMOVED)
