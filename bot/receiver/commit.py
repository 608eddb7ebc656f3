"""From a posted frame to a committed envelope."""

from enum import Enum

from bot.receiver.posted_frames import Frame
from bot.receiver.uptime import UptimeRecorder
from bot.receiver.write_slot import WriteSlot
from storage.database.store import Store
from storage.inbox import receiver_envelopes
from storage.lines import lines


class CommitResult(Enum):
    """What became of a posted frame."""

    YES = "kept"
    """It is committed, now or since it was posted before."""
    NOTHING = "nothing to keep"
    """Nobody said anything in it."""
    NO_LINE = "no line of this network has that account"


class Committer:
    """The receiver's writer of what people said to this network's lines."""

    def __init__(self, store: Store, write_slot: WriteSlot, uptime: UptimeRecorder, number: str) -> None:
        """Make the committer. `number`: the account of a frame that names none."""
        self._store = store
        self._write_slot = write_slot
        self._uptime = uptime
        self._number = number
        self._lines: dict[str, int] = {}

    async def begin(self) -> None:
        """Watch the line of our own number from the start; it is made where the bot has not run yet."""
        row = await self._write_slot.write(
            lambda session: lines.of_account(session, self._store.vault, "signal", self._number)
        )
        self._lines[self._number] = row.id
        self._uptime.watch(row.id)

    async def keep(self, frame: Frame) -> CommitResult:
        """Commit a frame, and return once that is done. Raises database errors; nothing is kept then."""
        account = frame.account or self._number
        with self._uptime.arriving() as at:
            line_id = await self._line(account)
            if line_id is None:
                return CommitResult.NO_LINE
            if not frame.says_something:
                self._uptime.posted(line_id, at)
                return CommitResult.NOTHING
            kept = frame.kept(account)
            await self._write_slot.write(
                lambda session: receiver_envelopes.keep(session, self._store.vault, line_id, kept, at)
            )
            self._uptime.posted(line_id, at)
            return CommitResult.YES

    async def _line(self, account: str) -> int | None:
        """Return an account's line, None for no line of ours; looked up once, for lines are never taken away."""
        if account not in self._lines:
            found = await self._write_slot.read(
                lambda session: lines.known(session, self._store.vault, "signal", account)
            )
            if found is None:
                return None
            self._lines[account] = found
        return self._lines[account]
