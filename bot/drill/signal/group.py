"""A Signal group and its rules."""

import base64
import hashlib

from bot.drill.screen import NotPossibleError, Screen
from bot.drill.signal.refusals import Json, RestRefusalError, bad
from bot.drill.signal.world import Correspondent, SignalWorld

MOST_MEMBERS = 1001
PERMISSIONS = ("add_members", "edit_group", "send_messages")
EVERYBODY, ADMINS = "every-member", "only-admins"
LINKS = ("enabled", "enabled-with-approval", "disabled")


class SignalGroup(Screen):
    """One group, with what everybody in it sees. The account is in it unless `account_in` is False."""

    def __init__(self, world: SignalWorld, name: str, count: int) -> None:
        super().__init__(name)
        key = hashlib.sha256(f"{world.number} {count}".encode()).digest()
        self.internal_id = base64.b64encode(key).decode()
        self.group_id = "group." + base64.b64encode(self.internal_id.encode()).decode()
        self.description = ""
        self.members: list[Correspondent] = []
        self.admins: list[Correspondent] = []
        self.invited: list[Correspondent] = []
        self.asking: list[Correspondent] = []
        self.banned: list[Correspondent] = []
        self.account_in = True
        self.account_admin = True
        self.permissions = {"add_members": EVERYBODY, "edit_group": EVERYBODY, "send_messages": EVERYBODY}
        self.group_link = "disabled"
        self.expiration = 0
        self.revision = 0
        self._world = world

    def info_json(self, kind: str) -> Json:
        """Make the groupInfo of an envelope. `kind`: DELIVER or UPDATE."""
        info: Json = {"groupId": self.internal_id, "groupName": self.name}
        return info | {"revision": self.revision, "type": kind}

    def entry_json(self) -> Json:
        """Make the group's entry as the service lists it."""
        account = [self._world.number] if self.account_in else []
        link = self.group_link != "disabled"
        return {
            "name": self.name,
            "description": self.description,
            "id": self.group_id,
            "internal_id": self.internal_id,
            "members": account + [_identifier(p) for p in self.members],
            "blocked": False,
            "member": self.account_in,
            "pending_invites": [_identifier(p) for p in self.invited],
            "pending_requests": [_identifier(p) for p in self.asking],
            "invite_link": f"https://signal.group/#{self.group_id[6:46]}" if link else "",
            "admins": (account if self.account_admin else []) + [_identifier(p) for p in self.admins],
            "permissions": dict(self.permissions),
        }

    def sending_refusal(self) -> RestRefusalError | None:
        """Tell why the account cannot post here; None where it can."""
        where = f"{self.name} ({self.internal_id})"
        if not self.account_in:
            return bad(f"User is not a member in group: {where}")
        if self.permissions["send_messages"] == ADMINS and not self.account_admin:
            return bad(f"User is not allowed to send message to group: {where}")
        return None

    def check_speaker(self, person: Correspondent) -> None:
        """Raise NotPossibleError where the app would not let this person write here."""
        if person not in self.members:
            raise NotPossibleError(f"{person.name} is not in {self.name}")
        if self.permissions["send_messages"] == ADMINS and person not in self.admins:
            raise NotPossibleError(f"only admins write in {self.name}")

    def add(self, person: Correspondent) -> None:
        """Add somebody, by an admin: at once if they wrote to us before or asked to join, else they are invited."""
        if len(self.members) + len(self.invited) + 1 >= MOST_MEMBERS and person not in self.members:
            raise bad("Failed to update group: too many members")
        asked = person in self.asking
        self.forget(person)
        (self.members if asked or person.has_written else self.invited).append(person)
        self.revision += 1

    def forget(self, person: Correspondent) -> None:
        """Take somebody off every list."""
        for people in (self.members, self.admins, self.invited, self.asking):
            if person in people:
                people.remove(person)

    def remove(self, person: Correspondent) -> None:
        """Remove somebody, by an admin."""
        self.forget(person)
        self.revision += 1

    def asked_by(self, person: Correspondent) -> None:
        """Let somebody follow the group's link. Raises NotPossibleError where it has none."""
        if self.group_link == "disabled":
            raise NotPossibleError(f"{self.name} has no link")
        if person in self.members or person in self.asking:
            return
        (self.members if self.group_link == "enabled" else self.asking).append(person)
        self._announce(person)

    def accepted_by(self, person: Correspondent) -> None:
        """Let somebody accept an invitation. Raises NotPossibleError where there is none."""
        if person not in self.invited:
            raise NotPossibleError(f"{person.name} is not invited to {self.name}")
        self.forget(person)
        self.members.append(person)
        self._announce(person)

    def _announce(self, person: Correspondent) -> None:
        self.revision += 1
        stamp = self._world.stamp()
        data: Json = {"timestamp": stamp, "message": None, "expiresInSeconds": 0, "viewOnce": False}
        data["groupInfo"] = self.info_json("UPDATE")
        self._world.said(self._world.envelope(person, stamp, {"dataMessage": data}))


def _identifier(person: Correspondent) -> str:
    return person.number if person.number_shared else person.uuid
