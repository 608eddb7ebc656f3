"""What `rebato init` makes: the key file, the database, the network's first rows, the first invitation."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from alerts.people.person import Role
from alerts.places.place import Point
from bot.network.invitation import PrintedInvitation, make_invitation
from bot.network.open import OpenNetwork, key_of, open_store
from bot.network.town_argument import LONGEST_NAME
from bot.process.clock import Clock
from bot.settings.settings import Settings, SettingsError
from locales.catalogue import languages
from storage.database.url import SqliteFile
from storage.encryption.keyring import KEY_FILE, Keyring
from storage.network import networks
from storage.panic.destruction import begin_anew


@dataclass(frozen=True)
class NewNetwork:
    """What a network is created with, each field checked."""

    name: str
    languages: tuple[str, ...]
    zone: str
    towns: tuple[tuple[str, Point], ...]


def network_name(text: str) -> str:
    """Return a name that fits a message. Raises SettingsError where it is empty or too long."""
    name = " ".join(text.split())
    if not 0 < len(name) <= LONGEST_NAME:
        raise SettingsError("--name", "is empty or longer than 60 characters", "give the name that people know")
    return name


def language_codes(text: str) -> tuple[str, ...]:
    """Return the codes in a text such as "en,es"; the first is the fallback.

    Raises SettingsError where one has no catalogue.
    """
    codes = tuple(dict.fromkeys(code.strip().lower() for code in text.split(",") if code.strip()))
    if not codes or not set(codes) <= set(languages()):
        raise SettingsError(
            "--languages", "names a language without a catalogue", f"choose from {','.join(languages())}"
        )
    return codes


def time_zone(text: str) -> str:
    """Return the IANA name of a time zone. Raises SettingsError where there is none of that name."""
    try:
        ZoneInfo(text.strip())
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise SettingsError("--timezone", "is not a time zone", "give an IANA name such as America/New_York") from None
    return text.strip()


async def create_network(settings: Settings, new: NewNetwork, clock: Clock) -> PrintedInvitation:
    """Create the network, and invite its first coordinator.

    Raises SettingsError where a network is there already; StorageError for the rest.
    """
    keyring = await _keyring(settings)
    async with open_store(settings, keyring) as store:
        async with store.write() as session:
            if await networks.exists(session):
                raise SettingsError(
                    settings.home,
                    "holds a network already",
                    "use `rebato invite`, or name another place for a new one",
                )
            await begin_anew(session)
            network = await networks.create(
                session,
                store.vault,
                name=new.name,
                languages=new.languages,
                zone=new.zone,
                towns=list(new.towns),
            )
        return await make_invitation(settings, OpenNetwork(store, network), Role.COORDINATOR, None, clock)


async def _keyring(settings: Settings) -> Keyring:
    """Create a key file, or open the one of an init that was interrupted before it had made the network.

    Raises SettingsError beside a database that another key made: a fresh key would pass for the lost one.
    """
    if (settings.rebato_keys / KEY_FILE).exists():
        return Keyring.open(settings.rebato_keys, key_of(settings))
    if await _has_database(settings):
        raise SettingsError(
            "REBATO_KEYS", f"holds no key file, but {settings.home} holds a database", "put your copy of keys.json back"
        )
    return Keyring.create(settings.rebato_keys, key_of(settings))


async def _has_database(settings: Settings) -> bool:
    """Return whether there is something already that a key opens."""
    if isinstance(settings.database, SqliteFile):
        path = settings.database.path
        return path.exists() and path.stat().st_size > 0
    # On a server: the keys of the moment are never used, for what is asked for is not sealed.
    async with open_store(settings, Keyring.generate()) as store, store.read() as session:
        return await networks.exists(session)
