"""Signal groups: made by the account or by people."""

from typing import Any

import pytest

from bot.drill.screen import NotPossibleError
from bot.drill.signal.group import SignalGroup
from bot.drill.signal.phone import SignalPhone
from bot.drill.signal.server import SignalServer
from tests.drill.conftest import Listener, Rest

TOWN = {
    "name": "Northampton",
    "description": "Alerts",
    "permissions": dict.fromkeys(("send_messages", "add_members", "edit_group"), "only-admins"),
    "group_link": "enabled-with-approval",
}


async def made(signal: SignalServer, rest: Rest, *members: SignalPhone, **more: Any) -> SignalGroup:
    body = TOWN | {"members": [member.uuid for member in members]} | more
    status, answer = await rest("POST", f"/v1/groups/{signal.number}", body)
    assert status == 201
    [group] = [each for each in signal.groups if each.group_id == answer["id"]]
    return group


async def test_a_town_group_is_made_as_asked(signal: SignalServer, rest: Rest) -> None:
    group = await made(signal, rest)
    status, entry = await rest("GET", f"/v1/groups/{signal.number}/{group.group_id}")
    assert status == 200
    assert entry == {
        "name": "Northampton",
        "description": "Alerts",
        "id": group.group_id,
        "internal_id": group.internal_id,
        "members": [signal.number],
        "blocked": False,
        "member": True,
        "pending_invites": [],
        "pending_requests": [],
        "invite_link": entry["invite_link"],
        "admins": [signal.number],
        "permissions": TOWN["permissions"],
    }
    assert entry["invite_link"].startswith("https://signal.group/#")


async def test_who_never_wrote_is_invited_and_who_did_is_in_at_once(signal: SignalServer, rest: Rest) -> None:
    jean, tomas = signal.add_user("Jean"), signal.add_user("Tomás")
    await jean.says("hello")
    group = await made(signal, rest, jean, tomas)
    assert (group.members, group.invited) == ([jean], [tomas])
    tomas.accepts(group)
    assert group.members == [jean, tomas]


async def test_the_link_asks_and_an_admin_approves(signal: SignalServer, rest: Rest, listener: Listener) -> None:
    jean = signal.add_user("Jean")
    group = await made(signal, rest)
    jean.asks_to_join(group)
    update = await listener.heard.next()
    assert (update.group_info.group_id, update.group_info.type) == (group.internal_id, "UPDATE")
    path = f"/v1/groups/{signal.number}/{group.group_id}"
    assert (await rest("GET", path))[1]["pending_requests"] == [jean.uuid]
    assert (await rest("POST", f"{path}/members", {"members": [jean.uuid]}))[0] == 204
    assert group.members == [jean]
    assert (await rest("POST", f"{path}/admins", {"admins": [jean.uuid]}))[0] == 204
    assert group.admins == [jean]
    assert (await rest("DELETE", f"{path}/admins", {"admins": [jean.uuid]}))[0] == 204
    assert (await rest("DELETE", f"{path}/members", {"members": [jean.uuid]}))[0] == 204
    assert (group.members, group.admins) == ([], [])


async def test_a_post_is_one_call_and_everybody_sees_it(signal: SignalServer, rest: Rest) -> None:
    jean = signal.add_user("Jean")
    await jean.says("hello")
    group = await made(signal, rest, jean)
    body = {"number": signal.number, "recipients": [group.group_id], "message": "alert"}
    status, [answer] = await rest("POST", "/v2/send", body)
    assert (status, group.texts) == (201, ["alert"])
    edit = body | {"message": "over", "edit_timestamp": int(answer["timestamp"])}
    await rest("POST", "/v2/send", edit)
    assert (group.texts, group.messages[0].edited) == (["over"], 1)
    await rest("POST", "/v2/send", edit)
    assert group.lost_edits == ["over"]


async def test_only_admins_write_where_only_admins_may(signal: SignalServer, rest: Rest) -> None:
    jean = signal.add_user("Jean")
    await jean.says("hello")
    own = await made(signal, rest, jean)
    with pytest.raises(NotPossibleError):
        await jean.says("me too", group=own)
    theirs = signal.add_group("Neighbours", [jean], [jean])
    theirs.permissions["send_messages"] = "only-admins"
    body = {"number": signal.number, "recipients": [theirs.group_id], "message": "alert"}
    status, refusal = await rest("POST", "/v2/send", body)
    assert status == 400
    assert refusal["error"].startswith("User is not allowed to send message to group")
    theirs.account_in = False
    assert "is not a member in group" in (await rest("POST", "/v2/send", body))[1]["error"]


async def test_what_is_said_in_a_group_names_it(signal: SignalServer, listener: Listener) -> None:
    jean = signal.add_user("Jean")
    group = signal.add_group("Neighbours", [jean], [jean])
    await jean.says("hello", group=group)
    heard = await listener.heard.next()
    assert (heard.group_info.group_id, heard.group_info.group_name) == (group.internal_id, "Neighbours")
    assert [shown.text for shown in group.history] == ["hello"]
    assert jean.history == []


async def test_a_group_is_renamed_and_left(signal: SignalServer, rest: Rest) -> None:
    group = await made(signal, rest)
    path = f"/v1/groups/{signal.number}/{group.group_id}"
    assert (await rest("PUT", path, {"name": "Northampton 2", "group_link": "disabled"}))[0] == 204
    assert (group.name, group.entry_json()["invite_link"]) == ("Northampton 2", "")
    assert (await rest("DELETE", path))[0] == 204
    assert (await rest("GET", path))[1]["member"] is False


async def test_groups_against_the_rules_are_refused(signal: SignalServer, rest: Rest) -> None:
    base = f"/v1/groups/{signal.number}"
    wrong = {"name": "x", "permissions": {"send_messages": "nobody"}}
    status, body = await rest("POST", base, wrong)
    assert (status, body["error"][:33]) == (400, "Invalid send messages permissions")
    assert (await rest("POST", base, {"name": "x", "group_link": "maybe"}))[0] == 400
    missing = "group." + "QUFB" * 15
    assert await rest("GET", f"{base}/{missing}") == (404, {"error": "No group with that id found"})
    assert (await rest("POST", f"{base}/{missing}/members", {"members": ["x"]}))[0] == 404


async def test_a_profile_needs_a_name(signal: SignalServer, rest: Rest) -> None:
    path = f"/v1/profiles/{signal.number}"
    assert (await rest("PUT", path, {"name": ""}))[0] == 400
    assert (await rest("PUT", path, {"name": "Valley alerts"}))[0] == 204
    assert signal.world.profile["name"] == "Valley alerts"
