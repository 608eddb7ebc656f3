"""How many a test reached, how fast; who missed two in a row, and on which app."""

from datetime import UTC, datetime, timedelta

from alerts.reach_tests.tested_people import ReachTestApp, ReachTestPerson
from alerts.reach_tests.town_reach import TownReach, town_reach
from alerts.reach_tests.unanswered import Unanswered, unanswered

NOW = datetime(2026, 11, 20, 22, 2, tzinfo=UTC)


def _app(transport: str = "telegram", after: float | None = None, *, sent: bool = True) -> ReachTestApp:
    at = NOW + timedelta(minutes=after) if after is not None else None
    return ReachTestApp(contact_id=hash(transport) % 1000, transport=transport, is_sent=sent, answered_at=at)


def _person(number: int, *apps: ReachTestApp) -> ReachTestPerson:
    return ReachTestPerson(person_id=number, apps=apps or (_app(),))


def test_each_is_counted_by_their_first_answer_on_whatever_app() -> None:
    people = [
        _person(1, _app(after=1)),
        _person(2, _app(after=40), _app("signal", after=4)),
        _person(3, _app(after=15)),
        _person(4, _app(after=15.1)),
        _person(5),
        _person(6, _app(sent=False)),
    ]
    assert town_reach(people, NOW) == TownReach(people=6, within=(1, 2, 3), later=1, silent=1, unsent=1)


def test_who_answered_nowhere_twice_is_called_and_who_was_in_one_test_only_is_not() -> None:
    newest = [_person(1), _person(2, _app(after=1)), _person(3)]
    before = [_person(1), _person(2)]
    assert unanswered(newest, before) == [Unanswered(person_id=1)]


def test_who_answers_on_one_app_and_never_on_the_other_is_told_apart() -> None:
    both = _person(1, _app(after=1), _app("signal"))
    late = _person(1, _app(), _app("signal"))
    assert unanswered([both], [both]) == [Unanswered(person_id=1, silent=("signal",))]
    assert unanswered([late], [both]) == [Unanswered(person_id=1, silent=("signal",))]
    assert unanswered([both], [_person(1, _app(), _app("signal", after=2))]) == []
