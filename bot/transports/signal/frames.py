"""What signal-cli-rest-api hands over for each thing that came from Signal: an envelope, or what went wrong with it."""

import hashlib
import json
from dataclasses import dataclass

from bot.transports.json_fields import Json, part, whole, words

_WRAPPERS = ("params", "result")
_NO_LOSS = frozenset(
    {
        "DuplicateMessageException",
        "ProtocolDuplicateMessageException",
        "SelfSendException",
        "NotAGroupMemberException",
    }
)
"""Why signal-cli did not give a message that cost nobody a word: it was there already, is our own, or a group's."""


class UnreadableFrame(ValueError):
    """A text that is no message of the bridge."""


class BridgeError(Exception):
    """The bridge's word that it lost what feeds it (signal-cli), so that it brings nothing any more."""


@dataclass(frozen=True)
class BridgeFrame:
    """One message of the bridge."""

    envelope: Json
    exception: str
    """The class of what kept signal-cli from reading it ("UntrustedIdentityException"); empty: it was read."""

    @property
    def is_lost(self) -> bool:
        """Whether somebody said something in it that nobody can read."""
        return bool(self.exception) and self.exception not in _NO_LOSS

    @property
    def is_distrusted(self) -> bool:
        """Whether it was sealed with another key than the bridge trusts of its sender.

        signal-cli names the sender all the same, keeps the message, and learns the key from their profile.
        """
        return self.exception == "UntrustedIdentityException"

    @property
    def digest(self) -> str:
        """A short name of its content, the same whichever way it came."""
        told = json.dumps(self.envelope, sort_keys=True, default=str).encode(errors="replace")
        return hashlib.sha256(told).hexdigest()[:16]


def frame_of(raw: str) -> BridgeFrame:
    """Return the message in a text, bare or wrapped as JSON-RPC. Raises UnreadableFrame, and BridgeError."""
    try:
        given = json.loads(raw)
    except (ValueError, RecursionError):
        raise UnreadableFrame("no JSON") from None
    for wrapper in _WRAPPERS:
        if isinstance(given, dict) and "envelope" not in given and isinstance(given.get(wrapper), dict):
            given = given[wrapper]
    if not isinstance(given, dict):
        raise UnreadableFrame("no object")
    exception = part(given, "exception")
    if not isinstance(given.get("envelope"), dict):
        if given.get("error") and not exception:
            raise BridgeError
        if not exception:
            raise UnreadableFrame("no envelope")
    return BridgeFrame(part(given, "envelope"), words(exception, "type") or ("Unnamed" if exception else ""))


def is_echo(envelope: Json, number: str) -> bool:
    """Return whether an envelope only repeats what another device of this account sent. `number`: our own."""
    return bool(envelope.get("syncMessage")) or number in (envelope.get("source"), envelope.get("sourceNumber"))


def sender_of(envelope: Json) -> str:
    """Return who sent it: their UUID, else their number; empty where the envelope is sealed or says nothing."""
    return words(envelope, "sourceUuid") or words(envelope, "sourceNumber") or words(envelope, "source")


def moment_of(envelope: Json, data: Json) -> int | None:
    """Return when it was sent, in Unix milliseconds, as the writer's phone says, else the server; None: nobody does."""
    said = (whole(data, "timestamp"), *(whole(envelope, name) for name in _MOMENTS))
    return next((moment for moment in said if moment is not None and moment > 0), None)


_MOMENTS = ("timestamp", "serverReceivedTimestamp", "serverDeliveredTimestamp")
