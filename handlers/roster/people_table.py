"""The list of people as CSV, in the reader's language; no cell of it is a formula."""

import io
from collections.abc import Iterable

from alerts.network.town import Network
from alerts.notices import Text, text
from alerts.roster.roster_row import RosterRow
from alerts.trust.announcing import roles_in_words
from handlers.roster.formula_safe_csv import formula_safe_writer
from locales.catalogue import ReaderLocale

COLUMNS = ("name", "roles", "language", "skills", "since", "reachable")
"""Each has its heading in the catalogues: roster.export.column.NAME."""


def people_table(rows: Iterable[RosterRow], network: Network, reader: ReaderLocale) -> bytes:
    """Return a row for each of these below the headings, in UTF-8 with the mark by which Excel knows it."""
    file = io.StringIO(newline="")
    writer = formula_safe_writer(file)
    writer.writerow([reader.text(text(f"roster.export.column.{name}")) for name in COLUMNS])
    writer.writerows(_cells(row, network, reader) for row in rows)
    return file.getvalue().encode("utf-8-sig")


def _cells(row: RosterRow, network: Network, reader: ReaderLocale) -> tuple[str, ...]:
    return (
        row.name,
        "; ".join(reader.text(role) for role in roles_in_words(network, row.roles)),
        reader.text(text(f"language.own.{row.language}")) if row.language in network.languages else "",
        ", ".join(reader.text(text(f"profile.skill.{one}")) for one in row.skills),
        row.since.astimezone(network.zone).date().isoformat() if row.since else "",
        reader.text(_reachable(row)),
    )


def _reachable(row: RosterRow) -> Text:
    return text("roster.export.reachable" if row.is_reachable else "roster.export.unreachable")
