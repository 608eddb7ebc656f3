"""Whether the writer saw it: about the sentence, not two words in it."""

import pytest

from alerts.understanding.first_hand import read_first_hand
from alerts.understanding.intent import Intent
from alerts.understanding.reading import FirstHand, SeenAt
from alerts.understanding.situation import Situation
from tests.alerts.understanding.lexicon import said

NOW = SeenAt(minutes_ago=0)
FIRST = Situation.STRANGER_FIRST


@pytest.mark.parametrize(
    "text",
    [
        "they told me ICE is at the Big Y",
        "my cousin says there are vans on Elm",
        "my sister works at the barn, says two agents came in",
        "saw on facebook that theyre on Main",
        "dicen que hay migra en la High",
        "me avisaron que estan en la Pine",
        "mi vecina me mando un mensaje que andan por la Elm",
        "me acaban de decir que hay reten en la 91",
        "falaram que tem ICE na rua Elm",
        "minha prima disse que tão na Main",
        "yo di m ICE nan Springfield",
        "zanmi mwen Wislin di m yo sou Main",
    ],
)
def test_who_was_told_did_not_see_it(text: str) -> None:
    assert read_first_hand(said(text), Intent.SIGHTING, NOW, FIRST) is FirstHand.NO


@pytest.mark.parametrize(
    "text",
    [
        "they are here at the mill",
        "two vans on Elm and 3rd",
        "vi tres camionetas en la Pine",
        "estan tocando puertas en la High, dicen que traen orden",
        "m wè yo devan legliz la",
        "agents in vests that say ICE on Main",
    ],
)
def test_plain_words_are_the_writers_own(text: str) -> None:
    assert read_first_hand(said(text), Intent.SIGHTING, NOW, FIRST) is FirstHand.YES


@pytest.mark.parametrize("text", ["they say they have a paper", "dicen que traen orden", "yo di se polis"])
def test_what_agents_say_at_my_door_is_no_hearsay(text: str) -> None:
    assert read_first_hand(said(text), Intent.CAME_FOR_ME, NOW, FIRST) is FirstHand.YES


@pytest.mark.parametrize("text", ["redada en la Elm avisen", "pass it on, ICE on Main", "na Main, quem puder avisa"])
def test_who_passes_it_on_leaves_it_open(text: str) -> None:
    assert read_first_hand(said(text), Intent.SIGHTING, NOW, FIRST) is FirstHand.UNKNOWN


def test_a_town_alone_or_a_past_without_i_saw_leaves_it_open() -> None:
    words = said("ICE is in Northampton")
    assert read_first_hand(words, Intent.SIGHTING, NOW, FIRST, only_town=True) is FirstHand.UNKNOWN
    past = SeenAt(words="yesterday")
    assert read_first_hand(said("ICE at Main yesterday"), Intent.SIGHTING, past, FIRST) is FirstHand.UNKNOWN
    assert read_first_hand(said("i saw ICE at Main yesterday"), Intent.SIGHTING, past, FIRST) is FirstHand.YES


def test_what_was_forwarded_is_somebody_elses() -> None:
    assert read_first_hand(said("two vans here"), Intent.SIGHTING, NOW, FIRST, forwarded=True) is FirstHand.NO


def test_who_is_on_a_task_saw_it() -> None:
    words = said("they took two in handcuffs")
    assert read_first_hand(words, Intent.SOMEBODY_TAKEN, NOW, Situation.RESPONDER_ON_SCENE) is FirstHand.YES
    assert read_first_hand(words, Intent.SOMEBODY_TAKEN, NOW, FIRST) is FirstHand.UNKNOWN
