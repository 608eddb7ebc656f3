"""What stands beside the words never costs them; what nobody wrote is nothing; what nobody foresaw is told."""

from datetime import UTC, datetime
from typing import Any

import pytest
from structlog.testing import capture_logs

from bot.transports.telegram.albums import Albums
from bot.transports.telegram.live_locations import LiveLocations
from bot.transports.telegram.updates import UpdateReader
from handlers.core.inbound import Inbound, InboundKind

NOW = datetime(2026, 11, 20, 22, 2, tzinfo=UTC)
ROSA = {"id": 5, "is_bot": False, "first_name": "Rosa", "last_name": "Díaz"}
PRIVATE = {"id": 5, "type": "private"}
GROUP = {"id": -1001, "type": "supergroup", "title": "Northampton"}
SENT = 1763672520
SAID = {"message_id": 3, "date": SENT, "from": ROSA, "chat": PRIVATE}
WORDS = "2 vans https://maps.google.com/?q=42.325,-72.641"
ROBOT = {"id": 9, "is_bot": True}
BESIDE: dict[str, Any] = {
    "a preview without a field": {"link_preview_options": {"is_disabled": "no"}},
    "a style that does not exist yet": {"entities": [{"type": "hologram"}, None, 5]},
    "a reply to something unknown": {"reply_to_message": {"message_id": "?", "from": []}},
    "a reply to a story": {"reply_to_story": {"chat": 5}},
    "a quote": {"quote": {"text": None}, "external_reply": {"origin": {"type": "new"}}},
    "a boost": {"sender_boost_count": "many"},
    "an effect": {"effect_id": 7},
    "a sticker without a set": {"sticker": {"emoji": None}},
    "an origin of no known type": {"via_bot": {"id": None}},
    "a markup": {"reply_markup": {"inline_keyboard": [[{}]]}},
    "a file without a name": {"document": {"mime_type": 5}},
    "a photo of no size": {"photo": [{}]},
    "a poll that is none": {"poll": "?"},
    "a kind that does not exist yet": {"hologram": {"depth": [1, {"x": None}]}},
    "numbers as texts": {"message_id": "3", "date": str(SENT)},
}
BY_NOBODY: dict[str, Any] = {
    "nothing": {},
    "a pin": {"pinned_message": SAID | {"text": "hello"}},
    "a timer": {"message_auto_delete_timer_changed": {"message_auto_delete_time": 60}},
    "a background": {"chat_background_set": {"type": {}}},
    "a permission": {"write_access_allowed": {"from_request": True}},
    "a payment": {"successful_payment": {"currency": "XTR"}},
    "a refund": {"refunded_payment": {"currency": "XTR"}},
    "a gift": {"gift": {"gift": {}}, "unique_gift": {"gift": {}}},
    "a topic": {"forum_topic_created": {"name": "x"}},
    "a call": {"video_chat_started": {}, "video_chat_ended": {"duration": 5}},
    "a shared contact list": {"users_shared": {"request_id": 1, "users": []}},
    "a boost": {"boost_added": {"boost_count": 1}},
    "a giveaway": {"giveaway_created": {"prize_star_count": 5}},
    "a price": {"paid_message_price_changed": {"paid_message_star_count": 1}},
    "a task that was done": {"checklist_tasks_done": {"marked_as_done_task_ids": [1]}},
    "a kind that does not exist yet": {"hologram_started": {"depth": 3}},
}
SEEN = [
    {"sticker": {"file_id": "s"}},
    {"contact": {"phone_number": "+12025550147"}},
    {"dice": {"value": 3}},
    {"game": {"title": "x"}},
    {"story": {"id": 5}},
    {"paid_media": {"paid_media": []}},
    {"document": {"file_id": "d", "mime_type": "application/pdf"}},
    {"location": {"latitude": 99, "longitude": 5}},
    {"photo": "not a list"},
    {"text": 5},
]


def read(kind: str = "message", **content: Any) -> Inbound | None:
    return UpdateReader(7, 9).read({"update_id": 12, kind: SAID | content}, NOW)


@pytest.mark.parametrize("kind", ["message", "edited_message"])
@pytest.mark.parametrize("beside", BESIDE.values(), ids=BESIDE.keys())
def test_what_stands_beside_the_words_never_costs_them(beside: Any, kind: str) -> None:
    one = read(kind, text=WORDS, **beside)
    assert one is not None
    assert (one.text, one.sender, one.sender_name, one.kind) == (WORDS, "5", "Rosa Díaz", InboundKind.TEXT)
    assert (one.point, one.private, one.dedup, one.ref) == ((42.325, -72.641), True, "12", "3")
    assert (one.edited, one.sent_at) == (kind == "edited_message", datetime.fromtimestamp(SENT, UTC))


@pytest.mark.parametrize("data", BY_NOBODY.values(), ids=BY_NOBODY.keys())
def test_what_nobody_wrote_is_nothing(data: Any) -> None:
    assert read(**data) is None


@pytest.mark.parametrize("content", SEEN, ids=str)
def test_what_somebody_sent_and_nobody_can_read_is_something_still(content: Any) -> None:
    one = read(**content)
    assert one is not None
    assert (one.kind, one.text) == (InboundKind.OTHER, "")


def test_the_log_names_what_was_left_out_by_its_kind_alone() -> None:
    with capture_logs() as logs:
        read(text=WORDS, hologram={"Ana": "Elm"})
    assert [(one["event"], one["kind"]) for one in logs] == [("telegram.left_out", "unknown")]


@pytest.mark.parametrize(
    ("document", "kind"),
    [
        ({"mime_type": "image/heic"}, InboundKind.PHOTO),
        ({"file_name": "IMG_1.HEIC", "mime_type": "application/octet-stream"}, InboundKind.PHOTO),
        ({"file_name": "a.b.jpeg"}, InboundKind.PHOTO),
        ({"file_name": "clip.mov", "mime_type": None}, InboundKind.VIDEO),
        ({"mime_type": "audio/mpeg"}, InboundKind.VOICE),
    ],
)
def test_a_file_that_is_a_picture_a_film_or_a_recording_is_one(document: Any, kind: InboundKind) -> None:
    one = read(document=document | {"file_id": "f"}, caption="two vans")
    assert one is not None
    assert (one.kind, one.media, one.text) == (kind, "f", "two vans")


def test_a_file_that_nobody_can_open_is_known_beside_the_words() -> None:
    said = [
        read(caption=WORDS, document={"file_id": "d", "mime_type": mime}) for mime in ("application/pdf", "image/png")
    ]
    assert [(one.text, one.unread_file) for one in said if one] == [(WORDS, True), (WORDS, False)]


def test_words_of_polls_lists_and_places_are_words() -> None:
    said = [read(poll={"question": "ICE at Elm?"}), read(checklist={"title": "ICE at Elm"})]
    said.append(read(venue={"title": "Elm", "location": {"latitude": "?"}}))
    assert [(one.kind, one.text) for one in said if one] == [
        (InboundKind.TEXT, "ICE at Elm?"),
        (InboundKind.TEXT, "ICE at Elm"),
        (InboundKind.TEXT, "Elm"),
    ]


def test_a_map_link_behind_a_word_is_a_place() -> None:
    link = {"type": "text_link", "offset": 0, "length": 4, "url": "https://maps.google.com/?q=42.325,-72.641"}
    one = read(text="here", entities=[link])
    assert one is not None
    assert one.point == (42.325, -72.641)


def test_somebody_without_a_handle_who_is_mentioned_is_marked_as_a_name() -> None:
    entities = [{"type": "text_mention", "offset": 3, "length": 9, "user": None}]
    entities += [{"type": "text_mention", "offset": "?"}, {"type": "text_mention", "offset": 90, "length": 5}]
    entities += [{"type": "mention", "offset": 17, "length": 4}]
    one = read(text="😀 tía chelo and @ana saw it", entities=entities)
    assert one is not None
    assert one.text == "😀 @tía_chelo and @ana saw it"


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        ({"status": "left"}, {"status": "administrator"}, InboundKind.GROUP_ADDED),
        ({"status": "left", "user": None}, {"status": "member", "user": 5}, InboundKind.GROUP_ADDED),
        ({}, {"status": "member"}, InboundKind.GROUP_ADDED),
        ({"status": "restricted", "is_member": False}, {"status": "member"}, InboundKind.GROUP_ADDED),
        ({"status": "left"}, {"status": "something new"}, InboundKind.GROUP_ADDED),
        ({"status": "member"}, {"status": "administrator", "can_fly": True}, None),
        ({"status": "administrator"}, {"status": "kicked"}, InboundKind.GROUP_REMOVED),
        ({"status": "member"}, {"status": "restricted", "is_member": False}, InboundKind.GROUP_REMOVED),
        ({"status": "member"}, {"status": "restricted", "is_member": True}, None),
        ({"status": "member"}, {}, None),
        ({"status": "member"}, {"status": "restricted", "can_send_messages": False}, InboundKind.GROUP_MUTED),
        ({"status": "administrator"}, {"status": "administrator", "can_post_messages": False}, InboundKind.GROUP_MUTED),
        ({"status": "restricted", "can_send_messages": False}, {"status": "member"}, None),
        (
            {"status": "restricted", "can_send_messages": False},
            {"status": "restricted", "can_send_messages": False, "can_send_polls": True},
            None,
        ),
    ],
)
def test_being_added_and_removed_is_heard_without_any_rights(before: Any, after: Any, kind: Any) -> None:
    change = {"chat": GROUP, "from": ROSA, "date": SENT, "old_chat_member": before, "new_chat_member": after}
    one = UpdateReader(7, 9).read({"update_id": 12, "my_chat_member": change}, NOW)
    assert (one.kind if one else None) is kind
    assert one is None or (one.chat, one.text, one.sender) == ("-1001", "Northampton", "5")


@pytest.mark.parametrize(
    ("chat", "note"),
    [(-5, {"migrate_to_chat_id": -1001}), (-1001, {"migrate_from_chat_id": -5}), (-5, {"migrate_to_chat_id": "-1001"})],
    ids=["in the old chat", "in the new chat", "a number as a text"],
)
def test_a_group_that_became_a_supergroup_is_heard_with_both_addresses(chat: int, note: dict[str, Any]) -> None:
    said = {"message_id": 3, "date": SENT, "from": ROSA, "chat": GROUP | {"id": chat}}
    one = UpdateReader(7, 9).read({"update_id": 12, "message": said | note}, NOW)
    assert one is not None
    assert (one.kind, one.chat, one.text, one.private) == (InboundKind.GROUP_MOVED, "-5", "-1001", False)


@pytest.mark.parametrize(
    "update",
    [
        {},
        {"message": 5},
        {"message": {"text": "x"}},
        {"callback_query": {"id": 5, "from": "nobody"}},
        {"chat_boost": {}},
    ],
    ids=str,
)
def test_what_nobody_can_be_said_to_have_sent_is_nothing(update: Any) -> None:
    assert UpdateReader(7, 9).read({"update_id": 12} | update, NOW) is None


def photo(number: int, caption: str = "", album: str = "a") -> Inbound:
    one = read(photo=[{"file_id": f"p{number}"}], caption=caption, media_group_id=album, message_id=number)
    assert one is not None
    return one


def test_an_album_is_one_message_with_its_words_and_further_parts() -> None:
    told = Albums().joined([photo(1), photo(2, WORDS), photo(3, album="b"), photo(4)])
    assert [(one.media, one.text, one.follows) for one in told] == [
        ("p1", WORDS, False),
        ("p2", "", True),
        ("p3", "", False),
        ("p4", "", True),
    ]
    assert told[0].point == (42.325, -72.641)


def test_parts_that_come_later_follow_only_what_was_kept() -> None:
    albums = Albums()
    first = albums.joined([photo(1)])
    assert not albums.joined([photo(1), photo(2)])[0].follows, "the first was offered, and not kept"
    albums.taken(first)
    assert [one.follows for one in albums.joined([photo(2), photo(3, "and words")])] == [True, False]


def test_a_live_location_that_leads_nowhere_is_no_news() -> None:
    live = LiveLocations()
    first, near, far = (
        read(kind, location={"latitude": latitude, "longitude": -72.641, "live_period": 900})
        for kind, latitude in (("message", 42.325), ("edited_message", 42.3251), ("edited_message", 42.3260))
    )
    assert first is not None
    assert near is not None
    assert far is not None
    assert (first.kind, first.edited, far.edited) == (InboundKind.LOCATION, False, True)
    assert [one.point for one in live.news([near])] == [near.point], "of what was not kept it says something"
    live.taken([first])
    assert live.news([near, far]) == [far]


def test_that_somebody_moved_far_is_said_once_for_each_time_that_they_did() -> None:
    live, said = LiveLocations(), []
    for steps in range(9):
        place = {"latitude": 42.325 + steps / 1000, "longitude": -72.641}
        one = read("edited_message" if steps else "message", location=place)
        assert one is not None
        news = live.news([one])
        live.taken(news)
        said += [message.moved_far for message in news]
    assert said == [False, False, False, True, False, False, True, False, False], "a step is 111 metres"


def test_a_move_whose_beginning_an_earlier_run_heard_counts_as_far_once() -> None:
    """What is remembered goes with the program: a responder who walked on meanwhile must not stand where they were."""
    before, after, said = LiveLocations(), LiveLocations(), []
    for live, steps in ((before, 0), (after, 2), (after, 3), (after, 6)):
        place = {"latitude": 42.325 + steps / 1000, "longitude": -72.641}
        one = read("edited_message" if steps else "message", location=place)
        assert one is not None
        news = live.news([one])
        live.taken(news)
        said += [message.moved_far for message in news]
    assert said == [False, True, False, True]


def test_a_move_that_comes_with_its_beginning_is_measured_from_there() -> None:
    begun, moved = (
        read(kind, location={"latitude": latitude, "longitude": -72.641})
        for kind, latitude in (("message", 42.325), ("edited_message", 42.3260))
    )
    assert begun is not None
    assert moved is not None
    assert [one.moved_far for one in LiveLocations().news([begun, moved])] == [False, False]
