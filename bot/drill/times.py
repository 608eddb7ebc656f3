"""When the things of the story happened that a network counts in seconds."""

from dataclasses import dataclass
from datetime import datetime

from bot.drill.stage import Stage


@dataclass(frozen=True, kw_only=True)
class Times:
    """Aware UTC."""

    reported: datetime
    card: datetime
    sent: datetime
    told: tuple[datetime, ...]

    def lines(self) -> list[str]:
        """As somebody reads them."""
        first, last = min(self.told), max(self.told)
        return [
            f"from the report to the desk's card    {_seconds(self.reported, self.card)}",
            f"from the dispatcher's tap to the first {_seconds(self.sent, first)}",
            f"from the dispatcher's tap to the last  {_seconds(self.sent, last)} (Signal: one every 5 s)",
        ]


def of(stage: Stage) -> Times:
    """Those of a story that was played to its end."""
    heard = {watched.name: dict(watched.awaited) for watched in stage.everybody}
    alerted = (stage.marisol, stage.jean)
    informed = (stage.tomas, stage.telegram_group, stage.signal_group)
    return Times(
        reported=stage.rosa.did["report"],
        card=heard[stage.dana.name]["card.head"].at,
        sent=stage.dana.did["choice.send"],
        told=(
            *(heard[watched.name]["alert.head"].at for watched in alerted),
            *(heard[watched.name]["community.head"].at for watched in informed),
        ),
    )


def _seconds(begin: datetime, end: datetime) -> str:
    return f"{(end - begin).total_seconds():6.2f} s"
