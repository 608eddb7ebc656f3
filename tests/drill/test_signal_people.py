"""What people do on their phones reaches the real signalbot."""

import pytest
from signalbot import Attachment, SendMessage

from bot.drill.screen import NotPossibleError
from bot.drill.signal.server import SignalServer
from tests.drill.conftest import Listener, Rest


async def test_a_message_arrives_with_its_sender(signal: SignalServer, listener: Listener) -> None:
    jean = signal.add_user("Jean")
    said = await jean.says("two vans")
    heard = await listener.heard.next()
    assert (heard.text, heard.source_uuid, heard.source_number, heard.source_name) == (
        "two vans",
        jean.uuid,
        None,
        "Jean",
    )
    assert str(heard.timestamp) == said.ref


async def test_a_shared_number_comes_along(signal: SignalServer, listener: Listener) -> None:
    jean = signal.add_user("Jean", number="+12025550177")
    await jean.says("hello")
    heard = await listener.heard.next()
    assert (heard.source_number, heard.source_uuid) == (jean.number, jean.uuid)


async def test_an_answer_is_shown_and_can_be_quoted_and_reacted_to(signal: SignalServer, listener: Listener) -> None:
    jean = signal.add_user("Jean")
    sent = await listener.bot.messages.send(SendMessage(text="reply 1 or 2"), jean.uuid)
    asked = await jean.wait_for("reply 1")
    assert asked.ref == str(sent.timestamp)
    await jean.says("1", quote=asked)
    quoting = await listener.heard.next()
    assert (quoting.quote.id, quoting.quote.author_uuid) == (sent.timestamp, signal.world.uuid)
    await jean.reacts("👍", asked)
    reaction = await listener.heard.next()
    assert (reaction.emoji, reaction.timestamp, reaction.is_remove) == ("👍", sent.timestamp, False)
    assert asked.reactions == {"Jean": "👍"}


async def test_pictures_and_voices_can_be_fetched(signal: SignalServer, listener: Listener, rest: Rest) -> None:
    jean = signal.add_user("Jean")
    await jean.sends_photo(b"a picture", "on elm")
    photo = await listener.heard.next()
    attachment: Attachment = photo.attachments[0]
    assert (photo.text, attachment.content_type, attachment.is_voice_note) == ("on elm", "image/jpeg", False)
    assert await rest("GET", f"/v1/attachments/{attachment.local_filename}") == (200, b"a picture")
    assert (await rest("DELETE", f"/v1/attachments/{attachment.local_filename}"))[0] == 204
    status, error = await rest("GET", f"/v1/attachments/{attachment.local_filename}")
    assert (status, error) == (404, {"error": "No attachment with that name found"})
    await jean.sends_voice(b"a voice")
    voice = await listener.heard.next()
    assert voice.attachments[0].is_voice_note


async def test_deleting_and_a_sticker_arrive(signal: SignalServer, listener: Listener) -> None:
    jean = signal.add_user("Jean")
    said = await jean.says("wrong")
    await listener.heard.next()
    await jean.deletes(said)
    assert str((await listener.heard.next()).timestamp) == said.ref
    await jean.sends_sticker()
    assert (await listener.heard.next()).sticker is not None


async def test_an_edit_travels_as_an_edit_message(signal: SignalServer) -> None:
    jean = signal.add_user("Jean")
    said = await jean.says("on elm")
    first = said.ref
    await jean.edits(said, "on oak")
    edit = signal.world.dropped[-1]["editMessage"]
    assert (edit["targetSentTimestamp"], edit["dataMessage"]["message"]) == (int(first), "on oak")
    assert said.ref != first


async def test_what_nobody_hears_is_lost(signal: SignalServer, listener: Listener) -> None:
    jean = signal.add_user("Jean")
    signal.sockets.abort()
    await jean.says("lost")
    assert signal.dropped == 1
    await signal.sockets.wait_attached(connections=2)
    await jean.says("heard")
    assert (await listener.heard.next()).text == "heard"
    assert signal.dropped == 1


async def test_somebody_who_left_signal_says_nothing(signal: SignalServer) -> None:
    jean = signal.add_user("Jean")
    jean.unregisters()
    with pytest.raises(NotPossibleError):
        await jean.says("hello")


async def test_a_reaction_a_receipt_and_typing_are_seen(signal: SignalServer, rest: Rest) -> None:
    jean = signal.add_user("Jean")
    said = await jean.says("two vans")
    base = {"recipient": jean.uuid, "timestamp": int(said.ref)}
    react = base | {"reaction": "👀", "target_author": jean.uuid}
    assert (await rest("POST", f"/v1/reactions/{signal.number}", react))[0] == 204
    receipt = base | {"receipt_type": "read"}
    assert (await rest("POST", f"/v1/receipts/{signal.number}", receipt))[0] == 204
    typing = {"recipient": jean.uuid}
    assert (await rest("PUT", f"/v1/typing-indicator/{signal.number}", typing))[0] == 204
    assert (said.reactions, jean.receipts, jean.typing) == ({"": "👀"}, [("read", int(said.ref))], 1)
    bad = await rest("POST", f"/v1/receipts/{signal.number}", base | {"receipt_type": "seen"})
    assert bad == (400, {"error": "Couldn't process request - receipt type must be read or viewed"})


async def test_a_phone_confirms_what_it_got_and_nobody_minds_if_that_is_lost(
    signal: SignalServer, listener: Listener
) -> None:
    jean = signal.add_user("Jean")
    await listener.bot.messages.send(SendMessage(text="hello"), jean.uuid)
    await jean.says("thanks")
    assert (await listener.heard.next()).text == "thanks"
    signal.sockets.abort()
    await listener.bot.messages.send(SendMessage(text="hello"), jean.uuid)
    assert signal.dropped == 0
