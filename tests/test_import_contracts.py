"""Every area stands in its layer's list in pyproject.toml: lint-imports fails where one is forgotten."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.checkout import ROOT

CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
INSIDE = [contract for contract in CONTRACTS if "containers" in contract]


@pytest.mark.parametrize("contract", INSIDE, ids=lambda contract: contract["name"])
def test_a_folder_that_no_line_names_fails(contract: dict[str, Any]) -> None:
    assert contract["exhaustive"] is True
    named = {name for line in contract["layers"] for name in re.split(r"\s*[|:]\s*", line)}
    for container in contract["containers"]:
        assert _modules(ROOT / container) == named | set(contract.get("exhaustive_ignores", []))


def test_each_package_with_areas_has_such_a_contract() -> None:
    assert {container for contract in INSIDE for container in contract["containers"]} == {
        "bot", "handlers", "alerts", "storage"
    }  # fmt: skip


def _modules(package: Path) -> set[str]:
    folders = {path.parent.name for path in package.glob("*/__init__.py")}
    return folders | {path.stem for path in package.glob("*.py") if path.stem != "__init__"}
