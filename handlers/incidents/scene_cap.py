"""The card's tap that lets more people come to the scene of an alert."""

from alerts.incidents import desk
from alerts.incidents.letting_more_come import let_more_come
from alerts.incidents.scene_taps import LetMoreCome
from alerts.work.refused import Refused
from handlers.core.turn import Turn


async def more_on_scene(turn: Turn, _: LetMoreCome) -> None:
    """Let some more come."""
    incident = await desk.seen_by(turn.uow, turn.subject_id, turn.person)
    if isinstance(incident, Refused):
        await turn.acknowledge(incident)
    else:
        await turn.acknowledge(await let_more_come(turn.uow, turn.now, incident, turn.person))
