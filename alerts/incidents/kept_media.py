"""Photos, videos and voice notes of somebody who is muted: found again when the desk reads the report."""

from dataclasses import replace

from alerts.incidents.incident import Report
from alerts.incidents.ports import REPORTS
from alerts.notices import Media
from alerts.work.unit_of_work import UnitOfWork

FACT = "media"
"""Stands among the report's taps, sealed with them: where the platform has it, never the thing itself."""


async def keep_media(uow: UnitOfWork, report: Report, media: Media) -> None:
    """Keep with the report where its platform holds this photo, video or voice note."""
    where = f"{media.kind} {media.line_id} {media.id}"
    kept = "\n".join(filter(None, (report.facts.get(FACT), where)))
    await REPORTS(uow).save(replace(report, facts=report.facts | {FACT: kept}))


def kept_media(report: Report) -> list[Media]:
    """Return what was kept of this report, oldest first."""
    found = [line.split(" ", 2) for line in report.facts.get(FACT, "").splitlines()]
    return [Media(int(line_id), id_, kind) for kind, line_id, id_ in found]
