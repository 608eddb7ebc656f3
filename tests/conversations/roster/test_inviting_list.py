"""A list of people gets personal invitations: they join by them, and the same list again makes nothing new."""

from datetime import timedelta

import pytest

from alerts.people.person import Role
from alerts.roster.invitee import Invitee, InviteeState
from alerts.roster.inviting_list import TOLD_WITHIN, InvitationPlan, invite_some, plan, tell_of_list
from tests.conversations.town import Town


def _list(town: Town, *labels: str, role: Role = Role.SUBSCRIBER) -> list[Invitee]:
    return [Invitee(label=label, role=role, town_id=town.network.towns[0].id) for label in labels]


async def _given(town: Town, invitees: list[Invitee], *, renew: bool = False) -> InvitationPlan:
    async with town.work.look() as uow:
        planned = await plan(uow, town.now, invitees, renew=renew)
    async with town.work.begin() as uow:
        for some in planned.pieces():
            await invite_some(uow, town.now, some)
        await tell_of_list(uow, town.now)
    await town.settle()
    return planned


def _words(planned: InvitationPlan) -> list[str]:
    return [one.words for one in planned.people]


@pytest.mark.parametrize("platform", ["telegram", "signal"])
async def test_who_is_on_the_list_joins_by_the_invitation_of_theirs_alone(town: Town, platform: str) -> None:
    cora, nina, otto = await town.with_people("Cora en coordinator", f"Nina {platform}", f"Otto {platform}")
    [first, second] = _words(await _given(town, _list(town, "Nina P.", "Otto", role=Role.MEMBER)))
    await cora.hears("roster.invited").sees("roster.invited_line", count=2)
    await nina.says(f"/start {first}").taps("consent.en").hears("join.as.member")
    await otto.says(f"/start {first}").hears("join.bad_code")
    await otto.says(f"/start {second}").taps("consent.en").hears("join.as.member")
    await cora.says("/audit").sees("audit.did.list_invited")


async def test_the_same_list_again_gives_the_same_invitations_and_makes_nothing(town: Town) -> None:
    (nina,) = await town.with_people("Nina")
    before = await _given(town, _list(town, "Nina", "Otto"))
    await nina.says(f"/start {before.people[0].words}").taps("consent.en").hears("join.as.subscriber")
    again = await _given(town, _list(town, "  NINA", "otto", "Pia"))
    assert _words(again)[:2] == _words(before)
    assert [one.state for one in again.people] == [InviteeState.USED, InviteeState.OPEN, InviteeState.NEW]
    assert len(await town.rows_of("code")) == 3
    assert len(await town.rows_of("offer")) == 6


async def test_no_label_lies_in_the_database_and_without_our_key_nobody_makes_the_words(town: Town) -> None:
    planned = await _given(town, _list(town, "Xochitl"))
    [row] = await town.rows_of("code")
    assert row.code_index not in (b"Xochitl", planned.people[0].words.encode())
    assert row.person_id is None
    assert len(planned.people[0].words) == 28


async def test_one_that_is_over_stays_so_until_the_operator_renews_it_with_other_words(town: Town) -> None:
    nina, otto = await town.with_people("Nina", "Otto")
    first = await _given(town, _list(town, "Nina"))
    await town.forward(days=15)
    over = await _given(town, _list(town, "Nina"))
    assert (over.people[0].state, over.made) == (InviteeState.OVER, [])
    renewed = await _given(town, _list(town, "Nina"), renew=True)
    assert _words(renewed) != _words(first)
    await otto.says(f"/start {_words(first)[0]}").hears("join.bad_code")
    await nina.says(f"/start {_words(renewed)[0]}").taps("consent.en").hears("join.as.subscriber")
    last = await _given(town, _list(town, "Nina"), renew=True)
    assert (last.people[0].state, last.made) == (InviteeState.USED, [])


async def test_another_role_ends_the_open_invitation_in_the_first(town: Town) -> None:
    nina, otto = await town.with_people("Nina", "Otto")
    first = await _given(town, _list(town, "Nina"))
    second = await _given(town, _list(town, "Nina", role=Role.MEMBER))
    assert second.people[0].state is InviteeState.CHANGED
    await otto.says(f"/start {_words(first)[0]}").hears("join.bad_code")
    await nina.says(f"/start {_words(second)[0]}").taps("consent.en").hears("join.as.member")
    # Who came in as one may be invited as the other; and back again it is a third, not the one that was used.
    third = await _given(town, _list(town, "Nina"))
    assert len({*_words(first), *_words(second), *_words(third)}) == 3


async def test_lines_fill_evenly(town: Town) -> None:
    planned = await _given(town, _list(town, *(f"Person {n}" for n in range(6))))
    assert {one.telegram.id for one in planned.people if one.telegram} == {1}
    assert {one.signal.id for one in planned.people if one.signal} == {2}


async def test_nobody_hears_of_a_list_that_makes_nothing(town: Town) -> None:
    (cora,) = await town.with_people("Cora en coordinator")
    await _given(town, _list(town, "Nina"))
    await cora.hears("roster.invited")
    again = await _given(town, _list(town, "Nina"))
    assert (again.made, again.replaced) == ([], frozenset())
    await cora.hears_nothing()
    assert again.people[0].code.expires_at == town.now + timedelta(days=14)


async def test_of_a_list_that_was_cut_off_and_not_given_again_the_coordinators_hear_all_the_same(town: Town) -> None:
    (cora,) = await town.with_people("Cora en coordinator")
    async with town.work.begin() as uow:
        planned = await plan(uow, town.now, _list(town, "Nina", "Otto", role=Role.MEMBER))
        await invite_some(uow, town.now, planned.made[:1])
    async with town.work.begin() as uow:
        await invite_some(uow, town.now, planned.made[1:])
    await town.settle()
    await cora.hears_nothing()
    await town.forward(seconds=TOLD_WITHIN.total_seconds() + 1)
    await cora.hears("roster.invited").sees("roster.invited_line", count=2)
    await town.forward(days=1)
    await cora.hears_nothing()
    await cora.says("/audit").sees("audit.did.list_invited")
