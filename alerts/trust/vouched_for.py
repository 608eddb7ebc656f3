"""Whom somebody vouched for: who turns out not to belong may have brought others."""

from datetime import datetime

from alerts.notices import Choice, Notice, Text, text
from alerts.people.naming import named
from alerts.people.person import Person
from alerts.people.pseudonym import pseudonym
from alerts.trust.ports import VOUCHED_FOR
from alerts.trust.taps import ShowPersonPage, ShowVouchedFor
from alerts.work.unit_of_work import UnitOfWork

PAGE = 5
"""People in one message, each with a tap to their page."""


async def vouched_for(
    uow: UnitOfWork, person: Person, start: int = 0
) -> tuple[tuple[Text, ...], tuple[tuple[Choice, ...], ...]]:
    """Return whom this person vouched for or invited, the newest first, and a tap to each; nothing where nobody."""
    count = await VOUCHED_FOR(uow).count(person.id)
    found = [await uow.people.get(one) for one in await VOUCHED_FOR(uow).page(person.id, start, PAGE)]
    people = [one for one in found if one is not None]
    if not people:
        return (), ()
    names = tuple(named(one) for one in people)
    rows = [(ShowPersonPage(one.id).choice(text("choice.trust.show", name=named(one))),) for one in people]
    if count > start + PAGE:
        rows.append((ShowVouchedFor(person.id, start + PAGE).choice(text("choice.trust.more_people")),))
    key = "trust.vouched_for_more" if start else "trust.vouched_for"
    return (text(key, name=named(person), count=count, names=names),), tuple(rows)


async def connected_with(uow: UnitOfWork, person: Person) -> tuple[tuple[Text, ...], tuple[tuple[Choice, ...], ...]]:
    """Return whom this person vouched for, and accounts that were theirs until they were parted; a tap to each.

    Nothing is done to such an account by itself: it may be somebody's who was linked by mistake.
    """
    parts, rows = await vouched_for(uow, person)
    hand = [await uow.people.get(one) for one in sorted(await uow.people.one_hand(person.id) - {person.id})]
    parted = [one for one in hand if one is not None and not one.banned]
    if not parted:
        return parts, rows
    opening = tuple(
        (ShowPersonPage(one.id).choice(text("choice.trust.open", name=named(one), code=pseudonym(one.id))),)
        for one in parted[:PAGE]
    )
    was_theirs = text("trust.parted_accounts", name=named(person), codes=tuple(pseudonym(one.id) for one in parted))
    return (*parts, was_theirs), (*rows, *opening)


async def show_to(
    uow: UnitOfWork, now: datetime, by: Person | None, parts: tuple[Text, ...], rows: tuple[tuple[Choice, ...], ...]
) -> None:
    """Send parts and rows of vouched_for() to `by`, who put them out: a tap says one line only. None: an operator."""
    if by is not None and parts:
        await uow.mail.to_person(by.id, Notice(parts=parts, internal=True).with_choices(*rows), now)
