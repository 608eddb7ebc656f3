"""What is known reads as single facts."""

from zoneinfo import ZoneInfo

import pytest

from alerts.incidents.fact_texts import in_one_text
from locales.catalogue import ReaderLocale

KNOWN = (("activity", "taking"), ("size", "some"), ("uniform", "police"))


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "taking people away; 3 to 5 agents; vests that say only POLICE"),
        ("es", "se llevan gente; de 3 a 5 agentes; chalecos que solo dicen POLICE"),
    ],
)
def test_facts_stand_apart_so_that_no_two_make_one_group(language: str, said: str) -> None:
    joined = in_one_text(KNOWN)
    assert joined is not None
    assert ReaderLocale(language, ZoneInfo("America/New_York")).text(joined) == said


def test_no_fact_is_no_text() -> None:
    assert in_one_text(()) is None
