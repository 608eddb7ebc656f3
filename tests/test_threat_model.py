"""docs/threat-model.md and the runbooks promise what is there: each test, command and verb that they name."""

import re

from bot.cli import VERBS
from handlers.areas import ROUTER
from tests.checkout import ROOT

MODEL = (ROOT / "docs" / "threat-model.md").read_text(encoding="utf-8")
RUNBOOKS = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "docs" / "runbooks").glob("*.md")}
ROWS = [line for line in MODEL.splitlines() if line.startswith("| ") and not line.startswith(("| threat", "| ---"))]
_TEST = re.compile(r"`(test_\w+)`")
_TOLD_OF_BOTFATHER = {"revoke"}


def _tests() -> set[str]:
    found: set[str] = set()
    for path in (ROOT / "tests").rglob("test_*.py"):
        found |= set(re.findall(r"def (test_\w+)\(", path.read_text(encoding="utf-8")))
    return found


def test_every_threat_names_tests_that_exist_or_says_what_is_missing() -> None:
    there = _tests()
    assert len(ROWS) > 30
    assert {name for row in ROWS for name in _TEST.findall(row)} - there == set()
    assert [row for row in ROWS if not _TEST.search(row) and "not yet" not in row] == []


def test_a_runbook_names_only_commands_and_verbs_that_exist() -> None:
    assert len(RUNBOOKS) > 5
    whole = "\n".join(RUNBOOKS.values())
    assert set(re.findall(r"`/(\w+)", whole)) - {*ROUTER.commands} - _TOLD_OF_BOTFATHER == set()
    assert set(re.findall(r"`\./rebato ([\w-]+)", whole)) - {*VERBS} == set()


def test_every_runbook_stands_in_the_index() -> None:
    assert {*re.findall(r"\(([a-z-]+\.md)\)", RUNBOOKS["README.md"])} == {*RUNBOOKS} - {"README.md"}
