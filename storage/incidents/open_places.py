"""An index of where open incidents are, by keyed hashes: a report finds what it may be about among thousands."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import bindparam, delete, func, insert, literal_column, select, union_all
from sqlmodel.ext.asyncio.session import AsyncSession

from alerts.incidents.same_incident import same_place
from alerts.places.place import Place
from alerts.places.place_keys import keys_of_near, place_keys
from storage.core.ids import new_id
from storage.encryption.vault import Vault
from storage.incidents.incident_statements import IS_OPEN
from storage.incidents.tables import incident
from storage.incidents.tables import place_key as t
from storage.incidents.whereabouts_codec import Whereabouts, whereabouts_from_json

MOST = 60
"""So many incidents are looked at more closely, those first that share most keys, of equals the newest."""
_DOMAIN = "incident.place"

# Built once: every report asks for these.
_SHARING = (
    select(t.c.incident_id, func.count().label("shared"))
    .where(t.c.key_index.in_(bindparam("keys", expanding=True)))
    .group_by(t.c.incident_id)
    .order_by(literal_column("shared").desc(), t.c.incident_id.desc())
    .limit(MOST)
    .subquery()
)
_PLACE = select(incident.c.place).where(incident.c.id == _SHARING.c.incident_id, IS_OPEN, incident.c.indexed)
_NEAR = union_all(
    # One by one, not joined: PostgreSQL would go through everything that is open to find sixty of it.
    select(_SHARING.c.incident_id.label("id"), _PLACE.scalar_subquery().label("place")),
    # What has no keys has an index of its own, which one condition with OR would not let the database use.
    select(incident.c.id, incident.c.place).where(IS_OPEN, ~incident.c.indexed),
)
_ADD = insert(t)
_REMOVE = delete(t).where(t.c.incident_id == bindparam("incident"))


class OpenPlaces:
    """The index, in one transaction. It holds open incidents only: what is over is found by nobody."""

    def __init__(self, session: AsyncSession, vault: Vault) -> None:
        self._session = session
        self._vault = vault

    async def add(self, incident_id: int, places: Iterable[Place], known: Iterable[Place] = ()) -> None:
        """Let an incident be found by these places too. `known`: those by which it is found already."""
        had = {key for place in known for key in place_keys(place)}
        keys = sorted({key for place in places for key in place_keys(place)} - had)
        if keys:
            rows = [{"id": new_id(), "incident_id": incident_id, "key_index": self._hash(key)} for key in keys]
            await (await self._session.connection()).execute(_ADD, rows)

    async def remove(self, incident_id: int) -> None:
        """Let an incident be found no more."""
        await (await self._session.connection()).execute(_REMOVE, {"incident": incident_id})

    async def near(self, place: Place) -> list[int]:
        """Return the ids of open incidents of which one of the places told is this one.

        Of those that only share keys no more than that is opened: in a flood all sixty do.
        """
        connection = await self._session.connection()
        given = {"keys": [self._hash(key) for key in sorted(keys_of_near(place))]}
        told: Any = await connection.execute(_NEAR, given)
        return [row.id for row in told if row.place and self._is_at(place, self._opened(row.id, row.place))]

    def _opened(self, incident_id: int, sealed: bytes) -> Whereabouts:
        return whereabouts_from_json(self._vault.open_json("incident", "place", incident_id, sealed))

    def _is_at(self, place: Place, where: Whereabouts) -> bool:
        return any(same_place(place, other) for other in (where.place, *where.ways))

    def _hash(self, key: str) -> bytes:
        return self._vault.index(_DOMAIN, key)
