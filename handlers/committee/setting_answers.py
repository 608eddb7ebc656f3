"""A member of the committee answers a change of a setting that it watches over."""

from alerts.committee import objecting
from alerts.committee.taps import AgreeToSetting, ObjectToSetting, WithdrawObjection
from handlers.core.turn import Turn


async def object_to(turn: Turn, tap: ObjectToSetting) -> None:
    """Object to it."""
    await turn.acknowledge(await objecting.object_to(turn.uow, turn.now, turn.person, tap))


async def agree(turn: Turn, tap: AgreeToSetting) -> None:
    """Let it hold at once."""
    await turn.acknowledge(await objecting.agree(turn.uow, turn.now, turn.person, tap))


async def withdraw(turn: Turn, tap: WithdrawObjection) -> None:
    """Withdraw the objection."""
    await turn.acknowledge(await objecting.withdraw(turn.uow, turn.now, turn.person, tap))
