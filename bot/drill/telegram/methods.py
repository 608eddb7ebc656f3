"""The Bot API's methods by name, and those about chats and taps."""

from collections.abc import Callable
from typing import Any, TypeAlias

from bot.drill.telegram import accounts, administration, edits, sends
from bot.drill.telegram.limits import CALLBACK_ANSWER, units
from bot.drill.telegram.refusals import TOO_OLD, Json, bad
from bot.drill.telegram.requests import Params
from bot.drill.telegram.world import TelegramWorld

GIFTS = (
    "unlimited_gifts",
    "limited_gifts",
    "unique_gifts",
    "premium_subscription",
    "gifts_from_channels",
)
Method: TypeAlias = Callable[[TelegramWorld, Params], Any]


def answer_callback_query(world: TelegramWorld, params: Params) -> bool:
    """Answer a tap, which can be done once and in time."""
    tap_id = params.text("callback_query_id")
    text = params.text("text")
    tap = world.taps.get(tap_id)
    if tap is None or world.clock.tick() - tap.tick > world.tap_seconds:
        raise bad(TOO_OLD)
    if units(text) > CALLBACK_ANSWER:
        raise bad("MESSAGE_TOO_LONG")
    del world.taps[tap_id]
    tap.who.toast(tap_id, text, params.flag("show_alert"))
    return True


def send_chat_action(world: TelegramWorld, params: Params) -> bool:
    """Show that the bot is typing."""
    chat = world.writable(params.text("chat_id"))
    action = params.text("action")
    if not action:
        raise bad("wrong parameter action in request")
    world.actions.append((chat.chat_id, action))
    return True


def get_file(world: TelegramWorld, params: Params) -> Json:
    """Tell where to fetch a file."""
    return world.files.describe(params.text("file_id"))


def get_chat(world: TelegramWorld, params: Params) -> Json:
    """Tell what is known of a chat."""
    chat = world.chat(params.text("chat_id"))
    refusal = chat.refusal()
    if refusal is not None and chat.kind != "private":
        raise refusal
    constant = {
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(GIFTS, False),
    }
    return chat.chat_json() | constant | chat.full_json()


def get_chat_member(world: TelegramWorld, params: Params) -> Json:
    """Tell what somebody is in a chat."""
    chat = world.chat(params.text("chat_id"))
    refusal = chat.refusal()
    if refusal is not None and chat.kind != "private":
        raise refusal
    member = chat.member(params.integer("user_id"))
    if member is None:
        raise bad("member not found")
    return member


def get_chat_administrators(world: TelegramWorld, params: Params) -> list[Json]:
    """List who runs a chat."""
    return world.writable(params.text("chat_id")).administrators()


def leave_chat(world: TelegramWorld, params: Params) -> bool:
    """Let the bot leave a chat."""
    world.chat(params.text("chat_id")).leave()
    return True


METHODS: dict[str, Method] = {
    "getme": accounts.get_me,
    "setmycommands": accounts.set_my_commands,
    "setmyname": accounts.set_my_name,
    "setmydescription": accounts.set_my_description,
    "setmyshortdescription": accounts.set_my_short_description,
    "setwebhook": accounts.set_webhook,
    "deletewebhook": accounts.delete_webhook,
    "getwebhookinfo": accounts.get_webhook_info,
    "sendmessage": sends.send_message,
    "sendphoto": sends.send_photo,
    "sendvideo": sends.send_video,
    "sendvoice": sends.send_voice,
    "senddocument": sends.send_document,
    "sendlocation": sends.send_location,
    "sendvenue": sends.send_venue,
    "editmessagetext": edits.edit_message_text,
    "editmessagecaption": edits.edit_message_caption,
    "editmessagereplymarkup": edits.edit_message_reply_markup,
    "deletemessage": edits.delete_message,
    "deletemessages": edits.delete_messages,
    "answercallbackquery": answer_callback_query,
    "sendchataction": send_chat_action,
    "getfile": get_file,
    "getchat": get_chat,
    "getchatmember": get_chat_member,
    "getchatadministrators": get_chat_administrators,
    "leavechat": leave_chat,
    "createchatinvitelink": administration.create_chat_invite_link,
    "approvechatjoinrequest": administration.approve_chat_join_request,
    "declinechatjoinrequest": administration.decline_chat_join_request,
    "banchatmember": administration.ban_chat_member,
    "unbanchatmember": administration.unban_chat_member,
}
"""Names are matched without regard to case, as in the real server."""
