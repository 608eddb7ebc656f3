"""When what a message tells was seen."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from alerts.understanding.intent import Intent
from alerts.understanding.seen_at import read_seen
from tests.alerts.understanding.lexicon import said

MORNING = datetime(2026, 11, 27, 9, 30, tzinfo=ZoneInfo("America/New_York"))


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("two vans on Elm", 0),
        ("saw them 20 min ago by the Big Y", 20),
        ("about half an hour ago on Main st", 30),
        ("an hour and a half ago, gone now?", 90),
        ("it was twenty five minutes ago", 25),
        ("like 2hrs ago at the plant", 120),
        ("hace 40 minutos en la High", 40),
        ("hace como media hora pasaron", 30),
        ("hace una hora y media", 90),
        ("hace veinte minutos", 20),
        ("faz uns 20 minutos na rua Elm", 20),
        ("há meia hora passou aqui", 30),
        ("sa gen 10 minit sou Main", 10),
        ("sa gen inèdtan", 60),
        ("been here since 6am", 0),
        ("since 6am, still there", 0),
        ("estan ahi desde las 5", 0),
        ("llevan rato afuera", 0),
        ("vinieron hace 2 horas y siguen aqui", 0),
        ("6 agents and 3 vans on route 5", 0),
        ("they stop people 4 meters from the door", 0),
        ("at 5 Main st, 2 vans", 0),
        ("ayer vinieron y ahora estan otra vez", 0),
    ],
)
def test_a_span_or_nothing_gives_minutes(text: str, minutes: int) -> None:
    seen = read_seen(said(text), Intent.SIGHTING)
    assert (seen.minutes_ago, seen.words) == (minutes, "")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("yesterday around 4 immigration was at the car wash", "yesterday around 4"),
        ("hace rato los vi en la Pine", "hace rato"),
        ("el martes pasaron por la Elm", "el martes"),
        ("ayer en la tarde habia una van", "ayer en la tarde"),
        ("ontem de noite na Main", "ontem de noite"),
        ("levaram meu marido hj cedo da obra", "hj cedo"),
        ("yè swa yo te bò legliz la", "yè swa"),
        ("5:30 this morning at Dunkin", "5:30 this morning"),
        ("a las 7 de la mañana en la corte", "7 de la mañana"),
        ("tomorrow they will come to the plant", "tomorrow they will come"),
        ("there were two vans on Elm", "there were"),
        ("they come 4 days a week", "days a week"),
        ("hace 3 dias en la High", "hace 3 dias"),
    ],
)
def test_what_leaves_it_open_is_asked_in_the_writers_words(text: str, words: str) -> None:
    seen = read_seen(said(text), Intent.SIGHTING)
    assert seen.minutes_ago is None
    assert words in seen.words or seen.words in words
    assert seen.words


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("5:30 this morning on Main", 240),
        ("at 9am by the mill", 30),
        ("como a las 8 en la High", 90),
        ("às 7 da manhã na Elm", 150),
        ("630am two vans", 180),
        ("at 7 pm two vans", None),
        ("yesterday at 8am", None),
        ("el martes a las 8", None),
    ],
)
def test_a_clock_counts_back_from_when_it_was_written(text: str, minutes: int | None) -> None:
    assert read_seen(said(text), Intent.SIGHTING, MORNING).minutes_ago == minutes


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("court is on thursday at 9, who can come?", Intent.COURT_OR_NEED),
        ("give me 10 min", Intent.VERIFIER_GOING),
        ("no me paga hace 3 semanas", Intent.WAGE_THEFT_OR_ABUSE),
        ("Elm & 3rd", Intent.PLACE_ANSWER),
    ],
)
def test_what_observes_nothing_has_no_time(text: str, intent: Intent) -> None:
    seen = read_seen(said(text), intent)
    assert (seen.minutes_ago, seen.words) == (None, "")


def test_nobody_knows_whether_it_lasts() -> None:
    assert read_seen(said("25 min ago at the Shell, dont know if still there"), Intent.SIGHTING).minutes_ago == 25
