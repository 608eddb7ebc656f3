"""The service that tells the operator to which of their settings the committee objects: in log and `rebato health`."""

from pathlib import Path

import structlog

from bot.process.objected_settings_file import ObjectedSettingsFile
from bot.process.wakeup import Wakeup
from storage.database.faults import fault_of
from storage.unit_of_work import UnitOfWorkFactory

log = structlog.get_logger()

EVERY = 60.0
"""Seconds between two looks."""


class ObjectedSettings:
    """What looks for such settings and keeps their file up to date; a file that cannot be written ends nothing."""

    def __init__(self, work: UnitOfWorkFactory, folder: Path) -> None:
        """Set where it is. `folder`: REBATO_DATA."""
        self._work = work
        self._file = ObjectedSettingsFile(folder)
        self._told: list[str] = []
        self._wakeup = Wakeup(0)
        self._stopping = False

    async def run(self) -> None:
        """Look until stop()."""
        while not self._stopping:
            try:
                await self.look()
            except Exception as error:
                # What ails the database is said elsewhere.
                if fault_of(error) is None:
                    log.warning("held_settings.not_told", exc_info=True)
            await self._wakeup.listen(EVERY)

    def stop(self) -> None:
        """End at once."""
        self._stopping = True
        self._wakeup.ring()

    async def look(self) -> None:
        """Write down what the committee objects to now. Raises database errors and OSError."""
        async with self._work.look() as uow:
            objected = [one.setting.variable for one in (await uow.network()).settings if one.objected]
        held = sorted(variable for variable in objected if variable is not None)
        if held != self._told:
            self._told = held
            log.warning("settings.held", count=len(held))
        self._file.write(held)
