"""Each listed case has its tests, and each of those is there."""

import ast
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
TABLES: dict[str, dict[str, Any]] = tomllib.loads((Path(__file__).parent / "listed_rows.toml").read_text("utf-8"))
OPEN: set[tuple[str, str]] = set()
"""Rows that nothing meets yet."""
ROWS = [(table, number, row["tests"]) for table, rows in TABLES.items() for number, row in rows.items()]


@cache
def _tests_in(file: str) -> frozenset[str]:
    tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
    return frozenset(one.name for one in tree.body if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef))


@pytest.mark.parametrize(("table", "last"), [("attacks", 18), ("platforms", 16)])
def test_no_row_is_left_out(table: str, last: int) -> None:
    assert list(TABLES[table]) == [str(number) for number in range(1, last + 1)]


@pytest.mark.parametrize(("table", "number", "tests"), ROWS, ids=[f"{table}-{number}" for table, number, _ in ROWS])
def test_each_row_has_tests_that_are_there(table: str, number: str, tests: list[str]) -> None:
    assert bool(tests) != ((table, number) in OPEN), "what nothing meets is said to be open, and nothing else"
    for test in tests:
        file, _, name = test.partition("::")
        assert name in _tests_in(file), test
