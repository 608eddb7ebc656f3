"""Practice: a report that begins with the word, in capitals, is announced so."""

from typing import cast

import pytest

from alerts.incidents.practice import ANNOUNCED, announced_of, begins_so
from alerts.work.unit_of_work import UnitOfWork
from tests.alerts.incidents.case_file import CaseFile, report
from tests.alerts.samples import incident


@pytest.mark.parametrize(
    "words",
    [
        "PRACTICE, two vans at Elm & 3rd",
        "PRACTICE",
        "  PRACTICE: two vans",
        "🚨 PRACTICE two vans",
        "PRÁCTICA: dos camionetas",
        "PRACTICA dos camionetas",
        "¡PRÁCTICA! dos camionetas",
        "PRA\u0301CTICA dos camionetas",
    ],
)
def test_a_report_that_begins_with_the_word_is_practice(words: str) -> None:
    assert begins_so(words)


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("", id="says nothing"),
        pytest.param("practice, two vans", id="small letters"),
        pytest.param("Practice, two vans", id="one capital"),
        pytest.param("práctica, dos camionetas", id="small letters in Spanish"),
        pytest.param("two vans, PRACTICE", id="behind other words"),
        pytest.param("NO PRACTICE, two vans", id="behind a no"),
        pytest.param("PRACTICED", id="another word"),
        pytest.param("PRACTICES", id="more than one"),
        pytest.param("PRACTICE2", id="with a number"),
        pytest.param("PRACTICANTES", id="another word in Spanish"),
    ],
)
def test_anything_else_is_in_earnest(words: str) -> None:
    assert not begins_so(words)


@pytest.mark.parametrize(
    ("written", "practice"),
    [
        pytest.param(("PRACTICE, two vans",), True, id="its only report"),
        pytest.param(("PRACTICE, two vans", "PRÁCTICA, dos"), True, id="all of its reports"),
        pytest.param(("PRACTICE, two vans", ""), True, id="somebody sent a photo alone"),
        pytest.param(("PRACTICE, two vans", "  \n"), True, id="somebody sent blanks"),
        pytest.param(("PRACTICE, two vans", "two vans!"), False, id="somebody in earnest"),
        pytest.param(("two vans!", "PRACTICE, two vans"), False, id="somebody in earnest before it"),
        pytest.param(("",), False, id="no words at all"),
        pytest.param((), False, id="no report any more"),
    ],
)
async def test_an_incident_is_practice_while_everybody_who_wrote_began_so(
    written: tuple[str, ...], practice: bool
) -> None:
    file = CaseFile(reports=tuple(report(number, words=words) for number, words in enumerate(written, start=1)))
    assert await announced_of(cast("UnitOfWork", file), incident()) == (ANNOUNCED if practice else ())
