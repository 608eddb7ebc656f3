"""Practice: a report that begins with the word, in capitals, is announced so to whoever is asked or told."""

import re
from collections.abc import Sequence

from alerts.incidents.incident import Incident, Report
from alerts.incidents.ports import REPORTS
from alerts.notices import Text, text
from alerts.work.unit_of_work import UnitOfWork

_WORD = re.compile(r"\W*(?:PRACTICE|PR[ÁA]\u0301?CTICA)\b")
"""In capitals alone: in small letters it is a word like any other. Some keyboards write the accent apart."""


ANNOUNCED = (text("practice.first"),)
"""The line that stands first."""


def begins_so(words: str) -> bool:
    """Say whether these words begin with the word."""
    return _WORD.match(words) is not None


async def is_practice(uow: UnitOfWork, incident: Incident) -> bool:
    """Say whether the desk's words, or everybody who wrote of it, began so: one who did not may see agents."""
    if begins_so(incident.corrections.words or ""):
        return True
    first = [report.words for report in await REPORTS(uow).first(incident.id, 1) if report.words.strip()]
    if not all(begins_so(words) for words in first):
        # The rest is opened only where the first did: a surge has hundreds.
        return False
    written = [report.words for report in await REPORTS(uow).of(incident.id) if report.words.strip()]
    return bool(written) and all(begins_so(words) for words in written)


async def announced_of(uow: UnitOfWork, incident: Incident) -> tuple[Text, ...]:
    """Return the line that stands first where it is practice; else nothing."""
    return ANNOUNCED if await is_practice(uow, incident) else ()


async def announced_on_card(uow: UnitOfWork, incident: Incident, first: Sequence[Report]) -> tuple[Text, ...]:
    """Return the same for a card, which changes often; `first`: its first reports.

    All of them are read only where these began so: a surge has hundreds.
    """
    written = next((report.words for report in first if report.words.strip()), "")
    return await announced_of(uow, incident) if begins_so(incident.corrections.words or written) else ()
