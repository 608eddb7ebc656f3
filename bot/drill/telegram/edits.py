"""The Bot API's methods that change or remove a message."""

from bot.drill.screen import Change
from bot.drill.telegram.entities import commands_in
from bot.drill.telegram.keyboards import buttons_of, read_keyboard
from bot.drill.telegram.limits import DELETE_AT_ONCE, DELETE_HOURS, checked_caption, checked_text
from bot.drill.telegram.refusals import NOT_MODIFIED, Json, bad
from bot.drill.telegram.requests import Params
from bot.drill.telegram.sends import marked_text
from bot.drill.telegram.world import ServerMessage, TelegramWorld


def edit_message_text(world: TelegramWorld, params: Params) -> Json:
    """Give a message new words, and new buttons or none."""
    posted = _editable(world, params)
    text, entities = marked_text(params, "text", "entities")
    text = checked_text(text)
    if "text" not in posted.body:
        raise bad("there is no text in the message to edit")
    content: Json = {"text": text} | ({"entities": entities} if entities else {})
    return _apply(world, params, posted, content, ("text", "entities"))


def edit_message_caption(world: TelegramWorld, params: Params) -> Json:
    """Give a message a new caption, and new buttons or none."""
    posted = _editable(world, params)
    caption = checked_caption(params.text("caption"))
    if not posted.body.keys() & {"photo", "video", "voice", "document"}:
        raise bad("there is no caption in the message to edit")
    entities = commands_in(caption)
    content: Json = {"caption": caption} if caption else {}
    content |= {"caption_entities": entities} if entities else {}
    return _apply(world, params, posted, content, ("caption", "caption_entities"))


def edit_message_reply_markup(world: TelegramWorld, params: Params) -> Json:
    """Give a message new buttons or none."""
    return _apply(world, params, _editable(world, params), {}, ())


def delete_message(world: TelegramWorld, params: Params) -> bool:
    """Delete a message, up to 48 hours after it was sent."""
    chat = world.writable(params.text("chat_id"))
    posted = world.posted(chat, params.integer("message_id"))
    if posted is None:
        raise bad("message to delete not found")
    _check_deletable(world, posted)
    _delete(world, posted)
    return True


def _check_deletable(world: TelegramWorld, posted: ServerMessage) -> None:
    chat = posted.chat
    if world.clock.tick() - posted.tick >= DELETE_HOURS * 3600:
        raise bad("message can't be deleted for everyone")
    member = chat.member(int(world.bot["id"])) or {}
    if not posted.ours and chat.kind != "private" and member.get("status") != "administrator":
        raise bad("message can't be deleted")


def _delete(world: TelegramWorld, posted: ServerMessage) -> None:
    del world.posts[(posted.chat.chat_id, posted.message_id)]
    posted.shown.deleted = True
    posted.chat.changed(posted.shown, Change.DELETED)


def delete_messages(world: TelegramWorld, params: Params) -> bool:
    """Delete up to 100 messages; those that are not there are passed over."""
    chat = world.writable(params.text("chat_id"))
    wanted = params.tree("message_ids", "can't parse message identifiers JSON array")
    if not isinstance(wanted, list) or not wanted:
        raise bad("message identifiers are not specified")
    if len(wanted) > DELETE_AT_ONCE:
        raise bad("too many message identifiers specified")
    there = [posted for one in wanted if (posted := world.posted(chat, int(one))) is not None]
    for posted in there:
        _check_deletable(world, posted)
    for posted in there:
        _delete(world, posted)
    return True


def _editable(world: TelegramWorld, params: Params) -> ServerMessage:
    chat = world.writable(params.text("chat_id"))
    message_id = params.integer("message_id")
    if not message_id:
        raise bad("message identifier is not specified")
    posted = world.posted(chat, message_id)
    if posted is None:
        raise bad("message to edit not found")
    if not posted.ours:
        raise bad("message can't be edited")
    return posted


def _apply(
    world: TelegramWorld, params: Params, posted: ServerMessage, content: Json, replaced: tuple[str, ...]
) -> Json:
    markup = read_keyboard(params)
    if markup is not None and "inline_keyboard" not in markup:
        raise bad("message can't be edited")
    if markup is not None:
        content["reply_markup"] = markup
    names = (*replaced, "reply_markup")
    if {name: posted.body[name] for name in names if name in posted.body} == content:
        raise bad(NOT_MODIFIED)
    if world.pace_limits.edits_count:
        world.pace.admit(posted.chat.chat_id, private=posted.chat.kind == "private")
    for name in names:
        posted.body.pop(name, None)
    posted.body |= content | {"edit_date": world.seconds()}
    _show(world, posted)
    return posted.body


def _show(world: TelegramWorld, posted: ServerMessage) -> None:
    shown = posted.shown
    former = shown.flat_buttons
    shown.text = str(posted.body.get("text", posted.body.get("caption", "")))
    shown.buttons = buttons_of(posted.body.get("reply_markup"))
    shown.former_buttons += [key for key in former if key not in shown.flat_buttons]
    shown.edited += 1
    shown.edited_at = world.clock.now()
    posted.chat.changed(shown, Change.EDITED)
