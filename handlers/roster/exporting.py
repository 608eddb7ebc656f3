"""/export: a coordinator asks for the list of people, a second one says yes; file and passphrase go to one each."""

from alerts.document import Document
from alerts.network.coordinated_towns import coordinated_towns
from alerts.notices import Choice, Notice, text
from alerts.people.naming import named
from alerts.roster import exporting
from alerts.roster.passphrase import new_passphrase, spoken
from alerts.roster.roster_row import roster_rows
from alerts.roster.taps import ApproveExport, AskForExport, DropExport, RefuseExport
from alerts.trust.second_coordinator import other_coordinators
from alerts.work.refused import Refused
from handlers.core.turn import Turn
from handlers.roster.encrypted_archive import encrypted_archive
from handlers.roster.people_table import people_table
from locales.catalogue import ReaderLocale

FILE = "list.zip"
INSIDE = "list.csv"


async def export(turn: Turn, _: str) -> None:
    """Answer /export: ask whose list it shall be, and say what follows."""
    if not await other_coordinators(turn.uow, turn.person):
        await turn.reply(Notice.of("roster.export.no_second"))
        return
    towns = coordinated_towns(turn.network, turn.person)
    rows: list[tuple[Choice, ...]] = [
        (AskForExport(town.id).choice(text("choice.name", name=town.name)),) for town in towns
    ]
    if len(towns) > 1:
        rows.append((AskForExport().choice(text("choice.roster.all")),))
    rows.append((DropExport().choice(text("choice.never_mind")),))
    await turn.reply(Notice(parts=(text("roster.export.which"), text("roster.export.how"))).with_choices(*rows))


async def ask(turn: Turn, tap: AskForExport) -> None:
    """Ask all other coordinators."""
    if tap.town is not None and turn.network.town(tap.town) is None:
        await turn.acknowledge(text("choose.stale"))
        return
    asked = await exporting.ask(turn.uow, turn.now, turn.person, tap.town)
    if isinstance(asked, Refused):
        await turn.acknowledge(asked)
    else:
        await turn.reply(Notice(parts=(asked,)))


async def drop(turn: Turn, _: DropExport) -> None:
    """Ask nobody."""
    await turn.acknowledge(text("roster.export.dropped"))


async def approve(turn: Turn, tap: ApproveExport) -> None:
    """Make the file, send it to whoever asked, and show its passphrase to this coordinator alone."""
    approved = await exporting.approve(turn.uow, turn.now, tap.request, turn.person)
    if isinstance(approved, Refused):
        await turn.acknowledge(approved)
        return
    rows = await roster_rows(turn.uow, approved.towns)
    reader = ReaderLocale(approved.asker.language or turn.network.languages[0], turn.network.zone)
    passphrase = new_passphrase()
    content = encrypted_archive(INSIDE, people_table(rows, turn.network, reader), passphrase)
    document = Document(name=FILE, media_type="application/zip", content=content)
    await exporting.hand_over(turn.uow, turn.now, approved, turn.person, document, len(rows))
    told = text("roster.export.passphrase", name=named(approved.asker), digits=spoken(passphrase))
    await turn.reply(Notice(parts=(told, text("roster.export.by_voice")), internal=True))


async def refuse(turn: Turn, tap: RefuseExport) -> None:
    """Let the list not go out."""
    await turn.acknowledge(await exporting.refuse(turn.uow, turn.now, tap.request, turn.person))
