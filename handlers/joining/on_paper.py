"""An invitation on paper, from the chat: the square for a camera, and a page to print, as files."""

from functools import partial

from alerts.document import Document
from alerts.joining import invitation_oversight
from alerts.joining.invitation_limits import ON_PAPER
from alerts.joining.taps import PrintInvitation, ShowSquare
from alerts.notices import Notice, text
from alerts.people.code import Code
from alerts.work.refused import Refused
from handlers.core.turn import Turn
from handlers.joining.invitation_page import InvitationPage, signal_address
from handlers.joining.qr_code import qr_png


async def square(turn: Turn, _: ShowSquare) -> None:
    """Send the square that opens this invitation in Telegram; where there is no bot, the chat on Signal."""
    code = await _usable(turn)
    if isinstance(code, Refused):
        await turn.acknowledge(code)
        return
    link, number = _said(turn, "link"), _said(turn, "number")
    address = link or (signal_address(number) if number else "")
    if not address:
        await turn.acknowledge(text("invites.no_square"))
        return
    content = turn.file(address, partial(qr_png, address))
    document = Document(name="invitation.png", media_type="image/png", content=content)
    said = text("invites.square") if link else text("invites.square_signal", code=_words(turn))
    await turn.reply(Notice(parts=(said,), document=document))


async def page(turn: Turn, _: PrintInvitation) -> None:
    """Send a page to print, in every language of the network."""
    code = await _usable(turn)
    if isinstance(code, Refused):
        await turn.acknowledge(code)
        return
    town = turn.network.town(code.town_id)
    made = InvitationPage(
        network=turn.network,
        town=town.name if town else "",
        code=_words(turn),
        link=_said(turn, "link"),
        signal_number=_said(turn, "number"),
        uses=code.uses,
        expires_at=code.expires_at,
    )
    content = turn.file(made, partial(made.pdf, await turn.uow.retention(), turn.now))
    document = Document(name="invitation.pdf", media_type="application/pdf", content=content)
    await turn.reply(Notice(parts=(text("invites.page"),), document=document))


async def _usable(turn: Turn) -> Code | Refused:
    code = await invitation_oversight.usable(turn.uow, turn.now, _words(turn), turn.person)
    if isinstance(code, Code) and code.role not in ON_PAPER:
        return Refused(text("invites.no_page"))
    return code


def _words(turn: Turn) -> str:
    """Return the code, which we keep in the message that showed it and nowhere else."""
    return _said(turn, "code") or _said(turn, "link").partition("?start=")[2]


def _said(turn: Turn, name: str) -> str:
    parts = turn.notice.parts if turn.notice is not None else ()
    return next((str(part.values[name]) for part in parts if name in part.values), "")
