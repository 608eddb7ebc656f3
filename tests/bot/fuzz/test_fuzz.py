"""Odd inputs through the real transports, router and storage, and that the harness can say no.

`rebato fuzz --count 100000` looks at more; docs/fuzz says what it found.
"""

import asyncio
import random
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert

from alerts.joining import invitations
from alerts.network.retention import Retention
from alerts.people.person import Role
from bot.drill.signal.server import NUMBER
from bot.fuzz.finding import Finding, Violation
from bot.fuzz.founded_network import HOTLINE, FoundedNetwork, found
from bot.fuzz.fuzz_report import FuzzReport
from bot.fuzz.fuzzed_program import open_file
from bot.fuzz.input_source import Burst, FuzzInput
from bot.fuzz.json_mutation import mutated
from bot.fuzz.log_lines import errors_in
from bot.fuzz.lost_words_check import words_lost
from bot.fuzz.private_words_check import PrivateWordsCheck
from bot.fuzz.recording_transport import RecordingTransport
from bot.fuzz.roles_check import RolesCheck
from bot.fuzz.rows_check import left_over, set_aside
from bot.fuzz.series import BEGUN, FuzzPlan, run
from bot.fuzz.words import PRIVATE_WORDS, codes_in
from bot.fuzz.writers import TELEGRAM, Writer, cast
from bot.transports.base import Button, Outbound, Rejected
from handlers.areas import ROUTER
from handlers.core.inbound import Inbound, InboundKind
from handlers.core.lexicon import cleaner
from handlers.core.turn import Turn
from storage.core import core_tables as t
from storage.database.store import Store
from storage.unit_of_work import UnitOfWorkFactory
from tests.bot.fake_transport import FakeTransport

PEOPLE = cast()
STRANGER = next(writer for writer in PEOPLE if writer.role is None)
COORDINATOR = next(writer for writer in PEOPLE if writer.role is Role.COORDINATOR)


@pytest.mark.timeout(600)
def test_some_hundred_odd_inputs_do_no_harm() -> None:
    report = _played(FuzzPlan(count=500, seed=2026))
    assert report.lines()[1:] == ["nothing found"]
    assert report.mutated > 100
    assert report.posted > 50
    assert {kind.split()[0] for kind in report.kinds} == {"telegram", "signal"}
    assert len(report.kinds) > 50


@pytest.mark.timeout(600)
def test_a_handler_that_fails_is_found_with_seed_and_input_and_without_words(monkeypatch: pytest.MonkeyPatch) -> None:
    answer = ROUTER.answer

    async def fails(turn: Turn) -> None:
        if turn.inbound.kind is InboundKind.TEXT:
            raise LookupError(turn.inbound.text)
        await answer(turn)

    monkeypatch.setattr(ROUTER, "answer", fails)
    report = _played(FuzzPlan(count=40, seed=5))
    assert {Violation.ERROR_LINE, Violation.SET_ASIDE} <= {one.fault for one in report.findings.values()}
    first = next(one for one in report.findings.values() if one.fault is Violation.SET_ASIDE)
    assert "inbox LookupError (seed 5, input" in first.line(5)
    assert not [word for line in report.lines() for word in PRIVATE_WORDS if word in line]
    assert report.inputs[0]["inputs"], "what led to it is kept"


def _played(plan: FuzzPlan) -> FuzzReport:
    report = FuzzReport(plan)
    asyncio.run(run(plan, report.add))
    return report


def _dice(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311 - what a series draws


def test_a_mutation_leaves_what_it_is_made_of() -> None:
    shape: dict[str, Any] = {"a": {"b": [1, {"c": "words"}]}, "d": True}
    before = repr(shape)
    made = [mutated(shape, _dice(seed), lambda path: path[:1] == ("d",), 2) for seed in range(200)]
    assert repr(shape) == before
    assert all(one.get("d") is True for one in made), "what is kept is kept"
    assert len({repr(one) for one in made}) > 100


@pytest.mark.parametrize(
    ("line", "errors"),
    [
        ("error intake.failed attempts=1 error=KeyError at=a.py:3", ["intake.failed error=KeyError at=a.py:3"]),
        ("critical process.crashed error=OSError", ["process.crashed error=OSError"]),
        ("warning courier.media_failed line=1", []),
    ],
)
def test_errors_in_the_log_are_seen(line: str, errors: list[str]) -> None:
    assert errors_in(f"2026-11-20T22:02:00.000Z {line}\n") == errors


def test_private_words_are_seen_in_log_and_file(tmp_path: Path) -> None:
    check = PrivateWordsCheck(PEOPLE)
    file = tmp_path / "rebato.db"
    file.write_bytes(b"sealed")
    assert check.in_log("info intake.kept line=1") == check.in_file(file) == []
    assert check.in_log(f"info intake.kept name={STRANGER.name}")
    file.with_name("rebato.db-wal").write_bytes(f"\x00{PRIVATE_WORDS[1]}\x00".encode())
    assert check.in_file(file)


@pytest.mark.parametrize(
    ("text", "refused"),
    [("hello", ""), ("", "0 units of text"), ("x" * 4097, "4097 units of text"), ("\ud800", "cannot be encoded")],
)
async def test_what_no_platform_takes_is_seen(text: str, refused: str) -> None:
    line = RecordingTransport(FakeTransport(1))
    outcome = await line.send(Outbound(chat="1", text=text))
    assert line.refused == ([refused] if refused else [])
    assert isinstance(outcome, Rejected) is bool(refused)


async def test_a_button_of_more_than_64_bytes_is_seen() -> None:
    line = RecordingTransport(FakeTransport(1))
    await line.send(Outbound(chat="1", text="?", buttons=((Button(label="Yes", data="é" * 33),),)))
    assert line.refused == ["a button that is none"]


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> FoundedNetwork:
    return asyncio.run(found(tmp_path_factory.mktemp("fuzz"), PEOPLE, BEGUN))


async def test_a_row_that_nobody_takes_is_seen(founded: FoundedNetwork) -> None:
    store = open_file(founded.file, founded.keyring)
    try:
        assert await left_over(store, BEGUN) == await set_aside(store) == []
        await _insert_inbox(store, founded, 1, "waiting")
        await _insert_inbox(store, founded, 2, "aside", trouble="KeyError")
        assert await left_over(store, BEGUN) == [(Violation.WAITS, "inbox waiting")]
        assert await set_aside(store) == [(Violation.SET_ASIDE, "inbox KeyError")]
    finally:
        await store.close()


async def _insert_inbox(store: Store, founded: FoundedNetwork, number: int, state: str, **more: str) -> None:
    row = {
        "id": number, "line_id": founded.line_ids[TELEGRAM], "dedup_index": bytes([number]), "sender_index": b"1",
        "sent_at": BEGUN, "received_at": BEGUN, "due_at": BEGUN, "state": state, "attempts": 0, "rank": 2,
    }  # fmt: skip
    async with store.write() as session:
        await (await session.connection()).execute(insert(t.inbox).values(**row, **more))


async def test_a_role_that_nobody_gave_is_seen(founded: FoundedNetwork) -> None:
    store = open_file(founded.file, founded.keyring)
    work = UnitOfWorkFactory(store, Retention(), HOTLINE, cleaner())
    town = founded.network.towns[0].id
    try:
        async with work.begin() as uow:
            person, _ = await uow.people.add(founded.line_ids[TELEGRAM], STRANGER.address, BEGUN)
            code = (await invitations.invite(uow, BEGUN, Role.MEMBER, town)).words
        check = RolesCheck(store)
        await check.begin()
        for role in (Role.DISPATCHER, Role.MEMBER):
            async with work.begin() as uow:
                await uow.grants.give(person.id, role, town, BEGUN)
            wrote = "hello" if role is Role.DISPATCHER else f"/start {code[:4]} {code[4:].lower()}"
            found_ = await check.after([_inbound(founded, STRANGER, wrote)])
            assert found_ == (["dispatcher in a town"] if role is Role.DISPATCHER else []), (
                "an invitation gives one role"
            )
        async with work.begin() as uow:
            await uow.grants.give(person.id, Role.RESPONDER, town, BEGUN)
            await invitations.invite(uow, BEGUN, Role.MEMBER, town)
        assert await check.after([_inbound(founded, COORDINATOR, "1")]) == [], "a coordinator may"
    finally:
        await store.close()


def _inbound(founded: FoundedNetwork, writer: Writer, text: str) -> Inbound:
    return Inbound(
        line_id=founded.line_ids[TELEGRAM], dedup="1", sender=writer.address, chat=writer.address, text=text,
        kind=InboundKind.TEXT, sent_at=BEGUN,
    )  # fmt: skip


@pytest.mark.parametrize(
    "said", ["/start ABCD EFGH JKMN", "/join abcdefghjkmn", "START:ABCDEFGHJKMN", "abcd-efgh-jkmn"]
)
def test_a_code_is_known_in_every_form_that_counts(said: str) -> None:
    assert "ABCDEFGHJKMN" in codes_in(said)


TEXT: dict[str, Any] = {
    "message": {"from": {"id": 7, "is_bot": False}, "chat": {"id": 7, "type": "private"}, "text": "two vans at Elm"}
}
ENVELOPE: dict[str, Any] = {"sourceUuid": "u", "dataMessage": {"message": "two vans at Elm"}}


@pytest.mark.parametrize(
    ("platform", "payload", "sender"),
    [("telegram", TEXT, "7"), ("signal", {"account": NUMBER, "envelope": ENVELOPE}, "u")]
)  # fmt: skip
def test_words_that_nobody_heard_are_seen(platform: str, payload: dict[str, Any], sender: str) -> None:
    one = FuzzInput(number=1, kind="report", writer=STRANGER, payload=payload, mutations=0)
    burst = Burst(platform=platform, posted=False, inputs=(one,))
    heard = Inbound(
        line_id=1, dedup="1", sender=sender, chat=sender, kind=InboundKind.TEXT, sent_at=BEGUN
    )  # fmt: skip
    assert words_lost(burst, [replace(heard, text="two vans at Elm!")]) == []
    assert words_lost(burst, []) == words_lost(burst, [replace(heard, sender="8")]) == [f"{platform} report"]


def test_one_sort_of_finding_is_told_once_and_counted() -> None:
    report = FuzzReport(FuzzPlan(count=2, seed=1))
    finding = Finding(fault=Violation.CRASH, first=1, last=1, what="KeyError")
    burst = Burst(platform=TELEGRAM, posted=False, inputs=())
    assert report.add(burst, [finding]) == [finding]
    assert report.add(burst, [replace(finding, first=2, last=2)]) == []
    assert not report.held
    assert report.lines()[1] == "     2  crash: KeyError (seed 1, input 1)"
