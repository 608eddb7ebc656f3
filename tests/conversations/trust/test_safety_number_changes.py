"""A changed safety number on Signal: roles above member rest until another coordinator has compared it by voice."""

from datetime import UTC, datetime

import pytest

from alerts.people.person import Grant, Role
from alerts.trust import safety_number_changes, suspension
from alerts.trust.safety_number_changes import ask_to_trust_no_more, number_changed, numbers_to_trust
from alerts.work.refused import Refused
from handlers.core.inbound import InboundKind
from tests.conversations.phone import Phone
from tests.conversations.scenes import REPORT
from tests.conversations.town import Town

DIGITS, OTHERS = "12345" * 12, "67890" * 12
NIGHT = datetime(2026, 11, 21, 7, 0, tzinfo=UTC)
"""2 a.m. in Northampton."""

pytestmark = pytest.mark.timeout(180)


async def _changes(town: Town, phone: Phone, digits: str | None = DIGITS) -> None:
    """Signal takes nothing for this phone any more: it has another safety number."""
    async with town.work.begin() as uow:
        contact = next(one for one in await uow.contacts.of(phone.person_id) if one.address == phone.address)
        await number_changed(uow, town.now, contact.id, digits)
    await town.settle()


async def _roles(town: Town, phone: Phone) -> set[Role]:
    async with town.work.begin() as uow:
        person = await uow.people.get(phone.person_id)
    assert person is not None
    return {grant.role for grant in person.grants}


@pytest.mark.parametrize("app", ["", "signal"])
async def test_roles_above_member_rest_until_another_coordinator_has_compared_it(town: Town, app: str) -> None:
    ben, cora = await town.with_people("Ben en coordinator dispatcher signal", f"Cora en coordinator {app}")
    other = await town.also(ben, "telegram")
    await _changes(town, ben)
    await other.hears("trust.your_number")
    await cora.hears("trust.number_changed", name="Ben", digits=" ".join(["12345"] * 12))
    assert await _roles(town, ben) == {Role.MEMBER}
    for words in ("/desk", "/people", "/invite coordinator Northampton"):
        await other.says(words).hears("trust.number_first")
    await cora.taps("number.same").is_told("toast.trust.number_verified", name="Ben")
    await other.hears("trust.number_back")
    assert await _roles(town, ben) == {Role.COORDINATOR, Role.DISPATCHER}
    assert [row.action for row in await town.rows_of("audit_entry")] == ["number_changed", "number_verified"]


@pytest.mark.parametrize("refused", [True, False])
async def test_the_first_thing_that_a_new_key_writes_lets_the_roles_rest(town: Town, refused: bool) -> None:
    ben, cora = await town.with_people("Ben en coordinator dispatcher signal", "Cora en coordinator")
    other = await town.also(ben, "telegram")
    await ben.send(InboundKind.UNHEARD, distrusted=refused)
    if not refused:
        assert await _roles(town, ben) == {Role.COORDINATOR, Role.DISPATCHER}, "of whatever else nobody can read"
        return
    assert await _roles(town, ben) == {Role.MEMBER}
    await other.hears("trust.your_number")
    town.forget_news()
    await ben.send(InboundKind.UNHEARD, distrusted=True)
    await cora.hears_nothing()
    # Our answer is refused, and that brings the digits.
    await _changes(town, ben)
    await cora.hears("trust.number_changed", name="Ben", digits=" ".join(["12345"] * 12))
    await other.hears_nothing()
    await town.forward(minutes=30)
    await ben.send(InboundKind.UNHEARD, distrusted=True)
    town.forget_news()
    await cora.taps("number.same").is_told("toast.trust.number_verified", name="Ben")
    assert await _roles(town, ben) == {Role.COORDINATOR, Role.DISPATCHER}
    assert [row.action for row in await town.rows_of("audit_entry")] == ["number_changed", "number_verified"]


async def test_without_a_refused_message_the_coordinators_are_asked_for_the_voice_alone(town: Town) -> None:
    ben, cora = await town.with_people("Ben en coordinator signal", "Cora en coordinator")
    await ben.send(InboundKind.UNHEARD, distrusted=True)
    await cora.hears("desk.unheard")
    await town.forward(minutes=6)
    await cora.hears("trust.number_changed", name="Ben")
    assert "trust.number_unknown" in cora.keys
    await _changes(town, ben)
    await cora.hears("trust.number_changed", digits=" ".join(["12345"] * 12))
    await cora.taps("number.same").is_told("toast.trust.number_verified")
    await ben.send(InboundKind.UNHEARD, distrusted=True)
    assert await _roles(town, ben) == {Role.COORDINATOR}, "the bridge does not trust yet what was compared"


async def test_an_operator_who_compared_it_before_anybody_was_asked_ends_the_asking(town: Town) -> None:
    ben, cora = await town.with_people("Ben en coordinator signal", "Cora en coordinator")
    await ben.send(InboundKind.UNHEARD, distrusted=True)
    async with town.work.begin() as uow:
        assert not isinstance(await safety_number_changes.confirm_by_operator(uow, town.now, ben.person_id), Refused)
    await town.settle()
    town.forget_news()
    await town.forward(minutes=10)
    await cora.hears_nothing()
    assert await _roles(town, ben) == {Role.COORDINATOR}


async def test_what_nobody_can_read_of_a_member_takes_nothing_from_them(town: Town) -> None:
    rosa, cora = await town.with_people("Rosa es member signal", "Cora en coordinator")
    await rosa.send(InboundKind.UNHEARD, distrusted=True)
    await cora.hears("desk.unheard", name="Rosa")
    await town.forward(minutes=10)
    await cora.hears_nothing()
    assert await _roles(town, rosa) == {Role.MEMBER}


async def test_they_hear_alerts_as_members_meanwhile_and_what_they_had_in_hand_goes_to_the_desk(town: Town) -> None:
    dana, cora, leo, rosa = await town.with_people(
        "Dana en dispatcher signal", "Cora en coordinator", "Leo en dispatcher", "Rosa es member"
    )
    await rosa.says(REPORT)
    await dana.says("/desk").taps("desk.show").taps("desk.claim")
    town.forget_news()
    await _changes(town, dana)
    await leo.hears("desk.freed")
    await cora.hears("trust.number_changed", name="Dana")
    await leo.says("/desk").taps("desk.confirm").taps("basis.inside").taps("confirm.send")
    assert any(key.startswith("alert.") for line in dana.screen.lines for key in line.keys)


async def test_a_members_changed_number_takes_nothing_from_them(town: Town) -> None:
    rosa, cora = await town.with_people("Rosa es member signal", "Cora en coordinator")
    await _changes(town, rosa)
    await cora.hears_nothing()
    assert await _roles(town, rosa) == {Role.MEMBER}
    assert await town.rows_of("changed_number") == []


async def test_the_same_change_is_told_once_and_another_one_asks_anew(town: Town) -> None:
    ben, cora = await town.with_people("Ben en coordinator signal", "Cora en coordinator")
    await _changes(town, ben)
    await cora.hears("trust.number_changed")
    first = cora.button("number.same")
    await _changes(town, ben)
    await cora.hears_nothing()
    await _changes(town, ben, OTHERS)
    await cora.hears("trust.number_changed", digits=" ".join(["67890"] * 12))
    await cora.presses(first).is_told("trust.number_gone")
    assert await _roles(town, ben) == {Role.MEMBER}
    await cora.taps("number.same").is_told("toast.trust.number_verified")
    # The bridge trusts what was compared; whatever comes after that is another change.
    async with town.work.begin() as uow:
        [compared] = await numbers_to_trust(uow)
        assert compared.digits == OTHERS
        await ask_to_trust_no_more(uow, compared.contact.id)
    town.forget_news()
    await _changes(town, ben)
    await cora.hears("trust.number_changed")
    assert await _roles(town, ben) == {Role.MEMBER}


async def test_a_number_that_the_bridge_does_not_say_asks_for_the_voice_alone(town: Town) -> None:
    ben, cora = await town.with_people("Ben en coordinator signal", "Cora en coordinator")
    await _changes(town, ben, None)
    await cora.hears("trust.number_changed")
    assert "trust.number_unknown" in cora.keys
    await _changes(town, ben, None)
    await cora.hears_nothing()
    await cora.taps("number.same").is_told("toast.trust.number_verified")
    await _changes(town, ben, None)
    await cora.hears_nothing()


async def test_nobody_compares_their_own_not_even_by_another_account_that_was_theirs(town: Town) -> None:
    ben, cora = await town.with_people("Ben en coordinator signal", "Cora en coordinator")
    await town.also(ben, "telegram")
    async with town.work.begin() as uow:
        contacts = await uow.contacts.of(ben.person_id)
        gone = await uow.people.part([contacts[-1].id], town.now, agreed=True)
        await uow.grants.give(gone.id, Role.COORDINATOR, town.network.towns[0].id, town.now)
    await _changes(town, ben)
    async with town.work.begin() as uow:
        [row] = await town.rows_of("changed_number")
        twin, himself = await uow.people.get(gone.id), await uow.people.get(ben.person_id)
        for one in (twin, himself):
            assert one is not None
            refused = await safety_number_changes.confirm_number(uow, town.now, row.id, one)
            assert isinstance(refused, Refused)
            assert refused.why.key == "trust.number_second"
    await cora.hears("trust.number_changed")


async def test_the_last_coordinator_gets_out_by_an_operator(town: Town) -> None:
    (ben,) = await town.with_people("Ben en coordinator signal")
    await _changes(town, ben)
    assert await _roles(town, ben) == {Role.MEMBER}
    async with town.work.begin() as uow:
        done = await safety_number_changes.confirm_by_operator(uow, town.now, ben.person_id)
    assert not isinstance(done, Refused)
    assert await _roles(town, ben) == {Role.COORDINATOR}


async def test_a_role_that_is_given_meanwhile_rests_too_and_one_that_is_taken_is_gone(town: Town) -> None:
    ben, cora = await town.with_people("Ben en dispatcher responder signal", "Cora en coordinator")
    await _changes(town, ben)
    here = town.network.towns[0].id
    async with town.work.begin() as uow:
        await uow.grants.give(ben.person_id, Role.COORDINATOR, here, town.now)
        assert await uow.grants.take_role(ben.person_id, Role.DISPATCHER, here)
    assert await _roles(town, ben) == {Role.MEMBER}
    await cora.hears("trust.number_changed").taps("number.same")
    assert await _roles(town, ben) == {Role.RESPONDER, Role.COORDINATOR}


async def test_who_loses_the_last_role_that_rested_is_no_member_by_it(town: Town) -> None:
    ben, ana, cora = await town.with_people(
        "Ben en dispatcher signal", "Ana en dispatcher member signal", "Cora en coordinator"
    )
    for phone in (ben, ana):
        await _changes(town, phone)
    async with town.work.begin() as uow:
        for phone in (ben, ana):
            assert await uow.grants.take_role(phone.person_id, Role.DISPATCHER, town.network.towns[0].id)
    assert (await _roles(town, ben), await _roles(town, ana)) == (set(), {Role.MEMBER})
    await cora.hears("trust.number_changed", name="Ben")


async def test_who_is_suspended_besides_gets_back_only_what_nothing_else_holds(town: Town) -> None:
    ben, cora = await town.with_people("Ben en dispatcher member signal", "Cora en coordinator")
    await _changes(town, ben)
    async with town.work.begin() as uow:
        await suspension.suspend(uow, town.now, ben.person_id, None)
        assert not isinstance(await suspension.lift(uow, town.now, ben.person_id, None), Refused)
    assert await _roles(town, ben) == {Role.MEMBER}
    async with town.work.begin() as uow:
        await suspension.suspend(uow, town.now, ben.person_id, None)
    await cora.hears("trust.number_changed").taps("number.same")
    assert await _roles(town, ben) == set()
    async with town.work.begin() as uow:
        await suspension.lift(uow, town.now, ben.person_id, None)
        person = await uow.people.get(ben.person_id)
    assert person is not None
    here = town.network.towns[0].id
    assert {*person.grants} == {Grant(Role.MEMBER, here), Grant(Role.DISPATCHER, here)}


async def test_no_app_is_linked_before_it_is_compared(town: Town) -> None:
    ben, mallory, _ = await town.with_people("Ben en coordinator signal", "Mallory", "Cora en coordinator")
    other = await town.also(ben, "telegram")
    await other.says("/link").hears("link.code")
    assert other.last is not None
    code = next(part.values["code"] for part in other.last.spoken.notice.parts if "code" in part.values)
    await _changes(town, ben)
    await mallory.says(f"/link {code}").hears("link.bad_code")
    await other.says("/link").hears("link.code")
    code = next(part.values["code"] for part in other.last.spoken.notice.parts if "code" in part.values)
    await mallory.says(f"/link {code}").hears("trust.number_first")


async def test_a_page_says_so_and_leads_to_the_number_and_two_taps_lock_them_all_the_same(town: Town) -> None:
    ben, cora = await town.with_people("Ben en coordinator signal", "Cora en coordinator everywhere")
    await _changes(town, ben)
    town.forget_news()
    await cora.says("/lock").hears("trust.line_unverified", name="Ben").taps("choice.name", name="Ben")
    await cora.taps("number.show").hears("trust.number_of", name="Ben")
    await cora.taps("lock.now").is_told("toast.trust.suspended")


@pytest.mark.parametrize("who", ["themselves", "a coordinator"])
async def test_where_the_app_with_the_changed_number_is_parted_another_ones_word_gives_the_roles_back(
    town: Town, who: str
) -> None:
    """Whoever took the number parts that app, or its owner does, or a coordinator: nothing is left to compare."""
    ben, cora, ada = await town.with_people(
        "Ben en coordinator dispatcher", "Cora en coordinator", "Ada en coordinator Holyoke"
    )
    taken = await town.also(ben, "signal")
    await _changes(town, taken)
    town.forget_news()
    if who == "themselves":
        await taken.says("/unlink").taps("link.part", app="Signal").hears("link.parted_here")
    else:
        await cora.says("/lock").taps("choice.name", name="Ben").taps("lock.part", app="Signal")
        await cora.is_told("toast.trust.parted")
    assert await _roles(town, ben) == {Role.MEMBER}, "whoever has this phone may have the other one too"
    await ada.hears("trust.number_parted", name="Ben")
    await cora.says("/lock").taps("choice.name", name="Ben").taps("number.parted")
    await cora.is_told("toast.trust.number_verified", name="Ben")
    assert await _roles(town, ben) == {Role.COORDINATOR, Role.DISPATCHER}
    await ada.taps("number.parted").is_told("trust.number_gone")


async def test_nobody_says_so_of_themselves_or_while_there_is_something_to_compare(town: Town) -> None:
    ben, cora = await town.with_people("Ben en coordinator signal", "Cora en coordinator")
    await _changes(town, ben)
    async with town.work.begin() as uow:
        owner, other = await uow.people.get(ben.person_id), await uow.people.get(cora.person_id)
        assert owner is not None
        assert other is not None
        for by, key in ((owner, "trust.number_second"), (other, "trust.number_gone")):
            refused = await safety_number_changes.confirm_without_app(uow, town.now, ben.person_id, by)
            assert isinstance(refused, Refused)
            assert refused.why.key == key


@pytest.mark.parametrize("start", ["/lock", "/lock Northampton"])
async def test_a_stolen_phone_is_locked_by_two_taps_by_who_coordinates_several_towns(town: Town, start: str) -> None:
    town.now = NIGHT
    cora, ben, _ = await town.with_people(
        "Cora en coordinator everywhere", "Ben en coordinator", "Ada en dispatcher Holyoke"
    )
    await cora.says(start).taps("choice.name", name="Ben").taps("lock.now").is_told("toast.trust.suspended")
    await ben.hears("trust.you_are_suspended")


async def test_from_a_persons_page_it_is_one_tap(town: Town) -> None:
    cora, ben = await town.with_people("Cora en coordinator", "Ben en dispatcher")
    await cora.says("/people").taps("choice.trust.open", name="Ben").hears("trust.page").taps("lock.now")
    await ben.hears("trust.you_are_suspended")


async def test_a_stolen_number_at_two_in_the_morning_sends_nothing_and_lets_nobody_in(town: Town) -> None:
    """Somebody registers Ben's number on a phone of theirs: what our first answer meets shows it."""
    town.now = NIGHT
    ben, cora, rosa, tomas = await town.with_people(
        "Ben en coordinator dispatcher signal", "Cora en coordinator", "Rosa es member", "Tomás es subscriber"
    )
    await rosa.says(REPORT)
    await ben.says("/desk").taps("desk.show").taps("desk.confirm").taps("basis.inside")
    sending = ben.button("confirm.send")
    await _changes(town, ben)
    town.forget_news()
    await ben.presses(sending).hears("trust.number_first")
    await ben.says("/invite coordinator Northampton").hears("trust.number_first")
    await ben.says("/lock").hears("trust.number_first")
    await tomas.hears_nothing()
    await cora.says("/audit").hears("audit.head")
    assert "safety number" in cora.text
