"""What is asked next, and what an alert may say of the answers."""

from datetime import timedelta

import pytest

from alerts.incidents.salute import FACTS, SALUTE, known, next_question
from tests.alerts.samples import NOON, taps

MINUTE = timedelta(minutes=1)


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


def test_an_alert_says_the_latest_of_each() -> None:
    said = [
        taps(1, facts={"size": "few", "kind": "see"}, received_at=NOON),
        taps(2, facts={"size": "many", "uniform": "plain"}, received_at=NOON + MINUTE),
    ]
    assert known(said) == known(reversed(said)) == {"size": "many", "uniform": "plain"}


def test_a_verified_reporter_counts_more_than_a_later_stranger() -> None:
    said = [
        taps(1, facts={"size": "few"}, verified=True, received_at=NOON),
        taps(2, facts={"size": "many", "vehicles": "two"}, received_at=NOON + MINUTE),
    ]
    assert known(said) == {"size": "few", "vehicles": "two"}


def test_what_was_skipped_leaves_what_others_said() -> None:
    said = [
        taps(1, facts={"size": "few"}),
        taps(2, facts={"size": "skip"}, verified=True, received_at=NOON + MINUTE),
    ]
    assert known(said) == {"size": "few"}


def test_an_alert_says_nothing_about_the_reporter() -> None:
    everything = {name: values[0] for name, values in FACTS.items()}
    assert set(known([taps(facts=everything)])) == set(SALUTE)


def test_what_must_never_be_stored_cannot_be_said_by_tap() -> None:
    """Plates, names, status, origin: what is not kept cannot be subpoenaed, and no witness needs it."""
    assert set(FACTS) == {"kind", "size", "activity", "uniform", "vehicles", "witnesses", "write"}
