"""The file's bytes after whole conversations and after the purge: nobody's name, address, place or word in them.

On the plain driver: SQLCipher's file shows nothing whatever the fields hold. Each test of the test leaves one
field unsealed, and the search finds it.
"""

import asyncio
import struct
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

import pytest
from sqlmodel import SQLModel

from alerts.incidents.ports import INCIDENTS
from alerts.upkeep.clearing_chats import CLEAR_CHATS
from alerts.upkeep.ports import PURGE
from alerts.work.deadline import Deadline
from bot.receiver.posted_frames import Frame
from handlers.core.inbound import InboundKind
from storage.database.sqlite_drivers import DriverOptions
from storage.database.sqlite_engine import checkpoint, open_engine
from storage.database.store import Store
from storage.encryption.keyring import Keyring
from storage.encryption.vault import Vault
from storage.inbox import receiver_envelopes
from storage.lines import lines
from storage.network import networks
from tests.conversations.phone import Phone
from tests.conversations.town import Town
from tests.storage.canaries import Canary, LeakyVault, bytes_of, found, leaked
from tests.storage.haste import hurried

HERE = Path(__file__).parent
SEALED = sorted(
    f"{table.name}.{column.name}"
    for table in SQLModel.metadata.sorted_tables
    for column in table.columns
    if column.info.get("sealed")
)
AREAS = [import_module(f"tests.storage.{path.parent.name}.{path.stem}") for path in HERE.glob("*/private_words.py")]
"""Stories of areas that write into sealed fields of their own: `play`, and the WORDS that a coordinator says in it."""
TOWN = "Quabbinham"
TOWN_POINT = (42.32517, -72.64119)
SPOT = (42.31957, -72.62983)

NETWORK: set[Canary] = {
    "Vallecanario",
    TOWN,
    *TOWN_POINT,
    "7700199288",
    "+14135559177",
    "canarial_bot",
    "secretcanary",
    "Vecindadcanaria",
    "-10099887766",
}
NAMES: set[Canary] = {"Rosaquilla", "Danabella", "Jeanquist", "Tomasilio", "Corabeth", "Newcomerina"}
PLACES: set[Canary] = {"Wexcanary", "Zephyrine", "Ottercanary", *SPOT}
WORDS: set[Canary] = {
    "vanscanary",
    "Peñarándula",
    "captioncanary",
    "updatecanary",
    "deskcanary",
    "freecanary",
    "strangercanary",
    "lettercanary",
    "filecanary",
    '"witnesses":"yes"',
}


@dataclass
class Told:
    """What was said, and to whom."""

    town: Town
    path: Path
    keyring: Keyring
    members: set[Canary]
    """Names and addresses of who joined; they are kept, sealed, as long as they are in."""
    passing: set[Canary]
    """What the purge must leave nothing of, even where no field were sealed: places, words, who left."""
    never: set[Canary]
    """Numbers, and names of who never joined: not kept at all but in the inbox."""

    kept: set[Canary]
    """What areas keep, sealed, until somebody takes it out."""

    @property
    def everything(self) -> set[Canary]:
        return NETWORK | self.members | self.passing | self.never | self.kept

    def readable(self) -> set[Canary]:
        return found(bytes_of(self.path), self.everything)


@asynccontextmanager
async def told(folder: Path, leaks: frozenset[str] = frozenset()) -> AsyncIterator[Told]:
    """A whole story, from the first report to the all clear, with everything that can be said in it."""
    keyring = Keyring.generate()
    path = folder / "rebato.db"
    engine = hurried(open_engine(path, keyring, DriverOptions.PLAIN))
    async with engine.begin() as connection:
        await connection.run_sync(SQLModel.metadata.create_all)
    store = Store(engine, LeakyVault(keyring, leaks) if leaks else Vault(keyring))
    async with store.write() as session:
        network = await networks.create(
            session,
            store.vault,
            name="Vallecanario",
            languages=("en", "es"),
            zone="America/New_York",
            towns=[(TOWN, TOWN_POINT), ("Holyoke", (42.204, -72.616))],
        )
        line = await lines.of_account(session, store.vault, "telegram", "7700199288", secret="7700199288:secretcanary")
        await lines.remember_name(session, store.vault, line.id, "canarial_bot")
        await lines.of_account(session, store.vault, "signal", "+14135559177")
    town = Town(store, network)
    try:
        members, others = await play(town)
        yield Told(
            town,
            path,
            keyring,
            members={*(phone.address for phone in members), *NAMES},
            passing={*(phone.address for phone in others), "Leaverina", *PLACES, *WORDS},
            kept={word for area in AREAS for word in area.WORDS},
            never={*(phone.number for phone in (*members, *others) if phone.number), "Quentinova", "+14135559188"},
        )
    finally:
        await town.close()


async def play(town: Town) -> tuple[list[Phone], list[Phone]]:
    """Those who are in the network, and those who left it or never were."""
    rosa, dana, jean, tomas, cora = await town.with_people(
        "Rosaquilla es member",
        "Danabella en dispatcher",
        "Jeanquist en responder signal",
        "Tomasilio es subscriber signal",
        "Corabeth en coordinator everywhere",
    )
    newcomer, leaver, stranger = await town.with_people("Newcomerina", "Leaverina", "Quentinova signal")
    town.room("-10099887766")
    await cora.send(InboundKind.GROUP_ADDED, group="-10099887766", text="Vecindadcanaria")
    await cora.taps("group.town")
    await newcomer.says(f"/start {await town.invitation('subscriber', TOWN)}").taps("join.yes:en")
    await leaver.says(f"/start {await town.invitation('member', TOWN)}").taps("join.yes:es")
    await rosa.says("/report two vanscanary at Wexcanary & Zephyrine, Peñarándula")
    await rosa.taps("kind.see").taps("activity.asking")
    await rosa.sends_location(*SPOT)
    await rosa.sends_photo("captioncanary")
    # Another one so soon, and more words than one report has, are bundled.
    await rosa.send(InboundKind.PHOTO, media="filecanary")
    await rosa.says("vanscanary " * 1000)
    await rosa.sends_voice()
    await stranger.says("strangercanary vans at Zephyrine and Wexcanary").taps("kind.came").taps("witnesses.yes")
    await jean.taps("look.going")
    await jean.send(InboundKind.PHOTO, media="filecanary")
    await jean.taps("look.seen")
    await dana.says("/desk").taps("choice.show", number=1)
    await dana.taps("desk.correct").taps("choice.correct.words").says("deskcanary")
    await dana.taps("desk.confirm").taps("confirm.send")
    await jean.taps("answer.onway")
    await dana.taps("desk.update").taps("tell.words").says("updatecanary").taps("tell.send")
    await dana.taps("desk.allclear").taps("end.allclear")
    await dana.says("/desk").taps("choice.show", number=2).taps("desk.dismiss").taps("end.dismiss")
    await leaver.says("/stop").taps("stop.yes")
    for area in AREAS:
        await area.play(cora)
    await post(town)
    await tomas.forwards("/stop freecanary near Ottercanary Park")
    return [rosa, dana, jean, tomas, cora, newcomer], [leaver, stranger]


async def post(town: Town) -> None:
    """The bridge posts something while the bot is away: its words wait, and its sender's number is not kept at all."""
    data = {"timestamp": 5, "message": "strangercanary near Zephyrine and Wexcanary"}
    envelope = {"source": "+14135559188", "sourceNumber": "+14135559188", "sourceUuid": "lettercanary"}
    frame = Frame("+14135559177", {**envelope, "timestamp": 5, "dataMessage": data})
    async with town.store.write() as session:
        await receiver_envelopes.keep(session, town.vault, 2, frame.kept("signal"), town.now)


async def purge(said: Told) -> None:
    """Time goes by; the scheduler purges, and empties the WAL."""
    async with said.town.work.begin() as uow:
        await uow.deadlines.set(Deadline("purge mail"), 0, said.town.now)
    await said.town.forward(days=8)
    assert await checkpoint(said.town.store.engine)


async def test_nothing_that_anybody_said_or_is_stands_in_the_file(tmp_path: Path) -> None:
    async with told(tmp_path) as said:
        assert said.readable() == set()
        await purge(said)
        assert said.readable() == set()


@pytest.fixture(scope="module")
def unsealed(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, set[Canary]]:
    """The bytes after the same story with no field sealed, and what is looked for in them."""

    async def tell() -> tuple[bytes, set[Canary]]:
        async with told(tmp_path_factory.mktemp("unsealed"), frozenset(SEALED)) as said:
            return bytes_of(said.path), said.everything

    return asyncio.run(tell())


@pytest.mark.parametrize("column", SEALED)
def test_a_field_that_is_not_sealed_is_found(unsealed: tuple[bytes, set[Canary]], column: str) -> None:
    """The test of the test: the story says something in each sealed column that the search would find."""
    data, canaries = unsealed
    assert found(leaked(data, column), canaries)


async def test_one_field_alone_left_unsealed_is_found(tmp_path: Path) -> None:
    async with told(tmp_path, frozenset({"report.words"})) as said:
        words = {"vanscanary", "Peñarándula", "captioncanary", "strangercanary"}
        assert said.readable() == words | PLACES - set(SPOT) - {"Ottercanary"}


async def test_the_purge_leaves_nothing_even_of_what_is_not_sealed(tmp_path: Path) -> None:
    """Sealed or not: what is gone cannot be asked for."""
    async with told(tmp_path, frozenset(SEALED)) as said:
        before = said.readable()
        assert before >= said.passing | said.members
        assert not {canary for canary in before & said.never if str(canary).startswith("+")}
        await purge(said)
        assert said.readable() == (NETWORK | said.members | said.kept) & before


async def test_two_days_on_no_chat_on_telegram_shows_a_place_or_anybodys_words(tmp_path: Path) -> None:
    async with told(tmp_path) as said:
        async with said.town.work.begin() as uow:
            await uow.deadlines.set(CLEAR_CHATS, 0, said.town.now)
        await said.town.forward(hours=47)
        lines = [line.spoken for screen in said.town.telegram.screens.values() for line in screen.lines]
        shown = "\n".join(f"{one.text} {one.pin or ''} {one.file or b''!r}" for one in lines)
        assert lines
        assert found(shown.encode(), PLACES | WORDS) == set()


async def test_the_purge_needs_the_checkpoint_after_it(tmp_path: Path) -> None:
    """The test of the test: what is deleted stands in the WAL until that is emptied."""
    async with told(tmp_path, frozenset(SEALED)) as said:
        async with said.town.work.begin() as uow:
            for number in (1, 2):
                incident = await INCIDENTS(uow).numbered(number)
                assert incident is not None
                await INCIDENTS(uow).purge(incident.id, said.town.now)
            await PURGE(uow).mail(said.town.now.replace(year=2027))
        assert said.readable() & PLACES
        assert await checkpoint(said.town.store.engine)
        assert not said.readable() & PLACES


@pytest.mark.parametrize(
    ("canary", "stored"),
    [
        ("Peña", "PEÑA".lower().encode("utf-16-le")),
        ("Peña", "Peña".encode("utf-16-be")),
        ("Peña", "Peña".encode("latin-1")),
        ("Peña", b"Pe\\u00f1a"),
        ("canary", b"the CANARY sings"),
        ("5550001001", (5_550_001_001).to_bytes(6, "big")),
        ("-1009988776", b'"-1009988776"'),
        ("+14135551001", (14_135_551_001).to_bytes(8, "big")),
        ("e4a9f6c2-0d3b-5f6a-9f0e-1a2b3c4d5e6f", bytes.fromhex("e4a9f6c20d3b5f6a9f0e1a2b3c4d5e6f")),
        ("e4a9f6c2-0d3b-5f6a-9f0e-1a2b3c4d5e6f", b"E4A9F6C20D3B5F6A9F0E1A2B3C4D5E6F"),
        (42.31957, b"[42.31957,-72.6]"),
        (42.31957, struct.pack(">d", 42.31957)),
    ],
)
def test_a_secret_is_found_in_whatever_form_it_stands_there(canary: Canary, stored: bytes) -> None:
    assert found(b"before" + stored + b"after", {canary, "nowhere"}) == {canary}


def test_all_sealed_columns_are_tried() -> None:
    """Whoever seals one more field makes the story above say something in it."""
    assert SEALED
