"""A coordinator adds an entry: asked for one thing at a time, saved only at the end."""

from typing import Any

import pytest

from alerts.directory.entry import Listing, ServiceKind, Viewers
from alerts.directory.fields import LONGEST, ListingField
from tests.conversations.directory.scenes import entries, listed
from tests.conversations.phone import Script
from tests.conversations.town import Town

SAVED = Listing(
    kind=ServiceKind.LEGAL,
    town_id=2,
    name="Centro Río",
    reach="413-555-0177",
    purpose="casos de asilo",
    languages="español",
    viewers=Viewers.EVERYBODY,
)
COORDINATORS = pytest.mark.parametrize(
    "cora", ["Cora es coordinator everywhere", "Cora en coordinator everywhere signal"]
)


def begun(phone: Any) -> Script:
    """Up to the name."""
    script: Script = phone.says("/contacts").taps("entry.add").hears("directory.ask_kind")
    return script.taps("entry.kind:legal").hears("directory.ask_town").taps("entry.town:2").hears("directory.ask_name")


def shown(phone: Any) -> Script:
    """Up to the preview."""
    script = begun(phone).says("Centro  Río").hears("directory.ask_reach").says("413-555-0177")
    script = script.hears("directory.ask_purpose").says("casos de asilo").hears("directory.ask_hours")
    script = script.taps("entry.skip:hours").hears("directory.ask_languages").says("español")
    return script.hears("directory.ask_viewers").taps("entry.viewers:everybody").hears("directory.preview")


@COORDINATORS
async def test_an_entry_is_added_and_found(town: Town, cora: str) -> None:
    phone, sam = await town.with_people(cora, "Sam signal")
    await phone.says("/contacts").hears("directory.empty")
    await shown(phone)
    assert await entries(town) == []
    await sam.says("/contacts").hears("directory.empty")
    await phone.taps("entry.save").hears("directory.saved", name="Centro Río")
    assert await entries(town) == [SAVED]
    await sam.says("/contacts abogado").hears("directory.found", name="Centro Río")


@COORDINATORS
async def test_choices_may_be_written_and_skip_too(town: Town, cora: str) -> None:
    (phone,) = await town.with_people(cora)
    spanish = " es " in cora
    await phone.says("/contacts").hears("directory.empty").says("agregar un contacto" if spanish else "Add a contact")
    await phone.hears("directory.ask_kind").says("abogados").hears("directory.ask_town").says("para holyoke")
    await phone.hears("directory.ask_name").says("Centro Río").hears("directory.ask_reach").says("413-555-0177")
    await phone.hears("directory.ask_purpose").says("Casos de asilo").hears("directory.ask_hours")
    await (
        phone.says("saltar" if spanish else "Skip")
        .hears("directory.ask_languages")
        .says("Saltar" if spanish else "skip")
    )
    await phone.hears("directory.ask_viewers").says("gente de la red" if spanish else "people of the network")
    await phone.hears("directory.preview").says("Guardar" if spanish else "save").hears("directory.saved")
    [listing] = await entries(town)
    assert (listing.kind, listing.town_id, listing.viewers) == (ServiceKind.LEGAL, 2, Viewers.NETWORK)


async def test_what_is_not_understood_is_asked_again(town: Town) -> None:
    (cora,) = await town.with_people("Cora en coordinator everywhere signal")
    await cora.says("/contacts").taps("entry.add").hears("directory.ask_kind")
    await (
        cora.says("the ones downtown").hears("directory.choose_one").taps("entry.kind:food").hears("directory.ask_town")
    )
    await cora.says("Boston").hears("directory.choose_one").taps("entry.town").hears("directory.ask_name")
    await cora.says("???").hears("directory.ask_name").says("Pantry").hears("directory.ask_reach")


@pytest.mark.parametrize("field", LONGEST)
async def test_words_that_are_too_long_are_refused_with_the_limit(town: Town, field: ListingField) -> None:
    (phone,) = await town.with_people("Cora es coordinator everywhere")
    await begun(phone)
    for asked in LONGEST:
        most = LONGEST[asked]
        if asked is field:
            await phone.says("ñ" * (most + 1)).hears("directory.too_long", length=most + 1, most=most)
        await phone.says("ñ" * most)
    await phone.taps("entry.viewers:desk").hears("directory.preview").taps("entry.save")
    [listing] = await entries(town)
    assert [len(words) for words in listing.words] == list(LONGEST.values())


async def test_words_may_begin_with_the_name_of_a_command(town: Town) -> None:
    (cora,) = await town.with_people("Cora es coordinator everywhere")
    await begun(cora)
    await cora.says("Derechos").hears("directory.ask_reach").says("Estado").hears("directory.ask_purpose")
    await cora.taps("entry.skip:purpose").taps("entry.skip:hours").taps("entry.skip:languages")
    await cora.taps("entry.viewers:desk").taps("entry.save").hears("directory.saved")
    assert [(listing.name, listing.reach) for listing in await entries(town)] == [("Derechos", "Estado")]


@COORDINATORS
async def test_in_the_middle_nothing_is_saved(town: Town, cora: str) -> None:
    (phone,) = await town.with_people(cora)
    await begun(phone)
    await phone.taps("entry.cancel").is_told("toast.directory.given_up").taps("entry.cancel").is_told("choose.stale")
    await begun(phone)
    await phone.says("/cancel").hears("cancel.done").says("hola").hears("help.hello")
    await shown(phone)
    save = phone.button("entry.save")
    await phone.taps("entry.cancel").is_told("toast.directory.given_up").presses(save).is_told("choose.stale")
    await begun(phone)
    await phone.says("/rights").hears("rights.full").says("hola").hears("help.hello")
    assert await entries(town) == []


async def test_something_is_corrected_before_it_is_saved(town: Town) -> None:
    (cora,) = await town.with_people("Cora en coordinator everywhere signal")
    await shown(cora)
    await cora.taps("entry.correct").hears("directory.what_to_change").taps("entry.field:name")
    await cora.hears("directory.reads_now", words="Centro Río").says("Río Legal").hears("directory.preview")
    await cora.taps("entry.correct").taps("entry.field:kind").taps("entry.kind:other").hears("directory.preview")
    await cora.taps("entry.correct").taps("entry.field:purpose").hears("choice.directory.erase")
    await cora.taps("entry.skip:purpose").hears("directory.preview")
    await cora.taps("entry.correct").taps("entry.field:reach").hears("directory.ask_reach")
    await cora.taps("entry.cancel").hears("directory.preview", name="Río Legal")
    await cora.taps("entry.save").hears("directory.saved")
    [listing] = await entries(town)
    assert (listing.name, listing.kind, listing.purpose) == ("Río Legal", ServiceKind.OTHER, "")


async def test_a_stale_tap_says_so(town: Town) -> None:
    (cora,) = await town.with_people("Cora es coordinator everywhere")
    await cora.says("/contacts").taps("entry.add").hears("directory.ask_kind")
    kind = cora.button("entry.kind:food")
    await cora.taps("entry.kind:legal")
    place = cora.button("entry.town:2")
    await cora.taps("entry.town:1").says("Centro").says("413").hears("directory.ask_purpose")
    skip = cora.button("entry.skip:purpose")
    await cora.presses(skip).hears("directory.ask_hours")
    for button in (kind, place, skip):
        await cora.presses(button).is_told("choose.stale")
    await cora.taps("entry.skip:hours").taps("entry.skip:languages").taps("entry.viewers:desk").taps("entry.save")
    save = cora.button("entry.save")
    await cora.hears("directory.saved").presses(save).is_told("choose.stale")
    assert len(await entries(town)) == 1


async def test_the_same_tap_twice_at_one_moment_saves_once(town: Town) -> None:
    (cora,) = await town.with_people("Cora es coordinator everywhere")
    await shown(cora)
    save = cora.button("entry.save")
    await town.together(cora.presses(save), cora.presses(save))
    assert await entries(town) == [SAVED]


async def test_a_question_from_long_ago_takes_no_words(town: Town) -> None:
    (cora,) = await town.with_people("Cora en coordinator signal")
    await (
        cora.says("/contacts")
        .taps("entry.add")
        .taps("entry.kind:legal")
        .taps("entry.town:1")
        .hears("directory.ask_name")
    )
    await town.forward(hours=3)
    town.forget_news()
    await cora.says("two white ICE vans at Elm and 3rd").hears("report.received")
    assert await entries(town) == []


async def test_only_coordinators_add_and_only_for_their_towns(town: Town) -> None:
    cora, dana = await town.with_people("Cora en coordinator", "Dana en dispatcher")
    await listed(town, "Centro Río")
    await dana.says("/contacts").hears("directory.menu")
    assert "choice.directory.add" not in dana.keys
    await cora.says("/contacts").taps("entry.add").taps("entry.kind:legal").hears("directory.ask_town")
    assert cora.last is not None
    assert cora.last.spoken.notice.actions() == {"entry.town:1", "entry.town", "entry.cancel"}
    await cora.says("Holyoke").hears("directory.choose_one").taps("entry.town").hears("directory.ask_name")


async def test_who_loses_the_role_in_the_middle_saves_nothing(town: Town) -> None:
    (cora,) = await town.with_people("Cora en coordinator")
    await (
        cora.says("/contacts")
        .taps("entry.add")
        .taps("entry.kind:legal")
        .taps("entry.town:1")
        .hears("directory.ask_name")
    )
    async with town.work.begin() as uow:
        await uow.grants.take(cora.person_id, 1)
    await cora.says("Centro").hears("refused.role").says("hola").hears("help.hello")
    await cora.taps("entry.add").is_told("refused.role")


async def test_a_number_that_is_no_choice_may_be_how_to_reach_it(town: Town) -> None:
    (phone,) = await town.with_people("Cora en coordinator everywhere signal")
    await begun(phone).says("Help line").hears("directory.ask_reach").says("211").hears("directory.ask_purpose")


async def test_a_question_of_yesterday_catches_no_photo(town: Town) -> None:
    phone, _ = await town.with_people("Cora en coordinator everywhere", "Dana en dispatcher")
    await begun(phone)
    await town.forward(hours=20)
    await phone.sends_photo("two vans at Elm & 3rd").hears("report.received")


async def test_a_stray_word_at_the_end_loses_nothing(town: Town) -> None:
    (phone,) = await town.with_people("Cora en coordinator everywhere")
    await shown(phone)
    await phone.says("yes please").hears("directory.choose_one", name="Centro Río")
    await phone.taps("entry.save").hears("directory.saved")
    assert await entries(town) == [SAVED]
