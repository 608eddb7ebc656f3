"""Everybody's invitation, a row each, for the organiser to hand out."""

import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import BinaryIO

from alerts.network.town import Network
from alerts.notices import Text, text
from alerts.roster.invitee import InviteeState
from alerts.roster.inviting_list import PlannedInvitation
from handlers.roster.formula_safe_csv import formula_safe_writer
from locales.catalogue import ReaderLocale

HEADINGS = ("name", "town", "role", "invitation", "until", "telegram", "signal", "message")


def write_handout(
    file: BinaryIO, people: Sequence[PlannedInvitation], languages: Sequence[str], network: Network, now: datetime
) -> None:
    """Write a row for each of these. `languages`: of each, what the words for them are written in."""
    readers = {code: ReaderLocale(code, network.zone) for code in set(languages)}
    # With a byte-order mark, by which Excel knows that it is UTF-8.
    lines = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
    writer = formula_safe_writer(lines)
    writer.writerow(HEADINGS)
    writer.writerows(_rows(people, languages, network, readers, now))
    lines.detach()


def _rows(
    people: Sequence[PlannedInvitation],
    languages: Sequence[str],
    network: Network,
    readers: Mapping[str, ReaderLocale],
    now: datetime,
) -> Iterator[tuple[str, ...]]:
    heads: dict[tuple[str, datetime], str] = {}
    for person, language in zip(people, languages, strict=True):
        reader, town, until = readers[language], network.town(person.invitee.town_id), person.code.expires_at
        who = (person.invitee.label, town.name if town else "", person.invitee.role.value)
        if not person.is_good(now):
            yield (*who, person.state.value, "", "", "", "")
            continue
        # Most are good until the same moment, and to write that one down takes longer than all else of a row.
        if (language, until) not in heads:
            heads[language, until] = reader.text(text("roster.handout", network=network.name, at=until), now)
        link = f"https://t.me/{person.telegram.name}?start={person.words}" if person.telegram else ""
        # The number stands in the message only: alone in a cell its + would be taken for a formula.
        signal = f"start {person.words}" if person.signal else ""
        said = " ".join([heads[language, until], *(reader.text(part, now) for part in _ways(person, link))])
        local = until.astimezone(network.zone).strftime("%Y-%m-%d %H:%M")
        # One that is new is written as one that is open: the same list again gives the same file.
        yield (*who, InviteeState.OPEN.value, local, link, signal, said)


def _ways(person: PlannedInvitation, link: str) -> list[Text]:
    """Return what whoever gets it does, on each platform."""
    words, parts = person.words, []
    if link:
        parts.append(text("roster.handout_telegram", link=link))
    if person.signal is not None:
        parts.append(text("roster.handout_signal", number=person.signal.name, code=words))
    return parts or [text("roster.handout_code", code=words)]
