"""What POST /v2/send does: checks, limits and delivery."""

import base64
import binascii
import re
import uuid
from dataclasses import dataclass, field

from bot.drill.screen import Screen, ShownMessage
from bot.drill.signal.group import SignalGroup
from bot.drill.signal.refusals import FAILED, UNTRUSTED, Json, bad, rate_limited
from bot.drill.signal.requests import integer, text, texts
from bot.drill.signal.styles import plain
from bot.drill.signal.world import Correspondent, SignalWorld, delivered, is_long
from bot.drill.token_buckets import TokenBuckets

DATA_URI = re.compile(r"data:(?P<type>[^;,]*)(?:;filename=(?P<name>[^;,]*))?;base64,", re.IGNORECASE)
NUMBER = re.compile(r"\+[1-9]\d{4,14}")
GROUP = "group."
GROUP_BYTES = 32
MIXED = "{} cannot be specified together in one request! Please split them up into multiple REST API calls."


@dataclass
class SendLimits:
    """The pace that Signal holds one account to; a test changes the fields."""

    enforced: bool = True
    pair_burst: int = 60
    """Messages to one person at once; then `pair_per_second`."""
    pair_per_second: float = 1.0
    challenge: str = ""
    """While set, every send is refused until a captcha is handed in for this token."""


@dataclass
class SignalSender:
    """The delivery of what the account sends, to people's screens or a group's."""

    world: SignalWorld
    groups: list[SignalGroup]
    limits: SendLimits = field(default_factory=SendLimits)
    _pairs: TokenBuckets = field(default_factory=TokenBuckets)

    def send(self, body: Json) -> Json:
        """Carry out one request; return one SendMessageResponse. Raises a refusal where nobody gets it."""
        recipients = texts(body, "recipients") + [r for r in [text(body, "recipient")] if r]
        if not recipients:
            raise bad("Couldn't process request - please provide at least one recipient")
        if not text(body, "number"):
            raise bad("Couldn't process request - please provide a valid number")
        if text(body, "number") != self.world.number:
            raise bad("Specified account does not exist")
        kind = _one_kind(recipients)
        shown = self._message(body)
        if self.limits.challenge:
            raise rate_limited(self.world.number, [self.limits.challenge])
        if kind == "group":
            return self._to_group(recipients[0], shown, integer(body, "edit_timestamp"))
        return self._to_people(recipients, shown, integer(body, "edit_timestamp"))

    def _message(self, body: Json) -> ShownMessage:
        words = text(body, "message")
        words = plain(words) if text(body, "text_mode") == "styled" else words
        quoted = integer(body, "quote_timestamp")
        if quoted and not text(body, "quote_author"):
            raise bad("Quote author parameter is missing")
        shown = ShownMessage(ref="", text=words, at=self.world.clock.now(), reply_to=str(quoted or ""))
        shown.as_attachment = is_long(words)
        attachments = [_decoded(each) for each in texts(body, "base64_attachments")]
        for content_type, name, content in attachments:
            if content_type.startswith("audio/"):
                shown.voice = content
            elif content_type.startswith("video/"):
                shown.video = content
            elif content_type.startswith(("text/", "application/")):
                shown.file, shown.file_name = content, name
            else:
                shown.photo = content
        if not words and not attachments and not quoted:
            raise bad("Sending empty message is not allowed, either a message, attachment or sticker must be given.")
        return shown

    def _to_group(self, group_id: str, shown: ShownMessage, edit: int) -> Json:
        group = next((each for each in self.groups if each.group_id == group_id), None)
        if group is None:
            internal = base64.b64decode(group_id.removeprefix(GROUP)).decode()
            raise bad(f"Group not found: {internal}")
        refusal = group.sending_refusal()
        if refusal is not None:
            raise refusal
        stamp = self.world.stamp()
        self._deliver(group, shown, edit, stamp)
        failures = [(person, _failure(person)) for person in group.members]
        for person, reason in failures:
            if not reason:
                self.world.confirm(person, stamp)
        return self._response(stamp, failures)

    def _to_people(self, recipients: list[str], shown: ShownMessage, edit: int) -> Json:
        people = []
        for address in dict.fromkeys(recipients):
            person = self.world.person(address)
            if person is None:
                raise bad(f"The user {address} is not registered.")
            people.append(person)
        failures = [(person, _failure(person) or self._too_fast(person)) for person in people]
        reasons = {reason for _, reason in failures}
        if "" not in reasons:
            self._refuse(reasons)
        stamp = self.world.stamp()
        for person, reason in failures:
            if not reason:
                self._deliver(person.screen(), shown, edit, stamp)
                self.world.confirm(person, stamp)
        return self._response(stamp, failures)

    def _refuse(self, reasons: set[str]) -> None:
        if reasons == {"IDENTITY_FAILURE"}:
            raise bad(UNTRUSTED)
        if reasons == {"RATE_LIMIT_FAILURE"}:
            raise rate_limited(self.world.number, [""])
        raise bad(FAILED)

    def _deliver(self, screen: Screen, shown: ShownMessage, edit: int, stamp: int) -> None:
        if not edit:
            copy = delivered(shown)
            copy.ref = str(stamp)
            screen.show(copy)
        elif not self.world.apply_edit(screen, str(edit), shown.text, stamp):
            screen.lost_edits.append(shown.text)

    def _too_fast(self, person: Correspondent) -> str:
        pace = self.limits
        pair = (person.uuid, self.world.clock.tick(), pace.pair_burst, pace.pair_per_second)
        if pace.enforced and self._pairs.wait(*pair) > 0:
            return "RATE_LIMIT_FAILURE"
        self._pairs.take(*pair)
        return ""

    def _response(self, stamp: int, failures: list[tuple[Correspondent, str]]) -> Json:
        errors = [person.address_json() | {"reason": reason} for person, reason in failures if reason]
        response: Json = {"timestamp": str(stamp)}
        return response | ({"errors": {"recipients": errors}} if errors else {})


def _failure(person: Correspondent) -> str:
    if not person.registered:
        return "UNREGISTERED_FAILURE"
    return "" if person.trusted else "IDENTITY_FAILURE"


def _one_kind(recipients: list[str]) -> str:
    kinds = [recipient_kind(each) for each in recipients]
    if "number" in kinds and "group" in kinds:
        raise bad(MIXED.format("Signal Messenger Groups and phone numbers"))
    if "username" in kinds and "group" in kinds:
        raise bad(MIXED.format("Signal Messenger Groups and usernames"))
    if "number" in kinds and "username" in kinds:
        raise bad(MIXED.format("Signal Messenger phone numbers and usernames"))
    if kinds.count("group") > 1:
        raise bad(
            "A signal message cannot be sent to more than one group at once! "
            "Please use multiple REST API calls for that."
        )
    return kinds[0]


def recipient_kind(recipient: str) -> str:
    """Tell a recipient's kind: number (UUIDs too), group or username. Raises a 400 for a group id that is none."""
    if recipient.startswith(GROUP):
        try:
            inner = base64.b64decode(recipient.removeprefix(GROUP), validate=True)
            size = len(base64.b64decode(inner, validate=True))
        except binascii.Error:
            raise bad(f"Invalid identifier {recipient}") from None
        if size != GROUP_BYTES:
            raise bad(f"Invalid Signal group size ({size}")
        return "group"
    if NUMBER.fullmatch(recipient):
        return "number"
    try:
        uuid.UUID(recipient)
    except ValueError:
        return "username"
    return "number"


def _decoded(attachment: str) -> tuple[str, str, bytes]:
    """Return the media type, the name and the content."""
    if not attachment:
        raise bad("The base64 data does not exist.")
    prefix = DATA_URI.match(attachment)
    payload = attachment[prefix.end() :] if prefix else attachment
    try:
        content = base64.b64decode(payload, validate=True)
    except binascii.Error as error:
        raise bad(str(error)) from None
    return (prefix.group("type") if prefix else ""), ((prefix.group("name") or "") if prefix else ""), content
