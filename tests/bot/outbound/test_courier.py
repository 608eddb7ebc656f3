import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from alerts.groups.refusal import GroupRefusal
from alerts.notices import Choice, Kind, Lane, Media, Pin, Text
from alerts.people.person import Role
from bot.outbound.courier import Courier
from bot.outbound.line_lease import ExclusiveLease
from bot.outbound.no_limits import NoLimits
from bot.outbound.rate_limits import Pace, Send, SignalPace, TelegramPace
from bot.outbound.resources import CourierResources
from bot.outbound.retry_policy import ADMIN_TRIES, ADMIN_WAIT
from bot.transports.base import (
    AuthDead,
    Delivered,
    Limits,
    MediaRefused,
    MessageGone,
    Moved,
    NeedsAdmin,
    NeedsChallenge,
    NeedsTrust,
    NotModified,
    Outbound,
    Outcome,
    Rejected,
    RetryAfter,
    Transient,
    Unknown,
    Unreachable,
)
from locales.catalogue import ReaderLocale, load
from storage.core import core_tables as t
from storage.database.faults import DatabaseAway
from storage.database.line_leases import Hold
from storage.outbox.exchange import ExchangeResult
from tests.bot.fake_transport import BUTTONS, PLAIN, FakeTransport, until
from tests.storage.mailbox import Mailbox, alert, asking, saying

ZONE = ZoneInfo("America/New_York")


@pytest.fixture
async def mailbox(tmp_path: Path) -> AsyncIterator[Mailbox]:
    opened = await Mailbox.open(tmp_path)
    yield opened
    await opened.store.close()


@pytest.fixture
def paper(mailbox: Mailbox) -> FakeTransport:
    return FakeTransport(mailbox.line_id)


def office(mailbox: Mailbox, paper: FakeTransport, **changes: Any) -> CourierResources:
    given = CourierResources(
        store=mailbox.store,
        words=lambda language: ReaderLocale(language, ZONE),
        languages=("en", "es"),
        now=mailbox.clock,
        lease=ExclusiveLease("first"),
        transport_of={paper.line_id: paper}.get,
    )
    return replace(given, **changes)


def courier(mailbox: Mailbox, paper: FakeTransport, pace: Pace | None = None, **changes: Any) -> Courier:
    return Courier(office(mailbox, paper, **changes), paper, pace or NoLimits(mailbox.now))


def words(key: str, language: str = "en") -> str:
    return load(language).template(key)


def _is_marked(text: str) -> bool:
    """Below its first line, which says what to do, it says that it may be a repeat."""
    return text.splitlines()[1:2] == [words("mark.again")]


async def test_what_was_posted_is_sent_and_nothing_twice(mailbox: Mailbox, paper: FakeTransport) -> None:
    at_work = courier(mailbox, paper)
    await mailbox.post(saying(), [await mailbox.contact("1"), await mailbox.contact("2", language="es")])
    assert await at_work.drain() is None
    await at_work.drain()
    assert sorted((m.chat, m.text) for m in paper.sent) == [
        ("1", words("report.where")),
        ("2", words("report.where", "es")),
    ]
    assert await mailbox.states() == ["delivered", "delivered"]


async def test_a_group_and_a_stranger_read_both_languages(mailbox: Mailbox, paper: FakeTransport) -> None:
    await mailbox.post(saying(), [await mailbox.contact("1", language=None)], [await mailbox.group("-5")])
    await courier(mailbox, paper).drain()
    both = f"{words('report.where')}\n{words('report.where', 'es')}"
    assert paper.texts() == [both, both]


@dataclass
class Lapsing:
    """A lease that has run out for as long as `good` is False."""

    good: bool = True
    boot: str = "first"
    hold: Hold | None = None

    def holds(self) -> bool:
        return self.good

    async def renew(self) -> None:
        raise AssertionError("nobody here renews it")

    async def give_back(self) -> None:
        raise AssertionError("nobody here gives it back")


async def test_who_stood_still_just_before_a_message_went_sends_it_only_if_the_line_is_still_ours(
    mailbox: Mailbox, paper: FakeTransport
) -> None:
    lease = Lapsing()

    class StandsStill(NoLimits):
        def sent(self, now: datetime, send: Send) -> int:
            lease.good = False
            return super().sent(now, send)

    at_work = courier(mailbox, paper, StandsStill(mailbox.now), lease=lease)
    await mailbox.post(saying(), [await mailbox.contact("1"), await mailbox.contact("2")])
    await at_work.drain()
    assert paper.sent == []
    lease.good = True
    await courier(mailbox, paper, lease=ExclusiveLease("second")).drain()
    assert sorted(message.chat for message in paper.sent) == ["1", "2"]


async def test_the_desk_is_answered_through_a_flood_of_strangers(mailbox: Mailbox, paper: FakeTransport) -> None:
    """Strangers are answered faster than the line takes it, and a lead stood in the dispatcher's chat before them."""
    at_work = courier(mailbox, paper, TelegramPace(mailbox.now))
    await _forward(mailbox, at_work, 4.0)
    dana = await mailbox.contact("dana", role=Role.DISPATCHER)
    await mailbox.post(saying(), [await mailbox.contact(str(number)) for number in range(400)])
    await mailbox.post(saying("report.which_town", lane=Lane.LEAD), [dana])
    await _forward(mailbox, at_work, 2.0)
    await mailbox.post(saying("report.where"), [dana])
    await _forward(mailbox, at_work, 0.5)
    assert [message.text for message in paper.sent if message.chat == "dana"] == [
        words("report.which_town"),
        words("report.where"),
    ]
    assert len(paper.sent) < 100


async def test_an_alert_gets_half_of_the_line_in_a_flood_of_strangers(mailbox: Mailbox, paper: FakeTransport) -> None:
    at_work = courier(mailbox, paper, TelegramPace(mailbox.now))
    await mailbox.post(saying(), [await mailbox.contact(str(number)) for number in range(400)])
    await _forward(mailbox, at_work, 2.0)
    strangers = len(paper.sent)
    await mailbox.post(alert(), [await mailbox.contact(f"told {number}") for number in range(60)])
    await _forward(mailbox, at_work, 5.5)
    told = [message for message in paper.sent if message.chat.startswith("told")]
    assert len(told) == 60
    assert len(paper.sent) - strangers - len(told) >= 60


async def test_what_is_claimed_goes_soon_whatever_comes_before_it(mailbox: Mailbox, paper: FakeTransport) -> None:
    """Its chat gets nothing else until it went: who was about to read a note would not be answered for a minute."""
    at_work = courier(mailbox, paper, TelegramPace(mailbox.now))
    await _forward(mailbox, at_work, 2.0)
    leo = await mailbox.contact("leo")
    await mailbox.post(alert(), [await mailbox.contact(str(number)) for number in range(25)])
    await mailbox.post(saying("report.which_town", lane=Lane.REST), [leo])
    await _forward(mailbox, at_work, 0.1)
    await mailbox.post(alert(), [await mailbox.contact(f"1{number}") for number in range(600)])
    await mailbox.post(saying(), [leo])
    await _forward(mailbox, at_work, 5.0)
    assert [message.text for message in paper.sent if message.chat == "leo"] == [
        words("report.which_town"),
        words("report.where"),
    ]


async def _forward(mailbox: Mailbox, at_work: Courier, seconds: float) -> None:
    """Let this time pass, and the courier work in it whenever it may."""
    end = mailbox.now + timedelta(seconds=seconds)
    while (moment := await at_work.drain()) is not None and moment <= end:
        mailbox.now = max(moment, mailbox.now)
    mailbox.now = end


async def test_replies_overtake_a_broadcast(mailbox: Mailbox, paper: FakeTransport) -> None:
    at_work = courier(mailbox, paper, window=2)
    await mailbox.post(alert(), [await mailbox.contact(str(n)) for n in range(10)])
    rosa = await mailbox.contact("rosa")
    paper.open.clear()
    working = asyncio.create_task(at_work.drain())
    await until(lambda: len(paper.sent) == 2)
    await mailbox.post(saying(), [rosa])
    paper.open.set()
    await working
    assert paper.sent[2].chat == "rosa"
    assert paper.most_at_once == 2


OUTCOMES: list[tuple[Outcome, str, str | None, int | None]] = [
    (NotModified(), "delivered", None, None),
    (RetryAfter(7, account=False), "queued", None, 7),
    (RetryAfter(7, account=True), "queued", None, 7),
    (Transient(), "queued", None, 1),
    (Unknown(), "queued", None, 5),
    (Unreachable("never started"), "failed", "never started", None),
    (NeedsTrust(), "failed", "safety number changed", None),
    (NeedsChallenge(("x",)), "queued", None, 3600),
    (Rejected("bad markup"), "failed", "rejected: bad markup", None),
    (AuthDead(), "queued", None, 60),
    (NeedsAdmin(GroupRefusal.TOPIC), "queued", None, 60),
]


@pytest.mark.parametrize(("outcome", "state", "failure", "wait"), OUTCOMES)
async def test_every_outcome_has_its_end(
    mailbox: Mailbox, paper: FakeTransport, outcome: Outcome, state: str, failure: str | None, wait: int | None
) -> None:
    paper.outcomes.append(outcome)
    await mailbox.post(alert(), [await mailbox.contact("1")])
    again = await courier(mailbox, paper).drain()
    [row] = await mailbox.deliveries()
    assert (row.state, row.failure) == (state, failure)
    assert again == (mailbox.now + timedelta(seconds=wait) if wait else None)


@pytest.mark.parametrize(
    ("outcome", "repeats"), [(Transient(), False), (Unknown(), True), (RetryAfter(1, account=True), False)]
)
async def test_only_what_may_have_arrived_is_marked_as_sent_again(
    mailbox: Mailbox, paper: FakeTransport, outcome: Outcome, repeats: bool
) -> None:
    paper.outcomes.append(outcome)
    at_work = courier(mailbox, paper)
    await mailbox.post(saying(), [await mailbox.contact("1")])
    await at_work.drain()
    mailbox.forward(seconds=5)
    await at_work.drain()
    assert _is_marked(paper.texts()[1]) is repeats
    assert await mailbox.states() == ["delivered"]


async def test_a_reminder_that_may_have_arrived_is_not_sent_again(mailbox: Mailbox, paper: FakeTransport) -> None:
    paper.outcomes.append(Unknown())
    await mailbox.post(saying(kind=Kind.REMINDER), [await mailbox.contact("1")])
    assert await courier(mailbox, paper).drain() is None
    assert await mailbox.states() == ["unknown"]


async def test_somebody_is_not_flooded_with_repeats(mailbox: Mailbox, paper: FakeTransport) -> None:
    paper.outcomes += [Unknown()] * 9
    at_work = courier(mailbox, paper)
    await mailbox.post(saying(), [await mailbox.contact("1")])
    while (again := await at_work.drain()) is not None:
        mailbox.now = again
    assert len(paper.sent) == 4
    assert await mailbox.states() == ["unknown"]


async def test_a_moved_group_gets_the_post_where_it_is_now(mailbox: Mailbox, paper: FakeTransport) -> None:
    paper.outcomes.append(Moved("-1005"))
    at_work = courier(mailbox, paper)
    await mailbox.post(alert(), [], [await mailbox.group("-5")])
    await at_work.drain()
    mailbox.forward(seconds=1)
    await at_work.drain()
    assert [message.chat for message in paper.sent] == ["-5", "-1005"]


async def test_a_card_whose_message_is_gone_comes_as_a_new_one(mailbox: Mailbox, paper: FakeTransport) -> None:
    at_work = courier(mailbox, paper)
    card = await mailbox.post(saying(kind=Kind.CARD), [await mailbox.contact("1")])
    await at_work.drain()
    mailbox.forward(seconds=3)
    await mailbox.revise(card, saying("report.which_town", kind=Kind.CARD))
    paper.outcomes.append(MessageGone())
    await at_work.drain()
    assert [message.edit for message in paper.sent] == ["", "1", ""]
    assert paper.texts()[2] == words("report.which_town")


async def test_an_unknown_edit_is_made_again_with_what_is_newest(mailbox: Mailbox, paper: FakeTransport) -> None:
    at_work = courier(mailbox, paper)
    card = await mailbox.post(saying(kind=Kind.CARD), [await mailbox.contact("1")])
    await at_work.drain()
    mailbox.forward(seconds=3)
    await mailbox.revise(card, saying("report.which_town", kind=Kind.CARD))
    paper.outcomes.append(Unknown())
    await at_work.drain()
    await mailbox.revise(card, saying("desk.media_gone", kind=Kind.CARD))
    mailbox.forward(seconds=3)
    await at_work.drain()
    assert [(m.edit, m.text) for m in paper.sent[2:]] == [("1", words("desk.media_gone"))]


async def test_who_waits_for_the_line_is_not_asked_for_one_by_one(mailbox: Mailbox, paper: FakeTransport) -> None:
    class Shut(NoLimits):
        asked, gone = 0, 0

        def when(self, now: datetime, send: Send) -> datetime:
            self.asked += 1
            return super().when(now, send)

        def sent(self, now: datetime, send: Send) -> int:
            self.gone += 1
            return super().sent(now, send)

        def line_opens(self, now: datetime) -> datetime:
            return now + timedelta(seconds=1) if self.gone else now

    pace = Shut(mailbox.now)
    await mailbox.post(alert(), [await mailbox.contact(str(number)) for number in range(20)])
    assert await courier(mailbox, paper, pace).drain() is not None
    assert (len(paper.sent), pace.asked) == (1, 1)


async def test_a_deadline_is_told_of_only_where_an_outcome_set_one(mailbox: Mailbox, paper: FakeTransport) -> None:
    told: list[bool] = []
    at_work = courier(mailbox, paper, deadline_set=lambda: told.append(True))
    people = [await mailbox.contact("1"), await mailbox.contact("2")]
    await mailbox.post(saying(), people)
    await at_work.drain()
    assert told == []
    incident = await mailbox.incident()
    await mailbox.post(alert(incident), people[:1])
    await at_work.drain()
    await mailbox.post(alert(incident), people[1:])
    await at_work.drain()
    assert told == [True]


async def test_a_pause_of_the_line_stops_everybody_and_survives_a_restart(
    mailbox: Mailbox, paper: FakeTransport
) -> None:
    paper.outcomes.append(RetryAfter(30, account=True))
    await mailbox.post(alert(), [await mailbox.contact("1")])
    await courier(mailbox, paper).drain()
    await mailbox.post(saying(), [await mailbox.contact("2")])
    restarted = courier(mailbox, paper, lease=ExclusiveLease("second"))
    assert await restarted.drain() == mailbox.now + timedelta(seconds=30)
    assert len(paper.sent) == 1
    mailbox.forward(seconds=30)
    await restarted.drain()
    assert sorted(message.chat for message in paper.sent[1:]) == ["1", "2"]


async def test_a_pause_gives_back_what_was_not_begun(mailbox: Mailbox, paper: FakeTransport) -> None:
    """So that it can be withdrawn meanwhile."""
    mailbox.forward(seconds=2)
    at_work = courier(mailbox, paper, TelegramPace(mailbox.now - timedelta(seconds=2)))
    await mailbox.post(alert(), [await mailbox.contact(str(n)) for n in range(30)])
    paper.outcomes += [RetryAfter(60, account=True)] * 10
    await at_work.drain()
    assert await mailbox.states() == ["queued"] * 30
    assert len(paper.sent) == 10


async def test_a_platform_that_is_down_is_not_hammered(mailbox: Mailbox, paper: FakeTransport) -> None:
    paper.outcomes += [Transient()] * 200
    at_work = courier(mailbox, paper)
    await mailbox.post(alert(), [await mailbox.contact(str(n)) for n in range(60)])
    end = mailbox.now + timedelta(seconds=120)
    while (again := await at_work.drain()) is not None and again < end:
        mailbox.now = again
    assert len(paper.sent) < 80, "a first window, then one look every three seconds"
    paper.outcomes.clear()
    while (again := await at_work.drain()) is not None:
        mailbox.now = again
    assert set(await mailbox.states()) == {"delivered"}
    assert not any(_is_marked(text) for text in paper.texts())


class DeafToOne(FakeTransport):
    """A platform that takes everything but what goes to one chat, and does not say why."""

    async def send(self, message: Outbound) -> Outcome:
        self.sent.append(message)
        return Transient() if message.chat == "deaf" else Delivered(str(len(self.sent)))


async def test_who_is_given_up_while_others_are_reached_is_told(mailbox: Mailbox) -> None:
    paper, told = DeafToOne(mailbox.line_id), list[Outcome]()
    at_work = courier(mailbox, paper, sent=lambda line_id, claimed, outcome: told.append(outcome))
    await mailbox.post(saying(), [await mailbox.contact("deaf")])
    other = await mailbox.contact("rosa")
    while (again := await at_work.drain()) is not None:
        mailbox.now = again
        await mailbox.post(saying(), [other])
    assert [outcome for outcome in told if not isinstance(outcome, Delivered | Transient)] == [
        Rejected("not delivered")
    ]


async def test_one_chat_that_must_wait_holds_up_nobody_else(mailbox: Mailbox, paper: FakeTransport) -> None:
    at_work = courier(mailbox, paper)
    rosa, luis = await mailbox.contact("1"), await mailbox.contact("2")
    paper.outcomes.append(RetryAfter(9, account=False))
    await mailbox.post(saying(), [rosa])
    await at_work.drain()
    await mailbox.post(saying(), [rosa, luis])
    await at_work.drain()
    assert [message.chat for message in paper.sent] == ["1", "2"]


GUESSED = RetryAfter(600, account=True, guessed=True)


async def test_a_wait_that_seems_everybodys_is_asked_about_one_message_at_a_time(
    mailbox: Mailbox, paper: FakeTransport
) -> None:
    at_work = courier(mailbox, paper)
    await mailbox.post(alert(), [await mailbox.contact(str(n)) for n in range(60)])
    paper.outcomes += [GUESSED] * 34
    began = mailbox.now
    again = await at_work.drain()
    assert len(paper.sent) == 30, "those that were on their way together"
    for tried in range(31, 35):
        assert again is not None
        assert again - mailbox.now < timedelta(seconds=1)
        mailbox.now = again
        again = await at_work.drain()
        assert len(paper.sent) == tried
    while again is not None and again - mailbox.now < timedelta(seconds=1):
        mailbox.now = again
        again = await at_work.drain()
    assert len(paper.sent) == 60, "one that got through ended the guess for all who were not told to wait"
    assert again == began + timedelta(seconds=600)


async def test_who_just_wrote_is_answered_first_where_all_seem_to_have_to_wait(
    mailbox: Mailbox, paper: FakeTransport
) -> None:
    at_work = courier(mailbox, paper)
    await mailbox.post(alert(), [await mailbox.contact(str(n)) for n in range(60)])
    paper.outcomes += [GUESSED] * 30
    again = await at_work.drain()
    rosa = await mailbox.contact("rosa")
    await mailbox.post(saying(), [rosa])
    assert again is not None
    mailbox.now = again
    await at_work.drain()
    assert paper.sent[30].chat == "rosa"


async def test_an_accounts_flood_that_lasts_is_asked_about_less_often(mailbox: Mailbox, paper: FakeTransport) -> None:
    at_work = courier(mailbox, paper)
    await mailbox.post(alert(), [await mailbox.contact(str(n)) for n in range(300)])
    paper.outcomes += [GUESSED] * 400
    end = mailbox.now + timedelta(seconds=500)
    while (again := await at_work.drain()) is not None and again < end:
        mailbox.now = again
    assert len(paper.sent) < 30 + 10 + 100


async def test_what_a_killed_run_was_sending_is_sent_again_marked(mailbox: Mailbox, paper: FakeTransport) -> None:
    await mailbox.post(alert(), [await mailbox.contact(str(n)) for n in range(40)])
    paper.open.clear()
    working = asyncio.create_task(courier(mailbox, paper).drain())
    await until(lambda: len(paper.sent) == 30)
    working.cancel()
    await asyncio.gather(working, return_exceptions=True)
    after = FakeTransport(mailbox.line_id)
    await courier(mailbox, after, lease=ExclusiveLease("second")).drain()
    assert sum(_is_marked(text) for text in after.texts()) == 30
    assert len(after.sent) == 40


async def test_signal_gets_numbers_and_a_map_link(mailbox: Mailbox) -> None:
    paper = FakeTransport(mailbox.line_id, PLAIN)
    rosa = await mailbox.contact("1")
    await mailbox.post(asking("yes", "no", pin=Pin(42.325, -72.641, "Elm & 3rd")), [rosa])
    await courier(mailbox, paper).drain()
    [message] = paper.sent
    assert "Elm & 3rd\nhttps://www.openstreetmap.org/?mlat=42.32500&mlon=-72.64100" in message.text
    assert message.text.endswith(f"1 = {words('report.where')}\n2 = {words('report.where')}")
    assert message.buttons == ()


async def test_telegram_gets_buttons_with_the_token(mailbox: Mailbox, paper: FakeTransport) -> None:
    await mailbox.post(asking("yes", "no"), [await mailbox.contact("1")])
    await courier(mailbox, paper).drain()
    [notice] = await mailbox.rows(t.notice)
    [[yes, no]] = paper.sent[0].buttons
    assert [yes.data, no.data] == [f"{notice.token}:yes", f"{notice.token}:no"]
    assert yes.label == words("report.where")


async def test_a_button_that_does_not_fit_fails_alone(mailbox: Mailbox, paper: FakeTransport) -> None:
    rosa, luis = await mailbox.contact("1"), await mailbox.contact("2")
    await mailbox.post(asking("x" * 60), [rosa])
    await mailbox.post(saying(), [luis])
    await courier(mailbox, paper).drain()
    assert await mailbox.states() == ["failed", "delivered"]


async def test_a_missing_text_fails_alone(mailbox: Mailbox, paper: FakeTransport) -> None:
    rosa, luis = await mailbox.contact("1"), await mailbox.contact("2")
    await mailbox.post(saying("no.such.key"), [rosa])
    await mailbox.post(saying(), [luis])
    await courier(mailbox, paper).drain()
    assert await mailbox.states() == ["failed", "delivered"]


@pytest.mark.parametrize("limits", [BUTTONS, PLAIN])
async def test_a_long_text_is_cut_in_every_language_and_keeps_its_choices(mailbox: Mailbox, limits: Limits) -> None:
    paper = FakeTransport(mailbox.line_id, limits)
    long = tuple(Text("report.where") for _ in range(400))
    notice = replace(asking("yes"), parts=long, bilingual=True)
    await mailbox.post(notice, [await mailbox.contact("1")])
    await courier(mailbox, paper).drain()
    [message] = paper.sent
    units = len(message.text.encode("utf-16-le")) // 2 if limits.utf16 else len(message.text.encode())
    assert limits.text - 50 < units <= limits.text
    assert words("report.where", "es") in message.text
    assert limits.buttons or "\n1 = " in message.text


async def test_a_photo_is_cleaned_and_passed_on(mailbox: Mailbox, paper: FakeTransport) -> None:
    async def clean(data: bytes) -> bytes | None:
        return data.upper()

    paper.media["p1"] = b"pixels"
    await mailbox.post(saying(media=Media(mailbox.line_id, "p1", "photo")), [await mailbox.contact("1")])
    await courier(mailbox, paper, clean={"photo": clean}).drain()
    assert [(m.photo, m.text) for m in paper.sent] == [(b"PIXELS", words("report.where"))]


async def test_a_voice_note_is_passed_on_as_it_is(mailbox: Mailbox, paper: FakeTransport) -> None:
    paper.media["v1"] = b"sound"
    await mailbox.post(saying(media=Media(mailbox.line_id, "v1", "voice")), [await mailbox.contact("1")])
    await courier(mailbox, paper).drain()
    assert [(m.voice, m.photo) for m in paper.sent] == [(b"sound", None)]


@pytest.mark.parametrize("kind", ["photo", "video", "voice"])
async def test_what_a_chat_does_not_take_as_such_goes_as_a_file(
    mailbox: Mailbox, paper: FakeTransport, kind: str
) -> None:
    paper.media["m1"] = b"content"
    paper.outcomes.append(MediaRefused())
    await mailbox.post(saying(media=Media(mailbox.line_id, "m1", kind)), [await mailbox.contact("1")])
    await courier(mailbox, paper, clean={}).drain()
    assert [(getattr(message, kind), message.as_file) for message in paper.sent] == [
        (b"content", False),
        (b"content", True),
    ]
    assert {message.text for message in paper.sent} == {words("report.where")}
    assert await mailbox.states() == ["delivered"]


@pytest.mark.parametrize("kind", ["photo", "video", "voice"])
async def test_what_a_chat_takes_in_no_shape_is_told_in_words(
    mailbox: Mailbox, paper: FakeTransport, kind: str
) -> None:
    paper.media["m1"] = b"content"
    paper.outcomes += [MediaRefused(), MediaRefused()]
    await mailbox.post(saying(media=Media(mailbox.line_id, "m1", kind)), [await mailbox.contact("1")])
    await courier(mailbox, paper, clean={}).drain()
    last = paper.sent[-1]
    assert (last.media, last.as_file) == (False, False)
    assert last.text == f"{words('report.where')}\n{words(f'desk.media_refused.{kind}')}"
    assert await mailbox.states() == ["delivered"]


async def test_where_a_platform_knows_no_other_files_the_words_come_next(mailbox: Mailbox) -> None:
    paper = FakeTransport(mailbox.line_id, PLAIN)
    paper.media["m1"] = b"content"
    paper.outcomes.append(MediaRefused())
    await mailbox.post(saying(media=Media(mailbox.line_id, "m1", "photo")), [await mailbox.contact("1")])
    await courier(mailbox, paper, clean={}).drain()
    assert [message.photo for message in paper.sent] == [b"content", None]


async def test_a_pin_that_is_refused_becomes_a_link(mailbox: Mailbox, paper: FakeTransport) -> None:
    paper.outcomes.append(MediaRefused())
    await mailbox.post(saying(pin=Pin(42.32, -72.64, "Elm & 3rd")), [await mailbox.contact("1")])
    await courier(mailbox, paper).drain()
    assert paper.sent[0].pin is not None
    assert paper.sent[1].pin is None
    assert paper.sent[1].text.splitlines()[0] == "Elm & 3rd"
    assert "42.32" in paper.sent[1].text


async def test_words_that_are_refused_as_well_say_why(mailbox: Mailbox, paper: FakeTransport) -> None:
    paper.media["m1"] = b"content"
    paper.outcomes += [MediaRefused(), MediaRefused(), Unreachable("blocked")]
    await mailbox.post(saying(media=Media(mailbox.line_id, "m1", "photo")), [await mailbox.contact("1")])
    await courier(mailbox, paper, clean={}).drain()
    assert [row.failure for row in await mailbox.deliveries()] == ["blocked"]


async def test_a_group_that_needs_its_administrator_is_tried_for_an_hour(
    mailbox: Mailbox, paper: FakeTransport
) -> None:
    at_work, began, group = courier(mailbox, paper), mailbox.now, await mailbox.group("-1005")
    await mailbox.post(alert(), [], [group])
    paper.outcomes += [NeedsAdmin(GroupRefusal.TOPIC)] * 100
    while (again := await at_work.drain()) is not None:
        mailbox.now = again
    assert len(paper.sent) == ADMIN_TRIES
    assert mailbox.now - began == ADMIN_WAIT * (ADMIN_TRIES - 1)
    assert await mailbox.states() == ["failed"]
    paper.outcomes.clear()
    await mailbox.post(alert(), [], [group])
    await at_work.drain()
    assert (await mailbox.states())[-1] == "delivered", "the next alert is tried all the same"


@pytest.mark.parametrize("line", ["here", "elsewhere"])
async def test_where_a_photo_is_gone_the_words_go_alone_and_say_so(
    mailbox: Mailbox, paper: FakeTransport, line: str
) -> None:
    line_id = mailbox.line_id if line == "here" else 99
    await mailbox.post(saying(media=Media(line_id, "gone", "photo")), [await mailbox.contact("1")])
    await courier(mailbox, paper).drain()
    [message] = paper.sent
    assert message.text == f"{words('report.where')}\n{words('desk.media_gone')}"
    assert message.photo is None


async def test_a_transport_that_breaks_its_word_stops_nobody(mailbox: Mailbox, paper: FakeTransport) -> None:
    paper.fault = RuntimeError("boom")
    at_work = courier(mailbox, paper)
    await mailbox.post(saying(), [await mailbox.contact("1")])
    await at_work.drain()
    [row] = await mailbox.deliveries()
    assert (row.state, row.repeat) == ("queued", True)


async def test_signal_sends_one_direct_message_each_five_seconds_and_posts_first(mailbox: Mailbox) -> None:
    paper = FakeTransport(mailbox.line_id, PLAIN)
    at_work = courier(mailbox, paper, SignalPace(mailbox.now, timedelta(seconds=5)))
    moments: list[tuple[int, str]] = []
    begun = mailbox.now
    paper.on_send = lambda message: moments.append(((mailbox.now - begun).seconds, message.chat))
    await mailbox.post(alert(), [await mailbox.contact("1"), await mailbox.contact("2")], [await mailbox.group("g")])
    mailbox.forward(seconds=5)
    await at_work.drain()
    assert moments == [(5, "g"), (5, "1")]
    await mailbox.post(saying(), [await mailbox.contact("asks", heard=timedelta(0))])
    while (again := await at_work.drain()) is not None:
        mailbox.now = again
    assert moments[2:] == [(5, "asks"), (10, "2")]


async def test_a_broadcast_keeps_telegrams_limit_on_the_clock(mailbox: Mailbox, paper: FakeTransport) -> None:
    at_work = courier(mailbox, paper, TelegramPace(mailbox.now))
    moments: list[datetime] = []
    paper.on_send = lambda message: moments.append(mailbox.now)
    await mailbox.post(alert(), [await mailbox.contact(str(n)) for n in range(75)])
    while (again := await at_work.drain()) is not None:
        mailbox.now = again
    assert len(moments) == 75
    assert all(later - earlier >= timedelta(seconds=1) for earlier, later in zip(moments, moments[30:], strict=False))


def wall() -> datetime:
    return datetime.now(UTC)


async def test_a_running_courier_wakes_sends_and_stops(mailbox: Mailbox, paper: FakeTransport) -> None:
    mailbox.now = wall()
    at_work = Courier(office(mailbox, paper, now=wall), paper, NoLimits(wall()))
    running = asyncio.create_task(at_work.run())
    for n in range(3):
        await mailbox.post(saying(), [await mailbox.contact(str(n))])
        at_work.wake()
        await until(lambda n=n: len(paper.sent) == n + 1)
    await at_work.stop()
    await running
    assert await mailbox.states() == ["delivered"] * 3


async def test_stopping_gives_back_what_was_not_begun(mailbox: Mailbox, paper: FakeTransport) -> None:
    mailbox.now = wall()
    slow = SignalPace(wall(), timedelta(milliseconds=900))
    at_work = Courier(office(mailbox, paper, now=wall), paper, slow)
    await mailbox.post(alert(), [await mailbox.contact("1")])
    running = asyncio.create_task(at_work.run())
    await until(lambda: bool(at_work._gate.claims))
    await at_work.stop()
    await running
    [row] = await mailbox.deliveries()
    assert (row.state, row.attempts, paper.sent) == ("queued", 0, [])


async def test_what_hangs_at_the_end_is_left_for_the_next_run(
    mailbox: Mailbox, paper: FakeTransport, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.outbound.courier.GRACE", 0.05)
    mailbox.now = wall()
    at_work = Courier(office(mailbox, paper, now=wall), paper, NoLimits(wall()))
    await mailbox.post(alert(), [await mailbox.contact("1")])
    paper.open.clear()
    running = asyncio.create_task(at_work.run())
    await until(lambda: len(paper.sent) == 1)
    await at_work.stop()
    await running
    assert await mailbox.states() == ["sending"]


async def test_database_trouble_delays_and_loses_nothing(
    mailbox: Mailbox, paper: FakeTransport, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.outbound.courier._TROUBLE", 0.01)
    mailbox.now = wall()
    at_work = Courier(office(mailbox, paper, now=wall), paper, NoLimits(wall()))
    transact, troubles = mailbox.store.transact, {"claimed": 3, "not recorded": 2, "recorded": 1}

    def trouble(kind: str) -> None:
        if troubles[kind]:
            troubles[kind] -= 1
            raise DatabaseAway("the answer got lost, or the question")

    async def troubled(work: Any) -> Any:
        if paper.sent:
            trouble("not recorded")
        result = await transact(work)
        if paper.sent:
            trouble("recorded")
        elif isinstance(result, ExchangeResult) and result.claimed:
            trouble("claimed")
        return result

    monkeypatch.setattr(mailbox.store, "transact", troubled)
    await mailbox.post(alert(), [await mailbox.contact(str(n)) for n in range(3)])
    running = asyncio.create_task(at_work.run())
    await until(lambda: not any(troubles.values()))
    await at_work.stop()
    await running
    assert len(paper.sent) == 3
    assert await mailbox.states() == ["delivered"] * 3


async def test_a_choice_keeps_its_number_on_the_card(mailbox: Mailbox) -> None:
    paper = FakeTransport(mailbox.line_id, PLAIN)
    at_work = courier(mailbox, paper)
    rosa = await mailbox.contact("1")
    await mailbox.post(asking("yes"), [rosa])
    await mailbox.post(asking("yes"), [rosa])
    await at_work.drain()
    marks = [text.rsplit("\n", 1)[1][:3] for text in paper.texts()]
    assert marks == ["1 =", "2 ="]


async def test_numbers_that_a_card_kept_are_read_in_order(mailbox: Mailbox) -> None:
    paper = FakeTransport(mailbox.line_id, PLAIN)
    at_work = courier(mailbox, paper)
    rosa = await mailbox.contact("1")
    card = await mailbox.post(asking("yes", "no", kind=Kind.CARD), [rosa])
    await at_work.drain()
    await mailbox.revise(card, asking("later", "no", kind=Kind.CARD), major=True)
    mailbox.forward(seconds=5)
    await at_work.drain()
    lines = [line for line in paper.texts()[-1].splitlines() if " = " in line]
    assert [line[:3] for line in lines] == ["2 =", "3 ="]


async def test_buttons_in_two_languages_stand_one_below_the_other(mailbox: Mailbox) -> None:
    paper = FakeTransport(mailbox.line_id, BUTTONS)
    going, seen = Choice("a", Text("choice.onway")), Choice("b", Text("choice.onscene"))
    notice = saying().with_choices((going, seen))
    await mailbox.post(notice, [await mailbox.contact("1", language=None), await mailbox.contact("2")])
    await courier(mailbox, paper).drain()
    shown = {message.chat: [[button.label for button in row] for row in message.buttons] for message in paper.sent}
    assert shown["1"] == [["On my way / Voy para allá"], ["I am there / Ya estoy ahí"]]
    assert shown["2"] == [["On my way", "I am there"]]
