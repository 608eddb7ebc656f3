"""What the card says of looks from afar: the last few, each with its time."""

from collections.abc import Collection

from alerts.incidents.ports import REMOTE_CHECKS
from alerts.notices import Text, text
from alerts.work.unit_of_work import UnitOfWork

SHOWN = 3
"""Checks on the card; who called again and again needs the last ones."""


async def remote_lines(uow: UnitOfWork, incident_ids: Collection[int]) -> list[Text]:
    """Return a line for each of the last checks of these incidents, the latest last."""
    checks = await REMOTE_CHECKS(uow).of(incident_ids)
    return [text(f"card.remote.{check.outcome}", at=check.at) for check in checks[-SHOWN:]]
