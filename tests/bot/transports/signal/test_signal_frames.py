"""What stands beside the words never costs them; what nobody wrote is nothing; what nobody can read is told."""

import json
import re
from datetime import UTC, datetime
from typing import Any

import pytest
from structlog.testing import capture_logs

from alerts.understanding.cleaning import MeantFor
from bot.transports.signal.envelopes import FrameReader
from bot.transports.signal.frames import BridgeError
from handlers.core.inbound import Inbound, InboundKind
from handlers.core.lexicon import cleaner

NOW = datetime(2026, 11, 20, 22, 2, tzinfo=UTC)
NUMBER, JEAN = "+12025550100", "5c7a0b1e-0000-4000-8000-000000000001"
STAMP = 1763672520123
SENDER = {"source": JEAN, "sourceUuid": JEAN, "sourceNumber": None, "sourceName": "Jean", "sourceDevice": 1}
STAMPS = {"timestamp": STAMP, "serverReceivedTimestamp": STAMP + 1, "serverDeliveredTimestamp": STAMP + 2}
WORDS = "2 vans https://maps.google.com/?q=42.325,-72.641"
PICTURE = {"contentType": "image/jpeg", "id": "a.jpg", "size": 5}
BESIDE: dict[str, Any] = {
    "a preview of an older bridge": {"previews": [{"url": "https://x", "image": {"contentType": "image/png"}}]},
    "a preview that is none": {"previews": [None, 5, "x"]},
    "an avatar": {"contacts": [{"name": {"display": "Ana"}, "avatar": {"attachment": {}, "isProfile": "?"}}]},
    "a mention": {"mentions": [{"start": 3}]},
    "a mention without a place": {"mentions": [{"name": "Ana", "start": None, "length": {}}]},
    "a style": {"textStyles": [{"style": "WAVY", "start": "0"}]},
    "a sticker": {"sticker": {"packId": None}},
    "a story": {"storyContext": {"authorNumber": None}},
    "a vote": {"pollVote": {"optionIndexes": ["x"]}},
    "a pin": {"pinMessage": {}, "unpinMessage": {"author": 1}},
    "a payment": {"payment": {"note": 5, "receipt": "AAAA"}},
    "a quote of something unknown": {"quote": {"id": "?", "author": None, "attachments": [{"thumbnail": {}}]}},
    "a quote that is a list": {"quote": [1]},
    "a reaction without an emoji": {"reaction": {"isRemove": False}},
    "a timer in words": {"expiresInSeconds": "never", "isExpirationUpdate": "?"},
    "a file that is none": {"attachments": [{"id": {"a": 1}, "contentType": 7}, "x"]},
    "a kind that does not exist yet": {"hologram": {"depth": [1, 2, {"x": None}]}, "viewOnce": "maybe"},
    "numbers as texts": {"timestamp": str(STAMP)},
}
BY_NOBODY: dict[str, Any] = {
    "an empty message": {"message": None},
    "blanks": {"message": " \n"},
    "a profile key": {"profileKey": "AAAA"},
    "a timer": {"isExpirationUpdate": True, "expiresInSeconds": 86400},
    "a session begun anew": {"endSession": True},
    "a pin": {"pinMessage": {"targetSentTimestamp": 5}},
    "an unpin": {"unpinMessage": {"targetSentTimestamp": 5}},
    "a vote": {"pollVote": {"optionIndexes": [1]}},
    "an end of a poll": {"pollTerminate": {"targetSentTimestamp": 5}},
    "a payment": {"payment": {"note": "", "receipt": "AAAA"}},
    "a call in a group": {"groupCallUpdate": {"eraId": "x"}},
    "something deleted": {"remoteDelete": {"timestamp": 5}},
    "a reaction taken away": {"reaction": {"emoji": "👍", "targetSentTimestamp": 5, "isRemove": True}},
    "a reaction to nothing": {"reaction": {"emoji": "👍"}},
    "a kind that does not exist yet": {"hologram": {"depth": 3}},
    "lists where nothing is": {"attachments": [], "previews": [], "contacts": [], "mentions": []},
}
OF_NO_DATA: dict[str, Any] = {
    "a receipt": {"receiptMessage": {"when": STAMP, "isRead": True, "timestamps": [5]}},
    "typing": {"typingMessage": {"action": "STARTED"}},
    "a call that is over": {"callMessage": {"hangupMessage": {"id": 5, "type": "NORMAL"}}},
    "a call that is none": {"callMessage": {"offerMessage": [5]}},
    "a story": {"storyMessage": {"textAttachment": {"text": "hello all"}}},
    "nothing": {},
    "data that is none": {"dataMessage": "hello"},
}


def frame(data: Any = None, **more: Any) -> str:
    envelope = SENDER | STAMPS | ({} if data is None else {"dataMessage": {"timestamp": STAMP} | data}) | more
    return json.dumps({"account": NUMBER, "envelope": envelope})


def heard(raw: str) -> list[Inbound]:
    return [one.inbound for one in FrameReader(7, NUMBER).read(raw, NOW)]


@pytest.mark.parametrize("beside", BESIDE.values(), ids=BESIDE.keys())
@pytest.mark.parametrize("edit", [False, True])
def test_what_stands_beside_the_words_never_costs_them(beside: Any, edit: bool) -> None:
    said = {"message": WORDS} | beside
    content = {"editMessage": {"targetSentTimestamp": 5, "dataMessage": {"timestamp": STAMP} | said}}
    [one] = heard(frame(**content) if edit else frame(said))
    assert (one.text, one.sender, one.sender_name, one.kind) == (WORDS, JEAN, "Jean", InboundKind.TEXT)
    assert (one.point, one.private, one.edited) == ((42.325, -72.641), True, edit)
    assert one.sent_at == datetime.fromtimestamp(STAMP / 1000, UTC)
    assert one.dedup == f"{JEAN}:{STAMP}", "the same whichever way it came"


@pytest.mark.parametrize("beside", BESIDE.values(), ids=BESIDE.keys())
def test_nor_does_it_cost_a_photo(beside: Any) -> None:
    files = [*(beside.get("attachments") or []), PICTURE]
    [one] = heard(frame(beside | {"message": WORDS, "attachments": files}))
    assert (one.text, one.kind, one.media) == (WORDS, InboundKind.PHOTO, "a.jpg")


def test_the_log_names_what_was_left_out_by_its_kind_alone() -> None:
    with capture_logs() as logs:
        heard(frame({"message": WORDS, "previews": [{"title": "Ana"}], "hologram": {"Ana": 1}, "quote": "Ana"}))
    assert [(one["event"], one["kind"]) for one in logs] == [
        ("signal.left_out", "preview"),
        ("signal.left_out", "unknown"),
        ("signal.left_out", "misshapen"),
    ]
    assert "Ana" not in str(logs)


@pytest.mark.parametrize("data", BY_NOBODY.values(), ids=BY_NOBODY.keys())
def test_what_nobody_wrote_is_nothing(data: Any) -> None:
    assert heard(frame(data)) == []


@pytest.mark.parametrize("content", OF_NO_DATA.values(), ids=OF_NO_DATA.keys())
def test_nor_is_what_holds_no_message(content: Any) -> None:
    assert heard(frame(**content)) == []


@pytest.mark.parametrize(
    "data",
    [
        {"sticker": {"packId": "x"}},
        {"contacts": [{}]},
        {"attachments": [{"contentType": "application/pdf", "id": "p"}]},
    ],
    ids=str,
)
def test_what_somebody_sent_and_nobody_can_read_is_something_still(data: Any) -> None:
    assert [one.kind for one in heard(frame(data))] == [InboundKind.OTHER]


def test_the_question_of_a_poll_is_words() -> None:
    [one] = heard(frame({"pollCreate": {"question": "is ICE at Elm & 3rd?", "options": ["yes", "no"]}}))
    assert (one.kind, one.text) == (InboundKind.TEXT, "is ICE at Elm & 3rd?")


def test_several_pictures_are_one_message_and_its_further_parts() -> None:
    files = [
        PICTURE,
        PICTURE | {"id": "b.heic", "contentType": None, "filename": "IMG_1.HEIC"},
        PICTURE | {"id": "c.jpg"},
    ]
    one, *others = heard(frame({"message": WORDS, "attachments": files}))
    assert (one.text, one.follows) == (WORDS, False)
    assert [(part.media, part.kind, part.text, part.follows) for part in others] == [
        ("b.heic", InboundKind.PHOTO, "", True),
        ("c.jpg", InboundKind.PHOTO, "", True),
    ]


def test_somebody_who_is_mentioned_is_called_by_name_and_never_by_number() -> None:
    mentions = [
        {"start": 0, "length": 1, "name": "Ana Díaz", "number": "+12025550147"},
        {"start": 5, "length": 1, "name": "+12025550148", "number": "+12025550148"},
        {"start": 99, "name": "Nobody"},
    ]
    [one] = heard(frame({"message": "\ufffc 😀 \ufffc \ufffc saw them", "mentions": mentions}))
    assert one.text == "@Ana Díaz 😀 @… @… saw them"
    assert [one.text for one in heard(frame({"message": "here\ufffc: 2 vans"}))] == ["here: 2 vans"]


NAMES = [
    "Ana",
    "Ana Díaz",
    "tía chelo 🌻",
    "maria jose lopez",
    "José Luis de la Cruz",
    "R2-D2",
    "Rosa Elm 3rd",
    "ANA B",
]


@pytest.mark.parametrize("name", NAMES)
def test_of_whoever_is_mentioned_nothing_is_left_in_what_others_read(name: str) -> None:
    [one] = heard(frame({"message": "\ufffc saw 2 vans", "mentions": [{"start": 0, "name": name}]}))
    sent = cleaner().words(one.text, MeantFor.SENT, ()).words.casefold()
    assert not [
        part for part in re.findall(r"\w+", name.casefold()) if part in re.findall(r"\w+", sent) if part != "la"
    ]
    assert cleaner().words(one.text, MeantFor.DESK, ()).words == one.text, "the desk knows whom they mean"


@pytest.mark.parametrize(
    ("files", "unread"),
    [([], False), ([PICTURE], False), ([{"contentType": "application/pdf", "id": "p"}], True)],
    ids=str,
)
def test_a_file_that_nobody_can_open_is_known_beside_the_words(files: Any, unread: bool) -> None:
    assert [one.unread_file for one in heard(frame({"message": WORDS, "attachments": files}))] == [unread]


def test_a_long_text_that_the_bridge_did_not_keep_is_known_to_be_cut() -> None:
    [one] = heard(frame({"message": WORDS, "attachments": [{"contentType": "text/x-signal-plain", "id": None}]}))
    assert (one.text, one.cut) == (WORDS, True)


def test_half_a_character_breaks_nothing() -> None:
    [one] = heard(json.dumps(json.loads(frame({"message": "vans \ud83d at Elm"}))))
    assert one.text.encode() == "vans \ufffd at Elm".encode()


@pytest.mark.parametrize("group", [{"groupId": "x"}, {"groupId": 5}, "x", [1]], ids=str)
def test_what_was_said_in_a_group_never_counts_as_private(group: Any) -> None:
    [one] = heard(frame({"message": WORDS, "groupInfo": group}))
    assert not one.private


@pytest.mark.parametrize(
    "reason",
    [
        "UntrustedIdentityException",
        "ProtocolInvalidMessageException",
        "ProtocolNoSessionException",
        "ProtocolInvalidKeyIdException",
        "UnsupportedDataMessageException",
        "InvalidMessageStructureException",
        "AnythingElseException",
        None,
    ],
)
def test_what_could_not_be_decrypted_is_told_with_who_sent_it(reason: str | None) -> None:
    envelope = SENDER | STAMPS
    exception = {"message": "Untrusted identity: +12025550147", "type": reason}
    with capture_logs() as logs:
        [one] = heard(json.dumps({"account": NUMBER, "envelope": envelope, "exception": exception}))
    assert (one.kind, one.sender, one.private) == (InboundKind.UNHEARD, JEAN, True)
    assert one.distrusted is (reason == "UntrustedIdentityException")
    assert one.sent_at == datetime.fromtimestamp(STAMP / 1000, UTC)
    assert "2025550147" not in str(logs)


def test_a_key_that_is_not_trusted_is_nobodys_where_no_sender_is_named() -> None:
    [one] = heard(json.dumps({"account": NUMBER, "exception": {"type": "UntrustedIdentityException"}}))
    assert (one.kind, one.sender, one.distrusted) == (InboundKind.UNHEARD, "", False)


@pytest.mark.parametrize("reason", ["ProtocolDuplicateMessageException", "SelfSendException"])
def test_what_cost_nobody_a_word_is_not_told(reason: str) -> None:
    assert heard(json.dumps({"envelope": SENDER | STAMPS, "exception": {"type": reason}})) == []


def test_words_that_came_with_a_complaint_are_heard() -> None:
    raw = json.loads(frame({"message": WORDS})) | {"exception": {"type": "AnythingElseException"}}
    assert [one.text for one in heard(json.dumps(raw))] == [WORDS]


@pytest.mark.parametrize(
    "raw",
    [
        "",
        "what?",
        "[]",
        "5",
        "null",
        '{"account": "x"}',
        '{"envelope": 5}',
        "[" * 100_000,
        '{"envelope": {"dataMessage',
    ],
    ids=lambda raw: raw[:20],
)
def test_what_is_no_frame_is_told_as_by_nobody(raw: str) -> None:
    [one] = heard(raw)
    assert (one.kind, one.sender, one.private, one.sent_at) == (InboundKind.UNHEARD, "", False, NOW)


def test_words_without_a_sender_are_told_as_by_nobody() -> None:
    [one] = heard(json.dumps({"envelope": STAMPS | {"dataMessage": {"message": WORDS}}}))
    assert (one.kind, one.sender) == (InboundKind.UNHEARD, "")
    assert heard(json.dumps({"envelope": STAMPS | {"dataMessage": {"profileKey": "x"}}})) == []


def test_words_without_a_time_are_heard_and_known_again() -> None:
    raw = json.dumps({"envelope": SENDER | {"timestamp": "soon", "dataMessage": {"message": WORDS}}})
    assert [(one.text, one.sent_at) for one in heard(raw)] == [(WORDS, NOW)]
    assert heard(raw)[0].dedup == heard(raw)[0].dedup != heard(raw.replace("2 vans", "3 vans"))[0].dedup


def test_the_bridges_word_that_nothing_more_comes_is_no_message() -> None:
    with pytest.raises(BridgeError):
        heard(json.dumps({"error": "Lost connection to signal-cli"}))


@pytest.mark.parametrize("wrapper", [("params",), ("params", "result")], ids=str)
def test_a_frame_is_read_in_its_wrapping_too(wrapper: tuple[str, ...]) -> None:
    told = json.loads(frame({"message": WORDS}))
    for name in reversed(wrapper):
        told = {"jsonrpc": "2.0", "method": "receive", name: told}
    assert [one.text for one in heard(json.dumps(told))] == [WORDS]


def test_a_call_is_heard_as_one_and_who_called() -> None:
    [one] = heard(frame(callMessage={"offerMessage": {"id": 5, "type": "AUDIO_CALL", "opaque": "AAAA"}}))
    assert (one.kind, one.sender, one.private, one.text) == (InboundKind.CALL, JEAN, True, "")
    assert one.sent_at == datetime.fromtimestamp(STAMP / 1000, UTC)
