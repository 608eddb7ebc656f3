"""Inline keyboards: checked as the Bot API checks them."""

from typing import Any

from bot.drill.screen import ScreenButton
from bot.drill.telegram.limits import BUTTONS, CALLBACK_DATA
from bot.drill.telegram.refusals import Json, bad
from bot.drill.telegram.requests import Params

URL_SCHEMES = ("http://", "https://", "tg://", "ton://")
ACTIONS = (
    "callback_data",
    "url",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
)
OTHER_MARKUP = ("keyboard", "remove_keyboard", "force_reply")


def read_keyboard(params: Params) -> Json | None:
    """Read and check the reply_markup of a call; return None where there is none or it is empty."""
    complaint = "can't parse reply keyboard markup JSON object"
    markup = params.tree("reply_markup", complaint)
    if markup is None:
        return None
    if not isinstance(markup, dict):
        raise bad("object expected as reply markup")
    if "inline_keyboard" not in markup:
        return markup if any(name in markup for name in OTHER_MARKUP) else None
    rows = markup["inline_keyboard"]
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad('field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays')
    rows = [[_checked_button(button) for button in row] for row in rows if row]
    if sum(len(row) for row in rows) > BUTTONS:
        raise bad("reply markup is too long")
    return {"inline_keyboard": rows} if rows else None


def _checked_button(button: Any) -> Json:
    if not isinstance(button, dict):
        raise bad("can't parse inline keyboard button: expected an Object")
    if not str(button.get("text", "")).strip():
        raise bad("inline keyboard button text must be non-empty")
    if not any(action in button for action in ACTIONS):
        raise bad("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    if "callback_data" in button:
        size = len(str(button["callback_data"]).encode())
        if not 1 <= size <= CALLBACK_DATA:
            raise bad("BUTTON_DATA_INVALID")
    url = str(button.get("url", "https://"))
    if ":" in url and not url.lower().startswith(URL_SCHEMES):
        raise bad(f"inline keyboard button URL '{url}' is invalid: Unsupported URL protocol")
    return button


def buttons_of(markup: Json | None) -> tuple[tuple[ScreenButton, ...], ...]:
    """Make the buttons as a phone shows them, row by row."""
    rows = (markup or {}).get("inline_keyboard", [])
    return tuple(
        tuple(ScreenButton(str(b["text"]), str(b.get("callback_data", "")), str(b.get("url", ""))) for b in row)
        for row in rows
    )
