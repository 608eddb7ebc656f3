"""A phone on the page: what it shows, on and off, and what it offers to say."""

from typing import Any

import aiohttp
import pytest

from bot.drill.page.message_views import PhotoStore
from bot.drill.page.page_phone import PagePhone
from bot.drill.page.page_state import PageVersion
from bot.drill.participants import Participants
from bot.drill.screen import NotPossibleError

KEYS = {"inline_keyboard": [[{"text": "I have it", "callback_data": "a1"}]]}


async def bot(participants: Participants, method: str, **values: Any) -> dict[str, Any]:
    """The bot writes to somebody."""
    url = f"{participants.telegram.origin}/bot{participants.telegram.token}/{method}"
    async with aiohttp.ClientSession() as session, session.post(url, json=values) as answer:
        body: dict[str, Any] = await answer.json()
        assert body["ok"], body
        return body


async def on_signal(participants: Participants, text: str) -> None:
    """The bot writes to Jean."""
    phone = participants.jean.phone
    body = {"number": participants.signal.number, "recipients": [phone.uuid], "message": text}  # type: ignore[attr-defined]
    url = f"http://{participants.signal.service}/v2/send"
    async with aiohttp.ClientSession() as session, session.post(url, json=body) as answer:
        assert answer.status == 201, await answer.text()


def page_phone(participants: Participants, name: str) -> PagePhone:
    return PagePhone(name, getattr(participants, name), PageVersion(), PhotoStore())


def shown(phone: PagePhone, chat: int = 0) -> list[str]:
    return [message["text"] for message in phone.view()["chats"][chat]["messages"]]


async def test_a_phone_shows_what_was_said_by_whom_with_its_buttons(participants: Participants) -> None:
    dana = page_phone(participants, "dana")
    await dana.says("hello")
    await bot(
        participants, "sendMessage", chat_id=participants.dana.phone.chat_id, text="Who takes it?", reply_markup=KEYS
    )
    mine, theirs = dana.view()["chats"][0]["messages"]
    assert (mine["by"], mine["text"]) == ("me", "hello")
    assert (theirs["by"], theirs["rows"]) == ("", [[{"label": "I have it", "data": "a1", "url": ""}]])


async def test_without_a_signal_a_phone_shows_what_it_showed_and_all_that_was_missed_later(
    participants: Participants,
) -> None:
    dana = page_phone(participants, "dana")
    await dana.says("hello")
    dana.goes_off()
    await bot(participants, "sendMessage", chat_id=participants.dana.phone.chat_id, text="Who takes it?")
    assert shown(dana) == ["hello"]
    assert dana.view()["on"] is False
    await dana.comes_back()
    assert shown(dana) == ["hello", "Who takes it?"]


async def test_what_is_done_without_a_signal_waits_and_goes_out_in_its_order(participants: Participants) -> None:
    dana = page_phone(participants, "dana")
    dana.goes_off()
    await dana.says("one")
    await dana.sends_place(42.3251, -72.6412)
    await dana.says("two")
    assert shown(dana) == []
    assert dana.view()["waiting"] == ["one", "42.3251, -72.6412", "two"]
    await dana.comes_back()
    assert shown(dana) == ["one", "", "two"]
    assert dana.view()["waiting"] == []


async def test_a_button_that_went_away_meanwhile_can_still_be_pressed(participants: Participants) -> None:
    dana = page_phone(participants, "dana")
    await dana.says("hello")
    chat = participants.dana.phone.chat_id
    sent = await bot(participants, "sendMessage", chat_id=chat, text="Who takes it?", reply_markup=KEYS)
    dana.goes_off()
    await dana.taps("a1", 1)
    assert dana.view()["waiting"] == ["[I have it]"]
    await bot(
        participants, "editMessageText", chat_id=chat, message_id=sent["result"]["message_id"], text="Marisol has it."
    )
    await dana.comes_back()
    assert shown(dana) == ["hello", "Marisol has it."]
    assert [tap["label"] for tap in dana.view()["chats"][0]["taps"]] == ["I have it"]


async def test_a_button_that_never_was_cannot_be_pressed(participants: Participants) -> None:
    dana = page_phone(participants, "dana")
    await dana.says("hello")
    with pytest.raises(NotPossibleError):
        await dana.taps("a1", 0)


async def test_signal_offers_the_numbers_that_stand_open(participants: Participants) -> None:
    jean = page_phone(participants, "jean")
    await jean.says("hello")
    await on_signal(participants, "Can you go?\n\nReply:\n1 = I see it\n2 = Nothing there")
    offered = [(one["text"], one["label"]) for one in jean.view()["suggestions"]]
    assert offered[:2] == [("1", "1 = I see it"), ("2", "2 = Nothing there")]
    with pytest.raises(NotPossibleError):
        await jean.taps("1", 1)


async def test_a_group_stands_beside_the_private_chat_and_is_written_to_apart(participants: Participants) -> None:
    rosa = page_phone(participants, "rosa")
    rosa.joins(participants.telegram_group)
    await rosa.says("good morning", "group")
    assert shown(rosa, 0) == []
    assert shown(rosa, 1) == ["good morning"]


async def test_a_picture_has_an_address_that_nobody_guesses(participants: Participants) -> None:
    photos = PhotoStore()
    rosa = PagePhone("rosa", participants.rosa, PageVersion(), photos)
    await rosa.sends_photo(b"\xff\xd8picture")
    name = rosa.view()["chats"][0]["messages"][0]["photo"]
    assert len(name) >= 20
    assert photos.picture(name) == b"\xff\xd8picture"
    assert photos.picture("0") is None
