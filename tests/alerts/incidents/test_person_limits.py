"""What one person may send: who has which limits, and what fits one report."""

import pytest

from alerts.incidents.person_limits import AT_DESK, LONGEST_WORDS, MEMBER, STRANGER, fitting_words, limits_of
from alerts.people.person import Grant, Person, Role


@pytest.mark.parametrize(
    ("roles", "limits"),
    [
        ((), STRANGER),
        ((Role.SUBSCRIBER,), STRANGER),
        ((Role.MEMBER,), MEMBER),
        ((Role.RESPONDER,), MEMBER),
        ((Role.MEMBER, Role.DISPATCHER), AT_DESK),
        ((Role.COORDINATOR,), AT_DESK),
    ],
)
def test_who_is_vouched_for_may_send_more_and_a_desk_what_it_has_to(roles: tuple[Role, ...], limits: object) -> None:
    person = Person(id=1, language=None, grants=tuple(Grant(role, 1) for role in roles))
    assert limits_of(person) is limits


def test_words_are_added_as_long_as_they_fit() -> None:
    assert fitting_words("", "two vans") == ("two vans", "")
    assert fitting_words("two vans", "and a bus") == ("two vans\nand a bus", "")
    assert fitting_words("two vans", "") == ("two vans", "")


def test_what_no_longer_fits_is_left_whole_and_a_first_message_is_cut() -> None:
    full = "x" * (LONGEST_WORDS - 3)
    assert fitting_words(full, "more") == (full, "more")
    assert fitting_words("", full + "end!") == (full + "end", "!")
