"""signal-cli-rest-api, called with what each failure means: sending, groups, attachments."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import aiohttp
import structlog

from alerts.lines.message_timer import VANISH_AFTER
from bot.transports.base import Delivered, Outcome, Transient, Unknown
from bot.transports.signal.outcomes import outcome_of

log = structlog.get_logger()

LARGEST_FILE = 20 * 1024 * 1024
"""Bytes; a larger attachment isn't fetched."""
_CONNECT, _TOTAL, _GROUP_TOTAL = 5.0, 30.0, 60.0
"""Seconds. A group post encrypts for each member, so it may take longer."""
_PULSE = 2.0
_OK, _EMPTY, _NOT_OK = 200, 204, 300


@dataclass(frozen=True)
class RestGroup:
    """A Signal group that the number is in; members by number or UUID, as the service lists them."""

    id: str
    name: str
    members: tuple[str, ...]
    asking: tuple[str, ...] = ()
    """Who followed the group's link and waits to be let in."""
    inside: bool = True
    """False: the number was in it once."""


class SignalRest:
    """One number on one service. `send` and `add_members` tell failures apart; others say None or False."""

    def __init__(self, service: str, number: str) -> None:
        """Make the client. `service`: host:port."""
        self._origin = f"http://{service}"
        self.number = number
        self._session: aiohttp.ClientSession | None = None
        self._ended = False

    def open(self) -> None:
        """Begin, also once it was closed; nothing is connected yet."""
        self._ended = False

    def _opened(self) -> aiohttp.ClientSession:
        """Return the session, made by the first call: a picture is fetched through a transport that nobody started."""
        if self._ended:
            # To make one anew would leave a session behind that nobody closes.
            raise aiohttp.ClientConnectionError("closed")
        if self._session is None or self._session.closed:
            self._session = aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=32, keepalive_timeout=15))
        return self._session

    async def close(self) -> None:
        """End; what is under way ends as unknown, and so does what comes later."""
        self._ended = True
        if self._session is not None:
            await self._session.close()

    async def _call(
        self, method: str, path: str, body: dict[str, Any] | None = None, *, total: float = _TOTAL
    ) -> tuple[int, bytes]:
        deadline = aiohttp.ClientTimeout(total=total, connect=_CONNECT, sock_connect=_CONNECT)
        async with self._opened().request(
            method, self._origin + path, json=body, timeout=deadline, allow_redirects=False
        ) as answer:
            content = bytearray()
            async for chunk in answer.content.iter_chunked(65536):
                content += chunk
                if len(content) > LARGEST_FILE:
                    raise aiohttp.ClientPayloadError("too large")
            return answer.status, bytes(content)

    async def _tried(self, method: str, path: str, body: dict[str, Any] | None = None) -> bytes | None:
        """Make a call, and return its body if it went well, else None."""
        try:
            status, content = await self._call(method, path, body)
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            log.warning("signal.call_failed", method=method, error=type(error).__name__)
            return None
        if _OK <= status < _NOT_OK:
            return content
        log.warning("signal.call_refused", method=method, status=status)
        return None

    async def send(self, body: dict[str, Any], *, group: bool, media: bool = False) -> Outcome:
        """Send this body to POST /v2/send; `media`: something goes along with the words."""
        total = _GROUP_TOTAL if group else _TOTAL
        return await self._asked("POST", "/v2/send", body, group=group, media=media, total=total)

    async def vanish_after(self, chat: str, seconds: int, *, group: bool) -> Outcome:
        """Let messages in this chat vanish so many seconds after they were read; Delivered when done."""
        path = f"/v1/contacts/{self.number}"
        body: dict[str, Any] = {"recipient": chat, "expiration_in_seconds": seconds}
        if group:
            path, body = f"/v1/groups/{self.number}/{quote(chat, safe='')}", {"expiration_time": seconds}
        return await self._asked("PUT", path, body, group=group, total=_TOTAL)

    async def delete(self, recipient: str, timestamp: str, *, group: bool) -> Outcome:
        """Delete a message of ours for everybody, whose timestamp that is; Delivered when done."""
        path = f"/v1/remote-delete/{self.number}"
        body = {"recipient": recipient, "timestamp": int(timestamp)}
        return await self._asked("DELETE", path, body, group=group, total=_GROUP_TOTAL if group else _TOTAL)

    async def _asked(
        self, method: str, path: str, body: dict[str, Any], *, group: bool, total: float, media: bool = False
    ) -> Outcome:
        try:
            status, content = await self._call(method, path, body, total=total)
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError, aiohttp.InvalidURL):
            return Transient()
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            log.warning("signal.unanswered", error=type(error).__name__)
            return Unknown()
        if status == _EMPTY:
            return Delivered("")
        return outcome_of(status, content, group=group, media=media)

    async def healthy(self) -> bool:
        """Return whether the service answers, within 2 s."""
        try:
            status, _ = await self._call("GET", "/v1/health", total=_PULSE)
        except (aiohttp.ClientError, TimeoutError, OSError):
            return False
        return _OK <= status < _NOT_OK

    async def mode(self) -> str:
        """Return how the service runs ("json-rpc" is needed); empty if it doesn't say."""
        try:
            _, content = await self._call("GET", "/v1/about", total=_PULSE)
            return str(json.loads(content).get("mode", ""))[:20]
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError, AttributeError):
            return ""

    async def accounts(self) -> list[str] | None:
        """Return the numbers that the service has; None where it does not answer as it should."""
        try:
            _, content = await self._call("GET", "/v1/accounts", total=_PULSE)
            found = json.loads(content)
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError):
            return None
        return [str(one) for one in found] if isinstance(found, list) else None

    async def attachment(self, name: str) -> bytes | None:
        """Return the bytes of an attachment, and delete it there; None where it is gone."""
        path = f"/v1/attachments/{quote(name, safe='')}"
        content = await self._tried("GET", path)
        if content is not None:
            await self._tried("DELETE", path)
        return content

    async def name_profile(self, name: str) -> bool:
        """Set the name that people see; return whether that went well."""
        return await self._tried("PUT", f"/v1/profiles/{self.number}", {"name": name}) is not None

    async def create_group(self, name: str, members: Sequence[str]) -> str | None:
        """Create a group in which admins post and joining by its link needs approval; return its address, or None."""
        only = "only-admins"
        content = await self._tried(
            "POST",
            f"/v1/groups/{self.number}",
            {
                "name": name,
                "members": list(members),
                "permissions": {"send_messages": only, "add_members": only, "edit_group": only},
                "group_link": "enabled-with-approval",
                "expiration_time": int(VANISH_AFTER.total_seconds()),
            },
        )
        try:
            address = json.loads(content or b"{}").get("id")
        except (ValueError, AttributeError):
            address = None
        return str(address) if address else None

    async def rename_group(self, group: str, name: str) -> Outcome:
        """Give a group another name; Delivered with an empty ref when done."""
        path = f"/v1/groups/{self.number}/{quote(group, safe='')}"
        return await self._asked("PUT", path, {"name": name}, group=True, total=_TOTAL)

    async def add_members(self, group: str, members: Sequence[str]) -> Outcome:
        """Put people into a group; Delivered with an empty ref when done."""
        path = f"/v1/groups/{self.number}/{quote(group, safe='')}/members"
        return await self._asked("POST", path, {"members": list(members)}, group=True, total=_TOTAL)

    async def remove_members(self, group: str, members: Sequence[str]) -> Outcome:
        """Take people out of a group; Delivered with an empty ref when done."""
        path = f"/v1/groups/{self.number}/{quote(group, safe='')}/members"
        return await self._asked("DELETE", path, {"members": list(members)}, group=True, total=_TOTAL)

    async def safety_number(self, address: str) -> str | None:
        """Return the digits of the newest safety number of whoever has this address; None where it does not say."""
        content = await self._tried("GET", f"/v1/identities/{self.number}")
        try:
            listed = [one for one in json.loads(content or b"[]") if address in (one.get("uuid"), one.get("number"))]
            newest = max(listed, key=lambda one: int(one.get("added") or 0), default=None)
        except (ValueError, AttributeError, TypeError):
            log.warning("signal.identities_unreadable")
            return None
        digits = "".join(filter(str.isdecimal, str(newest.get("safety_number") or ""))) if newest else ""
        return digits or None

    async def trust(self, address: str, digits: str | None) -> bool | None:
        """Trust this safety number, or whatever it has where `digits` is None; False: refused, None: not answered."""
        path = f"/v1/identities/{self.number}/trust/{quote(address, safe='')}"
        body = {"verified_safety_number": digits} if digits is not None else {"trust_all_known_keys": True}
        try:
            status, _ = await self._call("PUT", path, body)
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            log.warning("signal.call_failed", method="PUT", error=type(error).__name__)
            return None
        return _OK <= status < _NOT_OK

    async def groups(self) -> list[RestGroup] | None:
        """Return the groups this number is in; None where the service doesn't say, which is not the same as none."""
        content = await self._tried("GET", f"/v1/groups/{self.number}")
        if content is None:
            return None
        try:
            listed = json.loads(content)
            return [_group(one) for one in listed]
        except (ValueError, KeyError, TypeError):
            log.warning("signal.groups_unreadable")
            return None


def _group(one: dict[str, Any]) -> RestGroup:
    """Return one entry of the list. Raises KeyError or TypeError where it is none."""
    asking = one.get("pending_requests")
    return RestGroup(
        str(one["id"]),
        str(one["name"]),
        tuple(map(str, one["members"])),
        tuple(map(str, asking)) if isinstance(asking, list) else (),
        one.get("member") is not False,
    )
