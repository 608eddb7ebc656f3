"""/link: Telegram and Signal as one person."""

from alerts.joining import linking
from alerts.notices import Notice, text
from handlers.core.turn import Turn


async def link(turn: Turn, rest: str) -> None:
    """Answer /link: alone with a code to write on the other app; with that code these two are one person."""
    if not rest:
        if not turn.person.grants:
            await turn.reply(Notice.of("link.join_first"))
            return
        code = await linking.offer(turn.uow, turn.now, turn.person)
        await turn.reply(Notice(parts=(text("link.code"), text("link.words", code=code))))
        return
    person = await linking.take(turn.uow, turn.now, turn.person, rest)
    if person is None:
        await turn.reply(Notice.of("link.bad_code"))
        return
    turn.person = person
    # On every app of theirs: whoever did not do this learns of it.
    contacts = await turn.uow.contacts.of(person.id)
    await turn.uow.mail.post(Notice.of("link.done"), [contact.id for contact in contacts], turn.now)
