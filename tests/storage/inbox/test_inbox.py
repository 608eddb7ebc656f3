"""The inbox on every kind of database: what counts as kept, and what does not."""

import pytest
from sqlalchemy.exc import IntegrityError

from storage.core import core_tables as t
from storage.inbox import inbox
from storage.inbox.inbox import Arrived
from tests.storage.house import House


async def kept(house: House, *dedups: str) -> int:
    arrived = [
        Arrived(line_id=house.telegram, dedup=dedup, sender="77", sent_at=house.now, body={"text": "two vans"})
        for dedup in dedups
    ]
    async with house.store.write() as session:
        return await inbox.keep(session, house.store.vault, arrived, house.now)


async def test_a_message_that_comes_twice_is_kept_once(house: House) -> None:
    assert await kept(house, "1", "2", "1") == 2
    assert await kept(house, "2", "3") == 1
    assert len(await house.rows(t.inbox)) == 3


async def test_a_message_whose_id_is_taken_is_not_mistaken_for_one_that_is_kept_already(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inbox, "new_id", lambda: 7)
    assert await kept(house, "1") == 1
    with pytest.raises(IntegrityError):
        await kept(house, "2")
    assert len(await house.rows(t.inbox)) == 1
