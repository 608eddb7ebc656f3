"""Each kind of message has its own right answer, and only sightings ask anybody to go."""

import pytest

from alerts.incidents import merging
from alerts.incidents.ports import INCIDENTS
from alerts.work.refused import Refused
from tests.conversations.scenes import CORNER, gathered, observed, reported
from tests.conversations.town import Town

PRIVATE = (
    ("my boss got a letter, says I-9 audit and we have to bring papers", "work_papers"),
    ("where is my husband, immigration has him since Tuesday", "relative"),
    ("el patron no me paga hace un mes", "wages"),
    ("un hombre me escupió y me gritó que me regrese a mi país", "hate"),
    ("necesito un abogado para mi corte el jueves", "need"),
)


@pytest.mark.parametrize(("words", "matter"), PRIVATE)
async def test_what_is_private_is_answered_goes_to_the_desk_marked_so_and_sends_nobody(
    town: Town, words: str, matter: str
) -> None:
    cast = await gathered(town)
    await cast.rosa.says(words).hears(f"private.{matter}").hears_nothing()
    await cast.dana.hears(f"card.matter.{matter}")
    await cast.jean.hears_nothing()
    await cast.marisol.hears_nothing()
    await cast.dana.taps("desk.claim")


async def test_who_goes_on_about_something_private_is_not_asked_what_street_is_near(town: Town) -> None:
    cast = await gathered(town)
    await cast.rosa.says("where is my husband, immigration has him since Tuesday").hears("private.relative")
    await cast.rosa.says("nobody tells me anything").hears("private.added").hears_nothing()
    assert len(await town.rows_of("incident")) == 1


async def test_agents_are_no_part_of_something_private_that_is_open(town: Town) -> None:
    cast = await gathered(town)
    await cast.rosa.says("el patron no me paga hace un mes").hears("private.wages")
    await cast.rosa.says("hay migra en la Elm con 3ra, Northampton").hears("report.received")
    await cast.jean.hears("verify.ask", number=2)
    await cast.rosa.says("vinieron por mi estoy encerrada")
    await cast.dana.hears("desk.came", n=1)


@pytest.mark.parametrize(
    "words",
    ["unsubscribe", "ya no quiero mensajes", "stop texting me", "no me manden mas mensajes", "sácame de la lista"],
)
async def test_who_wants_no_more_is_asked_once_and_left_in_peace(town: Town, words: str) -> None:
    tomas, dana = await town.with_people("Tomás es subscriber", "Dana en dispatcher")
    await tomas.says(words).hears("stop.ask").taps("stop.yes").hears("stop.done")
    await dana.hears_nothing()


@pytest.mark.parametrize("words", ["que hago si tocan la puerta?", "can they come in without a warrant?"])
async def test_a_question_about_rights_is_answered(town: Town, words: str) -> None:
    tomas, dana = await town.with_people("Tomás es subscriber", "Dana en dispatcher")
    await tomas.says(words).hears("rights.short").hears_nothing()
    await dana.hears_nothing()


async def test_a_retraction_rings_the_desk_and_the_verifier_waits(town: Town) -> None:
    cast = await reported(town)
    await cast.rosa.says("false alarm, it was the fire inspector, sorry").hears("report.taken_back")
    await cast.dana.hears("desk.back", n=1)
    await cast.jean.hears("verify.taken_back", number=1)
    await cast.marisol.hears("verify.taken_back", number=1)


async def test_police_at_my_own_door_is_first_hand(town: Town) -> None:
    cast = await gathered(town)
    await cast.rosa.says("police at my door, they say they have a paper").hears("report.received")
    await cast.dana.hears("desk.came", n=1).sees("card.first_hand")


async def test_they_came_for_me_in_words_is_urgent(town: Town) -> None:
    cast = await gathered(town)
    await cast.rosa.says("vinieron por mi estoy encerrada").hears("report.received").hears("ask.witnesses")
    await cast.dana.hears("desk.came", n=1)


async def test_it_is_over_in_words(town: Town) -> None:
    cast = await reported(town)
    await cast.rosa.says("ya se fueron todos").hears("report.kind.over")
    await cast.dana.hears("desk.over", n=1)


@pytest.mark.parametrize(
    ("words", "language"),
    [("imigração aqui na rua Main em Northampton socorro", "pt"), ("imigrasyon la, tanpri ede m", "ht")],
)
async def test_portuguese_and_creole_get_their_first_answer_and_rights(town: Town, words: str, language: str) -> None:
    sam, dana = await town.with_people("Sam", "Dana en dispatcher")
    await sam.says(words).hears("report.received")
    assert sam.last is not None
    assert sam.last.spoken.notice.language == language
    assert "first.language" in sam.keys
    await dana.hears("card.head")
    await sam.taps("language.own.es").hears("language.done")


async def test_a_stranger_is_answered_in_the_language_they_write(town: Town) -> None:
    (sam,) = await town.with_people("Sam")
    await sam.says("hay dos camionetas de la migra en la calle Elm con 3rd, Northampton").hears("report.received")
    assert sam.languages == {"es"}


async def test_what_is_not_plainly_about_agents_asks_nobody_to_go_until_its_writer_says_what_they_see(
    town: Town,
) -> None:
    cast = await gathered(town)
    await cast.rosa.says("algo pasa en la calle Maple, Northampton").hears("report.received")
    await cast.dana.hears("card.head", number=1)
    await cast.jean.hears_nothing()
    await cast.rosa.taps("kind.see")
    await cast.jean.hears("verify.ask", number=1)


async def test_what_is_private_is_never_made_one_with_what_people_may_be_told_of(town: Town) -> None:
    cast = await gathered(town)
    await cast.rosa.says("el patrón no me paga hace un mes")
    await cast.marisol.says(f"/report two vans at {CORNER}")
    await cast.dana.hears("card.head", number=2)
    assert not cast.dana._offered("desk.same")
    assert not cast.dana._offered("desk.merge")
    # Nor by an old button.
    async with town.work.begin() as uow:
        private = await INCIDENTS(uow).numbered(1)
        dana = await uow.people.get(cast.dana.person_id)
        assert private is not None
        assert dana is not None
        assert isinstance(await merging.merge(uow, town.now, private, dana, 2), Refused)
    await cast.dana.taps("desk.confirm").hears("confirm.reason", number=2)


@pytest.mark.parametrize(
    "words",
    ["also my boss hasn't paid me for 3 weeks, he owes me $900", "además mi patrón no me ha pagado la quincena"],
)
async def test_unpaid_wages_told_in_the_midst_of_a_sighting_stand_in_no_alert(town: Town, words: str) -> None:
    cast = await observed(town)
    await cast.rosa.says(words).hears("private.wages")
    await cast.dana.hears("card.matter.wages", number=2)
    await cast.dana.says("/desk").taps("desk.show", number=1).taps("desk.confirm").taps("confirm.send")
    await cast.tomas.hears("community.head").sees("alert.words", words="two vans at Elm & 3rd")
    assert "900" not in cast.tomas.text
    assert "patr" not in cast.tomas.text


async def test_a_landlord_who_lets_them_in_is_part_of_the_sighting(town: Town) -> None:
    cast = await reported(town)
    await cast.rosa.says("the landlord let them in with a key").hears("report.added")
    await cast.dana.sees("card.reporter", words="two vans at Elm & 3rd\nthe landlord let them in with a key")
