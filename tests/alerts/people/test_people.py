"""Roles, who is trusted with what, codes, who is told, who is asked to look."""

from datetime import timedelta

import pytest

from alerts.incidents.verifier_choice import by_distance
from alerts.network.audience import Audience, community, responders
from alerts.people.code import Code, new_invitation_words, new_words, normal
from alerts.people.person import DESK, VERIFIED, Person, Role
from tests.alerts.samples import HOLYOKE, NOON, NORTHAMPTON, person

EVERYWHERE = None


@pytest.mark.parametrize(
    ("role", "verified", "desk"),
    [
        (Role.SUBSCRIBER, False, False),
        (Role.MEMBER, True, False),
        (Role.RESPONDER, True, False),
        (Role.DISPATCHER, True, True),
        (Role.COORDINATOR, True, True),
    ],
)
def test_each_role_is_trusted_with_what_it_is(role: Role, verified: bool, desk: bool) -> None:
    who = person(1, (role, NORTHAMPTON))
    assert who.verified is verified
    assert who.has(DESK, NORTHAMPTON) is desk
    assert not who.has(DESK, HOLYOKE)


def test_a_stranger_is_nothing_anywhere() -> None:
    stranger = person()
    assert not stranger.verified
    assert not stranger.has(VERIFIED, NORTHAMPTON)
    assert not stranger.has(VERIFIED, None)
    assert not stranger.roles_in(NORTHAMPTON)
    assert not stranger.own_towns()


def test_a_role_without_a_town_holds_in_every_town_and_makes_none_ones_own() -> None:
    who = person(1, (Role.COORDINATOR, EVERYWHERE), (Role.MEMBER, HOLYOKE))
    assert who.roles_in(NORTHAMPTON) == {Role.COORDINATOR}
    assert who.roles_in(HOLYOKE) == {Role.COORDINATOR, Role.MEMBER}
    assert who.own_towns() == {HOLYOKE}


def test_an_incident_of_an_unknown_town_is_every_desks() -> None:
    assert person(1, (Role.DISPATCHER, HOLYOKE)).has(DESK, None)
    assert not person(1, (Role.RESPONDER, HOLYOKE)).has(DESK, None)


AUDIENCE: list[tuple[str, Person, bool, bool]] = [
    ("nobody", person(), False, False),
    ("subscriber", person(1, (Role.SUBSCRIBER, NORTHAMPTON)), False, True),
    ("member", person(1, (Role.MEMBER, NORTHAMPTON)), False, True),
    ("responder", person(1, (Role.RESPONDER, NORTHAMPTON)), True, False),
    ("responder and member", person(1, (Role.RESPONDER, NORTHAMPTON), (Role.MEMBER, NORTHAMPTON)), True, False),
    ("member here, responder there", person(1, (Role.MEMBER, NORTHAMPTON), (Role.RESPONDER, HOLYOKE)), False, True),
    ("dispatcher only", person(1, (Role.DISPATCHER, NORTHAMPTON)), False, False),
    ("dispatcher and responder", person(1, (Role.DISPATCHER, 1), (Role.RESPONDER, 1)), True, False),
    ("of the next town", person(1, (Role.RESPONDER, HOLYOKE), (Role.SUBSCRIBER, HOLYOKE)), False, False),
    ("responder everywhere", person(1, (Role.RESPONDER, EVERYWHERE)), True, False),
    ("who stopped", person(1, (Role.RESPONDER, 1), (Role.MEMBER, 1), stopped_at=NOON), False, False),
    ("who has not said yes", person(1, (Role.RESPONDER, 1), (Role.MEMBER, 1), consented_at=None), False, False),
    ("the reporter, a member", person(7, (Role.MEMBER, NORTHAMPTON)), False, False),
    ("the reporter, a responder", person(7, (Role.RESPONDER, NORTHAMPTON)), True, False),
]


@pytest.mark.parametrize(("who", "someone", "goes", "hears"), AUDIENCE, ids=[row[0] for row in AUDIENCE])
def test_who_is_told_what(who: str, someone: Person, goes: bool, hears: bool) -> None:
    assert responders(NORTHAMPTON).holds(someone) is goes
    assert community(NORTHAMPTON, but=[7]).holds(someone) is hears


def test_nobody_gets_both_texts() -> None:
    for _, someone, _, _ in AUDIENCE:
        both = [responders(NORTHAMPTON).holds(someone), community(NORTHAMPTON, but=()).holds(someone)]
        assert both.count(True) <= 1


def test_an_audience_is_frozen() -> None:
    assert hash(Audience(town_id=1, roles=frozenset({Role.MEMBER}))) == hash(
        Audience(town_id=1, roles=frozenset({Role.MEMBER}))
    )


def test_the_towns_own_people_are_asked_first_then_who_was_asked_longest_ago() -> None:
    people = [
        person(1, (Role.RESPONDER, EVERYWHERE)),
        person(2, (Role.RESPONDER, NORTHAMPTON)),
        person(3, (Role.RESPONDER, NORTHAMPTON)),
        person(4, (Role.RESPONDER, NORTHAMPTON)),
        person(5, (Role.RESPONDER, NORTHAMPTON), (Role.RESPONDER, HOLYOKE)),
    ]
    asked = {2: NOON, 3: NOON - timedelta(days=1), 5: NOON - timedelta(hours=1)}
    order = [p.id for p in by_distance(people, NORTHAMPTON, asked)]
    assert order == [4, 3, 5, 2, 1]
    assert [p.id for p in by_distance(reversed(people), NORTHAMPTON, asked)] == order


@pytest.mark.parametrize(
    ("changes", "who", "good"),
    [
        ({}, 1, True),
        ({"person_id": 1}, 1, True),
        ({"person_id": 2}, 1, False),
        ({"used_at": NOON}, 1, False),
        ({"expires_at": NOON}, 1, False),
        ({"expires_at": NOON + timedelta(microseconds=1)}, 1, True),
    ],
)
def test_a_code_is_good_until_it_is_used_up_in_time_and_for_whose_it_is(
    changes: dict[str, object], who: int, good: bool
) -> None:
    given: dict[str, object] = {"id": 1, "purpose": "invite", "expires_at": NOON + timedelta(days=1)}
    code = Code(**(given | changes))  # type: ignore[arg-type]  # the table's values are of their fields' types
    assert code.good_for(who, NOON) is good


def test_codes_can_be_said_on_the_phone_and_typed_as_people_type() -> None:
    words = {make() for _ in range(200) for make in (new_words, new_invitation_words)}
    assert len(words) == 400
    assert not set("".join(words)) & set("01ILO")
    for code in words:
        assert normal(f" {code[:4].lower()}-{code[4:8]} {code[8:]}\n") == code


def test_an_invitation_holds_128_bits() -> None:
    assert {len(new_invitation_words()) for _ in range(50)} == {28}
    signs = set("".join(new_invitation_words() for _ in range(500)))
    assert len(signs) ** 28 >= 2**128
