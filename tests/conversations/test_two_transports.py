"""Telegram and Signal as one person."""

from datetime import timedelta

from alerts.people.code import LINK_LASTS
from handlers.core.inbound import InboundKind
from tests.conversations.phone import Phone
from tests.conversations.scenes import CORNER, REPORT, observed
from tests.conversations.town import Town


async def test_a_one_time_code_makes_two_phones_one_person(town: Town) -> None:
    dana, other, rosa = await town.with_people("Dana en dispatcher", "Dana signal", "Rosa es member")
    words = await _offered(dana)
    await other.says(words).hears("link.sure").taps("link.mine").hears("link.asked")
    await other.says("/status").hears("status.stranger")
    await dana.hears("link.ask", name="Dana", transport="Signal").taps("choice.link_yes").hears("link.done")
    await other.hears("link.done").says("/status").hears("towns.line", roles=("role.dispatcher",))
    assert other.last is not None
    assert {"Telegram", "Signal"} <= set(other.text.replace(".", " ").split())
    await rosa.says(REPORT)
    await dana.hears("card.head")
    await other.hears("card.head", place=CORNER).taps("desk.claim").is_told("toast.claimed")
    await dana.sees("card.state.verifying", name="Dana")


async def test_who_says_that_the_code_is_somebody_elses_is_linked_with_nobody_and_it_stays_good(town: Town) -> None:
    dana, lee, other = await town.with_people("Dana en dispatcher member", "Lee en member signal", "Dana signal")
    words = await _offered(dana)
    await lee.says(words).hears("link.sure").taps("link.keep").is_told("stop.kept")
    await dana.hears_nothing()
    await other.says(words).hears("link.sure").taps("link.mine").hears("link.asked")
    await lee.taps("link.mine").hears("link.bad_code")
    await dana.hears("link.ask", name="Dana").hears_nothing()


async def test_the_code_works_once_and_for_ten_minutes(town: Town) -> None:
    dana, other, third = await town.with_people("Dana en dispatcher", "Dana signal", "Eve signal")
    words = await _offered(dana)
    await other.says(words).hears("link.sure").taps("link.mine").hears("link.asked")
    await third.says(words).hears("link.bad_code")
    await dana.taps("choice.link_yes").hears("link.done").taps("choice.link_yes").hears("link.bad_code")
    late = await _offered(dana)
    town.now += LINK_LASTS + timedelta(seconds=1)
    await third.says(late).hears("link.bad_code").says("/status").hears("status.stranger")


async def test_ones_own_code_and_made_up_ones_are_refused(town: Town) -> None:
    (dana,) = await town.with_people("Dana en dispatcher")
    await dana.says(f"/{await _offered(dana)}").hears("link.bad_code").says("/vincular NOSUCHCODE22")
    await dana.hears("link.bad_code")


async def test_an_invitation_is_no_link(town: Town) -> None:
    (sam,) = await town.with_people("Sam")
    await sam.says(f"/link {await town.invitation('coordinator')}").hears("link.bad_code")


async def test_a_stranger_joins_first(town: Town) -> None:
    (sam,) = await town.with_people("Sam")
    await sam.says("/link").hears("link.join_first")


async def test_reports_of_both_are_kept_and_an_outcome_reaches_one_person_once(town: Town) -> None:
    jean, other, dana = await town.with_people("Jean en responder", "Jean es signal", "Dana en dispatcher")
    await other.says(f"/report two vans at {CORNER} in Northampton").hears("report.received")
    await other.says(await _offered(jean)).hears("link.sure").taps("link.mine").hears("link.asked")
    await jean.taps("choice.link_yes").hears("link.done")
    await other.says("/status").hears("towns.line", roles=("role.responder",))
    town.forget_news()
    await dana.taps("desk.dismiss").taps("end.dismiss")
    heard = [phone for phone in (jean, other) if "outcome.not_found" in phone.screen.unheard()]
    assert len(heard) == 1, "the outcome reaches one person once"


async def test_a_verifier_who_links_is_still_the_verifier(town: Town) -> None:
    jean, other, rosa, dana = await town.with_people(
        "Jean en responder", "Jean en responder signal", "Rosa es member", "Dana en dispatcher"
    )
    await rosa.says(REPORT)
    await other.hears("verify.ask").says(await _offered(jean)).hears("link.sure").taps("link.mine").hears("link.asked")
    await jean.taps("choice.link_yes")
    town.forget_news()
    await other.taps("look.seen").hears("look.seen")
    await dana.hears("desk.seen")


async def test_a_dispatcher_who_is_talked_into_writing_somebodys_code_gives_no_role_away(town: Town) -> None:
    eve, dana = await town.with_people("Eve en subscriber", "Dana en dispatcher signal")
    await dana.says(await _offered(eve)).hears("link.own_roles")
    await eve.hears_nothing()
    await eve.says("/status").hears("towns.line", roles=("role.subscriber",))
    await dana.says("/status").hears("towns.line", roles=("role.dispatcher",))


async def test_roles_that_came_between_the_code_and_the_yes_are_not_given_away_either(town: Town) -> None:
    eve, sam = await town.with_people("Eve en subscriber", "Sam signal")
    await sam.says(await _offered(eve)).hears("link.sure").taps("link.mine").hears("link.asked")
    await sam.says(f"/join {await town.invitation('dispatcher')}").taps("consent.en")
    town.forget_news()
    await eve.taps("choice.link_yes").hears("link.own_roles")
    await eve.says("/status").hears("towns.line", roles=("role.subscriber",))


async def test_who_got_hold_of_a_code_is_nobody_before_its_owner_says_so(town: Town) -> None:
    dana, eve = await town.with_people("Dana en dispatcher", "Eve signal")
    await eve.says(await _offered(dana)).hears("link.sure").taps("link.mine").hears("link.asked")
    await dana.hears("link.ask", name="Eve").taps("choice.link_no").hears("link.kept_apart")
    await eve.hears("link.refused").says("/desk").hears("refused.role")
    await dana.taps("choice.link_yes").hears("link.bad_code")
    await eve.says("/status").hears("status.stranger")


async def test_nobody_else_can_say_yes_and_the_owner_for_ten_minutes(town: Town) -> None:
    dana, eve = await town.with_people("Dana en dispatcher", "Eve signal")
    await eve.says(await _offered(dana)).hears("link.sure").taps("link.mine").hears("link.asked")
    await town.forward(minutes=11)
    await dana.taps("choice.link_yes").hears("link.bad_code")
    await eve.says("/status").hears("status.stranger")


async def _offered(phone: Phone) -> str:
    await phone.says("/link").hears("link.code")
    assert phone.last is not None
    return next(f"link {part.values['code']}" for part in phone.last.spoken.notice.parts if "code" in part.values)


async def test_who_left_the_app_they_used_last_hears_on_the_other(town: Town) -> None:
    cast = await observed(town)
    other = await town.also(cast.marisol, "signal")
    await other.says("/status").hears("status.head")
    other.screen.blocked = True
    await cast.dana.taps("desk.confirm").taps("confirm.send")
    await cast.marisol.hears("alert.head").taps("answer.onway")
    await cast.dana.sees("card.told", sent=3, all=3).sees("card.answers", going=1)
    await cast.dana.taps("desk.allclear").taps("end.allclear")
    await cast.marisol.hears("closing.all_clear.responders")


async def test_who_unblocks_the_bot_is_told_again(town: Town) -> None:
    cast = await observed(town)
    await cast.marisol.send(InboundKind.STOPPED)
    await cast.marisol.send(InboundKind.RETURNED)
    await cast.dana.taps("desk.confirm").taps("confirm.send")
    await cast.marisol.hears("alert.head")
