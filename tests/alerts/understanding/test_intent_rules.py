"""What phrases tell before any weighing, and when they do not; test_never_missed.py has many more of them."""

import pytest

from alerts.understanding.intent import Intent
from alerts.understanding.intent_rules import ruled
from alerts.understanding.situation import Situation
from tests.alerts.understanding.lexicon import said

STRANGER, ON_SCENE = Situation.STRANGER_FIRST, Situation.RESPONDER_ON_SCENE
FIRST = (Situation.STRANGER_FIRST, Situation.MEMBER_FIRST, Situation.SUBSCRIBER)
ON_TASK = tuple(situation for situation in Situation if situation.on_task)


def rule(text: str, situation: Situation = STRANGER, *, placed: bool = False) -> tuple[Intent, str] | None:
    found = ruled(said(text), situation, placed=placed)
    return None if found is None else (found.intent, found.section)


@pytest.mark.parametrize("text", ["", "...", "🚨"])
def test_nothing_said_is_unclear_unless_a_location_came_with_it(text: str) -> None:
    assert rule(text) == (Intent.UNCLEAR, "no words")
    assert rule(text, placed=True) == (Intent.SIGHTING, "a location")


def test_the_sign_for_help_alone_is_a_plea() -> None:
    assert rule("🆘") == (Intent.PLEA, "no words")
    assert rule("🆘", placed=True) == (Intent.SIGHTING, "a location")


@pytest.mark.parametrize("situation", FIRST)
@pytest.mark.parametrize(
    ("text", "section"),
    [
        ("stop", "opt_out_alone"),
        ("hi, stop please, thanks", "opt_out_alone"),
        ("baja", "opt_out_alone"),
        ("baja por favor gracias", "opt_out_alone"),
        ("stop sending me these", "sure_opt_out"),
        ("ya no me manden mensajes", "sure_opt_out"),
        ("no more messages please i dont want them any more thank you", "sure_opt_out"),
    ],
)
def test_who_wants_no_more_messages_is_heard(text: str, section: str, situation: Situation) -> None:
    assert rule(text, situation) == (Intent.OPT_OUT, section)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Stop & Shop on King", id="a shop"),
        pytest.param("they stop cars on Elm", id="cars are stopped"),
        pytest.param("baja por la Elm", id="somebody comes down a street"),
        pytest.param("se baja un hombre", id="somebody gets out"),
        pytest.param(
            "no more messages please i dont want them any more thank you all", id="13 words say more than that"
        ),
    ],
)
def test_what_only_holds_such_a_word_is_no_wish_to_leave(text: str) -> None:
    assert rule(text) is None


def test_who_names_a_place_wants_more_than_to_leave() -> None:
    assert rule("stop sending me these", placed=True) is None


@pytest.mark.parametrize("situation", FIRST)
@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ICE is at my door", (Intent.CAME_FOR_ME, "sure_came")),
        ("la migra esta en mi puerta", (Intent.CAME_FOR_ME, "sure_came")),
        ("ICE took my husband", (Intent.SOMEBODY_TAKEN, "sure_taken")),
        ("se llevaron a mi esposo", (Intent.SOMEBODY_TAKEN, "sure_taken")),
        ("ICE is at my door, they took my husband", (Intent.CAME_FOR_ME, "sure_came")),
    ],
)
def test_the_own_door_and_who_was_taken_are_heard_with_a_place_and_without(
    text: str, found: tuple[Intent, str], situation: Situation
) -> None:
    assert rule(text, situation) == found
    assert rule(text, situation, placed=True) == found


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("where is my husband, ICE took my husband", id="asks where he is"),
        pytest.param("what do I do if ICE is at my door", id="asks what to do"),
        pytest.param("donde esta mi esposo, se llevaron a mi esposo", id="asks where he is in Spanish"),
        pytest.param("they were at my door but took nobody", id="nobody was taken"),
        pytest.param("a mi esposo no se lo llevaron", id="nobody was taken in Spanish"),
        pytest.param("ICE is at the door of the mill", id="another door"),
    ],
)
def test_a_question_and_what_did_not_happen_are_weighed(text: str) -> None:
    assert rule(text) is None


@pytest.mark.parametrize(
    "text", ["help", "help help", "help ICE", "ayuda la migra", "¡AYUDAAAA!", "help please ICE is here"]
)
def test_a_cry_that_says_nothing_else_is_a_plea_or_a_responders_trouble(text: str) -> None:
    assert rule(text) == (Intent.PLEA, "sure_cry")
    for situation in ON_TASK:
        assert rule(text, situation) == (Intent.RESPONDER_IN_TROUBLE, "sure_cry")


@pytest.mark.parametrize("text", ["help at the mill", "help please please ICE is here", "la migra ayuda a la iglesia"])
def test_a_cry_that_says_more_is_weighed(text: str) -> None:
    assert rule(text) is None


def test_a_cry_with_a_place_is_weighed() -> None:
    assert rule("help ICE", placed=True) is None
    assert rule("help ICE", ON_SCENE, placed=True) is None


@pytest.mark.parametrize("situation", ON_TASK)
@pytest.mark.parametrize("placed", [False, True], ids=["without a place", "with a place"])
@pytest.mark.parametrize("text", ["they took my phone", "im surrounded", "me agarraron", "me tienen rodeada"])
def test_who_is_on_a_task_and_in_trouble_is_heard(text: str, placed: bool, situation: Situation) -> None:
    assert rule(text, situation, placed=placed) == (Intent.RESPONDER_IN_TROUBLE, "sure_trouble")


@pytest.mark.parametrize("situation", ON_TASK)
@pytest.mark.parametrize("text", ["stop", "ICE is at my door", "se llevaron a mi esposo"])
def test_on_a_task_only_trouble_is_ruled(text: str, situation: Situation) -> None:
    assert rule(text, situation) is None
