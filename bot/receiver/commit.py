"""From a posted frame to a committed envelope."""

from enum import Enum

from bot.receiver.posted_frames import Frame
from bot.receiver.uptime import UptimeRecorder
from bot.receiver.write_slot import WriteSlot
from storage.database.store import Store
from storage.inbox import receiver_envelopes
from storage.lines import lines


class CommitResult(Enum):
    """What became of a frame."""

    YES = "kept"
    """It is committed, now or since it was posted before."""
    NOTHING = "nothing to keep"
    """Nobody said anything in it."""
    NO_LINE = "no line of this network has that account"


class Committer:
    """Commits what people said to the lines of this network."""

    def __init__(self, store: Store, turn: WriteSlot, watch: UptimeRecorder, number: str) -> None:
        """`number`: the account of a frame that names none."""
        self._store = store
        self._turn = turn
        self._watch = watch
        self._number = number
        self._lines: dict[str, int] = {}

    async def begin(self) -> None:
        """The line of our own number is watched from the start; it is made where the bot has not run yet."""
        row = await self._turn.write(
            lambda session: lines.of_account(session, self._store.vault, "signal", self._number)
        )
        self._lines[self._number] = row.id
        self._watch.over(row.id)

    async def keep(self, frame: Frame) -> CommitResult:
        """Returns once it is committed. Database errors are raised, and then it is not kept."""
        account = frame.account or self._number
        with self._watch.arriving() as at:
            line_id = await self._line(account)
            if line_id is None:
                return CommitResult.NO_LINE
            if not frame.says_something:
                self._watch.posted(line_id, at)
                return CommitResult.NOTHING
            kept = frame.kept(account)
            await self._turn.write(
                lambda session: receiver_envelopes.keep(session, self._store.vault, line_id, kept, at)
            )
            self._watch.posted(line_id, at)
            return CommitResult.YES

    async def _line(self, account: str) -> int | None:
        """Looked up once for each account: lines are never taken away."""
        if account not in self._lines:
            found = await self._turn.read(lambda session: lines.known(session, self._store.vault, "signal", account))
            if found is None:
                return None
            self._lines[account] = found
        return self._lines[account]
