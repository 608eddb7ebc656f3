"""What a reporter can say by taps: structured, so that it reads in every language.

SALUTE is how observers of such networks report: Size, Activity, Location, Uniform, Time, Equipment. Licence plates,
names and anything about a detained person are not among the taps on purpose: what is not kept cannot be subpoenaed.
"""

from collections.abc import Iterable, Mapping

from alerts.incidents.incident import TappedFacts

FACTS: dict[str, tuple[str, ...]] = {
    "kind": ("came", "taken", "see", "over"),
    "size": ("few", "some", "many"),
    "activity": ("waiting", "asking", "entering", "taking", "leaving"),
    "uniform": ("marked", "police", "plain"),
    "vehicles": ("one", "two", "more"),
    "witnesses": ("yes", "no"),
    "children": ("yes", "no"),
    "medicine": ("yes", "no"),
    "pickup": ("yes", "no"),
    "write": ("yes", "no"),
}
"""Each fact and what it may be. A report's kind may also be "back" by words: its reporter takes it back.

Of uniforms, "marked" are vests of immigration (ICE, HSI, DHS), "police" those that say POLICE and no more.
"""

COUNTS = {
    ("size", "few"): (1, 2),
    ("size", "some"): (3, 5),
    ("size", "many"): (6, 200),
    ("vehicles", "one"): (1, 1),
    ("vehicles", "two"): (2, 2),
    ("vehicles", "more"): (3, 50),
}
"""The numbers that a fact stands for, where somebody answers in figures; above the last nobody counted."""

SALUTE = ("activity", "size", "uniform", "vehicles")
"""Asked one after the other of who sees it: what they do now, Size, Uniform, Equipment.

Location and Time come with the report itself.
"""

CAME = ("witnesses", "write")
"""Asked of who is being visited: do you want witnesses, is it safe to write to you."""


PLEAS = frozenset({"came", "taken"})
"""Kinds of reports that wake the desk whoever sends them: a mistaken mute must cost nobody their witnesses."""

TAKEN = ("children", "medicine", "pickup")
"""Asked of who lost somebody: are children alone, does somebody need medicine, is somebody to be picked up."""


LOST = "lost"
"""Kept beside the taps once somebody says that a relative was taken: whatever else they say later, it stays so."""


PASSED_ON = "passed_on"
"""Kept beside the taps where some of the words are somebody else's, forwarded."""


def with_fact(facts: dict[str, str], name: str, value: str) -> dict[str, str]:
    """Return what a reporter said, with one more tap."""
    lost = {LOST: "yes"} if (name, value) == ("kind", "taken") else {}
    return {**facts, name: value, **lost}


def has_lost(facts: Mapping[str, str]) -> bool:
    """Say whether who said so lost somebody."""
    return LOST in facts or facts.get("kind") == "taken"


def pleads(taps: Iterable[TappedFacts]) -> bool:
    """Say whether somebody says that they came for them, or that somebody was taken."""
    return any(said.facts.get("kind") in PLEAS for said in taps)


def next_question(facts: dict[str, str]) -> str | None:
    """Return the next fact to ask for, or None when it is enough."""
    order = {"see": SALUTE, "came": CAME, "taken": TAKEN}.get(facts.get("kind", ""), ())
    if "write" in facts and facts["write"] == "no":
        return None
    return next((fact for fact in order if fact not in facts), None)


def took_back(taps: Iterable[TappedFacts]) -> frozenset[int]:
    """Return who takes back what they reported, all of it."""
    said = [one for one in taps if one.person_id is not None]
    stands = {one.person_id for one in said if one.facts.get("kind") != "back"}
    return frozenset(one.person_id for one in said if one.person_id is not None) - stands


def asked_for_silence(taps: Iterable[TappedFacts]) -> frozenset[int]:
    """Return who said that it is not safe to write to them."""
    return frozenset(said.person_id for said in taps if said.person_id is not None and said.facts.get("write") == "no")
