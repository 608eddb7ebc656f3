"""/audit: what was done, the newest first; of everything, of a town, of a person, of an incident."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from alerts.audit.deed import AuditEntry
from alerts.audit.ports import AUDIT_LOG, MOST, AuditFilter
from alerts.audit.readable_towns import readable_towns
from alerts.audit.taps import ShowAudit, ShowAuditOfIncident, ShowAuditOfPerson, ShowAuditOfTown
from alerts.notices import Choice, Notice, Text, text
from alerts.people.pseudonym import pseudonym
from alerts.tap import Tap
from handlers.audit.deed_words import deed_words
from handlers.core.turn import Turn

PAGE = 8
"""Entries in one message: in two languages more would not fit one of Signal's."""
_SHORTEST = 4
"""Digits by which a person is named; fewer are the number of an incident."""
_NUMBER = re.compile(r"(#?)\s*([0-9]{1,19})", re.ASCII)


@dataclass(frozen=True, kw_only=True)
class _Asked:
    """A page that was asked for."""

    which: AuditFilter
    before: int | None
    head: Text
    earlier: Callable[[int], Tap]
    """The tap that goes on before the entry of this id."""
    also: tuple[Choice, ...] = ()


async def audit(turn: Turn, rest: str) -> None:
    """Answer /audit, alone, or with a town, the digits of a person, or the number of an incident."""
    town = turn.network.named(rest)
    number = _NUMBER.fullmatch(rest.strip())
    if not rest.strip():
        await show(turn, ShowAudit())
    elif town is not None:
        await show_town(turn, ShowAuditOfTown(town.id))
    elif number is not None:
        await _numbered(turn, number[2], is_incident=bool(number[1]) or len(number[2]) < _SHORTEST)
    else:
        await turn.reply(Notice.of("audit.how"))


async def _numbered(turn: Turn, digits: str, *, is_incident: bool) -> None:
    if is_incident:
        await show_incident(turn, ShowAuditOfIncident(min(int(digits), MOST)))
        return
    found = await AUDIT_LOG(turn.uow).persons(digits, readable_towns(turn.person))
    if len(found) == 1:
        await show_person(turn, ShowAuditOfPerson(next(iter(found))))
    elif found:
        rows = [(ShowAuditOfPerson(one).choice(_digits(one)),) for one in sorted(found)[:PAGE]]
        await turn.reply(Notice.of("audit.several", digits=digits).with_choices(*rows))
    else:
        await turn.reply(Notice.of("audit.nothing"))


def _digits(person_id: int) -> Text:
    return text("choice.name", name=str(person_id)[-10:])


async def show(turn: Turn, tap: ShowAudit) -> None:
    """Show what was done in all the towns that this coordinator reads of."""
    within = readable_towns(turn.person)
    towns = [town for town in turn.network.towns if within is None or town.id in within]
    by_town = tuple(ShowAuditOfTown(town.id).choice(text("choice.name", name=town.name)) for town in towns)
    also = by_town if len(by_town) > 1 and tap.before is None else ()
    head = text("audit.head")
    await _page(turn, _Asked(which=AuditFilter(), before=tap.before, head=head, earlier=ShowAudit, also=also))


async def show_town(turn: Turn, tap: ShowAuditOfTown) -> None:
    """Show what was done in one town."""
    town = turn.network.town(tap.town)
    within = readable_towns(turn.person)
    if town is None or (within is not None and town.id not in within):
        await turn.acknowledge(text("refused.role"))
        return
    head = text("audit.head_town", town=town.name)
    which, earlier = AuditFilter(town_id=town.id), partial(ShowAuditOfTown, town.id)
    await _page(turn, _Asked(which=which, before=tap.before, head=head, earlier=earlier))


async def show_person(turn: Turn, tap: ShowAuditOfPerson) -> None:
    """Show what one person did, and what was done to them."""
    head = text("audit.head_person", person=pseudonym(tap.person))
    which, earlier = AuditFilter(person_id=tap.person), partial(ShowAuditOfPerson, tap.person)
    await _page(turn, _Asked(which=which, before=tap.before, head=head, earlier=earlier))


async def show_incident(turn: Turn, tap: ShowAuditOfIncident) -> None:
    """Show what was done about one incident."""
    head = text("audit.head_incident", number=tap.number)
    which, earlier = AuditFilter(incident=tap.number), partial(ShowAuditOfIncident, tap.number)
    await _page(turn, _Asked(which=which, before=tap.before, head=head, earlier=earlier))


async def _page(turn: Turn, asked: _Asked) -> None:
    which = replace(asked.which, within=readable_towns(turn.person))
    found = await AUDIT_LOG(turn.uow).newest(which, PAGE + 1, asked.before)
    if not found:
        await turn.reply(Notice.of("audit.nothing"))
        return
    shown = found[:PAGE]
    rows = [(asked.earlier(shown[-1].id).choice(text("choice.audit.earlier")),)] if len(found) > PAGE else []
    rows += [(one,) for one in asked.also]
    await turn.reply(Notice(parts=(asked.head, *(line(turn, one) for one in shown))).with_choices(*rows))


def line(turn: Turn, entry: AuditEntry) -> Text:
    """Return one entry as a line."""
    return text("audit.line", at=entry.at, deed=deed_words(entry.deed, turn.network))
