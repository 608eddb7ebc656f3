"""What the Bot API's words of refusal mean: every description that is documented or was reported.

The words are those of tdlib/telegram-bot-api (Client.cpp) and of the errors that core.telegram.org lists for
messages.sendMessage, sendMedia and editMessage; the Bot API hands the latter on as they are. The status says little:
the same words were seen with 400, 403 and 406.
"""

import re
from dataclasses import dataclass

from alerts.groups.refusal import GroupRefusal
from bot.transports.base import (
    AuthDead,
    MediaRefused,
    MessageGone,
    NeedsAdmin,
    NotModified,
    Outcome,
    Rejected,
    Unreachable,
)

BAD_REQUEST = "bad request"
"""What is said of a refusal in words that we don't know; what the platform wrote may hold words of people."""
_CODE = re.compile(
    r"[a-z][a-z0-9]*(_[a-z0-9]+)*_(invalid|forbidden|required|restricted|unsupported|missing|expired|failed|disabled"
    r"|private|closed|deleted|empty|too_long|too_much|too_many|too_big|not_allowed|not_modified)(_[0-9]+)?",
    re.IGNORECASE,
)
"""A name of the platform's own, such as TOPIC_CLOSED: it holds no words of people."""
_MOST = 40


@dataclass(frozen=True)
class _Meaning:
    """What one kind of refusal is to a person's chat, and to a group's."""

    person: Outcome
    group: Outcome


def _alike(outcome: Outcome) -> _Meaning:
    return _Meaning(outcome, outcome)


def _group(refusal: GroupRefusal, person: str = "refuses") -> _Meaning:
    """Of a group: for an administrator of it to mend. A person's chat with such words takes nothing either."""
    return _Meaning(Unreachable(person), NeedsAdmin(refusal))


_SAME, _GONE, _MEDIA, _DEAD = _alike(NotModified()), _alike(MessageGone()), _alike(MediaRefused()), _alike(AuthDead())
_BLOCKED = _Meaning(Unreachable("blocked"), NeedsAdmin(GroupRefusal.MUTED))
_KICKED = _Meaning(Unreachable("blocked"), Unreachable(GroupRefusal.REMOVED))
_NEVER = _Meaning(Unreachable("never started"), Unreachable(GroupRefusal.REMOVED))
_NOBODY = _Meaning(Unreachable("unregistered"), Unreachable(GroupRefusal.DELETED))
_DELETED = _Meaning(Unreachable("unregistered"), Unreachable(GroupRefusal.DELETED))
_MUTED, _ADMIN = _group(GroupRefusal.MUTED), _group(GroupRefusal.ADMIN)
_TOPIC, _GUEST = _group(GroupRefusal.TOPIC), _group(GroupRefusal.GUEST)
_PAID = _group(GroupRefusal.PAID, "charges")

# The first that fits counts: what is narrower stands before what is wider.
_WORDS: tuple[tuple[str, _Meaning], ...] = (
    # Edits.
    ("message is not modified", _SAME),
    ("message_not_modified", _SAME),
    ("message to edit not found", _GONE),
    ("message can't be edited", _GONE),
    ("no text in the message to edit", _GONE),
    ("no caption in the message to edit", _GONE),
    ("message_id_invalid", _GONE),
    ("msg_id_invalid", _GONE),
    ("message_edit_time_expired", _GONE),
    ("message_author_required", _GONE),
    ("message identifier is not specified", _GONE),
    # Deletions.
    ("message to delete not found", _GONE),
    ("message can't be deleted", _GONE),
    ("message_delete_forbidden", _GONE),
    # The whole account.
    ("frozen_", _DEAD),
    ("user_deactivated_ban", _DEAD),
    ("bot_deactivated", _DEAD),
    # A group, and what an administrator of it has to do.
    ("topic_closed", _TOPIC),
    ("topic_deleted", _TOPIC),
    ("topic_id_invalid", _TOPIC),
    ("topic must be specified", _TOPIC),
    ("message thread not found", _TOPIC),
    ("topic is closed", _TOPIC),
    ("chat_guest_send_forbidden", _GUEST),
    ("user_not_participant", _GUEST),
    ("allow_payment_required", _PAID),
    ("paid_messages", _PAID),
    ("payment_required", _PAID),
    ("payment_unsupported", _PAID),
    ("balance_too_low", _PAID),
    ("or_stars_", _PAID),
    ("chat_admin_required", _ADMIN),
    ("administrator rights", _ADMIN),
    ("right_forbidden", _ADMIN),
    ("chat_send_plain_forbidden", _MUTED),
    ("not enough rights to send text", _MUTED),
    ("have no rights to send", _MUTED),
    ("chat_write_forbidden", _MUTED),
    ("chat_restricted", _MUTED),
    ("user_restricted", _MUTED),
    ("user_banned_in_channel", _MUTED),
    ("send_as_peer_invalid", _MUTED),
    ("group chat was deactivated", _DELETED),
    ("group chat was deleted", _DELETED),
    ("chat was deleted", _DELETED),
    ("chat_forbidden", _DELETED),
    ("group chat was upgraded", _KICKED),
    ("channel_private", _KICKED),
    ("channel_invalid", _KICKED),
    ("chat_id_invalid", _KICKED),
    ("channel_public_group_na", _KICKED),
    ("bot was kicked", _KICKED),
    ("not a member", _KICKED),
    ("chat not found", _NEVER),
    # A person.
    ("user not found", _NEVER),
    ("peer_id_invalid", _NEVER),
    ("user_id_invalid", _NEVER),
    ("can't initiate", _NEVER),
    ("bot was blocked", _BLOCKED),
    ("user_is_blocked", _BLOCKED),
    ("you_blocked_user", _BLOCKED),
    ("deactivated", _NOBODY),
    ("privacy_premium_required", _PAID),
    ("premium_account_required", _PAID),
    ("user_privacy_restricted", _alike(Unreachable("refuses"))),
    ("messages to bots", _alike(Unreachable("refuses"))),
    ("user_is_bot", _alike(Unreachable("refuses"))),
    ("messages to the user", _alike(Unreachable("refuses"))),
    # What may go in another shape.
    ("voice_messages_forbidden", _MEDIA),
    ("restricted receiving", _MEDIA),
    ("not enough rights to send", _MEDIA),
    ("photo_", _MEDIA),
    ("image_process_failed", _MEDIA),
    ("image processing failed", _MEDIA),
    ("video_", _MEDIA),
    ("media_", _MEDIA),
    ("document_invalid", _MEDIA),
    ("file_", _MEDIA),
    ("webpage_", _MEDIA),
    ("wrong type of the", _MEDIA),
    ("wrong file", _MEDIA),
    ("wrong remote file", _MEDIA),
    ("file must be non-empty", _MEDIA),
    ("wrong latitude", _MEDIA),
    ("too big", _alike(Rejected("file too large"))),
    ("too large", _alike(Rejected("file too large"))),
    # Words of ours that no chat would take.
    ("caption is too long", _alike(Rejected("caption too long"))),
    ("message is too long", _alike(Rejected("text too long"))),
    ("message_too_long", _alike(Rejected("text too long"))),
    ("text is empty", _alike(Rejected("text is empty"))),
    ("text must be non-empty", _alike(Rejected("text is empty"))),
    ("message_empty", _alike(Rejected("text is empty"))),
    ("entit", _alike(Rejected("entities"))),
    ("button_", _alike(Rejected("button data"))),
    ("reply_markup", _alike(Rejected("button data"))),
    ("reply markup", _alike(Rejected("button data"))),
    ("keyboard", _alike(Rejected("button data"))),
)
_PATTERNS: tuple[tuple[re.Pattern[str], _Meaning], ...] = (
    # CHAT_SEND_PHOTOS_FORBIDDEN and its like; what is said of plain words was found before.
    (re.compile(r"chat_send_\w+_forbidden"), _MEDIA),
    (re.compile(r"(not enough|have no) rights"), _MUTED),
)
_REPLY = re.compile(
    r"reply_(message|to)_|message to (be replied|reply)|reply message not found|replied message|quote_text_"
)
_WAIT = re.compile(r"(?:slowmode|flood|flood_premium)_wait_(\d+)|retry after (\d+)|wait of (\d+) seconds")


def meaning_of(words: str, *, group: bool, media: bool) -> Outcome | None:
    """Return what this description means for such a chat; None for words that we don't know.

    `media`: something goes along with the words, which may be what the chat does not take.
    """
    said = words.lower().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    found = next((meaning for part, meaning in _WORDS if part in said), None)
    if found is None:
        found = next((meaning for pattern, meaning in _PATTERNS if pattern.search(said)), None)
    if found is None:
        return None
    outcome = found.group if group else found.person
    if isinstance(outcome, MediaRefused | Rejected):
        return MediaRefused() if media else _of_words(outcome, group=group)
    return outcome


def _of_words(outcome: MediaRefused | Rejected, *, group: bool) -> Outcome:
    if isinstance(outcome, Rejected):
        return outcome
    # Nothing goes along that could be left out: it is said of the chat.
    return NeedsAdmin(GroupRefusal.MUTED) if group else Rejected("media")


def unknown(words: str, *, group: bool, media: bool) -> Outcome:
    """Return what a refusal in words that we don't know comes to: the desk is told, and what goes along is left out."""
    if media:
        return MediaRefused()
    return NeedsAdmin(GroupRefusal.UNKNOWN) if group else Rejected(kind_of(words))


def kind_of(words: str) -> str:
    """Return the platform's own name for a refusal, lower case, where it gives one alone; else BAD_REQUEST."""
    name = words.removeprefix("Forbidden: ").strip()
    return name.lower()[:_MOST] if _CODE.fullmatch(name) else BAD_REQUEST


def is_about_reply(words: str) -> bool:
    """Say whether it is only what the message answers that is refused; it may go without that."""
    return bool(_REPLY.search(words.lower()))


def seconds_in(words: str) -> float | None:
    """Return the wait that a refusal states in its words alone, in seconds; None for none."""
    found = _WAIT.search(words.lower())
    return float(next(number for number in found.groups() if number)) if found else None
