"""What is asked next of who reports."""

import pytest

from alerts.incidents.salute import FACTS, next_question


@pytest.mark.parametrize(
    ("facts", "question"),
    [
        ({}, None),
        ({"kind": "see"}, "activity"),
        ({"kind": "see", "activity": "waiting"}, "size"),
        ({"kind": "see", "activity": "skip"}, "size"),
        ({"kind": "see", "activity": "waiting", "size": "few"}, "uniform"),
        ({"kind": "see", "size": "few"}, "activity"),
        ({"kind": "see", "activity": "skip", "size": "skip", "uniform": "skip"}, "vehicles"),
        ({"kind": "see", "activity": "skip", "size": "skip", "uniform": "skip", "vehicles": "two"}, None),
        ({"kind": "came"}, "witnesses"),
        ({"kind": "came", "witnesses": "yes"}, "write"),
        ({"kind": "came", "witnesses": "no", "write": "yes"}, None),
        ({"kind": "came", "write": "no"}, None),
        ({"kind": "over"}, None),
        ({"kind": "no such kind"}, None),
    ],
)
def test_the_next_question_follows_from_what_was_said(facts: dict[str, str], question: str | None) -> None:
    assert next_question(facts) == question


@pytest.mark.parametrize("kind", FACTS["kind"])
def test_the_questions_come_to_an_end(kind: str) -> None:
    facts = {"kind": kind}
    for _ in range(len(FACTS)):
        question = next_question(facts)
        if question is None:
            break
        facts[question] = FACTS[question][0]
    assert next_question(facts) is None


def test_who_must_not_be_written_to_is_asked_nothing() -> None:
    assert next_question({"kind": "see", "write": "no"}) is None


def test_what_must_never_be_stored_cannot_be_said_by_tap() -> None:
    """Plates, names, status, origin: what is not kept cannot be subpoenaed, and no witness needs it."""
    seen = {"size", "activity", "uniform", "vehicles"}
    assert set(FACTS) == {"kind", "witnesses", "write", "children", "medicine", "pickup"} | seen
