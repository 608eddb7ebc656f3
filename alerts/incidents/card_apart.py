"""What stands apart on the desk's card: its own word, and what was told and is not used until the desk takes it."""

import zlib
from collections.abc import Collection

from alerts.incidents.correcting_taps import DeclineFacts, DeclinePlace, UseFacts, UsePlace
from alerts.incidents.corrections import CorrectedField, PlaceApart, PlaceSource
from alerts.incidents.fact_texts import in_one_text
from alerts.incidents.incident import Incident, TappedFacts
from alerts.incidents.ports import REPORTS
from alerts.incidents.whose_word import FactApart, facts_apart
from alerts.notices import Choice, Quote, Text, Value, text
from alerts.places.place import Place
from alerts.work.unit_of_work import UnitOfWork

PLACES_ON_CARD = 2
"""Places that stand apart on the card; once these are decided about the next ones do."""


def desks_word(incident: Incident) -> list[Text]:
    """Say what of the incident is the desk's own word."""
    said = [field for field in CorrectedField if field in incident.corrections.fields]
    if not said:
        return []
    parts = [text("card.set_by_desk", what=tuple(text(f"corrected.{field}") for field in said))]
    if incident.corrections.kind is not None:
        parts.append(text("card.kind", kind=text(f"kind.{incident.corrections.kind}")))
    if incident.corrections.words is not None:
        words = incident.corrections.words
        parts.append(text("card.words", words=Quote(words, 300)) if words else text("card.words_out"))
    return parts


def place_is_a_leads(incident: Incident, *, vouched: bool) -> bool:
    """Say whether the place of what somebody vouched for reported is a stranger's: then the card marks it."""
    return vouched and incident.place.usable and incident.place_from is PlaceSource.LEAD


async def places(uow: UnitOfWork, incident: Incident) -> list[Text]:
    """Say which places stand apart, the newest first, and how many more there are."""
    apart = undecided(incident)
    parts = [await _place(uow, one) for one in apart[:PLACES_ON_CARD]]
    if len(apart) > PLACES_ON_CARD:
        parts.append(text("card.apart.more", n=len(apart) - PLACES_ON_CARD))
    return parts


def undecided(incident: Incident) -> list[PlaceApart]:
    """Return the places that stand apart and that the desk has not decided about, the newest first."""
    return [apart for apart in reversed(incident.corrections.apart) if not apart.declined]


async def _place(uow: UnitOfWork, apart: PlaceApart) -> Text:
    report = await REPORTS(uow).get(apart.report_id) if apart.report_id is not None else None
    who: Value = text("card.person", n=report.number) if report is not None else text("card.somebody")
    key = "card.apart.verified" if apart.vouched else "card.apart.lead"
    return text(key, who=who, what=place_line(apart.place))


def place_line(place: Place) -> Text:
    """Say a place in one line, with its map."""
    if place.words:
        return text("card.where", place=Quote(place.words, 120), link=place.link)
    return text("card.where_point", link=place.link)


def facts(said: Collection[TappedFacts], incident: Incident, *, vouched: bool) -> list[Text]:
    """Say which facts stand apart: strangers', and what others say where the desk set something else."""
    apart = facts_apart(said, incident.corrections, vouched=vouched)
    parts = []
    for key, ours in (
        ("card.apart.facts_lead", [one for one in apart if not one.vouched]),
        ("card.apart.facts_verified", [one for one in apart if one.vouched]),
    ):
        said_apart = in_one_text((one.name, one.value) for one in ours)
        if said_apart is not None:
            parts.append(text(key, facts=said_apart))
    return parts


def facts_mark(apart: Collection[FactApart]) -> int:
    """Return a number that stands for exactly these facts: a tap offered for others is stale."""
    return zlib.crc32(",".join(f"{one.name}={one.value}" for one in apart).encode())


def choices(said: Collection[TappedFacts], incident: Incident, *, vouched: bool) -> list[tuple[Choice, ...]]:
    """Offer to use or leave the newest place that stands apart, and the facts."""
    rows: list[tuple[Choice, ...]] = []
    for newest in undecided(incident)[:1]:
        use = UsePlace(newest.number).choice(text("choice.use_place"))
        rows.append((use, DeclinePlace(newest.number).choice(text("choice.decline_place"))))
    apart = facts_apart(said, incident.corrections, vouched=vouched)
    if apart:
        mark = facts_mark(apart)
        use = UseFacts(mark).choice(text("choice.use_facts"))
        rows.append((use, DeclineFacts(mark).choice(text("choice.decline_facts"))))
    return rows
