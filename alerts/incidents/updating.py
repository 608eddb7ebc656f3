"""News to exactly those who were told: by a tap that needs no translation, or in a dispatcher's own words."""

from dataclasses import dataclass
from datetime import datetime

from alerts.incidents import closing
from alerts.incidents.incident import Incident, State
from alerts.incidents.outgoing_words import place_for_sent, taken_out, without_house
from alerts.incidents.practice import ANNOUNCED, is_practice
from alerts.incidents.told import told_ids
from alerts.notices import BLANK, Kind, Notice, Quote, Text, Value, text
from alerts.places.phrase import phrase
from alerts.places.place import Place
from alerts.understanding.private_kind import PrivateKind
from alerts.work.refused import Refused
from alerts.work.unit_of_work import UnitOfWork

UPDATES = ("enough", "more", "leaving")
"""Updates that need no translation: stand the rest down, more are needed, they are leaving."""


@dataclass(frozen=True, kw_only=True)
class UpdateSnapshot:
    """What a written update says besides the dispatcher's words, as it was shown."""

    place: Place
    town: str
    practice: bool = False


async def take_update_snapshot(uow: UnitOfWork, incident: Incident) -> UpdateSnapshot:
    """Return what an update would say now of where it is."""
    town = (await uow.network()).town(incident.town_id)
    return UpdateSnapshot(
        place=place_for_sent(uow, incident.place),
        town=town.name if town else "",
        practice=await is_practice(uow, incident),
    )


def both_readers(
    incident: Incident, shown: UpdateSnapshot, key: str, words: Quote | None = None
) -> tuple[Notice, Notice]:
    """Make the update for responders and for everybody else: the text `key`, with `words` of the dispatcher's own."""
    first = ANNOUNCED if shown.practice else ()
    said: dict[str, Value] = {"words": words} if words else {}
    near, wide = phrase(shown.place), phrase(without_house(shown.place))
    return (
        closing.to_told(incident, Kind.UPDATE, *first, Text(f"{key}.responders", {"place": near, **said})),
        closing.to_told(
            incident, Kind.UPDATE, *first, Text(f"{key}.community", {"place": wide, **said, "town": shown.town})
        ),
    )


def preview_written(
    incident: Incident, shown: UpdateSnapshot, words: Quote, taken: tuple[PrivateKind, ...] = ()
) -> Notice:
    """Show the update as both will read it, with the question whether to send it. `taken`: out of the words."""
    for_responders, for_community = both_readers(incident, shown, "update.words", words)
    return Notice(
        parts=(
            text("update.sure", number=incident.number),
            *taken_out(taken),
            BLANK,
            text("preview.responders"),
            *for_responders.parts,
            BLANK,
            text("preview.community"),
            *for_community.parts,
        ),
        subject_id=incident.id,
    )


async def update(
    uow: UnitOfWork, now: datetime, incident: Incident, key: str, words: Quote | None = None
) -> Text | Refused:
    """Send an update to exactly those who were told: the text `key`, with `words` of the dispatcher's own."""
    if incident.state is not State.CONFIRMED:
        return Refused(await closing.why_not(uow, incident))
    ids = await told_ids(uow, incident)
    readers = both_readers(incident, await take_update_snapshot(uow, incident), key, words)
    people = await closing.send_to_told(uow, now, ids, *readers)
    return text("toast.updated", number=incident.number, people=people)
