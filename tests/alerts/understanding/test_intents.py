"""Intents: where they can be, what they rest on, and that the weights fit the code."""

import pytest

from alerts.understanding.allowed_intents import ALLOWED
from alerts.understanding.heard_sections import heard_sections
from alerts.understanding.intent import Intent
from alerts.understanding.intent_model import IntentModel, as_bytes, hashed
from alerts.understanding.situation import Situation
from locales.recognition.word_lists import recognised_languages, word_lists
from tests.alerts.understanding.lexicon import intent_of, said

INTENTS = list(Intent)
OVER = [1.0 if intent is Intent.OVER else 0.0 for intent in INTENTS]
ALONE = {"plea_alone", "greeting_alone", "opt_out_alone", "courtesy"}


def test_every_language_has_words_for_what_somebody_wants_in_any() -> None:
    lists = word_lists()
    wanted = {name for of_language in lists.values() for name in of_language if name.startswith(("want_", "sure_"))}
    for language in recognised_languages():
        missing = [name for name in wanted | ALONE | {"small_words"} if not lists[language].get(name)]
        assert missing == [], language


@pytest.mark.parametrize("situation", list(Situation))
def test_everybody_can_ask_for_no_more_messages_and_tell_of_agents(situation: Situation) -> None:
    assert {Intent.OPT_OUT, Intent.SIGHTING, Intent.UNCLEAR} <= ALLOWED[situation]


@pytest.mark.parametrize(
    ("words", "situation", "intent"),
    [
        ("no hay nada", Situation.VERIFIER_ASKED, Intent.VERIFIER_NOTHING),
        ("just state troopers, not ice", Situation.VERIFIER_GOING, Intent.VERIFIER_NOT_ICE),
        ("im here, 3 of them", Situation.VERIFIER_ASKED, Intent.VERIFIER_SEES),
        ("can't make it, my kid", Situation.VERIFIER_ASKED, Intent.VERIFIER_CANT),
        ("can't make it, my kid", Situation.RESPONDER_ALERTED, Intent.CANT_GO),
        ("5 min", Situation.RESPONDER_ALERTED, Intent.ON_MY_WAY),
        ("voy saliendo", Situation.VERIFIER_ASKED, Intent.VERIFIER_GOING),
        ("voy saliendo", Situation.RESPONDER_ALERTED, Intent.ON_MY_WAY),
        ("tô a caminho", Situation.RESPONDER_ALERTED, Intent.ON_MY_WAY),
        ("mwen rive la", Situation.RESPONDER_ON_WAY, Intent.ON_SCENE),
        ("ya se fueron", Situation.RESPONDER_ON_SCENE, Intent.OVER),
        ("no es Main, es Maple", Situation.REPORTER_OPEN_REPORT, Intent.CORRECTION),
        ("false alarm, it was the fire inspector, sorry", Situation.REPORTER_OPEN_REPORT, Intent.RETRACTION),
        ("tengo mucho miedo", Situation.REPORTER_ASKED_WHERE, Intent.FEAR_NO_INFORMATION),
        ("please hurry", Situation.REPORTER_ASKED_WHERE, Intent.PLEA),
        ("se llevaron a mi esposo Juan", Situation.REPORTER_ASKED_WHERE, Intent.SOMEBODY_TAKEN),
        ("is it true that ICE is in town?", Situation.SUBSCRIBER, Intent.QUESTION_RUMOR),
        ("where is my husband", Situation.MEMBER_FIRST, Intent.QUESTION_WHERE_IS_RELATIVE),
        ("my boss got a letter, says I-9 audit, bring papers", Situation.MEMBER_FIRST, Intent.I9_OR_NO_MATCH),
    ],
)
def test_the_same_words_are_read_by_where_their_writer_stands(words: str, situation: Situation, intent: Intent) -> None:
    assert intent_of(words, situation).intent is intent


def test_words_of_one_language_are_not_heard_in_another() -> None:
    assert "want_no" in heard_sections(said("mwen pa wè anyen").hits, "ht")
    assert "want_no" not in heard_sections(said("voy pa la casa").hits, "es")


def test_an_sos_sign_is_a_cry() -> None:
    assert intent_of("🆘", Situation.STRANGER_FIRST).intent is Intent.PLEA


@pytest.mark.parametrize(
    "words",
    [
        "nadie me dice nada",
        "nobody tells me anything",
        "nadie contesta",
        "no one is answering",
        "ninguém atende",
        "pèsonn pa reponn",
    ],
)
@pytest.mark.parametrize("situation", [Situation.REPORTER_OPEN_REPORT, Situation.STRANGER_FIRST])
def test_that_nobody_answers_does_not_say_that_it_is_over(words: str, situation: Situation) -> None:
    read = intent_of(words, situation)
    assert not (read.sure and read.intent in (Intent.OVER, Intent.RETRACTION))


@pytest.mark.parametrize(
    "words",
    [
        "they are not gone",
        "they haven't left",
        "no se han ido",
        "no se fueron",
        "não foram embora",
        "yo poko ale",
        "this is not a false alarm",
        "no es falsa alarma",
        "they are gone with my son",
        "se fueron con mi papá",
        "no one left here, they took everybody",
        "its not nothing",
        "no hay nadie que nos ayude",
    ],
)
@pytest.mark.parametrize("situation", [Situation.REPORTER_OPEN_REPORT, Situation.VERIFIER_GOING])
def test_what_denies_an_end_or_tells_of_somebody_taken_along_is_plainly_no_end(
    words: str, situation: Situation
) -> None:
    read = intent_of(words, situation)
    ends = (Intent.OVER, Intent.RETRACTION, Intent.VERIFIER_NOTHING, Intent.VERIFIER_NOT_ICE)
    assert not (read.sure and read.intent in ends)


@pytest.mark.parametrize("words", ["they left", "ya se fueron", "foram embora", "yo ale"])
def test_an_end_is_heard_as_one_all_the_same(words: str) -> None:
    read = intent_of(words, Situation.REPORTER_OPEN_REPORT)
    assert (read.intent, read.sure) == (Intent.OVER, True)


@pytest.mark.parametrize("words", ["half a pair", "the the at uh", "pues el otro que le dije"])
def test_what_cannot_be_told_is_never_plain(words: str) -> None:
    found = intent_of(words, Situation.STRANGER_FIRST)
    assert found.intent is not Intent.UNCLEAR or not found.sure


@pytest.mark.parametrize(
    "words",
    [
        "the cars that were by the library are gone",
        "the vans on Elm st left",
        "los carros de la Maple ya se fueron",
        "los de migra q estaban en el walgreens ya se fueron",
    ],
)
def test_that_somebody_left_is_never_plainly_a_sighting(words: str) -> None:
    found = intent_of(words, Situation.STRANGER_FIRST)
    assert found.intent is not Intent.SIGHTING or not found.sure


def test_weights_of_other_features_are_refused() -> None:
    weights = as_bytes(INTENTS, {}, "").replace(b'"version": 2', b'"version": 1')
    with pytest.raises(ValueError, match="train"):
        IntentModel(weights)


def test_the_model_says_what_spoke_for_an_intent_and_never_a_word() -> None:
    model = IntentModel(as_bytes(INTENTS, {hashed(name): OVER for name in ("says:want_gone", "word:gone")}, ""))
    found = {"says:want_gone": 2.0, "word:gone": 1.0}
    assert model.ranked(found, INTENTS)[0].intent is Intent.OVER
    assert model.strongest(found, Intent.OVER, 4) == ["says:want_gone"]


def test_only_what_is_allowed_is_found() -> None:
    model = IntentModel(as_bytes(INTENTS, {hashed("word:gone"): OVER}, ""))
    assert [one.intent for one in model.ranked({"word:gone": 1.0}, {Intent.PLEA})] == [Intent.PLEA]


def test_long_letters_are_heard_short() -> None:
    assert said("AYUDAAAAA").has("want_help_cry")
    assert not said("413 555 0100").has("want_help_cry")
