"""A session whose statements are run at once in the thread that uses it, with no event loop between."""

from collections.abc import Callable, Coroutine
from typing import Any, Concatenate, ParamSpec, TypeAlias, TypeVar

from sqlalchemy import Connection
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine
from sqlmodel.ext.asyncio.session import AsyncSession

P = ParamSpec("P")
T = TypeVar("T")

SessionWork: TypeAlias = Callable[[AsyncSession], Coroutine[Any, Any, T]]
"""What is done in one transaction. It may wait for its session only: a thread may run it without an event loop."""


class InlineConnection(AsyncConnection):
    """A plain connection as repositories know one: what is awaited of it has happened already."""

    __slots__ = ("check",)

    def __init__(self, engine: AsyncEngine, connection: Connection, check: Callable[[], None]) -> None:
        """Wrap `connection`. `check`: called before each statement, and raises where nobody wants the rest any more."""
        super().__init__(engine, connection)
        self.check = check

    async def execute(self, *args: Any, **options: Any) -> Any:
        """Execute a statement."""
        self.check()
        return self._proxied.execute(*args, **options)

    async def run_sync(self, fn: Callable[Concatenate[Connection, P], T], *arg: P.args, **kw: P.kwargs) -> T:
        """Call `fn` with the plain connection."""
        self.check()
        return fn(self._proxied, *arg, **kw)


class InlineSession(AsyncSession):
    """A session over an InlineConnection. Statement for statement it costs a quarter of what AsyncSession costs.

    What it does not say itself AsyncSession does, which comes to the same.
    """

    def __init__(self, connection: InlineConnection) -> None:
        super().__init__(connection, expire_on_commit=False)
        self._inline = connection
        self._check = connection.check

    async def exec(self, *args: Any, **options: Any) -> Any:
        """Execute a statement; see AsyncSession."""
        self._check()
        return self.sync_session.exec(*args, **options)

    async def get(self, *args: Any, **options: Any) -> Any:
        """Return the row with this primary key; see AsyncSession."""
        self._check()
        return self.sync_session.get(*args, **options)

    async def flush(self, *args: Any, **options: Any) -> None:
        """Write what was added and changed; see AsyncSession."""
        self._check()
        self.sync_session.flush(*args, **options)

    async def connection(self, *_: Any, **__: Any) -> AsyncConnection:
        """Return the connection on which this transaction runs."""
        return self._inline


def run_inline(work: SessionWork[T], engine: AsyncEngine, connection: Connection, check: Callable[[], None]) -> T:
    """Run `work` to its end on a connection whose transaction is begun and is ended by the caller.

    `check`: see InlineConnection. Raises RuntimeError where it waits for something else than its session.
    """
    session = InlineSession(InlineConnection(engine, connection, check))
    working = _flushed(work, session)
    try:
        working.send(None)
    except StopIteration as ended:
        result: T = ended.value
        return result
    finally:
        working.close()
        session.sync_session.close()
    raise RuntimeError("a transaction waited for something else than its database")


async def _flushed(work: SessionWork[T], session: AsyncSession) -> T:
    result = await work(session)
    await session.flush()
    return result
