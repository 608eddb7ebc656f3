"""/link and /unlink: Telegram and Signal as one person, and as two again."""

from alerts.joining import linking, parting
from alerts.joining.ports import LINKED_CONTACTS
from alerts.joining.taps import AllowLink, ConfirmLink, KeepApps, PartApp, PartAppOf, RefuseLink, UndoLink
from alerts.notices import Notice, text
from alerts.people.person import DESK
from alerts.work.refused import Refused
from handlers.core.turn import Turn


async def link(turn: Turn, rest: str) -> None:
    """Answer /link: alone with a code to write on the other app; with that code by asking whether both are theirs."""
    if not rest:
        if not turn.person.grants:
            await turn.reply(Notice.of("link.join_first"))
            return
        code = await linking.offer(turn.uow, turn.now, turn.person)
        await turn.reply(Notice(parts=(text("link.code"), text("link.words", code=code))))
        return
    asked = await linking.ask_writer(turn.uow, turn.now, turn.person, rest)
    await turn.reply(Notice(parts=(asked.why,)) if isinstance(asked, Refused) else asked)


async def confirm(turn: Turn, tap: ConfirmLink) -> None:
    """Ask whoever's code it is, as its writer says that both apps are theirs."""
    said = await linking.ask(turn.uow, turn.now, turn.person, turn.contact, tap.code, turn.inbound.sender_name)
    await turn.reply(Notice(parts=(said.why if isinstance(said, Refused) else said,)))


async def allow(turn: Turn, tap: AllowLink) -> None:
    """Make both one: every app of theirs hears so, and whoever did not do this learns of it."""
    person = await linking.allow(turn.uow, turn.now, turn.person, tap.code)
    if isinstance(person, Refused):
        await turn.reply(Notice(parts=(person.why,)))
        return
    turn.person = person
    contacts = await turn.uow.contacts.of(person.id)
    [newest, *_] = await LINKED_CONTACTS(turn.uow).of(person.id)
    # Whoever joined on Telegram has not read it: now they are put into the town's Signal group; the desk is not.
    at_desk = any(grant.role in DESK for grant in person.grants)
    seen = () if at_desk or all(one.transport != "signal" for one in contacts) else (text("consent.signal_group"),)
    undo = UndoLink(newest.contact_id).choice(text("choice.link_undo"))
    done = Notice(parts=(text("link.done"), *seen)).with_choices((undo,))
    await turn.uow.mail.post(done, [contact.id for contact in contacts], turn.now)


async def refuse(turn: Turn, tap: RefuseLink) -> None:
    """Leave both apart."""
    refused = await linking.refuse(turn.uow, turn.now, turn.person, tap.code)
    await turn.reply(Notice(parts=(refused.why,)) if refused else Notice.of("link.kept_apart"))


async def unlink(turn: Turn, _: str) -> None:
    """Answer /unlink: ask which app shall be theirs no more."""
    apps = await parting.partable(turn.uow, turn.person, turn.contact)
    if not apps:
        await turn.reply(Notice.of("link.nothing_to_part"))
        return
    rows = [(PartApp(one.id).choice(text("choice.link_part", app=one.transport.title())),) for one in apps]
    rows.append((KeepApps().choice(text("choice.never_mind")),))
    await turn.reply(Notice.of("link.part_ask").with_choices(*rows))


async def part(turn: Turn, tap: PartApp) -> None:
    """Part this account from the others; both hear it."""
    refused = await parting.part(turn.uow, turn.now, turn.person, turn.contact, tap.contact)
    if refused is not None:
        await turn.acknowledge(refused)


async def undo(turn: Turn, tap: UndoLink) -> None:
    """Let both be as before the link; both hear it."""
    refused = await parting.undo(turn.uow, turn.now, turn.person, tap.contact)
    if refused is not None:
        await turn.acknowledge(refused)


async def keep(turn: Turn, _: KeepApps) -> None:
    """Leave them linked."""
    await turn.acknowledge(text("stop.kept"))


async def part_others(turn: Turn, tap: PartAppOf) -> None:
    """Part an account of somebody else, for a coordinator."""
    await turn.acknowledge(await parting.part_others(turn.uow, turn.now, turn.person, tap.person, tap.contact))
