"""What the bot says about itself, about rights, and about what it keeps."""

from alerts.areas import KEEPS
from alerts.network.retention import Retention, Row
from alerts.notices import BLANK, Notice, Text, text
from alerts.people.person import DESK, Role
from handlers.core.turn import Turn


async def hello(turn: Turn) -> None:
    """A greeting, an emoji: how to tell us something."""
    await turn.reply(Notice.of("help.hello"))


async def help_(turn: Turn, rest: str) -> None:
    """/help: no more than this person can use."""
    del rest
    parts = [text("help.report"), text("help.commands")]
    if any(grant.role is Role.RESPONDER for grant in turn.person.grants):
        parts.append(text("help.responder"))
    if any(grant.role in DESK for grant in turn.person.grants):
        parts.append(text("help.desk"))
    if any(grant.role is Role.COORDINATOR for grant in turn.person.grants):
        parts.append(text("help.coordinator"))
    await turn.reply(Notice(parts=tuple(parts)))


async def rights(turn: Turn, rest: str) -> None:
    """/rights"""
    del rest
    await turn.reply(Notice(parts=(text("rights.full"), *hotline(turn))))


async def privacy(turn: Turn, rest: str) -> None:
    """/privacy: made from the very table that the purge follows."""
    del rest
    await turn.reply(Notice(parts=(text("privacy.head"), *kept(turn.uow.retention), text("privacy.foot"))))


def kept(retention: Retention) -> list[Text]:
    """The retention table in words."""
    return [_row(row) for row in retention.rows(KEEPS)]


def _row(row: Row) -> Text:
    what, why = Text(row.what), Text(row.why)
    if not row.span:
        return text("privacy.never", what=what, why=why)
    hours = int(row.span.total_seconds() // 3600)
    until = text("privacy.days", n=hours // 24) if hours % 24 == 0 else text("privacy.hours", n=hours)
    return text("privacy.row", what=what, why=why, span=until)


def hotline(turn: Turn) -> list[Text]:
    """The hotline, where the network has one."""
    return [text("rights.hotline", hotline=turn.uow.hotline)] if turn.uow.hotline else []


def who_we_are(turn: Turn) -> Notice:
    """Somebody came without an invitation."""
    parts = (
        text("start.stranger", network=turn.network.name),
        BLANK,
        text("rights.short"),
        *hotline(turn),
        text("start.how_to_join"),
    )
    return Notice(parts=parts)
