"""The service's group endpoints."""

import base64
import binascii
from collections.abc import Callable

from bot.drill.screen import Change, ShownMessage
from bot.drill.signal.group import ADMINS, EVERYBODY, LINKS, PERMISSIONS, SignalGroup
from bot.drill.signal.refusals import NO_GROUP, Json, RestRefusalError, bad
from bot.drill.signal.requests import integer, text, texts, tree
from bot.drill.signal.world import Correspondent, SignalWorld


class AccountGroups:
    """The groups the account is or was in."""

    def __init__(self, world: SignalWorld) -> None:
        self.all: list[SignalGroup] = []
        self._world = world

    def new(self, name: str) -> SignalGroup:
        """Make a group with the account as its only member and admin."""
        group = SignalGroup(self._world, name, len(self.all))
        self.all.append(group)
        return group

    def entries(self) -> list[Json]:
        """List every group as the service does."""
        return [group.entry_json() for group in self.all]

    def get(self, group_id: str) -> SignalGroup:
        """Find the group with this "group." id. Raises the 404 where there is none."""
        group = next((each for each in self.all if each.group_id == group_id), None)
        if group is None:
            raise RestRefusalError(404, NO_GROUP)
        return group

    def create(self, body: Json) -> Json:
        """Create a group as the request wants it; return its id."""
        permissions = _checked_permissions(tree(body, "permissions"))
        link = _checked_link(text(body, "group_link"))
        people = [self._person(address) for address in texts(body, "members")]
        group = self.new(text(body, "name"))
        group.description = text(body, "description")
        group.permissions |= permissions
        group.group_link = link or group.group_link
        group.expiration = integer(body, "expiration_time")
        for person in people:
            group.add(person)
        return {"id": group.group_id}

    def update(self, group_id: str, body: Json) -> None:
        """Change the name, description, permissions, link or expiration."""
        try:
            base64.b64decode(group_id.removeprefix("group."), validate=True)
        except binascii.Error:
            raise bad("Invalid group id") from None
        permissions = _checked_permissions(tree(body, "permissions"))
        link = _checked_link(text(body, "group_link"))
        group = self._administered(group_id)
        group.name = text(body, "name") or group.name
        group.description = text(body, "description") if "description" in body else group.description
        group.permissions |= permissions
        group.group_link = link or group.group_link
        group.expiration = integer(body, "expiration_time") or group.expiration
        self._changed(group)

    def quit(self, group_id: str) -> None:
        """Let the account leave the group."""
        group = self.get(group_id)
        if not group.account_in:
            raise bad("Can't delete group: User is not a group member")
        group.account_in = group.account_admin = False
        self._changed(group)

    def change_members(self, group_id: str, body: Json, *, add: bool) -> None:
        """Add people, approve those who asked, or remove people."""
        addresses = texts(body, "members")
        if add and not addresses:
            raise bad("Couldn't process request - group members missing")
        self._change(group_id, addresses, SignalGroup.add if add else SignalGroup.remove)

    def change_admins(self, group_id: str, body: Json, *, add: bool) -> None:
        """Make members admins, or take that back."""
        self._change(group_id, texts(body, "admins"), _promote if add else _demote)

    def _change(
        self, group_id: str, addresses: list[str], change: Callable[[SignalGroup, Correspondent], None]
    ) -> None:
        if not addresses:
            return
        group = next((each for each in self.all if each.group_id == group_id), None)
        if group is None:
            raise RestRefusalError(404, f"No group with that group id ({group_id}) found")
        self._administered(group_id)
        for person in [self._person(address) for address in addresses]:
            change(group, person)
        self._changed(group)

    def _administered(self, group_id: str) -> SignalGroup:
        group = next((each for each in self.all if each.group_id == group_id), None)
        if group is None:
            raise bad("Group not found")
        if not group.account_in:
            raise bad(f"User is not a member in group: {group.name} ({group.internal_id})")
        if not group.account_admin:
            raise bad("Failed to update group: not an admin")
        return group

    def _changed(self, group: SignalGroup) -> None:
        group.revision += 1
        group.changed(ShownMessage(ref="", text="", at=self._world.clock.now()), Change.EDITED)

    def _person(self, address: str) -> Correspondent:
        person = self._world.person(address)
        if person is None or not person.registered:
            raise bad(f"The user {address} is not registered.")
        return person


def _promote(group: SignalGroup, person: Correspondent) -> None:
    if person not in group.members:
        raise bad(f"Failed to update group: {person.uuid} is not a member")
    if person not in group.admins:
        group.admins.append(person)


def _demote(group: SignalGroup, person: Correspondent) -> None:
    if person in group.admins:
        group.admins.remove(person)


def _checked_permissions(asked: Json) -> dict[str, str]:
    checked = {}
    for name in PERMISSIONS:
        value = asked.get(name) or ""
        if value not in ("", EVERYBODY, ADMINS):
            words = name.replace("_", " ")
            plural = "permission" if name == "add_members" else "permissions"
            raise bad(f"Invalid {words} {plural} provided - only 'every-member' and 'only-admins' allowed!")
        if value:
            checked[name] = str(value)
    return checked


def _checked_link(link: str) -> str:
    if link and link not in LINKS:
        raise bad("Invalid group link provided - only 'enabled', 'enabled-with-approval' and 'disabled' allowed!")
    return link
