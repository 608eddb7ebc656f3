"""Two transports, one person: a one-time code said on the other one, and the Yes of whose code it is.

docs/decisions/0029-linking.md says why.
"""

from datetime import datetime

from alerts.audit.deed import Action, Deed
from alerts.audit.recording import record
from alerts.escalation.lasting_roles import keep_desks_of_linked, lasting_roles
from alerts.joining.ports import CODES, LINKED_CONTACTS
from alerts.joining.taps import AllowLink, ConfirmLink, KeepApps, RefuseLink
from alerts.notices import Notice, Text, text
from alerts.people.code import LINK_LASTS, Code, new_words, normal
from alerts.people.naming import called as shown_name
from alerts.people.naming import named
from alerts.people.person import Contact, Person
from alerts.trainings.signing_up import fill_after_linking
from alerts.work.on_duty import ON_DUTY, SEATS_IN_DOUBT
from alerts.work.refused import Refused
from alerts.work.unit_of_work import UnitOfWork

_LINK, _ASKED = "link", "asked"
"""Purposes of codes: whose it is; who wrote it and waits for the owner's word."""


_NAME = 40
_HOUR, _DAY = 60, 24 * 60
"""In minutes."""


async def offer(uow: UnitOfWork, now: datetime, person: Person) -> str:
    """Make a code that links another transport to this person, good for 10 minutes."""
    words = new_words()
    await CODES(uow).add(Code(id=0, purpose=_LINK, person_id=person.id, expires_at=now + LINK_LASTS), words)
    return words


async def ask_writer(uow: UnitOfWork, now: datetime, person: Person, words: str) -> Notice | Refused:
    """Return what whoever wrote this code is asked first: whether both apps are theirs. Nothing is used up by it."""
    code = await CODES(uow).find(_LINK, normal(words))
    if code is None:
        return Refused(text("link.bad_code"))
    owner = await _owner(uow, now, person, code)
    if isinstance(owner, Refused):
        return owner
    mine = ConfirmLink(code.id).choice(text("choice.link_mine"))
    return Notice.of("link.sure").with_choices((mine,), (KeepApps().choice(text("choice.no")),))


async def ask(
    uow: UnitOfWork, now: datetime, person: Person, contact: Contact, code_id: int, called: str
) -> Text | Refused:
    """Ask the owner of this code whether `person`, who wrote it at `contact`, is them; it is used up with that.

    `called`: the name that the platform shows of them; of who has not joined none is kept.
    """
    code = await CODES(uow).get(code_id)
    if code is None:
        return Refused(text("link.bad_code"))
    owner = await _owner(uow, now, person, code)
    if isinstance(owner, Refused):
        return owner
    if not await CODES(uow).use(code.id, now):
        return Refused(text("link.bad_code"))
    asked = Code(id=0, purpose=_ASKED, person_id=person.id, expires_at=now + LINK_LASTS)
    await CODES(uow).add(asked, str(code.id))
    platform = contact.transport.title()
    question = Notice(
        parts=(
            text(
                "link.ask",
                name=shown_name(called, _NAME) if called else named(person),
                transport=platform,
                began=_began(person, now),
            ),
        ),
        choices=(
            (AllowLink(code.id).choice(text("choice.link_yes")),),
            (RefuseLink(code.id).choice(text("choice.link_no")),),
        ),
    )
    await uow.mail.post(question, [one.id for one in await uow.contacts.of(owner.id)], now)
    return text("link.asked")


async def _owner(uow: UnitOfWork, now: datetime, writer: Person, code: Code) -> Person | Refused:
    """Return whose code this is, where whoever wrote it may be linked with them."""
    if code.purpose != _LINK or code.person_id is None or code.person_id == writer.id:
        return Refused(text("link.bad_code"))
    owner = await uow.people.get(code.person_id)
    if owner is None or not code.good_for(code.person_id, now):
        return Refused(text("link.bad_code"))
    if owner.has_uncompared_number or writer.has_uncompared_number:
        return Refused(text("trust.number_first"))
    return Refused(text("link.own_roles")) if await _would_gain(uow, owner, writer) else owner


async def allow(uow: UnitOfWork, now: datetime, owner: Person, code_id: int) -> Person | Refused:
    """Make whoever wrote this code of the owner's one with them. Return the owner as they are then."""
    other = await _answered(uow, now, owner, code_id)
    if isinstance(other, Refused):
        return other
    if owner.has_uncompared_number or other.has_uncompared_number:
        return Refused(text("trust.number_first"))
    if await _would_gain(uow, owner, other):
        return Refused(text("link.own_roles"))
    came = [one.id for one in await uow.contacts.of(other.id)]
    had = [one for one in other.grants if one in await lasting_roles(uow, other)]
    await LINKED_CONTACTS(uow).add(came, had, now)
    await keep_desks_of_linked(uow, owner, other.id)
    await uow.people.merge(owner.id, other.id, now)
    await record(uow, now, Deed(action=Action.LINKED, by_id=owner.id, whom_id=other.id))
    await fill_after_linking(uow, now, owner.id)
    if await ON_DUTY(uow).holds_seats(owner.id, now):
        await uow.deadlines.set(SEATS_IN_DOUBT, owner.id, now)
    return await uow.people.get(owner.id) or owner


async def refuse(uow: UnitOfWork, now: datetime, owner: Person, code_id: int) -> Refused | None:
    """Leave both apart, and tell whoever wrote the code."""
    other = await _answered(uow, now, owner, code_id)
    if isinstance(other, Refused):
        return other
    await uow.mail.to_person(other.id, Notice.of("link.refused"), now)
    return None


async def _answered(uow: UnitOfWork, now: datetime, owner: Person, code_id: int) -> Person | Refused:
    """Use up what was asked of the owner; return who wrote the code."""
    code, asked = await CODES(uow).get(code_id), await CODES(uow).find(_ASKED, str(code_id))
    gone = Refused(text("link.bad_code"))
    if code is None or asked is None or asked.person_id is None or code.person_id != owner.id:
        return gone
    if not asked.good_for(asked.person_id, now) or not await CODES(uow).use(asked.id, now):
        return gone
    return await uow.people.get(asked.person_id) or gone


async def _would_gain(uow: UnitOfWork, owner: Person, other: Person) -> bool:
    """Say whether the owner would get a role: a code that somebody is talked into writing must give none away.

    To have for good what they only covered is to get it, too.
    """
    lasting = set(other.grants) & await lasting_roles(uow, other)
    return not set(other.grants) <= set(owner.grants) or not lasting <= await lasting_roles(uow, owner)


def _began(person: Person, now: datetime) -> Text:
    """Say how long ago they first wrote: who began a minute ago is hardly somebody that one has known for months."""
    minutes = int((now - (person.since or now)).total_seconds() // 60)
    if minutes < _HOUR:
        return text("link.began_minutes", n=max(minutes, 1))
    if minutes < _DAY:
        return text("link.began_hours", n=minutes // _HOUR)
    return text("link.began_days", n=minutes // _DAY)
