"""Inbound messages as JSON and back: how they wait, sealed, in the inbox."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from handlers.core.inbound import Inbound, InboundKind
from storage.inbox.inbox import Arrived


def dump(message: Inbound) -> dict[str, Any]:
    """Return everything of a message but the sender's number, which is never kept."""
    kept = asdict(message)
    del kept["sender_number"]
    return kept | {"kind": message.kind.value, "sent_at": message.sent_at.isoformat()}


def load(kept: Mapping[str, Any]) -> Inbound:
    """Return the message of what dump() made. Raises TypeError, ValueError or KeyError for anything else."""
    point = kept["point"]
    return Inbound(
        **{
            **kept,
            "kind": InboundKind(kept["kind"]),
            "sent_at": datetime.fromisoformat(kept["sent_at"]),
            "point": (point[0], point[1]) if point else None,
        }
    )


def arrived(message: Inbound, received_at: datetime | None = None) -> Arrived:
    """Return the message as the inbox keeps it. `received_at`: when it arrived, if before now (aware UTC)."""
    return Arrived(
        line_id=message.line_id,
        dedup=message.dedup,
        sender=message.sender,
        sent_at=message.sent_at,
        body=dump(message),
        received_at=received_at,
        is_edit=message.edited,
    )
