"""Everything one bot account's Telegram knows: chats, messages, updates, files, taps."""

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
    """What the server needs of a person's chat or a group."""

    name: str
    kind: str
    """private, group, supergroup or channel."""
    chat_id: int

    def chat_json(self) -> Json:
        """The Chat object."""

    def full_json(self) -> Json:
        """What ChatFullInfo adds."""

    def refusal(self) -> BotApiRefusalError | None:
        """Why the bot cannot write here now."""

    def member(self, user_id: int) -> Json | None:
        """The ChatMember object of this user."""

    def administrators(self) -> list[Json]:
        """The ChatMember objects of those who run it."""

    def leave(self) -> None:
        """The bot goes."""

    def show(self, shown: ShownMessage) -> None:
        """Put a message on the screen."""

    def changed(self, shown: ShownMessage, change: Change) -> None:
        """Say that a message changed."""


class Tapper(Protocol):
    """Who pressed a button."""

    def toast(self, tap_id: str, text: str, alert: bool) -> None:
        """See the answer."""


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
        """Its number in the chat."""
        return int(self.body["message_id"])


@dataclass(kw_only=True)
class Tap:
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
    taps: dict[str, Tap] = field(default_factory=dict)
    profile: dict[str, object] = field(default_factory=dict)
    """What the bot set about itself: name, description, short_description, commands."""
    actions: list[tuple[int, str]] = field(default_factory=list)
    """Chat actions such as typing."""
    webhook: str = ""
    tap_seconds: float = 60.0
    """How long a tap may be answered."""

    def __post_init__(self) -> None:
        self.pace = RateLimiter(self.pace_limits, self.clock.tick)
        self.ledger = Ledger(self.clock)
        self._private_ids = 0
        self._group_ids: dict[int, int] = {}
        self._tap_ids = 4_000_000_000_000_000

    def seconds(self) -> int:
        """The date of something that happens now, in Unix seconds."""
        return int(self.clock.now().timestamp())

    def chat(self, chat_id: str) -> TelegramChat:
        """The chat a call names."""
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
        """The chat a call wants to write to; raises what Telegram says where it may not."""
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
        """A message that is still there."""
        return self.posts.get((chat.chat_id, message_id))

    def reply(self, posted: ServerMessage) -> Json:
        """A message as it stands inside one that answers it."""
        return {key: value for key, value in posted.body.items() if key != "reply_to_message"}

    def tap(self, who: Tapper) -> str:
        """Open a callback query; returns its id."""
        self._tap_ids += 1
        tap_id = str(self._tap_ids)
        self.taps[tap_id] = Tap(who=who, tick=self.clock.tick())
        return tap_id

    def _next_message_id(self, chat: TelegramChat) -> int:
        # Private chats and basic groups share one count; supergroups and channels have their own.
        if chat.kind in ("private", "group"):
            self._private_ids += 1
            return self._private_ids
        self._group_ids[chat.chat_id] = self._group_ids.get(chat.chat_id, 0) + 1
        return self._group_ids[chat.chat_id]
