"""Both platforms on loopback, and everybody who has a phone on one of them."""

from contextlib import AsyncExitStack
from dataclasses import dataclass

from bot.drill.actors import Actor, signal_actor, telegram_actor
from bot.drill.signal.server import SignalServer
from bot.drill.telegram.group import TelegramGroup
from bot.drill.telegram.phone import TelegramPhone
from bot.drill.telegram.server import TelegramServer

GROUP = "Barrio Northampton"


@dataclass(frozen=True, kw_only=True)
class Participants:
    """Both servers, and the people of the drill before they ever heard of the bot."""

    telegram: TelegramServer
    signal: SignalServer
    telegram_group: TelegramGroup
    """The neighbors' group, which Dana made."""
    rosa: Actor
    dana: Actor
    marisol: Actor
    jean: Actor
    tomas: Actor
    ines: Actor
    stranger: Actor

    @property
    def people(self) -> tuple[Actor, ...]:
        """Everybody who has a phone."""
        return (self.rosa, self.dana, self.marisol, self.jean, self.tomas, self.ines, self.stranger)


async def start_platforms(stack: AsyncExitStack) -> Participants:
    """Start both servers and give everybody a phone; the stack stops the servers."""
    telegram_server, signal_server = TelegramServer(), SignalServer()
    for server in (telegram_server, signal_server):
        await server.start()
        stack.push_async_callback(server.stop)
    named: dict[str, TelegramPhone] = {
        name: telegram_server.add_user(name, language)
        for name, language in (
            ("Rosa", "es"), ("Dana", "en"), ("Marisol", "es"), ("Ines", "es"), ("Sam", "es"),
        )
    }  # fmt: skip
    members = [named[name] for name in ("Dana", "Rosa", "Marisol")]
    return Participants(
        telegram=telegram_server,
        signal=signal_server,
        telegram_group=telegram_server.add_group(GROUP, members, "supergroup"),
        rosa=telegram_actor(named["Rosa"], "es"),
        dana=telegram_actor(named["Dana"], "en"),
        marisol=telegram_actor(named["Marisol"], "es"),
        jean=signal_actor(signal_server.add_user("Jean"), "en"),
        tomas=signal_actor(signal_server.add_user("Tomás"), "es"),
        ines=telegram_actor(named["Ines"], "es"),
        stranger=telegram_actor(named["Sam"], "es"),
    )
