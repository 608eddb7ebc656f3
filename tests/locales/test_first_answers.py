"""The languages in which we can say no more than a few first things hold all of these, as English does."""

from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from alerts.incidents.matter import Matter
from handlers.incidents import first_answer
from locales.catalogue import FIRST_ANSWERS, ReaderLocale, compose, first_answer_languages, numbered, read
from tests.alerts.samples import NOON
from tests.locales import lint
from tests.locales.test_lint import whole

each_language = pytest.mark.parametrize("language", first_answer_languages())


@each_language
def test_each_text_has_the_placeholders_of_the_english_one_and_the_mark_for_an_attorney(language: str) -> None:
    ours, english = read(FIRST_ANSWERS / f"{language}.po", language), whole("en")
    differ = [line for line in lint.unlike(ours, english) if "missing" not in line]
    held = {key: message for key, message in lint.by_key(ours).items() if key in lint.by_key(english)}
    assert differ == []
    assert [line for line in lint.unmarked_law(ours, english) if line.split(":")[0] in held] == []
    assert lint.too_long(ours) == []


@each_language
@pytest.mark.parametrize("kind", ["", "taken"])
@pytest.mark.parametrize("usable", [True, False])
@pytest.mark.parametrize("hotline", ["413-555-0100", ""])
def test_the_first_answer_can_be_said_whole(language: str, kind: str, usable: bool, hotline: str) -> None:
    network = SimpleNamespace(languages=("en", "es"))
    turn: Any = SimpleNamespace(uow=SimpleNamespace(hotline=hotline), now=NOON, network=network)
    incident = SimpleNamespace(id=1, place=SimpleNamespace(usable=usable), matter=Matter.SIGHTING)
    report = SimpleNamespace(id=1, facts={"kind": kind} if kind else {})
    filed: Any = SimpleNamespace(incident=incident, report=report)
    notice = first_answer._in_their_language(turn, filed, language)
    readers = [ReaderLocale(language, ZoneInfo("America/New_York"))]
    choices = [(number, choice) for row in notice.choices for number, choice in enumerate(row)]
    shown = compose(notice.parts, readers, NOON) + numbered(choices, readers, NOON)
    assert len(shown.encode()) < 2000
    assert hotline in shown
