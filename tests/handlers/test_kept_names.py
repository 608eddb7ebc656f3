"""Names that lie in running databases: verbs and fields of taps, steps and their fields, deadlines, what was done.

tests/handlers/kept_names.txt holds them all. What is new is added to it by `./rebato test --golden` of this file. A
line that changes or goes is a button, a question or a deadline that a running network has and the next version cannot
read: then only words may be new in it, of an enum, or fields at its end that may be missing.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from enum import StrEnum
from itertools import product
from pathlib import Path
from types import NoneType
from typing import Any, ClassVar, Union, get_args, get_origin, get_type_hints

import pytest

from alerts.areas import DUTIES
from alerts.audit.deed import Action
from alerts.tap import Tap, Taps
from handlers.areas import AREAS

GOLDEN = Path(__file__).parent / "kept_names.txt"
KINDS: tuple[type[Tap], ...] = tuple(handler.kind for area in AREAS for handler in area.taps)
STEPS = tuple(handler.kind for area in AREAS for handler in area.steps)
ID = 1_883_135_975_756_228_182
"""As great as row ids get."""


def test_no_name_that_databases_hold_is_changed_unseen(pytestconfig: pytest.Config) -> None:
    if pytestconfig.getoption("--golden") or os.environ.get("REBATO_GOLDEN"):
        GOLDEN.write_text("\n".join(_kept()) + "\n", encoding="utf-8")
    known, now = set(GOLDEN.read_text(encoding="utf-8").splitlines()), set(_kept())
    assert known - now == set(), "running databases hold these: they stay as they are, or become more"
    assert now - known == set(), "what is new is written down with --golden"


def _kept() -> list[str]:
    lines = [f"tap {kind.verb}{_fields(kind)}" for kind in KINDS]
    lines += [f"step {kind.name}{_fields(kind)}" for kind in STEPS]
    lines += [f"deadline {name}" for name in DUTIES.of]
    lines += [f"deed {action.value}" for action in Action]
    return sorted(lines)


def _fields(kind: type[Any]) -> str:
    return "".join(f" {one.name}:{_type(one_type)}" for one, one_type in _typed(kind))


def _typed(kind: type[Any]) -> list[tuple[Any, Any]]:
    hints = get_type_hints(kind)
    return [(one, hints[one.name]) for one in fields(kind)]


def _type(of: Any) -> str:
    """Write a type so that every word it stands for in a database is seen: those of an enum one by one."""
    if isinstance(of, type) and issubclass(of, StrEnum):
        return f"({','.join(one.value for one in of)})"
    if of is NoneType:
        return "none"
    if is_dataclass(of):
        return f"{{{_fields(of).strip()}}}"
    inside = [_type(one) for one in get_args(of) if one is not Ellipsis]
    if not inside:
        return getattr(of, "__name__", str(of))
    return "|".join(inside) if _is_union(of) else f"{get_origin(of).__name__}[{','.join(inside)}]"


def _is_union(of: Any) -> bool:
    return get_origin(of) is Union or type(of).__name__ == "UnionType"


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.verb)
def test_what_may_be_missing_stands_behind_what_may_not(kind: type[Tap]) -> None:
    assert _misplaced(kind) == []


def _misplaced(kind: type[Tap]) -> list[str]:
    """Return the fields that stand behind one that may be None and may not be None themselves, or have no default."""
    found, optional = [], False
    for one, of in _typed(kind):
        may_miss = NoneType in get_args(of)
        if (optional and not may_miss) or (may_miss and one.default is not None):
            found.append(one.name)
        optional |= may_miss
    return found


def test_a_field_out_of_place_is_seen() -> None:
    @dataclass(frozen=True)
    class Odd(Tap):
        verb: ClassVar = "odd.tap"
        first: int | None
        second: int
        third: int | None = 3

    @dataclass(frozen=True)
    class Even(Tap):
        verb: ClassVar = "even.tap"
        first: int
        start: int = 0
        second: int | None = None

    assert _misplaced(Odd) == ["first", "second", "third"]
    assert _misplaced(Even) == []


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.verb)
def test_every_tap_is_read_as_it_was_written_whatever_is_missing(kind: type[Tap]) -> None:
    every = Taps(KINDS)
    for values in product(*(_samples(of) for _, of in _typed(kind))):
        tap = kind(*values)
        assert every.read(tap.action) == tap
        assert tap.action.isascii()


def _samples(of: Any) -> Iterator[Any]:
    """Return values of a type: None where it may be, every one of an enum."""
    for one in get_args(of) if _is_union(of) else (of,):
        if one is NoneType:
            yield None
        elif issubclass(one, StrEnum):
            yield from one
        elif one is bool:
            yield from (True, False)
        else:
            yield {int: ID, str: "es"}[one]


def test_a_tap_whose_first_optional_is_missing_keeps_the_second() -> None:
    @dataclass(frozen=True)
    class Both(Tap):
        verb: ClassVar = "both.of"
        one: int | None = None
        other: int | None = None

    for tap in (Both(), Both(1), Both(None, 2), Both(1, 2)):
        assert Taps([Both]).read(tap.action) == tap
