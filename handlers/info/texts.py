"""What the bot says about itself, about rights, and about what it keeps."""

from alerts.areas import KEEPS
from alerts.incidents.timings import COPIES_STAY
from alerts.lines.message_timer import VANISH_AFTER
from alerts.network.retention import Retention, Row
from alerts.notices import Notice, Text, text
from alerts.upkeep.clearing_chats import in_chats
from alerts.work.hotline import whom_to_call
from handlers.core.turn import Turn


async def hello(turn: Turn) -> None:
    """Answer a greeting or an emoji: say how to tell us something."""
    await turn.reply(Notice.of("help.hello"))


async def rights(turn: Turn, _: str) -> None:
    """Answer /rights."""
    await turn.reply(Notice(parts=_at_the_door()), Notice(parts=(*_elsewhere(), call(turn))))


async def privacy(turn: Turn, _: str) -> None:
    """Answer /privacy, made from the very table that the purge follows."""
    spans = await turn.uow.retention()
    # Several: in two languages one of Signal's would be cut.
    table = (text("privacy.head"), *kept(spans))
    besides = (
        text("privacy.more"),
        text("privacy.bans"),
        text("privacy.hold"),
        text("privacy.profile"),
        *seen_in_group(turn),
        text("privacy.foot"),
    )
    await turn.reply(*(Notice(parts=parts) for parts in (table, besides, on_phones(spans))))


def on_phones(retention: Retention) -> tuple[Text, ...]:
    """Say what goes from people's phones, when, and what nobody can take back; made from what deletes it."""
    hours = int(in_chats(retention).total_seconds() // 3600)
    return (
        text("phones.head"),
        text("phones.closed", span=text("privacy.minutes", n=int(COPIES_STAY.total_seconds() // 60))),
        text("phones.telegram", span=text("privacy.hours", n=hours)),
        text("phones.signal", span=text("privacy.days", n=VANISH_AFTER.days)),
        text("phones.others"),
    )


def seen_in_group(turn: Turn) -> tuple[Text, ...]:
    """Say what others see of who is in the town's group; only on Signal, where we put people into it."""
    return (text("consent.signal_group"),) if turn.contact.transport == "signal" else ()


def kept(retention: Retention) -> list[Text]:
    """Return the retention table in words."""
    return [_row(row) for row in retention.rows(KEEPS)]


def kept_of_everybody(retention: Retention) -> list[Text]:
    """Return what whoever joins is told of that table: with all of it one message of Signal would be cut."""
    return [_row(row) for row in retention.rows(kept for kept in KEEPS if kept.at_joining)]


def _row(row: Row) -> Text:
    what, why = Text(row.what), Text(row.why)
    if not row.span:
        return text("privacy.never", what=what, why=why)
    hours = int(row.span.total_seconds() // 3600)
    span = text("privacy.days", n=hours // 24) if hours % 24 == 0 else text("privacy.hours", n=hours)
    return text("privacy.row", what=what, why=why, span=span)


def _at_the_door() -> tuple[Text, ...]:
    """Say what holds everywhere and at home; with the rest it were too long for one message in two languages."""
    return (
        text("rights.full"),
        text("rights.silence"),
        text("rights.home"),
        text("rights.entered"),
        text("rights.search"),
        text("rights.sign"),
        text("rights.documents"),
    )


def _elsewhere() -> tuple[Text, ...]:
    return (
        text("rights.more_head"),
        text("rights.street"),
        text("rights.car"),
        text("rights.work"),
        text("rights.court"),
        text("rights.phone"),
        text("rights.held"),
        text("rights.not_lawyers"),
    )


def call(turn: Turn) -> Text:
    """Say whom to call: the hotline; where the network has none, a lawyer or somebody they trust."""
    return text("rights.hotline", hotline=turn.uow.hotline) if turn.uow.hotline else whom_to_call("")


def who_we_are(turn: Turn) -> Notice:
    """Make the answer to somebody who came without an invitation."""
    parts = (
        text("start.stranger"),
        text("start.who", network=turn.network.name),
        text("start.how_to_join"),
        call(turn),
    )
    return Notice(parts=parts)
