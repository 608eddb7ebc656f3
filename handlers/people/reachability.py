"""What the platform says about whom we can write to; nobody said anything."""

from handlers.core.turn import Turn


async def blocked(turn: Turn) -> None:
    """Remember that they blocked the bot."""
    await turn.uow.contacts.unreachable(turn.contact.id)


async def unblocked(turn: Turn) -> None:
    """Remember that they let the bot write again."""
    await turn.uow.contacts.heard(turn.contact, turn.now)
