"""/invites: invitations made by taps, listed, used by several, told when used, ended; and codes that are guessed."""

import threading
from datetime import timedelta

import pytest

from alerts.document import Document
from alerts.joining import approving, invitation_oversight, invitations
from alerts.joining.guesses import MANY
from alerts.joining.ports import CODES
from alerts.joining.taps import PrintInvitation
from alerts.notices import Notice, Text
from alerts.people.person import Grant, Role
from alerts.people.pseudonym import pseudonym
from alerts.trust import role_removal, suspension
from alerts.work.refused import Refused
from handlers.joining.invitation_page import InvitationPage
from handlers.joining.qr_code import qr_png
from tests.conversations.phone import Phone
from tests.conversations.seed import BOT
from tests.conversations.town import Town


def _code(phone: Phone) -> str:
    assert phone.last is not None
    return str(next(part.values["code"] for part in phone.last.spoken.notice.parts if "code" in part.values))


def _file(phone: Phone) -> Document:
    assert phone.last is not None
    document = phone.last.spoken.notice.document
    assert document is not None
    assert phone.last.spoken.file == document.content
    return document


async def _made(coordinator: Phone, role: str, uses: str, days: str) -> str:
    await coordinator.says("/invites").taps("invites.new").taps(f"choice.as.{role}")
    await coordinator.taps("invites.for", n=int(uses)).taps("invites.make", n=int(days)).hears("invite.made_many")
    return _code(coordinator)


@pytest.mark.parametrize("platform", ["telegram", "signal"])
async def test_a_coordinator_makes_one_by_taps_sees_it_without_names_and_ends_it(town: Town, platform: str) -> None:
    cora, nina, otto = await town.with_people(f"Cora en coordinator {platform}", "Nina", "Otto")
    await cora.says("/invites").hears("invites.none")
    code = await _made(cora, "subscriber", "10", "7")
    await cora.sees("invite.made_many", uses=10, at=town.now + timedelta(days=7))
    await nina.says(f"/start {code}").taps("consent.en").hears("join.as.subscriber")
    await cora.hears("invite.used", name="Nina").sees("invite.used_left", left=9)
    await cora.says("/invites").hears("invites.line", left=9, uses=10, town="Northampton")
    assert "Nina" not in cora.text
    assert code not in cora.text
    await cora.taps("invites.end").is_told("toast.invites.ended")
    await otto.says(f"/start {code}").hears("join.bad_code")
    await nina.says("/status").hears("towns.line")
    await cora.taps("invites.end").is_told("invites.gone")
    await cora.says("/audit").sees("audit.did.invitation_ended")


@pytest.mark.parametrize("platform", ["telegram", "signal"])
async def test_under_an_invitation_stand_a_square_and_a_page_to_print(town: Town, platform: str) -> None:
    (cora,) = await town.with_people(f"Cora en coordinator {platform}")
    await _made(cora, "member", "50", "7")
    link = f"https://t.me/{BOT}?start={_code(cora)}"
    await cora.taps("invites.square").hears("invites.square")
    square = _file(cora)
    assert (square.name, square.media_type, square.content) == ("invitation.png", "image/png", qr_png(link))
    await cora.taps("invites.print").hears("invites.page")
    page = _file(cora)
    assert (page.name, page.media_type) == ("invitation.pdf", "application/pdf")
    assert page.content.startswith(b"%PDF")
    await cora.says("/invites").taps("invites.end").is_told("toast.invites.ended")
    await cora.taps("invites.square").is_told("invites.gone")
    await cora.taps("invites.print").is_told("invites.gone")


async def test_nobody_waits_for_the_database_while_a_page_is_made(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    (cora,) = await town.with_people("Cora en coordinator")
    await _made(cora, "member", "50", "7")
    threads = []

    def made(*_: object) -> bytes:
        threads.append(threading.current_thread().name)
        return b"%PDF"

    monkeypatch.setattr(InvitationPage, "pdf", made)
    await cora.taps("invites.print").hears("invites.page")
    [thread] = threads
    assert thread.startswith("asyncio_"), "neither the loop's nor the writer's"


async def test_for_the_desk_there_is_neither(town: Town) -> None:
    cora, ben = await town.with_people("Cora en coordinator", "Ben en coordinator")
    await cora.says("/invite dispatcher Northampton").hears("invite.made").sees("invites.no_page")
    assert cora.last is not None
    assert cora.last.offer("choice.invites.print") is None
    words = _code(cora)
    async with town.work.begin() as uow:
        maker = await uow.people.get(cora.person_id)
        assert maker is not None
        assert isinstance(await invitation_oversight.usable(uow, town.now, words, maker), Refused), (
            "it waits for a second yes"
        )
        # A tap that nobody was offered, once it works.
        await CODES(uow).approve((await CODES(uow).open_invitations(town.now))[0].id)
        part = Text("invite.signal", {"number": "+14135550100", "code": words})
        print_ = PrintInvitation(1).choice(Text("choice.invites.print"))
        contacts = [one.id for one in await uow.contacts.of(cora.person_id)]
        await uow.mail.post(Notice(parts=(part,)).with_choices((print_,)), contacts, town.now)
    await town.settle()
    await cora.taps("invites.print").is_told("invites.no_page")
    assert ben.screen.unheard()


async def test_one_for_several_is_each_persons_once_and_used_up_by_the_last(town: Town) -> None:
    cora, nina, otto, pia = await town.with_people("Cora en coordinator", "Nina", "Otto", "Pia")
    async with town.work.begin() as uow:
        maker = await uow.people.get(cora.person_id)
        made = await invitations.invite(uow, town.now, Role.MEMBER, town.network.towns[0].id, maker, uses=2)
    await nina.says(f"/start {made.words}").taps("consent.en").hears("join.as.member")
    # Whose role was taken away does not come back by what hangs on the wall.
    async with town.work.begin() as uow:
        await uow.grants.take_role(nina.person_id, Role.MEMBER, town.network.towns[0].id)
    await nina.says(f"/start {made.words}").hears("join.bad_code")
    await otto.says(f"/start {made.words}").taps("consent.en").hears("join.as.member")
    await pia.says(f"/start {made.words}").hears("join.bad_code")
    await cora.hears("invite.used", name="Nina").hears("invite.used", name="Otto").sees("invite.used_left", left=0)


async def test_who_has_the_role_already_uses_nothing_up(town: Town) -> None:
    rosa, nina = await town.with_people("Rosa en member", "Nina")
    code = await town.invitation("member")
    await rosa.says(f"/start {code}").hears("start.known")
    await nina.says(f"/start {code}").taps("consent.en").hears("join.as.member")


async def test_nobody_makes_one_for_more_than_its_role_allows_nor_sees_another_towns(town: Town) -> None:
    cora, hugo = await town.with_people("Cora en coordinator", "Hugo en coordinator Holyoke")
    await cora.says("/invites").taps("invites.new").taps("choice.as.dispatcher").hears("invites.how_long")
    await cora.says("/invites").taps("invites.new").taps("choice.as.member")
    assert "500" not in cora.text.split()
    await town.invitation("member")
    await town.invitation("coordinator", None)
    await hugo.says("/invites").hears("invites.none")
    await cora.says("/invites").hears("invites.line", town="Northampton")
    assert cora.text.count("Northampton") == 1
    assert "Every town" not in cora.text, "ended by who coordinates everywhere only"


async def test_whoever_guesses_waits_longer_each_time_and_the_coordinators_hear_of_it_once(town: Town) -> None:
    cora, ben, mallory = await town.with_people("Cora en coordinator", "Ben es coordinator Holyoke", "Mallory")
    code = await town.invitation("member")
    await mallory.says("/start")
    mallory.person_id = (await town.rows_of("person"))[-1].id
    town.forget_news()
    for n in range(3):
        await mallory.says(f"/start WRONG{n}").hears("join.bad_code")
    # Now no code is looked at, not even a right one.
    await mallory.says(f"/start {code}").hears("join.guess_wait", at=town.now + timedelta(minutes=1))
    await cora.hears_nothing()
    for minutes in (1, 2, 4, 8):
        await town.forward(minutes=minutes)
        await mallory.says(f"/join WRONG{minutes}").hears("join.bad_code").says("/start X").hears("join.guess_wait")
    for coordinator in (cora, ben):
        await coordinator.hears("join.guessing", n=5, code=pseudonym(mallory.person_id)).hears_nothing()
    await cora.taps("ban.ask").hears("trust.ban_sure")
    await town.forward(days=8)
    await mallory.says(f"/start {code}").hears("consent.head")


async def test_many_who_guess_do_not_bury_the_coordinators(town: Town) -> None:
    (cora,) = await town.with_people("Cora en coordinator")
    for name in ("Ana", "Eva", "Ivo"):
        (guesser,) = await town.with_people(name)
        for n in range(5):
            await guesser.says(f"/start WRONG{n}")
            await town.forward(minutes=3)
    await cora.hears("join.guessing").hears_nothing()


async def test_who_comes_with_another_account_each_time_is_seen_by_the_line(town: Town) -> None:
    (cora,) = await town.with_people("Cora en coordinator")
    code = await town.invitation("member")
    for n in range(MANY // 2 + 2):
        (guesser,) = await town.with_people(f"Guesser{n}")
        for guess in range(2):
            await guesser.says(f"/start WRONG{n}X{guess}").hears("join.bad_code")
    await cora.hears("join.guessing_many", n=MANY, app="Telegram").hears_nothing()
    (nina,) = await town.with_people("Nina")
    # Who has a right one is not held up.
    await nina.says(f"/start {code}").hears("consent.head")


async def test_an_invitation_that_ended_is_no_guess(town: Town) -> None:
    cora, nina, otto = await town.with_people("Cora en coordinator", "Nina", "Otto")
    code = await town.invitation("subscriber")
    await nina.says(f"/start {code}").taps("consent.en").hears("join.as.subscriber")
    for _ in range(8):
        await otto.says(f"/start {code}").hears("join.bad_code")
    await cora.hears_nothing()


async def test_who_tries_one_that_was_taken_back_has_guessed_nothing(town: Town) -> None:
    """A page hangs on the wall yet: whoever reads it is harmless."""
    cora, ben, otto = await town.with_people("Cora en coordinator", "Ben en coordinator", "Otto")
    code = await _made(cora, "subscriber", "10", "7")
    await cora.says("/invites").taps("invites.end").is_told("toast.invites.ended")
    for _ in range(8):
        await otto.says(f"/start {code}").hears("join.bad_code")
    await ben.hears_nothing()
    assert await town.rows_of("wrong_guess") == []


@pytest.mark.parametrize("role", ["dispatcher", "coordinator"])
@pytest.mark.parametrize("platform", ["telegram", "signal"])
async def test_an_invitation_to_the_desk_works_once_a_second_coordinator_said_yes(
    town: Town, role: str, platform: str
) -> None:
    cora, ben, nina = await town.with_people(
        "Cora en coordinator", f"Ben es coordinator Holyoke {platform}", f"Nina {platform}"
    )
    await cora.says(f"/invite {role} Northampton").hears("invite.made").sees("invite.waits")
    code = _code(cora)
    # Opened too soon, as often as somebody likes, it is no wrong guess.
    for _ in range(6):
        await nina.says(f"start {code}").hears("join.not_yet")
    await cora.says("/invites").hears("invites.line_waits")
    assert not cora.screen.unheard()
    await ben.hears("invites.ask", name="Cora").taps("invites.yes").is_told("toast.invites.approved")
    await cora.hears("invites.approved", name="Ben")
    await ben.taps("invites.yes").is_told("invites.gone")
    await nina.says(f"start {code}").taps("consent.en").hears(f"join.as.{role}")
    await ben.hears("trust.joined", name="Nina", by="Cora")
    await cora.says("/audit").sees("audit.did.invitation_approved")


async def test_a_no_ends_it_and_whoever_made_it_is_no_second(town: Town) -> None:
    cora, ben, nina = await town.with_people("Cora en coordinator", "Ben en coordinator", "Nina")
    await cora.says("/invite dispatcher Northampton").hears("invite.made")
    code = _code(cora)
    async with town.work.begin() as uow:
        maker = await uow.people.get(cora.person_id)
        assert maker is not None
        [waiting] = await town.rows_of("code")
        assert isinstance(await approving.approve(uow, town.now, waiting.id, maker), Refused)
    await nina.says(f"/start {code}").hears("join.not_yet")
    await ben.hears("invites.ask").taps("invites.no").is_told("toast.invites.ended")
    await cora.hears("invites.refused", name="Ben")
    await nina.says(f"/start {code}").hears("join.bad_code")


async def test_who_coordinates_alone_invites_a_dispatcher_but_no_coordinator(town: Town) -> None:
    cora, nina = await town.with_people("Cora en coordinator", "Nina")
    await cora.says("/invite coordinator Northampton").hears("invites.no_second").hears_nothing()
    assert await town.rows_of("code") == []
    await cora.says("/invite dispatcher Northampton").hears("invite.made")
    await nina.says(f"/start {_code(cora)}").taps("consent.en").hears("join.as.dispatcher")


async def test_whoever_put_out_the_other_coordinator_invites_nobody_to_the_desk_for_a_week(town: Town) -> None:
    cora, ben = await town.with_people("Cora en coordinator", "Ben en coordinator")
    async with town.work.begin() as uow:
        await suspension.suspend(uow, town.now, ben.person_id, await uow.people.get(cora.person_id))
    await cora.says("/invite dispatcher Northampton").hears("invites.no_second")
    await town.forward(days=8)
    await cora.says("/invite dispatcher Northampton").hears("invite.made")
    await cora.says("/invite coordinator Northampton").hears("invites.no_second")


async def test_where_nobody_else_coordinates_any_more_the_committee_hears_it_and_says_the_yes(town: Town) -> None:
    cora, ben, ida, nina = await town.with_people(
        "Cora en coordinator", "Ben en coordinator", "Ida es committee everywhere signal", "Nina"
    )
    async with town.work.begin() as uow:
        taken = Grant(Role.COORDINATOR, town.network.towns[0].id)
        by = await uow.people.get(cora.person_id)
        assert not isinstance(await role_removal.take_role(uow, town.now, ben.person_id, taken, by), Refused)
    await town.settle()
    await ida.hears("trust.role_taken", by="Cora", name="Ben").sees("committee.one_left", name="Cora")
    await cora.says("/invite dispatcher Northampton").hears("invite.made").sees("invite.waits")
    code = _code(cora)
    await nina.says(f"/start {code}").hears("join.not_yet")
    await ida.hears("invites.ask", name="Cora").taps("invites.yes").is_told("toast.invites.approved")
    await nina.says(f"/start {code}").taps("consent.en").hears("join.as.dispatcher")
