"""The alert that every measurement sends: what neighbors get, in their languages."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from alerts.incidents.alert_texts import for_community
from alerts.incidents.draft import AlertSnapshot
from alerts.incidents.incident import Basis
from alerts.incidents.ports import INCIDENTS
from alerts.network.audience import community
from alerts.notices import Notice
from alerts.places.place import Place
from bot.bench.bench_network import TOWN
from locales.catalogue import ReaderLocale, compose
from storage.unit_of_work import SqlUnitOfWork

ZONE = ZoneInfo("America/New_York")


async def prepare(uow: SqlUnitOfWork, now: datetime) -> Notice:
    """Open an incident in the town; return the alert about it."""
    incident = await INCIDENTS(uow).open_new(town_id=TOWN, place=Place(words="Elm & 3rd"), observed_at=now, now=now)
    shown = AlertSnapshot(
        at=now,
        number=incident.number,
        basis=Basis.OBSERVER,
        town_id=TOWN,
        town="Northampton",
        place=incident.place,
        observed_at=now,
        hotline="413-555-0100",
    )
    return for_community(incident.id, shown, now + timedelta(hours=6))


async def broadcast(uow: SqlUnitOfWork, notice: Notice, now: datetime) -> int:
    """Enqueue the notice for everybody in the town; return how many they are."""
    return await uow.mail.broadcast(notice, community(TOWN, but=()), now)


def text_of(notice: Notice, now: datetime) -> str:
    """Render the notice as an English reader gets it: the text that the peers send."""
    return compose(notice.parts, (ReaderLocale("en", ZONE),), now)
