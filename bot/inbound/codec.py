"""Inbound messages as JSON and back: how they wait, sealed, in the inbox."""

from collections.abc import Mapping
from dataclasses import asdict, fields
from datetime import datetime
from typing import Any

from alerts.groups.seen_account import SeenAccount
from handlers.core.inbound import Inbound, InboundKind
from storage.inbox.inbox import Arrived

_KEPT = tuple(field.name for field in fields(Inbound) if field.name != "sender_number")


def dump(message: Inbound) -> dict[str, Any]:
    """Return everything of a message but the sender's number, which is never kept."""
    kept = {name: getattr(message, name) for name in _KEPT}
    accounts = {"accounts": [asdict(one) for one in message.accounts]} if message.accounts else {}
    return kept | {"kind": message.kind.value, "sent_at": message.sent_at.isoformat()} | accounts


def load(kept: Mapping[str, Any]) -> Inbound:
    """Return the message of what dump() made. Raises TypeError, ValueError or KeyError for anything else."""
    point = kept["point"]
    return Inbound(
        **{
            **kept,
            "kind": InboundKind(kept["kind"]),
            "sent_at": datetime.fromisoformat(kept["sent_at"]),
            "accounts": tuple(SeenAccount(**one) for one in kept.get("accounts", ())),
            "point": (point[0], point[1]) if point else None,
        }
    )


def opened(kept: Mapping[str, Any] | None) -> Inbound | None:
    """Return the message of what was kept; None where that is none any more."""
    try:
        return load(kept) if kept is not None else None
    except (KeyError, TypeError, ValueError):
        return None


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
