"""Invite links, requests to be let in, and bans of one group, as Telegram has them."""

from dataclasses import dataclass, field

from bot.drill.telegram.refusals import bad


@dataclass(frozen=True)
class InviteLink:
    """A link that the bot made."""

    url: str
    asks: bool
    """Whoever follows it only asks to be let in."""
    expires: int
    """In Unix seconds; 0: never."""
    name: str


@dataclass
class Admissions:
    """What a group knows of who may come in. Ids are users'."""

    links: list[InviteLink] = field(default_factory=list)
    asking: set[int] = field(default_factory=set)
    banned: set[int] = field(default_factory=set)

    def link(self, group_id: int, *, asks: bool, expires: int, name: str) -> InviteLink:
        """Make one more link."""
        made = InviteLink(f"https://t.me/+{abs(group_id)}x{len(self.links) + 1}", asks, expires, name)
        self.links.append(made)
        return made

    def take(self, user_id: int) -> None:
        """Take a request from the list. Raises what Telegram says where there is none."""
        if user_id not in self.asking:
            raise bad("HIDE_REQUESTER_MISSING")
        self.asking.discard(user_id)
