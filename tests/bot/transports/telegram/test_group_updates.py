"""What Telegram says of who comes into a group, leaves it, or asks to be let in."""

from datetime import UTC, datetime

import pytest

from alerts.groups.seen_account import SeenAccount
from bot.inbound.codec import dump, load
from bot.transports.telegram.updates import UpdateReader
from handlers.core.inbound import InboundKind

NOW = datetime(2026, 11, 20, 22, 2, tzinfo=UTC)
ROSA = {"id": 500, "is_bot": False, "first_name": "Rosa"}
SPY = {"id": 501, "is_bot": True, "first_name": "Spy"}
BOT = {"id": 9, "is_bot": True, "first_name": "Rebato"}
CHAT = {"id": -1001, "type": "supergroup", "title": "Testigos"}
READER = UpdateReader(7, 9)


def change(before: str, after: str, chat: object = CHAT, **more: object) -> dict[str, object]:
    old, new = {"user": ROSA, "status": before}, {"user": ROSA, "status": after, **more}
    return {"chat": chat, "from": SPY, "date": 1_795_212_120, "old_chat_member": old, "new_chat_member": new}


def test_a_request_names_who_asks_and_where_and_not_by_which_link() -> None:
    request = {"chat": CHAT, "from": ROSA, "user_chat_id": 500, "date": 1, "invite_link": {"invite_link": "https://x"}}
    one = READER.read({"update_id": 12, "chat_join_request": request}, NOW)
    assert one is not None
    assert (one.kind, one.sender, one.chat, one.private) == (InboundKind.JOIN_REQUEST, "500", "-1001", False)
    assert "https" not in str(dump(one))


@pytest.mark.parametrize(
    ("before", "after", "more", "kind"),
    [
        ("left", "member", {}, InboundKind.GROUP_JOINED),
        ("kicked", "restricted", {"is_member": True}, InboundKind.GROUP_JOINED),
        ("member", "left", {}, InboundKind.GROUP_LEFT),
        ("administrator", "kicked", {}, InboundKind.GROUP_LEFT),
        ("member", "restricted", {"is_member": False}, InboundKind.GROUP_LEFT),
        ("member", "administrator", {}, None),
        ("left", "kicked", {}, None),
    ],
)
def test_who_comes_in_and_who_leaves(
    before: str, after: str, more: dict[str, object], kind: InboundKind | None
) -> None:
    one = READER.read({"update_id": 12, "chat_member": change(before, after, **more)}, NOW)
    assert (one.kind if one else None) == kind
    assert one is None or one.sender == "500", "whom it is about, not who did it"


def test_the_readers_of_a_channel_are_not_told_of() -> None:
    channel = {"id": -1002, "type": "channel", "title": "News"}
    assert READER.read({"update_id": 12, "chat_member": change("left", "member", channel)}, NOW) is None


def test_the_note_of_several_people_who_came_names_each_but_ourselves_and_outlives_the_inbox() -> None:
    note = {"message_id": 3, "chat": CHAT, "from": ROSA, "date": 1, "new_chat_members": [BOT, ROSA, SPY]}
    one = READER.read({"update_id": 12, "message": note}, NOW)
    assert one is not None
    assert one.kind is InboundKind.GROUP_JOINED
    assert one.accounts == (
        SeenAccount(address="500", name="Rosa"),
        SeenAccount(address="501", name="Spy", is_bot=True),
    )
    assert load(dump(one)) == one
    alone = {"message_id": 3, "chat": CHAT, "from": ROSA, "date": 1, "new_chat_members": [BOT]}
    assert READER.read({"update_id": 12, "message": alone}, NOW) is None


@pytest.mark.parametrize("odd", [{}, {"chat": CHAT}, {"from": ROSA}, {"chat": 5, "from": [], "new_chat_member": "x"}])
def test_odd_shapes_are_nothing(odd: dict[str, object]) -> None:
    for kind in ("chat_member", "chat_join_request"):
        assert READER.read({"update_id": 12, kind: odd}, NOW) is None
