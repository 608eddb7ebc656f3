"""The old network's people with their phones: what stands there has the old program's buttons and numbers."""

from dataclasses import dataclass
from datetime import datetime
from itertools import count
from typing import Any

from alerts.notices import Choice, Notice, Text
from bot.transports.base import Button
from storage.database.store import Store
from storage.network import networks
from tests.conversations.phone import Phone
from tests.conversations.platform import Platform
from tests.conversations.screen import Line, Screen, Spoken
from tests.conversations.town import Room, Town
from tests.storage.old_network.database import kept


@dataclass(frozen=True, kw_only=True)
class OldNetwork:
    """The old network, carried over, with this program's first run on it just begun."""

    town: Town
    phones: dict[str, Phone]
    on_telegram: Room
    on_signal: Room
    """The groups of Northampton."""
    invitation: str
    """Not used yet: a responder's, for Northampton."""
    link: str
    """Not used yet: Jean's."""

    def people(self, *names: str) -> list[Phone]:
        """Return the phones of these."""
        return [self.phones[name] for name in names]


async def gone_on(store: Store) -> OldNetwork:
    """Begin a run on the database of that network, at the moment when the old run was killed."""
    async with store.read() as session:
        network = await networks.read(session, store.vault)
    town = Town(store, network)
    found = kept("people.json")
    town.now = datetime.fromisoformat(found["now"])
    # Not the run of this number that was killed: what that one was sending is nobody's now.
    town.begin(store)
    platforms = {platform.name: platform for platform in town.platforms.values()}
    phones = {name: _phone(town, platforms[one["transport"]], name, one) for name, one in found["phones"].items()}
    rooms = {one["transport"]: _room(platforms[one["transport"]], name, one) for name, one in found["groups"].items()}
    for platform in platforms.values():
        # New messages get refs that none of the old ones has.
        platform._refs = count(1 + max(int(line.ref) for screen in platform.screens.values() for line in screen.lines))
    return OldNetwork(
        town=town,
        phones=phones,
        on_telegram=rooms["telegram"],
        on_signal=rooms["signal"],
        invitation=found["invitation"],
        link=found["link"],
    )


def _phone(town: Town, platform: Platform, name: str, one: dict[str, Any]) -> Phone:
    phone = Phone(town, platform, name)
    del platform.screens[phone.address]
    phone.address, phone.number = one["address"], one["number"]
    phone.screen = platform.screens[phone.address] = Screen(phone.screen.name, _lines(phone.address, one))
    return phone


def _room(platform: Platform, name: str, one: dict[str, Any]) -> Room:
    room = Room(platform, one["address"], name)
    room.screen.lines = _lines(one["address"], one)
    return room


def _lines(chat: str, one: dict[str, Any]) -> list[Line]:
    return [Line(line["ref"], _spoken(chat, line)) for line in one["lines"]]


def _spoken(chat: str, line: dict[str, Any]) -> Spoken:
    """Make a message with the keys and the choices of the old one; its words aren't kept."""
    rows: list[list[dict[str, Any]]] = line.get("choices", [])
    buttons = [tuple(Button(label="", data=one["data"]) for one in row if "data" in one) for row in rows]
    parts = tuple(Text(key) for key in line["keys"])
    return Spoken(
        chat=chat,
        text="",
        buttons=tuple(buttons) if any(buttons) else (),
        notice=Notice(parts=parts, choices=tuple(tuple(_choice(one) for one in row) for row in rows)),
        numbers=tuple((one["number"], _choice(one)) for row in rows for one in row if "number" in one),
    )


def _choice(offered: dict[str, Any]) -> Choice:
    return Choice(offered["action"], Text(offered["label"], offered.get("values", {})))
