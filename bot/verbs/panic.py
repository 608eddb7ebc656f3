"""`rebato panic`: the key and all that is kept are destroyed at once; a running bot ends itself."""

import argparse
import asyncio

from bot.logs import setup
from bot.network.destruction import wipe
from bot.network.open import open_network
from bot.network.panic import Panic
from bot.process.clock import Clock
from bot.settings.settings import Settings, load

CALL_COUNSEL = """Nothing was destroyed. To destroy what was asked for, or will be, can be a crime, whoever asked.
Call counsel now, before anything else; docs/runbooks/letter-came.md says what to do until then.
The coordinators are told."""
REMAINS = """Destroyed. A bot that runs here ends itself within seconds. What nobody can destroy from here:
- copies of keys.json, and backups of the data: without a key file they are noise, so destroy the copies of that first;
- on Signal the bridge's own data (its volume or folder): it holds the account's keys and contacts;
- what people's phones and the platforms keep of the chats; the token (BotFather: /revoke)."""


def options(parser: argparse.ArgumentParser) -> None:
    """Add the options of `rebato panic`."""
    parser.description = "Nobody can undo it. It asks first whether a subpoena, a warrant or a letter came."
    parser.add_argument(
        "--settled",
        action="store_true",
        help="counsel says that no letter asks for anything any more; destroys nothing",
    )


def run(arguments: argparse.Namespace) -> int:
    """Ask, then destroy everything; or say why not."""
    settings = load(need_transport=False)
    with setup.set_up("WARNING"):
        if arguments.settled:
            print(asyncio.run(_settled(settings)))
            return 0
        print("Did a subpoena, a warrant or a preservation letter come, or do you expect one?")
        answer = _typed("Type 'yes' (also if you are not sure), or 'none' only if there is none: ")
        if answer == "yes":
            asyncio.run(_letter_came(settings))
            print(CALL_COUNSEL)
            return 1
        print("Everything is destroyed: who is in, every report, the key. Nobody can undo it, nobody is told.")
        if answer != "none" or _typed("Type 'destroy everything': ") != "destroy everything":
            print("Nothing was destroyed.")
            return 1
        asyncio.run(_destroy(settings))
    wipe(settings)
    print(REMAINS)
    return 0


def _typed(question: str) -> str:
    """Return what is typed; nothing where nobody can type."""
    try:
        return input(question).strip().lower()
    except EOFError:
        return ""


async def _settled(settings: Settings) -> str:
    async with open_network(settings) as opened:
        return await Panic(settings, opened, Clock()).settle()


async def _letter_came(settings: Settings) -> None:
    async with open_network(settings) as opened:
        await Panic(settings, opened, Clock()).letter_came()


async def _destroy(settings: Settings) -> None:
    async with open_network(settings) as opened:
        await Panic(settings, opened, Clock()).destroy()
