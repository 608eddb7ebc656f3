"""Everything that is kept is sealed with a new key, beside a running bot; what a kill cut off goes on where it was."""

import time
from collections.abc import Awaitable, Callable
from functools import partial

from alerts.audit.deed import Action, Deed
from alerts.audit.recording import record
from bot.network.open import OpenNetwork, key_of
from bot.process.clock import Clock
from bot.settings.settings import Settings
from handlers.core.lexicon import cleaner
from storage.core.errors import StorageError
from storage.database.resealing import count_old, reseal_rows, sealed_columns
from storage.database.sqlite_engine import checkpoint
from storage.encryption.key_file_watch import LOOK_EVERY
from storage.encryption.keyring import Keyring
from storage.unit_of_work import UnitOfWorkFactory

SEEN_AFTER = 2 * LOOK_EVERY
"""Seconds after which every process that seals uses the new key."""
PASSES = 5
"""Looks at all rows: the first finds all but what was sealed within SEEN_AFTER and not committed yet."""


class KeyRotation:
    """One rotation of the key that seals the fields of rows, or the rest of one.

    First the key file holds a new key beside the old one, and whoever seals uses it from the next second on. Then every
    row is sealed anew, a few at a time. Only when no field needs the old key any more, it leaves the file.
    """

    def __init__(
        self, settings: Settings, opened: OpenNetwork, clock: Clock, sleep: Callable[[float], Awaitable[None]]
    ) -> None:
        self._settings = settings
        self._opened = opened
        self._clock = clock
        self._sleep = sleep

    async def run(self) -> int:
        """Rotate, and return how many fields were sealed anew. Raises StorageError."""
        if len(self._keyring().data) == 1:
            self._save(self._keyring().with_new_key())
        self._opened.store.vault.follow(at_once=True)
        await self._sleep(SEEN_AFTER)
        done = 0
        for _ in range(PASSES):
            done += await self._reseal()
            if await self._drop_old_keys():
                return done
        raise StorageError(
            "REBATO_KEYS: another machine goes on with the old key; give it this keys.json, and run this again"
        )

    async def _reseal(self) -> int:
        """Seal anew what is sealed with another key, each transaction short, and with room for others between."""
        store, done = self._opened.store, 0
        for column in sealed_columns():
            last = 0
            while True:
                begun = time.monotonic()
                rows = await store.transact(partial(reseal_rows, vault=store.vault, sealed=column, after=last))
                if not rows:
                    break
                done, last = done + len(rows), rows[-1]
                # As long as it took: a report that waits is answered before the next rows.
                await self._sleep(time.monotonic() - begun)
        return done

    async def _drop_old_keys(self) -> bool:
        """Take the old key out of the file, while nobody can write: else a row could need it a moment later.

        Return False where a field still needs it.
        """
        store, settings = self._opened.store, self._settings
        work = UnitOfWorkFactory(store, settings.retention, settings.hotline, cleaner())
        async with work.begin() as uow:
            connection = await uow.session.connection()
            if await connection.run_sync(partial(count_old, vault=store.vault)):
                return False
            await record(uow, self._clock.now(), Deed(action=Action.KEY_ROTATED, by_id=None))
            self._save(self._keyring().without_old_keys())
        await checkpoint(store.engine)
        return True

    def _keyring(self) -> Keyring:
        return Keyring.open(self._settings.rebato_keys, key_of(self._settings))

    def _save(self, keyring: Keyring) -> None:
        keyring.save(self._settings.rebato_keys, key_of(self._settings))
