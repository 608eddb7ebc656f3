"""Many people who joined, inserted by the thousand: only the columns that sending and choosing look at."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from alerts.people.person import Role
from storage.core import core_tables as t
from storage.core.ids import new_id
from storage.database.store import Store
from storage.encryption.vault import Vault

FIRST = 500_000_001
"""The Telegram id of the first person; the others follow."""
AT_ONCE = 5_000
"""People inserted in one transaction."""
LANGUAGES = ("en", "es")


@dataclass(frozen=True, kw_only=True)
class _PersonRows:
    """The rows of one person, by table."""

    person: dict[str, Any]
    contact: dict[str, Any]
    grant: dict[str, Any]


async def insert_people(store: Store, line_id: int, homes: Sequence[tuple[int, Role]], now: datetime) -> None:
    """Insert everybody with a town and a role there, all on one line; every second one reads the second language."""
    for begin in range(0, len(homes), AT_ONCE):
        numbered = list(enumerate(homes))[begin : begin + AT_ONCE]
        rows = [_rows(store.vault, line_id, number, town, role, now) for number, (town, role) in numbered]
        async with store.write() as session:
            connection = await session.connection()
            await connection.execute(t.person.insert(), [row.person for row in rows])
            await connection.execute(t.contact.insert(), [row.contact for row in rows])
            await connection.execute(t.grant.insert(), [row.grant for row in rows])


def _rows(vault: Vault, line_id: int, number: int, town: int, role: Role, now: datetime) -> _PersonRows:
    person_id, contact_id, address = new_id(), new_id(), str(FIRST + number)
    person = {
        "id": person_id,
        "language": LANGUAGES[number % len(LANGUAGES)],
        "created_at": now,
        "seen_at": now,
        "consented_at": now,
    }
    contact = {
        "id": contact_id,
        "person_id": person_id,
        "line_id": line_id,
        "address": vault.seal("contact", "address", contact_id, address),
        "address_index": vault.index("contact", f"{line_id}:{address}"),
        "reachable": True,
        "heard_at": now,
        "next_number": 1,
    }
    grant = {
        "id": new_id(),
        "person_id": person_id,
        "town_id": town,
        "role": role.value,
        "granted_at": now,
    }
    return _PersonRows(person=person, contact=contact, grant=grant)
