"""What the bot says about itself, about rights, and about what it keeps."""

from alerts.areas import KEEPS
from alerts.network.retention import Retention, Row
from alerts.notices import BLANK, Notice, Text, text
from handlers.core.turn import Turn


async def hello(turn: Turn) -> None:
    """Answer a greeting or an emoji: say how to tell us something."""
    await turn.reply(Notice.of("help.hello"))


async def rights(turn: Turn, _: str) -> None:
    """Answer /rights."""
    await turn.reply(Notice(parts=(text("rights.full"), *hotline(turn))))


async def privacy(turn: Turn, _: str) -> None:
    """Answer /privacy, made from the very table that the purge follows."""
    await turn.reply(Notice(parts=(text("privacy.head"), *kept(turn.uow.retention), text("privacy.foot"))))


def kept(retention: Retention) -> list[Text]:
    """Return the retention table in words."""
    return [_row(row) for row in retention.rows(KEEPS)]


def _row(row: Row) -> Text:
    what, why = Text(row.what), Text(row.why)
    if not row.span:
        return text("privacy.never", what=what, why=why)
    hours = int(row.span.total_seconds() // 3600)
    until = text("privacy.days", n=hours // 24) if hours % 24 == 0 else text("privacy.hours", n=hours)
    return text("privacy.row", what=what, why=why, span=until)


def hotline(turn: Turn) -> list[Text]:
    """Return a line with the hotline, where the network has one."""
    return [text("rights.hotline", hotline=turn.uow.hotline)] if turn.uow.hotline else []


def who_we_are(turn: Turn) -> Notice:
    """Make the answer to somebody who came without an invitation."""
    parts = (
        text("start.stranger", network=turn.network.name),
        BLANK,
        text("rights.short"),
        *hotline(turn),
        text("start.how_to_join"),
    )
    return Notice(parts=parts)
