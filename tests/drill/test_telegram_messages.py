"""What the real client sends is shown, changed and refused as Telegram does it."""

import json

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, ReplyParameters
from telegram.error import BadRequest, Forbidden, InvalidToken

from bot.drill.screen import NotPossibleError
from bot.drill.telegram.phone import TelegramPhone
from bot.drill.telegram.server import TelegramServer
from tests.drill.conftest import Call, Hand

PICTURE = b"\xff\xd8\xff a picture"


def keyboard(*labels: str) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([[InlineKeyboardButton(label, callback_data=label)] for label in labels])


@pytest.fixture
async def rosa(telegram: TelegramServer, bot: Bot) -> TelegramPhone:
    telegram.limits.enforced = False
    phone = telegram.add_user("Rosa", "es")
    await phone.starts()
    await bot.get_updates(offset=-1)
    return phone


async def test_buttons_a_reply_and_silence_are_shown(rosa: TelegramPhone, bot: Bot) -> None:
    asked = await rosa.says("help")
    sent = await bot.send_message(
        rosa.chat_id,
        " here /help\n",
        reply_markup=keyboard("Yes", "No"),
        reply_parameters=ReplyParameters(int(asked.ref)),
        disable_notification=True,
    )
    shown = await rosa.wait_for("here")
    assert (shown.text, shown.labels, shown.reply_to, shown.silent) == (
        "here /help",
        ["Yes", "No"],
        asked.ref,
        True,
    )
    assert shown.ref == str(sent.message_id)
    assert [entity.offset for entity in sent.entities] == [5]


async def test_pictures_voices_and_pins_are_shown(rosa: TelegramPhone, bot: Bot) -> None:
    await bot.send_photo(rosa.chat_id, PICTURE, caption="seen")
    await bot.send_voice(rosa.chat_id, b"OggS")
    await bot.send_venue(rosa.chat_id, 42.3, -72.6, "Elm & 3rd", "Northampton")
    await bot.send_location(rosa.chat_id, 42.3, -72.6)
    photo, voice, venue, place = rosa.messages
    assert (photo.photo, photo.text, voice.voice) == (PICTURE, "seen", b"OggS")
    assert (venue.pin, place.pin) == ((42.3, -72.6, "Elm & 3rd"), (42.3, -72.6, ""))


async def test_html_is_shown_without_its_marks(rosa: TelegramPhone, bot: Bot) -> None:
    await bot.send_message(rosa.chat_id, "<b>5 &lt; 6</b>", parse_mode="HTML")
    assert rosa.texts == ["5 < 6"]
    with pytest.raises(BadRequest, match="parse entities"):
        await bot.send_message(rosa.chat_id, "a < b", parse_mode="HTML")


async def test_an_edit_changes_the_message_in_place(rosa: TelegramPhone, bot: Bot) -> None:
    sent = await bot.send_message(rosa.chat_id, "card", reply_markup=keyboard("Claim"))
    await sent.edit_text("card 2")
    assert [(m.text, m.edited, m.labels) for m in rosa.messages] == [("card 2", 1, [])]
    await sent.edit_reply_markup(keyboard("Send"))
    assert rosa.messages[0].labels == ["Send"]
    with pytest.raises(BadRequest, match="not modified"):
        await sent.edit_text("card 2", reply_markup=keyboard("Send"))


async def test_a_deleted_message_is_gone(rosa: TelegramPhone, bot: Bot) -> None:
    sent = await bot.send_message(rosa.chat_id, "card")
    await sent.delete()
    assert rosa.messages == []
    with pytest.raises(BadRequest, match="to edit not found"):
        await sent.edit_text("card 2")
    with pytest.raises(BadRequest, match="to delete not found"):
        await sent.delete()


async def test_after_two_days_nothing_can_be_deleted(rosa: TelegramPhone, bot: Bot, hand: Hand) -> None:
    sent = await bot.send_message(rosa.chat_id, "card")
    hand.forward(48 * 3600)
    with pytest.raises(BadRequest, match="can't be deleted"):
        await sent.delete()


async def test_a_reply_to_what_is_gone_is_sent_only_if_allowed(rosa: TelegramPhone, bot: Bot) -> None:
    with pytest.raises(BadRequest, match="to be replied not found"):
        await bot.send_message(rosa.chat_id, "x", reply_parameters=ReplyParameters(999))
    lenient = ReplyParameters(999, allow_sending_without_reply=True)
    await bot.send_message(rosa.chat_id, "x", reply_parameters=lenient)
    assert rosa.messages[0].reply_to == ""


async def test_a_tap_is_answered_once_and_in_time(rosa: TelegramPhone, bot: Bot, hand: Hand) -> None:
    await bot.send_message(rosa.chat_id, "really?", reply_markup=keyboard("Yes", "No"))
    await rosa.taps("Yes")
    query = (await bot.get_updates(offset=-1))[0].callback_query
    assert query is not None
    assert (query.data, query.from_user.id) == ("Yes", rosa.chat_id)
    await query.answer("done")
    assert await rosa.wait_for_toast("done") == "done"
    with pytest.raises(BadRequest, match="too old"):
        await query.answer("again")
    await rosa.taps("No")
    late = (await bot.get_updates(offset=-1))[0].callback_query
    hand.forward(61)
    assert late is not None
    with pytest.raises(BadRequest, match="too old"):
        await late.answer("late")


async def test_a_slow_phone_can_press_a_button_that_is_gone(rosa: TelegramPhone, bot: Bot) -> None:
    sent = await bot.send_message(rosa.chat_id, "card", reply_markup=keyboard("Claim"))
    card = rosa.messages[0]
    await sent.edit_text("claimed")
    with pytest.raises(NotPossibleError):
        await rosa.taps("Claim")
    await rosa.taps("Claim", message=card)
    query = (await bot.get_updates(offset=-1))[0].callback_query
    assert query is not None
    assert query.data == "Claim"


@pytest.mark.parametrize(
    ("method", "values", "refusal"),
    [
        ("sendMessage", {"text": " \n"}, "message text is empty"),
        ("sendMessage", {"text": "🚐" * 2049}, "message is too long"),
        ("sendVenue", {"latitude": 42, "longitude": -72, "title": "", "address": "x"}, "title"),
        ("sendVenue", {"latitude": 142, "longitude": -72, "title": "x", "address": "x"}, "latitude"),
        ("sendMessage", {"text": "x", "reply_markup": "{"}, "can't parse"),
        ("answerCallbackQuery", {"callback_query_id": "1"}, "query is too old"),
        ("getFile", {"file_id": "x"}, "wrong file_id"),
        ("setMyCommands", {"commands": [{"command": "Report", "description": "x"}]}, "BOT_COMMAND_INVALID"),
        ("setMyCommands", {"commands": [{"command": "x", "description": "x" * 257}]}, "DESCRIPTION_INVALID"),
        ("setMyShortDescription", {"short_description": "x" * 121}, "SHORT_DESCRIPTION"),
        ("setMyDescription", {"description": "x" * 513}, "DESCRIPTION_TOO_LONG"),
    ],
)
async def test_what_is_against_the_rules_is_refused(
    rosa: TelegramPhone, call: Call, method: str, values: dict[str, object], refusal: str
) -> None:
    answer = await call(method, {"chat_id": rosa.chat_id, **values})
    assert (answer["ok"], answer["error_code"]) == (False, 400)
    assert answer["description"].startswith("Bad Request: ")
    assert refusal in answer["description"]
    assert rosa.messages == []


@pytest.mark.parametrize(
    ("button", "refusal"),
    [
        ({"text": "x", "callback_data": "é" * 33}, "BUTTON_DATA_INVALID"),
        ({"text": "x"}, "Text buttons are unallowed"),
        ({"text": "call", "url": "tel:+12025550123"}, "Unsupported URL protocol"),
    ],
)
async def test_buttons_against_the_rules_are_refused(
    rosa: TelegramPhone, call: Call, button: dict[str, str], refusal: str
) -> None:
    markup = json.dumps({"inline_keyboard": [[button]]})
    values = {"chat_id": rosa.chat_id, "text": "x", "reply_markup": markup}
    assert refusal in (await call("sendMessage", values))["description"]


async def test_captions_answers_and_junk_pictures_are_refused(rosa: TelegramPhone, bot: Bot) -> None:
    with pytest.raises(BadRequest, match="caption is too long"):
        await bot.send_photo(rosa.chat_id, PICTURE, caption="x" * 1025)
    with pytest.raises(BadRequest, match=r"(?i)image_process_failed"):
        await bot.send_photo(rosa.chat_id, b"no picture")
    await bot.send_message(rosa.chat_id, "card", reply_markup=keyboard("Claim"))
    tap_id = await rosa.taps("Claim")
    with pytest.raises(BadRequest, match=r"(?i)message_too_long"):
        await bot.answer_callback_query(tap_id, "x" * 201)


async def test_people_who_cannot_be_reached_say_why(telegram: TelegramServer, bot: Bot) -> None:
    rosa = telegram.add_user("Rosa")
    with pytest.raises(Forbidden, match="can't initiate conversation with a user"):
        await bot.send_message(rosa.chat_id, "x")
    await rosa.starts()
    await bot.send_message(rosa.chat_id, "x")
    await rosa.blocks()
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(rosa.chat_id, "x")
    rosa.deactivated = True
    with pytest.raises(Forbidden, match="user is deactivated"):
        await bot.send_message(rosa.chat_id, "x")
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(1, "x")


async def test_a_wrong_token_and_a_wrong_method_are_refused(telegram: TelegramServer) -> None:
    for token in ("110201543:" + "A" * 35, "nonsense"):
        stranger = Bot(token, base_url=f"{telegram.origin}/bot")
        with pytest.raises(InvalidToken):
            await stranger.initialize()
        await stranger.shutdown()


async def test_an_unknown_method_is_not_found(call: Call) -> None:
    answer = await call("sendRocket", {"chat_id": 1})
    assert answer == {"ok": False, "error_code": 404, "description": "Not Found: method not found"}


async def test_what_the_bot_says_of_itself_is_kept(telegram: TelegramServer, bot: Bot) -> None:
    await bot.set_my_commands([("report", "Report what you see")], language_code="en")
    await bot.set_my_description("We never ask for papers", language_code="en")
    assert telegram.world.profile == {
        "commands:default:en": [{"command": "report", "description": "Report what you see"}],
        "description:en": "We never ask for papers",
    }
    me = await bot.get_me()
    assert (me.username, me.can_read_all_group_messages) == ("rebato_drill_bot", False)


async def test_everything_accepted_is_logged_in_order(rosa: TelegramPhone, bot: Bot, telegram: TelegramServer) -> None:
    before = len(telegram.events)
    first = await bot.send_message(rosa.chat_id, "one")
    with pytest.raises(BadRequest):
        await bot.send_message(rosa.chat_id, "")
    await bot.send_message(rosa.chat_id, "two")
    events = telegram.events[before:]
    assert [(e.method, e.chat, e.text) for e in events] == [
        ("sendMessage", str(rosa.chat_id), "one"),
        ("sendMessage", str(rosa.chat_id), "two"),
    ]
    assert events[0].ref == str(first.message_id)
    assert events[0].tick < events[1].tick
