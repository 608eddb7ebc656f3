"""Signing up: four taps, then where somebody stands; on both transports."""

from datetime import timedelta

import pytest

from alerts.notices import Notice, text
from alerts.profile.help_hours import HelpHours
from alerts.profile.phone_consent import PhoneConsent
from alerts.profile.ports import PROFILES
from alerts.profile.profile import Profile
from alerts.profile.skill import Skill
from alerts.profile.taps import AskedIn, SkillsTold
from tests.conversations.phone import Phone
from tests.conversations.scenes import REPORT
from tests.conversations.town import HOTLINE, Town
from tests.conversations.trainings.announced import announced


async def profile_of(town: Town, phone: Phone) -> Profile:
    async with town.work.begin() as uow:
        found = await uow.people.find(phone.platform.line_id, phone.address)
        assert found is not None
        return await PROFILES(uow).of(found[0].id)


async def test_with_an_invitation_four_taps_are_enough(town: Town) -> None:
    (nina,) = await town.with_people("Nina")
    await (
        nina.says(f"/start {await town.invitation('member')}")
        .hears("consent.head")
        .taps("join.yes:en")
        .hears("join.as.member")
    )
    await nina.hears("profile.skills_hours_ask").taps("me.can:driver").is_told("toast.profile.can")
    await nina.taps("me.hours:evening").hears("profile.thanks")
    assert {"towns.line", "profile.missing.responder", "profile.now.hotline"} <= nina.keys
    assert HOTLINE in nina.text
    await nina.hears("profile.phone_ask").hears_nothing()
    told = await profile_of(town, nina)
    assert (told.skills, told.hours) == ({Skill.DRIVER}, HelpHours.EVENING)
    assert told.phone_consent is PhoneConsent.NO, "nobody asked them yet"
    await nina.taps("me.phone:day").is_told("profile.phone.day")
    assert (await profile_of(town, nina)).phone_consent is PhoneConsent.DAY


async def test_without_an_invitation_four_taps_are_enough_too(town: Town) -> None:
    sam, _ = await town.with_people("Sam", "Cora en coordinator")
    await sam.says("/join").taps("join.yes:en").taps("join.town", name="Northampton").hears("join.asked")
    await sam.taps("me.can:driver").taps("me.hours:evening").hears("profile.thanks")
    await sam.sees("profile.can").sees("profile.hours_said")
    assert not any(line.offer("me.can:driver") for line in sam.screen.lines), "the list offers nothing more"


async def test_the_button_of_an_older_version_by_which_they_go_on_still_does(town: Town) -> None:
    (nina,) = await town.with_people("Nina en member")
    async with town.work.begin() as uow:
        _, contact = await uow.people.find(nina.platform.line_id, nina.address) or pytest.fail("nobody")
        go_on = SkillsTold(AskedIn.SIGN_UP).choice(text("choice.profile.told"))
        await uow.mail.post(Notice.of("profile.skills_ask").with_choices((go_on,)), [contact.id], town.now)
    await town.settle()
    await nina.hears("profile.skills_ask").taps("me.told").hears("profile.hours_ask").taps("me.later")
    await nina.hears("profile.thanks")


async def test_on_signal_several_numbers_are_one_answer(town: Town) -> None:
    (nina,) = await town.with_people("Nina signal")
    await (
        nina.says(f"start {await town.invitation('responder')}")
        .hears("consent.head")
        .taps("join.yes:es")
        .hears("join.as.responder")
    )
    await nina.hears("profile.skills_ask")
    driver, press = nina.button("me.can:driver").number, nina.button("me.can:media").number
    await nina.says(f"{driver} y {press}").hears("profile.hours_ask")
    assert "profile.can" in nina.keys
    await nina.taps("me.hours:any").hears("profile.thanks").hears("profile.phone_ask").hears_nothing()
    assert "profile.now.alarm" in {key for line in nina.screen.lines for key in line.keys}
    assert (await profile_of(town, nina)).skills == {Skill.DRIVER, Skill.MEDIA}


async def test_on_signal_one_number_is_an_answer_too_and_a_later_one_adds_to_it(town: Town) -> None:
    (nina,) = await town.with_people("Nina signal")
    await (
        nina.says(f"start {await town.invitation('member')}")
        .hears("consent.head")
        .taps("join.yes:en")
        .hears("join.as.member")
    )
    await nina.hears("profile.skills_ask").taps("me.can:driver").hears("profile.hours_ask")
    await nina.taps("me.can:phone").hears("toast.profile.can").hears_nothing()
    assert (await profile_of(town, nina)).skills == {Skill.DRIVER, Skill.PHONE}


async def test_numbers_that_are_none_of_these_change_nothing(town: Town) -> None:
    (nina,) = await town.with_people("Nina signal")
    await (
        nina.says(f"start {await town.invitation('member')}")
        .hears("consent.head")
        .taps("join.yes:en")
        .hears("join.as.member")
    )
    await nina.hears("profile.skills_ask").says("1 99").hears("choose.no_such_number").hears_nothing()
    assert (await profile_of(town, nina)).skills == frozenset()


async def test_who_only_consents_is_in_and_alerted(town: Town) -> None:
    nina, rosa = await town.with_people("Nina", "Rosa es member")
    await (
        nina.says(f"/start {await town.invitation('responder')}")
        .hears("consent.head")
        .taps("join.yes:en")
        .hears("join.as.responder")
    )
    await rosa.says(REPORT)
    await nina.hears("profile.skills_hours_ask").hears("verify.ask")


async def test_each_question_may_wait(town: Town) -> None:
    (nina,) = await town.with_people("Nina")
    await (
        nina.says(f"/start {await town.invitation('subscriber')}")
        .hears("consent.head")
        .taps("join.yes:en")
        .hears("join.as.subscriber")
    )
    await nina.hears("profile.skills_hours_ask").taps("me.later").hears("profile.thanks")
    assert "profile.missing.member" in nina.keys
    await nina.hears("profile.phone_ask")
    assert await profile_of(town, nina) == Profile(person_id=(await profile_of(town, nina)).person_id)


async def test_a_report_in_the_midst_of_it_is_a_report(town: Town) -> None:
    for platform, asked in (("telegram", "profile.skills_hours_ask"), ("signal", "profile.skills_ask")):
        (nina,) = await town.with_people(f"Nina {platform}")
        await (
            nina.says(f"/start {await town.invitation('member')}")
            .hears("consent.head")
            .taps("join.yes:en")
            .hears("join.as.member")
        )
        await nina.hears(asked).says("two vans with ICE agents at 5th & Main, Northampton")
        await nina.hears("report.received")


async def test_without_an_invitation_they_say_the_rest_while_they_wait(town: Town) -> None:
    sam, cora = await town.with_people("Sam signal", "Cora en coordinator")
    await sam.says("/join").taps("join.yes:en").hears("consent.head").hears("join.which_town")
    await sam.taps("join.town", name="Northampton").hears("join.asked").hears("profile.skills_ask")
    await sam.taps("me.can:interpreter").hears("profile.hours_ask").taps("me.hours:weekend").hears("profile.thanks")
    assert "profile.waits" in sam.keys
    await sam.hears("profile.phone_ask")
    await cora.taps("choice.as.member")
    await sam.hears("join.as.member").hears_nothing()
    assert sam.last is not None
    assert not sam.last.spoken.notice.choices, "they said it already"
    await sam.says("/me").hears("profile.me")
    assert {"towns.line", "profile.can", "profile.hours_said", "profile.phone.no"} <= sam.keys


async def test_who_was_let_in_before_they_said_it_is_asked(town: Town) -> None:
    sam, cora = await town.with_people("Sam", "Cora en coordinator")
    await sam.says("/join").taps("join.yes:en").taps("join.town", name="Northampton")
    await cora.taps("choice.as.member")
    town.forget_news()
    await sam.taps("choice.profile.skills").hears("profile.skills_hours_ask")


async def test_who_waits_for_an_answer_has_the_code_for_who_knows_them_at_hand(town: Town) -> None:
    sam, _ = await town.with_people("Sam", "Cora en coordinator")
    await sam.says("/join").taps("join.yes:en").taps("join.town", name="Northampton").hears("join.asked")
    await sam.taps("choice.vouching.code", town="Northampton").hears("vouching.code")


async def test_several_towns_are_a_tap_away(town: Town) -> None:
    (nina,) = await town.with_people("Nina")
    await nina.says(f"/start {await town.invitation('member')}").taps("join.yes:en").taps("me.later")
    town.forget_news()
    await nina.taps("me.towns").hears("towns.more").taps("towns.add", name="Holyoke").hears("towns.added")
    await nina.taps("me.towns").is_told("profile.all_towns")


async def test_a_second_invitation_asks_nothing_anew(town: Town) -> None:
    (nina,) = await town.with_people("Nina en member")
    await nina.says(f"/start {await town.invitation('responder')}").hears("join.as.responder").hears("towns.more")
    await nina.hears_nothing()


async def test_a_tap_on_the_list_long_after_still_counts_and_says_so(town: Town) -> None:
    (nina,) = await town.with_people("Nina")
    await nina.says(f"/start {await town.invitation('member')}").taps("join.yes:en")
    town.now += timedelta(hours=3)
    town.forget_news()
    await nina.taps("me.can:driver").is_told("toast.profile.can")
    await nina.taps("me.can:driver").is_told("toast.profile.cannot")
    assert (await profile_of(town, nina)).skills == frozenset()


async def test_the_words_for_the_alarm_are_those_of_the_app_and_the_phone(town: Town) -> None:
    nina, otto = await town.with_people("Nina en member", "Otto en member signal")
    await nina.says("/me").taps("choice.profile.alarm").hears("profile.me").hears("profile.alarm_ask")
    await nina.taps("me.alarm:iphone").hears("profile.alarm_head")
    assert {"profile.alarm.telegram", "profile.alarm.iphone"} <= nina.keys
    await otto.says("/me").taps("choice.profile.alarm").taps("me.alarm:android")
    assert "profile.alarm.signal" in {key for line in otto.screen.lines for key in line.keys}


@pytest.mark.parametrize("app", ["telegram", "signal"])
async def test_the_last_word_offers_the_next_training_of_their_towns_by_a_tap(town: Town, app: str) -> None:
    cora, nina = await town.with_people("Cora en coordinator everywhere", f"Nina {app}")
    training = await announced(town, cora, language="en")
    await announced(town, cora, starts_at=town.now + timedelta(days=2), town_id=town.network.named("Holyoke").id)
    await nina.says(f"/start {await town.invitation('member')}").taps("join.yes:en")
    await (nina.taps("me.told").taps("me.later") if app == "signal" else nina.taps("me.later"))
    await nina.sees("profile.training", town="Northampton", at=training.starts_at)
    town.forget_news()
    await nina.taps("choice.profile.training").hears("trainings.line.members").taps("trainings.join")
    await nina.hears("trainings.signed_up")
    await nina.sees("trainings.state.placed")


async def test_without_a_training_none_is_offered(town: Town) -> None:
    (nina,) = await town.with_people("Nina")
    await nina.says(f"/start {await town.invitation('member')}").taps("join.yes:en").taps("me.later")
    await nina.hears("consent.head").hears("join.as.member").hears("profile.skills_hours_ask").hears("profile.thanks")
    assert "profile.training" not in nina.keys
    assert not any(line.offer("choice.profile.training") for line in nina.screen.lines)
