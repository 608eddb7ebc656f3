"""Every outcome that a send to Signal can have."""

import json

import pytest

from bot.drill.signal.server import SignalServer
from bot.transports.base import (
    AuthDead,
    Delivered,
    MediaRefused,
    NeedsChallenge,
    NeedsTrust,
    Outbound,
    Outcome,
    Rejected,
    RetryAfter,
    Transient,
    Unknown,
    Unreachable,
)
from bot.transports.signal.outcomes import PostRefused, outcome_of
from bot.transports.signal.transport import SignalTransport
from tests.bot.transports.signal.listeners import Ears, now
from tests.media import film


async def test_texts_edits_answers_photos_and_voices(signal: SignalTransport, signal_server: SignalServer) -> None:
    jean = signal_server.add_user("Jean")
    first = await signal.send(Outbound(chat=jean.uuid, text="*two* vans_"))
    assert isinstance(first, Delivered)
    shown = await jean.wait_for("*two* vans_")
    assert shown.ref == first.ref
    second = await signal.send(Outbound(chat=jean.uuid, text="three vans", edit=first.ref))
    assert isinstance(second, Delivered)
    assert second.ref != first.ref, "the next edit must name the newest"
    third = await signal.send(Outbound(chat=jean.uuid, text="four vans", edit=second.ref))
    assert isinstance(third, Delivered)
    assert (shown.text, shown.edited) == ("four vans", 2)
    await signal.send(Outbound(chat=jean.uuid, text="all clear", answers=third.ref))
    assert (await jean.wait_for("all clear")).reply_to == third.ref
    await signal.send(Outbound(chat=jean.uuid, text="from reporter 1", photo=b"\xff\xd8\xffpicture"))
    assert (await jean.wait_for("from reporter 1")).photo == b"\xff\xd8\xffpicture"
    await signal.send(Outbound(chat=jean.uuid, text="a video", video=film()))
    assert (await jean.wait_for("a video")).video == film()
    await signal.send(Outbound(chat=jean.uuid, text="voice", voice=b"OggS voice"))
    assert (await jean.wait_for("voice")).voice == b"OggS voice"
    await signal.send(Outbound(chat=jean.uuid, text="words", file=b"words"))
    shown = await jean.wait_for("words")
    assert (shown.file, shown.file_name) == (b"words", "words.txt")
    page = Outbound(chat=jean.uuid, text="a page", file=b"%PDF-", file_type="application/pdf", file_name="page.pdf")
    await signal.send(page)
    shown = await jean.wait_for("a page")
    assert (shown.file, shown.file_name) == (b"%PDF-", "page.pdf")


async def test_what_we_sent_is_deleted_for_everybody(signal: SignalTransport, signal_server: SignalServer) -> None:
    jean = signal_server.add_user("Jean")
    sent = [await signal.send(Outbound(chat=jean.uuid, text=text)) for text in ("where it is", "who goes")]
    refs = tuple(outcome.ref for outcome in sent if isinstance(outcome, Delivered))
    assert await signal.send(Outbound(chat=jean.uuid, text="", delete=refs)) == Delivered("")
    assert jean.messages == []


async def test_a_group_is_made_filled_and_written_to(signal: SignalTransport, signal_server: SignalServer) -> None:
    jean, tomas = signal_server.add_user("Jean"), signal_server.add_user("Tomás")
    for person in (jean, tomas):
        await person.says("hello")
    address = await signal.create_group("Northampton", [jean.uuid])
    assert address is not None
    group = next(one for one in signal_server.groups if one.group_id == address)
    assert set(group.permissions.values()) == {"only-admins"}
    assert group.group_link == "enabled-with-approval"
    assert isinstance(await signal.add_to_group(address, [tomas.uuid]), Delivered)
    assert tomas in group.members
    [listed] = await signal.groups()
    assert (listed.id, listed.name) == (address, "Northampton")
    assert jean.uuid in listed.members
    sent = await signal.send(Outbound(chat=address, text="ALERT / ALERTA", group=True))
    assert isinstance(sent, Delivered)
    assert "ALERT / ALERTA" in group.texts


async def test_a_member_who_cannot_be_reached_spoils_no_group_post(
    signal: SignalTransport, signal_server: SignalServer
) -> None:
    jean, tomas = signal_server.add_user("Jean"), signal_server.add_user("Tomás")
    for person in (jean, tomas):
        await person.says("hello")
    address = await signal.create_group("Northampton", [jean.uuid, tomas.uuid])
    assert address is not None
    tomas.unregisters()
    assert isinstance(await signal.send(Outbound(chat=address, text="hello", group=True)), Delivered)


async def test_what_cannot_be_done_to_groups_is_said(signal: SignalTransport, signal_server: SignalServer) -> None:
    signal_server.fail_next("groups", 400, times=2)
    assert await signal.create_group("Northampton", []) is None
    assert await signal.groups() is None
    for body in ("<html>", '[{"id":"group.abc"}]'):
        signal_server.fail_next("groups", 200, body)
        assert await signal.groups() is None
    assert await signal.groups() == []
    assert not isinstance(await signal.add_to_group("group.abc", ["+12025550147"]), Delivered)


async def test_a_changed_safety_number_needs_trust(signal: SignalTransport, signal_server: SignalServer) -> None:
    jean = signal_server.add_user("Jean")
    jean.changes_safety_number()
    assert await signal.send(Outbound(chat=jean.uuid, text="hello")) == NeedsTrust()


async def test_a_new_safety_number_is_read_and_trusted_once_it_was_compared(
    signal: SignalTransport, signal_server: SignalServer
) -> None:
    jean = signal_server.add_user("Jean")
    jean.changes_safety_number()
    digits = await signal.safety_number(jean.uuid)
    assert digits == jean.safety_number
    jean.changes_safety_number()
    assert await signal.trust(jean.uuid, digits) is False, "it changed again before it was compared"
    assert await signal.send(Outbound(chat=jean.uuid, text="hello")) == NeedsTrust()
    assert await signal.trust(jean.uuid, await signal.safety_number(jean.uuid)) is True
    assert isinstance(await signal.send(Outbound(chat=jean.uuid, text="hello")), Delivered)
    assert await signal.safety_number("somebody-else") is None


async def test_a_bridge_that_does_not_answer_says_no_number_and_trusts_nothing(
    signal: SignalTransport, signal_server: SignalServer
) -> None:
    await signal_server.stop()
    assert await signal.safety_number("somebody") is None
    assert await signal.trust("somebody", None) is None


async def test_a_captcha_is_asked_for_with_its_token(signal: SignalTransport, signal_server: SignalServer) -> None:
    jean = signal_server.add_user("Jean")
    token = signal_server.wants_captcha()
    assert await signal.send(Outbound(chat=jean.uuid, text="hello")) == NeedsChallenge((token,))


def error(words: str) -> str:
    return json.dumps({"error": words})


def failed(reason: str) -> str:
    return json.dumps({"timestamp": "5", "errors": {"recipients": [{"uuid": "x", "reason": reason}]}})


ANSWERS: list[tuple[int, str, Outcome]] = [
    (201, '[{"timestamp":"1700000000000"}]', Delivered("1700000000000")),
    (201, '{"timestamp":"1700000000000"}', Delivered("1700000000000")),
    (201, '{"timestamp":1700000000000}', Delivered("1700000000000")),
    (201, "[" + failed("UNREGISTERED_FAILURE") + "]", Unreachable("unregistered")),
    (201, failed("IDENTITY_FAILURE"), NeedsTrust()),
    (201, failed("NETWORK_FAILURE"), Unknown()),
    (201, failed("INVALID_PRE_KEY_FAILURE"), Transient()),
    (201, failed("RATE_LIMIT_FAILURE"), RetryAfter(60.0, account=False)),
    (201, failed("SOMETHING_NEW"), Unknown()),
    (201, "<html>", Unknown()),
    (201, "[]", Unknown()),
    (201, '["x"]', Unknown()),
    (201, "{}", Unknown()),
    (200, "OK", Unknown()),
    (400, error("Failed to send message"), Transient()),
    (400, error("Unable to complete request due to untrusted recipient keys"), NeedsTrust()),
    (400, error("[413] Rate limit exceeded (RateLimitException)"), Unknown()),
    (400, error("Specified account does not exist"), AuthDead()),
    (400, error("Unregistered user"), Unreachable("unregistered")),
    (400, error("User is not a member in group: x"), Unreachable("blocked")),
    (400, error("Couldn't process request - invalid request"), Rejected("request")),
    (400, "<html>", Transient()),
    (401, "", AuthDead()),
    (404, "", Transient()),
    (413, "", Rejected("file too large")),
    (429, '{"challenge_tokens":["a","b"]}', NeedsChallenge(("a", "b"))),
    (429, '{"challenge_tokens":[""]}', Unknown()),
    (429, '{"error":"slow down"}', RetryAfter(60.0, account=False)),
    (500, "<html>", Unknown()),
    (504, "", Unknown()),
]


@pytest.mark.parametrize(("status", "body", "outcome"), ANSWERS)
def test_an_answer_means(status: int, body: str, outcome: Outcome) -> None:
    assert outcome_of(status, body.encode(), group=False) == outcome


SOME = "Failed to send (some) messages:x/y/z: {} '0a1b'{}"
NUMBERED = (
    "strconv.ParseInt: parsing 'Failed to send (some) messages: Untrusted Identity for '+316200000000' 1695021300000'"
)
OF_GROUPS: list[tuple[int, str, Outcome]] = [
    (400, error(SOME.format("Unregistered", "1780171156320")), Delivered("1780171156320")),
    (400, error(SOME.format("Untrusted Identity for", "\n1780171156320\n")), Delivered("1780171156320")),
    (
        400,
        error(NUMBERED),
        Delivered("1695021300000"),
    ),
    (422, error(SOME.format("Unregistered", "1780171156320")), Delivered("1780171156320")),
    (400, error(SOME.format("Unregistered", "")), Unknown()),
    (400, error("Unable to complete request due to untrusted recipient keys"), PostRefused()),
    (400, error("Failed to send message"), PostRefused()),
    (422, error("something new"), PostRefused()),
    (400, error("process killed as timeout reached"), Unknown()),
    (400, error("User is not a member in group: x"), Unreachable("blocked")),
    (400, error("Couldn't process request - invalid request"), Rejected("request")),
]


@pytest.mark.parametrize(("status", "body", "outcome"), OF_GROUPS)
def test_of_a_group_post_an_answer_about_its_members_is_none_about_the_group(
    status: int, body: str, outcome: Outcome
) -> None:
    assert outcome_of(status, body.encode(), group=True) == outcome


@pytest.mark.parametrize(
    ("status", "body"),
    [(413, ""), (400, error("Failed to send message: [413] Response code=413, attachments")), (400, error("upload"))],
)
def test_what_goes_along_may_be_what_was_refused(status: int, body: str) -> None:
    assert outcome_of(status, body.encode(), group=False, media=True) == MediaRefused()


@pytest.mark.parametrize("status", [400, 422, 500, 504])
async def test_a_group_post_that_was_refused_and_said_all_the_same_is_found_by_who_confirms_it(
    signal: SignalTransport, signal_server: SignalServer, status: int
) -> None:
    jean = signal_server.add_user("Jean")
    group = signal_server.add_group("Vecinos", [jean], [])
    signal_server.fail_next("send", status, how="lie")
    sent = await signal.send(Outbound(chat=group.group_id, text="hello", group=True))
    assert sent == Delivered(group.history[-1].ref)
    assert group.texts == ["hello"]


async def test_a_group_post_that_nobody_confirms_was_not_said(
    signal: SignalTransport, signal_server: SignalServer
) -> None:
    group = signal_server.add_group("Vecinos", [signal_server.add_user("Jean")], [])
    other = await signal.send(Outbound(chat=signal_server.add_user("Kim").uuid, text="to one person"))
    assert isinstance(other, Delivered)
    signal_server.fail_next("send", 400, {"error": "Failed to send message"})
    assert await signal.send(Outbound(chat=group.group_id, text="hello", group=True)) == Transient()


@pytest.mark.parametrize(("status", "body", "outcome"), ANSWERS[3:18:4])
async def test_an_answer_means_the_same_over_the_wire(
    signal: SignalTransport, signal_server: SignalServer, status: int, body: str, outcome: Outcome
) -> None:
    signal_server.fail_next("send", status, body)
    assert await signal.send(Outbound(chat="+12025550147", text="hello")) == outcome


async def test_a_cut_connection_is_unknown_unless_the_readers_phone_confirms(
    signal: SignalTransport, signal_server: SignalServer
) -> None:
    jean, kim = signal_server.add_user("Jean"), signal_server.add_user("Kim")
    signal_server.fail_next(after_accept=True)
    assert await signal.send(Outbound(chat=jean.uuid, text="hello")) == Delivered(jean.history[-1].ref)
    assert jean.texts == ["hello"]
    signal_server.fail_next(how="drop", chat=kim.uuid)
    assert await signal.send(Outbound(chat=kim.uuid, text="hello")) == Unknown(), "what Jean confirmed is not Kim's"
    signal_server.world.delivery_receipts = False
    signal_server.fail_next(after_accept=True)
    assert await signal.send(Outbound(chat=jean.uuid, text="again")) == Unknown()


async def test_no_connection_is_transient(signal: SignalTransport, signal_server: SignalServer) -> None:
    await signal_server.stop()
    # The first may still go out on a connection that is just being closed, which nobody can tell.
    await signal.send(Outbound(chat="+12025550147", text="hello"))
    assert await signal.send(Outbound(chat="+12025550147", text="hello")) == Transient()


async def test_the_profile_gets_its_name(signal_server: SignalServer, ears: Ears) -> None:
    transport = SignalTransport(
        7, signal_server.service, signal_server.number, now, heard_at=None, profile_name="Valley"
    )
    await transport.start(ears, None)
    jean = signal_server.add_user("Jean")
    while not signal_server.world.profile:
        await jean.says("hello")
        await ears.hear(len(ears.heard) + 1)
    await transport.stop()
    assert signal_server.world.profile["name"] == "Valley"
