"""Fields that other Bot API servers leave out and python-telegram-bot can't do without.

A result is mended in place before it is parsed: without it a sent message would count as unanswered and would
be sent again, only because a server didn't repeat its date.
"""

_FILES = ("voice", "audio", "document", "video", "video_note", "animation")
_FILMS = {"video": ("width", "height"), "animation": ("width", "height"), "video_note": ("length",)}
"""How large the picture is, by the kind of film."""


def mend(result: object) -> None:
    """Fill in what is required; what is there stays as it is. Updates are none of it: nobody makes objects of them."""
    if not isinstance(result, dict):
        return
    if "message_id" in result:
        _message(result)
    elif "is_bot" in result or "username" in result:
        _user(result)
    elif "file_id" in result:
        result.setdefault("file_unique_id", "")


def _message(message: object) -> None:
    if not isinstance(message, dict):
        return
    message.setdefault("date", 0)
    _user(message.get("from"))
    _chat(message.setdefault("chat", {"id": 0}))
    for name in _FILES:
        if isinstance(message.get(name), dict):
            message[name].setdefault("file_unique_id", "")
            if name != "document":
                message[name].setdefault("duration", 0)
            for side in _FILMS.get(name, ()):
                message[name].setdefault(side, 0)
    sizes = message.get("photo")
    for size in sizes if isinstance(sizes, list) else ():
        if isinstance(size, dict):
            for field, value in (("file_unique_id", ""), ("width", 0), ("height", 0)):
                size.setdefault(field, value)
    _message(message.get("reply_to_message"))


def _user(user: object) -> None:
    if isinstance(user, dict):
        user.setdefault("is_bot", False)
        user.setdefault("first_name", "")


def _chat(chat: object) -> None:
    if isinstance(chat, dict):
        number = chat.get("id")
        chat.setdefault("type", "group" if isinstance(number, int) and number < 0 else "private")
