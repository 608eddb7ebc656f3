"""`rebato invite`, beside a running bot too: one more invitation."""

import asyncio
from dataclasses import asdict, dataclass

from alerts.network.town import Town
from alerts.people import joining
from alerts.people.person import Role
from bot.clock import Clock
from bot.config import Settings, SettingsError
from bot.opening import OpenNetwork
from bot.transports.telegram import TelegramTransport
from storage import networks
from storage.unit_of_work import Work

_ASKING = 5.0
"""Seconds that Telegram gets to tell the bot's name; without it there is no link, and the code works as well."""


@dataclass(frozen=True)
class Invitation:
    """What an operator hands on."""

    code: str
    role: str
    town: str | None
    """None: every town."""
    telegram_link: str | None
    """None where Telegram is not set up or does not answer."""
    signal_words: str

    def as_json(self) -> dict[str, str | None]:
        """With the names that scripts rely on."""
        return asdict(self)


def town_named(opened: OpenNetwork, name: str) -> Town:
    """The town of that name."""
    for town in opened.network.towns:
        if town.name.casefold() == name.strip().casefold():
            return town
    raise SettingsError(
        "--town",
        "is not a town of this network",
        "choose from " + ", ".join(t.name for t in opened.network.towns),
    )


async def make(settings: Settings, opened: OpenNetwork, role: Role, town: Town | None, clock: Clock) -> Invitation:
    """A single-use invitation, kept only as its keyed hash."""
    work = Work(opened.store, settings.retention, settings.hotline)
    async with work.begin() as uow:
        code = await joining.invite(uow, clock.now(), role, town.id if town else None)
        username = await networks.bot_name(uow.session, opened.store.vault)
    username = username or await _asked(settings, clock)
    return Invitation(
        code=code,
        role=role.value,
        town=town.name if town else None,
        telegram_link=f"https://t.me/{username}?start={code}" if username else None,
        signal_words=f"start {code}",
    )


async def _asked(settings: Settings, clock: Clock) -> str:
    """The bot's name from the platform itself, before the bot ever ran."""
    if settings.telegram_bot_token is None:
        return ""
    token = settings.telegram_bot_token.get_secret_value()
    telegram = TelegramTransport(0, token, settings.telegram_base_url, clock.now)
    try:
        async with asyncio.timeout(_ASKING):
            return await telegram.who() or ""
    except TimeoutError:
        return ""
    finally:
        await telegram.stop()
