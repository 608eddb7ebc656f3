"""The town that a tap names, for who coordinates it."""

from alerts.network.town import Town
from alerts.notices import text
from alerts.people.person import COORDINATOR
from handlers.core.turn import Turn


async def coordinated_town(turn: Turn, town_id: int) -> Town | None:
    """Return the town; None, with an answer, where they don't coordinate it or it is gone."""
    town = turn.network.town(town_id)
    if town is not None and turn.person.has(COORDINATOR, town.id):
        return town
    await turn.acknowledge(text("refused.role"))
    return None
