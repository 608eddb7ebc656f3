"""A Telegram group, supergroup or channel."""

from collections.abc import Callable, Sequence

from bot.drill.screen import NotPossibleError, Screen, ShownMessage
from bot.drill.telegram.admissions import Admissions, InviteLink
from bot.drill.telegram.members import ADMIN_RIGHTS, change_json, member_json
from bot.drill.telegram.phone import TelegramPhone
from bot.drill.telegram.refusals import BotApiRefusalError, Json, bad, forbidden
from bot.drill.telegram.world import TelegramWorld


class TelegramGroup(Screen):
    """One group, with what everybody in it sees."""

    def __init__(
        self,
        world: TelegramWorld,
        chat_id: int,
        title: str,
        kind: str,
        members: Sequence[TelegramPhone],
        grow: "Callable[[TelegramGroup], TelegramGroup]",
    ) -> None:
        super().__init__(title)
        self.chat_id = chat_id
        self.kind = kind
        self.creator = members[0]
        self.members: list[TelegramPhone] = list(members)
        self.admins: list[TelegramPhone] = []
        self.bot_status = "left"
        """left, member, administrator or kicked."""
        self.bot_rights = set(ADMIN_RIGHTS)
        """What the bot may do as an administrator."""
        self.admissions = Admissions()
        self.migrated_to: TelegramGroup | None = None
        self.refuses: BotApiRefusalError | None = None
        """What the group's rules say to each post of the bot (a closed topic, say)."""
        self._world = world
        self._grow = grow

    def chat_json(self) -> Json:
        """Make the Chat object."""
        chat: Json = {"id": self.chat_id, "title": self.name, "type": self.kind}
        return chat | ({"all_members_are_administrators": False} if self.kind == "group" else {})

    def full_json(self) -> Json:
        """Make what ChatFullInfo adds to the Chat object."""
        rights = ("can_send_messages", "can_send_photos", "can_send_polls", "can_invite_users")
        return {"permissions": dict.fromkeys(rights, True)}

    def refusal(self) -> BotApiRefusalError | None:
        """Tell why the bot cannot write here now; None where it can."""
        if self.migrated_to is not None:
            moved = {"migrate_to_chat_id": self.migrated_to.chat_id}
            return BotApiRefusalError(400, "Bad Request: group chat was upgraded to a supergroup chat", **moved)
        if self.bot_status == "kicked":
            return forbidden(f"bot was kicked from the {self.kind} chat")
        if self.bot_status == "left":
            return forbidden(f"bot is not a member of the {self.kind} chat")
        if self.kind == "channel" and self.bot_status != "administrator":
            return bad("need administrator rights in the channel chat")
        return self.refuses

    def member(self, user_id: int) -> Json | None:
        """Make the ChatMember object of this user, also of one who has left; None for an unknown one."""
        if user_id == self._world.bot["id"]:
            return member_json(self._world.bot, self.bot_status, self.kind, self.bot_rights)
        phone = self._world.chats.get(user_id)
        if not isinstance(phone, TelegramPhone):
            return None
        return member_json(phone.user_json(), self._status(phone), self.kind)

    def administrators(self) -> list[Json]:
        """Make the ChatMember objects of the creator, the administrators, and the bot where it is one."""
        found = [member_json(p.user_json(), self._status(p), self.kind) for p in (self.creator, *self.admins)]
        if self.bot_status == "administrator":
            found.append(member_json(self._world.bot, "administrator", self.kind))
        return found

    def leave(self) -> None:
        """Let the bot leave; it gets the update about it like everybody else. Raises where it is not in it."""
        refusal = self.refusal()
        if refusal is not None and self.bot_status in ("left", "kicked"):
            raise refusal
        self._becomes("left", self._world.bot)

    def _status(self, phone: TelegramPhone) -> str:
        if phone is self.creator:
            return "creator"
        if phone in self.admins:
            return "administrator"
        if phone.chat_id in self.admissions.banned:
            return "kicked"
        return "member" if phone in self.members else "left"

    async def adds_bot(self, by: TelegramPhone, admin: bool = False) -> None:
        """Add the bot, by this member. Raises NotPossibleError in a channel that would not make it an administrator."""
        if self.kind == "channel" and not admin:
            raise NotPossibleError("a bot can only be added to a channel as an administrator")
        was_in = self.bot_status in ("member", "administrator")
        self._becomes("administrator" if admin else "member", by.user_json())
        if self.kind != "channel" and not was_in:
            self.notice({"new_chat_members": [self._world.bot]}, by)

    async def removes_bot(self, by: TelegramPhone | None = None) -> None:
        """Throw the bot out, by this member or the creator."""
        self._becomes("kicked", (by or self.creator).user_json())

    async def says(self, phone: TelegramPhone, text: str, quote: ShownMessage | None = None) -> ShownMessage:
        """Let a member write here; the bot hears of it only as privacy mode allows."""
        if phone not in self.members:
            raise NotPossibleError(f"{phone.name} is not in {self.name}")
        if self.kind == "channel" and self._status(phone) not in ("creator", "administrator"):
            raise NotPossibleError(f"{phone.name} cannot post in {self.name}")
        shown = phone.writes(text, quote, place=self)
        posted = self._world.posts[(self.chat_id, int(shown.ref))]
        if self._audible(text, quote):
            kind = "channel_post" if self.kind == "channel" else "message"
            self._world.updates.push(kind, dict(posted.body))
        return shown

    async def asks_by(self, phone: TelegramPhone, link: InviteLink) -> None:
        """Let somebody follow a link: they ask, or are in. Raises NotPossibleError for one that is no good to them."""
        if (link.expires and link.expires <= self._world.seconds()) or phone.chat_id in self.admissions.banned:
            raise NotPossibleError("the app says that the link is no good")
        if not link.asks:
            self.comes_in(phone, phone.user_json())
            return
        self.admissions.asking.add(phone.chat_id)
        request: Json = {"chat": self.chat_json(), "from": phone.user_json(), "user_chat_id": phone.chat_id}
        request |= {"date": self._world.seconds(), "invite_link": {"invite_link": link.url}}
        if self.bot_status == "administrator" and "can_invite_users" in self.bot_rights:
            self._world.updates.push("chat_join_request", request)

    async def adds(self, phone: TelegramPhone, by: TelegramPhone) -> None:
        """Let a member put somebody in by hand."""
        self.admissions.banned.discard(phone.chat_id)
        self.comes_in(phone, by.user_json())

    async def leaves(self, phone: TelegramPhone) -> None:
        """Let a member leave."""
        self.goes_out(phone, phone.user_json(), "left")

    def comes_in(self, phone: TelegramPhone, by: Json) -> None:
        """Have somebody inside from now on; an administrator bot gets an update of it, every bot the note."""
        before = self._status(phone)
        if phone in self.members:
            return
        self.members.append(phone)
        self._member_update(phone, before, "member", by)
        shown = ShownMessage(ref="", text="", at=self._world.clock.now(), by=phone.name)
        posted = self._world.record(self, {"new_chat_members": [phone.user_json()]}, shown, by)
        if self.bot_status in ("member", "administrator"):
            self._world.updates.push("message", dict(posted.body))

    def goes_out(self, phone: TelegramPhone, by: Json, status: str) -> None:
        """Have somebody outside from now on, as "left" or "kicked"."""
        if phone in self.members:
            before = "administrator" if phone in self.admins else "member"
            self.members.remove(phone)
            if phone in self.admins:
                self.admins.remove(phone)
            self._member_update(phone, before, status, by)

    def _member_update(self, phone: TelegramPhone, before: str, after: str, by: Json) -> None:
        if self.bot_status == "administrator":
            old, new = (member_json(phone.user_json(), status, self.kind) for status in (before, after))
            change = change_json(self.chat_json(), by, self._world.seconds(), old, new)
            self._world.updates.push("chat_member", change)

    async def taps(self, phone: TelegramPhone, label: str, message: ShownMessage | None = None) -> str:
        """Let a member press a button here; return the tap's id."""
        return await phone.taps(label, message, place=self)

    async def migrates(self) -> "TelegramGroup":
        """Turn the group into a supergroup with a new id; calls to the old one are refused with that id from now on."""
        if self.kind != "group":
            raise NotPossibleError("only a basic group becomes a supergroup")
        new = self._grow(self)
        self.migrated_to = new
        self.notice({"migrate_to_chat_id": new.chat_id}, self.creator)
        new.notice({"migrate_from_chat_id": self.chat_id}, self.creator)
        return new

    def _audible(self, text: str, quote: ShownMessage | None) -> bool:
        if self.bot_status == "administrator":
            return True
        username = str(self._world.bot["username"])
        command = text.startswith("/") and "@" not in text.split(maxsplit=1)[0]
        named = f"@{username}" in text
        return self.bot_status == "member" and (command or named or (quote is not None and not quote.by))

    def _becomes(self, status: str, by: Json) -> None:
        bot = self._world.bot
        old, new = member_json(bot, self.bot_status, self.kind), member_json(bot, status, self.kind)
        if old["status"] == status:
            return
        self.bot_status = status
        change = change_json(self.chat_json(), by, self._world.seconds(), old, new)
        self._world.updates.push("my_chat_member", change)

    def notice(self, content: Json, by: TelegramPhone) -> None:
        """Post a service message, such as who was added."""
        shown = ShownMessage(ref="", text="", at=self._world.clock.now(), by=by.name)
        posted = self._world.record(self, content, shown, by.user_json())
        if self.bot_status in ("member", "administrator"):
            self._world.updates.push("message", dict(posted.body))
