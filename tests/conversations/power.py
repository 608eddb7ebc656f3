"""A power cut in the middle of sending: the database as it was at that moment, and nothing that came after it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from shutil import copyfile

from bot.transports.base import Outcome, Transient
from tests.conversations.platform import Platform
from tests.conversations.screen import Spoken


@dataclass
class Power:
    """Goes out at a certain message, before or after the platform took it."""

    file: Path
    """The database that is open now."""
    sends: int | None = None
    """Messages that still go out, the last of them unrecorded; None: no cut is due."""
    accepted: bool = False
    out: bool = False
    _cuts: int = field(default=0)

    def cut(self) -> None:
        """Now. What is committed stays; SQLite finds it in the file and its log."""
        self.out, self.sends = True, None
        self._cuts += 1
        kept = self.file.with_name(f"run-{self._cuts}.db")
        for ending in ("", "-wal"):
            source = Path(f"{self.file}{ending}")
            if source.exists():
                copyfile(source, f"{kept}{ending}")
        self.file = kept

    def last_before_cut(self) -> bool:
        """Whether this message is the one in the middle of which it happens."""
        if self.sends is None or self.out:
            return False
        self.sends -= 1
        return self.sends <= 0


class PowerCutPlatform(Platform):
    """Sends while there is power."""

    power: Callable[[], Power]

    async def send(self, message: object) -> Outcome:
        power = self.power()
        assert isinstance(message, Spoken)
        if power.last_before_cut():
            if power.accepted:
                await super().send(message)
            power.cut()
        if power.out:
            return Transient()
        return await super().send(message)
