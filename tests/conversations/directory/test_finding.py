"""Anybody finds offices and services by a kind, a town or a word, and nobody what is not for them."""

import pytest

from alerts.directory.entry import ServiceKind, Viewers
from alerts.directory.fields import LONGEST, ListingField
from handlers.directory.finding import MOST
from tests.conversations.directory.scenes import listed
from tests.conversations.town import Town

SIGNAL_LIMIT = 2_000
"""Bytes of a message of Signal."""


async def test_contacts_alone_offers_the_kinds_that_there_are(town: Town) -> None:
    await listed(town, "Centro Río")
    await listed(town, "Survival Center", kind=ServiceKind.FOOD)
    sam, rosa = await town.with_people("Sam signal", "Rosa es member")
    await sam.says("/contacts").hears("directory.menu")
    assert {"choice.directory.legal", "choice.directory.food"} < sam.keys
    assert not {"choice.directory.rides", "choice.directory.add"} & sam.keys
    assert sam.languages == {"en", "es"}
    await rosa.says("/directorio").hears("directory.menu").taps("directory.kind:food").hears("directory.of_kind")
    assert "Survival Center" in rosa.text
    assert "Centro Río" not in rosa.text
    assert "Comida · Todos los pueblos" in rosa.text


@pytest.mark.parametrize(
    "words",
    [
        "abogado",
        "abog",
        "lawyer",
        "ayuda legal",
        "Legal aid",
        "río",
        "Holyoke",
        "abogado en holyoke",
        "ASILO",
        "413-555-0177",
        "kiche",
    ],
)
async def test_an_entry_is_found_by_any_word_of_it(town: Town, words: str) -> None:
    await listed(town, "Centro Río", "Holyoke", purpose="casos de asilo", languages="español, kiche")
    await listed(town, "Survival Center", "Northampton", kind=ServiceKind.FOOD, reach="5 Elm St")
    for phone in await town.with_people("Sam", "Kim signal", "Rosa es member"):
        await phone.says(f"/contacts {words}").hears("directory.found", name="Centro Río").hears_nothing()
        assert "Survival Center" not in phone.text


async def test_what_is_for_all_towns_is_found_in_each_and_what_is_near_comes_first(town: Town) -> None:
    await listed(town, "Legal for all")
    await listed(town, "Legal in Holyoke", "Holyoke")
    await listed(town, "Legal in Northampton", "Northampton")
    (ines,) = await town.with_people("Ines en member Holyoke")
    await ines.says("/contacts legal northampton").hears("directory.found")
    assert _order(ines.text, "Legal in Northampton", "Legal for all")
    assert "Legal in Holyoke" not in ines.text
    await ines.says("/contacts legal").hears("directory.found")
    assert _order(ines.text, "Legal in Holyoke", "Legal for all", "Legal in Northampton")


async def test_nobody_sees_what_is_not_for_them(town: Town) -> None:
    for viewers in Viewers:
        await listed(town, f"For {viewers}", "Northampton", viewers=viewers)
    seen = {}
    cast = await town.with_people(
        "Sam", "Tomas en subscriber Holyoke", "Dana en dispatcher signal", "Ula en dispatcher Holyoke"
    )
    for phone in cast:
        await phone.says("/contacts legal").hears("directory.found")
        searched = {viewers for viewers in Viewers if f"For {viewers}" in phone.text}
        await phone.says("/contacts").taps("directory.kind:legal").hears("directory.of_kind")
        assert searched == {viewers for viewers in Viewers if f"For {viewers}" in phone.text}
        seen[phone.name] = searched
    everybody, network, desk = Viewers
    assert seen == {
        "Sam": {everybody},
        "Tomas": {everybody, network},
        "Dana": {everybody, network, desk},
        "Ula": {everybody, network},
    }


async def test_a_kind_that_has_nothing_for_a_person_is_not_offered_to_them(town: Town) -> None:
    await listed(town, "Channel 3", kind=ServiceKind.MEDIA, viewers=Viewers.DESK)
    (sam,) = await town.with_people("Sam")
    await sam.says("/contacts").hears("directory.empty")
    await sam.says("/contacts channel").hears("directory.empty")
    assert "Channel" not in sam.text
    assert "413-555-0100" in sam.text


async def test_an_empty_result_says_what_to_do(town: Town) -> None:
    await listed(town, "Centro Río")
    rosa, kim = await town.with_people("Rosa es member", "Kim signal")
    for phone in (rosa, kim):
        await phone.says("/contacts dentista").hears("directory.nothing", words="dentista")
        await phone.taps("directory.kind:legal").hears("directory.of_kind")
        assert "Centro Río" in phone.text


async def test_more_than_one_message_holds_comes_on_demand(town: Town) -> None:
    for number in range(MOST + 3):
        await listed(town, f"Office {number}", purpose=f"asylum {number}")
    for phone in await town.with_people("Rosa es member", "Jean en member signal"):
        for words in ("/contacts legal", "/contacts asylum"):
            await phone.says(words).hears("directory.found", name="Office 5")
            assert "Office 6" not in phone.text
            await phone.taps("directory.more").hears("directory.found", name="Office 6").hears_nothing()
            assert "Office 5" not in phone.text
            assert "choice.directory.more" not in phone.keys
        await phone.says("/contacts").hears("directory.menu").taps("directory.kind:legal").hears("directory.of_kind")
        await phone.taps("directory.kind:legal:6").hears("directory.of_kind", name="Office 8").hears_nothing()


@pytest.mark.parametrize("letter", ["w", "ñ", "字"])
async def test_the_longest_entries_fit_into_a_message_of_signal_in_every_language(town: Town, letter: str) -> None:
    for number in range(MOST):
        words = {field.value: letter * LONGEST[field] for field in LONGEST if field is not ListingField.NAME}
        await listed(town, f"{number}" + letter * (LONGEST[ListingField.NAME] - 1), **words)
    cast = await town.with_people("Sam signal", "Jean es member signal", "Cora en coordinator signal")
    for phone in cast:
        await phone.says("/contacts legal").hears("directory.found")
        seen = {phone.text}
        for _ in range(MOST - 1):
            if "choice.directory.more" in phone.keys:
                await phone.taps("directory.more").hears("directory.found")
                seen.add(phone.text)
        assert all(len(message.encode()) <= SIGNAL_LIMIT for message in seen)
        assert all(any(f"\n{number}{letter}" in message for message in seen) for number in range(MOST))


async def test_more_of_what_is_gone_is_stale(town: Town) -> None:
    for number in range(MOST + 1):
        await listed(town, f"Office {number}", purpose="asylum")
    sam, cora = await town.with_people("Sam", "Cora en coordinator signal")
    await sam.says("/contacts asylum").hears("directory.found").says("/contacts").taps("directory.kind:legal")
    by_words, by_kind = sam.button("directory.more"), sam.button("directory.kind:legal:6")
    await cora.says("/contacts office 6").taps("entry.open").taps("entry.remove").taps("entry.gone")
    await sam.presses(by_words).is_told("choose.stale").presses(by_kind).is_told("choose.stale")


async def test_looking_something_up_does_not_end_a_report(town: Town) -> None:
    await listed(town, "Centro Río")
    (rosa,) = await town.with_people("Rosa es member")
    await rosa.says("/contacts").hears("directory.menu")
    await rosa.says("/report vans at Elm & 3rd in Northampton").hears("report.received")
    await rosa.taps("directory.kind:legal").hears("directory.of_kind")
    await rosa.says("están tocando puertas").hears("report.added")


async def test_words_of_others_are_shown_as_words_and_nothing_else(town: Town) -> None:
    await listed(town, "A {name}\nB", purpose="{words} *b*")
    (sam,) = await town.with_people("Sam")
    await sam.says("/contacts {x} legal").hears("directory.nothing")
    await sam.says("/contacts legal").hears("directory.found")
    assert "A {name} / B" in sam.text


def _order(text: str, *names: str) -> bool:
    places = [text.index(name) for name in names]
    return places == sorted(places)
