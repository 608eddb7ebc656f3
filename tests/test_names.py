"""One word for one thing: no class name stands twice in the program, and no base name twice in a package."""

import ast
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).parents[1]
PACKAGES = ("bot", "handlers", "alerts", "storage", "locales")
PARTS_OF_AN_AREA = frozenset({"__init__", "area", "deadlines", "ports", "steps", "tables", "taps"})
"""What an area calls the same in each folder, as the others do; `deadlines` is a stage of its own too."""
PROGRAMS = ("bot/drill", "bot/bench", "bot/crash", "bot/fuzz", "bot/verbs")
"""Programs of their own beside the real one, and its command line, whose names are those of its verbs."""
SIBLINGS = frozenset({"telegram", "signal"})
"""Folders that mirror each other, and what stands above them."""


def modules() -> list[Path]:
    return [
        path.relative_to(ROOT)
        for package in PACKAGES
        for path in sorted((ROOT / package).rglob("*.py"))
        if "migrations" not in path.parts
    ]


def twice(names: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """Return each name that more than one place has, with its places."""
    places: dict[str, list[str]] = defaultdict(list)
    for name, place in names:
        places[name].append(place)
    return {name: found for name, found in places.items() if len(found) > 1}


def test_no_class_name_stands_twice() -> None:
    classes = [
        (node.name, str(path))
        for path in modules()
        for node in ast.walk(ast.parse((ROOT / path).read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef)
    ]
    assert len(classes) > 300
    assert twice(classes) == {}


def test_no_base_name_stands_twice_in_a_package() -> None:
    names = [
        (f"{_program(path)}: {path.stem}", str(path))
        for path in modules()
        if path.stem not in PARTS_OF_AN_AREA and not SIBLINGS & set(path.parts)
    ]
    assert len(names) > 200
    assert twice(names) == {}


def test_a_name_that_stands_twice_is_found() -> None:
    """The test of the test."""
    assert twice([("Worker", "a.py"), ("Keeper", "b.py"), ("Worker", "c.py")]) == {"Worker": ["a.py", "c.py"]}


def _program(path: Path) -> str:
    """Within which names must differ: a program of its own, else the package."""
    return next((program for program in PROGRAMS if path.as_posix().startswith(f"{program}/")), path.parts[0])
