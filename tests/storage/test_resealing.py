"""What is sealed with one key is sealed anew with another, whichever table it is in."""

from functools import partial
from pathlib import Path

from sqlalchemy import Connection, select

from storage.database.resealing import ROWS, count_old, reseal_rows, sealed_columns
from storage.encryption.vault import Vault
from tests.storage.house import House
from tests.storage.test_privacy import SEALED, told


async def test_every_field_is_sealed_anew_with_another_key(tmp_path: Path) -> None:
    async with told(tmp_path) as said:
        store, both = said.town.store, said.keyring.with_new_key()
        vault, only_new = Vault(both), Vault(both.without_old_keys())
        before = await store.transact(lambda connection: opened(connection, Vault(said.keyring)))
        assert {place[:2] for place in before} == {tuple(name.split(".")) for name in SEALED}
        for column in sealed_columns():
            rows = await store.transact(partial(reseal_rows, vault=vault, sealed=column, after=0))
            assert await store.transact(partial(reseal_rows, vault=vault, sealed=column, after=0)) == []
            assert len(rows) < ROWS
        assert await store.transact(lambda connection: opened(connection, only_new)) == before
        assert await store.transact(partial(count_old, vault=vault)) == 0


def opened(connection: Connection, vault: Vault) -> dict[tuple[str, str, int], str]:
    """Every sealed field there is, by table, column and row."""
    found: dict[tuple[str, str, int], str] = {}
    for column, key in ((one.column, one.key) for one in sealed_columns()):
        table = column.table.name
        for row, blob in connection.execute(select(key, column).where(column.is_not(None))):
            found[table, column.name, row] = vault.open(table, column.name, row, blob)
    return found


async def test_on_a_file_and_on_a_server_the_fields_of_another_key_are_counted_and_sealed_anew(house: House) -> None:
    await house.someone("1")
    both = house.keyring.with_new_key()
    assert await house.store.transact(partial(count_old, vault=house.store.vault)) == 0
    assert await house.store.transact(partial(count_old, vault=Vault(both))) > 0
    for column in sealed_columns():
        await house.store.transact(partial(reseal_rows, vault=Vault(both), sealed=column, after=0))
    assert await house.store.transact(partial(count_old, vault=Vault(both))) == 0
    assert await house.store.transact(partial(count_old, vault=house.store.vault)) > 0
