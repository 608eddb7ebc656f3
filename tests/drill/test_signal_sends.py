"""POST /v2/send takes and refuses as the real service does."""

import base64
from typing import Any

import pytest
from signalbot import SendMessage

from bot.drill.signal.server import SignalServer
from tests.drill.conftest import Hand, Listener, Rest

PICTURE = b"\xff\xd8\xff a picture"


def message(signal: SignalServer, *recipients: str, **more: Any) -> dict[str, Any]:
    return {"number": signal.number, "recipients": list(recipients), "message": "hello"} | more


async def test_the_answer_is_a_list_or_in_older_versions_an_object(signal: SignalServer, rest: Rest) -> None:
    jean = signal.add_user("Jean")
    status, body = await rest("POST", "/v2/send", message(signal, jean.uuid))
    assert (status, body) == (201, [{"timestamp": jean.messages[0].ref}])
    signal.routes.older_replies = True
    status, body = await rest("POST", "/v2/send", message(signal, jean.number))
    assert (status, body) == (201, {"timestamp": jean.messages[1].ref})


async def test_marks_vanish_from_styled_text(signal: SignalServer, rest: Rest) -> None:
    jean = signal.add_user("Jean")
    styled = {"message": r"**Elm** & \*3rd\* 5*6", "text_mode": "styled"}
    await rest("POST", "/v2/send", message(signal, jean.uuid, **styled))
    await rest("POST", "/v2/send", message(signal, jean.uuid, message="**plain**"))
    assert jean.texts == ["Elm & *3rd* 56", "**plain**"]


async def test_a_long_text_becomes_a_file(signal: SignalServer, rest: Rest) -> None:
    jean = signal.add_user("Jean")
    await rest("POST", "/v2/send", message(signal, jean.uuid, message="é" * 1000))
    await rest("POST", "/v2/send", message(signal, jean.uuid, message="é" * 1001))
    assert [shown.as_attachment for shown in jean.messages] == [False, True]


async def test_attachments_and_quotes_are_shown(signal: SignalServer, rest: Rest) -> None:
    jean = signal.add_user("Jean")
    said = await jean.says("what is it?")
    uri = "data:image/jpeg;filename=seen.jpg;base64," + base64.b64encode(PICTURE).decode()
    quote = {"quote_timestamp": int(said.ref), "quote_author": jean.uuid, "quote_message": said.text}
    await rest("POST", "/v2/send", message(signal, jean.uuid, base64_attachments=[uri], **quote))
    assert (jean.messages[0].photo, jean.messages[0].reply_to) == (PICTURE, said.ref)


async def test_an_edit_must_name_the_newest_version(signal: SignalServer, rest: Rest) -> None:
    jean = signal.add_user("Jean")
    _, [first] = await rest("POST", "/v2/send", message(signal, jean.uuid))

    async def edit(text: str, target: str) -> str:
        body = message(signal, jean.uuid, message=text, edit_timestamp=int(target))
        status, [answer] = await rest("POST", "/v2/send", body)
        assert status == 201
        return str(answer["timestamp"])

    second = await edit("two", first["timestamp"])
    await edit("lost", first["timestamp"])
    assert [(m.text, m.edited, m.ref) for m in jean.messages] == [("two", 1, second)]
    newest = second
    for number in range(9):
        newest = await edit(f"edit {number}", newest)
    await edit("the eleventh", newest)
    assert jean.texts == ["edit 8"]
    assert jean.lost_edits == ["lost", "the eleventh"]


async def test_after_a_day_an_edit_is_lost(signal: SignalServer, rest: Rest, hand: Hand) -> None:
    jean = signal.add_user("Jean")
    _, [first] = await rest("POST", "/v2/send", message(signal, jean.uuid))
    hand.forward(24 * 3600 + 1)
    late = message(signal, jean.uuid, message="late", edit_timestamp=int(first["timestamp"]))
    await rest("POST", "/v2/send", late)
    assert (jean.texts, jean.lost_edits) == (["hello"], ["late"])


async def test_one_recipient_who_fails_is_a_refusal(signal: SignalServer, rest: Rest) -> None:
    jean, tomas = signal.add_user("Jean"), signal.add_user("Tomás")
    jean.changes_safety_number()
    tomas.unregisters()
    untrusted = {"error": "Unable to complete request due to untrusted recipient keys"}
    assert await rest("POST", "/v2/send", message(signal, jean.uuid)) == (400, untrusted)
    failed = {"error": "Failed to send message"}
    assert await rest("POST", "/v2/send", message(signal, tomas.uuid)) == (400, failed)


async def test_trust_comes_back_with_the_right_safety_number(signal: SignalServer, rest: Rest) -> None:
    jean = signal.add_user("Jean")
    jean.changes_safety_number()
    _, [identity] = await rest("GET", f"/v1/identities/{signal.number}")
    assert (identity["status"], identity["uuid"], identity["number"]) == ("UNTRUSTED", jean.uuid, "")
    path = f"/v1/identities/{signal.number}/trust/{jean.uuid}"
    assert (await rest("PUT", path, {}))[0] == 400
    assert (await rest("PUT", path, {"verified_safety_number": "0" * 60}))[0] == 400
    right = {"verified_safety_number": identity["safety_number"]}
    assert (await rest("PUT", path, right))[0] == 204
    assert (await rest("POST", "/v2/send", message(signal, jean.uuid)))[0] == 201


async def test_of_many_recipients_those_who_fail_are_named(
    signal: SignalServer, rest: Rest, listener: Listener
) -> None:
    jean, tomas, ines = (signal.add_user(name) for name in ("Jean", "Tomás", "Ines"))
    tomas.unregisters()
    ines.changes_safety_number()
    status, [answer] = await rest("POST", "/v2/send", message(signal, jean.uuid, tomas.uuid, ines.uuid))
    reasons = {each["uuid"]: each["reason"] for each in answer["errors"]["recipients"]}
    assert (status, reasons) == (
        201,
        {tomas.uuid: "UNREGISTERED_FAILURE", ines.uuid: "IDENTITY_FAILURE"},
    )
    assert jean.texts == ["hello"]
    assert [tomas.messages, ines.messages] == [[], []]


async def test_sixty_at_once_then_one_a_second_to_the_same_person(signal: SignalServer, rest: Rest, hand: Hand) -> None:
    jean, tomas = signal.add_user("Jean"), signal.add_user("Tomás")
    for _ in range(60):
        assert (await rest("POST", "/v2/send", message(signal, jean.uuid)))[0] == 201
    status, body = await rest("POST", "/v2/send", message(signal, jean.uuid))
    assert (status, body["challenge_tokens"], body["account"]) == (429, [""], signal.number)
    assert (await rest("POST", "/v2/send", message(signal, tomas.uuid)))[0] == 201
    hand.forward(1)
    assert (await rest("POST", "/v2/send", message(signal, jean.uuid)))[0] == 201
    assert len(jean.messages) == 61


async def test_a_captcha_is_wanted_until_it_is_handed_in(signal: SignalServer, rest: Rest) -> None:
    jean = signal.add_user("Jean")
    token = signal.wants_captcha()
    status, body = await rest("POST", "/v2/send", message(signal, jean.uuid))
    assert (status, body["challenge_tokens"]) == (429, [token])
    path = f"/v1/accounts/{signal.number}/rate-limit-challenge"
    wrong = {"challenge_token": token, "captcha": "solved"}
    assert (await rest("POST", path, wrong))[0] == 400
    right = {"challenge_token": token, "captcha": "signalcaptcha://solved"}
    assert (await rest("POST", path, right))[0] == 204
    assert (await rest("POST", "/v2/send", message(signal, jean.uuid)))[0] == 201


@pytest.mark.parametrize(
    ("more", "error"),
    [
        ({"recipients": []}, "please provide at least one recipient"),
        ({"number": ""}, "please provide a valid number"),
        ({"message": ""}, "Sending empty message is not allowed"),
        ({"message": 7}, "invalid request"),
        ({"quote_timestamp": 1}, "Quote author parameter is missing"),
        ({"base64_attachments": ["no base 64!"]}, ""),
        ({"recipients": ["group.bm8="]}, "Invalid"),
        ({"recipients": ["+12025559999"]}, "is not registered"),
    ],
)
async def test_what_is_against_the_rules_is_refused(
    signal: SignalServer, rest: Rest, more: dict[str, Any], error: str
) -> None:
    jean = signal.add_user("Jean")
    status, body = await rest("POST", "/v2/send", message(signal, jean.uuid) | more)
    assert status == 400
    assert error in body["error"]
    assert jean.messages == []


async def test_groups_and_people_may_not_be_mixed(signal: SignalServer, rest: Rest) -> None:
    jean = signal.add_user("Jean")
    group = signal.add_group("Northampton", [jean], [])
    for others in ([jean.uuid], ["jean.42"], [group.group_id]):
        status, body = await rest("POST", "/v2/send", message(signal, group.group_id, *others))
        assert status == 400
        assert "Please" in body["error"]


async def test_faults_are_met_once_each_and_then_all_is_well(signal: SignalServer, rest: Rest) -> None:
    jean = signal.add_user("Jean")
    signal.fail_next("send")
    signal.fail_next("send", 429)
    signal.fail_next("send", 502)
    answers = [(await rest("POST", "/v2/send", message(signal, jean.uuid)))[0] for _ in range(4)]
    assert answers == [400, 429, 502, 201]
    assert len(jean.messages) == 1


async def test_a_message_can_be_taken_though_its_sender_never_learns(signal: SignalServer, listener: Listener) -> None:
    jean = signal.add_user("Jean")
    signal.fail_next("send", after_accept=True)
    with pytest.raises(Exception, match="disconnected"):
        await listener.bot.messages.send(SendMessage(text="cut"), jean.uuid)
    assert jean.texts == ["cut"]
