"""When the things of the story happened whose delay a network counts in seconds."""

from dataclasses import dataclass
from datetime import datetime

from bot.drill.drill_network import DrillNetwork


@dataclass(frozen=True, kw_only=True)
class StoryTimings:
    """When the report, the desk's card, the dispatcher's tap and the alerts came; aware UTC."""

    reported: datetime
    card: datetime
    sent: datetime
    told: tuple[datetime, ...]

    def lines(self) -> list[str]:
        """Format the delays in seconds, a line each."""
        first, last = min(self.told), max(self.told)
        return [
            f"from the report to the desk's card    {_seconds(self.reported, self.card)}",
            f"from the dispatcher's tap to the first {_seconds(self.sent, first)}",
            f"from the dispatcher's tap to the last  {_seconds(self.sent, last)} (Signal: one every 5 s)",
        ]


def timings_of(drill: DrillNetwork) -> StoryTimings:
    """Collect the times of a story that was played to its end."""
    heard = {watched.name: dict(watched.awaited) for watched in drill.everybody}
    alerted = (drill.marisol, drill.jean)
    informed = (drill.tomas, drill.telegram_group, drill.signal_group)
    return StoryTimings(
        reported=drill.rosa.did["report"],
        card=heard[drill.dana.name]["card.head"].at,
        sent=drill.dana.did["choice.send"],
        told=(
            *(heard[watched.name]["alert.head"].at for watched in alerted),
            *(heard[watched.name]["community.head"].at for watched in informed),
        ),
    )


def _seconds(begin: datetime, end: datetime) -> str:
    return f"{(end - begin).total_seconds():6.2f} s"
