"""Words of people on their way out: cleaned for whom they are meant, and what is said of it to desk and writer."""

from collections.abc import Iterable
from dataclasses import replace

from alerts.incidents.incident import Incident
from alerts.network.town import Town
from alerts.notices import Quote, Text, text
from alerts.places.place import Place, area
from alerts.understanding.cleaning import MeantFor
from alerts.understanding.private_kind import PrivateKind
from alerts.work.unit_of_work import UnitOfWork


def place_for_sent(uow: UnitOfWork, place: Place) -> Place:
    """Return a place as who is sent there may read it."""
    return uow.cleaner.place(place, MeantFor.SENT)


def as_sent(uow: UnitOfWork, incident: Incident) -> Incident:
    """Return the incident with its place as who is sent there may read it: to make messages of, never to be kept."""
    return replace(incident, place=place_for_sent(uow, incident.place))


def place_for_everybody(uow: UnitOfWork, place: Place) -> Place:
    """Return a place as everybody may read it; a point is only said to be there, and goes nowhere."""
    return uow.cleaner.place(place, MeantFor.EVERYBODY)


def without_house(place: Place) -> Place:
    """Return a place that was cleaned for who is sent, as everybody may read it."""
    return replace(place, words=area(place))


def quote_for_everybody(
    uow: UnitOfWork, quote: Quote, towns: Iterable[Town] = (), put_back: tuple[str, ...] = ()
) -> tuple[Quote, tuple[PrivateKind, ...], tuple[str, ...]]:
    """Clean a quote and its translations; return what was taken out, and what may be put back as a place's name."""
    taken: list[PrivateKind] = []
    perhaps: list[str] = []

    def cleaned(words: str) -> str:
        clean = uow.cleaner.words(words, MeantFor.EVERYBODY, towns, put_back=put_back)
        taken.extend(clean.taken)
        perhaps.extend(clean.perhaps_places)
        return clean.words

    whole = replace(
        quote,
        words=cleaned(quote.words),
        others=tuple((language, cleaned(words)) for language, words in quote.others),
    )
    return whole, tuple(dict.fromkeys(taken)), tuple(dict.fromkeys(perhaps))


def taken_out(taken: Iterable[PrivateKind | str]) -> tuple[Text, ...]:
    """Say to a dispatcher what was taken out, and that it goes out to nobody; nothing where nothing was."""
    kinds = tuple(text(f"taken_out.{PrivateKind(kind)}") for kind in taken)
    return (text("preview.taken_out", what=kinds),) if kinds else ()


def masked(taken: Iterable[PrivateKind | str]) -> tuple[Text, ...]:
    """Say to who wrote it what the desk does not get, and why; nothing where nothing was masked."""
    kinds = tuple(text(f"taken_out.{PrivateKind(kind)}") for kind in taken)
    return (text("report.masked", what=kinds),) if kinds else ()
