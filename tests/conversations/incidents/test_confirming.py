"""Confirming: what will be said, in each language and for both readers, to how many; one tap sends it."""

import pytest

from alerts.notices import Quote, text
from locales.catalogue import ReaderLocale
from tests.conversations.phone import Phone
from tests.conversations.scenes import CORNER, gathered, observed, reported
from tests.conversations.town import Town

IN_SPANISH = "/reportar dos camionetas en Elm y 3ra"


async def test_the_preview_shows_both_texts_once_in_the_dispatchers_language_with_counts(town: Town) -> None:
    cast = await observed(town)
    await cast.dana.taps("desk.confirm").hears("preview.responders").hears("preview.community")
    await cast.dana.hears("preview.ready", number=1, place=CORNER, people=3)
    ready = cast.dana.screen.lines[-1]
    assert ready.says("preview.transport", transport="Telegram", people=1, groups=1)
    assert ready.says("preview.transport", transport="Signal", people=2, groups=1)
    shown = [line.spoken.notice.language for line in cast.dana.screen.lines if line.says("preview.responders")]
    assert shown == ["en"]
    await town.nobody_hears_anything_else()


async def test_the_other_language_is_a_tap_away_and_everybody_reads_what_was_shown(town: Town) -> None:
    cast = await observed(town)
    await cast.dana.taps("desk.confirm").hears("preview.responders").hears("preview.community").hears("preview.ready")
    await cast.dana.taps("choice.preview_in").hears("preview.responders").hears("preview.community").hears_nothing()
    english, spanish = (_preview_in(cast.dana, language) for language in ("en", "es"))
    await cast.dana.taps("confirm.send").is_told("toast.sent", people=3)
    await town.forward(seconds=1)
    heard = {screen.split()[0]: spoken.text for screen, how, spoken in town.diary if how == "new"}
    assert heard["Jean"].split("\n\nReply:")[0] in english
    assert heard["Marisol"] in spanish
    assert heard["Tomás"] in spanish


async def test_it_can_be_sent_to_the_dispatcher_alone_first(town: Town) -> None:
    cast = await observed(town)
    await cast.dana.taps("desk.confirm")
    town.forget_news()
    await cast.dana.taps("confirm.me").hears("preview.to_me").hears("alert.head").hears("community.head")
    alone = [line.spoken for line in cast.dana.screen.lines[-2:]]
    assert [spoken.buttons for spoken in alone] == [(), ()]
    await town.nobody_hears_anything_else()
    await cast.dana.taps("confirm.send").is_told("toast.sent", people=3)
    await town.forward(seconds=1)
    heard = {screen: spoken.text for screen, how, spoken in town.diary if how == "new"}
    assert alone[0].text == next(t for who, t in heard.items() if who.startswith("Jean")).split("\n\nReply:")[0]
    assert alone[1].text == heard["the Telegram group of Northampton"]


async def test_words_in_one_language_are_pointed_out_and_marked_where_they_are_sent_so(town: Town) -> None:
    cast = await observed(town, IN_SPANISH)
    await cast.dana.taps("desk.confirm").hears("preview.one_language").taps("confirm.send")
    words = Quote("dos camionetas en Elm y 3ra", 300, "es")
    assert ReaderLocale("en", town.network.zone).text(text("alert.words", words=words)) in _last(town, "Jean")
    assert "\n" + ReaderLocale("es", town.network.zone).text(text("alert.words", words=words)) in _last(town, "Marisol")


async def test_english_words_of_somebody_who_reads_spanish_are_not_called_spanish(town: Town) -> None:
    cast = await observed(town, "/report two vans at Elm & 3rd")
    await cast.dana.taps("desk.confirm").taps("confirm.send")
    words = Quote("two vans at Elm & 3rd", 300, "en")
    assert "two vans at Elm & 3rd\n" in _last(town, "Jean")
    assert ReaderLocale("es", town.network.zone).text(text("alert.words", words=words)) in _last(town, "Marisol")


async def test_the_dispatcher_may_write_them_in_the_other_language(town: Town) -> None:
    cast = await observed(town, IN_SPANISH)
    await cast.dana.taps("desk.confirm").taps("confirm.translate").hears("confirm.translate")
    await cast.dana.says("two white vans").hears("preview.ready").taps("confirm.send").is_told("toast.sent")
    assert "two white vans" in _last(town, "Jean")
    assert "two white vans" not in _last(town, "Marisol")


async def test_or_leave_them_out(town: Town) -> None:
    cast = await observed(town)
    await cast.dana.taps("desk.confirm").taps("confirm.without").taps("confirm.send").is_told("toast.sent")
    assert "two vans" not in _last(town, "Jean") + _last(town, "Marisol")


async def test_structured_choices_make_it_bilingual(town: Town) -> None:
    cast = await gathered(town)
    await cast.rosa.says(f"/report {CORNER}").taps("kind.see").taps("activity.taking").taps("size.some")
    await cast.jean.taps("look.seen")
    town.forget_news()
    await cast.dana.taps("desk.confirm").hears("fact.activity.taking").taps("confirm.send")
    assert not any(line.says("preview.one_language") for line in cast.dana.screen.lines)
    await cast.jean.hears("fact.size.some")
    await cast.tomas.hears("fact.activity.taking")


@pytest.mark.parametrize("basis", ["photo", "two", "inside"])
async def test_without_an_observer_a_reason_is_asked_and_the_alert_says_so(town: Town, basis: str) -> None:
    cast = await reported(town)
    (sam,) = await town.with_people("Sam")
    await sam.says(f"two vans at {CORNER} in Northampton")
    await cast.dana.taps("desk.confirm").hears("confirm.reason").taps(f"basis.{basis}").hears("preview.ready")
    await cast.dana.taps("confirm.send").is_told("toast.sent")
    await cast.jean.hears("alert.head_likely").sees(f"alert.basis.{basis}")
    await cast.tomas.hears("community.head_likely")
    cast.on_telegram.hears("community.head_likely")


async def test_with_an_observer_nothing_is_asked(town: Town) -> None:
    cast = await observed(town)
    await cast.dana.taps("desk.confirm").hears("preview.ready").taps("confirm.send")
    await cast.jean.hears("alert.basis.observer")


async def test_not_sending_sends_nothing(town: Town) -> None:
    cast = await observed(town)
    await cast.dana.taps("desk.confirm")
    town.forget_news()
    await cast.dana.taps("confirm.back").is_told("toast.nothing_sent")
    await town.nobody_hears_anything_else()


async def test_a_strangers_words_never_go_out(town: Town) -> None:
    cast = await gathered(town)
    (sam,) = await town.with_people("Sam")
    await sam.says(f"Officer Jones took my cousin at {CORNER} in Northampton")
    await cast.dana.taps("desk.confirm").taps("basis.inside").taps("confirm.send")
    assert "cousin" not in _last(town, "Jean") + _last(town, "Tomás")


async def test_without_town_or_place_nothing_can_be_confirmed(town: Town) -> None:
    sam, rosa, dana = await town.with_people("Sam", "Rosa es member", "Dana en dispatcher")
    await sam.says(f"vans at {CORNER}")
    await dana.hears("card.no_town").taps("desk.confirm").is_told("refused.no_town")
    await dana.taps("choice.name", name="Northampton").is_told("toast.town")
    await dana.taps("desk.confirm").hears("confirm.reason")
    await rosa.says("migra")
    await dana.taps("desk.confirm").is_told("refused.no_place")


async def test_an_alert_that_nobody_would_hear_says_so(town: Town) -> None:
    rosa, dana = await town.with_people("Rosa es member", "Dana en dispatcher")
    await rosa.says(f"/report two vans at {CORNER}")
    await dana.taps("desk.confirm").taps("basis.photo").hears("preview.nobody")


async def test_the_preview_of_another_incident_is_no_way_to_send_this_one(town: Town) -> None:
    cast = await observed(town)
    await cast.dana.taps("desk.confirm")
    first = cast.dana.button("confirm.send")
    await cast.marisol.says("/report one car at Oak & 9th")
    await cast.dana.taps("desk.confirm").taps("basis.photo")
    town.forget_news()
    await cast.dana.presses(first).is_told("choose.stale")
    await cast.jean.hears_nothing()


def _last(town: Town, name: str) -> str:
    return next(spoken.text for screen, _, spoken in reversed(town.diary) if screen.startswith(name))


def _preview_in(phone: Phone, language: str) -> str:
    shown = [line.spoken for line in phone.screen.lines if line.says("preview.responders")]
    shown += [line.spoken for line in phone.screen.lines if line.says("preview.community")]
    return "\n".join(spoken.text for spoken in shown if spoken.notice.language == language)


async def test_words_that_a_member_only_forwarded_are_not_quoted_as_theirs(town: Town) -> None:
    cast = await gathered(town)
    await cast.rosa.forwards(f"ICE raid at {CORNER}, Northampton, come all of you with bats")
    await cast.dana.taps("desk.confirm").taps("basis.inside").taps("confirm.send").is_told("toast.sent")
    await cast.tomas.hears("community.head_likely")
    assert "bats" not in cast.tomas.text


async def test_nor_those_that_they_forward_after_their_own(town: Town) -> None:
    cast = await observed(town)
    await cast.rosa.forwards("everybody come, bring bats")
    await cast.dana.taps("desk.confirm").taps("confirm.send").is_told("toast.sent")
    await cast.tomas.hears("community.head")
    assert "bats" not in cast.tomas.text
