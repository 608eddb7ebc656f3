"""The receiver from its settings to its end."""

import asyncio
import ipaddress
import signal
from datetime import timedelta

import structlog

from alerts.upkeep.retention_defaults import MESSAGES
from bot.logs import setup
from bot.network.destruction import DestructionWatch
from bot.network.open import open_network
from bot.process.clock import Clock
from bot.process.heartbeat import Heartbeat
from bot.process.heartbeat_file import RECEIVER_FILE
from bot.process.service import Service, until
from bot.receiver.commit import Committer
from bot.receiver.server import CannotListen, ReceiverServer
from bot.receiver.uptime import UptimeRecorder
from bot.receiver.write_slot import WriteSlot
from bot.settings.settings import Settings, SettingsError
from storage.database.store import Store
from storage.network.settings_in_force import read_settings

log = structlog.get_logger()


def _is_loopback(host: str) -> bool:
    """Say whether only programs of this machine reach an address."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


async def receiving(settings: Settings, clock: Clock) -> None:
    """Run the receiver until SIGTERM or Ctrl-C, beside the bot or alone."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    setup.guard_loop(loop)
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    with DestructionWatch(settings, stop) as watch:
        async with open_network(settings) as opened, watch.over(opened.store):
            await receive(settings, opened.store, clock, stop)


async def _kept(settings: Settings, store: Store) -> timedelta:
    """Return for how long messages are kept: what is in force, which may be what the committee holds to."""
    async with store.read() as session:
        return settings.retention.with_in_force(await read_settings(session)).of(MESSAGES)


async def receive(settings: Settings, store: Store, clock: Clock, stop: asyncio.Event) -> None:
    """Keep what is posted until `stop` is set. Raises SettingsError where it cannot listen."""
    if settings.phone_number is None:
        raise SettingsError("PHONE_NUMBER", "is not set", "the receiver needs the bot's own number, as the bot does")
    write_slot = WriteSlot(store)
    uptime = UptimeRecorder(write_slot, clock.now, await _kept(settings, store))
    committer = Committer(store, write_slot, uptime, settings.phone_number)
    host, _, port = settings.receiver_listen.rpartition(":")
    host = host.strip("[]")
    secret = settings.receiver_secret.get_secret_value() if settings.receiver_secret else ""
    if not secret and not _is_loopback(host):
        remedy = "others reach RECEIVER_LISTEN: give 16 to 128 letters and digits, as `openssl rand -hex 16` does"
        raise SettingsError("RECEIVER_SECRET", "is not set", f"{remedy}, or listen at 127.0.0.1")
    server = ReceiverServer(committer, secret)
    await committer.begin()
    try:
        await server.start(host, int(port))
    except CannotListen:
        remedy = "another program has it, or it is no address of this machine; name another one"
        raise SettingsError("RECEIVER_LISTEN", "cannot be listened at", remedy) from None
    log.info("receiver.listening", port=server.port)
    services: list[Service] = [uptime, Heartbeat(settings.rebato_data, file=RECEIVER_FILE)]
    tasks = [asyncio.create_task(service.run()) for service in services]
    try:
        await until(stop, tasks)
    finally:
        # First: what is posted until here is in the last beat.
        await server.stop()
        for service in services:
            service.stop()
        await asyncio.gather(*tasks, return_exceptions=True)
        log.info("receiver.stopped")
