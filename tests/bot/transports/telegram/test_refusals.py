"""What the Bot API's words of refusal mean to a person's chat and to a group's, with 400, 403 and 406 alike."""

import pytest

from alerts.groups.refusal import GroupRefusal
from bot.drill.telegram.server import TelegramServer
from bot.transports.base import (
    AuthDead,
    Delivered,
    MediaRefused,
    MessageGone,
    NeedsAdmin,
    Outbound,
    Outcome,
    Rejected,
    RetryAfter,
    Unreachable,
)
from bot.transports.telegram import refusals
from bot.transports.telegram.transport import TelegramTransport

PHOTO = b"\xff\xd8\xff\xe0picture"
GROUP = Outbound(chat="-1005", text="hello", group=True)


def refusal(code: int, description: str) -> dict[str, object]:
    kind = {400: "Bad Request", 403: "Forbidden", 406: "Not Acceptable"}[code]
    return {"ok": False, "error_code": code, "description": f"{kind}: {description}"}


OF_GROUPS: list[tuple[str, GroupRefusal]] = [
    ("TOPIC_CLOSED", GroupRefusal.TOPIC),
    ("TOPIC_DELETED", GroupRefusal.TOPIC),
    ("message thread not found", GroupRefusal.TOPIC),
    ("CHAT_GUEST_SEND_FORBIDDEN", GroupRefusal.GUEST),
    ("USER_NOT_PARTICIPANT", GroupRefusal.GUEST),
    ("ALLOW_PAYMENT_REQUIRED", GroupRefusal.PAID),
    ("ALLOW_PAYMENT_REQUIRED_15", GroupRefusal.PAID),
    ("BALANCE_TOO_LOW", GroupRefusal.PAID),
    ("PAYMENT_UNSUPPORTED", GroupRefusal.PAID),
    ("CHAT_ADMIN_REQUIRED", GroupRefusal.ADMIN),
    ("need administrator rights in the channel chat", GroupRefusal.ADMIN),
    ("RIGHT_FORBIDDEN", GroupRefusal.ADMIN),
    ("CHAT_SEND_PLAIN_FORBIDDEN", GroupRefusal.MUTED),
    ("CHAT_WRITE_FORBIDDEN", GroupRefusal.MUTED),
    ("CHAT_RESTRICTED", GroupRefusal.MUTED),
    ("USER_BANNED_IN_CHANNEL", GroupRefusal.MUTED),
    ("not enough rights to send text messages to the chat", GroupRefusal.MUTED),
    ("have no rights to send a message", GroupRefusal.MUTED),
    ("CHAT_SEND_WEBPAGE_FORBIDDEN", GroupRefusal.MUTED),
]


@pytest.mark.parametrize("code", [400, 403, 406])
@pytest.mark.parametrize(("words", "why"), OF_GROUPS, ids=[words for words, _ in OF_GROUPS])
async def test_what_an_administrator_can_mend_is_said_by_what_they_have_to_do(
    telegram: TelegramTransport, telegram_server: TelegramServer, words: str, why: GroupRefusal, code: int
) -> None:
    telegram_server.fail_next("sendMessage", code, refusal(code, words))
    assert await telegram.send(GROUP) == NeedsAdmin(why)


GONE: list[tuple[str, GroupRefusal]] = [
    ("bot was kicked from the group chat", GroupRefusal.REMOVED),
    ("bot was kicked from the supergroup chat", GroupRefusal.REMOVED),
    ("bot was kicked from the channel chat", GroupRefusal.REMOVED),
    ("bot is not a member of the channel chat", GroupRefusal.REMOVED),
    ("bot is not a member of the supergroup chat", GroupRefusal.REMOVED),
    ("CHANNEL_PRIVATE", GroupRefusal.REMOVED),
    ("CHANNEL_INVALID", GroupRefusal.REMOVED),
    ("CHAT_ID_INVALID", GroupRefusal.REMOVED),
    ("PEER_ID_INVALID", GroupRefusal.REMOVED),
    ("chat not found", GroupRefusal.REMOVED),
    ("group chat was upgraded to a supergroup chat", GroupRefusal.REMOVED),
    ("group chat was deactivated", GroupRefusal.DELETED),
    ("the group chat was deleted", GroupRefusal.DELETED),
]


@pytest.mark.parametrize("code", [400, 403, 406])
@pytest.mark.parametrize(("words", "why"), GONE, ids=[words for words, _ in GONE])
async def test_a_group_that_we_are_not_in_any_more_gets_nothing_before_we_are_added_again(
    telegram: TelegramTransport, telegram_server: TelegramServer, words: str, why: GroupRefusal, code: int
) -> None:
    telegram_server.fail_next("sendMessage", code, refusal(code, words))
    assert await telegram.send(GROUP) == Unreachable(why)


OF_PEOPLE: list[tuple[str, Outcome]] = [
    ("bot was blocked by the user", Unreachable("blocked")),
    ("USER_IS_BLOCKED", Unreachable("blocked")),
    ("user is deactivated", Unreachable("unregistered")),
    ("INPUT_USER_DEACTIVATED", Unreachable("unregistered")),
    ("bot can't initiate conversation with a user", Unreachable("never started")),
    ("chat not found", Unreachable("never started")),
    ("PRIVACY_PREMIUM_REQUIRED", Unreachable("charges")),
    ("ALLOW_PAYMENT_REQUIRED_50", Unreachable("charges")),
    ("bots can't send messages to bots", Unreachable("refuses")),
    ("bot can't send messages to the user", Unreachable("refuses")),
    ("USER_PRIVACY_RESTRICTED", Unreachable("refuses")),
    ("FROZEN_METHOD_INVALID", AuthDead()),
    ("MESSAGE_TOO_LONG", Rejected("text too long")),
    ("REPLY_MARKUP_TOO_LONG", Rejected("button data")),
    ("BUTTON_DATA_INVALID", Rejected("button data")),
    ("ENTITY_BOUNDS_INVALID", Rejected("entities")),
]


@pytest.mark.parametrize("code", [400, 403, 406])
@pytest.mark.parametrize(("words", "outcome"), OF_PEOPLE, ids=[words for words, _ in OF_PEOPLE])
async def test_what_a_person_has_to_do_is_said_by_its_kind(
    telegram: TelegramTransport, telegram_server: TelegramServer, words: str, outcome: Outcome, code: int
) -> None:
    telegram_server.fail_next("sendMessage", code, refusal(code, words))
    assert await telegram.send(Outbound(chat="5", text="hello")) == outcome


@pytest.mark.parametrize("code", [400, 403])
@pytest.mark.parametrize("words", ["SOME_NEW_THING_FORBIDDEN", "something that nobody has seen yet"])
async def test_a_group_that_refuses_in_unknown_words_is_looked_at_by_somebody(
    telegram: TelegramTransport, telegram_server: TelegramServer, words: str, code: int
) -> None:
    telegram_server.fail_next("sendMessage", code, refusal(code, words))
    assert await telegram.send(GROUP) == NeedsAdmin(GroupRefusal.UNKNOWN)


OF_MEDIA = [
    "PHOTO_INVALID_DIMENSIONS",
    "IMAGE_PROCESS_FAILED",
    "PHOTO_EXT_INVALID",
    "VOICE_MESSAGES_FORBIDDEN",
    "user restricted receiving of voice note messages",
    "CHAT_SEND_PHOTOS_FORBIDDEN",
    "CHAT_SEND_VIDEOS_FORBIDDEN",
    "CHAT_SEND_VOICES_FORBIDDEN",
    "CHAT_SEND_MEDIA_FORBIDDEN",
    "not enough rights to send photos to the chat",
    "not enough rights to send voice notes to the chat",
    "MEDIA_INVALID",
    "message caption is too long",
    "something that nobody has seen yet",
]


@pytest.mark.parametrize("group", [False, True])
@pytest.mark.parametrize("words", OF_MEDIA)
async def test_what_goes_along_may_be_what_the_chat_does_not_take(
    telegram: TelegramTransport, telegram_server: TelegramServer, words: str, group: bool
) -> None:
    telegram_server.fail_next("sendPhoto", 400, refusal(400, words))
    message = Outbound(chat="-1005" if group else "5", text="hello", photo=PHOTO, group=group)
    assert await telegram.send(message) == MediaRefused()


async def test_a_chat_that_takes_nothing_at_all_takes_no_photo_either(
    telegram: TelegramTransport, telegram_server: TelegramServer
) -> None:
    telegram_server.fail_next("sendPhoto", 403, refusal(403, "bot was blocked by the user"))
    assert await telegram.send(Outbound(chat="5", text="hello", photo=PHOTO)) == Unreachable("blocked")


async def test_a_photo_that_was_refused_goes_as_a_file(
    telegram: TelegramTransport, telegram_server: TelegramServer
) -> None:
    rosa = telegram_server.add_user("Rosa")
    await rosa.starts()
    sent = await telegram.send(Outbound(chat=str(rosa.chat_id), text="look", photo=PHOTO, as_file=True))
    shown = await rosa.wait_for("look")
    assert sent == Delivered(shown.ref)
    assert (shown.file, shown.photo) == (PHOTO, None)


@pytest.mark.parametrize(
    "words",
    ["message to be replied not found", "REPLY_MESSAGE_ID_INVALID", "QUOTE_TEXT_INVALID", "reply message not found"],
)
async def test_what_cannot_answer_an_older_message_goes_without_that(
    telegram: TelegramTransport, telegram_server: TelegramServer, words: str
) -> None:
    rosa = telegram_server.add_user("Rosa")
    await rosa.starts()
    telegram_server.fail_next("sendMessage", 400, refusal(400, words))
    sent = await telegram.send(Outbound(chat=str(rosa.chat_id), text="all clear", answers="7"))
    assert sent == Delivered((await rosa.wait_for("all clear")).ref)


@pytest.mark.parametrize(
    "words", ["MESSAGE_ID_INVALID", "MESSAGE_AUTHOR_REQUIRED", "there is no caption in the message to edit"]
)
async def test_an_edit_that_is_refused_for_good_is_said_anew(
    telegram: TelegramTransport, telegram_server: TelegramServer, words: str
) -> None:
    telegram_server.fail_next("editMessageText", 400, refusal(400, words))
    assert await telegram.send(Outbound(chat="5", text="hello", edit="7")) == MessageGone()


@pytest.mark.parametrize(
    ("words", "seconds"), [("SLOWMODE_WAIT_600", 600.0), ("FLOOD_WAIT_30", 30.0), ("FLOOD_WAIT_9_OR_STARS_5", 9.0)]
)
async def test_a_wait_that_stands_in_the_words_alone_is_kept(
    telegram: TelegramTransport, telegram_server: TelegramServer, words: str, seconds: float
) -> None:
    telegram_server.fail_next("sendMessage", 400, refusal(400, words))
    assert await telegram.send(GROUP) == RetryAfter(seconds, account=False)


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Some_new_thing_forbidden", "some_new_thing_forbidden"),
        ("can't parse: Rosa Delgado lives at Elm & 3rd", "bad request"),
        ("rosa_delgado", "bad request"),
        ("ROSA DELGADO_INVALID", "bad request"),
    ],
)
def test_of_unknown_words_only_a_name_of_the_platforms_own_is_kept(words: str, kind: str) -> None:
    assert refusals.kind_of(words) == kind
