"""Whatever people do, in whatever order, with power cuts in between: what must hold, holds.

Hypothesis drives a real database, intake, couriers and scheduler by hand. A failing run is printed as the shortest
list of steps that shows it. The ordinary run always looks at the same few; REBATO_EXAMPLES=500 looks at as many others.
"""

import asyncio
import os
from collections import Counter
from collections.abc import Awaitable, Callable
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test
from sqlalchemy import select, text

from alerts.incidents.incident import ENDED, State
from alerts.incidents.lifecycle import TRANSITIONS
from alerts.notices import Kind as NoticeKind
from alerts.notices import Text
from alerts.people.taps import StopWriting
from handlers.core.inbound import Inbound, InboundKind
from locales.catalogue import ReaderLocale, languages
from storage.core import core_tables as t
from storage.incidents.tables import incident as incident_table
from storage.network import networks
from tests.conversations.phone import Held, Phone, _numbers
from tests.conversations.power import Power, PowerCutPlatform
from tests.conversations.screen import Line
from tests.conversations.seed import Seed
from tests.conversations.town import Room, Town, open_file

PEOPLE = (
    "Rosa es member", "Dana en dispatcher", "Dora en dispatcher signal", "Marisol es responder",
    "Jean en responder signal", "Tomas es subscriber signal", "Ana en subscriber", "Ines es responder Holyoke", "Sam",
)  # fmt: skip
NAMES = tuple(description.split()[0] for description in PEOPLE)
AT_THE_DESK = ("Dana", "Dora")
OTHERS = tuple(name for name in NAMES if name not in AT_THE_DESK)
REPORTS = (
    "/report two vans at Elm & 3rd", "/reportar dos camionetas en Elm y 3ra", "agents at Oak & 9th, Northampton",
    "/report a car at Main & 5th, Holyoke", "migra", "/desk",
)  # fmt: skip
CORRECTIONS = (
    ("desk.correct", "correct.field:place", "correct.place.out"),
    ("desk.correct", "correct.field:town", "correct.town", "correct.send"),
    ("desk.correct", "correct.field:time", "correct.ago:10", "correct.send"),
    ("desk.correct", "correct.field:kind", "correct.kind:sighting"),
    ("desk.use.place", "desk.use.facts"), ("desk.people", "reporter.mute"), ("desk.people", "reporter.unmute"),
    ("several.begin", "several.mark", "several.review", "several.yes"),
)  # fmt: skip
ALLOWED = {(before.value, after.value) for (before, _), after in TRANSITIONS.items()}
WATCH = (
    "CREATE TABLE moves (incident INTEGER, was TEXT, became TEXT)",
    """CREATE TRIGGER moved AFTER UPDATE OF state ON incident WHEN OLD.state <> NEW.state
       BEGIN INSERT INTO moves VALUES (NEW.id, OLD.state, NEW.state); END""",
)
STEPS = 30
LONGER = os.environ.get("REBATO_EXAMPLES")


class AnyOrder(RuleBasedStateMachine):
    """A network, its people, and all that may happen to them."""

    def __init__(self, seed: Seed) -> None:
        super().__init__()
        self.seed = seed
        self.folder = TemporaryDirectory(prefix="any-order-")
        self.loop = asyncio.Runner()
        self.phones: dict[str, Phone] = {}
        self.rooms: tuple[Room, ...] = ()
        self.stopped: dict[str, int] = {}
        """How much stood on the screen when they left."""
        self.ever_blocked: set[str] = set()

    @initialize()
    def begin(self) -> None:
        self.loop.run(self._begin())

    async def _begin(self) -> None:
        self.power = Power(Path(self.folder.name) / "run-0.db")
        copyfile(self.seed.file, self.power.file)
        store = open_file(self.power.file, self.seed.keyring)
        async with store.write() as session:
            for statement in WATCH:
                await (await session.connection()).execute(text(statement))
            network = await networks.read(session, store.vault)
        self.town = Town(store, network, PowerCutPlatform)
        for platform in self.town.platforms.values():
            platform.power = lambda: self.power
        people = await self.town.with_people(*PEOPLE)
        self.phones = dict(zip(NAMES, people, strict=True))
        self.rooms = await self.town.with_groups()
        await self._sends(self.phones["Rosa"], InboundKind.TEXT, text=REPORTS[0])

    def does(self, *work: Awaitable[None]) -> None:
        """Something happens; after a power cut the program begins again with what it had kept."""
        self.loop.run(self._does(*work))

    async def _does(self, *work: Awaitable[None]) -> None:
        for one in work:
            await one
        if self.power.out:
            await self.town.store.close()
            self.town.begin(open_file(self.power.file, self.seed.keyring))
            self.power.out = False
            await self.town.settle()
        await self._every_move_is_allowed()

    @rule(who=st.sampled_from(NAMES), words=st.sampled_from(REPORTS))
    def says(self, who: str, words: str) -> None:
        self.does(self._sends(self.phones[who], InboundKind.TEXT, text=words))

    @rule(who=st.sampled_from(NAMES), which=st.integers(0, 30))
    def chooses(self, who: str, which: int) -> None:
        """Anything that was ever offered, old choices too; the newest are the likeliest."""
        held = self._offered(who, which)
        if held is not None:
            self.does(self._presses(self.phones[who], held))

    @rule(who=st.sampled_from(AT_THE_DESK), reason=st.sampled_from(("photo", "two", "inside")))
    def alerts(self, who: str, reason: str) -> None:
        """As far as it goes: somebody else may have it, or the power be gone in between."""
        self.goes_through(who, "desk.confirm", f"basis.{reason}", "confirm.send")

    @rule(who=st.sampled_from(AT_THE_DESK), how=st.sampled_from(("allclear", "cancel", "dismiss", "close", "police")))
    def ends(self, who: str, how: str) -> None:
        self.goes_through(who, f"desk.{'notimmigration' if how == 'police' else how}", f"end.{how}")

    @rule(who=st.sampled_from(AT_THE_DESK))
    def opens_again(self, who: str) -> None:
        self.goes_through(who, "desk.reopen")

    @rule(who=st.sampled_from(AT_THE_DESK), what=st.sampled_from(("enough", "more", "leaving")))
    def updates(self, who: str, what: str) -> None:
        self.goes_through(who, "desk.update", f"tell.{what}")

    @rule(who=st.sampled_from(AT_THE_DESK), what=st.sampled_from(("desk.same", "desk.split", "desk.unverifiable")))
    def sorts(self, who: str, what: str) -> None:
        self.goes_through(who, what)

    @rule(who=st.sampled_from(AT_THE_DESK), steps=st.sampled_from(CORRECTIONS))
    def corrects_asks_and_mutes(self, who: str, steps: tuple[str, ...]) -> None:
        self.goes_through(who, *steps)

    def goes_through(self, who: str, *actions: str) -> None:
        """Choose the newest of each, where there is one."""
        for action in actions:
            held = self.phones[who]._offered(action)
            if held is not None:
                self.does(self._presses(self.phones[who], held))

    @rule(which=st.integers(0, 8))
    def two_at_the_desk_choose_at_once(self, which: int) -> None:
        held = {who: self._offered(who, which) for who in AT_THE_DESK}
        presses = [self._presses(self.phones[who], choice) for who, choice in held.items() if choice is not None]
        self.does(self.town.together(*presses))

    @rule(seconds=st.sampled_from((1, 5, 30, 61, 125, 600, 7300)))
    def time_passes(self, seconds: int) -> None:
        self.does(self.town.forward(seconds=seconds))

    @rule(who=st.sampled_from(OTHERS))
    def leaves(self, who: str) -> None:
        """Somebody writes /stop, and says Yes where they are asked; what they then see last is that it is done."""
        phone = self.phones[who]
        before = len(phone.screen.lines)
        self.does(self._sends(phone, InboundKind.TEXT, text="/stop"))
        asked = self._offered(who, 0, StopWriting.verb)
        if asked is not None:
            self.does(self._presses(phone, asked))
        if any(line.says("stop.done") for line in phone.screen.lines[before:]):
            self.stopped.setdefault(who, len(phone.screen.lines))

    @rule(who=st.sampled_from(OTHERS), blocked=st.booleans())
    def blocks_or_not(self, who: str, blocked: bool) -> None:
        self.phones[who].screen.blocked = blocked
        self.ever_blocked |= {self.phones[who].screen.name} if blocked else set()

    @rule(sends=st.integers(1, 8), accepted=st.booleans())
    def the_power_will_go_out(self, sends: int, accepted: bool) -> None:
        self.power.sends, self.power.accepted = sends, accepted

    @rule(who=st.sampled_from(NAMES), words=st.sampled_from(REPORTS))
    def the_power_goes_out_before_the_answer(self, who: str, words: str) -> None:
        self.does(self._kept_only(self.phones[who], words))

    def teardown(self) -> None:
        try:
            if self.phones:
                self.power.sends = None
                self.does(self.town.forward(seconds=60))
                self.loop.run(self._all_is_well())
                self.loop.run(self.town.close())
        finally:
            self.loop.close()
            self.folder.cleanup()

    def _offered(self, who: str, which: int, action: str = "") -> Held | None:
        """Return one of what was offered, the newest first; of this action alone, where it is given."""
        offers: list[Held] = []
        for line in reversed(self.phones[who].screen.lines):
            numbers = {choice.action: number for number, choice in line.spoken.numbers}
            for row, choices in enumerate(line.spoken.notice.choices):
                for place, choice in enumerate(choices):
                    if action not in ("", choice.action):
                        continue
                    data = line.spoken.buttons[row][place].data if line.spoken.buttons else ""
                    offers.append(Held(line.ref, data, numbers.get(choice.action)))
        return offers[which % len(offers)] if offers else None

    async def _presses(self, phone: Phone, held: Held) -> None:
        if held.number is not None:
            await self._sends(phone, InboundKind.TEXT, text=str(held.number))
        elif held.data:
            await self._sends(phone, InboundKind.TAP, action=held.data, quote=held.ref, tap_id=f"tap-{next(_numbers)}")

    async def _sends(self, phone: Phone, kind: InboundKind, **fields: str) -> None:
        await self.town.receive(self._inbound(phone, kind, **fields))

    async def _kept_only(self, phone: Phone, words: str) -> None:
        inbound = self._inbound(phone, InboundKind.TEXT, text=words)
        await self.town.intake.keep(inbound.line_id, [inbound], None)
        self.power.cut()

    def _inbound(self, phone: Phone, kind: InboundKind, **fields: str) -> Inbound:
        return Inbound(
            line_id=phone.platform.line_id, dedup=str(next(_numbers)), sender=phone.address, sender_name=phone.name,
            sender_number=phone.number, chat=phone.address, private=True, kind=kind, sent_at=self.town.now, **fields,
        )  # fmt: skip

    async def _every_move_is_allowed(self) -> None:
        async with self.town.store.read() as session:
            moves = (await (await session.connection()).execute(text("SELECT was, became FROM moves"))).all()
        assert {(was, became) for was, became in moves} <= ALLOWED

    async def _all_is_well(self) -> None:
        assert [row for row in await self.town.rows(t.inbox) if row.state == "waiting"] == [], "everybody is answered"
        await self._the_alert_reached_everybody()
        await self._closing_reached_exactly_those_who_were_told()
        self._whatever_came_twice_says_so()
        self._who_left_hears_no_more()

    async def _the_alert_reached_everybody(self) -> None:
        """Every alert that still counts stands on the screen of everybody it was meant for."""
        addresses = await self._addresses()
        async with self.town.store.read() as session:
            meant = await (await session.connection()).execute(
                select(t.delivery.c.contact_id, t.delivery.c.group_id, t.notice.c.subject_id)
                .join(t.notice, t.notice.c.id == t.delivery.c.notice_id)
                .join(incident_table, incident_table.c.id == t.notice.c.subject_id)
                .where(t.notice.c.kind == NoticeKind.ALERT.value, incident_table.c.state == State.CONFIRMED.value)
                .where(incident_table.c.expires_at > self.town.now, t.delivery.c.state != "withdrawn")
            )
        for contact_id, group_id, incident_id in meant.all():
            lines = self._lines(addresses.get(contact_id), group_id)
            if lines is not None:
                assert any(_is(line, NoticeKind.ALERT, {incident_id}) for line in lines), "an alert was lost"

    def _lines(self, who: str | None, group_id: int | None) -> list[Line] | None:
        """What stands there; None for who cannot or will not be reached."""
        if group_id is not None:
            return [line for room in self.rooms for line in room.screen.lines]
        if who is None or who in self.stopped or self.phones[who].screen.name in self.ever_blocked:
            return None
        return self.phones[who].screen.lines

    async def _addresses(self) -> dict[int, str]:
        """Whose contact is whose."""
        found: dict[int, str] = {}
        async with self.town.work.look() as uow:
            for name, phone in self.phones.items():
                known = await uow.people.find(phone.platform.line_id, phone.address)
                if known is not None:
                    found[known[1].id] = name
        return found

    async def _closing_reached_exactly_those_who_were_told(self) -> None:
        incidents = await self.town.rows(incident_table)
        subjects = {row.id: row for row in await self.town.rows(t.subject)}
        screens = [phone.screen for phone in self.phones.values()] + [room.screen for room in self.rooms]
        for row in incidents:
            ids = {row.id} | {child.id for child in subjects.values() if child.merged_into_id == row.id}
            told = {s.name for s in screens if any(_is(line, NoticeKind.ALERT, ids) for line in s.lines)}
            over = {s.name for s in screens if any(_is(line, NoticeKind.CLOSING, ids) for line in s.lines)}
            assert over <= told, "somebody hears the end of what they never heard of"
            decided = row.state in {state.value for state in ENDED} and row.confirmed_at is not None
            if decided and not subjects[row.id].merged_into_id:
                assert told - over <= self.ever_blocked, "somebody who was told does not hear that it is over"

    def _whatever_came_twice_says_so(self) -> None:
        again = [ReaderLocale(language, self.town.network.zone).text(Text("mark.again")) for language in languages()]
        for phone in self.phones.values():
            alerts = [line.spoken for line in phone.screen.lines if line.spoken.notice.kind is NoticeKind.ALERT]
            # What was opened again and confirmed once more is another alert, which says so.
            fresh = [spoken for spoken in alerts if not any(a in spoken.text for a in again)]
            times = Counter((spoken.notice.subject_id, str(spoken.notice.parts)) for spoken in fresh)
            assert all(count == 1 for count in times.values()), "the same alert twice, and no word of it"

    def _who_left_hears_no_more(self) -> None:
        for who, stood in self.stopped.items():
            later = {line.spoken.notice.kind for line in self.phones[who].screen.lines[stood:]}
            assert later <= {NoticeKind.REPLY, NoticeKind.CLOSING}, f"{who} left and still hears {later}"


def _is(line: Line, kind: NoticeKind, incidents: set[int]) -> bool:
    return line.spoken.notice.kind is kind and line.spoken.notice.subject_id in incidents


@pytest.mark.timeout(3600)
def test_whatever_happens_in_whatever_order_nothing_is_lost_and_nobody_decides_twice(seed: Seed) -> None:
    machine: Callable[[], RuleBasedStateMachine] = lambda: AnyOrder(seed)  # noqa: E731 - hypothesis wants a factory
    run_state_machine_as_test(  # type: ignore[no-untyped-call]
        machine,
        settings=settings(
            max_examples=int(LONGER or 12), derandomize=LONGER is None, stateful_step_count=STEPS, deadline=None,
            print_blob=False, suppress_health_check=list(HealthCheck), database=None,
        ),
    )  # fmt: skip
