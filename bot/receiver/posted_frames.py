"""What signal-cli-rest-api posts to RECEIVE_WEBHOOK_URL, and what of it is worth keeping.

It posts the line that signal-cli wrote: {"jsonrpc", "method": "receive", "params": {"envelope", "account"}}; its
WebSocket gives the `params` alone. Both are taken, and signal-cli's own form for subscriptions, which has the same
once more inside `result`.
"""

import json
import re
from dataclasses import dataclass
from typing import Any, TypeAlias

Json: TypeAlias = dict[str, Any]

_SAYING = ("dataMessage", "editMessage")
"""The parts of an envelope that hold what a person said; all else is receipts, typing, calls and our own echoes."""
_PEOPLE = (
    ("source", "sourceNumber", "sourceUuid"),
    ("author", "authorNumber", "authorUuid"),
    ("targetAuthor", "targetAuthorNumber", "targetAuthorUuid"),
    ("name", "number", "uuid"),
)
"""How an envelope names somebody: by either, by number, by UUID."""


_NUMBER = re.compile(r"\+?[0-9][0-9 ().-]{5,}")


class NotAFrame(ValueError):
    """A post that is no message of the bridge."""


@dataclass(frozen=True)
class Frame:
    """One message of the bridge, for one account."""

    account: str | None
    """The number it came to, E.164; None where the bridge has only one and does not say."""
    envelope: Json
    exception: str = ""
    """The class of what kept signal-cli from reading it; its text may hold numbers, and is not kept."""

    @property
    def says_something(self) -> bool:
        """Whether a person said something in it, be it nothing that could be read."""
        echo = self.account is not None and self.account in (
            self.envelope.get("source"),
            self.envelope.get("sourceNumber"),
        )
        said = any(isinstance(self.envelope.get(part), dict) for part in _SAYING)
        return not echo and (said or bool(self.exception))

    def kept(self, account: str) -> Json:
        """Return what is kept, in the socket's form: no phone number of anybody who has a UUID, no contact card."""
        envelope = _unnumbered(self.envelope)
        for part in (envelope, envelope.get("editMessage")):
            data = part.get("dataMessage") if isinstance(part, dict) else None
            if isinstance(data, dict) and data.get("contacts"):
                # That there was one is to be answered; what stands in it is not kept.
                data["contacts"] = [{"kept": False}]
        kept = {"account": account, "envelope": envelope}
        return kept | {"exception": {"type": self.exception}} if self.exception else kept


def frame_of(body: bytes) -> Frame:
    """Return the message in a body. Raises NotAFrame."""
    try:
        given = json.loads(body, parse_constant=_no_number)
        # A nesting that can be read but not written would fail later, where it looks like the database's fault.
        json.dumps(given)
    except (ValueError, RecursionError):
        raise NotAFrame("no JSON") from None
    for wrapper in ("params", "result"):
        if isinstance(given, dict) and "envelope" not in given:
            given = given.get(wrapper, given)
    envelope = given.get("envelope") if isinstance(given, dict) else None
    exception = given.get("exception") if isinstance(given, dict) else None
    account = given.get("account") if isinstance(given, dict) else None
    if not isinstance(account, str | None):
        raise NotAFrame("no account")
    reason = str(exception.get("type") or "Unnamed")[:80] if isinstance(exception, dict) and exception else ""
    if not isinstance(envelope, dict):
        if not (reason or account):
            raise NotAFrame("no envelope")
        # The bridge brought something for an account of ours, and nobody can read what: it must not pass in silence.
        envelope, reason = {}, reason or "Unreadable"
    return Frame(account or None, envelope, reason)


def _no_number(name: str) -> float:
    raise ValueError(name)


def _unnumbered(value: Any) -> Any:
    """Return a copy in which whoever has a UUID is named by it alone."""
    if isinstance(value, list):
        return [_unnumbered(one) for one in value]
    if not isinstance(value, dict):
        return value
    copy = {name: _unnumbered(one) for name, one in value.items()}
    for either, number, uuid in _PEOPLE:
        if isinstance(copy.get(uuid), str) and copy[uuid]:
            # Somebody who is mentioned has a name here, or their number where the bridge knows none.
            named = either == "name" and not _NUMBER.fullmatch(str(copy.get(either) or ""))
            shown = copy.get(either) if named else copy[uuid]
            copy.update({name: said for name, said in ((either, shown), (number, None)) if name in copy})
    return copy
