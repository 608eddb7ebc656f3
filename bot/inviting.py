"""`rebato invite`, beside a running bot too: one more invitation."""

from dataclasses import asdict, dataclass
from importlib import import_module

from alerts.network.town import Town
from alerts.people import joining
from alerts.people.person import Role
from bot.clock import Clock
from bot.config import Settings, SettingsError
from bot.opening import OpenNetwork
from storage import networks
from storage.unit_of_work import Work


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
    # Imported only when it is needed: Telegram's library takes longer to load than all the rest of this verb.
    name: str = await import_module("bot.bot_name").bot_name(settings, clock)
    return name
