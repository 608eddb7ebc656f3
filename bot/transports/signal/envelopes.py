"""The bridge's frames as Inbound. Sender, words, time and place come first; nothing beside them can cost them."""

import base64
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import structlog

from alerts.places.map_links import point_in
from bot.transports.json_fields import Json, part, parts, whole, words, yes
from bot.transports.signal.content import enclosures, has_unread_file, is_cut, is_shown, left_out, long_text, text_of
from bot.transports.signal.frames import BridgeFrame, UnreadableFrame, frame_of, is_echo, moment_of, sender_of
from bot.transports.signal.mentions import with_names
from handlers.core.inbound import Inbound, InboundKind

log = structlog.get_logger()


def group_address(internal_id: str) -> str:
    """Return the address to write to, of a group as messages name it."""
    return "group." + base64.b64encode(internal_id.encode()).decode()


@dataclass(frozen=True)
class HeardMessage:
    """What somebody said, and what is still to be fetched of it."""

    inbound: Inbound
    mentions: tuple[Json, ...] = ()
    """Whom the placeholders in the text stand for."""
    long_text: str = ""
    """The id of the file that holds the whole text; empty: it is all there."""

    def with_text(self, text: str) -> Inbound:
        """Return the message with this text, names put in, and the place that a link in it tells."""
        said = with_names(text, self.mentions)
        kind = InboundKind.TEXT if self.inbound.kind is InboundKind.OTHER and said.strip() else self.inbound.kind
        return replace(self.inbound, text=said, point=point_in(said), kind=kind)


@dataclass(frozen=True)
class FrameReader:
    """The reader of one line's frames, whichever way they came."""

    line_id: int
    number: str
    """Our own."""

    def read(self, raw: str, now: datetime) -> list[HeardMessage]:
        """Return what a frame says to us: one message, or one for each photo; nothing for what nobody said.

        What cannot be read is a message too, of the kind UNHEARD. Raises BridgeError, and nothing else.
        `now`: aware UTC, where the frame has no believable time.
        """
        try:
            frame = frame_of(raw)
        except UnreadableFrame:
            return [self._unheard(BridgeFrame({"raw": raw}, ""), now)]
        try:
            return self._read(frame, now)
        except Exception:
            # Whatever it was: what came behind it must be heard, and its writer must know.
            log.exception("signal.unreadable", line=self.line_id, kind="envelope")
            return [self._unheard(frame, now)]

    def _read(self, frame: BridgeFrame, now: datetime) -> list[HeardMessage]:
        envelope = frame.envelope
        if is_echo(envelope, self.number):
            return []
        edit = part(envelope, "editMessage")
        data = part(edit, "dataMessage") or part(envelope, "dataMessage")
        if not data and part(part(envelope, "callMessage"), "offerMessage") and sender_of(envelope):
            return [self._called(envelope, now)]
        if not data:
            return [self._unheard(frame, now)] if frame.is_lost else []
        if not sender_of(envelope):
            return [self._unheard(frame, now)] if text_of(data) or is_shown(data) else []
        for kind in dict.fromkeys(left_out(data)):
            log.info("signal.left_out", line=self.line_id, kind=kind)
        if data.get("reaction") and not text_of(data).strip():
            return self._reaction(envelope, data, now)
        return self._data(frame, data, edit, now)

    def _base(self, envelope: Json, data: Json, dedup: str, sent_at: datetime) -> Inbound:
        sender = sender_of(envelope)
        group = words(part(data, "groupInfo"), "groupId") or words(part(data, "groupV2"), "id")
        return Inbound(
            line_id=self.line_id,
            dedup=dedup,
            sender=sender,
            sender_name=words(envelope, "sourceName"),
            sender_number=words(envelope, "sourceNumber"),
            chat=group_address(group) if group else sender,
            # What was said in a group that it does not name was still said before others.
            private=not (data.get("groupInfo") or data.get("groupV2")),
            kind=InboundKind.OTHER,
            sent_at=sent_at,
        )

    def _reaction(self, envelope: Json, data: Json, now: datetime) -> list[HeardMessage]:
        reaction = part(data, "reaction")
        emoji, target = words(reaction, "emoji"), whole(reaction, "targetSentTimestamp")
        if not emoji or target is None or yes(reaction, "isRemove"):
            return []
        # The server's time tells two reactions to one message apart.
        arrived = whole(envelope, "serverReceivedTimestamp") or moment_of(envelope, data) or 0
        base = self._base(envelope, data, f"{sender_of(envelope)}:{target}:{arrived}", _time(arrived, now))
        return [HeardMessage(replace(base, kind=InboundKind.REACTION, text=emoji, quote=str(target)))]

    def _data(self, frame: BridgeFrame, data: Json, edit: Json, now: datetime) -> list[HeardMessage]:
        envelope = frame.envelope
        if data.get("message") and not isinstance(data["message"], str):
            return [self._unheard(frame, now)]
        text, files, whole_text = text_of(data), enclosures(data), long_text(data)
        if not (text.strip() or files or whole_text or is_shown(data)):
            # A profile key, a timer, a session begun anew, a pin, a vote: nobody wrote it.
            return []
        stamp = moment_of(envelope, data)
        dedup = f"{sender_of(envelope)}:{frame.digest if stamp is None else stamp}"
        quoted, target = whole(part(data, "quote"), "id"), whole(edit, "targetSentTimestamp")
        base = replace(
            self._base(envelope, data, dedup, _time(stamp or 0, now)),
            text=text,
            quote=str(quoted) if quoted is not None else "",
            edited=bool(edit),
            cut=is_cut(data),
            unread_file=has_unread_file(data) and bool(files or text.strip()),
            ref=str(target if target is not None else stamp or ""),
        )
        if files:
            base = replace(base, kind=files[0].kind, media=files[0].id)
        heard = HeardMessage(base, tuple(parts(data, "mentions")), whole_text)
        rest = [
            replace(
                base, dedup=f"{dedup}:{place}", kind=file.kind, media=file.id, text="", follows=True, unread_file=False
            )
            for place, file in enumerate(files[1:], start=1)
        ]
        return [replace(heard, inbound=heard.with_text(text)) if not whole_text else heard, *map(HeardMessage, rest)]

    def _called(self, envelope: Json, now: datetime) -> HeardMessage:
        """Return word of a call; what else belongs to it (ringing, hanging up) says nothing new."""
        stamp = moment_of(envelope, {})
        base = self._base(envelope, {}, f"call:{sender_of(envelope)}:{stamp}", _time(stamp or 0, now))
        return HeardMessage(replace(base, kind=InboundKind.CALL))

    def _unheard(self, frame: BridgeFrame, now: datetime) -> HeardMessage:
        """Return word of something that nobody can read, with who sent it and when, where that is known."""
        log.warning("signal.unheard", line=self.line_id, kind="sealed" if frame.exception else "unreadable")
        sender, stamp = sender_of(frame.envelope), moment_of(frame.envelope, {})
        told = Inbound(
            line_id=self.line_id,
            dedup=f"unheard:{sender}:{frame.digest if stamp is None else stamp}",
            sender=sender,
            sender_name=words(frame.envelope, "sourceName"),
            chat=sender,
            private=bool(sender),
            kind=InboundKind.UNHEARD,
            sent_at=_time(stamp or 0, now),
            distrusted=frame.is_distrusted and bool(sender),
        )
        return HeardMessage(told)


def _time(milliseconds: int, now: datetime) -> datetime:
    """Return that moment; `now` where it is none that anybody can have meant."""
    try:
        at = datetime.fromtimestamp(milliseconds / 1000, UTC)
    except (ValueError, OverflowError, OSError):
        return now
    return at if milliseconds > 0 else now
