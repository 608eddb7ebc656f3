"""Migrations carry a running network over: what the program of revision 0003 left half done goes on.

The network is in tests/storage/old_network; here people go on with what stood on their phones.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from shutil import copyfile
from typing import TypeAlias

import pytest
from sqlalchemy import Connection, func, insert, select, text
from sqlalchemy.ext.asyncio import AsyncEngine

from alerts.notices import Text
from bot.inbound.receiver_backlog import StoredBacklog
from locales.catalogue import ReaderLocale
from storage.database.migrate import migrate
from storage.database.revision import VERSIONS, is_latest
from storage.database.sqlite_drivers import DriverOptions
from storage.database.sqlite_engine import checkpoint, open_engine
from storage.database.store import Store
from storage.encryption.vault import Vault
from tests.conversations.town import Town
from tests.postgres.server import PostgresServer
from tests.storage.haste import hurried
from tests.storage.house import open_store
from tests.storage.old_network.database import fill, kept, keyring, reflected
from tests.storage.old_network.people import OldNetwork, gone_on

POSTGRES = "postgres"
OpenCopy: TypeAlias = Callable[[Path], Store]
"""Opens a copy of the migrated database; the folder is the test's own."""


@pytest.fixture(scope="module", params=[DriverOptions.PLAIN, POSTGRES])
def carried(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenCopy]:
    """Migrate the old network's database, once for all tests."""
    folder = tmp_path_factory.mktemp("carried")
    if request.param == POSTGRES:
        yield from _on_a_server(request.getfixturevalue("server"), folder)
    else:
        yield _in_a_file(request.param, folder)


def _in_a_file(wanted: DriverOptions, folder: Path) -> OpenCopy:
    def open_(file: Path) -> Store:
        return Store(hurried(open_engine(file, keyring(), wanted)), Vault(keyring()))

    def opened(own: Path) -> Store:
        copyfile(folder / "old.db", own / "rebato.db")
        return open_(own / "rebato.db")

    asyncio.run(_carry(open_(folder / "old.db"), folder))
    return opened


def _on_a_server(server: PostgresServer, folder: Path) -> Iterator[OpenCopy]:
    made = [server.create()]

    def opened(_: Path) -> Store:
        made.append(server.create(made[0]))
        return open_store(server, made[-1], keyring())

    asyncio.run(_carry(open_store(server, made[0], keyring()), folder))
    yield opened
    for name in made:
        server.drop(name)


async def _carry(store: Store, folder: Path) -> None:
    await fill(store.engine, folder / "versions")
    await migrate(store.engine)
    await checkpoint(store.engine)
    await store.close()


@pytest.fixture
async def old(carried: OpenCopy, tmp_path: Path) -> AsyncIterator[OldNetwork]:
    """Begin a run of this program on a copy, at the moment when the old one's was killed."""
    old = await gone_on(carried(tmp_path))
    yield old
    await old.town.close()


@pytest.mark.parametrize("carried", [DriverOptions.PLAIN, DriverOptions.SQLCIPHER, POSTGRES], indirect=True)
async def test_no_row_is_lost_and_none_refers_to_nothing(carried: OpenCopy, tmp_path: Path) -> None:
    async with _engine(carried, tmp_path) as engine, engine.connect() as connection:
        assert await is_latest(engine)
        there = await connection.run_sync(_counts)
        before = {name: len(table["rows"]) for name, table in kept("rows.json")["tables"].items()}
        assert before == {name: there.get(name) for name in before}
        assert await connection.run_sync(_dangling) == []


@asynccontextmanager
async def _engine(carried: OpenCopy, folder: Path) -> AsyncIterator[AsyncEngine]:
    store = carried(folder)
    try:
        yield store.engine
    finally:
        await store.close()


def _counts(connection: Connection) -> dict[str, int]:
    asking = {table.name: select(func.count()).select_from(table) for table in reflected(connection)}
    return {name: connection.execute(one).scalar_one() for name, one in asking.items()}


def _dangling(connection: Connection) -> list[str]:
    """Return the columns that refer to rows that are not there."""
    found = []
    for table in reflected(connection):
        for key in table.foreign_keys:
            there = key.column.table.alias().c[key.column.name]
            lost = select(func.count()).where(key.parent.is_not(None), key.parent.not_in(select(there)))
            found += [str(key.parent)] if connection.execute(lost).scalar_one() else []
    return found


async def test_a_place_is_vouched_for_where_somebody_known_reported_it(old: OldNetwork) -> None:
    reported = (
        "SELECT DISTINCT i.number FROM incident i JOIN report r ON r.incident_id = i.id "
        "WHERE r.verified AND r.place IS NOT NULL ORDER BY i.number"
    )
    numbers = await _numbers(old.town, reported)
    assert numbers
    asked = "SELECT number FROM incident WHERE place_from = 'vouched' ORDER BY number"
    assert await _numbers(old.town, asked) == numbers
    assert await _numbers(old.town, "SELECT number FROM incident WHERE place_from NOT IN ('vouched', 'lead')") == []


async def test_what_waited_is_answered_and_what_was_being_sent_is_found_and_says_that_it_may_be_a_repeat(
    old: OldNetwork,
) -> None:
    town, (jo, pia, otto, dana, leo, rosa) = old.town, old.people("Jo", "Pia", "Otto", "Dana", "Leo", "Rosa")
    await town.settle()
    await jo.hears("report.received").hears_nothing()
    await dana.hears("card.head", number=7, place="Bridge & 4th").hears_nothing()
    again = ReaderLocale("en", town.network.zone).text(Text("mark.again"))
    await pia.hears("community.head").hears_nothing()
    assert again in pia.text
    # Edits that waited, and the counts of an alert on its card.
    await dana.sees("card.facts").sees("card.told", sent=8, all=9)
    await otto.hears_nothing()
    await town.forward(minutes=1)
    await otto.hears("verify.ask", number=5).hears("alert.head", town="Northampton").hears_nothing()
    assert again not in otto.text
    assert otto.languages == {"en"}
    await dana.sees("card.told", sent=9, all=9)
    await leo.hears("desk.lapsed", number=4)
    await rosa.hears_nothing()
    (posted,) = await StoredBacklog(town.store, town.intake, town.signal.line_id, town.clock).waiting()
    assert posted.frame is not None
    assert posted.frame["envelope"]["dataMessage"]["message"] == "/estado"


async def test_what_was_due_later_happens_when_it_is_due(old: OldNetwork) -> None:
    town, (dana, ula, leo, marisol) = old.town, old.people("Dana", "Ula", "Leo", "Marisol")
    await town.settle()
    town.forget_news()
    await town.forward(seconds=11)
    await dana.hears("desk.nudge", number=5).hears_nothing()
    await town.forward(seconds=60)
    for one in (dana, ula):
        await one.hears("desk.unclaimed", number=6).hears("desk.lapsed", number=5)
    await leo.hears("desk.lapsed", number=4)
    await town.forward(minutes=14)
    await dana.hears("desk.overdue", number=5, name="Marisol")
    await marisol.hears("verify.still")
    town.forget_news()
    await town.forward(hours=2)
    await dana.hears("desk.expired", number=2)
    await town.forward(hours=4)
    await dana.hears("desk.line.slow")


async def test_old_buttons_and_numbers_of_who_looks_answers_and_reports_count(old: OldNetwork) -> None:
    town, (dana, rosa, jean, abel, otto) = old.town, old.people("Dana", "Rosa", "Jean", "Abel", "Otto")
    of_merged = otto.button("look.nothing")
    await town.settle()
    town.forget_news()
    await jean.taps("look.seen").hears("look.seen")
    await dana.hears("desk.seen", number=5).hears_nothing()
    await abel.taps("answer.onscene").hears("answer.onscene")
    await dana.sees("card.answers", going=1, there=1, cannot=1)
    await otto.presses(of_merged).hears("look.nothing")
    await dana.hears("desk.nothing", number=2).hears_nothing()
    await rosa.taps("uniform.marked").hears("ask.vehicles")
    await rosa.says("están tocando puertas").hears("report.added")
    await dana.sees("card.reporter", words="un carro negro en Main y 5ta\nestán tocando puertas")
    # Of what is over nothing can be done any more, and of the rest there is a list.
    await dana.taps("end.close").is_told("refused.over", number=1)
    await dana.says("/desk").hears("desk.list", n=4)


async def test_who_decides_goes_on_where_they_were(old: OldNetwork) -> None:
    town, (dana, ula, leo, cora) = old.town, old.people("Dana", "Ula", "Leo", "Cora")
    marisol, ines, tomas, lena = old.people("Marisol", "Ines", "Tomas", "Lena")
    asked_about = town.room("-1007")
    await town.settle()
    town.forget_news()
    # Dana: a preview of which that program kept no snapshot; Ula: news in her own words; Leo: a translation.
    await dana.taps("confirm.send").hears("confirm.changed", changed=("changed.old",)).hears("preview.ready")
    await dana.taps("confirm.send").is_told("toast.sent", number=5)
    await marisol.hears("alert.head_likely", town="Northampton")
    await tomas.hears_nothing()
    await lena.hears("community.head_likely")
    await ula.says("La puerta norte está abierta").hears("update.sure").taps("tell.send").is_told("toast.updated")
    await marisol.hears("update.words.responders")
    await cora.taps("choice.name", name="Holyoke").hears("group.connected")
    # What is offered no more, as only one person reported it: two separate reporters.
    await leo.says("agents are knocking on doors").hears("confirm.reason").taps("basis.inside").hears("preview.ready")
    await leo.taps("confirm.send").is_told("toast.sent")
    await ines.hears("alert.head_likely", town="Holyoke")
    assert "agents are knocking on doors" in ines.text
    asked_about.hears("community.head_likely", town="Holyoke")


async def test_codes_and_half_made_decisions_to_join_still_work(old: OldNetwork) -> None:
    kim, nuria, nina, jean = old.people("Kim", "Nuria", "Nina", "Jean")
    await kim.taps("consent.es").hears("join.as.member", town="Northampton")
    await nuria.taps("file").hears("report.received")
    await nina.says(f"start {old.invitation}").hears("consent.head").taps("consent.en").hears("join.as.responder")
    (other,) = await old.town.with_people("Jean")
    await other.says(f"/link {old.link}").hears("link.sure").taps("link.mine").hears("link.asked")
    await jean.hears("link.ask").taps("choice.link_yes").hears("link.done")
    await other.hears("link.done").says("/status").hears("towns.line")


async def test_the_end_reaches_exactly_those_who_were_told_and_who_reported_what_was_merged(old: OldNetwork) -> None:
    town, (dana, ula, otto) = old.town, old.people("Dana", "Ula", "Otto")
    await town.settle()
    town.forget_news()
    await dana.taps("desk.allclear").hears("sure.allclear", number=2).taps("end.allclear").is_told("toast.ended")
    for one in (dana, ula):
        await one.hears("desk.ended.all_clear", number=2)
    for one in old.people("Marisol", "Jean", "Abel"):
        (alert,) = [line for line in one.screen.lines if line.says("alert.head")]
        await one.hears("closing.all_clear.responders")
        assert one.last is not None
        assert one.last.spoken.answers == alert.ref
    for one in old.people("Rosa", "Nuria", "Tomas", "Pia", "Lena"):
        await one.hears("closing.all_clear.community")
    for room in (old.on_telegram, old.on_signal):
        room.hears("closing.all_clear.community")
    # The one who reported it, and the one whose report was merged into it.
    for one in old.people("Alma", "Sam"):
        await one.hears("outcome.over")
    # Asked to look at what was merged, and not yet told when it ended.
    await otto.hears("outcome.verifier.over").hears("verify.ask", number=5)
    await town.nobody_hears_anything_else()


async def test_what_was_promised_to_go_goes(old: OldNetwork) -> None:
    town, (dana,) = old.town, old.people("Dana")
    card = dana.button("desk.claim")
    await _later(town, days=8)
    assert await _numbers(town, "SELECT number FROM incident WHERE purged_at IS NOT NULL") == [1]
    assert await _numbers(town, "SELECT 1 FROM inbox UNION ALL SELECT 1 FROM envelope") == []
    await _later(town, days=15)
    assert await _numbers(town, "SELECT number FROM incident WHERE place IS NOT NULL") == []
    assert await _numbers(town, "SELECT number FROM report WHERE words IS NOT NULL") == []
    town.forget_news()
    await dana.presses(card).is_told("refused.not_yours")


async def _later(town: Town, **span: float) -> None:
    """Let the program wake after so long; what became due meanwhile is done now."""
    town.now += timedelta(**span)
    await town.settle()


async def _numbers(town: Town, query: str) -> list[int]:
    async with town.store.read() as session:
        return list((await (await session.connection()).execute(text(query))).scalars())


@pytest.mark.parametrize("members", [0, 2])
async def test_who_is_in_a_signal_group_is_told_once_after_the_migration_and_nobody_elsewhere(
    tmp_path: Path, members: int
) -> None:
    engine = open_engine(tmp_path / "rebato.db", keyring(), DriverOptions.PLAIN)
    before = tmp_path / "versions"
    before.mkdir()
    for file in VERSIONS.glob("[0-9]*.py"):
        if file.name[:4] <= "0021":
            copyfile(file, before / file.name)
    await migrate(engine, before)
    async with engine.begin() as connection:
        await connection.run_sync(_fill_group, members)
    await migrate(engine)
    async with engine.begin() as connection:
        found = await connection.exec_driver_sql("SELECT kind, subject_id, state FROM deadline")
        assert list(found) == ([("tell group members", 0, "pending")] if members else [])
    await engine.dispose()


def _fill_group(connection: Connection, members: int) -> None:
    tables = {table.name: table for table in reflected(connection)}
    rows: dict[str, list[dict[str, object]]] = {
        "person": [{"id": 1, "created_at": 0, "seen_at": 0}],
        "line": [{"id": 1, "transport": "signal", "account_index": b"", "account": b""}],
        "group_chat": [{"id": 1, "line_id": 1, "address": b"", "address_index": b"", "active": 1, "reader": ""}],
        "contact": [
            {"id": n, "person_id": 1, "line_id": 1, "address": b"", "address_index": bytes([n]), "reachable": 1}
            | {"heard_at": 0, "next_number": 1}
            for n in range(members)
        ],
        "group_member": [{"id": n, "group_id": 1, "contact_id": n, "asked": 0} for n in range(members)],
    }
    for name, some in rows.items():
        for row in some:
            connection.execute(insert(tables[name]).values(row))
