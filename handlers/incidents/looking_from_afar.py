"""The card's "Look from afar": whom to call near the place, how the age of a photo is told, and what came of it."""

from alerts.directory.entry import Entry
from alerts.directory.fields import LONGEST, ListingField
from alerts.directory.places_to_call import places_to_call
from alerts.incidents import desk
from alerts.incidents.checking_remotely import record_check
from alerts.incidents.incident import OPEN, Incident
from alerts.incidents.remote_check import CALLED, PHOTO, RemoteOutcome
from alerts.incidents.remote_taps import CheckPhoto, LookFromAfar, RecordRemoteCheck
from alerts.notices import Choice, Notice, Quote, Text, Value, text
from alerts.people.person import COORDINATOR
from alerts.places.phrase import phrase
from alerts.work.refused import Refused
from handlers.core.choice_rows import in_pairs
from handlers.core.turn import Turn


async def begin(turn: Turn, _: LookFromAfar) -> None:
    """Show whom to call, with a tap for each way in which that may come out."""
    incident = await _open(turn)
    if incident is None:
        return
    parts = (text("afar.call", number=incident.number, place=_where(incident)), *await _whom(turn, incident))
    photo = (CheckPhoto().choice(text("choice.afar.photo")),)
    await turn.reply(_asked(incident, parts, (*_outcomes(CALLED), photo)))


async def check_photo(turn: Turn, _: CheckPhoto) -> None:
    """Show how the age of a photo is told, with a tap for each way in which that may come out."""
    incident = await _open(turn)
    if incident is not None:
        ask = text("afar.photo", number=incident.number)
        await turn.reply(_asked(incident, (ask, text("afar.photo_how")), _outcomes(PHOTO)))


async def record(turn: Turn, tap: RecordRemoteCheck) -> None:
    """Keep what came of it."""
    incident = await desk.seen_by(turn.uow, turn.subject_id, turn.person)
    if isinstance(incident, Refused):
        await turn.acknowledge(incident)
    else:
        await turn.acknowledge(await record_check(turn.uow, turn.now, incident, turn.person, tap.outcome))


async def _open(turn: Turn) -> Incident | None:
    """Return the incident of the tapped card; None where they may not see it or it is over, which they are told."""
    incident = await desk.seen_by(turn.uow, turn.subject_id, turn.person)
    if isinstance(incident, Refused):
        await turn.acknowledge(incident)
        return None
    if incident.state not in OPEN:
        await turn.acknowledge(await desk.over(turn.uow, incident))
        return None
    return incident


async def _whom(turn: Turn, incident: Incident) -> list[Text]:
    """Return the lines of whom to call; where there is nobody, who can put somebody there."""
    town = turn.network.town(incident.town_id)
    entries = await places_to_call(turn.uow, turn.person, town.id, incident.place.words) if town is not None else []
    if entries:
        return [*(_line(entry) for entry in entries), text("afar.how_to_ask")]
    key = "afar.nobody_add" if turn.person.has(COORDINATOR, incident.town_id) else "afar.nobody"
    return [text(key, town=town.name if town is not None else text("card.no_town"))]


def _line(entry: Entry) -> Text:
    name = Quote(entry.listing.name, LONGEST[ListingField.NAME])
    return text("afar.entry", name=name, reach=Quote(entry.listing.reach, LONGEST[ListingField.REACH]))


def _where(incident: Incident) -> Value:
    return phrase(incident.place) if incident.place.usable else text("card.no_place")


def _outcomes(outcomes: tuple[RemoteOutcome, ...]) -> tuple[tuple[Choice, ...], ...]:
    return in_pairs([RecordRemoteCheck(one).choice(text(f"choice.afar.{one}")) for one in outcomes])


def _asked(incident: Incident, parts: tuple[Text, ...], choices: tuple[tuple[Choice, ...], ...]) -> Notice:
    return Notice(parts=parts, choices=choices, subject_id=incident.id, internal=True)
