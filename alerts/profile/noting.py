"""The note on somebody that dispatchers read before they ask: "not Tuesdays", "no car"."""

from datetime import datetime

from alerts.audit.deed import Action, Deed
from alerts.audit.recording import record
from alerts.notices import Notice, Quote, Text, text
from alerts.people.naming import named
from alerts.people.person import DESK, Person
from alerts.profile.ports import PROFILES
from alerts.understanding.cleaning import MeantFor
from alerts.work.refused import Refused
from alerts.work.unit_of_work import UnitOfWork

LONGEST = 200
"""Characters of a note."""


def may_note(by: Person, person: Person) -> bool:
    """Say whether they may write the note on this person: themselves, and the desk of a town where they have a role."""
    return by.id == person.id or any(by.has(DESK, grant.town_id) for grant in person.grants)


async def noted_person(uow: UnitOfWork, by: Person, person_id: int) -> Person | Refused:
    """Return who the note is on, where `by` may write it."""
    person = await uow.people.get(person_id)
    if person is None or not (person.grants or by.id == person_id):
        return Refused(text("trust.gone"))
    return person if may_note(by, person) else Refused(text("refused.role"))


async def set_note(uow: UnitOfWork, now: datetime, by: Person, person_id: int, words: str) -> Text | Refused:
    """Keep the note; empty: there is none any more. Who did not write it themselves is told.

    Many people read it for months: no name, number or address of anybody stands in it.
    """
    person = await noted_person(uow, by, person_id)
    if isinstance(person, Refused):
        return person
    if len(words) > LONGEST:
        return Refused(text("profile.note_long", length=len(words), most=LONGEST))
    network = await uow.network()
    clean = uow.cleaner.words(words, MeantFor.EVERYBODY, network.towns)
    if clean.taken:
        return Refused(text("profile.note_private", what=tuple(text(f"taken_out.{kind}") for kind in clean.taken)))
    await PROFILES(uow).set_note(person.id, clean.words)
    if by.id != person.id:
        await record(uow, now, Deed(action=Action.NOTED, by_id=by.id, whom_id=person.id))
        await uow.mail.to_person(person.id, Notice(parts=(_told(by, clean.words),)), now)
    return note_words(clean.words)


def note_words(note: str) -> Text:
    """Say what the note is."""
    return text("profile.note", note=Quote(note, LONGEST)) if note else text("profile.note_none")


def _told(by: Person, note: str) -> Text:
    if not note:
        return text("profile.note_erased_by", name=named(by))
    return text("profile.note_by", name=named(by), note=Quote(note, LONGEST))
