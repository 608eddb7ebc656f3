"""/start with an invitation and without, asking to join, and leaving again."""

from datetime import timedelta

import pytest

from alerts.areas import KEEPS
from alerts.incidents.incident import PickedBy
from alerts.people.code import INVITE_LASTS
from tests.conversations.phone import Phone
from tests.conversations.scenes import REPORT
from tests.conversations.screen import within
from tests.conversations.town import HOTLINE, Town


@pytest.mark.parametrize("platform", ["telegram", "signal"])
async def test_an_invitation_leads_through_consent_and_language_to_towns(town: Town, platform: str) -> None:
    (nina,) = await town.with_people(f"Nina {platform}")
    code = await town.invitation("responder")
    words = f"/start {code}" if platform == "telegram" else f"start {code}"
    await nina.says(words).hears("consent.head").hears_nothing()
    assert nina.languages == {"en", "es"}, "we don't know hers"
    await nina.taps("consent.es").hears("join.as.responder", town="Northampton")
    assert nina.languages == {"es"}
    if platform == "telegram":
        await nina.hears("profile.skills_hours_ask")
    else:
        await nina.hears("profile.skills_ask").taps("me.told").hears("profile.hours_ask")
    await nina.taps("me.later").hears("profile.thanks").hears("profile.phone_ask").taps("me.towns").hears("towns.more")
    await nina.taps("towns.add", name="Holyoke").hears("towns.added", town="Holyoke")
    await nina.says("/estado").hears("towns.line", town="Northampton").hears_nothing()
    (rosa,) = await town.with_people("Rosa es member")
    await rosa.says(REPORT)
    await nina.hears("verify.ask")


async def test_the_consent_text_is_made_from_the_retention(town: Town) -> None:
    (nina,) = await town.with_people("Nina")
    await nina.says(f"/start {await town.invitation('member')}").hears("consent.head")
    assert nina.last is not None
    kept = [row.what for row in town.work.retention.rows(one for one in KEEPS if one.at_joining)]
    assert set(kept) <= set(nina.last.keys)
    assert any(text.values.get("n") == 7 for part in nina.last.spoken.notice.parts for text in within(part))


async def test_in_two_languages_on_signal_no_line_of_it_or_of_privacy_is_cut(town: Town) -> None:
    (sam,) = await town.with_people("Sam signal")
    await sam.says("/join").hears("consent.head")
    assert sam.languages == {"en", "es"}
    await sam.says("/privacy").hears("privacy.head").hears("privacy.foot")
    assert not any("…" in line.spoken.text for line in sam.screen.lines)


async def test_nothing_is_kept_of_who_says_no(town: Town) -> None:
    (nina,) = await town.with_people("Nina")
    code = await town.invitation("member")
    await nina.says(f"/start {code}").taps("join.no").hears("join.no").says("/status").hears("status.stranger")
    await nina.says(f"/start {code}").taps("consent.en").hears("join.as.member")


async def test_without_an_invitation_we_say_who_we_are(town: Town) -> None:
    (sam,) = await town.with_people("Sam")
    await sam.says("/start").hears("start.stranger").hears_nothing()
    assert sam.last is not None
    assert {"start.stranger", "start.who", "start.how_to_join", "rights.hotline"} <= set(sam.last.keys)
    assert HOTLINE in sam.text


async def test_a_code_works_once(town: Town) -> None:
    nina, otto = await town.with_people("Nina", "Otto")
    code = await town.invitation("member")
    await nina.says(f"/start {code}").taps("consent.en").hears("join.as.member")
    await otto.says(f"/start {code}").hears("join.bad_code")
    await nina.says(f"/start {code}").hears("join.bad_code")
    await otto.says("/status").hears("status.stranger")


async def test_opening_an_invitation_takes_it_from_nobody_and_whoever_joins_first_has_it(town: Town) -> None:
    nina, otto, pia = await town.with_people("Nina", "Otto signal", "Pia")
    code = await town.invitation("member")
    await nina.says(f"/start {code}").hears("consent.head").taps("join.no").hears("join.no")
    await nina.says("/stop")
    await otto.says(f"start {code}").hears("consent.head")
    await pia.says(f"/start {code}").hears("consent.head").taps("consent.en").hears("join.as.member")
    await otto.taps("consent.es").hears("join.bad_code").says("/status").hears("status.stranger")


async def test_a_code_expires(town: Town) -> None:
    nina, otto = await town.with_people("Nina", "Otto")
    code, late = await town.invitation("member"), await town.invitation("member")
    await otto.says(f"/start {late}").hears("consent.head")
    town.now += INVITE_LASTS + timedelta(seconds=1)
    await nina.says(f"/start {code}").hears("join.bad_code")
    await otto.taps("consent.en").hears("join.bad_code")
    await otto.says("/status").hears("status.stranger")


@pytest.mark.parametrize("code", ["NOSUCHCODE22", "x", "🔑", "1" * 4000, "' OR 1=1 --", "../../etc"])
async def test_a_made_up_code_is_refused(town: Town, code: str) -> None:
    (otto,) = await town.with_people("Otto")
    await otto.says(f"/start {code}").hears("join.bad_code").hears_nothing()


async def test_codes_may_be_typed_as_people_type(town: Town) -> None:
    (nina,) = await town.with_people("Nina signal")
    code = await town.invitation("member")
    await nina.says(f"Start {code[:4].lower()}-{code[4:]}").hears("consent.head").taps("consent.en")
    await nina.hears("join.as.member")


async def test_who_is_there_gains_the_role(town: Town) -> None:
    tomas, rosa = await town.with_people("Tomás es subscriber", "Rosa es member")
    await tomas.says(f"/start {await town.invitation('responder')}").hears("join.as.responder")
    await tomas.says("/status").hears("towns.line", roles=("role.subscriber", "role.responder"))
    await rosa.says(REPORT)
    await tomas.hears("verify.ask")


async def test_an_invitation_may_be_for_every_town(town: Town) -> None:
    cora, rosa = await town.with_people("Cora", "Rosa es member Holyoke")
    await cora.says(f"/start {await town.invitation('coordinator', None)}").taps("consent.en")
    await cora.hears("join.as.coordinator", town="join.every_town")
    await rosa.says(REPORT)
    await cora.hears("card.head", town="Holyoke")


async def test_a_stranger_asks_to_join_and_a_coordinator_decides(town: Town) -> None:
    sam, cora, hugo = await town.with_people("Sam", "Cora en coordinator", "Hugo en coordinator Holyoke")
    await sam.says("/join").hears("consent.head").taps("consent.en").hears("join.which_town")
    await sam.taps("join.town", name="Northampton").hears("join.asked").hears("profile.skills_hours_ask")
    await hugo.hears_nothing()
    await cora.hears("join.request", name="Sam").taps("choice.as.member").is_told("toast.let_in")
    await sam.hears("join.as.member", town="Northampton").says("/status").hears("towns.line")
    await cora.taps("choice.as.subscriber").is_told("toast.known")
    await sam.hears_nothing()


async def test_a_coordinator_may_decline_kindly(town: Town) -> None:
    sam, cora = await town.with_people("Sam", "Cora en coordinator")
    await sam.says("/unirme").taps("consent.es").taps("join.town", name="Northampton")
    await cora.hears("join.request").taps("join.decline").is_told("toast.declined")
    await sam.hears("join.declined").says("/status").hears("status.stranger")


async def _asks(town: Town, name: str) -> Phone:
    (phone,) = await town.with_people(name)
    await phone.says("/join").taps("consent.en").taps("join.town", name="Northampton").hears("join.asked")
    phone.screen.news.clear()
    return phone


async def test_thirty_taps_on_join_are_one_request(town: Town) -> None:
    (cora,) = await town.with_people("Cora en coordinator")
    sam = await _asks(town, "Sam")
    for _ in range(30):
        await sam.taps("join.town", name="Northampton").is_told("join.asked_before")
        await sam.taps("join.town", name="Holyoke").is_told("join.asked_before")
    await cora.hears("join.request").hears_nothing()
    # Nor does leaving and coming back make another one.
    await sam.says("/stop").says("/join").taps("consent.en").taps("join.town", name="Northampton")
    await cora.hears_nothing()
    await town.forward(days=3)
    await sam.taps("join.town", name="Northampton").hears("join.asked")
    await cora.hears("join.request")


async def test_a_coordinator_sees_what_we_know_of_who_asks_and_the_name_last_as_one_of_their_choosing(
    town: Town,
) -> None:
    (cora,) = await town.with_people("Cora en coordinator")
    await _asks(town, "Cora")
    await cora.hears("join.request", apps=("Telegram",), name="Cora").sees("join.request_never_reported")
    assert cora.last is not None
    assert cora.last.spoken.notice.parts[-1].key == "join.request_name", "after all that we know"
    (sam,) = await town.with_people("Sam signal")
    await sam.says("two vans at Elm & 3rd, Northampton")
    await town.forward(hours=2)
    await sam.says("/join").taps("consent.en").taps("join.town", name="Northampton")
    await cora.hears("join.request", apps=("Signal",), at=town.now_minus(hours=2)).sees("join.request_reported")


async def test_a_request_is_answered_once_by_whichever_coordinator_is_first(town: Town) -> None:
    cora, ben = await town.with_people("Cora en coordinator", "Ben en coordinator")
    sam = await _asks(town, "Sam")
    await cora.taps("join.decline").is_told("toast.declined")
    await ben.taps("choice.as.member").is_told("join.request_over")
    await ben.taps("join.decline").is_told("join.request_over")
    await sam.hears("join.declined").hears_nothing().says("/status").hears("status.stranger")
    town.forget_news()
    await sam.taps("join.town", name="Northampton").hears("join.declined_before")
    await cora.hears_nothing()
    await town.forward(days=31)
    await sam.taps("join.town", name="Northampton").hears("join.asked")
    await ben.hears("join.request").sees("join.request_again").taps("choice.as.member").is_told("toast.let_in")
    await cora.taps("choice.as.subscriber").is_told("toast.known")
    await cora.taps("join.decline").is_told("toast.known")
    await sam.hears("join.as.member").hears_nothing()


async def test_who_came_in_by_an_invitation_meanwhile_is_not_let_in_twice(town: Town) -> None:
    (cora,) = await town.with_people("Cora en coordinator")
    sam = await _asks(town, "Sam")
    await sam.says(f"/start {await town.invitation('subscriber', 'Holyoke')}").hears("join.as.subscriber")
    await cora.taps("choice.as.member").is_told("join.request_over")
    await sam.taps("join.town", name="Northampton").is_told("toast.known")
    await sam.says("/status").hears("towns.line", town="Holyoke", roles=("role.subscriber",))


async def test_a_button_from_before_somebody_stopped_asks_for_nobody(town: Town) -> None:
    (cora,) = await town.with_people("Cora en coordinator")
    (sam,) = await town.with_people("Sam")
    await sam.says("/join").taps("consent.en")
    button = sam.button("join.town", name="Northampton")
    await sam.says("/stop").presses(button).is_told("choose.stale")
    await cora.hears_nothing()


async def test_where_nobody_can_be_asked_it_is_said(town: Town) -> None:
    (sam,) = await town.with_people("Sam")
    await sam.says("/join").taps("consent.en").taps("join.town", name="Holyoke").hears("join.nobody_to_ask")


async def test_a_coordinator_makes_invitations_for_their_towns_only(town: Town) -> None:
    cora, rosa, nina = await town.with_people("Cora en coordinator", "Rosa es member", "Nina")
    await cora.says("/invite responder Northampton").hears("invite.made", town="Northampton")
    assert cora.last is not None
    code = next(str(part.values["code"]) for part in cora.last.spoken.notice.parts if "code" in part.values)
    assert f"?start={code}" in cora.text
    await nina.says(f"/start {code}").taps("consent.en").hears("join.as.member").sees("vouching.missing_training")
    await cora.says("/invitar responder Holyoke").hears("refused.role")
    await cora.says("/invite").hears("invite.how").says("/invite boss Northampton").hears("invite.how")
    await rosa.says("/invite responder Northampton").hears("refused.role")


async def test_leaving_a_town_ends_its_alerts_and_another_may_be_added(town: Town) -> None:
    (tomas,) = await town.with_people("Tomás es subscriber")
    await tomas.says("/pueblos").hears("towns.line", town="Northampton").hears("towns.more")
    await tomas.taps("towns.add", name="Holyoke").hears("towns.added")
    await tomas.says("/salir").hears("leave.ask").taps("towns.leave", name="Northampton").hears("leave.done")
    await tomas.says("/estado").hears("towns.line", town="Holyoke").hears_nothing()


async def test_adding_a_town_gives_no_more_than_its_alerts(town: Town) -> None:
    jean, rosa = await town.with_people("Jean en responder", "Rosa es member Holyoke")
    await jean.says("/towns").taps("towns.add", name="Holyoke").hears("towns.added")
    await rosa.says(REPORT)
    assert [row.picked_by for row in await town.rows_of("verification")] == [PickedBy.NEIGHBOR.value]


async def test_who_holds_a_role_is_asked_before_it_is_gone_and_may_go_on(town: Town) -> None:
    dana, tomas = await town.with_people("Dana en dispatcher", "Tomás es subscriber")
    await dana.says("/stop").hears("stop.ask").sees("towns.line", roles=("role.dispatcher",)).sees("stop.lost")
    await dana.says("/status").hears("status.head").taps("stop.no").is_told("stop.kept")
    await dana.says("/leave").hears("leave.ask").sees("leave.lost")
    await dana.says("ya no quiero mensajes").hears("stop.ask").sees("stop.lost").taps("stop.no")
    # Who only receives alerts loses nothing that a coordinator had to give.
    await tomas.says("/salir").hears("leave.ask").taps("towns.leave", name="Northampton").hears("leave.done")
    await tomas.says("/alto").hears("stop.done")


async def test_who_stopped_may_come_back_with_an_invitation(town: Town) -> None:
    (nina,) = await town.with_people("Nina en member")
    await (
        nina.says("/stop")
        .hears("stop.ask")
        .sees("stop.lost")
        .taps("stop.yes")
        .hears("stop.done")
        .says("/status")
        .hears("status.stranger")
    )
    await nina.says(f"/start {await town.invitation('member')}").hears("consent.head").taps("consent.en")
    await nina.hears("join.as.member")
