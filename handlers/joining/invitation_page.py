"""What stands on an invitation's page for a meeting's wall, in each language of the network."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from alerts.network.retention import Retention
from alerts.network.town import Network
from alerts.notices import Text, text
from handlers.info.texts import kept_of_everybody
from handlers.joining.page_layout import Section, laid_out
from locales.catalogue import ReaderLocale

_GROUP = 4
"""Signs of the code between two hyphens: so somebody copies it without losing the line."""


@dataclass(frozen=True, kw_only=True)
class InvitationPage:
    """A page to print, by which so many people can join."""

    network: Network
    town: str
    code: str
    link: str
    """What opens it in Telegram; empty: there is no bot whose name is known."""
    signal_number: str
    """Where it is written to on Signal; empty: nowhere."""
    uses: int
    expires_at: datetime

    def pdf(self, retention: Retention, now: datetime) -> bytes:
        """Return the page on letter paper; on a second one what does not fit in a readable size."""
        readers = [ReaderLocale(language, self.network.zone) for language in self.network.languages]
        return laid_out(self._sections(retention), readers, now)

    def _sections(self, retention: Retention) -> list[Section]:
        what = (
            text("invite.page_what", network=self.network.name),
            text("invite.page_town", town=self.town),
            text("invite.page_free"),
            text("join.impostors"),
        )
        until = text(
            "invite.page_until_one" if self.uses == 1 else "invite.page_until", at=self.expires_at, uses=self.uses
        )
        return [
            Section((text("invite.page_title", network=self.network.name),), title=True),
            Section(what),
            *self._ways(),
            Section((until,), strong=True),
            Section((text("invite.page_kept"), text("consent.account"), *kept_of_everybody(retention)), small=True),
        ]

    def _ways(self) -> Sequence[Section]:
        ways = []
        words = text("invite.page_words", code=_grouped(self.code))
        if self.link:
            said = (text("invite.page_telegram"), text("invite.page_telegram_how"))
            ways.append(Section(said, address=self.link, below=(Text("invite.page_link", {"link": self.link}),)))
        if self.signal_number:
            number = self.signal_number
            said = (text("invite.page_signal"), text("invite.page_signal_how"))
            below = (text("invite.page_number", number=_spaced(number)), words)
            ways.append(Section(said, address=signal_address(number), below=below, copied=True))
        if not ways:
            ways.append(Section((text("invite.page_bot"),), below=(words,), copied=True))
        return ways


def signal_address(number: str) -> str:
    """Return what opens a chat with this number in Signal; it cannot carry any words."""
    return f"https://signal.me/#p/{number}"


def _grouped(code: str) -> str:
    return "-".join(code[start : start + _GROUP] for start in range(0, len(code), _GROUP))


def _spaced(number: str) -> str:
    """Write a number of the United States as people there read it: +1 413 555 0100."""
    parts = re.fullmatch(r"(\+1)(\d{3})(\d{3})(\d{4})", number)
    return " ".join(parts.groups()) if parts else number
