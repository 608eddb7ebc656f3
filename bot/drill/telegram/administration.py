"""The Bot API's methods of an administrator: links, answers to requests, bans. Refusals are those of tdlib."""

from bot.drill.telegram.group import TelegramGroup
from bot.drill.telegram.phone import TelegramPhone
from bot.drill.telegram.refusals import Json, bad
from bot.drill.telegram.requests import Params
from bot.drill.telegram.world import TelegramWorld

LINK_NAME = 32
NO_LINKS = "not enough rights to manage chat invite link"
NO_REQUESTS = "not enough rights to manage chat join requests"
NO_BANS = "not enough rights to restrict/unrestrict chat member"
ONLY_SUPERGROUPS = "method is available for supergroup and channel chats only"


def create_chat_invite_link(world: TelegramWorld, params: Params) -> Json:
    """Make an additional link."""
    group = _group(world, params, "can_invite_users", NO_LINKS)
    name, limit, asks = params.text("name"), params.integer("member_limit"), params.flag("creates_join_request")
    if len(name) > LINK_NAME:
        raise bad("invite link name is too long")
    if asks and limit:
        raise bad("member limit can't be specified for links requiring administrator approval")
    made = group.admissions.link(group.chat_id, asks=asks, expires=params.integer("expire_date"), name=name)
    link: Json = {"invite_link": made.url, "creator": world.bot, "creates_join_request": made.asks}
    link |= {"is_primary": False, "is_revoked": False}
    return link | ({"expire_date": made.expires} if made.expires else {}) | ({"name": name} if name else {})


def approve_chat_join_request(world: TelegramWorld, params: Params) -> bool:
    """Let in who asks."""
    group, phone = _group(world, params, "can_invite_users", NO_REQUESTS), _user(world, params)
    if phone in group.members:
        raise bad("USER_ALREADY_PARTICIPANT")
    group.admissions.take(phone.chat_id)
    group.comes_in(phone, world.bot)
    return True


def decline_chat_join_request(world: TelegramWorld, params: Params) -> bool:
    """Refuse who asks."""
    group, phone = _group(world, params, "can_invite_users", NO_REQUESTS), _user(world, params)
    group.admissions.take(phone.chat_id)
    return True


def ban_chat_member(world: TelegramWorld, params: Params) -> bool:
    """Put somebody out; in a basic group they may come back, as nobody can be banned there."""
    group = _group(world, params, "can_restrict_members", NO_BANS)
    if params.integer("user_id") == world.bot["id"]:
        raise bad("can't restrict self")
    phone = _user(world, params)
    if phone is group.creator:
        raise bad("can't remove chat owner")
    if phone in group.admins:
        raise bad("user is an administrator of the chat")
    if group.kind == "group" and phone not in group.members:
        raise bad("USER_NOT_PARTICIPANT")
    group.admissions.asking.discard(phone.chat_id)
    if group.kind != "group":
        group.admissions.banned.add(phone.chat_id)
    group.goes_out(phone, world.bot, "kicked" if group.kind != "group" else "left")
    return True


def unban_chat_member(world: TelegramWorld, params: Params) -> bool:
    """End a ban; who is inside is put out, unless only a ban is to end."""
    group = _group(world, params, "can_restrict_members", NO_BANS)
    if group.kind == "group":
        raise bad(ONLY_SUPERGROUPS)
    phone = _user(world, params)
    if phone.chat_id not in group.admissions.banned and params.flag("only_if_banned"):
        return True
    if phone is group.creator:
        raise bad("can't remove chat owner")
    group.admissions.banned.discard(phone.chat_id)
    group.goes_out(phone, world.bot, "left")
    return True


def _group(world: TelegramWorld, params: Params, right: str, without: str) -> TelegramGroup:
    """Find the group that a call names. Raises what Telegram says where the bot lacks the right there."""
    group = world.writable(params.text("chat_id"))
    if not isinstance(group, TelegramGroup):
        raise bad("can't ban members in private chats" if right == "can_restrict_members" else "chat not found")
    if group.bot_status != "administrator" or right not in group.bot_rights:
        raise bad(without if group.kind != "group" else "CHAT_ADMIN_REQUIRED")
    return group


def _user(world: TelegramWorld, params: Params) -> TelegramPhone:
    phone = world.chats.get(params.integer("user_id"))
    if not isinstance(phone, TelegramPhone):
        raise bad("PARTICIPANT_ID_INVALID" if params.integer("user_id") else "invalid user_id specified")
    return phone
