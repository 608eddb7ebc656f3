"""/link: Telegram and Signal as one person."""

from alerts.joining import linking
from alerts.joining.taps import AllowLink, RefuseLink
from alerts.notices import Notice, text
from alerts.work.refused import Refused
from handlers.core.turn import Turn


async def link(turn: Turn, rest: str) -> None:
    """Answer /link: alone with a code to write on the other app; with that code by asking whose it is."""
    if not rest:
        if not turn.person.grants:
            await turn.reply(Notice.of("link.join_first"))
            return
        code = await linking.offer(turn.uow, turn.now, turn.person)
        await turn.reply(Notice(parts=(text("link.code"), text("link.words", code=code))))
        return
    said = await linking.ask(turn.uow, turn.now, turn.person, turn.contact, rest, turn.inbound.sender_name)
    await turn.reply(Notice(parts=(said.why if isinstance(said, Refused) else said,)))


async def allow(turn: Turn, tap: AllowLink) -> None:
    """Make both one: every app of theirs hears so, and whoever did not do this learns of it."""
    person = await linking.allow(turn.uow, turn.now, turn.person, tap.code)
    if isinstance(person, Refused):
        await turn.reply(Notice(parts=(person.why,)))
        return
    turn.person = person
    contacts = await turn.uow.contacts.of(person.id)
    await turn.uow.mail.post(Notice.of("link.done"), [contact.id for contact in contacts], turn.now)


async def refuse(turn: Turn, tap: RefuseLink) -> None:
    """Leave both apart."""
    refused = await linking.refuse(turn.uow, turn.now, turn.person, tap.code)
    await turn.reply(Notice(parts=(refused.why,)) if refused else Notice.of("link.kept_apart"))
