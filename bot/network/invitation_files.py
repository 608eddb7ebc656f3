"""What `rebato invite` writes for a meeting: a page to print, and the square for a phone's camera."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from alerts.joining.invitation_limits import ON_PAPER
from alerts.network.retention import Retention
from alerts.network.town import Network
from alerts.people.person import Role
from bot.network.invitation import PrintedInvitation
from bot.settings.settings import SettingsError
from handlers.joining.invitation_page import InvitationPage
from handlers.joining.qr_code import qr_png


@dataclass(frozen=True, kw_only=True)
class InvitationFiles:
    """Where an invitation is written to besides the screen."""

    pdf: Path | None
    """None: no page is made."""
    qr: Path | None
    """None: no square is."""

    def check(self, role: Role) -> None:
        """Raise SettingsError, before anything is made, for what could not be written or should hang on no wall."""
        if self.pdf is not None and role not in ON_PAPER:
            raise SettingsError(
                "--pdf", f"is not made for a {role.value}", "an invitation to the desk goes from hand to hand"
            )
        for option, path in (("--pdf", self.pdf), ("--qr", self.qr)):
            if path is not None and not path.absolute().parent.is_dir():
                raise SettingsError(option, "is in a folder that is not there", "choose another")
            if path is not None and path.exists():
                raise SettingsError(option, "is there already", "choose another name")

    def write(self, made: PrintedInvitation, network: Network, retention: Retention, now: datetime) -> None:
        """Write what is wanted; only this account may read the files: whoever has one can join.

        Raises SettingsError where a file cannot be written, or Telegram's bot is not known by name.
        """
        if self.pdf is not None:
            page = InvitationPage(
                network=network,
                town=made.town or "",
                code=made.code,
                link=made.telegram_link or "",
                signal_number=made.signal_number or "",
                uses=made.uses,
                expires_at=made.ends,
            )
            _write("--pdf", self.pdf, page.pdf(retention, now))
        if self.qr is not None:
            if made.telegram_link is None:
                raise SettingsError(
                    "--qr", "holds a link to the Telegram bot, of which the name is not known", "set TELEGRAM_BOT_TOKEN"
                )
            _write("--qr", self.qr, qr_png(made.telegram_link))


def _write(option: str, path: Path, data: bytes) -> None:
    try:
        path.touch(mode=0o600, exist_ok=False)
        path.write_bytes(data)
    except OSError as error:
        raise SettingsError(option, f"cannot be written: {error.strerror}", "choose another file") from None
