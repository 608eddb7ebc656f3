"""Practice: a report that begins with the word, in capitals, is announced so to whoever is asked or told."""

import re

from alerts.incidents.ports import REPORTS
from alerts.notices import Text, text
from alerts.work.unit_of_work import UnitOfWork

_WORD = re.compile(r"\W*(?:PRACTICE|PR[ÁA]CTICA)\b")
"""In capitals alone: in small letters it is a word like any other."""


def announced(words: str) -> tuple[Text, ...]:
    """Return the line that stands first where these words begin with the word; else nothing."""
    return (text("practice.first"),) if _WORD.match(words) else ()


async def announced_of(uow: UnitOfWork, incident_id: int) -> tuple[Text, ...]:
    """Return that line where everybody who wrote of this incident began so: one who did not may see agents."""
    written = [report.words for report in await REPORTS(uow).of(incident_id) if report.words.strip()]
    return (text("practice.first"),) if written and all(_WORD.match(words) for words in written) else ()
