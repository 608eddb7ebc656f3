"""ChatMember and ChatMemberUpdated objects, as documented."""

from collections.abc import Collection

from bot.drill.telegram.refusals import Json

RIGHTS = (
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
)

ADMIN_RIGHTS = frozenset(RIGHTS) - {"can_promote_members"}
"""What an administrator has who was given everything but making others one."""


def member_json(user: Json, status: str, kind: str, rights: Collection[str] = ADMIN_RIGHTS) -> Json:
    """Make one ChatMember of that status in a chat of that kind; of an administrator with these rights."""
    member: Json = {"user": user, "status": status}
    if status == "creator":
        member["is_anonymous"] = False
    if status == "kicked":
        member["until_date"] = 0
    if status == "administrator":
        member |= {"can_be_edited": False, "is_anonymous": False}
        member |= {right: right in rights for right in RIGHTS}
        extra = ("can_post_messages", "can_edit_messages") if kind == "channel" else ("can_pin_messages",)
        member |= dict.fromkeys(extra, True)
    return member


def change_json(chat: Json, by: Json, date: int, old: Json, new: Json) -> Json:
    """Make one ChatMemberUpdated. `date`: in Unix seconds."""
    return {"chat": chat, "from": by, "date": date, "old_chat_member": old, "new_chat_member": new}
