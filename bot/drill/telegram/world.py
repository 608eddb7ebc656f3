"""The state of one bot account's Telegram: chats, messages, updates, files, taps."""

from dataclasses import dataclass, field
from typing import Protocol

from bot.drill.drill_clock import DrillClock
from bot.drill.ledger import Ledger
from bot.drill.screen import Change, ShownMessage
from bot.drill.telegram.files import Files
from bot.drill.telegram.limits import PaceLimits, RateLimiter
from bot.drill.telegram.refusals import BotApiRefusalError, Json, bad
from bot.drill.telegram.updates import Updates


class TelegramChat(Protocol):
    """A chat as the server needs it: a person's with the bot, or a group."""

    name: str
    kind: str
    """private, group, supergroup or channel."""
    chat_id: int

    def chat_json(self) -> Json:
        """Make the Chat object."""

    def full_json(self) -> Json:
        """Make what ChatFullInfo adds to the Chat object."""

    def refusal(self) -> BotApiRefusalError | None:
        """Tell why the bot cannot write here now; None where it can."""

    def member(self, user_id: int) -> Json | None:
        """Make the ChatMember object of this user; None for an unknown one."""

    def administrators(self) -> list[Json]:
        """Make the ChatMember objects of those who run the chat."""

    def leave(self) -> None:
        """Let the bot leave."""

    def show(self, shown: ShownMessage) -> None:
        """Put a message on the screen."""

    def changed(self, shown: ShownMessage, change: Change) -> None:
        """Say that a message changed."""


class Tapper(Protocol):
    """A person who pressed a button."""

    def toast(self, tap_id: str, text: str, alert: bool) -> None:
        """Show the answer of a tap."""


@dataclass(kw_only=True)
class ServerMessage:
    """One message as the server keeps it."""

    chat: TelegramChat
    body: Json
    shown: ShownMessage
    ours: bool
    tick: float

    @property
    def message_id(self) -> int:
        """The message's number in the chat."""
        return int(self.body["message_id"])


@dataclass(kw_only=True)
class ServerTap:
    """One callback query that waits for its answer."""

    who: Tapper
    tick: float


@dataclass
class TelegramWorld:
    """The state behind the routes; the people's side and the bot's side both work on it."""

    bot: Json
    clock: DrillClock
    pace_limits: PaceLimits
    updates: Updates = field(default_factory=Updates)
    files: Files = field(default_factory=Files)
    chats: dict[int, TelegramChat] = field(default_factory=dict)
    posts: dict[tuple[int, int], ServerMessage] = field(default_factory=dict)
    taps: dict[str, ServerTap] = field(default_factory=dict)
    profile: dict[str, object] = field(default_factory=dict)
    """What the bot set about itself: name, description, short_description, commands."""
    actions: list[tuple[int, str]] = field(default_factory=list)
    """Chat actions such as typing."""
    webhook: str = ""
    tap_seconds: float = 60.0
    """Seconds within which a tap may be answered."""

    def __post_init__(self) -> None:
        self.pace = RateLimiter(self.pace_limits, self.clock.tick)
        self.ledger = Ledger(self.clock)
        self._private_ids = 0
        self._group_ids: dict[int, int] = {}
        self._tap_ids = 4_000_000_000_000_000

    def seconds(self) -> int:
        """Return the date of something that happens now, in Unix seconds."""
        return int(self.clock.now().timestamp())

    def chat(self, chat_id: str) -> TelegramChat:
        """Find the chat that a call names. Raises what Telegram says where there is none."""
        if not chat_id:
            raise bad("chat_id is empty")
        try:
            found = self.chats.get(int(chat_id))
        except ValueError:
            name = chat_id.removeprefix("@").lower()
            found = next((c for c in self.chats.values() if c.chat_json().get("username") == name), None)
        if found is None:
            raise bad("chat not found")
        return found

    def writable(self, chat_id: str) -> TelegramChat:
        """Find the chat that a call wants to write to. Raises what Telegram says where it may not."""
        chat = self.chat(chat_id)
        refusal = chat.refusal()
        if refusal is not None:
            raise refusal
        return chat

    def record(self, chat: TelegramChat, content: Json, shown: ShownMessage, sender: Json | None) -> ServerMessage:
        """Keep a new message and show it."""
        body: Json = {"message_id": self._next_message_id(chat)}
        if chat.kind == "channel":
            body["sender_chat"] = chat.chat_json()
        elif sender is not None:
            body["from"] = sender
        body |= {"chat": chat.chat_json(), "date": self.seconds(), **content}
        shown.ref = str(body["message_id"])
        ours = sender is self.bot
        posted = ServerMessage(chat=chat, body=body, shown=shown, ours=ours, tick=self.clock.tick())
        self.posts[(chat.chat_id, posted.message_id)] = posted
        chat.show(shown)
        return posted

    def posted(self, chat: TelegramChat, message_id: int) -> ServerMessage | None:
        """Find a message; None where it is not there any more."""
        return self.posts.get((chat.chat_id, message_id))

    def reply(self, posted: ServerMessage) -> Json:
        """Make a message as it stands inside one that answers it."""
        return {key: value for key, value in posted.body.items() if key != "reply_to_message"}

    def tap(self, who: Tapper) -> str:
        """Open a callback query; return its id."""
        self._tap_ids += 1
        tap_id = str(self._tap_ids)
        self.taps[tap_id] = ServerTap(who=who, tick=self.clock.tick())
        return tap_id

    def _next_message_id(self, chat: TelegramChat) -> int:
        # Private chats and basic groups share one count; supergroups and channels have their own.
        if chat.kind in ("private", "group"):
            self._private_ids += 1
            return self._private_ids
        self._group_ids[chat.chat_id] = self._group_ids.get(chat.chat_id, 0) + 1
        return self._group_ids[chat.chat_id]
