"""What the platforms bring beside words, instead of words, or broken, through the whole program to who must know."""

import asyncio
from pathlib import Path
from typing import Any

from alerts.people.person import Role
from bot.drill.screen import Phone
from bot.drill.signal.phone import SignalPhone
from tests.bot.transports.test_heic import PIXELS, heic
from tests.faults.neighborhood import Neighborhood, gathered, words
from tests.faults.quick_time import in_quick_time, until
from tests.faults.test_desk_hears import DISPATCHERS
from tests.media import picture

UNREADABLE = {"type": "UntrustedIdentityException", "message": "Untrusted identity"}
BROKEN = b"\0\0\0\x18ftypheic" + bytes(64)
SOON = 30.0
"""Seconds."""


@in_quick_time
async def test_a_report_with_a_map_link_of_an_older_bridge_is_filed_and_its_writer_answered(tmp_path: Path) -> None:
    async with gathered(tmp_path) as here:
        jean = here.signal.add_user("Jean")
        here.signal.world.voice_note_field = False
        link = "https://maps.google.com/?q=42.325,-72.641"
        picture = {"contentType": "image/png", "id": "x.png", "size": 5}
        said = {"message": f"2 ICE vans at Elm & 3rd {link}", "previews": [{"url": link, "image": picture}]}
        tells(here, jean, {"dataMessage": said})
        await until(lambda: any("Elm & 3rd" in text for text in here.dana.texts), SOON)
        await until(lambda: bool(jean.texts), SOON)
        assert here.signal.sockets.connections == 1, "no socket was lost over it"


@in_quick_time
async def test_what_a_responders_phone_sent_and_nobody_can_read_is_told_to_the_desk_and_to_them(tmp_path: Path) -> None:
    async with gathered(tmp_path) as here:
        responder, subscriber = here.on_signal[4], here.on_signal[5]
        for _ in range(3):
            tells(here, responder, {}, exception=UNREADABLE)
        for phone in (here.dana, here.ines):
            await until(lambda phone=phone: here.told(phone, "desk.unheard", name=responder.name), SOON)
        assert len(told(here, responder)) == 1, "once a quarter of an hour"
        tells(here, subscriber, {}, exception=UNREADABLE)
        await until(lambda: bool(told(here, subscriber)), SOON)
        await until(lambda: bool(here.told(here.dana, "desk.unheard_somebody")), SOON)
        assert len(here.told(here.dana, "desk.unheard")) == 1, "whom nobody vouched for is not named"
        await asyncio.sleep(16 * 60)
        tells(here, responder, {}, exception=UNREADABLE)
        await until(lambda: len(told(here, responder)) == 2, SOON)


@in_quick_time
async def test_what_nobody_wrote_is_answered_by_nobody(tmp_path: Path) -> None:
    async with gathered(tmp_path) as here:
        sam = here.signal.add_user("Sam")
        for data in (
            {"message": None},
            {"profileKey": "AAAA"},
            {"isExpirationUpdate": True, "expiresInSeconds": 60},
            {"endSession": True},
            {"pinMessage": {"targetSentTimestamp": 5}},
            {"unpinMessage": {"targetSentTimestamp": 5}},
            {"pollVote": {"optionIndexes": [0]}},
        ):
            tells(here, sam, {"dataMessage": data})
        await asyncio.sleep(60)
        assert sam.texts == []


def tells(here: Neighborhood, phone: SignalPhone, content: dict[str, Any], **beside: Any) -> None:
    """The bridge brings this of somebody."""
    world = here.signal.world
    envelope = world.envelope(phone, world.stamp(), content)
    phone.has_written = True
    assert here.signal.sockets.push({"account": here.signal.number, "envelope": envelope} | beside)


def told(here: Neighborhood, phone: Phone) -> list[str]:
    """How often they were asked to write again."""
    asked = {words(language, "unheard.again") for language in ("en", "es")}
    return [text for text in phone.texts if asked & set(text.splitlines())]


@in_quick_time
async def test_an_album_of_four_is_answered_once_and_its_words_are_the_report(tmp_path: Path) -> None:
    async with gathered(tmp_path) as here:
        sam = here.telegram.add_user("Sam")
        await sam.says("/start")
        await asyncio.sleep(30)
        before = len(sam.texts)
        said = {"from": sam.user_json(), "chat": {"id": sam.chat_id, "type": "private"}, "media_group_id": "5"}
        for number in range(4):
            caption = {"caption": "2 ICE vans at Oak & 9th in Northampton"} if number == 2 else {}
            file = here.telegram.world.files.keep(picture(), "photos", "jpg")
            photo = {"photo": [{"file_id": file, "width": 9, "height": 9}], "message_id": 9000 + number}
            here.telegram.world.updates.push("message", said | photo | caption)
        await until(lambda: any("Oak & 9th" in text for text in here.dana.texts), SOON)
        await asyncio.sleep(60)
        assert len(sam.texts) == before + 1, sam.texts
        assert len([shown for shown in here.dana.messages if shown.photo]) == 4


@in_quick_time
async def test_being_added_to_a_group_is_heard_without_any_rights(tmp_path: Path) -> None:
    async with gathered(tmp_path) as here:
        async with here.work.begin() as uow:
            [dana] = [person for person in await uow.people.with_role(DISPATCHERS, 1) if person.name == "Dana"]
            await uow.grants.give(dana.id, Role.COORDINATOR, 1, here.clock.now())
        group = here.telegram.add_group("Vecinos", [here.dana])
        group.bot_status = "administrator"
        change = {
            "chat": {"id": group.chat_id, "type": "supergroup", "title": "Vecinos"},
            "from": here.dana.user_json(),
        }
        change |= {"old_chat_member": {"status": "left"}, "new_chat_member": {"status": "administrator"}, "date": 5}
        here.telegram.world.updates.push("my_chat_member", change)
        await here.dana.wait_for("Vecinos")


@in_quick_time
async def test_an_edit_that_edits_nothing_is_answered_by_nobody(tmp_path: Path) -> None:
    async with gathered(tmp_path) as here:
        for phone in (here.telegram.add_user("Sam"), here.signal.add_user("Jean")):
            said = await phone.says("what is this?")
            await until(lambda phone=phone: bool(phone.texts), SOON)
            await asyncio.sleep(30)
            before = len(phone.texts)
            await phone.edits(said, "what is this?")
            await asyncio.sleep(60)
            assert len(phone.texts) == before
            await phone.edits(said, "who is this?")
            await until(lambda phone=phone, before=before: len(phone.texts) > before, SOON)


@in_quick_time
async def test_a_report_over_2000_bytes_is_heard_to_its_end_and_one_that_is_cut_says_so(tmp_path: Path) -> None:
    async with gathered(tmp_path) as here:
        jean, sam = here.signal.add_user("Jean"), here.signal.add_user("Sam")
        whole = "2 ICE vans " + "and many people " * 150 + "at Oak & 9th in Northampton"
        name = here.signal.world.attachments.keep(whole.encode(), "text/x-signal-plain", "txt")
        file = {"contentType": "text/x-signal-plain", "id": name, "size": len(whole)}
        tells(here, jean, {"dataMessage": {"message": whole[:2000], "attachments": [file]}})
        await until(lambda: any("Oak & 9th" in text for text in here.dana.texts), SOON)
        gone = {"contentType": "text/x-signal-plain", "id": "gone.txt", "size": 3000}
        tells(here, sam, {"dataMessage": {"message": "2 ICE vans at Elm & 3rd", "attachments": [gone]}})
        await until(lambda: any(words("en", "help.cut") in text for text in sam.texts), SOON)
        await until(lambda: any("Elm & 3rd" in text for text in here.dana.texts), SOON)
        assert not any(words("en", "help.cut") in text for text in jean.texts)


@in_quick_time
async def test_a_photo_that_nobody_can_open_is_asked_for_again_once_and_the_desk_knows_of_it(tmp_path: Path) -> None:
    async with gathered(tmp_path) as here:
        jean, sam = here.signal.add_user("Jean"), here.telegram.add_user("Sam")
        again = {words(language, "media.again.photo") for language in ("en", "es")}
        await jean.sends_photo(BROKEN, "2 ICE vans at Elm & 3rd in Northampton")
        await sam.says("/start")
        file = here.telegram.world.files.keep(BROKEN, "documents", "heic")
        said = {"from": sam.user_json(), "chat": {"id": sam.chat_id, "type": "private"}, "caption": "ICE at Oak & 9th"}
        document = {"file_id": file, "file_name": "IMG_1.HEIC", "mime_type": "image/heic"}
        here.telegram.world.updates.push("message", said | {"message_id": 9000, "document": document})
        for phone in (jean, sam):
            await until(lambda phone=phone: any(set(text.splitlines()) & again for text in phone.texts), SOON)
        await until(lambda: len(here.told(here.dana, "desk.media_gone")) == 2, SOON)
        await jean.sends_photo(BROKEN)
        await asyncio.sleep(60)
        assert len([text for text in jean.texts if set(text.splitlines()) & again]) == 1


@in_quick_time
async def test_a_heic_photo_is_passed_on_as_a_file_without_what_the_phone_wrote_into_it(tmp_path: Path) -> None:
    async with gathered(tmp_path) as here:
        jean, sam = here.signal.add_user("Jean"), here.telegram.add_user("Sam")
        await jean.sends_photo(heic(), "2 ICE vans at Elm & 3rd in Northampton")
        file = here.telegram.world.files.keep(heic(), "documents", "heic")
        said = {"from": sam.user_json(), "chat": {"id": sam.chat_id, "type": "private"}, "caption": "ICE at Oak & 9th"}
        document = {"file_id": file, "file_name": "IMG_1.HEIC", "mime_type": "image/heic"}
        here.telegram.world.updates.push("message", said | {"message_id": 9000, "document": document})
        await until(lambda: len(here.told(here.dana, "desk.photo")) == 2, SOON)
        await until(lambda: len(here.told(here.ines, "desk.photo")) == 2, SOON)
        for phone in (here.dana, here.ines):
            files = [shown.file for shown in phone.messages if shown.file is not None]
            assert [PIXELS in file and b"GPS" not in file for file in files] == [True, True]
        again = {words(language, "media.again.photo") for language in ("en", "es")}
        assert not any(set(text.splitlines()) & again for phone in (jean, sam) for text in phone.texts)
        assert not here.told(here.dana, "desk.media_gone")


@in_quick_time
async def test_what_nobody_can_say_who_sent_is_told_as_a_moment_without_hearing_once_in_a_while(tmp_path: Path) -> None:
    async with gathered(tmp_path) as here:
        for number in range(3):
            assert here.signal.sockets.push_junk(f"what? {number}")
        await until(lambda: bool(here.told(here.dana, "desk.deaf")), SOON)
        await asyncio.sleep(60)
        assert len(here.told(here.dana, "desk.deaf")) == 1
        assert here.signal.sockets.connections == 1


@in_quick_time
async def test_a_call_is_answered_in_one_line_and_the_desk_hears_who_of_ours_called(tmp_path: Path) -> None:
    async with gathered(tmp_path) as here:
        responder, sam = here.on_signal[4], here.signal.add_user("Sam")
        for phone in (responder, sam):
            for _ in range(3):
                tells(here, phone, {"callMessage": {"offerMessage": {"id": 1, "type": "AUDIO_CALL"}}})
                tells(here, phone, {"callMessage": {"iceUpdateMessages": [{"id": 1}]}})
                tells(here, phone, {"callMessage": {"hangupMessage": {"id": 1}}})
        write = {words(language, "calls.write") for language in ("en", "es")}
        for phone in (responder, sam):
            await until(lambda phone=phone: any(write & set(text.splitlines()) for text in phone.texts), SOON)
        await until(lambda: bool(here.told(here.dana, "desk.called", platform="Signal")), SOON)
        await asyncio.sleep(60)
        assert len(here.told(here.dana, "desk.called", platform="Signal")) == 1
        for phone in (responder, sam):
            assert len([text for text in phone.texts if write & set(text.splitlines())]) == 1
